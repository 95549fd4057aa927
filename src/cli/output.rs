//! Files the command writes: whole or not at all. A file grows under a temporary name in its own folder, is flushed
//! to the disk and then renamed; whatever stops the run, the destination is either the old file or the new one.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that writes files")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::exit::Failure;
use super::files::{is_same, shown, why};
use crate::base::Message;

/// Temporary files that exist now; whoever stops the process removes them first.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes every temporary file of the process, on the way out after a signal.
pub(crate) fn remove_temporary_files() {
    let paths = TEMPORARY.lock().map(|paths| paths.clone()).unwrap_or_default();
    for path in paths {
        let _ = fs::remove_file(path);
    }
}

/// A file being written; nothing is at the destination before [`AtomicFile::commit`].
#[derive(Debug)]
pub(crate) struct AtomicFile {
    writer: Option<BufWriter<File>>,
    temporary: PathBuf,
    destination: PathBuf,
}

impl AtomicFile {
    /// Begins a file beside its destination.
    ///
    /// # Errors
    /// When the folder doesn't exist or can't be written, or the destination is no plain file.
    pub(crate) fn create(destination: &Path) -> Result<Self, Failure> {
        if fs::metadata(destination).is_ok_and(|found| !found.is_file()) {
            return Err(failure(destination, "bukan berkas biasa", "not a plain file"));
        }
        let folder = destination.parent().filter(|path| !path.as_os_str().is_empty());
        let (file, temporary) = create_unique(folder.unwrap_or(Path::new(".")), destination)
            .map_err(|error| write_failure(destination, &error))?;
        remember(&temporary);
        Ok(Self {
            writer: Some(BufWriter::with_capacity(1 << 16, file)),
            temporary,
            destination: destination.to_owned(),
        })
    }

    /// Puts the file at its destination.
    ///
    /// # Errors
    /// When the disk is full or the file can't be renamed; the destination is then as it was.
    pub(crate) fn commit(mut self) -> Result<(), Failure> {
        let result = self.finish();
        result.map_err(|error| write_failure(&self.destination, &error))
    }

    fn finish(&mut self) -> io::Result<()> {
        let Some(writer) = self.writer.take() else { return Ok(()) };
        let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&self.temporary, &self.destination)?;
        forget(&self.temporary);
        sync_folder(&self.destination);
        Ok(())
    }

    /// The failure to report when writing to this file went wrong.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        write_failure(&self.destination, error)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.as_mut().map_or(Ok(0), |writer| writer.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        drop(self.writer.take());
        if forget(&self.temporary) {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Writes a whole file.
///
/// # Errors
/// As [`AtomicFile`].
pub(crate) fn write_file(destination: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = AtomicFile::create(destination)?;
    file.write_all(bytes).map_err(|error| file.failure(&error))?;
    file.commit()
}

/// Refuses to write where something is read from: what is made never takes the place of what it is made from.
///
/// # Errors
/// When the destination is one of these files.
pub(crate) fn spare<'p>(
    destination: Option<&Path>,
    inputs: impl IntoIterator<Item = &'p Path>,
) -> Result<(), Failure> {
    let Some(destination) = destination else { return Ok(()) };
    if !inputs.into_iter().any(|input| is_same(destination, input)) {
        return Ok(());
    }
    let path = shown(destination);
    let failure = Failure::usage(Message::new(
        format!("`{path}` juga berkas masukan; hasil tidak akan menimpanya"),
        format!("`{path}` is read too; results won't overwrite it"),
    ));
    Err(failure.hint(Message::new("beri nama lain pada `--out`", "give `--out` another name")))
}

/// The ending of a file's name, in small letters.
pub(crate) fn ending(path: &Path) -> Option<String> {
    let name = path.to_string_lossy().to_ascii_lowercase();
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}

/// The failure of a file whose name asks for none of the two formats there are.
pub(crate) fn unknown_ending(path: &Path, [one, other]: [&str; 2]) -> Failure {
    let path = shown(path);
    Failure::usage(Message::new(
        format!("`{path}` tidak berakhiran .{one} atau .{other}"),
        format!("`{path}` ends neither in .{one} nor in .{other}"),
    ))
}

/// Makes a folder and those above it.
///
/// # Errors
/// When it can't be made.
pub(crate) fn create_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| write_failure(folder, &error))
}

/// A new file of a name nobody has, with the permissions the user's umask gives.
fn create_unique(folder: &Path, destination: &Path) -> io::Result<(File, PathBuf)> {
    let name = destination.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name: String = name.chars().take(40).collect();
    let process = std::process::id();
    let mut attempt = 0_u32;
    loop {
        let path = folder.join(format!(".{name}.{process}-{attempt}.tmp"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => attempt += 1,
            Err(error) => return Err(error),
        }
    }
}

/// The rename itself reaches the disk. Where folders can't be flushed, the file is whole all the same.
/// Flushes the folder of a file, so that its name is on the disk too.
pub(crate) fn sync_folder(destination: &Path) {
    let folder = destination.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn remember(path: &Path) {
    if let Ok(mut paths) = TEMPORARY.lock() {
        paths.push(path.to_owned());
    }
}

/// Whether the file was still remembered.
fn forget(path: &Path) -> bool {
    let Ok(mut paths) = TEMPORARY.lock() else { return true };
    let before = paths.len();
    paths.retain(|known| known != path);
    paths.len() < before
}

fn write_failure(path: &Path, error: &io::Error) -> Failure {
    let why = why(error);
    failure(path, &why.id, &why.en)
}

fn failure(path: &Path, id: &str, en: &str) -> Failure {
    let path = shown(path);
    Failure::io(Message::new(
        format!("`{path}` tidak dapat ditulis: {id}"),
        format!("`{path}` can't be written: {en}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::exit::Exit;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("monev-output-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    fn names(folder: &Path) -> Vec<String> {
        let name =
            |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().to_string_lossy().into_owned();
        fs::read_dir(folder).unwrap().map(name).collect()
    }

    #[test]
    fn a_file_that_is_given_up_leaves_the_old_one() {
        let folder = folder("given-up");
        let path = folder.join("scores.csv");
        fs::write(&path, "old").unwrap();
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        assert_eq!(names(&folder).len(), 2, "it grows under another name");
        drop(file);
        assert_eq!(names(&folder), ["scores.csv"]);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_finished_file_takes_the_old_ones_place() {
        let folder = folder("finished");
        let path = folder.join("scores.csv");
        fs::write(&path, "old").unwrap();
        write_file(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(&folder), ["scores.csv"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_cannot_be_written_is_named() {
        let folder = folder("missing");
        for path in [folder.join("none/scores.csv"), folder.clone()] {
            let failure = write_file(&path, b"x").unwrap_err();
            assert_eq!(failure.exit, Exit::Io);
            assert!(failure.message.unwrap().en.contains(&shown(&path)));
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_device_is_refused_before_anything_is_written() {
        let failure = write_file(Path::new("/dev/full"), b"x").unwrap_err();
        assert_eq!(failure.exit, Exit::Io);
    }
}
