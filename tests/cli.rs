//! The command as the shell sees it: transcripts (`tests/cli/*.trycmd`), and what happens when the world misbehaves.
//! Every run ends in one of the documented ways, and no file is ever left half written.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and makes the files it needs"
)]

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const INSTRUMENT: &str = "instruments/kaltara-uep/kaltara-uep.yaml";
const RECORDS: &str = "instruments/kaltara-uep/records.ndjson";
const MISTAKES: &str = "instruments/kaltara-uep/records-with-mistakes.ndjson";

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("LC_ALL", "en_US.UTF-8").env("NO_COLOR", "").case("tests/cli/*.trycmd");
}

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("monev-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn names(&self) -> Vec<String> {
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> =
            fs::read_dir(&self.0).unwrap().map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn monev(arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_monev"));
    command.args(arguments).env("LC_ALL", "en_US.UTF-8").stdin(Stdio::null());
    command
}

/// Runs to the end and checks how it ended; gives both streams.
fn run(command: &mut Command, code: i32) -> (String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(code), "{command:?}\n{out}\n{err}");
    (out, err)
}

fn small(name: &str) -> String {
    format!(
        "monev: 1\ninstrument: {name}\nversion: 1.0.0\ntitle: Uji\nlanguages: [id]\nitems:\n  - {{ask: nama, type: text, label: Nama}}\n"
    )
}

#[test]
fn a_sound_instrument_is_silent_and_a_broken_one_is_findings() {
    let folder = Folder::new("check");
    let sound = folder.file("a.yaml", small("a"));
    assert_eq!(run(&mut monev(&[OsStr::new("check"), sound.as_os_str()]), 0).0, "no problems in 1 file\n");
    folder.file("b.yaml", small("b").replace("type: text", "type: txt"));
    folder.file("module.yaml", "module: m\nversion: 1.0.0\nitems: []\n");
    let (out, _) = run(&mut monev(&[OsStr::new("check"), folder.0.as_os_str()]), 1);
    assert!(out.contains("error[unknown-type]") && out.ends_with("1 error in 1 file\n"), "{out}");
}

#[test]
fn what_is_not_there_is_io_and_what_makes_no_sense_is_usage() {
    let folder = Folder::new("missing");
    let (_, err) = run(&mut monev(&["check", "nothing/here.yaml"]), 4);
    assert_eq!(err, "error: `nothing/here.yaml` can't be read: it doesn't exist\n");
    run(&mut monev(&[OsStr::new("check"), folder.0.as_os_str()]), 2);
    run(&mut monev(&["check"]), 2);
    run(&mut monev(&["chekc", INSTRUMENT]), 2);
    run(&mut monev(&["score", INSTRUMENT, RECORDS, "--out", "scores.xlsx"]), 2);
    run(&mut monev(&["validate", INSTRUMENT, "nothing.ndjson"]), 4);
    run(&mut monev(&["validate", INSTRUMENT, "instruments"]), 4);
}

#[test]
fn semicolons_are_read_as_they_are_and_written_when_asked() {
    let folder = Folder::new("semicolons");
    let instrument =
        folder.file("a.yaml", small("a") + "  - {calc: sapaan, value: \"concat('Bu ', nama)\"}\n");
    let records = folder.file("r.csv", "case;wave;today;nama\n1;A;2025-10-06;Ani, S.Pd\n");
    let scores = folder.0.join("s.csv");
    let mut arguments = vec![OsStr::new("score"), instrument.as_os_str(), records.as_os_str()];
    arguments.extend([OsStr::new("--out"), scores.as_os_str()]);
    arguments.extend(["--out-delimiter", ";"].map(OsStr::new));
    run(&mut monev(&arguments), 0);
    let written = fs::read_to_string(&scores).unwrap();
    assert_eq!(written, "record;case;wave;verdict;sapaan\n1;1;A;valid;Bu Ani, S.Pd\n");
    arguments.extend(["--delimiter", ","].map(OsStr::new));
    run(&mut monev(&arguments), 1);
}

