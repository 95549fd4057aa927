//! The charts: bands by region, causes and other distributions, trends over waves.

use super::census::{Axis, Slot, Trait};
use super::chart::{Bar, Colour, Point, Stack, Trend, Width, bars, scale, stacked, trend};
use super::figures::{crossed, lower_first, silent, spread, tells};
use super::release::Printed;
use super::shown::{Number, Of, indicators, shown};
use super::tell::{Teller, Unit};
use super::view::{Chart, Key, Section};
use crate::batch::indicators::Figure;
use crate::expr::VarId;
use crate::model::{IndicatorKind, Method, Score};
use crate::rules::Meaning;
use crate::value::{Decimal, Type, Value};

/// Drawings by number.
#[derive(Debug, Default)]
pub(super) struct Drawings(pub(super) Vec<String>);

impl Drawings {
    fn add(&mut self, drawing: String) -> usize {
        self.0.push(drawing);
        self.0.len() - 1
    }

    /// A chart that is drawn for the page and for a telephone.
    fn chart(&mut self, alt: String, draw: impl Fn(Width) -> String) -> Chart {
        let (page, phone) = (self.add(draw(Width::Page)), self.add(draw(Width::Phone)));
        Chart { title: String::new(), alt, page, phone: Some(phone), small: false }
    }
}

/// The bands of each score, by region. Only what has bands in order: classes are a distribution.
pub(super) fn bands(teller: &Teller<'_>, main: Option<VarId>, drawings: &mut Drawings) -> Vec<Section> {
    let scores = teller.instrument.scores.values();
    scores
        .filter(|score| !score.bands.is_empty())
        .filter_map(|score| band(teller, score, main, drawings))
        .collect()
}

fn band(teller: &Teller<'_>, score: &Score, main: Option<VarId>, drawings: &mut Drawings) -> Option<Section> {
    let (var, ty) = (score.band_var?, score_type(teller, score)?);
    let slot = Slot::Bands(var);
    let release = &teller.data.release;
    if release.get(&Axis::Whole, &[], &Trait::Counts(slot)) == Printed::Count(0) {
        return None;
    }
    let values = in_order(teller, &ty);
    let colours = scale(values.len());
    let axis = main.map(|main| Axis::Columns(vec![main]));
    let mut stacks: Vec<Stack> = Vec::new();
    if let (Some(axis), Some(main)) = (&axis, main) {
        let some = |key: &&Vec<Value>| release.get(axis, key, &Trait::Counts(slot)) != Printed::Count(0);
        stacks.extend(
            release
                .groups(axis)
                .iter()
                .filter(some)
                .map(|key| stack(teller, (axis, key), slot, &values, teller.group(&[main], key))),
        );
    }
    stacks.push(stack(teller, (&Axis::Whole, &[]), slot, &values, teller.say("Semua", "All")));
    // A bar of which most is kept back says nothing; the table says what there is.
    stacks.retain(|stack| !stack.hidden && stack.parts.iter().flatten().sum::<f64>() >= 0.5);
    if stacks.is_empty() {
        return None;
    }
    let name = teller.name(score.label.as_ref(), &score.id);
    let alt = stacks.iter().map(|stack| told(stack, &values, |v| teller.typed(&ty, v, Meaning::Plain)));
    let alt = format!("{name}. {}", alt.collect::<Vec<_>>().join("; "));
    let chart = drawings.chart(alt, |width| stacked(&stacks, &colours, width));
    let hidden = stacks.iter().any(|stack| stack.hidden || stack.parts.iter().any(Option::is_none));
    let legend = legend(teller, &ty, (&values, &colours), hidden);
    let mut tables = main.map(|main| spread(teller, (slot, &ty), (&[main], &values))).unwrap_or_default();
    let is_silent = !tables.iter().any(tells);
    let notes = main.filter(|_| is_silent).and_then(|main| silent(teller, &[&[main]])).into_iter().collect();
    if is_silent {
        tables.clear();
    }
    let by = main.map(|main| crossed(teller, &[main]));
    let about = by.map(|by| {
        let by = lower_first(&by);
        teller.say(
            format!("Sebaran menurut {by}; angka di kanan: jumlah yang dinilai."),
            format!("Spread by {by}; on the right: how many were assessed."),
        )
    });
    Some(Section {
        title: name,
        about: about.unwrap_or_default(),
        legend,
        charts: vec![chart],
        tables,
        notes,
    })
}

fn score_type(teller: &Teller<'_>, score: &Score) -> Option<Type> {
    teller.instrument.var(score.band_var?).map(|var| var.ty.clone())
}

