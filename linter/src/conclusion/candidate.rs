//! From deciding words to a conclusion: subject, what turns it from outside its own verb, whose it is, and
//! how certain.

use super::clause::{Clause, Relation, divide};
pub(super) use super::predicate::Weight;
use super::predicate::{Form, Predicate, predicates};
use super::scope::{Traits, verb_before};
use super::speaker::{Speaker, speaker};
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
    /// It is said in passing: a reason, a concession, another item's decision.
    pub(super) aside: bool,
    pub(super) of_surgery: bool,
}

/// What may govern a clause with "that": "I find that", "there is no evidence that", "it is clear that".
const GOVERNS: Kinds = Kinds::DEEM
    .union(Kinds::SAYS)
    .union(Kinds::ESTABLISH)
    .union(Kinds::EVIDENCE)
    .union(Kinds::PSEUDO)
    .union(Kinds::LACK)
    .union(Kinds::QUALITY)
    .union(Kinds::US)
    .union(Kinds::IT);
/// What is not the object of a verb of finding: "considered by", "cited guidelines".
const NO_OBJECT: Kinds = Kinds::BY
    .union(Kinds::TO)
    .union(Kinds::AND)
    .union(Kinds::GUIDELINE)
    .union(Kinds::REVIEW)
    .union(Kinds::PARTY)
    .union(Kinds::EVIDENCE);
/// What a subject begins with behind a comma.
const BEGINS: Kinds = Kinds::DEFINITE
    .union(Kinds::REQUEST)
    .union(Kinds::IT)
    .union(Kinds::US)
    .union(Kinds::NO)
    .union(Kinds::NECESSITY)
    .union(Kinds::ARTICLE);

