//! Indicators as files: JSON with everything, CSV with a row a figure. Every digit is there and nothing is suppressed.

use serde_json::{Map, Value as Json, json};

use super::{Breakdown, Count, Estimate, Figure, Group, IndicatorResult, Mean, Ratio, Share};
use crate::batch::named::column_type;
use crate::batch::table::{CsvStyle, csv_cell};
use crate::expr::VarId;
use crate::model::{Indicator, IndicatorKind, Instrument, Label, QuestionType};
use crate::value::{Decimal, Value};

/// What stands between the columns of a crossed breakdown, and between the values of its groups.
const CROSS: &str = " × ";

/// The columns of [`indicators_csv`].
const COLUMNS: [&str; 21] = [
    "indicator",
    "kind",
    "by",
    "group",
    "category",
    "records",
    "n",
    "excluded",
    "value",
    "numerator",
    "denominator",
    "target",
    "reference",
    "standard_error",
    "low",
    "high",
    "clusters",
    "treated_before",
    "treated_after",
    "comparison_before",
    "comparison_after",
];

/// The name of a kind in files: the key that declares it.
pub fn kind_word(kind: &IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Share(_) => "share",
        IndicatorKind::Count(_) => "count",
        IndicatorKind::Sum(_) => "sum",
        IndicatorKind::Mean(_) => "mean",
        IndicatorKind::Median(_) => "median",
        IndicatorKind::Distribution(_) => "distribution",
        IndicatorKind::Ratio(..) => "ratio",
        IndicatorKind::DifferenceInDifferences { .. } => "difference_in_differences",
    }
}

/// A value of a group as it is written in records: a code, text, exact digits; none where it is missing.
pub fn key_text(instrument: &Instrument, column: VarId, value: &Value) -> Option<String> {
    let ty = column_type(instrument, column)?;
    text(instrument, &ty, value)
}

/// A value of a distribution as it is written in records.
pub fn category_text(instrument: &Instrument, indicator: &Indicator, value: &Value) -> Option<String> {
    let IndicatorKind::Distribution(of) = &indicator.kind else { return None };
    // Each code of a `select_multiple` is counted by itself.
    let ticked = of.expr.ty().as_choices().map(QuestionType::SelectOne);
    let ty = ticked.or_else(|| QuestionType::of_type(of.expr.ty()))?;
    text(instrument, &ty, value)
}

fn text(instrument: &Instrument, ty: &QuestionType, value: &Value) -> Option<String> {
    match value {
        Value::Missing => None,
        Value::Num(number) => Some(digits(*number)),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Text(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::Choice(_)
        | Value::Choices(_)
        | Value::Geo(_)
        | Value::File(_) => Some(ty.write_text(value, ty.list().and_then(|list| instrument.list(list)))),
    }
}

fn digits(number: Decimal) -> String {
    number.normalized().to_string()
}

/// Indicators as JSON. Whole numbers are numbers, others strings of digits; what has no value is `null`.
pub fn indicators_json(instrument: &Instrument, results: &[IndicatorResult]) -> Json {
    let writer = Writer { instrument };
    let indicators = instrument.indicators.iter().zip(results);
    Json::Array(indicators.map(|(indicator, result)| writer.indicator(indicator, result)).collect())
}

/// Indicators as CSV: a row for the total and for each group; a distribution has a row for each of its values. `excluded`
/// says `outside=2 refused=1`. A group without a value is an empty cell.
pub fn indicators_csv(instrument: &Instrument, results: &[IndicatorResult], style: CsvStyle) -> String {
    let writer = Writer { instrument };
    let mut out = style.line(COLUMNS);
    for (indicator, result) in instrument.indicators.iter().zip(results) {
        let mut add = |by: &str, group: &str, estimate: &Estimate| {
            for row in writer.rows(indicator, estimate) {
                let head = [&*indicator.id, kind_word(&indicator.kind), by, group];
                let head = head.into_iter().map(|text| csv_cell(text, true, style));
                let cells: Vec<String> = head.chain(row.cells(style)).collect();
                out.push_str(&cells.join(&style.delimiter.to_string()));
                out.push('\n');
            }
        };
        add("", "", &result.total);
        for breakdown in &result.by {
            let by = writer.names(breakdown).join(CROSS);
            for group in &breakdown.groups {
                let keys: Vec<String> =
                    writer.keys(breakdown, group).into_iter().map(Option::unwrap_or_default).collect();
                add(&by, &keys.join(CROSS), &group.estimate);
            }
        }
    }
    out
}

/// A row of CSV, without whose it is.
struct Row {
    category: String,
    numbers: Vec<Option<String>>,
}

impl Row {
    fn cells(self, style: CsvStyle) -> impl Iterator<Item = String> {
        let category = csv_cell(&self.category, true, style);
        let numbers =
            self.numbers.into_iter().map(move |text| csv_cell(&text.unwrap_or_default(), false, style));
        [category].into_iter().chain(numbers)
    }
}

struct Writer<'i> {
    instrument: &'i Instrument,
}

