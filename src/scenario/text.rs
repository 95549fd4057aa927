//! A failure in lines of plain text: what was expected, what there is, and under it the reasons.

use super::report::{Failure, Why};
use crate::base::Lang;
use crate::rules::{
    Condition, Explanation, MethodTree, PartLine, ReadCell, Reading, RuleTried, Truth, Words,
};
use crate::value::Decimal;

/// Rows shown of a column that is read over a whole roster.
const MOST_ROWS: usize = 6;

/// A failure as lines, the reasons indented by two spaces a level.
pub fn lines(failure: &Failure, lang: Lang) -> Vec<String> {
    let (expected, got) = (failure.expected.get(lang), failure.got.get(lang));
    let mut lines = vec![match lang {
        Lang::Id => format!("{}: diharapkan {expected}, hasilnya {got}", failure.subject),
        Lang::En => format!("{}: expected {expected}, got {got}", failure.subject),
    }];
    for why in &failure.why {
        add_why(why, lang, &mut lines);
    }
    lines
}

fn add_why(why: &Why, lang: Lang, lines: &mut Vec<String>) {
    match why {
        Why::Note { id, en } => lines.push(format!("  {}", if lang == Lang::Id { id } else { en })),
        Why::Condition { of, condition } => {
            lines.push(format!("  {of}: {}", judged(condition, lang)));
            lines.extend(condition.reads.iter().map(|read| format!("    {}", read_line(read, lang))));
        }
        Why::Formula { of, formula, reads } => {
            lines.push(format!("  {of} = {formula}"));
            lines.extend(reads.iter().map(|read| format!("    {}", read_line(read, lang))));
        }
        Why::Score(tree) => add_score(tree, lang, lines),
    }
}

/// `omzet > 0 is false`.
fn judged(condition: &Condition, lang: Lang) -> String {
    let result = match (condition.result, lang) {
        (Truth::True, Lang::Id) => "benar",
        (Truth::True, Lang::En) => "is true",
        (Truth::False, Lang::Id) => "salah",
        (Truth::False, Lang::En) => "is false",
        (Truth::Unknown, Lang::Id) => "tidak dapat ditentukan",
        (Truth::Unknown, Lang::En) => "is unknown",
    };
    format!("`{}` {result}", condition.formula)
}

fn word(words: &Words, lang: Lang) -> &str {
    match lang {
        Lang::Id => &words.id,
        Lang::En => &words.en,
    }
}

/// `omzet = 2600000`, or the values of its rows.
fn read_line(read: &Reading, lang: Lang) -> String {
    let value = |cell: &ReadCell| match (&cell.value, &cell.missing) {
        (Some(value), _) => value.clone(),
        (None, Some(missing)) => format!("missing ({})", word(missing, lang)),
        (None, None) => "missing".to_owned(),
    };
    let mut values: Vec<String> = read.cells.iter().take(MOST_ROWS).map(value).collect();
    if read.cells.len() > MOST_ROWS {
        values.push("…".to_owned());
    }
    match (values.is_empty(), lang) {
        (true, Lang::Id) => format!("{}: tidak ada baris", read.name),
        (true, Lang::En) => format!("{}: no rows", read.name),
        (false, _) => format!("{} = {}", read.name, values.join(", ")),
    }
}

fn add_score(tree: &Explanation, lang: Lang, lines: &mut Vec<String>) {
    lines.push(format!("  {}: {}", tree.score, word(&tree.summary, lang)));
    if let Some(condition) = tree.condition.as_ref().filter(|_| !tree.asked) {
        lines.push(format!("    {}", judged(condition, lang)));
        lines.extend(condition.reads.iter().map(|read| format!("      {}", read_line(read, lang))));
    }
    for tried in &tree.overrides {
        lines.push(format!("    {}", judged(&tried.condition, lang)));
    }
    match &tree.method {
        Some(MethodTree::Parts(parts)) => {
            lines.extend(parts.parts.iter().map(|part| format!("    {}", part_line(part, lang))));
        }
        Some(MethodTree::Largest(largest)) => lines.push(format!("    {}", word(&largest.words, lang))),
        Some(MethodTree::Classify(classes)) => {
            lines.extend(classes.rules.iter().map(|rule| format!("    {}", rule_line(rule, lang))));
        }
        Some(MethodTree::Formula(formula)) => {
            lines.push(format!("    {}", formula.formula));
            lines.extend(formula.reads.iter().map(|read| format!("      {}", read_line(read, lang))));
        }
        None => {}
    }
}

/// `C (weight 25) = 80: kunjungan_tw`; a part of weight 1 is `C = 80: kunjungan_tw`.
fn part_line(part: &PartLine, lang: Lang) -> String {
    let value = match (&part.value, &part.missing) {
        (Some(value), _) => value.normalized().to_string(),
        (None, Some(missing)) => format!("missing ({})", word(missing, lang)),
        (None, None) => "missing".to_owned(),
    };
    let weight = match (part.weight == Decimal::int(1), lang) {
        (true, _) => String::new(),
        (false, Lang::Id) => format!(" (bobot {})", part.weight.normalized()),
        (false, Lang::En) => format!(" (weight {})", part.weight.normalized()),
    };
    format!("{}{weight} = {value}: {}", part.part, part.formula)
}

fn rule_line(rule: &RuleTried, lang: Lang) -> String {
    format!("{}: {}", rule.class, judged(&rule.condition, lang))
}
