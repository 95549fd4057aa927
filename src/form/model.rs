//! The form model: plain data, serialised as `form.json`. Field order is the order of the file.

// BUDGET: the wire format is one set of types, read together.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use super::chrome::Words;
use super::tree::{Code, Tree};

/// A text in every language of the instrument, by language tag.
pub type Text = IndexMap<Arc<str>, Vec<TextPart>>;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum TextPart {
    /// Text as it is.
    Text {
        /// The text.
        text: Arc<str>,
    },
    /// A value shown in its place, `…` when it is missing.
    Pipe(Box<Pipe>),
}

/// A value shown inside a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pipe {
    /// The expression.
    pub pipe: Tree,
    /// Its named parts.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub shared: IndexMap<Arc<str>, Tree>,
    /// How the value is written.
    pub format: Format,
    /// As the author wrote it.
    pub source: Arc<str>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Format {
    /// `bool`, `number`, `text`, `date`, `time`, `datetime`, `days`, `months`, `choice`, `choices`, `geopoint`, `file`.
    pub r#type: &'static str,
    /// Decimals of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<u8>,
    /// The list of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Arc<str>>,
    /// How it is written for people, where the type alone does not say: `rupiah`, `month`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<&'static str>,
}

/// A compiled expression with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Formula {
    /// As the author wrote it.
    pub source: Arc<str>,
    /// In plain words, by language.
    pub words: IndexMap<Arc<str>, String>,
    /// As meant.
    #[serde(flatten)]
    pub code: Code,
}

/// The whole form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormModel {
    /// Version of this format: 1.
    pub form: u32,
    /// Whose form it is.
    pub instrument: Head,
    /// Language tags; the first is the default.
    pub languages: Vec<Arc<str>>,
    /// The engine's own words (buttons, marks, problems) in each language.
    pub words: IndexMap<Arc<str>, Words>,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Choice lists by id.
    pub lists: IndexMap<Arc<str>, List>,
    /// Everything an expression can read, by name.
    pub variables: IndexMap<Arc<str>, Variable>,
    /// Facts the app supplies before the interview.
    pub given: Vec<Given>,
    /// Versioned constants; their values are already inside the expressions.
    pub params: Vec<Param>,
    /// Lookup tables by id.
    pub tables: IndexMap<Arc<str>, Table>,
    /// Scores in order.
    pub scores: Vec<Score>,
}

/// The instrument's identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: String,
    /// `draft`, `field` or `closed`.
    pub status: &'static str,
    /// Its title.
    pub title: Text,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Unit, source, licence and the like, as written.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub about: IndexMap<&'static str, Arc<str>>,
    /// The modules used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modules: Vec<Module>,
}

/// A module used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Module {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: String,
}

/// A page: a top-level section, or items that stand in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The section's id; `page-1`… for items that stand in no section.
    pub id: Arc<str>,
    /// `A`, `B`… for sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Advice to the interviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Shown when definitely true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Formula>,
    /// The module it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<Arc<str>>,
    /// Its items in order.
    pub items: Vec<Item>,
}

/// An item with what all kinds have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its stable id.
    pub id: Arc<str>,
    /// Its number on paper and screen: `4`, `4a`; questions, grids and rosters have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it is.
    #[serde(flatten)]
    pub kind: Kind,
    /// Title, question or note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Advice to the interviewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Asked when this (and all that it stands in) is definitely true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Formula>,
    /// Earlier ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<Arc<str>>,
    /// Compared across waves.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub trend: bool,
    /// Part of a validated scale.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
    /// The module it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<Arc<str>>,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A question.
    Question(Box<Question>),
    /// Text to read out.
    Note,
    /// A calculated value.
    Calc(Box<Calc>),
    /// A section inside a page.
    Group {
        /// Its items in order.
        items: Vec<Item>,
    },
    /// Questions of one type, shown as a table.
    Grid {
        /// Its rows: questions.
        items: Vec<Item>,
    },
    /// Items repeated per row.
    Roster(Box<Roster>),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question type as authors write it, without the list.
    pub r#type: &'static str,
    /// The list of a choice question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Arc<str>>,
    /// Decimals of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<u8>,
    /// The unit shown behind the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Arc<str>>,
    /// How it is best shown: the author's hint, else the type's default.
    pub widget: Arc<str>,
    /// Whether it must be answered when asked.
    pub required: Required,
    /// Which choices are offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices_where: Option<Formula>,
    /// Reasons that may be recorded instead of a value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<&'static str>,
    /// Fills the question when it is first asked and unanswered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Formula>,
    /// The app may fill it before the interview.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub preload: bool,
    /// Kind of personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal: Option<&'static str>,
    /// Its checks in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// The question whose choice opens this text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specifies: Option<Arc<str>>,
}

/// Whether a question must be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Required {
    /// Always or never.
    Fixed(bool),
    /// When this is definitely true.
    When(Box<Formula>),
}

