//! The catalogue of keys as a page of the book.

use std::fmt::Write;

use super::complaints;
use super::keys::{BlockKind, Relation, Row, Shape};

/// Every key of the language in Markdown, block by block: what its value looks like and what it means, in both
/// languages. The book's reference page is made from it.
pub fn reference() -> String {
    let mut page = String::new();
    for kind in BlockKind::ALL {
        block(&mut page, *kind);
    }
    page
}

fn block(page: &mut String, kind: BlockKind) {
    let name = kind.name();
    let _ = writeln!(page, "## {} · {}\n", capital(name.en), name.id);
    page.push_str("| key | value | meaning | arti |\n|---|---|---|---|\n");
    for row in kind.rows() {
        let needed = if row.required { " **(required)**" } else { "" };
        let _ = writeln!(
            page,
            "| `{}`{needed} | {} | {} | {} |",
            row.key.name(),
            value(row),
            cell(row.doc.en),
            cell(row.doc.id)
        );
    }
    if kind.is_open() {
        page.push_str("| … | text | a key declared under `attributes` of the list | kunci yang disebut di `attributes` daftarnya |\n");
    }
    page.push('\n');
    let rules: Vec<String> = kind.relations().iter().map(|relation| rule(*relation)).collect();
    if !rules.is_empty() {
        let _ = writeln!(page, "{}\n", rules.join("\n"));
    }
}

fn capital(text: &str) -> String {
    let text = text.strip_prefix("a ").or_else(|| text.strip_prefix("an ")).unwrap_or(text);
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn value(row: &Row) -> String {
    let words = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let link = |kind: &BlockKind| format!("[{}](#{})", kind.name().en, anchor(*kind));
    if let Shape::Word(list) | Shape::List(Shape::Word(list)) = &row.shape {
        return words(list);
    }
    if let Shape::Block(kind) = &row.shape {
        return link(kind);
    }
    if let Shape::Blocks(kind) | Shape::BlocksOrIds(kind) = &row.shape {
        return format!("a list of {}", link(kind));
    }
    if let Shape::MapOf(Shape::Block(kind)) = &row.shape {
        return format!("ids, each with {}", link(kind));
    }
    cell(&complaints::wanted(&row.shape).en)
}

/// The anchor mdBook gives a block's heading.
fn anchor(kind: BlockKind) -> String {
    let heading = format!("{} · {}", capital(kind.name().en), kind.name().id).to_lowercase();
    let kept = heading.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        _ => None,
    });
    kept.collect()
}

fn rule(relation: Relation) -> String {
    let list = |keys: &[super::Key]| {
        keys.iter().map(|key| format!("`{}`", key.name())).collect::<Vec<_>>().join(", ")
    };
    match relation {
        Relation::OneOf(keys) => format!("- Exactly one of {}.", list(keys)),
        Relation::Apart(one, other) => format!("- Not both `{}` and `{}`.", one.name(), other.name()),
        Relation::Beside(key, with) => format!("- `{}` only beside {}.", key.name(), list(with)),
        Relation::When(key, of, words) => {
            format!("- `{}` only with `{}: {}`.", key.name(), of.name(), words.join(" | "))
        }
        Relation::Needed { of, words: [], keys } => format!("- `{}` needs {}.", of.name(), list(keys)),
        Relation::Needed { of, words, keys } => {
            format!("- `{}: {}` needs {}.", of.name(), words.join(" | "), list(keys).replace(", ", " or "))
        }
    }
}
