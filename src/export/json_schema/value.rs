//! What an answer looks like in a record, by question type.

use serde_json::{Map, Value as Json, json};

use super::days::{day_pattern, moment_pattern, month_pattern, time_pattern};
use super::intervals::Intervals;
use super::logic::{all, any, one_of, part};
use super::numbers::numbers;
use crate::base::Limits;
use crate::expr::VarId;
use crate::form::names::special_name;
use crate::model::{ChoiceList, Given, Instrument, Question, QuestionType};
use crate::value::{NumType, Special, Type};

/// White space, as a class's content: what is trimmed from texts.
pub(super) const BLANK: &str =
    r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// Whole-number digits an answer may have where nothing else bounds it.
const USUAL_DIGITS: u32 = 12;

/// The named parts that every record's schema has.
pub(super) fn definitions() -> Map<String, Json> {
    let special = |word: &str| {
        json!({
            "type": "object",
            "properties": { "special": { "const": word } },
            "required": ["special"],
            "additionalProperties": false,
        })
    };
    let text = json!({
        "type": "string",
        "maxLength": Limits::default().text_scalars,
        "pattern": r"^[^\u0000]*$",
    });
    let file = format!(
        r"^(?![{BLANK}]*\.{{1,2}}[{BLANK}]*$)[{BLANK}]*[^/\\\u0000-\u001f\u007f-\u009f]{{0,255}}[{BLANK}]*$"
    );
    let shaped = |pattern: String| json!({ "type": "string", "pattern": format!("^{pattern}$") });
    let degrees = |most: u32, upto: &str| {
        json!({ "anyOf": [
            { "type": "number", "minimum": -f64::from(most), "maximum": most },
            { "type": "string", "pattern": format!(r"^-?0*(?:{upto}(?:\.[0-9]+)?|{most}(?:\.0+)?)$") },
        ] })
    };
    let metres = json!({ "anyOf": [
        { "type": "number", "minimum": 0, "maximum": 100_000_000 },
        { "type": "string", "pattern": r"^[0-9]+(?:\.[0-9]+)?$" },
        { "$ref": "#/$defs/blank" },
    ] });
    let place = json!({
        "type": "object",
        "properties": {
            "lat": degrees(90, "[1-8]?[0-9]"),
            "lon": degrees(180, "(?:[1-9]?[0-9]|1[0-7][0-9])"),
            "accuracy": metres,
        },
        "required": ["lat", "lon"],
        "additionalProperties": false,
    });
    Map::from_iter([
        ("blank".to_owned(), json!({ "anyOf": [{ "type": "null" }, shaped(format!("[{BLANK}]*"))] })),
        ("unticked".to_owned(), json!({ "anyOf": [part("blank"), { "type": "array", "maxItems": 0 }] })),
        ("dont_know".to_owned(), special("dont_know")),
        ("refused".to_owned(), special("refused")),
        ("not_applicable".to_owned(), special("not_applicable")),
        ("text".to_owned(), text),
        ("date".to_owned(), shaped(day_pattern())),
        ("month".to_owned(), shaped(month_pattern())),
        ("time".to_owned(), shaped(time_pattern())),
        ("datetime".to_owned(), shaped(moment_pattern())),
        ("file".to_owned(), json!({ "type": "string", "pattern": file })),
        ("geopoint".to_owned(), place),
    ])
}

/// What stands for no answer to a question of this type.
pub(super) fn blank(ty: &QuestionType) -> Json {
    match ty {
        QuestionType::SelectMultiple(_) | QuestionType::Rank(_) => part("unticked"),
        QuestionType::Text
        | QuestionType::Integer
        | QuestionType::Decimal { .. }
        | QuestionType::Money
        | QuestionType::Percent { .. }
        | QuestionType::Date
        | QuestionType::Month
        | QuestionType::Time
        | QuestionType::DateTime
        | QuestionType::YesNo
        | QuestionType::SelectOne(_)
        | QuestionType::Geopoint
        | QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature
        | QuestionType::Barcode => part("blank"),
    }
}

/// The reasons that may be recorded instead of an answer.
pub(super) fn reasons(instrument: &Instrument, question: &Question) -> Vec<Special> {
    let list = question.ty.list().and_then(|list| instrument.list(list));
    let in_list = |special| list.is_some_and(|list| list.list.special(special).is_some());
    let allow = question.allow;
    let all = [
        (Special::DontKnow, allow.dont_know),
        (Special::Refused, allow.refused),
        (Special::NotApplicable, allow.not_applicable),
    ];
    all.into_iter()
        .filter(|(special, by_question)| *by_question || in_list(*special))
        .map(|(s, _)| s)
        .collect()
}

/// A question's answer: a proper one that passes `limit` besides, nothing, or a reason.
pub(super) fn answer(instrument: &Instrument, question: &Question, limit: &Limit) -> Json {
    let proper = proper(instrument, question, limit);
    let reasons = reasons(instrument, question).into_iter().map(|s| part(special_name(s)));
    any(std::iter::once(proper).chain([blank(&question.ty)]).chain(reasons))
}

