//! [`Document`](crate::source::Document) → [`Instrument`]: every name resolved, every default filled, every
//! expression typed; and everything an author wrote that can't be.
//!
//! One file per construct. All of them are methods of [`Lowering`], which goes through the files in passes: first what
//! has a name is declared, so that an expression may read what stands later; then what types depend on is lowered in
//! the order of dependency; then everything else in the order it is written. A mistake is reported where it is found,
//! what it makes unknown becomes [`Type::Wrong`], and lowering goes on: all errors of all files in one run.
//!
//! **Invariant:** nothing here evaluates a record or reads a file but through [`Files`].

mod attributes;
mod bounds;
mod calcs;
mod compose;
mod constant;
mod csv;
mod define;
mod depends;
mod formula;
mod given;
mod graph;
mod header;
mod include;
mod indicator;
mod items;
mod label;
mod lists;
mod literal;
mod load;
mod names;
mod params;
mod questions;
mod read;
mod rosters;
mod row_label;
mod score;
mod specify;
mod tables;
mod totals;
mod types;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::base::{Aside, Files, Limits, Sink, Sources, Span, TextMap};
use crate::expr::{Expr, Parsed};
use crate::model::{Formula, Instrument, ItemId};
use crate::source::csv::Sheet;
use crate::source::{Block, Key};
use crate::value::{Type, Value};

pub use names::{Meaning, Names};
pub use world::World;

/// What lowering gives: the files that were read, the instrument as far as it could be understood, and what is wrong.
#[derive(Debug)]
pub struct Lowered {
    /// The files, by the numbers that spans name.
    pub sources: Sources,
    /// The instrument. After errors it is incomplete, but sound to look at.
    pub instrument: Instrument,
    /// What is wrong, in the order it was found.
    pub sink: Sink,
}

/// An instrument being lowered.
pub struct Lowering<'a> {
    /// Where files come from.
    pub files: &'a dyn Files,
    /// What may be asked of the engine.
    pub limits: &'a Limits,
    /// The files read so far.
    pub sources: Sources,
    /// What is wrong so far.
    pub sink: Sink,
    /// The instrument so far, with its names: what expressions are checked against.
    pub world: World,
    loaded: &'a [load::Loaded],
    parses: IndexMap<Arc<str>, Arc<Parsed>>,
    contexts: Vec<header::FileContext>,
    no_context: header::FileContext,
    module_spans: IndexMap<Arc<str>, Span>,
    included: BTreeMap<usize, Span>,
    retired: IndexMap<Arc<str>, Span>,
    retired_codes: IndexMap<Arc<str>, IndexMap<Arc<str>, Span>>,
    retired_lists: Vec<(Arc<str>, Span)>,
    written: Vec<items::WrittenItem<'a>>,
    written_lists: Vec<lists::WrittenList<'a>>,
    broken_lists: BTreeSet<usize>,
    sheets: BTreeMap<usize, (Arc<Sheet>, usize)>,
    files_read: BTreeMap<String, Option<Arc<Sheet>>>,
    written_scores: Vec<&'a Block>,
    written_indicators: Vec<&'a Block>,
    written_params: Vec<&'a Block>,
    written_given: Vec<&'a Block>,
    ranges: BTreeMap<ItemId, bounds::Range>,
    specify: Vec<specify::Specify>,
}

/// Lowers the instrument at `path` and the modules it uses.
pub fn lower(files: &dyn Files, path: &str, limits: &Limits) -> Lowered {
    let mut loader =
        load::Loader { files, limits, sources: Sources::new(), sink: Sink::new(), incomplete: false };
    let loaded = loader.load(path);
    let mut lowering = Lowering::new(files, limits, &loaded, loader.sources, loader.sink);
    lowering.world.incomplete = loader.incomplete;
    lowering.run();
    Lowered { sources: lowering.sources, instrument: lowering.world.instrument, sink: lowering.sink }
}

impl<'a> Lowering<'a> {
    fn new(
        files: &'a dyn Files,
        limits: &'a Limits,
        loaded: &'a [load::Loaded],
        sources: Sources,
        sink: Sink,
    ) -> Self {
        Self {
            files,
            limits,
            sources,
            sink,
            world: World::new(),
            loaded,
            parses: IndexMap::new(),
            contexts: Vec::new(),
            no_context: header::FileContext::default(),
            module_spans: IndexMap::new(),
            included: BTreeMap::new(),
            retired: IndexMap::new(),
            retired_codes: IndexMap::new(),
            retired_lists: Vec::new(),
            written: Vec::new(),
            written_lists: Vec::new(),
            broken_lists: BTreeSet::new(),
            sheets: BTreeMap::new(),
            files_read: BTreeMap::new(),
            written_scores: Vec::new(),
            written_indicators: Vec::new(),
            written_params: Vec::new(),
            written_given: Vec::new(),
            ranges: BTreeMap::new(),
            specify: Vec::new(),
        }
    }

    fn run(&mut self) {
        self.declare_all_names();
        self.constant_bounds();
        self.calculations();
        self.head_labels();
        self.param_labels();
        self.list_labels();
        self.given_labels();
        self.finish_items();
        self.finish_specify();
        self.finish_scores();
        self.indicators();
        self.unused_definitions();
        self.settle_previous();
        self.check_cost();
    }

    /// Declares the blocks of a key of all files.
    fn declare_blocks(&mut self, key: Key, declare: fn(&mut Self, &'a Block)) {
        for file in self.loaded {
            for block in file.root().blocks(key) {
                declare(self, block);
            }
        }
    }

    /// Declares the scores: those of modules come before the instrument's own, which are made from them.
    fn declare_scores(&mut self) {
        let (own, modules) = self.loaded.split_at(self.loaded.len().min(1));
        for file in modules.iter().chain(own) {
            for block in file.root().blocks(Key::Scores) {
                self.declare_score(block);
            }
        }
    }

    /// Everything that has a name.
    fn declare_all_names(&mut self) {
        self.header();
        self.retired();
        self.lists();
        self.params();
        self.tables();
        self.given();
        self.definitions();
        self.check_recursion();
        self.declare_items();
        self.declare_specify();
        self.roster_sources();
        self.declare_scores();
        self.declare_blocks(Key::Indicators, Self::declare_indicator);
        self.check_retired_lists();
        self.check_item_sets();
        self.check_former_ids();
    }
}

/// What stands in place of an expression that was wrong.
pub(super) fn no_formula() -> Formula {
    Formula {
        expr: Expr::constant(Value::Missing, Type::Wrong),
        source: Aside("".into()),
        map: Aside(TextMap::default()),
    }
}
