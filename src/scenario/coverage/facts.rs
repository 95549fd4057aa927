//! What is known where a formula stands: what was assumed of columns and of parts of the formula.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::expr::funcs::Func;
use crate::expr::{Node, NodeId, StateTest, VarId};
use crate::value::{Decimal, Pattern, Value};

use super::calls::is_strict;
use super::possible::computed;
use super::reach::Within;
use super::worth::{There, Worth};

/// What is known of columns (in the rows that the slots of the frame hold) and of nodes of the formula itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) cells: BTreeMap<(VarId, u8), Worth>,
    pub(super) nodes: BTreeMap<NodeId, Worth>,
    /// What is known of tables and of rosters as a whole, by what is looked up or gathered; with the columns that it reads.
    pub(super) terms: BTreeMap<String, (Worth, Vec<VarId>)>,
    /// What columns were found to be worth with these facts: by column, slot, how far calculations were followed, and
    /// whether the column is known to be answered.
    pub(super) found: RefCell<BTreeMap<(VarId, u8, u8, bool), Worth>>,
    /// Two facts contradict each other: the place is never reached.
    pub(super) impossible: bool,
}

impl Facts {
    /// The same for another formula: what is known of the nodes of this one means nothing there.
    pub(super) fn elsewhere(self) -> Self {
        Self { nodes: BTreeMap::new(), found: RefCell::default(), ..self }
    }

    /// What is known of the record itself, for any formula.
    pub(super) fn of_record(&self) -> Self {
        let cells = self.cells.iter().filter(|((_, slot), _)| *slot == 0);
        let cells = cells.map(|(at, worth)| (*at, worth.clone())).collect();
        Self { cells, terms: self.terms.clone(), ..Self::default() }
    }

