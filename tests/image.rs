//! Images of all shipped instruments: what is read back is what was written, and scores records alike.

#![cfg(feature = "image")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

#[path = "shared/field.rs"]
mod field;
#[path = "shared/repository.rs"]
mod repository;

use std::fs;
use std::path::{Path, PathBuf};

use monev::base::Limits;
use monev::batch::{Batch, ReadOptions};
use monev::form::FormModel;
use monev::image::{self, ImageError};
use monev::import::{self, Format, Input};
use monev::model::Instrument;
use monev::rules::Plan;

use field::shipped;
use repository::Shipped;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments")
}

/// The instrument with what an image leaves out left out.
fn lean(mut instrument: Instrument) -> Instrument {
    instrument.about.clear();
    instrument.definitions.clear();
    instrument.item_sets.clear();
    instrument.indicators.clear();
    instrument.modules.clear();
    instrument.retired = monev::model::Retired::default();
    instrument
}

/// Every cell of every record, scores and problems included.
fn scored(instrument: &Instrument, records: &[u8]) -> Vec<String> {
    let plan = Plan::new(instrument);
    let mut batch = Batch::new(instrument, &plan, ReadOptions::default());
    let limits = Limits::default();
    let mut lines = Vec::new();
    for raw in import::records(Input::new(Format::Ndjson, records), &limits).unwrap() {
        let scored = batch.score(raw.unwrap());
        lines.push(format!("{:?} {:?}", scored.checked.verdict, scored.checked.findings));
        if let Some(values) = &scored.values {
            lines.extend(
                batch.table().cells(values).filter_map(|(name, cell)| Some(format!("{name}={}", cell?.text))),
            );
        }
    }
    lines
}

#[test]
fn what_is_read_back_is_what_was_written() {
    for (name, original) in shipped() {
        let bytes = image::write(&original).unwrap();
        let read = image::read(&bytes).unwrap();
        assert_eq!(read, lean(original.clone()), "{name}");
        let records = fs::read(root().join(&name).join("records.ndjson")).unwrap();
        let expected = scored(&original, &records);
        assert!(expected.len() > 100, "{name}: {} cells", expected.len());
        assert_eq!(scored(&read, &records), expected, "{name}");
        write_for_browsers(&name, &original, &bytes);
    }
}

#[test]
fn damage_is_noticed() {
    let bytes = image::write(
        &monev::compile(&Shipped, "kaltara-uep/kaltara-uep.yaml", &Limits::default()).instrument.unwrap(),
    )
    .unwrap();
    assert_eq!(image::read(b"").unwrap_err(), ImageError::OtherVersion);
    assert_eq!(image::read(b"monev image 0.0.0\n").unwrap_err(), ImageError::OtherVersion);
    for cut in (30..bytes.len()).step_by(997) {
        assert_eq!(image::read(bytes.get(..cut).unwrap()).unwrap_err(), ImageError::Damaged);
    }
    for at in (30..bytes.len()).step_by(997) {
        let mut changed = bytes.clone();
        *changed.get_mut(at).unwrap() ^= 0x40;
        assert_eq!(image::read(&changed).unwrap_err(), ImageError::Damaged, "byte {at}");
    }
}

/// The browser tests' inputs, where they are asked for.
fn write_for_browsers(name: &str, instrument: &Instrument, image: &[u8]) {
    let Some(folder) = std::env::var_os("MONEV_IMAGES").map(PathBuf::from) else { return };
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(format!("{name}.image")), image).unwrap();
    let form = serde_json::to_string(&FormModel::new(instrument)).unwrap();
    fs::write(folder.join(format!("{name}.form.json")), form).unwrap();
}