impl Writer<'_> {
    fn names(&self, breakdown: &Breakdown) -> Vec<&str> {
        let name = |column: &VarId| self.instrument.var(*column).map_or("", |var| &*var.name);
        breakdown.columns.iter().map(name).collect()
    }

    fn keys(&self, breakdown: &Breakdown, group: &Group) -> Vec<Option<String>> {
        let keys = breakdown.columns.iter().zip(&group.keys);
        keys.map(|(column, value)| key_text(self.instrument, *column, value)).collect()
    }

    fn rows(&self, indicator: &Indicator, estimate: &Estimate) -> Vec<Row> {
        let row = |category: String, figures: [Option<Decimal>; 3]| {
            let excluded: Vec<String> = estimate
                .excluded
                .iter()
                .map(|(reason, count)| format!("{}={count}", reason.word()))
                .collect();
            let counts = [estimate.records.to_string(), estimate.n.to_string(), excluded.join(" ")];
            let figures = figures
                .into_iter()
                .chain([estimate.target, estimate.reference])
                .chain(others(&estimate.figure));
            let numbers = counts.map(Some).into_iter().chain(figures.map(|figure| figure.map(digits)));
            Row { category, numbers: numbers.collect() }
        };
        let n = Some(Decimal::int(i128::from(estimate.n)));
        let Figure::Distribution(counts) = &estimate.figure else {
            let (above, below) = fraction(&estimate.figure);
            return vec![row(String::new(), [estimate.figure.value(), above, below])];
        };
        let of_value = |(value, count): &(Value, u64)| {
            let category = category_text(self.instrument, indicator, value).unwrap_or_default();
            let count = Some(Decimal::int(i128::from(*count)));
            row(category, [count, count, n])
        };
        counts.iter().map(of_value).collect()
    }

    fn indicator(&self, indicator: &Indicator, result: &IndicatorResult) -> Json {
        let by = result.by.iter().map(|breakdown| {
            let groups = breakdown.groups.iter().map(|group| {
                let mut object = Map::new();
                object.insert("keys".to_owned(), json!(self.keys(breakdown, group)));
                object.extend(self.estimate(indicator, &group.estimate));
                Json::Object(object)
            });
            json!({"columns": self.names(breakdown), "groups": groups.collect::<Vec<_>>()})
        });
        json!({
            "id": &*indicator.id,
            "label": indicator.label.as_ref().map(|label| self.label(label)),
            "kind": kind_word(&indicator.kind),
            "total": self.estimate(indicator, &result.total),
            "by": by.collect::<Vec<_>>(),
        })
    }

    fn label(&self, label: &Label) -> Json {
        let languages = self.instrument.languages.iter().enumerate();
        Json::Object(languages.map(|(at, tag)| (tag.to_string(), Json::from(label.plain(at)))).collect())
    }

    fn estimate(&self, indicator: &Indicator, estimate: &Estimate) -> Map<String, Json> {
        let mut object = Map::new();
        let excluded: Map<String, Json> = estimate
            .excluded
            .iter()
            .map(|(reason, count)| (reason.word().to_owned(), Json::from(count)))
            .collect();
        let head = [
            ("records", Json::from(estimate.records)),
            ("n", Json::from(estimate.n)),
            ("excluded", Json::Object(excluded)),
        ];
        object.extend(head.map(|(key, value)| (key.to_owned(), value)));
        object.extend(
            self.figure(indicator, &estimate.figure).into_iter().map(|(key, value)| (key.to_owned(), value)),
        );
        if indicator.target.is_some() {
            object.insert("target".to_owned(), number(estimate.target));
        }
        if indicator.reference.is_some() {
            object.insert("reference".to_owned(), number(estimate.reference));
        }
        object
    }

    fn figure(&self, indicator: &Indicator, figure: &Figure) -> Vec<(&'static str, Json)> {
        let value = ("value", number(figure.value()));
        match figure {
            Figure::Share(Share { hits, part, whole, low, high, .. }) => {
                let ends = [("low", number(*low)), ("high", number(*high))];
                let parts = [("hits", Json::from(*hits)), ("part", number(*part)), ("whole", number(*whole))];
                [value].into_iter().chain(parts).chain(ends).collect()
            }
            Figure::Count(Count { hits, count, planned, against, value }) => {
                let plan = [("against", number(*against)), ("percent", number(*value))];
                let plan = plan.into_iter().filter(|_| *planned);
                [("hits", Json::from(*hits)), ("count", number(*count))].into_iter().chain(plan).collect()
            }
            Figure::Sum(_) | Figure::Median(_) => vec![value],
            Figure::Mean(Mean { sum, weight, .. }) => {
                vec![value, ("sum", number(*sum)), ("weight", number(*weight))]
            }
            Figure::Ratio(Ratio { over, under, .. }) => {
                vec![value, ("over", number(*over)), ("under", number(*under))]
            }
            Figure::Distribution(counts) => {
                let counts = counts.iter().map(|(value, count)| {
                    json!({"value": category_text(self.instrument, indicator, value), "count": count})
                });
                vec![("counts", Json::Array(counts.collect()))]
            }
            Figure::Difference(found) => {
                let arm = |arm: &super::Arm| json!({"units": arm.units, "before": number(arm.before), "after": number(arm.after)});
                vec![
                    value,
                    ("standard_error", number(found.standard_error)),
                    ("low", number(found.low)),
                    ("high", number(found.high)),
                    ("clusters", found.clusters.map_or(Json::Null, Json::from)),
                    ("treated", arm(&found.treated)),
                    ("comparison", arm(&found.comparison)),
                ]
            }
        }
    }
}

