//! Mutants that change nothing anyone could see.

use super::bare::bare;
use crate::base::Message;
use crate::model::Instrument;
use crate::rules::Plan;
use crate::scenario::coverage::Unchanged;

/// An instrument that its mutants are compared with.
///
/// ```
/// use monev::base::{Limits, MemoryFiles};
/// use monev::rules::Plan;
/// use monev::scenario::Original;
/// let text = "
/// monev: 1
/// instrument: contoh
/// version: 1.0.0
/// title: Contoh
/// languages: [id]
/// items:
///   - {roster: anak, rows: {max: 5}, items: [{ask: umur, type: integer, label: Umur}]}
///   - {ask: kb, type: text, label: KB, when: count(anak) > 0}
/// ";
/// let compile = |text: &str| {
///     let files = MemoryFiles::new().with("contoh.yaml", text);
///     monev::compile(&files, "contoh.yaml", &Limits::default()).instrument
/// };
/// let instrument = compile(text).ok_or("errors")?;
/// let plan = Plan::new(&instrument);
/// let original = Original::new(&instrument, &plan);
/// // There is no number of rows between 0 and 1, nor one below 0.
/// let same = compile(&text.replace("> 0", ">= 1")).ok_or("errors")?;
/// assert!(original.why_never_noticed(&same).is_some());
/// let other = compile(&text.replace("> 0", ">= 0")).ok_or("errors")?;
/// assert!(original.why_never_noticed(&other).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Original<'a> {
    bare: Instrument,
    unchanged: Unchanged<'a>,
}

impl std::fmt::Debug for Original<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Original").finish_non_exhaustive()
    }
}

impl<'a> Original<'a> {
    /// What all of its mutants are compared with.
    pub fn new(instrument: &'a Instrument, plan: &Plan) -> Self {
        Self { bare: bare(instrument), unchanged: Unchanged::new(instrument, plan) }
    }

    /// Why a mutant gives the same outcome for every record, so that no test can notice it; `None` where one may.
    pub fn why_never_noticed(&self, mutant: &Instrument) -> Option<Message> {
        (bare(mutant) == self.bare).then(|| self.unchanged.why_same(mutant)).flatten()
    }
}
