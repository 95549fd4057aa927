//! The sentences about texts that don't parse, one small function each.

mod foreign;
mod structure;

use super::super::ast::DurationUnit;
use super::Mistake;
use crate::base::{Message, TextRange, codes, nearest};
use crate::expr::ast::IsTest;

pub(super) use foreign::*;
pub(super) use structure::*;

fn parse(range: TextRange, id: impl Into<String>, en: impl Into<String>) -> Mistake {
    Mistake::new(codes::PARSE, range, Message::new(id, en))
}

fn msg(id: impl Into<String>, en: impl Into<String>) -> Message {
    Message::new(id, en)
}

pub(super) fn too_long(text: &str, limit: usize) -> Mistake {
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= limit).last().unwrap_or(0);
    let message = msg(
        format!("ekspresi ini {} byte, paling banyak {limit} (`expression_bytes`)", text.len()),
        format!("this expression has {} bytes, at most {limit} are allowed (`expression_bytes`)", text.len()),
    );
    Mistake::new(codes::TOO_LARGE, super::text_range(0, end), message).hint(msg(
        "pecah menjadi beberapa `calc` atau definisi di `define`",
        "split it into several `calc` items or definitions under `define`",
    ))
}

pub(super) fn too_deep(range: TextRange, limit: usize) -> Mistake {
    let message = msg(
        format!("ekspresi ini bertingkat lebih dari {limit} (`expression_depth`)"),
        format!("this expression is nested deeper than {limit} levels (`expression_depth`)"),
    );
    Mistake::new(codes::TOO_LARGE, range, message).hint(msg(
        "pecah menjadi beberapa `calc` atau definisi di `define`",
        "split it into several `calc` items or definitions under `define`",
    ))
}

pub(super) fn comment_on_one_line(range: TextRange) -> Mistake {
    parse(
        range,
        "`--` memulai komentar, dan komentar hanya boleh dalam blok `|` yang berbaris-baris",
        "`--` begins a comment, and comments may only stand in a block `|` of several lines",
    )
    .hint(msg("untuk dua tanda kurang, beri spasi: `- -`", "for two minus signs, put a space between: `- -`"))
}

pub(super) fn unreadable(range: TextRange) -> Mistake {
    parse(range, "ekspresi tidak terbaca di sini", "the expression doesn't read here")
}

pub(super) fn value_expected(found: &str, range: TextRange) -> Mistake {
    match found {
        "[" | "{" => parse(
            range,
            format!("di sini perlu sebuah nilai, bukan `{found}`"),
            format!("a value is needed here, not `{found}`"),
        )
        .hint(msg(
            "kurung dan daftar ditulis dengan `(` dan `)`, nama ditulis begitu saja",
            "brackets and lists are written with `(` and `)`, names just as they are",
        )),
        "" => parse(
            range,
            "ekspresi berhenti di sini, padahal masih perlu sebuah nilai",
            "the expression ends here, but a value is still needed",
        ),
        found => parse(
            range,
            format!("di sini perlu sebuah nilai, bukan `{found}`"),
            format!("a value is needed here, not `{found}`"),
        ),
    }
}

pub(super) fn operator_expected(range: TextRange, found: &str) -> Mistake {
    let mistake = parse(
        range,
        "di sini perlu operator atau kurung tutup, bukan nilai lain",
        "an operator or a closing bracket is needed here, not another value",
    );
    match found.to_ascii_lowercase().as_str() {
        "hari" | "minggu" | "bulan" | "tahun" => mistake.hint(msg(
            "satuan waktu ditulis `days`, `weeks`, `months`, `years`, dan hanya ditambahkan pada tanggal",
            "units of time are `days`, `weeks`, `months`, `years`, and are only added to a date",
        )),
        found if found.starts_with('\'') => mistake.hint(msg(
            "teks yang memuat `'` diapit dengan `\"`: `\"it's\"`",
            "a text that holds `'` stands between `\"`: `\"it's\"`",
        )),
        _ => mistake,
    }
}

