//! What is said about scores that are put together wrongly.

use crate::base::{Diagnostic, Message, Span, codes};
use crate::model::Band;
use crate::source::Scalar;
use crate::value::Decimal;

use super::range::Bounds;

pub(super) fn duplicate_band(code: &str, span: Span) -> Diagnostic {
    let message = Message::new(
        format!("kategori `{code}` disebut dua kali"),
        format!("the band `{code}` is there twice"),
    );
    Diagnostic::new(codes::DUPLICATE_CODE, span, message)
}

pub(super) fn repeated_part(code: &Scalar, first: Span) -> Diagnostic {
    let text = &code.text;
    let message = Message::new(
        format!("`{text}` dihitung dua kali dalam skor ini"),
        format!("`{text}` counts twice in this score"),
    );
    Diagnostic::new(codes::BAD_SCORE, code.span, message)
        .note(first, Message::new("disebut pertama kali di sini", "first named here"))
}

pub(super) fn weight_not_positive(weight: &Scalar) -> Diagnostic {
    let message = Message::new("bobot harus lebih dari 0", "a weight must be greater than 0");
    Diagnostic::new(codes::BAD_SCORE, weight.span, message)
}

pub(super) fn no_weight(part: &Scalar) -> Diagnostic {
    let text = &part.text;
    let message = Message::new(
        format!("`{text}` belum punya bobot, padahal skornya `weighted`"),
        format!("`{text}` has no weight, but the score is `weighted`"),
    );
    Diagnostic::new(codes::BAD_SCORE, part.span, message).hint(Message::new(
        "tambahkan `weight: 25`, atau pakai `method: mean` bila semua bobotnya sama",
        "add `weight: 25`, or use `method: mean` where all weigh the same",
    ))
}

pub(super) fn weight_of_no_use(weight: &Scalar) -> Diagnostic {
    let message = Message::new(
        "bobot hanya dihitung dalam skor `weighted`",
        "a weight only counts in a `weighted` score",
    );
    Diagnostic::new(codes::BAD_SCORE, weight.span, message).hint(Message::new(
        "pakai `method: weighted`, atau hapus `weight`",
        "use `method: weighted`, or remove `weight`",
    ))
}

/// `first` is the part whose unit is another, and that unit.
pub(super) fn units_differ(part: &Scalar, unit: &str, first: (&Scalar, &str)) -> Diagnostic {
    let (text, (other, its)) = (&part.text, (&first.0.text, first.1));
    let message = Message::new(
        format!("satuan `{text}` ialah `{unit}`, sedangkan satuan `{other}` ialah `{its}`"),
        format!("`{text}` is in `{unit}`, and `{other}` is in `{its}`"),
    );
    let note = Message::new("komponen dengan satuan lain di sini", "the part of another unit is here");
    Diagnostic::new(codes::UNIT, part.span, message).note(first.0.span, note).hint(Message::new(
        "jadikan keduanya nilai tanpa satuan, misalnya persen dari sasarannya",
        "make both plain numbers, for example a percentage of what is aimed at",
    ))
}

pub(super) fn too_large(score: Span) -> Diagnostic {
    let message = Message::new(
        "skor ini bisa terlalu besar untuk dihitung dengan tepat",
        "this score could become too large to be computed exactly",
    );
    Diagnostic::new(codes::OVERFLOW, score, message).hint(Message::new(
        "beri `min` dan `max` pada pertanyaan yang dipakai, atau batasi komponennya dengan `clamp(…)`",
        "give the questions it uses a `min` and a `max`, or limit its parts with `clamp(…)`",
    ))
}

pub(super) fn outside_scale(part: &Scalar, stated: Bounds, bounds: Bounds) -> Diagnostic {
    let text = part.text.trim();
    let (low, high) = (stated.min, stated.max);
    let (min, max) = (bounds.min.normalized(), bounds.max.normalized());
    let message = Message::new(
        format!("`{text}` dapat bernilai {min} sampai {max}, di luar skala [{low}, {high}]"),
        format!("`{text}` can be {min} to {max}, outside the scale [{low}, {high}]"),
    );
    Diagnostic::new(codes::BAD_SCORE, part.span, message).hint(Message::new(
        "beri pertanyaannya `min` dan `max`, atau nyatakan skalanya yang sebenarnya",
        "give the question a `min` and a `max`, or state the scale it really has",
    ))
}

pub(super) fn reverse_needs_scale(part: &Scalar) -> Diagnostic {
    let text = &part.text;
    let message = Message::new(
        format!("`{text}` tidak dapat dibalik: ujung skalanya tidak diketahui"),
        format!("`{text}` can't be reversed: the ends of its scale aren't known"),
    );
    Diagnostic::new(codes::BAD_SCORE, part.span, message).hint(Message::new(
        "tambahkan `scale: [1, 5]` dengan nilai terkecil dan terbesarnya",
        "add `scale: [1, 5]` with its least and greatest value",
    ))
}

pub(super) fn ends_not_rising(span: Span) -> Diagnostic {
    let message = Message::new(
        "angka pertama harus lebih kecil dari angka kedua",
        "the first number must be smaller than the second",
    );
    Diagnostic::new(codes::BAD_SCORE, span, message)
}

pub(super) fn scales_differ(span: Span) -> Diagnostic {
    let message = Message::new(
        "rata-rata ini tidak dapat diubah skalanya: skala komponennya berbeda-beda",
        "this mean can't be carried to another scale: its items have different scales",
    );
    Diagnostic::new(codes::BAD_SCORE, span, message).hint(Message::new(
        "nyatakan skala komponennya dengan `scale: [1, 5]`, atau samakan nilai pilihannya",
        "say the items' scale with `scale: [1, 5]`, or give their choices the same scores",
    ))
}

