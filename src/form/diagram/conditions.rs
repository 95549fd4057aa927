//! What hangs on what: the conditions of items and the things that they read.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::{Expr, VarId};
use crate::form::Numbers;
use crate::model::{Formula, Instrument, Item, ItemId, ItemKind, Rows, ScoreId, VarKind};

/// A calculation that reads more is not drawn with lines: its text names them.
const MOST_LINES: usize = 4;

/// Something that a condition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// A question, a calculation or a roster.
    Item(ItemId),
    /// A score or its band.
    Score(ScoreId),
    /// A given fact.
    Given(u32),
    /// The previous wave's value of a column.
    Before(VarId),
}

/// What an item hangs on, apart from what it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hangs {
    /// What decides whether it is asked, or how many rows it has.
    pub(super) opens: BTreeSet<Source>,
    /// What decides which choices it offers, or what it is calculated from.
    pub(super) reads: BTreeSet<Source>,
}

/// All that is to be drawn with a line.
#[derive(Debug)]
pub(super) struct Conditions {
    hangs: BTreeMap<ItemId, Hangs>,
    deciders: BTreeSet<ItemId>,
}

impl Conditions {
    pub(super) fn new(instrument: &Instrument, numbers: &Numbers) -> Self {
        let mut hangs = BTreeMap::new();
        for (id, item) in instrument.items.iter() {
            // What a choice opens stands behind the choice.
            if numbers.opened_by(id).is_none() && !matches!(item.kind, ItemKind::Calc(_)) {
                hangs.insert(id, of_item(instrument, item));
            }
        }
        let mut deciders: BTreeSet<ItemId> = BTreeSet::new();
        let mut open: Vec<ItemId> = hangs.values().flat_map(items_of).collect();
        while let Some(id) = open.pop() {
            if !deciders.insert(id) {
                continue;
            }
            let Some(ItemKind::Calc(calc)) = instrument.items.get(id).map(|item| &item.kind) else {
                continue;
            };
            let mut reads = sources(instrument, &calc.value.expr);
            reads.remove(&Source::Item(id));
            if reads.len() <= MOST_LINES {
                let of_calc = Hangs { opens: BTreeSet::new(), reads };
                open.extend(items_of(&of_calc));
                hangs.insert(id, of_calc);
            }
        }
        Self { hangs, deciders }
    }

    /// Whether another item hangs on it.
    pub(super) fn decides(&self, item: ItemId) -> bool {
        self.deciders.contains(&item)
    }

    pub(super) fn of(&self, item: ItemId) -> Option<&Hangs> {
        self.hangs.get(&item)
    }
}

fn items_of(hangs: &Hangs) -> impl Iterator<Item = ItemId> {
    let items = hangs.opens.iter().chain(&hangs.reads).filter_map(|source| match source {
        Source::Item(item) => Some(*item),
        Source::Score(_) | Source::Given(_) | Source::Before(_) => None,
    });
    items.collect::<Vec<_>>().into_iter()
}

fn of_item(instrument: &Instrument, item: &Item) -> Hangs {
    let mut hangs = Hangs::default();
    if let Some(when) = &item.when {
        hangs.opens = sources(instrument, &when.expr);
    }
    match &item.kind {
        ItemKind::Question(question) => {
            if let Some(filter) = &question.choices_where {
                hangs.reads = sources(instrument, &filter.expr);
            }
        }
        ItemKind::Roster(roster) => match instrument.roster(*roster).map(|roster| &roster.rows) {
            Some(Rows::Count(count)) => hangs.opens.extend(sources(instrument, &count.expr)),
            Some(Rows::ForEachTicked(var)) => hangs.opens.extend(source(instrument, *var)),
            Some(Rows::Free | Rows::ForEachChoice(_) | Rows::Previous(_)) | None => {}
        },
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => {}
    }
    hangs
}

/// The condition of an item that has one of its own.
pub(super) fn own(item: &Item) -> Option<&Formula> {
    item.when.as_ref()
}

/// What an expression reads: columns, and the rosters it goes through.
pub(super) fn sources(instrument: &Instrument, expr: &Expr) -> BTreeSet<Source> {
    let rosters = expr.iterates().filter_map(|roster| Some(Source::Item(instrument.roster(roster)?.item)));
    let columns: Vec<Source> = expr.reads().filter_map(|(var, _)| source(instrument, var)).collect();
    // Columns inside a roster that is gone through stand in it: the roster stands for them.
    let through: BTreeSet<Source> = rosters.collect();
    let inside = |source: &Source| match source {
        Source::Item(item) => within(instrument, *item, &through),
        Source::Score(_) | Source::Given(_) | Source::Before(_) => false,
    };
    columns.into_iter().filter(|source| !inside(source)).chain(through.iter().copied()).collect()
}

fn within(instrument: &Instrument, item: ItemId, rosters: &BTreeSet<Source>) -> bool {
    let home = instrument.items.get(item).and_then(|item| item.home);
    let roster = home.and_then(|home| instrument.roster(home));
    roster.is_some_and(|roster| rosters.contains(&Source::Item(roster.item)))
}

fn source(instrument: &Instrument, var: VarId) -> Option<Source> {
    match instrument.var(var)?.kind {
        VarKind::Today => None,
        VarKind::Given(at) => Some(Source::Given(at)),
        VarKind::Question(item) | VarKind::Calc(item) => Some(Source::Item(item)),
        VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _) => Some(Source::Score(score)),
        VarKind::RowChoice(roster) => Some(Source::Item(instrument.roster(roster)?.item)),
        VarKind::Prev(_) => Some(Source::Before(var)),
    }
}
