//! `rank`: choices in order of preference.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_many};
use crate::value::{ListId, Type};

pub(super) const ENTRY: Entry = Entry {
    name: "rank",
    takes_list: true,
    xlsform: "rank",
    summary: ("pilihan yang diurutkan", "choices in order of preference"),
    stores: (
        "kode dari yang paling utama; di JSON larik, di CSV dipisah spasi",
        "the codes from the first preference; a JSON array, in CSV separated by spaces",
    ),
    example: "- {ask: urutan, type: rank kerja, label: Urutkan}",
    json: r#"["dagang","tani"]"#,
    csv: "dagang tani",
};

pub(super) fn ty(list: ListId) -> Type {
    Type::Choices(list)
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_many(raw, reader)
}
