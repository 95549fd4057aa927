//! Which codes belong together: the lists of an instrument.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Instrument;

/// For each code another one of its list.
pub(super) struct Codes {
    next: BTreeMap<Arc<str>, Arc<str>>,
}

impl Codes {
    /// Of all lists; of a code in several lists the first list counts.
    pub(super) fn of(instrument: &Instrument) -> Self {
        let mut next = BTreeMap::new();
        for list in &instrument.lists {
            let ordinary = list.list.choices.values().filter(|choice| choice.special.is_none());
            let codes: Vec<&Arc<str>> = ordinary.map(|choice| &choice.code).collect();
            let following = codes.iter().cycle().skip(1);
            for (code, other) in codes.iter().zip(following).filter(|(code, other)| code != other) {
                next.entry(Arc::clone(code)).or_insert_with(|| Arc::clone(other));
            }
        }
        Self { next }
    }

    /// Another code of the list that has this one; none where no list has it.
    pub(super) fn other_than(&self, code: &str) -> Option<&str> {
        self.next.get(code).map(|other| &**other)
    }
}
