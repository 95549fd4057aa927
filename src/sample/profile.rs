//! A profile as meant: how the answers of an instrument are distributed, over which waves and days.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pattern::Maker;
use super::rate::Rate;
use crate::expr::{Expr, VarId};
use crate::value::{Date, RosterId, Value};

/// The first and the last day of interviews.
pub(super) type Days = (Date, Date);

/// How the answers of an instrument are distributed. The empty one, [`Profile::default`], leaves everything to chance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// The waves in order; none where records have no wave.
    pub waves: Vec<WaveDays>,
    /// The first and the last day of interviews, where a wave has none of its own.
    pub today: Option<(Date, Date)>,
    /// The name of a case.
    pub(super) case: Option<Expr>,
    /// Random numbers in the order declared: each reads those before it.
    pub(super) draws: Vec<Vec<Rule>>,
    /// Rules by what they are about.
    pub(super) rules: BTreeMap<Target, Vec<Rule>>,
}

/// A wave and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveDays {
    /// Its name.
    pub wave: Arc<str>,
    /// The first and the last day of its interviews.
    pub days: Option<(Date, Date)>,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Target {
    /// The answers of a question or a given fact.
    Column(VarId),
    /// How many rows a roster gets.
    Rows(RosterId),
}

/// How something is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    /// Only when this is true.
    pub(super) when: Option<Expr>,
    /// From where.
    pub(super) from: From,
    /// Once for a case, and kept in every wave.
    pub(super) per_case: bool,
    /// How often it is left open, not known, refused; as the options say where nothing stands here.
    pub(super) missing: Option<Rate>,
    /// See `missing`.
    pub(super) dont_know: Option<Rate>,
    /// See `missing`.
    pub(super) refused: Option<Rate>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum From {
    /// As if there were no rule.
    Anywhere,
    /// A formula.
    Formula(Expr),
    /// One of these, by weight.
    Weighted(Vec<(Value, u64)>),
    /// Choices, each ticked so often.
    Ticked(Vec<(u32, Rate)>),
    /// Texts that fit a pattern.
    Pattern(Maker),
    /// A stretch of the line of numbers, days, months or times.
    Stretch(Box<Stretch>),
}

/// A stretch, or a bell curve within one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stretch {
    /// The least.
    pub(super) min: Option<Expr>,
    /// The greatest.
    pub(super) max: Option<Expr>,
    /// The middle of the bell.
    pub(super) mean: Option<Expr>,
    /// Its standard deviation.
    pub(super) spread: Option<Expr>,
    /// Multiples of this.
    pub(super) step: Option<Expr>,
}

impl Rule {
    /// Every expression of the rule.
    pub(super) fn expressions(&self) -> impl Iterator<Item = &Expr> {
        let own: [Option<&Expr>; 5] = match &self.from {
            From::Formula(value) => [Some(value), None, None, None, None],
            From::Stretch(stretch) => {
                let Stretch { min, max, mean, spread, step } = &**stretch;
                [min.as_ref(), max.as_ref(), mean.as_ref(), spread.as_ref(), step.as_ref()]
            }
            From::Anywhere | From::Weighted(_) | From::Ticked(_) | From::Pattern(_) => [None; 5],
        };
        self.when.iter().chain(own.into_iter().flatten())
    }
}
