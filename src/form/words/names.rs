//! What things are called in sentences: questions, calculations, scores, choices, values.

use crate::base::Lang;
use crate::expr::{Node, VarId};
use crate::form::{Numbers, spoken};
use crate::model::{Formula, Instrument, ItemId, Label, ScoreId, VarKind};
use crate::rules::{ELLIPSIS, Meaning, behind, choice_label, meaning_of, show, show_date, show_number};
use crate::value::{RosterId, Type, Value};

/// Whether sentences speak of ids (for those who work with the data) or of question numbers (for those who fill in
/// the form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Naming {
    /// `usaha_status`.
    #[default]
    Ids,
    /// `no. 12`.
    Numbers,
}

/// In which language and manner expressions are told.
#[derive(Debug, Clone, Copy)]
pub struct Speech<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) numbers: &'a Numbers,
    pub(super) language: usize,
    pub(super) lang: Lang,
    pub(super) naming: Naming,
    /// Calculations that the page does not show are told by their formula.
    pub(super) unfold: bool,
}

impl<'a> Speech<'a> {
    /// Sentences in a language of the instrument (by its number), speaking of ids.
    pub fn new(instrument: &'a Instrument, numbers: &'a Numbers, language: usize) -> Self {
        let lang = spoken(instrument, language);
        Self { instrument, numbers, language, lang, naming: Naming::Ids, unfold: false }
    }

    /// The same, speaking of question numbers.
    #[must_use]
    pub fn by_number(self) -> Self {
        Self { naming: Naming::Numbers, unfold: true, ..self }
    }

    /// The same, with every calculation called by its name.
    #[must_use]
    pub fn folded(self) -> Self {
        Self { unfold: false, ..self }
    }

    /// What a column is called.
    pub(super) fn variable(&self, var: VarId) -> String {
        let Some(column) = self.instrument.var(var) else { return String::new() };
        match self.naming {
            Naming::Ids => column.name.to_string(),
            Naming::Numbers => self.numbered(column.kind).unwrap_or_else(|| column.name.to_string()),
        }
    }

    fn numbered(&self, kind: VarKind) -> Option<String> {
        let say = |id: &str, en: &str| if self.lang == Lang::Id { id.to_owned() } else { en.to_owned() };
        match kind {
            VarKind::Today => Some(say("hari ini", "today")),
            VarKind::Given(at) => self.quoted(self.instrument.given.get(at as usize)?.label.as_ref()),
            VarKind::Question(item) | VarKind::Calc(item) => self.item(item),
            VarKind::Score(score) => self.score(score),
            VarKind::Band(score) => {
                Some(format!("{} {}", say("kategori", "the band of"), self.score(score)?))
            }
            VarKind::Part(score, _) => Some(format!("{} {}", say("bagian", "a part of"), self.score(score)?)),
            VarKind::RowChoice(_) => Some(say("baris ini", "this row")),
            VarKind::Prev(var) => {
                Some(format!("{} {}", self.variable(var), say("pada gelombang lalu", "in the previous wave")))
            }
        }
    }

    fn item(&self, item: ItemId) -> Option<String> {
        if let Some(number) = self.numbers.get(item) {
            return Some(format!("no. {number}"));
        }
        let label = self.quoted(self.instrument.items.get(item)?.label.as_ref())?;
        // What a choice opens stands behind it and has no number of its own.
        let asker = self.numbers.opened_by(item).and_then(|asker| self.numbers.get(asker));
        Some(match (asker, self.lang) {
            (Some(number), Lang::Id) => format!("{label} pada no. {number}"),
            (Some(number), Lang::En) => format!("{label} at no. {number}"),
            (None, _) => label,
        })
    }

    fn score(&self, score: ScoreId) -> Option<String> {
        self.quoted(self.instrument.scores.get(score)?.label.as_ref())
    }

    fn quoted(&self, label: Option<&Label>) -> Option<String> {
        label.map(|label| format!("“{}”", label.plain(self.language)))
    }

    /// What a roster is called.
    pub(super) fn roster(&self, roster: RosterId) -> String {
        let info = self.instrument.roster_info.get(roster.0 as usize);
        let id = info.map(|info| info.name.to_string()).unwrap_or_default();
        match self.naming {
            Naming::Ids => id,
            Naming::Numbers => {
                let item = self.instrument.roster(roster).map(|roster| roster.item);
                item.and_then(|item| self.item(item)).unwrap_or(id)
            }
        }
    }
}

/// What a pipe shows behind the text `before` it, if that is the same for every record: a constant, or the label of one.
pub fn piped(speech: &Speech<'_>, formula: &Formula, before: &str) -> Option<String> {
    let expr = &formula.expr;
    if let Node::Label { of, list, separator: None } = expr.node(expr.root)
        && let Node::Const(Value::Choice(at)) = expr.node(*of)
    {
        return choice_label(speech.instrument, *list, *at, speech.language).map(|label| label.to_string());
    }
    let constant = expr.as_constant()?;
    let meant = meaning_of(speech.instrument, formula);
    Some(match constant {
        Value::Text(text) => text.to_string(),
        Value::Missing => ELLIPSIS.to_owned(),
        Value::Num(_) | Value::Date(_) if meant != Meaning::Plain => {
            behind(before, &show(constant, meant, speech.lang)).to_owned()
        }
        Value::Bool(_)
        | Value::Num(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::Choice(_)
        | Value::Choices(_)
        | Value::Geo(_)
        | Value::File(_) => value(speech, constant, expr.ty()),
    })
}

/// A constant in words: a choice by its label, numbers and dates as people write them.
pub fn value(speech: &Speech<'_>, value: &Value, ty: &Type) -> String {
    let lang = speech.lang;
    let say = |id: &str, en: &str| if lang == Lang::Id { id.to_owned() } else { en.to_owned() };
    let label = |at: u32| {
        let list = ty.list();
        let label = list.and_then(|list| choice_label(speech.instrument, list, at, speech.language));
        label.map(|label| label.to_string()).unwrap_or_default()
    };
    match (value, ty) {
        (Value::Missing, _) => say("kosong", "missing"),
        (Value::Bool(true), _) => say("ya", "yes"),
        (Value::Bool(false), _) => say("tidak", "no"),
        (Value::Num(number), Type::Days) => {
            format!("{} {}", show_number(*number, lang), say("hari", "days"))
        }
        (Value::Num(number), Type::Months) => {
            format!("{} {}", show_number(*number, lang), say("bulan", "months"))
        }
        (Value::Num(number), _) => show_number(*number, lang),
        (Value::Text(text) | Value::File(text), _) => format!("“{text}”"),
        (Value::Date(date), _) => show_date(*date, lang),
        (Value::Time(time), _) => time.to_string(),
        (Value::DateTime(moment), _) => moment.to_string(),
        (Value::Choice(at), _) => label(*at),
        (Value::Choices(places), _) => places.iter().map(|at| label(*at)).collect::<Vec<_>>().join(", "),
        (Value::Geo(place), _) => format!("{} {}", place.latitude, place.longitude),
    }
}
