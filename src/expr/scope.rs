//! What an expression needs to be checked: which names there are and what they stand for.

use std::sync::Arc;

use super::VarId;
use super::ast::Ast;
use crate::base::{Message, Span, TextMap};
use crate::value::{List, ListId, RosterId, TableId, Type, Value};

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name<'a> {
    /// A cell column.
    Cell {
        /// The column.
        var: VarId,
        /// Its type.
        ty: Type,
        /// The roster it belongs to; none for the record itself.
        home: Option<RosterId>,
    },
    /// A constant (a param).
    Constant {
        /// Its value.
        value: Value,
        /// Its type.
        ty: Type,
    },
    /// A definition, inlined where it is used.
    Definition(&'a Definition),
    /// A set of items, only good as function arguments.
    ItemSet(&'a [Arc<str>]),
    /// A roster, only good after `count(`, `for` and in `x.`.
    Roster(RosterId),
}

/// A named expression, perhaps with parameters.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name.
    pub name: Arc<str>,
    /// Its parameters.
    pub params: Vec<Arc<str>>,
    /// Its expression as written.
    pub body: Arc<Ast>,
    /// Where that stands.
    pub map: TextMap,
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Definition {}

/// A roster's place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct RosterInfo {
    /// Its id.
    pub name: Arc<str>,
    /// The roster it is nested in.
    pub parent: Option<RosterId>,
    /// Most rows, for the cost of aggregates.
    pub max: u32,
    /// For `for_each` rosters: the list of `row_choice`, and the column that holds it.
    pub row_choice: Option<(VarId, ListId)>,
}

/// A lookup table's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Table {
    /// Its id.
    pub name: Arc<str>,
    /// The key columns.
    pub keys: Vec<TableColumn>,
    /// The value columns.
    pub values: Vec<TableColumn>,
}

/// A column of a lookup table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct TableColumn {
    /// Its name.
    pub name: Arc<str>,
    /// Its type; a number's bounds are those of the table's rows.
    pub ty: Type,
}

/// The names an expression may use.
pub trait Scope {
    /// What a dotted name stands for: `["usia"]`, `["param", "x"]`, `["score", "sku"]`, `["band", "sku"]`,
    /// `["prev", "omzet"]`, `["prev", "score", "sku"]`. Not asked for `self`, `this.x`, `row_index`, `row_choice`,
    /// `choice.x`, aliases and parameters, which the checker knows itself.
    fn resolve(&self, path: &[&str]) -> Option<Name<'_>>;

    /// Dotted names that could have been meant after this prefix (empty: top-level names), for suggestions.
    fn candidates(&self, prefix: &[&str]) -> Vec<String>;

    /// Advice about a dotted name that nothing has: where such a name would be declared.
    fn advice(&self, path: &[&str]) -> Option<Message> {
        let _ = path;
        None
    }

    /// Whether a near name may be searched for among so many: however much is wrong in a hostile file, the searches
    /// of one run stay few.
    fn may_suggest(&self, among: usize) -> bool {
        let _ = among;
        true
    }

    /// A choice list.
    fn list(&self, list: ListId) -> Option<&List>;

    /// A choice list by name.
    fn list_named(&self, name: &str) -> Option<ListId>;

    /// Names of all lists, for suggestions.
    fn lists(&self) -> Vec<String>;

    /// Where a choice list is declared, to be shown beside what is wrong with it.
    fn list_span(&self, list: ListId) -> Option<Span> {
        let _ = list;
        None
    }

    /// A roster.
    fn roster(&self, roster: RosterId) -> Option<&RosterInfo>;

    /// A lookup table by name.
    fn table(&self, name: &str) -> Option<(TableId, &Table)>;

    /// Names of all tables, for suggestions.
    fn tables(&self) -> Vec<String>;
}

/// What the place of an expression wants of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A condition.
    Bool,
    /// A number.
    Number,
    /// A value of this type (a default, a `min`); numbers fit whatever their scale and bounds.
    Exactly(Type),
    /// Any value that can be stored.
    Value,
    /// Anything that can be shown, labels included (piping).
    Shown,
}

/// Where an expression is attached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attached {
    /// The roster whose rows it is evaluated in.
    pub home: Option<RosterId>,
    /// What `self` is: the column of the question being checked and its type.
    pub self_var: Option<(VarId, Type)>,
    /// In a `choices_where`: the list `choice` ranges over.
    pub choices_of: Option<ListId>,
}
