//! The card of a verdict.

use super::Card;
use crate::letter::Verdict;

/// What a verdict says and sets in motion.
pub fn verdict(verdict: Verdict) -> Card {
    let (title, summary) = match verdict {
        Verdict::Upheld => ("Upheld", "The denial stands: the item is not medically necessary."),
        Verdict::Overturned => ("Overturned", "The denial falls: the item is medically necessary."),
        Verdict::Other => ("Not a verdict", "A determination upholds or overturns; it knows no other word."),
    };
    let mut card = Card::new(title, summary);
    match verdict {
        Verdict::Upheld => {
            card.row("Sets in motion", "nothing is to be authorised; the denial holds for twelve months against the same request by the same physician, unless the facts have changed (Labor Code 4610(k); before 2018, 4610(g)(6))");
        }
        Verdict::Overturned => card.row(
            "Sets in motion",
            "the item must be authorised within 5 working days, or paid within 20 days if it was rendered; a penalty runs for each day of delay (8 CCR 9792.10.7)",
        ),
        Verdict::Other => card.row("Write", "Upheld or Overturned; a request of which a part is granted is stated as its remaining portion"),
    }
    card.row("Appeal", "to the Workers' Compensation Appeals Board within 30 days (Labor Code 4610.6(h))");
    card
}
