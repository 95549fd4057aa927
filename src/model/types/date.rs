//! `date`: a day.

use super::Entry;
use crate::base::Message;
use crate::model::answer::{Answer, Raw, Reader, read_moment};
use crate::value::{Date, Type, Value};

pub(super) const ENTRY: Entry = Entry {
    name: "date",
    takes_list: false,
    xlsform: "date",
    summary: ("tanggal", "a day"),
    stores: (
        "hari dalam kalender, `YYYY-MM-DD`, tanpa zona waktu",
        "a day of the calendar, `YYYY-MM-DD`, without a time zone",
    ),
    example: "- {ask: tgl_lahir, type: date, label: Tanggal lahir}",
    json: r#""1988-08-08""#,
    csv: "1988-08-08",
};

pub(super) fn ty() -> Type {
    Type::Date
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let name = Message::new("tanggal", "a date");
    read_moment(raw, |text| Date::parse(text).map(Value::Date), (&name, "2025-10-06"), reader)
}
