//! The sentences about signs and words of other languages: what is written here in their place.

use super::super::Mistake;
use super::{msg, parse, reserved};
use crate::base::TextRange;

pub(in crate::expr::parse) fn no_such_operator(symbol: &str, range: TextRange) -> Mistake {
    let mistake =
        parse(range, format!("tidak ada operator `{symbol}`"), format!("there is no operator `{symbol}`"));
    match symbol {
        "%" => mistake.hint(msg(
            "persen ditulis dengan pembagian: `x * 5 / 100`; sisa bagi ditulis `remainder(a, b)`",
            "a percentage is written as a division: `x * 5 / 100`; a remainder is written `remainder(a, b)`",
        )),
        "mod" => mistake
            .hint(msg("sisa bagi ditulis `remainder(a, b)`", "a remainder is written `remainder(a, b)`")),
        ":" => {
            mistake.hint(msg("rentang ditulis `x between 1 and 5`", "a range is written `x between 1 and 5`"))
        }
        "**" | "^" => mistake.hint(msg("pangkat ditulis `power(x, 2)`", "a power is written `power(x, 2)`")),
        "//" => mistake.hint(msg(
            "hasil bagi bulat ditulis `quotient(a, b)`",
            "a whole quotient is written `quotient(a, b)`",
        )),
        _ => mistake.hint(msg(
            "pilihan bersyarat ditulis `if … then … else …`",
            "a choice by condition is written `if … then … else …`",
        )),
    }
}

pub(in crate::expr::parse) fn other_operator(symbol: &str, ours: &str, range: TextRange) -> Mistake {
    let mistake = parse(
        range,
        format!("`{symbol}` ditulis `{ours}` di sini"),
        format!("`{symbol}` is written `{ours}` here"),
    )
    .replace(ours);
    match symbol {
        "&" | "||" => mistake
            .hint(msg("teks disambung dengan `concat(a, b)`", "texts are put together with `concat(a, b)`")),
        _ => mistake,
    }
}

pub(in crate::expr::parse) fn bang(range: TextRange) -> Mistake {
    parse(range, "`!` ditulis `not` di sini", "`!` is written `not` here").replace("not ")
}

pub(in crate::expr::parse) fn dollar_name(name: &str, range: TextRange) -> Mistake {
    parse(
        range,
        format!("nama ditulis begitu saja: `{name}`"),
        format!("a name is written just as it is: `{name}`"),
    )
    .replace(name)
}

pub(in crate::expr::parse) fn last_saved(name: &str, range: TextRange) -> Mistake {
    parse(
        range,
        format!("nilai dari pemantauan sebelumnya ditulis `prev.{name}`"),
        format!("the value of the previous wave is written `prev.{name}`"),
    )
    .replace(&format!("prev.{name}"))
}

pub(in crate::expr::parse) fn path_name(name: &str, range: TextRange) -> Mistake {
    parse(
        range,
        format!("nama ditulis begitu saja, tanpa jalur: `{name}`"),
        format!("a name is written just as it is, without a path: `{name}`"),
    )
    .replace(name)
}

pub(in crate::expr::parse) fn dot(range: TextRange) -> Mistake {
    parse(
        range,
        "jawaban yang sedang diperiksa ditulis `self`, bukan `.`",
        "the answer that is being checked is written `self`, not `.`",
    )
    .replace("self")
}

/// A word of the language before a bracket, as if it were a function.
pub(in crate::expr::parse) fn reserved_called(word: &str, range: TextRange) -> Mistake {
    match word {
        "and" | "or" => parse(
            range,
            format!("`{word}` berdiri di antara dua syarat: `a {word} b`"),
            format!("`{word}` stands between two conditions: `a {word} b`"),
        ),
        word => reserved(word, range),
    }
}

/// `true()`: with the closing bracket, if it follows at once.
pub(in crate::expr::parse) fn constant_called(value: bool, range: TextRange, closed: bool) -> Mistake {
    let mistake = parse(
        range,
        format!("`{value}` ditulis tanpa kurung"),
        format!("`{value}` is written without brackets"),
    );
    if closed { mistake.replace(&value.to_string()) } else { mistake }
}
