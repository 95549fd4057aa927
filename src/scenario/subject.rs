//! What a test speaks of: items and values by the names authors write, in the rows of rosters.

use std::collections::BTreeMap;

use super::complaints;
use crate::base::{Sink, Span, nearest};
use crate::batch::FieldPath;
use crate::expr::VarId;
use crate::model::{Instrument, ItemId, ScoreId, VarKind};
use crate::rules::{Outcome, RowPath};
use crate::value::RosterId;

/// Something that is asked or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An item.
    Item(ItemId),
    /// A score.
    Score(ScoreId),
}

/// In which rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// The rows of these numbers, from 1, from the outermost roster in; none outside rosters.
    At(RowPath),
    /// Any row of the roster it stands in.
    Any,
}

impl Rows {
    /// The rows of an outcome that are meant.
    pub(super) fn of(&self, outcome: &Outcome, home: Option<RosterId>) -> Vec<u32> {
        match self {
            Self::At(path) => outcome.find_row(home, path).into_iter().collect(),
            Self::Any => (0..outcome.row_count(home)).collect(),
        }
    }
}

/// The names of an instrument that tests may write.
#[derive(Debug)]
pub(super) struct Names<'a> {
    instrument: &'a Instrument,
    items: BTreeMap<&'a str, ItemId>,
    vars: BTreeMap<&'a str, VarId>,
}

impl<'a> Names<'a> {
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        let items = instrument.items.iter().map(|(id, item)| (&*item.id, id)).collect();
        let vars = (0_u32..).map(VarId).zip(&instrument.vars);
        let vars = vars.filter(|(_, var)| !matches!(var.kind, VarKind::Part(..)));
        Self { instrument, items, vars: vars.map(|(id, var)| (&*var.name, id)).collect() }
    }

    /// An item or score that may be asked.
    pub(super) fn subject(&self, path: &str, span: Span, sink: &mut Sink) -> Option<(Subject, Rows)> {
        let parsed = FieldPath::parse(path);
        let name = parsed.as_ref().map_or(path, |path| path.name);
        let score = self.vars.get(name).and_then(|var| match self.instrument.var(*var)?.kind {
            VarKind::Score(score) | VarKind::Band(score) => Some(score),
            VarKind::Today
            | VarKind::Given(_)
            | VarKind::Question(_)
            | VarKind::Calc(_)
            | VarKind::Part(..)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => None,
        });
        if let Some(score) = score {
            return Some((Subject::Score(score), Rows::At(RowPath::new())));
        }
        let Some((item, parsed)) = self.items.get(name).copied().zip(parsed) else {
            // `barang.brg_nama` for `barang[1].brg_nama`.
            if let Some((_, last)) = name.rsplit_once('.')
                && let Some(item) = self.items.get(last).and_then(|item| self.instrument.items.get(*item))
            {
                let complaint = complaints::wrong_rows(span, last, &self.rosters(item.home));
                sink.push(match item.home {
                    Some(_) => complaint.hint(complaints::any_row(last)),
                    None => complaint,
                });
                return None;
            }
            let near = nearest(name, self.items.keys().copied());
            sink.push(complaints::unknown(span, name).suggest(near));
            return None;
        };
        let home = self.instrument.items.get(item).and_then(|item| item.home);
        Some((Subject::Item(item), self.rows(&parsed, home, span, sink)?))
    }

    /// A value and where it stands.
    pub(super) fn value(&self, path: &str, span: Span, sink: &mut Sink) -> Option<(VarId, Rows)> {
        let parsed = FieldPath::parse(path);
        let name = parsed.as_ref().map_or(path, |path| path.name);
        let Some((var, parsed)) = self.vars.get(name).copied().zip(parsed) else {
            let near = nearest(name, self.vars.keys().copied());
            sink.push(complaints::unknown(span, name).suggest(near));
            return None;
        };
        let home = self.instrument.var(var).and_then(|var| var.home);
        if home.is_some() && parsed.rows.is_empty() {
            sink.push(complaints::wrong_rows(span, name, &self.rosters(home)));
            return None;
        }
        Some((var, self.rows(&parsed, home, span, sink)?))
    }

    /// A name in the row of that number of the roster it stands in.
    pub(super) fn in_row(&self, name: &str, number: u32) -> String {
        let home =
            self.items.get(name).and_then(|item| self.instrument.items.get(*item)).and_then(|item| item.home);
        match self.rosters(home).as_slice() {
            [roster] => format!("{roster}[{number}].{name}"),
            _ => name.to_owned(),
        }
    }

    fn rows(
        &self,
        path: &FieldPath<'_>,
        home: Option<RosterId>,
        span: Span,
        sink: &mut Sink,
    ) -> Option<Rows> {
        if path.rows.is_empty() && home.is_some() {
            return Some(Rows::Any);
        }
        let rows = path.rows_in(self.instrument, home);
        if rows.is_none() {
            sink.push(complaints::wrong_rows(span, path.name, &self.rosters(home)));
        }
        rows.map(Rows::At)
    }

    /// The ids of the rosters around something, from the outermost in.
    fn rosters(&self, home: Option<RosterId>) -> Vec<&'a str> {
        let parent = |roster: &RosterId| self.instrument.roster(*roster).and_then(|roster| roster.parent);
        let chain = std::iter::successors(home, parent);
        let id = |roster| self.instrument.roster(roster).and_then(|r| self.instrument.items.get(r.item));
        let mut ids: Vec<&str> = chain.filter_map(id).map(|item| &*item.id).collect();
        ids.reverse();
        ids
    }
}
