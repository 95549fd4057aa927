//! Files as written: every hostile input of the fault catalogue, every message, and the maps from text to file.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

#[path = "source/anything.rs"]
mod anything;
#[path = "source/csv.rs"]
mod csv;
#[path = "source/faults.rs"]
mod faults;
#[path = "source/literals.rs"]
mod literals;
#[path = "source/maps.rs"]
mod maps;
#[path = "source/messages.rs"]
mod messages;
#[path = "source/shapes.rs"]
mod shapes;

use monev::base::{Diagnostic, FileId, Limits, Sink, Sources};
use monev::source::{self, BlockKind, Document};

/// What every small instrument begins with; five lines.
const LEAD: &str = "monev: 1\ninstrument: uji\nversion: 1.0.0\ntitle: Uji\nlanguages: [id]\n";

/// Reads bytes as a file of a kind; the document if anything could be read, and the diagnostics in order.
fn read(bytes: &[u8], kind: BlockKind) -> (Sources, Option<Document>, Vec<Diagnostic>) {
    let limits = Limits::default();
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = source::load(&mut sources, "uji.yaml", bytes.to_vec(), &limits, &mut sink);
    let document = file.map(|file| source::read(file, text(&sources, file), kind, &limits, &mut sink));
    let diagnostics = sink.into_sorted(&sources);
    (sources, document, diagnostics)
}

fn text(sources: &Sources, file: FileId) -> &str {
    &sources.get(file).expect("the file was added").text
}
