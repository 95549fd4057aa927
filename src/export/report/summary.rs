//! The summary in words: what stands out, and each indicator in a sentence.
//!
//! Whether something stands out is a question of more than the number: a difference that chance would often bring is
//! none. So only shares and effects are judged, by their confidence intervals, and only where the author says which way
//! is good (`better`). Everything is said of figures that are printed.

use super::census::{Axis, Slot, Trait};
use super::figures::{basis, interval, reference};
use super::shown::{Number, Of, Shown, indicators, shown};
use super::tell::Teller;
use super::view::Standing;
use crate::batch::indicators::Figure;
use crate::expr::VarId;
use crate::model::{Better, IndicatorKind};
use crate::rules::Meaning;
use crate::value::{Decimal, Value};

/// More lines than this can't be kept in mind.
const MOST: usize = 6;

/// What sort of thing stands out, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Target,
    Effect,
    Wave,
    Place,
}

/// Something that stands out.
struct Standout {
    sort: Sort,
    good: bool,
    text: String,
}

/// What is good and what needs attention.
pub(super) fn standing(teller: &Teller<'_>, main: Option<VarId>) -> Vec<Standing> {
    let mut all: Vec<Standout> =
        indicators(teller).into_iter().flat_map(|of| standouts(teller, of, main)).collect();
    all.sort_by_key(|standout| standout.sort);
    let list = |good: bool, title: String| {
        let mut lines: Vec<String> =
            all.iter().filter(|one| one.good == good).map(|one| one.text.clone()).collect();
        let more = lines.len().saturating_sub(MOST);
        lines.truncate(MOST);
        if more > 0 {
            lines.push(teller.say(
                format!("{more} hal lain, lihat tabel indikator."),
                format!("{more} more, see the tables of indicators."),
            ));
        }
        (!lines.is_empty()).then_some(Standing { title, lines, good })
    };
    let bad = list(false, teller.say("Perlu perhatian", "Needs attention"));
    let good = list(true, teller.say("Yang baik", "What is good"));
    bad.into_iter().chain(good).collect()
}

fn standouts(teller: &Teller<'_>, of: Of<'_>, main: Option<VarId>) -> Vec<Standout> {
    let total = of.total(teller);
    let mut all: Vec<Standout> = target(teller, of, &total).into_iter().collect();
    let Some(better) = of.indicator.better else { return all };
    all.extend(effect(teller, of, &total, better));
    all.extend(change(teller, of, better));
    if let (Some(main), Figure::Share(_)) = (main, &of.result.total.figure) {
        all.extend(places(teller, (of, &total), main, better));
    }
    all
}

fn target(teller: &Teller<'_>, of: Of<'_>, total: &Shown) -> Option<Standout> {
    let (value, target) = total.value.shown().zip(of.result.total.target)?;
    let unit = teller.unit(of.indicator);
    let (name, value_text, aim) =
        (teller.indicator(of.indicator), teller.measured(value, unit), teller.aimed(target, unit));
    let good = of.reaches(value, target);
    let is_limit = of.indicator.better == Some(Better::Low);
    let said = match (good, is_limit) {
        (true, false) => {
            teller.say(format!("target {aim} tercapai"), format!("the target of {aim} is reached"))
        }
        (false, false) => {
            teller.say(format!("target {aim} belum tercapai"), format!("the target of {aim} is not reached"))
        }
        (true, true) => teller.say(format!("batas {aim} terpenuhi"), format!("the limit of {aim} is kept")),
        (false, true) => teller.say(format!("melampaui batas {aim}"), format!("above the limit of {aim}")),
    };
    Some(Standout { sort: Sort::Target, good, text: format!("{name}: {value_text}, {said}.") })
}

/// Whether an effect is clearly good, or clearly bad.
fn effect(teller: &Teller<'_>, of: Of<'_>, total: &Shown, better: Better) -> Option<Standout> {
    let Figure::Difference(_) = &of.result.total.figure else { return None };
    let (value, (low, high)) = total.value.shown().zip(total.ends)?;
    let is_higher = match (low > Decimal::ZERO, high < Decimal::ZERO) {
        (true, _) => true,
        (_, true) => false,
        (false, false) => return None,
    };
    let unit = teller.unit(of.indicator);
    let (name, value) = (teller.indicator(of.indicator), teller.measured(value, unit));
    let ends = teller.interval((low, high), unit);
    let good = is_higher == (better == Better::High);
    let said = match good {
        true => teller.say("ke arah yang baik", "for the better"),
        false => teller.say("ke arah yang buruk", "for the worse"),
    };
    let text = teller.say(
        format!("{name}: {value}, jelas {said} (selang kepercayaan 95%: {ends})."),
        format!("{name}: {value}, clearly {said} (95% confidence interval: {ends})."),
    );
    Some(Standout { sort: Sort::Effect, good, text })
}

