//! Instruments in folders: every YAML file with `instrument:` at its root, in sorted order. Modules, tests and other
//! YAML files are passed over; hidden folders and links to folders are not entered.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that reads folders")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::exit::Failure;
use super::files::{read_failure, read_plain, shown};
use super::testing::is_tests;
use crate::base::Message;

/// What is looked for in folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Instruments.
    Instruments,
    /// Files of author's tests.
    Tests,
}

/// Files of the wanted kind: those named, and those found in the folders named. Each once, folders sorted.
///
/// # Errors
/// When a path doesn't exist, a folder can't be read, or nothing is found at all.
pub(crate) fn find(paths: &[PathBuf], wanted: Wanted, limit: usize) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for path in paths {
        let meta = fs::metadata(path).map_err(|error| read_failure(path, &error))?;
        let mut here = Vec::new();
        if meta.is_dir() {
            here = yaml_below(path)?;
            here.retain(|file| is_wanted(file, wanted, limit));
        } else {
            here.push(path.clone());
        }
        found.extend(here.into_iter().filter(|file| seen.insert(file.clone())));
    }
    if found.is_empty() { Err(nothing(paths, wanted)) } else { Ok(found) }
}

/// The YAML files below a folder, sorted by path.
fn yaml_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let failure = |error: std::io::Error| read_failure(&folder, &error);
        for entry in fs::read_dir(&folder).map_err(failure)? {
            let entry = entry.map_err(failure)?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.file_type().map_err(failure)?.is_dir() {
                folders.push(entry.path());
            } else if !hidden && is_yaml(&entry.path()) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

fn is_wanted(path: &Path, wanted: Wanted, limit: usize) -> bool {
    let tests = is_tests(path);
    match wanted {
        Wanted::Tests => tests,
        Wanted::Instruments => !tests && has_root_key(path, "instrument:", limit),
    }
}

/// Whether a line of the file begins with the key. A file that can't be read or is too large is wanted as well, so
/// that it is reported and not passed over.
fn has_root_key(path: &Path, key: &str, limit: usize) -> bool {
    read_plain(path, limit)
        .map_or(true, |bytes| bytes.split(|byte| *byte == b'\n').any(|line| line.starts_with(key.as_bytes())))
}

fn nothing(paths: &[PathBuf], wanted: Wanted) -> Failure {
    let names = paths.iter().map(|path| format!("`{}`", shown(path))).collect::<Vec<_>>().join(", ");
    let (id, en) = match wanted {
        Wanted::Instruments => {
            ("instrumen (berkas YAML dengan `instrument:`)", "instrument (a YAML file with `instrument:`)")
        }
        Wanted::Tests => ("berkas uji (`*.tests.yaml`)", "file of tests (`*.tests.yaml`)"),
    };
    Failure::usage(Message::new(format!("tidak ada {id} di {names}"), format!("no {en} in {names}")))
}
