//! Scores: lowered to ordinary expressions, with the parts kept so that they can be explained, compared and printed.

use std::sync::Arc;

use crate::base::{Aside, Id, Span};
use crate::expr::{Expr, VarId};
use crate::value::{Decimal, ListId};

use super::{Formula, ItemId, Label};

/// A score of an instrument.
pub type ScoreId = Id<Score>;

/// A score.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Score {
    /// Its id: `score.ID`, `band.ID`.
    pub id: Arc<str>,
    /// Its name.
    pub label: Option<Label>,
    /// Its own condition.
    pub when: Option<Formula>,
    /// How it is put together, for people.
    pub method: Method,
    /// The asserted range, proved.
    pub range: Option<(Decimal, Decimal)>,
    /// What is needed when parts are missing.
    pub need: Need,
    /// Rules that decide before the method does; the first that is true.
    pub overrides: Vec<Override>,
    /// Decimals of the number: what it is rounded to, once, or what it exactly has where no rounding was asked for.
    pub round: u8,
    /// Least and greatest number the compiler could prove.
    pub proven: Option<(Decimal, Decimal)>,
    /// Bands from the highest cut-off down.
    pub bands: Vec<Band>,
    /// The column of its number; none for `classify`.
    pub var: Option<VarId>,
    /// The number as an ordinary expression over the columns of the parts: overrides, method and rounding. The
    /// score's own `when` is not in it: a score whose `when` isn't true is not asked, like any item.
    pub value: Option<Expr>,
    /// The column of its band or class.
    pub band_var: Option<VarId>,
    /// The band or class as an ordinary expression over `var` (bands) or the parts (classes).
    pub band: Option<Expr>,
    /// The generated list of its bands or classes.
    pub band_list: Option<ListId>,
    /// Earlier ids.
    pub formerly: Vec<Arc<str>>,
    /// Compared across waves.
    pub trend: bool,
    /// A validated scale.
    pub locked: bool,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// How a score is put together.
#[expect(
    clippy::large_enum_variant,
    reason = "an instrument has a handful of scores: a box would only be in the way"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Method {
    /// Sum of parts.
    Sum(Vec<Part>),
    /// Mean of parts, perhaps rescaled.
    Mean(Vec<Part>, Option<Rescale>),
    /// Σ wᵢvᵢ / Σ wᵢ over the parts present, perhaps carried to another scale.
    Weighted(Vec<Part>, Option<Rescale>),
    /// The part with the greatest value becomes the class.
    Largest {
        /// The parts; for a roster one part, per row.
        parts: Vec<Part>,
        /// Over a roster: its rows' class (`key`), value and tiebreak.
        over: Option<LargestOver>,
        /// The least value that counts.
        floor: Option<Decimal>,
        /// The class when nothing reaches the floor.
        below_floor: Option<Arc<str>>,
        /// The class when several are greatest.
        on_tie: Option<Arc<str>>,
        /// Labels of the classes.
        classes: Vec<Class>,
    },
    /// The class of the first rule that is true.
    Classify {
        /// The rules in order.
        rules: Vec<(Arc<str>, Formula)>,
        /// Labels of the classes.
        classes: Vec<Class>,
    },
    /// One expression.
    Formula(Formula),
}

impl Method {
    /// Its parts in order; none for `classify` and `formula`.
    pub fn parts(&self) -> &[Part] {
        match self {
            Self::Sum(parts)
            | Self::Mean(parts, _)
            | Self::Weighted(parts, _)
            | Self::Largest { parts, .. } => parts,
            Self::Classify { .. } | Self::Formula(_) => &[],
        }
    }

    /// How many times each part is added up, so that none of them has to be divided before; 1 where none is divided,
    /// `None` where that would be too many.
    pub fn times(&self) -> Option<i128> {
        Multiple::common(self.parts())
    }

    /// Its parts, to change them.
    pub fn parts_mut(&mut self) -> &mut [Part] {
        match self {
            Self::Sum(parts)
            | Self::Mean(parts, _)
            | Self::Weighted(parts, _)
            | Self::Largest { parts, .. } => parts,
            Self::Classify { .. } | Self::Formula(_) => &mut [],
        }
    }
}

/// `largest` over a roster's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct LargestOver {
    /// The roster.
    pub roster: crate::value::RosterId,
    /// The choice question in the row that names the class.
    pub key: Formula,
    /// The value of the row.
    pub value: Formula,
    /// Decides between equal values, greatest first.
    pub tiebreak: Option<Formula>,
}

/// From which scale to which a mean is carried.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Rescale {
    /// Ends of the parts' own scale.
    pub from: (Decimal, Decimal),
    /// Ends of the new scale.
    pub to: (Decimal, Decimal),
}

