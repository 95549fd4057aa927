//! A folder with an instrument of several files.

#![expect(clippy::disallowed_methods, reason = "the tests read the repository")]

use std::path::PathBuf;

use monev::base::{Files, ReadError};

/// The files of a folder.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        std::fs::read(self.0.join(path)).map_err(|_| ReadError::NotFound)
    }
}
