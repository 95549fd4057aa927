//! An outcome as expressions, labels and messages see it.

use std::ops::Range;
use std::sync::Arc;

use crate::base::Lang;
use crate::expr::{Env, Expr, VarId, eval};
use crate::model::{Formula, Instrument};
use crate::value::{List, ListId, RosterId, State, TableId, Value};

use super::Outcome;

/// An instrument with an outcome, in one of the instrument's languages. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// What it says about a record.
    pub outcome: &'a Outcome,
    /// The language of labels and messages, by its number in the instrument.
    pub language: usize,
    /// The choice a `choices_where` is being decided for.
    choice: Option<u32>,
    /// The engine's language, where it isn't the one that goes with `language`.
    lang: Option<Lang>,
    /// The label of a choice is being put together: a choice piped into it shows none of its own pipes.
    in_choice: bool,
}

impl<'a> View<'a> {
    /// An outcome in a language of the instrument.
    pub fn new(instrument: &'a Instrument, outcome: &'a Outcome, language: usize) -> Self {
        Self { instrument, outcome, language, choice: None, lang: None, in_choice: false }
    }

    /// The same in a language of the engine: labels in the instrument's wording for it, or else in its first language.
    #[must_use]
    pub fn in_lang(self, lang: Lang) -> Self {
        let languages = &self.instrument.languages;
        let language = languages.iter().position(|tag| Lang::from_tag(tag) == Some(lang)).unwrap_or(0);
        Self { language, lang: Some(lang), ..self }
    }

    /// The same, while `choices_where` is decided for a choice.
    #[must_use]
    pub fn with_choice(self, choice: u32) -> Self {
        Self { choice: Some(choice), ..self }
    }

    /// The same, while the label of a choice is put together.
    pub(super) fn within_choice(self) -> Self {
        Self { in_choice: true, ..self }
    }

    /// Whether the label of a choice is being put together.
    pub(super) fn is_in_choice(&self) -> bool {
        self.in_choice
    }

    /// The engine's own language that goes with the view's.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(|| engine_language(self.instrument, self.language))
    }

    /// The value of an expression in a row of a roster, or in the record itself.
    pub fn eval(&self, expr: &Expr, home: Option<RosterId>, row: u32) -> Value {
        if let Some(constant) = expr.as_constant() {
            return constant.clone();
        }
        eval(expr, self, &mut self.outcome.frame(home, row))
    }

    /// Whether a condition is definitely true, definitely false, or unknown.
    pub fn truth(&self, formula: &Formula, home: Option<RosterId>, row: u32) -> Option<bool> {
        self.eval(&formula.expr, home, row).truth()
    }

    /// Whether a condition is definitely true. One that isn't there is.
    pub fn holds(&self, formula: Option<&Formula>, home: Option<RosterId>, row: u32) -> bool {
        formula.is_none_or(|formula| self.truth(formula, home, row) == Some(true))
    }
}

/// The engine's own language for a language of an instrument: the same if the engine speaks it, else the first of the
/// instrument's languages that it speaks, else English.
pub fn engine_language(instrument: &Instrument, language: usize) -> Lang {
    let tag = |tag: &Arc<str>| Lang::from_tag(tag);
    let own = instrument.languages.get(language).and_then(tag);
    own.or_else(|| instrument.languages.iter().find_map(tag)).unwrap_or(Lang::En)
}

impl Env for View<'_> {
    fn read(&self, var: VarId, row: u32) -> Value {
        self.outcome.cell(var, row).value.clone()
    }

    fn state(&self, var: VarId, row: u32) -> State {
        self.outcome.cell(var, row).state
    }

    fn rows(&self, roster: RosterId, parent_row: u32) -> Range<u32> {
        self.outcome.rows(roster, parent_row)
    }

    fn row_index(&self, roster: RosterId, row: u32) -> u32 {
        self.outcome.row_index(roster, row)
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.instrument.list(list).map(|list| &list.list)
    }

    fn label(&self, list: ListId, choice: u32) -> Option<Arc<str>> {
        self.choice_label(list, choice)
    }

    fn lookup(&self, table: TableId, keys: &[Value], column: u32) -> Value {
        let row = self.instrument.table(table).and_then(|table| table.rows.get(keys));
        row.and_then(|row| row.get(column as usize)).cloned().unwrap_or(Value::Missing)
    }

    fn current_choice(&self) -> Option<u32> {
        self.choice
    }
}
