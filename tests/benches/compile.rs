//! How long an instrument takes from YAML to checked, and where the time goes:
//! `cargo bench --bench compile`. The forms are those of `forms.rs`.

mod forms;
#[expect(clippy::indexing_slicing, reason = "the generator's tables have a fixed size")]
mod python_random;

use divan::Bencher;
use monev::base::{Limits, MemoryFiles, Sink, Sources};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [50, 500, 5_000];

/// The whole way: reading, resolving, typing, ordering.
#[divan::bench(args = SIZES)]
fn compile(bencher: Bencher<'_, '_>, n: usize) {
    let files = MemoryFiles::new().with("form.yaml", forms::mixed_yaml(n));
    let limits = Limits::default();
    let once = monev::compile(&files, "form.yaml", &limits);
    assert!(once.instrument.is_some(), "{:?}", once.diagnostics.first());
    bencher.bench(|| monev::compile(&files, "form.yaml", &limits));
}

/// Only the events of the YAML parser: the floor for anything that reads YAML.
#[divan::bench(args = SIZES)]
fn yaml_events(bencher: Bencher<'_, '_>, n: usize) {
    let text = forms::mixed_yaml(n);
    bencher.bench(|| granit_parser::Parser::new_from_str(&text).filter(Result::is_ok).count());
}

/// YAML to the document as written.
#[divan::bench(args = SIZES)]
fn read_document(bencher: Bencher<'_, '_>, n: usize) {
    let text = forms::mixed_yaml(n);
    let limits = Limits::default();
    bencher.bench(|| {
        let mut sources = Sources::new();
        let file = sources.add("form.yaml", text.clone());
        let mut sink = Sink::new();
        monev::source::read(file, &text, monev::source::BlockKind::Root, &limits, &mut sink)
    });
}

/// Only the parsing of the form's expressions.
#[divan::bench(args = SIZES)]
fn parse_expressions(bencher: Bencher<'_, '_>, n: usize) {
    let yaml = forms::mixed_yaml(n);
    let keys = ["when: ", "- require: ", "value: "];
    let expression =
        |line: &str| keys.iter().find_map(|key| line.trim_start().strip_prefix(key).map(str::to_owned));
    let texts: Vec<String> = yaml.lines().filter_map(expression).collect();
    let limits = Limits::default();
    bencher
        .counter(divan::counter::ItemsCount::new(texts.len()))
        .bench(|| texts.iter().map(|text| monev::expr::parse(text, &limits).mistakes.len()).sum::<usize>());
}
