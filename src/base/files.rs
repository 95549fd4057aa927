//! Files as the engine sees them: given by the caller, never opened here.

use std::collections::BTreeMap;

use super::{FileId, LineColumn, LineIndex, Span};

/// Gives the engine the files it asks for. Paths are relative to the root file's folder, with `/`.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is not there, is outside the folder tree, is too large or can't be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
}

/// Why a file can't be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("not found")]
    NotFound,
    /// The path leaves the folder tree (absolute, `..`, or a symbolic link out of it).
    #[error("outside the folder of the instrument")]
    Outside,
    /// Larger than the limit, in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(usize),
    /// Anything else the operating system says.
    #[error("{0}")]
    Other(String),
}

/// Files held in memory, for tests, the browser and embedding.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), content.into());
        self
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::NotFound)
    }
}

/// `path` as written in the file `from`, as a path from the root folder; `None` when it would leave that folder.
pub fn join_path(from: &str, path: &str) -> Option<String> {
    let absolute = path.starts_with(['/', '\\']) || path.contains([':', '\\', '\0']);
    if absolute || path.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> =
        from.rsplit_once('/').map_or(vec![], |(folder, _)| folder.split('/').collect());
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// One file that was read, with its line index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path as the caller gave it.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its lines.
    pub lines: LineIndex,
}

/// All files of one compilation; spans name them by [`FileId`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile { path: path.into(), lines: LineIndex::new(&text), text });
        id
    }

    /// A file.
    pub fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }

    /// All files in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(at as u32), file))
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|f| f.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }

    /// Line and columns of a span's start.
    pub fn locate(&self, span: Span) -> Option<LineColumn> {
        self.get(span.file).map(|file| file.lines.locate(&file.text, span.start))
    }
}
