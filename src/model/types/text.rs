//! `text`: free text.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_text};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "text",
    takes_list: false,
    xlsform: "text",
    summary: ("teks bebas", "free text"),
    stores: (
        "teks tanpa spasi di tepi, NFC; paling panjang 10.000 karakter",
        "text without surrounding spaces, in NFC; at most 10,000 characters",
    ),
    example: "- {ask: nama, type: text, label: Nama}",
    json: r#""Siti Aminah""#,
    csv: "Siti Aminah",
};

pub(super) fn ty() -> Type {
    Type::Text
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_text(raw, reader)
}
