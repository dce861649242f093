//! From deciding words to a conclusion: whose it is, on what it hangs, and how certain it is.

use super::clause::{Clause, Relation, divide};
pub(super) use super::predicate::Weight;
use super::predicate::{Form, Predicate, predicates};
use super::scope::{Traits, verb_before};
use super::speaker::{Speaker, owner, speaker};
use super::subject::{Subject, subject, turns};
use super::vocabulary::{Kinds, Sign, Unit};

/// A conclusion; places are words of its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) clause: (usize, usize),
    pub(super) subject: (usize, usize),
    pub(super) decides: (usize, usize),
    pub(super) sign: Sign,
    pub(super) weight: Weight,
    pub(super) certain: bool,
    /// It is said in passing: a reason, a concession, a remark.
    pub(super) aside: bool,
    pub(super) about: About,
}

/// What a conclusion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// An operation.
    Surgery,
    /// "The request".
    Request,
    /// Something else, or what was spoken of before.
    Other,
}

/// The conclusions of a sentence, the lightest included.
pub(super) fn candidates(units: &[Unit]) -> Vec<Candidate> {
    let clauses = divide(units);
    let mut found: Vec<Candidate> = Vec::new();
    for (number, clause) in clauses.iter().enumerate() {
        let context = Context { units, clauses: &clauses, number, clause: *clause };
        let mut floor = clause.start;
        let mut ruled = false;
        for predicate in predicates(units, clause.start, clause.end) {
            // "I disagree with the reviewer that it is not necessary", "UR erred in finding that it was not"
            if ruled && predicate.form != Form::Ruling {
                continue;
            }
            if let Some(candidate) = context.candidate(&predicate, floor) {
                ruled |= predicate.form == Form::Ruling
                    && units[predicate.end..clause.end].iter().any(|unit| unit.is(Kinds::THAT));
                // A remark in passing may hold what governs the conclusion: "recommended that it be certified".
                if candidate.weight > Weight::Weak {
                    floor = predicate.end;
                }
                found.push(candidate);
            }
        }
        found.extend(context.ellipsis(found.last(), floor));
    }
    found
}

/// A clause among the others of its sentence.
struct Context<'a> {
    units: &'a [Unit],
    clauses: &'a [Clause],
    number: usize,
    clause: Clause,
}

