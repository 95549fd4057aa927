//! The last line: a panic becomes exit code 70 and a request for a report, without a word of the data at hand.

use std::panic::{self, PanicHookInfo};
use std::sync::Mutex;

use super::console;
use super::exit::Exit;
use crate::base::{Lang, Message};

/// Stack of the thread that works, whatever the system's own limit is.
const STACK: usize = 64 << 20;
/// Where reports are asked for.
const REPORTS: &str = env!("CARGO_PKG_REPOSITORY");

/// Where the panic happened: a place in monev's own source, never its message, which may quote an answer.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs the work on a thread of its own; a panic in it is an internal error.
pub(crate) fn run(lang: Lang, work: impl FnOnce() -> Exit + Send + 'static) -> Exit {
    panic::set_hook(Box::new(note_place));
    let thread = std::thread::Builder::new().name("monev".to_owned()).stack_size(STACK).spawn(work);
    let result = match thread {
        Ok(thread) => thread.join(),
        Err(error) => {
            console::complain(&no_thread(&error), None, lang);
            return Exit::Io;
        }
    };
    result.unwrap_or_else(|_| {
        super::output::remove_temporary_files();
        let place = PLACE.lock().ok().and_then(|mut place| place.take()).unwrap_or_default();
        console::complain(&internal_error(&place), Some(&ask_for_report()), lang);
        Exit::Internal
    })
}

fn note_place(info: &PanicHookInfo<'_>) {
    if let (Ok(mut place), Some(at)) = (PLACE.lock(), info.location()) {
        *place = Some(format!("{}:{}:{}", at.file(), at.line(), at.column()));
    }
}

fn internal_error(place: &str) -> Message {
    let version = env!("CARGO_PKG_VERSION");
    Message::new(
        format!("kesalahan di dalam monev {version} ({place}); ini bukan salah Anda"),
        format!("internal error in monev {version} ({place}); this is not your fault"),
    )
}

fn ask_for_report() -> Message {
    let place = if REPORTS.is_empty() { "" } else { " " };
    Message::new(
        format!(
            "mohon laporkan baris di atas dan perintah yang dijalankan{place}{REPORTS}; jangan kirim data responden"
        ),
        format!(
            "please report the line above and the command you ran{place}{REPORTS}; don't send respondents' data"
        ),
    )
}

fn no_thread(error: &std::io::Error) -> Message {
    Message::new(
        format!("utas kerja tidak dapat dimulai: {error}"),
        format!("the working thread can't be started: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_internal_error_that_tells_its_place_only() {
        let exit = run(Lang::En, || panic!("NIK 6501054808889001"));
        assert_eq!(exit, Exit::Internal);
        let said = internal_error("src/x.rs:1:2");
        assert!(said.en.contains("src/x.rs:1:2") && !said.en.contains("6501"));
        let _ = panic::take_hook();
    }
}