#[test]
fn a_limit_is_named_with_its_flag() {
    let folder = Folder::new("limit");
    let path = folder.file("a.yaml", small("a"));
    let path = path.to_str().unwrap();
    let (out, _) = run(&mut monev(&["check", path, "--limit-file-bytes", "20"]), 3);
    assert!(out.contains("20") && out.contains("--limit-file-bytes"), "{out}");
    let (out, _) = run(&mut monev(&["check", path, "--limit-yaml-depth", "1"]), 3);
    assert!(out.contains("--limit-yaml-depth"), "{out}");
}

#[test]
fn a_template_that_passes_a_limit_names_it() {
    let folder = Folder::new("template");
    let template = folder.file("page.html", "{% for i in range(10000) %}{{ i }}{% endfor %}");
    let out = folder.0.join("out");
    let build = |more: &[&str]| {
        let (template, out) = (template.to_str().unwrap(), out.to_str().unwrap());
        monev(&[&["build", INSTRUMENT, "--out", out, "--template", template], more].concat())
    };
    let (_, err) = run(&mut build(&["--limit-template-steps", "99"]), 3);
    assert!(err.contains("`template_steps`, 99") && err.contains("--limit-template-steps N"), "{err}");
    let (_, err) = run(&mut build(&["--limit-template-bytes", "99"]), 3);
    assert!(err.contains("`template_bytes`, 99") && err.contains("--limit-template-bytes N"), "{err}");
    assert_eq!(folder.names(), ["page.html"]);
    run(&mut build(&[]), 0);
    folder.file("page.html", "{{ form.tidak_ada }}");
    let (_, err) = run(&mut build(&[]), 1);
    assert!(err.contains("page.html:1: ") && err.contains("`form.tidak_ada`"), "{err}");
}

#[test]
fn what_is_read_is_never_written_over() {
    let folder = Folder::new("over");
    let template = folder.file("page.html", "{{ form.instrument.title|text }}");
    let (template, here) = (template.to_str().unwrap(), folder.0.to_str().unwrap());
    run(&mut monev(&["build", INSTRUMENT, "--out", here, "--template", template]), 2);
    assert!(fs::read_to_string(template).unwrap().contains("form.instrument"));
    let records = folder.file("records.ndjson", fs::read(RECORDS).unwrap());
    let records = records.to_str().unwrap();
    run(&mut monev(&["score", INSTRUMENT, records, "--out", records]), 2);
    assert_eq!(fs::read(records).unwrap(), fs::read(RECORDS).unwrap());
}

#[test]
fn one_file_that_cannot_be_read_keeps_no_other_from_being_checked_or_tested() {
    let folder = Folder::new("others");
    let tests = "tests:\n  - test: x\n    answers: {nama: A}\n    expect: {problems: []}\n";
    for name in ["a", "b", "c"] {
        let broken = if name == "b" { "type: txt" } else { "type: text" };
        folder.file(&format!("{name}.yaml"), small(name).replace("type: text", broken));
        folder.file(&format!("{name}.tests.yaml"), tests);
    }
    folder.file("alone.tests.yaml", tests);
    let here = folder.0.to_str().unwrap();
    let (out, err) = run(&mut monev(&["test", here]), 2);
    assert!(err.contains("unknown-type") && err.contains("no instrument beside"), "{err}");
    let end = "2 passed, 0 failed; some tests could not be run, see the errors above\n";
    assert!(out.ends_with(end), "{out}");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", folder.0.join("aa.yaml")).unwrap();
    #[cfg(unix)]
    assert!(run(&mut monev(&["check", here]), 4).0.contains("unknown-type"));
}

#[test]
fn tests_stand_beside_instruments_of_either_ending() {
    let folder = Folder::new("endings");
    let tests = "tests:\n  - test: x\n    answers: {nama: A}\n    expect: {problems: []}\n";
    let instrument = folder.file("a.yml", small("a"));
    let tests = folder.file("a.tests.yml", tests);
    for path in [&instrument, &tests] {
        let (out, _) = run(&mut monev(&[OsStr::new("test"), path.as_os_str()]), 0);
        assert!(out.ends_with("1 passed, 0 failed\n"), "{out}");
    }
}

