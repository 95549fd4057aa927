//! Conditions: `=`, `<`, `between`, `in`, `has`, `is`, `and`, `or`.

use super::super::ast::{AstId, CompareOp, HasTest, IsTest, LogicOp};
use super::super::funcs::Func;
use super::super::ir::{Node, NodeId, StateTest};
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes};
use crate::value::{ListId, Type};

fn func_of(op: CompareOp) -> Func {
    match op {
        CompareOp::Equal => Func::Equal,
        CompareOp::NotEqual => Func::NotEqual,
        CompareOp::Less => Func::Less,
        CompareOp::LessOrEqual => Func::LessOrEqual,
        CompareOp::Greater => Func::Greater,
        CompareOp::GreaterOrEqual => Func::GreaterOrEqual,
    }
}

impl Pass<'_, '_, '_> {
    pub(super) fn logic(&mut self, id: AstId, op: LogicOp, parts: &[AstId]) -> Meant {
        let func = match op {
            LogicOp::And => Func::And,
            LogicOp::Or => Func::Or,
        };
        // Each part that isn't a condition is reported, not only the first.
        let values: Vec<Option<NodeId>> = parts.iter().map(|part| self.condition_value(*part)).collect();
        match values.into_iter().collect::<Option<Vec<_>>>() {
            Some(values) => self.call_with(func, id, &values, parts),
            None => Meant::Wrong,
        }
    }

    /// The value of a node that must be a condition.
    pub(super) fn condition_value(&mut self, id: AstId) -> Option<NodeId> {
        let node = self.value(id)?;
        let ty = self.state.graph.type_of(node).clone();
        if matches!(ty, Type::Bool) {
            return Some(node);
        }
        self.unexpected(id, &ty, &super::Expected::Bool);
        None
    }

    pub(super) fn compare(&mut self, id: AstId, op: CompareOp, sides: (AstId, AstId)) -> Meant {
        let (left, right) = sides;
        let (Some(a), Some(b)) = (self.value(left), self.value(right)) else { return Meant::Wrong };
        let by_order = !matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        if !by_order
            && let Some(wrong) = self.odd_equation(id, op == CompareOp::NotEqual, [(left, a), (right, b)])
        {
            return wrong;
        }
        let Some((a, b)) = self.comparable((left, a), (right, b), by_order) else { return Meant::Wrong };
        if by_order && !self.is_ordered(id, a) {
            return Meant::Wrong;
        }
        self.call_with(func_of(op), id, &[a, b], &[left, right])
    }

    /// Both sides made comparable: literal codes become choices, a choice beside a text column becomes its code. A
    /// number may name a code, but not where the order counts: there it would look as if codes were numbers.
    fn comparable(
        &mut self,
        left: (AstId, NodeId),
        right: (AstId, NodeId),
        by_order: bool,
    ) -> Option<(NodeId, NodeId)> {
        let ((left_id, a), (right_id, b)) = (left, right);
        let odd = |pass: &mut Self, id, node, other| {
            pass.is_never_equal(id, node, other) || pass.is_quoted_value(id, node, other)
        };
        if odd(self, left_id, a, b) || odd(self, right_id, b, a) {
            return None;
        }
        let [type_a, type_b] = [a, b].map(|node| self.state.graph.type_of(node).clone());
        self.looks_like_thousands(left_id, &type_b);
        self.looks_like_thousands(right_id, &type_a);
        let numbers = type_a.as_num().is_some() || type_b.as_num().is_some();
        Some(match (type_a.as_choice(), type_b.as_choice()) {
            (_, _) if numbers && by_order => (a, b),
            (Some(_), None) if self.is_text_attribute(b) => (self.code_text(a)?, b),
            (None, Some(_)) if self.is_text_attribute(a) => (a, self.code_text(b)?),
            (Some(list), None) => (a, self.as_choice(right_id, b, list)?),
            (None, Some(list)) => (self.as_choice(left_id, a, list)?, b),
            (Some(_), Some(_)) | (None, None) => (a, b),
        })
    }

    /// Whether a choice may be compared with `<`; if not, that is reported.
    fn is_ordered(&mut self, id: AstId, node: NodeId) -> bool {
        let Type::Choice(list_id) = *self.state.graph.type_of(node) else { return true };
        let Some(list) = self.state.place.scope.list(list_id) else { return false };
        if list.ordered {
            return true;
        }
        let message = Message::new(
            format!("kode daftar `{}` tidak berurutan", list.name),
            format!("the codes of the list `{}` have no order", list.name),
        );
        let hint = Message::new(
            "beri daftarnya `ordered: true`, atau bandingkan skornya dengan `score(q)`",
            "give the list `ordered: true`, or compare its scores with `score(q)`",
        );
        self.report(Diagnostic::new(codes::TYPE, self.span(id), message).hint(hint));
        false
    }

    pub(super) fn between(&mut self, id: AstId, [of, low, high]: [AstId; 3], negated: bool) -> Meant {
        let Some(values) = self.values(&[of, low, high]) else { return Meant::Wrong };
        let [x, a, b] = values.as_slice() else { return Meant::Wrong };
        let (low_end, high_end) =
            (self.comparable((of, *x), (low, *a), true), self.comparable((of, *x), (high, *b), true));
        let (Some((x1, a)), Some((_, b))) = (low_end, high_end) else { return Meant::Wrong };
        if !self.is_ordered(of, x1) {
            return Meant::Wrong;
        }
        let meant = self.call_with(Func::Between, id, &[x1, a, b], &[of, low, high]);
        self.negated(meant, negated)
    }

    pub(super) fn in_list(&mut self, id: AstId, of: AstId, items: &[AstId], negated: bool) -> Meant {
        let value = self.value(of);
        let values = self.values(items);
        let (Some(x), Some(values)) = (value, values) else { return Meant::Wrong };
        if let Some(wrong) = self.yes_in_list(id, (of, x), &values) {
            return wrong;
        }
        let mut args = vec![x];
        let mut fits = true;
        for (item, node) in items.iter().zip(values) {
            fits &= self.is_constant(*item, node);
            match self.comparable((of, x), (*item, node), false) {
                Some((_, node)) => args.push(node),
                None => fits = false,
            }
        }
        if !fits {
            return Meant::Wrong;
        }
        let places: Vec<AstId> = std::iter::once(of).chain(items.iter().copied()).collect();
        let meant = self.call_with(Func::In, id, &args, &places);
        self.negated(meant, negated)
    }

    fn is_constant(&mut self, id: AstId, node: NodeId) -> bool {
        if self.state.graph.value_of(node).is_some() {
            return true;
        }
        let message = Message::new("daftar ini hanya berisi tetapan", "this list holds constants only");
        let hint = Message::new("bandingkan dengan `=` dan `or`", "compare with `=` and `or`");
        self.report(Diagnostic::new(codes::TYPE, self.span(id), message).hint(hint));
        false
    }

    pub(super) fn has(&mut self, id: AstId, of: AstId, test: HasTest, items: &[AstId]) -> Meant {
        let Some(set) = self.value(of) else { return Meant::Wrong };
        let Type::Choices(list) = *self.state.graph.type_of(set) else {
            return self.call_with(Func::HasAny, id, &[set], &[of]);
        };
        let codes: Vec<Option<NodeId>> = items.iter().map(|item| self.code_of(*item, list)).collect();
        let Some(codes) = codes.into_iter().collect::<Option<Vec<_>>>() else { return Meant::Wrong };
        let args: Vec<NodeId> = std::iter::once(set).chain(codes).collect();
        let places: Vec<AstId> = std::iter::once(of).chain(items.iter().copied()).collect();
        let func = match test {
            HasTest::One | HasTest::Any | HasTest::None => Func::HasAny,
            HasTest::All => Func::HasAll,
            HasTest::Only => Func::HasOnly,
        };
        let meant = self.call_with(func, id, &args, &places);
        self.negated(meant, test == HasTest::None)
    }

    /// What is looked for in a set: a code, or in a `choices_where` the choice it is being decided for.
    fn code_of(&mut self, item: AstId, list: ListId) -> Option<NodeId> {
        let node = self.value(item)?;
        let current = matches!(self.state.graph.node(node), Some(Node::CurrentChoice));
        if !current && !self.is_constant(item, node) {
            return None;
        }
        self.as_choice(item, node, list)
    }

    pub(super) fn is(&mut self, id: AstId, of: AstId, test: IsTest, negated: bool) -> Meant {
        let Some(node) = self.value(of) else { return Meant::Wrong };
        let fact = match test {
            IsTest::Missing => return self.is_call(Func::IsMissing, id, (of, node), negated),
            IsTest::True => return self.is_call(Func::IsTrue, id, (of, node), negated),
            IsTest::False => return self.is_call(Func::IsFalse, id, (of, node), negated),
            IsTest::Answered => StateTest::Answered,
            IsTest::DontKnow => StateTest::DontKnow,
            IsTest::Refused => StateTest::Refused,
            IsTest::NotApplicable => StateTest::NotApplicable,
            IsTest::Unanswered => StateTest::Unanswered,
            IsTest::NotInVersion => StateTest::NotInVersion,
        };
        let Some(Node::Read { var, slot }) = self.state.graph.node(node).cloned() else {
            return self.not_a_question(of, test);
        };
        let state = self.state.graph.push(Node::State { var, slot, test: fact }, Type::Bool);
        self.negated(Meant::Node(state), negated)
    }

    fn is_call(&mut self, func: Func, id: AstId, of: (AstId, NodeId), negated: bool) -> Meant {
        let meant = self.call_with(func, id, &[of.1], &[of.0]);
        self.negated(meant, negated)
    }

    fn not_a_question(&mut self, of: AstId, test: IsTest) -> Meant {
        let message = Message::new(
            format!("`is {}` hanya untuk pertanyaan, bukan untuk hitungan", test.word()),
            format!("`is {}` is for questions, not for something calculated", test.word()),
        );
        let hint = Message::new(
            "tulis `is missing` atau `is not missing`",
            "write `is missing` or `is not missing`",
        );
        self.report(Diagnostic::new(codes::TYPE, self.span(of), message).hint(hint))
    }
}