/// What stands above and below the line of a figure.
pub fn fraction(figure: &Figure) -> (Option<Decimal>, Option<Decimal>) {
    match figure {
        Figure::Share(share) => (share.part, share.whole),
        Figure::Count(count) => (count.count, count.against),
        Figure::Mean(mean) => (mean.sum, mean.weight),
        Figure::Ratio(ratio) => (ratio.over, ratio.under),
        Figure::Sum(_) | Figure::Median(_) | Figure::Distribution(_) | Figure::Difference(_) => (None, None),
    }
}

/// The figures only a difference in differences has, but for the ends of an interval, which a share has too.
fn others(figure: &Figure) -> [Option<Decimal>; 8] {
    let found = match figure {
        Figure::Difference(found) => found,
        Figure::Share(Share { low, high, .. }) => {
            return [None, *low, *high, None, None, None, None, None];
        }
        Figure::Count(_)
        | Figure::Sum(_)
        | Figure::Mean(_)
        | Figure::Median(_)
        | Figure::Distribution(_)
        | Figure::Ratio(_) => return [None; 8],
    };
    let clusters = found.clusters.map(|count| Decimal::int(i128::from(count)));
    let (treated, comparison) = (&found.treated, &found.comparison);
    [
        found.standard_error,
        found.low,
        found.high,
        clusters,
        treated.before,
        treated.after,
        comparison.before,
        comparison.after,
    ]
}

fn number(value: Option<Decimal>) -> Json {
    value.map_or(Json::Null, |value| {
        let text = digits(value);
        text.parse::<i64>().map_or_else(|_| Json::from(text.as_str()), Json::from)
    })
}
