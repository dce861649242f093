//! Whose opinion a clause is: the reviewer's own, unless its words say that another holds it.

use super::vocabulary::{Kinds, Unit};

/// Who holds what a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The author of the letter.
    Reviewer,
    /// A guideline, which states it.
    Guideline,
    /// The author, by the measure of a guideline.
    Measure,
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
    let agents =
        rest.iter().enumerate().filter(|(at, unit)| unit.is(Kinds::ACCORDING) || is_agent(rest, *at));
    for (at, unit) in agents {
        match named(&rest[at + 1..]) {
            Some(Speaker::Guideline) if unit.is(Kinds::ACCORDING) => return Speaker::Measure,
            Some(Speaker::Other) => return Speaker::Other,
            _ => {}
        }
    }
    Speaker::Reviewer
}

/// Who is named behind a preposition, and not only something of his, as in "the provider's notes".
fn named(units: &[Unit]) -> Option<Speaker> {
    let near = units.iter().take(4).take_while(|unit| !unit.is(Kinds::BY | Kinds::COMMA));
    let mut named = near.enumerate().filter(|(_, unit)| kind_of(unit) != Speaker::Reviewer);
    let (at, unit) = named.next()?;
    let speaker = kind_of(unit);
    let closed = units.get(at + 1).is_none_or(|next| !next.kinds.is_empty());
    (closed || speaker == Speaker::Guideline).then_some(speaker)
}

/// A passive's agent follows its verb at once.
fn is_agent(rest: &[Unit], at: usize) -> bool {
    at <= 1 && rest[at].is(Kinds::AGENT)
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
pub(super) fn owner(units: &[Unit], subject: usize) -> Speaker {
    let mut holder = Speaker::Reviewer;
    let mut said: Option<(Speaker, usize)> = None;
    for (at, unit) in units.iter().enumerate() {
        // "according to the surgeon, ...", "per the provider, ..."
        if unit.is(Kinds::ACCORDING) || (at == 0 && unit.is(Kinds::BY)) {
            match named(&units[at + 1..]) {
                Some(Speaker::Guideline) if unit.is(Kinds::ACCORDING) => return Speaker::Measure,
                Some(Speaker::Other) => return Speaker::Other,
                _ => {}
            }
        }
        if unit.is(Kinds::US) {
            (holder, said) = (Speaker::Reviewer, None);
        } else if kind_of(unit) != Speaker::Reviewer {
            holder = kind_of(unit);
        }
        if unit.is(Kinds::SAYS | Kinds::GRANT) && holder != Speaker::Reviewer && at < subject.max(at + 1) {
            said = Some((holder, at));
        }
    }
    let Some((speaker, at)) = said else { return Speaker::Reviewer };
    let tail = &units[at + 1..];
    let that = tail.first().is_some_and(|unit| unit.is(Kinds::THAT));
    let breaks = if that { Kinds::THEREFORE } else { Kinds::THEREFORE | Kinds::AND | Kinds::COMMA };
    if tail.iter().any(|unit| unit.is(breaks)) { Speaker::Reviewer } else { speaker }
}
