//! What can be typed: the global options and one command.

use std::ffi::OsString;

use clap::{Parser, Subcommand, ValueEnum};

use super::commands;
use super::console::Console;
use super::exit::Outcome;
use super::limit_flags::LimitFlags;
use crate::base::Lang;
use crate::value::Date;

/// Survey instruments from YAML to checked forms, validators and exact scores.
#[derive(Debug, Parser)]
#[command(name = "monev", version, max_term_width = 110)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options every command takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Global {
    /// Language of messages [default: from the locale]
    #[arg(long, global = true, value_name = "LANG", display_order = 901)]
    pub(crate) lang: Option<Language>,
    /// When to colour; `auto` is on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 902)]
    pub(crate) color: Color,
    /// The day of the interview, YYYY-MM-DD, for records that don't give theirs
    #[arg(long, global = true, value_name = "DATE", value_parser = date, display_order = 903)]
    pub(crate) today: Option<Date>,
    #[command(flatten)]
    pub(crate) limits: LimitFlags,
}

/// A language the engine speaks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    Id,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Id => Self::Id,
            Language::En => Self::En,
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::AlwaysAnsi,
            Color::Never => Self::Never,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find every mistake of instruments
    Check(commands::check::Check),
    /// Make the form, the codebook and the schemas of an instrument
    Build(commands::build::Build),
    /// Draw the flow of an instrument, or what a score is made of
    Graph(commands::graph::Graph),
    /// Find what is wrong with records
    Validate(commands::validate::Validate),
    /// Compute the scores of records
    Score(commands::score::Score),
    /// Compute the indicators of records, for the office itself
    Indicators(commands::indicators::Indicators),
    /// Make the report over records
    Report(commands::report::Report),
    /// Show why a record has the score it has
    Explain(commands::explain::Explain),
    /// Run the tests that authors wrote for their instruments
    Test(commands::test::Test),
    /// Make random records that obey an instrument
    Sample(commands::sample::Sample),
    /// Hold an interview over standard input and output, for apps
    Session(commands::session::Session),
    /// Run expression vectors
    Conformance(commands::conformance::Conformance),
    /// Write a small instrument to begin from
    New(commands::new::New),
    /// Print the page of a diagnostic's code
    Rule(commands::rule::Rule),
    /// Print the limits and the flags that raise them
    Limits(commands::limits::ShowLimits),
    /// Print a completion script for a shell
    Completions(commands::completions::Completions),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// When the command can't do its work; what it finds wrong with instruments and records is no error.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        match self {
            Self::Check(command) => command.run(console),
            Self::Build(command) => command.run(console),
            Self::Graph(command) => command.run(console),
            Self::Validate(command) => command.run(console),
            Self::Score(command) => command.run(console),
            Self::Indicators(command) => command.run(console),
            Self::Report(command) => command.run(console),
            Self::Explain(command) => command.run(console),
            Self::Test(command) => command.run(console),
            Self::Sample(command) => command.run(console),
            Self::Session(command) => command.run(console),
            Self::Conformance(command) => command.run(console),
            Self::New(command) => command.run(console),
            Self::Rule(command) => command.run(console),
            Self::Limits(command) => command.run(console),
            Self::Completions(command) => command.run(console),
        }
    }
}

/// The language asked for, before anything else is understood: help and complaints are shown in it too.
pub(crate) fn language(arguments: &[OsString]) -> Option<Lang> {
    option::<Language>(arguments, "--lang").map(Lang::from)
}

/// When to colour, before anything else is understood.
pub(crate) fn color(arguments: &[OsString]) -> anstream::ColorChoice {
    option::<Color>(arguments, "--color").unwrap_or(Color::Auto).into()
}

/// The value of an option that stands somewhere among the arguments.
fn option<T: ValueEnum>(arguments: &[OsString], name: &str) -> Option<T> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let apart = texts.windows(2).find_map(|pair| match pair {
        [option, value] if *option == name => Some(*value),
        _ => None,
    });
    let joined = || texts.iter().find_map(|text| text.strip_prefix(name)?.strip_prefix('='));
    apart.or_else(joined).and_then(|value| T::from_str(value, true).ok())
}

pub(crate) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "a day is written YYYY-MM-DD, such as 2025-10-06".to_owned())
}
