//! `barcode`: the text of a barcode or QR code.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_text};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "barcode",
    takes_list: false,
    xlsform: "barcode",
    summary: ("isi kode batang atau kode QR", "the text of a barcode or QR code"),
    stores: ("teks, seperti `text`", "text, as `text` does"),
    example: "- {ask: kode_aset, type: barcode, label: Kode aset}",
    json: r#""8991234567890""#,
    csv: "8991234567890",
};

pub(super) fn ty() -> Type {
    Type::Text
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_text(raw, reader)
}
