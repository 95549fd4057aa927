//! The sentences about operators, brackets and words that stand in the wrong place.

use super::super::Mistake;
use super::{msg, parse};
use crate::base::{TextRange, codes};

pub(in crate::expr::parse) fn chain(range: TextRange) -> Mistake {
    let message = msg("pembandingan tidak bisa dirangkai", "comparisons can't be chained");
    Mistake::new(codes::CHAIN, range, message).hint(msg(
        "untuk rentang tulis `x between 1 and 5`, atau gabungkan dua pembandingan dengan `and`",
        "for a range write `x between 1 and 5`, or join two comparisons with `and`",
    ))
}

pub(in crate::expr::parse) fn mixed(range: TextRange) -> Mistake {
    let message =
        msg("`and` dan `or` bercampur tanpa kurung", "`and` and `or` are mixed without parentheses");
    Mistake::new(codes::MIXED_AND_OR, range, message).hint(msg(
        "beri kurung pada bagian yang harus dibaca lebih dulu",
        "put parentheses around the part that is to be read first",
    ))
}

pub(in crate::expr::parse) fn needs_parentheses(what: &str, range: TextRange) -> Mistake {
    parse(
        range,
        format!("`{what}` di sini perlu kurung: `({what} …)`"),
        format!("`{what}` needs parentheses here: `({what} …)`"),
    )
}

pub(in crate::expr::parse) fn condition_in_arithmetic(range: TextRange) -> Mistake {
    parse(
        range,
        "sebelum operator ini ada syarat, bukan angka; beri kurung kalau memang begitu",
        "a condition, not a number, stands before this operator; put it in parentheses if that is meant",
    )
}

pub(in crate::expr::parse) fn unclosed(bracket: &str, range: TextRange) -> Mistake {
    parse(range, format!("`{bracket}` ini tidak ditutup"), format!("this `{bracket}` is never closed"))
}

pub(in crate::expr::parse) fn unopened(range: TextRange) -> Mistake {
    parse(range, "kurung tutup ini tidak punya pasangan", "this closing bracket has no opening one")
}

pub(in crate::expr::parse) fn without(word: &str, before: &str, range: TextRange) -> Mistake {
    parse(range, format!("`{word}` tanpa `{before}`"), format!("`{word}` without `{before}`"))
}

pub(in crate::expr::parse) fn where_without_rows(range: TextRange) -> Mistake {
    parse(range, "`where` tanpa `for`", "`where` without `for`").hint(msg(
        "tulis `sum(x for roster where syarat)` atau `count(roster where syarat)`",
        "write `sum(x for roster where condition)` or `count(roster where condition)`",
    ))
}

pub(in crate::expr::parse) fn lacks(word: &str, lacking: &str, range: TextRange) -> Mistake {
    parse(range, format!("`{word}` ini tanpa `{lacking}`"), format!("this `{word}` has no `{lacking}`"))
}

pub(in crate::expr::parse) fn if_shape(range: TextRange) -> Mistake {
    parse(
        range,
        "`if` ditulis `if syarat then nilai else nilai_lain`",
        "`if` is written `if condition then value else other_value`",
    )
}

pub(in crate::expr::parse) fn stray_comma(range: TextRange) -> Mistake {
    parse(range, "koma hanya memisahkan argumen fungsi", "a comma only separates arguments of a function")
        .hint(msg("desimal ditulis dengan titik: `1.5`", "decimals are written with a point: `1.5`"))
}

pub(in crate::expr::parse) fn stray_semicolon(range: TextRange) -> Mistake {
    parse(
        range,
        "titik koma hanya sesudah `let x = …` dan sebelum `min_answered`",
        "a semicolon only stands after `let x = …` and before `min_answered`",
    )
}

pub(in crate::expr::parse) fn roster_name_expected(range: TextRange) -> Mistake {
    parse(range, "di sini perlu nama roster", "the name of a roster is needed here").hint(msg(
        "baris yang memenuhi syarat dihitung dengan `count(roster where syarat)`",
        "rows for which something is true are counted by `count(roster where condition)`",
    ))
}

pub(in crate::expr::parse) fn not_here(word: &str, range: TextRange) -> Mistake {
    parse(range, format!("`{word}` tidak bisa di sini"), format!("`{word}` can't stand here"))
}

pub(in crate::expr::parse) fn band_shape(range: TextRange) -> Mistake {
    parse(
        range,
        "`band` ditulis `band(x, up to 3 then 'a', below 5 then 'b', else 'c')`",
        "`band` is written `band(x, up to 3 then 'a', below 5 then 'b', else 'c')`",
    )
}

pub(in crate::expr::parse) fn lookup_shape(range: TextRange) -> Mistake {
    parse(
        range,
        "`lookup` ditulis `lookup(tabel.kolom, kunci = nilai)`",
        "`lookup` is written `lookup(table.column, key = value)`",
    )
}
