//! # V004 item-mismatch
//!
//! ## What it does
//! Compares the item that a rationale decides with the item of the title: drug, strength, unit, form, quantity,
//! frequency, side, spinal level, part of the body, kind of service. Where a part of the request was authorised
//! already, the remaining portion is compared.
//!
//! Only what both sides state is compared, and ways of writing are evened: brand and generic names, 10-325 and 10/325,
//! "2 times a week for 6 weeks" and 12 sessions. Numbers of a guideline are no numbers of the request.
//!
//! ## Why it matters
//! A decision about another item than the one in dispute decides nothing, and an Overturned one cannot be carried out.
//!
//! ## Example
//! ```rationale
//! The records show no deficit. Therefore, the request for 8 sessions of physical therapy for the left knee is not
//! medically necessary.
//! ```
//!
//! ## Use instead
//! ```rationale
//! The records show no deficit. Therefore, the request for 6 sessions of physical therapy for the left knee is not
//! medically necessary.
//! ```
//!
//! ## Fix
//! None: only the reviewer knows which side is right.

use super::{About, Check, Fixable, LetterView, Rule};
use crate::facts::item::compare::{Aspect, Difference, difference, left_out};
use crate::facts::{Facts, Item, Role, Share, Stated};
use crate::finding::{Finding, Severity};
use crate::letter::Block;
use crate::lexicon::Service;
use crate::text::TextSize;

pub(crate) static RULE: Rule = Rule {
    code: "V004",
    name: "item-mismatch",
    severity: Severity::Warning,
    default: true,
    fixable: Fixable::No,
    about: About::Text,
    check: Check::Letter(check),
};

fn check(view: &LetterView<'_>, findings: &mut Vec<Finding>) {
    for (number, _) in view.issues() {
        let Some((title, facts)) = view.issue_title_block(number) else { continue };
        let Some(request) = Request::of(title, facts) else { continue };
        let rationale: Vec<_> = view.issue_blocks(number).filter(|(_, facts)| facts.is_rationale).collect();
        // A service that rests on an operation says so in the operation's words.
        if rationale.iter().any(|(_, facts)| facts.grounds.depends.is_some()) {
            continue;
        }
        let found = request.contradicted(view, &rationale).or_else(|| request.replaced(&rationale));
        findings.extend(found);
    }
}

/// The request, as the title has it.
struct Request<'a> {
    /// What is to be decided.
    eligible: &'a Item,
    /// All that the title names.
    whole: &'a Item,
    title: TextSize,
    is_portion: bool,
}

type Blocks<'a> = [(&'a Block, &'a Facts)];

impl<'a> Request<'a> {
    fn of(title: &Block, facts: &'a Facts) -> Option<Self> {
        let whole = facts.item.as_deref()?;
        let remaining = facts.portions.iter().find(|portion| portion.share == Share::Remaining);
        let eligible = remaining.map_or(whole, |portion| &portion.item);
        Some(Request { eligible, whole, title: title.range.start(), is_portion: remaining.is_some() })
    }

    /// A phrase of the rationale that names another item than the request.
    fn contradicted(&self, view: &LetterView<'_>, rationale: &Blocks<'_>) -> Option<Finding> {
        let index = view.settings.index();
        let stated = rationale.iter().flat_map(|(block, facts)| facts.stated.iter().map(move |stated| (block, stated)));
        let differs = |stated: &Stated| {
            let against = |item| difference(item, &stated.item, index);
            let partial = || left_out(self.eligible, &stated.item).filter(|_| stated.role == Role::Concludes);
            let first = against(self.eligible).or_else(partial)?;
            // What a sentence says of the original request, or in passing, may be larger than the rest.
            let lenient = stated.original || stated.role != Role::Concludes;
            (!lenient || against(self.whole).is_some()).then_some(first)
        };
        let mut found: Vec<_> = stated.filter_map(|(block, stated)| Some((block, stated, differs(stated)?))).collect();
        // Where the rationale decides the requested drug or service, it speaks of others by the way.
        let named: Vec<&Stated> = rationale.iter().flat_map(|(_, facts)| &facts.stated).collect();
        let agrees = |aspect: Aspect| {
            let names = |stated: &&&Stated| match aspect {
                Aspect::Drug => !stated.item.drugs.is_empty(),
                Aspect::Service => !stated.item.services.is_empty(),
                _ => false,
            };
            named.iter().filter(names).any(|stated| difference(self.whole, &stated.item, index).is_none())
        };
        found.retain(|(_, stated, difference)| stated.role == Role::Questions || !agrees(difference.aspect));
        // In passing, a rationale may speak of other things; only what it puts in question is the request.
        found.retain(|(_, stated, difference)| match stated.role {
            Role::Concludes => true,
            Role::Questions => matches!(difference.aspect, Aspect::Drug | Aspect::Service | Aspect::Region),
            Role::Mentions => false,
        });
        let (block, stated, difference) = found.into_iter().max_by_key(|(_, stated, _)| stated.role == Role::Concludes)?;
        Some(self.finding(&difference, stated.role, block.range.start()))
    }

    fn finding(&self, difference: &Difference, role: Role, rationale: TextSize) -> Finding {
        let what = if self.is_portion { "the remaining portion is" } else { "the request is for" };
        let speaker = if role == Role::Concludes { "the conclusion speaks of" } else { "the rationale puts in question" };
        let message = format!(
            "another {}: {what} \"{}\", {speaker} \"{}\"",
            difference.aspect.words(),
            difference.requested.1,
            difference.stated.1
        );
        Finding::new(&RULE, difference.stated.0 + rationale, message)
            .related(difference.requested.0 + self.title, "the request")
            .help("decide the item as the title names it, or correct what was mistyped")
    }

    /// A rationale that never names the requested service and speaks of the need for another.
    fn replaced(&self, rationale: &Blocks<'_>) -> Option<Finding> {
        let wanted = &self.eligible.services;
        let (place, own) = wanted.first()?;
        let is_wanted = |service: Service| wanted.iter().any(|(_, own)| Service::may_be(*own, service));
        let speaks = |facts: &&Facts| facts.services.iter().any(|service| is_wanted(*service));
        if !self.eligible.drugs.is_empty() || rationale.iter().any(|(_, facts)| speaks(facts)) {
            return None;
        }
        let needed = rationale.iter().flat_map(|(block, facts)| facts.stated.iter().map(move |stated| (block, stated)));
        let (block, other, service) =
            needed.filter_map(|(block, stated)| Some((block, stated, stated.item.services.first()?))).next_back()?;
        let message = format!(
            "another service: the request is for \"{}\" ({}), the rationale decides \"{}\"",
            self.eligible.words(*place),
            own.words(),
            other.item.words(service.0)
        );
        let finding = Finding::new(&RULE, service.0 + block.range.start(), message);
        Some(finding.related(*place + self.title, "the request").help("decide the service that was requested"))
    }
}
