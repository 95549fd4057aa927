//! Expressions of an instrument: parsed once per text, checked at every place they stand.

use std::sync::Arc;

use crate::base::TextMap;
use crate::expr::{self, Attached, Expected, Expr, Node, Parsed, Place};
use crate::model::Formula;
use crate::source::Scalar;

use super::Lowering;

impl Lowering<'_> {
    /// The parse of a text; each text is parsed once.
    pub(super) fn parse(&mut self, text: &Arc<str>) -> Arc<Parsed> {
        if let Some(known) = self.parses.get(text) {
            return Arc::clone(known);
        }
        let parsed = Arc::new(expr::parse(text, self.limits));
        self.parses.insert(Arc::clone(text), Arc::clone(&parsed));
        parsed
    }

    /// Lowers the expression of a scalar; `None` when it was wrong (and reported).
    pub fn formula(&mut self, scalar: &Scalar, attached: &Attached, expected: &Expected) -> Option<Formula> {
        self.formula_at(&scalar.text, &scalar.map, attached, expected)
    }

    /// Lowers the expression `text` that stands at `map`.
    pub fn formula_at(
        &mut self,
        text: &Arc<str>,
        map: &TextMap,
        attached: &Attached,
        expected: &Expected,
    ) -> Option<Formula> {
        let parsed = self.parse(text);
        for mistake in &parsed.mistakes {
            self.sink.push(mistake.clone().at(map));
        }
        let place = Place { scope: &self.world, attached, limits: self.limits };
        let expr = expr::check(&parsed.ast, map, place, expected, &mut self.sink)?;
        Some(self.own(expr, text, map))
    }

    fn own(&mut self, mut expr: Expr, text: &Arc<str>, map: &TextMap) -> Formula {
        self.settle(&mut expr);
        let trimmed = text.trim();
        let source = if trimmed.len() == text.len() { Arc::clone(text) } else { trimmed.into() };
        Formula { expr, source: crate::base::Aside(source), map: crate::base::Aside(map.clone()) }
    }

    /// Gives columns of the previous wave their numbers.
    fn settle(&mut self, expr: &mut Expr) {
        for id in expr.nodes.ids() {
            match expr.nodes.get_mut(id) {
                Some(Node::Read { var, .. } | Node::State { var, .. }) => *var = self.world.settle(*var),
                Some(
                    Node::Const(_)
                    | Node::RowIndex { .. }
                    | Node::CurrentChoice
                    | Node::Attribute { .. }
                    | Node::ByCode { .. }
                    | Node::Label { .. }
                    | Node::Call { .. }
                    | Node::Aggregate(_)
                    | Node::Lookup { .. },
                )
                | None => {}
            }
        }
    }
}
