//! The figures for programs: `figures.csv` and `figures.json`, with the same numbers kept back as on the page.

use serde_json::{Map, Value as Json, json};

use super::census::{Axis, Trait};
use super::collect::Collected;
use super::release::Printed;
use super::shown::{Number, Of, Shown, shown};
use super::tell::Teller;
use crate::base::Lang;
use crate::batch::CsvStyle;
use crate::batch::indicators::{Estimate, Figure, category_text, key_text, kind_word};
use crate::export::{ExportError, OutputFile};
use crate::form::Numbers;
use crate::value::{Decimal, Value};

/// Between the columns and the values of crossed breakdowns.
const CROSS: &str = " × ";

const COLUMNS: [&str; 13] = [
    "indicator",
    "kind",
    "by",
    "group",
    "category",
    "n",
    "count",
    "value",
    "low",
    "high",
    "target",
    "reference",
    "withheld",
];

/// One figure: an indicator over a group, or one category of a distribution.
struct Line {
    indicator: String,
    kind: &'static str,
    by: Vec<String>,
    group: Vec<Option<String>>,
    category: Option<String>,
    n: Printed,
    count: Option<Printed>,
    value: Option<Number>,
    /// The ends of its 95 % confidence interval.
    ends: Option<(Decimal, Decimal)>,
    target: Option<String>,
    reference: Option<String>,
}

/// Both files.
pub(super) fn files(
    data: &Collected<'_>,
    numbers: &Numbers,
    style: CsvStyle,
) -> Result<Vec<OutputFile>, ExportError> {
    let teller = Teller::new(data, numbers, Lang::En);
    let lines: Vec<Line> =
        super::shown::indicators(&teller).iter().flat_map(|of| of_indicator(&teller, *of)).collect();
    Ok(vec![
        OutputFile::new("figures.csv", csv(&lines, style)),
        OutputFile::new("figures.json", format!("{:#}\n", json_of(data, &lines))),
    ])
}

fn of_indicator(teller: &Teller<'_>, of: Of<'_>) -> Vec<Line> {
    // A value that nobody in a group has is told there too: that it is missing would give away a zero kept back.
    let values: Vec<Value> = match &of.result.total.figure {
        Figure::Distribution(counts) => counts.iter().map(|(value, _)| value.clone()).collect(),
        Figure::Share(_)
        | Figure::Count(_)
        | Figure::Sum(_)
        | Figure::Mean(_)
        | Figure::Median(_)
        | Figure::Ratio(_)
        | Figure::Difference(_) => Vec::new(),
    };
    let lines = |place: (&Axis, &[Value]), shown: Shown, estimate| {
        estimate_lines(teller, (of, &values), place, (shown, estimate))
    };
    let mut out = lines((&Axis::Whole, &[]), of.total(teller), &of.result.total);
    for by in &of.result.by {
        let axis = Axis::Columns(by.columns.clone());
        for (group, (keys, shown)) in by.groups.iter().zip(of.groups(teller, by)) {
            out.extend(lines((&axis, keys), shown, &group.estimate));
        }
    }
    let Some(at) = teller.instrument.indicators.iter().position(|one| one.id == of.indicator.id) else {
        return out;
    };
    for (wave, results) in &teller.data.waves {
        let key = [Value::Text(wave.clone())];
        let Some(result) = results.get(at) else { continue };
        let place: (&Axis, &[Value]) = (&Axis::Wave, &key);
        let shown = shown(&teller.data.release, place, of.slot, &result.total);
        out.extend(lines(place, shown, &result.total));
    }
    out
}

