//! Values as people read them, in Indonesian or English: `1.234,5` or `1,234.5`, `6 Oktober 2025` or `6 October 2025`,
//! a choice by its label.

use std::sync::Arc;

use crate::base::Lang;
use crate::expr::VarId;
use crate::model::{Formula, Instrument, Label, Param, Piece, QuestionType, VarKind};
use crate::value::{Date, DateTime, Decimal, Geo, ListId, RosterId, Time, Type, Value};

use super::View;

/// What stands for a missing value in a label.
pub const ELLIPSIS: &str = "…";

/// How a value is meant, beyond its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meaning {
    /// As it is.
    #[default]
    Plain,
    /// Rupiah.
    Rupiah,
    /// A month, kept as its first day.
    Month,
}

/// What a column's values mean.
pub fn meaning(instrument: &Instrument, var: VarId) -> Meaning {
    match instrument.var(var).map(|var| var.kind) {
        // The previous wave's column of a question means what the question means; it is never a `prev` itself.
        Some(VarKind::Prev(of)) if of != var => meaning(instrument, of),
        Some(column) => instrument.question_type(column).map_or(Meaning::Plain, meaning_of_type),
        None => Meaning::Plain,
    }
}

fn meaning_of_type(ty: &QuestionType) -> Meaning {
    match ty {
        QuestionType::Money => Meaning::Rupiah,
        QuestionType::Month => Meaning::Month,
        QuestionType::Text
        | QuestionType::Integer
        | QuestionType::Decimal { .. }
        | QuestionType::Percent { .. }
        | QuestionType::Date
        | QuestionType::Time
        | QuestionType::DateTime
        | QuestionType::YesNo
        | QuestionType::SelectOne(_)
        | QuestionType::SelectMultiple(_)
        | QuestionType::Rank(_)
        | QuestionType::Geopoint
        | QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature
        | QuestionType::Barcode => Meaning::Plain,
    }
}

/// What the value of an expression means: what the column means that it reads, or the param that it names (params are
/// constants in expressions, and only the text keeps their names).
pub fn meaning_of(instrument: &Instrument, formula: &Formula) -> Meaning {
    if let Some(var) = formula.expr.node(formula.expr.root).read() {
        return meaning(instrument, var);
    }
    let id = formula.source.0.trim().strip_prefix("param.");
    id.and_then(|id| instrument.params.get(id)).map_or(Meaning::Plain, meaning_of_param)
}

/// What the value of a param means.
pub fn meaning_of_param(param: &Param) -> Meaning {
    param.kind.as_ref().map_or(Meaning::Plain, meaning_of_type)
}

/// A piped value as it stands behind the text before it: an author who writes `Rp{omzet}` has written the currency
/// already.
pub fn behind<'a>(before: &str, shown: &'a str) -> &'a str {
    let twice = shown.starts_with(RUPIAH) && before.trim_end().ends_with(RUPIAH);
    if twice { shown.trim_start_matches(RUPIAH) } else { shown }
}

impl View<'_> {
    /// A label with its piped values, as it reads in a row of a roster (`home`) or in the record itself.
    pub fn label(&self, label: &Label, home: Option<RosterId>, row: u32) -> String {
        let mut text = String::new();
        for piece in label.pieces(self.language) {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Pipe(formula) => {
                    let shown = self.shown(formula, home, row);
                    let shown = behind(&text, &shown);
                    text.push_str(shown);
                }
            }
        }
        text
    }

    /// The value of an expression, as people read it; `…` when it is missing.
    pub fn shown(&self, formula: &Formula, home: Option<RosterId>, row: u32) -> String {
        let expr = &formula.expr;
        self.value(&self.eval(expr, home, row), expr.ty(), meaning_of(self.instrument, formula))
    }

    /// A value of a type, as people read it; `…` when it is missing.
    pub fn value(&self, value: &Value, ty: &Type, meant: Meaning) -> String {
        let list = ty.list();
        let choice = |at: &u32| self.choice_text(list, *at);
        match value {
            Value::Choice(at) => choice(at),
            Value::Choices(ticked) => ticked.iter().map(choice).collect::<Vec<_>>().join(", "),
            Value::Missing
            | Value::Bool(_)
            | Value::Num(_)
            | Value::Text(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::DateTime(_)
            | Value::Geo(_)
            | Value::File(_) => show(value, meant, self.lang()),
        }
    }

    fn choice_text(&self, list: Option<ListId>, choice: u32) -> String {
        let label = list.and_then(|list| self.choice_label(list, choice));
        label.map_or_else(|| ELLIPSIS.to_owned(), |label| label.to_string())
    }

    /// The label of a choice with its piped values; its code where it has no label. A list stands in no row, so that
    /// only what stands outside rosters is piped.
    pub fn choice_label(&self, list: ListId, choice: u32) -> Option<Arc<str>> {
        let text = self.instrument.list(list)?.texts.get(choice as usize);
        match text.map(|text| &text.label).filter(|label| label.has_pipes() && !self.is_in_choice()) {
            Some(label) => Some(self.within_choice().label(label, None, 0).into()),
            None => choice_label(self.instrument, list, choice, self.language),
        }
    }
}

