//! Text → tree as written. The only file that names pest: it turns what `grammar/expression.pest` reads into calls
//! of [`tree::Builder`], which nests it.

// BUDGET: the only file that names pest.

mod messages;
mod mistake;
mod open;
mod tree;

use pest::Parser as _;
use pest::iterators::Pair;

use self::tree::Builder;
use super::ast::{
    Ast, CompareOp, DurationUnit, HasTest, IsTest, Kind, LogicOp, MAX_NAME, Path, ProductOp, SumOp,
};
use crate::base::{Limits, TextRange};
use crate::value::{Decimal, MAX_SCALE};

pub use mistake::Mistake;

mod grammar {
    /// pest's parser of `grammar/expression.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/expression.pest"]
    pub(super) struct Grammar;
}

use grammar::{Grammar, Rule};

/// What parsing gives: always a tree, and what is wrong with the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The tree; [`Kind::Error`] where something didn't parse.
    pub ast: Ast,
    /// What didn't parse, in the order it was found.
    pub mistakes: Vec<Mistake>,
}

/// Parses an expression.
///
/// ```
/// use monev::{base::Limits, expr};
/// let parsed = expr::parse("usia == 3", &Limits::default());
/// assert_eq!(parsed.mistakes[0].range.start, 5);
/// ```
pub fn parse(text: &str, limits: &Limits) -> Parsed {
    let mut builder = Builder::new(text, limits);
    if text.len() > limits.expression_bytes {
        builder.refuse(messages::too_long(text, limits.expression_bytes));
        return builder.finish();
    }
    if let Some(at) = stray_comment(text) {
        builder.refuse(messages::comment_on_one_line(at));
        return builder.finish();
    }
    match Grammar::parse(Rule::expression, text) {
        Ok(pairs) => {
            for pair in pairs.flat_map(Pair::into_inner) {
                token(&mut builder, &pair);
            }
        }
        Err(error) => builder.refuse(messages::unreadable(position(&error))),
    }
    builder.finish()
}

fn position(error: &pest::error::Error<Rule>) -> TextRange {
    let (start, end) = match error.location {
        pest::error::InputLocation::Pos(at) => (at, at),
        pest::error::InputLocation::Span(span) => span,
    };
    text_range(start, end)
}

