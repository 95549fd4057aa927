//! The page on method: every formula, every version, what was left out and why.

use super::release::{FEWEST, Printed};
use super::shown::{Of, indicators};
use super::tell::Teller;
use super::view::{Fact, Formula, Method, Rule};
use crate::export::codebook::indicators::indicators as told_indicators;
use crate::export::codebook::scores::scores as told_scores;
use crate::export::codebook::tell::Teller as Codebook;
use crate::export::codebook::view;

/// What is said of the method.
pub(super) fn method(teller: &Teller<'_>) -> Method {
    let codebook = Codebook::in_language(teller.instrument, teller.numbers, teller.language);
    Method {
        paragraphs: paragraphs(teller),
        indicators_title: teller.say("Indikator", "Indicators"),
        indicators: formulas(teller, &codebook),
        scores_title: teller.say("Skor", "Scores"),
        scores: told_scores(&codebook)
            .into_iter()
            .zip(teller.instrument.scores.values())
            .map(|(told, score)| {
                let label = teller.name(score.label.as_ref(), &score.id);
                score_formula(teller, told, label)
            })
            .collect(),
    }
}

fn paragraphs(teller: &Teller<'_>) -> Vec<Fact> {
    let say = |id: String, en: String| teller.say(id, en);
    let fact = |id: &str, en: &str, text: String| Fact { name: teller.say(id, en), text };
    let instrument = teller.instrument;
    let modules: Vec<String> =
        instrument.modules.iter().map(|module| format!("{} {}", module.id, module.version)).collect();
    let mut versions = format!("{} {}", instrument.id, instrument.version);
    if !modules.is_empty() {
        versions = format!("{versions}; {}: {}", teller.say("modul", "modules"), modules.join(", "));
    }
    let mut out = vec![
        fact("Versi", "Versions", format!("{versions}; monev {}.", env!("CARGO_PKG_VERSION"))),
        fact("Dasar", "Basis", say(
            "Setiap angka dihitung dari rekaman yang dipakai. Rekaman yang tidak terbaca dan rekaman kedua dari kasus dan gelombang yang sama tidak dipakai. Rekaman yang syarat `di antara`-nya tidak jelas benar, atau yang nilainya tidak ada, tidak masuk pembilang maupun penyebut; jumlahnya disebut di bawah menurut alasannya.".replace('`', "“").replace("“-nya", "”-nya"),
            "Every figure is made of the records that are used. Records that can't be read, and a second record of the same case and wave, are not used. A record that isn't definitely among those an indicator is about, or that has no value, is in neither the numerator nor the denominator; how many they are is told below by reason.".to_owned(),
        )),
        fact("Pembulatan", "Rounding", say(
            "Dihitung tepat dan dibulatkan sekali saat ditampilkan, setengah menjauhi nol: persen satu desimal, rupiah tanpa desimal, lainnya paling banyak dua desimal.".to_owned(),
            "Computed exactly and rounded once when shown, half away from zero: percentages to one decimal, rupiah to none, others to two at most.".to_owned(),
        )),
        fact("Kerahasiaan", "Confidentiality", say(
            format!("Angka tentang kurang dari {FEWEST} orang tidak ditampilkan (•), begitu pula angka lain yang darinya angka itu dapat dihitung: lewat jumlah baris, jumlah kolom, sisa, tabel lain, atau gelombang lain. Nol ditampilkan. {} angka ditahan. Jumlah rekaman yang tidak dihitung dan temuan mutu data hanya disebut untuk semua rekaman bersama-sama.", teller.count(count(teller))),
            format!("Numbers of fewer than {FEWEST} people are not shown (•), nor are others from which they could be worked out: by row totals, column totals, remainders, other tables or other waves. Zero is shown. {} numbers are kept back. Records that don't count, and findings on data quality, are told only for all records together.", teller.count(count(teller))),
        )),
    ];
    out.extend(refused(teller));
    out
}

fn count(teller: &Teller<'_>) -> u64 {
    u64::try_from(teller.data.release.withheld).unwrap_or(u64::MAX)
}

/// What the author asked for that would name people.
fn refused(teller: &Teller<'_>) -> Option<Fact> {
    let refused = &teller.data.subject.refused;
    if refused.is_empty() {
        return None;
    }
    let one = |refused: &super::subject::Refused| {
        format!("{} ({})", refused.indicator, teller.column(refused.column))
    };
    let list: Vec<String> = refused.iter().map(one).collect();
    let list = list.join("; ");
    Some(Fact {
        name: teller.say("Tidak diuraikan", "Not broken down"),
        text: teller.say(
            format!("Uraian menurut identitas, kontak, atau lokasi orang, serta jawaban berupa teks, tidak dibuat: {list}."),
            format!("Breakdowns by people's identity, contact or location, and answers in words, are not made: {list}."),
        ),
    })
}

fn formulas(teller: &Teller<'_>, codebook: &Codebook<'_>) -> Vec<Formula> {
    let both = told_indicators(codebook).into_iter().zip(indicators(teller));
    both.map(|(told, of)| {
        let mut facts: Vec<Fact> = told.facts.into_iter().map(fact).collect();
        facts.push(Fact { name: teller.say("dihitung", "counted"), text: counted(teller, of) });
        Formula {
            id: told.id,
            label: teller.indicator(of.indicator),
            kind: told.kind,
            rules: told.rules.into_iter().map(rule).collect(),
            facts,
        }
    })
    .collect()
}

/// `6 dari 10 rekaman; tidak dihitung: 4 (di luar cakupan 3, tidak dijawab 1)`.
fn counted(teller: &Teller<'_>, of: Of<'_>) -> String {
    let total = &of.result.total;
    if of.total(teller).n == Printed::Withheld {
        return teller.say("terlalu sedikit orang untuk ditampilkan", "too few people to be shown");
    }
    let (n, records) = (teller.count(total.n), teller.count(total.records));
    let mut text = teller.say(format!("{n} dari {records} rekaman"), format!("{n} of {records} records"));
    let reasons: Vec<String> = total
        .excluded
        .iter()
        .map(|(reason, count)| format!("{} {}", reason.message().get(teller.lang), teller.count(count)))
        .collect();
    if !reasons.is_empty() {
        let left_out = teller.say("tidak dihitung", "left out");
        text = format!("{text}; {left_out}: {}", reasons.join(", "));
    }
    text
}

fn score_formula(teller: &Teller<'_>, told: view::Score, label: String) -> Formula {
    let mut facts: Vec<Fact> = told.facts.into_iter().map(fact).collect();
    let part = |part: &view::Part| match part.weight.as_str() {
        "" | "1" => part.id.clone(),
        weight => format!("{} × {weight}", part.id),
    };
    let parts: Vec<String> = told.parts.iter().map(part).collect();
    if !parts.is_empty() {
        facts.push(Fact { name: teller.say("bagian", "parts"), text: parts.join(", ") });
    }
    let band = |band: &view::Band| {
        if band.range.is_empty() { band.code.clone() } else { format!("{}: {}", band.code, band.range) }
    };
    let bands: Vec<String> = told.bands.iter().map(band).collect();
    if !bands.is_empty() {
        facts.push(Fact { name: teller.say("kategori", "bands"), text: bands.join("; ") });
    }
    Formula {
        id: told.id,
        label,
        kind: told.method,
        rules: told.rules.into_iter().map(rule).collect(),
        facts,
    }
}

fn fact(fact: view::Fact) -> Fact {
    Fact { name: fact.name, text: fact.text }
}

fn rule(rule: view::Rule) -> Rule {
    Rule { name: rule.name, words: rule.words, source: rule.source }
}
