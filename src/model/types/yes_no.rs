//! `yes_no`: yes or no.

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_bool};
use crate::value::Type;

pub(super) const ENTRY: Entry = Entry {
    name: "yes_no",
    takes_list: false,
    xlsform: "select_one yes_no",
    summary: ("ya atau tidak", "yes or no"),
    stores: (
        "`true` atau `false`; CSV dan YAML juga menerima `ya`/`tidak` dan `yes`/`no`",
        "`true` or `false`; CSV and YAML also take `ya`/`tidak` and `yes`/`no`",
    ),
    example: "- {ask: hadir, type: yes_no, label: Hadir?}",
    json: r#"true"#,
    csv: "true",
};

pub(super) fn ty() -> Type {
    Type::Bool
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_bool(raw, reader)
}
