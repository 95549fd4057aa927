//! `select_one`: one choice of a list.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_one};
use crate::value::{ListId, Type};

pub(super) const ENTRY: Entry = Entry {
    name: "select_one",
    takes_list: true,
    xlsform: "select_one",
    summary: ("satu pilihan dari daftar", "one choice of a list"),
    stores: ("kode pilihan, selalu teks", "the code of the choice, always text"),
    example: "- {ask: pekerjaan, type: select_one kerja, label: Pekerjaan}",
    json: r#""tani""#,
    csv: "tani",
};

pub(super) fn ty(list: ListId) -> Type {
    Type::Choice(list)
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_one(raw, reader)
}
