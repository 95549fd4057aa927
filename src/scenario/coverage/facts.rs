//! What is known where a formula stands: what was assumed of columns and of parts of the formula.

use std::collections::BTreeMap;

use crate::expr::funcs::Func;
use crate::expr::{Node, NodeId, StateTest, VarId};
use crate::model::VarKind;
use crate::value::{Decimal, Pattern};

use super::calls::is_strict;
use super::possible::computed;
use super::reach::{DEEPEST, Within};
use super::worth::{There, Worth};

/// What is known of columns (in the rows that the slots of the frame hold) and of nodes of the formula itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) cells: BTreeMap<(VarId, u8), Worth>,
    pub(super) nodes: BTreeMap<NodeId, Worth>,
    /// Two facts contradict each other: the place is never reached.
    pub(super) impossible: bool,
}

impl Facts {
    /// The same for another formula: what is known of the nodes of this one means nothing there.
    pub(super) fn elsewhere(self) -> Self {
        Self { nodes: BTreeMap::new(), ..self }
    }
}

impl Within<'_, '_> {
    /// Takes it for known that a condition is definitely true, or definitely false.
    pub(super) fn assume(&self, facts: &mut Facts, id: NodeId, truth: bool) {
        self.narrow(facts, id, &Worth::truth(truth, !truth, false));
        let Some(Node::Call { func, args }) = self.expr.nodes.get(id) else { return };
        match (func, truth) {
            (Func::And, true) | (Func::Or, false) => {
                args.iter().for_each(|arg| self.assume(facts, *arg, truth));
            }
            (Func::Not, _) => args.iter().for_each(|arg| self.assume(facts, *arg, !truth)),
            (Func::IsTrue, true) => args.iter().for_each(|arg| self.assume(facts, *arg, true)),
            (Func::IsTrue, false) => args.iter().for_each(|arg| self.assume_not_true(facts, *arg)),
            (Func::IsFalse, true) => args.iter().for_each(|arg| self.assume(facts, *arg, false)),
            (Func::IsMissing, true) => {
                args.iter().for_each(|arg| self.narrow(facts, *arg, &Worth::missing()));
            }
            (Func::IsMissing, false) => args.iter().for_each(|arg| self.there(facts, *arg)),
            (func, truth) => self.assume_call(facts, (id, *func, args), truth),
        }
    }

    /// Takes it for known that a condition isn't definitely true: it is false or unknown.
    pub(super) fn assume_not_true(&self, facts: &mut Facts, id: NodeId) {
        let worth = self.worth(facts, id);
        if !worth.missing {
            return self.assume(facts, id, false);
        }
        self.narrow(facts, id, &Worth::truth(false, true, true));
        let Some(Node::Call { func, args }) = self.expr.nodes.get(id) else { return };
        match (func, args.as_slice()) {
            (Func::Or, args) => args.iter().for_each(|arg| self.assume_not_true(facts, *arg)),
            (Func::Equal | Func::In, [of, codes @ ..]) => self.without(facts, *of, codes),
            (_, _) => {}
        }
    }

    /// A condition that isn't a connective: what it compares is there.
    fn assume_call(&self, facts: &mut Facts, (id, func, args): (NodeId, Func, &[NodeId]), truth: bool) {
        if is_strict(func) {
            args.iter().for_each(|arg| self.there(facts, *arg));
        }
        match (func, args, truth) {
            (Func::Equal, [a, b], true) | (Func::NotEqual, [a, b], false) => {
                let both = self.worth(facts, *a).meet(&self.worth(facts, *b));
                self.narrow(facts, *a, &both);
                self.narrow(facts, *b, &both);
            }
            (Func::Equal | Func::In, [of, codes @ ..], false) | (Func::NotEqual, [of, codes @ ..], true) => {
                self.without(facts, *of, codes);
            }
            (Func::In, [of, codes @ ..], true) => {
                let any = codes.iter().map(|code| self.worth(facts, *code)).reduce(Worth::union);
                self.narrow(facts, *of, &any.unwrap_or_else(Worth::nothing));
            }
            (Func::Less | Func::LessOrEqual, [a, b], true)
            | (Func::Greater | Func::GreaterOrEqual, [b, a], true)
            | (Func::Greater | Func::GreaterOrEqual, [a, b], false)
            | (Func::Less | Func::LessOrEqual, [b, a], false) => self.ordered(facts, *a, *b),
            (Func::Matches, [of, ..], true) => {
                let digits = self.expr.pattern(id).and_then(Pattern::digits);
                if let Some((least, most)) = digits {
                    self.narrow(facts, *of, &Worth { missing: false, there: There::Digits(least, most) });
                }
            }
            (Func::Between, [of, low, high], true) => {
                self.there(facts, *of);
                self.ordered(facts, *low, *of);
                self.ordered(facts, *of, *high);
            }
            (_, _, _) => {}
        }
    }