/// An indicator in the last two waves.
fn last_two<'t>(teller: &'t Teller<'_>, of: Of<'_>) -> Option<[(&'t str, Shown); 2]> {
    let Slot::Indicator(at) = of.slot else { return None };
    let [.., before, last] = teller.data.waves.as_slice() else { return None };
    let in_wave =
        |(wave, results): &'t (std::sync::Arc<str>, Vec<crate::batch::indicators::IndicatorResult>)| {
            let key = [Value::Text(wave.clone())];
            let estimate = &results.get(at as usize)?.total;
            Some((&**wave, shown(&teller.data.release, (&Axis::Wave, &key), of.slot, estimate)))
        };
    Some([in_wave(before)?, in_wave(last)?])
}

/// Whether a share has clearly become better or worse: each wave's is outside the other's interval.
fn change(teller: &Teller<'_>, of: Of<'_>, better: Better) -> Option<Standout> {
    let Figure::Share(_) = &of.result.total.figure else { return None };
    let [(before, was), (last, is)] = last_two(teller, of)?;
    let (from, to) = (was.value.shown()?, is.value.shown()?);
    if within(from, is.ends?) || within(to, was.ends?) {
        return None;
    }
    let unit = teller.unit(of.indicator);
    let (name, from_text, to_text) =
        (teller.indicator(of.indicator), teller.measured(from, unit), teller.measured(to, unit));
    let good = (to > from) == (better == Better::High);
    let said = match good {
        true => teller.say("membaik", "better"),
        false => teller.say("memburuk", "worse"),
    };
    let text = teller.say(
        format!("{name}: jelas {said}, dari {from_text} (gelombang {before}) menjadi {to_text} (gelombang {last})."),
        format!("{name}: clearly {said}, from {from_text} (wave {before}) to {to_text} (wave {last})."),
    );
    Some(Standout { sort: Sort::Wave, good, text })
}

fn within(value: Decimal, (low, high): (Decimal, Decimal)) -> bool {
    low <= value && value <= high
}

/// The groups in which a share is clearly better or worse than in all together.
fn places(teller: &Teller<'_>, (of, total): (Of<'_>, &Shown), main: VarId, better: Better) -> Vec<Standout> {
    let Some(whole) = total.value.shown() else { return Vec::new() };
    let Some(by) = of.result.by.iter().find(|by| by.columns == [main]) else { return Vec::new() };
    let (unit, name) = (teller.unit(of.indicator), teller.indicator(of.indicator));
    let one = |(keys, shown): (&[Value], Shown)| {
        let key = keys.first().filter(|key| !key.is_missing())?;
        let (value, ends) = shown.value.shown().zip(shown.ends)?;
        if within(whole, ends) || shown.n == total.n {
            return None;
        }
        let (place, text, whole_text) =
            (teller.value(main, key), teller.measured(value, unit), teller.measured(whole, unit));
        let is_higher = value > whole;
        let said = match is_higher {
            true => teller.say("lebih tinggi", "higher"),
            false => teller.say("lebih rendah", "lower"),
        };
        let text = teller.say(
            format!("{place}: {name} {text}, jelas {said} daripada keseluruhan ({whole_text})."),
            format!("{place}: {name} {text}, clearly {said} than overall ({whole_text})."),
        );
        Some(Standout { sort: Sort::Place, good: is_higher == (better == Better::High), text })
    };
    of.groups(teller, by).into_iter().filter_map(one).collect()
}

/// A sentence for each indicator: what it is, what it rests on, how it was the wave before, where it is best and weakest.
pub(super) fn sentences(teller: &Teller<'_>, main: Option<VarId>) -> Vec<String> {
    let one = |of: Of<'_>| match &of.indicator.kind {
        IndicatorKind::Distribution(_) => most(teller, of),
        IndicatorKind::Share(_)
        | IndicatorKind::Count(_)
        | IndicatorKind::Sum(_)
        | IndicatorKind::Mean(_)
        | IndicatorKind::Median(_)
        | IndicatorKind::Ratio(..)
        | IndicatorKind::DifferenceInDifferences { .. } => sentence(teller, of, main),
    };
    indicators(teller).into_iter().filter_map(one).collect()
}

fn sentence(teller: &Teller<'_>, of: Of<'_>, main: Option<VarId>) -> Option<String> {
    let total = of.total(teller);
    let (value, unit) = (total.value.shown()?, teller.unit(of.indicator));
    let details = [Some(basis(teller, of, &total)), interval(teller, of, &total), reference(teller, of)];
    let details: Vec<String> = details.into_iter().flatten().collect();
    let (name, value) = (teller.indicator(of.indicator), teller.measured(value, unit));
    let mut text = format!("{name}: {value} ({}).", details.join("; "));
    let more =
        [certainty(teller, of, &total), waves(teller, of), main.and_then(|main| extremes(teller, of, main))];
    for part in more.into_iter().flatten() {
        text.push(' ');
        text.push_str(&part);
    }
    Some(text)
}

