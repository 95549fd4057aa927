//! What a part of a formula can be worth, whatever is answered: a set that holds at least every possible value.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::value::{Decimal, Type, Value};

/// The values, `missing` aside, that are possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum There {
    /// None.
    Nothing,
    /// Some of true and false.
    Truth {
        /// True.
        yes: bool,
        /// False.
        no: bool,
    },
    /// Numbers from the first up to the second; no bound where there is none.
    Between(Option<Decimal>, Option<Decimal>),
    /// These positions of a list.
    Codes(BTreeSet<u32>),
    /// A text of digits only, at least and at most so many.
    Digits(usize, usize),
    /// These texts.
    Texts(BTreeSet<Arc<str>>),
    /// Anything.
    Anything,
}

/// The most texts that are told apart: lists of villages have thousands.
const MOST_TEXTS: usize = 64;

/// What is possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Worth {
    /// No value.
    pub(super) missing: bool,
    /// Which values.
    pub(super) there: There,
}

impl Worth {
    pub(super) fn any(ty: &Type) -> Self {
        Self { missing: true, there: There::any(ty) }
    }

    pub(super) fn nothing() -> Self {
        Self { missing: false, there: There::Nothing }
    }

    pub(super) fn missing() -> Self {
        Self { missing: true, there: There::Nothing }
    }

    pub(super) fn truth(yes: bool, no: bool, missing: bool) -> Self {
        let there = if yes || no { There::Truth { yes, no } } else { There::Nothing };
        Self { missing, there }
    }

    pub(super) fn number(least: Option<Decimal>, most: Option<Decimal>) -> Self {
        Self { missing: false, there: There::Between(least, most) }
    }

    pub(super) fn counted(most: usize) -> Self {
        Self::number(Some(Decimal::ZERO), Some(Decimal::int(i128::try_from(most).unwrap_or(i128::MAX))))
    }

    /// A constant.
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Missing => Self::missing(),
            Value::Bool(yes) => Self::truth(*yes, !*yes, false),
            Value::Num(n) => Self::number(Some(*n), Some(*n)),
            Value::Choice(at) => Self { missing: false, there: There::Codes(BTreeSet::from([*at])) },
            Value::Text(text) => Self { missing: false, there: There::Texts(BTreeSet::from([text.clone()])) },
            Value::Choices(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::DateTime(_)
            | Value::Geo(_)
            | Value::File(_) => Self { missing: false, there: There::Anything },
        }
    }

    /// The same, perhaps missing.
    pub(super) fn or_missing(self, missing: bool) -> Self {
        Self { missing: self.missing || missing, ..self }
    }

    pub(super) fn may_be_true(&self) -> bool {
        match &self.there {
            There::Truth { yes, .. } => *yes,
            There::Anything => true,
            There::Nothing | There::Between(..) | There::Codes(_) | There::Digits(..) | There::Texts(_) => {
                false
            }
        }
    }

    pub(super) fn may_be_false(&self) -> bool {
        match &self.there {
            There::Truth { no, .. } => *no,
            There::Anything => true,
            There::Nothing | There::Between(..) | There::Codes(_) | There::Digits(..) | There::Texts(_) => {
                false
            }
        }
    }

    /// Whether it can be nothing but true.
    pub(super) fn is_true(&self) -> bool {
        self.may_be_true() && !self.may_be_false() && !self.missing
    }

    /// Whether it can be nothing but false.
    pub(super) fn is_false(&self) -> bool {
        self.may_be_false() && !self.may_be_true() && !self.missing
    }

    /// Whether it can be a value.
    pub(super) fn may_be(&self, value: &Value) -> bool {
        match (value, &self.there) {
            (Value::Missing, _) => self.missing,
            (_, There::Nothing) => false,
            (Value::Bool(truth), There::Truth { yes, no }) => {
                if *truth {
                    *yes
                } else {
                    *no
                }
            }
            (Value::Num(n), There::Between(low, high)) => {
                low.is_none_or(|low| *n >= low) && high.is_none_or(|high| *n <= high)
            }
            (Value::Choice(code), There::Codes(codes)) => codes.contains(code),
            (Value::Text(text), There::Texts(texts)) => texts.contains(text),
            (_, _) => true,
        }
    }

    /// Whether nothing is possible: the place is never reached.
    pub(super) fn is_impossible(&self) -> bool {
        !self.missing && self.there == There::Nothing
    }

    /// The truth values that are possible.
    pub(super) fn truths(&self) -> Vec<Option<bool>> {
        let all =
            [(self.may_be_true(), Some(true)), (self.may_be_false(), Some(false)), (self.missing, None)];
        all.into_iter().filter(|(may, _)| *may).map(|(_, truth)| truth).collect()
    }

    /// What is in either.
    pub(super) fn union(self, other: Self) -> Self {
        Self { missing: self.missing || other.missing, there: self.there.union(other.there) }
    }

    /// What is in both.
    pub(super) fn meet(self, other: &Self) -> Self {
        Self { missing: self.missing && other.missing, there: self.there.meet(&other.there) }
    }
}

