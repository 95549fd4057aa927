//! Transcripts: every `$ monev …` of a page is run, and must say what the page says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::blocks::Block;

/// A folder of a page's own, with the page's files in it and the repository's instruments beside them.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes the folder of a page.
    pub(crate) fn new(page: &str) -> Self {
        let name = page.replace(['/', '.'], "-");
        let path = std::env::temp_dir().join(format!("monev-book-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        if Path::new("instruments").is_dir() {
            copy(Path::new("instruments"), &path.join("instruments"));
        }
        Self { path }
    }

    /// Puts a file of the page into it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path.join(name);
        assert!(!name.starts_with('/') && !name.contains(".."), "{name} leaves the page's folder");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a transcript should be: its commands, each with what it prints now. Where the page leaves lines out
    /// (`...`) and the rest agrees, the page's own text stays.
    pub(crate) fn transcript(&self, block: &Block) -> Result<String, String> {
        let mut out = String::new();
        for (command, expected) in commands(block)? {
            let printed = self.run(&command)?;
            let kept = if matches(&expected, &printed) { &expected } else { &printed };
            out.push_str(&format!("$ {command}\n{kept}"));
        }
        Ok(out)
    }

    fn run(&self, command: &str) -> Result<String, String> {
        let words = split(
            command
                .strip_prefix("cargo run --release -- ")
                .map_or(command.to_owned(), |rest| format!("monev {rest}"))
                .as_str(),
        );
        let (program, arguments) = words.split_first().ok_or("an empty command")?;
        if program != "monev" {
            return Err(format!("`{program}` is not run here: transcripts are of `monev`"));
        }
        let mut process = Command::new(env!("CARGO_BIN_EXE_monev"));
        process.args(arguments).current_dir(&self.path).env_clear().env("LANG", "en_US.UTF-8");
        let output = process.output().map_err(|error| error.to_string())?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(text).map_err(|error| error.to_string())?;
        Ok(text.lines().map(|line| format!("{}\n", line.trim_end())).collect())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The commands of a block, each with the lines below it.
fn commands(block: &Block) -> Result<Vec<(String, String)>, String> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in block.text.lines() {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push((command.to_owned(), String::new())),
            (None, Some((_, output))) => output.push_str(&format!("{}\n", line.trim_end())),
            (None, None) => return Err("a transcript begins with `$ `".to_owned()),
        }
    }
    Ok(found)
}

/// Words of a command line; quotes hold words together, there is nothing else of a shell.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the lines agree; `...` alone on a line stands for any lines.
pub(crate) fn matches(expected: &str, printed: &str) -> bool {
    let expected: Vec<&str> = expected.trim_end().lines().collect();
    let printed: Vec<&str> = printed.trim_end().lines().collect();
    agree(&expected, &printed)
}

fn agree(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((&"...", rest)) => (0..=printed.len()).any(|skipped| agree(rest, &printed[skipped..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, after)| line == first && agree(rest, after))
        }
    }
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(matches("a\n...\nd\n", "a\nb\nc\nd\n"));
    assert!(matches("a\n...\n", "a\n"));
    assert!(!matches("a\n...\nd\n", "a\nb\n"));
    assert!(!matches("a\n", "a\nb\n"));
}
