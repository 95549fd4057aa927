//! `select_multiple`: any number of choices.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_many};
use crate::value::{ListId, Type};

pub(super) const ENTRY: Entry = Entry {
    name: "select_multiple",
    takes_list: true,
    xlsform: "select_multiple",
    summary: ("beberapa pilihan dari daftar", "any number of choices of a list"),
    stores: (
        "kode yang dicentang; di JSON larik, di CSV dipisah spasi; tanpa centang berarti belum dijawab",
        "the codes ticked; a JSON array, in CSV separated by spaces; no tick is no answer",
    ),
    example: "- {ask: sumber, type: select_multiple kerja, label: Sumber penghasilan}",
    json: r#"["tani","dagang"]"#,
    csv: "tani dagang",
};

pub(super) fn ty(list: ListId) -> Type {
    Type::Choices(list)
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_many(raw, reader)
}
