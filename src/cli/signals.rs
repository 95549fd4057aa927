//! Ctrl-C and a polite kill: what was being written is removed, what stood there before stays, and the exit code says
//! which signal it was (130, 143).

use crate::base::{Lang, Message};

/// What a person reads after stopping a run.
pub(crate) fn message() -> Message {
    Message::new(
        "dihentikan; tidak ada berkas yang ditulis setengah jadi, jalankan perintah yang sama untuk mengulang",
        "interrupted; no file was left half written, run the same command to start again",
    )
}

/// Begins to listen. Where signals can't be listened to, they end the process as the system has it.
#[cfg(unix)]
pub(crate) fn listen(lang: Lang) {
    use signal_hook::consts::{SIGINT, SIGTERM};

    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    let listener = std::thread::Builder::new().name("signals".to_owned()).stack_size(256 << 10);
    let _ = listener.spawn(move || {
        if let Some(signal) = signals.forever().next() {
            stop(signal, lang);
        }
    });
}

/// Windows ends the process by itself; temporary files keep their telling names.
#[cfg(not(unix))]
pub(crate) fn listen(_: Lang) {}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a signal ends the process wherever it is")]
fn stop(signal: i32, lang: Lang) {
    super::output::remove_temporary_files();
    super::console::complain(&message(), None, lang);
    std::process::exit(128 + signal);
}
