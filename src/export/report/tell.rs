//! Words and numbers of a report in one language.

use super::collect::Collected;
use crate::base::Lang;
use crate::expr::VarId;
use crate::form::Numbers;
use crate::model::{Indicator, IndicatorKind, Instrument, Label, Piece, VarKind};
use crate::rules::{ELLIPSIS, Meaning, choice_label, meaning, show, show_number};
use crate::value::{Decimal, Type, Value};

/// What an indicator's number is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Percent.
    Percent,
    /// Rupiah.
    Rupiah,
    /// People or records.
    Count,
    /// A plain number.
    Number,
    /// A plain number with two decimals, such as a mean.
    Mean,
}

/// Everything a text of the report needs.
pub(super) struct Teller<'a> {
    pub(super) data: &'a Collected<'a>,
    pub(super) instrument: &'a Instrument,
    pub(super) numbers: &'a Numbers,
    pub(super) lang: Lang,
    /// The instrument's wording that goes with it.
    pub(super) language: usize,
}

impl<'a> Teller<'a> {
    pub(super) fn new(data: &'a Collected<'a>, numbers: &'a Numbers, lang: Lang) -> Self {
        let instrument = &data.subject.instrument;
        let own = instrument.languages.iter().position(|tag| Lang::from_tag(tag) == Some(lang));
        Self { data, instrument, numbers, lang, language: own.unwrap_or(0) }
    }

    /// The Indonesian or the English wording.
    pub(super) fn say(&self, id: impl Into<String>, en: impl Into<String>) -> String {
        match self.lang {
            Lang::Id => id.into(),
            Lang::En => en.into(),
        }
    }

