//! Small pieces of wording that several messages share.

/// "a", "a and b", "a, b and c".
pub(crate) fn list(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A profile's wording as one would type it: the first of several choices, an ellipsis for a slot.
pub(crate) fn plain(wording: &str) -> String {
    let mut text = String::new();
    let mut rest = wording;
    while let Some((before, behind)) = rest.split_once('{') {
        let (inner, after) = behind.split_once('}').unwrap_or((behind, ""));
        text.push_str(before);
        text.push_str(if inner == "*" { "..." } else { inner.split('|').next().unwrap_or(inner) });
        rest = after;
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_wordings_read_well() {
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(
            plain("filed on {*} for\nthe {items/Service|items/services}"),
            "filed on ... for the items/Service"
        );
    }
}
