//! The command line: the only part of monev that touches files, terminals and the process.
//!
//! Every run ends in exactly one of the outcomes of `exit::Exit`; a panic anywhere is caught here, says where it
//! happened and nothing of the data that led to it.

mod args;
mod commands;
mod compiling;
mod console;
mod escape;
mod exit;
mod files;
mod find;
mod guard;
mod help;
mod limit_flags;
mod locale;
mod output;
mod progress;
mod records;
mod render;
mod sampling;
mod signals;
mod store;
mod testing;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use crate::base::Lang;
use args::Args;
use console::Console;
use exit::{Exit, Outcome};

/// Runs the command the process was started with.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the command line is the layer that reads arguments")]
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let lang = args::language(&arguments).unwrap_or_else(|| locale::language(environment));
    args::color(&arguments).write_global();
    let exit = guard::run(lang, move || start(&arguments, lang));
    ExitCode::from(exit.code())
}

/// Reads the arguments and does what they say, where there is room for both: describing every command to the reader of
/// arguments takes more of the stack than some systems give a process.
fn start(arguments: &[OsString], lang: Lang) -> Exit {
    match parse(arguments, lang) {
        Ok(args) => {
            signals::listen(lang);
            finish(run(args, lang), lang)
        }
        Err(error) => usage::report(&error, lang),
    }
}

fn parse(arguments: &[OsString], lang: Lang) -> Result<Args, clap::Error> {
    Args::from_arg_matches(&help::command(lang).try_get_matches_from(arguments)?)
}

fn run(args: Args, lang: Lang) -> Outcome {
    let global = args.global;
    let console = Console::new(lang, global.limits.limits(), global.today, global.color.into());
    args.command.run(&console)
}

/// Says why a command failed, if it did.
fn finish(outcome: Outcome, lang: Lang) -> Exit {
    outcome.unwrap_or_else(|failure| console::tell(&failure, lang))
}

#[expect(clippy::disallowed_methods, reason = "the command line is the layer that reads the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
