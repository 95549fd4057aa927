//! The book is a test: every block of it is compiled, read or run, and the parts made from the code are compared with
//! the code. `UPDATE_BOOK=1 cargo test --test book` writes generated parts and transcripts anew.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

#[path = "book/blocks.rs"]
mod blocks;
#[path = "book/compiling.rs"]
mod compiling;
#[path = "book/console.rs"]
mod console;
#[path = "book/generated.rs"]
mod generated;

use std::fs;
use std::path::Path;

use blocks::Block;
use console::Folder;
use monev::base::{MemoryFiles, codes};

fn updating() -> bool {
    std::env::var_os("UPDATE_BOOK").is_some_and(|value| value == "1")
}

/// Every page with its path below `book/src`, sorted.
fn pages() -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(Path::new("book/src"), &mut found);
    found.sort();
    assert!(found.len() > 10, "the book was not found: run from the repository's root");
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.strip_prefix("book/src").unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn assert_empty(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn generated_parts_are_fresh() {
    let mut stale = Vec::new();
    for (page, text) in pages() {
        let fresh = if page == "SUMMARY.md" {
            generated::refreshed_summary(&text)
        } else {
            generated::refreshed(&text)
        };
        if fresh == text {
            continue;
        }
        if updating() {
            fs::write(Path::new("book/src").join(&page), fresh).unwrap();
        } else {
            stale.push(format!(
                "book/src/{page} is not what the code says: UPDATE_BOOK=1 cargo test --test book"
            ));
        }
    }
    assert_empty(&stale);
}

#[test]
fn every_code_is_explained_in_both_languages_and_shown() {
    let mut complaints = Vec::new();
    for code in codes::all() {
        let page = format!("codes/{}.md", code.id());
        complaints.extend(compiling::page_form(code.id(), code.page(), &blocks::blocks(&page, code.page())));
    }
    assert_empty(&complaints);
}

#[test]
fn every_block_does_what_it_says() {
    let mut complaints = Vec::new();
    for (page, text) in pages() {
        complaints.extend(run_page(&page, &text));
    }
    assert_empty(&complaints);
}

#[test]
fn the_readme_shows_what_is_printed() {
    let text = fs::read_to_string("README.md").unwrap();
    let changed = |block: &Block| {
        let now = Folder::new("README.md").transcript(block).unwrap();
        (!console::matches(&block.text, &now)).then_some(now)
    };
    let blocks = blocks::blocks("../../README.md", &text);
    let console = blocks.iter().filter(|block| block.language == "console");
    let changed: Vec<(&Block, String)> =
        console.filter_map(|block| changed(block).map(|now| (block, now))).collect();
    if updating() {
        rewrite("../../README.md", &text, &changed);
    } else {
        let complaint =
            |(block, now): &(&Block, String)| format!("README.md:{}: now prints\n{now}", block.line);
        assert_empty(&changed.iter().map(complaint).collect::<Vec<_>>());
    }
}

/// Runs the blocks of a page from the top; files are there for the blocks below them. Transcripts that have changed are
/// complaints, or written anew.
fn run_page(page: &str, text: &str) -> Vec<String> {
    let blocks = blocks::blocks(page, text);
    let needs_folder = blocks.iter().any(|block| block.language == "console");
    let folder = needs_folder.then(|| Folder::new(page));
    let mut files = MemoryFiles::new();
    let (mut complaints, mut changed) = (Vec::new(), Vec::new());
    for block in &blocks {
        if let Some(name) = block.file() {
            files = files.with(name, block.text.as_bytes());
        }
        if let (Some(name), Some(folder)) = (block.file(), &folder) {
            folder.write(name, &block.text);
        }
        match (block.language.as_str(), &folder) {
            ("console", Some(folder)) => match folder.transcript(block) {
                Ok(now) if console::matches(&block.text, &now) => {}
                Ok(now) => changed.push((block, now)),
                Err(complaint) => complaints.push(format!("{}: {complaint}", block.place())),
            },
            _ => {
                let result = run_block(block, &files);
                complaints.extend(result.err().map(|complaint| format!("{}: {complaint}", block.place())));
            }
        }
    }
    if updating() {
        rewrite(page, text, &changed);
    } else {
        let complaint = |(block, now): &(&Block, String)| format!("{}: now prints\n{now}", block.place());
        complaints.extend(changed.iter().map(complaint));
    }
    complaints
}

/// Writes a page with other texts in some of its blocks.
fn rewrite(page: &str, text: &str, changed: &[(&Block, String)]) {
    let mut lines: Vec<&str> = text.lines().collect();
    for (block, now) in changed.iter().rev() {
        lines.splice(block.line..block.line + block.text.lines().count(), now.lines());
    }
    if !changed.is_empty() {
        fs::write(Path::new("book/src").join(page), lines.join("\n") + "\n").unwrap();
    }
}

fn run_block(block: &Block, files: &MemoryFiles) -> Result<(), String> {
    match block.language.as_str() {
        "text" | "toml" => Ok(()),
        "rust" => Ok(()), // run by `cargo test --doc`
        "json" => {
            serde_json::from_str::<serde_json::Value>(&block.text).map(|_| ()).map_err(|e| e.to_string())
        }
        "ndjson" => block.text.lines().try_for_each(|line| {
            serde_json::from_str::<serde_json::Value>(line).map(|_| ()).map_err(|e| e.to_string())
        }),
        "csv" if block.file().is_some() => Ok(()), // read by the commands below it
        "yaml" if (block.is("error") || block.is("ok")) && block.text.starts_with("tests:") => {
            compiling::tests(block, files)
        }
        "yaml" if (block.is("error") || block.is("ok")) && block.text.starts_with("sample:") => {
            compiling::profile(block, files)
        }
        "yaml" if ["error", "ok", "item"].iter().any(|word| block.is(word)) => {
            compiling::instrument(block, files)
        }
        "expr" => compiling::expression(block),
        "yaml" => {
            serde_yaml::from_str::<serde_yaml::Value>(&block.text).map(|_| ()).map_err(|e| e.to_string())
        }
        "" => Err("a block says what it is in: ```yaml, ```console, … or ```text".to_owned()),
        other => Err(format!("nobody runs blocks in `{other}`")),
    }
}
