//! What a formula read: names, labels, values and why something was missing.

use crate::base::{Lang, Message};
use crate::expr::{Expr, NodeId, VarId, eval_node};
use crate::model::{Formula, Instrument, ItemId, ItemKind, Label, Part, VarKind};
use crate::rules::show::{meaning, show};
use crate::rules::{Meaning, Outcome, View};
use crate::value::{ListId, RosterId, State, Type, Value};

use super::tree::{Condition, ReadCell, Reading, Words};

/// An outcome in both of the engine's languages.
pub(super) struct Reader<'a> {
    id: View<'a>,
    en: View<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(instrument: &'a Instrument, outcome: &'a Outcome) -> Self {
        let view = outcome.view(instrument);
        Self { id: view.in_lang(Lang::Id), en: view.in_lang(Lang::En) }
    }

    pub(super) fn instrument(&self) -> &'a Instrument {
        self.id.instrument
    }

    pub(super) fn outcome(&self) -> &'a Outcome {
        self.id.outcome
    }

    /// A label of the record itself.
    pub(super) fn words(&self, label: &Label) -> Words {
        Words { id: self.id.label(label, None, 0), en: self.en.label(label, None, 0) }
    }

    /// The value of an expression.
    pub(super) fn eval(&self, expr: &Expr, home: Option<RosterId>, row: u32) -> Value {
        self.id.eval(expr, home, row)
    }

    /// The value of a part of an expression that opens no rows.
    pub(super) fn eval_node(&self, expr: &Expr, id: NodeId, (home, row): (Option<RosterId>, u32)) -> Value {
        eval_node(expr, id, &self.id, &mut self.outcome().frame(home, row))
    }

    /// A condition of the record itself, decided.
    pub(super) fn condition(&self, formula: &Formula) -> Condition {
        self.condition_in(formula, None, 0)
    }

    /// The same for a condition that stands in a roster's row.
    pub(super) fn condition_in(&self, formula: &Formula, home: Option<RosterId>, row: u32) -> Condition {
        Condition {
            formula: formula.source.0.to_string(),
            result: self.id.truth(formula, home, row).into(),
            reads: self.readings_in(&formula.expr, home, row),
        }
    }

    /// Every column an expression of the record itself reads, once, in order.
    pub(super) fn readings(&self, expr: &Expr) -> Vec<Reading> {
        self.readings_in(expr, None, 0)
    }

    /// The same for an expression that stands in a roster's row: of the rosters around it only the rows it stands in, of
    /// the rosters in it only the rows in that row.
    pub(super) fn readings_in(&self, expr: &Expr, home: Option<RosterId>, row: u32) -> Vec<Reading> {
        let mut vars: Vec<VarId> = Vec::new();
        for (var, _) in expr.reads() {
            if !vars.contains(&var) {
                vars.push(var);
            }
        }
        vars.into_iter().filter_map(|var| self.reading(var, home, row)).collect()
    }

    fn reading(&self, id: VarId, home: Option<RosterId>, row: u32) -> Option<Reading> {
        let var = self.instrument().var(id)?;
        let here = self.outcome().path(home, row);
        let near = |other: &u32| {
            let there = self.outcome().path(var.home, *other);
            // Rows of rosters that don't stand in one another are all read.
            !related(self.instrument(), var.home, home) || there.iter().zip(&here).all(|(a, b)| a == b)
        };
        let rows = (0..self.outcome().row_count(var.home)).filter(near);
        Some(Reading {
            name: var.name.to_string(),
            label: self.label_of(var.kind),
            formula: self.formula_of(var.kind),
            cells: rows.map(|row| self.cell(id, var.home, row)).collect(),
        })
    }

    fn cell(&self, id: VarId, home: Option<RosterId>, row: u32) -> ReadCell {
        let cell = self.outcome().cell(id, row);
        let kind = self.instrument().var(id).map(|var| var.kind);
        let ty = self.instrument().var(id).map_or(&Type::Wrong, |var| &var.ty);
        let meant = meaning(self.instrument(), id);
        let words = |view: &View<'_>| view.value(&cell.value, ty, meant);
        ReadCell {
            row: self.outcome().path(home, row).to_vec(),
            value: self.plain(&cell.value, ty),
            shown: Words { id: words(&self.id), en: words(&self.en) },
            missing: kind.and_then(|kind| why_missing(cell.state, kind)).map(Words::from),
        }
    }

    /// A value as records have it.
    fn plain(&self, value: &Value, ty: &Type) -> Option<String> {
        let code = |at: &u32| self.code(ty.list()?, *at);
        match value {
            Value::Missing => None,
            Value::Choice(at) => code(at),
            Value::Choices(ticked) => Some(ticked.iter().filter_map(code).collect::<Vec<_>>().join(" ")),
            Value::Num(number) => Some(number.to_string()),
            Value::Date(date) => Some(date.to_string()),
            Value::Time(time) => Some(time.to_string()),
            Value::DateTime(moment) => Some(moment.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            Value::Text(text) | Value::File(text) => Some(text.to_string()),
            Value::Geo(_) => Some(show(value, Meaning::Plain, Lang::En)),
        }
    }

    /// The code at a position of a list.
    pub(super) fn code(&self, list: ListId, at: u32) -> Option<String> {
        Some(self.instrument().list(list)?.list.choice(at)?.code.to_string())
    }

    /// What a choice is called.
    pub(super) fn choice_words(&self, list: ListId, at: u32) -> Words {
        let words = |view: &View<'_>| view.value(&Value::Choice(at), &Type::Choice(list), Meaning::Plain);
        Words { id: words(&self.id), en: words(&self.en) }
    }

    fn label_of(&self, kind: VarKind) -> Option<Words> {
        match kind {
            VarKind::Question(item) | VarKind::Calc(item) => self.item_label(item),
            VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _) => {
                self.instrument().scores.get(score)?.label.as_ref().map(|label| self.words(label))
            }
            VarKind::Given(at) => {
                self.instrument().given.get(at as usize)?.label.as_ref().map(|label| self.words(label))
            }
            VarKind::Prev(of) => {
                self.label_of(self.instrument().var(of).map(|var| var.kind).filter(is_present)?)
            }
            VarKind::RowChoice(roster) => self.item_label(self.instrument().roster(roster)?.item),
            VarKind::Today => {
                Some(Words::from(Message::new("tanggal wawancara", "the day of the interview")))
            }
        }
    }

    /// What a part is called: its own label, or that of its question.
    pub(super) fn part_label(&self, part: &Part) -> Option<Words> {
        let own = part.label.as_ref().map(|label| self.words(label));
        own.or_else(|| self.item_label(part.item?))
    }

    fn item_label(&self, item: ItemId) -> Option<Words> {
        self.instrument().items.get(item)?.label.as_ref().map(|label| self.words(label))
    }

    fn formula_of(&self, kind: VarKind) -> Option<String> {
        let VarKind::Calc(item) = kind else { return None };
        let ItemKind::Calc(calc) = &self.instrument().items.get(item)?.kind else { return None };
        Some(calc.value.source.0.to_string())
    }
}

