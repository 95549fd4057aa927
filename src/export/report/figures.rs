//! The indicators: key figures and tables.

use super::census::{Axis, Trait};
use super::panel::panel;
use super::release::{Printed, Release};
use super::shown::{Number, Of, Shown, indicators};
use super::tell::{Teller, Unit};
use super::view::{Card, Cell, Row, Section, Table};
use crate::batch::indicators::{Breakdown, Figure};
use crate::expr::VarId;
use crate::model::{Better, IndicatorKind};
use crate::rules::Meaning;
use crate::value::{Type, Value};

/// More categories than this don't fit beside each other on a page.
const MOST_COLUMNS: usize = 5;

/// So many groups of which nothing may be shown have rows of their own.
const MOST_SILENT: usize = 2;

/// A key figure for each indicator that comes to one number.
pub(super) fn cards(teller: &Teller<'_>) -> Vec<Card> {
    indicators(teller).iter().filter_map(|of| card(teller, *of)).collect()
}

fn card(teller: &Teller<'_>, of: Of<'_>) -> Option<Card> {
    let is_distribution = matches!(of.indicator.kind, IndicatorKind::Distribution(_));
    let shown = of.total(teller);
    let unit = teller.unit(of.indicator);
    let target = of.result.total.target;
    let reached = shown.value.shown().zip(target).is_some_and(|(value, target)| of.reaches(value, target));
    let is_limit = of.indicator.better == Some(Better::Low);
    let target = target.map(|target| {
        let aim = teller.aimed(target, unit);
        let name = if is_limit { teller.say("Batas", "Limit") } else { teller.say("Target", "Target") };
        let said = match (shown.value.shown().is_some(), reached, is_limit) {
            (false, _, _) => return format!("{name} {aim}"),
            (true, true, false) => teller.say("tercapai", "reached"),
            (true, false, false) => teller.say("belum tercapai", "not reached"),
            (true, true, true) => teller.say("terpenuhi", "kept"),
            (true, false, true) => teller.say("terlampaui", "exceeded"),
        };
        format!("{name} {aim}: {said}")
    });
    let mut detail = vec![basis(teller, of, &shown)];
    detail.extend(interval(teller, of, &shown));
    detail.extend(reference(teller, of));
    (!is_distribution).then(|| Card {
        label: teller.indicator(of.indicator),
        value: teller.number(shown.value, unit).text,
        detail: detail.join("; "),
        target: target.unwrap_or_default(),
        reached,
    })
}

/// The confidence interval of a figure that is shown with it.
pub(super) fn interval(teller: &Teller<'_>, of: Of<'_>, shown: &Shown) -> Option<String> {
    let ends = shown.ends.filter(|_| of.has_interval())?;
    let ends = teller.interval(ends, teller.unit(of.indicator));
    Some(teller.say(format!("selang kepercayaan 95%: {ends}"), format!("95% confidence interval: {ends}")))
}

/// Another figure to compare with.
pub(super) fn reference(teller: &Teller<'_>, of: Of<'_>) -> Option<String> {
    let reference = teller.aimed(of.result.total.reference?, teller.unit(of.indicator));
    Some(teller.say(format!("pembanding: {reference}"), format!("for comparison: {reference}")))
}

/// What a number rests on: `249 dari 1.000`, `dari 1.000 rekaman`.
pub(super) fn basis(teller: &Teller<'_>, of: Of<'_>, shown: &Shown) -> String {
    if shown.value == Number::Withheld {
        return too_few(teller);
    }
    let count = |printed: Printed| teller.printed(printed).text;
    match (&of.result.total.figure, shown.hits) {
        (Figure::Share(_), Some(hits)) => {
            let (hits, n) = (count(hits), count(shown.n));
            teller.say(format!("{hits} dari {n}"), format!("{hits} of {n}"))
        }
        (Figure::Count(plan), Some(hits)) if plan.against.is_some() => {
            let plan = plan.against.map(|plan| teller.measured(plan, Unit::Count)).unwrap_or_default();
            let hits = count(hits);
            teller.say(format!("{hits} dari rencana {plan}"), format!("{hits} of {plan} planned"))
        }
        (Figure::Difference(difference), _) => {
            let (treated, compared) =
                (teller.count(difference.treated.units), teller.count(difference.comparison.units));
            teller.say(
                format!("{treated} unit perlakuan, {compared} pembanding"),
                format!("{treated} treated units, {compared} in comparison"),
            )
        }
        (_, Some(_)) => {
            let n = count(shown.n);
            teller.say(format!("dari {n} rekaman"), format!("of {n} records"))
        }
        (_, None) => {
            let n = count(shown.n);
            teller.say(format!("{n} rekaman"), format!("{n} records"))
        }
    }
}

