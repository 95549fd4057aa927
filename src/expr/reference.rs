//! The catalogue of functions and operators as a page of the book.

use std::fmt::Write;

use super::funcs::catalogue;
use super::function::{Category, Example, Function, Text, Tiers};

/// The sections of the page in order, with their titles.
const SECTIONS: [(Category, Text); 10] = [
    (Category::Logic, Text { id: "logika dan pilihan", en: "Conditions and choices between values" }),
    (Category::Comparison, Text { id: "perbandingan", en: "Comparisons" }),
    (Category::State, Text { id: "keadaan jawaban", en: "The state of an answer" }),
    (Category::Choices, Text { id: "pilihan", en: "Choices" }),
    (Category::Numbers, Text { id: "angka", en: "Numbers" }),
    (Category::Scoring, Text { id: "skor", en: "Scores of several questions" }),
    (Category::Dates, Text { id: "tanggal", en: "Dates" }),
    (Category::Text, Text { id: "teks", en: "Text" }),
    (Category::Rosters, Text { id: "baris roster", en: "Rows of rosters" }),
    (Category::Names, Text { id: "nama dan tabel", en: "Names and tables" }),
];

/// Every function and operator that authors can write, in Markdown: what it takes and gives, what it does in both
/// languages, examples, and how well each target can express it. The book's reference page is made from it.
pub fn reference() -> String {
    let mut page = String::new();
    for (category, title) in SECTIONS {
        section(&mut page, category, title);
    }
    page
}

fn section(page: &mut String, category: Category, title: Text) {
    // Writing to a `String` doesn't fail.
    let _ = writeln!(page, "## {} · {}\n", title.en, title.id);
    page.push_str(
        "| form | meaning | arti | examples | SQL · XPath · FHIRPath · SurveyJS |\n|---|---|---|---|---|\n",
    );
    for entry in catalogue().filter(|entry| entry.category == category) {
        row(page, entry);
    }
    page.push('\n');
}

fn row(page: &mut String, entry: &Function) {
    let examples: Vec<String> = entry.examples.iter().map(shown).collect();
    let _ = writeln!(
        page,
        "| `{}` | {} | {} | {} | {} |",
        cell(entry.signature),
        cell(entry.summary.en),
        cell(entry.summary.id),
        examples.join("<br>"),
        letters(entry.tiers)
    );
}

fn shown(example: &Example) -> String {
    let answers = match example.given {
        "" | "{}" => String::new(),
        given => format!(" with `{}`", cell(given)),
    };
    format!("`{}`{answers} → `{}`", cell(example.expr), cell(example.result))
}

fn letters(tiers: Tiers) -> String {
    let all = [tiers.sql, tiers.xpath, tiers.fhirpath, tiers.surveyjs];
    all.map(|tier| tier.letter().to_string()).join(" ")
}

/// A text within a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_row() {
        let page = reference();
        for entry in catalogue() {
            assert!(page.contains(&format!("| `{}` |", cell(entry.signature))), "{}", entry.name);
        }
        assert_eq!(page.lines().filter(|line| line.starts_with("| `")).count(), catalogue().count());
    }
}
