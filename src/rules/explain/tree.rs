//! The explanation of a score as data. It is a view: made fresh, written out, never read back.

use serde::{Serialize, Serializer};

use crate::base::Message;
use crate::value::Decimal;

/// The same words in Indonesian and in English.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Words {
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
}

impl From<Message> for Words {
    fn from(message: Message) -> Self {
        Self { id: message.id, en: message.en }
    }
}

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Truth {
    /// Definitely true.
    True,
    /// Definitely false.
    False,
    /// Something it reads is missing.
    Unknown,
}

impl From<Option<bool>> for Truth {
    fn from(truth: Option<bool>) -> Self {
        match truth {
            Some(true) => Self::True,
            Some(false) => Self::False,
            None => Self::Unknown,
        }
    }
}

/// Why a score is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The score's name: `score.sku`.
    pub score: String,
    /// What it is called.
    pub label: Option<Words>,
    /// Its `when`.
    pub condition: Option<Condition>,
    /// Whether it is computed at all: its `when` is definitely true, or it has none.
    pub asked: bool,
    /// The overrides tried, up to the one that decided.
    pub overrides: Vec<OverrideTried>,
    /// What the method did; none where the score isn't computed or an override decided.
    pub method: Option<MethodTree>,
    /// The number.
    #[serde(serialize_with = "optional")]
    pub number: Option<Decimal>,
    /// The band or class and why.
    pub band: Option<BandTree>,
    /// All this in one sentence.
    pub summary: Words,
}

/// A condition, what it read and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// As the author wrote it.
    pub formula: String,
    /// Whether it holds.
    pub result: Truth,
    /// What it read.
    pub reads: Vec<Reading>,
}

/// A column that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Its name in expressions.
    pub name: String,
    /// What it is called: the question, the calculation's or score's label.
    pub label: Option<Words>,
    /// For a calculation: its formula.
    pub formula: Option<String>,
    /// Its value; for a question of a roster one per row.
    pub cells: Vec<ReadCell>,
}

/// A value that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadCell {
    /// The row, 1-based, from the outermost roster in; empty outside rosters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub row: Vec<u32>,
    /// The value as records have it: digits, a code, an ISO date; none when it is missing.
    pub value: Option<String>,
    /// The value as people read it.
    pub shown: Words,
    /// Why there is no value.
    pub missing: Option<Words>,
}

/// An override and whether it applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverrideTried {
    /// Its condition.
    pub condition: Condition,
    /// What the score is then, with the score's decimals; none: no score.
    #[serde(serialize_with = "optional")]
    pub value: Option<Decimal>,
    /// The author's reason.
    pub reason: Option<Words>,
    /// Whether it decided.
    pub applied: bool,
}

/// What a method did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MethodTree {
    /// `sum`, `mean`, `weighted`.
    Parts(PartsTree),
    /// `largest`.
    Largest(LargestTree),
    /// `classify`.
    Classify(ClassTree),
    /// `formula`.
    Formula(FormulaTree),
}

/// How parts were put together: `result` is `dividend / divisor`, rounded once to `places` decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartsTree {
    /// `sum`, `mean` or `weighted`.
    pub method: &'static str,
    /// The parts in order.
    pub parts: Vec<PartLine>,
    /// What had to be there.
    pub need: NeedLine,
    /// Σ of the values that are there, each times its weight.
    #[serde(serialize_with = "number")]
    pub total: Decimal,
    /// Σ of the weights that are there (of a mean: their number; of a sum: 1).
    #[serde(serialize_with = "number")]
    pub weight: Decimal,
    /// From which scale to which a mean was carried.
    pub rescale: Option<RescaleLine>,
    /// What was divided: `total`, carried to the new scale.
    #[serde(serialize_with = "number")]
    pub dividend: Decimal,
    /// By what.
    #[serde(serialize_with = "number")]
    pub divisor: Decimal,
    /// To how many decimals.
    pub places: u8,
    /// The number; none where something needed is missing.
    #[serde(serialize_with = "optional")]
    pub result: Option<Decimal>,
    /// The sum and the division in words.
    pub words: Words,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartLine {
    /// Its id.
    pub part: String,
    /// What it is called.
    pub label: Option<Words>,
    /// Its formula.
    pub formula: String,
    /// Its value was turned round on its scale.
    pub reverse: bool,
    /// Its weight.
    #[serde(serialize_with = "number")]
    pub weight: Decimal,
    /// Without it there is no score.
    pub mandatory: bool,
    /// Its value.
    #[serde(serialize_with = "optional")]
    pub value: Option<Decimal>,
    /// Why it has none.
    pub missing: Option<Words>,
    /// What it read.
    pub reads: Vec<Reading>,
}