    /// A label, each answer it would pipe as `…`.
    pub(super) fn label(&self, label: &Label) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.to_string(),
            Piece::Pipe(formula) => match formula.expr.as_constant() {
                Some(constant) => show(constant, Meaning::Plain, self.lang),
                None => ELLIPSIS.to_owned(),
            },
        };
        label.pieces(self.language).iter().map(piece).collect()
    }

    /// A label, or an id where there is none.
    pub(super) fn name(&self, label: Option<&Label>, id: &str) -> String {
        let text = label.map(|label| self.label(label)).filter(|text| !text.trim().is_empty());
        text.unwrap_or_else(|| id.to_owned())
    }

    /// What an indicator is called. A formula that the label gives after `=` is told on the page on method, and the unit
    /// stands with every number.
    pub(super) fn indicator(&self, indicator: &Indicator) -> String {
        let whole = self.whole_name(indicator);
        let short = whole.split_once(" = ").map_or(&*whole, |(name, _)| name);
        let short = short.replace(" (Rp)", "").replace(" (%)", "");
        if short.trim().is_empty() { whole } else { short.trim().to_owned() }
    }

    /// An indicator's label as it was written.
    pub(super) fn whole_name(&self, indicator: &Indicator) -> String {
        self.name(indicator.label.as_ref(), &indicator.id)
    }

    /// What a column is called.
    pub(super) fn column(&self, var: VarId) -> String {
        let Some(column) = self.instrument.var(var) else { return String::new() };
        let label = match column.kind {
            VarKind::Question(item) | VarKind::Calc(item) => {
                self.instrument.items.get(item).and_then(|item| item.label.as_ref())
            }
            VarKind::Given(at) => {
                self.instrument.given.get(at as usize).and_then(|given| given.label.as_ref())
            }
            VarKind::Score(score) | VarKind::Band(score) => {
                self.instrument.scores.get(score).and_then(|score| score.label.as_ref())
            }
            VarKind::Prev(of) if of != var => {
                return self.say(
                    format!("{} (gelombang lalu)", self.column(of)),
                    format!("{} (previous wave)", self.column(of)),
                );
            }
            VarKind::Today | VarKind::Part(..) | VarKind::RowChoice(_) | VarKind::Prev(_) => None,
        };
        self.name(label, &column.name).trim_end_matches([':', '?']).trim().to_owned()
    }

    /// The value of a column as people read it.
    pub(super) fn value(&self, var: VarId, value: &Value) -> String {
        let ty = self.instrument.var(var).map_or(Type::Wrong, |var| var.ty.clone());
        self.typed(&ty, value, meaning(self.instrument, var))
    }

    /// A value of a type as people read it.
    pub(super) fn typed(&self, ty: &Type, value: &Value, meant: Meaning) -> String {
        if value.is_missing() {
            return self.say("Tidak tercatat", "Not recorded");
        }
        let choice = ty.list().zip(if let Value::Choice(at) = value { Some(*at) } else { None });
        let label = choice.and_then(|(list, at)| choice_label(self.instrument, list, at, self.language));
        match label {
            Some(label) => label.to_string(),
            None => show(value, meant, self.lang),
        }
    }

    /// A group of crossed columns.
    pub(super) fn group(&self, columns: &[VarId], keys: &[Value]) -> String {
        let one = |(var, value): (&VarId, &Value)| self.value(*var, value);
        columns.iter().zip(keys).map(one).collect::<Vec<_>>().join(" · ")
    }

    /// Whole numbers: `1.234`.
    pub(super) fn count(&self, count: u64) -> String {
        show_number(Decimal::int(i128::from(count)), self.lang)
    }

    /// A number with exactly so many decimals.
    pub(super) fn fixed(&self, number: Decimal, decimals: u8) -> String {
        let Some(rounded) = number.rescale(decimals) else { return show_number(number, self.lang) };
        let text = show_number(rounded, self.lang);
        let point = if self.lang == Lang::Id { ',' } else { '.' };
        let there = text.rsplit_once(point).map_or(0, |(_, decimals)| decimals.len());
        let wanted = usize::from(decimals);
        match there {
            _ if wanted == 0 || there >= wanted => text,
            0 => format!("{text}{point}{}", "0".repeat(wanted)),
            _ => format!("{text}{}", "0".repeat(wanted - there)),
        }
    }

    /// A number in its unit: `24,9%`, `Rp200.000`, `1.234`.
    pub(super) fn measured(&self, number: Decimal, unit: Unit) -> String {
        match unit {
            Unit::Percent => format!("{}%", self.fixed(number, 1)),
            Unit::Rupiah => {
                let rounded = number.rescale(0).unwrap_or(number);
                show(&Value::Num(rounded), Meaning::Rupiah, self.lang)
            }
            Unit::Count => self.fixed(number, 0),
            Unit::Mean => self.fixed(number, 2),
            Unit::Number => show_number(number.rescale(2).unwrap_or(number), self.lang),
        }
    }

    /// A target, which was set with as few decimals as it has: `0%`, `46%`.
    pub(super) fn aimed(&self, number: Decimal, unit: Unit) -> String {
        match unit {
            Unit::Percent => format!("{}%", show_number(number.rescale(1).unwrap_or(number), self.lang)),
            Unit::Rupiah | Unit::Count | Unit::Number | Unit::Mean => self.measured(number, unit),
        }
    }

    /// A share as a percentage: `24,9%`; nothing of nothing is nothing.
    pub(super) fn percent(&self, part: u64, whole: u64) -> Option<String> {
        let number = |count: u64| Some(Decimal::int(i128::from(count)));
        let share = number(part)?.checked_mul(Decimal::int(100))?.checked_div(number(whole)?, 1)?;
        Some(self.measured(share, Unit::Percent))
    }

    /// What an indicator's number is measured in.
    pub(super) fn unit(&self, indicator: &Indicator) -> Unit {
        let reads_money = |formula: &crate::model::Formula| {
            let read = formula.expr.node(formula.expr.root).read();
            read.is_some_and(|var| meaning(self.instrument, var) == Meaning::Rupiah)
        };
        // A label says what the reader expects; calculations have no type of money.
        let label = self.whole_name(indicator);
        let says_rupiah = label.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Rp");
        match &indicator.kind {
            IndicatorKind::Share(_) => Unit::Percent,
            IndicatorKind::Count(_) if indicator.against.is_some() => Unit::Percent,
            IndicatorKind::Count(_) | IndicatorKind::Distribution(_) => Unit::Count,
            IndicatorKind::Ratio(..) if label.contains('%') => Unit::Percent,
            IndicatorKind::Sum(of)
            | IndicatorKind::Mean(of)
            | IndicatorKind::Median(of)
            | IndicatorKind::DifferenceInDifferences { of, .. }
                if says_rupiah || reads_money(of) =>
            {
                Unit::Rupiah
            }
            IndicatorKind::Ratio(..) if says_rupiah => Unit::Rupiah,
            IndicatorKind::Sum(_) => Unit::Number,
            IndicatorKind::Mean(_)
            | IndicatorKind::Median(_)
            | IndicatorKind::Ratio(..)
            | IndicatorKind::DifferenceInDifferences { .. } => Unit::Mean,
        }
    }

    /// The name of a question, or a roster.
    pub(super) fn item(&self, id: crate::model::ItemId) -> String {
        let Some(item) = self.instrument.items.get(id) else { return String::new() };
        let number = self.numbers.get(id).map(|number| format!("{number}. ")).unwrap_or_default();
        let name = self.name(item.label.as_ref(), &item.id);
        format!("{number}{name}")
    }
}
