//! Codes written as literals: which list they belong to, whether it has them, and what to write instead.

use super::super::ast::{AstId, Kind};
use super::super::funcs::Func;
use super::super::ir::{AttributeRef, Node, NodeId};
use super::Pass;
use crate::base::{Diagnostic, Message, TextRange, codes, nearest};
use crate::value::{Choice, ListId, Special, Type, Value, ops};

impl Pass<'_, '_, '_> {
    /// The node as a choice of a list, if it is one or is made of literal codes; a wrong code is reported. What is
    /// something else stays as it is.
    pub(super) fn as_choice(&mut self, id: AstId, node: NodeId, list: ListId) -> Option<NodeId> {
        if *self.state.graph.type_of(node) == Type::Choice(list) {
            return Some(node);
        }
        let known = self.state.graph.node(node).cloned();
        if let Some(Node::Const(value)) = &known {
            return self.literal_as_choice(id, node, value, list);
        }
        let Some(Node::Call { func: func @ (Func::If | Func::Coalesce), args }) = known else {
            return Some(node);
        };
        let is_value = |at: usize| func == Func::Coalesce || at % 2 == 1 || at + 1 == args.len();
        let mut made = Vec::with_capacity(args.len());
        for (at, arg) in args.iter().enumerate() {
            made.push(if is_value(at) { self.as_choice(id, *arg, list)? } else { *arg });
        }
        self.state.graph.try_call(func, &made).ok()
    }

    fn literal_as_choice(&mut self, id: AstId, node: NodeId, value: &Value, list: ListId) -> Option<NodeId> {
        let code = ops::as_text(value).map(str::to_owned).or_else(|| Some(ops::as_whole(value)?.to_string()));
        let Some(code) = code else { return Some(node) };
        let position = self.code(id, &code, list)?;
        Some(self.state.graph.constant(Value::Choice(position), Type::Choice(list)))
    }

    /// The choices of a literal code, for a place that holds several.
    pub(super) fn as_choices(&mut self, id: AstId, node: NodeId, list: ListId) -> Option<NodeId> {
        let one = self.as_choice(id, node, list)?;
        let Some(Value::Choice(position)) = self.state.graph.value_of(one).cloned() else {
            return Some(node);
        };
        let value = Value::Choices(std::iter::once(position).collect());
        Some(self.state.graph.constant(value, Type::Choices(list)))
    }

    /// The position of a code in its list; an unknown or special one is reported.
    fn code(&mut self, id: AstId, code: &str, list_id: ListId) -> Option<u32> {
        let list = self.state.place.scope.list(list_id)?;
        let position = list.position(code);
        match position.and_then(|at| list.choice(at)) {
            Some(Choice { special: Some(special), .. }) => {
                let diagnostic = special_code(code, *special);
                self.wrong_code(id, diagnostic);
                None
            }
            Some(_) => position,
            None => {
                let message = Message::new(
                    format!("`{code}` bukan kode daftar `{}`", list.name),
                    format!("`{code}` is not a code of the list `{}`", list.name),
                );
                let ordinary = list.choices.values().filter(|choice| choice.special.is_none());
                let ordinary = ordinary.map(|choice| &*choice.code);
                let few = self.state.place.scope.may_suggest(list.choices.len());
                let near = few.then(|| nearest(code, ordinary.clone())).flatten();
                let diagnostic = Diagnostic::new(codes::UNKNOWN_CODE, self.span(id), message);
                let diagnostic = match near {
                    Some(near) => self.suggest_code(id, diagnostic, near),
                    None if list.choices.len() <= MAX_LISTED => diagnostic.hint(listed(ordinary)),
                    None => diagnostic,
                };
                self.report(diagnostic);
                None
            }
        }
    }

    fn suggest_code(&self, id: AstId, diagnostic: Diagnostic, near: &str) -> Diagnostic {
        let hint = Message::new(format!("maksud Anda `{near}`?"), format!("did you mean `{near}`?"));
        let title = Message::new(format!("ganti dengan `{near}`"), format!("replace with `{near}`"));
        let range = self.range(id);
        // Within the quotes, which may also be those of the YAML scalar.
        let within = TextRange::new(range.start + 1, range.end.saturating_sub(1));
        let diagnostic = diagnostic.hint(hint);
        match matches!(self.ast.node(id).kind, Kind::Text(_)) {
            true => diagnostic.fix(title, self.map.span(within), near),
            false => diagnostic,
        }
    }

    fn wrong_code(&mut self, id: AstId, (message, hint): (Message, Message)) {
        self.report(Diagnostic::new(codes::SPECIAL_CODE, self.span(id), message).hint(hint));
    }

    /// The code of a choice as text, to compare it with a text attribute.
    pub(super) fn code_text(&mut self, node: NodeId) -> Option<NodeId> {
        let list = self.state.graph.type_of(node).as_choice()?;
        Some(self.state.graph.attribute(node, list, AttributeRef::Code, Type::Text))
    }

    /// Whether the node is a text column of a list (not an answer).
    pub(super) fn is_text_attribute(&self, node: NodeId) -> bool {
        let attribute = matches!(self.state.graph.node(node), Some(Node::Attribute { .. }));
        attribute && matches!(self.state.graph.type_of(node), Type::Text)
    }
}

/// Most codes of a list that are all named when none of them is near.
const MAX_LISTED: usize = 8;

fn listed<'l>(codes: impl Iterator<Item = &'l str>) -> Message {
    let codes: Vec<String> = codes.map(|code| format!("`{code}`")).collect();
    let codes = codes.join(", ");
    Message::new(format!("kodenya: {codes}"), format!("its codes are {codes}"))
}

fn special_code(code: &str, special: Special) -> (Message, Message) {
    let test = match special {
        Special::DontKnow => "dont_know",
        Special::Refused => "refused",
        Special::NotApplicable => "not_applicable",
    };
    let message = Message::new(
        format!("`{code}` jawaban khusus: dalam syarat ia kosong, jadi tidak pernah sama dengan apa pun"),
        format!("`{code}` is a special answer: in a condition it is missing, so nothing ever equals it"),
    );
    (message, Message::new(format!("tulis `… is {test}`"), format!("write `… is {test}`")))
}
