//! One interview at a desk: requests as JSON text in, answers as JSON text out. The same for a local server, a page with
//! WebAssembly, a process that speaks over pipes, and a journal that is played again.
//!
//! The protocol is described in the book's chapter "The session protocol"; every request and answer is one JSON object.
//!
//! **Invariant:** whatever the text, there is an answer; one that says it wasn't done has changed nothing.

mod entries;
mod everything;
mod operations;
mod recorder;
mod reply;
mod request;
mod start;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::base::Limits;
use crate::batch::RecordName;
use crate::session::{Form, Inputs, RowKey, Session};

pub use reply::{Error, ErrorCode};

/// What an answer holds beside `ok`.
type Fields = Map<String, Json>;

/// One interview, driven by requests.
///
/// ```
/// use std::sync::Arc;
/// use monev::base::{Limits, MemoryFiles};
/// use monev::desk::Desk;
/// use monev::session::Form;
///
/// let yaml = "
/// monev: 1
/// instrument: warung
/// version: 1.0.0
/// title: Warung
/// languages: [id]
/// items:
///   - {ask: buka, type: yes_no, label: Buka?}
///   - {ask: omzet, type: money, label: Omzet, when: buka}
/// ";
/// let files = MemoryFiles::new().with("warung.yaml", yaml);
/// let compiled = monev::compile(&files, "warung.yaml", &Limits::default());
/// let mut desk = Desk::new(Arc::new(Form::new(compiled.instrument.ok_or("errors")?)));
/// let answer = desk.handle(r#"{"op": "set", "at": "buka", "answer": true}"#);
/// assert!(answer.contains(r#"{"at":"omzet","asked":true"#), "{answer}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Desk {
    session: Session,
    name: RecordName,
    limits: Limits,
    /// The rows that were told of: a row that isn't among them is told as a whole.
    known: BTreeSet<RowKey>,
}

/// Whether a request is to be kept in a journal: it changes the interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It only asks.
    Question,
    /// It changes something: played again in order, such requests give the same interview.
    Operation,
}

impl Desk {
    /// A desk with an empty interview.
    pub fn new(form: Arc<Form>) -> Self {
        let session = Session::start(form, Inputs::default());
        let known = BTreeSet::new();
        Self { session, name: RecordName::default(), limits: Limits::default(), known }
    }

    /// Does what a request says.
    pub fn handle(&mut self, request: &str) -> String {
        self.handle_kind(request).0
    }

    /// Does what a request says, and tells whether it was done and changed the interview, so that it belongs in the
    /// journal.
    pub fn handle_kind(&mut self, request: &str) -> (String, Kind) {
        let limits = self.limits.clone();
        let done = request::Request::read(request, &limits).and_then(|request| self.serve(&request));
        match done {
            Ok((fields, kind)) => (reply::done(fields), kind),
            Err(error) => (reply::refused(&error), Kind::Question),
        }
    }

    /// The interview.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The case and wave it was started with.
    pub fn name(&self) -> &RecordName {
        &self.name
    }
}
