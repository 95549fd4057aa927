//! Instruments and expressions of the book: a block marked `error` raises what its page is about, one marked `ok` says
//! nothing at all.

use std::collections::BTreeSet;

use monev::base::{Diagnostic, FileId, Limits, MemoryFiles, Sink, Sources};
use monev::expr::conformance::Examples;
use monev::sample::read_profile;
use monev::scenario::read_tests;
use monev::source::{BlockKind, read};

use super::blocks::Block;

/// What `yaml item` blocks stand in: the page shows the item alone.
const AROUND_ITEM: &str = "monev: 1\ninstrument: contoh\nversion: 1.0.0\ntitle: Contoh\nlanguages: [id]\nlists:\n  \
    kerja:\n    choices:\n      - {code: tani, label: Bertani}\n      - {code: dagang, label: Berdagang}\nitems:\n";

/// Compiles a block with the files of its page and says what is not as the block is marked.
pub(crate) fn instrument(block: &Block, files: &MemoryFiles) -> Result<(), String> {
    let text = if block.is("item") { format!("{AROUND_ITEM}{}", block.text) } else { block.text.clone() };
    let files = files.clone().with("contoh.yaml", text);
    let compiled = monev::compile(&files, "contoh.yaml", &limits(block));
    judge(block, &compiled.diagnostics, &compiled.sources)
}

/// Reads a block of author's tests for the page's `contoh.yaml`.
pub(crate) fn tests(block: &Block, files: &MemoryFiles) -> Result<(), String> {
    let compiled = monev::compile(files, "contoh.yaml", &Limits::default());
    let instrument = compiled.instrument.ok_or("the page has no sound `contoh.yaml` to test")?;
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("contoh.tests.yaml", block.text.as_str());
    let document = read(file, &block.text, BlockKind::Tests, &Limits::default(), &mut sink);
    read_tests(&document, &instrument, &mut sink);
    judge(block, &sink.into_sorted(&sources), &sources)
}

/// Reads a profile of sampling for the page's `contoh.yaml`, or for the instrument of the name it gives.
pub(crate) fn profile(block: &Block, files: &MemoryFiles) -> Result<(), String> {
    let named = block.text.lines().next().and_then(|line| line.strip_prefix("sample: ")).unwrap_or("contoh");
    let compiled = monev::compile(files, &format!("{named}.yaml"), &Limits::default());
    let instrument = compiled.instrument.ok_or("the page has no sound instrument of the profile's name")?;
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("contoh.sample.yaml", block.text.as_str());
    let document = read(file, &block.text, BlockKind::Sample, &Limits::default(), &mut sink);
    read_profile(&document, &instrument, &Limits::default(), &mut sink);
    judge(block, &sink.into_sorted(&sources), &sources)
}

/// Checks an expression against the fixture of the conformance vectors.
pub(crate) fn expression(block: &Block) -> Result<(), String> {
    let vectors = std::fs::read_to_string("tests/conformance/expressions.yaml").map_err(|e| e.to_string())?;
    let examples = Examples::new(&vectors).map_err(|error| error.to_string())?;
    let mut sources = Sources::new();
    let text = block.text.trim_end();
    let file = sources.add("ekspresi", text);
    assert_eq!(file, FileId(0));
    judge(block, &examples.diagnose(text, file), &sources)
}

/// The limits of a block: the defaults, with those it lowers by `limit=NAME:N` to be small enough for a page.
fn limits(block: &Block) -> Limits {
    let mut limits = Limits::default();
    for word in &block.words {
        let Some((name, value)) = word.strip_prefix("limit=").and_then(|rest| rest.split_once(':')) else {
            continue;
        };
        let row = Limits::TABLE.iter().find(|limit| limit.name == name);
        let row = row.unwrap_or_else(|| panic!("{}: there is no limit `{name}`", block.place()));
        (row.set)(&mut limits, value.parse().unwrap());
    }
    limits
}

fn judge(block: &Block, found: &[Diagnostic], sources: &Sources) -> Result<(), String> {
    found.iter().try_for_each(|diagnostic| well_said(diagnostic, sources))?;
    let codes: BTreeSet<&str> = found.iter().map(|diagnostic| diagnostic.code.id()).collect();
    let said =
        || found.iter().map(|d| format!("\n    {}: {}", d.code.id(), d.message.en)).collect::<String>();
    if !block.is("error") {
        return if codes.is_empty() { Ok(()) } else { Err(format!("should be clean, but:{}", said())) };
    }
    let wanted = wanted(block);
    if codes.is_empty() {
        return Err("should raise an error, but is clean".to_owned());
    }
    if wanted.is_empty() || codes == wanted {
        return Ok(());
    }
    Err(format!("should raise {}, but:{}", wanted.into_iter().collect::<Vec<_>>().join(" and "), said()))
}

/// The codes a block must raise: its page's own, those named after `also=` (unavoidable company) and `code=`. On a page
/// that is not a code's, a block that names none may raise any.
fn wanted(block: &Block) -> BTreeSet<&str> {
    let own = block.page.strip_prefix("codes/").and_then(|page| page.strip_suffix(".md"));
    let named =
        block.words.iter().filter_map(|w| w.strip_prefix("also=").or_else(|| w.strip_prefix("code=")));
    own.into_iter().chain(named).collect()
}

/// The manners of a message, which hold for every one the book raises.
fn well_said(diagnostic: &Diagnostic, sources: &Sources) -> Result<(), String> {
    let notes = diagnostic.notes.iter().map(|note| &note.message);
    let messages = std::iter::once(&diagnostic.message).chain(notes).chain(&diagnostic.hints);
    for text in messages.flat_map(|message| [&message.id, &message.en]) {
        let capital = text.chars().next().is_none_or(char::is_uppercase);
        let proper =
            ["Anda", "Indonesia", "English", "YAML", "CSV", "JSON", "UTF-8", "XLSForm", "ODK", "Excel"];
        let fault = match text {
            text if text.is_empty() => "is empty",
            text if capital && !proper.iter().any(|name| text.starts_with(name)) => "begins with a capital",
            text if text.ends_with('.') => "ends with a full stop",
            text if text.contains('\n') => "runs over two lines",
            _ => continue,
        };
        return Err(format!("the message of {} {fault}: {text}", diagnostic.code.id()));
    }
    let span = diagnostic.span;
    let text = sources.get(span.file).map_or("", |file| &file.text);
    match text.get(span.start as usize..span.end as usize) {
        Some(_) => Ok(()),
        None => Err(format!("the place of {} is not in its file", diagnostic.code.id())),
    }
}

/// What a code's page lacks of the form every such page has.
pub(crate) fn page_form(code: &str, text: &str, blocks: &[Block]) -> Vec<String> {
    if text.lines().nth(1).is_none() {
        return vec![format!("book/src/codes/{code}.md: is not written")];
    }
    let heading = text.lines().next() == Some(&format!("# `{code}`"));
    let has =
        |word: &str| blocks.iter().any(|b| matches!(b.language.as_str(), "yaml" | "expr") && b.is(word));
    let needs = [
        (heading, format!("the heading `# \\`{code}\\``")),
        (
            text.lines().any(|line| line.starts_with("**Indonesia:** ")),
            "a paragraph `**Indonesia:** …`".to_owned(),
        ),
        (has("error"), "a block that raises it (```yaml error)".to_owned()),
        (has("ok"), "a block that shows it mended (```yaml ok)".to_owned()),
    ];
    let missing = needs.into_iter().filter(|(there, _)| !there);
    missing.map(|(_, what)| format!("book/src/codes/{code}.md: lacks {what}")).collect()
}
