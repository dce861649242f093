//! The words of a clause that decide, whatever they are decided by: "medically necessary", "certified",
//! "medical necessity ... established", "the denial ... appropriate", "I overturn the decision".

use super::scope::{Traits, Verb, verb_before};
use super::vocabulary::{Kinds, Sign, Unit};

/// How much a word decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// "supported", "indicated": a reason rather than a conclusion.
    Weak,
    /// "not necessary" of the request, "therefore, the request is not supported".
    Middling,
    /// "medically necessary", "certified".
    Strong,
}

/// What kind of statement decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "is medically necessary"
    Quality,
    /// "medical necessity is established"
    Necessity,
    /// "the records establish medical necessity"
    Shown,
    /// "is certified"
    Grant,
    /// "certification is recommended", "the denial was correct"
    Granting,
    /// "the decision is overturned", "I agree with the denial"
    Ruling,
}

/// Deciding words in a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Predicate {
    pub(super) form: Form,
    pub(super) sign: Sign,
    pub(super) weight: Weight,
    /// The first and the last word that decide, verb aside.
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) verb: Verb,
}

/// Words that may stand between "establish" and "medical necessity", between "agree with" and "the denial".
const BETWEEN: usize = 6;

/// Nouns that stand for medical necessity itself: "evidence of", "criteria for", "a finding of".
const LEADING: Kinds =
    Kinds::EVIDENCE.union(Kinds::GUIDELINE).union(Kinds::DECISION).union(Kinds::COMMA).union(Kinds::LACK);

/// The deciding words between `floor` and `end`, one after the other.
pub(super) fn predicates(units: &[Unit], floor: usize, end: usize) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = Vec::new();
    let (begin, mut floor, mut at) = (floor, floor, floor);
    while at < end {
        let unit = units[at];
        let predicate = if unit.is(Kinds::NECESSITY) {
            necessity(units, floor, at, end)
        } else if unit.is(Kinds::GRANTING | Kinds::DECISION) {
            granting(units, begin, floor, at, end)
        } else if unit.is(Kinds::OVERTURN) {
            ruling(units, begin, at, end)
        } else if unit.is(Kinds::REVIEW) {
            judged(units, at, end)
        } else if unit.is(Kinds::DECIDES | Kinds::BARE | Kinds::QUALITY | Kinds::GRANT) {
            Some(quality(units, floor, at, end))
        } else {
            None
        };
        match predicate {
            Some(predicate) => {
                at = predicate.end.max(at + 1);
                // "was denied as not medically necessary": the one verb belongs to both.
                let told = predicate.form == Form::Grant
                    && (predicate.verb.is(Traits::PAST) || !predicate.verb.is(Traits::FINITE));
                floor = if told { floor } else { at };
                found.push(predicate);
            }
            None => at += 1,
        }
    }
    found
}

fn weight_of(unit: Unit) -> Weight {
    match unit {
        unit if unit.is(Kinds::DECIDES | Kinds::GRANT) => Weight::Strong,
        unit if unit.is(Kinds::BARE) => Weight::Middling,
        _ => Weight::Weak,
    }
}

/// "reasonable and medically necessary": the first word has the verb, the heaviest has the weight.
fn quality(units: &[Unit], floor: usize, at: usize, end: usize) -> Predicate {
    let head = units[at];
    let kinds = Kinds::DECIDES | Kinds::BARE | Kinds::QUALITY;
    if let Some(heavier) = heavier(units, floor, at, end) {
        return heavier;
    }
    let mut weight = weight_of(head);
    let mut last = at + 1;
    let mut next = last;
    while next < end && !head.is(Kinds::GRANT) {
        let unit = units[next];
        if unit.is(kinds) && unit.sign == head.sign {
            weight = weight.max(weight_of(unit));
            last = next + 1;
        } else if !unit.is(Kinds::AND | Kinds::NO | Kinds::COMMA | Kinds::ADVERB) {
            break;
        }
        next += 1;
    }
    let form = if head.is(Kinds::GRANT) { Form::Grant } else { Form::Quality };
    Predicate { form, sign: head.sign, weight, first: at, end: last, verb: verb_before(units, floor, at) }
}