fn estimate_lines(
    teller: &Teller<'_>,
    (of, values): (Of<'_>, &[Value]),
    place: (&Axis, &[Value]),
    (shown, estimate): (Shown, &Estimate),
) -> Vec<Line> {
    let release = &teller.data.release;
    let Shown { n, hits, value, ends } = shown;
    let (by, group) = named(teller, place);
    let line = Line {
        indicator: of.indicator.id.to_string(),
        kind: kind_word(&of.indicator.kind),
        by,
        group,
        category: None,
        n,
        count: hits,
        value: Some(value),
        ends,
        target: estimate.target.map(|target| target.to_string()),
        reference: estimate.reference.map(|reference| reference.to_string()),
    };
    if values.is_empty() {
        return vec![line];
    }
    let one = |value: &Value| Line {
        indicator: line.indicator.clone(),
        by: line.by.clone(),
        group: line.group.clone(),
        category: category_text(teller.instrument, of.indicator, value),
        count: Some(release.get(place.0, place.1, &Trait::Has(of.slot, value.clone()))),
        value: None,
        ends: None,
        target: None,
        reference: None,
        ..line
    };
    values.iter().map(one).collect()
}

/// The columns of an axis and the values of a group, as records write them.
fn named(teller: &Teller<'_>, (axis, key): (&Axis, &[Value])) -> (Vec<String>, Vec<Option<String>>) {
    match axis {
        Axis::Whole => (Vec::new(), Vec::new()),
        Axis::Wave => {
            let wave =
                |value: &Value| if let Value::Text(wave) = value { Some(wave.to_string()) } else { None };
            (vec!["wave".to_owned()], key.iter().map(wave).collect())
        }
        Axis::Columns(columns) => {
            let names = columns.iter().filter_map(|var| teller.instrument.var(*var));
            let names = names.map(|var| var.name.to_string()).collect();
            let values = columns.iter().zip(key);
            (names, values.map(|(var, value)| key_text(teller.instrument, *var, value)).collect())
        }
    }
}

/// Of a count in a group it isn't told among how many: that is nothing kept back.
fn is_withheld(line: &Line) -> bool {
    (line.n == Printed::Withheld && (line.kind != "count" || line.by.is_empty()))
        || line.count == Some(Printed::Withheld)
        || line.value == Some(Number::Withheld)
}

fn json_of(data: &Collected<'_>, lines: &[Line]) -> Json {
    let quality = &data.quality;
    let instrument = &data.subject.instrument;
    let count = |printed: Printed| printed.count().map_or(Json::Null, |count| json!(count));
    let figure = |line: &Line| {
        let mut out = Map::new();
        let mut put = |name: &str, value: Json| out.insert(name.to_owned(), value);
        put("indicator", json!(line.indicator));
        put("kind", json!(line.kind));
        put("by", json!(line.by));
        put("group", json!(line.group));
        if let Some(category) = &line.category {
            put("category", json!(category));
        }
        put("n", count(line.n));
        if let Some(hits) = line.count {
            put("count", count(hits));
        }
        if let Some(value) = line.value {
            put("value", value.shown().map_or(Json::Null, |value| json!(value.to_string())));
        }
        if let Some((low, high)) = line.ends {
            put("low", json!(low.to_string()));
            put("high", json!(high.to_string()));
        }
        if let Some(target) = &line.target {
            put("target", json!(target));
        }
        if let Some(reference) = &line.reference {
            put("reference", json!(reference));
        }
        put("withheld", json!(is_withheld(line)));
        Json::Object(out)
    };
    json!({
        "format": "monev.report",
        "format_version": 1,
        "instrument": &*instrument.id,
        "version": instrument.version.to_string(),
        "records": {
            "received": quality.records,
            "used": quality.used(),
            "valid": quality.valid,
            "warnings": quality.with_warnings,
            "errors": quality.with_errors,
            "duplicates": quality.duplicates,
            "unreadable": quality.unreadable,
            "cases": data.people,
        },
        "figures": lines.iter().map(figure).collect::<Vec<_>>(),
    })
}

fn csv(lines: &[Line], style: CsvStyle) -> String {
    let mut out = style.line(COLUMNS);
    for line in lines {
        let count = |printed: Printed| printed.count().map(|count| count.to_string()).unwrap_or_default();
        let group: Vec<&str> = line.group.iter().map(|value| value.as_deref().unwrap_or_default()).collect();
        let value = line.value.and_then(Number::shown).map(|value| value.to_string());
        let end = |of: fn((Decimal, Decimal)) -> Decimal| {
            line.ends.map(|ends| of(ends).to_string()).unwrap_or_default()
        };
        let cells = [
            style.text(&line.indicator),
            style.text(line.kind),
            style.text(&line.by.join(CROSS)),
            style.text(&group.join(CROSS)),
            style.text(line.category.as_deref().unwrap_or_default()),
            style.number(&count(line.n)),
            style.number(&line.count.map(count).unwrap_or_default()),
            style.number(&value.unwrap_or_default()),
            style.number(&end(|(low, _)| low)),
            style.number(&end(|(_, high)| high)),
            style.number(line.target.as_deref().unwrap_or_default()),
            style.number(line.reference.as_deref().unwrap_or_default()),
            style.text(if is_withheld(line) { "true" } else { "false" }),
        ];
        out.push_str(&cells.join(&style.delimiter.to_string()));
        out.push('\n');
    }
    out
}
