//! The sentences of an explanation, in both languages: one small function each.

use crate::base::{Lang, Message};
use crate::rules::show::show_number;
use crate::value::Decimal;

use super::tree::{Candidate, ClassTree, Explanation, LargestTree, MethodTree, NeedLine, PartsTree, Words};

pub(super) fn both(make: impl Fn(Lang) -> String) -> Words {
    Words { id: make(Lang::Id), en: make(Lang::En) }
}

pub(super) fn pick(lang: Lang, id: impl Into<String>, en: impl Into<String>) -> String {
    match lang {
        Lang::Id => id.into(),
        Lang::En => en.into(),
    }
}

pub(super) fn word(words: &Words, lang: Lang) -> &str {
    match lang {
        Lang::Id => &words.id,
        Lang::En => &words.en,
    }
}

/// The sum and the one division, or what is missing.
pub(super) fn division(tree: &PartsTree) -> Words {
    both(|lang| {
        let number = |value: Decimal| show_number(value, lang);
        if !tree.need.met {
            return not_enough(&tree.need, lang);
        }
        let Some(result) = tree.result else {
            return pick(lang, "tidak ada bobot untuk membagi", "there is no weight to divide by");
        };
        let (result, places) = (number(result), decimals(tree.places, lang));
        if tree.method == "sum" {
            let total = number(tree.total);
            return pick(
                lang,
                format!("jumlah {total}, dibulatkan ke {places}: {result}"),
                format!("a sum of {total}, rounded to {places}: {result}"),
            );
        }
        let (dividend, divisor) = (number(tree.dividend), number(tree.divisor));
        pick(
            lang,
            format!("{dividend} : {divisor}, dibulatkan sekali ke {places}: {result}"),
            format!("{dividend} / {divisor}, rounded once to {places}: {result}"),
        )
    })
}

fn decimals(places: u8, lang: Lang) -> String {
    match (places, lang) {
        (0, Lang::Id) => "bilangan bulat".to_owned(),
        (0, Lang::En) => "a whole number".to_owned(),
        (_, Lang::Id) => format!("{places} desimal"),
        (1, Lang::En) => "1 decimal".to_owned(),
        (_, Lang::En) => format!("{places} decimals"),
    }
}

fn not_enough(need: &NeedLine, lang: Lang) -> String {
    if !need.mandatory_missing.is_empty() {
        let parts =
            need.mandatory_missing.iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(", ");
        return pick(
            lang,
            format!("tidak ada skor: bagian wajib {parts} tidak ada nilainya"),
            format!("no score: mandatory part {parts} has no value"),
        );
    }
    let (present, of, rule) = (need.present, need.of, word(&need.rule, lang));
    let has = if present == 1 { "has" } else { "have" };
    // Where parts don't weigh the same, so many of them is only half of what there is to know.
    let weighs = need.whole_weight != Decimal::int(i128::from(of));
    let (part, whole) = (show_number(need.present_weight, lang), show_number(need.whole_weight, lang));
    let weight = match weighs {
        true => pick(lang, format!(" (bobot {part} dari {whole})"), format!(" (weight {part} of {whole})")),
        false => String::new(),
    };
    pick(
        lang,
        format!("tidak ada skor: {present} dari {of} bagian ada nilainya{weight}, padahal {rule}"),
        format!("no score: {present} of {of} parts {has} a value{weight}, but {rule}"),
    )
}

/// What a `largest` would have needed: some of its parts have a value, but not all.
fn short(tree: &LargestTree) -> Option<&NeedLine> {
    tree.need.as_ref().filter(|need| !need.met && need.present > 0)
}

/// What decided in `largest`.
pub(super) fn largest(tree: &LargestTree) -> Words {
    both(|lang| {
        if let Some(need) = short(tree) {
            return not_enough(need, lang);
        }
        let Some(greatest) = tree.greatest else {
            return pick(lang, "tidak ada nilai yang dapat dibandingkan", "there is no value to compare");
        };
        let shown = show_number(greatest, lang);
        if let Some(floor) = tree.floor.filter(|floor| greatest < *floor) {
            return below_floor(greatest, floor, lang);
        }
        let holders: Vec<&Candidate> = tree.candidates.iter().filter(|c| c.greatest).collect();
        let names = holders.iter().map(|holder| self::holder(holder)).collect::<Vec<_>>().join(", ");
        if holders.len() > 1 && tree.on_tie.is_some() {
            return pick(
                lang,
                format!("{names} sama besar: {shown}"),
                format!("{names} are equally great: {shown}"),
            );
        }
        let what = match holders.len() {
            0 | 1 => {
                pick(lang, format!("{names} terbesar: {shown}"), format!("{names} is the greatest: {shown}"))
            }
            _ => pick(
                lang,
                format!("{names} sama besar: {shown}; yang pertama dipakai"),
                format!("{names} are equally great: {shown}; the first of them counts"),
            ),
        };
        match holders.first().is_some_and(|holder| holder.class.is_none()) {
            true => pick(
                lang,
                format!("{what}, tetapi kelasnya tidak diisi"),
                format!("{what}, but its class is missing"),
            ),
            false => what,
        }
    })
}

