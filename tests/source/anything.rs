//! Whatever the bytes: no panic, an end, and every place inside the file on a character.

use monev::base::{Diagnostic, Sources, Span};
use monev::source::{Block, BlockKind, Scalar, Written};
use proptest::prelude::*;

use super::read;

/// Reads bytes as both kinds of file and checks every span that comes out.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    for kind in [BlockKind::Root, BlockKind::Tests] {
        let (sources, document, found) = read(bytes, kind);
        for diagnostic in &found {
            check_diagnostic(&sources, diagnostic)?;
        }
        if let Some(document) = document {
            check_block(&sources, &document.root)?;
        }
    }
    Ok(())
}

fn check_span(sources: &Sources, span: Span) -> Result<(), TestCaseError> {
    let file = sources.get(span.file).expect("the file");
    let inside = file.text.get(span.start as usize..span.end as usize);
    prop_assert!(inside.is_some(), "{span:?} of {:?}", file.text);
    Ok(())
}

fn check_diagnostic(sources: &Sources, found: &Diagnostic) -> Result<(), TestCaseError> {
    check_span(sources, found.span)?;
    prop_assert!(!found.message.id.is_empty() && !found.message.en.is_empty());
    for note in &found.notes {
        check_span(sources, note.span)?;
    }
    for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
        check_span(sources, edit.span)?;
    }
    Ok(())
}

fn check_block(sources: &Sources, block: &Block) -> Result<(), TestCaseError> {
    check_span(sources, block.span)?;
    for field in &block.fields {
        check_span(sources, field.key_span)?;
        check_written(sources, &field.value)?;
    }
    block.extra.iter().try_for_each(|(key, value)| {
        check_scalar(sources, key)?;
        check_written(sources, value)
    })
}

fn check_written(sources: &Sources, written: &Written) -> Result<(), TestCaseError> {
    check_span(sources, written.span())?;
    match written {
        Written::Scalar(scalar) => check_scalar(sources, scalar),
        Written::Block(block) => check_block(sources, block),
        Written::Sequence(elements, _) => elements.iter().try_for_each(|e| check_written(sources, e)),
        Written::Map(entries, _) => entries.iter().try_for_each(|(key, value)| {
            check_scalar(sources, key)?;
            check_written(sources, value)
        }),
    }
}

fn check_scalar(sources: &Sources, scalar: &Scalar) -> Result<(), TestCaseError> {
    check_span(sources, scalar.span)?;
    for (at, character) in scalar.text.char_indices() {
        let range = monev::base::TextRange::new(at as u32, (at + character.len_utf8()) as u32);
        check_span(sources, scalar.map.span(range))?;
    }
    Ok(())
}

const GOOD: &str = include_str!("messages/many-mistakes.yaml");

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "items:",
        "\n",
        "\n  ",
        "\n    ",
        "- ",
        "ask: ",
        "a",
        "label: ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ": ",
        "\"",
        "'",
        "|",
        ">",
        "\\",
        "\\u00e9",
        "\t",
        "#",
        " #",
        "&a",
        "*a",
        "!x",
        "<<: ",
        "---\n",
        "%YAML",
        "? ",
        "é",
        "😀",
        "\u{202e}",
        "\u{200e}",
        "\u{feff}",
        "\0",
        "\r\n",
        "\r",
        "\u{85}",
        "~",
        "null",
        "010",
        "@",
        "`",
        "monev: 1\n",
        "scores:",
        "method: sum",
        "key: ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_yaml(text in pieces()) {
        check(text.as_bytes())?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes)?;
    }

    #[test]
    fn a_file_with_a_few_bytes_changed(changes in prop::collection::vec((0..GOOD.len(), any::<u8>()), 1..6)) {
        let mut bytes = GOOD.as_bytes().to_vec();
        changes.into_iter().for_each(|(at, byte)| bytes[at] = byte);
        check(&bytes)?;
    }

    #[test]
    fn a_file_cut_and_mended_elsewhere(from in 0..GOOD.len(), to in 0..GOOD.len(), text in pieces()) {
        let (from, to) = (from.min(to), from.max(to));
        let bytes = [&GOOD.as_bytes()[..from], text.as_bytes(), &GOOD.as_bytes()[to..]].concat();
        check(&bytes)?;
    }

    #[test]
    fn csv_of_any_kind(text in "[a,;\"\n\r é\t\0\u{202e}]{0,60}") {
        let mut sources = Sources::new();
        let mut sink = monev::base::Sink::new();
        let file = sources.add("a.csv", &text);
        let sheet = monev::source::csv::read(file, &text, &monev::base::Limits::default(), &mut sink);
        for cell in sheet.iter().flat_map(|sheet| sheet.rows.iter().flatten()) {
            check_scalar(&sources, cell)?;
        }
        for found in sink.into_sorted(&sources) {
            check_diagnostic(&sources, &found)?;
        }
    }
}

/// Every prefix of a file, as an editor sees it while someone types.
#[test]
fn every_prefix() {
    for end in (0..=GOOD.len()).filter(|end| GOOD.is_char_boundary(*end)) {
        check(&GOOD.as_bytes()[..end]).expect("every place is inside the file");
    }
}
