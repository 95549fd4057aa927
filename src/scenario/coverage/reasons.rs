//! Why a way can't be gone.

use crate::base::Message;
use crate::value::Decimal;

use super::points::Way;
use super::worth::{There, Worth};

/// Why a place that can only be worth this never goes a way; `None` where it can.
pub(super) fn why(worth: &Worth, way: Way) -> Option<Message> {
    let there = worth.there != There::Nothing;
    let can = match way {
        Way::True => worth.may_be_true(),
        Way::False => worth.may_be_false(),
        Way::Unknown | Way::Missing | Way::TooFew => worth.missing,
        Way::There | Way::Enough => there,
        Way::Picked
        | Way::Reached
        | Way::NoRows
        | Way::BelowMin
        | Way::OneRow
        | Way::SeveralRows
        | Way::MostRows => true,
    };
    if can {
        return None;
    }
    Some(match (way, there || worth.missing) {
        (_, false) => Message::new("bagian ini tidak pernah sampai diperiksa", "this is never reached"),
        (Way::Unknown, true) => Message::new(
            "apa pun jawabannya, di sini hasilnya diketahui",
            "whatever is answered, it is known here",
        ),
        (Way::Missing | Way::TooFew, true) => Message::new(
            "apa pun jawabannya, di sini nilainya ada",
            "whatever is answered, it has a value here",
        ),
        (Way::There | Way::Enough, true) => {
            Message::new("nilainya tidak pernah ada di sini", "it never has a value here")
        }
        (_, true) => only(worth),
    })
}

/// What is left of true, false and unknown.
fn only(worth: &Worth) -> Message {
    let (id, en) = match (worth.may_be_true(), worth.may_be_false(), worth.missing) {
        (true, _, false) => ("apa pun jawabannya, hasilnya benar", "whatever is answered, it is true"),
        (true, _, true) => (
            "apa pun jawabannya, hasilnya benar atau tidak diketahui",
            "whatever is answered, it is true or unknown",
        ),
        (false, true, false) => ("apa pun jawabannya, hasilnya salah", "whatever is answered, it is false"),
        (false, true, true) => (
            "apa pun jawabannya, hasilnya salah atau tidak diketahui",
            "whatever is answered, it is false or unknown",
        ),
        (false, false, _) => ("hasilnya tidak pernah diketahui", "it is always unknown"),
    };
    Message::new(id, en)
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
pub(super) fn all_tried(names: &[std::sync::Arc<str>], count: usize) -> Message {
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
