//! Indicators as tables for people: each with who counts and why the others don't, then broken down.

use std::fmt::Write;

use comfy_table::Cell;

use super::table::{self, Look};
use crate::base::Lang;
use crate::batch::column_type;
use crate::batch::indicators::{
    Arm, Breakdown, Difference, Estimate, Figure, Group, IndicatorResult, fraction,
};
use crate::cli::console::{Console, style};
use crate::cli::escape;
use crate::expr::VarId;
use crate::model::{Indicator, IndicatorKind, Instrument};
use crate::rules::{choice_label, meaning, show, show_number};
use crate::value::{Decimal, ListId, Value};

/// Decimals people are shown.
const DECIMALS: u8 = 2;
/// What stands where there is no value.
const NONE: &str = "–";

/// All indicators of an instrument.
pub(crate) fn tables(instrument: &Instrument, results: &[IndicatorResult], console: &Console) -> String {
    let tag = |tag: &std::sync::Arc<str>| Lang::from_tag(tag) == Some(console.lang);
    let language = instrument.languages.iter().position(tag).unwrap_or(0);
    let printer = Printer { instrument, console, language };
    let head = style::HEAD;
    let mut out = format!("{head}{} {}{head:#}\n", instrument.id, instrument.version);
    if results.is_empty() {
        out.push_str(
            printer.say("instrumen ini tidak punya indikator\n", "this instrument has no indicators\n"),
        );
    }
    for (indicator, result) in instrument.indicators.iter().zip(results) {
        out.push('\n');
        out.push_str(&printer.indicator(indicator, result));
    }
    out
}

struct Printer<'a> {
    instrument: &'a Instrument,
    console: &'a Console,
    /// The instrument's language for its labels.
    language: usize,
}

impl<'a> Printer<'a> {
    fn say<'t>(&self, id: &'t str, en: &'t str) -> &'t str {
        if self.console.lang == Lang::Id { id } else { en }
    }

    fn indicator(&self, indicator: &Indicator, result: &IndicatorResult) -> String {
        let (head, dim) = (style::HEAD, style::DIM);
        let label = indicator.label.as_ref().map(|label| label.plain(self.language)).unwrap_or_default();
        let mut out = format!("{head}{}{head:#} {}\n", indicator.id, escape::line(&label));
        let total = &result.total;
        let _ = writeln!(out, "  {}", self.summary(indicator, total));
        if total.excluded.total() > 0 {
            let _ = writeln!(out, "  {dim}{}{dim:#}", self.excluded(total));
        }
        if let Figure::Distribution(counts) = &total.figure {
            out.push_str(&self.distribution(indicator, counts, total.n));
        }
        for breakdown in &result.by {
            out.push_str(&self.breakdown(indicator, total, breakdown));
        }
        out
    }

    /// `25 %   1 / 4   n = 4   target 46`.
    fn summary(&self, indicator: &Indicator, estimate: &Estimate) -> String {
        let head = style::HEAD;
        let mut parts = Vec::new();
        if !matches!(estimate.figure, Figure::Distribution(_)) {
            parts.push(format!("{head}{}{head:#}", self.value(&estimate.figure)));
        }
        parts.extend(self.parts(&estimate.figure));
        parts.push(format!("n = {}", self.count(estimate.n)));
        if indicator.target.is_some() {
            parts.push(format!("{} {}", self.say("target", "target"), self.number(estimate.target)));
        }
        if indicator.reference.is_some() {
            parts.push(format!(
                "{} {}",
                self.say("pembanding", "reference"),
                self.number(estimate.reference)
            ));
        }
        if let Figure::Share(share) = &estimate.figure {
            parts.extend(self.ends(share.low, share.high).filter(|_| indicator.interval));
        }
        if let Figure::Difference(found) = &estimate.figure {
            parts.extend(self.interval(found));
            return format!("{}\n  {}", parts.join("   "), self.arms(found).join("   "));
        }
        parts.join("   ")
    }

    /// What stands above and below the line.
    fn parts(&self, figure: &Figure) -> Option<String> {
        match fraction(figure) {
            (None, None) => None,
            // A count without a plan is its own value.
            (Some(_), None) if matches!(figure, Figure::Count(count) if !count.planned) => None,
            (above, below) => Some(format!("{} / {}", self.number(above), self.number(below))),
        }
    }

    /// The standard error and the interval of an effect, where they are known.
    fn interval(&self, found: &Difference) -> Vec<String> {
        let error = found.standard_error.map(|error| {
            format!("{} {}", self.say("galat baku", "standard error"), self.number(Some(error)))
        });
        error.into_iter().chain(self.ends(found.low, found.high)).collect()
    }

