//! Choice lists with what people read; codes, scores and attributes are in `value::List`.

use std::sync::Arc;

use crate::base::{Aside, Span};
use crate::value::List;

use super::Label;

/// The readable part of a choice, beside `value::Choice` at the same position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct ChoiceText {
    /// Its label.
    pub label: Label,
    /// Can't be combined with others in a `select_multiple`.
    pub exclusive: bool,
    /// Opens a text question; the suffix of its id.
    pub specify: Option<Arc<str>>,
    /// Earlier codes.
    pub formerly: Vec<Arc<str>>,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}

/// A choice list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct ChoiceList {
    /// Codes, order, special meanings, scores, attributes.
    pub list: List,
    /// Labels and flags, in the same order.
    pub texts: Vec<ChoiceText>,
    /// Earlier ids.
    pub formerly: Vec<Arc<str>>,
    /// Made by the engine (bands and classes of a score), not by the author.
    pub generated: bool,
    /// Where it stands.
    #[cfg_attr(feature = "image", serde(skip))]
    pub span: Aside<Span>,
}