/// The label of a choice in a language of the instrument, whatever the record: a pipe in it is `…`. Its code where it
/// has no label.
pub fn choice_label(instrument: &Instrument, list: ListId, choice: u32, language: usize) -> Option<Arc<str>> {
    let list = instrument.list(list)?;
    let code = list.list.choice(choice)?.code.clone();
    let label = list.texts.get(choice as usize).map(|text| text.label.pieces(language)).unwrap_or_default();
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Pipe(_) => ELLIPSIS.into(),
    };
    match label {
        [] => Some(code),
        [piece] => Some(text(piece)),
        several => Some(several.iter().map(|piece| text(piece).to_string()).collect::<String>().into()),
    }
}

/// A value as people read it in a language of the engine; `…` when it is missing. A choice has no label here and shows
/// its place in its list: use [`View::value`] for it.
pub fn show(value: &Value, meant: Meaning, lang: Lang) -> String {
    match value {
        Value::Missing => ELLIPSIS.to_owned(),
        Value::Bool(yes) => truth(*yes, lang).to_owned(),
        Value::Num(number) if meant == Meaning::Rupiah => rupiah(*number, lang),
        Value::Num(number) => show_number(*number, lang),
        Value::Text(text) | Value::File(text) => text.to_string(),
        Value::Date(date) if meant == Meaning::Month => {
            format!("{} {}", month(*date, lang), date.year())
        }
        Value::Date(date) => show_date(*date, lang),
        Value::Time(time) => clock(*time, lang),
        Value::DateTime(moment) => show_moment(*moment, lang),
        Value::Choice(at) => (u64::from(*at) + 1).to_string(),
        Value::Choices(ticked) => {
            let places: Vec<String> = ticked.iter().map(|at| (u64::from(*at) + 1).to_string()).collect();
            places.join(", ")
        }
        Value::Geo(place) => show_place(place, lang),
    }
}

fn truth(yes: bool, lang: Lang) -> &'static str {
    match (yes, lang) {
        (true, Lang::Id) => "ya",
        (false, Lang::Id) => "tidak",
        (true, Lang::En) => "yes",
        (false, Lang::En) => "no",
    }
}

const RUPIAH: &str = "Rp";

fn rupiah(number: Decimal, lang: Lang) -> String {
    let sign = if number.signum() < 0 { "-" } else { "" };
    let size = if number.signum() < 0 { number.negated() } else { number };
    format!("{sign}{RUPIAH}{}", show_number(size, lang))
}

/// A number with thousands grouped, without trailing zeros.
///
/// ```
/// use monev::{base::Lang, rules::show_number, value::Decimal};
/// let number = Decimal::new(-1_234_50, 2);
/// assert_eq!(show_number(number, Lang::Id), "-1.234,5");
/// assert_eq!(show_number(number, Lang::En), "-1,234.5");
/// ```
pub fn show_number(number: Decimal, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Id => ('.', ','),
        Lang::En => (',', '.'),
    };
    let plain = number.normalized().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

const MONTHS: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

fn month(date: Date, lang: Lang) -> &'static str {
    let at = usize::try_from(date.month() - 1).unwrap_or_default();
    let (id, en) = MONTHS.get(at).copied().unwrap_or_default();
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// A day: `6 Oktober 2025`, `6 October 2025`.
pub fn show_date(date: Date, lang: Lang) -> String {
    format!("{} {} {}", date.day(), month(date, lang), date.year())
}

/// A time of day: `14.30` in Indonesian, `14:30` in English; seconds only where there are any.
fn clock(time: Time, lang: Lang) -> String {
    let text = time.to_string();
    let text = text.strip_suffix(":00").unwrap_or(&text);
    match lang {
        Lang::Id => text.replace(':', "."),
        Lang::En => text.to_owned(),
    }
}

/// A moment at the offset it was recorded with: `6 Oktober 2025 14.30 WITA`, `6 October 2025 14:30 UTC+08:00`.
fn show_moment(moment: DateTime, lang: Lang) -> String {
    let local = moment.instant + i64::from(moment.offset) * 60;
    let (days, seconds) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let time = Time { seconds: u32::try_from(seconds).unwrap_or_default() };
    let Some(date) = Date::new(1970, 1, 1).and_then(|epoch| epoch.add_days(days)) else {
        return moment.to_string();
    };
    format!("{} {} {}", show_date(date, lang), clock(time, lang), zone(moment.offset, lang))
}

fn zone(offset: i16, lang: Lang) -> String {
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs());
    match (lang, offset) {
        (Lang::Id, 420) => "WIB".to_owned(),
        (Lang::Id, 480) => "WITA".to_owned(),
        (Lang::Id, 540) => "WIT".to_owned(),
        (Lang::Id | Lang::En, _) => format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

/// Coordinates: `2,84; 117,36 (±12 m)`.
fn show_place(place: &Geo, lang: Lang) -> String {
    let between = match lang {
        Lang::Id => "; ",
        Lang::En => ", ",
    };
    let number = |number: Decimal| show_number(number, lang);
    let accuracy = place.accuracy.map(|metres| format!(" (±{} m)", number(metres))).unwrap_or_default();
    format!("{}{between}{}{accuracy}", number(place.latitude), number(place.longitude))
}
