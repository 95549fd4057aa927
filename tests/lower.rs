//! Instruments with mistakes, and what is said of each: the files of `tests/suite/lower` and `tests/suite/errors`,
//! one snapshot beside each. A folder is an instrument of several files whose root is `instrument.yaml`.

#![expect(
    clippy::disallowed_methods,
    reason = "the tests read their cases from files and show what is there"
)]

#[path = "shared/folder.rs"]
mod folder;
#[path = "lower/outline.rs"]
mod outline;
#[path = "lower/render.rs"]
mod render;

use std::fs;
use std::path::{Path, PathBuf};

use monev::base::Limits;

use folder::Folder;

/// Compares what is said with the snapshot; gives the codes.
fn check(folder: &Path, file: &str, name: &str, snapshots: &Path) -> Vec<&'static str> {
    let compiled = monev::compile(&Folder(folder.to_owned()), file, &Limits::default());
    let said = render::render(&compiled.sources, &compiled.diagnostics);
    insta::with_settings!({ snapshot_path => snapshots, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, said);
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
fn defaults_types_and_generated_items_are_filled_in() {
    let folder = suite("lower");
    let compiled = monev::compile(&Folder(folder.clone()), "clean.yaml", &Limits::default());
    let outline = compiled.instrument.map(|instrument| outline::outline(&instrument)).unwrap_or_default();
    insta::with_settings!({ snapshot_path => folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("clean.outline", outline);
    });
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

/// The YAML of calculations that each read the one before; the last is read by the first if `circle`.
fn chain(length: usize, circle: bool) -> String {
    use std::fmt::Write;
    let mut text =
        "monev: 1\ninstrument: rantai\nversion: 1.0.0\ntitle: Rantai\nlanguages: [id]\nitems:\n".to_owned();
    let first = if circle { format!("q{} + 1", length - 1) } else { "1".to_owned() };
    let _ = writeln!(text, "  - {{calc: q0, value: {first}}}");
    // Written backwards, so that every calculation stands before what it reads.
    for at in (1..length).rev() {
        let _ = writeln!(text, "  - {{calc: q{at}, value: q{} + 1}}", at - 1);
    }
    text
}

fn codes_of(text: &str, limits: &Limits) -> Vec<&'static str> {
    let files = monev::base::MemoryFiles::new().with("uji.yaml", text);
    let compiled = monev::compile(&files, "uji.yaml", limits);
    compiled.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

#[test]
fn a_chain_of_five_thousand_calculations_needs_no_stack() {
    let text = chain(5_000, false);
    let small_stack = std::thread::Builder::new().stack_size(256 << 10);
    let found = small_stack.spawn(move || codes_of(&text, &Limits::default())).unwrap().join().unwrap();
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_long_circle_is_reported_once_with_the_whole_way() {
    let files = monev::base::MemoryFiles::new().with("uji.yaml", chain(1_000, true));
    let compiled = monev::compile(&files, "uji.yaml", &Limits::default());
    let [cycle] = compiled.diagnostics.as_slice() else {
        panic!("{} diagnostics", compiled.diagnostics.len())
    };
    assert_eq!(cycle.code.id(), "cycle");
    assert_eq!(cycle.notes.len(), 999);
}

#[test]
fn a_thousand_unknown_names_are_all_reported() {
    let mut text = chain(2_000, false).replace("q7 ", "q7x ");
    for at in 100..1_100 {
        text = text.replace(&format!("value: q{at} +"), &format!("value: kuantitas_{at} +"));
    }
    assert_eq!(codes_of(&text, &Limits::default()), ["unknown-name"; 1_001]);
}

#[test]
fn limits_on_the_whole_instrument_hold() {
    let text = "monev: 1\ninstrument: batas\nversion: 1.0.0\ntitle: Batas\nlanguages: [id]\n\
                lists:\n  l: {choices: [{code: a, label: A}, {code: b, label: B}]}\n\
                items:\n  - {ask: q1, type: text, label: Q}\n  - {ask: q2, type: text, when: q1 is answered, label: Q}\n";
    let limits = Limits::default;
    assert_eq!(codes_of(text, &limits()), [""; 0]);
    let tight = [
        Limits { questions: 1, ..limits() },
        Limits { choices_per_list: 1, ..limits() },
        Limits { choices: 1, ..limits() },
        Limits { instrument_cost: 0, ..limits() },
    ];
    for limits in tight {
        assert_eq!(codes_of(text, &limits), ["limit"]);
    }
}

/// Every place that is said lies in its file, on character boundaries.
fn places_are_real(compiled: &monev::Compiled) {
    for diagnostic in &compiled.diagnostics {
        let notes = diagnostic.notes.iter().map(|note| note.span);
        let edits = diagnostic.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in notes.chain(edits).chain([diagnostic.span]) {
            let file = compiled.sources.get(span.file);
            let part = file.and_then(|file| file.text.get(span.start as usize..span.end as usize));
            assert!(part.is_some(), "{} has a place outside its file", diagnostic.code.id());
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(150))]

    /// Whatever is cut out of an instrument or typed into it, something sensible is said and nothing panics.
    #[test]
    fn damaged_instruments_are_survived(
        which in 0..2_usize,
        at in 0.0..1.0_f64,
        cut in 0..40_usize,
        typed in "[ -~\n]{0,6}|prev\\.|self|\\{|\\}|: |- |'|é",
    ) {
        let name = ["tests/suite/lower/clean.yaml", "tests/suite/errors/thirty.yaml"][which];
        let mut text: Vec<char> = fs::read_to_string(name).unwrap().chars().collect();
        let start = (at * text.len() as f64) as usize;
        let end = (start + cut).min(text.len());
        text.splice(start..end, typed.chars());
        let text: String = text.into_iter().collect();
        let files = monev::base::MemoryFiles::new().with("uji.yaml", text);
        places_are_real(&monev::compile(&files, "uji.yaml", &Limits::default()));
    }
}

/// Fault Y34: comments, the order of keys, quotes and the style of scalars are layout. The same is meant.
#[test]
fn layout_means_nothing() {
    let plain = "monev: 1\ninstrument: uji\nversion: 1.0.0\ntitle: Uji\nlanguages: [id]\nitems:\n  - ask: umur\n    \
                 type: integer\n    label: Umur\n    min: 0\n  - note: n\n    label: Dewasa\n    when: umur >= 17 and umur < 60\n";
    let other = "# komentar\nlanguages:\n  - id\ntitle: \"Uji\"\nversion: '1.0.0'\ninstrument: uji   # lagi\nmonev: 1\nitems:\n  \
                 - {ask: umur, label: 'Umur', min: 0, type: integer}\n  - note: n\n    when: >-\n      umur >= 17\n      \
                 and umur < 60\n    label: |-\n      Dewasa\n";
    let changed = plain.replace("< 60", "< 61");
    let [plain, other, changed] = [plain, other, &changed].map(|text| {
        let files = monev::base::MemoryFiles::new().with("a.yaml", text);
        let compiled = monev::compile(&files, "a.yaml", &Limits::default());
        assert!(compiled.diagnostics.is_empty(), "{:?}", compiled.diagnostics);
        compiled.instrument
    });
    assert!(plain.is_some() && plain == other);
    assert!(plain != changed);
}
