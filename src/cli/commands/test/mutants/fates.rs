//! What became of mutants.

use crate::base::{Lang, Message};
use crate::scenario::MutantKind;

use super::super::coverage::Share;

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Fate {
    /// A test failed, or could not be read any more.
    Noticed,
    /// The instrument didn't compile.
    Refused,
    /// Every test passed.
    Survived,
    /// Every test passed, and any other would: this is why.
    Unnoticeable(Message),
}

impl Fate {
    /// Its word in files.
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Noticed => "noticed",
            Self::Refused => "refused",
            Self::Survived => "survived",
            Self::Unnoticeable(_) => "unnoticeable",
        }
    }
}

/// A mutant that was tried out.
#[derive(Debug)]
pub(in super::super) struct TriedMutant {
    /// The file that is changed.
    pub(super) path: String,
    /// Where, from 1.
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) kind: MutantKind,
    /// The lines it changes, before and after.
    pub(super) before: String,
    pub(super) after: String,
    pub(super) fate: Fate,
}

/// The mutants of an instrument.
#[derive(Debug)]
pub(in super::super) struct Tried {
    /// The file of tests.
    pub(super) tests: String,
    /// The instrument's id.
    pub(super) instrument: String,
    /// By file, in the order of the text.
    pub(super) mutants: Vec<TriedMutant>,
}

impl Tried {
    /// How many met which fate.
    pub(in super::super) fn fates(&self) -> Fates {
        let count = |fate: &str| self.mutants.iter().filter(|mutant| mutant.fate.key() == fate).count();
        Fates {
            noticed: count("noticed"),
            refused: count("refused"),
            survived: count("survived"),
            unnoticeable: count("unnoticeable"),
        }
    }
}

/// How many mutants met which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Fates {
    pub(super) noticed: usize,
    pub(super) refused: usize,
    pub(super) survived: usize,
    /// Not counted among the mutants.
    pub(super) unnoticeable: usize,
}

impl Fates {
    /// Those that could be noticed.
    pub(super) fn total(self) -> usize {
        self.noticed + self.refused + self.survived
    }

    /// The share of mutants that were noticed, by a test or the compiler, in hundredths of a percent, rounded down; all
    /// where there are none.
    pub(super) fn hundredths(self) -> u64 {
        let caught = self.noticed + self.refused;
        let share = (caught * 10_000).checked_div(self.total());
        share.and_then(|share| u64::try_from(share).ok()).unwrap_or(10_000)
    }

    /// Whether fewer were noticed than is wanted.
    pub(in super::super) fn are_below(self, least: Share) -> bool {
        self.hundredths() < least.hundredths()
    }

    /// One line about them all.
    pub(super) fn line(self, lang: Lang) -> String {
        let Self { noticed, refused, survived, unnoticeable } = self;
        let (whole, part) = (self.hundredths() / 100, self.hundredths() % 100);
        let total = self.total();
        let more = match (unnoticeable, lang) {
            (0, _) => String::new(),
            (more, Lang::Id) => format!("; {more} lainnya tidak mungkin diketahui"),
            (more, Lang::En) => format!("; {more} more cannot be noticed"),
        };
        match lang {
            Lang::Id => format!(
                "{total} mutan: {noticed} diketahui oleh uji, {refused} ditolak kompilator, {survived} lolos; {whole},{part:02} % diketahui{more}\n"
            ),
            Lang::En => format!(
                "{total} mutants: {noticed} noticed by tests, {refused} refused by the compiler, {survived} survived; {whole}.{part:02}% noticed{more}\n"
            ),
        }
    }
}
