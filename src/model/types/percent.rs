//! `percent`: a percentage.

use super::Entry;
use crate::model::Bounds;
use crate::model::answer::{Answer, NumberForm, Raw, Reader, read_number};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "percent",
    takes_list: false,
    xlsform: "decimal",
    summary: ("persentase", "a percentage"),
    stores: (
        "bilangan eksak dengan `scale` desimal (bawaan 2); 12,5% tercatat 12.5",
        "an exact number with `scale` decimals (2 unless given); 12.5% is recorded as 12.5",
    ),
    example: "- {ask: hadir, type: percent, label: Kehadiran, min: 0, max: 100}",
    json: r#""87.50""#,
    csv: "87.50",
};

pub(super) fn ty(scale: u8, bounds: &Bounds) -> Type {
    bounds.ty(scale)
}

pub(super) fn read(raw: &Raw, scale: u8, reader: &mut Reader<'_>) -> Answer {
    read_number(raw, NumberForm { scale, strings: true }, reader)
}
