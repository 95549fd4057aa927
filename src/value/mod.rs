//! Values, their types, absence, and what every operator does with them.
//!
//! **Invariant:** nothing here knows of expressions, files or surveys. There are no binary floats.

mod bounds;
mod date;
mod decimal;
mod list;
mod logarithm;
pub mod ops;
mod pattern;
mod types;

use std::sync::Arc;

pub use bounds::DEFAULT_DIGITS;
pub use date::{Date, DateTime, Time};
pub use decimal::{Decimal, MAX_DIGITS, MAX_SCALE, QUOTIENT_SCALE};
pub use list::{Attribute, Choice, List, Special};
pub use pattern::{Pattern, PatternError, PatternErrorKind};
pub use types::{ListId, NumType, RosterId, TableId, Type};

/// What an expression gives: a proper value, or `Missing`. Why something is missing is not in the value; it is a
/// question's [`State`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Value {
    /// No value; as a truth value, *unknown*.
    Missing,
    /// True or false.
    Bool(bool),
    /// An exact number.
    Num(Decimal),
    /// Text, never blank; what is recorded is trimmed.
    Text(Arc<str>),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A moment with its offset.
    DateTime(DateTime),
    /// A choice: its position in its list. Only meaningful together with the list of its type.
    Choice(u32),
    /// Choices ticked or ranked: positions in the list, in the order recorded, without repeats, never empty.
    Choices(Arc<[u32]>),
    /// A place: latitude and longitude in degrees, 7 decimals, and accuracy in metres if known.
    Geo(Arc<Geo>),
    /// The name of a file (photo, audio, video, signature).
    File(Arc<str>),
}

/// A recorded place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Geo {
    /// Degrees north, −90 to 90.
    pub latitude: Decimal,
    /// Degrees east, −180 to 180.
    pub longitude: Decimal,
    /// Metres.
    pub accuracy: Option<Decimal>,
}

impl Value {
    /// Text as it is recorded: NFC, trimmed; blank text is missing.
    pub fn text(text: &str) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() { Self::Missing } else { Self::literal(trimmed) }
    }

    /// Text as an expression has it: NFC like what is recorded, its spaces kept.
    pub fn literal(text: &str) -> Self {
        #[cfg(not(feature = "browser"))]
        if !text.is_ascii() {
            use unicode_normalization::UnicodeNormalization;
            return Self::Text(text.nfc().collect::<String>().into());
        }
        Self::Text(text.into())
    }

    /// Whether there is no value.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// True, false or (for `Missing` and everything that isn't a truth value) unknown.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(b) => Some(*b),
            Self::Missing
            | Self::Num(_)
            | Self::Text(_)
            | Self::Date(_)
            | Self::Time(_)
            | Self::DateTime(_)
            | Self::Choice(_)
            | Self::Choices(_)
            | Self::Geo(_)
            | Self::File(_) => None,
        }
    }

    /// The truth value, unknown being `Missing`.
    pub fn from_truth(truth: Option<bool>) -> Self {
        truth.map_or(Self::Missing, Self::Bool)
    }
}

/// What a question's cell holds: why it has a usable value, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum State {
    /// Asked (or calculated) and there is a value.
    Answered,
    /// Asked, nothing given (or a calculation without a result).
    #[default]
    Unanswered,
    /// "Don't know" was recorded.
    DontKnow,
    /// A refusal was recorded.
    Refused,
    /// "Not applicable" was recorded as the answer.
    MarkedNotApplicable,
    /// Not asked: its condition, or its section's, isn't true.
    NotAsked,
    /// The answer is outside the current choice filter, or doesn't fit the type.
    Invalid,
    /// The version that collected the record didn't have the item.
    NotInVersion,
}

impl State {
    /// The word for it in the form model and the session protocol: `dont_know`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unanswered => "unanswered",
            Self::DontKnow => "dont_know",
            Self::Refused => "refused",
            Self::MarkedNotApplicable => "not_applicable",
            Self::NotAsked => "not_asked",
            Self::Invalid => "invalid",
            Self::NotInVersion => "not_in_version",
        }
    }

    /// `is answered`: a proper value or a recorded special answer (an invalid answer counts as given).
    pub fn is_answered(self) -> bool {
        match self {
            Self::Answered | Self::DontKnow | Self::Refused | Self::MarkedNotApplicable | Self::Invalid => {
                true
            }
            Self::Unanswered | Self::NotAsked | Self::NotInVersion => false,
        }
    }
}
