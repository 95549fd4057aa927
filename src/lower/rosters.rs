//! Rosters: where their rows come from, what tells rows apart and what a row is called.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, Span, codes, nearest};
use crate::expr::{Attached, Expected, VarId};
use crate::model::{Formula, ItemId, ItemKind, QuestionType, Rows, VarKind};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{ListId, RosterId, Type};

use super::Lowering;
use super::names::Meaning;
use super::read::scalars;

impl<'a> Lowering<'a> {
    /// Finds what `for_each` rosters run over: it decides how many rows there can be and what `row_choice` is.
    pub(super) fn roster_sources(&mut self) {
        for at in 0..self.world.instrument.rosters.len() {
            let Some(roster) = self.world.instrument.rosters.get(at) else { continue };
            let Some(block) = self.written.get(roster.item.index()).and_then(|written| written.block) else {
                continue;
            };
            let rows = block.get(Key::Rows).and_then(Written::block);
            let Some(each) = rows.and_then(|rows| rows.scalar(Key::ForEach)) else { continue };
            if let Some((source, list)) = self.for_each(each, roster.parent) {
                self.run_over(at, source, list, each.span);
            }
        }
    }

    /// The question or list of a `for_each`, and the list of its rows.
    fn for_each(&mut self, each: &Scalar, parent: Option<RosterId>) -> Option<(Rows, ListId)> {
        match self.world.names.get(&each.text) {
            Some(Meaning::List(list)) => return Some((Rows::ForEachChoice(list), list)),
            Some(Meaning::Item(item)) => {
                let item = self.world.instrument.items.get(item)?;
                if let ItemKind::Question(question) = &item.kind
                    && let QuestionType::SelectMultiple(list) = question.ty
                {
                    let (var, home) = (question.var, item.home);
                    if self.encloses(home, parent) {
                        return Some((Rows::ForEachTicked(var), list));
                    }
                    self.sink.push(other_roster(each));
                    return None;
                }
            }
            Some(
                Meaning::Table(_)
                | Meaning::Score(_)
                | Meaning::Indicator
                | Meaning::Given(_)
                | Meaning::Definition(_)
                | Meaning::ItemSet(_),
            )
            | None => {}
        }
        let good = |meaning: Meaning| matches!(meaning, Meaning::List(_)) || self.is_multiple(meaning);
        let diagnostic = not_each(each).suggest(self.near(&each.text, good));
        self.sink.push(diagnostic);
        None
    }

    fn is_multiple(&self, meaning: Meaning) -> bool {
        let Meaning::Item(item) = meaning else { return false };
        let kind = self.world.instrument.items.get(item).map(|item| &item.kind);
        matches!(kind, Some(ItemKind::Question(q)) if matches!(q.ty, QuestionType::SelectMultiple(_)))
    }

    /// Whether rows of `inner` stand within a row of `outer` (or are the same, or `outer` is the record).
    fn encloses(&self, outer: Option<RosterId>, inner: Option<RosterId>) -> bool {
        let mut at = inner;
        loop {
            if at == outer {
                return true;
            }
            let Some(roster) = at else { return false };
            at = self.world.instrument.roster_info.get(roster.0 as usize).and_then(|info| info.parent);
        }
    }

    fn run_over(&mut self, at: usize, source: Rows, list: ListId, span: Span) {
        let choices = self.world.instrument.list(list).map_or(0, |list| list.list.choices.len());
        let cap = self.limits.roster_rows;
        let most = u32::try_from(choices).unwrap_or(u32::MAX).max(1);
        if most > cap {
            self.sink.push(too_many_rows(span, most, cap));
        }
        let Some(id) = u32::try_from(at).ok().map(RosterId) else { return };
        let name = self.world.instrument.roster_info.get(at).map(|info| format!("{}.row_choice", info.name));
        let name: Arc<str> = name.unwrap_or_default().into();
        let var = self.world.add_var(name, VarKind::RowChoice(id), Type::Choice(list), Some(id));
        let instrument = &mut self.world.instrument;
        if let (Some(roster), Some(info)) =
            (instrument.rosters.get_mut(at), instrument.roster_info.get_mut(at))
        {
            info.max = most.min(cap);
            info.row_choice = Some((var, list));
            roster.max = info.max;
            roster.rows = source;
            roster.row_choice = info.row_choice;
        }
    }

