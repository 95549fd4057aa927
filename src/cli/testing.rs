//! Files of author's tests: which instrument each is of, and what it says.

use std::path::{Path, PathBuf};

use super::compiling;
use super::exit::Failure;
use super::files::{read_named, shown};
use super::render::Checked;
use crate::base::{FileId, Limits, Message, Sink, Sources};
use crate::model::Instrument;
use crate::scenario::{self, Test};
use crate::source::{self, BlockKind};

/// Whether a path is that of a file of tests.
pub(crate) fn is_tests(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".tests.yaml") || name.ends_with(".tests.yml")
}

/// The instrument beside a file of tests.
pub(crate) fn instrument_of(path: &Path) -> Result<PathBuf, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = name.strip_suffix(".tests.yaml").or_else(|| name.strip_suffix(".tests.yml")).unwrap_or(&name);
    let mut beside =
        ["yaml", "yml"].map(|ending| path.with_file_name(format!("{stem}.{ending}"))).into_iter();
    beside.find(|beside| beside.is_file()).ok_or_else(|| no_instrument(path))
}

fn no_instrument(path: &Path) -> Failure {
    let path = shown(path);
    Failure::usage(Message::new(
        format!("tidak ada instrumen di samping `{path}`"),
        format!("there is no instrument beside `{path}`"),
    ))
    .hint(Message::new(
        "berkas `usaha.tests.yaml` menguji `usaha.yaml` di folder yang sama",
        "a file `usaha.tests.yaml` tests `usaha.yaml` in the same folder",
    ))
}

/// The tests of a file, and what is wrong with the file itself.
pub(crate) fn read(
    path: &Path,
    instrument: &Instrument,
    limits: &Limits,
) -> Result<(Vec<Test>, Checked), Failure> {
    Ok(parse(&shown(path), read_named(path, limits)?, instrument, limits))
}

/// The tests in the bytes of a file, and what is wrong with the file itself.
pub(crate) fn parse(
    path: &str,
    bytes: Vec<u8>,
    instrument: &Instrument,
    limits: &Limits,
) -> (Vec<Test>, Checked) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file: Option<FileId> = source::load(&mut sources, path, bytes, limits, &mut sink);
    let text = file.and_then(|file| sources.get(file)).map(|file| file.text.clone()).unwrap_or_default();
    let tests = file.map(|file| {
        let document = source::read(file, &text, BlockKind::Tests, limits, &mut sink);
        scenario::read_tests(&document, instrument, &mut sink)
    });
    let diagnostics = sink.into_sorted(&sources).into_iter().map(compiling::with_flag).collect();
    (tests.unwrap_or_default(), Checked { path: path.to_owned(), sources, diagnostics })
}
