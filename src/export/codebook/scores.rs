//! Scores of the codebook: method, parts with weights, missing rule, overrides, rounding, bands.

use super::tell::Teller;
use super::view::{Band, Fact, Part, Rule, Score};
use crate::base::Lang;
use crate::form::parts_of;
use crate::model::{self, Class, Method, Need, Rescale, band_range};
use crate::rules::show_number;
use crate::value::Decimal;

pub(in crate::export) fn scores(teller: &Teller<'_>) -> Vec<Score> {
    teller.instrument.scores.values().map(|score| one(teller, score)).collect()
}

fn one(teller: &Teller<'_>, score: &model::Score) -> Score {
    Score {
        id: score.id.to_string(),
        labels: teller.said(score.label.as_ref()),
        method: method_words(teller, &score.method),
        rules: rules(teller, score),
        facts: facts(teller, score),
        weighted: matches!(score.method, Method::Weighted(..)),
        parts: parts_of(&score.method).iter().map(|p| part(teller, p)).collect(),
        bands: bands(teller, score),
        tags: teller
            .marks(score.trend, score.locked)
            .into_iter()
            .chain(teller.formerly(&score.formerly))
            .collect(),
    }
}

fn show(teller: &Teller<'_>, value: Decimal) -> String {
    show_number(value, teller.lang())
}

fn method_words(teller: &Teller<'_>, method: &Method) -> String {
    let carried = |mean: String, scale: &Option<Rescale>| -> String {
        let Some(scale) = scale else { return mean };
        let ends = |(low, high)| format!("{}–{}", show(teller, low), show(teller, high));
        let from = teller.say("diubah dari skala", "carried from the scale");
        let to = teller.say("ke", "to");
        format!("{mean}, {from} {} {to} {}", ends(scale.from), ends(scale.to))
    };
    match method {
        Method::Sum(_) => teller.say("jumlah bagian-bagiannya", "the sum of its parts"),
        Method::Mean(_, scale) => {
            carried(teller.say("rata-rata bagian-bagiannya", "the mean of its parts"), scale)
        }
        Method::Weighted(_, scale) => carried(
            teller.say(
                "Σ (bobot × nilai) ÷ Σ bobot, atas bagian yang ada",
                "Σ (weight × value) ÷ Σ weight, over the parts present",
            ),
            scale,
        ),
        Method::Largest { .. } => {
            teller.say("bagian dengan nilai terbesar", "the part with the greatest value")
        }
        Method::Classify { .. } => teller.say("aturan pertama yang terpenuhi", "the first rule that is true"),
        Method::Formula(_) => teller.say("rumus", "a formula"),
    }
}

fn rules(teller: &Teller<'_>, score: &model::Score) -> Vec<Rule> {
    let mut rules: Vec<Rule> =
        teller.rule_if("dinilai jika", "assessed if", score.when.as_ref()).into_iter().collect();
    for rule in &score.overrides {
        let value = match rule.value {
            Some(value) => format!("{} {}", teller.say("nilainya", "the score is"), show(teller, value)),
            None => teller.say("tidak dinilai", "not assessed"),
        };
        let told = teller.rule(format!("{value} {}", teller.say("jika", "if")), &rule.when);
        rules.push(Rule { messages: teller.said(rule.reason.as_ref()), ..told });
    }
    match &score.method {
        Method::Formula(formula) => rules.push(teller.rule(teller.say("rumus", "formula"), formula)),
        Method::Largest { over: Some(over), .. } => {
            rules.push(teller.rule(teller.say("kategori tiap baris", "class of a row"), &over.key));
            rules.push(teller.rule(teller.say("nilai tiap baris", "value of a row"), &over.value));
            let tie = over.tiebreak.as_ref();
            rules.extend(teller.rule_if("bila seri, yang terbesar", "if equal, the greatest", tie));
        }
        Method::Sum(_)
        | Method::Mean(..)
        | Method::Weighted(..)
        | Method::Largest { over: None, .. }
        | Method::Classify { .. } => {}
    }
    rules
}

