//! `audio`: a sound recording, by the name of its file.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_file_name};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "audio",
    takes_list: false,
    xlsform: "audio",
    summary: ("rekaman suara", "a sound recording"),
    stores: ("nama berkasnya, tanpa folder", "the name of its file, without a folder"),
    example: "- {ask: rekaman, type: audio, label: Rekaman suara}",
    json: r#""kesan.m4a""#,
    csv: "kesan.m4a",
};

pub(super) fn ty() -> Type {
    Type::File
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_file_name(raw, reader)
}