#[test]
fn explain_says_which_record_it_means() {
    let folder = Folder::new("explain");
    let first = fs::read_to_string(RECORDS).unwrap().lines().next().unwrap().to_owned();
    let one = folder.file("one.txt", &first);
    let (told, _) = run(&mut monev(&["explain", INSTRUMENT, &format!("{RECORDS}:1"), "sku"]), 0);
    let one = ["explain", INSTRUMENT, one.to_str().unwrap(), "sku", "--input", "ndjson"];
    assert_eq!(run(&mut monev(&one), 0).0, told);
    let again = first.replace("2025-TW3", "2025-TW4");
    let two = folder.file("two.ndjson", format!("{first}\n{again}\n"));
    let two = two.to_str().unwrap();
    let case = |more: &[&str]| {
        monev(&[&["explain", INSTRUMENT, two, "sku", "--case", "KTR-2025-0001"], more].concat())
    };
    let (_, err) = run(&mut case(&[]), 2);
    assert!(err.contains("more than one record of the case") && err.contains("--wave"), "{err}");
    run(&mut case(&["--wave", "2025-TW4"]), 0);
    run(&mut case(&["--wave", "2025-TW1"]), 2);
    let plain = folder.file("a.yaml", small("a"));
    let (_, err) = run(&mut monev(&["explain", plain.to_str().unwrap(), two]), 2);
    assert!(err.contains("has no scores"), "{err}");
}

#[test]
fn an_orphan_roster_row_is_no_second_record() {
    let folder = Folder::new("orphan");
    let text = small("a").replace("items:", "items:\n  - {roster: anak, label: Anak, rows: {max: 2}, items: [{ask: usia, type: integer, label: Usia, min: 0, max: 30}]}")
        + "scores:\n  - {score: s, label: S, method: formula, value: count(anak), range: [0, 2]}\n";
    let instrument = folder.file("a.yaml", text);
    let records = folder.file("r.csv", "case,today,nama\nK1,2025-10-06,Budi\n");
    folder.file("r.anak.csv", "case,usia\nK1,3\nK9,4\n");
    let arguments = ["explain", instrument.to_str().unwrap(), records.to_str().unwrap()];
    let (out, _) = run(&mut monev(&arguments), 0);
    assert!(out.starts_with("score.s  S: 1"), "{out}");
}

#[test]
fn programs_get_one_json_document_with_a_record_each() {
    let (out, _) = run(&mut monev(&["validate", INSTRUMENT, MISTAKES, "--format", "json"]), 1);
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let records = document.get("records").and_then(serde_json::Value::as_array).unwrap();
    let lines = fs::read_to_string(MISTAKES).unwrap().lines().count();
    assert_eq!(records.len(), lines);
    let (ndjson, _) = run(&mut monev(&["validate", INSTRUMENT, MISTAKES, "--format", "ndjson"]), 1);
    assert_eq!(ndjson.lines().count(), lines);
}

#[test]
fn scores_go_into_a_file_whole() {
    let folder = Folder::new("out");
    let path = folder.0.join("scores.csv");
    let arguments =
        [OsStr::new("score"), INSTRUMENT.as_ref(), RECORDS.as_ref(), "--out".as_ref(), path.as_os_str()];
    let (out, err) = run(&mut monev(&arguments), 0);
    assert_eq!(out, "");
    assert!(err.contains("rows written to"), "{err}");
    assert_eq!(folder.names(), ["scores.csv"]);
    let written = fs::read_to_string(&path).unwrap();
    let (printed, _) = run(&mut monev(&["score", INSTRUMENT, RECORDS, "--format", "csv"]), 0);
    assert_eq!(written, printed);
    assert!(written.starts_with("record,case,wave,verdict,"));
}

/// Whatever writes with `--out` refuses the files it reads, and leaves them as they are.
#[test]
fn nothing_takes_the_place_of_what_it_is_made_from() {
    let folder = Folder::new("spare");
    let yaml = "monev: 1\ninstrument: usaha\nversion: 1.0.0\ntitle: Usaha\nlanguages: [id]\nitems:\n  - {ask: umur, type: integer, label: Umur}\n";
    let tests = "tests:\n  - {test: satu, answers: {umur: 3}, expect: {problems: []}}\n";
    let instrument = folder.file("usaha.yaml", yaml);
    let expected = folder.file("usaha.tests.yaml", tests);
    let records = folder.file("data.csv", "umur\n3\n");
    let named: Vec<&str> =
        [&instrument, &expected, &records].into_iter().map(|path| path.to_str().unwrap()).collect();
    let [instrument, expected, records] = named[..] else { panic!("three files") };
    for arguments in [
        &["score", instrument, records, "--out", records][..],
        &["indicators", instrument, records, "--out", records],
        &["sample", instrument, "--format", "csv", "--out", instrument],
        &["graph", instrument, "--out", instrument],
        &["test", instrument, "--coverage", "--out", expected],
        &["test", expected, "--format", "junit", "--out", instrument],
    ] {
        let (_, err) = run(&mut monev(arguments), 2);
        assert!(err.contains("results won't overwrite it"), "{arguments:?}: {err}");
    }
    assert_eq!(fs::read_to_string(instrument).unwrap(), yaml);
    assert_eq!(fs::read_to_string(expected).unwrap(), tests);
    assert_eq!(fs::read_to_string(records).unwrap(), "umur\n3\n");
}