/// The choices of a list, in its order.
fn in_order(teller: &Teller<'_>, ty: &Type) -> Vec<Value> {
    let list = ty.list().and_then(|list| teller.instrument.list(list));
    let count = list.map_or(0, |list| list.list.choices.len());
    (0..).map(Value::Choice).take(count).collect()
}

fn stack(
    teller: &Teller<'_>,
    (axis, key): (&Axis, &[Value]),
    slot: Slot,
    values: &[Value],
    label: String,
) -> Stack {
    let release = &teller.data.release;
    let n = release.get(axis, key, &Trait::Counts(slot)).count();
    let part = |value: &Value| {
        let count = release.get(axis, key, &Trait::Has(slot, value.clone())).count();
        count.zip(n).map(|(count, n)| share(count, n))
    };
    let note = match n {
        Some(n) => format!("n = {}", teller.count(n)),
        None => "•".to_owned(),
    };
    Stack { label, note, parts: values.iter().map(part).collect(), hidden: n.is_none() || n == Some(0) }
}

#[expect(clippy::cast_precision_loss, reason = "lengths on a sheet of paper")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn told(stack: &Stack, values: &[Value], name: impl Fn(&Value) -> String) -> String {
    let part = |(value, part): (&Value, &Option<f64>)| {
        let part = part.map_or_else(|| "•".to_owned(), |share| format!("{:.0}%", share * 100.0));
        format!("{} {part}", name(value))
    };
    let parts: Vec<String> = values.iter().zip(&stack.parts).map(part).collect();
    format!("{} ({}): {}", stack.label, stack.note, parts.join(", "))
}

fn legend(
    teller: &Teller<'_>,
    ty: &Type,
    (values, colours): (&[Value], &[Colour]),
    hidden: bool,
) -> Vec<Key> {
    let one = |(value, colour): (&Value, &Colour)| Key {
        colour: colour.css(),
        label: teller.typed(ty, value, Meaning::Plain),
    };
    let secret = hidden.then(|| Key {
        colour: super::chart::HIDDEN.css(),
        label: teller.say("tidak ditampilkan", "not shown"),
    });
    values.iter().zip(colours).map(one).chain(secret).collect()
}

/// Distributions: what the author asked for, and the classes of scores nobody asked the distribution of.
pub(super) fn distributions(
    teller: &Teller<'_>,
    main: Option<VarId>,
    drawings: &mut Drawings,
) -> Vec<Section> {
    let mut out = Vec::new();
    let mut told: Vec<VarId> = Vec::new();
    for of in indicators(teller) {
        let IndicatorKind::Distribution(value) = &of.indicator.kind else { continue };
        told.extend(value.expr.node(value.expr.root).read());
        let by: Vec<&[VarId]> = of.result.by.iter().map(|by| by.columns.as_slice()).collect();
        let title = teller.indicator(of.indicator);
        out.extend(distribution(teller, (of.slot, value.expr.ty(), title), &by, drawings));
    }
    for score in teller.instrument.scores.values() {
        let is_class = matches!(score.method, Method::Largest { .. } | Method::Classify { .. });
        let Some((var, ty)) = score.band_var.zip(score_type(teller, score)).filter(|_| is_class) else {
            continue;
        };
        if !told.contains(&var) && score.bands.is_empty() {
            let columns = main.map(|main| [main]);
            let by: Vec<&[VarId]> = columns.iter().map(<[VarId; 1]>::as_slice).collect();
            let title = teller.name(score.label.as_ref(), &score.id);
            out.extend(distribution(teller, (Slot::Bands(var), &ty, title), &by, drawings));
        }
    }
    out
}

