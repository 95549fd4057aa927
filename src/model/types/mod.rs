//! Catalogue 3: question types, one file each: its name, what it stores, how answers are read and written.
//!
//! A new type is a file here, a variant of [`QuestionType`] and a line in [`all`]; the compiler asks for the rest.

// BUDGET: what is asked of all types, one exhaustive match each, side by side.

mod audio;
mod barcode;
mod date;
mod datetime;
mod decimal;
mod file;
mod geopoint;
mod integer;
mod money;
mod month;
mod percent;
mod photo;
mod rank;
mod select_multiple;
mod select_one;
mod signature;
mod text;
mod time;
mod video;
mod yes_no;

use serde_json::Value as Json;

use super::answer::{self, Answer, Raw, Reader};
use super::{Bounds, ChoiceList};
use crate::value::{ListId, Type, Value};

/// What the book and the tools say of a question type.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name in an instrument, before the list if it takes one.
    pub name: &'static str,
    /// Whether the name of a list follows it.
    pub takes_list: bool,
    /// The XLSForm type it becomes.
    pub xlsform: &'static str,
    /// What it is, in Indonesian and English.
    pub summary: (&'static str, &'static str),
    /// What is stored, in Indonesian and English.
    pub stores: (&'static str, &'static str),
    /// A question of the type, as an item in YAML.
    pub example: &'static str,
    /// An answer to it, in JSON.
    pub json: &'static str,
    /// The same answer in a cell of CSV.
    pub csv: &'static str,
}

/// Every question type, in the order of the book.
pub fn all() -> &'static [&'static Entry] {
    &[
        &text::ENTRY,
        &integer::ENTRY,
        &decimal::ENTRY,
        &money::ENTRY,
        &percent::ENTRY,
        &date::ENTRY,
        &month::ENTRY,
        &time::ENTRY,
        &datetime::ENTRY,
        &yes_no::ENTRY,
        &select_one::ENTRY,
        &select_multiple::ENTRY,
        &rank::ENTRY,
        &geopoint::ENTRY,
        &photo::ENTRY,
        &audio::ENTRY,
        &video::ENTRY,
        &file::ENTRY,
        &signature::ENTRY,
        &barcode::ENTRY,
    ]
}

/// The type of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
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

impl QuestionType {
    /// The type of a name, with its list and its decimals where it takes them (2 unless given); `None` for a name
    /// that isn't a type's, or where a list is missing or too much.
    pub fn build(name: &str, list: Option<ListId>, scale: Option<u8>) -> Option<Self> {
        let scale = scale.unwrap_or(super::bounds::USUAL_SCALE);
        let plain = match name {
            "text" => Self::Text,
            "integer" => Self::Integer,
            "decimal" => Self::Decimal { scale },
            "money" => Self::Money,
            "percent" => Self::Percent { scale },
            "date" => Self::Date,
            "month" => Self::Month,
            "time" => Self::Time,
            "datetime" => Self::DateTime,
            "yes_no" => Self::YesNo,
            "select_one" => return list.map(Self::SelectOne),
            "select_multiple" => return list.map(Self::SelectMultiple),
            "rank" => return list.map(Self::Rank),
            "geopoint" => Self::Geopoint,
            "photo" => Self::Photo,
            "audio" => Self::Audio,
            "video" => Self::Video,
            "file" => Self::File,
            "signature" => Self::Signature,
            "barcode" => Self::Barcode,
            _ => return None,
        };
        list.is_none().then_some(plain)
    }

    /// The type whose questions have values of a type of expressions: how calculated values are written and read back.
    /// `None` for types no value is stored of.
    pub fn of_type(ty: &Type) -> Option<Self> {
        Some(match ty {
            Type::Bool => Self::YesNo,
            Type::Num(number) => Self::Decimal { scale: number.scale },
            Type::Text | Type::Label => Self::Text,
            Type::Date => Self::Date,
            Type::Time => Self::Time,
            Type::DateTime => Self::DateTime,
            Type::Choice(list) => Self::SelectOne(*list),
            Type::Choices(list) => Self::SelectMultiple(*list),
            Type::Geo => Self::Geopoint,
            Type::File => Self::File,
            Type::Days | Type::Months | Type::Missing | Type::Wrong => return None,
        })
    }