/// Whether one of two places stands in the other's rows.
fn related(instrument: &Instrument, one: Option<RosterId>, other: Option<RosterId>) -> bool {
    let around = |place: Option<RosterId>, wanted| {
        std::iter::successors(place, |at| instrument.roster(*at)?.parent).any(|at| Some(at) == wanted)
    };
    around(one, other) || around(other, one)
}

/// A column of this wave: what a `prev` is of.
fn is_present(kind: &VarKind) -> bool {
    !matches!(kind, VarKind::Prev(_))
}

fn is_computed(kind: VarKind) -> bool {
    match kind {
        VarKind::Calc(_) | VarKind::Score(_) | VarKind::Band(_) | VarKind::Part(..) => true,
        VarKind::Today
        | VarKind::Given(_)
        | VarKind::Question(_)
        | VarKind::RowChoice(_)
        | VarKind::Prev(_) => false,
    }
}

fn is_supplied(kind: VarKind) -> bool {
    match kind {
        VarKind::Today | VarKind::Given(_) | VarKind::Prev(_) => true,
        VarKind::Question(_)
        | VarKind::Calc(_)
        | VarKind::Score(_)
        | VarKind::Band(_)
        | VarKind::Part(..)
        | VarKind::RowChoice(_) => false,
    }
}

/// Why a cell has no value.
fn why_missing(state: State, kind: VarKind) -> Option<Message> {
    let message = match state {
        State::Answered => return None,
        State::Unanswered if is_computed(kind) => Message::new("tidak ada hasil", "no result"),
        State::Unanswered if is_supplied(kind) => Message::new("tidak ada datanya", "not supplied"),
        State::Unanswered => Message::new("tidak dijawab", "not answered"),
        State::DontKnow => Message::new("tidak tahu", "don't know"),
        State::Refused => Message::new("menolak menjawab", "refused"),
        State::MarkedNotApplicable => Message::new("dicatat tidak berlaku", "recorded as not applicable"),
        State::NotAsked if is_computed(kind) => Message::new("tidak dihitung", "not computed"),
        State::NotAsked => Message::new("tidak ditanyakan", "not asked"),
        State::Invalid => Message::new("jawaban tidak sah", "not a usable answer"),
        State::NotInVersion => Message::new("belum ada dalam versi itu", "not in that version"),
    };
    Some(message)
}
