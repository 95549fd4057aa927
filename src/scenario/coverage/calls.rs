//! What a function's result can be, from what its arguments can be.

use crate::expr::funcs::Func;
use crate::value::{Decimal, Type, ops};

use super::facts::bounds;
use super::worth::{There, Worth};

/// What a call can give. `if` and `coalesce` aren't asked about here: they don't need all of their arguments.
pub(super) fn worth(func: Func, args: &[Worth], ty: &Type) -> Worth {
    if is_strict(func) && args.iter().any(Worth::is_impossible) {
        return Worth::nothing();
    }
    let missing = args.iter().any(|arg| arg.missing);
    match (func, args) {
        (Func::And, args) => connective(args, true, ops::and),
        (Func::Or, args) => connective(args, false, ops::or),
        (Func::Not, [of]) => Worth::truth(of.may_be_false(), of.may_be_true(), of.missing),
        (Func::IsTrue, [of]) => Worth::truth(of.may_be_true(), of.may_be_false() || of.missing, false),
        (Func::IsFalse, [of]) => Worth::truth(of.may_be_false(), of.may_be_true() || of.missing, false),
        (Func::IsMissing, [of]) => Worth::truth(of.missing, of.there != There::Nothing, false),
        (Func::Equal, [a, b]) => equal(a, b).or_missing(missing),
        (Func::NotEqual, [a, b]) => turned(equal(a, b)).or_missing(missing),
        (Func::Less, [a, b]) => less(a, b).or_missing(missing),
        (Func::Greater, [a, b]) => less(b, a).or_missing(missing),
        (Func::LessOrEqual, [a, b]) => turned(less(b, a)).or_missing(missing),
        (Func::GreaterOrEqual, [a, b]) => turned(less(a, b)).or_missing(missing),
        (Func::Between, [of, low, high]) => {
            let above = turned(less(of, low)).or_missing(of.missing || low.missing);
            let below = turned(less(high, of)).or_missing(of.missing || high.missing);
            connective(&[above, below], true, ops::and)
        }
        (Func::In, [of, set @ ..]) => one_of(of, set).or_missing(of.missing),
        (Func::HasAny | Func::HasAll | Func::HasOnly, [of, ..]) => Worth::truth(true, true, of.missing),
        (Func::Matches | Func::StartsWith | Func::EndsWith | Func::ContainsText, _) => {
            Worth::truth(true, true, missing)
        }
        (Func::CountTrue | Func::CountAnswered | Func::CountMissing, args) => Worth::counted(args.len()),
        (Func::CountSelected | Func::Length, _) => {
            Worth::number(Some(Decimal::ZERO), None).or_missing(missing)
        }
        (Func::Year | Func::ToText, _) => Worth { missing, there: There::any(ty) },
        (Func::Month, _) => between(1, 12).or_missing(missing),
        (Func::Day, _) => between(1, 31).or_missing(missing),
        (Func::Weekday, _) => between(1, 7).or_missing(missing),
        (Func::Sum | Func::Mean | Func::Prorate, [least, items @ ..]) => enough(least, items, ty),
        (Func::Substring, [text, from, length]) => substring(text, from, length),
        (Func::ToInt, [text]) => whole(text),
        (Func::Div | Func::Quotient | Func::Remainder | Func::RoundedQuotient, [_, by, ..])
            if is_zero(by) =>
        {
            Worth::missing()
        }
        (_, args) => number(func, args).map_or_else(|| Worth::any(ty), |found| found.or_missing(missing)),
    }
}

/// Whether a number can be nothing but 0.
fn is_zero(worth: &Worth) -> bool {
    worth.there == There::Between(Some(Decimal::ZERO), Some(Decimal::ZERO))
}

fn between(least: i128, most: i128) -> Worth {
    Worth::number(Some(Decimal::int(least)), Some(Decimal::int(most)))
}

/// A part of a text; of digits that are long enough, so many digits.
fn substring(text: &Worth, from: &Worth, length: &Worth) -> Worth {
    let constant = |worth: &Worth| match worth.there {
        There::Between(Some(a), Some(b)) if a == b => usize::try_from(a.normalized().units()).ok(),
        There::Between(..) | There::Nothing | There::Truth { .. } | There::Codes(_) => None,
        There::Digits(..) | There::Texts(_) | There::Anything => None,
    };
    match (&text.there, constant(from), constant(length)) {
        (There::Digits(least, _), Some(from), Some(length))
            if from >= 1 && length >= 1 && from.saturating_add(length) <= least.saturating_add(1) =>
        {
            Worth { missing: text.missing, there: There::Digits(length, length) }
        }
        (_, _, _) => Worth { missing: true, there: There::Anything },
    }
}

/// The number of a text; of few enough digits, there is one.
fn whole(text: &Worth) -> Worth {
    match text.there {
        There::Digits(1.., most @ 1..=12) => {
            let most = (0..most).fold(1_i128, |all, _| all * 10) - 1;
            between(0, most).or_missing(text.missing)
        }
        There::Digits(..)
        | There::Texts(_)
        | There::Nothing
        | There::Truth { .. }
        | There::Between(..)
        | There::Codes(_)
        | There::Anything => Worth { missing: true, there: There::Between(None, None) },
    }
}

