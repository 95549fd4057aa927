//! Rosters and grids as tables.

use super::legend;
use super::sheet::front;
use super::text::{Teller, length};
use super::view::{
    CellKind, Choice, Column, Front, Grid, GridRow, Legend, Roster, RosterNote, RowHead, Run, Table,
};
use crate::form::children_of;
use crate::model::{self, Formula, Item, ItemId, ItemKind, Question, QuestionType, Rows};
use crate::value::ListId;

/// A table with more columns' weight than this is split.
const PAGE_WIDTH: u32 = 17;
/// Rows printed at most for rows that the interviewer adds.
const MOST_ROWS: u32 = 8;
/// Choices printed in a cell rather than in a legend.
const MOST_IN_CELL: usize = 4;
/// Choices across a grid.
const MOST_ACROSS: usize = 7;

impl<'a> Teller<'a> {
    /// A roster as tables.
    pub(super) fn roster(&self, id: ItemId, item: &Item, roster: &model::Roster) -> Roster {
        let mut parts = Parts::default();
        self.gather(&roster.children, &mut parts);
        let rows = self.row_heads(roster);
        let nested = roster.parent.is_some();
        Roster {
            front: front(self, id, item),
            limits: self.limits(roster, u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            notes: parts.notes,
            tables: split(parts.columns).into_iter().map(|columns| table(columns, &rows, nested)).collect(),
            legends: parts.legends,
            inner: parts.inner,
        }
    }

    /// What stands in a roster, sections and grids laid flat: what they are asked under goes down to their questions.
    fn gather(&self, children: &[ItemId], parts: &mut Parts<'a>) {
        for id in children {
            let Some(item) = self.instrument.items.get(*id) else { continue };
            match &item.kind {
                ItemKind::Section { .. } | ItemKind::Grid { .. } => {
                    if let ItemKind::Grid { .. } = item.kind {
                        let number = self.numbers.get(*id).unwrap_or_default();
                        let number = Run { text: format!("{number} "), pipe: false };
                        let text = std::iter::once(number).chain(self.runs(item.label.as_ref())).collect();
                        parts.notes.push(RosterNote { condition: String::new(), text });
                    }
                    let above = parts.above.len();
                    parts.above.extend(&item.when);
                    self.gather(children_of(self.instrument, item), parts);
                    parts.above.truncate(above);
                }
                ItemKind::Note => {
                    let condition = self.under(item, parts);
                    parts.notes.push(RosterNote { condition, text: self.runs(item.label.as_ref()) });
                }
                ItemKind::Question(question) => self.column(*id, item, question, parts),
                ItemKind::Calc(calc) if calc.show => parts.columns.push(Column {
                    front: self.column_front(*id, item, parts),
                    weight: 2,
                    width: 0,
                    cell: CellKind::Shaded,
                    unit: String::new(),
                }),
                ItemKind::Calc(_) => {}
                ItemKind::Roster(inner) => {
                    let condition = self.under(item, parts);
                    let inner = self.instrument.roster(*inner).map(|roster| self.roster(*id, item, roster));
                    parts.inner.extend(inner.map(|inner| {
                        let front = Front { condition, ..inner.front };
                        Roster { front, ..inner }
                    }));
                }
            }
        }
    }

    /// The condition of something in a roster, with those of the sections and grids it stands in.
    fn under(&self, item: &'a Item, parts: &Parts<'a>) -> String {
        let all: Vec<&Formula> = parts.above.iter().copied().chain(&item.when).collect();
        self.conditions(&all)
    }

    fn column_front(&self, id: ItemId, item: &'a Item, parts: &Parts<'a>) -> Front {
        let own = front(self, id, item);
        if parts.above.is_empty() { own } else { Front { condition: self.under(item, parts), ..own } }
    }

    fn column(&self, id: ItemId, item: &'a Item, question: &Question, parts: &mut Parts<'a>) {
        let front = self.column_front(id, item, parts);
        let (cell, weight) = self.cell(question);
        if let (CellKind::Key { .. }, Some(list)) = (&cell, question.ty.list()) {
            legend::add(&mut parts.legends, &front.number, self.legend(list));
        }
        let unit =
            question.unit.as_deref().unwrap_or(if question.ty == QuestionType::Money { "Rp" } else { "" });
        // An author often writes the unit into the text.
        let unit = if front.label.iter().any(|run| run.text.contains(unit)) { "" } else { unit };
        parts.columns.push(Column { front, weight, width: 0, cell, unit: unit.to_owned() });
    }

    fn cell(&self, question: &Question) -> (CellKind, u32) {
        if let Some(text) = self.cell_pattern(&question.ty) {
            return (CellKind::Pattern { text }, 3);
        }
        match &question.ty {
            QuestionType::SelectOne(list) => self.choice_cell(*list, false),
            QuestionType::SelectMultiple(list) | QuestionType::Rank(list) => self.choice_cell(*list, true),
            QuestionType::YesNo => {
                let choices = vec![self.reason(self.words.yes), self.reason(self.words.no)];
                (CellKind::Ticks { multiple: false, choices }, 2)
            }
            QuestionType::Text | QuestionType::Geopoint | QuestionType::Signature => (CellKind::Blank, 4),
            QuestionType::Integer
            | QuestionType::Decimal { .. }
            | QuestionType::Percent { .. }
            | QuestionType::Barcode => (CellKind::Blank, 2),
            QuestionType::Money
            | QuestionType::Date
            | QuestionType::Month
            | QuestionType::Time
            | QuestionType::DateTime
            | QuestionType::Photo
            | QuestionType::Audio
            | QuestionType::Video
            | QuestionType::File => (CellKind::Blank, 3),
        }
    }

    fn choice_cell(&self, list: ListId, multiple: bool) -> (CellKind, u32) {
        // What a choice opens has a column of its own here.
        let tick = |choice| Choice { specify: false, ..choice };
        let choices: Vec<Choice> = self.choices_of(list).into_iter().map(tick).collect();
        let longest = choices.iter().map(|choice| length(&choice.label)).max().unwrap_or_default();
        match choices.len() <= MOST_IN_CELL && longest <= 18 {
            true => (CellKind::Ticks { multiple, choices }, if longest <= 8 { 2 } else { 3 }),
            false => (CellKind::Key { multiple }, 2),
        }
    }

    fn row_heads(&self, roster: &model::Roster) -> Vec<RowHead> {
        let listed = match &roster.rows {
            Rows::ForEachChoice(_) | Rows::ForEachTicked(_) => roster.row_choice,
            Rows::Free | Rows::Count(_) | Rows::Previous(_) => None,
        };
        let choices = listed.map(|(_, list)| self.choices_of(list)).unwrap_or_default();
        if !choices.is_empty() && choices.len() <= 30 {
            return choices.into_iter().map(|choice| RowHead { text: choice.label }).collect();
        }
        let count = roster.min.max(roster.max.min(MOST_ROWS)).clamp(1, 40);
        (1..=count).map(|at| RowHead { text: vec![Run { text: at.to_string(), pipe: false }] }).collect()
    }

    fn limits(&self, roster: &model::Roster, printed: u32) -> String {
        let (min, max) = (roster.min, roster.max);
        let counted = match &roster.rows {
            Rows::Free | Rows::Previous(_) => match (min, max) {
                _ if min == max => self.both(format!("tepat {max} baris"), format!("exactly {max} rows")),
                (0, _) => self.both(format!("paling banyak {max} baris"), format!("at most {max} rows")),
                _ => self.both(format!("{min} sampai {max} baris"), format!("{min} to {max} rows")),
            },
            Rows::Count(count) => {
                let words = self.condition(Some(count));
                self.both(format!("banyaknya baris: {words}"), format!("number of rows: {words}"))
            }
            Rows::ForEachTicked(_) => self.both(
                "satu baris untuk setiap pilihan yang dicentang".to_owned(),
                "one row for each choice ticked".to_owned(),
            ),
            Rows::ForEachChoice(_) => String::new(),
        };
        let more = match &roster.rows {
            Rows::Free | Rows::Count(_) | Rows::Previous(_) if printed < max => {
                self.say("; tambah lembar bila perlu", "; use more sheets if needed")
            }
            Rows::Free
            | Rows::Count(_)
            | Rows::Previous(_)
            | Rows::ForEachTicked(_)
            | Rows::ForEachChoice(_) => "",
        };
        format!("{counted}{more}")
    }

    fn both(&self, id: String, en: String) -> String {
        match crate::form::spoken(self.instrument, self.language) {
            crate::base::Lang::Id => id,
            crate::base::Lang::En => en,
        }
    }

    /// A grid as a table with its choices across.
    pub(super) fn grid(&self, id: ItemId, item: &Item, children: &[ItemId]) -> Grid {
        let questions = children.iter().filter_map(|id| {
            let row = self.instrument.items.get(*id)?;
            if let ItemKind::Question(question) = &row.kind { Some((*id, row, question)) } else { None }
        });
        let questions: Vec<_> = questions.collect();
        let (columns, multiple) = self.across(questions.first().map(|(_, _, question)| &question.ty));
        let rows = questions.iter().map(|(id, row, question)| GridRow {
            front: front(self, *id, row),
            reasons: self.reasons(*id, question),
        });
        let first = questions.first().and_then(|(_, _, question)| question.ty.list());
        let keys = match first {
            Some(list) if columns.is_empty() => {
                vec![Legend { number: String::new(), choices: self.legend(list) }]
            }
            Some(_) | None => Vec::new(),
        };
        let across = if columns.is_empty() { 25 } else { 60 / columns.len().max(5) };
        let text = 94 - across * columns.len().max(1);
        Grid { front: front(self, id, item), text, across, multiple, rows: rows.collect(), columns, keys }
    }

    fn across(&self, ty: Option<&QuestionType>) -> (Vec<Choice>, bool) {
        let few = |choices: Vec<Choice>| if choices.len() <= MOST_ACROSS { choices } else { Vec::new() };
        match ty {
            Some(QuestionType::SelectOne(list)) => (few(self.choices_of(*list)), false),
            Some(QuestionType::SelectMultiple(list)) => (few(self.choices_of(*list)), true),
            Some(QuestionType::YesNo) => {
                (vec![self.reason(self.words.yes), self.reason(self.words.no)], false)
            }
            Some(
                QuestionType::Text
                | QuestionType::Integer
                | QuestionType::Decimal { .. }
                | QuestionType::Money
                | QuestionType::Percent { .. }
                | QuestionType::Date
                | QuestionType::Month
                | QuestionType::Time
                | QuestionType::DateTime
                | QuestionType::Rank(_)
                | QuestionType::Geopoint
                | QuestionType::Photo
                | QuestionType::Audio
                | QuestionType::Video
                | QuestionType::File
                | QuestionType::Signature
                | QuestionType::Barcode,
            )
            | None => (Vec::new(), false),
        }
    }
}

/// What stands in a roster.
#[derive(Default)]
struct Parts<'a> {
    /// Conditions of the sections and grids around.
    above: Vec<&'a Formula>,
    notes: Vec<RosterNote>,
    columns: Vec<Column>,
    legends: Vec<Legend>,
    inner: Vec<Roster>,
}

/// A table whose columns share the page by their weights.
fn table(mut columns: Vec<Column>, rows: &[RowHead], nested: bool) -> Table {
    let named = rows.iter().any(|row| length(&row.text) > 3);
    let head = if named { 18 } else { 6 };
    let free = 100 - if nested { 2 * head } else { head };
    let total = columns.iter().map(|column| column.weight).sum::<u32>().max(1);
    for column in &mut columns {
        column.width = free * column.weight / total;
    }
    Table { columns, rows: rows.to_vec(), head, nested }
}

/// Columns in as many tables as the page is too narrow for.
fn split(columns: Vec<Column>) -> Vec<Vec<Column>> {
    let mut tables: Vec<Vec<Column>> = Vec::new();
    let mut width = PAGE_WIDTH + 1;
    for column in columns {
        let full = width + column.weight > PAGE_WIDTH;
        // What is calculated is shown where there is room; a table of its own it is not worth.
        if full && matches!(column.cell, CellKind::Shaded) {
            continue;
        }
        if full {
            tables.push(Vec::new());
            width = 0;
        }
        width += column.weight;
        if let Some(table) = tables.last_mut() {
            table.push(column);
        }
    }
    tables
}