/// Whether an effect could be none.
fn certainty(teller: &Teller<'_>, of: Of<'_>, total: &Shown) -> Option<String> {
    let Figure::Difference(_) = &of.result.total.figure else { return None };
    Some(match within(Decimal::ZERO, total.ends?) {
        true => teller.say(
            "Belum dapat dibedakan dari tanpa dampak: selangnya memuat nol.",
            "It can't be told from no effect: the interval includes zero.",
        ),
        false => teller.say("Jelas berbeda dari nol.", "It clearly differs from zero."),
    })
}

fn waves(teller: &Teller<'_>, of: Of<'_>) -> Option<String> {
    let [(before, was), (last, is)] = last_two(teller, of)?;
    let unit = teller.unit(of.indicator);
    let (from, to) = (teller.measured(was.value.shown()?, unit), teller.measured(is.value.shown()?, unit));
    Some(teller.say(
        format!("Gelombang {last}: {to}; sebelumnya ({before}): {from}."),
        format!("Wave {last}: {to}; before ({before}): {from}."),
    ))
}

/// Where an indicator is best and weakest, among the groups that may be shown. Counts and sums follow the size of a
/// group, and effects in groups are too uncertain to be set one above the other.
fn extremes(teller: &Teller<'_>, of: Of<'_>, main: VarId) -> Option<String> {
    if matches!(of.result.total.figure, Figure::Count(_) | Figure::Sum(_) | Figure::Difference(_)) {
        return None;
    }
    let by = of.result.by.iter().find(|by| by.columns == [main])?;
    let all = of.groups(teller, by);
    let groups: Vec<(&Value, Decimal)> = all
        .iter()
        .filter_map(|(keys, shown)| {
            Some((keys.first().filter(|key| !key.is_missing())?, shown.value.shown()?))
        })
        .collect();
    let low = groups.iter().rev().min_by_key(|(_, value)| *value)?;
    let high = groups.iter().rev().max_by_key(|(_, value)| *value)?;
    let unit = teller.unit(of.indicator);
    // Where the whole is beyond all that is shown, the ends are among what isn't.
    let is_between = of.total(teller).value.shown().is_some_and(|whole| within(whole, (low.1, high.1)));
    if teller.measured(low.1, unit) == teller.measured(high.1, unit) || !is_between {
        return None;
    }
    let is_part = all.iter().any(|(_, shown)| shown.value == Number::Withheld);
    let told = |(key, value): &(&Value, Decimal)| {
        format!("{} ({})", teller.value(main, key), teller.measured(*value, unit))
    };
    let (low, high) = (told(low), told(high));
    let (first, second, id, en) = match of.indicator.better {
        Some(Better::High) => (high, low, ("Terbaik", "terlemah"), ("Best", "weakest")),
        Some(Better::Low) => (low, high, ("Terbaik", "terlemah"), ("Best", "weakest")),
        None => (high, low, ("Tertinggi", "terendah"), ("Highest", "lowest")),
    };
    if is_part {
        return Some(teller.say(
            format!("Di antara yang ditampilkan, {}: {first}; {}: {second}.", id.0.to_lowercase(), id.1),
            format!("Of those shown, {}: {first}; {}: {second}.", en.0.to_lowercase(), en.1),
        ));
    }
    Some(teller.say(
        format!("{}: {first}; {}: {second}.", id.0, id.1),
        format!("{}: {first}; {}: {second}.", en.0, en.1),
    ))
}

/// What a distribution has most of, as far as that may be told.
fn most(teller: &Teller<'_>, of: Of<'_>) -> Option<String> {
    let (Figure::Distribution(counts), IndicatorKind::Distribution(value)) =
        (&of.result.total.figure, &of.indicator.kind)
    else {
        return None;
    };
    let n = of.total(teller).n.count()?;
    let mut counts: Vec<&(Value, u64)> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let told = |(key, _): &&(Value, u64)| {
        let count = teller.data.release.get(&Axis::Whole, &[], &Trait::Has(of.slot, key.clone())).count()?;
        let name = teller.typed(value.expr.ty(), key, Meaning::Plain);
        Some(format!("{name} ({} = {})", teller.count(count), teller.percent(count, n)?))
    };
    let first: Vec<String> = counts.iter().take(3).map_while(told).collect();
    let (name, n) = (teller.indicator(of.indicator), teller.count(n));
    let (top, rest) = first.split_first()?;
    let then = if rest.is_empty() { String::new() } else { format!(", {}", rest.join(", ")) };
    Some(teller.say(
        format!("{name} ({n} rekaman): terbanyak {top}{then}."),
        format!("{name} ({n} records): most often {top}{then}."),
    ))
}
