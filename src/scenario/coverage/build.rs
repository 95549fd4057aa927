//! From an instrument to its points, each with the ways it can and can't go.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Message, Span};
use crate::expr::{Expr, NodeId};
use crate::model::walk::Owner;
use crate::model::{Instrument, Item, ItemId, ItemKind, Method, Rows, ScoreId};
use crate::rules::Plan;
use crate::value::{ListId, Value};

use super::places::{Place, decisions, places};
use super::points::{Branch, Kind, Part, Point, Way};
use super::reach::Reach;
use super::reasons::{self, Reason};
use super::worth::Worth;
use super::{Coverage, facts};

/// Where the points are that don't stand in a formula.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By list and position.
    pub(super) choices: BTreeMap<(ListId, u32), u32>,
    /// By score and position in its list of bands or classes.
    pub(super) bands: BTreeMap<(ScoreId, u32), u32>,
    /// By score.
    pub(super) needs: BTreeMap<ScoreId, u32>,
    /// By score and part.
    pub(super) mandatory: BTreeMap<(ScoreId, u32), u32>,
    /// By roster.
    pub(super) rosters: BTreeMap<u32, Sizes>,
}

/// The point of a roster, and from where to where its sizes go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) point: u32,
    /// The fewest rows that are right.
    least: u32,
    /// The most rows there can be.
    most: u32,
}

impl Sizes {
    /// The way of a roster with so many rows.
    pub(super) fn way(self, rows: u32) -> Way {
        match rows {
            0 => Way::NoRows,
            rows if rows >= self.most => Way::MostRows,
            rows if rows < self.least => Way::BelowMin,
            1 => Way::OneRow,
            _ => Way::SeveralRows,
        }
    }
}

/// What makes two points one: the same text, and the same thing decided there.
type PointKey = (Span, Kind, usize, Option<Arc<str>>);

/// An instrument whose points are gathered.
pub(super) struct Builder<'a> {
    instrument: &'a Instrument,
    plan: &'a Plan,
    reach: Reach<'a>,
    points: Vec<Point>,
    known: BTreeMap<PointKey, u32>,
    found: Found,
}

impl<'a> Builder<'a> {
    pub(super) fn new(instrument: &'a Instrument, plan: &'a Plan) -> Self {
        let reach = Reach::of(instrument, plan);
        Self { instrument, plan, reach, points: Vec::new(), known: BTreeMap::new(), found: Found::default() }
    }