/// Every result of a Kleene connective over every combination.
fn connective(args: &[Worth], start: bool, join: fn(Option<bool>, Option<bool>) -> Option<bool>) -> Worth {
    let mut all = vec![Some(start)];
    for arg in args {
        let truths = arg.truths();
        let mut next: Vec<Option<bool>> = Vec::new();
        for (a, b) in all.iter().flat_map(|a| truths.iter().map(move |b| (*a, *b))) {
            let both = join(a, b);
            if !next.contains(&both) {
                next.push(both);
            }
        }
        all = next;
    }
    Worth::truth(all.contains(&Some(true)), all.contains(&Some(false)), all.contains(&None))
}

fn turned(worth: Worth) -> Worth {
    match worth.there {
        There::Truth { yes, no } => Worth { there: There::Truth { yes: no, no: yes }, ..worth },
        There::Nothing
        | There::Between(..)
        | There::Codes(_)
        | There::Digits(..)
        | There::Texts(_)
        | There::Anything => worth,
    }
}

/// Whether two values can be the same, and whether they can differ; neither where one of them never has a value.
fn equal(a: &Worth, b: &Worth) -> Worth {
    match (&a.there, &b.there) {
        (There::Nothing, _) | (_, There::Nothing) => Worth::nothing(),
        (There::Between(a, b), There::Between(c, d)) => {
            let apart = before(*b, *c) || before(*d, *a);
            let same = a.is_some() && a == b && a == c && c == d;
            Worth::truth(!apart, !same, false)
        }
        (There::Codes(a), There::Codes(b)) => {
            Worth::truth(!a.is_disjoint(b), a.len() > 1 || b.len() > 1 || a != b, false)
        }
        (There::Texts(a), There::Texts(b)) => {
            Worth::truth(!a.is_disjoint(b), a.len() > 1 || b.len() > 1 || a != b, false)
        }
        (There::Truth { yes, no }, There::Truth { yes: also_yes, no: also_no }) => Worth::truth(
            (*yes && *also_yes) || (*no && *also_no),
            (*yes && *also_no) || (*no && *also_yes),
            false,
        ),
        (_, _) => Worth::truth(true, true, false),
    }
}

/// Whether the one is certainly less than the other.
fn before(most: Option<Decimal>, least: Option<Decimal>) -> bool {
    most.zip(least).is_some_and(|(most, least)| most < least)
}

fn less(a: &Worth, b: &Worth) -> Worth {
    match (&a.there, &b.there) {
        (There::Nothing, _) | (_, There::Nothing) => Worth::nothing(),
        (There::Between(a, b), There::Between(c, d)) => {
            // False whenever the least there is isn't less than the most.
            let never = a.zip(*d).is_some_and(|(least, most)| least >= most);
            Worth::truth(!never, !before(*b, *c), false)
        }
        (There::Codes(a), There::Codes(b)) => {
            let never = a.first().zip(b.last()).is_some_and(|(least, most)| least >= most);
            let always = a.last().zip(b.first()).is_some_and(|(most, least)| most < least);
            Worth::truth(!never, !always, false)
        }
        (_, _) => Worth::truth(true, true, false),
    }
}

fn one_of(of: &Worth, set: &[Worth]) -> Worth {
    let any = set.iter().cloned().reduce(Worth::union).unwrap_or_else(Worth::nothing);
    match (&of.there, &any.there) {
        (There::Nothing, _) => Worth::nothing(),
        (_, There::Nothing) => Worth::truth(false, true, false),
        // The set holds each of its codes, being constants.
        (There::Codes(codes), There::Codes(set)) => {
            Worth::truth(!codes.is_disjoint(set), !codes.is_subset(set), false)
        }
        (There::Between(a, b), There::Between(c, d)) => {
            Worth::truth(!(before(*b, *c) || before(*d, *a)), true, false)
        }
        (_, _) => Worth::truth(true, true, false),
    }
}

/// A sum or mean of what is there, if it is enough.
fn enough(least: &Worth, items: &[Worth], ty: &Type) -> Worth {
    let needed = bounds(least).and_then(|(_, most)| most).and_then(|most| usize::try_from(most.units()).ok());
    let sure = items.iter().filter(|item| !item.missing).count();
    let can = items.iter().filter(|item| item.there != There::Nothing).count();
    let needed = needed.unwrap_or(usize::MAX).max(1);
    let there = if can >= needed { There::any(ty) } else { There::Nothing };
    Worth { missing: sure < needed, there }
}

