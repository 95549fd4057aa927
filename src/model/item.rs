//! Items: sections, questions, notes, calculations, grids and rosters, in one flat arena.

use std::sync::Arc;

use crate::base::{Aside, Id, Span, TextMap};
use crate::expr::{Expr, VarId};
use crate::value::{ListId, RosterId};

use super::{Label, Personal, QuestionType};

/// An item of an instrument.
pub type ItemId = Id<Item>;

/// A checked expression with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Formula {
    /// As meant.
    pub expr: Expr,
    /// As written (trimmed).
    pub source: Aside<Arc<str>>,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub map: Aside<TextMap>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Item {
    /// Its id; generated for items without one (an include's wrapper has none and is not an item).
    pub id: Arc<str>,
    /// What it is.
    pub kind: ItemKind,
    /// The section, grid or roster it stands in.
    pub parent: Option<ItemId>,
    /// The roster in whose rows it stands.
    pub home: Option<RosterId>,
    /// Title, question text, note text or name of the calculation.
    pub label: Option<Label>,
    /// Advice to the interviewer.
    pub hint: Option<Label>,
    /// Its own condition; ancestors' are theirs.
    pub when: Option<Formula>,
    /// Earlier ids.
    pub formerly: Vec<Arc<str>>,
    /// Compared across waves.
    pub trend: bool,
    /// Part of a validated scale.
    pub locked: bool,
    /// The module it comes from.
    pub module: Option<Arc<str>>,
    /// Where its id stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum ItemKind {
    /// A section with its items.
    Section {
        /// In order.
        children: Vec<ItemId>,
    },
    /// A question.
    Question(Box<Question>),
    /// Text to read out.
    Note,
    /// A calculated value.
    Calc(Box<Calc>),
    /// Questions of one type shown as a table; its rows are questions.
    Grid {
        /// The rows in order.
        children: Vec<ItemId>,
    },
    /// Items repeated per row.
    Roster(RosterId),
}

/// Whether a question must be answered when asked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Required {
    /// Always.
    Always,
    /// Never.
    Never,
    /// When this is definitely true.
    When(Formula),
}

/// Which reasons may be recorded instead of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Allow {
    /// "Don't know".
    pub dont_know: bool,
    /// A refusal.
    pub refused: bool,
    /// "Does not apply".
    pub not_applicable: bool,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Question {
    /// The column of its answers.
    pub var: VarId,
    /// Its type.
    pub ty: QuestionType,
    /// Whether it must be answered.
    pub required: Required,
    /// Checks in order: `min`, `max`, then the author's.
    pub checks: Vec<Check>,
    /// Which choices are offered.
    pub choices_where: Option<Formula>,
    /// Reasons that may stand for a value (beside the list's special codes).
    pub allow: Allow,
    /// Fills the item when it is first asked and unanswered.
    pub default: Option<Formula>,
    /// The app may fill it before the interview.
    pub preload: bool,
    /// Kind of personal data.
    pub personal: Option<Personal>,
    /// A hint to front ends.
    pub widget: Option<Arc<str>>,
    /// The unit shown behind the number.
    pub unit: Option<Arc<str>>,
    /// For a generated "please specify" text: the question whose choice opens it.
    pub specifies: Option<ItemId>,
}

/// How much a failed check weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum CheckLevel {
    /// Blocks finishing.
    Error,
    /// Must be confirmed with a reason.
    Warning,
}

/// Where a check comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum CheckOrigin {
    /// The key `min`.
    Min,
    /// The key `max`.
    Max,
    /// The n-th of `checks`, from 1.
    Author(u32),
}

/// A check: fails only when it is definitely false.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Check {
    /// `min`, `max` or the author's number.
    pub origin: CheckOrigin,
    /// What must hold.
    pub require: Formula,
    /// What is said when it doesn't.
    pub message: Label,
    /// How much it weighs.
    pub level: CheckLevel,
}

/// A calculated value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Calc {
    /// Its column.
    pub var: VarId,
    /// What is calculated; its type is the calc's type.
    pub value: Formula,
    /// Shown to the respondent (it has a label and `show: true`).
    pub show: bool,
    /// Kind of personal data.
    pub personal: Option<Personal>,
}

/// A roster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Roster {
    /// Its item.
    pub item: ItemId,
    /// The roster it is nested in.
    pub parent: Option<RosterId>,
    /// The items of a row, in order.
    pub children: Vec<ItemId>,
    /// Where rows come from.
    pub rows: Rows,
    /// Least rows.
    pub min: u32,
    /// Most rows.
    pub max: u32,
    /// The questions whose answers together are unique within the roster, as written; none without a key.
    pub key: Vec<VarId>,
    /// What a row is called.
    pub row_label: Option<Label>,
    /// For `for_each`: the column of `row_choice` and its list.
    pub row_choice: Option<(VarId, ListId)>,
    /// Checks of all its rows together, once it has a row.
    pub checks: Vec<Check>,
}

impl Roster {
    /// The question of the key that stands last: with its answer a row's key is complete.
    pub fn last_of_key(&self) -> Option<VarId> {
        self.key.iter().copied().max()
    }
}

/// Where a roster's rows come from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Rows {
    /// The respondent adds them, between `min` and `max`.
    Free,
    /// As many as this says.
    Count(Formula),
    /// One for each choice ticked in a `select_multiple`.
    ForEachTicked(VarId),
    /// One for each choice of a list.
    ForEachChoice(ListId),
    /// Those of the same roster (by its id) in the previous wave, and more may be added up to `max`.
    Previous(RosterId),
}
