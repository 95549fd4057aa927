//! Pages, and parts of pages, made from the code.

use monev::base::{Limits, codes};

/// Marks between which a page is made from the code; outside them people write.
const BEGIN: &str = "<!-- generated: ";
const END: &str = "<!-- end of generated -->";

/// Every page with generated parts: its text as it should be, given what it is.
pub(crate) fn refreshed(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        let (name, after) = after.split_once(" -->").expect("a mark is closed on its line");
        let (_, after) = after.split_once(END).unwrap_or_else(|| panic!("part `{name}` has no end"));
        out.push_str(&format!("{before}{BEGIN}{name} -->\n{}{END}", part(name)));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn part(name: &str) -> String {
    match name {
        "limits" => limits(),
        "codes" => code_table(),
        "keys" => monev::source::reference(),
        "functions" => monev::expr::reference(),
        _ => panic!("nothing makes a part called `{name}`"),
    }
}

fn limits() -> String {
    let defaults = Limits::default();
    let rows = Limits::TABLE.iter().map(|limit| {
        let value = (limit.get)(&defaults);
        format!("| `{}` | {} | {} |\n", limit.flag(), grouped(value), limit.about.trim_end_matches('.'))
    });
    format!("| flag | default | what it counts |\n|---|---|---|\n{}", rows.collect::<String>())
}

/// `250000` as `250,000`.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let first = digits.len() % 3;
    let mut parts: Vec<&str> = Vec::new();
    if first > 0 {
        parts.push(&digits[..first]);
    }
    parts.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    parts.join(",")
}

fn code_table() -> String {
    let rows = codes::all()
        .iter()
        .map(|code| format!("| [`{0}`](codes/{0}.md) | {1} |\n", code.id(), first_sentence(code.page())));
    format!("| code | what it is |\n|---|---|\n{}", rows.collect::<String>())
}

/// The first sentence after the heading, on one line.
fn first_sentence(page: &str) -> String {
    let paragraph: Vec<&str> =
        page.lines().skip(1).skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
    let text = paragraph.join(" ");
    let text = text.strip_prefix("**English:** ").unwrap_or(&text);
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    text[..end].replace('|', "\\|")
}

/// The summary with a link to every code's page, in the order of the registry, below the link to the list of codes.
/// (A mark would break the nested list there.)
pub(crate) fn refreshed_summary(text: &str) -> String {
    let is_code = |line: &str| line.contains("](codes/");
    let lines = text.lines().filter(|line| !is_code(line)).flat_map(|line| {
        let links = if line.contains("](codes.md)") { code_links() } else { Vec::new() };
        std::iter::once(line.to_owned()).chain(links)
    });
    lines.map(|line| line + "\n").collect()
}

fn code_links() -> Vec<String> {
    codes::all().iter().map(|code| format!("  - [`{0}`](codes/{0}.md)", code.id())).collect()
}