#[test]
fn an_unwritable_place_leaves_nothing_behind() {
    let folder = Folder::new("unwritable");
    for place in ["none/scores.csv", "."] {
        let path = folder.0.join(place).join("x.csv");
        fs::create_dir_all(folder.0.join("x.csv")).unwrap();
        let arguments =
            [OsStr::new("score"), INSTRUMENT.as_ref(), RECORDS.as_ref(), "--out".as_ref(), path.as_os_str()];
        let (_, err) = run(&mut monev(&arguments), 4);
        assert!(err.contains("x.csv"), "{err}");
    }
    assert_eq!(folder.names(), ["x.csv"]);
}

#[test]
fn the_locale_and_the_time_zone_change_no_result() {
    let plain = run(&mut monev(&["score", INSTRUMENT, RECORDS, "--format", "csv"]), 0).0;
    for (name, value) in
        [("LC_ALL", "tr_TR.UTF-8"), ("LC_ALL", "C"), ("TZ", "Pacific/Kiritimati"), ("HOME", "")]
    {
        let mut command = monev(&["score", INSTRUMENT, RECORDS, "--format", "csv"]);
        assert_eq!(run(command.env(name, value), 0).0, plain, "{name}={value}");
    }
}

#[test]
fn indicators_say_that_they_are_not_suppressed() {
    let folder = Folder::new("indicators");
    let path = folder.0.join("indikator.csv");
    let (printed, err) = run(&mut monev(&["indicators", INSTRUMENT, RECORDS, "--format", "csv"]), 0);
    assert!(err.contains("not for publication"), "{err}");
    let arguments =
        [OsStr::new("indicators"), INSTRUMENT.as_ref(), RECORDS.as_ref(), "--out".as_ref(), path.as_os_str()];
    let (out, _) = run(&mut monev(&arguments), 0);
    assert!(out.is_empty() && folder.names() == ["indikator.csv"], "{out}");
    assert_eq!(fs::read_to_string(&path).unwrap(), printed);
    let (json, _) = run(&mut monev(&["indicators", INSTRUMENT, RECORDS, "--format", "json"]), 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["suppressed"], &json["records"]["read"]), (&false.into(), &10.into()));
    for arguments in [
        ["indicators", INSTRUMENT, RECORDS, "--out", "indikator.xlsx"],
        ["indicators", INSTRUMENT, RECORDS, "--out", RECORDS],
    ] {
        run(&mut monev(&arguments), 2);
    }
    let (out, err) = run(&mut monev(&["indicators", INSTRUMENT, MISTAKES, "--lang", "id"]), 1);
    assert!(out.contains("pct_berhasil") && err.contains("jangan diterbitkan"), "{out}{err}");
    let records = "instruments/jatim-dampak/records.ndjson";
    let jatim = ["indicators", "instruments/jatim-dampak/jatim-dampak.yaml", records, "--lang", "id"];
    let (out, _) = run(&mut monev(&jatim), 0);
    let said =
        ["93.888,89", "perlakuan 529.166,67 → 674.166,67 (1 unit)", "tak dihitung", "tidak ditanyakan"];
    assert!(said.iter().all(|words| out.contains(words)), "{out}");
}

#[test]
fn no_style_leaves_the_terminal() {
    let (out, err) = run(&mut monev(&["score", INSTRUMENT, RECORDS]), 0);
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'));
    let (out, _) = run(&mut monev(&["score", INSTRUMENT, RECORDS, "--color", "always"]), 0);
    assert!(out.contains('\u{1b}'));
    for color in ["--color=always", "--color=never"] {
        let (_, err) = run(&mut monev(&[color, "check", "nothing.yaml"]), 4);
        let (_, usage) = run(&mut monev(&["chekc", color]), 2);
        let styled = [err, usage].map(|text| text.contains('\u{1b}'));
        assert_eq!(styled, [color == "--color=always"; 2], "{color}");
    }
}

