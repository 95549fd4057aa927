//! Tests, resolved: the records they are about, and what must come of them.

use std::sync::Arc;

use super::indicators::ExpectedIndicator;
use super::subject::{Rows, Subject};
use crate::base::Span;
use crate::expr::VarId;
use crate::model::ItemId;
use crate::rules::{Level, Record};
use crate::value::{Special, Value};

/// A test, resolved.
#[derive(Debug, Clone)]
pub struct Test {
    /// What it says it tests.
    pub name: Arc<str>,
    /// Where that stands.
    pub span: Span,
    /// The record, or the records of other tests.
    pub scene: Scene,
    /// What must come of it, in the order written.
    pub expected: Vec<Expectation>,
}

impl Test {
    /// The record of a test that has one of its own.
    pub fn record(&self) -> Option<&Record> {
        match &self.scene {
            Scene::One(record) => Some(record),
            Scene::Over(_) => None,
        }
    }
}

/// What a test is about.
#[derive(Debug, Clone)]
pub enum Scene {
    /// One record.
    One(Box<Record>),
    /// The records of earlier tests, for indicators.
    Over(Vec<Covered>),
}

/// A test whose record an indicator is computed over.
#[derive(Debug, Clone)]
pub struct Covered {
    /// What it says it tests.
    pub name: Arc<str>,
    /// Its record.
    pub record: Record,
}

/// Something that must come of a test's record.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// That something is asked (in some row, where no row is named), or isn't (in no row).
    Asked {
        /// What.
        subject: Subject,
        /// Where.
        rows: Rows,
        /// As written.
        name: Arc<str>,
        /// Whether it must be asked.
        asked: bool,
        /// Where it was written.
        span: Span,
    },
    /// That there are exactly these problems.
    Problems {
        /// Which.
        problems: Vec<ExpectedProblem>,
        /// Where the list was written.
        span: Span,
    },
    /// That a value is this one.
    Value {
        /// Of what.
        var: VarId,
        /// Where.
        rows: Rows,
        /// As written.
        name: Arc<str>,
        /// The value.
        wanted: Wanted,
        /// The value as written.
        written: Arc<str>,
        /// Where it was written.
        span: Span,
    },
    /// That an indicator comes to this.
    Indicator(ExpectedIndicator),
}

/// A problem that must be there.
#[derive(Debug, Clone)]
pub struct ExpectedProblem {
    /// The question or roster.
    pub item: ItemId,
    /// Where.
    pub rows: Rows,
    /// The item as written.
    pub name: Arc<str>,
    /// The check: a number, `min`, `max` or one of the engine's own; any if none.
    pub check: Option<Arc<str>>,
    /// Its level; any if none.
    pub level: Option<Level>,
    /// Where it was written.
    pub span: Span,
}

/// A value as a test expects it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// No value, for whatever reason.
    Missing,
    /// This value; numbers by exact value.
    Value(Value),
    /// This reason instead of a value.
    Special(Special),
}
