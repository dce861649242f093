//! The card of an issue's title: the item as it was understood, the sum of its parts, and what the rationale
//! concludes.

use super::Card;
use crate::facts::item::{Remainder, remainder};
use crate::facts::{Amount, Conclusion, Facts, Item, Portion, Share, Unit};
use crate::guideline::Index;

/// What there is to know of an issue's title. `conclusion` is the rationale's, where there is one.
pub fn item(index: &Index, title: &Facts, conclusion: Option<&Conclusion>) -> Option<Card> {
    let whole = title.item.as_deref()?;
    let remaining = title.portions.iter().find(|portion| portion.share == Share::Remaining);
    let decided = remaining.map_or(whole, |portion| &portion.item);
    let summary = if remaining.is_some() { "Only the remaining portion is decided." } else { "" };
    let mut card = Card::new(title.title.clone(), summary);
    parts(&mut card, decided, index);
    for (label, share) in [("Requested", Share::Original), ("Authorised", Share::Authorised)] {
        let portion = title.portions.iter().find(|portion| portion.share == share);
        card.row(label, portion.map(amounts).unwrap_or_default());
    }
    card.row("Sum", remainder(&title.portions).as_ref().map(sum).unwrap_or_default());
    card.row(
        "Conclusion found",
        conclusion.map_or_else(String::new, |conclusion| {
            let doubt = if conclusion.certain { "" } else { ", not certain" };
            format!("\"{}\"{doubt}", conclusion.quote)
        }),
    );
    (!card.rows.is_empty()).then_some(card)
}

/// The item, part by part.
fn parts(card: &mut Card, item: &Item, index: &Index) {
    card.list("Drug", distinct(item.drugs.iter().map(|(_, drug)| index.drug(*drug).generic.clone())));
    card.row(
        "Strength",
        distinct(item.strengths.iter().map(|part| item.words(part.range).to_owned())).join(", "),
    );
    card.row("Form", distinct(item.made_up.iter().map(|(_, form)| form.0.to_owned())).join(", "));
    card.list("Service", distinct(item.services.iter().map(|(_, service)| service.words())));
    let body = item.regions.iter().filter(|(_, region)| region.is_body());
    card.row("Part of the body", distinct(body.map(|(_, region)| region.words().to_owned())).join(", "));
    card.row("Side", distinct(item.sides.iter().map(|sided| item.words(sided.range).to_owned())).join(", "));
    card.row(
        "Level",
        distinct(item.levels.iter().map(|(place, _)| item.words(*place).to_owned())).join(", "),
    );
    card.list(
        "Quantity",
        distinct(item.amounts.iter().filter(|amount| is_told(item, amount)).map(|a| told(item, a))),
    );
}

/// A frequency with its time is told once, as its product.
fn is_told(item: &Item, amount: &Amount) -> bool {
    let product = item.amounts.iter().any(|other| other.product && other.range == amount.range);
    !product || amount.product
}

/// An amount as it is printed, with what it comes to.
fn told(item: &Item, amount: &Amount) -> String {
    let words = item.words(amount.range);
    match (amount.unit, amount.product, amount.low == amount.high) {
        (Unit::Pieces, true, true) => format!("{words} = {}", amount.low),
        (Unit::Pieces, true, false) => format!("{words} = {} to {}", amount.low, amount.high),
        _ => words.to_owned(),
    }
}

fn amounts(portion: &Portion) -> String {
    let stated = portion.item.amounts.iter().filter(|amount| is_told(&portion.item, amount));
    distinct(stated.map(|amount| told(&portion.item, amount))).join(", ")
}

fn sum(sum: &Remainder) -> String {
    let left = sum.left.map_or_else(|| "less than nothing".to_owned(), |left| left.to_string());
    let verdict =
        if sum.holds { "as stated".to_owned() } else { format!("but the title says {}", sum.remaining.1) };
    format!("{} - {} = {left}, {verdict}", sum.original.1, sum.authorised.1)
}

fn distinct(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for one in all {
        if !one.is_empty() && !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::session::Session;
    use crate::text::{StrSource, size};

    fn card(title: &str) -> String {
        let text = format!(
            "IMR ISSUES, DECISIONS AND RATIONALES\n\n{title}: Upheld\n\nDecision rationale: The request is not medically \
             necessary.\n"
        );
        let offset = text.find(title).expect("the title");
        let source = StrSource(&text);
        let session = Session::open(&source, std::sync::Arc::default());
        let text = session.card_at(&source, size(offset)).expect("a card").1.text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_item_is_told_part_by_part() {
        let text = card("Physical therapy 2 times a week for 6 weeks, left knee");
        for row in ["Service physical therapy", "Side left knee", "2 times a week for 6 weeks = 12"] {
            assert!(text.contains(row), "{row}: {text}");
        }
        assert!(text.contains("\"is not medically necessary\""), "{text}");
    }

    #[test]
    fn the_sum_is_told() {
        let title = |rest: &str| {
            format!(
                "Massage for 12 sessions was the original request. Massage for 8 sessions was authorized by the Claims \
                 Administrator. The remaining IMR eligible portion of the original request, massage for {rest} sessions is"
            )
        };
        assert!(card(&title("4")).contains("12 - 8 = 4, as stated"));
        assert!(card(&title("6")).contains("12 - 8 = 4, but the title says 6"));
    }
}
