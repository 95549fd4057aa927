//! Catalogue 2: every key of the instrument language, with the shape of its value and its documentation.
//!
//! From these rows come reading, unknown-key hints, `grammar/instrument.schema.json` and the reference in the book.
//! The rows stand in the files of `keys/`, by part of the language.

mod indicators;
mod items;
mod kinds;
mod root;
mod sample;
mod scores;
mod tests;

/// What a mapping of known keys is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The root of an instrument or of a module file (which has `module` in place of `instrument`).
    Root,
    /// `defaults`.
    Defaults,
    /// A param.
    Param,
    /// A lookup table.
    Table,
    /// A choice list.
    List,
    /// A choice; further keys are attributes.
    Choice,
    /// A given fact.
    Given,
    /// A section of items.
    Section,
    /// A question.
    Ask,
    /// A note.
    Note,
    /// A calculation.
    Calc,
    /// A grid of questions of one type.
    Grid,
    /// A row of a grid.
    GridRow,
    /// A roster.
    Roster,
    /// How many rows a roster has, and from where.
    Rows,
    /// The items of a used module.
    Include,
    /// A check of a question.
    Check,
    /// A score.
    Score,
    /// An item or part of a score.
    Part,
    /// What a score does about missing parts.
    Missing,
    /// A rule that overrides a score.
    Override,
    /// A band of a score.
    Band,
    /// A rule of `classify`.
    Rule,
    /// A class of `largest` or `classify`, for its label.
    Class,
    /// An indicator.
    Indicator,
    /// Ids and codes that must not be used again.
    Retired,
    /// The root of a file of author's tests.
    Tests,
    /// One author's test.
    Test,
    /// What a test expects.
    Expect,
    /// A problem a test expects.
    ExpectedProblem,
    /// A warning confirmed in a test.
    Confirmed,
    /// The root of a profile of sampling.
    Sample,
    /// A wave of a profile.
    SampleWave,
    /// How a profile distributes answers.
    SampleRule,
}

/// What a key's value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Free text.
    Text,
    /// An id: snake_case, or kebab-case for instruments and modules.
    Id,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// `true`, `false` or a value of this shape.
    BoolOr(&'static Shape),
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A number, or this word.
    NumberOr(&'static str),
    /// A number, a param that is one (`param.ID`), or one of these words.
    Constant(&'static [&'static str]),
    /// Two numbers in a sequence: the least and the greatest.
    Pair,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// `major.minor.patch`.
    Version,
    /// The edition of the language.
    Edition,
    /// A path to a file beside.
    Path,
    /// A question type (`select_one LIST`).
    QuestionType,
    /// An expression.
    Expr,
    /// Text in the first language, or a mapping from language to text.
    Label,
    /// A scalar whose reading depends on its neighbours.
    Scalar,
    /// One value of this shape, or a sequence of them.
    List(&'static Shape),
    /// A block.
    Block(BlockKind),
    /// A sequence of blocks.
    Blocks(BlockKind),
    /// A sequence of blocks or of bare ids.
    BlocksOrIds(BlockKind),
    /// Items: the kind of each block follows from the key that names it.
    Items,
    /// The author's own keys, each with a value of this shape.
    MapOf(&'static Shape),
    /// A sequence of mappings with the author's own keys (rows of a table).
    Records,
    /// Anything: read by whoever uses it (answers of a test).
    Anything,
}

/// A sentence of the manual, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doc {
    /// Indonesian.
    pub id: &'static str,
    /// English.
    pub en: &'static str,
}

/// One key of one kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The key.
    pub key: Key,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether the block must have it.
    pub required: bool,
    /// What it means.
    pub doc: Doc,
    /// The edition of the language that brought it.
    pub since: u8,
}

/// How keys of one block depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Exactly one of these must be there.
    OneOf(&'static [Key]),
    /// These can't stand together.
    Apart(Key, Key),
    /// The first has a meaning only beside one of the others.
    Beside(Key, &'static [Key]),
    /// The key has a meaning only when the word of the other is one of these.
    When(Key, Key, &'static [&'static str]),
    /// When the word of `of` is one of `words`, one of `keys` must be there.
    Needed {
        /// The key that holds a word.
        of: Key,
        /// The words.
        words: &'static [&'static str],
        /// What they need.
        keys: &'static [Key],
    },
}

