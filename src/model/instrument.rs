//! The instrument itself and its smaller parts.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Arena, Aside, Span};
use crate::expr::{self, RosterInfo, VarId};
use crate::value::{ListId, RosterId, TableId, Type, Value};

use super::{
    Check, ChoiceList, Indicator, Item, ItemId, ItemKind, Label, Personal, Question, QuestionType, Roster,
    Score, ScoreId,
};

/// A semantic version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Version {
    /// Raised when stored data may mean something else.
    pub major: u32,
    /// Raised for additions.
    pub minor: u32,
    /// Raised for wording.
    pub patch: u32,
}

impl Version {
    /// Reads `1.0.0`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| {
            let plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let plain = plain && (part == "0" || !part.starts_with('0'));
            plain.then(|| part.parse().ok())?
        });
        let version = Self { major: parts.next()??, minor: parts.next()??, patch: parts.next()?? };
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// How far an instrument is: decides how severe a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Data is being collected with it.
    Field,
    /// No longer used.
    Closed,
}

/// A versioned constant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Param {
    /// Its id: `param.ID`.
    pub id: Arc<str>,
    /// Its type.
    pub ty: Type,
    /// Its type as written, which says how its value reads (rupiah, a month); none where that was wrong.
    pub kind: Option<QuestionType>,
    /// Its value.
    pub value: Value,
    /// Its name.
    pub label: Option<Label>,
    /// Where it comes from.
    pub source: Option<Arc<str>>,
    /// Its unit.
    pub unit: Option<Arc<str>>,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// A lookup table with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Table {
    /// Its shape.
    pub shape: expr::Table,
    /// Values by keys.
    pub rows: IndexMap<Vec<Value>, Vec<Value>>,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// A fact the embedding app supplies before the interview.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Given {
    /// Its id.
    pub id: Arc<str>,
    /// Its column.
    pub var: VarId,
    /// Its type as a question type.
    pub ty: super::QuestionType,
    /// Its name.
    pub label: Option<Label>,
    /// Kind of personal data.
    pub personal: Option<Personal>,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// A module that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct ModuleUse {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: Version,
    /// Its path.
    pub path: Arc<str>,
}

/// Ids and codes that must not be used again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Retired {
    /// Ids of items, scores, lists.
    pub ids: Vec<Arc<str>>,
    /// Codes by list id.
    pub codes: IndexMap<Arc<str>, Vec<Arc<str>>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum VarKind {
    /// The day of the interview; always column 0.
    Today,
    /// A given fact: index into `Instrument::given`.
    Given(u32),
    /// Answers of a question.
    Question(ItemId),
    /// A calculation.
    Calc(ItemId),
    /// A score's number.
    Score(ScoreId),
    /// A score's band or class.
    Band(ScoreId),
    /// The value of a score's part (by its place among the parts), evaluated from `Part::value` whenever its score is
    /// asked. Parts are columns so that the score, its explanation and every back end read the same cell. Authors
    /// can't name them.
    Part(ScoreId, u32),
    /// The choice a `for_each` row stands for.
    RowChoice(RosterId),
    /// The value of another column in the previous wave.
    Prev(VarId),
}

/// A readable column.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Var {
    /// Its readable name: `omzet`, `score.sku`, `prev.band.sku`.
    pub name: Arc<str>,
    /// What it holds.
    pub kind: VarKind,
    /// Its type.
    pub ty: Type,
    /// The roster in whose rows it stands.
    pub home: Option<RosterId>,
}

/// A definition as written: its name, its parameters and its text.
pub type WrittenDefinition = (Arc<str>, Vec<Arc<str>>, Arc<str>);

