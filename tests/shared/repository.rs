//! The folder `instruments` of the repository, which its file `monev.root` makes the root of all paths.

#![expect(clippy::disallowed_methods, reason = "the tests read the repository")]

use std::path::Path;

use monev::base::{Files, ReadError};

/// The files of the instruments that are shipped: `kaltara-uep/kaltara-uep.yaml`.
pub(crate) struct Shipped;

impl Files for Shipped {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("instruments");
        std::fs::read(folder.join(path)).map_err(|error| ReadError::Other(error.to_string()))
    }
}
