//! One value, read by its question's type, with what was remarked on the way as findings.

use super::place::Place;
use super::{FindingCode, Reading};
use crate::base::Message;
use crate::expr::VarId;
use crate::model::answer::{Answer, Breakage, Fault, Raw, RawField, Reader, Remark};
use crate::model::{ChoiceList, Instrument, ItemId, ItemKind, QuestionType};
use crate::rules::Recorded;
use crate::value::{NumType, Special};

impl Reading<'_, '_> {
    /// Reads a value by its question's type.
    pub(super) fn value(
        &mut self,
        field: &RawField,
        (var, ty): (VarId, &QuestionType),
        item: Option<ItemId>,
        place: Option<&Place<'_>>,
    ) -> Recorded {
        let instrument = self.reader.instrument;
        let list = ty.list().and_then(|list| instrument.list(list));
        let mut reader = Reader {
            list,
            bounds: number_type(instrument, var),
            text_scalars: self.reader.options.limits.text_scalars,
            // The nearest code would give away what was answered.
            near: self.suggestions > 0 && instrument.personal(var).is_none(),
            remarks: Vec::new(),
        };
        let answer = ty.read(&field.value, &mut reader);
        if let Answer::Special(special) = answer
            && !allows(instrument, item, list, special)
        {
            reader.remarks.push(Remark { fault: Fault::SpecialNotAllowed, message: not_allowed() });
        }
        if matches!(ty, QuestionType::Text | QuestionType::Barcode)
            && let Raw::Untyped(text) = &field.value
            && self.reader.long_numbers.lost(var, text.trim())
        {
            reader.remarks.push(Remark { fault: Fault::LostDigits, message: lost_digits() });
        }
        let recorded = Recorded::read(answer, &reader.remarks);
        let not_utf8 = matches!(field.value, Raw::Broken(Breakage::NotUtf8(_)));
        for Remark { fault, message } in reader.remarks {
            self.suggestions = self.suggestions.saturating_sub(u32::from(fault == Fault::UnknownCode));
            let code = if not_utf8 { FindingCode::BadEncoding } else { FindingCode::Answer(fault) };
            self.found(code, field.line, (place, &field.name), message);
        }
        recorded
    }
}

fn lost_digits() -> Message {
    Message::new(
        "di rekaman ini dan semua rekaman sebelumnya angka ke-16 dan seterusnya selalu 0; lembar kerja hanya menyimpan 15 \
         angka, jadi ambil lagi kolom ini dari sumber aslinya sebagai teks",
        "in this record and all before it the 16th digit and later are always 0; a spreadsheet keeps 15 digits only, \
         so take this column again from the original source, as text",
    )
}

fn not_allowed() -> Message {
    Message::new(
        "pertanyaan ini tidak menerima jawaban khusus itu",
        "this question does not take that special answer",
    )
}

/// Whether a question takes a special answer: it allows it, or its list has it. Facts and computed values of a previous
/// wave are as they were recorded.
fn allows(
    instrument: &Instrument,
    item: Option<ItemId>,
    list: Option<&ChoiceList>,
    special: Special,
) -> bool {
    let Some(item) = item.and_then(|item| instrument.items.get(item)) else { return true };
    let ItemKind::Question(question) = &item.kind else { return true };
    let allowed = match special {
        Special::DontKnow => question.allow.dont_know,
        Special::Refused => question.allow.refused,
        Special::NotApplicable => question.allow.not_applicable,
    };
    allowed || list.is_some_and(|list| list.list.special(special).is_some())
}

fn number_type(instrument: &Instrument, var: VarId) -> Option<&NumType> {
    instrument.var(var)?.ty.as_num()
}
