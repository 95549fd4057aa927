//! How long an answer takes in an interview: `cargo bench --bench session`. The forms are those that other engines are
//! measured on: 5,000 mixed questions (a random integer question is set to a random number from 0 to 99), a chain of
//! 1,000 calculations, a fan of 1,000 calculations, a fan of 1,000 conditions (their first question is set).
//! `cargo bench --bench session -- --percentiles` prints median and 99th percentile of single operations instead.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark stops at a surprise, reads its arguments and the clock, and says what it measured"
)]

mod chains;
mod forms;
#[expect(clippy::indexing_slicing, reason = "the generator's tables have a fixed size")]
mod python_random;

use std::sync::Arc;
use std::time::{Duration, Instant};

use divan::Bencher;
use monev::base::{Limits, MemoryFiles};
use monev::model::answer::Raw;
use monev::model::{Instrument, QuestionType};
use monev::session::{Form, Inputs, Place, Session};

fn main() {
    match std::env::args().any(|argument| argument == "--percentiles") {
        true => percentiles(),
        false => divan::main(),
    }
}

fn instrument(yaml: &str) -> Instrument {
    let files = MemoryFiles::new().with("form.yaml", yaml);
    let compiled = monev::compile(&files, "form.yaml", &Limits::default());
    compiled.instrument.expect("a generated form compiles")
}

fn form(yaml: &str) -> Arc<Form> {
    Arc::new(Form::new(instrument(yaml)))
}

/// A session and the answers it is given, one after another.
struct Work {
    session: Session,
    places: Vec<Place>,
    state: u64,
}

impl Work {
    /// Random integer questions of a mixed form.
    fn mixed(n: usize) -> Self {
        let form = form(&forms::mixed_yaml(n));
        let whole = |id| form.instrument.question(id).is_some_and(|(_, q)| q.ty == QuestionType::Integer);
        let places = form.instrument.items.ids().filter(|id| whole(*id)).map(Place::of).collect();
        Self { session: Session::start(form, Inputs::default()), places, state: 5 }
    }

    /// The first question of a form.
    fn first(yaml: &str) -> Self {
        let form = form(yaml);
        let places = vec![Place::of(form.item("q0").unwrap())];
        Self { session: Session::start(form, Inputs::default()), places, state: 5 }
    }

    fn random(&mut self, below: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % below
    }

    fn next(&mut self, most: usize) -> (Place, Raw) {
        let at = self.random(self.places.len());
        let value = self.random(most);
        (*self.places.get(at).unwrap(), Raw::Number(value.to_string().into()))
    }

    fn set(&mut self, (at, answer): &(Place, Raw)) -> usize {
        self.session.set(*at, answer).unwrap().len()
    }
}

fn bench(bencher: Bencher<'_, '_>, work: Work, most: usize) {
    let work = std::cell::RefCell::new(work);
    bencher
        .with_inputs(|| work.borrow_mut().next(most))
        .bench_local_refs(|answer| work.borrow_mut().set(answer));
}

#[divan::bench]
fn set_one_of_5000(bencher: Bencher<'_, '_>) {
    bench(bencher, Work::mixed(5_000), 100);
}

#[divan::bench]
fn chain_of_1000(bencher: Bencher<'_, '_>) {
    bench(bencher, Work::first(&chains::chain()), 900);
}

#[divan::bench]
fn fan_of_1000(bencher: Bencher<'_, '_>) {
    bench(bencher, Work::first(&chains::fan()), 900);
}

#[divan::bench]
fn conditions_1000(bencher: Bencher<'_, '_>) {
    bench(bencher, Work::first(&chains::conditions()), 900);
}

#[divan::bench]
fn start_of_5000(bencher: Bencher<'_, '_>) {
    let form = form(&forms::mixed_yaml(5_000));
    bencher.bench_local(|| Session::start(form.clone(), Inputs::default()));
}

/// Once for an instrument, whatever the number of its interviews.
#[divan::bench]
fn form_of_5000(bencher: Bencher<'_, '_>) {
    let instrument = instrument(&forms::mixed_yaml(5_000));
    bencher.with_inputs(|| instrument.clone()).bench_local_values(Form::new);
}

/// Median and 99th percentile of single operations, the first half of them to warm up.
fn percentiles() {
    println!(
        "| form | operations | median µs | p99 µs | longest µs | changes a time |\n|---|---|---|---|---|---|"
    );
    row("5,000 mixed: one answer", Work::mixed(5_000), 100);
    row("chain of 1,000 calculations", Work::first(&chains::chain()), 900);
    row("fan of 1,000 calculations", Work::first(&chains::fan()), 900);
    row("fan of 1,000 conditions", Work::first(&chains::conditions()), 900);
}

fn row(name: &str, mut work: Work, most: usize) {
    let operations = 4_000;
    let mut times: Vec<Duration> = Vec::new();
    let mut changes = 0;
    for at in 0..operations {
        let answer = work.next(most);
        let start = Instant::now();
        let changed = work.set(&answer);
        let took = start.elapsed();
        if at >= operations / 2 {
            times.push(took);
            changes += changed;
        }
    }
    times.sort();
    let at = |share: usize| times.get((times.len() - 1) * share / 1_000).unwrap().as_nanos() as f64 / 1_000.0;
    let each = changes as f64 / times.len() as f64;
    println!("| {name} | {} | {:.2} | {:.2} | {:.2} | {each:.1} |", times.len(), at(500), at(990), at(1_000));
}
