//! The rules of the house, kept by a test: imports point down, files and functions stay small and explained,
//! catalogues and their pages agree, foreign crates stay behind their one file. Every rule has a test of its own
//! that shows it fires.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise and reads the repository"
)]

#[path = "tidy/scan.rs"]
mod scan;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path as FilePath;

use scan::Source;

/// The architecture: **a module may import only from lower layers; siblings never import each other.**
const LAYERS: &[(&str, u32)] = &[
    ("base", 0),
    ("value", 10),
    ("expr", 20),
    ("source", 30),
    ("model", 40),
    ("lower", 50),
    ("rules", 60),
    ("compile", 65), // the facade over source, lower and rules that everything above may call
    ("image", 65),   // a compiled instrument as bytes and back
    ("session", 70),
    ("batch", 70),
    ("prove", 70),
    ("sample", 70),
    ("lint", 80),
    ("diff", 80),
    ("scenario", 80),
    ("form", 80),
    ("export", 90),
    ("import", 90),
    ("ide", 90),
    ("desk", 95), // one interview driven by requests: what servers, pages and pipes share
    ("cli", 100),
    ("lsp", 100),
    ("serve", 100),
];

/// Foreign crates and the one file (or folder) that may name them.
const FOREIGN: &[(&str, &str)] = &[
    ("pest", "src/expr/parse.rs"),
    ("pest_derive", "src/expr/parse.rs"),
    ("granit_parser", "src/source/yaml.rs"),
    ("serde_yaml", "src/expr/conformance"),
    ("serde_yaml", "src/desk/recorder.rs"),
    ("crc32fast", "src/session/journal.rs"),
    ("unicode_normalization", "src/value/mod.rs"),
    ("dagre", "src/export/graph/layout.rs"),
    ("statrs", "src/batch/indicators/student.rs"),
    ("minijinja", "src/export/render.rs"),
    ("jiff", "src/value/date.rs"),
    ("postcard", "src/image.rs"),
    ("regex_lite", "src/value/pattern.rs"),
    ("rand_pcg", "src/sample/dice.rs"),
    ("clap", "src/cli/"),
    ("clap_complete", "src/cli/"),
    ("annotate_snippets", "src/cli/render/text.rs"),
    ("anstream", "src/cli/"),
    ("anstyle", "src/cli/"),
    ("indicatif", "src/cli/"),
    ("comfy_table", "src/cli/"),
    ("terminal_size", "src/cli/console.rs"),
    ("signal_hook", "src/cli/signals.rs"),
    ("plotters", "src/export/report/chart/"),
];

/// Lines of code in a file without a reason, and with one (a line `// BUDGET: why`).
const FILE_LINES: (usize, usize) = (300, 500);
/// Lines of code in a function's body, unless `#[expect(clippy::too_many_lines, reason = "…")]` stands above it.
const FUNCTION_LINES: usize = 60;

// --- the rules: each takes text and gives complaints ---

/// Imports that don't point down.
fn imports(source: &Source) -> Vec<String> {
    let module = module_path(&source.path);
    let Some(own) = module.first().filter(|name| *name != "main" && *name != "compile") else {
        return vec![];
    };
    let Some(layer) = layer(own) else {
        return vec![format!("{}: `{own}` is not in the list of layers", source.path)];
    };
    let (code, _) = scan::without_tests(&scan::code(&source.text));
    let targets = scan::paths(&code).into_iter().filter_map(|path| {
        let target = resolve(&module, &path.parts)?;
        (&target != own).then_some((path.line, target))
    });
    let wrong = targets.filter_map(|(line, target)| {
        let place = format!("{}:{line}", source.path);
        match self::layer(&target) {
            None => Some(format!("{place}: `crate::{target}` is not a module in the list of layers")),
            Some(other) if other > layer => Some(format!("{place}: `{own}` imports upward from `{target}`")),
            Some(other) if other == layer => {
                Some(format!("{place}: `{own}` imports sideways from `{target}`"))
            }
            Some(_) => None,
        }
    });
    wrong.collect::<BTreeSet<_>>().into_iter().collect()
}

