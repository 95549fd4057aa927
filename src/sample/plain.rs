//! Answers by chance: numbers, days, texts, places and moments as people might give them.

use std::sync::Arc;

use super::dice::Dice;
use super::narrow::Narrow;
use super::ordinal::Axis;
use super::propose::PLAUSIBLE;
use crate::model::QuestionType;
use crate::value::{Date, DateTime, Decimal, Geo, Value};

/// A stretch this wide between the ends that checks give is drawn from as it is.
const WIDE: i128 = 20_000;

const WORDS: [&str; 12] = [
    "contoh",
    "data",
    "uji",
    "isian",
    "acak",
    "catatan",
    "keterangan",
    "misal",
    "percobaan",
    "tulisan",
    "jawaban",
    "simulasi",
];

/// The stretch in which answers of a type usually lie.
pub(super) fn usual(axis: Axis, ty: &QuestionType, today: Option<Date>) -> (i128, i128) {
    let day = |back: i64| {
        let date = today.or_else(|| Date::new(2025, 6, 30)).and_then(|today| today.add_months(-back));
        date.and_then(|date| axis.place(&Value::Date(date), true)).unwrap_or(0)
    };
    match axis {
        Axis::Number { .. } if matches!(ty, QuestionType::Money) => (10_000, 10_000_000),
        Axis::Number { scale } => {
            let one = 10_i128.pow(u32::from(scale));
            (0, if matches!(ty, QuestionType::Integer) { 20 } else { 100 * one })
        }
        Axis::Day => (day(24), day(0)),
        Axis::Month => (day(12), day(1)),
        Axis::Second => (7 * 3600, 18 * 3600),
    }
}

/// A place on a line: within what checks say; else where answers usually lie, and ever wider the longer it takes.
pub(super) fn place(
    axis: Axis,
    ty: &QuestionType,
    narrow: &Narrow,
    (today, trial, dice): (Option<Date>, u32, &mut Dice),
) -> i128 {
    let (least, most) = axis.ends();
    let (mut low, mut high) = usual(axis, ty, today);
    let width = (high - low).max(1);
    if trial >= PLAUSIBLE {
        let reach = width.saturating_mul(1 << (trial / 3).min(60));
        (low, high) = (low.saturating_sub(reach), high.saturating_add(reach));
    }
    let (first, last) = match (narrow.low, narrow.high) {
        (Some(first), Some(last)) if last.saturating_sub(first) <= WIDE.max(width) => (first, last),
        (first, last) => {
            let (first, last) = (first.unwrap_or(least), last.unwrap_or(most));
            match (low > last, high < first) {
                (true, _) => (last.saturating_sub(width).max(first), last),
                (_, true) => (first, first.saturating_add(width).min(last)),
                (false, false) => (low.max(first), high.min(last)),
            }
        }
    };
    let (first, last) = (first.max(least), last.min(most));
    let edge = trial >= PLAUSIBLE && trial % 4 == 0;
    match (edge, dice.below(2)) {
        (true, 0) => first,
        (true, _) => last.max(first),
        (false, _) if matches!(ty, QuestionType::Money) => rupiah(first, last, dice),
        (false, _) => dice.between(first, last),
    }
}

/// An amount of money: as often of five digits as of seven, and round as people say them.
fn rupiah(first: i128, last: i128, dice: &mut Dice) -> i128 {
    let drawn = dice.between(first, last);
    if first < 0 || last < 1000 || first.saturating_mul(10) > last {
        return drawn;
    }
    let digits = |n: i128| n.max(1).ilog10();
    let power = dice.between(i128::from(digits(first.max(1000))), i128::from(digits(last)));
    let unit = 10_i128.pow(u32::try_from(power).unwrap_or(3).saturating_sub(1));
    (dice.between(10, 99) * unit).clamp(first, last)
}

/// A few words, or what fits the pattern, of a length that will do.
pub(super) fn text(narrow: &Narrow, trial: u32, dice: &mut Dice) -> Value {
    let made = match &narrow.pattern {
        Some(maker) => maker.text(dice),
        None => {
            let words = 1 + dice.below(3);
            let words: Vec<&str> = (0..words).filter_map(|_| dice.pick(&WORDS)).copied().collect();
            words.join(" ")
        }
    };
    if narrow.pattern.is_some() && trial % 8 != 7 {
        return value_or(made, dice);
    }
    let least = narrow.low.and_then(|low| usize::try_from(low).ok()).unwrap_or(1).clamp(1, 10_000);
    let most = narrow.high.and_then(|high| usize::try_from(high).ok()).unwrap_or(10_000).clamp(least, 10_000);
    let mut long = made;
    while long.chars().count() < least {
        long.push_str(dice.pick(&WORDS).copied().unwrap_or("a"));
    }
    value_or(long.chars().take(most).collect(), dice)
}

/// Text as it is recorded; what would be blank is a letter.
fn value_or(text: String, dice: &mut Dice) -> Value {
    let value = Value::text(&text);
    if value.is_missing() {
        Value::Text(dice.pick(&["a", "b", "c"]).copied().unwrap_or("a").into())
    } else {
        value
    }
}

/// A place in Indonesia, or in the sea about it.
pub(super) fn somewhere(dice: &mut Dice) -> Value {
    let degrees = |units: i128| Decimal::new(units, 7);
    let latitude = degrees(dice.between(-8_500_000, 4_000_000) * 10);
    let longitude = degrees(dice.between(100_000_000, 135_000_000) * 10);
    let accuracy = Some(Decimal::int(dice.between(3, 20)));
    Value::Geo(Arc::new(Geo { latitude, longitude, accuracy }))
}

/// A moment of the day of the interview (or, later, of some other day).
pub(super) fn moment(today: Option<Date>, trial: u32, dice: &mut Dice) -> Option<Value> {
    let days = if trial < PLAUSIBLE { 1 } else { 1 << (trial / 8).min(14) };
    let day = today.or_else(|| Date::new(2025, 6, 30))?.add_days(-i64::try_from(dice.below(days)).ok()?)?;
    let minutes = dice.between(7 * 60, 18 * 60);
    let text = format!("{day}T{:02}:{:02}+08:00", minutes / 60, minutes % 60);
    DateTime::parse(&text).map(Value::DateTime)
}