impl Rescale {
    /// The whole numbers `a`, `b`, `c` with which a mean Σv/n is carried over as `(Σv·a + n·b) / (n·c)`; `None` for a
    /// scale whose ends are the same.
    pub fn factors(&self) -> Option<(Decimal, Decimal, Decimal)> {
        let a = self.to.1.checked_sub(self.to.0)?;
        let c = self.from.1.checked_sub(self.from.0)?;
        let b = self.to.0.checked_mul(c)?.checked_sub(self.from.0.checked_mul(a)?)?;
        (c.signum() > 0).then_some((a, b, c))
    }
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Part {
    /// Its id.
    pub id: Arc<str>,
    /// Its name; a question's label when it is a question.
    pub label: Option<Label>,
    /// The scored question, if it is one.
    pub item: Option<ItemId>,
    /// Its value, reversal included.
    pub value: Formula,
    /// The column of its value; none for the part of a `largest` that runs over a roster.
    pub var: Option<VarId>,
    /// Reversed.
    pub reverse: bool,
    /// Its weight (1 where weights don't count).
    pub weight: Decimal,
    /// Without it there is no score.
    pub mandatory: bool,
    /// A multiple of its value that is not yet divided, where it divides by a constant: what a score adds up.
    pub exact: Option<Multiple>,
}

/// A value times a whole number, exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Multiple {
    /// How many times the value, at least once.
    pub times: i128,
    /// So many times the value.
    pub value: Expr,
}

impl Multiple {
    /// The greatest multiple that is taken: beyond it a part keeps the six decimals of a quotient.
    pub const MOST: i128 = 1_000_000_000;

    /// The least number that is a multiple of each of the parts' own; 1 where no part is divided.
    pub fn common(parts: &[Part]) -> Option<i128> {
        Self::least_common(parts.iter().filter_map(|part| part.exact.as_ref()).map(|exact| exact.times))
    }

    /// The least common multiple of numbers above 0, if it is at most [`Multiple::MOST`].
    ///
    /// ```
    /// use monev::model::Multiple;
    /// assert_eq!(Multiple::least_common([4, 6]), Some(12));
    /// assert_eq!(Multiple::least_common([]), Some(1));
    /// ```
    pub fn least_common(numbers: impl IntoIterator<Item = i128>) -> Option<i128> {
        let common = |all: i128, own: i128| {
            let (mut divisor, mut rest) = (all, own);
            while rest != 0 {
                (divisor, rest) = (rest, divisor % rest);
            }
            all.checked_div(divisor)?.checked_mul(own).filter(|all| (1..=Self::MOST).contains(all))
        };
        numbers.into_iter().try_fold(1, common)
    }
}

/// What must be present for a score.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Need {
    /// Every part.
    All,
    /// At least so many parts.
    Parts(u32),
    /// At least this share of the weight, in percent.
    Percent(Decimal),
}

/// A rule that overrides the method.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Override {
    /// When.
    pub when: Formula,
    /// The score then; `None`: no score.
    pub value: Option<Decimal>,
    /// Why, for the explanation.
    pub reason: Option<Label>,
}

/// A band: from this value (inclusive) up to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Band {
    /// Its code.
    pub code: Arc<str>,
    /// Its name.
    pub label: Option<Label>,
    /// Its inclusive lower cut-off.
    pub from: Decimal,
    /// The cut-off as the author wrote it, where the band begins only above it.
    pub above: Option<Decimal>,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// Where a band begins or ends, as its author wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CutOff {
    /// From this number on.
    From(Decimal),
    /// Only above this number.
    Above(Decimal),
}

impl Band {
    /// The cut-off, to be shown to people.
    pub fn cut_off(&self) -> CutOff {
        self.above.map_or(CutOff::From(self.from), CutOff::Above)
    }
}

/// The numbers of a band in signs: from its own cut-off up to that of the next higher band.
///
/// ```
/// use monev::model::{CutOff, band_range};
/// let range = |low, high| band_range(low, high, |number| number.to_string());
/// let [low, high] = [35, 60].map(monev::value::Decimal::int);
/// assert_eq!(range(CutOff::Above(low), None), "> 35");
/// assert_eq!(range(CutOff::From(low), Some(CutOff::Above(high))), "35 ≤ … ≤ 60");
/// ```
pub fn band_range(low: CutOff, high: Option<CutOff>, show: impl Fn(Decimal) -> String) -> String {
    let Some(high) = high else {
        return match low {
            CutOff::From(low) => format!("≥ {}", show(low)),
            CutOff::Above(low) => format!("> {}", show(low)),
        };
    };
    let low = match low {
        CutOff::From(low) => format!("{} ≤", show(low)),
        CutOff::Above(low) => format!("{} <", show(low)),
    };
    match high {
        CutOff::From(high) => format!("{low} … < {}", show(high)),
        CutOff::Above(high) => format!("{low} … ≤ {}", show(high)),
    }
}

/// A class's code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Class {
    /// Its code.
    pub code: Arc<str>,
    /// Its name.
    pub label: Option<Label>,
}
