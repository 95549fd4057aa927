//! `form.json`: the form model, for front ends that draw their own screens.

use super::{ExportError, OutputFile, Target};
use crate::base::Message;
use crate::form::FormModel;
use crate::model::Instrument;

pub(super) fn target() -> Target {
    Target {
        id: "form-json",
        summary: Message::new(
            "model formulir untuk aplikasi pengisian (form.json)",
            "the form model for data-entry apps (form.json)",
        ),
        make,
    }
}

fn make(instrument: &Instrument) -> Result<Vec<OutputFile>, ExportError> {
    let form = FormModel::new(instrument);
    let text = serde_json::to_string_pretty(&form).map_err(|error| {
        ExportError::new(Message::new(
            format!("form.json tidak dapat ditulis: {error}"),
            format!("form.json can't be written: {error}"),
        ))
    })?;
    Ok(vec![OutputFile::new("form.json", text + "\n")])
}
