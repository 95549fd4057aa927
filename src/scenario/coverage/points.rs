//! What is counted: the places of an instrument where it can go one way or another, and how often it went each.

use std::sync::Arc;

use crate::base::{Message, Span};
use crate::model::CheckOrigin;

/// What decides at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The `when` of an item.
    Asked,
    /// The `when` of a score.
    Scored,
    /// `required`.
    Required,
    /// A check of a question.
    Check(CheckOrigin),
    /// `choices_where`, for each choice.
    Offered,
    /// The condition of an override.
    Override,
    /// The condition of a class.
    Rule,
    /// `among` of an indicator.
    Among,
    /// What an indicator counts.
    Measure,
    /// A calculation that is true or false.
    Value,
    /// The condition of an `if`.
    If,
    /// A limit of `band(…)`.
    Limit,
    /// The `where` of an aggregate.
    Filter,
    /// A condition within another: an operand of `and` and `or`, an argument of `count_true`, …
    Operand,
    /// Something that `coalesce` has a replacement for.
    Fallback,
    /// A `sum`, `mean` or `prorate` with `min_answered`.
    Least,
    /// How much of a score is there.
    Need,
    /// A mandatory part of a score.
    Mandatory,
    /// A choice of a list.
    Choice,
    /// A band or class of a score.
    Band,
    /// How many rows a roster has.
    Rows,
}

/// One way it can go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// The condition is definitely true.
    True,
    /// The condition is definitely false.
    False,
    /// The condition is unknown: something it reads is missing.
    Unknown,
    /// There is a value.
    There,
    /// There is none.
    Missing,
    /// As much as is needed is there.
    Enough,
    /// Less than is needed is there.
    TooFew,
    /// The choice was picked.
    Picked,
    /// The band or class was reached.
    Reached,
    /// The roster has no rows.
    NoRows,
    /// Some rows, but fewer than its `min`.
    BelowMin,
    /// One row.
    OneRow,
    /// More than one row, and fewer than its `max`.
    SeveralRows,
    /// As many rows as its `max`.
    MostRows,
}

impl Way {
    /// Its name in files: `true`, `unknown`, `no_rows`.
    pub fn key(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
            Self::There => "there",
            Self::Missing => "missing",
            Self::Enough => "enough",
            Self::TooFew => "too_few",
            Self::Picked => "picked",
            Self::Reached => "reached",
            Self::NoRows => "no_rows",
            Self::BelowMin => "below_min",
            Self::OneRow => "one_row",
            Self::SeveralRows => "several_rows",
            Self::MostRows => "most_rows",
        }
    }

    /// The way of a condition's truth.
    pub(super) fn of(truth: Option<bool>) -> Self {
        match truth {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }
}

impl Kind {
    /// Its name in files: `when`, `check`, `operand`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "when",
            Self::Scored => "score_when",
            Self::Required => "required",
            Self::Check(_) => "check",
            Self::Offered => "choices_where",
            Self::Override => "override",
            Self::Rule => "rule",
            Self::Among => "among",
            Self::Measure => "indicator",
            Self::Value => "value",
            Self::If => "if",
            Self::Limit => "band_limit",
            Self::Filter => "where",
            Self::Operand => "operand",
            Self::Fallback => "coalesce",
            Self::Least => "min_answered",
            Self::Need => "need",
            Self::Mandatory => "mandatory",
            Self::Choice => "choice",
            Self::Band => "band",
            Self::Rows => "rows",
        }
    }

    /// The ways it can go that count as branches.
    pub(super) fn ways(self) -> &'static [Way] {
        match self {
            Self::Asked
            | Self::Scored
            | Self::Required
            | Self::Check(_)
            | Self::Offered
            | Self::Override
            | Self::Rule
            | Self::Among
            | Self::Measure
            | Self::Value
            | Self::If
            | Self::Limit
            | Self::Filter => &[Way::True, Way::False, Way::Unknown],
            Self::Operand => &[Way::True, Way::False],
            Self::Fallback | Self::Mandatory => &[Way::There, Way::Missing],
            Self::Least | Self::Need => &[Way::Enough, Way::TooFew],
            Self::Choice => &[Way::Picked],
            Self::Band => &[Way::Reached],
            // Which of them there are depends on the roster.
            Self::Rows => &[],
        }
    }
}

/// One way at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Which.
    pub way: Way,
    /// How often it was gone.
    pub count: u64,
    /// Why it can never be gone; then it isn't counted.
    pub impossible: Option<Message>,
}

impl Branch {
    /// A way that hasn't been gone.
    pub(super) fn new(way: Way) -> Self {
        Self { way, count: 0, impossible: None }
    }

    /// Whether it counts: it can be gone, or was.
    pub fn counts(&self) -> bool {
        self.impossible.is_none() || self.count > 0
    }

    /// Whether it counts and was never gone.
    pub fn is_unseen(&self) -> bool {
        self.impossible.is_none() && self.count == 0
    }
}

/// A place where an instrument can go one way or another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Where it is written.
    pub span: Span,
    /// What decides.
    pub kind: Kind,
    /// Whose it is: an item's id, `score.sku`, an indicator's or a list's id.
    pub of: Arc<str>,
    /// The code of a choice, band or class; nothing else has one.
    pub code: Option<Arc<str>>,
    /// What it reads, by name; for what a designer could answer or leave out.
    pub reads: Vec<Arc<str>>,
    /// Whether it is about the rows of a roster, which is no question with an answer.
    pub of_rows: bool,
    /// How often an operand was unknown, which is no branch of its own.
    pub unknown: u64,
    /// The ways it can go.
    pub branches: Vec<Branch>,
}

impl Point {
    /// Remembers that it went a way.
    pub(super) fn went(&mut self, way: Way) {
        match self.branches.iter_mut().find(|branch| branch.way == way) {
            Some(branch) => branch.count = branch.count.saturating_add(1),
            None => self.unknown = self.unknown.saturating_add(1),
        }
    }

    /// How often it was decided at all.
    pub fn decided(&self) -> u64 {
        self.branches.iter().fold(self.unknown, |sum, branch| sum.saturating_add(branch.count))
    }
}

/// An item, score or indicator, and how often it was asked or computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where its id is written.
    pub span: Span,
    /// Its id.
    pub id: Arc<str>,
    /// In how many records and rows.
    pub count: u64,
}
