//! From an instrument to its form model.

use std::sync::Arc;

use indexmap::IndexMap;

use super::chrome::Words;
use super::model::{
    Calc, Check, CheckName, FormModel, Formula, Head, Item, Kind, Module, Page, Question, Required, Roster,
    Rows, Text,
};
use super::number::Numbers;
use super::spoken;
use super::text::{format_of, list_id, text};
use super::tree::Code;
use super::{lists, names, scores, words};
use crate::model::{self, CheckOrigin, Instrument, ItemId, ItemKind, Label, QuestionType};

/// The version of the format of `form.json`.
pub(super) const FORMAT: u32 = 1;

impl FormModel {
    /// The form of an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        let maker = Maker { instrument, numbers: Numbers::new(instrument) };
        Self {
            form: FORMAT,
            instrument: maker.head(),
            languages: instrument.languages.clone(),
            words: maker.words(),
            pages: maker.pages(),
            lists: lists::lists(instrument),
            variables: lists::variables(instrument),
            given: lists::given(instrument),
            params: lists::params(instrument),
            tables: lists::tables(instrument),
            scores: scores::scores(&maker),
        }
    }
}

/// What every part of the model is made with.
pub(super) struct Maker<'a> {
    pub(super) instrument: &'a Instrument,
    numbers: Numbers,
}

impl Maker<'_> {
    pub(super) fn text(&self, label: &Label) -> Text {
        text(self.instrument, label)
    }

    pub(super) fn label(&self, label: Option<&Label>) -> Option<Text> {
        label.map(|label| self.text(label))
    }

    pub(super) fn formula(&self, formula: &model::Formula) -> Formula {
        let languages = self.instrument.languages.iter().enumerate();
        let in_words = |at| words::formula(&words::Speech::new(self.instrument, &self.numbers, at), formula);
        Formula {
            source: formula.source.0.clone(),
            words: languages.map(|(at, tag)| (tag.clone(), in_words(at))).collect(),
            code: Code::new(self.instrument, &formula.expr),
        }
    }

    pub(super) fn condition(&self, when: Option<&model::Formula>) -> Option<Formula> {
        when.map(|when| self.formula(when))
    }

    fn head(&self) -> Head {
        let instrument = self.instrument;
        let module =
            |used: &model::ModuleUse| Module { id: used.id.clone(), version: used.version.to_string() };
        Head {
            id: instrument.id.clone(),
            version: instrument.version.to_string(),
            status: names::status_name(instrument.status),
            title: self.text(&instrument.title),
            description: self.label(instrument.description.as_ref()),
            about: instrument.about.clone(),
            modules: instrument.modules.iter().map(module).collect(),
        }
    }

    fn words(&self) -> IndexMap<Arc<str>, Words> {
        let tags = self.instrument.languages.iter().enumerate();
        tags.map(|(at, tag)| (tag.clone(), Words::of_lang(spoken(self.instrument, at)))).collect()
    }

    fn pages(&self) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
        let mut loose = 0;
        for id in &self.instrument.roots {
            let Some(item) = self.instrument.items.get(*id) else { continue };
            if let ItemKind::Section { children } = &item.kind {
                pages.push(self.section_page(*id, item, children));
                continue;
            }
            let in_section = pages.last().is_none_or(|page| page.number.is_some());
            if in_section {
                loose += 1;
                pages.push(loose_page(loose));
            }
            if let Some(page) = pages.last_mut() {
                page.items.extend(self.items(&[*id]));
            }
        }
        pages
    }

    fn section_page(&self, id: ItemId, item: &model::Item, children: &[ItemId]) -> Page {
        Page {
            id: item.id.clone(),
            number: self.numbers.get(id).map(str::to_owned),
            title: self.label(item.label.as_ref()),
            hint: self.label(item.hint.as_ref()),
            when: self.condition(item.when.as_ref()),
            module: item.module.clone(),
            items: self.items(children),
        }
    }

    fn items(&self, ids: &[ItemId]) -> Vec<Item> {
        ids.iter().filter_map(|id| self.item(*id)).collect()
    }

    fn item(&self, id: ItemId) -> Option<Item> {
        let item = self.instrument.items.get(id)?;
        Some(Item {
            id: item.id.clone(),
            number: self.numbers.get(id).map(str::to_owned),
            kind: self.kind(id, &item.kind)?,
            label: self.label(item.label.as_ref()),
            hint: self.label(item.hint.as_ref()),
            when: self.condition(item.when.as_ref()),
            formerly: item.formerly.clone(),
            trend: item.trend,
            locked: item.locked,
            module: item.module.clone(),
        })
    }

    fn kind(&self, id: ItemId, kind: &ItemKind) -> Option<Kind> {
        Some(match kind {
            ItemKind::Section { children } => Kind::Group { items: self.items(children) },
            ItemKind::Grid { children } => Kind::Grid { items: self.items(children) },
            ItemKind::Note => Kind::Note,
            ItemKind::Question(question) => Kind::Question(Box::new(self.question(id, question))),
            ItemKind::Calc(calc) => Kind::Calc(Box::new(self.calc(calc))),
            ItemKind::Roster(roster) => Kind::Roster(Box::new(self.roster(self.instrument.roster(*roster)?))),
        })
    }

    fn question(&self, id: ItemId, question: &model::Question) -> Question {
        let specifies = self.numbers.opened_by(id).and_then(|id| self.instrument.items.get(id));
        Question {
            r#type: question.ty.entry().name,
            list: question.ty.list().and_then(|list| list_id(self.instrument, list)),
            scale: question.ty.decimals(),
            unit: question.unit.clone(),
            widget: widget(self.instrument, question),
            required: self.required(&question.required),
            choices_where: self.condition(question.choices_where.as_ref()),
            allow: allowed(question.allow),
            default: self.condition(question.default.as_ref()),
            preload: question.preload,
            personal: question.personal.map(names::personal_name),
            checks: question.checks.iter().map(|check| self.check(check)).collect(),
            specifies: specifies.map(|item| item.id.clone()),
        }
    }

    fn required(&self, required: &model::Required) -> Required {
        match required {
            model::Required::Always => Required::Fixed(true),
            model::Required::Never => Required::Fixed(false),
            model::Required::When(formula) => Required::When(Box::new(self.formula(formula))),
        }
    }

    fn check(&self, check: &model::Check) -> Check {
        Check {
            check: match check.origin {
                CheckOrigin::Min => CheckName::Bound("min"),
                CheckOrigin::Max => CheckName::Bound("max"),
                CheckOrigin::Author(number) => CheckName::Author(number),
            },
            level: names::level_name(check.level),
            require: self.formula(&check.require),
            message: self.text(&check.message),
        }
    }

    fn calc(&self, calc: &model::Calc) -> Calc {
        Calc {
            show: calc.show,
            format: format_of(self.instrument, calc.value.expr.ty()),
            value: self.formula(&calc.value),
            personal: calc.personal.map(names::personal_name),
        }
    }

    fn roster(&self, roster: &model::Roster) -> Roster {
        Roster {
            rows: self.rows(roster),
            min: roster.min,
            max: roster.max,
            key: roster.key.iter().filter_map(|var| self.variable(*var)).collect(),
            row_label: self.label(roster.row_label.as_ref()),
            checks: roster.checks.iter().map(|check| self.check(check)).collect(),
            items: self.items(&roster.children),
        }
    }

    fn rows(&self, roster: &model::Roster) -> Rows {
        let row_choice = roster.row_choice.and_then(|(var, _)| self.variable(var)).unwrap_or_default();
        let list = roster.row_choice.and_then(|(_, list)| list_id(self.instrument, list)).unwrap_or_default();
        match &roster.rows {
            model::Rows::Free => Rows::Free,
            model::Rows::Count(count) => Rows::Count { count: Box::new(self.formula(count)) },
            model::Rows::ForEachTicked(var) => {
                Rows::Ticked { question: self.variable(*var).unwrap_or_default(), list, row_choice }
            }
            model::Rows::ForEachChoice(_) => Rows::Choices { list, row_choice },
            model::Rows::Previous(roster) => {
                let info = self.instrument.roster_info.get(roster.0 as usize);
                Rows::Previous { roster: info.map(|info| info.name.clone()).unwrap_or_default() }
            }
        }
    }

    pub(super) fn variable(&self, var: crate::expr::VarId) -> Option<Arc<str>> {
        self.instrument.var(var).map(|var| var.name.clone())
    }
}

