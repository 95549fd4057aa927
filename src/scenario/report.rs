//! What came of a test: plain data.

use std::sync::Arc;

use serde::Serialize;

use crate::base::{Message, Span};
use crate::rules::{Condition, Explanation, Reading};

/// What came of a test.
#[derive(Debug, Clone)]
pub struct TestResult {
    /// What it says it tests.
    pub name: Arc<str>,
    /// Where that stands.
    pub span: Span,
    /// What was expected and isn't so; none when the test passes.
    pub failures: Vec<Failure>,
}

impl TestResult {
    /// Whether everything is as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Something that was expected and isn't so.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What it is about: `omzet`, `bulanan[1].laba_bln`, `score.sku`.
    pub subject: Arc<str>,
    /// Where the expectation was written.
    pub span: Span,
    /// What was expected.
    pub expected: Message,
    /// What there is.
    pub got: Message,
    /// What led there.
    pub why: Vec<Why>,
}

/// A reason why something is as it is.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The condition of an item or check that decided.
    Condition {
        /// Whose: the item's id, with the check's name behind it.
        of: String,
        /// The condition, what it read and what came of it.
        condition: Condition,
    },
    /// The formula a value was computed with.
    Formula {
        /// Whose.
        of: String,
        /// As the author wrote it.
        formula: String,
        /// What it read.
        reads: Vec<Reading>,
    },
    /// How a score came about.
    Score(Box<Explanation>),
    /// A sentence.
    Note {
        /// In Indonesian.
        id: String,
        /// In English.
        en: String,
    },
}

impl Why {
    pub(super) fn note(message: Message) -> Self {
        Self::Note { id: message.id, en: message.en }
    }
}