fn layer(module: &str) -> Option<u32> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// `src/expr/funcs/mod.rs` is `[expr, funcs]`; the crate's root is `[]`.
fn module_path(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let inner = inner.strip_suffix("/mod").unwrap_or(inner);
    if inner == "lib" { vec![] } else { inner.split('/').map(str::to_owned).collect() }
}

/// The top-level module a path leads to; none when it stays inside or leads to the root itself.
fn resolve(module: &[String], parts: &[String]) -> Option<String> {
    let supers = parts.iter().take_while(|part| *part == "super").count();
    match parts.first()?.as_str() {
        "crate" => parts.get(1).cloned(),
        "super" if supers >= module.len() => parts.get(supers).cloned(),
        _ => None,
    }
}

/// A file that doesn't say what it is.
fn opening(source: &Source) -> Vec<String> {
    let said =
        source.text.lines().next().is_some_and(|line| line.starts_with("//! ") && line.trim().len() >= 8);
    if said { vec![] } else { vec![format!("{}: does not open with `//!` and a sentence", source.path)] }
}

/// Files and functions that are too long. Tests are not counted.
fn budgets(source: &Source) -> Vec<String> {
    let (code, _) = scan::without_tests(&scan::code(&source.text));
    let lines = scan::lines_of_code(&code);
    let reason = source
        .text
        .lines()
        .any(|line| line.trim_start().strip_prefix("// BUDGET: ").is_some_and(|why| why.trim().len() >= 20));
    let mut complaints = Vec::new();
    let (plain, most) = FILE_LINES;
    if lines > most || (lines > plain && !reason) {
        complaints.push(format!(
            "{}: {lines} lines of code (over {plain} wants a line `// BUDGET: reason`, {most} is the most)",
            source.path
        ));
    }
    let long = scan::functions(&code).into_iter().filter(|function| function.lines > FUNCTION_LINES);
    let long = long.filter(|function| !has_reason(&source.text, function.line));
    complaints.extend(long.map(|function| {
        let scan::Function { name, line, lines } = function;
        format!("{}:{line}: `{name}` has {lines} lines (at most {FUNCTION_LINES})", source.path)
    }));
    complaints
}

/// Whether the attributes above a function's line expect its length with a reason.
fn has_reason(text: &str, line: usize) -> bool {
    let before = scan::line_range(text, line.saturating_sub(8)..line);
    let own = before.rsplit("\n\n").next().unwrap_or_default();
    own.contains("clippy::too_many_lines") && own.contains("reason =")
}

/// Foreign crates named outside their file.
fn foreign(source: &Source) -> Vec<String> {
    let code = scan::code(&source.text);
    let named = scan::words(&code).filter_map(|(at, word)| {
        let homes: Vec<&str> =
            FOREIGN.iter().filter(|(name, _)| *name == word).map(|(_, home)| *home).collect();
        let is_path = code[at + word.len()..].trim_start().starts_with("::");
        let inner = code[..at].trim_end().ends_with("::") && !code[..at].trim_end().ends_with(" ::");
        let is_home = |home: &&str| match home.ends_with(".rs") {
            true => source.path == **home,
            false => source.path.starts_with(*home),
        };
        let line = scan::line_of(&code, at);
        (is_path && !inner && !homes.is_empty() && !homes.iter().any(is_home))
            .then(|| format!("{}:{line}: `{word}` may be named only in {}", source.path, homes.join(", ")))
    });
    named.collect()
}

/// Entries of a catalogue and their pages that don't match.
fn catalogue(name: &str, registry: &[String], pages: &[String]) -> Vec<String> {
    let repeated = registry.iter().enumerate().filter(|(at, id)| registry[..*at].contains(id));
    let without = registry.iter().filter(|id| !pages.contains(id));
    let orphan = pages.iter().filter(|page| !registry.contains(page));
    repeated
        .map(|(_, id)| format!("{name}: `{id}` is registered twice"))
        .chain(without.map(|id| format!("{name}: `{id}` has no page")))
        .chain(orphan.map(|page| format!("{name}: page `{page}` belongs to nothing registered")))
        .collect()
}