    /// `95 % [9.68; 70]`.
    fn ends(&self, low: Option<Decimal>, high: Option<Decimal>) -> Option<String> {
        let (low, high) = low.zip(high)?;
        Some(format!("95 % [{}; {}]", self.number(Some(low)), self.number(Some(high))))
    }

    /// The means of both groups, and how many clusters their units are of.
    fn arms(&self, found: &Difference) -> Vec<String> {
        let arm = |name: &str, arm: &Arm| {
            let (before, after) = (self.number(arm.before), self.number(arm.after));
            let units = match (self.console.lang, arm.units) {
                (Lang::Id, _) => "unit",
                (Lang::En, 1) => "unit",
                (Lang::En, _) => "units",
            };
            format!("{name} {before} → {after} ({} {units})", self.count(arm.units))
        };
        let clusters = found.clusters.map(|count| {
            let noun = match (self.console.lang, count) {
                (Lang::Id, _) => "klaster",
                (Lang::En, 1) => "cluster",
                (Lang::En, _) => "clusters",
            };
            format!("{} {noun}", self.count(count))
        });
        let arms = [
            arm(self.say("perlakuan", "treated"), &found.treated),
            arm(self.say("pembanding", "comparison"), &found.comparison),
        ];
        arms.into_iter().chain(clusters).collect()
    }

    /// `2 of 6 left out: 1 refused to answer, 1 not asked`.
    fn excluded(&self, estimate: &Estimate) -> String {
        let reasons: Vec<String> = estimate
            .excluded
            .iter()
            .map(|(reason, count)| {
                format!("{} {}", self.count(count), reason.message().get(self.console.lang))
            })
            .collect();
        let (out, all) = (self.count(estimate.excluded.total()), self.count(estimate.records));
        let said = match self.console.lang {
            Lang::Id => format!("{out} dari {all} rekaman tidak dihitung"),
            Lang::En => format!("{out} of {all} records left out"),
        };
        format!("{said}: {}", reasons.join(", "))
    }

    fn distribution(&self, indicator: &Indicator, counts: &[(Value, u64)], n: u64) -> String {
        let head = [self.say("nilai", "value"), "n", "%"].map(str::to_owned);
        let rows = counts.iter().map(|(value, count)| {
            vec![
                table::cell(&self.category(indicator, value), Look::Plain),
                table::cell(&self.count(*count), Look::Number),
                table::cell(&self.number(percent(*count, n)), Look::Number),
            ]
        });
        self.table(&head, rows.collect())
    }

    fn breakdown(&self, indicator: &Indicator, total: &Estimate, breakdown: &Breakdown) -> String {
        let mut head: Vec<String> = breakdown.columns.iter().map(|column| self.name(*column)).collect();
        let categories: Option<&[(Value, u64)]> = match &total.figure {
            Figure::Distribution(counts) => Some(counts),
            Figure::Share(_)
            | Figure::Count(_)
            | Figure::Sum(_)
            | Figure::Mean(_)
            | Figure::Median(_)
            | Figure::Ratio(_)
            | Figure::Difference(_) => None,
        };
        match categories {
            Some(counts) => head.extend(counts.iter().map(|(value, _)| self.category(indicator, value))),
            None => {
                let heads = [self.unit(&total.figure), self.fraction_name(&total.figure)];
                head.extend(heads.into_iter().flatten());
                if matches!(total.figure, Figure::Difference(_)) {
                    head.extend([self.say("galat baku", "standard error"), "95 %"].map(str::to_owned));
                }
                head.extend(indicator.interval.then(|| "95 %".to_owned()));
            }
        }
        head.extend(["n", self.say("tak dihitung", "left out")].map(str::to_owned));
        let rows = breakdown.groups.iter().map(|group| self.row((indicator, total), breakdown, group));
        self.table(&head, rows.collect())
    }

    fn row(
        &self,
        (indicator, total): (&Indicator, &Estimate),
        breakdown: &Breakdown,
        group: &Group,
    ) -> Vec<Cell> {
        let estimate = &group.estimate;
        let keys = breakdown.columns.iter().zip(&group.keys);
        let mut cells: Vec<Cell> = keys
            .map(|(column, value)| match self.key(*column, value) {
                Some(text) => table::cell(&text, Look::Plain),
                None => table::cell(self.say("tanpa nilai", "no value"), Look::Dim),
            })
            .collect();
        match (&total.figure, &estimate.figure) {
            (Figure::Distribution(all), Figure::Distribution(counts)) => {
                let of =
                    |value: &Value| counts.iter().find(|(known, _)| known == value).map_or(0, |(_, n)| *n);
                let counts = all.iter().map(|(value, _)| self.count(of(value)));
                cells.extend(counts.map(|text| table::cell(&text, Look::Number)));
            }
            (_, figure) => {
                cells.push(table::cell(&self.number(figure.value()), Look::Number));
                if let Figure::Difference(found) = figure {
                    let texts = [self.number(found.standard_error), self.span(found.low, found.high)];
                    cells.extend(texts.map(|text| table::cell(&text, Look::Number)));
                }
                if self.fraction_name(&total.figure).is_some() {
                    let parts = self.parts(figure).unwrap_or_else(|| NONE.to_owned());
                    cells.push(table::cell(&parts, Look::Number));
                }
                if let Figure::Share(share) = figure
                    && indicator.interval
                {
                    cells.push(table::cell(&self.span(share.low, share.high), Look::Number));
                }
            }
        }
        let counts = [estimate.n, estimate.excluded.total()];
        cells.extend(counts.map(|count| table::cell(&self.count(count), Look::Number)));
        cells
    }

