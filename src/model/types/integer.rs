//! `integer`: a whole number.

use super::Entry;
use crate::model::Bounds;
use crate::model::answer::{Answer, NumberForm, Raw, Reader, read_number};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "integer",
    takes_list: false,
    xlsform: "integer",
    summary: ("bilangan bulat", "a whole number"),
    stores: (
        "bilangan bulat sampai 12 angka, atau sampai `min`/`max`",
        "a whole number of up to 12 digits, or up to `min`/`max`",
    ),
    example: "- {ask: umur, type: integer, label: Umur, min: 0, max: 120}",
    json: r#"41"#,
    csv: "41",
};

pub(super) fn ty(bounds: &Bounds) -> Type {
    bounds.ty(0)
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_number(raw, NumberForm { scale: 0, strings: false }, reader)
}