#[test]
fn hostile_text_does_nothing_on_a_terminal() {
    let folder = Folder::new("hostile");
    let nasty = "\\e[2J\\e]8;;http://x\\a\\u202Eteks";
    let text = small("a").replace("label: Nama", &format!("label: \"{nasty}\", kunci\\u001b: 1"));
    let path = folder.file("a\u{1b}[31m.yaml", text);
    for format in ["text", "json", "sarif", "github"] {
        let arguments = [OsStr::new("check"), path.as_os_str(), "--format".as_ref(), format.as_ref()];
        let (out, err) = run(&mut monev(&arguments), 1);
        let dangerous = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!out.contains(dangerous) && !err.contains(dangerous), "{format}: {out:?}");
    }
}

#[test]
fn records_come_through_a_pipe_too() {
    let mut command = monev(&["validate", INSTRUMENT, "-", "--input", "ndjson", "--format", "csv"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(MISTAKES).unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let (file, _) = run(&mut monev(&["validate", INSTRUMENT, MISTAKES, "--format", "csv"]), 1);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), file);
    run(&mut monev(&["validate", INSTRUMENT, "-"]), 2);
}

#[test]
fn a_new_instrument_checks_clean_tests_well_and_scores() {
    let folder = Folder::new("new");
    run(monev(&["new", "usaha-kecil"]).current_dir(&folder.0), 0);
    let (out, _) = run(monev(&["check", "usaha-kecil"]).current_dir(&folder.0), 0);
    assert_eq!(out, "no problems in 1 file\n");
    let (out, _) = run(monev(&["test", "usaha-kecil"]).current_dir(&folder.0), 0);
    assert!(out.ends_with("4 passed, 0 failed\n"), "{out}");
    let arguments = ["score", "usaha-kecil/usaha-kecil.yaml", "usaha-kecil/usaha-kecil.records.ndjson"];
    let (out, _) = run(monev(&arguments).current_dir(&folder.0), 0);
    assert!(out.ends_with("3 records: 3 valid\n"), "{out}");
    run(monev(&["new", "usaha-kecil"]).current_dir(&folder.0), 4);
    run(monev(&["new", "../usaha"]).current_dir(&folder.0), 2);
}

/// The numbers behind `key:` in an LCOV file, summed.
fn sum(text: &str, key: &str) -> usize {
    let behind = text.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    behind.map(|number| number.parse::<usize>().unwrap()).sum()
}

#[test]
fn the_shipped_tests_see_every_branch_in_every_format() {
    let folder = Folder::new("coverage");
    let file = folder.0.join("cakupan.info");
    let out = format!("--out={}", file.display());
    run(&mut monev(&["test", INSTRUMENT, "--coverage=lcov", "--fail-under", "100", &out]), 0);
    let written = fs::read_to_string(&file).unwrap();
    // Without a file the report alone is printed; results go to the other stream.
    let (printed, results) = run(&mut monev(&["test", INSTRUMENT, "--coverage=lcov"]), 0);
    assert_eq!(printed, written);
    assert!(results.contains(" passed, 0 failed"), "{results}");
    assert!(!written.contains(",-") && !written.contains(",0\n"), "something is not seen:\n{written}");
    let branches = written.lines().filter(|line| line.starts_with("BRDA:")).count();
    let lines = written.lines().filter(|line| line.starts_with("DA:")).count();
    assert_eq!((sum(&written, "BRF"), sum(&written, "BRH")), (branches, branches));
    assert_eq!((sum(&written, "LF"), sum(&written, "LH")), (lines, lines));
    let (json, _) = run(&mut monev(&["test", INSTRUMENT, "--coverage=json"]), 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["branches"]["all"], branches);
    assert_eq!(json[0]["branches"]["percent"], "100.00");
    let (text, _) = run(&mut monev(&["test", INSTRUMENT, "--coverage", "--lang", "id"]), 0);
    assert!(text.contains(&format!("100 %, {branches} dari {branches} cabang terlihat")), "{text}");
}