/// A key that a block of this kind may leave out.
const fn may(key: Key, shape: Shape, id: &'static str, en: &'static str) -> Row {
    Row { key, shape, required: false, doc: Doc { id, en }, since: 1 }
}

/// A key that a block of this kind must have.
const fn must(key: Key, shape: Shape, id: &'static str, en: &'static str) -> Row {
    Row { key, shape, required: true, doc: Doc { id, en }, since: 1 }
}

macro_rules! keys {
    ($($variant:ident = $name:literal;)*) => {
        /// A key of the language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "`.")] $variant,)*
        }

        impl Key {
            /// Every key of the language.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key as written.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

keys! {
    Monev = "monev"; Instrument = "instrument"; Module = "module"; Version = "version"; Title = "title";
    Description = "description"; Unit = "unit"; Source = "source"; Licence = "licence"; Supersedes = "supersedes";
    Status = "status"; Languages = "languages"; Defaults = "defaults"; Use = "use";
    Params = "params"; Tables = "tables"; Lists = "lists"; Define = "define"; ItemSets = "item_sets";
    Given = "given"; Items = "items"; Scores = "scores"; Indicators = "indicators"; Retired = "retired";
    Required = "required"; Type = "type"; Value = "value"; Label = "label"; File = "file"; Keys = "keys";
    Values = "values"; Rows = "rows"; Ordered = "ordered"; Choices = "choices"; Code = "code";
    Attributes = "attributes"; Score = "score"; Special = "special"; Exclusive = "exclusive"; Specify = "specify";
    Formerly = "formerly"; Trend = "trend"; Locked = "locked"; Section = "section"; When = "when"; Ask = "ask";
    Hint = "hint"; Min = "min"; Max = "max"; Scale = "scale"; Checks = "checks"; ChoicesWhere = "choices_where";
    Allow = "allow"; Default = "default"; Preload = "preload"; Personal = "personal"; Widget = "widget";
    Note = "note"; Calc = "calc"; Show = "show"; Grid = "grid"; Roster = "roster"; Count = "count";
    ForEach = "for_each"; From = "from"; KeyOf = "key"; RowLabel = "row_label"; Include = "include";
    Require = "require"; Message = "message"; Level = "level"; Method = "method"; Part = "part"; Item = "item";
    Weight = "weight"; Mandatory = "mandatory"; Reverse = "reverse"; Range = "range"; Missing = "missing";
    Need = "need"; Override = "override"; Reason = "reason"; Round = "round"; Bands = "bands"; Band = "band";
    Above = "above"; To = "to"; Floor = "floor"; BelowFloor = "below_floor"; OnTie = "on_tie"; Over = "over"; Like = "like";
    Tiebreak = "tiebreak"; Rules = "rules"; Class = "class"; Classes = "classes"; Indicator = "indicator";
    Share = "share"; Sum = "sum"; Mean = "mean"; Median = "median"; Distribution = "distribution"; Ratio = "ratio";
    DifferenceInDifferences = "difference_in_differences"; Among = "among"; By = "by"; Target = "target";
    Against = "against"; Per = "per"; Times = "times"; Treated = "treated"; After = "after"; Panel = "panel";
    Cluster = "cluster"; Better = "better"; Reference = "reference"; Interval = "interval"; Ids = "ids"; Codes = "codes";
    Tests = "tests"; Test = "test"; Today = "today"; Prev = "prev"; Answers = "answers"; Expect = "expect";
    Asked = "asked"; NotAsked = "not_asked"; Problems = "problems"; Check = "check"; Confirmed = "confirmed";
    Row = "row"; Sample = "sample"; Waves = "waves"; Wave = "wave"; Case = "case"; Draws = "draws";
    Weights = "weights"; OneOf = "one_of"; Spread = "spread"; Step = "step"; Pattern = "pattern"; Ticked = "ticked";
    Each = "each"; DontKnow = "dont_know"; Refused = "refused";
}
