//! `month`: a month.

use super::Entry;
use crate::base::Message;
use crate::model::answer::{Answer, Raw, Reader, read_moment};
use crate::value::{Date, Type, Value};

pub(super) const ENTRY: Entry = Entry {
    name: "month",
    takes_list: false,
    xlsform: "date",
    summary: ("bulan", "a month"),
    stores: (
        "bulan, `YYYY-MM`; dalam rumus ia tanggal satu bulan itu",
        "a month, `YYYY-MM`; in expressions it is the first day of that month",
    ),
    example: "- {ask: bln, type: month, label: Bulan}",
    json: r#""2025-07""#,
    csv: "2025-07",
};

pub(super) fn ty() -> Type {
    Type::Date
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let name = Message::new("bulan", "a month");
    read_moment(raw, |text| Date::parse_month(text).map(Value::Date), (&name, "2025-07"), reader)
}

pub(super) fn write(value: &Value) -> String {
    if let Value::Date(first_day) = value { first_day.month_text() } else { String::new() }
}