#[test]
fn coverage_below_what_is_wanted_is_a_finding() {
    let folder = Folder::new("below");
    let path =
        folder.file("a.yaml", small("a") + "  - {ask: b, type: text, label: B, when: nama is answered}\n");
    folder.file("a.tests.yaml", "tests:\n  - {test: ada nama, answers: {nama: Ani}, expect: {asked: [b]}}\n");
    let path = path.to_str().unwrap();
    let (out, err) = run(&mut monev(&["test", path, "--coverage", "--fail-under", "50.01"]), 1);
    assert!(out.contains("50.00%, 1 of 2 branches seen"), "{out}");
    assert!(out.contains("a.yaml:8:42 `nama is answered`: never false"), "{out}");
    assert_eq!(err, "the coverage of `a` is only 50.00%, below 50.01%\n");
    run(&mut monev(&["test", path, "--coverage", "--fail-under", "50"]), 0);
    run(&mut monev(&["test", path, "--coverage", "--fail-under", "100.5"]), 2);
    run(&mut monev(&["test", path, "--fail-under", "50"]), 2);
}

#[test]
fn mutants_are_told_in_every_format() {
    let folder = Folder::new("mutants");
    let text = small("a")
        + "  - {roster: anak, label: A, rows: {max: 3}, items: [{ask: umur, type: integer, label: U}]}\n"
        + "  - {ask: kb, type: text, label: B, when: count(anak) >= 0}\n";
    let path = folder.file("a.yaml", text);
    folder.file("a.tests.yaml", "tests:\n  - {test: kosong, answers: {}, expect: {asked: [kb]}}\n");
    let path = path.to_str().unwrap();
    let (text, _) = run(&mut monev(&["test", path, "--mutate"]), 0);
    assert!(text.contains("it is always true, before and after"), "{text}");
    let (json, _) = run(&mut monev(&["test", path, "--mutate", "--format", "json"]), 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let of = |fate: &str| {
        let all = json[0]["each"].as_array().unwrap().iter();
        all.filter(|mutant| mutant["fate"] == fate).count()
    };
    let (survived, never) = (of("survived"), of("unnoticeable"));
    assert_eq!(json[0]["survived"], survived);
    assert_eq!(json[0]["unnoticeable"], never);
    assert_eq!(json[0]["mutants"], of("noticed") + of("refused") + survived);
    assert!(survived > 0 && never > 0 && of("noticed") > 0, "{json:#}");
    let file = folder.0.join("mutan.xml");
    let out = format!("--out={}", file.display());
    let (told, _) = run(&mut monev(&["test", path, "--mutate", "--format", "junit", &out]), 0);
    assert!(told.ends_with(&format!("{never} more cannot be noticed\n")), "{told}");
    let junit = fs::read_to_string(&file).unwrap();
    assert_eq!(junit.matches("<failure message=\"no test notices this mistake\"").count(), survived);
    assert_eq!(junit.matches("<skipped ").count(), never);
    assert!(junit.contains(&format!("failures=\"{survived}\" errors=\"0\" skipped=\"{never}\"")), "{junit}");
    run(&mut monev(&["test", path, "--mutate", "--format", "json", "--fail-under", "100"]), 1);
    run(&mut monev(&["test", path, "--mutate", "--coverage"]), 2);
    let (json, _) = run(&mut monev(&["test", path, "--format", "json"]), 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json[0]["passed"], &json[0]["each"][0]["name"]), (&1.into(), &"kosong".into()));
}

#[test]
fn results_are_junit_however_hostile_the_names_are() {
    let folder = Folder::new("junit");
    let path = folder.file("a.yaml", small("a"));
    let hostile = "<b> & \\\"kutip\\\" ]]>";
    folder.file(
        "a.tests.yaml",
        format!(
            "tests:\n  - {{test: baik, answers: {{}}, expect: {{asked: [nama]}}}}\n  - {{test: \"{hostile}\", answers: {{}}, expect: {{not_asked: [nama]}}}}\n"
        ),
    );
    let (out, _) = run(&mut monev(&["test", path.to_str().unwrap(), "--format", "junit"]), 1);
    assert!(out.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"monev test\" tests=\"2\" failures=\"1\" errors=\"0\">"), "{out}");
    assert!(out.contains("name=\"&lt;b&gt; &amp; &quot;kutip&quot; ]]&gt;\""), "{out}");
    assert!(out.contains("line=\"3\">\n      <failure message=\""), "{out}");
    // What keeps a file from being run is an error of its own.
    folder.file("a.tests.yaml", "tests:\n  - {test: x, answers: {tak_ada: 1}, expect: {}}\n");
    let (out, err) = run(&mut monev(&["test", path.to_str().unwrap(), "--format", "junit"]), 1);
    assert!(out.contains("errors=\"1\"") && out.contains("<error message="), "{out}");
    assert!(err.contains("error[bad-test]"), "{err}");
}

