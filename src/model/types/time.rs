//! `time`: a time of day.

use super::Entry;
use crate::base::Message;
use crate::model::answer::{Answer, Raw, Reader, read_moment, wall_clock, whole_seconds};
use crate::value::{Time, Type, Value};

pub(super) const ENTRY: Entry = Entry {
    name: "time",
    takes_list: false,
    xlsform: "time",
    summary: ("jam dalam sehari", "a time of day"),
    stores: (
        "jam dan menit, boleh dengan detik, `HH:MM` atau `HH:MM:SS`",
        "hours and minutes, perhaps seconds, `HH:MM` or `HH:MM:SS`",
    ),
    example: "- {ask: jam_buka, type: time, label: Jam buka}",
    json: r#""08:30:00""#,
    csv: "08:30:00",
};

pub(super) fn ty() -> Type {
    Type::Time
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let name = Message::new("waktu", "a time");
    let whole = whole_seconds(raw);
    let raw = whole.as_ref().unwrap_or(raw);
    let clock = wall_clock(raw);
    let raw = clock.as_ref().unwrap_or(raw);
    read_moment(raw, |text| Time::parse(text).map(Value::Time), (&name, "14:30"), reader)
}
