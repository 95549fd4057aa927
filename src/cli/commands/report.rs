//! `monev report`: indicators, scores and data quality of many records as a page for people, and as data.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::base::Lang;
use crate::batch::{Batch, Summary};
use crate::cli::args::date;
use crate::cli::compiling;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::files::shown;
use crate::cli::output::{create_folder, write_file};
use crate::cli::records::{RecordArgs, WritingArgs};
use crate::cli::render::summary;
use crate::export::report::{Collector, Subject, files};
use crate::rules::Plan;
use crate::value::Date;

/// Make the report over records.
#[derive(Debug, clap::Args)]
pub(crate) struct Report {
    /// The instrument
    #[arg(value_name = "INSTRUMENT")]
    instrument: PathBuf,
    #[command(flatten)]
    records: RecordArgs,
    /// The folder to write into; it is made if it isn't there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Languages of the report, a page each
    #[arg(long, value_name = "WHICH", default_value = "both")]
    pages: Pages,
    /// The day printed on the report, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    dated: Option<Date>,
    #[command(flatten)]
    writing: WritingArgs,
}

/// In which languages pages are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Pages {
    /// Indonesian
    Id,
    /// English
    En,
    /// A page in each
    Both,
}

impl Pages {
    fn languages(self) -> &'static [Lang] {
        match self {
            Self::Id => &[Lang::Id],
            Self::En => &[Lang::En],
            Self::Both => &[Lang::Id, Lang::En],
        }
    }
}

impl Report {
    /// Reads all records, makes every file, and only then writes them.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let subject = Subject::new(compiling::instrument(&self.instrument, console)?);
        let plan = Plan::new(subject.instrument());
        let mut batch = Batch::new(subject.instrument(), &plan, self.records.options(console));
        let (mut collector, mut summary) = (Collector::new(&subject), Summary::new(subject.instrument()));
        for raw in self.records.open(console)? {
            let checked = batch.check(raw?);
            collector.add(&checked, batch.outcome());
            summary.add(&checked);
        }
        let collected = collector.finish().dated(self.dated);
        let made = files(&collected, self.pages.languages(), self.writing.style())
            .map_err(|error| Failure::because(Exit::Findings, error.message))?;
        create_folder(&self.out)?;
        let mut list = String::new();
        for file in &made {
            let path = self.out.join(&file.path);
            write_file(&path, file.text.as_bytes())?;
            list.push_str(&format!("{}\n", shown(&path)));
        }
        console.print(&list)?;
        console.print_error(&summary::counts(&summary, console.lang));
        Ok(summary::exit(&summary))
    }
}