/// The tables of every indicator.
pub(super) fn sections(teller: &Teller<'_>) -> Vec<Section> {
    let of_numbers = |of: &Of<'_>| !matches!(of.indicator.kind, IndicatorKind::Distribution(_));
    indicators(teller).into_iter().filter(of_numbers).map(|of| section(teller, of)).collect()
}

fn section(teller: &Teller<'_>, of: Of<'_>) -> Section {
    let shown = of.total(teller);
    let value = teller.number(shown.value, teller.unit(of.indicator)).text;
    let (mut tables, mut quiet) = (Vec::new(), Vec::new());
    for by in &of.result.by {
        let own = table(teller, of, by);
        if tells(&own) {
            tables.push(own);
        } else {
            quiet.push(by.columns.as_slice());
        }
    }
    if let Figure::Difference(difference) = &of.result.total.figure {
        tables.insert(0, panel(teller, of, difference));
    }
    Section {
        title: teller.indicator(of.indicator),
        about: [format!("{value} · {}", basis(teller, of, &shown))]
            .into_iter()
            .chain(interval(teller, of, &shown))
            .collect::<Vec<_>>()
            .join("; "),
        tables,
        notes: silent(teller, &quiet).into_iter().collect(),
        ..Section::default()
    }
}

fn table(teller: &Teller<'_>, of: Of<'_>, by: &Breakdown) -> Table {
    let unit = teller.unit(of.indicator);
    let has_hits = matches!(of.indicator.kind, IndicatorKind::Share(_) | IndicatorKind::Count(_));
    let is_count = matches!(of.indicator.kind, IndicatorKind::Count(_));
    let is_panel = matches!(of.result.total.figure, Figure::Difference(_));
    let row = |label: String, shown: Shown, total: bool| {
        let mut cells: Vec<Cell> = shown.hits.map(|hits| teller.printed(hits)).into_iter().collect();
        if !is_count {
            cells.push(teller.printed(shown.n));
        }
        // A count without a plan is its own number.
        if !is_count || of.indicator.against.is_some() {
            cells.push(teller.number(shown.value, unit));
        }
        if of.has_interval() {
            cells.push(match (shown.value, shown.ends) {
                (Number::Withheld, _) => Cell::withheld(),
                (_, Some(ends)) => Cell::of(teller.interval(ends, unit)),
                (_, None) => Cell::of("–"),
            });
        }
        Row { label, cells, total }
    };
    let mut rows: Vec<Row> = of
        .groups(teller, by)
        .into_iter()
        .filter(|(_, shown)| shown.n != Printed::Count(0))
        .map(|(keys, shown)| row(teller.group(&by.columns, keys), shown, false))
        .collect();
    gather(teller, &mut rows);
    rows.push(row(teller.say("Semua", "All"), of.total(teller), true));
    let mut columns = vec![crossed(teller, &by.columns)];
    columns.extend(has_hits.then(|| teller.say("Jumlah", "Number")));
    columns.extend((!is_count).then(|| match (has_hits, is_panel) {
        (true, _) => teller.say("Dari", "Of"),
        (false, true) => teller.say("Unit panel", "Panel units"),
        (false, false) => teller.say("Rekaman", "Records"),
    }));
    if !is_count || of.indicator.against.is_some() {
        columns.push(match unit {
            Unit::Percent => "%".to_owned(),
            _ if is_panel => teller.say("Dampak", "Effect"),
            Unit::Rupiah | Unit::Count | Unit::Number | Unit::Mean => teller.say("Nilai", "Value"),
        });
    }
    columns.extend(of.has_interval().then(|| teller.say("Selang 95%", "95% interval")));
    Table { title: by_title(teller, &by.columns), columns, prose: None, rows }
}

/// Whether a table says anything of a group.
pub(super) fn tells(table: &Table) -> bool {
    let open = |cell: &Cell| !cell.withheld && cell.text != "0" && cell.text != "–";
    table.rows.iter().any(|row| !row.total && row.cells.iter().any(open))
}

/// What is said in place of tables that would say nothing; nothing if there are none.
pub(super) fn silent(teller: &Teller<'_>, quiet: &[&[VarId]]) -> Option<String> {
    let names: Vec<String> = quiet.iter().map(|columns| lower_first(&crossed(teller, columns))).collect();
    let names = names.join(", ");
    let by = teller.say(format!("Menurut {names}"), format!("By {names}"));
    (!quiet.is_empty()).then(|| format!("{by}: {}.", too_few(teller)))
}

/// What is said in place of a number of too few people.
fn too_few(teller: &Teller<'_>) -> String {
    teller.say("terlalu sedikit orang untuk ditampilkan", "too few people to be shown")
}

