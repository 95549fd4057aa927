//! Sets of whole numbers (scaled numbers, days) as intervals.

use std::cmp::Ordering;

/// Sorted, disjoint intervals with both ends included; an absent end is infinite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Intervals(Vec<(Option<i128>, Option<i128>)>);

impl Intervals {
    /// From one end to the other, nothing if they are turned round.
    pub(super) fn between(low: Option<i128>, high: Option<i128>) -> Self {
        match (low, high) {
            (Some(low), Some(high)) if low > high => Self(Vec::new()),
            ends => Self(vec![ends]),
        }
    }

    pub(super) fn parts(&self) -> &[(Option<i128>, Option<i128>)] {
        &self.0
    }

    /// What is not in it.
    pub(super) fn complement(&self) -> Self {
        let mut out = Vec::new();
        let mut from = None;
        let mut open = true;
        for (low, high) in &self.0 {
            if let Some(low) = low {
                out.push((from, Some(low - 1)));
            }
            from = high.map(|high| high + 1);
            open = high.is_some();
        }
        if open {
            out.push((from, None));
        }
        Self(out.into_iter().filter(|ends| !is_empty(*ends)).collect())
    }

    pub(super) fn intersect(&self, other: &Self) -> Self {
        let mut out = Vec::new();
        for (low, high) in &self.0 {
            for (from, to) in &other.0 {
                let ends = (greatest(*low, *from), least(*high, *to));
                if !is_empty(ends) {
                    out.push(ends);
                }
            }
        }
        out.sort_by(|a, b| by_low(a.0, b.0));
        Self(out)
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        self.complement().intersect(&other.complement()).complement()
    }
}

fn is_empty(ends: (Option<i128>, Option<i128>)) -> bool {
    matches!(ends, (Some(low), Some(high)) if low > high)
}

fn greatest(a: Option<i128>, b: Option<i128>) -> Option<i128> {
    a.max(b)
}

fn least(a: Option<i128>, b: Option<i128>) -> Option<i128> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, None) | (None, one) => one,
    }
}

fn by_low(a: Option<i128>, b: Option<i128>) -> Ordering {
    a.cmp(&b)
}

#[cfg(test)]
mod tests {
    use super::Intervals;

    fn set(parts: &[(Option<i128>, Option<i128>)]) -> Intervals {
        parts.iter().fold(Intervals(Vec::new()), |set, (a, b)| set.union(&Intervals::between(*a, *b)))
    }

    #[test]
    fn complement_and_union_agree() {
        let some = set(&[(Some(1), Some(3)), (Some(5), Some(5)), (Some(4), Some(4))]);
        assert_eq!(some.parts(), [(Some(1), Some(5))]);
        assert_eq!(some.complement().parts(), [(None, Some(0)), (Some(6), None)]);
        assert_eq!(some.complement().complement(), some);
        assert_eq!(Intervals(Vec::new()).complement().parts(), [(None, None)]);
        assert_eq!(set(&[(None, Some(2)), (Some(3), None)]).parts(), [(None, None)]);
    }
}