/// A check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// `min`, `max`, or the author's number from 1.
    pub check: CheckName,
    /// `error` or `warning`.
    pub level: &'static str,
    /// Fails only when definitely false.
    pub require: Formula,
    /// What is said when it fails.
    pub message: Text,
}

/// What a check is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum CheckName {
    /// `min` or `max`.
    Bound(&'static str),
    /// The author's n-th.
    Author(u32),
}

/// A calculated value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Calc {
    /// Whether it is shown to the respondent.
    pub show: bool,
    /// What it gives.
    pub format: Format,
    /// How it is calculated.
    pub value: Formula,
    /// Kind of personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal: Option<&'static str>,
}

/// A roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Roster {
    /// Where its rows come from.
    pub rows: Rows,
    /// Least rows.
    pub min: u32,
    /// Most rows.
    pub max: u32,
    /// The questions whose answers together are unique within the roster.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<Arc<str>>,
    /// What a row is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_label: Option<Text>,
    /// Checks of all its rows together, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// Its items in order.
    pub items: Vec<Item>,
}

/// Where a roster's rows come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Rows {
    /// Added by the interviewer.
    Free,
    /// As many as this says.
    Count {
        /// The number.
        count: Box<Formula>,
    },
    /// One for each choice ticked in a question.
    Ticked {
        /// The question.
        question: Arc<str>,
        /// Its list.
        list: Arc<str>,
        /// The variable that holds the row's choice.
        row_choice: Arc<str>,
    },
    /// One for each choice of a list.
    Choices {
        /// The list.
        list: Arc<str>,
        /// The variable that holds the row's choice.
        row_choice: Arc<str>,
    },
    /// Those of a roster in the previous wave, and more.
    Previous {
        /// The roster.
        roster: Arc<str>,
    },
}

/// A choice list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// Codes may be compared with `<` and `>`, by position.
    pub ordered: bool,
    /// Made by the engine: bands or classes of a score.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub generated: bool,
    /// Typed columns of the choices.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub attributes: IndexMap<Arc<str>, Format>,
    /// The choices in order.
    pub choices: Vec<Choice>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is recorded.
    pub code: Arc<str>,
    /// What people read.
    pub label: Text,
    /// `dont_know`, `refused` or `not_applicable`: missing in expressions, but answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special: Option<&'static str>,
    /// Can't be combined with others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
    /// The number it stands for in scores.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<String>,
    /// Opens a text question: the suffix of its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub specify: Option<Arc<str>>,
    /// Its attributes that have a value, as exact text.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub attributes: IndexMap<Arc<str>, Arc<str>>,
    /// Earlier codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<Arc<str>>,
}

/// Something an expression can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variable {
    /// `today`, `given`, `question`, `calc`, `score`, `band`, `part`, `row_choice` or `prev`.
    pub kind: &'static str,
    /// What it holds.
    #[serde(flatten)]
    pub format: Format,
    /// The roster in whose rows it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roster: Option<Arc<str>>,
}

/// A given fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// Its id.
    pub id: Arc<str>,
    /// Its question type, without the list.
    pub r#type: &'static str,
    /// Its list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Arc<str>>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Kind of personal data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personal: Option<&'static str>,
}

/// A versioned constant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Param {
    /// Its id.
    pub id: Arc<str>,
    /// Its type.
    #[serde(flatten)]
    pub format: Format,
    /// Its value as exact text.
    pub value: Option<Arc<str>>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Where it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Arc<str>>,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Arc<str>>,
}

/// A lookup table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its key columns.
    pub keys: IndexMap<Arc<str>, Format>,
    /// Its value columns.
    pub values: IndexMap<Arc<str>, Format>,
    /// Its rows: the keys, then the values, as exact text; `null` where a value is missing.
    pub rows: Vec<Vec<Option<Arc<str>>>>,
}

/// A score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// Its own condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Formula>,
    /// `sum`, `mean`, `weighted`, `largest`, `classify` or `formula`.
    pub method: &'static str,
    /// The parts, as columns that `value` reads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Decimals of the number.
    pub round: u8,
    /// The asserted range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[String; 2]>,
    /// Least and greatest number the compiler could prove.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proven: Option<[String; 2]>,
    /// The number, as an expression over the parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Code>,
    /// The band or class, as an expression.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<Code>,
    /// The list of its bands or classes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band_list: Option<Arc<str>>,
    /// The bands from the highest cut-off down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Compared across waves.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub trend: bool,
    /// A validated scale.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its id.
    pub id: Arc<str>,
    /// Its variable; none for the part of a `largest` that runs over a roster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<Arc<str>>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The scored question, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Arc<str>>,
    /// Reversed; `value` already is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub reverse: bool,
    /// Its weight.
    pub weight: String,
    /// Without it there is no score.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mandatory: bool,
    /// Its value.
    pub value: Formula,
}

/// A band: from this value (inclusive) up to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Band {
    /// Its code.
    pub code: Arc<str>,
    /// Its inclusive lower cut-off.
    pub from: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
}
