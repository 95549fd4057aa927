//! Every character of a scalar's text stands in the file where its map says.

use monev::base::{Span, TextRange};
use monev::source::{BlockKind, Key, Scalar, Style};
use proptest::prelude::*;

/// Reads the scalar that `written` is, as the value of a key.
fn scalar(written: &str) -> Option<(String, Scalar)> {
    let text = format!("monev: 1\ndescription:{written}\nlicence: MIT\n");
    let (_, document, _) = super::read(text.as_bytes(), BlockKind::Root);
    let found = document?.root.scalar(Key::Description).cloned()?;
    Some((text, found))
}

/// Whether the character of the text is what stands at a place of the file, or what an escape there means.
fn agrees(file: &str, at: usize, character: char, style: Style) -> bool {
    let rest = file.get(at..).expect("on a character");
    let first = rest.chars().next();
    if first == Some(character) && !(style == Style::DoubleQuoted && character == '\\') {
        return true;
    }
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    match style {
        Style::DoubleQuoted if first == Some('\\') => true,
        Style::SingleQuoted if character == '\'' => rest.starts_with("''"),
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted | Style::Literal | Style::Folded => {
            blank(character) && first.is_none_or(blank)
        }
    }
}

/// With both kinds of line breaks.
fn check(written: &str) -> Result<bool, TestCaseError> {
    check_one(&written.replace('\n', "\r\n"))?;
    check_one(written)
}

fn check_one(written: &str) -> Result<bool, TestCaseError> {
    let Some((file, scalar)) = scalar(written) else { return Ok(false) };
    let mut last = None;
    for (n, (at, character)) in scalar.text.char_indices().enumerate() {
        let place = scalar.map.offset(at as u32) as usize;
        let tail = scalar.text[at..].trim().is_empty();
        prop_assert!(
            tail || agrees(&file, place, character, scalar.style),
            "{written:?}: character {n} ({character:?}) of {:?} is said to stand at {place}: {:?}",
            scalar.text,
            file.get(place..)
        );
        prop_assert!(tail || last.is_none_or(|last| last < place), "{written:?}: not monotone at {n}");
        last = Some(place);
        if !tail && !matches!(character, ' ' | '\n') {
            let span = scalar.map.span(TextRange::new(at as u32, (at + character.len_utf8()) as u32));
            prop_assert!(covered(span, &scalar), "{written:?}: {span:?} leaves the scalar {:?}", scalar.span);
        }
    }
    Ok(true)
}

fn covered(span: Span, scalar: &Scalar) -> bool {
    scalar.span.start <= span.start && span.end <= scalar.span.end && span.start < span.end
}

/// Lines of words, quotes, escapes and spaces.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        5 => "[a-z]{1,6}",
        2 => Just(" ".to_owned()),
        1 => Just("  ".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("é→😀".to_owned()),
        1 => Just("''".to_owned()),
        1 => Just("\\n".to_owned()),
        1 => Just("\\u00e9".to_owned()),
        1 => Just("\\ ".to_owned()),
        1 => Just("\\\\".to_owned()),
        1 => Just("#".to_owned()),
        1 => Just("= 12".to_owned()),
    ];
    prop::collection::vec(prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()), 1..6)
}

fn block(header: &str, indent: usize, lines: &[String]) -> String {
    let spaces = " ".repeat(indent);
    let body: String = lines
        .iter()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("\n{spaces}{line}") })
        .collect();
    format!(" {header}{body}")
}

fn quoted(quote: char, escaped: bool, indent: usize, lines: &[String]) -> String {
    let spaces = " ".repeat(indent);
    let cut = |line: &String| if escaped { line.replace("''", "`") } else { line.replace('"', "") };
    let body: Vec<String> = lines.iter().map(cut).collect();
    format!(" {quote}{}{quote}", body.join(&format!("\n{spaces}")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn literal_blocks(lines in lines(), indent in 1_usize..5, header in "[|][-+]?") {
        check(&block(&header, indent, &lines))?;
    }

    #[test]
    fn folded_blocks(lines in lines(), indent in 1_usize..5, header in "[>][-+]?") {
        check(&block(&header, indent, &lines))?;
    }

    #[test]
    fn single_quotes(lines in lines(), indent in 1_usize..5) {
        check(&quoted('\'', false, indent, &lines))?;
    }

    #[test]
    fn double_quotes(lines in lines(), indent in 1_usize..5) {
        check(&quoted('"', true, indent, &lines))?;
    }

    #[test]
    fn plain(lines in lines(), indent in 1_usize..5) {
        check(&format!(" {}", lines.join(&format!("\n{}", " ".repeat(indent)))))?;
    }
}

/// Cases worth naming, each with a character of the text and where it stands on its line (from 1).
#[test]
fn named_places() {
    let cases = [
        (" |\n  satu\n   12O > 3\n", '1', "   12O", 4),
        (" |2\n   menjorok\n  kiri\n", 'm', "   menjorok", 4),
        (" >-\n  satu\n  dua\n\n  tiga\n", 't', "  satu", 5),
        (" >-\n  satu\n  dua\n\n  tiga\n", 'g', "  tiga", 5),
        (" >\n\n  satu\n   kode\n  dua\n", 'k', "   kode", 4),
        (" \"caf\\u00e9 tutup\"\n", 'p', "description:", 29),
        (" \"satu \\\n    dua\"\n", 'd', "    dua", 5),
        (" 'it''s'\n", 's', "description:", 19),
        (" satu\n  dua\n\n  tiga\n", 'g', "  tiga", 5),
    ];
    for (written, character, line, column) in cases {
        let (file, scalar) = scalar(written).expect(written);
        let at = scalar.text.rfind(character).expect("in the text");
        let at = if character == 't' && written.contains(">-") { scalar.text.find('t').unwrap() } else { at };
        let start = file.find(line).expect("in the file");
        assert_eq!(scalar.map.offset(at as u32) as usize, start + column - 1, "{written:?} {character}");
    }
}

/// The end of a block scalar's text is the end of what a person sees of it, whatever the breaks are.
#[test]
fn the_end_of_a_block() {
    for written in [" |\n  satu\n  dua dan\n", " >\n  satu\n  dua dan\n\n", " |-\n  satu\n  dua dan\n\n"] {
        for written in [written.to_owned(), written.replace('\n', "\r\n")] {
            let (file, scalar) = scalar(&written).expect("a scalar");
            let end = file.find("dan").expect("in the file") + 3;
            assert_eq!(scalar.map.offset(scalar.text.len() as u32) as usize, end, "{written:?}");
        }
    }
}

/// The generators make scalars that can be read, most of them with something to map: otherwise the properties would
/// say nothing.
#[test]
fn the_generators_reach_their_target() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut read = [0; 5];
    for _ in 0..300 {
        let lines = lines().new_tree(&mut runner).expect("a tree").current();
        let written = [
            block("|", 2, &lines),
            block(">", 3, &lines),
            quoted('\'', false, 2, &lines),
            quoted('"', true, 2, &lines),
            format!(" {}", lines.join("\n  ")),
        ];
        for (count, written) in read.iter_mut().zip(written) {
            *count += usize::from(scalar(&written).is_some_and(|(_, scalar)| scalar.text.trim().len() > 3));
        }
    }
    assert!(read.iter().all(|count| *count > 60), "of 300 each, only {read:?} were read");
}