fn distribution(
    teller: &Teller<'_>,
    (slot, ty, title): (Slot, &Type, String),
    by: &[&[VarId]],
    drawings: &mut Drawings,
) -> Option<Section> {
    let release = &teller.data.release;
    let n = release.get(&Axis::Whole, &[], &Trait::Counts(slot));
    let values = values(teller, slot, ty);
    if values.is_empty() {
        return None;
    }
    let counts: Vec<(String, Printed)> = values
        .iter()
        .map(|value| {
            let count = release.get(&Axis::Whole, &[], &Trait::Has(slot, value.clone()));
            (teller.typed(ty, value, Meaning::Plain), count)
        })
        .collect();
    let most = counts.iter().filter_map(|(_, count)| count.count()).max().unwrap_or(1);
    let rows: Vec<Bar> = counts
        .into_iter()
        .map(|(label, count)| {
            let text = match (count, n) {
                (Printed::Count(count), Printed::Count(n)) => {
                    let share = teller.percent(count, n).unwrap_or_default();
                    format!("{} ({share})", teller.count(count))
                }
                (Printed::Count(count), Printed::Withheld) => teller.count(count),
                (Printed::Withheld, _) => "•".to_owned(),
            };
            Bar { label, length: count.count().map(|count| share(count, most)), text }
        })
        .collect();
    let alt: Vec<String> = rows.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect();
    let alt = format!("{title}. {}", alt.join("; "));
    // Bars of which none may be shown are no chart.
    let is_open = rows.iter().any(|bar| bar.length.is_some());
    let charts = is_open.then(|| drawings.chart(alt, |width| bars(&rows, width))).into_iter().collect();
    let mut notes: Vec<String> = (!is_open)
        .then(|| teller.say("Tidak ada angka yang dapat ditampilkan.", "No number may be shown."))
        .into_iter()
        .collect();
    let (mut tables, mut quiet) = (Vec::new(), Vec::new());
    for columns in by {
        let own = spread(teller, (slot, ty), (columns, &values));
        if own.iter().any(tells) {
            tables.extend(own);
        } else {
            quiet.push(*columns);
        }
    }
    notes.extend(silent(teller, &quiet));
    let about = match n {
        Printed::Count(n) => {
            let n = teller.count(n);
            teller.say(format!("{n} rekaman dihitung."), format!("{n} records counted."))
        }
        Printed::Withheld => String::new(),
    };
    Some(Section { title, about, legend: Vec::new(), charts, tables, notes })
}

/// The values a distribution has: those of a list in its order that anybody has, others in their own.
fn values(teller: &Teller<'_>, slot: Slot, ty: &Type) -> Vec<Value> {
    let release = &teller.data.release;
    let some =
        |value: &Value| release.get(&Axis::Whole, &[], &Trait::Has(slot, value.clone())) != Printed::Count(0);
    let listed: Vec<Value> = in_order(teller, ty).into_iter().filter(some).collect();
    if ty.list().is_some() { listed } else { release.values(slot) }
}

/// Every indicator over the waves, if there is more than one.
pub(super) fn trends(teller: &Teller<'_>, drawings: &mut Drawings) -> Vec<Section> {
    if teller.data.waves.len() < 2 {
        return Vec::new();
    }
    let charts: Vec<Chart> =
        indicators(teller).into_iter().filter_map(|of| over_waves(teller, of, drawings)).collect();
    if charts.is_empty() {
        return Vec::new();
    }
    vec![Section { charts, ..Section::default() }]
}

fn over_waves(teller: &Teller<'_>, of: Of<'_>, drawings: &mut Drawings) -> Option<Chart> {
    let Slot::Indicator(at) = of.slot else { return None };
    if matches!(of.result.total.figure, Figure::Distribution(_) | Figure::Difference(_)) {
        return None;
    }
    let unit = teller.unit(of.indicator);
    let point = |(wave, results): &(std::sync::Arc<str>, Vec<crate::batch::indicators::IndicatorResult>)| {
        let estimate = &results.get(at as usize)?.total;
        let key = [Value::Text(wave.clone())];
        let number = shown(&teller.data.release, (&Axis::Wave, &key), of.slot, estimate).value;
        let text = match number {
            Number::Is(value) => teller.measured(value, unit),
            Number::None => "–".to_owned(),
            Number::Withheld => "•".to_owned(),
        };
        Some(Point { label: wave.to_string(), value: number.shown().map(float), text })
    };
    let points: Vec<Point> = teller.data.waves.iter().filter_map(point).collect();
    // One point is no trend.
    (points.iter().filter(|point| point.value.is_some()).count() > 1).then_some(())?;
    let found = || points.iter().filter_map(|point| point.value);
    let ends = match unit {
        Unit::Percent if found().all(|value| (0.0..=100.0).contains(&value)) => (0.0, 100.0),
        Unit::Percent | Unit::Rupiah | Unit::Count | Unit::Number | Unit::Mean => {
            (found().fold(0.0, f64::min), found().fold(0.0, f64::max))
        }
    };
    let title = teller.indicator(of.indicator);
    let alt: Vec<String> = points.iter().map(|point| format!("{}: {}", point.label, point.text)).collect();
    let alt = format!("{title}. {}", alt.join("; "));
    let page = drawings.add(trend(&Trend { points, ends }));
    Some(Chart { title, alt, page, phone: None, small: true })
}

/// For a place on a sheet of paper.
#[expect(clippy::cast_precision_loss, reason = "lengths on a sheet of paper")]
fn float(number: Decimal) -> f64 {
    number.units() as f64 / 10_f64.powi(i32::from(number.scale()))
}