impl Context<'_> {
    fn has(&self, start: usize, end: usize, kinds: Kinds) -> bool {
        self.units[start..end].iter().any(|unit| unit.is(kinds))
    }

    fn candidate(&self, predicate: &Predicate, floor: usize) -> Option<Candidate> {
        let verb = predicate.verb;
        let start = verb.start.min(predicate.first).max(floor);
        let subject = subject(self.units, floor, start);
        let named = |kinds| self.has(subject.start, start, kinds);
        let resumed = self.number > 0 && start == subject.start && predicate.form == Form::Quality;
        let particular = resumed || named(Kinds::REQUEST | Kinds::DEFINITE | Kinds::IT);
        let definite = particular
            || named(Kinds::NECESSITY)
            || matches!(predicate.form, Form::Necessity | Form::Granting | Form::Ruling);
        let of_request = named(Kinds::REQUEST) || start == subject.start;
        let elsewhere = self.units.get(predicate.end).is_some_and(|unit| unit.is(Kinds::ELSEWHERE));
        if elsewhere || !self.is_statement(predicate, floor, subject, start) {
            return None;
        }
        let speaker = match predicate.form {
            // "the decision to deny is upheld"
            Form::Ruling if !subject.governed => Speaker::Reviewer,
            _ => speaker(self.units, floor, subject.start, start, predicate.end, self.clause.end),
        };
        let generic = self.has(predicate.end, self.clause.end, Kinds::GENERIC)
            || self.has(floor, predicate.first.max(start), Kinds::GENERIC);
        // "UR denied it because it was not necessary"
        let theirs = self.clause.relation == Relation::Reason
            && self.clause.start > 0
            && owner(&self.units[..self.clause.start], self.clause.start) == Speaker::Other;
        if theirs
            || speaker == Speaker::Other
            || (!of_request && (generic || matches!(speaker, Speaker::Guideline | Speaker::Measure)))
        {
            return None;
        }
        let mut sign = predicate.sign.turned(verb.turns + turns(self.units, floor, subject, start));
        let hypothetical = verb.is(Traits::MAYBE) && sign != Sign::Against && predicate.weight > Weight::Weak;
        // "medical necessity must be shown"
        let demanded = verb.is(Traits::MODAL) && sign == Sign::For && predicate.form == Form::Necessity;
        if hypothetical || demanded || self.is_conditional(sign, particular) {
            return None;
        }
        let divisible = sign == Sign::For || predicate.form == Form::Ruling;
        if divisible && (verb.is(Traits::PART) || self.is_partial(predicate, subject.start, start)) {
            sign = Sign::Both;
        }
        let about = if named(Kinds::SURGERY) {
            About::Surgery
        } else if named(Kinds::REQUEST) {
            About::Request
        } else {
            About::Other
        };
        let aside = match self.clause.relation {
            Relation::Main => false,
            Relation::Contrast => about == About::Surgery,
            _ => true,
        };
        let therefore = self.has(self.clause.start, start, Kinds::THEREFORE);
        let weight = match predicate.weight {
            Weight::Middling if !therefore && !definite => Weight::Weak,
            Weight::Weak if therefore && definite && !aside => Weight::Middling,
            weight => weight,
        };
        let doubtful = (verb.is(Traits::MAYBE) && !self.is_could_not(start, predicate.first))
            || (verb.is(Traits::WOULD) && sign == Sign::For && predicate.form == Form::Quality)
            || (verb.is(Traits::PAST) && verb.is(Traits::DEEMED) && sign == Sign::For && !of_request && !therefore)
            // "zolpidem is approved for short use"
            || (predicate.form == Form::Grant && !of_request && self.units.get(predicate.end).is_some_and(|unit| unit.is(Kinds::BY)))
            || speaker == Speaker::Guideline;
        let named_enough = of_request || (predicate.weight == Weight::Middling && definite);
        let light = predicate.weight != Weight::Strong && !(therefore && named_enough);
        Some(Candidate {
            clause: (self.clause.start, self.clause.end),
            subject: (subject.start, start.max(subject.start)),
            decides: (start, predicate.end),
            sign,
            weight,
            certain: !doubtful && !light && !self.hangs_on(Relation::Exception),
            aside,
            about,
        })
    }

    /// Whether the words state something at all, in a voice that may be the reviewer's.
    fn is_statement(&self, predicate: &Predicate, floor: usize, subject: Subject, start: usize) -> bool {
        let verb = predicate.verb;
        let ours = self.has(floor, start, Kinds::US);
        // "that is medically necessary", "whether it is"
        let relative = start > floor && self.units[start - 1].is(Kinds::THAT) && subject.start != start;
        // "the criteria under which surgery is"
        let joined = start > floor && self.units[start - 1].is(Kinds::AND);
        let inner = self.clause.relation == Relation::Relative && start > subject.start && !joined;
        let open = self.has(floor, start, Kinds::WHETHER)
            || (subject.governed && self.has(floor, subject.start, Kinds::MAYBE));
        if relative || inner || open {
            return false;
        }
        // "Request for a cane medically necessary."
        let whole = self.units[predicate.end..self.clause.end].iter().all(|unit| unit.is(Kinds::ADVERB));
        let titled = whole && self.has(subject.start, start, Kinds::REQUEST) && !verb.is(Traits::PAST);
        match predicate.form {
            Form::Shown => ours || !self.has(floor, start, Kinds::THAT),
            Form::Granting | Form::Necessity => true,
            Form::Ruling => ours || !verb.is(Traits::PAST),
            // "is certified" decides; "was certified" and "they certified" tell what happened before.
            Form::Grant => {
                let fragment = start == subject.start && !verb.is(Traits::PAST);
                ours || ((start == floor || fragment) && !verb.is(Traits::INFINITIVE))
                    || (titled && verb.turns > 0)
                    || subject.governed && verb.is(Traits::INFINITIVE)
                    || (verb.is(Traits::FINITE) && (!verb.is(Traits::PAST) || verb.is(Traits::MODAL)))
            }
            Form::Quality => {
                let empty = start == subject.start;
                // "Medically necessary treatment must be given" is none.
                let noun = self.units.get(predicate.end).is_some_and(|unit| unit.kinds.is_empty());
                let fragment = empty
                    && !verb.is(Traits::INFINITIVE)
                    && self.clause.relation == Relation::Main
                    && (verb.turns > 0 || !noun);
                let object = subject.governed && !empty;
                let turned = verb.turns > 0 || verb.is(Traits::DEEMED);
                let strong = whole && turned && predicate.weight == Weight::Strong;
                let headline = titled
                    || (strong && self.clause.relation == Relation::Main)
                    || (turned && self.has(subject.start, start, Kinds::REQUEST));
                let lacks = self.units[predicate.first].is(Kinds::LACK | Kinds::NO);
                let reported = verb.is(Traits::GRANTED) && verb.is(Traits::PAST) && !ours;
                !reported && (verb.is(Traits::FINITE) || fragment || object || headline || lacks)
            }
        }
    }

    /// "could not be" is certain, "may not be" is not.
    fn is_could_not(&self, start: usize, first: usize) -> bool {
        self.units[start..first].iter().any(|unit| unit.is(Kinds::NOT) && unit.is(Kinds::MODAL))
    }

    /// Whether a condition hangs on the clause, or it is one.
    fn is_conditional(&self, sign: Sign, particular: bool) -> bool {
        let about = |clause: &Clause| match clause.relation {
            Relation::Condition => true,
            Relation::Exception => sign != Sign::Against || !particular || clause.start < self.clause.start,
            Relation::Case => !particular,
            Relation::Until => sign != Sign::Against,
            _ => false,
        };
        about(&self.clause) || self.neighbours().any(|clause| about(&clause))
    }

    fn hangs_on(&self, relation: Relation) -> bool {
        self.neighbours().any(|clause| clause.relation == relation)
    }

    /// The clauses that hang on this one: the one before, if it is subordinate, and those behind.
    fn neighbours(&self) -> impl Iterator<Item = Clause> {
        let hangs = |clause: &Clause| clause.relation != Relation::Main;
        let before = self.number.checked_sub(1).map(|at| self.clauses[at]).filter(hangs);
        let behind = self.clauses[self.number + 1..].iter().copied().take_while(hangs);
        before.into_iter().chain(behind)
    }

    /// "is medically necessary for six visits only", "part of the request is".
    fn is_partial(&self, predicate: &Predicate, subject: usize, start: usize) -> bool {
        let near = self.clause.end.min(predicate.end + 4);
        let last = self.units[predicate.end..self.clause.end].last();
        last.is_some_and(|unit| unit.is(Kinds::ONLY))
            || self.has(self.clause.start, self.clause.end, Kinds::EXCEPT)
            || self.has(predicate.end, near, Kinds::PART)
            || self.has(subject, start, Kinds::PART)
            || self.units.get(subject).is_some_and(|unit| unit.is(Kinds::ONLY))
    }

    /// "purchase is not": decides as the clause before it does, or the other way round.
    fn ellipsis(&self, last: Option<&Candidate>, floor: usize) -> Option<Candidate> {
        let end = self.clause.end;
        let verb = verb_before(self.units, floor, end);
        let whole = verb.is(Traits::FINITE) && verb.start > floor && self.clause.relation == Relation::Main;
        whole.then_some(Candidate {
            clause: (self.clause.start, end),
            subject: (subject(self.units, floor, verb.start).start, verb.start),
            decides: (verb.start, end),
            sign: Sign::For.turned(verb.turns),
            about: About::Other,
            ..*last?
        })
    }
}
