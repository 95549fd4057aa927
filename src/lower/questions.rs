//! What items say besides what they are: labels, conditions, checks, defaults and the smaller keys.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, Span, codes};
use crate::expr::{Attached, Expected, Scope, VarId};
use crate::model::{
    Allow, Check, CheckLevel, CheckOrigin, Formula, Item, ItemId, ItemKind, Personal, Question, QuestionType,
    Required,
};
use crate::source::{Block, Field, Key, Scalar, Written};
use crate::value::{RosterId, Type, Value};

use super::Lowering;
use super::bounds::{Range, number};
use super::items::WrittenItem;
use super::read::texts;

const LEVELS: [(&str, CheckLevel); 2] = [("error", CheckLevel::Error), ("warning", CheckLevel::Warning)];

/// The words of `personal`.
pub(super) const KINDS_OF_PERSONAL: [(&str, Personal); 8] = [
    ("identity", Personal::Identity),
    ("contact", Personal::Contact),
    ("location", Personal::Location),
    ("health", Personal::Health),
    ("disability", Personal::Disability),
    ("finance", Personal::Finance),
    ("child", Personal::Child),
    ("belief", Personal::Belief),
];

impl<'a> Lowering<'a> {
    /// Lowers everything of every item that isn't lowered yet, in the order of the items.
    pub(super) fn finish_items(&mut self) {
        for id in self.world.instrument.items.ids() {
            let Some(written) = self.written.get(id.index()).copied() else { continue };
            let Some(block) = written.block else { continue };
            self.finish_item(id, block, &written);
            let Some(item) = self.world.instrument.items.get(id) else { continue };
            match &item.kind {
                ItemKind::Question(_) => self.finish_question(id, &written),
                ItemKind::Calc(_) => self.finish_calc(id, block),
                ItemKind::Roster(roster) => {
                    let roster = *roster;
                    self.finish_roster(id, roster, block);
                }
                ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } => {}
            }
        }
    }

    fn finish_item(&mut self, id: ItemId, block: &'a Block, written: &WrittenItem<'a>) {
        let Some(home) = self.world.instrument.items.get(id).map(|item| item.home) else { return };
        let key = if block.field(Key::Title).is_some() { Key::Title } else { Key::Label };
        let label = self.label_of(block, key, home);
        let hint = self.label_of(block, Key::Hint, home);
        let attached = Attached { home, ..Attached::default() };
        let when = block.scalar(Key::When).and_then(|when| self.formula(when, &attached, &Expected::Bool));
        let trend =
            written.grid.is_some_and(|grid| self.is_set(grid, Key::Trend)) || self.is_set(block, Key::Trend);
        let locked = written.grid.is_some_and(|grid| self.is_set(grid, Key::Locked))
            || self.is_set(block, Key::Locked);
        if let Some(item) = self.world.instrument.items.get_mut(id) {
            item.label = label;
            item.hint = hint;
            item.when = when;
            item.formerly = texts(block, Key::Formerly);
            item.trend |= trend;
            item.locked |= locked;
        }
    }

    fn finish_calc(&mut self, id: ItemId, block: &Block) {
        let show = self.is_set(block, Key::Show);
        let personal = super::read::word(block, Key::Personal, &KINDS_OF_PERSONAL);
        if let Some(Item { kind: ItemKind::Calc(calc), .. }) = self.world.instrument.items.get_mut(id) {
            calc.show = show;
            calc.personal = personal;
        }
    }

    fn finish_question(&mut self, id: ItemId, written: &WrittenItem<'a>) {
        let Some(item) = self.world.instrument.items.get(id) else { return };
        let ItemKind::Question(question) = &item.kind else { return };
        let (home, span) = (item.home, item.span.0);
        let mut question = (**question).clone();
        question.required = self.required(written, home, span);
        question.unit = self.unit(written, &question.ty);
        self.set_question(id, question.clone());
        question.checks = self.bound_checks(id);
        let own = (question.var, self.world.type_of(question.var).clone());
        let attached = Attached { home, self_var: Some(own), ..Attached::default() };
        question.checks.extend(self.author_checks(written.field(Key::Checks), &attached));
        question.choices_where = self.choices_where(&question, written, home);
        question.allow = allow(written);
        question.default = self.default_of(id, &question, written);
        question.preload = self.flag_of(written, Key::Preload);
        question.personal = word_of(written, Key::Personal, &KINDS_OF_PERSONAL);
        question.widget = written.scalar(Key::Widget).map(|widget| Arc::clone(&widget.text));
        self.set_question(id, question);
    }

    fn set_question(&mut self, id: ItemId, question: Question) {
        if let Some(item) = self.world.instrument.items.get_mut(id) {
            item.kind = ItemKind::Question(Box::new(question));
        }
    }

    fn flag_of(&mut self, written: &WrittenItem<'_>, key: Key) -> bool {
        written.scalar(key).and_then(|scalar| scalar.as_bool(&mut self.sink)).unwrap_or(false)
    }

    fn required(&mut self, written: &WrittenItem<'a>, home: Option<RosterId>, span: Span) -> Required {
        let Some(scalar) = written.scalar(Key::Required) else {
            return if self.context(span.file).required { Required::Always } else { Required::Never };
        };
        match &*scalar.text {
            "true" => Required::Always,
            "false" => Required::Never,
            // `ya`, `no`: neither is a truth value, which was reported.
            _ if scalar.is_like_bool() => Required::Never,
            _ => {
                let attached = Attached { home, ..Attached::default() };
                let formula = self.formula(scalar, &attached, &Expected::Bool);
                formula.map_or(Required::Never, Required::When)
            }
        }
    }

    fn unit(&mut self, written: &WrittenItem<'a>, ty: &QuestionType) -> Option<Arc<str>> {
        let field = written.field(Key::Unit)?;
        let unit = field.value.scalar()?;
        if ty.decimals().is_some() {
            return Some(Arc::clone(&unit.text));
        }
        if !written.wrong {
            self.not_for_type(field, ty);
        }
        None
    }

    /// The checks of a question or roster, whose expressions stand as `attached` says.
    pub(super) fn author_checks(&mut self, field: Option<&'a Field>, attached: &Attached) -> Vec<Check> {
        let written = field.map(|field| field.value.elements()).unwrap_or_default();
        let mut checks = Vec::new();
        for (number, block) in (1..).zip(written.iter().filter_map(Written::block)) {
            let require = block.scalar(Key::Require).and_then(|e| self.formula(e, attached, &Expected::Bool));
            let message = self.label_of(block, Key::Message, attached.home);
            let level = super::read::word(block, Key::Level, &LEVELS).unwrap_or(CheckLevel::Error);
            if let (Some(require), Some(message)) = (require, message) {
                checks.push(Check { origin: CheckOrigin::Author(number), require, message, level });
            }
        }
        checks
    }

    fn choices_where(
        &mut self,
        question: &Question,
        written: &WrittenItem<'a>,
        home: Option<RosterId>,
    ) -> Option<Formula> {
        let field = written.field(Key::ChoicesWhere).filter(|_| !written.wrong)?;
        let Some(list) = question.ty.list() else {
            self.not_for_type(field, &question.ty);
            return None;
        };
        let attached = Attached { home, self_var: None, choices_of: Some(list) };
        self.formula(field.value.scalar()?, &attached, &Expected::Bool)
    }

    fn default_of(&mut self, id: ItemId, question: &Question, written: &WrittenItem<'a>) -> Option<Formula> {
        let scalar = written.scalar(Key::Default)?;
        let home = self.world.instrument.items.get(id)?.home;
        let ty = self.world.type_of(question.var).clone();
        let attached = Attached { home, ..Attached::default() };
        let formula = self.formula(scalar, &attached, &Expected::Exactly(ty.clone()))?;
        let misfit = too_fine(&formula, &ty).or_else(|| misfit(&formula, self.ranges.get(&id)?));
        if let Some(why) = misfit {
            self.sink.push(Diagnostic::new(codes::BAD_DEFAULT, scalar.span, why));
            return None;
        }
        Some(formula)
    }

    /// The column of a name that must be an item or given fact; reports any other.
    pub(super) fn column_named(&mut self, name: &Scalar) -> Option<VarId> {
        let found = self.world.readable(&name.text);
        if found.is_none() && !self.world.incomplete && !self.world.doubled.contains(&name.text) {
            let candidates = self.world.names.iter().map(|(id, _)| &**id);
            let readable = candidates.filter(|id| self.world.readable(id).is_some());
            let near = if self.world.may_suggest(self.world.names.len()) {
                crate::base::nearest(&name.text, readable)
            } else {
                None
            };
            let mut diagnostic = unknown_name(name).suggest(near);
            if let (Some(meaning), Some(place)) =
                (self.world.names.get(&name.text), self.world.names.span(&name.text))
            {
                let noun = self.noun(meaning);
                diagnostic = diagnostic.note(
                    place,
                    Message::new(
                        format!("`{}` adalah {}, tanpa nilai", name.text, noun.id),
                        format!("`{}` is {}, which has no value", name.text, noun.en),
                    ),
                );
            }
            self.sink.push(diagnostic);
        }
        found
    }
}

