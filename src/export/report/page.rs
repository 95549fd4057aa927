//! A report as a page in one language.

use super::chapters::{Drawings, bands, distributions, trends};
use super::figures::{cards, main_column, sections, sentences};
use super::tell::Teller;
use super::view::{Chapter, Fact, Headings, Page, Section};
use super::{care, method};
use crate::rules::show_date;

/// The page and its drawings.
pub(super) fn page(teller: &Teller<'_>) -> (Page, Drawings) {
    let mut drawings = Drawings::default();
    let used = teller.data.used();
    let main = main_column(teller.instrument);
    let mut page = Page {
        lang: teller.lang.tag(),
        over: teller.say("Laporan monitoring dan evaluasi", "Monitoring and evaluation report"),
        title: teller.label(&teller.instrument.title),
        facts: facts(teller),
        headings: headings(teller),
        quality: care::quality(teller),
        method: method::method(teller),
        foot: foot(teller),
        ..Page::default()
    };
    if used == 0 {
        page.empty = empty(teller);
        return (page, drawings);
    }
    page.summary = std::iter::once(opening(teller)).chain(sentences(teller, main)).collect();
    page.cards = cards(teller);
    page.chapters = vec![
        chapter("bands", teller.say("Kategori skor", "Score bands"), String::new(), bands(teller, main, &mut drawings)),
        chapter(
            "distributions",
            teller.say("Sebab dan sebaran", "Causes and distributions"),
            String::new(),
            distributions(teller, main, &mut drawings),
        ),
        chapter(
            "trends",
            teller.say("Perkembangan antargelombang", "Over the waves"),
            teller.say(
                "Setiap titik: semua rekaman dari satu gelombang.",
                "Each dot: all records of one wave.",
            ),
            trends(teller, &mut drawings),
        ),
        chapter(
            "indicators",
            teller.say("Indikator", "Indicators"),
            teller.say(
                "“Dihitung”: orang yang termasuk dalam cakupan indikator dan punya nilai. •: kurang dari 5 orang, atau dapat membuka angka semacam itu.",
                "“Counted”: people the indicator is about who have a value. •: fewer than 5 people, or a number that could reveal such a one.",
            ),
            sections(teller),
        ),
    ];
    page.chapters.retain(|chapter| !chapter.sections.is_empty());
    (page, drawings)
}

fn chapter(id: &str, title: String, about: String, sections: Vec<Section>) -> Chapter {
    Chapter { id: id.to_owned(), title, about, flowing: id == "indicators", sections }
}

fn headings(teller: &Teller<'_>) -> Headings {
    Headings {
        summary: teller.say("Ringkasan", "Summary"),
        key_figures: teller.say("Angka kunci", "Key figures"),
        contents: teller.say("Isi", "Contents"),
        quality: teller.say("Mutu data", "Data quality"),
        method: teller.say("Metode", "Method"),
    }
}

fn facts(teller: &Teller<'_>) -> Vec<Fact> {
    let fact = |id: &str, en: &str, text: String| Fact { name: teller.say(id, en), text };
    let instrument = teller.instrument;
    let mut out = vec![fact("Instrumen", "Instrument", format!("{} {}", instrument.id, instrument.version))];
    if let Some((first, last)) = teller.data.quality.days {
        let text = match first == last {
            true => show_date(first, teller.lang),
            false => format!("{} – {}", show_date(first, teller.lang), show_date(last, teller.lang)),
        };
        out.push(fact("Hari wawancara", "Days of interviews", text));
    }
    let waves: Vec<&str> = teller.data.waves.iter().map(|(wave, _)| &**wave).collect();
    if let (Some(first), Some(last)) = (waves.first(), waves.last()) {
        let text = if first == last { (*first).to_owned() } else { format!("{first} – {last}") };
        out.push(fact("Gelombang", "Waves", text));
    }
    out.push(fact("Rekaman dipakai", "Records used", teller.count(teller.data.used())));
    out
}

fn opening(teller: &Teller<'_>) -> String {
    let quality = &teller.data.quality;
    let (used, all) = (teller.count(quality.used()), teller.count(quality.records));
    let mut text = match quality.used() == quality.records {
        true => teller.say(
            format!("Laporan ini merangkum {used} rekaman; semuanya dapat dipakai."),
            format!("This report sums up {used} records; all of them can be used."),
        ),
        false => teller.say(
            format!("Laporan ini merangkum {used} dari {all} rekaman yang diterima."),
            format!("This report sums up {used} of {all} records received."),
        ),
    };
    if quality.with_errors > 0 {
        let errors = teller.count(quality.with_errors);
        text.push_str(&teller.say(
            format!(" {errors} di antaranya punya kesalahan yang belum diperbaiki; lihat mutu data."),
            format!(" {errors} of them have errors that aren't mended yet; see data quality."),
        ));
    }
    text
}

/// Why there are no figures.
fn empty(teller: &Teller<'_>) -> Vec<String> {
    let quality = &teller.data.quality;
    let first = match quality.records {
        0 => teller.say(
            "Berkas rekaman tidak berisi satu rekaman pun, sehingga tidak ada angka yang dapat dilaporkan.",
            "The file holds no record at all, so that there are no figures to report.",
        ),
        records => {
            let records = teller.count(records);
            teller.say(
                format!("Tidak satu pun dari {records} rekaman yang diterima dapat dipakai, sehingga tidak ada angka yang dapat dilaporkan."),
                format!("None of the {records} records received can be used, so that there are no figures to report."),
            )
        }
    };
    let advice = teller.say(
        "Jalankan `monev validate` atas berkas yang sama: setiap temuan disebut dengan barisnya. Mutu data dan metode tetap diuraikan di bawah.",
        "Run `monev validate` on the same file: it tells every finding at its line. Data quality and method are told below all the same.",
    );
    vec![first, advice.replace('`', "")]
}

fn foot(teller: &Teller<'_>) -> String {
    let instrument = teller.instrument;
    format!("{} {} · monev {}", instrument.id, instrument.version, env!("CARGO_PKG_VERSION"))
}
