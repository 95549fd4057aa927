//! How a run ends: exactly one of these, always.

use std::io;

use super::files::why;
use crate::base::Message;

/// How a run of the command ends; the number is the process's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Everything is fine.
    Ok = 0,
    /// Problems were found and listed.
    Findings = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// A limit was exceeded; the message names it and the flag that raises it.
    Limit = 3,
    /// A file or device could not be read or written.
    Io = 4,
    /// A fault of monev itself.
    Internal = 70,
}

impl Exit {
    /// The process's exit code.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    /// The one of two that matters more: findings hide nothing that is worse.
    #[must_use]
    pub(crate) fn worse(self, other: Self) -> Self {
        self.max(other)
    }
}

/// Why a command could not do its work, said in one sentence.
#[derive(Debug)]
pub(crate) struct Failure {
    /// How the run ends.
    pub(crate) exit: Exit,
    /// What happened; `None` when it has been said, or nobody listens any more (a closed pipe).
    pub(crate) message: Option<Message>,
    /// What to do about it.
    pub(crate) hint: Option<Message>,
}

impl Failure {
    /// A file or device that can't be used.
    pub(crate) fn io(message: Message) -> Self {
        Self { exit: Exit::Io, message: Some(message), hint: None }
    }

    /// A command line that makes no sense.
    pub(crate) fn usage(message: Message) -> Self {
        Self { exit: Exit::Usage, message: Some(message), hint: None }
    }

    /// A run that can't go on, for reasons that have been shown.
    pub(crate) fn said(exit: Exit) -> Self {
        Self { exit, message: None, hint: None }
    }

    /// A run that ends so, and why.
    pub(crate) fn because(exit: Exit, message: Message) -> Self {
        Self { exit, message: Some(message), hint: None }
    }

    /// Adds advice.
    #[must_use]
    pub(crate) fn hint(mut self, message: Message) -> Self {
        self.hint = Some(message);
        self
    }
}

/// What writing to the terminal or a pipe may fail with. A reader that went away is no fault.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { exit: Exit::Ok, message: None, hint: None };
        }
        let why = why(&error);
        Self::io(Message::new(
            format!("keluaran tidak dapat ditulis: {}", why.id),
            format!("the output can't be written: {}", why.en),
        ))
    }
}

/// What a command gives.
pub(crate) type Outcome = Result<Exit, Failure>;
