//! `signature`: a signature, by the name of its file.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_file_name};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "signature",
    takes_list: false,
    xlsform: "image",
    summary: ("tanda tangan", "a signature"),
    stores: ("nama berkasnya, tanpa folder", "the name of its file, without a folder"),
    example: "- {ask: ttd, type: signature, label: Tanda tangan}",
    json: r#""ttd.png""#,
    csv: "ttd.png",
};

pub(super) fn ty() -> Type {
    Type::File
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_file_name(raw, reader)
}