    /// Lowers the rest of a roster: `count`, `from`, `key`, `row_label`, `checks`.
    pub(super) fn finish_roster(&mut self, item: ItemId, roster: RosterId, block: &'a Block) {
        let Some(home) = self.world.instrument.items.get(item).map(|item| item.home) else { return };
        let rows = block.get(Key::Rows).and_then(Written::block);
        let counted = rows.and_then(|rows| rows.scalar(Key::Count)).and_then(|e| self.row_count(e, home));
        let previous =
            rows.and_then(|rows| rows.scalar(Key::From)).and_then(|from| self.previous_rows(from, home));
        let key = self.roster_keys(block, roster);
        let written = self.label_of(block, Key::RowLabel, Some(roster));
        let row_label = written.or_else(|| self.usual_row_label(roster, &key));
        let around = Attached { home, ..Attached::default() };
        let checks = self.author_checks(block.field(Key::Checks), &around);
        let Some(lowered) = self.world.instrument.rosters.get_mut(roster.0 as usize) else { return };
        if let Some(rows) = counted.map(Rows::Count).or(previous.map(Rows::Previous)) {
            lowered.rows = rows;
        }
        lowered.key = key;
        lowered.row_label = row_label;
        lowered.checks = checks;
    }

    fn row_count(&mut self, written: &Scalar, home: Option<RosterId>) -> Option<Formula> {
        let attached = Attached { home, ..Attached::default() };
        let formula = self.formula(written, &attached, &Expected::Number)?;
        if let Type::Num(number) = formula.expr.ty()
            && number.scale > 0
        {
            self.sink.push(broken_count(written));
            return None;
        }
        Some(formula)
    }

    fn previous_rows(&mut self, written: &Scalar, home: Option<RosterId>) -> Option<RosterId> {
        let name = written.text.strip_prefix("prev.");
        let found = name.and_then(|name| match self.world.names.get(name)? {
            Meaning::Item(item) => self.world.instrument.items.get(item),
            Meaning::List(_)
            | Meaning::Table(_)
            | Meaning::Score(_)
            | Meaning::Indicator
            | Meaning::Given(_)
            | Meaning::Definition(_)
            | Meaning::ItemSet(_) => None,
        });
        let roster = found.filter(|item| item.home == home).and_then(|item| match item.kind {
            ItemKind::Roster(roster) => Some(roster),
            ItemKind::Section { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Calc(_)
            | ItemKind::Grid { .. } => None,
        });
        if roster.is_none() {
            let names: Vec<String> =
                self.world.instrument.roster_info.iter().map(|info| format!("prev.{}", info.name)).collect();
            let near = nearest(&written.text, names.iter().map(String::as_str));
            self.sink.push(not_previous(written).suggest(near));
        }
        roster
    }

    /// The questions of a key, each once.
    fn roster_keys(&mut self, block: &Block, roster: RosterId) -> Vec<VarId> {
        let mut keys = Vec::new();
        let mut places: Vec<Span> = Vec::new();
        for written in scalars(block, Key::KeyOf) {
            let Some(key) = self.roster_key(written, roster) else { continue };
            match keys.iter().position(|known| *known == key).and_then(|at| places.get(at)) {
                Some(first) => self.sink.push(key_twice(written, *first)),
                None => {
                    keys.push(key);
                    places.push(written.span);
                }
            }
        }
        keys
    }

    fn roster_key(&mut self, written: &Scalar, roster: RosterId) -> Option<VarId> {
        let items = &self.world.instrument.items;
        let own = |meaning: Meaning| match meaning {
            Meaning::Item(item) => items.get(item).filter(|item| item.home == Some(roster)),
            Meaning::List(_)
            | Meaning::Table(_)
            | Meaning::Score(_)
            | Meaning::Indicator
            | Meaning::Given(_)
            | Meaning::Definition(_)
            | Meaning::ItemSet(_) => None,
        };
        let readable =
            |meaning: Meaning| own(meaning).is_some_and(|i| matches!(i.kind, ItemKind::Question(_)));
        let found = self.world.names.get(&written.text).and_then(own);
        if let Some(ItemKind::Question(question)) = found.map(|item| &item.kind) {
            let (var, comparable) = (question.var, comparable(self.world.type_of(question.var)));
            if !comparable {
                self.sink.push(odd_key(written));
            }
            return Some(var);
        }
        let diagnostic = not_own_question(written).suggest(self.near(&written.text, readable));
        self.sink.push(diagnostic);
        None
    }
}

/// Whether equal values of a type can be told.
fn comparable(ty: &Type) -> bool {
    match ty {
        Type::Bool
        | Type::Num(_)
        | Type::Text
        | Type::Date
        | Type::Time
        | Type::DateTime
        | Type::Choice(_)
        | Type::Missing
        | Type::Wrong => true,
        Type::Label | Type::Days | Type::Months | Type::Choices(_) | Type::Geo | Type::File => false,
    }
}

/// `key: [nama, nama]`.
fn key_twice(written: &Scalar, first: Span) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("`{text}` sudah menjadi bagian kunci"),
        format!("`{text}` is part of the key already"),
    );
    let note = Message::new("pertama kali di sini", "first here");
    Diagnostic::new(codes::DUPLICATE_ID, written.span, message).note(first, note)
}

