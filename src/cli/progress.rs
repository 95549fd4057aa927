//! A bar on long work, for a person at a terminal; nothing else ever sees it.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::Lang;

/// Bytes of input below which no bar is drawn: such work is over before anyone looks.
const SHORT: u64 = 8 << 20;

/// How far a run is through its input.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar over so many bytes of input (`None`: nobody knows how many), drawn on standard error if that is a terminal.
    pub(crate) fn over_bytes(bytes: Option<u64>, lang: Lang) -> Self {
        if bytes.is_some_and(|bytes| bytes < SHORT) {
            return Self::hidden();
        }
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::stderr_with_hz(5));
        let records = match lang {
            Lang::Id => "rekaman",
            Lang::En => "records",
        };
        let template = match bytes {
            Some(_) => format!("{{bar:30}} {{bytes}}/{{total_bytes}}  {{msg}} {records}  {{eta}}"),
            None => format!("{{spinner}} {{bytes}}  {{msg}} {records}"),
        };
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar }
    }

    /// No bar.
    pub(crate) fn hidden() -> Self {
        Self { bar: ProgressBar::hidden() }
    }

    /// Says how far the input and how many records are read. Cheap enough to call for every record.
    pub(crate) fn at(&self, bytes: u64, records: u64) {
        if !self.bar.is_hidden() && records.is_multiple_of(512) {
            self.bar.set_position(bytes);
            self.bar.set_message(records.to_string());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
