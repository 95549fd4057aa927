//! Numbers, days, months and times on one line of whole numbers, so that one way of drawing does for all.

use crate::model::QuestionType;
use crate::value::{Date, Decimal, Time, Value};

/// What lies on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// Numbers, in units of their last decimal.
    Number {
        /// Decimals.
        scale: u8,
    },
    /// Days, counted from 0001-01-01.
    Day,
    /// Months, counted from year 0.
    Month,
    /// Seconds of a day.
    Second,
}

/// Day 0 of the line.
fn first_day() -> Option<Date> {
    Date::new(1, 1, 1)
}

impl Axis {
    /// The line that answers of a type lie on; none for what has no order.
    pub(super) fn of(ty: &QuestionType) -> Option<Self> {
        match ty {
            QuestionType::Integer | QuestionType::Money => Some(Self::Number { scale: 0 }),
            QuestionType::Decimal { scale } | QuestionType::Percent { scale } => {
                Some(Self::Number { scale: *scale })
            }
            QuestionType::Date => Some(Self::Day),
            QuestionType::Month => Some(Self::Month),
            QuestionType::Time => Some(Self::Second),
            QuestionType::Text
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
            | QuestionType::Barcode => None,
        }
    }

    /// The least place at or above a value (or, with `down`, the greatest at or below it).
    pub(super) fn place(self, value: &Value, down: bool) -> Option<i128> {
        match (self, value) {
            (Self::Number { scale }, Value::Num(number)) => {
                let near = number.rescale(scale)?;
                let off = match near.cmp(number) {
                    std::cmp::Ordering::Less if !down => 1,
                    std::cmp::Ordering::Greater if down => -1,
                    std::cmp::Ordering::Less | std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => 0,
                };
                Some(near.units() + off)
            }
            (Self::Day, Value::Date(date)) => Some(i128::from(first_day()?.days_until(*date))),
            (Self::Month, Value::Date(date)) => {
                let month = i128::from(date.year()) * 12 + i128::from(date.month()) - 1;
                Some(month + i128::from(!down && date.day() > 1))
            }
            (Self::Second, Value::Time(time)) => Some(i128::from(time.seconds)),
            (Self::Number { .. } | Self::Day | Self::Month | Self::Second, _) => None,
        }
    }

    /// The value at a place; none beyond the ends of the calendar or the day.
    pub(super) fn value(self, place: i128) -> Option<Value> {
        match self {
            Self::Number { scale } => Some(Value::Num(Decimal::new(place, scale))),
            Self::Day => first_day()?.add_days(i64::try_from(place).ok()?).map(Value::Date),
            Self::Month => {
                let (year, month) = (place.div_euclid(12), place.rem_euclid(12) + 1);
                Date::new(i32::try_from(year).ok()?, i32::try_from(month).ok()?, 1).map(Value::Date)
            }
            Self::Second => {
                let seconds = u32::try_from(place).ok().filter(|seconds| *seconds < 86_400)?;
                Some(Value::Time(Time { seconds }))
            }
        }
    }

    /// A distance on the line: a number on the line's own scale; days, months or minutes.
    pub(super) fn distance(self, value: &Value) -> Option<i128> {
        let Value::Num(number) = value else { return None };
        match self {
            Self::Number { scale } => Some(number.rescale(scale)?.units()),
            Self::Day | Self::Month => Some(number.rescale(0)?.units()),
            Self::Second => number.rescale(0)?.units().checked_mul(60),
        }
    }

    /// The ends of the line.
    pub(super) fn ends(self) -> (i128, i128) {
        match self {
            Self::Number { scale } => {
                let most = crate::model::Bounds::usual(scale);
                (-most, most)
            }
            Self::Day => (0, 3_652_058),
            Self::Month => (12, 119_999),
            Self::Second => (0, 86_399),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_values_go_together() {
        let cases = [
            (Axis::Number { scale: 2 }, Value::Num(Decimal::new(-1250, 2))),
            (Axis::Day, Value::Date(Date::parse("2024-02-29").unwrap())),
            (Axis::Month, Value::Date(Date::parse("2024-12-01").unwrap())),
            (Axis::Second, Value::Time(Time { seconds: 3661 })),
        ];
        for (axis, value) in cases {
            let place = axis.place(&value, true).unwrap();
            assert_eq!(axis.place(&value, false), Some(place));
            assert_eq!(axis.value(place), Some(value));
        }
        for axis in [Axis::Day, Axis::Month, Axis::Second] {
            let (low, high) = axis.ends();
            assert!(axis.value(low).is_some() && axis.value(high).is_some());
            assert!(axis.value(low - 1).is_none() && axis.value(high + 1).is_none());
        }
    }

    #[test]
    fn what_lies_between_two_places_is_rounded_inwards() {
        let number = Value::Num(Decimal::new(125, 1));
        let whole = Axis::Number { scale: 0 };
        assert_eq!((whole.place(&number, true), whole.place(&number, false)), (Some(12), Some(13)));
        let day = Value::Date(Date::parse("2024-05-20").unwrap());
        let [down, up] = [true, false].map(|down| Axis::Month.place(&day, down).unwrap());
        assert_eq!(up, down + 1);
    }
}
