//! Keys, dashes and indentation that don't fit, and text that should be in quotes.

use super::super::lines::{Line, slice};
use super::{Finding, Scene, brackets, key_of};
use crate::base::{Message, codes};

/// A `: ` where no key can be: text with a colon, or a key indented below a finished value.
pub(super) fn colon(scene: &Scene<'_>) -> Finding {
    if let Some(finding) = tight_dash(scene, scene.line) {
        return finding;
    }
    if let Some(open) = scene.bracket.filter(|open| *open < scene.line.start) {
        let bracket = scene.text.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('[');
        return brackets::unclosed(scene, open, bracket);
    }
    match scene.line.value.filter(|value| *value <= scene.at && scene.bracket.is_none()) {
        Some(value) => {
            let mut finding = scene.find(
                value,
                codes::YAML_SYNTAX,
                "teks yang memuat `: ` harus dalam tanda kutip",
                "text with `: ` in it must be in quotes",
            );
            finding.from = value;
            scene.quote(finding, value)
        }
        None if scene.bracket.is_some() => {
            let finding = scene.find(
                scene.at,
                codes::YAML_SYNTAX,
                "`:` tidak dapat berada di sini, di dalam kurung",
                "`:` can't stand here, inside brackets",
            );
            finding.with_hint(
                "teks yang memuat `:` ditulis dalam tanda kutip",
                "text with `:` in it goes in quotes",
            )
        }
        None => above(scene).unwrap_or_else(|| {
            scene
                .find(
                    scene.line.content,
                    codes::YAML_SYNTAX,
                    "kunci ini lebih menjorok daripada kunci di atasnya, yang sudah bernilai",
                    "this key is indented deeper than the one above it, which already has a value",
                )
                .with_hint(
                    "samakan jaraknya ke tepi kiri dengan kunci di atasnya",
                    "indent it like the key above it",
                )
        }),
    }
}

/// The line above, when it is what makes this one misplaced: `-ask: nik`, `– ask: nik` or `- ask:nik`. The whole item
/// is taken out, as how deep it goes can be told only by its first line.
fn above(scene: &Scene<'_>) -> Option<Finding> {
    let line = scene.above()?;
    let finding =
        tight_dash(scene, line).or_else(|| other_dash(scene, line)).or_else(|| tight_colon(scene, line))?;
    Some(Finding { diagnostic: finding.diagnostic, from: line.first })
}

/// A `-` that sticks to its item.
fn tight_dash(scene: &Scene<'_>, line: Line) -> Option<Finding> {
    let first = line.content;
    let tight = slice(scene.text, first, line.end)
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c == '{' || c.is_alphabetic()));
    let mut finding = tight.then(|| {
        scene.find(first, codes::YAML_SYNTAX, "`-` harus diikuti spasi", "`-` must be followed by a space")
    })?;
    let title = Message::new("beri spasi setelah `-`", "put a space after `-`");
    finding.diagnostic = finding.diagnostic.fix(title, scene.span(first + 1, first + 1), " ");
    Some(finding)
}

/// A dash or bullet of word processors in place of `-`.
fn other_dash(scene: &Scene<'_>, line: Line) -> Option<Finding> {
    let text = slice(scene.text, line.content, line.end);
    let mark =
        text.chars().next().filter(|c| matches!(c, '\u{2013}' | '\u{2014}' | '\u{2212}' | '\u{2022}'))?;
    let mut finding = scene.find(
        line.content,
        codes::YAML_SYNTAX,
        format!("butir daftar diawali `-`, bukan `{mark}`"),
        format!("an item of a list begins with `-`, not `{mark}`"),
    );
    let place = scene.span(line.content, line.content + mark.len_utf8());
    let title = Message::new("tulis `-`", "write `-`");
    finding.diagnostic = finding.diagnostic.fix(title, place, "-");
    Some(finding)
}

/// A key without the space behind its colon.
fn tight_colon(scene: &Scene<'_>, line: Line) -> Option<Finding> {
    let (key, rest) = slice(scene.text, line.content, line.end).split_once(':')?;
    key_of(key).filter(|_| !rest.is_empty() && !rest.starts_with(' '))?;
    let finding = scene.find(
        line.content,
        codes::YAML_SYNTAX,
        "baris ini bukan `kunci: nilai`",
        "this line isn't `key: value`",
    );
    Some(spaced(scene, finding, line.content + key.len() + 1))
}

/// The advice to put a space behind a colon, with the fix.
fn spaced(scene: &Scene<'_>, finding: Finding, after: usize) -> Finding {
    let title = Message::new("beri spasi setelah titik dua", "put a space after the colon");
    let mut finding = finding.with_hint("beri spasi setelah titik dua", "put a space after the colon");
    finding.diagnostic = finding.diagnostic.fix(title, scene.span(after, after), " ");
    finding
}