pub(super) fn word_expected(word: &str, example: &str, range: TextRange) -> Mistake {
    parse(
        range,
        format!("di sini perlu `{word}`: `{example}`"),
        format!("`{word}` is needed here: `{example}`"),
    )
}

pub(super) fn bad_characters(found: &str, range: TextRange) -> Mistake {
    let mistake = parse(
        range,
        format!("`{}` tidak dikenal dalam ekspresi", found.escape_debug()),
        format!("`{}` means nothing in an expression", found.escape_debug()),
    );
    match found {
        "\u{a0}" => mistake.replace(" "),
        "[" => mistake.hint(msg(
            "daftar ditulis dengan `(` dan `)`; satu baris dibaca dengan `first(x for roster where row_index = 2)`",
            "lists are written with `(` and `)`; one row is read with `first(x for roster where row_index = 2)`",
        )),
        "]" | "{" | "}" => mistake.hint(msg(
            "kurung dan daftar ditulis dengan `(` dan `)`",
            "brackets and lists are written with `(` and `)`",
        )),
        "≥" => mistake.replace(">="),
        "≤" => mistake.replace("<="),
        "≠" => mistake.replace("!="),
        "×" => mistake.replace("*"),
        "÷" => mistake.replace("/"),
        "–" | "−" => mistake.replace("-"),
        _ => mistake,
    }
}

pub(super) fn bad_word(word: &str, range: TextRange) -> Mistake {
    let (id, en) = match word.rsplit([' ', '\t', '\n']).next().unwrap_or(word) {
        "in" => (
            "sesudah `in` perlu daftar tetapan dalam kurung, misalnya `in ('a', 'b')`",
            "after `in` comes a list of constants in parentheses, such as `in ('a', 'b')`",
        ),
        "is" => (
            "sesudah `is` perlu kata seperti `missing`, `answered` atau `true`",
            "after `is` comes a word such as `missing`, `answered` or `true`",
        ),
        "has" => (
            "sesudah `has` perlu sebuah kode, atau `any of (…)`, `all of (…)`, `none of (…)`, `only (…)`",
            "after `has` comes a code, or `any of (…)`, `all of (…)`, `none of (…)`, `only (…)`",
        ),
        "as" => (
            "sesudah `as` perlu nama pengganti untuk roster itu",
            "after `as` comes a short name for the roster",
        ),
        "not" => (
            "sesudah nilai, `not` hanya boleh diikuti `in` atau `between`",
            "after a value, `not` can only be followed by `in` or `between`",
        ),
        "ignoring" => ("tulis `ignoring missing`", "write `ignoring missing`"),
        _ => ("kata ini hanya boleh sesudah `has`", "this word can only stand after `has`"),
    };
    parse(range, id, en)
}

pub(super) fn bad_number(text: &str, range: TextRange) -> Mistake {
    let mistake = parse(range, format!("`{text}` bukan angka"), format!("`{text}` is not a number"));
    let lookalike: String = text.chars().map(digit_meant).collect();
    let exponent = text.bytes().any(|b| matches!(b, b'e' | b'E')) && !text.starts_with("0x");
    let unit = ["days", "day", "weeks", "week", "months", "month", "years", "year"];
    if let Some(word) = unit.iter().find(|word| text.ends_with(**word)) {
        return mistake.replace(&format!("{} {word}", text.trim_end_matches(word)));
    }
    if text.strip_prefix('.').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit())) {
        return mistake.replace(&format!("0{text}"));
    }
    if lookalike.bytes().all(|b| b.is_ascii_digit()) {
        return mistake.replace(&lookalike);
    }
    if exponent {
        return mistake
            .hint(msg("tulis semua angkanya, tanpa pangkat `e`", "write all digits, without an exponent"));
    }
    if text.contains("..") {
        return mistake
            .hint(msg("rentang ditulis `x between 5 and 10`", "a range is written `x between 5 and 10`"));
    }
    if text.matches('.').count() > 1 {
        return mistake.hint(msg(
            "titik memisahkan desimal; ribuan boleh dipisah dengan `_`: `1_500_000`",
            "the point separates decimals; thousands may be separated by `_`: `1_500_000`",
        ));
    }
    mistake.hint(msg("nama tidak boleh dimulai dengan angka", "a name can't begin with a digit"))
}