fn allow(written: &WrittenItem<'_>) -> Allow {
    let mut allow = Allow::default();
    let field = written.field(Key::Allow);
    for word in
        field.map(|field| field.value.elements()).unwrap_or_default().iter().filter_map(Written::scalar)
    {
        match &*word.text {
            "dont_know" => allow.dont_know = true,
            "refused" => allow.refused = true,
            "not_applicable" => allow.not_applicable = true,
            _ => {}
        }
    }
    allow
}

fn word_of<T: Copy>(written: &WrittenItem<'_>, key: Key, words: &[(&str, T)]) -> Option<T> {
    let scalar = written.scalar(key)?;
    words.iter().find(|(word, _)| *word == &*scalar.text).map(|(_, meaning)| *meaning)
}

/// A default with more decimals than its question keeps.
fn too_fine(default: &Formula, ty: &Type) -> Option<Message> {
    let (Type::Num(given), Type::Num(wanted)) = (default.expr.ty(), ty) else { return None };
    let (has, may) = (given.scale, wanted.scale);
    (has > may).then(|| {
        Message::new(
            format!("isian awal berdesimal {has}, sedangkan pertanyaannya menyimpan {may} desimal"),
            format!("the default's decimals are up to {has}, and its question keeps {may}"),
        )
    })
}

