//! Names, numbers and other single tokens: what each stands for in the tree.

use super::super::ast::{CompareOp, DurationUnit, Kind, LogicOp, MAX_NAME, Path, ProductOp};
use super::tree::Builder;
use super::{messages, text_range};
use crate::base::TextRange;
use crate::expr::foreign::hyphenated;
use crate::value::{Decimal, MAX_SCALE};

/// The first `--` outside quotes in a text of one line: as a comment it would swallow the rest of the expression.
pub(super) fn stray_comment(text: &str) -> Option<TextRange> {
    if text.contains('\n') || !text.contains("--") {
        return None;
    }
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'\'' | b'"') => quote = Some(byte),
            (None, b'-') if before == b'-' => return Some(text_range(at - 1, at + 1)),
            (Some(open), close) if open == close => quote = None,
            (None | Some(_), _) => {}
        }
        before = byte;
    }
    None
}

/// The identifiers within a token, backquotes left out.
pub(super) fn identifiers(token: &str, at: TextRange) -> Path {
    let mut found = Path::new();
    let mut start = None;
    for (offset, byte) in token.bytes().chain(std::iter::once(b' ')).enumerate() {
        let inside = byte.is_ascii_alphanumeric() || byte == b'_';
        match (start, inside) {
            (None, true) => start = Some(offset),
            (Some(first), false) => {
                let base = at.start as usize;
                found.push(text_range(base + first, base + offset));
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

pub(super) fn name(b: &mut Builder<'_>, token: &str, at: TextRange) {
    if b.rest(at.end).starts_with(['-', ':'])
        && let Some(length) = hyphenated(b.rest(at.start))
    {
        let whole = TextRange::new(at.start, at.start + u32::try_from(length).unwrap_or(0));
        b.read_to(whole.end);
        return b.atom(Kind::Name(Path::from_slice(&[whole])), whole);
    }
    match token {
        "true" => b.atom(Kind::Bool(true), at),
        "false" => b.atom(Kind::Bool(false), at),
        "missing" => b.atom(Kind::Missing, at),
        // The name of a function may be such a word: `any(…)`.
        _ if b.is_reserved(token) && !b.is_applied(at) => {
            b.structural(messages::reserved(token, at));
            b.atom(Kind::Error, at);
        }
        _ => {
            let path = identifiers(token, at);
            match path.iter().find(|part| (part.end - part.start) as usize > MAX_NAME) {
                Some(part) => b.bad_atom(at, messages::long_name(*part)),
                None => b.atom(Kind::Name(path), at),
            }
        }
    }
}

pub(super) fn number(b: &mut Builder<'_>, token: &str, at: TextRange) {
    let kind = read_number(b, token, at).map_or(Kind::Error, Kind::Number);
    b.atom(kind, at);
}

/// A number of at most 15 significant digits and 10 decimals; another is reported.
pub(super) fn read_number(b: &mut Builder<'_>, token: &str, at: TextRange) -> Option<Decimal> {
    let plain = token.replace('_', "");
    let digits = plain.trim_start_matches(['0', '.']).bytes().filter(u8::is_ascii_digit).count();
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    if decimals > usize::from(MAX_SCALE) {
        b.report(messages::too_many_decimals(at));
        return None;
    }
    let number = (digits <= 15).then(|| Decimal::parse(&plain)).flatten();
    if number.is_none() {
        b.report(messages::too_many_digits(at));
    }
    number
}

pub(super) fn duration(b: &mut Builder<'_>, token: &str, at: TextRange) {
    let (count, word) = token.split_at(token.find(|c: char| c.is_whitespace() || c == '-').unwrap_or(0));
    let unit = match word.trim_end_matches('s') {
        word if word.ends_with("day") => DurationUnit::Day,
        word if word.ends_with("week") => DurationUnit::Week,
        word if word.ends_with("month") => DurationUnit::Month,
        _ => DurationUnit::Year,
    };
    match count.replace('_', "").parse() {
        Ok(count) => b.atom(Kind::Duration { count, unit }, at),
        Err(_) => b.bad_atom(at, messages::broken_duration(count, unit, at)),
    }
}

pub(super) fn unquoted(token: &str) -> &str {
    token.get(1..token.len().saturating_sub(1)).unwrap_or_default()
}

pub(super) fn text(b: &mut Builder<'_>, token: &str, at: TextRange) {
    b.atom(Kind::Text(unquoted(token).into()), at);
}

pub(super) fn dollar(b: &mut Builder<'_>, token: &str, at: TextRange) {
    match identifiers(token, at).last().copied() {
        // `${last-saved#x}`
        Some(inner) if token.contains('#') => b.bad_atom(at, messages::last_saved(b.slice(inner), at)),
        Some(inner) => {
            b.report(messages::dollar_name(b.slice(inner), at));
            b.atom(Kind::Name(Path::from_slice(&[inner])), at);
        }
        None => b.bad_atom(at, messages::value_expected(token, at)),
    }
}

/// `.`, `..` and paths of XPath.
pub(super) fn path(b: &mut Builder<'_>, token: &str, at: TextRange) {
    let named = identifiers(token, at).last().map(|last| b.slice(*last));
    let mistake = match (token, named) {
        (".", _) => messages::dot(at),
        (_, Some(name)) => messages::path_name(name, at),
        (_, None) => messages::value_expected(token, at),
    };
    b.bad_atom(at, mistake);
}

/// Words of the language in capitals, and those that other languages have for them: read as what they mean.
pub(super) fn foreign(b: &mut Builder<'_>, word: &str, at: TextRange) {
    match word.to_ascii_lowercase().as_str() {
        "and" | "dan" => b.other_operator(at, word, "and", Builder::and),
        "or" | "atau" => b.other_operator(at, word, "or", |b, at| b.logic(at, LogicOp::Or)),
        "div" => b.other_operator(at, word, "/", |b, at| b.product(at, ProductOp::Over)),
        "mod" => b.structural(messages::no_such_operator("mod", at)),
        "then" | "maka" => b.other_operator(at, word, "then", Builder::then),
        "else" => b.other_operator(at, word, "else", Builder::otherwise),
        "where" => b.other_operator(at, word, "where", Builder::filter),
        "for" => b.other_operator(at, word, "for", Builder::over),
        "between" | "antara" => b.other_operator(at, word, "between", |b, at| b.between(at, false)),
        // What follows these is read with them, so it isn't read now.
        ours => b.structural(messages::other_operator(word, ours, at)),
    }
}

pub(super) fn compare_op(symbol: &str) -> CompareOp {
    match symbol {
        "=" => CompareOp::Equal,
        "<" => CompareOp::Less,
        "<=" => CompareOp::LessOrEqual,
        ">" => CompareOp::Greater,
        ">=" => CompareOp::GreaterOrEqual,
        _ => CompareOp::NotEqual,
    }
}

/// Operators of other languages: reported with what is written here, and read as that.
pub(super) fn bad_symbol(b: &mut Builder<'_>, symbol: &str, at: TextRange) {
    match symbol {
        "==" | "===" => b.other_operator(at, symbol, "=", |b, at| b.compare(at, CompareOp::Equal)),
        "!==" => b.other_operator(at, symbol, "!=", |b, at| b.compare(at, CompareOp::NotEqual)),
        "=>" => b.other_operator(at, symbol, ">=", |b, at| b.compare(at, CompareOp::GreaterOrEqual)),
        "=<" => b.other_operator(at, symbol, "<=", |b, at| b.compare(at, CompareOp::LessOrEqual)),
        "&&" | "&" => b.other_operator(at, symbol, "and", Builder::and),
        "||" | "|" => b.other_operator(at, symbol, "or", |b, at| b.logic(at, LogicOp::Or)),
        _ => b.structural(messages::no_such_operator(symbol, at)),
    }
}
