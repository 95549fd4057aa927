//! Records as `monev sample` makes them by the profile beside an instrument, some with a mistake made on purpose.

use std::fs;

use monev::base::{Limits, Sink, Sources};
use monev::batch::{RecordName, record_json};
use monev::model::Instrument;
use monev::rules::Plan;
use monev::sample::{Options, Profile, Rate, Sampler, Wave, read_profile};
use monev::source::{BlockKind, read};

/// As many records as asked for, as NDJSON.
pub(crate) fn sampled(instrument: &Instrument, count: usize) -> String {
    let profile = profile(instrument);
    let plan = Plan::new(instrument);
    let options =
        Options { seed: 1, mistakes: Rate::percent(3), waves: waves(&profile), ..Options::default() };
    let sampler = Sampler::new(instrument, &plan, &profile, options);
    let mut worker = sampler.worker();
    let made = (1..).flat_map(|case| worker.case(case)).take(count);
    let line = |made: monev::sample::Made| {
        assert!(made.broken.is_empty(), "{}: {:?}", instrument.id, made.broken);
        let name = RecordName { case: made.case, wave: made.wave };
        format!("{}\n", record_json(instrument, &made.record, &name))
    };
    made.map(line).collect()
}

fn profile(instrument: &Instrument) -> Profile {
    let (name, limits) = (&instrument.id, Limits::default());
    let text = fs::read_to_string(format!("instruments/{name}/{name}.sample.yaml")).unwrap();
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("sample.yaml", &text);
    let document = read(file, &text, BlockKind::Sample, &limits, &mut sink);
    let profile = read_profile(&document, instrument, &limits, &mut sink);
    let found = sink.into_sorted(&sources);
    assert!(found.is_empty(), "{name}: {found:#?}");
    profile
}

/// The waves of the profile, or one without a name.
fn waves(profile: &Profile) -> Vec<Wave> {
    if profile.waves.is_empty() {
        return vec![Wave { name: None, days: profile.today }];
    }
    let wave = |wave: &monev::sample::WaveDays| Wave { name: Some(wave.wave.clone()), days: wave.days };
    profile.waves.iter().map(wave).collect()
}