impl There {
    pub(super) fn any(ty: &Type) -> Self {
        match ty {
            Type::Bool => Self::Truth { yes: true, no: true },
            Type::Num(_) => Self::Between(None, None),
            Type::Text
            | Type::Label
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Days
            | Type::Months
            | Type::Choice(_)
            | Type::Choices(_)
            | Type::Geo
            | Type::File
            | Type::Missing
            | Type::Wrong => Self::Anything,
        }
    }

    /// Whether it is a single value.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Self::Truth { yes, no } => yes != no,
            Self::Between(low, high) => low.is_some() && low == high,
            Self::Codes(codes) => codes.len() == 1,
            Self::Texts(texts) => texts.len() == 1,
            Self::Nothing | Self::Digits(..) | Self::Anything => false,
        }
    }

    fn union(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, one) | (one, Self::Nothing) => one,
            (Self::Truth { yes, no }, Self::Truth { yes: also_yes, no: also_no }) => {
                Self::Truth { yes: yes || also_yes, no: no || also_no }
            }
            (Self::Between(a, b), Self::Between(c, d)) => {
                Self::Between(a.zip(c).map(|(a, c)| a.min(c)), b.zip(d).map(|(b, d)| b.max(d)))
            }
            (Self::Codes(mut codes), Self::Codes(others)) => {
                codes.extend(others);
                Self::Codes(codes)
            }
            (Self::Digits(a, b), Self::Digits(c, d)) => Self::Digits(a.min(c), b.max(d)),
            (Self::Texts(mut texts), Self::Texts(others)) if texts.len() + others.len() <= MOST_TEXTS => {
                texts.extend(others);
                Self::Texts(texts)
            }
            (_, _) => Self::Anything,
        }
    }

    pub(super) fn meet(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Nothing, _) | (_, Self::Nothing) => Self::Nothing,
            (one, Self::Anything) => one,
            (Self::Anything, one) => one.clone(),
            (Self::Truth { yes, no }, Self::Truth { yes: also_yes, no: also_no }) => {
                match (yes && *also_yes, no && *also_no) {
                    (false, false) => Self::Nothing,
                    (yes, no) => Self::Truth { yes, no },
                }
            }
            (Self::Between(a, b), Self::Between(c, d)) => {
                let (low, high) = (tighter(a, *c, Decimal::max), tighter(b, *d, Decimal::min));
                match low.zip(high).is_some_and(|(low, high)| low > high) {
                    true => Self::Nothing,
                    false => Self::Between(low, high),
                }
            }
            (Self::Codes(codes), Self::Codes(others)) => {
                let both: BTreeSet<u32> = codes.intersection(others).copied().collect();
                if both.is_empty() { Self::Nothing } else { Self::Codes(both) }
            }
            (Self::Digits(a, b), Self::Digits(c, d)) => {
                let (least, most) = (a.max(*c), b.min(*d));
                if least > most { Self::Nothing } else { Self::Digits(least, most) }
            }
            (Self::Texts(texts), Self::Texts(others)) => {
                let both: BTreeSet<Arc<str>> = texts.intersection(others).cloned().collect();
                if both.is_empty() { Self::Nothing } else { Self::Texts(both) }
            }
            // Of different kinds: nothing is said.
            (one, _) => one,
        }
    }
}

/// The tighter of two bounds, with as many decimals as either has: what is computed with it needs as many digits.
fn tighter(a: Option<Decimal>, b: Option<Decimal>, of: fn(Decimal, Decimal) -> Decimal) -> Option<Decimal> {
    let (Some(a), Some(b)) = (a, b) else { return a.or(b) };
    let chosen = of(a, b);
    chosen.rescale(a.scale().max(b.scale())).or(Some(chosen))
}
