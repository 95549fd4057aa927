//! `monev new`: a small bilingual instrument with its tests and records, to begin from.

use std::path::{Path, PathBuf};

use crate::base::Message;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::output::{create_folder, write_file};

/// The files of a new instrument: what follows its name, and the text with `NAME` in place of the name.
const FILES: [(&str, &str); 3] = [
    (".yaml", include_str!("new/instrument.yaml")),
    (".tests.yaml", include_str!("new/tests.yaml")),
    (".records.ndjson", include_str!("new/records.ndjson")),
];

/// Write a small instrument to begin from.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// Its id, such as usaha-2026; a folder of this name is made
    #[arg(value_name = "NAME")]
    name: String,
}

impl New {
    /// Writes the folder and says what to do next.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let name = self.name.as_str();
        if !is_id(name) {
            return Err(bad_name(name));
        }
        let folder = Path::new(name);
        if folder.exists() {
            return Err(exists(folder));
        }
        create_folder(folder)?;
        let mut paths = Vec::new();
        for (ending, text) in FILES {
            let path = folder.join(format!("{name}{ending}"));
            write_file(&path, text.replace("NAME", name).as_bytes())?;
            paths.push(path);
        }
        console.print(next_steps(name, &paths).get(console.lang))?;
        Ok(Exit::Ok)
    }
}

/// Whether it is written as the ids of instruments are: kebab-case.
fn is_id(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.len() <= 32 && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.split('-').all(plain)
}

fn bad_name(name: &str) -> Failure {
    Failure::usage(Message::new(
        format!("`{name}` tidak dapat menjadi id instrumen"),
        format!("`{name}` can't be the id of an instrument"),
    ))
    .hint(Message::new(
        "pakai huruf kecil, angka, dan tanda hubung, diawali huruf, paling banyak 32 karakter: `usaha-2026`",
        "use small letters, digits and hyphens, a letter first, at most 32 characters: `usaha-2026`",
    ))
}

fn exists(folder: &Path) -> Failure {
    let folder = shown(folder);
    Failure::io(Message::new(
        format!("`{folder}` sudah ada; tidak ada yang ditimpa"),
        format!("`{folder}` already exists; nothing was overwritten"),
    ))
}

fn next_steps(name: &str, paths: &[PathBuf]) -> Message {
    let files: String = paths.iter().map(|path| format!("  {}\n", shown(path))).collect();
    let commands = format!(
        "  monev check {name}\n  monev test {name}\n  monev score {name}/{name}.yaml {name}/{name}.records.ndjson\n"
    );
    Message::new(
        format!("ditulis:\n{files}\nselanjutnya:\n{commands}"),
        format!("written:\n{files}\nnext:\n{commands}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case() {
        for good in ["usaha", "usaha-2026", "a"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "Usaha", "usaha_2026", "-usaha", "usaha-", "2026-usaha", "../x", "a b", "usaha--x"] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
