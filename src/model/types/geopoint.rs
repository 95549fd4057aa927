//! `geopoint`: a place on Earth.

use serde_json::Value as Json;

use super::Entry;
use crate::model::answer::{Answer, Raw, Reader, read_place, write_place};
use crate::value::{Type, Value};

pub(super) const ENTRY: Entry = Entry {
    name: "geopoint",
    takes_list: false,
    xlsform: "geopoint",
    summary: ("titik lokasi", "a place on Earth"),
    stores: (
        "lintang dan bujur 7 desimal, boleh dengan ketelitian dalam meter; di CSV `lintang bujur ketelitian`",
        "latitude and longitude with 7 decimals, perhaps accuracy in metres; in CSV `latitude longitude accuracy`",
    ),
    example: "- {ask: lokasi, type: geopoint, label: Lokasi}",
    json: r#"{"lat":"2.84","lon":"117.36","accuracy":"12"}"#,
    csv: "2.84 117.36 12",
};

pub(super) fn ty() -> Type {
    Type::Geo
}

pub(super) fn read(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    read_place(raw, reader)
}

pub(super) fn write_json(value: &Value) -> Json {
    write_place(value)
}
