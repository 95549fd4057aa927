//! Calls of functions, forms and definitions by name.

use super::super::ast::{AstId, CallForm, Kind};
use super::super::funcs::{Form, Func, catalogue};
use super::super::function::{Operation, Prepare};
use super::super::ir::NodeId;
use super::super::rule::{A_NUMBER, Fault};
use super::super::scope::Name;
use super::{Meant, Pass};
use crate::base::{Diagnostic, Message, TextRange, codes};
use crate::value::{Decimal, Pattern, PatternError, PatternErrorKind, Type, Value};

impl Pass<'_, '_, '_> {
    pub(super) fn call(&mut self, id: AstId, call: &CallForm) -> Meant {
        let name = self.ast.slice(call.name);
        if let Some(func) = Func::from_name(name) {
            return self.function(id, func, call);
        }
        if let Some(form) = Form::from_name(name) {
            return self.form(id, form, call);
        }
        if let Some(Name::Definition(definition)) = self.state.place.scope.resolve(&[name]) {
            return match call.least {
                Some((at, _)) => self.no_least(at),
                None => self.definition(id, definition, &call.args, call.name),
            };
        }
        self.unknown_function(id, call)
    }

    // --- functions of the catalogue ---

    fn function(&mut self, id: AstId, func: Func, call: &CallForm) -> Meant {
        let operation = func.operation();
        let given = match (operation.prepare, call.least) {
            (Prepare::Values, Some((at, _))) => return self.no_least(at),
            (Prepare::Values, None) => self.arguments(&call.args),
            (Prepare::Scores, _) => self.scores(&call.args),
        };
        let Some((mut args, mut places)) = given else { return Meant::Wrong };
        if operation.prepare == Prepare::Scores {
            let least = call.least.map_or(args.len(), |(_, k)| usize::try_from(k).unwrap_or(usize::MAX));
            if let Some((at, k)) = call.least.filter(|_| least > args.len()) {
                return self.least_too_many(at, k, args.len());
            }
            args.insert(0, self.state.graph.number(Decimal::int(i128::try_from(least).unwrap_or(0))));
            places.insert(0, id);
        }
        if !self.has_arity(id, call, operation, args.len()) {
            return Meant::Wrong;
        }
        self.prepared(func, id, args, &places)
    }

    /// A call whose arguments are there; some functions do something with them first.
    fn prepared(&mut self, func: Func, id: AstId, args: Vec<NodeId>, places: &[AstId]) -> Meant {
        if matches!(func, Func::Coalesce | Func::Min | Func::Max) {
            return self.unified(func, id, &args, places);
        }
        if func == Func::Matches {
            return self.matches(id, &args, places);
        }
        let code = args.first().filter(|_| func == Func::ToText).and_then(|node| self.code_text(*node));
        if let Some(code) = code {
            return Meant::Node(code);
        }
        let args = if func == Func::Sum { self.one_scale(args) } else { args };
        self.call_with(func, id, &args, places)
    }

    /// The values of arguments, item sets spread out, and where each comes from.
    fn arguments(&mut self, ids: &[AstId]) -> Option<(Vec<NodeId>, Vec<AstId>)> {
        self.spread(ids, |pass, id| pass.value(id))
    }

    fn scores(&mut self, ids: &[AstId]) -> Option<(Vec<NodeId>, Vec<AstId>)> {
        self.spread(ids, Self::scored)
    }

    fn spread(
        &mut self,
        ids: &[AstId],
        one: impl Fn(&mut Self, AstId) -> Option<NodeId>,
    ) -> Option<(Vec<NodeId>, Vec<AstId>)> {
        let (mut values, mut places) = (Vec::new(), Vec::new());
        let mut sound = true;
        for id in ids {
            let before = values.len();
            match self.of(*id) {
                Meant::Items(items) => {
                    for item in items {
                        // An item is read as if it stood here itself.
                        let slot = self
                            .meant
                            .get_mut(id.index())
                            .map(|slot| std::mem::replace(slot, Meant::Node(item)));
                        values.extend(one(self, *id));
                        sound &= values.len() > before;
                        if let (Some(place), Some(old)) = (self.meant.get_mut(id.index()), slot) {
                            *place = old;
                        }
                    }
                }
                Meant::Node(_) | Meant::Wrong => match one(self, *id) {
                    Some(value) => values.push(value),
                    None => sound = false,
                },
            }
            places.resize(values.len(), *id);
        }
        sound.then_some((values, places))
    }

    /// The number a value counts for: itself, the score of a choice, 1 or 0.
    pub(super) fn scored(&mut self, id: AstId) -> Option<NodeId> {
        let node = self.value(id)?;
        let ty = self.state.graph.type_of(node).clone();
        if let Some(list) = ty.as_choice() {
            let score = self.score_of(node, list);
            if score.is_none() {
                self.no_score(list, self.range(id));
            }
            return score;
        }
        match ty {
            Type::Num(_) => Some(node),
            Type::Bool => {
                let one = self.state.graph.number(Decimal::int(1));
                let zero = self.state.graph.number(Decimal::ZERO);
                Some(self.state.graph.call(Func::If, &[node, one, zero]))
            }
            Type::Text
            | Type::Label
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Days
            | Type::Months
            | Type::Choice(_)
            | Type::Choices(_)
            | Type::Geo
            | Type::File
            | Type::Missing
            | Type::Wrong => {
                self.fault(id, Fault::wanted(0, A_NUMBER, &ty));
                None
            }
        }
    }

    /// Numbers brought to the largest scale of all, whichever of them will be there.
    fn one_scale(&mut self, args: Vec<NodeId>) -> Vec<NodeId> {
        let scale = |node: &NodeId| self.state.graph.type_of(*node).as_num().map_or(0, |num| num.scale);
        let largest = args.iter().map(scale).max().unwrap_or(0);
        let (least, items) = args.split_first().unzip();
        let items = items.unwrap_or_default().iter().map(|item| self.state.graph.rescaled(*item, largest));
        least.copied().into_iter().chain(items).collect()
    }

    /// Choices with literal codes, like the values of an `if`.
    fn unified(&mut self, func: Func, id: AstId, args: &[NodeId], places: &[AstId]) -> Meant {
        let values: Vec<(usize, NodeId)> = args.iter().copied().enumerate().collect();
        match self.same_list(&values, places) {
            Some(adapted) => {
                let args: Vec<NodeId> = adapted.into_iter().map(|(_, node)| node).collect();
                self.call_with(func, id, &args, places)
            }
            None => Meant::Wrong,
        }
    }

    fn matches(&mut self, id: AstId, args: &[NodeId], places: &[AstId]) -> Meant {
        let Meant::Node(node) = self.call_with(Func::Matches, id, args, places) else { return Meant::Wrong };
        let text = args.get(1).and_then(|arg| self.state.graph.value_of(*arg)).cloned();
        let (Some(Value::Text(text)), Some(place)) = (text, places.get(1).copied()) else {
            return Meant::Wrong;
        };
        match Pattern::new(&text) {
            Ok(pattern) => {
                self.state.graph.set_pattern(node, pattern);
                Meant::Node(node)
            }
            Err(error) => self.bad_pattern(place, &error),
        }
    }

    fn bad_pattern(&mut self, place: AstId, error: &PatternError) -> Meant {
        // Inside the literal's quotes, if it is one.
        let whole = self.range(place);
        let literal = matches!(self.ast.node(place).kind, Kind::Text(_));
        let inside = |at: usize| whole.start + 1 + u32::try_from(at).unwrap_or(0);
        let at = if literal { TextRange::new(inside(error.start), inside(error.end)) } else { whole };
        let (id, en) = pattern_words(error.kind);
        self.report(Diagnostic::new(codes::REGEX, self.map.span(at), Message::new(id, en)))
    }

    fn has_arity(&mut self, id: AstId, call: &CallForm, operation: &Operation, given: usize) -> bool {
        let (least, most) = operation.arity;
        if given >= least && most.is_none_or(|most| given <= most) {
            return true;
        }
        let hidden = usize::from(operation.prepare == Prepare::Scores);
        let most = most.map(|most| most - hidden);
        self.arity(id, call, (least - hidden, most));
        false
    }

    pub(super) fn arity(
        &mut self,
        id: AstId,
        call: &CallForm,
        (least, most): (usize, Option<usize>),
    ) -> Meant {
        let (name, given) = (self.ast.slice(call.name), call.args.len());
        let arguments = if most.unwrap_or(least) == 1 { "argument" } else { "arguments" };
        let wanted = match most {
            Some(most) if most == least => (format!("{least}"), format!("{least}")),
            Some(most) => (format!("{least} sampai {most}"), format!("{least} to {most}")),
            None => (format!("sedikitnya {least}"), format!("at least {least}")),
        };
        let message = Message::new(
            format!("`{name}` perlu {} argumen, bukan {given}", wanted.0),
            format!("`{name}` takes {} {arguments}, not {given}", wanted.1),
        );
        let signature = catalogue().find(|entry| entry.is_called(name)).map_or("", |entry| entry.signature);
        let hint = Message::new(format!("bentuknya: `{signature}`"), format!("its form is `{signature}`"));
        self.report(Diagnostic::new(codes::ARITY, self.span(id), message).hint(hint))
    }

    pub(super) fn no_least(&mut self, at: TextRange) -> Meant {
        let message = Message::new(
            "`min_answered` hanya untuk `sum`, `mean` dan `prorate`",
            "`min_answered` is only for `sum`, `mean` and `prorate`",
        );
        self.report(Diagnostic::new(codes::ARITY, self.map.span(at), message))
    }

    fn least_too_many(&mut self, at: TextRange, k: u32, items: usize) -> Meant {
        let message = Message::new(
            format!("`min_answered {k}` tidak pernah terpenuhi: hanya ada {items} nilai"),
            match items {
                1 => format!("`min_answered {k}` can never be met: there is only 1 item"),
                _ => format!("`min_answered {k}` can never be met: there are only {items} items"),
            },
        );
        self.report(Diagnostic::new(codes::ARITY, self.map.span(at), message))
    }
}

