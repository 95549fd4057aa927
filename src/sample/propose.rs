//! Answers to try: by the rule of the profile, else as people might answer a question of the type, first plausibly and
//! then, where that won't do, anything.

use super::dice::{Dice, UNIT};
use super::draw::Asking;
use super::narrow::Narrow;
use super::ordinal::Axis;
use super::plain;
use super::profile::{From, Rule, Stretch};
use super::rate::Rate;
use super::rows::whole;
use super::walk::Walk;
use crate::expr::Expr;
use crate::model::QuestionType;
use crate::value::{RosterId, Value};

/// After so many trials the rule of the profile is set aside.
const BY_RULE: u32 = 60;
/// After so many trials answers needn't be plausible.
pub(super) const PLAUSIBLE: u32 = 6;
/// A place in the record.
type Place = (Option<RosterId>, u32);

impl<'a> Walk<'a> {
    /// An answer to try, and whether a rule of the profile gave it; none where there is nothing to answer with.
    pub(super) fn propose(
        &mut self,
        asking: &Asking<'a>,
        rule: Option<&'a Rule>,
        narrow: &Narrow,
        (row, trial, dice): (u32, u32, &mut Dice),
    ) -> Option<(Value, bool)> {
        let place = (asking.home, row);
        if let Some(rule) = rule.filter(|_| trial < BY_RULE)
            && let Some(value) = self.by_rule(rule, asking, place, dice)
        {
            return Some((value, true));
        }
        Some((self.by_chance(asking, rule, narrow, (row, trial, dice))?, false))
    }

    /// An answer that no rule gave.
    fn by_chance(
        &mut self,
        asking: &Asking<'a>,
        rule: Option<&'a Rule>,
        narrow: &Narrow,
        (row, trial, dice): (u32, u32, &mut Dice),
    ) -> Option<Value> {
        if trial == 0
            && rule.is_none()
            && let Some(default) = asking.default
            && dice.happens(Rate::percent(70))
        {
            let value = self.eyes().eval(&default.expr, asking.home, row);
            if let Some(value) = fitted(asking, value) {
                return Some(value);
            }
        }
        if trial % 3 != 2 && !narrow.one_of.is_empty() {
            return dice.pick(&narrow.one_of).cloned().and_then(|value| fitted(asking, value));
        }
        self.by_type(asking, narrow, (row, trial, dice))
    }

    /// An answer as people might give to a question of the type.
    fn by_type(
        &mut self,
        asking: &Asking<'a>,
        narrow: &Narrow,
        (row, trial, dice): (u32, u32, &mut Dice),
    ) -> Option<Value> {
        let today = self.record.today;
        match asking.ty {
            QuestionType::SelectOne(_) => self.one(asking, row, dice),
            QuestionType::SelectMultiple(_) => self.some(asking, row, narrow, (trial, dice)),
            QuestionType::Rank(_) => self.all(asking, row, dice),
            QuestionType::Text | QuestionType::Barcode => Some(plain::text(narrow, trial, dice)),
            QuestionType::Integer
            | QuestionType::Decimal { .. }
            | QuestionType::Money
            | QuestionType::Percent { .. }
            | QuestionType::Date
            | QuestionType::Month
            | QuestionType::Time => {
                let axis = Axis::of(asking.ty)?;
                axis.value(plain::place(axis, asking.ty, narrow, (today, trial, dice)))
            }
            QuestionType::YesNo => Some(Value::Bool(dice.below(2) == 1)),
            QuestionType::Geopoint => Some(plain::somewhere(dice)),
            QuestionType::DateTime => plain::moment(today, trial, dice),
            QuestionType::Photo => Some(self.file(asking, row, "jpg")),
            QuestionType::Signature => Some(self.file(asking, row, "png")),
            QuestionType::Audio => Some(self.file(asking, row, "m4a")),
            QuestionType::Video => Some(self.file(asking, row, "mp4")),
            QuestionType::File => Some(self.file(asking, row, "pdf")),
        }
    }

    // --- rules ---

