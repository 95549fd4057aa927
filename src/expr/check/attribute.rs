//! Columns of a choice list, read for a choice; scores among them.

use super::super::ast::AstId;
use super::super::funcs::catalogue;
use super::super::ir::{AttributeRef, NodeId};
use super::names::Segment;
use super::unknown::written_as;
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, TextRange, codes, nearest};
use crate::value::{Decimal, ListId, NumType, Type, ops};

impl Pass<'_, '_, '_> {
    pub(super) fn member(&mut self, of: AstId, name: TextRange) -> Meant {
        let meant = self.of(of);
        let word = self.ast.slice(name);
        self.attributes(meant, &[(word, name)])
    }

    pub(super) fn attributes(&mut self, mut meant: Meant, names: &[Segment<'_>]) -> Meant {
        for (word, at) in names {
            let Meant::Node(node) = meant else { return meant };
            meant = self.attribute(node, word, *at);
        }
        meant
    }

    fn attribute(&mut self, of: NodeId, word: &str, at: TextRange) -> Meant {
        let ty = self.state.graph.type_of(of);
        let Some(list_id) = ty.as_choice() else {
            if matches!(ty, Type::Wrong) {
                return Meant::Wrong;
            }
            let message = Message::new(
                format!("`.{word}` hanya bisa dibaca dari sebuah pilihan"),
                format!("`.{word}` can only be read from a choice"),
            );
            let diagnostic = Diagnostic::new(codes::TYPE, self.map.span(at), message);
            return self.report(as_function(diagnostic, word));
        };
        let Some(list) = self.state.place.scope.list(list_id) else { return Meant::Wrong };
        match list.attributes.iter().position(|attribute| &*attribute.name == word) {
            Some(column) => self.column(of, list_id, column),
            None if word == "score" => {
                self.score_of(of, list_id).map_or_else(|| self.no_score(list_id, at), Meant::Node)
            }
            None => {
                let near = nearest(word, list.attributes.iter().map(|attribute| &*attribute.name));
                let message = Message::new(
                    format!("daftar `{}` tidak punya kolom `{word}`", list.name),
                    format!("the list `{}` has no column `{word}`", list.name),
                );
                let diagnostic =
                    Diagnostic::new(codes::UNKNOWN_NAME, self.map.span(at), message).suggest(near);
                self.report(as_function(diagnostic, word))
            }
        }
    }

    fn column(&mut self, of: NodeId, list_id: ListId, column: usize) -> Meant {
        let Some(list) = self.state.place.scope.list(list_id) else { return Meant::Wrong };
        let Some(ty) = list.attributes.get(column).map(|attribute| attribute.ty.clone()) else {
            return Meant::Wrong;
        };
        let reference = AttributeRef::Column(u32::try_from(column).unwrap_or(u32::MAX));
        let node = self.state.graph.attribute(of, list_id, reference, ty.clone());
        let Some(num) = ty.as_num() else { return Meant::Node(node) };
        let mut numbers =
            list.choices.values().filter_map(|choice| ops::as_number(choice.attributes.get(column)?));
        let even = numbers.all(|n| n.scale() == num.scale);
        Meant::Node(if even { node } else { self.state.graph.same_scale(node, num.scale) })
    }

    /// The score of a choice, if its list has any.
    pub(super) fn score_of(&mut self, of: NodeId, list_id: ListId) -> Option<NodeId> {
        let list = self.state.place.scope.list(list_id)?;
        let scores = || list.choices.values().filter(|c| c.special.is_none()).filter_map(|c| c.score);
        let scale = scores().map(Decimal::scale).max()?;
        let even = scores().all(|score| score.scale() == scale);
        let (least, most) = list.score_range()?;
        let num = NumType::new(scale, least.rescale(scale)?.units(), most.rescale(scale)?.units());
        let node = self.state.graph.attribute(of, list_id, AttributeRef::Score, Type::Num(num));
        Some(if even { node } else { self.state.graph.same_scale(node, scale) })
    }

    pub(super) fn no_score(&mut self, list: ListId, at: TextRange) -> Meant {
        let name = self.state.place.scope.list(list).map(|list| list.name.to_string()).unwrap_or_default();
        let message = Message::new(
            format!("daftar `{name}` tidak punya skor"),
            format!("the list `{name}` has no scores"),
        );
        let hint = Message::new("beri `score:` pada pilihan-pilihannya", "give its choices a `score:`");
        let diagnostic = Diagnostic::new(codes::NO_SCORE, self.map.span(at), message).hint(hint);
        self.report(match self.state.place.scope.list_span(list) {
            Some(span) => diagnostic.note(span, Message::new("daftarnya di sini", "the list is here")),
            None => diagnostic,
        })
    }
}

/// The advice to call a function that is written as if it were a part of a value: `tgl.year`.
fn as_function(diagnostic: Diagnostic, word: &str) -> Diagnostic {
    match catalogue().any(|entry| entry.is_called(word)) {
        true => diagnostic.hint(written_as(&format!("{word}(x)"))),
        false => diagnostic,
    }
}
