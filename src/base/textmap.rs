//! From an offset inside a decoded scalar (an expression, a label) back to its place in the file.

use smallvec::{SmallVec, smallvec};

use super::{FileId, Span, TextRange};

/// Most texts are one run, which needs no memory of its own.
type Runs = SmallVec<[(u32, u32); 1]>;

/// Where each part of a decoded text stands in its file.
///
/// Quoted, folded and block scalars differ from their source (escapes, joined lines, removed indentation), so the
/// text is a list of runs that do not differ. **Invariant:** runs are sorted, start at text offset 0 and are
/// monotone in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextMap {
    file: FileId,
    /// (offset in the text, offset in the file) of each run's start.
    runs: Runs,
    /// Offset in the file just after the text.
    end: u32,
    /// Length of the text.
    len: u32,
}

impl TextMap {
    /// A text that stands in the file just as it is (a plain scalar on one line).
    pub fn verbatim(span: Span) -> Self {
        Self { file: span.file, runs: smallvec![(0, span.start)], end: span.end, len: span.end - span.start }
    }

    /// A text in runs: (offset in the text, offset in the file), sorted; `len` is the text's length and `end` the
    /// file offset just after its last character.
    pub fn from_runs(file: FileId, runs: impl IntoIterator<Item = (u32, u32)>, len: u32, end: u32) -> Self {
        Self { file, runs: runs.into_iter().collect(), end, len }
    }

    /// The file the text stands in.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The whole text's place.
    pub fn whole(&self) -> Span {
        let start = self.runs.first().map_or(self.end, |run| run.1);
        Span::new(self.file, start, self.end)
    }

    /// The place in the file of an offset in the text.
    pub fn offset(&self, at: u32) -> u32 {
        if at >= self.len {
            return self.end;
        }
        let index = self.runs.partition_point(|run| run.0 <= at).saturating_sub(1);
        self.runs.get(index).map_or(self.end, |(text, file)| (file + (at - text)).min(self.end))
    }

    /// The span in the file of a range of the text. The end is just after the range's last character, so that a
    /// range that ends with a line of a block scalar does not run into the next line's indentation.
    pub fn span(&self, range: TextRange) -> Span {
        let start = self.offset(range.start);
        let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
        Span::new(
            self.file,
            start,
            if range.end >= self.len && range.end > range.start { self.end } else { end },
        )
    }

    /// The map of a part of the text (an expression inside a label), as a text of its own.
    pub fn slice(&self, range: TextRange) -> Self {
        let first = (0, self.offset(range.start));
        let later = self.runs.iter().filter(|run| run.0 > range.start && run.0 < range.end);
        let runs =
            std::iter::once(first).chain(later.map(|(text, file)| (text - range.start, *file))).collect();
        let whole = self.span(range);
        Self { file: self.file, runs, end: whole.end, len: range.end - range.start }
    }
}