#[test]
fn samples_are_the_same_however_many_are_made_at_once() {
    let sample = |more: &[&str]| {
        let fixed = ["sample", INSTRUMENT, "-n", "700", "--seed", "3", "--mistakes", "2%"];
        run(&mut monev(&[&fixed, more].concat()), 0).0
    };
    let one = sample(&["--jobs", "1"]);
    assert_eq!(one.lines().count(), 700);
    assert_eq!(one, sample(&["--jobs", "4"]));
    assert_eq!(one, sample(&[]));
    let fewer =
        run(&mut monev(&["sample", INSTRUMENT, "-n", "50", "--seed", "3", "--mistakes", "0.02"]), 0).0;
    assert!(one.starts_with(&fewer), "the first fifty are the fifty");
}

#[test]
fn sampled_csv_is_read_again() {
    let folder = Folder::new("sample");
    let out = folder.0.join("s.csv");
    let out = out.to_str().unwrap();
    run(&mut monev(&["sample", INSTRUMENT, "-n", "60", "--out", out]), 0);
    assert_eq!(folder.names(), ["s.barang.csv", "s.bulanan.csv", "s.csv", "s.pinjaman.csv"]);
    let (told, _) = run(&mut monev(&["validate", INSTRUMENT, out]), 0);
    assert!(told.ends_with("60 records: 60 valid\n"), "{told}");
    // Without a file there is no place for the rosters; rates are shares; no instrument is written over.
    run(&mut monev(&["sample", INSTRUMENT, "--format", "csv"]), 2);
    run(&mut monev(&["sample", INSTRUMENT, "--missing", "5"]), 2);
    run(&mut monev(&["sample", INSTRUMENT, "--jobs", "0"]), 2);
    run(&mut monev(&["sample", INSTRUMENT, "--profile", "nothing.sample.yaml"]), 4);
    let own = folder.file("a.yaml", small("a"));
    run(
        &mut monev(&["sample", own.to_str().unwrap(), "--format", "ndjson", "--out", own.to_str().unwrap()]),
        2,
    );
    assert_eq!(run(&mut monev(&["sample", own.to_str().unwrap(), "-n", "0"]), 0).0, "");
}