/// The first `--` outside quotes in a text of one line: as a comment it would swallow the rest of the expression.
fn stray_comment(text: &str) -> Option<TextRange> {
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

fn text_range(start: usize, end: usize) -> TextRange {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    TextRange::new(clamp(start), clamp(end))
}

fn range(pair: &Pair<'_, Rule>) -> TextRange {
    let span = pair.as_span();
    text_range(span.start(), span.end())
}

/// One token of the text: a pure dispatch.
#[expect(clippy::too_many_lines, reason = "one arm per rule of the grammar, each a call")]
fn token(b: &mut Builder<'_>, pair: &Pair<'_, Rule>) {
    let at = range(pair);
    match pair.as_rule() {
        Rule::group => b.open_group(at),
        Rule::minus => b.minus(at),
        Rule::bad_not => b.bad_not(at),
        Rule::not => b.open_not(at),
        Rule::if_ => b.open_if(at),
        Rule::otherwise => b.otherwise(at),
        Rule::let_ => b.open_let(at, identifiers(pair.as_str(), at).last().copied().unwrap_or(at)),
        Rule::up_to => b.band_limit(at, true),
        Rule::below => b.band_limit(at, false),

        Rule::name => name(b, pair.as_str(), at),
        Rule::number => number(b, pair.as_str(), at),
        Rule::duration => duration(b, pair.as_str(), at),
        Rule::text => text(b, pair.as_str(), at),
        Rule::bad_number => b.bad_atom(at, messages::bad_number(pair.as_str(), at)),
        Rule::bad_text => b.bad_atom(at, messages::unclosed_quote(pair.as_str(), at)),
        Rule::bad_quote => b.bad_atom(at, messages::curly_quotes(pair.as_str(), at)),
        Rule::bad_dollar => dollar(b, pair.as_str(), at),
        Rule::nothing => b.nothing(at),

        Rule::close => b.close(at, &identifiers(pair.as_str(), at)),
        Rule::is_test => is_test(b, pair, at),
        Rule::in_list => {
            let (negated, items) = list(b, pair);
            b.in_list(at, negated, items);
        }
        Rule::has_test => has_test(b, pair, at),
        Rule::alias => b.alias(at, identifiers(pair.as_str(), at).last().copied().unwrap_or(at)),
        Rule::ignoring => b.ignoring(at),
        Rule::least => {
            let k = pair.clone().into_inner().find_map(|p| p.as_str().parse().ok()).unwrap_or(u32::MAX);
            b.least(at, k);
        }

        Rule::comma => b.comma(at),
        Rule::apply => b.apply(at),
        Rule::compare => b.compare(at, compare_op(pair.as_str())),
        Rule::plus => b.sum(at, SumOp::Plus),
        Rule::times => b.product(at, ProductOp::Times),
        Rule::over => b.product(at, ProductOp::Over),
        Rule::semicolon => b.semicolon(at),
        Rule::bad_symbol => bad_symbol(b, pair.as_str(), at),
        Rule::and => b.and(at),
        Rule::or => b.logic(at, LogicOp::Or),
        Rule::then => b.then(at),
        Rule::else_ => b.otherwise(at),
        Rule::between => b.between(at, pair.as_str().starts_with("not")),
        Rule::where_ => b.filter(at),
        Rule::for_ => b.over(at),
        Rule::bad_word => b.structural(messages::bad_word(pair.as_str(), at)),
        Rule::no_link => b.no_link(at),
        Rule::bad_link => b.structural(messages::bad_characters(pair.as_str(), at)),

        // The end, and rules that never stand as tokens of their own: silent ones and parts of the above.
        Rule::EOI
        | Rule::expression
        | Rule::operand
        | Rule::further
        | Rule::opener
        | Rule::opening_word
        | Rule::atom
        | Rule::number_like
        | Rule::unit
        | Rule::closer
        | Rule::closing_word
        | Rule::test_word
        | Rule::has_only
        | Rule::has_of
        | Rule::quantifier
        | Rule::negated
        | Rule::whole
        | Rule::list
        | Rule::literal
        | Rule::date_literal
        | Rule::negative_number
        | Rule::link
        | Rule::symbol
        | Rule::linking_word
        | Rule::ident
        | Rule::ident_char
        | Rule::digits
        | Rule::boundary
        | Rule::opening_quote
        | Rule::closing_quote
        | Rule::space
        | Rule::gap
        | Rule::comment => {}
    }
}

/// The identifiers within a token, backquotes left out.
fn identifiers(token: &str, at: TextRange) -> Path {
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

fn name(b: &mut Builder<'_>, token: &str, at: TextRange) {
    match token {
        "true" => b.atom(Kind::Bool(true), at),
        "false" => b.atom(Kind::Bool(false), at),
        "missing" => b.atom(Kind::Missing, at),
        // The name of a function may be such a word: `any(…)`.
        _ if b.is_reserved(token) && !b.is_applied(at) => b.bad_atom(at, messages::reserved(token, at)),
        _ => {
            let path = identifiers(token, at);
            match path.iter().find(|part| (part.end - part.start) as usize > MAX_NAME) {
                Some(part) => b.bad_atom(at, messages::long_name(*part)),
                None => b.atom(Kind::Name(path), at),
            }
        }
    }
}

fn number(b: &mut Builder<'_>, token: &str, at: TextRange) {
    let kind = read_number(b, token, at).map_or(Kind::Error, Kind::Number);
    b.atom(kind, at);
}

/// A number of at most 15 significant digits and 10 decimals; another is reported.
fn read_number(b: &mut Builder<'_>, token: &str, at: TextRange) -> Option<Decimal> {
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

fn duration(b: &mut Builder<'_>, token: &str, at: TextRange) {
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

fn unquoted(token: &str) -> &str {
    token.get(1..token.len().saturating_sub(1)).unwrap_or_default()
}

fn text(b: &mut Builder<'_>, token: &str, at: TextRange) {
    b.atom(Kind::Text(unquoted(token).into()), at);
}

fn dollar(b: &mut Builder<'_>, token: &str, at: TextRange) {
    let path = identifiers(token, at);
    let inner = path.first().copied().unwrap_or(at);
    b.report(messages::dollar_name(b.slice(inner), at));
    b.atom(Kind::Name(path), at);
}

fn is_test(b: &mut Builder<'_>, pair: &Pair<'_, Rule>, at: TextRange) {
    let mut parts = pair.clone().into_inner().peekable();
    let negated = parts.next_if(|p| p.as_rule() == Rule::negated).is_some();
    let Some(word) = parts.next() else { return };
    let test = IsTest::ALL.into_iter().find(|test| test.word() == word.as_str());
    match test {
        Some(test) => b.is(at, test, negated),
        None => {
            b.report(messages::bad_test(word.as_str(), range(&word)));
            b.spoil(at);
        }
    }
}

/// The constants of a list, as nodes, and whether `not` stands before it.
fn list(b: &mut Builder<'_>, pair: &Pair<'_, Rule>) -> (bool, Vec<super::ast::AstId>) {
    let mut negated = false;
    let mut items = Vec::new();
    for part in pair.clone().into_inner() {
        match part.as_rule() == Rule::negated {
            true => negated = true,
            false => items.push(literal(b, &part)),
        }
    }
    (negated, items)
}

fn literal(b: &mut Builder<'_>, pair: &Pair<'_, Rule>) -> super::ast::AstId {
    let (token, at) = (pair.as_str(), range(pair));
    let rule = pair.as_rule();
    if rule == Rule::text {
        return b.leaf(Kind::Text(unquoted(token).into()), at);
    }
    if rule == Rule::date_literal {
        let inner = pair.clone().into_inner().next();
        let day = inner.map(|text| unquoted(text.as_str()).into()).unwrap_or_default();
        return b.leaf(Kind::DateLiteral(day), at);
    }
    if rule == Rule::name {
        return b.leaf_name(token, identifiers(token, at), at);
    }
    let digits = token.trim_start_matches(['-', ' ', '\n', '\t', '\r']);
    let negative = rule == Rule::negative_number;
    let number = read_number(b, digits, at).map(|n| if negative { n.negated() } else { n });
    b.leaf(number.map_or(Kind::Error, Kind::Number), at)
}

fn has_test(b: &mut Builder<'_>, pair: &Pair<'_, Rule>, at: TextRange) {
    let Some(part) = pair.clone().into_inner().next() else { return };
    let (test, items) = if part.as_rule() == Rule::has_only {
        (HasTest::Only, list(b, &part).1)
    } else if part.as_rule() == Rule::has_of {
        let mut inner = part.into_inner();
        let test = match inner.next().map(|quantifier| quantifier.as_str()) {
            Some("any") => HasTest::Any,
            Some("all") => HasTest::All,
            Some(_) | None => HasTest::None,
        };
        (test, inner.map(|item| literal(b, &item)).collect())
    } else {
        (HasTest::One, vec![literal(b, &part)])
    };
    b.has(at, test, items);
}

fn compare_op(symbol: &str) -> CompareOp {
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
fn bad_symbol(b: &mut Builder<'_>, symbol: &str, at: TextRange) {
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

#[cfg(test)]
mod tests;
