//! `monev build`: everything that can be made of an instrument, written into a folder.

use std::path::{Path, PathBuf};

use crate::base::{Limits, Message};
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::{is_same, read_named, shown};
use crate::cli::output::{create_folder, write_file};
use crate::export::{self, Escape, ExportError, OutputFile};
use crate::form::FormModel;
use crate::model::Instrument;

/// Make the form, the codebook and the schemas of an instrument.
#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    /// The folder to write into; it is made if it isn't there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// A template of your own, rendered with the form model instead of the usual files
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
}

impl Build {
    /// Compiles, makes every file, and only then writes them.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let instrument = compiling::instrument(&self.instrument, console)?;
        let files = match &self.template {
            Some(template) => vec![custom(template, &instrument, console)?],
            None => export::all(&instrument).map_err(|error| cannot_make(&error, None))?,
        };
        self.spare_the_template(&files)?;
        create_folder(&self.out)?;
        let mut list = String::new();
        for file in &files {
            let path = self.out.join(&file.path);
            if let Some(folder) = path.parent() {
                create_folder(folder)?;
            }
            write_file(&path, file.text.as_bytes())?;
            list.push_str(&format!("{}\n", shown(&path)));
        }
        console.print(&list)?;
        Ok(Exit::Ok)
    }

    /// A page is named like its template: written beside it, it would take its place.
    fn spare_the_template(&self, files: &[OutputFile]) -> Result<(), Failure> {
        let Some(template) = &self.template else { return Ok(()) };
        let over = files.iter().any(|file| is_same(&self.out.join(&file.path), template));
        if over { Err(over_the_template(template)) } else { Ok(()) }
    }
}

fn over_the_template(template: &Path) -> Failure {
    let path = shown(template);
    Failure::usage(Message::new(
        format!("hasilnya akan menimpa templat `{path}`"),
        format!("the result would overwrite the template `{path}`"),
    ))
    .hint(Message::new(
        "pilih folder lain dengan `--out`, atau beri nama templat akhiran `.j2`",
        "choose another folder with `--out`, or let the template's name end in `.j2`",
    ))
}

/// The user's own page: named like the template, without a last `.j2` or `.jinja`.
fn custom(template: &Path, instrument: &Instrument, console: &Console) -> Result<OutputFile, Failure> {
    let bytes = read_named(template, &console.limits)?;
    let text = String::from_utf8(bytes).map_err(|_| not_text(template))?;
    let name = template.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = name.trim_end_matches(".j2").trim_end_matches(".jinja").to_owned();
    let form = FormModel::new(instrument);
    let page = export::render_custom(&text, Escape::of_path(&name), &form, &console.limits);
    page.map(|text| OutputFile::new(name, text)).map_err(|error| cannot_make(&error, Some(template)))
}

fn not_text(path: &Path) -> Failure {
    let path = shown(path);
    Failure::io(Message::new(format!("`{path}` bukan teks UTF-8"), format!("`{path}` is not UTF-8 text")))
}

/// What went wrong, with the template's line where there is one.
fn cannot_make(error: &ExportError, template: Option<&Path>) -> Failure {
    let place = template.map(|path| match error.line {
        Some(line) => format!("{}:{line}: ", shown(path)),
        None => format!("{}: ", shown(path)),
    });
    let place = place.unwrap_or_default();
    let Message { id, en } = &error.message;
    let message = Message::new(format!("{place}{id}"), format!("{place}{en}"));
    match error.limit.and_then(Limits::row) {
        Some(limit) => Failure::because(Exit::Limit, message).hint(compiling::raise(limit)),
        None => Failure::because(Exit::Findings, message),
    }
}
