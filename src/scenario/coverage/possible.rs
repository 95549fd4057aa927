//! Which ways a point can go at all: every formula gone through where it stands, each part under what must be so for it
//! to be decided.

use std::collections::{BTreeMap, BTreeSet};

use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId};
use crate::model::{Formula, Instrument, ItemId, ItemKind, ScoreId, VarKind};
use crate::rules::{Plan, Step};
use crate::value::RosterId;

use super::cases;
use super::facts::{self, Facts};
use super::places::{Base, Gate, Place, overrides};
use super::points::Kind;
use super::reach::{Reach, Within};
use super::worth::Worth;

/// What the points of a formula can be worth; one that isn't there is never decided.
pub(super) type Noted = BTreeMap<(NodeId, Kind), Worth>;

impl<'a> Reach<'a> {
    /// What every column can be worth, in the order of computation.
    pub(super) fn of(instrument: &'a Instrument, plan: &Plan) -> Self {
        let mut reach = Self::new(instrument);
        for (step, home) in plan.run() {
            let Step::Cell(var) = step else { continue };
            let Some((expr, base)) = computed(instrument, *var) else { continue };
            reach.remember_reads(*var, expr);
            let (facts, open) = reach.known(&Gate::of(base), *home, Facts::default());
            let within = reach.within(expr, *home, &open);
            let mut worth = within.worth(&facts, expr.root);
            if worth.is_impossible() {
                worth = Worth::missing();
            }
            if let Some(proven) = reach.proven(*var) {
                worth = worth.meet(&proven);
            }
            if let Some(slot) = reach.own.get_mut(var.0 as usize) {
                *slot = worth;
            }
        }
        reach
    }

    /// What a column is computed from: what its formula reads, and what that is computed from.
    fn remember_reads(&mut self, var: crate::expr::VarId, expr: &Expr) {
        let mut from: BTreeSet<crate::expr::VarId> = expr.reads().map(|(read, _)| read).collect();
        let further = from.iter().filter_map(|read| self.from.get(read.0 as usize));
        let further: BTreeSet<crate::expr::VarId> = further.flatten().copied().collect();
        from.extend(further);
        if let Some(slot) = self.from.get_mut(var.0 as usize) {
            *slot = from;
        }
    }

    /// The range that was proved of a score, where it holds for every answer: the proof takes the bounds of the parts'
    /// types, which numbers outside `min` and `max` may break.
    fn proven(&self, var: crate::expr::VarId) -> Option<Worth> {
        let VarKind::Score(id) = self.instrument.var(var)?.kind else { return None };
        let score = self.instrument.scores.get(id)?;
        let (least, most) = score.proven?;
        let parts = score.method.parts();
        let kept = parts.iter().all(|part| {
            let worth = part.var.and_then(|var| self.own.get(var.0 as usize));
            let ends = worth.and_then(facts::bounds);
            let ty = part.value.expr.ty().as_num();
            ends.zip(ty).is_some_and(|((low, high), ty)| {
                low.is_some_and(|low| low >= ty.least()) && high.is_some_and(|high| high <= ty.greatest())
            })
        });
        (kept && !parts.is_empty()).then(|| Worth::number(Some(least), Some(most)).or_missing(true))
    }

    pub(super) fn within<'r>(
        &'r self,
        expr: &'r Expr,
        home: Option<RosterId>,
        open: &'r BTreeSet<ItemId>,
    ) -> Within<'r, 'a> {
        let above = |roster: &RosterId| self.instrument.roster(*roster)?.parent;
        let depth = std::iter::successors(home, above).count();
        Within { reach: self, expr, depth, open, answered: None, level: 0, greatest: None }
    }

    /// What the points of a formula can be worth: in any case, and case by case for each choice that much hangs on.
    pub(super) fn points(&self, place: &Place<'_>) -> Noted {
        let mut noted = self.points_when(place, Facts::default());
        for var in cases::decisive(self.instrument, &place.formula.expr) {
            let mut all = Noted::new();
            for worth in cases::of(&self.own, var) {
                let facts = Facts { cells: BTreeMap::from([((var, 0), worth)]), ..Facts::default() };
                for (at, worth) in self.points_when(place, facts) {
                    note(&mut all, at, worth);
                }
            }
            for (at, worth) in &mut noted {
                let found = all.remove(at).unwrap_or_else(Worth::nothing);
                *worth = std::mem::replace(worth, Worth::nothing()).meet(&found);
            }
        }
        noted
    }

    /// The column of a question's answers.
    pub(super) fn answer(&self, item: ItemId) -> Option<crate::expr::VarId> {
        self.instrument.question(item).map(|(_, question)| question.var)
    }

    pub(super) fn points_when(&self, place: &Place<'_>, facts: Facts) -> Noted {
        let expr = &place.formula.expr;
        let (facts, open) = self.known(&place.gate, place.home, facts);
        let within = self.within(expr, place.home, &open);
        let mut noted = Noted::new();
        within.explore(&facts, expr.root, &mut noted);
        if let Some(kind) = place.whole {
            let mut worth = within.worth(&facts, expr.root);
            if let (Kind::Check(_), Base::Asked(item)) = (kind, place.gate.base) {
                // That a check can't be decided is only said of an answer.
                let answered = Within { answered: self.answer(item), ..within };
                worth.missing = answered.worth(&facts, expr.root).missing;
            }
            note(&mut noted, (expr.root, kind), worth);
        }
        if facts.impossible { Noted::new() } else { noted }
    }

    /// What the number of a score can be when no override decides, and each of its mandatory parts.
    pub(super) fn needs(&self, id: ScoreId) -> (Worth, Vec<Worth>) {
        let gate =
            Gate { not_true: overrides(self.instrument, id, usize::MAX), ..Gate::of(Base::Scored(id)) };
        let (facts, open) = self.known(&gate, None, Facts::default());
        let Some(score) = self.instrument.scores.get(id) else { return (Worth::missing(), Vec::new()) };
        let worth = |expr: &Expr| self.within(expr, None, &open).worth(&facts, expr.root);
        let number = score.value.as_ref().map_or_else(Worth::missing, worth);
        (number, score.method.parts().iter().map(|part| worth(&part.value.expr)).collect())
    }

    /// What the number of rows of a roster can be.
    pub(super) fn rows(&self, item: ItemId, count: &Formula) -> Worth {
        let home = self.instrument.items.get(item).and_then(|item| item.home);
        let (facts, open) = self.known(&Gate::of(Base::Asked(item)), home, Facts::default());
        self.within(&count.expr, home, &open).worth(&facts, count.expr.root)
    }
}