    /// `9.68 … 70`.
    fn span(&self, low: Option<Decimal>, high: Option<Decimal>) -> String {
        low.or(high)
            .map_or_else(|| NONE.to_owned(), |_| format!("{} … {}", self.number(low), self.number(high)))
    }

    /// The head of the column of values.
    fn unit(&self, figure: &Figure) -> Option<String> {
        let text = match figure {
            Figure::Share(_) => "%",
            Figure::Count(count) if count.planned => self.say("% rencana", "% of plan"),
            Figure::Count(_) => self.say("jumlah", "count"),
            Figure::Sum(_) => self.say("jumlah", "sum"),
            Figure::Mean(_) => self.say("rata-rata", "mean"),
            Figure::Median(_) => "median",
            Figure::Ratio(_) => self.say("rasio", "ratio"),
            Figure::Difference(_) => self.say("dampak", "effect"),
            Figure::Distribution(_) => return None,
        };
        Some(text.to_owned())
    }

    /// The head of the column of what is above and below the line, where there is one.
    fn fraction_name(&self, figure: &Figure) -> Option<String> {
        let (above, below) = fraction(figure);
        let has = above.or(below).is_some() && !matches!(figure, Figure::Count(count) if !count.planned);
        has.then(|| self.say("pembilang / penyebut", "numerator / denominator").to_owned())
    }

    fn value(&self, figure: &Figure) -> String {
        let number = self.number(figure.value());
        let percent = || if figure.value().is_some() { format!("{number} %") } else { number.clone() };
        match figure {
            Figure::Share(_) => percent(),
            Figure::Count(count) if count.planned => percent(),
            Figure::Count(_)
            | Figure::Sum(_)
            | Figure::Mean(_)
            | Figure::Median(_)
            | Figure::Distribution(_)
            | Figure::Ratio(_)
            | Figure::Difference(_) => number,
        }
    }

    /// The name of a column, for people: as the author named it.
    fn name(&self, column: VarId) -> String {
        self.instrument.var(column).map(|var| var.name.to_string()).unwrap_or_default()
    }

    fn key(&self, column: VarId, value: &Value) -> Option<String> {
        let list = column_type(self.instrument, column).and_then(|ty| ty.list());
        let shown = || show(value, meaning(self.instrument, column), self.console.lang);
        self.choice(list, value).or_else(|| (!value.is_missing()).then(shown))
    }

    fn category(&self, indicator: &Indicator, value: &Value) -> String {
        let IndicatorKind::Distribution(of) = &indicator.kind else { return String::new() };
        let text = || crate::batch::indicators::category_text(self.instrument, indicator, value);
        self.choice(of.expr.ty().list(), value).or_else(text).unwrap_or_else(|| NONE.to_owned())
    }

    fn choice(&self, list: Option<ListId>, value: &Value) -> Option<String> {
        let Value::Choice(at) = value else { return None };
        choice_label(self.instrument, list?, *at, self.language).map(|label| label.to_string())
    }

    fn number(&self, number: Option<Decimal>) -> String {
        let rounded = number.and_then(|number| number.rescale(DECIMALS));
        rounded.map_or_else(|| NONE.to_owned(), |number| show_number(number, self.console.lang))
    }

    fn count(&self, count: u64) -> String {
        show_number(Decimal::int(i128::from(count)), self.console.lang)
    }

    /// A table, or the same as lines where the terminal is too narrow.
    fn table(&self, head: &[String], rows: Vec<Vec<Cell>>) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let plain = || {
            let line = |row: &Vec<Cell>| row.iter().map(Cell::content).collect::<Vec<_>>().join(" | ");
            let lines: Vec<String> = rows.iter().map(|row| format!("  {}\n", line(row))).collect();
            format!("  {}\n{}", escape::line(&head.join(" | ")), lines.concat())
        };
        let narrow = plain();
        table::render(head, rows, self.console.terminal_width()).unwrap_or(narrow)
    }
}

fn percent(count: u64, n: u64) -> Option<Decimal> {
    Decimal::int(i128::from(count) * 100).checked_div(Decimal::int(i128::from(n)), DECIMALS)
}