pub(super) fn bad_need(written: &Scalar, parts: usize) -> Diagnostic {
    let text = &written.text;
    let message = Message::new(
        format!("`need: {text}` tidak terbaca: tulis jumlah komponen (1 sampai {parts}) atau persen bobot"),
        format!(
            "`need: {text}` doesn't read: write a number of parts (1 to {parts}) or a percentage of the weight"
        ),
    );
    Diagnostic::new(codes::BAD_SCORE, written.span, message)
        .hint(Message::new("misalnya `need: 3` atau `need: 60%`", "for example `need: 3` or `need: 60%`"))
}

pub(super) fn no_roster(name: &Scalar, nested: bool, near: Option<&str>) -> Diagnostic {
    let text = &name.text;
    let message = match nested {
        true => Message::new(
            format!(
                "roster `{text}` berada di dalam roster lain; `largest` membandingkan baris roster terluar"
            ),
            format!("the roster `{text}` is inside another; `largest` compares rows of an outer roster"),
        ),
        false => Message::new(format!("`{text}` bukan roster"), format!("`{text}` is not a roster")),
    };
    let code = if nested { codes::BAD_SCORE } else { codes::UNKNOWN_NAME };
    Diagnostic::new(code, name.span, message).suggest(near.filter(|_| !nested))
}

pub(super) fn key_is_no_choice(key: &Scalar) -> Diagnostic {
    let message = Message::new(
        "kelas sebuah baris harus berupa pertanyaan `select_one` di dalam roster itu",
        "the class of a row must be a `select_one` question of that roster",
    );
    Diagnostic::new(codes::BAD_SCORE, key.span, message).hint(Message::new(
        "dalam roster `for_each`, pilihan barisnya ialah `row_choice`",
        "in a `for_each` roster the choice of its row is `row_choice`",
    ))
}

pub(super) fn wrong_range(span: Span, stated: (Decimal, Decimal), bounds: Bounds) -> Diagnostic {
    let (low, high) = stated;
    let (min, max) = (bounds.min.normalized(), bounds.max.normalized());
    let message = Message::new(
        format!("skor ini dapat bernilai {min} sampai {max}, di luar rentang [{low}, {high}]"),
        format!("this score can be {min} to {max}, outside the range [{low}, {high}]"),
    );
    Diagnostic::new(codes::SCORE_RANGE, span, message).hint(Message::new(
        format!("tulis `range: [{min}, {max}]`, atau batasi komponennya dengan `clamp(…)`"),
        format!("write `range: [{min}, {max}]`, or limit its parts with `clamp(…)`"),
    ))
}

pub(super) fn same_cutoff(band: &Band, other: &Band) -> Diagnostic {
    let (code, from, first) = (&band.code, band.from, &other.code);
    let message = Message::new(
        format!("`{code}` mulai dari {from} seperti `{first}`"),
        format!("`{code}` starts at {from} just as `{first}` does"),
    );
    Diagnostic::new(codes::BAND_OVERLAP, band.span.0, message)
        .note(other.span.0, Message::new("batas yang sama di sini", "the same cut-off here"))
}

pub(super) fn above_without_round(above: &Scalar) -> Diagnostic {
    let text = &above.text;
    let message = Message::new(
        "`above` memerlukan `round` pada skornya: tanpa itu tidak jelas nilai mana yang pertama di atas batas",
        "`above` needs the score's `round`: without it there is no first value above the cut-off",
    );
    Diagnostic::new(codes::BAD_SCORE, above.span, message).hint(Message::new(
        format!("tulis `round: 2` pada skor, atau `from: {text}` bila {text} sendiri termasuk"),
        format!("write `round: 2` in the score, or `from: {text}` if {text} itself belongs to it"),
    ))
}

pub(super) fn band_gap(lowest: &Band, min: Decimal) -> Diagnostic {
    let (code, from, min) = (&lowest.code, lowest.from, min.normalized());
    let message = Message::new(
        format!(
            "skor dari {min} sampai di bawah {from} tidak mendapat kategori: `{code}` baru mulai dari {from}"
        ),
        format!("scores from {min} to just below {from} have no band: `{code}` starts at {from} only"),
    );
    Diagnostic::new(codes::BAND_GAP, lowest.span.0, message).hint(Message::new(
        format!("mulai kategori terendah dari {min}, atau tambahkan kategori di bawahnya"),
        format!("start the lowest band at {min}, or add a band below it"),
    ))
}

pub(super) fn band_out_of_reach(band: &Band, max: Decimal) -> Diagnostic {
    let (code, from, max) = (&band.code, band.from, max.normalized());
    let message = Message::new(
        format!("tidak ada skor yang mencapai `{code}` (dari {from}): nilai tertingginya {max}"),
        format!("no score reaches `{code}` (from {from}): the greatest possible is {max}"),
    );
    Diagnostic::new(codes::BAND_OVERLAP, band.span.0, message)
}

pub(super) fn band_below_reach(band: &Band, end: Decimal, min: Decimal) -> Diagnostic {
    let (code, min) = (&band.code, min.normalized());
    let message = Message::new(
        format!("tidak ada skor di kategori `{code}` (di bawah {end}): nilai terendahnya {min}"),
        format!("no score is in `{code}` (below {end}): the least possible is {min}"),
    );
    Diagnostic::new(codes::BAND_OVERLAP, band.span.0, message)
}
