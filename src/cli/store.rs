//! Journals on disk: a line is acknowledged only after it is flushed to the device.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that writes files")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::exit::{Exit, Failure};
use super::files::{shown, why};
use super::output::sync_folder;
use crate::base::Message;
use crate::session::journal::{MAGIC, Position, Refused, Rest, read};

/// The journal of one interview, held by this process alone.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    file: File,
    position: Position,
}

/// A journal that was opened: the store, what stands in it, and what happened to it.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) store: Store,
    /// Its lines, from the first on.
    pub(crate) lines: Vec<String>,
    /// Where a damaged journal was kept, if it was one.
    pub(crate) damaged: Option<PathBuf>,
}

impl Store {
    /// Opens a journal, or begins one. What a crash tore off is cut off; a journal damaged otherwise is copied aside
    /// first.
    ///
    /// # Errors
    /// When the file can't be read or written, is no journal, or another process holds it.
    pub(crate) fn open(path: &Path) -> Result<Opened, Failure> {
        let fail = |error: std::io::Error| failure(path, &why(&error));
        if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
            return Err(failure(path, &Message::new("bukan berkas biasa", "not a plain file")));
        }
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(path)),
            Err(TryLockError::Error(error)) => return Err(fail(error)),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(fail)?;
        let found = read(&bytes);
        let damaged = match found.rest {
            Rest::Foreign => return Err(foreign(path)),
            Rest::Damaged => Some(set_aside(path, &bytes)?),
            Rest::Nothing | Rest::Torn => None,
        };
        let lines = found.lines.iter().map(|line| (*line).to_owned()).collect();
        let (kept, position) = (found.bytes as u64, found.position);
        file.set_len(kept).map_err(fail)?;
        file.seek(SeekFrom::Start(kept)).map_err(fail)?;
        if kept == 0 {
            file.write_all(MAGIC.as_bytes()).map_err(fail)?;
        }
        file.sync_all().map_err(fail)?;
        sync_folder(path);
        let store = Self { path: path.to_owned(), file, position };
        Ok(Opened { store, lines, damaged })
    }

    /// Adds a line. Once this returns, no crash of the process or the machine loses it.
    ///
    /// # Errors
    /// When the disk is full or gone, or the line can't stand in a journal; the journal is then as it was.
    pub(crate) fn append(&mut self, json: &str) -> Result<(), Failure> {
        let mut next = self.position;
        let line = next.line(json).map_err(|refused| match refused {
            Refused::SeveralLines => {
                failure(&self.path, &Message::new("lebih dari satu baris", "it stands on several lines"))
            }
            Refused::TooLong => failure(&self.path, &Message::new("terlalu panjang", "it is too long")),
        })?;
        let write = self.file.write_all(&line).and_then(|()| self.file.sync_data());
        write.map_err(|error| failure(&self.path, &why(&error)))?;
        self.position = next;
        Ok(())
    }
}

/// Copies a damaged journal beside itself, under a name that nothing has.
fn set_aside(path: &Path, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for number in 1_u32.. {
        let aside = path.with_file_name(format!("{name}.damaged-{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&aside) {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| file.sync_all());
                written.map_err(|error| failure(&aside, &why(&error)))?;
                return Ok(aside);
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failure(&aside, &why(&error))),
        }
    }
    Err(failure(path, &Message::new("terlalu banyak salinan", "there are too many copies")))
}

fn failure(path: &Path, why: &Message) -> Failure {
    let path = shown(path);
    Failure::io(Message::new(
        format!("jurnal `{path}` tidak dapat dipakai: {}", why.id),
        format!("the journal `{path}` can't be used: {}", why.en),
    ))
}

fn held(path: &Path) -> Failure {
    failure(path, &Message::new("sedang dipakai proses lain", "another process is using it"))
}

fn foreign(path: &Path) -> Failure {
    let path = shown(path);
    Failure::because(
        Exit::Usage,
        Message::new(
            format!("`{path}` bukan jurnal monev, jadi tidak ditimpa"),
            format!("`{path}` is no journal of monev, and so is not written to"),
        ),
    )
}
