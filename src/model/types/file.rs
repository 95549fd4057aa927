//! `file`: any other file, by the name of its file.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_file_name};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "file",
    takes_list: false,
    xlsform: "file",
    summary: ("berkas lain", "any other file"),
    stores: ("nama berkasnya, tanpa folder", "the name of its file, without a folder"),
    example: "- {ask: proposal, type: file, label: Berkas lain}",
    json: r#""proposal.pdf""#,
    csv: "proposal.pdf",
};

pub(super) fn ty() -> Type {
    Type::File
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_file_name(raw, reader)
}