/// Pages the summary misses, and links that lead nowhere.
fn summary(text: &str, pages: &[String]) -> Vec<String> {
    let links: Vec<&str> = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link.trim_start_matches("./"))
        .filter(|link| !link.is_empty())
        .collect();
    let missing = pages.iter().filter(|page| !links.contains(&page.as_str()));
    let dead = links.iter().filter(|link| !pages.iter().any(|page| page == *link));
    missing
        .map(|page| format!("SUMMARY.md: no link to {page}"))
        .chain(dead.map(|link| format!("SUMMARY.md: {link} does not exist")))
        .collect()
}

// --- the house is tidy ---

#[test]
fn imports_point_down() {
    check(&shipped_sources(), imports);
}

#[test]
fn every_file_says_what_it_is() {
    let everywhere = ["src", "tests"].iter().flat_map(|folder| sources(folder)).collect::<Vec<_>>();
    check(&everywhere, opening);
}

#[test]
fn files_and_functions_keep_their_budgets() {
    check(&shipped_sources(), budgets);
}

#[test]
fn foreign_crates_stay_behind_their_file() {
    check(&shipped_sources(), foreign);
}

#[test]
fn every_diagnostic_code_has_its_page() {
    let registry: Vec<String> = monev::base::codes::all().iter().map(|code| code.id().to_owned()).collect();
    assert_empty(&catalogue("codes", &registry, &page_names("book/src/codes")));
}

#[test]
fn summary_lists_every_page() {
    let pages: Vec<String> =
        files("book/src", "md").into_iter().map(|page| page.replace("book/src/", "")).collect();
    let pages: Vec<String> = pages.into_iter().filter(|page| page != "SUMMARY.md").collect();
    assert_empty(&summary(&fs::read_to_string("book/src/SUMMARY.md").unwrap(), &pages));
}

fn check(sources: &[Source], rule: fn(&Source) -> Vec<String>) {
    assert!(!sources.is_empty(), "no files found: run from the repository's root");
    assert_empty(&sources.iter().flat_map(rule).collect::<Vec<_>>());
}

