//! Expressions in plain Indonesian and English, for skip instructions, the codebook and people who do not read code.
//!
//! The words are a courtesy: the expression is the meaning. Where an expression is too large to be read as a
//! sentence, its text is shown instead.

mod aggregate;
mod call;
mod compare;
mod names;
mod operation;
mod unfold;

pub use names::{Naming, Speech, piped, value};

use crate::base::Lang;
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId};
use crate::model::Formula;
use operation::operation;

/// A sentence with more operations than this is shown as code.
const MOST_OPERATIONS: u32 = 60;
/// A sentence with more characters than this is shown as code.
const MOST_CHARACTERS: usize = 600;

/// A formula in words, or its text where words would be too many.
pub fn formula(speech: &Speech<'_>, formula: &Formula) -> String {
    expression(speech, &formula.expr).unwrap_or_else(|| formula.source.0.to_string())
}

/// An expression in words; `None` where words would be too many.
pub fn expression(speech: &Speech<'_>, expr: &Expr) -> Option<String> {
    let told = |speech: &Speech<'_>| {
        let mut teller = Teller { speech, expr, left: MOST_OPERATIONS, quoting: is_joined(expr) };
        let phrase = teller.tell(expr.root)?;
        (phrase.text.chars().count() <= MOST_CHARACTERS).then_some(phrase.text)
    };
    // Where formulas in place of names make it too long, the names must do.
    told(speech).or_else(|| told(&Speech { unfold: false, ..*speech }))
}

/// How tightly a phrase holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bind {
    /// `if … otherwise …`.
    Choice,
    /// Joined by "or".
    Or,
    /// Joined by "and".
    And,
    /// A sentence: "x is y".
    Sentence,
    /// A sum or difference.
    Sum,
    /// A product or quotient.
    Product,
    /// One thing.
    Thing,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    text: String,
    bind: Bind,
}

impl Phrase {
    fn new(text: impl Into<String>, bind: Bind) -> Self {
        Self { text: text.into(), bind }
    }

    fn thing(text: impl Into<String>) -> Self {
        Self::new(text, Bind::Thing)
    }

    /// The text, in parentheses if it holds together less than `least`.
    fn within(self, least: Bind) -> String {
        if self.bind < least { format!("({})", self.text) } else { self.text }
    }
}

/// Tells one expression.
#[derive(Debug)]
struct Teller<'a> {
    speech: &'a Speech<'a>,
    expr: &'a Expr,
    left: u32,
    /// Answers stand in quotes: between several sentences nothing else would show where they end.
    quoting: bool,
}

/// Whether an expression says several things.
fn is_joined(expr: &Expr) -> bool {
    let joint = |node: &Node| matches!(node, Node::Call { func: Func::And | Func::Or | Func::If, .. });
    expr.nodes.values().any(joint)
}

impl<'a> Teller<'a> {
    /// A node in words. The count of operations bounds the recursion.
    fn tell(&mut self, id: NodeId) -> Option<Phrase> {
        self.left = self.left.checked_sub(1)?;
        operation(self, id)
    }

    /// Tells something of another expression of the same instrument.
    fn inside<T>(&mut self, expr: &'a Expr, tell: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = (std::mem::replace(&mut self.expr, expr), self.quoting);
        self.quoting |= is_joined(expr);
        let told = tell(self);
        (self.expr, self.quoting) = before;
        told
    }

    /// The Indonesian or the English wording.
    fn say<'t>(&self, id: &'t str, en: &'t str) -> &'t str {
        match self.speech.lang {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// `A`, `A or B`, `A, B or C`.
    fn listed(&self, items: &[String], id: &str, en: &str) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., end] => format!("{} {} {end}", first.join(", "), self.say(id, en)),
        }
    }
}
