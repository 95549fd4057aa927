//! Which rows a roster really has: those recorded, as many as counted, one per choice, or those of the previous wave.
//!
//! Recorded rows that the roster doesn't have now are kept aside in the record, never deleted.

use std::cell::OnceCell;

use smallvec::{SmallVec, smallvec};

use crate::expr::VarId;
use crate::model::{Instrument, Roster, Rows};
use crate::value::{RosterId, Value};

use super::outcome::{Group, Layout, Row};
use super::record::{Record, Recorded, RecordedRow, Sheet};
use super::{Outcome, Plan};

type Numbers = SmallVec<[u32; 16]>;

/// The answers that tell a row from others.
type RowKey<'s> = SmallVec<[&'s Value; 2]>;

/// Computes the rows of a roster under every row of the roster around it, and makes room for their cells.
pub(super) fn lay_out(
    instrument: &Instrument,
    plan: &Plan,
    record: &Record,
    outcome: &mut Outcome,
    id: RosterId,
) {
    let mut layout = outcome.layouts.get_mut(id.0 as usize).map(std::mem::take).unwrap_or_default();
    layout.groups.clear();
    layout.rows.clear();
    write_layout((instrument, plan), record, outcome, (id, &mut layout));
    if let Some(slot) = outcome.layouts.get_mut(id.0 as usize) {
        *slot = layout;
    }
    outcome.resize(plan, id);
}

/// Computes the rows of a roster again. Where they are as before and nothing forces it, nothing happens and the answer
/// is `false`. Else `matching` is asked, the new rows being there, which row each was before: what was computed in it
/// goes with it, and a new row begins with nothing asked.
pub fn update_rows(
    (instrument, plan): (&Instrument, &Plan),
    record: &Record,
    outcome: &mut Outcome,
    (id, force): (RosterId, bool),
    matching: impl FnOnce(&Outcome) -> Vec<Option<u32>>,
) -> bool {
    let mut layout = Layout::default();
    write_layout((instrument, plan), record, outcome, (id, &mut layout));
    let Some(slot) = outcome.layouts.get_mut(id.0 as usize) else { return false };
    if *slot == layout && !force {
        return false;
    }
    *slot = layout;
    let from = matching(outcome);
    outcome.carry(plan, id, &from);
    true
}

fn write_layout(
    (instrument, plan): (&Instrument, &Plan),
    record: &Record,
    outcome: &Outcome,
    (id, layout): (RosterId, &mut Layout),
) {
    let Some(roster) = instrument.roster(id) else { return };
    let earlier = by_parent(record.previous.rows(id));
    let place = Place { instrument, plan, record, outcome, id, roster, earlier, holding: OnceCell::new() };
    let sorted = by_parent(record.answers.rows(id));
    for parent in 0..outcome.row_count(roster.parent) {
        let at = outcome.recorded_row(roster.parent, parent);
        let own = at.map(|at| under(record.answers.rows(id), &sorted, at)).unwrap_or_default();
        let group = place.group(parent, own, layout);
        layout.groups.push(group);
    }
}

/// The recorded rows sorted by the row they stand under; as recorded among those under one row.
fn by_parent(rows: &[RecordedRow]) -> Numbers {
    let mut sorted: Numbers = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect();
    sorted.sort_by_key(|row| parent(rows, *row));
    sorted
}

fn parent(rows: &[RecordedRow], row: u32) -> u32 {
    rows.get(row as usize).map_or(u32::MAX, |row| row.parent)
}

fn under<'a>(rows: &[RecordedRow], sorted: &'a [u32], at: u32) -> &'a [u32] {
    let from = sorted.partition_point(|row| parent(rows, *row) < at);
    let to = sorted.partition_point(|row| parent(rows, *row) <= at);
    sorted.get(from..to).unwrap_or_default()
}

/// Rows by something they are looked up by: the first with it is found.
struct Index<K>(SmallVec<[(K, u32); 16]>);

impl<K: Ord> Index<K> {
    fn new(entries: impl Iterator<Item = (K, u32)>) -> Self {
        let mut entries: SmallVec<[(K, u32); 16]> = entries.collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Self(entries)
    }

    /// What stands under a key, in the order it was given.
    fn all(&self, key: &K) -> &[(K, u32)] {
        let from = self.0.partition_point(|entry| entry.0 < *key);
        let to = self.0.partition_point(|entry| entry.0 <= *key);
        self.0.get(from..to).unwrap_or_default()
    }

    fn first(&self, key: &K) -> Option<u32> {
        self.all(key).first().map(|entry| entry.1)
    }
}

/// A roster with all that decides its rows.
struct Place<'a> {
    instrument: &'a Instrument,
    plan: &'a Plan,
    record: &'a Record,
    outcome: &'a Outcome,
    id: RosterId,
    roster: &'a Roster,
    /// The rows of the previous wave, sorted by the row they stand under.
    earlier: Numbers,
    /// By recorded row: whether it or a row in it holds an answer; found out when it is first asked for.
    holding: OnceCell<Vec<bool>>,
}

