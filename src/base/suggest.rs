//! The nearest known name, for "did you mean".

/// The candidate closest to `wanted` by edits (insertion, deletion, change, swap of neighbours), if it is near
/// enough to be a slip of the hand: at most a third of the length, but one edit in any name of two letters or more.
/// Letter case and `-`/`_` count half. Ties go to the first candidate.
///
/// ```
/// assert_eq!(monev::base::nearest("usai", ["usia", "nama"]), Some("usia"));
/// assert_eq!(monev::base::nearest("p", ["n", "P"]), Some("P"));
/// assert_eq!(monev::base::nearest("x", ["usia", "nama"]), None);
/// ```
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().take(64).collect();
    let limit = (wanted.len() * 2).div_ceil(3).max(wanted.len().min(2));
    let scored = candidates.into_iter().filter_map(|name| {
        let letters: Vec<char> = name.chars().take(64).collect();
        if letters.len().abs_diff(wanted.len()) * 2 > limit {
            return None;
        }
        let distance = distance(&wanted, &letters);
        (distance <= limit && distance > 0).then_some((distance, name))
    });
    scored.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// Optimal string alignment distance in half edits.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).map(|n| n * 2).collect();
    for (row, x) in a.iter().enumerate() {
        let mut current = vec![(row + 1) * 2];
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best = at(&above, column) + change_cost(*x, *y);
            best = best.min(at(&above, column + 1) + 2).min(at(&current, column) + 2);
            let swapped =
                row > 0 && column > 0 && a.get(row - 1) == Some(y) && b.get(column - 1) == Some(x) && x != y;
            if swapped {
                best = best.min(at(&before, column - 1) + 2);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}

fn change_cost(x: char, y: char) -> usize {
    let alike = x.eq_ignore_ascii_case(&y) || (matches!(x, '-' | '_') && matches!(y, '-' | '_'));
    match (x == y, alike) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}
