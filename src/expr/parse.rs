//! Text → tree as written. The only file that names pest: it turns what `grammar/expression.pest` reads into calls
//! of [`tree::Builder`], which nests it.

mod atoms;
mod form;
mod gaps;
mod infix;
mod messages;
mod mistake;
mod open;
mod parts;
mod tree;

use pest::Parser as _;
use pest::iterators::Pair;

use self::atoms::{
    bad_symbol, compare_op, dollar, duration, foreign, identifiers, name, number, path, read_number,
    stray_comment, text, unquoted,
};
use self::tree::Builder;
use super::ast::{Ast, HasTest, IsTest, Kind, LogicOp, ProductOp, SumOp};
use crate::base::{Limits, TextRange};

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
    if b.is_read(at) {
        return;
    }
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
        Rule::bad_path => path(b, pair.as_str(), at),
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
        Rule::foreign => foreign(b, pair.as_str(), at),
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

#[cfg(test)]
mod tests;
