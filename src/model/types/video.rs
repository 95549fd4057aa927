//! `video`: a film, by the name of its file.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_file_name};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "video",
    takes_list: false,
    xlsform: "video",
    summary: ("video", "a film"),
    stores: ("nama berkasnya, tanpa folder", "the name of its file, without a folder"),
    example: "- {ask: video_usaha, type: video, label: Video}",
    json: r#""usaha.mp4""#,
    csv: "usaha.mp4",
};

pub(super) fn ty() -> Type {
    Type::File
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_file_name(raw, reader)
}
