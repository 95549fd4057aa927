//! What the tests of each instrument have seen, as text, as a trace file or as JSON.

use std::fmt::Write;
use std::str::FromStr;

use clap::ValueEnum;

use crate::base::{Lang, Message, Sources};
use crate::cli::console::Console;
use crate::cli::escape;
use crate::scenario::coverage::{Coverage, CoverageView, lcov, lines, view};
use crate::value::Decimal;

/// How coverage is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A summary, and what wasn't seen, line by line
    Text,
    /// A trace file for lcov and genhtml
    Lcov,
    /// Everything, for programs
    Json,
}

impl Format {
    /// Whether it is for programs.
    pub(super) fn is_data(self) -> bool {
        match self {
            Self::Text => false,
            Self::Lcov | Self::Json => true,
        }
    }
}

/// A percentage from 0 to 100, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Share(u64);

impl Share {
    /// In hundredths of a percent.
    pub(super) fn hundredths(self) -> u64 {
        self.0
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = Decimal::parse(text.trim_end_matches('%')).and_then(|share| share.rescale(2));
        let exact = Decimal::parse(text.trim_end_matches('%'));
        let whole = number.filter(|number| exact == Some(*number) && number.signum() >= 0);
        let share =
            whole.and_then(|number| u64::try_from(number.units()).ok()).filter(|share| *share <= 10_000);
        share.map(Self).ok_or_else(|| "0–100".to_owned())
    }
}

/// What has been seen of each instrument.
#[derive(Debug)]
pub(super) struct Coverages {
    format: Option<Format>,
    texts: Vec<String>,
    views: Vec<CoverageView>,
    /// The instruments with their coverage, in hundredths of a percent.
    shares: Vec<(String, u64)>,
}

impl Coverages {
    /// None yet; none at all where no format is wanted.
    pub(super) fn new(format: Option<Format>) -> Self {
        Self { format, texts: Vec::new(), views: Vec::new(), shares: Vec::new() }
    }

    pub(super) fn are_wanted(&self) -> bool {
        self.format.is_some()
    }

    /// Adds what the tests of an instrument have seen.
    pub(super) fn add(&mut self, coverage: &Coverage<'_>, sources: &Sources, lang: Lang) {
        self.shares.push((coverage.instrument().id.to_string(), coverage.total().hundredths()));
        match self.format {
            None => {}
            Some(Format::Json) => self.views.push(view(coverage, sources)),
            Some(Format::Lcov) => self.texts.push(lcov(coverage, sources)),
            Some(Format::Text) => {
                let mut text = String::from("\n");
                for line in lines(coverage, sources, lang) {
                    let _ = writeln!(text, "{}", escape::line(&line));
                }
                self.texts.push(text);
            }
        }
    }

    /// The whole report.
    pub(super) fn render(&self) -> String {
        match self.format {
            Some(Format::Json) => {
                let mut text = serde_json::to_string_pretty(&self.views).unwrap_or_default();
                text.push('\n');
                text
            }
            Some(Format::Text | Format::Lcov) | None => self.texts.concat(),
        }
    }

    /// Whether an instrument's coverage is below what is wanted; each that is, is named.
    pub(super) fn are_below(&self, least: Share, console: &Console) -> bool {
        let below = self.shares.iter().filter(|(_, share)| *share < least.0);
        for (id, share) in below.clone() {
            let (whole, part) = (share / 100, share % 100);
            let (wanted, wanted_part) = (least.0 / 100, least.0 % 100);
            console.remark(&Message::new(
                format!("cakupan `{id}` hanya {whole},{part:02} %, di bawah {wanted},{wanted_part:02} %"),
                format!(
                    "the coverage of `{id}` is only {whole}.{part:02}%, below {wanted}.{wanted_part:02}%"
                ),
            ));
        }
        below.count() > 0
    }
}
