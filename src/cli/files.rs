//! Files on the disk as the engine may see them: an instrument's own folder tree and nothing else.
//!
//! **Invariant:** whatever a path in an instrument says, no byte outside the root folder is read, no device, pipe or
//! endless file is opened, and a file larger than the limit is refused before it is in memory.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that reads files")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::escape;
use super::exit::{Exit, Failure};
use crate::base::{Files, Limits, Message, ReadError};

/// The name of the empty file that marks the root of a folder tree that several instruments share.
pub(crate) const ROOT_MARK: &str = "monev.root";

/// The folder tree of one instrument.
#[derive(Debug)]
pub(crate) struct DiskFiles {
    /// The root folder, links resolved.
    root: PathBuf,
    /// The first file as the engine names it, and where it is (its own name may not be Unicode).
    entry: (String, PathBuf),
    /// How the root folder is shown before the paths of files: relative to where the user stands.
    prefix: PathBuf,
    /// Bytes of the largest file.
    limit: usize,
}

impl DiskFiles {
    /// The tree that holds a file: up to the nearest folder with a `monev.root`, else the file's own folder.
    ///
    /// # Errors
    /// When the file isn't there or is no plain file.
    pub(crate) fn of(path: &Path, limit: usize) -> Result<Self, Failure> {
        let real = path.canonicalize().map_err(|error| read_failure(path, &error))?;
        if !real.is_file() {
            return Err(not_plain(path));
        }
        let own = real.parent().unwrap_or(Path::new("/"));
        let root = own.ancestors().find(|folder| folder.join(ROOT_MARK).is_file()).unwrap_or(own).to_owned();
        let inner = real.strip_prefix(&root).unwrap_or(&real);
        let name = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        let prefix = if path.is_absolute() { root.clone() } else { relative(&root, &here) };
        Ok(Self { entry: (name.join("/"), real), prefix, root, limit })
    }

    /// The first file as the engine names it.
    pub(crate) fn entry(&self) -> &str {
        &self.entry.0
    }

    /// How a path of the tree is shown to the user.
    pub(crate) fn shown(&self, path: &str) -> String {
        shown(&self.prefix.join(path))
    }

    /// Where a path of the tree is on the disk, links resolved, if it may be read.
    fn locate(&self, path: &str) -> Result<PathBuf, ReadError> {
        if path == self.entry.0 {
            return Ok(self.entry.1.clone());
        }
        let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if path.is_empty() || path.contains(['\\', '\0']) || !Path::new(path).components().all(plain) {
            return Err(ReadError::Outside);
        }
        let real = self.root.join(path).canonicalize().map_err(|error| reason(&error))?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(ReadError::Outside) }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        read_plain(&self.locate(path)?, self.limit)
    }
}

/// The bytes of a plain file up to a limit. What it is and how large is asked before it is opened (a pipe would wait
/// for its writer), and again while reading (it may have been swapped or may grow).
///
/// # Errors
/// When it isn't a plain file, is too large or can't be read.
pub(crate) fn read_plain(path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
    let found = fs::metadata(path).map_err(|error| reason(&error))?;
    let file = found.is_file().then(|| File::open(path));
    let file = file.ok_or_else(|| ReadError::Other("not a plain file".to_owned()))?;
    let mut file = file.map_err(|error| reason(&error))?;
    let size = usize::try_from(found.len()).unwrap_or(usize::MAX);
    if size > limit {
        return Err(ReadError::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(size);
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.by_ref().take(most).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() > limit { Err(ReadError::TooLarge(limit)) } else { Ok(bytes) }
}

/// The bytes of a plain file the user named, up to the limit of files.
///
/// # Errors
/// When it can't be read, or is larger than the limit, which the message names with its flag.
pub(crate) fn read_named(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    read_plain(path, limits.file_bytes).map_err(|error| match error {
        ReadError::NotFound => read_failure(path, &io::ErrorKind::NotFound.into()),
        ReadError::TooLarge(limit) => too_large(path, limit),
        ReadError::Outside | ReadError::Other(_)
            if fs::metadata(path).is_ok_and(|found| !found.is_file()) =>
        {
            not_plain(path)
        }
        ReadError::Outside | ReadError::Other(_) => read_failure(path, &io::Error::other(error.to_string())),
    })
}

fn too_large(path: &Path, limit: usize) -> Failure {
    let path = shown(path);
    Failure::because(
        Exit::Limit,
        Message::new(
            format!("`{path}` lebih besar dari batas `file_bytes`, {limit} byte"),
            format!("`{path}` is larger than the limit `file_bytes`, {limit} bytes"),
        ),
    )
    .hint(Message::new("naikkan dengan `--limit-file-bytes`", "raise it with `--limit-file-bytes`"))
}

/// Whether two paths lead to one file that exists.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|one| real(other) == Some(one))
}

fn reason(error: &io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::NotFound {
        ReadError::NotFound
    } else {
        ReadError::Other(error.to_string())
    }
}

/// A path as the user would type it, safe on a terminal.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    escape::line(text.strip_prefix("./").unwrap_or(&text)).into_owned()
}