/// "is not supported by the records as being medically necessary": the heavier word has the lighter one in its verb.
fn heavier(units: &[Unit], floor: usize, at: usize, end: usize) -> Option<Predicate> {
    if !units[at].is(Kinds::QUALITY) {
        return None;
    }
    // "is recommended for denial"
    if at + 2 < end && units[at + 1].is(Kinds::BY) && units[at + 2].is(Kinds::GRANTING) {
        let verb = verb_before(units, floor, at);
        let (sign, end) = (units[at + 2].sign, at + 3);
        return Some(Predicate { form: Form::Granting, sign, weight: Weight::Strong, first: at, end, verb });
    }
    let next = (at + 1..end).find(|next| units[*next].is(Kinds::DECIDES))?;
    let holds = units[at + 1..next].iter().any(|unit| unit.is(Kinds::AS | Kinds::TO));
    (holds && verb_before(units, floor, next).start < at).then(|| quality(units, floor, next, end))
}

fn necessity(units: &[Unit], floor: usize, at: usize, end: usize) -> Option<Predicate> {
    let state = |place: &usize| units[*place].is(Kinds::STATE | Kinds::QUALITY | Kinds::OVERTURN);
    let predicate = |form, sign, first, end, verb| {
        Some(Predicate { form, sign, weight: Weight::Strong, first, end, verb })
    };
    // "medical necessity ... is not established"; in "evaluation of the medical necessity" another noun leads
    let led = (floor..at)
        .next_back()
        .map(|of| if units[of].is(Kinds::DEFINITE) && of > floor { of - 1 } else { of });
    let led = led.filter(|of| *of > floor && units[*of].is(Kinds::BY) && !units[of - 1].is(LEADING));
    for place in (at + 1..end).filter(|place| led.is_none() && state(place)) {
        let verb = verb_before(units, at + 1, place);
        // "medical necessity not established"
        if verb.is(Traits::FINITE) || verb.start == at + 1 {
            // To affirm a denial is against the treatment, to affirm its necessity is for it.
            let turns = usize::from(units[place].is(Kinds::OVERTURN));
            return predicate(Form::Necessity, units[place].sign.turned(turns), at, place + 1, verb);
        }
    }
    let verb = verb_before(units, floor, at);
    let before = |kinds| verb.start > floor && units[verb.start - 1].is(kinds);
    // "is not a medical necessity"
    if verb.is(Traits::FINITE) && !before(Kinds::THAT) {
        return predicate(Form::Quality, Sign::For, at, at + 1, verb);
    }
    // "there is no medical necessity", "lacks medical necessity"
    if before(Kinds::NO | Kinds::LACK) {
        let word = verb.start - 1;
        let owner = verb_before(units, floor, word);
        let verbal = units[word].is(Kinds::LACK) || owner.is(Traits::FINITE | Traits::DEEMED);
        let against = Verb { turns: owner.turns + verb.turns + 1, start: owner.start, ..owner };
        return if verbal { predicate(Form::Quality, Sign::For, word, at + 1, against) } else { None };
    }
    // "the records do not establish the medical necessity"
    let near = floor.max(at.saturating_sub(BETWEEN));
    let between =
        Kinds::BY | Kinds::DEFINITE | Kinds::ARTICLE | Kinds::EVIDENCE | Kinds::GUIDELINE | Kinds::ADVERB;
    let shown =
        (near..at).rev().find(|place| units[*place].is(Kinds::ESTABLISH) || !units[*place].is(between))?;
    if !units[shown].is(Kinds::ESTABLISH) {
        return None;
    }
    let mut verb = verb_before(units, floor, shown);
    let mut lacking = false;
    if verb.start > floor && units[verb.start - 1].is(Kinds::LACK) {
        verb.turns += 1;
        verb.start -= 1;
        lacking = true;
    }
    // "there is sufficient evidence to establish"
    let there = units[floor..verb.start].iter().any(|unit| unit.is(Kinds::IT));
    if verb.is(Traits::INFINITIVE) && !lacking && !there {
        return None;
    }
    predicate(Form::Shown, units[shown].sign, shown, at + 1, verb)
}

