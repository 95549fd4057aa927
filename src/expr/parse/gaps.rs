//! Where a value or an operator is missing: what was likely meant.

use super::super::ast::Kind;
use super::messages;
use super::tree::{BRACKET, Builder, Open, Operand};
use crate::base::TextRange;

impl Builder<'_> {
    /// A value is missing here.
    pub(super) fn nothing(&mut self, at: TextRange) {
        let rest = self.rest(at.start);
        if !(rest.starts_with(')') && self.awaits_first_argument()) {
            let word = rest.split(|c: char| c.is_whitespace() || c.is_alphanumeric()).next();
            let found = word.filter(|w| !w.is_empty()).unwrap_or_else(|| rest.get(..1).unwrap_or_default());
            let end = at.start + u32::try_from(found.len()).unwrap_or(0);
            self.structural(messages::value_expected(found, TextRange::new(at.start, end)));
        }
        self.push(Kind::Error, at);
    }

    /// Two values side by side: reported at the second, or at the first if that is a word of the language in other
    /// letters.
    pub(super) fn no_link(&mut self, at: TextRange) {
        if let Some((ours, at)) = self.current.and_then(|first| self.prefix_meant(first)) {
            let found = self.slice(at);
            return self.structural(messages::other_operator(found, ours, at));
        }
        let rest = self.rest(at.start);
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let length = rest
            .find(|c| !is_word(c))
            .unwrap_or(rest.len())
            .max(rest.chars().next().map_or(0, char::len_utf8));
        let at = TextRange::new(at.start, at.start + u32::try_from(length).unwrap_or(0));
        let word = self.slice(at);
        let mistake = match self.awaited() {
            Some((word, example)) => messages::word_expected(word, example, at),
            None if self.is_reserved(word) => messages::not_here(word, at),
            None => messages::operator_expected(at, word),
        };
        self.structural(mistake);
    }

    /// The word of the language that a name stands for, if it is one in capitals or of another language.
    fn prefix_meant(&self, operand: Operand) -> Option<(&'static str, TextRange)> {
        let path = self.name_of(operand.id)?;
        let [at] = path.as_slice() else { return None };
        let ours = match self.slice(*at).to_ascii_lowercase().as_str() {
            "not" | "tidak" | "bukan" => "not",
            "if" | "jika" | "kalau" => "if",
            "let" => "let",
            _ => return None,
        };
        Some((ours, *at))
    }

    /// The word that what is open still needs, and how it is written.
    fn awaited(&self) -> Option<(&'static str, &'static str)> {
        let mut open = self.stack.iter().rev().map(|entry| &entry.open);
        let first =
            open.find(|open| open.level() == BRACKET || matches!(open, Open::Between { low: None, .. }));
        match first {
            Some(Open::Between { low: None, .. }) => Some(("and", "x between 5 and 10")),
            Some(Open::If { condition: None, .. }) => Some(("then", "if … then … else …")),
            _ => None,
        }
    }
}