fn digit_meant(c: char) -> char {
    match c {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        other => other,
    }
}

pub(super) fn broken_duration(count: &str, unit: DurationUnit, range: TextRange) -> Mistake {
    let unit = unit.word(true);
    parse(
        range,
        format!("lama waktu memakai bilangan bulat, `{count} {unit}` tidak bisa"),
        format!("a duration takes a whole number, not `{count} {unit}`"),
    )
}

pub(super) fn unclosed_quote(text: &str, range: TextRange) -> Mistake {
    let quote = text.get(..1).unwrap_or("'");
    let open = TextRange::new(range.start, range.start + 1);
    parse(
        open,
        format!("tanda kutip `{quote}` ini tidak ditutup"),
        format!("this quote `{quote}` is never closed"),
    )
}

pub(super) fn curly_quotes(text: &str, range: TextRange) -> Mistake {
    let inner = text.trim_matches(['\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\'', '"']);
    let quote = if inner.contains('\'') { '"' } else { '\'' };
    parse(
        range,
        "tanda kutip lengkung tidak dikenal; pakai `'` atau `\"`",
        "curly quotes mean nothing here; use `'` or `\"`",
    )
    .replace(&format!("{quote}{inner}{quote}"))
}

pub(super) fn bad_test(word: &str, range: TextRange) -> Mistake {
    let mistake = parse(range, format!("`is {word}` tidak ada"), format!("there is no `is {word}`"));
    let empty = ["null", "empty", "blank", "none", "kosong", "NULL", "nothing"].contains(&word);
    let near = match word.to_ascii_lowercase().as_str() {
        _ if empty => Some("missing"),
        "ya" | "yes" | "benar" => Some("true"),
        "tidak" | "no" | "salah" => Some("false"),
        _ => nearest(word, IsTest::ALL.map(IsTest::word)),
    };
    match near {
        Some(near) => mistake.replace(near),
        None => mistake.hint(msg(
            "yang ada: missing, answered, true, false, dont_know, refused, not_applicable, unanswered",
            "there are: missing, answered, true, false, dont_know, refused, not_applicable, unanswered",
        )),
    }
}

pub(super) fn reserved(word: &str, range: TextRange) -> Mistake {
    parse(
        range,
        format!("di sini perlu sebuah nilai, dan `{word}` adalah kata bahasa ini"),
        format!("a value is needed here, and `{word}` is a word of the language"),
    )
}

/// A name for a `let` or a row that always means something else.
pub(super) fn taken(word: &str, range: TextRange) -> Mistake {
    let message = msg(
        format!("`{word}` adalah kata bahasa ini dan tidak bisa menjadi nama"),
        format!("`{word}` is a word of the language and can't be a name"),
    );
    Mistake::new(codes::RESERVED_WORD, range, message)
}

pub(super) fn long_name(range: TextRange) -> Mistake {
    parse(range, "nama paling panjang 48 huruf", "a name has at most 48 characters")
}

pub(super) fn too_many_decimals(range: TextRange) -> Mistake {
    let message = msg("angka paling banyak 10 desimal", "a number has at most 10 decimals");
    Mistake::new(codes::SCALE, range, message)
}

pub(super) fn too_many_digits(range: TextRange) -> Mistake {
    let message = msg(
        "angka dalam ekspresi paling banyak 15 digit",
        "a number in an expression has at most 15 significant digits",
    );
    Mistake::new(codes::OVERFLOW, range, message)
}
