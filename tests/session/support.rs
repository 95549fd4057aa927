//! Compiling instruments and giving answers as text.

use std::sync::Arc;

use monev::base::{Limits, MemoryFiles};
use monev::model::Instrument;
use monev::model::answer::Raw;
use monev::session::{Form, Inputs, Place, Session};

pub(crate) fn try_compile(text: &str) -> Option<Instrument> {
    let files = MemoryFiles::new().with("contoh.yaml", text);
    monev::compile(&files, "contoh.yaml", &Limits::default()).instrument
}

/// An instrument without mistakes.
pub(crate) fn compile(text: &str) -> Instrument {
    let files = MemoryFiles::new().with("contoh.yaml", text);
    let compiled = monev::compile(&files, "contoh.yaml", &Limits::default());
    let said: Vec<_> = compiled.diagnostics.iter().map(|d| (&d.message.en, d.span.start)).collect();
    compiled.instrument.unwrap_or_else(|| panic!("does not compile: {said:#?}"))
}

pub(crate) fn session(text: &str) -> Session {
    Session::start(Arc::new(Form::new(compile(text))), Inputs::default())
}

pub(crate) fn text(text: &str) -> Raw {
    Raw::Untyped(text.into())
}

pub(crate) fn place(session: &Session, path: &str) -> Place {
    session.place(path).unwrap_or_else(|| panic!("no place `{path}`"))
}

/// Answers, by path.
pub(crate) fn set(session: &mut Session, path: &str, answer: &str) {
    let at = place(session, path);
    session.set(at, &text(answer)).unwrap_or_else(|why| panic!("{path}: {why}"));
}

/// What a place shows; `-` without a value.
pub(crate) fn shown(session: &Session, path: &str) -> String {
    session.shown(place(session, path)).unwrap_or_else(|| "-".to_owned())
}

/// What is wrong, as `path check`.
pub(crate) fn problems(session: &Session) -> Vec<String> {
    let problem = |problem: &monev::rules::Problem| {
        let path = session.path(session.place_of(problem.item, problem.row)).unwrap();
        format!("{path} {}", problem.kind.check())
    };
    session.problems().iter().map(problem).collect()
}