    /// Whether something is known of one of these columns, or of a term that reads one.
    pub(super) fn are_about(&self, columns: &BTreeSet<VarId>) -> bool {
        self.cells.keys().any(|(var, slot)| *slot == 0 && columns.contains(var))
            || self.terms.values().any(|(_, reads)| reads.iter().any(|var| columns.contains(var)))
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
            // Where nothing is missing the opposite is true; of a number that may be, only this is known of it.
            (func @ (Func::Less | Func::LessOrEqual | Func::Greater | Func::GreaterOrEqual), [a, b]) => {
                let less = matches!(func, Func::Less | Func::LessOrEqual);
                let strict = !matches!(func, Func::Less | Func::Greater);
                if let Some(limit) = self.number(*b) {
                    self.limited(facts, *a, (limit, !less, strict));
                } else if let Some(limit) = self.number(*a) {
                    self.limited(facts, *b, (limit, less, strict));
                }
            }
            (_, _) => {}
        }
    }

    /// A constant number.
    fn number(&self, id: NodeId) -> Option<Decimal> {
        match self.expr.nodes.get(id) {
            Some(Node::Const(Value::Num(number))) => Some(*number),
            Some(_) | None => None,
        }
    }

    /// It is missing, or at most (or at least) this; less (or more) where that is strict.
    fn limited(&self, facts: &mut Facts, id: NodeId, (limit, at_most, strict): (Decimal, bool, bool)) {
        let end = self.beside(id, limit, (!at_most, strict));
        let to = match at_most {
            true => Worth::number(None, Some(end)),
            false => Worth::number(Some(end), None),
        };
        self.bounded(facts, id, &to.or_missing(true));
    }

    /// The end of what is less (or more) than a number, with as many decimals as a node has.
    fn beside(&self, id: NodeId, end: Decimal, (up, strict): (bool, bool)) -> Decimal {
        let number = self.expr.type_of(id).as_num();
        number.filter(|_| strict).and_then(|number| next(end, number.scale, up)).unwrap_or(end)
    }

    /// A condition that isn't a connective: what it compares is there.
    fn assume_call(&self, facts: &mut Facts, (id, func, args): (NodeId, Func, &[NodeId]), truth: bool) {
        if is_strict(func) {
            args.iter().for_each(|arg| self.there(facts, *arg));
        }
        match (func, args, truth) {
            (Func::Equal, [a, b], true) | (Func::NotEqual, [a, b], false) => {
                let both = self.worth(facts, *a).meet(&self.worth(facts, *b));
                self.pinned(facts, *a, &both);
                self.pinned(facts, *b, &both);
            }
            (Func::Equal | Func::In, [of, codes @ ..], false) | (Func::NotEqual, [of, codes @ ..], true) => {
                self.without(facts, *of, codes);
            }
            (Func::In, [of, codes @ ..], true) => {
                let any = codes.iter().map(|code| self.worth(facts, *code)).reduce(Worth::union);
                self.pinned(facts, *of, &any.unwrap_or_else(Worth::nothing));
            }
            (
                func @ (Func::Less | Func::LessOrEqual | Func::Greater | Func::GreaterOrEqual),
                [a, b],
                truth,
            ) => self.compared(facts, (func, *a, *b), truth),
            (Func::Matches, [of, ..], true) => {
                let digits = self.expr.pattern(id).and_then(Pattern::digits);
                if let Some((least, most)) = digits {
                    self.narrow(facts, *of, &Worth { missing: false, there: There::Digits(least, most) });
                }
            }
            (Func::Between, [of, low, high], true) => {
                self.there(facts, *of);
                self.ordered(facts, *low, *of, false);
                self.ordered(facts, *of, *high, false);
            }
            (_, _, _) => {}
        }
    }

    /// It is one of these, and what computes it comes to that.
    fn pinned(&self, facts: &mut Facts, id: NodeId, to: &Worth) {
        self.narrow(facts, id, to);
        if let Some(Node::Read { var, slot: 0 }) = self.expr.nodes.get(id)
            && !facts.impossible
            && computed(self.reach.instrument, *var).is_some()
        {
            self.asked(facts, *var);
        }
    }

    /// A comparison is true, or false: then the opposite one is true.
    fn compared(&self, facts: &mut Facts, (func, a, b): (Func, NodeId, NodeId), truth: bool) {
        let less = matches!(func, Func::Less | Func::LessOrEqual);
        let strict = matches!(func, Func::Less | Func::Greater);
        match (less, truth) {
            (true, true) => self.ordered(facts, a, b, strict),
            (false, true) => self.ordered(facts, b, a, strict),
            (true, false) => self.ordered(facts, b, a, !strict),
            (false, false) => self.ordered(facts, a, b, !strict),
        }
    }

    /// The first is at most the second, or less.
    fn ordered(&self, facts: &mut Facts, a: NodeId, b: NodeId, strict: bool) {
        let most = bounds(&self.worth(facts, b)).and_then(|(_, most)| most);
        let least = bounds(&self.worth(facts, a)).and_then(|(least, _)| least);
        if let Some(most) = most {
            let most = self.beside(a, most, (false, strict));
            self.bounded(facts, a, &Worth::number(None, Some(most)).or_missing(true));
        }
        if let Some(least) = least {
            let least = self.beside(b, least, (true, strict));
            self.bounded(facts, b, &Worth::number(Some(least), None).or_missing(true));
        }
    }

    /// It is within these bounds; and so is what computes it, where it is known to be there.
    fn bounded(&self, facts: &mut Facts, id: NodeId, to: &Worth) {
        match self.worth(facts, id).missing {
            true => self.narrow(facts, id, to),
            false => self.pinned(facts, id, to),
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
    pub(super) fn there(&self, facts: &mut Facts, id: NodeId) {
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
                Some(Node::Attribute { of, .. } | Node::ByCode { of, .. } | Node::Label { of, .. }) => {
                    stack.push(*of)
                }
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

    /// It can only be one of these.
    pub(super) fn narrow(&self, facts: &mut Facts, id: NodeId, to: &Worth) {
        let now = self.worth(facts, id).meet(to);
        facts.impossible |= now.is_impossible();
        facts.found.get_mut().clear();
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
                self.remember(facts, id, &now);
                facts.nodes.insert(id, now);
            }
        }
    }
}

/// The nearest number with so many decimals that is less, or greater.
fn next(number: Decimal, scale: u8, up: bool) -> Option<Decimal> {
    let (near, step) = (number.rescale(scale)?, Decimal::new(1, scale));
    match up {
        true if near > number => Some(near),
        true => near.checked_add(step),
        false if near < number => Some(near),
        false => near.checked_sub(step),
    }
}

/// The bounds of a number.
pub(super) fn bounds(worth: &Worth) -> Option<(Option<Decimal>, Option<Decimal>)> {
    if let There::Between(least, most) = worth.there { Some((least, most)) } else { None }
}