/// What had to be present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NeedLine {
    /// The rule in words.
    pub rule: Words,
    /// How many parts have a value.
    pub present: u32,
    /// Of how many.
    pub of: u32,
    /// Σ of the weights of those that have one.
    #[serde(serialize_with = "number")]
    pub present_weight: Decimal,
    /// Σ of all weights.
    #[serde(serialize_with = "number")]
    pub whole_weight: Decimal,
    /// Mandatory parts without a value.
    pub mandatory_missing: Vec<String>,
    /// Whether enough is there.
    pub met: bool,
}

/// From which scale to which a mean is carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RescaleLine {
    /// Ends of the parts' scale.
    #[serde(serialize_with = "pair")]
    pub from: (Decimal, Decimal),
    /// Ends of the new scale.
    #[serde(serialize_with = "pair")]
    pub to: (Decimal, Decimal),
}

/// How `largest` chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LargestTree {
    /// The parts, or the rows of the roster.
    pub candidates: Vec<Candidate>,
    /// What had to be there; none over a roster.
    pub need: Option<NeedLine>,
    /// The least value that counts.
    #[serde(serialize_with = "optional")]
    pub floor: Option<Decimal>,
    /// The class when nothing reaches it.
    pub below_floor: Option<String>,
    /// The class when several are greatest.
    pub on_tie: Option<String>,
    /// The greatest value, rounded to `places` decimals.
    #[serde(serialize_with = "optional")]
    pub greatest: Option<Decimal>,
    /// To how many decimals it was rounded.
    pub places: u8,
    /// What decided, in words.
    pub words: Words,
}

/// A part or a row that could have been greatest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The part's id, or the code that names the row's class.
    pub class: Option<String>,
    /// What it is called.
    pub label: Option<Words>,
    /// The roster row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub row: Vec<u32>,
    /// Its formula.
    pub formula: String,
    /// Its value.
    #[serde(serialize_with = "optional")]
    pub value: Option<Decimal>,
    /// Why it has none.
    pub missing: Option<Words>,
    /// What decides between equal values.
    #[serde(serialize_with = "optional")]
    pub tiebreak: Option<Decimal>,
    /// Whether it is the greatest, or one of them.
    pub greatest: bool,
    /// What it read.
    pub reads: Vec<Reading>,
}

/// How `classify` chose: the rules tried, the last of which decided if it is true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassTree {
    /// The rules up to the one that decided.
    pub rules: Vec<RuleTried>,
}

/// A rule of `classify`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleTried {
    /// Its class.
    pub class: String,
    /// What that is called.
    pub label: Option<Words>,
    /// Its condition.
    pub condition: Condition,
    /// Whether it decided.
    pub applied: bool,
}

/// A formula and its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormulaTree {
    /// As the author wrote it.
    pub formula: String,
    /// What it read.
    pub reads: Vec<Reading>,
    /// To how many decimals it was rounded.
    pub places: u8,
    /// The number.
    #[serde(serialize_with = "optional")]
    pub result: Option<Decimal>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Words>,
}

/// The band or class of a score and why it is that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BandTree {
    /// Its code; none where there is none.
    pub code: Option<String>,
    /// What it is called.
    pub label: Option<Words>,
    /// Where the band begins.
    #[serde(serialize_with = "optional")]
    pub from: Option<Decimal>,
    /// Where the next higher one begins.
    #[serde(serialize_with = "optional")]
    pub below: Option<Decimal>,
    /// Why.
    pub words: Words,
}

fn number<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

fn optional<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.collect_str(value),
        None => serializer.serialize_none(),
    }
}

fn pair<S: Serializer>(ends: &(Decimal, Decimal), serializer: S) -> Result<S::Ok, S::Error> {
    [ends.0.to_string(), ends.1.to_string()].serialize(serializer)
}