fn facts(teller: &Teller<'_>, score: &model::Score) -> Vec<Fact> {
    let mut facts = Vec::new();
    if !parts_of(&score.method).is_empty() {
        let rule = need(teller, &score.need);
        facts.push(teller.fact("bila ada yang kosong", "when something is missing", rule));
    }
    if let Method::Largest { floor, below_floor, on_tie, .. } = &score.method {
        if let (Some(floor), Some(class)) = (floor, below_floor) {
            let text = format!("{} {} → {class}", teller.say("di bawah", "below"), show(teller, *floor));
            facts.push(teller.fact("batas bawah", "floor", text));
        }
        facts.extend(on_tie.as_ref().map(|class| teller.fact("bila seri", "if equal", class.to_string())));
    }
    if score.var.is_some() {
        let decimals = format!("{} {}", score.round, teller.say("desimal", "decimals"));
        facts.push(teller.fact("pembulatan, sekali", "rounded, once", decimals));
    }
    if let Some((low, high)) = score.range.or(score.proven).filter(|_| score.var.is_some()) {
        facts.push(teller.fact(
            "rentang",
            "range",
            format!("{} … {}", show(teller, low), show(teller, high)),
        ));
    }
    facts
}

fn need(teller: &Teller<'_>, need: &Need) -> String {
    match (need, teller.lang()) {
        (Need::All, _) => teller.say("tidak dinilai", "not assessed"),
        (Need::Parts(count), Lang::Id) => format!("dinilai bila sedikitnya {count} bagian terisi"),
        (Need::Parts(count), Lang::En) => format!("assessed when at least {count} parts are present"),
        (Need::Percent(share), Lang::Id) => {
            format!("dinilai bila sedikitnya {}% bobot terisi", show(teller, *share))
        }
        (Need::Percent(share), Lang::En) => {
            format!("assessed when at least {}% of the weight is present", show(teller, *share))
        }
    }
}

fn part(teller: &Teller<'_>, part: &model::Part) -> Part {
    let rule = teller.rule("", &part.value);
    let reversed = part.reverse.then(|| teller.say("dibalik", "reversed"));
    let mandatory = part.mandatory.then(|| teller.say("wajib ada", "mandatory"));
    Part {
        id: part.id.to_string(),
        labels: teller.said(part.label.as_ref()),
        weight: show(teller, part.weight),
        words: rule.words,
        source: rule.source,
        notes: reversed.into_iter().chain(mandatory).collect(),
    }
}

/// Bands from the highest down, or classes with their rules.
fn bands(teller: &Teller<'_>, score: &model::Score) -> Vec<Band> {
    match &score.method {
        Method::Classify { rules, classes } => {
            rules.iter().map(|(code, when)| class_rule(teller, code, when, classes)).collect()
        }
        Method::Largest { classes, .. } => classes.iter().map(|class| plain_class(teller, class)).collect(),
        Method::Sum(_) | Method::Mean(..) | Method::Weighted(..) | Method::Formula(_) => {
            cut_offs(teller, score)
        }
    }
}

fn cut_offs(teller: &Teller<'_>, score: &model::Score) -> Vec<Band> {
    let mut higher = None;
    let mut bands = Vec::new();
    for band in &score.bands {
        let low = band.cut_off();
        let range = band_range(low, higher.replace(low), |number| show(teller, number));
        let labels = teller.said(band.label.as_ref());
        bands.push(Band { code: band.code.to_string(), labels, range, source: String::new() });
    }
    bands
}

fn class_rule(teller: &Teller<'_>, code: &str, when: &model::Formula, classes: &[Class]) -> Band {
    let rule = teller.rule("", when);
    let label = classes.iter().find(|class| &*class.code == code).and_then(|class| class.label.as_ref());
    Band { code: code.to_owned(), labels: teller.said(label), range: rule.words, source: rule.source }
}

fn plain_class(teller: &Teller<'_>, class: &Class) -> Band {
    Band {
        code: class.code.to_string(),
        labels: teller.said(class.label.as_ref()),
        range: String::new(),
        source: String::new(),
    }
}
