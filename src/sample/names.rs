//! Columns that only a profile reads: who the record is of, its random numbers, and the wave before.
//!
//! **Invariant:** their numbers lie beyond those of any instrument's columns.

use crate::expr::VarId;

/// Where the numbers of what the instrument doesn't have begin.
const EXTRA: u32 = 1 << 29;
/// Where those of random numbers begin.
const DRAWS: u32 = EXTRA + 16;
/// From here on: the column of the same number in the wave before.
const BEFORE: u32 = 1 << 30;

/// What a profile knows of a record beside its answers, by its place among the extra columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The number of the case, from 1.
    Number,
    /// The number of the wave, from 1.
    WaveNumber,
    /// The name of the case.
    Case,
    /// The name of the wave.
    Wave,
}

impl Known {
    /// Each, with its name after `sample.`.
    pub(super) const ALL: [(&'static str, Self); 4] = [
        ("number", Self::Number),
        ("wave_number", Self::WaveNumber),
        ("case", Self::Case),
        ("wave", Self::Wave),
    ];

    /// Its column.
    pub(super) fn var(self) -> VarId {
        VarId(EXTRA + self as u32)
    }
}

/// What a column number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A column of the instrument.
    Own(VarId),
    /// A column of the instrument in the wave before.
    Before(VarId),
    /// An extra column: its place.
    Known(usize),
    /// A random number: its place.
    Draw(usize),
}

/// The column of a random number.
pub(super) fn draw(at: usize) -> VarId {
    VarId(DRAWS.saturating_add(u32::try_from(at).unwrap_or(0)))
}

/// The column of what another was in the wave before.
pub(super) fn before(var: VarId) -> VarId {
    VarId(BEFORE | var.0)
}

/// What a column number stands for.
pub(super) fn column(var: VarId) -> Column {
    match var.0 {
        n if n & BEFORE != 0 => Column::Before(VarId(n & !BEFORE)),
        n if n >= DRAWS => Column::Draw((n - DRAWS) as usize),
        n if n >= EXTRA => Column::Known((n - EXTRA) as usize),
        _ => Column::Own(var),
    }
}
