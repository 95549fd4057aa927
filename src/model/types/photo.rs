//! `photo`: a photograph, by the name of its file.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_file_name};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "photo",
    takes_list: false,
    xlsform: "image",
    summary: ("foto", "a photograph"),
    stores: ("nama berkasnya, tanpa folder", "the name of its file, without a folder"),
    example: "- {ask: foto_usaha, type: photo, label: Foto}",
    json: r#""usaha.jpg""#,
    csv: "usaha.jpg",
};

pub(super) fn ty() -> Type {
    Type::File
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_file_name(raw, reader)
}
