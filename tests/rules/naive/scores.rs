//! Scores from their parts, weights and bands as written, in whole numbers.

use monev::model::{Formula, Method, Need, Part, Rescale, ScoreId};
use monev::value::{Decimal, Value};

use super::Naive;

/// Numbers as multiples of 10⁻¹⁰.
const ONE: i128 = 10_000_000_000;

fn units(number: Decimal) -> i128 {
    number.rescale(10).unwrap().units()
}

/// A fraction rounded half away from zero.
fn rounded(above: i128, below: i128, places: u8) -> Decimal {
    let (above, below) = if below < 0 { (-above, -below) } else { (above, below) };
    let size = (2 * above.abs() * 10_i128.pow(places.into()) + below) / (2 * below);
    Decimal::new(if above < 0 { -size } else { size }, places)
}

fn number(value: Value) -> Option<Decimal> {
    if let Value::Num(number) = value { Some(number) } else { None }
}

/// A sum over whole weights, divided by them and carried to another scale.
fn carried(sum: i128, weight: i128, scale: &Rescale, places: u8) -> Decimal {
    let whole = |number: Decimal| units(number) / ONE;
    let (low, high) = (whole(scale.to.0), whole(scale.to.1));
    let (from, to) = (whole(scale.from.0), whole(scale.from.1));
    let above = (sum - weight * from * ONE) * (high - low) + weight * low * (to - from) * ONE;
    rounded(above, weight * (to - from) * ONE, places)
}

