//! A formula evaluated once more, with every decision in it written down.

use crate::expr::Env;
use crate::expr::funcs::Func;
use crate::expr::{Aggregate, Expr, Frame, Node, NodeId, eval_node};
use crate::rules::View;
use crate::value::{RosterId, Value};

use super::places::Place;
use super::points::{Kind, Point, Way};

/// A formula that is evaluated.
pub(super) struct Tracer<'t, 'a> {
    pub(super) place: &'t Place<'a>,
    pub(super) view: View<'t>,
    pub(super) points: &'t mut [Point],
}

impl Tracer<'_, '_> {
    /// Writes down what the whole decides, and everything in it.
    ///
    /// All operands of `and` and `or` are looked at, whichever decides: to the language their order means nothing.
    pub(super) fn whole(&mut self, frame: &mut Frame) {
        let expr = &self.place.formula.expr;
        self.trace(expr, expr.root, frame);
        if let Some(kind) = self.place.whole {
            let truth = self.value(expr, expr.root, frame).truth();
            self.went((expr.root, kind), Way::of(truth));
        }
    }

    fn value(&self, expr: &Expr, id: NodeId, frame: &mut Frame) -> Value {
        eval_node(expr, id, &self.view, frame)
    }

    fn went(&mut self, at: (NodeId, Kind), way: Way) {
        let point = self.place.points.get(&at).and_then(|point| self.points.get_mut(*point as usize));
        if let Some(point) = point {
            point.went(way);
        }
    }

    /// Whether something is counted there.
    fn is_point(&self, at: (NodeId, Kind)) -> bool {
        self.place.points.contains_key(&at)
    }

    fn condition(&mut self, expr: &Expr, at: (NodeId, Kind), frame: &mut Frame) {
        if self.is_point(at) {
            let truth = self.value(expr, at.0, frame).truth();
            self.went(at, Way::of(truth));
        }
    }

    fn trace(&mut self, expr: &Expr, id: NodeId, frame: &mut Frame) {
        match expr.nodes.get(id) {
            Some(Node::Call { func: Func::If, args }) => self.chosen(expr, args, frame),
            Some(Node::Call { func: Func::Coalesce, args }) => self.first(expr, args, frame),
            Some(Node::Call { func: _, args }) => {
                for arg in args {
                    self.trace(expr, *arg, frame);
                    self.condition(expr, (*arg, Kind::Operand), frame);
                }
                if self.is_point((id, Kind::Least)) {
                    let missing = self.value(expr, id, frame).is_missing();
                    self.went((id, Kind::Least), if missing { Way::TooFew } else { Way::Enough });
                }
            }
            Some(Node::Aggregate(aggregate)) => self.rows(expr, aggregate, frame),
            Some(Node::Attribute { of, .. } | Node::ByCode { of, .. } | Node::Label { of, .. }) => {
                self.trace(expr, *of, frame)
            }
            Some(Node::Lookup { keys, .. }) => keys.iter().for_each(|key| self.trace(expr, *key, frame)),
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

    /// An `if`: its conditions until one is true or unknown, and the value that is chosen.
    fn chosen(&mut self, expr: &Expr, args: &[NodeId], frame: &mut Frame) {
        let mut rest = args;
        let mut chosen = None;
        while let [condition, value, more @ ..] = rest {
            self.trace(expr, *condition, frame);
            let truth = self.value(expr, *condition, frame).truth();
            self.went((*condition, Kind::If), Way::of(truth));
            self.went((*condition, Kind::Limit), Way::of(truth));
            match truth {
                Some(true) => chosen = Some(*value),
                Some(false) => {}
                None => return,
            }
            if chosen.is_some() {
                break;
            }
            rest = more;
        }
        if let Some(value) = chosen.or_else(|| rest.first().copied()) {
            self.trace(expr, value, frame);
            self.condition(expr, (value, Kind::Operand), frame);
        }
    }

    fn first(&mut self, expr: &Expr, args: &[NodeId], frame: &mut Frame) {
        for arg in args {
            self.trace(expr, *arg, frame);
            let missing = self.value(expr, *arg, frame).is_missing();
            self.went((*arg, Kind::Fallback), if missing { Way::Missing } else { Way::There });
            if !missing {
                return;
            }
        }
    }

    /// An aggregate: its `where` in every row, and what is aggregated in those that count.
    fn rows(&mut self, expr: &Expr, aggregate: &Aggregate, frame: &mut Frame) {
        let (open, first) = (frame.len(), usize::from(aggregate.first));
        let deeper = Frame::from_slice(frame.get(first..).unwrap_or_default());
        frame.resize(first, 0);
        frame.resize(first + aggregate.path.len(), 0);
        let above = frame.get(usize::from(aggregate.base)).copied().unwrap_or_default();
        self.descend(expr, (aggregate, &aggregate.path), above, frame);
        frame.truncate(first.min(open));
        frame.extend_from_slice(&deeper);
    }

    /// Goes down one roster of the path.
    fn descend(
        &mut self,
        expr: &Expr,
        (aggregate, path): (&Aggregate, &[RosterId]),
        above: u32,
        frame: &mut Frame,
    ) {
        let Some((roster, deeper)) = path.split_first() else {
            return self.row(expr, aggregate, frame);
        };
        let slot = usize::from(aggregate.first) + aggregate.path.len() - path.len();
        for current in self.view.rows(*roster, above) {
            if let Some(place) = frame.get_mut(slot) {
                *place = current;
            }
            self.descend(expr, (aggregate, deeper), current, frame);
        }
    }

    fn row(&mut self, expr: &Expr, aggregate: &Aggregate, frame: &mut Frame) {
        if let Some(filter) = aggregate.filter {
            self.trace(expr, filter, frame);
            let truth = self.value(expr, filter, frame).truth();
            self.went((filter, Kind::Filter), Way::of(truth));
            if truth != Some(true) {
                return;
            }
        }
        if let Some(body) = aggregate.body {
            self.trace(expr, body, frame);
            self.condition(expr, (body, Kind::Operand), frame);
        }
    }
}