    /// Its entry in the catalogue.
    pub fn entry(&self) -> &'static Entry {
        match self {
            Self::Text => &text::ENTRY,
            Self::Integer => &integer::ENTRY,
            Self::Decimal { .. } => &decimal::ENTRY,
            Self::Money => &money::ENTRY,
            Self::Percent { .. } => &percent::ENTRY,
            Self::Date => &date::ENTRY,
            Self::Month => &month::ENTRY,
            Self::Time => &time::ENTRY,
            Self::DateTime => &datetime::ENTRY,
            Self::YesNo => &yes_no::ENTRY,
            Self::SelectOne(_) => &select_one::ENTRY,
            Self::SelectMultiple(_) => &select_multiple::ENTRY,
            Self::Rank(_) => &rank::ENTRY,
            Self::Geopoint => &geopoint::ENTRY,
            Self::Photo => &photo::ENTRY,
            Self::Audio => &audio::ENTRY,
            Self::Video => &video::ENTRY,
            Self::File => &file::ENTRY,
            Self::Signature => &signature::ENTRY,
            Self::Barcode => &barcode::ENTRY,
        }
    }

    /// How many decimals a number of this type has; `None` for what isn't a number.
    pub fn decimals(&self) -> Option<u8> {
        match self {
            Self::Decimal { scale } | Self::Percent { scale } => Some(*scale),
            Self::Integer | Self::Money => Some(0),
            Self::Text
            | Self::Date
            | Self::Month
            | Self::Time
            | Self::DateTime
            | Self::YesNo
            | Self::SelectOne(_)
            | Self::SelectMultiple(_)
            | Self::Rank(_)
            | Self::Geopoint
            | Self::Photo
            | Self::Audio
            | Self::Video
            | Self::File
            | Self::Signature
            | Self::Barcode => None,
        }
    }

    /// The list of a choice type.
    pub fn list(&self) -> Option<ListId> {
        match self {
            Self::SelectOne(list) | Self::SelectMultiple(list) | Self::Rank(list) => Some(*list),
            Self::Text
            | Self::Integer
            | Self::Decimal { .. }
            | Self::Money
            | Self::Percent { .. }
            | Self::Date
            | Self::Month
            | Self::Time
            | Self::DateTime
            | Self::YesNo
            | Self::Geopoint
            | Self::Photo
            | Self::Audio
            | Self::Video
            | Self::File
            | Self::Signature
            | Self::Barcode => None,
        }
    }

    /// The type of its values in expressions; `bounds` are those of a number (±(10¹² − 1) unless narrowed).
    pub fn ty(&self, bounds: &Bounds) -> Type {
        match self {
            Self::Text => text::ty(),
            Self::Integer => integer::ty(bounds),
            Self::Decimal { scale } => decimal::ty(*scale, bounds),
            Self::Money => money::ty(bounds),
            Self::Percent { scale } => percent::ty(*scale, bounds),
            Self::Date => date::ty(),
            Self::Month => month::ty(),
            Self::Time => time::ty(),
            Self::DateTime => datetime::ty(),
            Self::YesNo => yes_no::ty(),
            Self::SelectOne(list) => select_one::ty(*list),
            Self::SelectMultiple(list) => select_multiple::ty(*list),
            Self::Rank(list) => rank::ty(*list),
            Self::Geopoint => geopoint::ty(),
            Self::Photo => photo::ty(),
            Self::Audio => audio::ty(),
            Self::Video => video::ty(),
            Self::File => file::ty(),
            Self::Signature => signature::ty(),
            Self::Barcode => barcode::ty(),
        }
    }

    /// Reads an answer from a record, JSON (typed) or CSV and YAML ([`Raw::Untyped`]). What is wrong with it becomes
    /// remarks of the reader.
    pub fn read(&self, raw: &Raw, reader: &mut Reader<'_>) -> Answer {
        if let Some(answer) = answer::read_common(raw, reader) {
            return answer;
        }
        let answer = self.read_own(raw, reader);
        if let (Answer::Invalid, Raw::Untyped(text)) = (&answer, raw) {
            answer::remark_marker(text, reader);
        }
        answer
    }

    /// What only the type itself knows how to read.
    fn read_own(&self, raw: &Raw, reader: &mut Reader<'_>) -> Answer {
        match self {
            Self::Text => text::read(raw, reader),
            Self::Integer => integer::read(raw, reader),
            Self::Decimal { scale } => decimal::read(raw, *scale, reader),
            Self::Money => money::read(raw, reader),
            Self::Percent { scale } => percent::read(raw, *scale, reader),
            Self::Date => date::read(raw, reader),
            Self::Month => month::read(raw, reader),
            Self::Time => time::read(raw, reader),
            Self::DateTime => datetime::read(raw, reader),
            Self::YesNo => yes_no::read(raw, reader),
            Self::SelectOne(_) => select_one::read(raw, reader),
            Self::SelectMultiple(_) => select_multiple::read(raw, reader),
            Self::Rank(_) => rank::read(raw, reader),
            Self::Geopoint => geopoint::read(raw, reader),
            Self::Photo => photo::read(raw, reader),
            Self::Audio => audio::read(raw, reader),
            Self::Video => video::read(raw, reader),
            Self::File => file::read(raw, reader),
            Self::Signature => signature::read(raw, reader),
            Self::Barcode => barcode::read(raw, reader),
        }
    }

    /// A value of this type as a record has it in JSON; `null` for `Missing` and for values of another type.
    pub fn write_json(&self, value: &Value, list: Option<&ChoiceList>) -> Json {
        match self {
            Self::Integer | Self::Money => answer::whole_number(value),
            Self::YesNo => value.truth().map_or(Json::Null, Json::Bool),
            Self::SelectMultiple(_) | Self::Rank(_) => answer::codes(value, list),
            Self::Geopoint => geopoint::write_json(value),
            Self::Text
            | Self::Decimal { .. }
            | Self::Percent { .. }
            | Self::Date
            | Self::Month
            | Self::Time
            | Self::DateTime
            | Self::SelectOne(_)
            | Self::Photo
            | Self::Audio
            | Self::Video
            | Self::File
            | Self::Signature
            | Self::Barcode => match value.is_missing() {
                true => Json::Null,
                false => Json::String(self.write_text(value, list)),
            },
        }
    }

    /// A value of this type as a cell of CSV; empty for `Missing`.
    pub fn write_text(&self, value: &Value, list: Option<&ChoiceList>) -> String {
        match self {
            Self::Month => month::write(value),
            Self::Text
            | Self::Integer
            | Self::Decimal { .. }
            | Self::Money
            | Self::Percent { .. }
            | Self::Date
            | Self::Time
            | Self::DateTime
            | Self::YesNo
            | Self::SelectOne(_)
            | Self::SelectMultiple(_)
            | Self::Rank(_)
            | Self::Geopoint
            | Self::Photo
            | Self::Audio
            | Self::Video
            | Self::File
            | Self::Signature
            | Self::Barcode => answer::plain_text(value, list),
        }
    }
}

/// A kind of personal data (UU 27/2022), for redaction and the codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
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