    pub(super) fn build(mut self) -> Coverage<'a> {
        let mut places = places(self.instrument);
        for place in &mut places {
            self.formula(place);
        }
        self.choices();
        for (id, _) in self.instrument.scores.iter() {
            self.score(id);
        }
        self.rosters();
        let Self { instrument, plan, points, found, .. } = self;
        let parts = parts(instrument);
        Coverage { instrument, plan, places, points, parts, found }
    }

    /// A point; the same one where it is met again.
    fn point(&mut self, key: PointKey, of: Arc<str>, reads: Vec<Arc<str>>) -> u32 {
        let (span, kind, _, code) = key.clone();
        let next = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        let at = *self.known.entry(key).or_insert(next);
        if at == next {
            let branches = kind.ways().iter().map(|way| Branch::new(*way)).collect();
            let is_roster = |item: &Item| item.id == of && matches!(item.kind, ItemKind::Roster(_));
            let of_rows = self.instrument.items.values().any(is_roster);
            self.points.push(Point { span, kind, of, code, reads, of_rows, unknown: 0, branches });
        }
        at
    }

    /// What stands in the way of a branch; of one met in several places, only what does in all of them.
    fn judge(&mut self, at: u32, first: bool, why: impl Fn(Way) -> Option<Message>) {
        let Some(point) = self.points.get_mut(at as usize) else { return };
        for branch in &mut point.branches {
            let here = why(branch.way);
            branch.impossible = if first { here } else { branch.impossible.take().and(here) };
        }
    }

    fn formula(&mut self, place: &mut Place<'a>) {
        let formula = place.formula;
        let noted = self.reach.points(place);
        let of = owner(self.instrument, place.owner);
        let mut same: BTreeMap<(Span, Kind), usize> = BTreeMap::new();
        for (id, kind) in decisions(&formula.expr, place.whole) {
            let span = match place.whole == Some(kind) && id == formula.expr.root {
                true => formula.map.0.whole(),
                false => written(formula, id),
            };
            let nth = same.entry((span, kind)).or_default();
            *nth += 1;
            let key = (span, kind, *nth, None);
            let first = !self.known.contains_key(&key);
            let reads = reads(self.instrument, &formula.expr, id);
            let at = self.point(key, Arc::clone(&of), reads);
            let worth = noted.get(&(id, kind)).cloned().unwrap_or_else(Worth::nothing);
            let only_itself = self.points.get(at as usize).is_some_and(|point| {
                matches!(kind, Kind::Check(_)) && point.reads.iter().all(|name| *name == point.of)
            });
            let reach = &self.reach;
            let why = |way| {
                if reasons::can(&worth, way) {
                    return None;
                }
                Some(match way == Way::Unknown && only_itself {
                    true => reasons::reads_only_itself(),
                    false => reasons::why(&worth, way, &reach.ground(place, (id, kind), way)),
                })
            };
            let found: Vec<(Way, Option<Message>)> =
                kind.ways().iter().map(|way| (*way, why(*way))).collect();
            self.judge(at, first, |way| found.iter().find(|(of, _)| *of == way)?.1.clone());
            place.points.insert((id, kind), at);
        }
    }

    /// The choices of the lists that questions and given facts use; of lists in tables, which are data, none.
    fn choices(&mut self) {
        for id in used_lists(self.instrument) {
            let Some(list) = self.instrument.list(id) else { continue };
            for ((at, text), choice) in (0..).zip(&list.texts).zip(list.list.choices.values()) {
                if text.span.0.file != list.span.0.file || list.generated {
                    continue;
                }
                let key = (text.span.0, Kind::Choice, 0, Some(Arc::clone(&choice.code)));
                let point = self.point(key, Arc::clone(&list.list.name), Vec::new());
                self.found.choices.insert((id, at), point);
            }
        }
    }

    fn score(&mut self, id: ScoreId) {
        let Some(score) = self.instrument.scores.get(id) else { return };
        let name: Arc<str> = format!("score.{}", score.id).into();
        self.bands(id, &name);
        let parts = score.method.parts();
        if parts.is_empty() {
            return;
        }
        let (number, worths) = self.reach.needs(id);
        let at = self.point((score.span.0, Kind::Need, 0, None), Arc::clone(&name), Vec::new());
        self.judge(at, true, |way| because(&number, way));
        self.found.needs.insert(id, at);
        for ((nth, part), worth) in (0..).zip(parts).zip(worths).filter(|((_, part), _)| part.mandatory) {
            let key = (part.value.map.0.whole(), Kind::Mandatory, 0, Some(Arc::clone(&part.id)));
            let at = self.point(key, Arc::clone(&name), Vec::new());
            self.judge(at, true, |way| because(&worth, way));
            self.found.mandatory.insert((id, nth), at);
        }
    }

    /// The bands of a score or its classes; that of a rule of `classify` is reached when the rule is true.
    fn bands(&mut self, id: ScoreId, name: &Arc<str>) {
        let Some(score) = self.instrument.scores.get(id) else { return };
        if matches!(score.method, Method::Classify { .. }) {
            return;
        }
        let Some(list) = score.band_list.and_then(|list| self.instrument.list(list)) else { return };
        let worth = score.band_var.and_then(|var| self.reach.own.get(var.0 as usize)).cloned();
        for (at, choice) in (0..).zip(list.list.choices.values()) {
            let band = score.bands.iter().find(|band| band.code == choice.code).map(|band| band.span.0);
            let part = score.method.parts().iter().find(|part| part.id == choice.code);
            let span = band.or_else(|| part.map(|part| part.value.map.0.whole())).unwrap_or(score.span.0);
            let key = (span, Kind::Band, 0, Some(Arc::clone(&choice.code)));
            let point = self.point(key, Arc::clone(name), Vec::new());
            let never = worth.as_ref().is_some_and(|worth| !worth.may_be(&Value::Choice(at)));
            self.judge(point, true, |_| never.then(reasons::never_reached));
            self.found.bands.insert((id, at), point);
        }
    }

    fn rosters(&mut self) {
        for (id, roster) in (0..).zip(&self.instrument.rosters) {
            let Some(item) = self.instrument.items.get(roster.item) else { continue };
            let listed = |list: ListId| {
                let choices = self.instrument.list(list).map_or(0, |list| list.list.choices.len());
                u32::try_from(choices).unwrap_or(u32::MAX)
            };
            let most = match &roster.rows {
                Rows::Free | Rows::Previous(_) => roster.max,
                Rows::ForEachChoice(list) => roster.max.min(listed(*list)),
                Rows::ForEachTicked(var) => {
                    let list = self.instrument.var(*var).and_then(|var| var.ty.list());
                    list.map_or(roster.max, |list| roster.max.min(listed(list)))
                }
                Rows::Count(count) => roster.max.min(most_of(&self.reach.rows(roster.item, count))),
            };
            let least = match &roster.rows {
                Rows::Free | Rows::Previous(_) => roster.min,
                Rows::ForEachChoice(_) => most,
                Rows::Count(_) | Rows::ForEachTicked(_) => 0,
            };
            let ways = row_ways(&roster.rows, least, most);
            let key = (item.span.0, Kind::Rows, 0, None);
            let at = self.point(key, Arc::clone(&item.id), Vec::new());
            if let Some(point) = self.points.get_mut(at as usize) {
                point.branches = ways.into_iter().map(Branch::new).collect();
            }
            let always = matches!(roster.rows, Rows::ForEachChoice(_)) && self.is_always_asked(roster.item);
            self.judge(at, true, |way| (always && way == Way::NoRows).then(reasons::always_rows));
            self.found.rosters.insert(id, Sizes { point: at, least, most });
        }
    }
}

