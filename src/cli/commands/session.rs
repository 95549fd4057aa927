//! `monev session`: an interview over standard input and output, one JSON object a line each way.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that reads standard input")]

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::base::Message;
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::{shown, why};
use crate::cli::store::{Opened, Store};
use crate::desk::{Desk, Kind};
use crate::model::{Instrument, Version};
use crate::session::Form;
use crate::session::journal::MOST_BYTES;

/// Hold an interview over standard input and output, for apps
#[derive(Debug, clap::Args)]
pub(crate) struct Session {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    /// Keep every operation in this file, and go on where it ends
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
}

impl Session {
    /// Answers every line of standard input; an operation is in the journal before it is answered.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let instrument = compiling::instrument(&self.instrument, console)?;
        let mut desk = Desk::new(Arc::new(Form::new(instrument)));
        let mut store = match &self.journal {
            Some(path) => Some(resume(path, &mut desk, console)?),
            None => None,
        };
        let (mut input, mut line) = (std::io::stdin().lock(), Vec::new());
        let mut output = console.data();
        while next_line(&mut input, &mut line)? {
            let request = String::from_utf8_lossy(&line);
            let request = request.trim();
            if request.is_empty() {
                continue;
            }
            let (answer, kind) = desk.handle_kind(request);
            if let (Some(store), Kind::Operation) = (&mut store, kind) {
                store.append(request)?;
            }
            writeln!(output, "{answer}")?;
            output.flush()?;
        }
        Ok(Exit::Ok)
    }
}

/// The next line of the input; `false` at its end.
fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, Failure> {
    line.clear();
    let mut limited = std::io::Read::take(input, MOST_BYTES as u64 + 1);
    let read = limited.read_until(b'\n', line).map_err(|error| unreadable(&why(&error)))?;
    if line.len() > MOST_BYTES {
        let most = MOST_BYTES >> 20;
        return Err(unreadable(&Message::new(
            format!("sebuah baris lebih panjang daripada {most} MiB"),
            format!("a line is longer than {most} MiB"),
        )));
    }
    Ok(read > 0)
}

fn unreadable(why: &Message) -> Failure {
    Failure::io(Message::new(
        format!("masukan tidak dapat dibaca: {}", why.id),
        format!("the input can't be read: {}", why.en),
    ))
}

/// Opens a journal and does again what stands in it; a new one begins with what it is of.
fn resume(path: &Path, desk: &mut Desk, console: &Console) -> Result<Store, Failure> {
    let Opened { mut store, lines, damaged } = Store::open(path)?;
    if let Some(aside) = damaged {
        let aside = shown(&aside);
        console.remark(&Message::new(
            format!("jurnal rusak; isinya disimpan di `{aside}`, dan wawancara dilanjutkan dari bagian yang utuh"),
            format!("the journal is damaged; it was kept as `{aside}`, and the interview goes on from the part that is whole"),
        ));
    }
    let form = Arc::clone(desk.session().form());
    let Some((head, operations)) = lines.split_first() else {
        store.append(&head_of(&form.instrument))?;
        return Ok(store);
    };
    fits(path, head, &form.instrument)?;
    for (number, operation) in (1_u32..).zip(operations) {
        if desk.handle_kind(operation).1 == Kind::Question {
            return Err(refused(
                path,
                &Message::new(
                    format!(
                        "tindakan ke-{number} di dalamnya tidak dapat dilakukan lagi dengan instrumen ini"
                    ),
                    format!("operation {number} in it can't be done again with this instrument"),
                ),
            ));
        }
    }
    Ok(store)
}

/// The first line of a journal: what it is of.
fn head_of(instrument: &Instrument) -> String {
    let version = instrument.version.to_string();
    json!({ "instrument": &*instrument.id, "version": version, "engine": env!("CARGO_PKG_VERSION") })
        .to_string()
}

/// Whether a journal can be gone on with: one of the same instrument, in the same version or one that a newer patch mends.
fn fits(path: &Path, head: &str, instrument: &Instrument) -> Result<(), Failure> {
    let head: Json = serde_json::from_str(head).unwrap_or_default();
    let text = |key: &str| head.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let (of, version) = (text("instrument"), text("version"));
    if *of != *instrument.id {
        let own = &instrument.id;
        return Err(refused(
            path,
            &Message::new(
                format!("isinya wawancara `{of}`, bukan `{own}`"),
                format!("it holds an interview of `{of}`, not of `{own}`"),
            ),
        ));
    }
    let (now, then) = (&instrument.version, Version::parse(&version));
    let patched = then
        .is_some_and(|then| (then.major, then.minor) == (now.major, now.minor) && then.patch <= now.patch);
    if patched {
        return Ok(());
    }
    Err(refused(
        path,
        &Message::new(
            format!(
                "dimulai dengan versi {version}, sedangkan instrumennya versi {now}: hanya perbaikan (angka ketiga) yang tidak mengubah makna jawaban"
            ),
            format!(
                "it was begun with version {version} and the instrument is version {now}: only a newer patch (the third number) keeps the meaning of the answers"
            ),
        ),
    ))
}

fn refused(path: &Path, why: &Message) -> Failure {
    let path = shown(path);
    Failure::because(
        Exit::Findings,
        Message::new(
            format!("wawancara dalam `{path}` tidak dapat dilanjutkan: {}", why.id),
            format!("the interview in `{path}` can't be gone on with: {}", why.en),
        ),
    )
}