fn not_each(each: &Scalar) -> Diagnostic {
    let text = &each.text;
    let message = Message::new(
        format!("`{text}` bukan pertanyaan `select_multiple` atau daftar pilihan"),
        format!("`{text}` is neither a `select_multiple` question nor a choice list"),
    );
    Diagnostic::new(codes::BAD_ROSTER, each.span, message)
}

fn other_roster(each: &Scalar) -> Diagnostic {
    let text = &each.text;
    let message = Message::new(
        format!("`{text}` ditanyakan dalam roster lain, sehingga tidak jelas baris mana yang dimaksud"),
        format!("`{text}` is asked in another roster, so it isn't clear whose row is meant"),
    );
    Diagnostic::new(codes::BAD_ROSTER, each.span, message)
}

fn too_many_rows(span: Span, rows: u32, cap: u32) -> Diagnostic {
    let message = Message::new(
        format!("daftar ini punya {rows} pilihan, sedangkan roster paling banyak {cap} baris"),
        format!("this list has {rows} choices, and a roster at most {cap} rows"),
    );
    Diagnostic::new(codes::BAD_ROSTER, span, message)
}

fn broken_count(written: &Scalar) -> Diagnostic {
    let message = Message::new(
        "banyaknya baris harus bilangan bulat, padahal ini dapat memuat desimal",
        "the number of rows must be whole, and this may have decimals",
    );
    Diagnostic::new(codes::BAD_ROSTER, written.span, message).hint(Message::new(
        "bulatkan dengan `round(…)`, `floor(…)` atau `ceil(…)`",
        "round it with `round(…)`, `floor(…)` or `ceil(…)`",
    ))
}

fn not_previous(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("`{text}` bukan roster gelombang sebelumnya"),
        format!("`{text}` isn't a roster of the previous wave"),
    );
    Diagnostic::new(codes::BAD_ROSTER, written.span, message).hint(Message::new(
        "tulis `prev.` dan id sebuah roster pada tingkat yang sama",
        "write `prev.` and the id of a roster of the same level",
    ))
}

fn not_own_question(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("kunci `{text}` bukan pertanyaan dalam roster ini"),
        format!("the key `{text}` isn't a question of this roster"),
    );
    Diagnostic::new(codes::BAD_ROSTER, written.span, message)
}

fn odd_key(written: &Scalar) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("jawaban `{text}` tidak dapat dibandingkan antarbaris"),
        format!("answers to `{text}` can't be compared between rows"),
    );
    Diagnostic::new(codes::BAD_ROSTER, written.span, message)
}