/// What a question's own checks leave of its answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Limit {
    /// Numbers, in units.
    pub(super) numbers: Option<Intervals>,
    /// Anything else that must hold of the value.
    pub(super) others: Vec<Json>,
}

fn proper(instrument: &Instrument, question: &Question, limit: &Limit) -> Json {
    let list = question.ty.list().and_then(|list| instrument.list(list));
    let shape = if let QuestionType::SelectMultiple(_) = question.ty {
        ticks(list)
    } else if let QuestionType::Rank(_) = question.ty {
        rank(list, question.choices_where.is_none())
    } else {
        shape(instrument, (&question.ty, question.var), limit.numbers.as_ref())
    };
    all(std::iter::once(shape).chain(limit.others.iter().cloned()))
}

/// A given fact: a value of its type, nothing, or any reason.
pub(super) fn fact(instrument: &Instrument, given: &Given) -> Json {
    let reasons = [Special::DontKnow, Special::Refused, Special::NotApplicable]
        .map(|reason| part(special_name(reason)));
    any([shape(instrument, (&given.ty, given.var), None), blank(&given.ty)].into_iter().chain(reasons))
}

/// A value of a type, whatever the rules of its question.
fn shape(instrument: &Instrument, (ty, var): (&QuestionType, VarId), numbers: Option<&Intervals>) -> Json {
    let list = ty.list().and_then(|list| instrument.list(list));
    match ty {
        QuestionType::Text | QuestionType::Barcode => part("text"),
        QuestionType::Integer => number(instrument, var, numbers, false),
        QuestionType::Decimal { .. } | QuestionType::Money | QuestionType::Percent { .. } => {
            number(instrument, var, numbers, true)
        }
        QuestionType::Date => part("date"),
        QuestionType::Month => part("month"),
        QuestionType::Time => part("time"),
        QuestionType::DateTime => part("datetime"),
        QuestionType::YesNo => json!({ "type": "boolean" }),
        QuestionType::SelectOne(_) => one_of(&codes(list, |_| true)),
        QuestionType::SelectMultiple(_) | QuestionType::Rank(_) => {
            json!({ "type": "array", "items": { "enum": codes(list, |_| true) }, "uniqueItems": true })
        }
        QuestionType::Geopoint => part("geopoint"),
        QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature => part("file"),
    }
}

fn number(instrument: &Instrument, var: VarId, within: Option<&Intervals>, texts: bool) -> Json {
    let Some(Type::Num(NumType { scale, min, max, .. })) = instrument.var(var).map(|var| &var.ty) else {
        return Json::Bool(true);
    };
    let usual = 10_i128.pow(USUAL_DIGITS + u32::from(*scale)) - 1;
    let read = Intervals::between(Some(*min.min(&-usual)), Some(*max.max(&usual)));
    let set = within.map_or(read.clone(), |within| read.intersect(within));
    numbers(&set, *scale, texts)
}

/// The codes of a list that are of this kind.
pub(super) fn codes(list: Option<&ChoiceList>, wanted: impl Fn(Option<Special>) -> bool) -> Vec<&str> {
    let choices = list.into_iter().flat_map(|list| list.list.choices.values());
    choices.filter(|choice| wanted(choice.special)).map(|choice| &*choice.code).collect()
}

/// Ticks: each code once; an exclusive or special one alone.
fn ticks(list: Option<&ChoiceList>) -> Json {
    let all_codes = codes(list, |_| true);
    let alone: Vec<&str> = list
        .into_iter()
        .flat_map(|list| list.list.choices.values().zip(&list.texts))
        .filter(|(choice, text)| choice.special.is_some() || text.exclusive)
        .map(|(choice, _)| &*choice.code)
        .collect();
    let mut out = json!({ "type": "array", "items": { "enum": all_codes }, "uniqueItems": true });
    if let (false, Some(fields)) = (alone.is_empty(), out.as_object_mut()) {
        fields.insert("if".to_owned(), json!({ "contains": { "enum": alone } }));
        fields.insert("then".to_owned(), json!({ "maxItems": 1 }));
    }
    out
}

/// A ranking: every proper code once (those offered, where a filter decides), or one special code alone.
fn rank(list: Option<&ChoiceList>, complete: bool) -> Json {
    let proper = codes(list, |special| special.is_none());
    let special = codes(list, |special| special.is_some());
    let least = if complete { proper.len() } else { 1 };
    let ranked = json!({
        "type": "array", "items": { "enum": proper }, "uniqueItems": true,
        "minItems": least, "maxItems": proper.len(),
    });
    let reason = json!({ "type": "array", "items": { "enum": special }, "minItems": 1, "maxItems": 1 });
    any([ranked, if special.is_empty() { Json::Bool(false) } else { reason }])
}