#[test]
fn what_cannot_be_sampled_is_told() {
    let folder = Folder::new("hopeless");
    let check = "checks: [{require: \"length(self) > 3 and length(self) < 3\", message: P}]";
    let text = small("a").replace("label: Nama", &format!("label: Nama, required: true, {check}"));
    let path = folder.file("a.yaml", text);
    let (out, err) = run(&mut monev(&["sample", path.to_str().unwrap(), "-n", "100000"]), 1);
    assert!(out.is_empty() && err.contains("32 of 32 records") && err.contains("`nama`, check `1`"), "{err}");
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(run(&mut monev(&["completions", shell]), 0).0.contains("conformance"), "{shell}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::process::ExitStatusExt;

    /// Runs `sh -c` with the binary as `$0`.
    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", script, env!("CARGO_BIN_EXE_monev")])
            .env("LC_ALL", "en_US.UTF-8")
            .stdin(Stdio::null());
        command
    }

    #[test]
    fn a_reader_that_goes_away_is_no_fault() {
        let script = "{ \"$0\" rule | true; } 2>&1; \"$0\" limits 2>&1 | head -n 1 > /dev/null";
        let (out, err) = run(&mut shell(script), 0);
        assert_eq!((out.as_str(), err.as_str()), ("", ""));
    }

    #[test]
    fn a_full_disk_is_io() {
        let (_, err) =
            run(&mut shell(&format!("\"$0\" score {INSTRUMENT} {RECORDS} --format csv > /dev/full")), 4);
        assert!(err.contains("can't be written"), "{err}");
        run(&mut shell("\"$0\" rule > /dev/full"), 4);
    }

    #[test]
    fn closed_streams_are_survived() {
        run(&mut shell(&format!("\"$0\" check {INSTRUMENT} <&- >&- 2>&-")), 0);
    }

    #[test]
    fn pipes_and_devices_are_no_instruments() {
        let folder = Folder::new("devices");
        let pipe = folder.0.join("pipe.yaml");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        symlink("loop.yaml", folder.0.join("loop.yaml")).unwrap();
        for path in [pipe.as_path(), Path::new("/dev/zero"), &folder.0.join("loop.yaml")] {
            let start = Instant::now();
            run(&mut monev(&[OsStr::new("check"), path.as_os_str()]), 4);
            assert!(start.elapsed() < Duration::from_secs(5), "{path:?}");
        }
    }

    #[test]
    fn a_path_that_is_not_unicode_is_read() {
        let folder = Folder::new("bytes");
        let path = folder.0.join(OsStr::from_bytes(b"usaha-\xff.yaml"));
        fs::write(&path, small("a")).unwrap();
        run(&mut monev(&[OsStr::new("check"), path.as_os_str()]), 0);
    }

    #[test]
    fn little_memory_for_the_stack_is_enough() {
        run(&mut shell(&format!("ulimit -s 256; \"$0\" score {INSTRUMENT} {RECORDS} > /dev/null")), 0);
    }

    #[test]
    fn a_signal_ends_the_run_and_leaves_no_file() {
        for (name, code) in [("INT", 130), ("TERM", 143)] {
            let folder = Folder::new(&format!("signal-{name}"));
            let out = folder.file("scores.csv", "old");
            let arguments = ["score", INSTRUMENT, "-", "--input", "ndjson", "--out", out.to_str().unwrap()];
            let mut child = monev(&arguments)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let mut input = child.stdin.take().unwrap();
            input.write_all(&fs::read(RECORDS).unwrap()).unwrap();
            input.flush().unwrap();
            let started = Instant::now();
            while folder.names().len() < 2 && started.elapsed() < Duration::from_secs(20) {
                std::thread::sleep(Duration::from_millis(20));
            }
            assert_eq!(folder.names().len(), 2, "the new file grows beside the old one");
            let kill = Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
            assert!(kill.unwrap().success());
            let status = child.wait().unwrap();
            assert_eq!((status.code(), status.signal()), (Some(code), None), "{name}");
            let mut err = String::new();
            child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
            assert!(err.contains("interrupted"), "{err}");
            assert_eq!(folder.names(), ["scores.csv"]);
            assert_eq!(fs::read_to_string(&out).unwrap(), "old");
            drop(input);
        }
    }
}

#[test]
fn a_report_is_four_files_the_same_every_time() {
    let (one, other) = (Folder::new("report-one"), Folder::new("report-other"));
    let make = |folder: &Folder, records: &str| {
        monev(&["report", INSTRUMENT, records, "--out", &folder.0.to_string_lossy()]).output().unwrap()
    };
    let output = make(&one, RECORDS);
    make(&other, RECORDS);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 4);
    let names = ["figures.csv", "figures.json", "report.en.html", "report.id.html"];
    assert_eq!(one.names(), names);
    for name in names {
        let read = |folder: &Folder| fs::read(folder.0.join(name)).unwrap();
        assert_eq!(read(&one), read(&other), "{name}");
    }
}

#[test]
fn a_report_without_a_usable_record_says_so() {
    let folder = Folder::new("report-none");
    let foreign =
        folder.file("lain.ndjson", "{\"instrument\": \"lain\", \"version\": \"1.0.0\", \"answers\": {}}\n");
    let out = folder.0.join("laporan");
    let arguments =
        ["report", INSTRUMENT, &foreign.to_string_lossy(), "--pages", "id", "--out", &out.to_string_lossy()];
    let output = monev(&arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "the record is a finding");
    let page = fs::read_to_string(out.join("report.id.html")).unwrap();
    assert!(page.contains("Tidak satu pun dari 1 rekaman yang diterima dapat dipakai"));
    assert!(!out.join("report.en.html").exists());
}
