//! `lookup(table.column, key = value)`.

use super::super::ast::{AstId, Path};
use super::super::ir::{Node, NodeId};
use super::super::scope::{Table, TableColumn};
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, TextRange, codes, nearest};
use crate::expr::function::Text;
use crate::expr::rule::describe;
use crate::value::Type;

impl Pass<'_, '_, '_> {
    pub(super) fn lookup(&mut self, id: AstId, cell: &Path, keys: &[(TextRange, AstId)]) -> Meant {
        let [table_at, column_at] = cell.as_slice() else { return Meant::Wrong };
        let (table_at, column_at) = (*table_at, *column_at);
        let name = self.ast.slice(table_at);
        let Some((table_id, table)) = self.state.place.scope.table(name) else {
            let tables = self.state.place.scope.tables();
            let near = nearest(name, tables.iter().map(String::as_str));
            let message = Message::new(
                format!("tidak ada tabel bernama `{name}`"),
                format!("no table has the name `{name}`"),
            );
            return self.report(
                Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(table_at), message).suggest(near),
            );
        };
        let column = self.table_column(table, column_at);
        let values = self.keys(id, table, keys);
        let (Some((column, ty)), Some(values)) = (column, values) else { return Meant::Wrong };
        let node = Node::Lookup { table: table_id, column, keys: values.into() };
        Meant::Node(self.state.graph.push(node, ty))
    }

    fn table_column(&mut self, table: &Table, at: TextRange) -> Option<(u32, Type)> {
        let name = self.ast.slice(at);
        let found = table.values.iter().position(|column| &*column.name == name);
        match found.and_then(|index| Some((u32::try_from(index).ok()?, table.values.get(index)?.ty.clone())))
        {
            Some(found) => Some(found),
            None => {
                let near = nearest(name, table.values.iter().map(|column| &*column.name));
                let message = Message::new(
                    format!("tabel `{}` tidak punya kolom nilai `{name}`", table.name),
                    format!("the table `{}` has no value column `{name}`", table.name),
                );
                self.report(Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(at), message).suggest(near));
                None
            }
        }
    }

    /// The key values in the table's order.
    fn keys(&mut self, id: AstId, table: &Table, given: &[(TextRange, AstId)]) -> Option<Vec<NodeId>> {
        let mut fits = true;
        for (index, (at, _)) in given.iter().enumerate() {
            let name = self.ast.slice(*at);
            let known = table.keys.iter().any(|key| &*key.name == name);
            let again = given.iter().take(index).any(|(other, _)| self.ast.slice(*other) == name);
            if !known || again {
                self.wrong_key(table, name, *at, again);
                fits = false;
            }
        }
        let mut values = Vec::with_capacity(table.keys.len());
        for key in &table.keys {
            let found =
                given.iter().find(|(at, _)| self.ast.slice(*at) == &*key.name).map(|(_, value)| *value);
            match found {
                Some(value) => values.push(self.key_value(value, key)),
                None => {
                    self.missing_key(id, table, key, fits);
                    values.push(None);
                }
            }
        }
        values.into_iter().collect::<Option<Vec<_>>>().filter(|_| fits)
    }

    fn wrong_key(&mut self, table: &Table, name: &str, at: TextRange, again: bool) {
        let message = match again {
            true => Message::new(
                format!("kunci `{name}` sudah disebut"),
                format!("the key `{name}` is given twice"),
            ),
            false => Message::new(
                format!("tabel `{}` tidak punya kunci `{name}`", table.name),
                format!("the table `{}` has no key `{name}`", table.name),
            ),
        };
        let near = nearest(name, table.keys.iter().map(|key| &*key.name));
        let code = if again { codes::ARITY } else { codes::UNKNOWN_NAME };
        self.report(Diagnostic::new(code, self.map.span(at), message).suggest(near.filter(|_| !again)));
    }

    /// A key that isn't given; not reported when a misspelt one explains it.
    fn missing_key(&mut self, id: AstId, table: &Table, key: &TableColumn, alone: bool) {
        if alone {
            let message = Message::new(
                format!("kunci `{}` tabel `{}` belum disebut", key.name, table.name),
                format!("the key `{}` of the table `{}` is not given", key.name, table.name),
            );
            self.wrong(id, codes::ARITY, message);
        }
    }

    /// The value for a key: of its type; a choice stands for its code where the key is text.
    fn key_value(&mut self, id: AstId, key: &TableColumn) -> Option<NodeId> {
        let node = self.value(id)?;
        let node = match (&key.ty, self.state.graph.type_of(node)) {
            (Type::Text, Type::Choice(_)) => self.code_text(node)?,
            (Type::Choice(list), _) => self.as_choice(id, node, *list)?,
            (_, _) => node,
        };
        let ty = self.state.graph.type_of(node).clone();
        let fits = matches!((&key.ty, &ty), (Type::Num(_), Type::Num(_))) || key.ty == ty;
        if !fits {
            let wanted: Text = describe(&key.ty);
            let fault = super::Fault::wanted(0, wanted, &ty);
            let quoted = matches!((&key.ty, &ty), (Type::Text, Type::Num(_)));
            self.fault(
                id,
                match quoted {
                    true => fault.hint(
                        "kode ditulis dalam tanda kutip: `'65'`",
                        "a code is written in quotes: `'65'`",
                    ),
                    false => fault,
                },
            );
        }
        fits.then_some(node)
    }
}
