//! Interviews that are killed: whatever was acknowledged is there when they go on.

#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test says what is wrong by failing, and starts processes"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::Value as Json;

/// How often the process is killed: 1,000 times with `MONEV_KILLS=1000`.
fn kills() -> u32 {
    std::env::var("MONEV_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(100)
}

struct Interview {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Interview {
    fn start(journal: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_monev"))
            .args(["session", "tests/suite/desk/warung.yaml", "--journal"])
            .arg(journal)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the command starts");
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, input, output }
    }

    fn ask(&mut self, request: &str) -> Json {
        writeln!(self.input, "{request}").expect("the process listens");
        let mut line = String::new();
        self.output.read_line(&mut line).expect("an answer");
        serde_json::from_str(&line).expect("an answer is JSON")
    }

    /// The number that the interview holds; 0 for none.
    fn number(&mut self) -> u32 {
        let draft = self.ask(r#"{"op":"draft"}"#);
        draft["record"]["answers"]["nama"].as_str().and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Answers with one number after another until it is killed; the last that was sent and the last acknowledged.
    fn until_killed(mut self, from: u32, after: Duration) -> (u32, u32) {
        let (sent, acknowledged) = (Arc::new(AtomicU32::new(from)), Arc::new(AtomicU32::new(from)));
        let (counted, mut input) = (Arc::clone(&sent), self.input);
        let writer = std::thread::spawn(move || {
            loop {
                let number = counted.fetch_add(1, Ordering::SeqCst) + 1;
                let request = format!(r#"{{"op":"set","at":"nama","answer":"{number}"}}"#);
                if writeln!(input, "{request}").is_err() {
                    break;
                }
            }
        });
        let heard = Arc::clone(&acknowledged);
        let reader = std::thread::spawn(move || {
            for line in self.output.lines() {
                // Only a whole line is an answer.
                let answer = line.ok().and_then(|line| serde_json::from_str::<Json>(&line).ok());
                if answer.is_none_or(|answer| answer["ok"] != true) {
                    break;
                }
                heard.fetch_add(1, Ordering::SeqCst);
            }
        });
        std::thread::sleep(after);
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("it ends");
        writer.join().expect("the writer ends");
        reader.join().expect("the reader ends");
        (sent.load(Ordering::SeqCst), acknowledged.load(Ordering::SeqCst))
    }
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kill");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn an_acknowledged_answer_is_never_lost() {
    let folder = folder();
    let (mut lost, mut answers, mut torn) = (0_u32, 0_u32, 0_u32);
    // A small generator, so that the moments differ and are the same in every run as far as a machine allows.
    let mut state = 0x9E37_79B9_u64;
    for kill in 0..kills() {
        // Every twentieth time a new interview begins: what is played again stays short.
        let journal = folder.join(format!("{}.journal", kill / 20));
        let before = fs::read(&journal).unwrap_or_default();
        torn += u32::from(!before.is_empty() && !before.ends_with(b"\n"));
        let mut interview = Interview::start(&journal);
        let from = interview.number();
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (sent, acknowledged) =
            interview.until_killed(from, Duration::from_micros((state >> 33) % 40_000));
        answers += acknowledged - from;
        let mut again = Interview::start(&journal);
        let there = again.number();
        lost += acknowledged.saturating_sub(there);
        assert!(there <= sent, "an answer nobody gave: {there} of {sent}");
        drop(again.input);
        again.child.wait().expect("it ends");
    }
    println!(
        "{} kills, {answers} acknowledged answers, {torn} torn lines, {lost} acknowledged answers lost",
        kills()
    );
    assert_eq!(lost, 0);
    assert!(answers > kills(), "too few answers to tell anything: {answers}");
}

#[test]
fn one_interview_is_held_by_one_process() {
    let journal = folder().with_file_name("held.journal");
    let _ = fs::remove_file(&journal);
    let mut first = Interview::start(&journal);
    assert_eq!(first.ask(r#"{"op":"set","at":"nama","answer":"Ani"}"#)["ok"], true);
    let second = run(&journal, "tests/suite/desk/warung.yaml");
    assert_eq!(
        second,
        (
            Some(4),
            "error: the journal `held.journal` can't be used: another process is using it\n".to_owned()
        )
    );
    drop(first.input);
    first.child.wait().expect("it ends");
    assert_eq!(run(&journal, "tests/suite/desk/warung.yaml").0, Some(0));
    // Another instrument, another version, a file that is none.
    let other = run(&journal, "instruments/scales/gad-7/gad-7-form.yaml");
    assert_eq!(other.0, Some(1));
    assert!(other.1.contains("it holds an interview of `warung`, not of `gad-7-form`"), "{}", other.1);
    let text = fs::read_to_string("tests/suite/desk/warung.yaml").expect("the instrument");
    for (version, goes_on) in [("1.0.1", true), ("1.1.0", false), ("2.0.0", false), ("0.9.0", false)] {
        let newer = folder_beside(&journal).join(format!("warung-{version}.yaml"));
        fs::write(&newer, text.replace("version: 1.0.0", &format!("version: {version}"))).expect("a file");
        let (code, said) = run(&journal, newer.to_str().expect("a path"));
        assert_eq!(code == Some(0), goes_on, "{version}: {said}");
        assert_eq!(said.contains("it was begun with version 1.0.0"), !goes_on, "{version}: {said}");
    }
    let foreign = journal.with_file_name("notes.txt");
    fs::write(&foreign, "my notes\n").expect("a file");
    assert_eq!(run(&foreign, "tests/suite/desk/warung.yaml").0, Some(2));
    assert_eq!(fs::read_to_string(&foreign).expect("still there"), "my notes\n");
}

fn folder_beside(path: &Path) -> PathBuf {
    path.parent().expect("a folder").to_owned()
}

/// Runs a session without requests: how it ends and what it says, the folder of the journal left out.
fn run(journal: &Path, instrument: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_monev"))
        .args(["session", instrument, "--lang", "en", "--journal"])
        .arg(journal)
        .stdin(Stdio::null())
        .output()
        .expect("the command runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let folder = folder_beside(journal);
    (output.status.code(), said.replace(&format!("{}/", folder.display()), ""))
}