/// Why constant bounds refuse a constant default.
fn misfit(default: &Formula, [min, max]: &Range) -> Option<Message> {
    let value = default.expr.as_constant()?;
    let against = |bound: &Option<Formula>| {
        bound.as_ref().and_then(|bound| Some((compare(value, bound)?, bound.source.0.clone())))
    };
    if let Some((order, least)) = against(min)
        && order.is_lt()
    {
        return Some(Message::new(
            format!("isian awal lebih kecil dari `min` {least}"),
            format!("the default is less than `min` {least}"),
        ));
    }
    let (order, most) = against(max)?;
    order.is_gt().then(|| {
        Message::new(
            format!("isian awal lebih besar dari `max` {most}"),
            format!("the default is greater than `max` {most}"),
        )
    })
}

/// How a constant (of a text its length) compares with a constant bound.
fn compare(value: &Value, bound: &Formula) -> Option<std::cmp::Ordering> {
    match value {
        Value::Num(value) => Some(value.cmp(&number(bound)?)),
        Value::Text(text) => {
            let length = crate::value::Decimal::int(i128::try_from(text.chars().count()).ok()?);
            Some(length.cmp(&number(bound)?))
        }
        Value::Date(_) | Value::Time(_) | Value::DateTime(_) => {
            let bound = bound.expr.as_constant()?;
            (!bound.is_missing()).then(|| value.cmp(bound))
        }
        Value::Missing
        | Value::Bool(_)
        | Value::Choice(_)
        | Value::Choices(_)
        | Value::Geo(_)
        | Value::File(_) => None,
    }
}

fn unknown_name(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("tidak ada pertanyaan atau perhitungan `{text}`"),
        format!("there is no question or calculation `{text}`"),
    );
    Diagnostic::new(codes::UNKNOWN_NAME, name.span, message)
}
