//! Records from files and pipes: what a path means, which roster files stand beside it, and how far reading has come.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that opens files")]

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::ValueEnum;

use super::console::Console;
use super::exit::Failure;
use super::files::{read_failure, shown};
use super::progress::Progress;
use crate::base::Message;
use crate::batch::{CsvStyle, RawRecord, ReadOptions};
use crate::import::{self, Format, Input, RosterInput, roster_of_name};

/// Where records are and how they are written down.
#[derive(Debug, clap::Args)]
pub(crate) struct RecordArgs {
    /// Records: .json, .ndjson or .csv (with NAME.ROSTER.csv beside it), or - for standard input
    #[arg(value_name = "RECORDS")]
    pub(crate) records: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How records are written down, and what may stand in them.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ReadingArgs {
    /// How they are written down, where the name doesn't tell
    #[arg(long, value_name = "FORMAT")]
    pub(crate) input: Option<InputFormat>,
    /// What stands between cells of CSV, where the header doesn't tell
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,
    /// Say nothing of fields the instrument doesn't have
    #[arg(long)]
    pub(crate) ignore_unknown: bool,
}

/// How records are written down.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum InputFormat {
    /// One record, an array of records, or an object with records
    Json,
    /// A record a line
    Ndjson,
    /// A row a record
    Csv,
}

/// How CSV is written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct WritingArgs {
    /// In CSV, keep spreadsheets from taking text for formulas
    #[arg(long)]
    spreadsheet_safe: bool,
    /// What is put between cells of CSV: ; where Excel wants it
    #[arg(long, value_name = "CHARACTER", default_value = ",", value_parser = delimiter)]
    out_delimiter: u8,
}

impl WritingArgs {
    /// The style of CSV.
    pub(crate) fn style(self) -> CsvStyle {
        CsvStyle { delimiter: char::from(self.out_delimiter), spreadsheet_safe: self.spreadsheet_safe }
    }
}

fn delimiter(text: &str) -> Result<u8, String> {
    let byte = if text == "\\t" { Some(b'\t') } else { text.bytes().next().filter(|_| text.len() == 1) };
    byte.filter(|byte| byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r' | b'\0'))
        .ok_or_else(|| "one character, such as ; or \\t".to_owned())
}

impl RecordArgs {
    /// How records are to be read in this run.
    pub(crate) fn options(&self, console: &Console) -> ReadOptions {
        ReadOptions {
            today: console.today,
            ignore_unknown: self.reading.ignore_unknown,
            find_duplicates: true,
            limits: console.limits.clone(),
        }
    }

    /// Opens the records.
    ///
    /// # Errors
    /// When a file can't be opened, or nothing tells how it is written down.
    pub(crate) fn open(&self, console: &Console) -> Result<OpenRecords, Failure> {
        let read = Arc::new(AtomicU64::new(0));
        let (input, files, size) =
            if self.records == Path::new("-") { self.pipe(&read)? } else { self.file(&read)? };
        let records =
            import::records(input, &console.limits).map_err(|error| read_failure(&self.records, &error))?;
        let progress = Progress::over_bytes(size, console.lang);
        Ok(OpenRecords {
            path: self.records.clone(),
            records: Box::new(records),
            files,
            read,
            progress,
            count: 0,
        })
    }

    fn pipe(&self, read: &Arc<AtomicU64>) -> Result<Opened, Failure> {
        if io::stdin().is_terminal() {
            return Err(nothing_piped());
        }
        let format = self.format().ok_or_else(unknown_format)?;
        let reader: Source = Box::new(BufReader::new(Counted { inner: io::stdin(), read: read.clone() }));
        Ok((Input::new(format, reader), vec!["-".to_owned()], None))
    }

    fn file(&self, read: &Arc<AtomicU64>) -> Result<Opened, Failure> {
        let path = &self.records;
        let meta = fs::metadata(path).map_err(|error| read_failure(path, &error))?;
        if meta.is_dir() {
            return Err(read_failure(path, &io::ErrorKind::IsADirectory.into()));
        }
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) {
            return Err(compressed(path));
        }
        let format = self.format().ok_or_else(unknown_format)?;
        let mut input = Input::new(format, open(path, read)?);
        let mut files = vec![shown(path)];
        let mut size = plain_size(path);
        if let Format::Csv { .. } = format {
            for (name, path) in roster_files(path)? {
                size = size.zip(plain_size(&path)).map(|(one, other)| one + other);
                files.push(shown(&path));
                input.rosters.push(RosterInput { name: name.into(), reader: open(&path, read)? });
            }
        }
        Ok((input, files, size))
    }

    fn format(&self) -> Option<Format> {
        let told = self.reading.input.map(|format| match format {
            InputFormat::Json => Format::Json,
            InputFormat::Ndjson => Format::Ndjson,
            InputFormat::Csv => Format::Csv { delimiter: None },
        });
        let named = || Format::of_name(&self.records.file_name()?.to_string_lossy());
        Some(match told.or_else(named)? {
            Format::Csv { .. } => Format::Csv { delimiter: self.reading.delimiter },
            Format::Json => Format::Json,
            Format::Ndjson => Format::Ndjson,
        })
    }
}

