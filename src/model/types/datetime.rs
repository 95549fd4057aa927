//! `datetime`: a moment with its offset.

use super::Entry;
use crate::base::Message;
use crate::model::answer::{Answer, Raw, Reader, read_moment, whole_seconds};
use crate::value::{DateTime, Type, Value};

pub(super) const ENTRY: Entry = Entry {
    name: "datetime",
    takes_list: false,
    xlsform: "dateTime",
    summary: ("tanggal dan jam dengan selisih UTC", "a moment with its offset from UTC"),
    stores: (
        "tanggal, jam dan selisih UTC, `2025-10-06T14:30+07:00`; selisih wajib ada",
        "date, time and offset from UTC, `2025-10-06T14:30+07:00`; the offset is required",
    ),
    example: "- {ask: mulai, type: datetime, label: Mulai wawancara}",
    json: r#""2025-10-06T14:30:00+07:00""#,
    csv: "2025-10-06T14:30:00+07:00",
};

pub(super) fn ty() -> Type {
    Type::DateTime
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let name = Message::new("waktu dengan zona", "a moment with its offset");
    let whole = whole_seconds(raw);
    let raw = whole.as_ref().unwrap_or(raw);
    read_moment(
        raw,
        |text| DateTime::parse(text).map(Value::DateTime),
        (&name, "2025-10-06T14:30+07:00"),
        reader,
    )
}
