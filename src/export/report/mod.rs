//! The report over records: a page per language that stands alone, and its figures for programs.
//!
//! **Invariants:** nothing in it tells about fewer than five people (`release.rs`); no answer that names a person is in
//! it (`subject.rs`); the same records in the same order give the same bytes.

mod basis;
mod care;
mod census;
mod chapters;
mod chart;
mod collect;
mod data;
mod figures;
mod method;
mod page;
mod panel;
mod people;
mod quality;
mod release;
mod shown;
mod subject;
mod summary;
mod tell;
#[cfg(test)]
mod tests;
mod view;
mod withhold;

pub use collect::{Collected, Collector};
pub use subject::Subject;

use serde::Serialize;

use super::escape::css_string;
use super::render::render_drawn;
use super::{ExportError, OutputFile};
use crate::base::Lang;
use crate::batch::CsvStyle;
use crate::form::Numbers;
use tell::Teller;

const PAGE: &str = include_str!("report.html");
const STYLE: &str = include_str!("style.css");

/// The files of a report: `report.id.html` and `report.en.html` as far as these languages are asked for, `figures.csv`
/// and `figures.json`.
///
/// # Errors
/// When a template can't be rendered.
///
/// ```
/// use monev::base::Lang;
/// use monev::batch::{Batch, CsvStyle, RawRecord, ReadOptions};
/// use monev::export::report::{Collector, Subject, files};
/// use monev::rules::Plan;
///
/// # fn report(instrument: monev::model::Instrument, records: Vec<RawRecord>) -> Result<(), monev::export::ExportError> {
/// let subject = Subject::new(instrument);
/// let plan = Plan::new(subject.instrument());
/// let mut batch = Batch::new(subject.instrument(), &plan, ReadOptions::default());
/// let mut collector = Collector::new(&subject);
/// for record in records {
///     let checked = batch.check(record);
///     collector.add(&checked, batch.outcome());
/// }
/// let files = files(&collector.finish(), &[Lang::Id], CsvStyle::default())?;
/// assert_eq!(files[0].path, "report.id.html");
/// # Ok(())
/// # }
/// ```
pub fn files(
    collected: &Collected<'_>,
    languages: &[Lang],
    style: CsvStyle,
) -> Result<Vec<OutputFile>, ExportError> {
    #[derive(Serialize)]
    struct Context {
        page: view::Page,
    }
    let numbers = Numbers::new(&collected.subject.instrument);
    let mut files = Vec::new();
    for lang in languages {
        let teller = Teller::new(collected, &numbers, *lang);
        let (page, drawings) = page::page(&teller);
        let raw = [("style", STYLE.to_owned()), ("foot", css_string(&page.foot))];
        let text = render_drawn(PAGE, Context { page }, &raw, &drawings.0)?;
        files.push(OutputFile::new(format!("report.{}.html", lang.tag()), text));
    }
    files.extend(data::files(collected, &numbers, style)?);
    Ok(files)
}