/// By recorded row of a roster: whether an answer stands in it or in the rows of a roster in it. Goes down one call per
/// nested roster.
fn holding(instrument: &Instrument, plan: &Plan, record: &Record, id: RosterId) -> Vec<bool> {
    let vars = &plan.members(Some(id)).vars;
    let holds = |row: u32| vars.iter().any(|var| record.answer(*var, row).is_given());
    let mut holding: Vec<bool> = (0..length(record.answers.rows(id))).map(holds).collect();
    for (inner, _) in
        (0..).map(RosterId).zip(&instrument.rosters).filter(|(_, inner)| inner.parent == Some(id))
    {
        let held = holding_rows(instrument, plan, record, inner);
        for parent in held {
            if let Some(slot) = holding.get_mut(parent as usize) {
                *slot = true;
            }
        }
    }
    holding
}

/// The rows around those of a roster that hold an answer.
fn holding_rows(instrument: &Instrument, plan: &Plan, record: &Record, id: RosterId) -> Vec<u32> {
    let held = holding(instrument, plan, record, id);
    let rows = record.answers.rows(id).iter().zip(held);
    rows.filter(|(_, holds)| *holds).map(|(row, _)| row.parent).collect()
}

/// A row before it is matched with the previous wave.
type Draft = (Option<u32>, Option<u32>);

