//! "Did you mean": the known name that is nearest to an unknown one.

/// The nearest of the known names, if it is near.
pub(super) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let near = known
        .into_iter()
        .map(|known| (strsim::osa_distance(&known.to_lowercase(), &name.to_lowercase()), known));
    near.min().filter(|(distance, _)| *distance <= 1 + name.len() / 5).map(|(_, known)| known)
}

/// A reader's message with a suggestion. The reader puts what it met and what it knows between backticks:
/// "unknown variant `publik`, expected `public` or `party`".
pub(super) fn added(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown").then(|| quoted.next()).flatten();
    match unknown.and_then(|name| nearest(name, quoted)) {
        Some(near) => format!("{message}; did you mean `{near}`?"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_suggested() {
        assert_eq!(
            added("unknown variant `publik`, expected `public` or `party`"),
            "unknown variant `publik`, expected `public` or `party`; did you mean `public`?"
        );
        for same in ["unknown variant `all`, expected `public` or `party`", "invalid type: `x`, expected `y`"]
        {
            assert_eq!(added(same), same);
        }
    }
}
