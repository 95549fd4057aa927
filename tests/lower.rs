//! Instruments with mistakes, and what is said of each: the files of `tests/suite/lower` and `tests/suite/errors`,
//! one snapshot beside each. A folder is an instrument of several files whose root is `instrument.yaml`.

#[path = "lower/render.rs"]
mod render;

use std::fs;
use std::path::{Path, PathBuf};

use monev::base::{Files, Limits, ReadError};

struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        fs::read(self.0.join(path)).map_err(|_| ReadError::NotFound)
    }
}

/// Compares what is said with the snapshot; gives the codes.
fn check(folder: &Path, file: &str, name: &str, snapshots: &Path) -> Vec<&'static str> {
    let compiled = monev::compile(&Folder(folder.to_owned()), file, &Limits::default());
    let said = render::render(&compiled.sources, &compiled.diagnostics);
    let settings = insta::Settings::clone_current();
    settings.bind(|| {
        insta::with_settings!({ snapshot_path => snapshots, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, said);
        });
    });
    compiled.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

fn suite(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(name)
}

#[test]
fn each_mistake_is_said_at_its_place() {
    let folder = suite("lower");
    let mut entries: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut count = 0;
    for entry in entries {
        let name = entry.file_stem().unwrap().to_str().unwrap().to_owned();
        if entry.join("instrument.yaml").is_file() {
            check(&entry, "instrument.yaml", &name, &folder);
        } else if entry.extension().is_some_and(|extension| extension == "yaml") {
            check(&folder, &format!("{name}.yaml"), &name, &folder);
        } else {
            continue;
        }
        count += 1;
    }
    assert!(count > 0, "no instruments in {}", folder.display());
}

#[test]
fn thirty_different_mistakes_are_all_found_in_one_run() {
    let folder = suite("errors");
    let mut codes = check(&folder, "thirty.yaml", "thirty", &folder);
    assert_eq!(codes.len(), 30, "{codes:?}");
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 30, "every mistake of another kind");
}
