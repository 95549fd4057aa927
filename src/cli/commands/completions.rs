//! `monev completions`: what a shell needs to complete commands and options.

use clap::CommandFactory;

use crate::cli::args::Args;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Outcome};

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

impl Completions {
    /// Prints the script.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Args::command(), "monev", &mut script);
        console.print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Ok)
    }
}
