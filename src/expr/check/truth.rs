//! Equations that can't be meant as they are written: with an empty text, with `missing`, of a yes-or-no with a text.

use super::super::ast::{AstId, Kind};
use super::super::function::Text;
use super::super::ir::{Node, NodeId};
use super::super::rule::Fault;
use super::unknown::written_as;
use super::{Meant, Pass};
use crate::base::{Beside, Diagnostic, Edit, Fix, Message, Span, codes, looks_like_thousands};
use crate::value::{Date, Decimal, Type, Value, ops};

/// Words that stand for yes, and for no, where a code or a text is expected.
const YES: [&str; 6] = ["ya", "yes", "y", "true", "benar", "1"];
const NO: [&str; 7] = ["tidak", "tdk", "no", "n", "false", "salah", "0"];

impl Pass<'_, '_, '_> {
    /// An empty text: there is none. Beside something it is compared with, that is asked what was meant.
    pub(super) fn empty_text(&mut self, id: AstId) -> Meant {
        let message = Message::new(
            "teks kosong tidak pernah ada; jawaban kosong berarti tidak dijawab",
            "there is no empty text: a blank answer is missing",
        );
        let diagnostic = Diagnostic::new(codes::EMPTY_LITERAL, self.span(id), message);
        match self.equated(id) {
            Some((whole, other, differs)) => {
                let question = matches!(self.ast.node(other).kind, Kind::Name(_));
                let test = match (differs, question) {
                    (false, _) => " is missing",
                    (true, true) => " is answered",
                    (true, false) => " is not missing",
                };
                self.rewritten(whole, diagnostic, &[other], &["", test])
            }
            None => self.report(diagnostic.hint(Message::new(
                "tulis `x is missing` atau `x is answered`",
                "write `x is missing` or `x is answered`",
            ))),
        }
    }

    /// Whether a node is a text that the other side never equals; if so, that is reported.
    pub(super) fn is_never_equal(&mut self, id: AstId, node: NodeId, other: NodeId) -> bool {
        let Some(Value::Text(text)) = self.state.graph.value_of(node).cloned() else { return false };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.empty_text(id);
            return true;
        }
        let answer = matches!(self.state.graph.node(other), Some(Node::Read { .. }));
        let odd = trimmed.len() < text.len() && answer && *self.state.graph.type_of(other) == Type::Text;
        if odd {
            let message = Message::new(
                format!("jawaban tidak pernah sama dengan `{text}`: spasi di ujung jawaban dibuang"),
                format!("no answer ever equals `{text}`: the spaces at its ends are dropped"),
            );
            let hint = written_as(&format!("'{trimmed}'"));
            self.report(Diagnostic::new(codes::TYPE, self.span(id), message).hint(hint));
        }
        odd
    }

    /// Whether a node is a number or a date in quotes beside one without; if so, that is reported.
    pub(super) fn is_quoted_value(&mut self, id: AstId, node: NodeId, other: NodeId) -> bool {
        let Some(Value::Text(text)) = self.state.graph.value_of(node).cloned() else { return false };
        let span = self.span(id);
        let beside = self.state.graph.type_of(other);
        let diagnostic = if matches!(beside, Type::Date) && Date::parse(&text).is_some() {
            let fixed = format!("date('{text}')");
            let title = Message::new(format!("ganti dengan `{fixed}`"), format!("replace with `{fixed}`"));
            // Around the text, whose quotes may also be those of the YAML scalar.
            let edit =
                |at: u32, text: &str| Edit { span: Span::new(span.file, at, at), text: text.to_owned() };
            let edits = vec![edit(span.start, "date("), edit(span.end, ")")];
            let message = Message::new("teks bukan tanggal", "a text is not a date");
            let mut diagnostic = Diagnostic::new(codes::TYPE, span, message);
            diagnostic.fix = Some(Fix { title, edits });
            diagnostic
        } else if matches!(beside, Type::Num(_)) && Decimal::parse(&text).is_some() {
            let message = Message::new("teks bukan angka", "a text is not a number");
            let title = Message::new(format!("ganti dengan `{text}`"), format!("replace with `{text}`"));
            Diagnostic::new(codes::TYPE, span, message).fix(title, span, &*text)
        } else {
            return false;
        };
        self.report(diagnostic);
        true
    }

    /// Warns of `omzet > 500.000`, beside a number of this type.
    pub(super) fn looks_like_thousands(&mut self, id: AstId, beside: &Type) {
        let literal = if let Kind::Negative(inner) = &self.ast.node(id).kind { *inner } else { id };
        if !matches!(self.ast.node(literal).kind, Kind::Number(_)) {
            return;
        }
        let Some(number) = beside.as_num() else { return };
        let place = if number.scale == 0 { Beside::Whole } else { Beside::Any };
        let span = self.span(literal);
        let known = self.state.sink.has(codes::THOUSANDS, span);
        let found = looks_like_thousands(self.ast.slice(self.range(literal)), span, place);
        if let Some(found) = found.filter(|_| !known) {
            self.state.sink.push(found);
        }
    }

    /// `setuju in ('ya', 'tidak')`.
    pub(super) fn yes_in_list(&mut self, id: AstId, of: (AstId, NodeId), items: &[NodeId]) -> Option<Meant> {
        let ty = |node: NodeId| self.state.graph.type_of(node);
        let other = items.iter().find(|item| !matches!(ty(**item), Type::Bool))?;
        if !matches!(ty(of.1), Type::Bool) {
            return None;
        }
        let described = super::super::rule::describe(ty(*other));
        Some(self.is_truth(id, of.0, described))
    }

    fn is_truth(&mut self, id: AstId, truth: AstId, other: Text) -> Meant {
        let name = self.ast.slice(self.range(truth)).to_owned();
        let diagnostic = Diagnostic::new(codes::TYPE, self.span(id), truth_compared(&name, other));
        self.report(diagnostic.hint(Message::new(
            format!("tulis `{name}`, `not {name}` atau `{name} is true`"),
            format!("write `{name}`, `not {name}` or `{name} is true`"),
        )))
    }

    /// An equation with `missing`, or of a yes-or-no with something else.
    pub(super) fn odd_equation(
        &mut self,
        id: AstId,
        differs: bool,
        [left, right]: [(AstId, NodeId); 2],
    ) -> Option<Meant> {
        let ty = |node: NodeId| self.state.graph.type_of(node);
        let (first, second) = (ty(left.1), ty(right.1));
        if matches!(first, Type::Missing) != matches!(second, Type::Missing) {
            let (literal, other) =
                if matches!(first, Type::Missing) { (left.0, right.0) } else { (right.0, left.0) };
            return Some(self.equals_missing(id, differs, literal, other));
        }
        if matches!(first, Type::Bool) == matches!(second, Type::Bool) {
            return None;
        }
        let (truth, other) = if matches!(first, Type::Bool) { (left, right) } else { (right, left) };
        self.equals_yes(id, differs, truth.0, other.1)
    }

    fn equals_missing(&mut self, id: AstId, differs: bool, literal: AstId, other: AstId) -> Meant {
        let wanted = Text { id: "nilai yang bisa dibandingkan", en: "a value that can be compared" };
        let fault = Fault::wanted(0, wanted, &Type::Missing);
        let diagnostic = Diagnostic::new(fault.code, self.span(literal), fault.message);
        self.rewritten(
            id,
            diagnostic,
            &[other],
            &["", if differs { " is not missing" } else { " is missing" }],
        )
    }

    /// `setuju = 'ya'`: nothing for what other comparisons say of their types.
    fn equals_yes(&mut self, id: AstId, differs: bool, truth: AstId, other: NodeId) -> Option<Meant> {
        let (got, value) = (self.state.graph.type_of(other).clone(), self.state.graph.value_of(other));
        if !matches!(got, Type::Text | Type::Num(_) | Type::Choice(_)) {
            return None;
        }
        let word = value.and_then(|value| {
            let number = ops::as_whole(value).map(|n| n.to_string());
            number.or_else(|| ops::as_text(value).map(str::to_ascii_lowercase))
        });
        let word = word.as_deref().unwrap_or_default();
        let yes = (YES.contains(&word) || NO.contains(&word)).then(|| YES.contains(&word) != differs);
        let described = super::super::rule::describe(&got);
        let simple = matches!(self.ast.node(truth).kind, Kind::Name(_));
        let Some(yes) = yes.filter(|_| simple) else { return Some(self.is_truth(id, truth, described)) };
        let message = truth_compared(self.ast.slice(self.range(truth)), described);
        let diagnostic = Diagnostic::new(codes::TYPE, self.span(id), message);
        Some(self.rewritten(id, diagnostic, &[truth], &[if yes { "" } else { "not " }, ""]))
    }
}

fn truth_compared(name: &str, other: Text) -> Message {
    Message::new(
        format!("`{name}` bernilai benar atau salah, dan tidak dibandingkan dengan {}", other.id),
        format!("`{name}` is true or false, and isn't compared with {}", other.en),
    )
}
