//! Why a way can't be gone.

use std::sync::Arc;

use crate::base::{Lang, Message};
use crate::value::Decimal;

use super::points::Way;
use super::worth::{There, Worth};

/// For what reason a way can't be gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// It lies in what is decided there; nothing shorter could be said.
    Always,
    /// `is true`, `is missing` and the like are always decided.
    Decided,
    /// This always has a value.
    Present(Arc<str>),
    /// This is a number from here to there.
    Range(Arc<str>, Option<Decimal>, Option<Decimal>),
    /// This is one of these codes.
    Codes(Arc<str>, Vec<Arc<str>>),
    /// This condition is true where it is decided, or isn't.
    Condition(Arc<str>, bool),
    /// These conditions around it together.
    Around(Vec<Arc<str>>),
    /// What comes before it in the formula.
    Earlier,
    /// Looking at every choice that much hangs on.
    EachChoice,
}

/// Whether what can only be worth this can go a way.
pub(super) fn can(worth: &Worth, way: Way) -> bool {
    match way {
        Way::True => worth.may_be_true(),
        Way::False => worth.may_be_false(),
        Way::Unknown | Way::Missing | Way::TooFew => worth.missing,
        Way::There | Way::Enough => worth.there != There::Nothing,
        Way::Picked
        | Way::Reached
        | Way::NoRows
        | Way::BelowMin
        | Way::OneRow
        | Way::SeveralRows
        | Way::MostRows => true,
    }
}

/// Why a place that can only be worth this never goes a way.
pub(super) fn why(worth: &Worth, way: Way, reason: &Reason) -> Message {
    let (id, en) = match way {
        _ if worth.is_impossible() => ("bagian ini tidak pernah sampai diperiksa", "this is never reached"),
        Way::Unknown => ("hasilnya selalu diketahui", "it is always known"),
        Way::Missing | Way::TooFew => ("nilainya selalu ada", "it always has a value"),
        Way::There | Way::Enough => ("nilainya tidak pernah ada", "it never has a value"),
        Way::True
        | Way::False
        | Way::Picked
        | Way::Reached
        | Way::NoRows
        | Way::BelowMin
        | Way::OneRow
        | Way::SeveralRows
        | Way::MostRows => only(worth),
    };
    let because = because(reason);
    Message::new(format!("{id}{}", because.get(Lang::Id)), format!("{en}{}", because.get(Lang::En)))
}

fn because(reason: &Reason) -> Message {
    let listed = |all: &[Arc<str>]| all.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", ");
    match reason {
        Reason::Always => Message::new(", apa pun jawabannya", ", whatever is answered"),
        Reason::Decided => Message::new(
            ": `is true`, `is missing` dan sejenisnya selalu terjawab",
            ": `is true`, `is missing` and the like are always decided",
        ),
        Reason::Present(name) => {
            Message::new(format!(": `{name}` selalu ada nilainya"), format!(": `{name}` always has a value"))
        }
        Reason::Range(name, low, high) => {
            let (id, en) = between(*low, *high);
            Message::new(format!(": `{name}` bernilai {id}"), format!(": `{name}` is {en}"))
        }
        Reason::Codes(name, codes) => Message::new(
            format!(": `{name}` hanya bisa {}", listed(codes)),
            format!(": `{name}` can only be {}", listed(codes)),
        ),
        Reason::Condition(text, true) => {
            Message::new(format!(": di sini `{text}` berlaku"), format!(": `{text}` holds here"))
        }
        Reason::Condition(text, false) => Message::new(
            format!(": di sini `{text}` tidak berlaku"),
            format!(": `{text}` does not hold here"),
        ),
        Reason::Around(texts) => Message::new(
            format!(": itu sudah ditentukan syarat di sekitarnya ({})", listed(texts)),
            format!(": the conditions around it settle that ({})", listed(texts)),
        ),
        Reason::Earlier => Message::new(
            ": itu sudah ditentukan bagian rumus sebelumnya",
            ": what comes before it in the formula settles that",
        ),
        Reason::EachChoice => Message::new(
            ": begitulah untuk setiap pilihan yang menentukannya",
            ": so it is for each choice that it hangs on",
        ),
    }
}

/// What is left of true, false and unknown.
fn only(worth: &Worth) -> (&'static str, &'static str) {
    match (worth.may_be_true(), worth.may_be_false(), worth.missing) {
        (true, _, false) => ("hasilnya selalu benar", "it is always true"),
        (true, _, true) => ("hasilnya benar atau tidak diketahui", "it is true or unknown"),
        (false, true, false) => ("hasilnya selalu salah", "it is always false"),
        (false, true, true) => ("hasilnya salah atau tidak diketahui", "it is false or unknown"),
        (false, false, _) => ("hasilnya tidak pernah diketahui", "it is always unknown"),
    }
}

