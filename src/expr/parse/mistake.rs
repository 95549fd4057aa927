//! What is wrong with the text of an expression, placed within that text.

use crate::base::{Code, Diagnostic, Message, TextMap, TextRange};

/// A mistake in a text that has not been placed in a file yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Which.
    pub code: Code,
    /// Where, in bytes of the expression.
    pub range: TextRange,
    /// One sentence.
    pub message: Message,
    /// Advice.
    pub hint: Option<Message>,
    /// A safe replacement of a part of the text: what it does, where, by what.
    pub fix: Option<(Message, TextRange, String)>,
}

impl Mistake {
    /// A mistake without advice.
    pub fn new(code: Code, range: TextRange, message: Message) -> Self {
        Self { code, range, message, hint: None, fix: None }
    }

    /// Adds advice.
    #[must_use]
    pub fn hint(mut self, message: Message) -> Self {
        self.hint = Some(message);
        self
    }

    /// Adds the fix that writes `by` in place of the mistake.
    #[must_use]
    pub fn replace(mut self, by: &str) -> Self {
        let title = Message::new(format!("ganti dengan `{by}`"), format!("replace with `{by}`"));
        self.fix = Some((title, self.range, by.to_owned()));
        self
    }

    /// The diagnostic of the mistake, in the file the text stands in.
    pub fn at(self, map: &TextMap) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.code, map.span(self.range), self.message);
        diagnostic.hints.extend(self.hint);
        match self.fix {
            Some((title, range, by)) => diagnostic.fix(title, map.span(range), by),
            None => diagnostic,
        }
    }
}
