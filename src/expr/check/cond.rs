//! `if` and `band`.

use super::super::ast::{AstId, BandLimit};
use super::super::funcs::Func;
use super::super::ir::NodeId;
use super::super::rule::{A_NUMBER, Fault};
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes};
use crate::value::{Type, Value, ops};

impl Pass<'_, '_, '_> {
    pub(super) fn condition(&mut self, id: AstId, arms: &[(AstId, AstId)], otherwise: AstId) -> Meant {
        let mut args = Vec::with_capacity(arms.len() * 2 + 1);
        let mut places = Vec::with_capacity(args.capacity());
        for (condition, value) in arms {
            args.push(self.condition_value(*condition));
            args.push(self.value(*value));
            places.extend([*condition, *value]);
        }
        args.push(self.value(otherwise));
        places.push(otherwise);
        match args.into_iter().collect::<Option<Vec<_>>>() {
            Some(args) => self.choose(id, args, &places),
            None => Meant::Wrong,
        }
    }

    /// An `if` of conditions and values in turn and the value otherwise; literal codes among choices become choices.
    fn choose(&mut self, id: AstId, mut args: Vec<NodeId>, places: &[AstId]) -> Meant {
        let last = args.len().saturating_sub(1);
        let is_value = |at: usize| at % 2 == 1 || at == last;
        let values: Vec<(usize, NodeId)> =
            args.iter().copied().enumerate().filter(|(at, _)| is_value(*at)).collect();
        let Some(adapted) = self.same_list(&values, places) else { return Meant::Wrong };
        for (at, node) in adapted {
            if let Some(arg) = args.get_mut(at) {
                *arg = node;
            }
        }
        self.call_with(Func::If, id, &args, places)
    }

    /// The values, literal codes as choices if there is a choice among them.
    pub(super) fn same_list(
        &mut self,
        values: &[(usize, NodeId)],
        places: &[AstId],
    ) -> Option<Vec<(usize, NodeId)>> {
        let list = values.iter().find_map(|(_, node)| self.state.graph.type_of(*node).as_choice());
        let Some(list) = list else { return Some(values.to_vec()) };
        let adapted: Vec<Option<(usize, NodeId)>> = values
            .iter()
            .map(|(at, node)| {
                let text = matches!(self.state.graph.type_of(*node), Type::Text);
                let place = places.get(*at).copied()?;
                Some((*at, if text { self.as_choice(place, *node, list)? } else { *node }))
            })
            .collect();
        adapted.into_iter().collect()
    }

    pub(super) fn band(&mut self, id: AstId, of: AstId, limits: &[BandLimit], otherwise: AstId) -> Meant {
        let x = self.value(of);
        let mut args = Vec::with_capacity(limits.len() * 2 + 1);
        let mut places = Vec::with_capacity(args.capacity());
        let mut before: Option<Value> = None;
        for limit in limits {
            let end = self.value(limit.limit).filter(|end| self.rises(limit.limit, *end, &mut before));
            let condition = x.zip(end).and_then(|(x, end)| {
                let beside = self.state.graph.type_of(x).clone();
                self.looks_like_thousands(limit.limit, &beside);
                let func = if limit.inclusive { Func::LessOrEqual } else { Func::Less };
                self.band_condition(func, (of, x), (limit.limit, end))
            });
            args.extend([condition, self.value(limit.value)]);
            places.extend([limit.limit, limit.value]);
        }
        args.push(self.value(otherwise));
        places.push(otherwise);
        match args.into_iter().collect::<Option<Vec<_>>>() {
            Some(args) => self.choose(id, args, &places),
            None => Meant::Wrong,
        }
    }

    fn band_condition(&mut self, func: Func, x: (AstId, NodeId), end: (AstId, NodeId)) -> Option<NodeId> {
        let ty = self.state.graph.type_of(x.1).clone();
        if !matches!(ty, Type::Num(_)) {
            self.fault(x.0, Fault::wanted(0, A_NUMBER, &ty));
            return None;
        }
        // Each condition is written where its limit is.
        let (range, defined) = (self.state.graph.range, self.state.graph.defined);
        let limit = self.range(end.0);
        self.state.graph.range = if self.used.is_some() { range } else { limit };
        self.state.graph.defined = defined.map(|_| self.map.span(limit));
        let condition = self.call_with(func, end.0, &[x.1, end.1], &[x.0, end.0]);
        (self.state.graph.range, self.state.graph.defined) = (range, defined);
        match condition {
            Meant::Node(node) => Some(node),
            Meant::Items(_) | Meant::Wrong => None,
        }
    }

    /// Whether a limit is a constant above the one before; if not, that is reported.
    fn rises(&mut self, id: AstId, end: NodeId, before: &mut Option<Value>) -> bool {
        let Some(value) =
            self.state.graph.value_of(end).filter(|value| ops::as_number(value).is_some()).cloned()
        else {
            let message = Message::new(
                "batas `band` harus angka tetap",
                "the limit of a band must be a literal number",
            );
            self.wrong(id, codes::TYPE, message);
            return false;
        };
        let rises =
            before.as_ref().is_none_or(|before| ops::order(before, &value) == Some(std::cmp::Ordering::Less));
        if !rises {
            let message = Message::new(
                "batas ini tidak lebih besar daripada batas sebelumnya",
                "this limit is not above the one before",
            );
            let hint = Message::new("urutkan batas dari yang terkecil", "put the limits in rising order");
            self.report(Diagnostic::new(codes::BAND_ORDER, self.span(id), message).hint(hint));
        }
        *before = Some(value);
        rises
    }
}
