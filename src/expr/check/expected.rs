//! What the place of an expression wants of it.

use super::super::ast::{AstId, CompareOp, HasTest, Kind, LogicOp};
use super::super::ir::NodeId;
use super::super::rule::{A_CONDITION, BY_CODE, Fault, describe};
use super::super::scope::Expected;
use super::unknown::written_as;
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes};
use crate::value::Type;

impl Pass<'_, '_, '_> {
    /// The value, if it is what the place of the expression wants.
    pub(super) fn expect(&mut self, id: AstId, meant: &Meant, expected: &Expected) -> Option<NodeId> {
        if matches!(meant, Meant::Wrong) {
            return None;
        }
        let node = self.value(id)?;
        let ty = self.state.graph.type_of(node).clone();
        let fits = match (expected, &ty) {
            (Expected::Bool, Type::Bool) | (Expected::Number, Type::Num(_)) => true,
            (Expected::Exactly(wanted), _) => return self.expect_exactly(id, node, wanted),
            (Expected::Shown, Type::Label) => true,
            (Expected::Value | Expected::Shown, ty) => {
                !matches!(ty, Type::Label | Type::Days | Type::Months | Type::Missing)
            }
            (Expected::Bool | Expected::Number, _) => false,
        };
        if !fits {
            self.unexpected(id, &ty, expected);
        }
        fits.then_some(node)
    }

    pub(super) fn unexpected(&mut self, id: AstId, ty: &Type, expected: &Expected) {
        let code = match (expected, ty) {
            (_, Type::Label) => codes::LABEL_IN_LOGIC,
            (Expected::Bool, _) => codes::NOT_BOOL,
            (_, _) => codes::TYPE,
        };
        if let Some(message) = self.other_list(ty, expected) {
            self.report(Diagnostic::new(code, self.span(id), message));
            return;
        }
        let got = describe(ty);
        let (wanted_id, wanted_en) = match expected {
            Expected::Bool => ("syarat benar/salah", "a true/false value"),
            Expected::Number => ("angka", "a number"),
            Expected::Exactly(wanted) => (describe(wanted).id, describe(wanted).en),
            Expected::Value => ("nilai yang bisa disimpan", "a value that can be stored"),
            Expected::Shown => ("nilai yang bisa ditampilkan", "a value that can be shown"),
        };
        let message = Message::new(
            format!("di sini perlu {wanted_id}, bukan {}", got.id),
            format!("{wanted_en} is needed here, not {}", got.en),
        );
        let mut diagnostic = Diagnostic::new(code, self.span(id), message);
        diagnostic.hints.extend(self.condition_of(id, ty, expected));
        if let (Expected::Exactly(Type::Choice(_)), Type::Choice(_) | Type::Text) = (expected, ty) {
            diagnostic = diagnostic.hint(Message::new(BY_CODE.id, BY_CODE.en));
        }
        if matches!(ty, Type::Label) {
            diagnostic.hints.extend(Fault::wanted(0, A_CONDITION, ty).hint.map(|hint| *hint));
        }
        self.report(diagnostic);
    }

    /// A choice where one of another list is wanted: both lists by name.
    fn other_list(&self, ty: &Type, expected: &Expected) -> Option<Message> {
        let Expected::Exactly(wanted) = expected else { return None };
        let scope = self.state.place.scope;
        let list = |ty: &Type| scope.list(ty.list()?).map(|list| list.name.clone());
        let (wanted_list, list) = (list(wanted)?, list(ty)?);
        let (wanted, got) = (describe(wanted), describe(ty));
        Some(Message::new(
            format!(
                "di sini perlu {} dari daftar `{wanted_list}`, bukan {} dari daftar `{list}`",
                wanted.id, got.id
            ),
            format!(
                "{} of the list `{wanted_list}` is needed here, not {} of the list `{list}`",
                wanted.en, got.en
            ),
        ))
    }

    /// How a condition is made of something that is none.
    fn condition_of(&self, id: AstId, ty: &Type, expected: &Expected) -> Option<Message> {
        let kind = &self.ast.node(id).kind;
        if matches!(kind, Kind::Text(_) | Kind::Number(_)) {
            return self.alternatives(id);
        }
        let name = if matches!(kind, Kind::Name(_)) { self.ast.slice(self.range(id)) } else { "x" };
        let form = |test: &str| Some(written_as(&format!("{name} {test}")));
        match (expected, ty) {
            (Expected::Bool, Type::Num(_)) => form("> 0"),
            (Expected::Bool, Type::Choice(_)) => Some(Message::new(
                format!("bandingkan dengan sebuah kode: `{name} = 'kode'`"),
                format!("compare it with a code: `{name} = 'code'`"),
            )),
            (Expected::Bool, Type::Choices(_)) => Some(Message::new(
                format!("tulis `{name} has 'kode'` atau `{name} is answered`"),
                format!("write `{name} has 'code'` or `{name} is answered`"),
            )),
            (
                Expected::Bool,
                Type::Text | Type::Date | Type::Time | Type::DateTime | Type::Geo | Type::File,
            ) => form("is answered"),
            (_, _) => None,
        }
    }

    /// `jk in ('l', 'p')` for a constant after `jk = 'l' or`.
    fn alternatives(&self, id: AstId) -> Option<Message> {
        let Kind::Logic(LogicOp::Or, parts) = &self.ast.node(self.parent(id)?).kind else { return None };
        let at = parts.iter().position(|part| *part == id)?;
        let text = |id: AstId| self.ast.slice(self.range(id));
        let form = parts.iter().take(at).rev().find_map(|part| {
            let kind = &self.ast.node(*part).kind;
            if let Kind::Compare { op: CompareOp::Equal, left, right, .. } = kind {
                return Some(format!("{} in ({}, {})", text(*left), text(*right), text(id)));
            }
            let Kind::Has { of, items, test: HasTest::One } = kind else { return None };
            Some(format!("{} has any of ({}, {})", text(*of), text(*items.first()?), text(id)))
        })?;
        Some(written_as(&form))
    }

    fn expect_exactly(&mut self, id: AstId, node: NodeId, wanted: &Type) -> Option<NodeId> {
        let node = match (wanted.as_choice(), wanted.as_choices()) {
            (Some(list), _) => self.as_choice(id, node, list)?,
            (None, Some(list)) => self.as_choices(id, node, list)?,
            (None, None) => node,
        };
        self.looks_like_thousands(id, wanted);
        let ty = self.state.graph.type_of(node).clone();
        let fits = match (wanted, &ty) {
            (Type::Num(_), Type::Num(_)) | (_, Type::Missing) => true,
            (wanted, ty) => wanted == ty,
        };
        if !fits {
            self.unexpected(id, &ty, &Expected::Exactly(wanted.clone()));
        }
        fits.then_some(node)
    }
}
