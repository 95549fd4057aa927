//! What people and programs read of one report: looked at, then kept.

use super::*;
use crate::base::{FileId, Note};

const INSTRUMENT: &str = "monev: 1\ninstrument: uji\nitems:\n  - ask: umur\n    type: integer\n    when: kerja = 'tani' and\n      usai > 10\n  - note: akhir\n    label: \"\u{1b}[2J👍 \u{202e}teks\"\n";
const MODULE: &str = "module: bersama\nlists:\n  kerja:\n    choices: []\n";

fn span(text: &str, file: u32, part: &str) -> Span {
    let start = u32::try_from(text.find(part).unwrap()).unwrap();
    Span::new(FileId(file), start, start + u32::try_from(part.len()).unwrap())
}

/// A report with all there is: a fix, a place in another file, hostile text, a warning, a tall span.
fn report() -> Report {
    let mut sources = Sources::new();
    sources.add("instruments/uji.yaml", INSTRUMENT);
    sources.add("instruments/modules/daftar kerja.yaml", MODULE);
    let name = Diagnostic::new(
        codes::UNKNOWN_NAME,
        span(INSTRUMENT, 0, "usai"),
        Message::new("tidak ada yang bernama `usai`", "nothing is called `usai`"),
    );
    let code = Diagnostic::new(
        codes::UNKNOWN_CODE,
        span(INSTRUMENT, 0, "'tani'"),
        Message::new("`tani` bukan kode dari daftar `kerja`", "`tani` is not a code of list `kerja`"),
    );
    let list = Message::new("daftarnya di sini", "the list is here");
    let code = code
        .note(span(MODULE, 1, "kerja"), list)
        .hint(Message::new("daftar itu kosong", "the list is empty"));
    let hostile = Diagnostic::new(
        codes::BAD_CHARACTER,
        span(INSTRUMENT, 0, "\u{202e}"),
        Message::new("huruf pembalik arah pada `\u{202e}teks`", "a direction mark in `\u{202e}teks`"),
    );
    let mut tall = Diagnostic::new(
        codes::MISSING_KEY,
        Span::new(FileId(0), 27, u32::try_from(INSTRUMENT.len()).unwrap()),
        Message::new("kunci `title` tidak ada", "key `title` is missing"),
    );
    tall.severity = Severity::Warning;
    tall.notes.push(Note { span: span(INSTRUMENT, 0, "uji"), message: Message::new("di sini", "for this") });
    let mut report = Report::default();
    let diagnostics = vec![tall, code, name.suggest(Some("usia")), hostile];
    let path = "instruments/uji.yaml".to_owned();
    report.add(Checked { path: path.clone(), sources: sources.clone(), diagnostics: diagnostics.clone() });
    report.add(Checked { path, sources, diagnostics });
    report
}

#[test]
fn text_in_both_languages() {
    for lang in [Lang::En, Lang::Id] {
        let look = text::Look { lang, width: 100, most: 100 };
        let styled = text::render(&report(), look);
        let plain = anstream::adapter::strip_str(&styled).to_string();
        insta::assert_snapshot!(format!("text_{}", lang.tag()), plain);
    }
}

#[test]
fn the_rest_is_counted() {
    let look = text::Look { lang: Lang::En, width: 100, most: 1 };
    let plain = anstream::adapter::strip_str(&text::render(&report(), look)).to_string();
    assert!(plain.ends_with("… and 3 more\n3 errors, 1 warning in 1 file\n"), "{plain}");
}

#[test]
fn no_control_reaches_the_terminal() {
    let look = text::Look { lang: Lang::En, width: 100, most: 100 };
    let plain = anstream::adapter::strip_str(&text::render(&report(), look)).to_string();
    let dangerous = |c: char| c != '\n' && crate::cli::escape::is_dangerous(c);
    assert!(!plain.contains(dangerous), "{plain:?}");
}

#[test]
fn json_for_programs() {
    insta::assert_snapshot!(json::render(&report()));
}

#[test]
fn sarif_for_code_hosts() {
    let log = sarif::render(&report(), Lang::En);
    let mut log: serde_json::Value = serde_json::from_str(&log).unwrap();
    for rule in log.pointer_mut("/runs/0/tool/driver/rules").unwrap().as_array_mut().unwrap() {
        rule["help"] = "the page".into();
    }
    insta::assert_json_snapshot!(log);
}

#[test]
fn annotations_for_github() {
    insta::assert_snapshot!(github::render(&report(), Lang::Id));
}

#[test]
fn a_clean_report_says_so() {
    let mut report = Report::default();
    let path = "a.yaml".to_owned();
    report.add(Checked { path, sources: Sources::new(), diagnostics: vec![] });
    assert_eq!(summary(&report, Lang::En), "no problems in 1 file");
    assert_eq!(summary(&report, Lang::Id), "tidak ada masalah dalam 1 berkas");
    assert_eq!(report.exit(), Exit::Ok);
}

#[test]
fn a_limit_decides_the_exit_code() {
    let mut report = report();
    assert_eq!(report.exit(), Exit::Findings);
    let limit = Diagnostic::new(codes::LIMIT, Span::default(), Message::new("batas", "limit"));
    let path = "b.yaml".to_owned();
    report.add(Checked { path, sources: Sources::new(), diagnostics: vec![limit] });
    assert_eq!(report.exit(), Exit::Limit);
}
