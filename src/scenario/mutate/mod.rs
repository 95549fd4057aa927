//! Mutants: an instrument with one small mistake in it, of the kind people make. A mutant that no test notices shows
//! what the tests don't hold.
//!
//! **Invariant:** a mutant is a change of the text of one file, so that it can be shown as a line and compiled like
//! anything an author writes. What no test could ever notice (labels, lists no question uses) is not changed.

mod bare;
mod codes;
mod expression;
mod fields;
mod number;
mod same;
#[cfg(test)]
mod tests;
mod used;

pub use same::Original;

use crate::base::{FileId, Limits, Sink, Sources, Span};
use crate::model::Instrument;
use crate::source::{self, BlockKind, Key};

/// What is wrong with a mutant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A condition is its opposite, or left out.
    Condition,
    /// Another comparison, connective or sign.
    Operator,
    /// Another function or method.
    Function,
    /// A number, cut-off, weight or truth value is another.
    Constant,
    /// A code is another of its list, or left out.
    Code,
    /// What is missing is treated in another way.
    Missing,
    /// A question, check or part has another setting: `required`, `reverse`, `level`.
    Setting,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Condition,
        Self::Operator,
        Self::Function,
        Self::Constant,
        Self::Code,
        Self::Missing,
        Self::Setting,
    ];

    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Operator => "operator",
            Self::Function => "function",
            Self::Constant => "constant",
            Self::Code => "code",
            Self::Missing => "missing",
            Self::Setting => "setting",
        }
    }
}

/// A replacement in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span is a place where text is put in.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// An instrument with one small mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What is wrong with it.
    pub kind: Kind,
    /// The place it is about.
    pub place: Span,
    /// What is replaced, all in one file, in the order of the text and apart from each other.
    pub edits: Vec<Edit>,
}

impl Mutant {
    /// The file that is changed.
    pub fn file(&self) -> FileId {
        self.place.file
    }

    /// The changed text of its file.
    pub fn applied(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for edit in &self.edits {
            out.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
            out.push_str(&edit.text);
            at = edit.span.end as usize;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    /// The lines it changes, before and after, without their indentation.
    pub fn lines(&self, text: &str) -> (String, String) {
        let start = self.edits.first().map_or(self.place.start, |edit| edit.span.start) as usize;
        let end = self.edits.last().map_or(self.place.end, |edit| edit.span.end) as usize;
        let from = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let to = text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| end + at);
        let changed = self.applied(text);
        let kept_after = text.len().saturating_sub(to);
        let after = changed.get(from..changed.len().saturating_sub(kept_after)).unwrap_or_default();
        (joined(text.get(from..to).unwrap_or_default()), joined(after))
    }
}

/// Lines as one, for a report.
fn joined(lines: &str) -> String {
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every mutant of an instrument and the modules it uses: by file, in the order of the text.
///
/// ```
/// use monev::base::{Limits, MemoryFiles};
/// use monev::scenario::mutants;
/// let text = "
/// monev: 1
/// instrument: contoh
/// version: 1.0.0
/// title: Contoh
/// languages: [id]
/// items:
///   - {ask: umur, type: integer, label: Umur}
///   - {ask: ktp, type: text, label: KTP, when: umur >= 17}
/// ";
/// let files = MemoryFiles::new().with("contoh.yaml", text);
/// let compiled = monev::compile(&files, "contoh.yaml", &Limits::default());
/// let instrument = compiled.instrument.unwrap();
/// let found = mutants(&instrument, &compiled.sources, &Limits::default());
/// assert!(found.iter().any(|mutant| mutant.applied(text).contains("when: umur > 17")));
/// ```
pub fn mutants(instrument: &Instrument, sources: &Sources, limits: &Limits) -> Vec<Mutant> {
    let roots: Vec<_> = sources
        .iter()
        .filter(|(_, source)| [".yaml", ".yml"].iter().any(|ending| source.path.ends_with(ending)))
        .map(|(file, source)| {
            source::read(file, &source.text, BlockKind::Root, limits, &mut Sink::new()).root
        })
        .filter(|root| root.get(Key::Instrument).or_else(|| root.get(Key::Module)).is_some())
        .collect();
    let used = used::Used::of(instrument, &roots);
    let codes = codes::Codes::of(instrument);
    let mut found = Vec::new();
    for root in &roots {
        fields::Fields { used: &used, codes: &codes, limits, found: &mut found, unscored: false }.block(root);
    }
    found.sort_by_key(|mutant| (mutant.place.file, mutant.place.start, mutant.place.end));
    found
}
