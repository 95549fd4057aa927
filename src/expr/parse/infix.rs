//! Operators between and before values.

use std::mem;

use super::super::ast::{AstId, CompareOp, HasTest, IsTest, Kind, LogicOp, ProductOp, SumOp};
use super::messages;
use super::tree::{Builder, LOGIC, NOT, Open, Operand, PREDICATE, PRODUCT, SUM, TAIL};
use crate::base::{TextRange, codes};

impl Builder<'_> {
    // --- infix operators ---

    pub(super) fn sum(&mut self, at: TextRange, op: SumOp) {
        self.reduce(SUM);
        if !matches!(self.top(), Some(Open::Sum(..))) {
            self.reduce_predicates(at);
        }
        let left = self.pop();
        if let Some(Open::Sum(parts, pending)) = self.top() {
            parts.push((mem::replace(pending, op), left.id));
            return;
        }
        self.open(Open::Sum(vec![(SumOp::Plus, left.id)], op), left.outer);
    }

    pub(super) fn product(&mut self, at: TextRange, op: ProductOp) {
        self.reduce(PRODUCT);
        if !matches!(self.top(), Some(Open::Product(..))) {
            self.reduce_predicates(at);
        }
        let left = self.pop();
        if let Some(Open::Product(parts, pending)) = self.top() {
            parts.push((mem::replace(pending, op), left.id));
            return;
        }
        self.open(Open::Product(vec![(ProductOp::Times, left.id)], op), left.outer);
    }

    /// `a is missing + 1`: a condition can't be an operand of arithmetic without parentheses.
    fn reduce_predicates(&mut self, at: TextRange) {
        if self.current.is_some_and(|operand| self.is_bare_predicate(operand.id)) {
            self.structural(messages::condition_in_arithmetic(at));
            self.spoil(at);
        }
    }

    fn is_bare_predicate(&self, id: AstId) -> bool {
        let Some(node) = self.nodes.get(id) else { return false };
        let predicate = matches!(
            node.kind,
            Kind::Compare { .. }
                | Kind::Between { .. }
                | Kind::Is { .. }
                | Kind::In { .. }
                | Kind::Has { .. }
                | Kind::Not(_)
        );
        predicate && !node.parens
    }

    /// The operand before a predicate; a chain of predicates is reported.
    fn subject(&mut self, at: TextRange) -> Operand {
        self.reduce(PREDICATE);
        let chained = matches!(self.top(), Some(Open::Compare { .. } | Open::Between { .. }));
        let bare = self.current.is_some_and(|operand| self.is_bare_predicate(operand.id));
        if chained || bare {
            self.structural(messages::chain(at));
            self.reduce(NOT);
            self.spoil(at);
        }
        self.pop()
    }

    pub(super) fn compare(&mut self, at: TextRange, op: CompareOp) {
        if self.lookup_key() {
            return;
        }
        let left = self.subject(at);
        self.open(Open::Compare { left: left.id, op, at }, left.outer);
    }

    pub(super) fn between(&mut self, at: TextRange, negated: bool) {
        let of = self.subject(at);
        self.open(Open::Between { of: of.id, negated, at, low: None }, of.outer);
    }

    pub(super) fn is(&mut self, at: TextRange, test: IsTest, negated: bool) {
        let of = self.subject(at);
        self.push(Kind::Is { of: of.id, test, negated }, of.outer.join(at));
    }

    pub(super) fn in_list(&mut self, at: TextRange, negated: bool, items: Vec<AstId>) {
        let of = self.subject(at);
        self.push(Kind::In { of: of.id, items, negated }, of.outer.join(at));
    }

    pub(super) fn has(&mut self, at: TextRange, test: HasTest, items: Vec<AstId>) {
        let of = self.subject(at);
        self.push(Kind::Has { of: of.id, test, items }, of.outer.join(at));
    }

    /// `and`: of a `between` that still lacks its high end, or the connective.
    pub(super) fn and(&mut self, at: TextRange) {
        self.reduce(PREDICATE);
        let waits = matches!(self.top(), Some(Open::Between { low: None, .. }));
        if !waits {
            return self.logic(at, LogicOp::And);
        }
        let low = self.pop();
        if let Some(Open::Between { low: end, .. }) = self.top() {
            *end = Some(low.id);
        }
    }

    pub(super) fn logic(&mut self, at: TextRange, op: LogicOp) {
        self.reduce(LOGIC);
        let mixed = matches!(self.top(), Some(Open::Logic(other, _)) if *other != op);
        if mixed {
            let reported = self.mistakes.iter().any(|mistake| mistake.code == codes::MIXED_AND_OR);
            if !reported {
                self.report(messages::mixed(at));
            }
            self.reduce(TAIL);
        }
        let left = self.pop();
        if let Some(Open::Logic(_, parts)) = self.top() {
            parts.push(left.id);
            return;
        }
        self.open(Open::Logic(op, vec![left.id]), left.outer);
    }

    pub(super) fn other_operator(
        &mut self,
        at: TextRange,
        symbol: &str,
        ours: &str,
        read: impl FnOnce(&mut Self, TextRange),
    ) {
        self.report(messages::other_operator(symbol, ours, at));
        read(self, at);
    }

    // --- prefix operators ---

    /// `-`: a sign before a value, the operator between two.
    pub(super) fn minus(&mut self, at: TextRange) {
        match self.expects_value() {
            true => self.open(Open::Negative, at),
            false => self.sum(at, SumOp::Minus),
        }
    }

    pub(super) fn open_not(&mut self, at: TextRange) {
        let fits = self.stack.last().is_none_or(|entry| entry.open.level() <= NOT);
        if !fits {
            self.structural(messages::needs_parentheses("not", at));
        }
        self.open(Open::Not, at);
    }

    pub(super) fn bad_not(&mut self, at: TextRange) {
        self.report(messages::bang(at));
        self.open(Open::Not, at);
    }
}
