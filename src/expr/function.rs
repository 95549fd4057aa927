//! What an entry of the catalogue says: documentation for people, a type rule, a meaning.

use super::rule::{Fault, Operand};
use crate::value::{Type, Value};

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// In Indonesian.
    pub id: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Where an entry stands in the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Conditions.
    Logic,
    /// Comparisons.
    Comparison,
    /// Questions about the state of an answer.
    State,
    /// Several choices.
    Choices,
    /// Numbers.
    Numbers,
    /// Dates.
    Dates,
    /// Text.
    Text,
    /// Scores of several questions.
    Scoring,
    /// Rows of rosters.
    Rosters,
    /// Names, tables and the like.
    Names,
    /// Made by the engine, not written by authors.
    Internal,
}

/// How well a target can express an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Exactly.
    Exact,
    /// Except for effects of binary floats or UTF-16.
    Nearly,
    /// With generated helper items or tables.
    Helped,
    /// Not at all.
    Never,
}

/// The tier on each target, from the table of `expressions.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiers {
    /// SQL (DuckDB, PostgreSQL, Spark).
    pub sql: Tier,
    /// XPath of ODK.
    pub xpath: Tier,
    /// FHIRPath.
    pub fhirpath: Tier,
    /// SurveyJS.
    pub surveyjs: Tier,
}

impl Tiers {
    /// The tiers of four letters A, B, C, N: SQL, XPath, FHIRPath, SurveyJS.
    pub(super) const fn of(letters: [char; 4]) -> Self {
        const fn tier(letter: char) -> Tier {
            match letter {
                'A' => Tier::Exact,
                'B' => Tier::Nearly,
                'C' => Tier::Helped,
                _ => Tier::Never,
            }
        }
        let [sql, xpath, fhirpath, surveyjs] = letters;
        Self { sql: tier(sql), xpath: tier(xpath), fhirpath: tier(fhirpath), surveyjs: tier(surveyjs) }
    }
}

impl Tier {
    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Self::Exact => 'A',
            Self::Nearly => 'B',
            Self::Helped => 'C',
            Self::Never => 'N',
        }
    }
}

/// An expression and its value, which run as a test against the fixture of the conformance vectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The expression.
    pub expr: &'static str,
    /// The answers, as a YAML flow mapping; empty for none.
    pub given: &'static str,
    /// The value.
    pub result: &'static str,
}

/// An example that needs no answers.
pub(super) const fn example(expr: &'static str, result: &'static str) -> Example {
    Example { expr, given: "", result }
}

/// An example with answers.
pub(super) const fn given(expr: &'static str, given: &'static str, result: &'static str) -> Example {
    Example { expr, given, result }
}

/// An entry of the catalogue, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function {
    /// As it is written.
    pub name: &'static str,
    /// Arguments and result.
    pub signature: &'static str,
    /// What it does, in a sentence or two.
    pub summary: Text,
    /// Where it stands in the reference.
    pub category: Category,
    /// Examples.
    pub examples: &'static [Example],
    /// How well targets can express it.
    pub tiers: Tiers,
}

/// How the arguments of a call are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prepare {
    /// As they are.
    Values,
    /// Choices stand for their scores, truth values for 0 and 1; and the number that must be answered comes first.
    Scores,
}

/// How a call is evaluated.
#[derive(Debug, Clone, Copy)]
pub enum Meaning {
    /// All arguments first.
    Eager(fn(&[Value]) -> Value),
    /// One argument after the other, until the first decides.
    Until {
        /// The value that decides.
        decides: bool,
        /// The connective.
        join: fn(Option<bool>, Option<bool>) -> Option<bool>,
    },
    /// Conditions and values in turn, and the value otherwise.
    If,
    /// The first that isn't missing.
    First,
    /// Whether the first is one of the others, which are mostly constants and may be many.
    OneOf,
    /// A text against the pattern kept with the expression.
    Pattern,
}

/// What a function takes and gives.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Fewest and most arguments; no most for any number.
    pub arity: (usize, Option<usize>),
    /// How the arguments of a call are read.
    pub prepare: Prepare,
    /// The type of the result.
    pub rule: fn(&[Operand<'_>]) -> Result<Type, Fault>,
    /// The value of the result.
    pub meaning: Meaning,
}

impl Function {
    /// Whether authors call it as `name(…)`.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name && self.category != Category::Internal && self.signature.starts_with(name) && {
            self.signature.as_bytes().get(name.len()) == Some(&b'(')
        }
    }
}
