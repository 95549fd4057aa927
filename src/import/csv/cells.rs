//! What a cell says: text of no type yet, or a special answer as `!refused`.

use crate::model::answer::{Breakage, Raw, RawField};

/// The raw answer of a cell. `!word` is a special answer, `!!` begins text with one `!`.
pub(super) fn raw(cell: &[u8]) -> Raw {
    if cell.is_empty() {
        return Raw::Null;
    }
    match std::str::from_utf8(cell) {
        Err(error) => {
            let at = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
            Raw::Broken(Breakage::NotUtf8(at))
        }
        Ok(text) => match text.strip_prefix('!') {
            Some(rest) if rest.starts_with('!') => Raw::Untyped(rest.into()),
            Some(word) => Raw::Object(vec![RawField::new("special", Raw::Untyped(word.trim().into()))]),
            None => Raw::Untyped(text.into()),
        },
    }
}