impl Builder<'_> {
    /// Whether nothing around an item has a condition.
    fn is_always_asked(&self, item: ItemId) -> bool {
        let items = &self.instrument.items;
        let around = std::iter::successors(Some(item), |id| items.get(*id)?.parent);
        around.filter_map(|id| items.get(id)).all(|item| item.when.is_none())
    }
}

/// Why a score or a part of it never goes a way.
fn because(worth: &Worth, way: Way) -> Option<Message> {
    (!reasons::can(worth, way)).then(|| reasons::why(worth, way, &Reason::Always))
}

/// The most rows that a `count` can ask for.
fn most_of(count: &Worth) -> u32 {
    let most = facts::bounds(count).and_then(|(_, most)| most);
    let whole = most.and_then(|most| most.rescale(0)).map(|most| most.units());
    whole.map_or(u32::MAX, |most| u32::try_from(most).unwrap_or(if most < 0 { 0 } else { u32::MAX }))
}

/// How many rows a roster can have, as far as it makes a difference.
fn row_ways(rows: &Rows, least: u32, most: u32) -> Vec<Way> {
    let fixed = matches!(rows, Rows::ForEachChoice(_));
    let ways = [
        (true, Way::NoRows),
        (!fixed && least >= 2, Way::BelowMin),
        (least <= 1 && most > 1, Way::OneRow),
        (most > least.max(2), Way::SeveralRows),
        (most > 0, Way::MostRows),
    ];
    ways.into_iter().filter(|(there, _)| *there).map(|(_, way)| way).collect()
}

/// Where a node is written: in the formula, or in the definition it comes from.
fn written(formula: &crate::model::Formula, id: NodeId) -> Span {
    let info = formula.expr.info.get(id.index());
    let range = info.map(|info| info.range.0).unwrap_or_default();
    info.and_then(|info| info.defined.0).unwrap_or_else(|| formula.map.0.span(range))
}

/// The names of what a part of a formula reads, each once.
fn reads(instrument: &Instrument, expr: &Expr, id: NodeId) -> Vec<Arc<str>> {
    let (mut stack, mut met, mut names) = (vec![id], BTreeSet::new(), Vec::<Arc<str>>::new());
    while let Some(id) = stack.pop() {
        if !met.insert(id) {
            continue;
        }
        let Some(node) = expr.nodes.get(id) else { continue };
        if let crate::expr::Node::Read { var, .. } | crate::expr::Node::State { var, .. } = node
            && let Some(var) = instrument.var(*var)
            && !names.contains(&var.name)
        {
            names.push(Arc::clone(&var.name));
        }
        let mut children = Vec::new();
        node.each_child(|child| children.push(child));
        stack.extend(children.into_iter().rev());
    }
    names
}

/// The lists of questions and given facts.
fn used_lists(instrument: &Instrument) -> BTreeSet<ListId> {
    let questions = instrument.items.iter().filter_map(|(_, item)| match &item.kind {
        ItemKind::Question(question) => question.ty.list(),
        ItemKind::Section { .. }
        | ItemKind::Note
        | ItemKind::Calc(_)
        | ItemKind::Grid { .. }
        | ItemKind::Roster(_) => None,
    });
    let given = instrument.given.iter().filter_map(|given| given.ty.list());
    questions.chain(given).collect()
}

/// What a formula belongs to, by name.
fn owner(instrument: &Instrument, owner: Owner) -> Arc<str> {
    let nothing = || Arc::from("");
    match owner {
        Owner::Instrument => Arc::clone(&instrument.id),
        Owner::Param(at) => {
            instrument.params.get_index(at as usize).map_or_else(nothing, |(id, _)| Arc::clone(id))
        }
        Owner::List(list) => instrument.list(list).map_or_else(nothing, |list| Arc::clone(&list.list.name)),
        Owner::Given(at) => {
            instrument.given.get(at as usize).map_or_else(nothing, |given| Arc::clone(&given.id))
        }
        Owner::Item(item) => instrument.items.get(item).map_or_else(nothing, |item| Arc::clone(&item.id)),
        Owner::Score(score) => {
            instrument.scores.get(score).map_or_else(nothing, |score| format!("score.{}", score.id).into())
        }
        Owner::Indicator(at) => {
            instrument.indicators.get(at as usize).map_or_else(nothing, |found| Arc::clone(&found.id))
        }
    }
}

/// Items, scores and indicators in order.
fn parts(instrument: &Instrument) -> Vec<Part> {
    let items = instrument.items.values().map(|item| (item.span.0, Arc::clone(&item.id)));
    let scores = instrument.scores.values().map(|score| (score.span.0, format!("score.{}", score.id).into()));
    let indicators = instrument.indicators.iter().map(|found| (found.span.0, Arc::clone(&found.id)));
    let all = items.chain(scores).chain(indicators);
    all.map(|(span, id): (Span, Arc<str>)| Part { span, id, count: 0 }).collect()
}
