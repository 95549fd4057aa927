//! The field instruments of the repository: folders below `instruments` with an instrument of the same name.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

use std::path::Path;

use monev::base::Limits;
use monev::model::Instrument;

use crate::repository::Shipped;

/// All of them, by name, compiled.
pub(crate) fn shipped() -> Vec<(String, Instrument)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments");
    let entries = std::fs::read_dir(&folder).expect("run from the repository's root");
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter(|name| folder.join(name).join(format!("{name}.yaml")).is_file()).collect();
    names.sort();
    assert!(names.len() >= 6, "too few instruments: {names:?}");
    names.into_iter().map(|name| (name.clone(), compiled(&name))).collect()
}

fn compiled(name: &str) -> Instrument {
    let compiled = monev::compile(&Shipped, &format!("{name}/{name}.yaml"), &Limits::default());
    let said: Vec<&str> = compiled.diagnostics.iter().map(|found| &*found.message.en).collect();
    compiled.instrument.unwrap_or_else(|| panic!("{name}: {}", said.join("\n")))
}
