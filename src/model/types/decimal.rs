//! `decimal`: a number with decimals.

use super::Entry;
use crate::model::Bounds;
use crate::model::answer::{Answer, NumberForm, Raw, Reader, read_number};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "decimal",
    takes_list: false,
    xlsform: "decimal",
    summary: ("bilangan dengan desimal", "a number with decimals"),
    stores: (
        "bilangan eksak dengan `scale` desimal (bawaan 2); di JSON teks berisi angka atau bilangan",
        "an exact number with `scale` decimals (2 unless given); in JSON text of digits or a number",
    ),
    example: "- {ask: luas, type: decimal, scale: 1, label: Luas lahan}",
    json: r#""12.5""#,
    csv: "12.5",
};

pub(super) fn ty(scale: u8, bounds: &Bounds) -> Type {
    bounds.ty(scale)
}

pub(super) fn read(raw: &Raw, scale: u8, reader: &mut Reader<'_>) -> Answer {
    read_number(raw, NumberForm { scale, strings: true }, reader)
}