/// The formula that a column is computed with, and when.
pub(super) fn computed(instrument: &Instrument, var: crate::expr::VarId) -> Option<(&Expr, Base)> {
    match instrument.var(var)?.kind {
        VarKind::Calc(item) => match &instrument.items.get(item)?.kind {
            ItemKind::Calc(calc) => Some((&calc.value.expr, Base::Asked(item))),
            ItemKind::Section { .. }
            | ItemKind::Question(_)
            | ItemKind::Note
            | ItemKind::Grid { .. }
            | ItemKind::Roster(_) => None,
        },
        VarKind::Score(id) => Some((instrument.scores.get(id)?.value.as_ref()?, Base::Scored(id))),
        VarKind::Band(id) => Some((instrument.scores.get(id)?.band.as_ref()?, Base::Scored(id))),
        VarKind::Part(id, at) => {
            let part = instrument.scores.get(id)?.method.parts().get(at as usize)?;
            Some((&part.value.expr, Base::Scored(id)))
        }
        VarKind::Today
        | VarKind::Given(_)
        | VarKind::Question(_)
        | VarKind::RowChoice(_)
        | VarKind::Prev(_) => None,
    }
}

fn note(noted: &mut Noted, at: (NodeId, Kind), worth: Worth) {
    let both = match noted.remove(&at) {
        Some(known) => known.union(worth),
        None => worth,
    };
    noted.insert(at, both);
}

impl Within<'_, '_> {
    /// Goes through a part of the formula like the evaluation does, in every way it could.
    fn explore(&self, facts: &Facts, id: NodeId, noted: &mut Noted) {
        if facts.impossible {
            return;
        }
        match self.expr.nodes.get(id) {
            Some(Node::Call { func: Func::If, args }) => self.explore_if(facts, args, noted),
            Some(Node::Call { func: Func::Coalesce, args }) => {
                for arg in args {
                    self.explore(facts, *arg, noted);
                    let worth = self.worth(facts, *arg);
                    let sure = !worth.missing;
                    note(noted, (*arg, Kind::Fallback), worth);
                    if sure {
                        break;
                    }
                }
            }
            Some(Node::Call { func, args }) => {
                for arg in args {
                    self.explore(facts, *arg, noted);
                    note(noted, (*arg, Kind::Operand), self.worth(facts, *arg));
                }
                if matches!(func, Func::Sum | Func::Mean | Func::Prorate) {
                    note(noted, (id, Kind::Least), self.worth(facts, id));
                }
            }
            Some(Node::Aggregate(aggregate)) => {
                let mut inside = self.inside(facts, aggregate);
                if let Some(filter) = aggregate.filter {
                    self.explore(&inside, filter, noted);
                    note(noted, (filter, Kind::Filter), self.worth(&inside, filter));
                    self.assume(&mut inside, filter, true);
                }
                if let Some(body) = aggregate.body {
                    self.explore(&inside, body, noted);
                    note(noted, (body, Kind::Operand), self.worth(&inside, body));
                }
            }
            Some(Node::Attribute { of, .. } | Node::ByCode { of, .. } | Node::Label { of, .. }) => {
                self.explore(facts, *of, noted)
            }
            Some(Node::Lookup { keys, .. }) => keys.iter().for_each(|key| self.explore(facts, *key, noted)),
            Some(
                Node::Const(_)
                | Node::Read { .. }
                | Node::State { .. }
                | Node::RowIndex { .. }
                | Node::CurrentChoice,
            )
            | None => {}
        }
    }

    fn explore_if(&self, facts: &Facts, args: &[NodeId], noted: &mut Noted) {
        let mut facts = facts.clone();
        let mut rest = args;
        while let [condition, value, more @ ..] = rest {
            self.explore(&facts, *condition, noted);
            let met = self.worth(&facts, *condition);
            note(noted, (*condition, Kind::If), met.clone());
            note(noted, (*condition, Kind::Limit), met.clone());
            if met.may_be_true() {
                let mut then = facts.clone();
                self.assume(&mut then, *condition, true);
                self.explore(&then, *value, noted);
                note(noted, (*value, Kind::Operand), self.worth(&then, *value));
            }
            if !met.may_be_false() {
                return;
            }
            self.assume(&mut facts, *condition, false);
            rest = more;
        }
        if let Some(otherwise) = rest.first() {
            self.explore(&facts, *otherwise, noted);
            note(noted, (*otherwise, Kind::Operand), self.worth(&facts, *otherwise));
        }
    }
}
