//! The page on method: every formula, every version, what was left out and why.

use super::release::{FEWEST, Printed};
use super::shown::{Of, indicators};
use super::tell::Teller;
use super::view::{Fact, Formula, Method, Rule};
use crate::export::codebook::indicators::indicators as told_indicators;
use crate::export::codebook::scores::scores as told_scores;
use crate::export::codebook::tell::Teller as Codebook;
use crate::export::codebook::view;
use crate::model::IndicatorKind;

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
            "Setiap angka dihitung dari rekaman yang dipakai. Rekaman yang tidak terbaca tidak dipakai. Bila ada beberapa rekaman dari kasus dan gelombang yang sama, yang pertama di berkas dihitung dan yang lain tidak; mutu data mendaftarnya. Rekaman yang syarat `di antara`-nya tidak jelas benar, atau yang nilainya tidak ada, tidak masuk pembilang maupun penyebut; jumlahnya disebut di bawah menurut alasannya.".replace("`di antara`", "“di antara”"),
            "Every figure is made of the records that are used. Records that can't be read are not. Of several records of the same case and wave the first of the file counts and the others don't; data quality lists them. A record that isn't definitely among those an indicator is about, or that has no value, is in neither the numerator nor the denominator; how many they are is told below by reason.".to_owned(),
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
    let at = out.len().saturating_sub(1);
    out.splice(at..at, uncertainty(teller));
    out.extend(refused(teller));
    out
}

/// How sure the figures are, as far as the report says.
fn uncertainty(teller: &Teller<'_>) -> Vec<Fact> {
    let fact = |id: &str, en: &str, text: String| Fact { name: teller.say(id, en), text };
    let all = &teller.instrument.indicators;
    let mut out = Vec::new();
    if all.iter().any(|one| one.interval || one.better.is_some()) {
        out.push(fact("Selang kepercayaan", "Confidence intervals", teller.say(
            "Selang 95% sebuah persentase dihitung menurut skor Wilson: (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) ÷ (1 + z²/n), z = 1,96 (Wilson, Journal of the American Statistical Association 22, 1927, 209–212); untuk rekaman berbobot, n = (Σ w)² ÷ Σ w². Selang itu menggambarkan unsur kebetulan dalam penarikan sampel acak; bila semua penerima didata, selang itu hanya pengingat agar berhati-hati.",
            "The 95% interval of a share is Wilson's score interval: (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) ÷ (1 + z²/n), z = 1.96 (Wilson, Journal of the American Statistical Association 22, 1927, 209–212); of weighted records n = (Σ w)² ÷ Σ w². It reflects the chance in drawing a random sample; where all recipients were interviewed, it is only a reminder to be careful.",
        )));
        out.push(fact("Perlu perhatian dan yang baik", "Needs attention, and what is good", teller.say(
            "Daftar di awal laporan menyebut target yang tercapai atau belum; dampak yang selang 95%-nya tidak memuat nol; persentase yang berubah begitu besar sehingga angka dua gelombang terakhir masing-masing berada di luar selang yang lain; dan kelompok yang selangnya tidak memuat angka keseluruhan. Arah yang baik ditetapkan oleh instrumen. Di antara banyak perbandingan, beberapa dapat tampak jelas semata-mata karena kebetulan.",
            "The lists at the beginning name targets, reached or not; effects whose 95% interval excludes zero; shares that have changed so much that each of the last two waves is outside the other's interval; and groups whose interval excludes the overall figure. The instrument says which way is good. Among many comparisons a few will look clear by chance alone.",
        )));
    }
    if all.iter().any(|one| matches!(one.kind, IndicatorKind::DifferenceInDifferences { .. })) {
        out.push(fact("Dampak", "Effects", teller.say(
            "Selisih dari selisih atas panel seimbang: (T₁ − T₀) − (C₁ − C₀), rata-rata tertimbang penerima (T) dan pembanding (C) sebelum (0) dan sesudah (1) dari unit yang ada pada kedua waktu. Galat baku: dari selisih pertama panel, tahan klaster bila instrumen menyebut klaster (Liang dan Zeger 1986; Cameron dan Miller 2015), selain itu tahan heteroskedastisitas (HC1; MacKinnon dan White 1985); selang 95% menurut t Student. Dampak hanya dapat dibaca sebagai akibat program bila kedua kelompok tanpa program akan berubah sama.",
            "Difference in differences over the balanced panel: (T₁ − T₀) − (C₁ − C₀), weighted means of the treated (T) and the comparison group (C) before (0) and after (1), of units that are there at both times. Standard errors: of the panel's first differences, clustered where the instrument names clusters (Liang and Zeger 1986; Cameron and Miller 2015), else robust to unequal variances (HC1; MacKinnon and White 1985); 95% intervals by Student's t. An effect is the programme's only if both groups would have changed alike without it.",
        )));
    }
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
            label: teller.whole_name(of.indicator),
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
