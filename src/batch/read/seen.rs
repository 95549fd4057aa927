//! What was seen before: fields of one object, and records of one file.

use std::collections::BTreeMap;

use crate::base::Message;
use crate::batch::{Finding, FindingCode};
use crate::expr::VarId;

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

/// Zeros at the end of long numbers that convince of damage: by chance they come once in 100,000 columns.
const CONVINCING: u32 = 5;

/// Long numbers in text columns of no type. A spreadsheet keeps 15 digits of a number and makes the rest zeros, which
/// shows only in many: a NIK may well end in 0.
#[derive(Debug, Default)]
pub(super) struct LongNumbers {
    /// Zeros beyond the 15th digit so far; none once a column is told of, or has other digits there.
    zeros: BTreeMap<VarId, Option<u32>>,
}

impl LongNumbers {
    /// Looks at a cell of a text column; whether it now seems that the column has lost its last digits. Said once.
    pub(super) fn lost(&mut self, column: VarId, text: &str) -> bool {
        let Some(last) = text.get(15..).filter(|last| !last.is_empty()) else { return false };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        let so_far = self.zeros.entry(column).or_insert(Some(0));
        let whole = last.bytes().any(|byte| byte != b'0');
        let zeros = so_far.filter(|_| !whole).map(|zeros| zeros.saturating_add(length(last)));
        let convinced = zeros.is_some_and(|zeros| zeros >= CONVINCING);
        *so_far = zeros.filter(|_| !convinced);
        convinced
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
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
            let message = match wave {
                Some(_) => Message::new(
                    format!("kasus dan gelombang yang sama sudah ada pada rekaman {row} (baris {line})"),
                    format!("the same case and wave is already there in record {row} (line {line})"),
                ),
                None => Message::new(
                    format!(
                        "kasus yang sama sudah ada pada rekaman {row} (baris {line}); kunjungan berulang dibedakan dengan `wave`"
                    ),
                    format!(
                        "the same case is already there in record {row} (line {line}); repeated visits are told apart by `wave`"
                    ),
                ),
            };
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
