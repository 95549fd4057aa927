//! What is written like a function but turns into something else: dates, scores, labels.

use super::super::ast::{AstId, CallForm, Kind};
use super::super::funcs::{Form, Func};
use super::super::function::Text;
use super::super::ir::{Node, NodeId};
use super::super::rule::Fault;
use super::unknown::written_as;
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, codes};
use crate::value::{ListId, Type};

impl Pass<'_, '_, '_> {
    pub(super) fn form(&mut self, id: AstId, form: Form, call: &CallForm) -> Meant {
        if let Some((at, _)) = call.least {
            return self.no_least(at);
        }
        match (form, call.args.as_slice()) {
            (Form::Date, [day]) => self.date_call(*day),
            (Form::Date, [_, _, _]) => self.date_of_parts(call),
            (Form::Score, [of]) => self.score(*of),
            (Form::Reverse, [of]) => self.reverse_choice(id, *of),
            (Form::Reverse, [x, low, high]) => self.reverse_number(id, [*x, *low, *high]),
            (Form::Label, [of]) => self.label(*of, false, None),
            (Form::Labels, [of]) => self.label(*of, true, None),
            (Form::Labels, [of, separator]) => self.label(*of, true, Some(*separator)),
            (Form::ToChoice, [of, list]) => self.by_code(*of, *list),
            (Form::ToChoice, _) => self.arity(id, call, (2, Some(2))),
            (Form::Reverse, _) => self.reverse_arity(id, call.args.len()),
            (Form::Labels, _) => self.arity(id, call, (1, Some(2))),
            (_, _) => self.arity(id, call, (1, Some(1))),
        }
    }

    fn date_call(&mut self, day: AstId) -> Meant {
        let kind = &self.ast.node(day).kind;
        if let Kind::Text(text) = kind {
            return self.date(text, self.range(day));
        }
        if matches!(kind, Kind::Error) {
            return Meant::Wrong;
        }
        let message =
            Message::new("`date` hanya membaca tanggal yang tertulis", "`date` only reads a literal date");
        let written = self.ast.slice(self.range(day));
        let hint = match crate::value::Date::parse(written) {
            Some(_) => written_as(&format!("date('{written}')")),
            None => Message::new(
                "dari tahun, bulan dan hari: `make_date(2024, 12, 31)`",
                "from a year, month and day: `make_date(2024, 12, 31)`",
            ),
        };
        self.report(Diagnostic::new(codes::DATE_LITERAL, self.span(day), message).hint(hint))
    }

    /// `date(2024, 12, 31)`.
    fn date_of_parts(&mut self, call: &CallForm) -> Meant {
        let message = Message::new(
            "dari tahun, bulan dan hari, tanggal dibuat dengan `make_date`",
            "of a year, a month and a day, a date is made with `make_date`",
        );
        let diagnostic = Diagnostic::new(codes::ARITY, self.map.span(call.name), message);
        self.report(diagnostic.suggest(Some("make_date")))
    }

    /// A choice and its list; something else is reported.
    fn choice_argument(&mut self, id: AstId) -> Option<(NodeId, ListId)> {
        let node = self.value(id)?;
        let ty = self.state.graph.type_of(node).clone();
        if let Some(list) = ty.as_choice() {
            return Some((node, list));
        }
        self.fault(id, Fault::wanted(0, Text { id: "satu pilihan", en: "a choice" }, &ty));
        None
    }

    fn score(&mut self, of: AstId) -> Meant {
        match self.choice_argument(of) {
            Some((node, list)) => match self.score_of(node, list) {
                Some(score) => Meant::Node(score),
                None => self.no_score(list, self.range(of)),
            },
            None => Meant::Wrong,
        }
    }

    /// Least + greatest − score.
    fn reverse_choice(&mut self, id: AstId, of: AstId) -> Meant {
        let Some((node, list)) = self.choice_argument(of) else { return Meant::Wrong };
        let range = self.state.place.scope.list(list).and_then(crate::value::List::score_range);
        let ends = range.and_then(|(least, most)| least.checked_add(most));
        match (self.score_of(node, list), ends) {
            (Some(score), Some(ends)) => {
                let ends = self.state.graph.number(ends);
                self.call_with(Func::Sub, id, &[ends, score], &[of, of])
            }
            (_, _) => self.no_score(list, self.range(of)),
        }
    }

    fn reverse_arity(&mut self, id: AstId, given: usize) -> Meant {
        let message = Message::new(
            format!("`reverse` perlu 1 argumen (pilihan) atau 3 (angka dan kedua ujungnya), bukan {given}"),
            format!("`reverse` takes 1 argument (a choice) or 3 (a number and both ends), not {given}"),
        );
        self.wrong(id, codes::ARITY, message)
    }

    /// Low + high − x.
    fn reverse_number(&mut self, id: AstId, [x, low, high]: [AstId; 3]) -> Meant {
        let Some(values) = self.values(&[low, high]) else { return Meant::Wrong };
        let Meant::Node(ends) = self.call_with(Func::Add, id, &values, &[low, high]) else {
            return Meant::Wrong;
        };
        match self.value(x) {
            Some(x_value) => self.call_with(Func::Sub, id, &[ends, x_value], &[low, x]),
            None => Meant::Wrong,
        }
    }

    fn label(&mut self, of: AstId, several: bool, separator: Option<AstId>) -> Meant {
        let Some(node) = self.value(of) else { return Meant::Wrong };
        let list = match (self.state.graph.type_of(node), several) {
            (Type::Choice(list), false) | (Type::Choices(list), true) => *list,
            (other, _) => {
                let wanted = match several {
                    true => Text { id: "pilihan ganda", en: "a set of choices" },
                    false => Text { id: "satu pilihan", en: "a choice" },
                };
                let fault = Fault::wanted(0, wanted, other);
                return self.fault(of, fault);
            }
        };
        let separator = match separator.map(|id| (id, &self.ast.node(id).kind)) {
            None if several => Some(", ".into()),
            None => None,
            Some((_, Kind::Text(text))) => Some(text.clone()),
            Some((id, _)) => {
                let message = Message::new(
                    "pemisahnya harus teks yang tertulis",
                    "the separator must be a literal text",
                );
                return self.wrong(id, codes::TYPE, message);
            }
        };
        Meant::Node(self.state.graph.push(Node::Label { of: node, list, separator }, Type::Label))
    }
}
