//! The operators and words of the language.

/// `+` or `-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SumOp {
    /// `+`.
    Plus,
    /// `-`.
    Minus,
}

/// `*` or `/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProductOp {
    /// `*`.
    Times,
    /// `/`.
    Over,
}

/// `and` or `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LogicOp {
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// `=`.
    Equal,
    /// `!=`, also written `<>`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
}

/// What `is` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IsTest {
    /// `missing`.
    Missing,
    /// `answered`.
    Answered,
    /// `true`.
    True,
    /// `false`.
    False,
    /// `dont_know`.
    DontKnow,
    /// `refused`.
    Refused,
    /// `not_applicable`.
    NotApplicable,
    /// `unanswered`.
    Unanswered,
    /// `not_in_version`.
    NotInVersion,
}

/// Which codes `has` wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HasTest {
    /// `has 'a'`.
    One,
    /// `has any of (…)`.
    Any,
    /// `has all of (…)`.
    All,
    /// `has none of (…)`.
    None,
    /// `has only (…)`.
    Only,
}

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DurationUnit {
    /// `day`, `days`.
    Day,
    /// `week`, `weeks`: 7 days.
    Week,
    /// `month`, `months`.
    Month,
    /// `year`, `years`: 12 months.
    Year,
}

impl CompareOp {
    /// As it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The comparison that says the same with its sides exchanged.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

impl IsTest {
    /// Every test.
    pub const ALL: [Self; 9] = [
        Self::Missing,
        Self::Answered,
        Self::True,
        Self::False,
        Self::DontKnow,
        Self::Refused,
        Self::NotApplicable,
        Self::Unanswered,
        Self::NotInVersion,
    ];

    /// As it is written after `is`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Answered => "answered",
            Self::True => "true",
            Self::False => "false",
            Self::DontKnow => "dont_know",
            Self::Refused => "refused",
            Self::NotApplicable => "not_applicable",
            Self::Unanswered => "unanswered",
            Self::NotInVersion => "not_in_version",
        }
    }
}

impl DurationUnit {
    /// As it is written, for one or for several.
    pub fn word(self, plural: bool) -> &'static str {
        match (self, plural) {
            (Self::Day, false) => "day",
            (Self::Day, true) => "days",
            (Self::Week, false) => "week",
            (Self::Week, true) => "weeks",
            (Self::Month, false) => "month",
            (Self::Month, true) => "months",
            (Self::Year, false) => "year",
            (Self::Year, true) => "years",
        }
    }
}

/// Words of the language that can't be used as an id (a backquoted one can be read).
pub const RESERVED: [&str; 33] = [
    "all",
    "and",
    "answered",
    "any",
    "as",
    "band",
    "below",
    "between",
    "dont_know",
    "else",
    "false",
    "for",
    "has",
    "if",
    "ignoring",
    "in",
    "is",
    "let",
    "min_answered",
    "missing",
    "none",
    "not",
    "not_applicable",
    "of",
    "only",
    "or",
    "refused",
    "then",
    "to",
    "true",
    "unanswered",
    "up",
    "where",
];

/// Names that always mean the same and so can't be used as an id.
pub const PREDEFINED: [&str; 9] =
    ["choice", "param", "prev", "row_choice", "row_index", "score", "self", "this", "today"];

/// Longest name, in characters.
pub const MAX_NAME: usize = 48;
