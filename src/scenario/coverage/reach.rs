//! What each part of a formula can be worth where it stands, by reasoning that never leaves out what can happen: codes
//! of lists, bounds of numbers, what must be there or open for the formula to be decided at all.
//!
//! Tests may hold unfinished records and wrong answers, so that any answer may be missing and any number may lie outside
//! its `min` and `max`.

use std::collections::BTreeSet;

use crate::expr::funcs::Func;
use crate::expr::{Aggregate, AggregateKind, AttributeRef, Expr, Node, NodeId, StateTest, VarId};
use crate::model::{Bounds, Instrument, ItemId, VarKind};
use crate::value::{Decimal, ListId, QUOTIENT_SCALE, Type, Value};

use super::calls;
use super::facts::{Facts, bounds};
use super::worth::{There, Worth};

/// An instrument, and what its columns can be worth once they are asked or computed.
pub(super) struct Reach<'a> {
    pub(super) instrument: &'a Instrument,
    /// By column.
    pub(super) own: Vec<Worth>,
    /// By column: every column that it is computed from, however indirectly.
    pub(super) from: Vec<BTreeSet<VarId>>,
}

/// A formula where it stands.
#[derive(Clone, Copy)]
pub(super) struct Within<'r, 'a> {
    pub(super) reach: &'r Reach<'a>,
    pub(super) expr: &'r Expr,
    /// How many rosters it stands in: slots up to this one hold its own rows.
    pub(super) depth: usize,
    /// The items known to be asked in its own rows.
    pub(super) open: &'r BTreeSet<ItemId>,
    /// The questions asked whenever the formula is decided may still be unanswered; this column isn't.
    pub(super) answered: Option<VarId>,
    /// How many calculations it was followed through.
    pub(super) level: u8,
    /// What finds the greatest row, where it is known that there is one.
    pub(super) greatest: Option<NodeId>,
}

/// How many calculations are followed.
pub(super) const DEEPEST: u8 = 3;

impl<'a> Reach<'a> {
    /// Nothing known of calculations and scores yet.
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        let own = instrument.vars.iter().map(|var| input(instrument, var.kind, &var.ty)).collect();
        Self { instrument, own, from: vec![BTreeSet::new(); instrument.vars.len()] }
    }
}

/// A column of which nothing is known but its type.
fn input(instrument: &Instrument, kind: VarKind, ty: &Type) -> Worth {
    let there = match (ty, kind) {
        (Type::Num(ty), _) => {
            // Numbers outside `min` and `max` are wrong, but they are there.
            let usual = Bounds::usual(ty.scale);
            let least = Decimal::new(ty.min.min(-usual), ty.scale);
            There::Between(Some(least), Some(Decimal::new(ty.max.max(usual), ty.scale)))
        }
        (ty, VarKind::RowChoice(_)) => There::any(ty),
        (Type::Choice(list), _) => proper(instrument, *list),
        (ty, _) => There::any(ty),
    };
    // A row made for a choice always stands for one.
    Worth { missing: !matches!(kind, VarKind::RowChoice(_)), there }
}

/// The codes of a list that aren't special.
fn proper(instrument: &Instrument, list: ListId) -> There {
    let choices = instrument.list(list).map(|list| list.list.choices.values()).into_iter().flatten();
    let codes: BTreeSet<u32> =
        (0..).zip(choices).filter(|(_, choice)| choice.special.is_none()).map(|(at, _)| at).collect();
    if codes.is_empty() { There::Nothing } else { There::Codes(codes) }
}