    fn by_rule(
        &mut self,
        rule: &'a Rule,
        asking: &Asking<'a>,
        place: Place,
        dice: &mut Dice,
    ) -> Option<Value> {
        match &rule.from {
            From::Anywhere => None,
            From::Formula(value) => {
                let value = self.eyes().eval(value, place.0, place.1);
                fitted(asking, value)
            }
            From::Weighted(values) => self.weighted(asking, values, place.1, dice),
            From::Ticked(rates) => self.ticked(asking, rates, place.1, dice),
            From::Pattern(maker) => Some(Value::text(&maker.text(dice))).filter(|value| !value.is_missing()),
            From::Stretch(stretch) => {
                let axis = Axis::of(asking.ty)?;
                let ends = plain::usual(axis, asking.ty, self.record.today);
                axis.value(self.stretched(stretch, (axis, ends), place, dice)?)
            }
        }
    }

    /// A place on a line by a rule.
    fn stretched(
        &self,
        stretch: &Stretch,
        (axis, ends): (Axis, (i128, i128)),
        (home, row): Place,
        dice: &mut Dice,
    ) -> Option<i128> {
        let eyes = self.eyes();
        let value = |expr: &Option<Expr>| expr.as_ref().map(|expr| eyes.eval(expr, home, row));
        let at = |expr: &Option<Expr>, down: bool| value(expr).map(|value| axis.place(&value, down));
        let (low, high) = (at(&stretch.min, false), at(&stretch.max, true));
        // A rule whose ends are missing says nothing.
        let (low, high) =
            (low.map_or(Some(None), |low| low.map(Some))?, high.map_or(Some(None), |h| h.map(Some))?);
        let step = value(&stretch.step).and_then(|step| axis.distance(&step)).filter(|step| *step > 1);
        let (least, most) = axis.ends();
        let (first, last) = (low.unwrap_or(least), high.unwrap_or(most));
        let drawn = match &stretch.mean {
            Some(mean) => {
                let middle = axis.place(&eyes.eval(mean, home, row), true)?;
                let spread = value(&stretch.spread).and_then(|spread| axis.distance(&spread)).unwrap_or(0);
                let mut bell = || middle.saturating_add(spread.checked_mul(dice.bell()).unwrap_or(0) / UNIT);
                let tries: Vec<i128> = (0..6).map(|_| bell()).collect();
                let within = tries.iter().copied().find(|at| (first..=last).contains(at));
                within.unwrap_or(tries.first().copied().unwrap_or(middle))
            }
            None => {
                let first = low.unwrap_or_else(|| ends.0.min(last));
                let last = high.unwrap_or_else(|| ends.1.max(first));
                dice.between(first, last)
            }
        };
        let rounded = step.map_or(drawn, |step| (drawn + step / 2).div_euclid(step) * step);
        Some(rounded.clamp(first, last.max(first)))
    }

    /// A whole number by a rule, for numbers of rows.
    pub(super) fn ruled_number(
        &self,
        rule: &Rule,
        place: Place,
        ends: (i128, i128),
        dice: &mut Dice,
    ) -> Option<i128> {
        match &rule.from {
            From::Formula(value) => whole(&self.eyes().eval(value, place.0, place.1)),
            From::Weighted(values) => whole(dice.weighted(values)?),
            From::Stretch(stretch) => self.stretched(stretch, (Axis::Number { scale: 0 }, ends), place, dice),
            From::Anywhere | From::Ticked(_) | From::Pattern(_) => None,
        }
    }

    /// The name of a file: of the question, the case, the wave and the row.
    fn file(&self, asking: &Asking<'_>, row: u32, ending: &str) -> Value {
        let name = self.scene.instrument.var(asking.var).map_or("berkas", |var| &*var.name);
        let [case, wave] = self.place;
        let row = if asking.home.is_some() { format!("_{}", row + 1) } else { String::new() };
        Value::File(format!("{name}_{case}_{}{row}.{ending}", wave + 1).into())
    }
}

/// A value as the question keeps it: numbers with its decimals, months by their first day; none where it is missing.
fn fitted(asking: &Asking<'_>, value: Value) -> Option<Value> {
    match (Axis::of(asking.ty), value) {
        (_, Value::Missing) => None,
        (Some(axis), value) => axis.value(axis.place(&value, true)?),
        (None, Value::Text(text)) => Some(Value::text(&text)).filter(|value| !value.is_missing()),
        (None, value) => Some(value),
    }
}