/// An instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Instrument {
    /// Its id.
    pub id: Arc<str>,
    /// Its version.
    pub version: Version,
    /// Its title.
    pub title: Label,
    /// What it is for.
    pub description: Option<Label>,
    /// Whose it is, where it comes from, under which licence, what it replaces (as written).
    #[cfg_attr(feature = "image", serde(skip))]
    pub about: IndexMap<&'static str, Arc<str>>,
    /// How far it is.
    pub status: Status,
    /// Languages (BCP 47); the first is the default.
    pub languages: Vec<Arc<str>>,
    /// Modules used, in order of `use`.
    #[cfg_attr(feature = "image", serde(skip))]
    pub modules: Vec<ModuleUse>,
    /// Params by id.
    pub params: IndexMap<Arc<str>, Param>,
    /// Lookup tables, by [`TableId`].
    pub tables: Vec<Table>,
    /// Choice lists, by [`ListId`].
    pub lists: Vec<ChoiceList>,
    /// Definitions in order, for the codebook: name, parameters, text.
    #[cfg_attr(feature = "image", serde(skip))]
    pub definitions: Vec<WrittenDefinition>,
    /// Item sets by id.
    #[cfg_attr(feature = "image", serde(skip))]
    pub item_sets: IndexMap<Arc<str>, Vec<Arc<str>>>,
    /// Given facts.
    pub given: Vec<Given>,
    /// All items.
    pub items: Arena<Item>,
    /// The top-level items in order.
    pub roots: Vec<ItemId>,
    /// Rosters, by [`RosterId`].
    pub rosters: Vec<Roster>,
    /// Names and limits of the rosters, by [`RosterId`], for the checker.
    pub roster_info: Vec<RosterInfo>,
    /// Scores in order.
    pub scores: Arena<Score>,
    /// Indicators in order.
    #[cfg_attr(feature = "image", serde(skip))]
    pub indicators: Vec<Indicator>,
    /// What must not be used again.
    #[cfg_attr(feature = "image", serde(skip))]
    pub retired: Retired,
    /// Columns, by [`VarId`].
    pub vars: Vec<Var>,
}

impl Instrument {
    /// A column.
    pub fn var(&self, var: VarId) -> Option<&Var> {
        self.vars.get(var.0 as usize)
    }

    /// A list.
    pub fn list(&self, list: ListId) -> Option<&ChoiceList> {
        self.lists.get(list.0 as usize)
    }

    /// A roster.
    pub fn roster(&self, roster: RosterId) -> Option<&Roster> {
        self.rosters.get(roster.0 as usize)
    }

    /// A question with its item; none for any other item.
    pub fn question(&self, id: ItemId) -> Option<(&Item, &Question)> {
        let item = self.items.get(id)?;
        if let ItemKind::Question(question) = &item.kind { Some((item, question)) } else { None }
    }

    /// The roster that an item is; none for any other item.
    pub fn roster_of(&self, id: ItemId) -> Option<RosterId> {
        if let ItemKind::Roster(roster) = self.items.get(id)?.kind { Some(roster) } else { None }
    }

    /// How a column is answered: the type of a question or a given fact; none for what is computed.
    pub fn question_type(&self, column: VarKind) -> Option<&QuestionType> {
        match column {
            VarKind::Question(item) => self.question(item).map(|(_, question)| &question.ty),
            VarKind::Given(at) => self.given.get(at as usize).map(|given| &given.ty),
            VarKind::Today
            | VarKind::Calc(_)
            | VarKind::Score(_)
            | VarKind::Band(_)
            | VarKind::Part(..)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => None,
        }
    }

    /// The kind of personal data a column holds: a question's, a calculation's or a given fact's, also in the previous
    /// wave.
    pub fn personal(&self, var: VarId) -> Option<Personal> {
        match self.var(var)?.kind {
            VarKind::Question(item) | VarKind::Calc(item) => match &self.items.get(item)?.kind {
                ItemKind::Question(question) => question.personal,
                ItemKind::Calc(calc) => calc.personal,
                ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => {
                    None
                }
            },
            VarKind::Given(at) => self.given.get(at as usize)?.personal,
            VarKind::Prev(of) if of != var => self.personal(of),
            VarKind::Today
            | VarKind::Score(_)
            | VarKind::Band(_)
            | VarKind::Part(..)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => None,
        }
    }

    /// The checks of a question or a roster; other items have none.
    pub fn checks<'i>(&'i self, item: &'i Item) -> &'i [Check] {
        match &item.kind {
            ItemKind::Question(question) => &question.checks,
            ItemKind::Roster(roster) => self.roster(*roster).map_or(&[], |roster| &roster.checks),
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => &[],
        }
    }

    /// A table.
    pub fn table(&self, table: TableId) -> Option<&Table> {
        self.tables.get(table.0 as usize)
    }

    /// The number of a language.
    pub fn language(&self, tag: &str) -> Option<usize> {
        self.languages.iter().position(|language| &**language == tag)
    }
}
