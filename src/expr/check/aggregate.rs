//! Aggregates over roster rows.

use std::sync::Arc;

use super::super::ast::{AggregateForm, AstId, Kind};
use super::super::function::Text;
use super::super::ir::{Aggregate, AggregateKind, Node, NodeId};
use super::super::rule::{A_TEXT, Fault};
use super::scopes::{Levels, descent};
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes};
use crate::value::{NumType, QUOTIENT_SCALE, RosterId, Type};

impl Pass<'_, '_, '_> {
    pub(super) fn aggregate(&mut self, id: AstId, form: &AggregateForm) -> Meant {
        let Some(roster) = self.roster_of(id) else { return Meant::Wrong };
        let filter = form.filter.map(|filter| self.condition_value(filter));
        let body = form.body.map(|body| self.body(form.kind, body));
        let separator = self.separator(id, form);
        let fits = self.may_ignore(form);
        // `None` inside: reported. `None` outside: not there.
        let (Some(filter), Some(body), Some(separator), true) = (sound(filter), sound(body), separator, fits)
        else {
            return Meant::Wrong;
        };
        let open: Levels = self.scopes.levels(id).into();
        let down = descent(&self.state.place, &open, roster);
        let rows = self.most_rows(&down.path);
        let ty = match self.aggregate_type(form.kind, body, rows) {
            Ok(ty) => ty,
            Err(fault) => return self.fault(form.body.unwrap_or(id), fault),
        };
        let slot = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        let node = Node::Aggregate(Box::new(Aggregate {
            kind: form.kind,
            base: slot(down.base),
            path: down.path.iter().copied().collect(),
            first: slot(open.len() + 1),
            filter,
            body,
            ignoring: form.ignoring.is_some(),
            separator,
        }));
        Meant::Node(self.state.graph.push_times(node, ty, u64::from(rows)))
    }

    /// Most rows there can be, going down these rosters.
    fn most_rows(&self, path: &[RosterId]) -> u32 {
        let max = |roster: &RosterId| self.state.place.scope.roster(*roster).map_or(1, |info| info.max);
        path.iter().map(max).fold(1, u32::saturating_mul)
    }

    /// What is aggregated, of a type that the aggregate takes.
    fn body(&mut self, kind: AggregateKind, id: AstId) -> Option<NodeId> {
        let node = match kind {
            AggregateKind::Any | AggregateKind::All => return self.condition_value(id),
            AggregateKind::Sum | AggregateKind::Mean => return self.scored(id),
            AggregateKind::Count
            | AggregateKind::Min
            | AggregateKind::Max
            | AggregateKind::First
            | AggregateKind::Last
            | AggregateKind::Join => self.value(id)?,
        };
        let ty = self.state.graph.type_of(node).clone();
        let wanted = match (kind, &ty) {
            (
                AggregateKind::Min | AggregateKind::Max,
                Type::Num(_) | Type::Date | Type::Time | Type::DateTime,
            )
            | (AggregateKind::Join, Type::Text | Type::Label) => None,
            (AggregateKind::Min | AggregateKind::Max, _) => {
                Some(Text { id: "angka atau tanggal", en: "a number or a date" })
            }
            (AggregateKind::Join, _) => Some(A_TEXT),
            (_, Type::Days | Type::Months | Type::Missing) => Some(Text { id: "nilai", en: "a value" }),
            (_, _) => None,
        };
        if let Some(wanted) = wanted {
            self.fault(id, Fault::wanted(0, wanted, &ty));
            return None;
        }
        Some(node)
    }

    fn aggregate_type(&self, kind: AggregateKind, body: Option<NodeId>, rows: u32) -> Result<Type, Fault> {
        let ty = body.map_or(&Type::Missing, |body| self.state.graph.type_of(body));
        Ok(match (kind, ty) {
            (AggregateKind::Count, _) => Type::Num(NumType::whole(0, i128::from(rows))),
            (AggregateKind::Any | AggregateKind::All, _) => Type::Bool,
            (AggregateKind::Sum, Type::Num(num)) => {
                Type::Num(num.times(rows, false).ok_or_else(Fault::overflow)?)
            }
            (AggregateKind::Mean, Type::Num(num)) => {
                Type::Num(mean_type(num, rows).ok_or_else(Fault::overflow)?)
            }
            (_, ty) => ty.clone(),
        })
    }

    /// What `join` puts between; others have nothing more. `None` if something is wrong.
    fn separator(&mut self, id: AstId, form: &AggregateForm) -> Option<Option<Arc<str>>> {
        let text = form.extra.map(|extra| &self.ast.node(extra).kind);
        match (form.kind, text) {
            (AggregateKind::Join, Some(Kind::Text(text))) => Some(Some(text.clone())),
            (AggregateKind::Join, found) => {
                let place = form.extra.filter(|_| found.is_some()).unwrap_or(id);
                let message = Message::new(
                    "`join` perlu teks pemisah: `join(x for r, ', ')`",
                    "`join` takes a literal text to put between: `join(x for r, ', ')`",
                );
                let code = if found.is_some() { codes::TYPE } else { codes::ARITY };
                self.wrong(place, code, message);
                None
            }
            (_, None) => Some(None),
            (_, Some(_)) => {
                let name = self.ast.slice(form.name);
                let message = match form.kind {
                    AggregateKind::Count => Message::new(
                        "`count` hanya menerima sebuah roster",
                        "`count` takes a roster and nothing more",
                    ),
                    AggregateKind::Sum
                    | AggregateKind::Mean
                    | AggregateKind::Min
                    | AggregateKind::Max
                    | AggregateKind::Any
                    | AggregateKind::All
                    | AggregateKind::First
                    | AggregateKind::Last
                    | AggregateKind::Join => Message::new(
                        format!("`{name} … for` hanya punya satu argumen"),
                        format!("`{name} … for` takes only one argument"),
                    ),
                };
                let hint = Message::new(
                    "syarat untuk barisnya ditulis sesudah `where`",
                    "a condition on the rows is written after `where`",
                );
                let span = self.span(form.extra.unwrap_or(id));
                self.report(Diagnostic::new(codes::ARITY, span, message).hint(hint));
                None
            }
        }
    }

    /// Whether `ignoring missing` makes sense here; if not, that is reported.
    fn may_ignore(&mut self, form: &AggregateForm) -> bool {
        let Some(at) = form.ignoring else { return true };
        let fits = match form.kind {
            AggregateKind::Sum
            | AggregateKind::Mean
            | AggregateKind::Min
            | AggregateKind::Max
            | AggregateKind::Join => true,
            AggregateKind::Count
            | AggregateKind::Any
            | AggregateKind::All
            | AggregateKind::First
            | AggregateKind::Last => false,
        };
        if !fits {
            let word = self.ast.slice(form.name);
            let message = Message::new(
                format!("`{word}` tidak memakai `ignoring missing`"),
                format!("`{word}` doesn't take `ignoring missing`"),
            );
            let hint = Message::new(
                "tulis syaratnya: `where x is not missing`",
                "write a condition: `where x is not missing`",
            );
            self.report(Diagnostic::new(codes::PARSE, self.map.span(at), message).hint(hint));
        }
        fits
    }
}

/// Something that may be absent, if it isn't wrong.
fn sound(part: Option<Option<NodeId>>) -> Option<Option<NodeId>> {
    match part {
        Some(None) => None,
        Some(Some(node)) => Some(Some(node)),
        None => Some(None),
    }
}

/// A mean of up to `rows` numbers: between their bounds, if their sum can be divided.
fn mean_type(num: &NumType, rows: u32) -> Option<NumType> {
    num.times(rows, false)?.div(&NumType::whole(1, 1))?;
    num.rescaled(num.scale.max(QUOTIENT_SCALE))?.rescaled(QUOTIENT_SCALE)
}