/// The conclusions of a sentence.
pub(super) fn candidates(units: &[Unit]) -> Vec<Candidate> {
    let clauses = divide(units);
    let mut found: Vec<Candidate> = Vec::new();
    for (number, clause) in clauses.iter().enumerate() {
        let context = Context { units, clauses: &clauses, number, clause: *clause };
        let mut floor = clause.start;
        let predicates = predicates(units, clause.start, clause.end);
        for predicate in &predicates {
            found.extend(context.candidate(predicate, floor));
            floor = predicate.end;
        }
        if let Some(candidate) = context.ellipsis(&found, floor) {
            found.push(candidate);
        }
    }
    let stated = found.iter().any(|candidate| !candidate.aside && candidate.weight == Weight::Strong);
    if stated {
        found.retain(|candidate| !candidate.aside);
    }
    found
}

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
        let units = self.units;
        let verb = predicate.verb;
        let start = verb.start.min(predicate.first).max(floor);
        let (subject, governed) = self.subject(floor, start);
        let definite =
            self.has(subject, start, Kinds::REQUEST | Kinds::DEFINITE | Kinds::IT | Kinds::NECESSITY)
                || matches!(predicate.form, Form::Necessity | Form::Granting | Form::Ruling);
        let request = self.has(subject, start, Kinds::REQUEST) || start == subject;
        // "that is medically necessary", "whether it is"
        if self.has(floor, start, Kinds::WHETHER)
            || (start > floor && units[start - 1].is(Kinds::THAT) && !governed)
        {
            return None;
        }
        let finite = verb.is(Traits::FINITE) || self.is_complete(predicate, floor, subject, start, governed);
        if !finite || !self.is_voiced(predicate, floor, start) {
            return None;
        }
        let speaker = speaker(units, floor, subject, start, predicate.end, self.clause.end);
        if speaker == Speaker::Other || (speaker == Speaker::Guideline && !request) {
            return None;
        }
        let turns = verb.turns + self.turns(floor, subject, start, governed);
        let mut sign = predicate.sign.turned(turns);
        let hypothetical = verb.is(Traits::MAYBE) && sign != Sign::Against;
        if hypothetical || self.is_conditional(sign, definite) {
            return None;
        }
        if self.has(predicate.end, self.clause.end, Kinds::GENERIC) && !request {
            return None;
        }
        if sign == Sign::For && (verb.is(Traits::PART) || self.is_partial(predicate, subject, start)) {
            sign = Sign::Both;
        }
        let therefore = self.has(self.clause.start, start, Kinds::THEREFORE);
        let weight = match predicate.weight {
            Weight::Strong => Weight::Strong,
            Weight::Middling if therefore || definite => Weight::Middling,
            _ if therefore
                && definite
                && !matches!(self.clause.relation, Relation::Reason | Relation::Concession) =>
            {
                Weight::Middling
            }
            _ => return None,
        };
        let of_surgery = self.has(subject, start, Kinds::SURGERY);
        let aside = matches!(
            self.clause.relation,
            Relation::Reason | Relation::Concession | Relation::Relative | Relation::Case
        );
        let doubtful = verb.is(Traits::MAYBE)
            || (verb.is(Traits::MODAL) && sign == Sign::For && predicate.form == Form::Quality)
            || speaker == Speaker::Guideline;
        let weak = predicate.weight != Weight::Strong && !(therefore && request);
        Some(Candidate {
            clause: (self.clause.start, self.clause.end),
            subject: (subject, start.max(subject)),
            decides: (start, predicate.end),
            sign,
            weight,
            certain: !doubtful
                && !weak
                && self.clause.relation != Relation::Relative
                && !self.hangs_on_exception(),
            aside,
            of_surgery,
        })
    }

    /// Where the subject begins, and whether a verb of saying or finding governs the clause.
    fn subject(&self, floor: usize, start: usize) -> (usize, bool) {
        let units = self.units;
        let last = |kinds: Kinds| (floor..start).rev().find(|at| units[*at].is(kinds));
        let that = last(Kinds::THAT).filter(|that| self.has(floor, *that, GOVERNS));
        if let Some(that) = that {
            return (that + 1, true);
        }
        let begins = |at: usize| units.get(at).is_some_and(|unit| unit.is(BEGINS));
        let comma = (floor..start).rev().find(|at| units[*at].is(Kinds::COMMA) && begins(at + 1));
        let begins = comma.map_or(floor, |comma| comma + 1);
        let verb = (begins..start).rev().find(|at| {
            units[*at].is(Kinds::DEEM | Kinds::SAYS)
                && units.get(at + 1).is_some_and(|unit| !unit.is(NO_OBJECT))
        });
        let subject = match verb {
            Some(verb)
                if verb > begins
                    && verb + 1 < start
                    && !units[verb - 1].is(Kinds::DEFINITE | Kinds::ARTICLE) =>
            {
                return (verb + 1, true);
            }
            _ => begins,
        };
        let filler = Kinds::THEREFORE | Kinds::ADVERB | Kinds::COMMA | Kinds::AND | Kinds::BUT;
        let subject = (subject..start).find(|at| !units[*at].is(filler)).unwrap_or(start);
        (subject, false)
    }

    /// What turns the sign from outside the verb: "no ... is", "does not find that ... is".
    fn turns(&self, floor: usize, subject: usize, start: usize, governed: bool) -> usize {
        let units = self.units;
        // "No, the request ..." answers.
        let determiner = |at: usize| {
            units[at].is(Kinds::NO) && units.get(at + 1).is_some_and(|unit| !unit.is(Kinds::COMMA))
        };
        let own = usize::from((subject..start.min(subject + 3)).any(determiner));
        if !governed {
            return own;
        }
        let from = (floor..subject)
            .rev()
            .skip(1)
            .find(|at| units[*at].is(Kinds::COMMA | Kinds::THEREFORE))
            .map_or(floor, |at| at + 1);
        let outer = (from..subject).filter(|at| {
            let against = units[*at].sign == Sign::Against
                && units[*at].is(Kinds::QUALITY | Kinds::STATE | Kinds::RIGHT);
            against || units[*at].is(Kinds::NOT | Kinds::LACK) || determiner(*at)
        });
        own + outer.count()
    }

    /// Deciding words without a verb of their own: a fragment, or the object of a verb of finding.
    fn is_complete(
        &self,
        predicate: &Predicate,
        floor: usize,
        subject: usize,
        start: usize,
        governed: bool,
    ) -> bool {
        match predicate.form {
            Form::Shown | Form::Ruling | Form::Granting | Form::Necessity => true,
            Form::Grant => start == floor,
            Form::Quality => {
                let fragment = start == subject
                    && !predicate.verb.is(Traits::INFINITIVE)
                    && self.clause.relation == Relation::Main;
                let object = governed && start > subject;
                let headline = self.has(subject, start, Kinds::REQUEST) && predicate.verb.is(Traits::DEEMED);
                fragment || object || headline || self.units[predicate.first].is(Kinds::LACK)
            }
        }
    }

    /// "is certified" decides; "was certified" and "they certified" tell what happened before.
    fn is_voiced(&self, predicate: &Predicate, floor: usize, start: usize) -> bool {
        let ours = self.has(floor, start, Kinds::US);
        match predicate.form {
            Form::Grant => ours || (predicate.verb.is(Traits::FINITE) && !predicate.verb.is(Traits::PAST)),
            Form::Ruling => ours || !predicate.verb.is(Traits::PAST),
            _ => true,
        }
    }

    /// Whether a condition hangs on the clause, or it is one.
    fn is_conditional(&self, sign: Sign, definite: bool) -> bool {
        let about = |clause: &Clause| match clause.relation {
            Relation::Condition => true,
            Relation::Exception => sign != Sign::Against || !definite || clause.start < self.clause.start,
            Relation::Case => !definite,
            _ => false,
        };
        about(&self.clause) || self.neighbours().any(|clause| about(&clause))
    }

    fn hangs_on_exception(&self) -> bool {
        self.neighbours().any(|clause| clause.relation == Relation::Exception)
    }

    /// The clauses that hang on this one: the one before, if it is subordinate, and those behind.
    fn neighbours(&self) -> impl Iterator<Item = Clause> {
        let before = self
            .number
            .checked_sub(1)
            .map(|at| self.clauses[at])
            .filter(|clause| clause.relation != Relation::Main);
        let behind = self.clauses[self.number + 1..]
            .iter()
            .copied()
            .take_while(|clause| clause.relation != Relation::Main);
        before.into_iter().chain(behind)
    }

    /// "is medically necessary for six visits only", "six of the twelve visits are".
    fn is_partial(&self, predicate: &Predicate, subject: usize, start: usize) -> bool {
        let near = self.clause.end.min(predicate.end + 4);
        let units = self.units;
        let only = (predicate.end..self.clause.end).next_back().is_some_and(|at| units[at].is(Kinds::ONLY));
        only || self.has(predicate.end, near, Kinds::PART)
            || self.has(subject, start, Kinds::PART)
            || units.get(subject).is_some_and(|unit| unit.is(Kinds::ONLY))
    }

    /// "purchase is not": says the opposite of, or the same as, what was decided before.
    fn ellipsis(&self, found: &[Candidate], floor: usize) -> Option<Candidate> {
        let last = found
            .last()
            .filter(|last| last.clause != (self.clause.start, self.clause.end) || last.decides.1 == floor)?;
        let end = self.clause.end;
        let verb = verb_before(self.units, floor.max(self.clause.start), end);
        let whole = verb.is(Traits::FINITE)
            && verb.start > self.clause.start
            && self.clause.relation == Relation::Main;
        let (subject, _) = self.subject(floor.max(self.clause.start), verb.start);
        whole.then(|| Candidate {
            clause: (self.clause.start, end),
            subject: (subject, verb.start),
            decides: (verb.start, end),
            sign: Sign::For.turned(verb.turns),
            of_surgery: false,
            ..*last
        })
    }
}
