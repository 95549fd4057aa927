//! `money`: whole units of a currency.

use super::Entry;
use crate::model::Bounds;
use crate::model::answer::{Answer, NumberForm, Raw, Reader, read_number};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "money",
    takes_list: false,
    xlsform: "integer",
    summary: ("uang dalam rupiah bulat", "money in whole rupiah"),
    stores: (
        "rupiah bulat; di JSON bilangan bulat atau teks berisi angka",
        "whole rupiah; in JSON a whole number or text of digits",
    ),
    example: "- {ask: omzet, type: money, label: Omzet}",
    json: r#"2600000"#,
    csv: "2600000",
};

pub(super) fn ty(bounds: &Bounds) -> Type {
    bounds.ty(0)
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_number(raw, NumberForm { scale: 0, strings: true }, reader)
}
