//! `monev limits`: the table of limits of this run and the flags that raise them.

use std::fmt::Write;

use crate::base::{Lang, Limits};
use crate::cli::console::{Console, style};
use crate::cli::exit::{Exit, Outcome};

/// Print the limits and the flags that raise them.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowLimits;

impl ShowLimits {
    /// Prints the table.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let head = style::HEAD;
        let mut out = String::new();
        for limit in Limits::TABLE {
            let about = match console.lang {
                Lang::Id => limit.about_id,
                Lang::En => limit.about,
            };
            let flag = limit.flag();
            let value = (limit.get)(&console.limits);
            let _ = writeln!(out, "{head}{flag:<26}{head:#} {value:>10}  {}", about.trim_end_matches('.'));
        }
        console.print(&out)?;
        Ok(Exit::Ok)
    }
}