impl Place<'_> {
    /// Writes the rows under one row of the roster around it; `own` are those recorded there.
    fn group(&self, parent: u32, own: &[u32], layout: &mut Layout) -> Group {
        let start = u32::try_from(layout.rows.len()).unwrap_or(u32::MAX);
        let mut group = Group { start, end: start, ..Group::default() };
        if !self.outcome.asked(self.roster.item, parent) {
            group.aside = self.answered(own.iter().copied());
            return group;
        }
        let max = self.roster.max as usize;
        match &self.roster.rows {
            Rows::Free => {
                group.surplus = length(own.get(max..).unwrap_or_default());
                self.write(parent, own.iter().take(max).map(|row| (Some(*row), None)), layout);
            }
            Rows::Count(formula) => {
                let home = self.roster.parent;
                let count = self.outcome.view(self.instrument).eval(&formula.expr, home, parent);
                let (rows, bad) = counted(&count, self.roster.max);
                group.bad_count = bad;
                group.aside = self.answered(own.iter().skip(rows).copied());
                self.write(parent, (0..rows).map(|at| (own.get(at).copied(), None)), layout);
            }
            Rows::ForEachTicked(var) => {
                self.for_each((parent, own), &self.ticked(*var, parent), &mut group, layout)
            }
            Rows::ForEachChoice(list) => {
                let list = self.instrument.list(*list).map(|list| &list.list.choices);
                let proper = list.into_iter().flat_map(|choices| (0..).zip(choices.values()));
                let choices: Numbers =
                    proper.filter(|(_, c)| c.special.is_none()).map(|(at, _)| at).collect();
                self.for_each((parent, own), &choices, &mut group, layout);
            }
            Rows::Previous(_) => self.carry_over(parent, own, &mut group, layout),
        }
        group.end = u32::try_from(layout.rows.len()).unwrap_or(u32::MAX);
        group
    }

    /// How many of these recorded rows hold an answer.
    fn answered(&self, rows: impl Iterator<Item = u32>) -> u32 {
        let held = || self.holding.get_or_init(|| holding(self.instrument, self.plan, self.record, self.id));
        let holds = |row: &u32| held().get(*row as usize).copied().unwrap_or(false);
        u32::try_from(rows.filter(holds).count()).unwrap_or(u32::MAX)
    }

    /// The choices ticked in the row around, in the order of the list.
    fn ticked(&self, var: VarId, parent: u32) -> Numbers {
        let home = self.instrument.var(var).and_then(|var| var.home);
        let frame = self.outcome.frame(self.roster.parent, parent);
        let depth = self.outcome.depth(home);
        let row = frame.get(depth).copied().unwrap_or(0);
        let Value::Choices(ticked) = &self.outcome.cell(var, row).value else { return Numbers::new() };
        let mut sorted: Numbers = ticked.iter().copied().collect();
        sorted.sort_unstable();
        sorted
    }

    /// One row per choice. A recorded row says its choice; one that doesn't stands for the choice at its position.
    fn for_each(
        &self,
        (parent, own): (u32, &[u32]),
        choices: &[u32],
        group: &mut Group,
        layout: &mut Layout,
    ) {
        let recorded = self.record.answers.rows(self.id);
        let named = |row: u32| recorded.get(row as usize).and_then(|row| row.choice);
        let kept = choices.get(..self.roster.max as usize).unwrap_or(choices);
        group.surplus = length(choices) - length(kept);
        let by_choice = Index::new(own.iter().filter_map(|row| Some((named(*row)?, *row))));
        let row_of = |at: usize, choice: u32| {
            let by_name = by_choice.first(&choice);
            by_name.or_else(|| own.get(at).copied().filter(|row| named(*row).is_none()))
        };
        let drafts = kept.iter().enumerate().map(|(at, choice)| (row_of(at, *choice), Some(*choice)));
        self.write(parent, drafts, layout);
        let written = layout.rows.get(group.start as usize..).unwrap_or_default();
        let used = Index::new(written.iter().filter_map(|row| Some((row.recorded?, 0))));
        group.aside = self.answered(own.iter().copied().filter(|row| used.first(row).is_none()));
    }

    /// The rows of the previous wave and those added since. A recorded row belongs to the earlier row with the same key;
    /// one whose key isn't filled in yet, or where there is no key, to the next earlier row that no other claims.
    fn carry_over(&self, parent: u32, own: &[u32], group: &mut Group, layout: &mut Layout) {
        let earlier = self.earlier(parent);
        let by_key = self.by_key(earlier);
        let mut taken: SmallVec<[bool; 16]> = smallvec![false; earlier.len()];
        let mut claims: SmallVec<[(Draft, Option<u32>); 16]> = SmallVec::new();
        for row in own {
            let own = self.key(&self.record.answers, *row);
            let same = own.map(|key| by_key.all(&key)).unwrap_or_default().iter().map(|entry| entry.1);
            let same = same.into_iter().find(|at| taken.get(*at as usize) == Some(&false));
            same.and_then(|at| taken.get_mut(at as usize)).into_iter().for_each(|slot| *slot = true);
            claims.push(((Some(*row), None), same.and_then(|at| earlier.get(at as usize).copied())));
        }
        let open = earlier.iter().zip(&taken).filter(|(_, taken)| !**taken);
        let mut next = open.map(|(row, _)| *row);
        for ((recorded, _), same) in &mut claims {
            let unfilled = recorded.is_some_and(|row| !self.has_key(row));
            if same.is_none() && unfilled {
                *same = next.next();
            }
        }
        claims.extend(next.map(|row| ((None, None), Some(row))));
        let max = self.roster.max as usize;
        group.surplus = u32::try_from(claims.len().saturating_sub(max)).unwrap_or(u32::MAX);
        layout.rows.extend(claims.into_iter().take(max).map(|((recorded, choice), previous)| Row {
            parent,
            recorded,
            choice,
            previous,
        }));
    }

    /// Whether the key of a row is filled in, whatever stands there.
    fn has_key(&self, row: u32) -> bool {
        let key = &self.roster.key;
        !key.is_empty() && key.iter().all(|key| self.record.answer(*key, row).is_given())
    }

    /// The rows of the previous wave that stand where these do.
    fn earlier(&self, parent: u32) -> &[u32] {
        let around = match self.roster.parent {
            None => Some(0),
            Some(outer) => self.outcome.row(outer, parent).and_then(|row| row.previous),
        };
        let rows = self.record.previous.rows(self.id);
        around.map(|around| under(rows, &self.earlier, around)).unwrap_or_default()
    }

    /// Writes rows, each with the row of the previous wave it goes on from: that of the same choice or key, else of the
    /// same number.
    fn write(&self, parent: u32, drafts: impl Iterator<Item = Draft>, layout: &mut Layout) {
        let earlier = self.earlier(parent);
        let by_key = self.by_key(earlier);
        let rows = self.record.previous.rows(self.id);
        let choice = |row: u32| rows.get(row as usize).and_then(|row| row.choice);
        let by_choice = Index::new((0..).zip(earlier).filter_map(|(at, row)| Some((choice(*row)?, at))));
        for (at, (recorded, choice)) in drafts.enumerate() {
            let at = match choice {
                Some(choice) => by_choice.first(&choice),
                None if self.roster.key.is_empty() => u32::try_from(at).ok(),
                None => {
                    let key = recorded.and_then(|row| self.key(&self.record.answers, row));
                    key.and_then(|key| by_key.first(&key))
                }
            };
            let previous = at.and_then(|at| earlier.get(at as usize).copied());
            layout.rows.push(Row { parent, recorded, choice, previous });
        }
    }

    /// The places in `earlier` by the key of their rows.
    fn by_key(&self, earlier: &[u32]) -> Index<RowKey<'_>> {
        let key = |row: u32| self.key(&self.record.previous, row);
        Index::new((0..).zip(earlier).filter_map(|(at, row)| Some((key(*row)?, at))))
    }

    /// The key of a row, as recorded; none while a part of it is missing.
    fn key<'s>(&self, sheet: &'s Sheet, row: u32) -> Option<RowKey<'s>> {
        let key = &self.roster.key;
        let values = || key.iter().map(|var| value(sheet, *var, row)).collect();
        if key.is_empty() { None } else { values() }
    }
}

fn value(sheet: &Sheet, var: VarId, row: u32) -> Option<&Value> {
    if let Recorded::Value(value) = sheet.get(var, row) { Some(value) } else { None }
}

/// How many rows a `count` asks for, and whether it is no number of rows the roster can have. A missing count is no rows.
fn counted(count: &Value, max: u32) -> (usize, bool) {
    let Value::Num(number) = count else { return (0, false) };
    let whole = number.normalized();
    let rows = u32::try_from(whole.units()).ok().filter(|rows| whole.scale() == 0 && *rows <= max);
    match rows {
        Some(rows) => (rows as usize, false),
        None if whole.scale() == 0 && number.signum() > 0 => (max as usize, true),
        None => (0, true),
    }
}

fn length<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}