/// Arithmetic on bounds; `None` where they say nothing, or a result could be too large to have a value.
fn number(func: Func, args: &[Worth]) -> Option<Worth> {
    let ends: Option<Vec<(Option<Decimal>, Option<Decimal>)>> = args.iter().map(bounds).collect();
    let ends = ends?;
    let closed: Option<Vec<(Decimal, Decimal)>> = ends.iter().map(|(low, high)| low.zip(*high)).collect();
    let (low, high) = match (func, closed.as_deref(), ends.as_slice()) {
        (Func::Add, Some(all), _) => {
            fold(all, |(a, b), (c, d)| Some((a.checked_add(c)?, b.checked_add(d)?)))?
        }
        (Func::Sub, Some([(a, b), (c, d)]), _) => (a.checked_sub(*d)?, b.checked_sub(*c)?),
        (Func::Mul, Some(all), _) => fold(all, product)?,
        (Func::Div, Some([(a, b), (c, d)]), _) => quotient((*a, *b), (*c, *d))?,
        (Func::Neg, Some([(a, b)]), _) => (b.negated(), a.negated()),
        (Func::Abs, _, [(a, b)]) => return Some(absolute(*a, *b)),
        (Func::Clamp, _, [_, (Some(low), _), (Some(under), Some(high))]) => ((*low).min(*under), *high),
        (Func::Rescale | Func::Round, Some([(a, b), (places, _)]), _) => {
            let scale = u8::try_from(places.units()).ok()?;
            (a.rescale(scale)?, b.rescale(scale)?)
        }
        (Func::Min, Some(all), _) => fold(all, |(a, b), (c, d)| Some((a.min(c), b.min(d))))?,
        (Func::Max, Some(all), _) => fold(all, |(a, b), (c, d)| Some((a.max(c), b.max(d))))?,
        _ => return None,
    };
    Some(Worth::number(Some(low), Some(high)))
}

type Ends = (Decimal, Decimal);

fn fold(all: &[Ends], with: impl Fn(Ends, Ends) -> Option<Ends>) -> Option<Ends> {
    let (first, rest) = all.split_first()?;
    rest.iter().try_fold(*first, |sum, next| with(sum, *next))
}

/// The least and greatest of the products of the ends.
fn product((a, b): Ends, (c, d): Ends) -> Option<Ends> {
    let corners = [a.checked_mul(c)?, a.checked_mul(d)?, b.checked_mul(c)?, b.checked_mul(d)?];
    Some((corners.into_iter().min()?, corners.into_iter().max()?))
}

/// The least and greatest quotient by numbers that are never 0.
fn quotient((a, b): Ends, (c, d): Ends) -> Option<Ends> {
    if c.signum() <= 0 && d.signum() >= 0 {
        return None;
    }
    // A quotient has six decimals, by a power of ten as many as it needs.
    let by = |n: Decimal, by: Decimal, scale: u8| n.checked_div(by, scale);
    let mut corners = Vec::new();
    for scale in [crate::value::QUOTIENT_SCALE, crate::value::MAX_SCALE] {
        corners.extend([by(a, c, scale)?, by(a, d, scale)?, by(b, c, scale)?, by(b, d, scale)?]);
    }
    Some((corners.iter().copied().min()?, corners.into_iter().max()?))
}

fn absolute(low: Option<Decimal>, high: Option<Decimal>) -> Worth {
    let size = |n: Decimal| if n.signum() < 0 { n.negated() } else { n };
    let most = low.zip(high).map(|(low, high)| size(low).max(size(high)));
    let least = match (low, high) {
        (Some(low), _) if low.signum() > 0 => low,
        (_, Some(high)) if high.signum() < 0 => size(high),
        (_, _) => Decimal::ZERO,
    };
    Worth::number(Some(least), most)
}

/// Whether a function has no value as soon as one of its arguments has none.
pub(super) fn is_strict(func: Func) -> bool {
    matches!(
        func,
        Func::Equal
            | Func::NotEqual
            | Func::Less
            | Func::LessOrEqual
            | Func::Greater
            | Func::GreaterOrEqual
            | Func::In
            | Func::HasAny
            | Func::HasAll
            | Func::HasOnly
            | Func::CountSelected
            | Func::Add
            | Func::Sub
            | Func::Mul
            | Func::Div
            | Func::Neg
            | Func::Rescale
            | Func::RoundedQuotient
            | Func::Round
            | Func::Floor
            | Func::Ceil
            | Func::Trunc
            | Func::Abs
            | Func::Min
            | Func::Max
            | Func::Clamp
            | Func::Quotient
            | Func::Remainder
            | Func::Power
            | Func::Ln
            | Func::DaysBetween
            | Func::MonthsBetween
            | Func::AgeYears
            | Func::AgeMonths
            | Func::AddDays
            | Func::AddMonths
            | Func::Year
            | Func::Month
            | Func::Day
            | Func::Weekday
            | Func::MakeDate
            | Func::Concat
            | Func::ToText
            | Func::Length
            | Func::Substring
            | Func::StartsWith
            | Func::EndsWith
            | Func::ContainsText
            | Func::Matches
            | Func::Lower
            | Func::Upper
            | Func::ToInt
            | Func::ToDecimal
    )
}
