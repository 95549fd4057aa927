//! One flag for every row of the table of limits, so that nobody can meet a limit that can't be raised.

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::base::Limits;

/// The `--limit-…` flags that were given.
#[derive(Debug, Clone, Default)]
pub(crate) struct LimitFlags {
    given: Vec<(usize, u64)>,
}

impl LimitFlags {
    /// The default limits with those that were given.
    pub(crate) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for (row, value) in &self.given {
            if let Some(limit) = Limits::TABLE.get(*row) {
                (limit.set)(&mut limits, *value);
            }
        }
        limits
    }
}

impl clap::FromArgMatches for LimitFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let given = Limits::TABLE
            .iter()
            .enumerate()
            .filter_map(|(row, limit)| matches.get_one::<u64>(&limit.flag()).map(|value| (row, *value)));
        Ok(Self { given: given.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for LimitFlags {
    fn augment_args(command: Command) -> Command {
        let defaults = Limits::default();
        Limits::TABLE.iter().fold(command, |command, limit| {
            let flag = limit.flag();
            let help = format!("{} [default: {}]", limit.about.trim_end_matches('.'), (limit.get)(&defaults));
            let long = flag.trim_start_matches('-').to_owned();
            command.arg(
                Arg::new(flag)
                    .long(long)
                    .value_name("N")
                    .value_parser(value_parser!(u64))
                    .global(true)
                    .hide(true)
                    .help(help),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}