fn granting(units: &[Unit], begin: usize, floor: usize, at: usize, end: usize) -> Option<Predicate> {
    let noun = units[at];
    let predicate = |sign, first, end, verb| {
        Some(Predicate { form: Form::Granting, sign, weight: Weight::Strong, first, end, verb })
    };
    let says = |sign: Sign, noun: Sign| match noun {
        Sign::For => sign,
        Sign::Against => sign.turned(1),
        Sign::Both => Sign::Both,
    };
    if !noun.is(Kinds::GRANTING) && !units[floor..end].iter().any(|unit| unit.is(Kinds::REVIEW)) {
        return None;
    }
    let noun_sign = if noun.is(Kinds::GRANTING) { noun.sign } else { Sign::Against };
    for place in at + 1..end {
        if units[place].is(Kinds::OVERTURN) {
            return ruling(units, begin, place, end);
        }
        let fits = units[place].is(Kinds::RIGHT)
            || (noun.is(Kinds::GRANTING) && units[place].is(Kinds::QUALITY | Kinds::GRANT));
        if fits {
            let verb = verb_before(units, at + 1, place);
            if verb.is(Traits::FINITE) {
                return predicate(says(units[place].sign, noun_sign), at, place + 1, verb);
            }
        }
    }
    // "recommend certification"
    let recommends = |unit: &Unit| unit.is(Kinds::SAYS | Kinds::QUALITY);
    let before = at.checked_sub(1).filter(|before| *before >= floor && recommends(&units[*before]))?;
    let verb = verb_before(units, floor, before);
    let reviewer =
        units[floor..verb.start].iter().all(|unit| unit.is(Kinds::US | Kinds::ADVERB | Kinds::COMMA));
    // "certification of four visits and non-certification of the rest"
    let apart = |unit: &Unit| unit.is(Kinds::GRANTING) && unit.sign != noun.sign;
    let sign = if units[at + 1..end].iter().any(apart) { Sign::Both } else { noun.sign };
    (noun.is(Kinds::GRANTING) && reviewer).then(|| predicate(sign, before, at + 1, verb))?
}

/// "utilization review erred", "UR correctly found": what a review that denied the request did.
fn judged(units: &[Unit], at: usize, end: usize) -> Option<Predicate> {
    let near = at + 1..end.min(at + 4);
    let errs = near.clone().find(|place| units[*place].is(Kinds::ERRS));
    let said = |place: &usize| {
        units[place + 1..end.min(place + 2)].iter().any(|unit| unit.is(Kinds::SAYS | Kinds::GRANT))
    };
    let rightly = || near.clone().find(|place| units[*place].is(Kinds::RIGHTLY)).filter(said);
    let (sign, place) = errs.map(|place| (Sign::For, place)).or_else(|| Some((Sign::Against, rightly()?)))?;
    let verb = Verb { start: at, traits: Traits::FINITE, ..Verb::default() };
    Some(Predicate { form: Form::Ruling, sign, weight: Weight::Strong, first: place, end: place + 1, verb })
}

/// "the denial is upheld", "I disagree with the prior reviewer".
fn ruling(units: &[Unit], floor: usize, at: usize, end: usize) -> Option<Predicate> {
    let object = Kinds::DECISION | Kinds::REVIEW | Kinds::GRANTING;
    let verb = verb_before(units, floor, at);
    let behind = units[at + 1..end.min(at + 1 + BETWEEN)].iter().any(|unit| unit.is(object));
    let before = units[floor..verb.start].iter().any(|unit| unit.is(object));
    let passive = verb.is(Traits::FINITE) && before && !units[at].range.is_empty();
    let reason =
        verb.is(Traits::INFINITIVE) && verb.start > floor && units[verb.start - 1].is(Kinds::EVIDENCE);
    let active = behind && (reason || units[floor..verb.start].iter().any(|unit| unit.is(Kinds::US)));
    // "is upheld as to the cream and overturned as to the tablets"
    let other = |place: &usize| units[*place].is(Kinds::OVERTURN) && units[*place].sign != units[at].sign;
    let both = (at + 1..end)
        .find(other)
        .is_some_and(|place| units[at..place].iter().any(|unit| unit.is(Kinds::AND)));
    (passive || active).then(|| Predicate {
        form: Form::Ruling,
        sign: if both { Sign::Both } else { units[at].sign },
        weight: Weight::Strong,
        first: at,
        end: at + 1,
        verb,
    })
}