pub(super) fn no_colon(scene: &Scene<'_>) -> Finding {
    if let Some(finding) = tight_dash(scene, scene.line) {
        return finding;
    }
    let span = scene.rest(scene.line.content);
    let text = slice(scene.text, span.start as usize, span.end as usize);
    let finding = scene.find(
        scene.line.content,
        codes::YAML_SYNTAX,
        "baris ini bukan `kunci: nilai`",
        "this line isn't `key: value`",
    );
    let word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if let Some((key, _)) = text.split_once(':').filter(|(key, rest)| word(key) && !rest.is_empty()) {
        return spaced(scene, finding, scene.line.content + key.len() + 1);
    }
    finding.with_hint(
        "tambahkan titik dua dan nilainya; lanjutan teks di atasnya harus lebih menjorok",
        "add a colon and a value; the rest of a text above must be indented deeper",
    )
}

/// A key or item that fits nothing above it, or something behind a closing bracket.
pub(super) fn misplaced(scene: &Scene<'_>) -> Finding {
    if scene.at > scene.line.content {
        let finding = scene.find(
            scene.at,
            codes::YAML_SYNTAX,
            "ada teks setelah kurung penutup",
            "there is text after the closing bracket",
        );
        return match scene.line.value {
            Some(value) if value < scene.at => {
                let mut quoted = scene.quote(finding, value);
                quoted.from = value;
                quoted
            }
            Some(_) | None => finding,
        };
    }
    if let Some(finding) = other_dash(scene, scene.line) {
        return finding;
    }
    let dash = slice(scene.text, scene.line.first, scene.line.first + 1) == "-"
        && scene.line.first < scene.line.content;
    let (id, en) = match dash {
        true => (
            "butir `- ` ini tidak sejajar dengan butir lain di atasnya",
            "this `- ` item doesn't line up with the items above it",
        ),
        false => (
            "jarak baris ini ke tepi kiri tidak cocok dengan baris mana pun di atasnya",
            "the indentation of this line fits no line above it",
        ),
    };
    scene.find(scene.line.first, codes::YAML_SYNTAX, id, en).with_hint(
        "samakan jaraknya dengan baris yang setingkat",
        "indent it like the lines of the same level",
    )
}

pub(super) fn dash(scene: &Scene<'_>) -> Finding {
    scene
        .find(
            scene.at,
            codes::YAML_SYNTAX,
            "butir `- ` harus dimulai pada barisnya sendiri",
            "a `- ` item must begin on a line of its own",
        )
        .with_hint(
            "pindahkan ke baris berikutnya, lebih menjorok; teks yang diawali `- ` ditulis dalam tanda kutip",
            "move it to the next line, indented; text that begins with `- ` goes in quotes",
        )
}

pub(super) fn opening(scene: &Scene<'_>, character: char) -> Finding {
    let (id, en) = match character {
        '`' => ("tanda petik terbalik".to_owned(), "a backquote".to_owned()),
        other => (format!("`{other}`"), format!("`{other}`")),
    };
    if scene.text.get(scene.at..).is_some_and(|rest| rest.starts_with("```")) {
        return scene
            .find(
                scene.at,
                codes::YAML_SYNTAX,
                "baris ``` bukan bagian dari YAML",
                "a ``` line is no part of the YAML",
            )
            .with_hint("hapus baris itu", "remove the line");
    }
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        format!("teks yang diawali {id} harus dalam tanda kutip"),
        format!("text that begins with {en} must be in quotes"),
    );
    match scene.bracket {
        None if scene.line.value != Some(scene.at) => finding,
        Some(_) | None => scene.quote(finding, scene.at),
    }
}

pub(super) fn block_header(scene: &Scene<'_>) -> Finding {
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "setelah `|` atau `>` teksnya harus dimulai pada baris berikutnya",
        "after `|` or `>` the text must begin on the next line",
    );
    let from = scene.line.value.unwrap_or(scene.at);
    let finding = match scene.char() {
        Some('>') => finding.with_hint(
            "sebuah perbandingan diawali yang dibandingkan: `self > 5`",
            "a comparison begins with what is compared: `self > 5`",
        ),
        Some('|') => finding.with_hint(
            "teks yang memang diawali `|` ditulis dalam tanda kutip",
            "text that begins with `|` goes in quotes",
        ),
        Some(_) | None => finding,
    };
    Finding { diagnostic: finding.diagnostic, from }
}