/// Why a number that an override set has the class of numbers below the floor, or none.
pub(super) fn overridden(value: Option<Decimal>, low: Option<Decimal>) -> Words {
    match (value, low) {
        (Some(value), Some(floor)) => both(|lang| {
            let (value, floor) = (show_number(value, lang), show_number(floor, lang));
            pick(
                lang,
                format!("{value} tidak mencapai batas {floor}"),
                format!("{value} does not reach the floor {floor}"),
            )
        }),
        (Some(_), None) => Words::from(Message::new(
            "karena angkanya ditetapkan oleh aturan pengganti, bukan oleh salah satu bagian",
            "because an override set the number, not one of the parts",
        )),
        (None, _) => Words::from(no_number()),
    }
}

/// Where there is no number there is no band.
pub(super) fn no_number() -> Message {
    Message::new("tidak ada, karena tidak ada angkanya", "none, for there is no number")
}

fn below_floor(value: Decimal, floor: Decimal, lang: Lang) -> String {
    let (value, floor) = (show_number(value, lang), show_number(floor, lang));
    pick(
        lang,
        format!("nilai terbesar {value} tidak mencapai batas {floor}"),
        format!("the greatest value {value} does not reach the floor {floor}"),
    )
}

fn holder(candidate: &Candidate) -> String {
    let rows: Vec<String> = candidate.row.iter().map(ToString::to_string).collect();
    match (&candidate.class, rows.is_empty()) {
        (Some(class), true) => format!("`{class}`"),
        (Some(class), false) => format!("`{class}` [{}]", rows.join(".")),
        (None, _) => format!("[{}]", rows.join(".")),
    }
}

/// Which rule of `classify` decided.
pub(super) fn classified(tree: &ClassTree) -> Words {
    let applied = tree.rules.iter().find(|rule| rule.applied);
    Words::from(match applied {
        Some(rule) => Message::new(
            format!("karena aturan `{}` terpenuhi", rule.condition.formula),
            format!("because the rule `{}` is true", rule.condition.formula),
        ),
        None => Message::new("tidak ada aturan yang terpenuhi", "no rule is true"),
    })
}

/// The whole in one sentence.
pub(super) fn summary(tree: &Explanation) -> Words {
    both(|lang| {
        if !tree.asked {
            return pick(
                lang,
                "tidak dihitung, karena syarat `when` tidak terpenuhi",
                "not computed, because its `when` is not true",
            );
        }
        let band = tree.band.as_ref().filter(|band| band.code.is_some()).map(|band| band_words(band, lang));
        if let Some(rule) = tree.overrides.iter().find(|rule| rule.applied) {
            let reason =
                rule.reason.as_ref().map_or(rule.condition.formula.as_str(), |words| word(words, lang));
            let what = match rule.value {
                Some(value) => {
                    let value = show_number(value, lang);
                    pick(lang, format!("ditetapkan {value}"), format!("set to {value}"))
                }
                None => pick(lang, "tidak dinilai", "not assessed"),
            };
            let band = band.or_else(|| no_class(tree, lang).filter(|_| rule.value.is_some()));
            return join(format!("{what}: {reason}"), band);
        }
        match (tree.number, &band) {
            (Some(number), _) => join(show_number(number, lang), band.or_else(|| no_class(tree, lang))),
            (None, Some(band)) => band.clone(),
            (None, None) => nothing(tree, lang),
        }
    })
}

/// That a number has no class, and why.
fn no_class(tree: &Explanation, lang: Lang) -> Option<String> {
    let band = tree.band.as_ref().filter(|band| band.code.is_none())?;
    let why = word(&band.words, lang);
    Some(pick(lang, format!("tanpa kelas ({why})"), format!("no class ({why})")))
}

/// Why there is neither a number nor a class.
fn nothing(tree: &Explanation, lang: Lang) -> String {
    let no_score = || pick(lang, "tidak ada skor", "no score");
    let why = match &tree.method {
        Some(MethodTree::Parts(parts)) => return word(&parts.words, lang).to_owned(),
        Some(MethodTree::Largest(largest)) if short(largest).is_some() => {
            return word(&largest.words, lang).to_owned();
        }
        Some(MethodTree::Largest(largest)) => Some(largest.words.clone()),
        Some(MethodTree::Classify(classes)) => Some(classified(classes)),
        Some(MethodTree::Formula(formula)) => formula.missing.clone(),
        None => None,
    };
    why.map_or_else(no_score, |why| format!("{}: {}", no_score(), word(&why, lang)))
}

fn join(what: String, band: Option<String>) -> String {
    match band {
        Some(band) => format!("{what} → {band}"),
        None => what,
    }
}

fn band_words(band: &super::tree::BandTree, lang: Lang) -> String {
    let label = band.label.as_ref().map(|label| word(label, lang).to_owned());
    let name = label.or_else(|| band.code.clone());
    let why = word(&band.words, lang);
    match name {
        Some(name) => format!("{name} ({why})"),
        None => why.to_owned(),
    }
}
