//! Random records that obey an instrument: for trying out forms, reports and pipelines before there are respondents.
//!
//! A record is made by walking the plan of evaluation: when the cell of a question is due and it is asked, an answer is
//! drawn; what its checks already say narrows the draw; a check that fails sends the walk back to a question it reads. A
//! profile (`NAME.sample.yaml`) says how answers are distributed.
//!
//! **Invariants:** what was made without mistakes on purpose has no error; the same seed gives the same records, whatever
//! came before them and however many are made at once; every walk ends, and tells what it could not satisfy.

mod case;
mod causes;
mod choose;
mod course;
mod dice;
mod draw;
mod earlier;
mod eyes;
mod mistakes;
mod names;
mod narrow;
mod ordinal;
mod pattern;
mod plain;
mod profile;
mod propose;
mod rate;
mod read;
mod reasons;
mod rows;
mod rules;
mod sampler;
mod scope;
mod walk;

pub use mistakes::Mistake;
pub use profile::{Profile, WaveDays};
pub use rate::Rate;
pub use read::read_profile;
pub use sampler::{Made, Options, Sampler, Wave, Worker};