/// Several groups of which nothing may be shown become one row.
fn gather(teller: &Teller<'_>, rows: &mut Vec<Row>) {
    let is_silent = |row: &Row| {
        let open = |cell: &Cell| !cell.withheld && cell.text != "0";
        !row.total && row.cells.iter().any(|cell| cell.withheld) && !row.cells.iter().any(open)
    };
    let silent = rows.iter().filter(|row| is_silent(row)).count();
    let Some(width) = rows.first().map(|row| row.cells.len()).filter(|_| silent > MOST_SILENT) else {
        return;
    };
    rows.retain(|row| !is_silent(row));
    let label = teller.say(
        format!("{silent} kelompok lain, tidak ditampilkan"),
        format!("{silent} other groups, not shown"),
    );
    rows.push(Row { label, cells: vec![Cell::withheld(); width], total: false });
}

/// What columns are called together.
pub(super) fn crossed(teller: &Teller<'_>, columns: &[VarId]) -> String {
    columns.iter().map(|var| teller.column(*var)).collect::<Vec<_>>().join(" · ")
}

fn by_title(teller: &Teller<'_>, columns: &[VarId]) -> String {
    let name = columns.iter().map(|var| lower_first(&teller.column(*var))).collect::<Vec<_>>().join(" · ");
    teller.say(format!("Menurut {name}"), format!("By {name}"))
}

/// Lower case at the beginning, unless the word has capitals elsewhere: it is an abbreviation or a name then.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match word.contains(char::is_uppercase) {
        true => text.to_owned(),
        false => first.to_lowercase().chain(rest.chars()).collect(),
    }
}

/// Categories as columns, groups as rows: how many, and what share that is. Several tables where there are too many
/// categories for one.
pub(super) fn spread(
    teller: &Teller<'_>,
    (slot, ty): (super::census::Slot, &Type),
    (columns, values): (&[VarId], &[Value]),
) -> Vec<Table> {
    let release: &Release = &teller.data.release;
    let axis = Axis::Columns(columns.to_vec());
    let mut places: Vec<(String, Axis, Vec<Value>, bool)> = release
        .groups(&axis)
        .iter()
        .filter(|key| release.get(&axis, key, &Trait::Counts(slot)) != Printed::Count(0))
        .map(|key| (teller.group(columns, key), axis.clone(), key.clone(), false))
        .collect();
    places.push((teller.say("Semua", "All"), Axis::Whole, Vec::new(), true));
    let chunk = |(at, values): (usize, &[Value])| {
        let rows = places.iter().map(|(label, axis, key, total)| {
            let n = release.get(axis, key, &Trait::Counts(slot));
            let cell = |value: &Value| {
                let count = release.get(axis, key, &Trait::Has(slot, value.clone()));
                share_cell(teller, count, n)
            };
            let cells = std::iter::once(teller.printed(n)).chain(values.iter().map(cell)).collect();
            Row { label: label.clone(), cells, total: *total }
        });
        let mut rows: Vec<Row> = rows.collect();
        let total = rows.pop();
        gather(teller, &mut rows);
        rows.extend(total);
        let heads = values.iter().map(|value| teller.typed(ty, value, Meaning::Plain));
        let first = [crossed(teller, columns), teller.say("Dihitung", "Counted")];
        let title = if at == 0 { by_title(teller, columns) } else { String::new() };
        Table { title, columns: first.into_iter().chain(heads).collect(), prose: None, rows }
    };
    // As even as can be: six are three and three.
    let tables = values.len().div_ceil(MOST_COLUMNS).max(1);
    values.chunks(values.len().div_ceil(tables).max(1)).enumerate().map(chunk).collect()
}

/// `12 (24,0%)`.
fn share_cell(teller: &Teller<'_>, count: Printed, n: Printed) -> Cell {
    let Some(count) = count.count() else { return Cell::withheld() };
    let share = n.count().and_then(|n| teller.percent(count, n));
    let text = match share {
        Some(share) if count > 0 => format!("{} ({share})", teller.count(count)),
        Some(_) | None => teller.count(count),
    };
    Cell::of(text)
}

#[cfg(test)]
mod names {
    use super::lower_first;

    #[test]
    fn names_keep_their_capitals() {
        for (text, lower) in [
            ("Jenis kelamin", "jenis kelamin"),
            ("ProKUS model followed", "ProKUS model followed"),
            ("PKH", "PKH"),
            ("A", "a"),
            ("KPM/PKH", "KPM/PKH"),
            ("Kabupaten/kota", "kabupaten/kota"),
            ("", ""),
        ] {
            assert_eq!(lower_first(text), lower);
        }
    }
}