impl Within<'_, '_> {
    /// What a node can be worth.
    pub(super) fn worth(&self, facts: &Facts, id: NodeId) -> Worth {
        if facts.impossible {
            return Worth::nothing();
        }
        let found = self.found(facts, id);
        match facts.nodes.get(&id) {
            Some(known) => found.meet(known),
            None => found,
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only the connectives are looked at twice")]
    fn found(&self, facts: &Facts, id: NodeId) -> Worth {
        let ty = self.expr.type_of(id);
        match self.expr.nodes.get(id) {
            Some(Node::Const(value)) => Worth::of(value),
            Some(Node::Read { var, slot }) => match facts.cells.get(&(*var, *slot)) {
                Some(known) => known.clone(),
                None => self.column(facts, *var, *slot),
            },
            Some(Node::State { var, slot, test }) => self.state(facts, (*var, *slot), *test),
            Some(Node::RowIndex { .. }) => Worth::number(Some(Decimal::int(1)), None),
            Some(Node::CurrentChoice) => self.current(ty),
            Some(Node::Attribute { of, list, attribute }) => self.attribute(facts, *of, *list, *attribute),
            Some(Node::ByCode { of, list }) => self.by_code(facts, *of, *list),
            Some(Node::Call { func: Func::If, args }) => self.chosen(facts, args),
            Some(Node::Call { func: Func::Coalesce, args }) => self.first(facts, args),
            Some(Node::Call { func, args }) => {
                let worths: Vec<Worth> = args.iter().map(|arg| self.worth(facts, *arg)).collect();
                let worth = calls::worth(*func, &worths, ty);
                match func {
                    Func::And if worth.missing => self.undecided(facts, args, true, worth),
                    Func::Or if worth.missing => self.undecided(facts, args, false, worth),
                    _ => worth,
                }
            }
            Some(Node::Aggregate(aggregate)) => {
                self.termed(facts, id, self.aggregate(facts, (id, aggregate), ty))
            }
            Some(Node::Lookup { .. }) => self.termed(facts, id, Worth::any(ty)),
            Some(Node::Label { .. }) | None => Worth::any(ty),
        }
    }

    /// What a column can be worth in the row that a slot holds.
    pub(super) fn column(&self, facts: &Facts, var: VarId, slot: u8) -> Worth {
        let key = (var, slot, self.level, self.answered == Some(var));
        if let Some(found) = facts.found.borrow().get(&key) {
            return found.clone();
        }
        let found = self.column_anew(facts, var, slot);
        facts.found.borrow_mut().insert(key, found.clone());
        found
    }

    fn column_anew(&self, facts: &Facts, var: VarId, slot: u8) -> Worth {
        let own = self.reach.own.get(var.0 as usize).cloned();
        let mut own = own.unwrap_or_else(|| Worth::any(&Type::Wrong));
        if let Some(found) = self.followed(facts, var) {
            own = own.meet(&found);
        }
        let missing = own.missing || !self.is_asked(facts, var, slot);
        // The answer that is checked, not that of another row.
        let answered = self.answered == Some(var) && usize::from(slot) == self.depth;
        Worth { missing: missing && !answered, ..own }
    }

    fn state(&self, facts: &Facts, (var, slot): (VarId, u8), test: StateTest) -> Worth {
        let read = facts.cells.get(&(var, slot)).cloned().unwrap_or_else(|| self.column(facts, var, slot));
        match (test, read.missing) {
            (StateTest::Answered, false) => Worth::truth(true, false, false),
            (_, false) => Worth::truth(false, true, false),
            (_, true) => Worth::truth(true, true, false),
        }
    }

    fn current(&self, ty: &Type) -> Worth {
        let choices = ty.list().and_then(|list| self.reach.instrument.list(list));
        let all = choices.map_or(0, |list| u32::try_from(list.list.choices.len()).unwrap_or(u32::MAX));
        Worth { missing: all == 0, there: There::Codes((0..all).collect()) }
    }

    fn attribute(&self, facts: &Facts, of: NodeId, list: ListId, attribute: AttributeRef) -> Worth {
        let of = self.worth(facts, of);
        let found = self.reach.instrument.list(list);
        let (There::Codes(codes), Some(list)) = (&of.there, found) else {
            return Worth { missing: true, there: There::Anything };
        };
        let value = |code: &u32| match (list.list.choice(*code), attribute) {
            (Some(choice), AttributeRef::Code) => Value::Text(choice.code.clone()),
            (Some(choice), AttributeRef::Score) => match (choice.special, choice.score) {
                (None, Some(score)) => Value::Num(score),
                (_, _) => Value::Missing,
            },
            (Some(choice), AttributeRef::Column(column)) => {
                choice.attributes.get(column as usize).cloned().unwrap_or(Value::Missing)
            }
            (None, _) => Value::Missing,
        };
        let all = codes.iter().map(|code| Worth::of(&value(code))).reduce(Worth::union);
        all.unwrap_or_else(Worth::nothing).or_missing(of.missing)
    }

    /// The choice with a code: of a choice's code those of the possible choices that the list has, else any.
    fn by_code(&self, facts: &Facts, code: NodeId, list: ListId) -> Worth {
        let any = Worth { missing: true, there: proper(self.reach.instrument, list) };
        let (Some(Node::Attribute { of, list: own, attribute: AttributeRef::Code }), There::Codes(all)) =
            (self.expr.nodes.get(code), &any.there)
        else {
            return any;
        };
        let of = self.worth(facts, *of);
        let lists = self.reach.instrument.list(*own).zip(self.reach.instrument.list(list));
        let (There::Codes(codes), Some((own, list))) = (&of.there, lists) else { return any };
        let same = |code: &u32| {
            let there = list.list.position(&own.list.choice(*code)?.code)?;
            all.contains(&there).then_some(there)
        };
        let found: Vec<Option<u32>> = codes.iter().map(same).collect();
        let missing = of.missing || found.contains(&None);
        let there: BTreeSet<u32> = found.into_iter().flatten().collect();
        Worth { missing, there: if there.is_empty() { There::Nothing } else { There::Codes(there) } }
    }

    /// `and` and `or` are unknown only while no operand decides: those that can't be unknown are then all true, or all
    /// false, which may leave the others no way to be unknown either.
    fn undecided(&self, facts: &Facts, args: &[NodeId], truth: bool, worth: Worth) -> Worth {
        let mut facts = facts.clone();
        for arg in args {
            if !self.worth(&facts, *arg).missing {
                self.assume(&mut facts, *arg, truth);
            }
        }
        let missing = !facts.impossible && args.iter().any(|arg| self.worth(&facts, *arg).missing);
        Worth { missing, ..worth }
    }

    /// An `if`: each value under what must be so for it to be chosen.
    fn chosen(&self, facts: &Facts, args: &[NodeId]) -> Worth {
        let mut all = Worth::nothing();
        let mut facts = facts.clone();
        let mut rest = args;
        while let [condition, value, more @ ..] = rest {
            let met = self.worth(&facts, *condition);
            if met.may_be_true() {
                let mut then = facts.clone();
                self.assume(&mut then, *condition, true);
                all = all.union(self.worth(&then, *value));
            }
            all = all.or_missing(met.missing);
            if !met.may_be_false() {
                return all;
            }
            self.assume(&mut facts, *condition, false);
            rest = more;
        }
        match rest.first() {
            Some(otherwise) => all.union(self.worth(&facts, *otherwise)),
            None => all,
        }
    }

    fn first(&self, facts: &Facts, args: &[NodeId]) -> Worth {
        let mut all = Worth::missing();
        for arg in args {
            let worth = self.worth(facts, *arg);
            let last = !worth.missing;
            all = Worth { missing: worth.missing, there: all.union(worth).there };
            if last {
                break;
            }
        }
        all
    }

    /// What is known in the rows that an aggregate opens: they are others than those another one looked at.
    pub(super) fn inside(&self, facts: &Facts, aggregate: &Aggregate) -> Facts {
        let mut inside = facts.clone().elsewhere();
        inside.cells.retain(|(_, slot), _| *slot < aggregate.first);
        inside
    }

    fn aggregate(&self, facts: &Facts, (id, aggregate): (NodeId, &Aggregate), ty: &Type) -> Worth {
        let mut inside = self.inside(facts, aggregate);
        if let Some(filter) = aggregate.filter {
            self.assume(&mut inside, filter, true);
        }
        let body = aggregate.body.map(|body| self.worth(&inside, body));
        let gap = body.as_ref().is_none_or(|body| body.missing);
        match aggregate.kind {
            AggregateKind::Count => Worth::counted(self.most_rows(aggregate)),
            AggregateKind::Any => {
                let yes = body.is_some_and(|body| body.may_be_true());
                Worth::truth(yes, true, gap && !aggregate.ignoring)
            }
            AggregateKind::All => {
                let no = body.is_some_and(|body| body.may_be_false());
                Worth::truth(true, no, gap && !aggregate.ignoring)
            }
            // No rows are a sum of 0; rows without any value have none.
            AggregateKind::Sum => {
                let most = self.most_rows(aggregate);
                let there = body.and_then(|body| summed(&body, most)).unwrap_or_else(|| There::any(ty));
                Worth { missing: gap, there }
            }
            AggregateKind::First if self.greatest == Some(id) => {
                Worth { missing: gap, there: body.map_or_else(|| There::any(ty), |body| body.there) }
            }
            AggregateKind::Mean => {
                let ends = body.as_ref().and_then(bounds);
                let ends = ends.filter(|(a, b)| a.iter().chain(b).all(|end| end.scale() <= QUOTIENT_SCALE));
                let (least, most) = ends.unwrap_or((None, None));
                Worth::number(least, most).or_missing(true)
            }
            // One of the rows' values.
            AggregateKind::Min | AggregateKind::Max | AggregateKind::First | AggregateKind::Last => {
                Worth { missing: true, there: body.map_or_else(|| There::any(ty), |body| body.there) }
            }
            AggregateKind::Join => Worth::any(ty),
        }
    }

    fn most_rows(&self, aggregate: &Aggregate) -> usize {
        let most = |roster: &crate::value::RosterId| {
            self.reach.instrument.roster(*roster).map_or(usize::MAX, |roster| roster.max as usize)
        };
        aggregate.path.iter().map(most).fold(1, usize::saturating_mul)
    }
}

/// The sum of at most so many values.
fn summed(body: &Worth, most: usize) -> Option<There> {
    let (least, greatest) = bounds(body)?;
    let rows = Decimal::int(i128::try_from(most).ok()?);
    let least = least?.min(Decimal::ZERO).checked_mul(rows)?;
    Some(There::Between(Some(least), Some(greatest?.max(Decimal::ZERO).checked_mul(rows)?)))
}
