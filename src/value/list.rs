//! Choice lists as the expression language sees them: codes, which of them are special, scores and attributes.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Decimal, Type, Value};

/// What a special code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Special {
    /// "Don't know".
    DontKnow,
    /// A refusal.
    Refused,
    /// "Does not apply".
    NotApplicable,
}

/// A typed column of a list (`pekerjaan.formal`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Attribute {
    /// Its name.
    pub name: Arc<str>,
    /// Its type; a number's bounds are those of the values in the list.
    pub ty: Type,
}

/// One code of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Choice {
    /// The code: identity, never a number.
    pub code: Arc<str>,
    /// Special, and so missing in logic.
    pub special: Option<Special>,
    /// The number the choice stands for in scores.
    pub score: Option<Decimal>,
    /// Values of the list's attributes, in their order; `Missing` where the choice has none.
    pub attributes: Vec<Value>,
}

/// A choice list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct List {
    /// Its id.
    pub name: Arc<str>,
    /// Whether codes may be compared with `<` and `>`.
    pub ordered: bool,
    /// The typed columns.
    pub attributes: Vec<Attribute>,
    /// The choices by code, in order.
    pub choices: IndexMap<Arc<str>, Choice>,
}

impl List {
    /// The position of a code.
    pub fn position(&self, code: &str) -> Option<u32> {
        self.choices.get_index_of(code).and_then(|at| u32::try_from(at).ok())
    }

    /// The choice at a position.
    pub fn choice(&self, position: u32) -> Option<&Choice> {
        self.choices.get_index(position as usize).map(|(_, choice)| choice)
    }

    /// The position of the first choice with a special meaning.
    pub fn special(&self, special: Special) -> Option<u32> {
        self.choices.values().position(|c| c.special == Some(special)).and_then(|at| u32::try_from(at).ok())
    }

    /// The least and greatest score of the choices that aren't special.
    pub fn score_range(&self) -> Option<(Decimal, Decimal)> {
        let scores = || self.choices.values().filter(|c| c.special.is_none()).filter_map(|c| c.score);
        Some((scores().min()?, scores().max()?))
    }
}
