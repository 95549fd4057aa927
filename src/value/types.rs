//! The types of values, known before any answer is.

use std::sync::Arc;

/// A choice list, by its number in the instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct ListId(pub u32);

/// A lookup table, by its number in the instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct TableId(pub u32);

/// A roster, by its number in the instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct RosterId(pub u32);

/// An exact number's decimals, bounds and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct NumType {
    /// Decimals, 0 to 10. A whole number has 0.
    pub scale: u8,
    /// Least possible value, times 10^scale.
    pub min: i128,
    /// Greatest possible value, times 10^scale.
    pub max: i128,
    /// A unit (`kg`), compared on `+ - cmp` and dropped by `* /`.
    pub unit: Option<Arc<str>>,
}

/// What kind of value an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Type {
    /// True, false (or unknown).
    Bool,
    /// An exact number.
    Num(NumType),
    /// Text.
    Text,
    /// Text in the language of the interview: only for labels.
    Label,
    /// A day (also a month: its first day).
    Date,
    /// A time of day.
    Time,
    /// A moment.
    DateTime,
    /// A number of days, from `5 days` or `2 weeks`.
    Days,
    /// A number of months, from `3 months` or `1 year`.
    Months,
    /// One code of a list.
    Choice(ListId),
    /// Several codes of a list.
    Choices(ListId),
    /// A place.
    Geo,
    /// A file.
    File,
    /// The literal `missing`, which fits every type.
    Missing,
    /// After a reported mistake: fits everything, so that one mistake is reported once.
    Wrong,
}

impl Type {
    /// A number's type.
    pub fn as_num(&self) -> Option<&NumType> {
        if let Self::Num(num) = self { Some(num) } else { None }
    }

    /// The list of a single choice.
    pub fn as_choice(&self) -> Option<ListId> {
        if let Self::Choice(list) = self { Some(*list) } else { None }
    }

    /// The list of a set of choices.
    pub fn as_choices(&self) -> Option<ListId> {
        if let Self::Choices(list) = self { Some(*list) } else { None }
    }

    /// The list of a choice or of a set of choices.
    pub fn list(&self) -> Option<ListId> {
        self.as_choice().or_else(|| self.as_choices())
    }

    /// Whether `<` makes sense for it: numbers, dates, times, and choices of an ordered list.
    pub fn has_order(&self) -> bool {
        matches!(self, Self::Num(_) | Self::Date | Self::Time | Self::DateTime | Self::Choice(_))
    }
}