fn loose_page(number: u32) -> Page {
    Page {
        id: format!("page-{number}").into(),
        number: None,
        title: None,
        hint: None,
        when: None,
        module: None,
        items: Vec::new(),
    }
}

fn allowed(allow: model::Allow) -> Vec<&'static str> {
    let reasons = [
        (allow.dont_know, "dont_know"),
        (allow.refused, "refused"),
        (allow.not_applicable, "not_applicable"),
    ];
    reasons.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
}

/// The author's hint, else what suits the type: few choices are shown at once, many are searched.
fn widget(instrument: &Instrument, question: &model::Question) -> Arc<str> {
    if let Some(widget) = &question.widget {
        return widget.clone();
    }
    let choices =
        question.ty.list().and_then(|list| instrument.list(list)).map_or(0, |l| l.list.choices.len());
    let name = match &question.ty {
        QuestionType::Text => "line",
        QuestionType::Integer
        | QuestionType::Decimal { .. }
        | QuestionType::Money
        | QuestionType::Percent { .. } => "number",
        QuestionType::Date => "calendar",
        QuestionType::Month => "month",
        QuestionType::Time => "time",
        QuestionType::DateTime => "datetime",
        QuestionType::YesNo => "radio",
        QuestionType::SelectOne(_) if choices <= FEW_CHOICES => "radio",
        QuestionType::SelectMultiple(_) if choices <= FEW_CHOICES => "checkboxes",
        QuestionType::SelectOne(_) | QuestionType::SelectMultiple(_) => "search",
        QuestionType::Rank(_) => "rank",
        QuestionType::Geopoint => "location",
        QuestionType::Photo | QuestionType::Video => "camera",
        QuestionType::Audio => "microphone",
        QuestionType::File => "file",
        QuestionType::Signature => "signature",
        QuestionType::Barcode => "scanner",
    };
    name.into()
}

/// So many choices are still read at a glance.
const FEW_CHOICES: usize = 12;
