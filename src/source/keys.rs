//! Catalogue 2: every key of the instrument language, with the shape of its value and its documentation.
//!
//! From these rows come reading, unknown-key hints, `grammar/instrument.schema.json` and the reference in the book.

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
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// `major.minor.patch`.
    Version,
    /// A path to a file beside.
    Path,
    /// A question type (`select_one LIST`).
    QuestionType,
    /// An expression.
    Expr,
    /// `true`, `false` or an expression.
    BoolOrExpr,
    /// Text in the first language, or a mapping from language to text.
    Label,
    /// A scalar whose reading depends on its neighbours.
    Scalar,
    /// One or several scalars.
    Scalars,
    /// A block.
    Block(BlockKind),
    /// A sequence of blocks.
    Blocks(BlockKind),
    /// A sequence of blocks or of bare ids.
    BlocksOrIds(BlockKind),
    /// Items: the kind of each block follows from its first key.
    Items,
    /// The author's own keys, each with a value of this shape.
    MapOf(&'static Shape),
    /// Anything: read by whoever uses it (answers of a test).
    Anything,
}

macro_rules! keys {
    ($($variant:ident = $name:literal;)*) => {
        /// A key of the language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "`.")] $variant,)*
        }

        impl Key {
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
    Changes = "changes"; Status = "status"; Languages = "languages"; Defaults = "defaults"; Use = "use";
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
    To = "to"; Floor = "floor"; BelowFloor = "below_floor"; OnTie = "on_tie"; Over = "over";
    Tiebreak = "tiebreak"; Rules = "rules"; Class = "class"; Classes = "classes"; Indicator = "indicator";
    Share = "share"; Sum = "sum"; Mean = "mean"; Median = "median"; Distribution = "distribution"; Ratio = "ratio";
    DifferenceInDifferences = "difference_in_differences"; Among = "among"; By = "by"; Target = "target";
    Against = "against"; Times = "times"; Treated = "treated"; After = "after"; Ids = "ids"; Codes = "codes";
    Tests = "tests"; Test = "test"; Today = "today"; Prev = "prev"; Answers = "answers"; Expect = "expect";
    Asked = "asked"; NotAsked = "not_asked"; Problems = "problems"; Check = "check"; Confirmed = "confirmed";
    Row = "row";
}
