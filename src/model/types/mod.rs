//! Catalogue 3: question types, one file each: what a type stores, how answers are read and written, its bounds.

use std::sync::Arc;

use crate::value::ListId;

/// The type of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionType {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with `scale` decimals.
    Decimal {
        /// Decimals, 0 to 10.
        scale: u8,
    },
    /// Whole rupiah (or another currency's whole units).
    Money,
    /// A percentage with `scale` decimals.
    Percent {
        /// Decimals, 0 to 10.
        scale: u8,
    },
    /// A day.
    Date,
    /// A month, `YYYY-MM`.
    Month,
    /// A time of day.
    Time,
    /// A moment with its offset.
    DateTime,
    /// True or false.
    YesNo,
    /// One choice.
    SelectOne(ListId),
    /// Any number of choices.
    SelectMultiple(ListId),
    /// All choices in order of preference.
    Rank(ListId),
    /// A place.
    Geopoint,
    /// A photograph's file name.
    Photo,
    /// A sound recording's file name.
    Audio,
    /// A film's file name.
    Video,
    /// Another file's name.
    File,
    /// A signature's file name.
    Signature,
    /// The text of a barcode.
    Barcode,
}

/// A kind of personal data (UU 27/2022), for redaction and the codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Personal {
    /// Names, NIK, card numbers.
    Identity,
    /// Telephone, address, e-mail.
    Contact,
    /// Coordinates.
    Location,
    /// Health.
    Health,
    /// Disability.
    Disability,
    /// Income, debts, assets.
    Finance,
    /// A child's data.
    Child,
    /// Religion or belief.
    Belief,
}

/// The name of a unit or currency.
pub type Unit = Arc<str>;
