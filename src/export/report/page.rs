//! A report as a page in one language.

use super::chapters::{Drawings, bands, distributions, trends};
use super::figures::{cards, sections};
use super::subject::main_column;
use super::summary::{sentences, standing};
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
    page.opening = opening(teller);
    page.standing = standing(teller, main);
    if page.standing.is_empty() && teller.instrument.indicators.iter().any(|one| one.better.is_some()) {
        page.opening.push(teller.say(
            "Tidak ada target, perubahan, atau kelompok yang jelas menonjol.",
            "No target, change or group stands out clearly.",
        ));
    }
    page.sentences = sentences(teller, main);
    page.reading = reading(teller);
    page.cards = cards(teller);
    page.chapters = vec![
        chapter(
            "bands",
            teller.say("Kategori skor", "Score bands"),
            String::new(),
            bands(teller, main, &mut drawings),
        ),
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
        chapter("indicators", teller.say("Indikator", "Indicators"), String::new(), sections(teller)),
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
        one_by_one: teller.say("Satu per satu", "One by one"),
        reading: teller.say("Cara membaca", "How to read this"),
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
    if let Some(date) = teller.data.date {
        out.push(fact("Tanggal laporan", "Date of this report", show_date(date, teller.lang)));
    }
    out.push(fact("Rekaman dipakai", "Records used", teller.count(teller.data.used())));
    out
}

/// What the records are, and what their figures are of.
fn opening(teller: &Teller<'_>) -> Vec<String> {
    let (quality, people, waves) = (&teller.data.quality, teller.data.people, teller.data.waves.len());
    let (used, all) = (teller.count(quality.used()), teller.count(quality.records));
    let mut from = String::new();
    if people < quality.used() {
        let people = teller.count(people);
        from = teller.say(format!(" dari {people} kasus"), format!(" of {people} cases"));
    }
    if waves > 1 {
        from.push_str(&teller.say(format!(" dalam {waves} gelombang"), format!(" in {waves} waves")));
    }
    let mut text = match quality.used() == quality.records {
        true => teller.say(
            format!("Laporan ini merangkum {used} rekaman{from}. Semua rekaman yang diterima dipakai."),
            format!("This report sums up {used} records{from}. All records received are used."),
        ),
        false => teller.say(
            format!("Laporan ini merangkum {used} rekaman{from}, dari {all} rekaman yang diterima; sebab sisanya tidak dipakai ada di bagian mutu data."),
            format!("This report sums up {used} records{from}, out of {all} received; why the others aren't used is told under data quality."),
        ),
    };
    if quality.with_errors > 0 {
        let errors = teller.count(quality.with_errors);
        text.push_str(&teller.say(
            format!(" {errors} di antaranya punya kesalahan yang belum diperbaiki, dan angka dapat berubah setelahnya; lihat mutu data."),
            format!(" {errors} of them have errors that aren't mended yet, after which figures may change; see data quality."),
        ));
    }
    let together = (waves > 1).then(|| {
        teller.say(
            "Angka yang tidak menyebut gelombang menggabungkan semua gelombang; satu kasus dihitung sekali tiap gelombang.",
            "Figures that name no wave are of all waves together; a case counts once in each wave.",
        )
    });
    std::iter::once(text).chain(together).collect()
}

/// The marks and words of the report.
fn reading(teller: &Teller<'_>) -> Vec<Fact> {
    let fact = |id: &str, en: &str, (said_id, said_en): (&str, &str)| Fact {
        name: teller.say(id, en),
        text: teller.say(said_id, said_en),
    };
    let mut out = vec![fact(
        "• atau abu-abu",
        "• or grey",
        (
            "angka yang tidak ditampilkan, karena menyangkut kurang dari 5 orang atau karena angka semacam itu dapat dihitung darinya. Nol ditampilkan. – berarti tidak ada yang dihitung.",
            "a number that isn't shown, for it is of fewer than 5 people or would let such a number be worked out. Zero is shown. – means that nobody counts.",
        ),
    )];
    out.push(fact("Dari, rekaman", "Of, records", (
        "yang termasuk dalam cakupan indikator dan punya nilai. Yang kosong, tidak tahu, atau menolak menjawab tidak dianggap “tidak” atau nol: tidak masuk pembilang maupun penyebut.",
        "those an indicator is about that have a value. What is missing, not known or refused is taken for neither “no” nor zero: it is in neither the numerator nor the denominator.",
    )));
    let judged = |indicator: &crate::model::Indicator| indicator.better.is_some() || indicator.interval;
    if teller.instrument.indicators.iter().any(judged) {
        out.push(fact("Jelas", "Clearly", (
            "lebih besar daripada yang sering terjadi secara kebetulan: angka pembandingnya di luar selang kepercayaan 95%. Perbedaan lain, juga antara yang terbaik dan terlemah, dapat terjadi secara kebetulan.",
            "more than chance often brings: what it is compared with is outside the 95% confidence interval. Other differences, also between best and weakest, may be chance.",
        )));
    }
    out
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
    let date =
        teller.data.date.map(|date| format!(" · {}", show_date(date, teller.lang))).unwrap_or_default();
    format!("{} {} · monev {}{date}", instrument.id, instrument.version, env!("CARGO_PKG_VERSION"))
}
