//! Why a way can't be gone.

use crate::base::Message;

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
