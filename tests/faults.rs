//! Bad input gets what the outcome contract promises: every entry of `tests/faults/*.yaml` is run through the real
//! binary, as a user would, and must end with the promised exit status and codes, in a second and 64 MiB.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test stops at a surprise, writes its files and times the program"
)]

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::Deserialize;

/// A second, for the program as it is shipped; a debug build on a busy machine is given more.
const MAX_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 8 } else { 1 });
const MAX_KIB: i64 = 64 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    what: String,
    files: Vec<Input>,
    run: Vec<String>,
    exit: i32,
    /// Codes that must be reported; with `only`, no others.
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    only: bool,
    /// Text that must stand in what is printed.
    #[serde(default)]
    says: Vec<String>,
    /// Text that must not.
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    name: String,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    text: Option<String>,
    /// Not a file but a FIFO, or a link to this path.
    #[serde(default)]
    fifo: bool,
    #[serde(default)]
    link: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    /// The start of a small valid instrument, up to its items.
    #[serde(default)]
    head: bool,
    #[serde(default)]
    text: String,
    #[serde(default)]
    hex: String,
    /// How often.
    #[serde(default = "once")]
    times: usize,
    /// The text once for each of 0..count, `#` replaced by the number.
    #[serde(default)]
    count: usize,
}

fn once() -> usize {
    1
}

const HEAD: &str = "monev: 1\ninstrument: uji\nversion: 1.0.0\ntitle: Uji\nlanguages: [id]\n";

/// Writes the input piece by piece: a program that is started is charged with what its starter held in memory.
fn write_parts(input: &Input, out: &mut impl Write) -> std::io::Result<()> {
    out.write_all(input.text.as_deref().unwrap_or_default().as_bytes())?;
    for part in &input.parts {
        if part.head {
            out.write_all(HEAD.as_bytes())?;
        }
        let digits: Vec<u8> = part.hex.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        let hex: Vec<u8> = digits.chunks(2).map(byte).collect();
        for _ in 0..part.times {
            out.write_all(if part.count == 0 { part.text.as_bytes() } else { &[] })?;
            out.write_all(&hex)?;
        }
        for n in 0..part.count {
            out.write_all(part.text.replace('#', &n.to_string()).as_bytes())?;
        }
    }
    out.flush()
}

fn write(folder: &Path, input: &Input) {
    let path = folder.join(&input.name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    if input.fifo {
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    } else if let Some(target) = &input.link {
        std::os::unix::fs::symlink(target, &path).unwrap();
    } else {
        write_parts(input, &mut BufWriter::new(std::fs::File::create(&path).unwrap())).unwrap();
    }
}

/// Runs the entry's command and says what went wrong, if anything did.
fn judge(entry: &Entry, folder: &Path) -> Result<Duration, String> {
    for input in &entry.files {
        write(folder, input);
    }
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_monev"))
        .args(&entry.run)
        .current_dir(folder)
        .env("LC_ALL", "en_GB.UTF-8")
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(folder.join("stdout")).unwrap())
        .stderr(std::fs::File::create(folder.join("stderr")).unwrap())
        .spawn()
        .unwrap();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None if started.elapsed() > MAX_TIME * 4 => {
                child.kill().unwrap();
                child.wait().unwrap();
                return Err("did not end".to_owned());
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let took = started.elapsed();
    let read = |name| String::from_utf8_lossy(&std::fs::read(folder.join(name)).unwrap()).into_owned();
    let printed = read("stdout") + &read("stderr");
    let excerpt: String = printed.chars().take(1_500).collect();
    if status.code() != Some(entry.exit) {
        return Err(format!("ended with {status}, expected {}\n{excerpt}", entry.exit));
    }
    check_print(entry, &printed).map_err(|why| format!("{why}\n{excerpt}"))?;
    if took > MAX_TIME {
        return Err(format!("took {took:?}"));
    }
    Ok(took)
}

fn check_print(entry: &Entry, printed: &str) -> Result<(), String> {
    let after = |key: &str| -> Vec<&str> {
        let values = printed.split(key).skip(1);
        values.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next()).collect()
    };
    let reported = [after("\"code\":"), after("\"check\":")].concat();
    if let Some(missing) = entry.codes.iter().find(|code| !reported.contains(&code.as_str())) {
        return Err(format!("code `{missing}` was not reported, but {reported:?}"));
    }
    if entry.only
        && let Some(other) = reported.iter().find(|code| !entry.codes.iter().any(|c| c == *code))
    {
        return Err(format!("code `{other}` was reported too"));
    }
    let said = |text: &&String| printed.contains(text.as_str());
    if let Some(unsaid) = entry.says.iter().find(|text| !said(text)) {
        return Err(format!("`{unsaid}` was not said"));
    }
    match entry.never.iter().find(said) {
        Some(leak) => Err(format!("`{leak}` was printed")),
        None => Ok(()),
    }
}

fn entries() -> Vec<(PathBuf, Entry)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let list: Vec<Entry> =
            serde_yaml::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        list.into_iter().map(move |entry| (path.clone(), entry))
    };
    paths.into_iter().flat_map(read).collect()
}

#[test]
fn every_fault_gets_its_outcome() {
    let all = entries();
    let only = std::env::var("FAULT").ok();
    let mut failures = Vec::new();
    let mut slowest = (Duration::ZERO, String::new());
    for (_, entry) in all.iter().filter(|(_, e)| only.as_ref().is_none_or(|id| e.id.starts_with(id.as_str())))
    {
        let folder = std::env::temp_dir().join(format!("monev-fault-{}-{}", std::process::id(), entry.id));
        std::fs::create_dir_all(&folder).unwrap();
        match judge(entry, &folder) {
            Ok(took) => slowest = slowest.clone().max((took, entry.id.clone())),
            Err(why) => failures.push(format!("{} ({}): {why}", entry.id, entry.what)),
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN).unwrap();
    let kib = usage.max_rss();
    println!(
        "{} entries, slowest {:?} ({}), most memory {} MiB",
        all.len(),
        slowest.0,
        slowest.1,
        kib / 1024
    );
    assert!(failures.is_empty(), "{} of {} entries:\n\n{}", failures.len(), all.len(), failures.join("\n\n"));
    assert!(kib <= MAX_KIB, "an entry used {kib} KiB");
}

#[test]
fn the_groups_are_covered() {
    let all = entries();
    for group in ["Y", "S", "E", "R"] {
        let mut ids: Vec<&str> =
            all.iter().map(|(_, e)| e.id.as_str()).filter(|id| id.starts_with(group)).collect();
        assert!(ids.len() >= 20, "group {group} has only {} entries", ids.len());
        let before = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), before, "an id of group {group} is used twice");
    }
}
