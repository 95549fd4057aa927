//! The answers of a test as raw fields, each remembering where it was written.

use crate::base::Span;
use crate::batch::{Finding, FindingCode};
use crate::model::answer::{Raw, RawField};
use crate::source::{Scalar, Written};

/// Places of raw fields: a field's `line` is the number of its entry here, from 1.
#[derive(Debug, Default)]
pub(super) struct Places {
    entries: Vec<(Span, Span)>,
}

impl Places {
    /// A field whose key and value stand at these places.
    pub(super) fn field(&mut self, name: &str, value: Raw, (key, whole): (Span, Span)) -> RawField {
        self.entries.push((key, whole));
        RawField { name: name.into(), line: u32::try_from(self.entries.len()).unwrap_or(0), value }
    }

    /// Anything written as a raw answer: scalars are text of no type, `~` and nothing are no answer.
    pub(super) fn raw(&mut self, written: &Written) -> Raw {
        match written {
            Written::Scalar(scalar) if scalar.is_null() => Raw::Null,
            Written::Scalar(scalar) => Raw::Untyped((*scalar.text).into()),
            Written::Sequence(items, _) => Raw::List(items.iter().map(|item| self.raw(item)).collect()),
            Written::Map(entries, _) => {
                let field = |(key, value): &(Scalar, Written)| {
                    let raw = self.raw(value);
                    self.field(&key.text, raw, (key.span, value.span()))
                };
                Raw::Object(entries.iter().map(field).collect())
            }
            // A place for anything holds no block of known keys.
            Written::Block(_) => Raw::Null,
        }
    }

    /// Where what a finding is about was written: its key where the name is wrong, else its value.
    pub(super) fn of(&self, finding: &Finding) -> Option<Span> {
        let at = usize::try_from(finding.line).ok()?.checked_sub(1)?;
        let (key, value) = self.entries.get(at).copied()?;
        let by_name = matches!(
            finding.code,
            FindingCode::UnknownField
                | FindingCode::UnknownPrevious
                | FindingCode::NotAnAnswer
                | FindingCode::DuplicateField
        );
        Some(if by_name { key } else { value })
    }
}