type Source = Box<dyn BufRead>;
/// The input, the names of its files, and its size where that is known.
type Opened = (Input<Source>, Vec<String>, Option<u64>);

/// Bytes of a plain file; nobody knows how many will come out of anything else.
fn plain_size(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|meta| meta.len())
}

fn open(path: &Path, read: &Arc<AtomicU64>) -> Result<Source, Failure> {
    let file = File::open(path).map_err(|error| read_failure(path, &error))?;
    Ok(Box::new(BufReader::with_capacity(1 << 17, Counted { inner: file, read: read.clone() })))
}

/// The roster files beside a CSV file of records, by name.
fn roster_files(path: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let main = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let entries = fs::read_dir(folder).map_err(|error| read_failure(folder, &error))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| read_failure(folder, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(roster) = roster_of_name(&main, &name) {
            found.push((roster.to_owned(), path.with_file_name(entry.file_name())));
        }
    }
    found.sort();
    Ok(found)
}

/// Records being read.
pub(crate) struct OpenRecords {
    path: PathBuf,
    records: Box<dyn Iterator<Item = io::Result<RawRecord>>>,
    /// The files, the main one first, as shown to the user.
    pub(crate) files: Vec<String>,
    read: Arc<AtomicU64>,
    progress: Progress,
    count: u64,
}

impl OpenRecords {
    /// The same where each record is printed as it comes: a bar would stand among the lines on a terminal.
    pub(crate) fn printed(self, console: &Console) -> Self {
        match console.terminal_width() {
            Some(_) => Self { progress: Progress::hidden(), ..self },
            None => self,
        }
    }
}

impl Iterator for OpenRecords {
    type Item = Result<RawRecord, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        self.count += 1;
        self.progress.at(self.read.load(Ordering::Relaxed), self.count);
        Some(record.map_err(|error| read_failure(&self.path, &error)))
    }
}

/// A reader that tells how many bytes have gone by.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(u64::try_from(count).unwrap_or(0), Ordering::Relaxed);
        Ok(count)
    }
}

fn unknown_format() -> Failure {
    Failure::usage(Message::new(
        "nama berkas tidak menunjukkan bentuk rekamannya",
        "the file's name doesn't tell how its records are written down",
    ))
    .hint(Message::new(
        "tambahkan `--input json`, `--input ndjson`, atau `--input csv`",
        "add `--input json`, `--input ndjson` or `--input csv`",
    ))
}

fn compressed(path: &Path) -> Failure {
    let path = shown(path);
    Failure::io(Message::new(
        format!("`{path}` terkompresi dan tidak dapat dibaca langsung"),
        format!("`{path}` is compressed and can't be read as it is"),
    ))
    .hint(Message::new(
        "buka dulu dengan `gunzip`, atau alirkan: `gunzip -c BERKAS | monev validate INSTRUMEN - --input ndjson`",
        "unpack it with `gunzip`, or pipe it: `gunzip -c FILE | monev validate INSTRUMENT - --input ndjson`",
    ))
}

fn nothing_piped() -> Failure {
    Failure::usage(Message::new(
        "`-` membaca masukan standar, tetapi tidak ada yang dialirkan ke sana",
        "`-` reads standard input, but nothing is piped into it",
    ))
}