fn pattern_words(kind: PatternErrorKind) -> (&'static str, &'static str) {
    match kind {
        PatternErrorKind::Syntax => ("pola ini tidak terbaca", "this pattern doesn't read"),
        PatternErrorKind::TooLarge => ("pola ini terlalu besar", "this pattern is too large"),
        PatternErrorKind::Anchor => (
            "`^` dan `$` tidak perlu: pola selalu untuk seluruh teks",
            "`^` and `$` aren't needed: a pattern always speaks of the whole text",
        ),
        PatternErrorKind::WordBoundary => {
            ("batas kata tidak sama artinya di semua mesin", "word boundaries don't mean the same everywhere")
        }
        PatternErrorKind::LookAround => {
            ("melihat ke depan atau ke belakang tidak bisa", "look-around can't be used")
        }
        PatternErrorKind::BackReference => ("acuan ke kelompok tidak bisa", "back-references can't be used"),
        PatternErrorKind::Flags => ("tanda seperti `(?i)` tidak bisa", "flags such as `(?i)` can't be used"),
        PatternErrorKind::Lazy => (
            "pengulangan malas tidak berarti di sini: pola untuk seluruh teks",
            "lazy repetition means nothing here: a pattern speaks of the whole text",
        ),
        PatternErrorKind::Class => (
            "kelas huruf ini tidak ada di semua mesin; tulis hurufnya, misalnya `[A-Za-z]`",
            "this class isn't known everywhere; write the letters, such as `[A-Za-z]`",
        ),
        PatternErrorKind::NamedGroup => ("kelompok bernama tidak bisa", "named groups can't be used"),
    }
}
