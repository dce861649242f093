//! Whose opinion a clause is: the reviewer's own, unless its words say that another holds it.

use super::vocabulary::{Kinds, Unit};

/// Who holds what a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The author of the letter.
    Reviewer,
    /// A guideline.
    Guideline,
    /// A utilization review, the provider, the worker.
    Other,
}

/// Who speaks; `subject` is where the clause's subject begins, `end` where its deciding words end.
pub(super) fn speaker(
    units: &[Unit],
    floor: usize,
    subject: usize,
    verb: usize,
    end: usize,
    limit: usize,
) -> Speaker {
    let stated = owner(&units[floor..verb], subject - floor);
    if stated != Speaker::Reviewer {
        return stated;
    }
    // "... by the utilization reviewer", "... according to the guideline"
    let rest = &units[end..limit];
    for (at, unit) in rest.iter().enumerate() {
        if unit.is(Kinds::BY | Kinds::ACCORDING) {
            let named = rest[at + 1..].iter().take(4).take_while(|unit| !unit.is(Kinds::BY | Kinds::COMMA));
            let found = named.map(kind_of).find(|speaker| *speaker != Speaker::Reviewer);
            match found {
                Some(Speaker::Other) if unit.is(Kinds::ACCORDING) || is_by(rest, at) => {
                    return Speaker::Other;
                }
                Some(Speaker::Guideline) if unit.is(Kinds::ACCORDING) => return Speaker::Guideline,
                _ => {}
            }
        }
    }
    Speaker::Reviewer
}

/// A passive's agent: the first preposition behind the deciding words.
fn is_by(rest: &[Unit], at: usize) -> bool {
    at <= 1 && usize::from(rest[at].range.len()) == 2
}

fn kind_of(unit: &Unit) -> Speaker {
    if unit.is(Kinds::US) {
        Speaker::Reviewer
    } else if unit.is(Kinds::REVIEW | Kinds::PARTY) {
        Speaker::Other
    } else if unit.is(Kinds::GUIDELINE) {
        Speaker::Guideline
    } else {
        Speaker::Reviewer
    }
}

/// Who is said to say what follows, in the words before a verb.
fn owner(units: &[Unit], subject: usize) -> Speaker {
    let mut named = Speaker::Reviewer;
    let mut said: Option<(Speaker, usize)> = None;
    for (at, unit) in units.iter().enumerate() {
        if unit.is(Kinds::ACCORDING) {
            let names = units[at + 1..].iter().take(4);
            let found = names.map(kind_of).find(|speaker| *speaker != Speaker::Reviewer);
            if let Some(found) = found {
                return found;
            }
        }
        if unit.is(Kinds::US) {
            (named, said) = (Speaker::Reviewer, None);
        } else if kind_of(unit) != Speaker::Reviewer {
            named = kind_of(unit);
        }
        if unit.is(Kinds::SAYS | Kinds::GRANT) && named != Speaker::Reviewer && at < subject.max(at + 1) {
            said = Some((named, at));
        }
    }
    let Some((speaker, at)) = said else { return Speaker::Reviewer };
    let tail = &units[at + 1..];
    let that = tail.first().is_some_and(|unit| unit.is(Kinds::THAT));
    let breaks = if that { Kinds::THEREFORE } else { Kinds::THEREFORE | Kinds::AND | Kinds::COMMA };
    if tail.iter().any(|unit| unit.is(breaks)) { Speaker::Reviewer } else { speaker }
}
