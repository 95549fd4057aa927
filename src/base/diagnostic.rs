//! What is wrong with what an author wrote: plain data, made where the knowledge is, rendered elsewhere.

use super::{Code, Message, Sources, Span};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The instrument can't be used.
    Error,
    /// Probably a mistake; the instrument can be used.
    Warning,
    /// Something worth knowing.
    Info,
}

/// A related place and what it has to do with the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The place.
    pub span: Span,
    /// Its part in the problem.
    pub message: Message,
}

/// One replacement of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced (empty: an insertion).
    pub span: Span,
    /// By what.
    pub text: String,
}

/// A change that would mend the problem, safe to apply without thinking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: Message,
    /// The replacements, not overlapping.
    pub edits: Vec<Edit>,
}

/// A problem of a file: a permanent code, one sentence, the exact place, and what helps to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem; its page explains it.
    pub code: Code,
    /// How much it weighs: the code's own severity.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// One sentence, lower case, no full stop, user text in backticks.
    pub message: Message,
    /// Related places.
    pub notes: Vec<Note>,
    /// Advice: what to write instead.
    pub hints: Vec<Message>,
    /// A safe fix.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of a code at a place; severity is the code's.
    pub fn new(code: Code, span: Span, message: Message) -> Self {
        let severity = code.severity();
        Self { code, severity, span, message, notes: Vec::new(), hints: Vec::new(), fix: None }
    }

    /// Adds a related place.
    #[must_use]
    pub fn note(mut self, span: Span, message: Message) -> Self {
        self.notes.push(Note { span, message });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn hint(mut self, message: Message) -> Self {
        self.hints.push(message);
        self
    }

    /// Adds the advice "did you mean" with a fix that replaces the span, if there is a near name.
    #[must_use]
    pub fn suggest(self, near: Option<&str>) -> Self {
        let Some(near) = near else { return self };
        let span = self.span;
        self.hint(Message::new(format!("maksud Anda `{near}`?"), format!("did you mean `{near}`?"))).fix(
            Message::new(format!("ganti dengan `{near}`"), format!("replace with `{near}`")),
            span,
            near,
        )
    }

    /// Sets a fix of one replacement.
    #[must_use]
    pub fn fix(mut self, title: Message, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { title, edits: vec![Edit { span, text: text.into() }] });
        self
    }
}

/// Where every stage puts its diagnostics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether a diagnostic of this code is already here for this place.
    pub fn has(&self, code: Code, span: Span) -> bool {
        self.diagnostics.iter().any(|d| d.code == code && d.span == span)
    }

    /// Whether there is an error within a place.
    pub fn has_errors_in(&self, span: Span) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error && span.holds(d.span))
    }

    /// Whether an error (not only warnings) was added.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many diagnostics there are.
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Moves another sink's diagnostics into this one.
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// The diagnostics sorted by file path, place, severity and code, repeats removed.
    pub fn into_sorted(self, sources: &Sources) -> Vec<Diagnostic> {
        let mut all = self.diagnostics;
        let path = |d: &Diagnostic| sources.get(d.span.file).map(|f| f.path.clone()).unwrap_or_default();
        all.sort_by_cached_key(|d| {
            (path(d), d.span.start, d.span.end, d.severity, d.code.id(), d.message.en.clone())
        });
        all.dedup();
        all
    }
}
