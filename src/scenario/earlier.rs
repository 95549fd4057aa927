//! The tests that stand above one: those it starts from, or computes indicators over.

use std::sync::Arc;

use super::complaints;
use super::expectation::{Covered, Test};
use crate::base::{Diagnostic, Message, Sink, nearest};
use crate::source::{Block, Key, Scalar, Written};

/// The tests that stand above in the file.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    tests: Vec<EarlierTest>,
}

#[derive(Debug)]
struct EarlierTest {
    name: Arc<str>,
    /// The test with what it takes over itself; none where the one it starts from is wrong.
    setting: Option<Block>,
    /// None for a test with a mistake, which was reported.
    covered: Option<Covered>,
}

impl Earlier {
    /// Adds the test of a block; a test over other tests has no record, and isn't one to be covered.
    pub(super) fn add(&mut self, block: &Block, setting: Option<Block>, test: Option<&Test>) {
        let Some(name) = block.scalar(Key::Test).map(|name| name.text.clone()) else { return };
        if block.field(Key::Over).is_none() {
            let record = test.and_then(Test::record).cloned();
            let covered = record.map(|record| Covered { name: name.clone(), record });
            self.tests.push(EarlierTest { name, setting, covered });
        }
    }

    /// The test that `like` names; none where there is no such test, or it was reported as wrong.
    pub(super) fn like(&self, name: &Scalar, sink: &mut Sink) -> Option<&Block> {
        let earlier = self.tests.get(self.find(name, sink)?)?;
        earlier.setting.as_ref().filter(|_| earlier.covered.is_some())
    }

    /// The tests that `over` names, each once; none where one of them is wrong.
    pub(super) fn covered(&self, over: &Written, sink: &mut Sink) -> Option<Vec<Covered>> {
        let named: Vec<&Scalar> = over.elements().iter().filter_map(Written::scalar).collect();
        if let [all] = named.as_slice()
            && &*all.text == "all"
        {
            if self.tests.is_empty() {
                sink.push(complaints::nothing_earlier(all.span));
            }
            return self.tests.iter().map(|test| test.covered.clone()).collect();
        }
        let found: Vec<Option<usize>> = named.iter().map(|name| self.find(name, sink)).collect();
        let mut places: Vec<usize> = found.into_iter().collect::<Option<_>>()?;
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| self.tests.get(at)?.covered.clone()).collect()
    }

    /// The place of a test by its name, or by the words its name alone begins with.
    fn find(&self, name: &Scalar, sink: &mut Sink) -> Option<usize> {
        let named = |text: &str| *text == *name.text;
        let ends = |rest: &str| rest.starts_with(|c: char| !c.is_alphanumeric());
        let begins = |text: &str| text.strip_prefix(&*name.text).is_some_and(ends);
        let places = |is: &dyn Fn(&str) -> bool| {
            let tests = self.tests.iter().enumerate().filter(|(_, test)| is(&test.name));
            tests.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let mut found = places(&named);
        if found.is_empty() {
            found = places(&begins);
        }
        if let [only] = found.as_slice() {
            return Some(*only);
        }
        let complaint = complaints::no_earlier(name.span, &name.text, !found.is_empty());
        let near = nearest(&name.text, self.tests.iter().map(|test| &*test.name));
        sink.push(match near.filter(|_| found.is_empty()) {
            Some(near) => suggested(complaint, near),
            None => complaint,
        });
        None
    }
}

/// The complaint with the name that was meant, which is put in quotes where it needs them.
fn suggested(complaint: Diagnostic, near: &str) -> Diagnostic {
    let span = complaint.span;
    let written = complaints::in_list(near);
    complaint.hint(Message::new(format!("maksud Anda `{near}`?"), format!("did you mean `{near}`?"))).fix(
        Message::new(format!("ganti dengan `{near}`"), format!("replace with `{near}`")),
        span,
        written,
    )
}
