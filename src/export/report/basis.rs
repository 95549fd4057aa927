//! The kinds of records there are, as far as the counted traits tell them apart: a basis found while records go by.

use std::collections::{BTreeMap, BTreeSet};

use super::withhold::Form;

/// A basis of the records' traits. Two combinations of traits that agree on the kinds in it agree on every record.
#[derive(Debug, Clone, Default)]
pub(super) struct Basis {
    /// The kinds: each the sorted traits of a record that is no combination of the kinds before it.
    kinds: Vec<Vec<usize>>,
    /// Their echelon form over the traits, by leading trait.
    echelon: BTreeMap<u32, Form>,
    /// Combinations of traits that were looked at.
    seen: BTreeSet<Vec<usize>>,
}

/// Combinations of traits remembered to save work. Forgetting one costs time, nothing else.
const REMEMBERED: usize = 100_000;

impl Basis {
    /// Looks at a record's traits, of which there are `known` by now.
    pub(super) fn add(&mut self, own: &[usize], known: usize) {
        if self.kinds.len() >= known || self.seen.contains(own) {
            return;
        }
        if self.seen.len() < REMEMBERED {
            self.seen.insert(own.to_vec());
        }
        let terms = own.iter().filter_map(|one| Some((u32::try_from(*one).ok()?, 1)));
        let rest = Form::new(terms).reduced(&self.echelon);
        if let Some((lead, _)) = rest.lead() {
            self.echelon.insert(lead, rest.monic());
            self.kinds.push(own.to_vec());
        }
    }

    /// How many kinds there are.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The kinds that have a trait.
    pub(super) fn kinds_with(&self, one: usize) -> impl Iterator<Item = usize> + '_ {
        let has = move |kind: &Vec<usize>| kind.binary_search(&one).is_ok();
        self.kinds.iter().enumerate().filter(move |(_, kind)| has(kind)).map(|(at, _)| at)
    }
}
