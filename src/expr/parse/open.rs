//! Brackets and words that open and close: groups, calls, aggregates, `band`, `lookup`, `if` and `let`.

use super::super::ast::{Kind, PREDEFINED};
use super::form::{AggregateStage, BandStage, Form, OpenCall, aggregate_kind, aggregated, call_kind};
use super::messages;
use super::tree::{BRACKET, Builder, Entry, Open, Operand};
use crate::base::TextRange;
use crate::expr::ir::AggregateKind;

impl Builder<'_> {
    // --- opening ---

    pub(super) fn open_group(&mut self, at: TextRange) {
        self.open(Open::Group, at);
    }

    /// Whether a name is followed by the bracket of a call.
    pub(super) fn is_applied(&self, at: TextRange) -> bool {
        self.rest(at.end).trim_start().starts_with('(')
    }

    /// The bracket after a name: a call begins.
    pub(super) fn apply(&mut self, at: TextRange) {
        let function = self.pop();
        if let Some(Kind::Bool(value)) = self.kind_of(function.id) {
            let rest = self.rest(at.end);
            let blank = u32::try_from(rest.len() - rest.trim_start().len()).unwrap_or(0);
            let closed = rest.trim_start().starts_with(')');
            let end = if closed { at.end + blank + 1 } else { at.end };
            let whole = TextRange::new(function.outer.start, end);
            self.structural(messages::constant_called(*value, whole, closed));
            return self.open_group(at);
        }
        let path = self.name_of(function.id).filter(|path| path.len() == 1);
        let Some(name) =
            path.and_then(|path| path.first().copied()).filter(|_| !self.has_parens(function.id))
        else {
            self.structural(messages::operator_expected(at, "("));
            return self.open_group(at);
        };
        let word = self.slice(name);
        let backquoted = self.slice(function.outer).starts_with('`');
        if self.is_reserved(word) && !backquoted && !matches!(word, "any" | "all" | "band") {
            self.structural(messages::reserved_called(word, name));
        }
        let form = match word {
            "count" => aggregated(AggregateKind::Count, name, None),
            "band" => Form::Band { of: None, limits: Vec::new(), stage: BandStage::Start },
            "lookup" => Form::Lookup { cell: None, key: None, keys: Vec::new() },
            _ => Form::Plain { args: Vec::new(), least: None },
        };
        self.open(Open::Call(Box::new(OpenCall { name, bracket: at, form })), function.outer);
    }

    /// Whether `if` or `let` may begin here: only where a whole expression begins.
    fn begins_expression(&self) -> bool {
        self.stack.last().is_none_or(|entry| entry.open.level() <= BRACKET + 1)
    }

    pub(super) fn open_if(&mut self, at: TextRange) {
        if let Some(Open::If { condition, last: last @ true, .. }) = self.top() {
            (*condition, *last) = (None, false);
            return;
        }
        if !self.begins_expression() {
            self.structural(messages::needs_parentheses("if", at));
        }
        self.open(Open::If { arms: Vec::new(), condition: None, last: false }, at);
    }

    pub(super) fn open_let(&mut self, at: TextRange, name: TextRange) {
        if !self.begins_expression() {
            self.structural(messages::needs_parentheses("let", at));
        }
        let word = self.slice(name);
        if self.is_reserved(word) || PREDEFINED.contains(&word) {
            self.report(messages::taken(word, name));
        }
        self.open(Open::Let { name, value: None }, at);
    }

    // --- words between ---

    pub(super) fn then(&mut self, at: TextRange) {
        self.reduce(BRACKET);
        let value = self.pop();
        match self.top() {
            Some(Open::If { condition: condition @ None, last: false, .. }) => *condition = Some(value.id),
            Some(Open::Call(call)) => match &mut call.form {
                Form::Band { stage, .. } => match *stage {
                    BandStage::Limit(inclusive) => *stage = BandStage::Value(inclusive, value.id),
                    BandStage::Start | BandStage::Value(..) | BandStage::Otherwise => {
                        self.structural(messages::band_shape(at));
                    }
                },
                Form::Plain { .. } | Form::Aggregate(_) | Form::Lookup { .. } => {
                    self.structural(messages::without("then", "if", at));
                }
            },
            _ => self.structural(messages::without("then", "if", at)),
        }
    }

    /// `else`, of an `if` (between values) or of a `band` (before one).
    pub(super) fn otherwise(&mut self, at: TextRange) {
        if self.expects_value() {
            if let Some(Form::Band { stage: stage @ BandStage::Start, of: Some(_), .. }) = self.call_form() {
                *stage = BandStage::Otherwise;
                return;
            }
            self.structural(messages::value_expected("else", at));
            self.atom(Kind::Error, at);
        }
        self.reduce(BRACKET);
        let value = self.pop();
        match self.top() {
            Some(Open::If { arms, condition, last: last @ false }) if condition.is_some() => {
                arms.extend(condition.take().map(|condition| (condition, value.id)));
                *last = true;
            }
            Some(Open::Call(call)) if matches!(call.form, Form::Band { .. }) => {
                self.structural(messages::band_shape(at));
            }
            _ => self.structural(messages::without("else", "if … then", at)),
        }
    }

    pub(super) fn semicolon(&mut self, at: TextRange) {
        self.reduce(BRACKET);
        // What Excel writes between arguments where decimals have a comma.
        if self.call_form().is_some() {
            return self.other_operator(at, ";", ",", Self::comma);
        }
        let operand = self.pop();
        let like_if = self.is_function_like_if();
        match self.top() {
            Some(Open::Let { value: value @ None, .. }) => *value = Some(operand.id),
            _ if like_if => self.structural(messages::if_shape(at)),
            _ => self.structural(messages::stray_semicolon(at)),
        }
    }

    pub(super) fn band_limit(&mut self, at: TextRange, inclusive: bool) {
        match self.call_form() {
            Some(Form::Band { of: Some(_), stage: stage @ BandStage::Start, .. }) => {
                *stage = BandStage::Limit(inclusive);
            }
            _ => self.structural(messages::not_here(self.slice(at), at)),
        }
    }

    /// Whether what is open is `if (`, as if it were a function.
    fn is_function_like_if(&self) -> bool {
        let mut open = self.stack.iter().rev().map(|entry| &entry.open);
        let group = matches!(open.next(), Some(Open::Group));
        group && matches!(open.next(), Some(Open::If { condition: None, last: false, .. }))
    }

    /// The innermost open construct, if it is a call.
    pub(super) fn call_form(&mut self) -> Option<&mut Form> {
        match self.top() {
            Some(Open::Call(call)) => Some(&mut call.form),
            _ => None,
        }
    }

    // --- calls ---

    pub(super) fn awaits_first_argument(&self) -> bool {
        let top = self.stack.last().map(|entry| &entry.open);
        matches!(top, Some(Open::Call(call)) if matches!(&call.form, Form::Plain { args, .. } if args.is_empty()))
    }

    pub(super) fn comma(&mut self, at: TextRange) {
        self.reduce(BRACKET);
        let operand = self.pop();
        let like_if = self.is_function_like_if();
        match self.call_form() {
            Some(Form::Plain { args, least: None }) => args.push(operand.id),
            Some(Form::Plain { .. }) => self.structural(messages::not_here(",", at)),
            Some(Form::Aggregate(_)) => self.aggregate_part(operand, at, AggregateStage::Extra),
            Some(Form::Band { .. }) => self.band_part(operand, at),
            Some(Form::Lookup { .. }) => self.lookup_part(operand, at),
            None if like_if => self.structural(messages::if_shape(at)),
            None => self.structural(messages::stray_comma(at)),
        }
    }

    /// `; min_answered k` after the last argument.
    pub(super) fn least(&mut self, at: TextRange, k: u32) {
        self.reduce(BRACKET);
        match self.call_form() {
            Some(Form::Plain { least: least @ None, .. }) => *least = Some((at, k)),
            _ => self.structural(messages::not_here("min_answered", at)),
        }
    }

    /// `for`: what was read is the body of an aggregate, a roster's name follows.
    pub(super) fn over(&mut self, at: TextRange) {
        self.reduce(BRACKET);
        let body = self.pop();
        let name = match self.stack.last().map(|entry| &entry.open) {
            Some(Open::Call(call)) => call.name,
            _ => TextRange::default(),
        };
        let kind = aggregate_kind(self.slice(name));
        match (self.call_form(), kind) {
            (Some(form @ Form::Plain { .. }), Some(kind)) if form.is_empty() => {
                *form = aggregated(kind, name, Some(body.id));
            }
            _ => self.structural(messages::not_here("for", at)),
        }
    }

    pub(super) fn filter(&mut self, at: TextRange) {
        self.reduce(BRACKET);
        let operand = self.pop();
        match self.call_form() {
            Some(Form::Aggregate(aggregated)) if aggregated.stage == AggregateStage::Roster => {
                self.aggregate_part(operand, at, AggregateStage::Filter);
            }
            Some(Form::Plain { .. }) => self.structural(messages::where_without_rows(at)),
            _ => self.structural(messages::not_here("where", at)),
        }
    }

    pub(super) fn alias(&mut self, at: TextRange, name: TextRange) {
        let word = self.slice(name);
        let reserved = self.is_reserved(word) || PREDEFINED.contains(&word);
        match self.call_form() {
            Some(Form::Aggregate(aggregated)) if aggregated.stage == AggregateStage::Roster && !reserved => {
                aggregated.form.alias = Some(name);
            }
            Some(Form::Aggregate(_)) if reserved => self.structural(messages::taken(word, name)),
            _ => self.structural(messages::not_here("as", at)),
        }
    }

    pub(super) fn ignoring(&mut self, at: TextRange) {
        self.reduce(BRACKET);
        if !matches!(self.call_form(), Some(Form::Aggregate(_))) {
            return self.structural(messages::not_here("ignoring missing", at));
        }
        let operand = self.pop();
        let stand_in = self.leaf(Kind::Error, at);
        self.aggregate_part(operand, at, AggregateStage::Done(stand_in));
        if let Some(Form::Aggregate(aggregated)) = self.call_form() {
            aggregated.form.ignoring = Some(at);
        }
        self.set_current(Operand { id: stand_in, outer: at });
    }

    // --- closing ---

    pub(super) fn close(&mut self, at: TextRange, members: &[TextRange]) {
        let bracket = TextRange::new(at.start, at.start + 1);
        self.reduce(BRACKET);
        while matches!(self.top(), Some(Open::If { .. } | Open::Let { .. })) {
            self.abandon();
        }
        match self.top() {
            Some(Open::Call(_)) => self.close_call(bracket),
            Some(_) => self.close_group(bracket),
            None => self.structural(messages::unopened(bracket)),
        }
        for name in members {
            let of = self.pop();
            self.push(Kind::Member { of: of.id, name: *name }, of.outer.join(*name));
        }
    }

    /// An `if` or `let` that a closing bracket cuts off.
    fn abandon(&mut self) {
        if let Some(entry) = self.drop_entry() {
            self.unfinished(&entry);
            self.spoil(entry.from);
        }
        self.reduce(BRACKET);
    }

    fn close_group(&mut self, bracket: TextRange) {
        let inner = self.pop();
        self.set_parens(inner.id);
        let from = self.drop_entry().map_or(bracket, |entry| entry.from);
        self.set_current(Operand { id: inner.id, outer: from.join(bracket) });
    }

    fn close_call(&mut self, bracket: TextRange) {
        let last = self.pop();
        let nothing = self.is_error(last.id) && last.outer.start == last.outer.end;
        match self.call_form() {
            Some(Form::Plain { args, .. }) if !(args.is_empty() && nothing) => args.push(last.id),
            Some(Form::Plain { .. } | Form::Band { stage: BandStage::Otherwise, .. }) | None => {}
            // For what follows it, the end is like another comma.
            Some(Form::Aggregate(_)) => self.aggregate_part(last, bracket, AggregateStage::Extra),
            Some(Form::Band { .. }) => self.structural(messages::band_shape(last.outer)),
            Some(Form::Lookup { .. }) => self.lookup_part(last, bracket),
        }
        let Some(Entry { open: Open::Call(call), from }) = self.drop_entry() else { return };
        let kind = call_kind(*call, last.id);
        self.push(kind, from.join(bracket));
    }
}
