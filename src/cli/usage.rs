//! A command line that makes no sense, said in one sentence with advice, in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::console;
use super::exit::Exit;
use crate::base::{Lang, Message};

/// Prints help or the version where it was asked for, else what is wrong; says how the run ends.
pub(crate) fn report(error: &clap::Error, lang: Lang) -> Exit {
    if !error.use_stderr() {
        return match error.print() {
            Err(problem) if problem.kind() != std::io::ErrorKind::BrokenPipe => Exit::Io,
            Ok(()) | Err(_) => Exit::Ok,
        };
    }
    match explain(error) {
        Some((message, hint)) => console::complain(&message, hint.as_ref(), lang),
        None => {
            let _ = error.print();
        }
    }
    Exit::Usage
}

/// The sentence and the advice; `None` where clap's own text (the help) is the best answer.
fn explain(error: &clap::Error) -> Option<(Message, Option<Message>)> {
    let one = |kind| value(error, kind);
    let argument = || one(ContextKind::InvalidArg).unwrap_or_default();
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "clap's kinds are open; the others print clap's own text"
    )]
    let found = match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = one(ContextKind::SuggestedArg).map(|near| did_you_mean(&near));
            let hint = near.or_else(|| one(ContextKind::Usage).map(|text| usage(&text)));
            (unknown_argument(&argument()), hint)
        }
        ErrorKind::InvalidSubcommand => {
            let near = one(ContextKind::SuggestedSubcommand);
            let name = one(ContextKind::InvalidSubcommand).unwrap_or_default();
            let hint = near.map_or_else(see_help, |near| did_you_mean(&near));
            (unknown_command(&name), Some(hint))
        }
        ErrorKind::MissingRequiredArgument => {
            (missing(&argument()), one(ContextKind::Usage).map(|u| usage(&u)))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let wrong = one(ContextKind::InvalidValue).unwrap_or_default();
            let hint = one(ContextKind::ValidValue).map(|values| one_of(&values));
            let hint = hint.or_else(|| how_it_is_written(&argument()));
            match wrong.is_empty() {
                true => (no_value(&argument()), hint),
                false => (bad_value(&wrong, &argument()), hint),
            }
        }
        ErrorKind::ArgumentConflict => {
            let other = one(ContextKind::PriorArg).unwrap_or_default();
            match other == argument() {
                true => (given_twice(&other), None),
                false => (conflict(&argument(), &other), None),
            }
        }
        ErrorKind::MissingSubcommand => (no_command(), Some(see_help())),
        ErrorKind::InvalidUtf8 => (not_unicode(), None),
        _ => return None,
    };
    Some(found)
}

/// A piece of what clap knows, several joined by commas.
fn value(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let found = error.get(kind)?;
    #[expect(clippy::wildcard_enum_match_arm, reason = "clap's values are open; none of the others is text")]
    let text = match found {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => return None,
    };
    Some(text)
}

fn unknown_argument(argument: &str) -> Message {
    Message::new(format!("`{argument}` tidak dikenal di sini"), format!("`{argument}` is not known here"))
}

fn unknown_command(name: &str) -> Message {
    Message::new(format!("tidak ada perintah `{name}`"), format!("there is no command `{name}`"))
}

fn no_command() -> Message {
    Message::new("perintahnya belum diberikan", "a command is missing")
}

fn did_you_mean(near: &str) -> Message {
    Message::new(format!("maksud Anda `{near}`?"), format!("did you mean `{near}`?"))
}

fn see_help() -> Message {
    Message::new("`monev --help` menyebutkan semua perintah", "`monev --help` lists all commands")
}

fn missing(argument: &str) -> Message {
    Message::new(format!("`{argument}` belum diberikan"), format!("`{argument}` is missing"))
}

fn usage(text: &str) -> Message {
    let text = text.trim().trim_start_matches("Usage:").trim();
    Message::new(format!("pemakaian: {text}"), format!("usage: {text}"))
}

fn one_of(values: &str) -> Message {
    Message::new(format!("pilihannya: {values}"), format!("one of: {values}"))
}

fn no_value(argument: &str) -> Message {
    Message::new(format!("`{argument}` perlu nilai"), format!("`{argument}` wants a value"))
}

fn bad_value(value: &str, argument: &str) -> Message {
    Message::new(
        format!("`{value}` bukan nilai yang benar untuk `{argument}`"),
        format!("`{value}` is not a value for `{argument}`"),
    )
}

/// How the value of an option is written, where no list of values says it.
fn how_it_is_written(argument: &str) -> Option<Message> {
    let option = argument.split(' ').next().unwrap_or_default();
    match option {
        "--today" => Some(Message::new(
            "tanggal ditulis TTTT-BB-HH, misalnya 2025-10-06",
            "a day is written YYYY-MM-DD, such as 2025-10-06",
        )),
        "--delimiter" | "--out-delimiter" => Some(Message::new(
            "satu karakter, misalnya `;`, atau `\\t` untuk tab",
            "one character, such as `;`, or `\\t` for a tab",
        )),
        "--fail-under" => Some(Message::new(
            "persentase dari 0 sampai 100, misalnya 97.5",
            "a percentage from 0 to 100, such as 97.5",
        )),
        limit if limit.starts_with("--limit-") => {
            Some(Message::new("bilangan bulat dari 0, misalnya 1000", "a whole number from 0, such as 1000"))
        }
        _ => None,
    }
}

fn given_twice(argument: &str) -> Message {
    Message::new(format!("`{argument}` diberikan dua kali"), format!("`{argument}` is given twice"))
}

fn not_unicode() -> Message {
    Message::new("ada argumen yang bukan teks UTF-8", "an argument is not UTF-8 text")
}

fn conflict(argument: &str, other: &str) -> Message {
    Message::new(
        format!("`{argument}` tidak dapat dipakai bersama `{other}`"),
        format!("`{argument}` can't be used together with `{other}`"),
    )
}