impl Naive<'_> {
    fn part(&self, formula: &Formula) -> Option<Decimal> {
        number(self.eval(&formula.expr, None, 0))
    }

    /// The first override that is true: what it sets.
    fn set(&self, id: ScoreId) -> Option<Option<Decimal>> {
        let score = &self.instrument.scores[id];
        let rule = score.overrides.iter().find(|rule| self.truth(&rule.when, None, 0) == Some(true))?;
        Some(rule.value.map(|value| rounded(units(value), ONE, score.round)))
    }

    pub(super) fn number(&self, id: ScoreId) -> Option<Decimal> {
        if let Some(set) = self.set(id) {
            return set;
        }
        let score = &self.instrument.scores[id];
        let whole = |parts: &[Part]| self.present(parts, &score.need);
        match &score.method {
            Method::Sum(parts) => {
                let present = whole(parts)?;
                Some(rounded(present.iter().map(|(_, value)| value).sum(), ONE, score.round))
            }
            Method::Weighted(parts, rescale) => {
                let present = whole(parts)?;
                // Weights are whole numbers here, so that nothing grows too large.
                let weigh = |(weight, value): &(i128, i128)| weight / ONE * value;
                let weight: i128 = present.iter().map(|(weight, _)| weight).sum();
                let sum = present.iter().map(weigh).sum();
                let Some(scale) = rescale else { return Some(rounded(sum, weight, score.round)) };
                Some(carried(sum, weight / ONE, scale, score.round))
            }
            Method::Mean(parts, rescale) => {
                let present = whole(parts)?;
                let (sum, n) = (present.iter().map(|(_, v)| v).sum::<i128>(), present.len() as i128);
                let Some(scale) = rescale else { return Some(rounded(sum, n * ONE, score.round)) };
                Some(carried(sum, n, scale, score.round))
            }
            Method::Largest { over: Some(_), .. } => {
                let values = self.candidates(id).into_iter().filter_map(|(_, value, _)| value);
                values.max().map(|value| rounded(units(value), ONE, score.round))
            }
            Method::Largest { .. } => {
                let values: Option<Vec<Decimal>> =
                    self.candidates(id).into_iter().map(|(_, v, _)| v).collect();
                values?.into_iter().max().map(|value| rounded(units(value), ONE, score.round))
            }
            Method::Formula(formula) => {
                self.part(formula).map(|value| rounded(units(value), ONE, score.round))
            }
            Method::Classify { .. } => None,
        }
    }

    /// Weight and value of the parts that are there, if that is enough.
    fn present(&self, parts: &[Part], need: &Need) -> Option<Vec<(i128, i128)>> {
        let values: Vec<Option<Decimal>> = parts.iter().map(|part| self.part(&part.value)).collect();
        if parts.iter().zip(&values).any(|(part, value)| part.mandatory && value.is_none()) {
            return None;
        }
        let there =
            parts.iter().zip(&values).filter_map(|(part, v)| Some((units(part.weight), units((*v)?))));
        let there: Vec<(i128, i128)> = there.collect();
        let weight: i128 = there.iter().map(|(weight, _)| weight).sum();
        let whole: i128 = parts.iter().map(|part| units(part.weight)).sum();
        let enough = match need {
            Need::All => there.len() == parts.len(),
            Need::Parts(n) => there.len() >= *n as usize,
            Need::Percent(percent) => weight * 100 >= whole * (units(*percent) / ONE),
        };
        enough.then_some(there)
    }

    /// What `largest` compares: the class, the value, the tiebreak.
    fn candidates(&self, id: ScoreId) -> Vec<(Option<String>, Option<Decimal>, Option<Decimal>)> {
        let Method::Largest { parts, over, .. } = &self.instrument.scores[id].method else {
            panic!("{id:?}")
        };
        let Some(over) = over else {
            return parts.iter().map(|p| (Some(p.id.to_string()), self.part(&p.value), None)).collect();
        };
        let list = over.key.expr.ty().list().unwrap();
        let code = |at: u32| self.instrument.list(list).unwrap().list.choice(at).unwrap().code.to_string();
        let rows = 0..self.rows(over.roster).len() as u32;
        let read = |formula: &Formula, row| self.eval(&formula.expr, Some(over.roster), row);
        let row = |row: u32| {
            let class = if let Value::Choice(at) = read(&over.key, row) { Some(code(at)) } else { None };
            let tiebreak = over.tiebreak.as_ref().and_then(|tiebreak| number(read(tiebreak, row)));
            (class, number(read(&over.value, row)), tiebreak)
        };
        rows.map(row).collect()
    }

    /// The band or class, as its place in the score's own list.
    pub(super) fn class(&self, id: ScoreId) -> Option<u32> {
        let score = &self.instrument.scores[id];
        let code = match &score.method {
            Method::Classify { rules, .. } => {
                let rule = rules.iter().find(|(_, when)| self.truth(when, None, 0) == Some(true));
                rule.map(|(class, _)| class.to_string())
            }
            Method::Largest { .. } => self.largest(id),
            _ => {
                let number = self.number(id)?;
                score.bands.iter().find(|band| number >= band.from).map(|band| band.code.to_string())
            }
        }?;
        self.instrument.list(score.band_list?)?.list.position(&code)
    }

    fn largest(&self, id: ScoreId) -> Option<String> {
        let score = &self.instrument.scores[id];
        let Method::Largest { floor, below_floor, on_tie, .. } = &score.method else { return None };
        let number = self.number(id)?;
        if floor.is_some_and(|floor| number < floor) {
            return below_floor.as_ref().map(ToString::to_string);
        }
        if self.set(id).is_some() {
            return None;
        }
        let equal =
            |value: Option<Decimal>| value.is_some_and(|v| rounded(units(v), ONE, score.round) == number);
        let mut holders: Vec<_> = self.candidates(id).into_iter().filter(|(_, v, _)| equal(*v)).collect();
        if let Some(best) = holders.iter().filter_map(|(_, _, tiebreak)| *tiebreak).max() {
            holders.retain(|(_, _, tiebreak)| *tiebreak == Some(best));
        }
        match on_tie {
            Some(tied) if holders.len() > 1 => Some(tied.to_string()),
            _ => holders.into_iter().next()?.0,
        }
    }
}