/// Why a band or class is never reached.
pub(super) fn never_reached() -> Message {
    Message::new("tidak ada nilai yang sampai di sini", "no value there can be comes here")
}

/// Why a roster with a row for each choice of a list always has rows.
pub(super) fn always_rows() -> Message {
    Message::new(
        "roster ini selalu ditanyakan dan punya satu baris untuk tiap pilihan",
        "this roster is always asked and has a row for each choice",
    )
}

/// Why a check of an answer alone is always decided.
pub(super) fn reads_only_itself() -> Message {
    Message::new(
        "pemeriksaan ini hanya membaca jawaban yang diperiksanya",
        "this check reads nothing but the answer it checks",
    )
}

/// What two formulas both certainly come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    True,
    NeverTrue,
    False,
    NeverFalse,
    Missing,
    One,
}

/// Why a changed formula makes no difference: it is never decided.
pub(super) fn never_decided() -> Message {
    Message::new("bagian ini tidak pernah sampai dihitung", "this is never reached")
}

/// Why a changed formula makes no difference: the result is the same anyway.
pub(super) fn settled(result: Settled) -> Message {
    let (id, en) = match result {
        Settled::True => ("hasilnya tetap selalu benar", "it is always true, before and after"),
        Settled::NeverTrue => ("hasilnya tetap tidak pernah benar", "it is never true, before and after"),
        Settled::False => ("hasilnya tetap selalu salah", "it is always false, before and after"),
        Settled::NeverFalse => ("hasilnya tetap tidak pernah salah", "it is never false, before and after"),
        Settled::Missing => ("nilainya tetap tidak pernah ada", "it never has a value, before and after"),
        Settled::One => ("nilainya tetap satu-satunya yang mungkin", "its one possible value stays the same"),
    };
    Message::new(id, en)
}

/// Why another score of a choice makes no difference.
pub(super) fn not_picked() -> Message {
    Message::new("pilihan itu tidak mungkin terbaca di sini", "that choice can't be what is read here")
}

/// Why nothing is ignored where missing values are.
pub(super) fn no_gap() -> Message {
    Message::new("di baris-baris ini nilainya selalu ada", "in these rows the value is never missing")
}

/// Why it doesn't matter which row is picked.
pub(super) fn one_row() -> Message {
    Message::new("paling banyak satu baris yang memenuhi syarat ini", "at most one row meets this condition")
}

/// Why an end of `clamp` is never reached.
pub(super) fn range(name: &str, low: Option<Decimal>, high: Option<Decimal>) -> Message {
    let (id, en) = between(low, high);
    Message::new(
        format!("{} {id}, jadi batas itu tidak pernah bekerja", called(name, "nilainya")),
        format!("{} is {en}, so that this end never bites", called(name, "the number")),
    )
}

/// Why no value tells two comparisons apart.
pub(super) fn nothing_between(name: &str, low: Option<Decimal>, high: Option<Decimal>) -> Message {
    if low.is_none() && high.is_none() {
        return Message::new(
            format!("tidak ada nilai {} yang membedakannya", called(name, "di sini")),
            format!("no value that {} can have makes a difference", called(name, "it")),
        );
    }
    let (id, en) = between(low, high);
    Message::new(
        format!("tidak ada nilai {} ({id}) yang membedakannya", called(name, "di sini")),
        format!("no value that {} can have ({en}) makes a difference", called(name, "it")),
    )
}

/// Why no answer tells two formulas apart.
pub(super) fn all_tried(names: &[Arc<str>], count: usize) -> Message {
    let names: Vec<String> = names.iter().take(4).map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    Message::new(
        format!("semua {count} kemungkinan isi {names} memberi hasil yang sama"),
        format!("all {count} ways that {names} can be filled come to the same"),
    )
}

fn called(name: &str, unnamed: &str) -> String {
    if name.is_empty() { unnamed.to_owned() } else { format!("`{name}`") }
}

/// From where to where numbers go, in words.
fn between(low: Option<Decimal>, high: Option<Decimal>) -> (String, String) {
    match (low, high) {
        (Some(low), Some(high)) => (format!("{low} sampai {high}"), format!("{low} to {high}")),
        (Some(low), None) => (format!("mulai {low}"), format!("{low} or more")),
        (None, Some(high)) => (format!("sampai {high}"), format!("{high} or less")),
        (None, None) => ("berapa pun".to_owned(), "any number".to_owned()),
    }
}
