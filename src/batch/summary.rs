//! What became of all records, in numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Checked, FindingCode, Scored, Standing, Table, Verdict};
use crate::model::Instrument;
use crate::value::Value;

/// What became of all records, in numbers that add up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Records there were: the next four together.
    pub records: u64,
    /// With nothing to say.
    pub valid: u64,
    /// With warnings only.
    pub with_warnings: u64,
    /// With at least one error.
    pub with_errors: u64,
    /// That couldn't be read or belong to another instrument.
    pub unreadable: u64,
    /// Of a case and wave that was there before, and so in no figure; they are among those with errors.
    pub repeated: u64,
    /// How often each finding was made, those about files included.
    pub findings: BTreeMap<FindingCode, u64>,
    /// How often each check failed: by field without row numbers, and check.
    pub problems: BTreeMap<(Arc<str>, String), u64>,
    /// How often each check couldn't be evaluated, as `problems`.
    pub undecided: BTreeMap<(Arc<str>, String), u64>,
    /// By score with bands or classes: how many records are in each, in the order of its list, and how many have none.
    pub bands: IndexMap<Arc<str>, Bands>,
}

/// The bands of one score over all scored records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bands {
    /// Records by code of band or class.
    pub counts: IndexMap<Arc<str>, u64>,
    /// Records without one.
    pub none: u64,
}

impl Summary {
    /// No records yet; every band of the instrument at 0.
    pub fn new(instrument: &Instrument) -> Self {
        let mut bands = IndexMap::new();
        for score in instrument.scores.values() {
            let name = score.band_var.and_then(|var| instrument.var(var)).map(|var| var.name.clone());
            let list = score.band_list.and_then(|list| instrument.list(list));
            if let (Some(name), Some(list)) = (name, list) {
                let counts = list.list.choices.keys().map(|code| (code.clone(), 0)).collect();
                bands.insert(name, Bands { counts, none: 0 });
            }
        }
        Self { bands, ..Self::default() }
    }

    /// Records that figures are made of.
    pub fn counted(&self) -> u64 {
        self.records - self.unreadable - self.repeated
    }

    /// Counts a validated record.
    pub fn add(&mut self, checked: &Checked) {
        for finding in &checked.findings {
            *self.findings.entry(finding.code).or_default() += 1;
        }
        if checked.row == 0 {
            return;
        }
        self.records += 1;
        match checked.verdict {
            Verdict::Valid => self.valid += 1,
            Verdict::Warnings => self.with_warnings += 1,
            Verdict::Errors => self.with_errors += 1,
            Verdict::Unreadable => self.unreadable += 1,
        }
        self.repeated += u64::from(checked.standing() == Standing::Repeats);
        for problem in &checked.problems {
            let key = (without_rows(&problem.field), problem.check.to_string());
            *self.problems.entry(key).or_default() += 1;
        }
        for undecided in &checked.undecided {
            let key = (without_rows(&undecided.field), undecided.check.to_string());
            *self.undecided.entry(key).or_default() += 1;
        }
    }

    /// Counts a scored record.
    pub fn add_scored(&mut self, scored: &Scored, table: &Table) {
        self.add(&scored.checked);
        let Some(row) = &scored.values else { return };
        for (column, value) in table.columns.iter().zip(&row.values) {
            let Some(bands) = self.bands.get_mut(&column.name) else { continue };
            let count =
                if let Value::Choice(at) = value { bands.counts.get_index_mut(*at as usize) } else { None };
            match count {
                Some((_, count)) => *count += 1,
                None => bands.none += 1,
            }
        }
    }
}

/// `barang[2].brg_nilai` as `barang.brg_nilai`.
fn without_rows(field: &Arc<str>) -> Arc<str> {
    if !field.contains('[') {
        return field.clone();
    }
    let mut text = String::new();
    let mut inside = false;
    for c in field.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.into()
}
