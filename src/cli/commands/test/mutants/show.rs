//! Mutants for people.

use std::fmt::Write;

use crate::base::Lang;
use crate::cli::console::style;
use crate::cli::escape;
use crate::scenario::MutantKind as Kind;

use super::fates::{Fate, Tried, TriedMutant};

/// The file of tests, the mutants that no test noticed, each at its place with its line before and after, and those that none could;
/// `in_full` or only how many there are.
pub(in super::super) fn text(tried: &Tried, in_full: bool, lang: Lang) -> String {
    let head = style::HEAD;
    let mut out = format!("{head}{}{head:#}\n", tried.tests);
    let wanted = tried.mutants.iter().filter(|_| in_full);
    for mutant in wanted.clone().filter(|mutant| mutant.fate == Fate::Survived) {
        told(mutant, lang, &mut out);
    }
    let never: Vec<&TriedMutant> =
        wanted.filter(|mutant| matches!(mutant.fate, Fate::Unnoticeable(_))).collect();
    if !never.is_empty() {
        let many = never.len();
        let _ = match lang {
            Lang::Id => writeln!(out, "\nTidak mungkin diketahui, jadi tidak dihitung ({many}):"),
            Lang::En => writeln!(out, "\nImpossible to notice, and so not counted ({many}):"),
        };
        never.into_iter().for_each(|mutant| told(mutant, lang, &mut out));
        out.push('\n');
    }
    out.push_str(&tried.fates().line(lang));
    out
}

/// A mutant: its place, why it can't be noticed, and its line before and after.
fn told(mutant: &TriedMutant, lang: Lang, out: &mut String) {
    let (bad, good) = (style::BAD, style::GOOD);
    let TriedMutant { path, line, column, .. } = mutant;
    let fate = match &mutant.fate {
        Fate::Unnoticeable(why) => escape::line(why.get(lang)).to_string(),
        Fate::Survived => survived(lang).to_owned(),
        Fate::Noticed | Fate::Refused => String::new(),
    };
    let _ = writeln!(out, "  {path}:{line}:{column}  {fate} ({})", kind(mutant.kind, lang));
    let _ = writeln!(out, "    {good}- {}{good:#}", escape::line(&mutant.before));
    let _ = writeln!(out, "    {bad}+ {}{bad:#}", escape::line(&mutant.after));
}

fn survived(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "lolos",
        Lang::En => "survived",
    }
}

/// What is wrong with a mutant.
pub(super) fn kind(kind: Kind, lang: Lang) -> &'static str {
    let (id, en) = match kind {
        Kind::Condition => ("syarat", "condition"),
        Kind::Operator => ("operator", "operator"),
        Kind::Function => ("fungsi", "function"),
        Kind::Constant => ("angka", "number"),
        Kind::Code => ("kode", "code"),
        Kind::Missing => ("yang kosong", "missing values"),
        Kind::Setting => ("pengaturan", "setting"),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}