    /// The first is at most the second.
    fn ordered(&self, facts: &mut Facts, a: NodeId, b: NodeId) {
        let most = bounds(&self.worth(facts, b)).and_then(|(_, most)| most);
        let least = bounds(&self.worth(facts, a)).and_then(|(least, _)| least);
        if most.is_some() {
            self.narrow(facts, a, &Worth::number(None, most).or_missing(true));
        }
        if least.is_some() {
            self.narrow(facts, b, &Worth::number(least, None).or_missing(true));
        }
    }

    /// It is none of these codes.
    fn without(&self, facts: &mut Facts, of: NodeId, codes: &[NodeId]) {
        let worth = self.worth(facts, of);
        let There::Codes(mut left) = worth.there else { return };
        for code in codes {
            // Only a constant is known to be the one code that it isn't.
            if let (Some(Node::Const(_)), There::Codes(one)) =
                (self.expr.nodes.get(*code), self.worth(facts, *code).there)
            {
                left.retain(|code| !one.contains(code));
            }
        }
        let there = if left.is_empty() { There::Nothing } else { There::Codes(left) };
        self.narrow(facts, of, &Worth { missing: worth.missing, there });
    }

    /// It has a value, and so has what it can't do without.
    fn there(&self, facts: &mut Facts, id: NodeId) {
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            let there = Worth { missing: false, there: self.worth(facts, id).there };
            if let Some(Node::Read { var, slot: 0 }) = self.expr.nodes.get(id)
                && facts.cells.get(&(*var, 0)).is_none_or(|known| known.missing)
            {
                self.narrow(facts, id, &there);
                self.asked(facts, *var);
            }
            self.narrow(facts, id, &there);
            match self.expr.nodes.get(id) {
                Some(Node::Call { func, args }) if is_strict(*func) => stack.extend(args.iter().copied()),
                Some(Node::Attribute { of, .. } | Node::Label { of, .. }) => stack.push(*of),
                Some(Node::Lookup { keys, .. }) => stack.extend(keys.iter().copied()),
                Some(
                    Node::Call { .. }
                    | Node::Const(_)
                    | Node::Read { .. }
                    | Node::State { .. }
                    | Node::RowIndex { .. }
                    | Node::CurrentChoice
                    | Node::Aggregate(_),
                )
                | None => {}
            }
        }
    }

    /// A column of the record itself has a value: all conditions around it hold, and a calculation had what it needs.
    fn asked(&self, facts: &mut Facts, id: VarId) {
        let instrument = self.reach.instrument;
        let Some(var) = instrument.var(id).filter(|var| var.home.is_none() && self.level < DEEPEST) else {
            return;
        };
        let (VarKind::Question(item) | VarKind::Calc(item)) = var.kind else { return };
        let around = std::iter::successors(Some(item), |id| instrument.items.get(*id)?.parent);
        let whens = around.filter_map(|id| instrument.items.get(id)?.when.as_ref());
        let mut known = Facts { cells: facts.cells.clone(), ..Facts::default() };
        known.cells.retain(|(_, slot), _| *slot == 0);
        for when in whens {
            let within = Within { expr: &when.expr, depth: 0, level: self.level + 1, ..*self };
            within.assume(&mut known, when.expr.root, true);
            known.nodes.clear();
        }
        if let Some((expr, _)) = computed(instrument, id) {
            let within = Within { expr, depth: 0, level: self.level + 1, ..*self };
            within.there(&mut known, expr.root);
        }
        facts.impossible |= known.impossible;
        facts.cells.extend(known.cells);
    }

    /// It can only be one of these.
    fn narrow(&self, facts: &mut Facts, id: NodeId, to: &Worth) {
        let now = self.worth(facts, id).meet(to);
        facts.impossible |= now.is_impossible();
        match self.expr.nodes.get(id) {
            Some(Node::Read { var, slot }) => {
                facts.cells.insert((*var, *slot), now);
            }
            Some(Node::State { var, slot, test: StateTest::Answered }) if !now.may_be_true() => {
                let read = facts.cells.get(&(*var, *slot)).cloned();
                let read = read.unwrap_or_else(|| self.column(facts, *var, *slot));
                facts.cells.insert((*var, *slot), read.meet(&Worth::missing()));
            }
            Some(Node::Const(_)) | None => {}
            Some(_) => {
                facts.nodes.insert(id, now);
            }
        }
    }
}

/// The bounds of a number.
pub(super) fn bounds(worth: &Worth) -> Option<(Option<Decimal>, Option<Decimal>)> {
    if let There::Between(least, most) = worth.there { Some((least, most)) } else { None }
}
