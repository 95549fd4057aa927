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
            near: self.suggestions > 0,
            remarks: Vec::new(),
        };
        let answer = ty.read(&field.value, &mut reader);
        if let Answer::Special(special) = answer
            && !allows(instrument, item, list, special)
        {
            reader.remarks.push(Remark { fault: Fault::SpecialNotAllowed, message: not_allowed() });
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
