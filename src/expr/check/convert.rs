//! `to_choice(x, list)`: the choice of another list, by its code.

use super::super::ast::{AstId, Kind};
use super::super::function::Text;
use super::super::ir::Node;
use super::super::rule::Fault;
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes, nearest};
use crate::value::{List, ListId, Type, Value};

impl Pass<'_, '_, '_> {
    pub(super) fn by_code(&mut self, of: AstId, list: AstId) -> Meant {
        let found = self.named_list(list);
        let (Some(node), Some(list)) = (self.value(of), found) else { return Meant::Wrong };
        if let Some(Value::Text(_)) = self.state.graph.value_of(node) {
            return self.as_choice(of, node, list).map_or(Meant::Wrong, Meant::Node);
        }
        let ty = self.state.graph.type_of(node).clone();
        let code = match ty.as_choice() {
            Some(own) if own == list => return Meant::Node(node),
            Some(own) if !self.have_codes_in_common(own, list) => {
                return self.nothing_in_common(of, own, list);
            }
            Some(_) => self.code_text(node),
            None if ty == Type::Text => Some(node),
            None => return self.no_code(of, &ty),
        };
        let Some(of) = code else { return Meant::Wrong };
        Meant::Node(self.state.graph.push(Node::ByCode { of, list }, Type::Choice(list)))
    }

    /// The list that an argument names.
    fn named_list(&mut self, id: AstId) -> Option<ListId> {
        let name = self.ast.slice(self.range(id));
        let scope = self.state.place.scope;
        let found = matches!(self.ast.node(id).kind, Kind::Name(_)).then(|| scope.list_named(name)).flatten();
        if found.is_none() && !matches!(self.ast.node(id).kind, Kind::Error) {
            let lists = scope.lists();
            let few = scope.may_suggest(lists.len());
            let near = few.then(|| nearest(name, lists.iter().map(String::as_str))).flatten();
            let message = Message::new(
                format!("tidak ada daftar pilihan bernama `{name}`"),
                format!("no list has the name `{name}`"),
            );
            self.report(Diagnostic::new(codes::UNKNOWN_NAME, self.span(id), message).suggest(near));
        }
        found
    }

    fn have_codes_in_common(&self, one: ListId, other: ListId) -> bool {
        let scope = self.state.place.scope;
        let (Some(one), Some(other)) = (scope.list(one), scope.list(other)) else { return true };
        ordinary(one).any(|code| {
            let choice = other.position(code).and_then(|at| other.choice(at));
            choice.is_some_and(|choice| choice.special.is_none())
        })
    }

    /// A list no code of which can ever be found in the other.
    fn nothing_in_common(&mut self, id: AstId, own: ListId, list: ListId) -> Meant {
        let scope = self.state.place.scope;
        let name = |list| scope.list(list).map(|list| list.name.to_string()).unwrap_or_default();
        let (own, list) = (name(own), name(list));
        let message = Message::new(
            format!("daftar `{own}` dan `{list}` tidak punya kode yang sama"),
            format!("the lists `{own}` and `{list}` have no code in common"),
        );
        self.wrong(id, codes::UNKNOWN_CODE, message)
    }

    fn no_code(&mut self, id: AstId, ty: &Type) -> Meant {
        let fault = Fault::wanted(0, Text { id: "teks atau satu pilihan", en: "text or a choice" }, ty);
        let fault = match ty.as_num() {
            Some(_) => fault.hint(
                "kode dari sebuah angka: `to_choice(to_text(x), daftar)`",
                "a code of a number: `to_choice(to_text(x), list)`",
            ),
            None => fault,
        };
        self.fault(id, fault)
    }
}

/// The codes of a list that aren't special.
fn ordinary(list: &List) -> impl Iterator<Item = &str> {
    list.choices.values().filter(|choice| choice.special.is_none()).map(|choice| &*choice.code)
}