fn assert_empty(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The sources that ship: those of `src` that aren't test modules.
fn shipped_sources() -> Vec<Source> {
    let all = sources("src");
    let tests: BTreeSet<String> = all.iter().flat_map(test_modules).collect();
    all.into_iter().filter(|source| !tests.contains(&source.path)).collect()
}

/// The files of the modules a source declares under `#[cfg(test)]`.
fn test_modules(source: &Source) -> Vec<String> {
    let (_, names) = scan::without_tests(&scan::code(&source.text));
    let folder = match source.path.strip_suffix("/mod.rs") {
        Some(folder) => folder,
        None if source.path == "src/lib.rs" => "src",
        None => source.path.trim_end_matches(".rs"),
    };
    names.iter().flat_map(|n| [format!("{folder}/{n}.rs"), format!("{folder}/{n}/mod.rs")]).collect()
}

fn sources(folder: &str) -> Vec<Source> {
    let paths = files(folder, "rs").into_iter();
    paths.map(|path| Source { text: fs::read_to_string(&path).unwrap(), path }).collect()
}

fn page_names(folder: &str) -> Vec<String> {
    let name = |path: &String| FilePath::new(path).file_stem().unwrap().to_string_lossy().into_owned();
    files(folder, "md").iter().map(name).collect()
}

/// Every file under a folder with this extension, sorted, paths with `/`.
fn files(folder: &str, extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            found.extend(files(&name, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(name);
        }
    }
    found.sort();
    found
}

// --- and each rule fires ---

fn complaints(rule: fn(&Source) -> Vec<String>, path: &str, text: &str) -> Vec<String> {
    rule(&Source { path: path.to_owned(), text: text.to_owned() })
}

#[test]
fn an_upward_import_is_found() {
    let found =
        complaints(imports, "src/value/ops.rs", "use crate::base::Span;\nuse crate::{base, expr::Expr};\n");
    assert_eq!(found, ["src/value/ops.rs:2: `value` imports upward from `expr`"]);
}

#[test]
fn a_sideways_import_is_found_through_super() {
    let found = complaints(imports, "src/lint/unused.rs", "fn f() { super::super::diff::pairs::all() }");
    assert_eq!(found, ["src/lint/unused.rs:1: `lint` imports sideways from `diff`"]);
    assert_eq!(complaints(imports, "src/lint/mod.rs", "use super::{base::Span, form::Page};").len(), 1);
    assert_eq!(complaints(imports, "src/lint/unused.rs", "use super::Lint; use self::inner::X;").len(), 0);
}

#[test]
fn a_module_without_a_layer_is_found() {
    assert_eq!(complaints(imports, "src/utils/mod.rs", "").len(), 1);
    assert_eq!(complaints(imports, "src/cli/mod.rs", "use crate::utils::x;").len(), 1);
}

#[test]
fn comments_strings_and_tests_import_nothing() {
    let text = "// crate::cli\nconst A: &str = \"crate::cli\"; const B: &str = r#\"crate::cli \" \"#;\n\
                fn f<'a>(c: &'a str) -> char { '\"' }\n#[cfg(test)]\nmod tests { use crate::cli::x; }\n";
    assert_eq!(complaints(imports, "src/base/span.rs", text), Vec::<String>::new());
}

#[test]
fn a_file_that_does_not_explain_itself_is_found() {
    assert_eq!(complaints(opening, "src/base/x.rs", "use std::fmt;\n").len(), 1);
    assert_eq!(complaints(opening, "src/base/x.rs", "//! x\n").len(), 1);
    assert_eq!(complaints(opening, "src/base/x.rs", "//! What this file is for.\n").len(), 0);
}

#[test]
fn a_long_file_is_found_and_a_reason_helps_only_so_far() {
    let lines = |n: usize| "const A: u8 = 1;\n".repeat(n);
    let because = "// BUDGET: one table that reads better whole\n";
    assert_eq!(complaints(budgets, "src/base/x.rs", &lines(300)).len(), 0);
    assert_eq!(complaints(budgets, "src/base/x.rs", &lines(301)).len(), 1);
    assert_eq!(complaints(budgets, "src/base/x.rs", &format!("{because}{}", lines(500))).len(), 0);
    assert_eq!(complaints(budgets, "src/base/x.rs", &format!("{because}{}", lines(501))).len(), 1);
    let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", lines(600));
    assert_eq!(complaints(budgets, "src/base/x.rs", &tests).len(), 0);
}

#[test]
fn a_long_function_is_found_unless_it_says_why() {
    let body = |n: usize| format!("fn long(a: [u8; 2]) -> u8 {{\n{}}}\n", "    a();\n".repeat(n));
    let because = "#[expect(clippy::too_many_lines, reason = \"a pure dispatch\")]\n";
    assert_eq!(complaints(budgets, "src/base/x.rs", &body(60)).len(), 0);
    assert_eq!(
        complaints(budgets, "src/base/x.rs", &body(61)),
        ["src/base/x.rs:1: `long` has 61 lines (at most 60)"]
    );
    assert_eq!(complaints(budgets, "src/base/x.rs", &format!("{because}{}", body(61))).len(), 0);
}

#[test]
fn a_foreign_crate_outside_its_file_is_found() {
    assert_eq!(complaints(foreign, "src/lower/mod.rs", "use pest::Parser;").len(), 1);
    assert_eq!(complaints(foreign, "src/form/mod.rs", "fn f() { minijinja::Environment::new(); }").len(), 1);
    assert_eq!(complaints(foreign, "src/expr/parse.rs", "use pest::Parser;").len(), 0);
    assert_eq!(complaints(foreign, "src/cli/args.rs", "use clap::Parser;").len(), 0);
}

#[test]
fn a_catalogue_that_differs_from_its_pages_is_found() {
    let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    let found = catalogue("codes", &names(&["a", "b", "b"]), &names(&["b", "c"]));
    assert_eq!(
        found,
        [
            "codes: `b` is registered twice",
            "codes: `a` has no page",
            "codes: page `c` belongs to nothing registered"
        ]
    );
}

#[test]
fn a_page_the_summary_misses_is_found() {
    let pages = ["intro.md".to_owned(), "codes/type.md".to_owned()];
    let found = summary("- [Intro](intro.md)\n- [Gone](gone.md)\n", &pages);
    assert_eq!(found, ["SUMMARY.md: no link to codes/type.md", "SUMMARY.md: gone.md does not exist"]);
}
