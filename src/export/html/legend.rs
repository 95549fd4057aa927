//! What is written into a table's cell in place of a choice.

use super::answer::key;
use super::text::Teller;
use super::view::{Choice, Legend, LegendChoice, Runs};
use crate::value::ListId;

/// Adds the legend of a column; columns with the same choices one after the other share one.
pub(super) fn add(legends: &mut Vec<Legend>, number: &str, choices: Vec<LegendChoice>) {
    match legends.last_mut().filter(|last| last.choices == choices) {
        Some(last) => last.number = format!("{}, {number}", last.number),
        None => legends.push(Legend { number: number.to_owned(), choices }),
    }
}

impl Teller<'_> {
    /// The choices with what is written for them: their codes where those are short numbers (but for special answers),
    /// else letters.
    pub(super) fn legend(&self, list: ListId) -> Vec<LegendChoice> {
        let choices = self.instrument.list(list).map(|list| list.list.choices.values());
        let codes: Vec<(&str, bool)> =
            choices.into_iter().flatten().map(|choice| (&*choice.code, choice.special.is_some())).collect();
        let number = |code: &str| code.len() <= 2 && code.bytes().all(|b| b.is_ascii_digit());
        let by_code = codes.iter().all(|(code, special)| *special || number(code));
        let one = |(at, choice): (usize, Choice)| match codes.get(at).filter(|_| by_code) {
            Some((code, _)) if code.len() <= 2 => {
                LegendChoice { key: (*code).to_owned(), label: without_code(choice.label, code) }
            }
            Some(_) | None => LegendChoice { key: key(at), label: choice.label },
        };
        self.choices_of(list).into_iter().enumerate().map(one).collect()
    }
}

/// `1 — Rarely` without its code, which stands before it anyway.
fn without_code(mut label: Runs, code: &str) -> Runs {
    let marks = |c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-' | '.' | ':' | '=' | ')');
    if let Some(first) = label.first_mut()
        && let Some(rest) = first.text.strip_prefix(code)
        && rest.starts_with(marks)
    {
        let rest = rest.trim_start_matches(marks).to_owned();
        if !rest.is_empty() {
            first.text = rest;
        }
    }
    label
}
