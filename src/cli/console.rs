//! The terminal a run talks to: its language, colours, width, and the two streams.

#![expect(clippy::disallowed_methods, reason = "the command line is the layer that talks to the terminal")]

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::escape;
use super::exit::{Exit, Failure};
use crate::base::{Lang, Limits, Message};
use crate::value::Date;

/// Everything a command needs besides its own arguments.
#[derive(Debug)]
pub(crate) struct Console {
    /// The language messages are shown in.
    pub(crate) lang: Lang,
    /// The limits of this run.
    pub(crate) limits: Limits,
    /// The day of the interview for records that give none.
    pub(crate) today: Option<Date>,
    /// When to colour.
    choice: ColorChoice,
    /// Whether to colour standard output: asked for, or wanted by the terminal (and not refused by `NO_COLOR`).
    color: ColorChoice,
}

impl Console {
    /// A console of these settings.
    pub(crate) fn new(lang: Lang, limits: Limits, today: Option<Date>, choice: ColorChoice) -> Self {
        let color = match choice {
            ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            ColorChoice::AlwaysAnsi | ColorChoice::Always | ColorChoice::Never => choice,
        };
        Self { lang, limits, today, choice, color }
    }

    /// Standard output for data: no styles, buffered.
    pub(crate) fn data(&self) -> impl Write + use<> {
        io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
    }

    /// Columns of the terminal that standard output is; none for a pipe or a file.
    pub(crate) fn terminal_width(&self) -> Option<usize> {
        let size = io::stdout().is_terminal().then(|| terminal_size::terminal_size_of(io::stdout()))?;
        size.map(|(width, _)| usize::from(width.0).clamp(40, 200))
    }

    /// Columns of the terminal, or a page's width where there is none.
    pub(crate) fn width(&self) -> usize {
        self.terminal_width().unwrap_or(100)
    }

    /// Prints text (styled or not) to standard output.
    ///
    /// # Errors
    /// When it can't be written.
    pub(crate) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = AutoStream::new(io::stdout().lock(), self.color);
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    /// Prints text (styled or not) to standard error. Where that can't be written there is nobody to tell.
    pub(crate) fn print_error(&self, text: &str) {
        let choice = match self.choice {
            ColorChoice::Auto => AutoStream::choice(&io::stderr()),
            ColorChoice::AlwaysAnsi | ColorChoice::Always | ColorChoice::Never => self.choice,
        };
        let _ = AutoStream::new(io::stderr().lock(), choice).write_all(text.as_bytes());
    }

    /// Says something on standard error that is no result: progress, advice, where a file went.
    pub(crate) fn remark(&self, message: &Message) {
        let mut err = anstream::stderr();
        let _ = writeln!(err, "{}", escape::line(message.get(self.lang)));
    }
}

/// Says why a command failed, unless that has been said, and how the run ends.
pub(crate) fn tell(failure: &Failure, lang: Lang) -> Exit {
    if let Some(message) = &failure.message {
        complain(message, failure.hint.as_ref(), lang);
    }
    failure.exit
}

/// Says on standard error why a run could not do its work.
pub(crate) fn complain(message: &Message, hint: Option<&Message>, lang: Lang) {
    let bold_red = AnsiColor::BrightRed.on_default().bold();
    let cyan = AnsiColor::BrightCyan.on_default().bold();
    let (word, advice) = match lang {
        Lang::Id => ("kesalahan", "saran"),
        Lang::En => ("error", "hint"),
    };
    let mut err = anstream::stderr();
    let _ = writeln!(err, "{bold_red}{word}{bold_red:#}: {}", escape::line(message.get(lang)));
    if let Some(hint) = hint {
        let _ = writeln!(err, "  {cyan}{advice}{cyan:#}: {}", escape::line(hint.get(lang)));
    }
}

/// Styles of the tables and trees, one place for all of them.
pub(crate) mod style {
    use super::{AnsiColor, Style};

    /// What heads a table, a file or a section.
    pub(crate) const HEAD: Style = Style::new().bold();
    /// Errors, failures, the lowest band.
    pub(crate) const BAD: Style = AnsiColor::BrightRed.on_default().bold();
    /// Warnings.
    pub(crate) const WARN: Style = AnsiColor::Yellow.on_default().bold();
    /// What went well.
    pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
    /// What matters less.
    pub(crate) const DIM: Style = Style::new().dimmed();
}
