//! Which tasks are to be done again, and in which rows: a set of bits over the tasks, in the order they are done.

use smallvec::SmallVec;

/// The rows a task is to be done again in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowSet {
    /// These.
    Some(SmallVec<[u32; 8]>),
    /// Every row.
    All,
}

impl Default for RowSet {
    fn default() -> Self {
        Self::Some(SmallVec::new())
    }
}

impl RowSet {
    fn add(&mut self, row: u32) {
        if let Self::Some(rows) = self {
            match rows.contains(&row) {
                true => {}
                // Beyond this it is quicker not to look.
                false if rows.len() == rows.inline_size() => *self = Self::All,
                false => rows.push(row),
            }
        }
    }
}

/// Tasks to be done, and a mark on every 64 of them that has one.
#[derive(Debug, Clone, Default)]
pub(super) struct Dirty {
    tasks: Vec<u64>,
    marks: Vec<u64>,
    rows: Vec<RowSet>,
}

impl Dirty {
    /// None of so many tasks; `rows` of them are done per row of a roster.
    pub(super) fn new(tasks: usize, rows: usize) -> Self {
        let words = tasks.div_ceil(64);
        Self {
            tasks: vec![0; words],
            marks: vec![0; words.div_ceil(64)],
            rows: vec![RowSet::default(); rows],
        }
    }

    /// A task is to be done again.
    pub(super) fn add(&mut self, task: u32) {
        let (word, bit) = (task / 64, task % 64);
        if let Some(slot) = self.tasks.get_mut(word as usize) {
            *slot |= 1 << bit;
        }
        if let Some(slot) = self.marks.get_mut((word / 64) as usize) {
            *slot |= 1 << (word % 64);
        }
    }

    /// The rows of a task that is done per row, to add some.
    pub(super) fn add_row(&mut self, slot: u32, row: u32) {
        self.rows.get_mut(slot as usize).into_iter().for_each(|rows| rows.add(row));
    }

    /// A task that is done per row is to be done in all of them.
    pub(super) fn add_all(&mut self, slot: u32) {
        self.rows.get_mut(slot as usize).into_iter().for_each(|rows| *rows = RowSet::All);
    }

    /// Takes the rows of a task.
    pub(super) fn take_rows(&mut self, slot: u32) -> RowSet {
        self.rows.get_mut(slot as usize).map(std::mem::take).unwrap_or_default()
    }

    /// Takes the first task that is to be done.
    pub(super) fn next(&mut self) -> Option<u32> {
        let (group, marks) = self.marks.iter_mut().enumerate().find(|(_, marks)| **marks != 0)?;
        let within = marks.trailing_zeros();
        let word = group * 64 + within as usize;
        let tasks = self.tasks.get_mut(word)?;
        let bit = tasks.trailing_zeros();
        *tasks &= tasks.wrapping_sub(1);
        if *tasks == 0 {
            *marks &= !(1 << within);
        }
        Some(u32::try_from(word).unwrap_or(u32::MAX) * 64 + bit)
    }
}