/// The failure of a file the user named that can't be read.
pub(crate) fn read_failure(path: &Path, error: &io::Error) -> Failure {
    let (path, why) = (shown(path), why(error));
    Failure::io(Message::new(
        format!("`{path}` tidak dapat dibaca: {}", why.id),
        format!("`{path}` can't be read: {}", why.en),
    ))
}

/// What the system says, in the reader's language where it is one of the usual things.
pub(crate) fn why(error: &io::Error) -> Message {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the system's other kinds are said in its own words")]
    match error.kind() {
        io::ErrorKind::NotFound => Message::new("tidak ada", "it doesn't exist"),
        io::ErrorKind::PermissionDenied => Message::new("tidak diizinkan", "permission denied"),
        io::ErrorKind::StorageFull => Message::new("disk penuh", "the disk is full"),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            Message::new("ada berkas dengan nama itu", "a file is in its place")
        }
        io::ErrorKind::IsADirectory => Message::new("itu folder", "it is a folder"),
        _ => Message::new(error.to_string(), error.to_string()),
    }
}

fn not_plain(path: &Path) -> Failure {
    let path = shown(path);
    Failure::io(Message::new(format!("`{path}` bukan berkas biasa"), format!("`{path}` is not a plain file")))
}

/// `folder` as seen from `here`, both absolute: with `..` where that is short, absolute where it is not.
fn relative(folder: &Path, here: &Path) -> PathBuf {
    let common = folder.components().zip(here.components()).take_while(|(a, b)| a == b).count();
    let up = here.components().count() - common;
    if up > 3 {
        return folder.to_owned();
    }
    let down = folder.components().skip(common).map(|part| part.as_os_str());
    std::iter::repeat_n(std::ffi::OsStr::new(".."), up).chain(down).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for a test, removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("monev-files-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(path.join("tree/sub")).unwrap();
            fs::write(path.join("secret.yaml"), "secret").unwrap();
            fs::write(path.join("tree/main.yaml"), "main").unwrap();
            fs::write(path.join("tree/sub/module.yaml"), "module").unwrap();
            Self(path)
        }

        fn files(&self, entry: &str) -> DiskFiles {
            DiskFiles::of(&self.0.join(entry), 1000).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn only_the_instruments_own_tree_is_read() {
        let folder = Folder::new("tree");
        let files = folder.files("tree/main.yaml");
        assert_eq!(files.read(files.entry()), Ok(b"main".to_vec()));
        assert_eq!(files.read("sub/module.yaml"), Ok(b"module".to_vec()));
        for outside in ["../secret.yaml", "/etc/passwd", "sub/../../secret.yaml", "sub\\..\\x", "C:\\x", ""] {
            let result = files.read(outside);
            assert!(matches!(result, Err(ReadError::Outside | ReadError::NotFound)), "{outside}: {result:?}");
        }
        assert_eq!(files.read("nothing.yaml"), Err(ReadError::NotFound));
        assert!(matches!(files.read("sub"), Err(ReadError::Other(_))));
    }

    #[test]
    fn the_mark_widens_the_tree() {
        let folder = Folder::new("mark");
        assert_eq!(folder.files("tree/sub/module.yaml").read("main.yaml"), Err(ReadError::NotFound));
        fs::write(folder.0.join("tree").join(ROOT_MARK), "").unwrap();
        let files = folder.files("tree/sub/module.yaml");
        assert_eq!(files.entry(), "sub/module.yaml");
        assert_eq!(files.read("main.yaml"), Ok(b"main".to_vec()));
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let folder = Folder::new("limit");
        fs::write(folder.0.join("tree/large.csv"), vec![b'x'; 1001]).unwrap();
        assert_eq!(folder.files("tree/main.yaml").read("large.csv"), Err(ReadError::TooLarge(1000)));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_tree_devices_and_pipes_are_refused() {
        use std::os::unix::fs::symlink;
        let folder = Folder::new("links");
        let tree = folder.0.join("tree");
        symlink("../secret.yaml", tree.join("out.yaml")).unwrap();
        symlink("sub/module.yaml", tree.join("in.yaml")).unwrap();
        symlink("loop.yaml", tree.join("loop.yaml")).unwrap();
        symlink("/dev/zero", tree.join("zero.yaml")).unwrap();
        let files = folder.files("tree/main.yaml");
        assert_eq!(files.read("in.yaml"), Ok(b"module".to_vec()));
        assert_eq!(files.read("out.yaml"), Err(ReadError::Outside));
        assert_eq!(files.read("zero.yaml"), Err(ReadError::Outside));
        assert!(matches!(files.read("loop.yaml"), Err(ReadError::Other(_))));
        assert!(matches!(read_plain(Path::new("/dev/zero"), 10), Err(ReadError::Other(_))));
        assert_eq!(DiskFiles::of(Path::new("/dev/zero"), 10).unwrap_err().exit, crate::cli::exit::Exit::Io);
    }

    #[test]
    fn a_folder_is_shown_from_where_the_user_stands() {
        let of = |folder: &str, here: &str| relative(Path::new(folder), Path::new(here));
        assert_eq!(of("/a/b/c", "/a/b"), Path::new("c"));
        assert_eq!(of("/a/b", "/a/b"), Path::new(""));
        assert_eq!(of("/a", "/a/b"), Path::new(".."));
        assert_eq!(of("/x/y", "/a/b/c/d"), Path::new("/x/y"));
    }
}
