//! An instrument as meant: arenas and ids, every name resolved, every expression typed, every default filled.
//!
//! **Invariants:** it is plain data; nothing here reads files or evaluates. Equality ignores where things were
//! written. It never derives `Serialize`: a wire format is a decision made in `form/` and `export/`.

pub mod answer;
mod bounds;
mod indicator;
mod instrument;
mod item;
mod label;
mod list;
mod score;
pub mod types;
pub mod walk;

pub use bounds::Bounds;
pub use indicator::{Better, Indicator, IndicatorKind};
pub use instrument::{
    Given, Instrument, ModuleUse, Param, Retired, Status, Table, Var, VarKind, Version, WrittenDefinition,
};
pub use item::{
    Allow, Calc, Check, CheckLevel, CheckOrigin, Formula, Item, ItemId, ItemKind, Question, Required, Roster,
    Rows,
};
pub use label::{Label, Piece};
pub use list::{ChoiceList, ChoiceText};
pub use score::{
    Band, Class, CutOff, LargestOver, Method, Multiple, Need, Override, Part, Rescale, Score, ScoreId,
    band_range,
};
pub use types::{Personal, QuestionType};
