//! What was seen before: fields of one object, and records of one file.

use std::collections::BTreeMap;

use crate::base::Message;
use crate::batch::{Finding, FindingCode};

/// Which names an object has had, without clearing anything between objects.
#[derive(Debug)]
pub(super) struct Marks {
    marks: Vec<u64>,
    objects: u64,
}

impl Marks {
    pub(super) fn new(names: usize) -> Self {
        Self { marks: vec![0; names], objects: 0 }
    }

    /// A number for the next object.
    pub(super) fn object(&mut self) -> u64 {
        self.objects += 1;
        self.objects
    }

    /// Marks a name in an object; whether it was marked before.
    pub(super) fn again(&mut self, name: usize, object: u64) -> bool {
        self.marks.get_mut(name).is_some_and(|mark| std::mem::replace(mark, object) == object)
    }
}

/// Cases and waves of the records so far, by a 128-bit hash of both.
#[derive(Debug, Default)]
pub(super) struct Records {
    seen: BTreeMap<u128, (u64, u64)>,
}

impl Records {
    /// Remembers a record, and says so if its case and wave were there before.
    pub(super) fn again(
        &mut self,
        case: Option<&str>,
        wave: Option<&str>,
        at: (u64, u64),
    ) -> Option<Finding> {
        let key = hash([case?, wave.unwrap_or_default()]);
        if let Some((row, line)) = self.seen.get(&key) {
            let message = Message::new(
                format!("kasus dan gelombang yang sama sudah ada pada rekaman {row} (baris {line})"),
                format!("the same case and wave is already there in record {row} (line {line})"),
            );
            return Some(Finding::new(FindingCode::DuplicateRecord, at, message).field("case"));
        }
        self.seen.insert(key, at);
        None
    }
}

/// FNV-1a with 128 bits, a zero byte after each text.
fn hash(texts: [&str; 2]) -> u128 {
    const START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(START, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}
