//! Variables of the codebook, section by section.

use super::tell::Teller;
use super::view::{Fact, Row, Rule, Said, Section};
use crate::form::{children_of, list_id, names, without_letter};
use crate::model::{
    Allow, Calc, Check, CheckLevel, CheckOrigin, Item, ItemId, ItemKind, Personal, Question, Required,
    Roster, Rows,
};
use crate::value::Type;

pub(super) fn sections(teller: &Teller<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for id in &teller.instrument.roots {
        let Some(item) = teller.instrument.items.get(*id) else { continue };
        if let ItemKind::Section { children } = &item.kind {
            let mut rows = Vec::new();
            children.iter().for_each(|child| add(teller, *child, 0, &mut rows));
            sections.push(Section {
                id: item.id.to_string(),
                letter: teller.numbers.get(*id).unwrap_or_default().to_owned(),
                titles: titles(teller, *id, item),
                rules: teller.rule_if("hanya jika", "only if", item.when.as_ref()).into_iter().collect(),
                rows,
            });
            continue;
        }
        if sections.last().is_none_or(|section| !section.letter.is_empty()) {
            sections.push(Section::default());
        }
        if let Some(section) = sections.last_mut() {
            add(teller, *id, 0, &mut section.rows);
        }
    }
    sections
}

/// A section's titles without the letter that stands before them.
fn titles(teller: &Teller<'_>, id: ItemId, item: &Item) -> Vec<Said> {
    let letter = teller.numbers.get(id).unwrap_or_default();
    let cut = |said: Said| Said { text: without_letter(&said.text, letter).to_owned(), ..said };
    teller.said(item.label.as_ref()).into_iter().map(cut).collect()
}

fn add(teller: &Teller<'_>, id: ItemId, depth: u32, rows: &mut Vec<Row>) {
    let Some(item) = teller.instrument.items.get(id) else { return };
    let mut row = Row {
        id: item.id.to_string(),
        number: teller.numbers.get(id).unwrap_or_default().to_owned(),
        depth,
        labels: teller.said(item.label.as_ref()),
        hints: teller.said(item.hint.as_ref()),
        rules: teller.rule_if("hanya jika", "only if", item.when.as_ref()).into_iter().collect(),
        ..Row::default()
    };
    match &item.kind {
        ItemKind::Section { .. } => row.kind = teller.say("bagian", "section"),
        ItemKind::Note => row.kind = teller.say("catatan", "note"),
        ItemKind::Grid { .. } => row.kind = teller.say("kisi", "grid"),
        ItemKind::Question(question) => describe_question(teller, id, question, &mut row),
        ItemKind::Calc(calc) => describe_calc(teller, calc, &mut row),
        ItemKind::Roster(roster) => {
            if let Some(roster) = teller.instrument.roster(*roster) {
                describe_roster(teller, roster, &mut row);
                row.rules.extend(roster.checks.iter().map(|check| check_rule(teller, check)));
            }
        }
    }
    row.tags.extend(item_tags(teller, item));
    rows.push(row);
    children_of(teller.instrument, item).iter().for_each(|child| add(teller, *child, depth + 1, rows));
}

fn item_tags(teller: &Teller<'_>, item: &Item) -> Vec<String> {
    let module = item.module.as_ref().map(|module| format!("{} {module}", teller.say("modul", "module")));
    let marks = teller.marks(item.trend, item.locked);
    marks.into_iter().chain(teller.formerly(&item.formerly)).chain(module).collect()
}

fn describe_question(teller: &Teller<'_>, id: ItemId, question: &Question, row: &mut Row) {
    question.ty.entry().name.clone_into(&mut row.kind);
    let list = question.ty.list().and_then(|list| list_id(teller.instrument, list));
    row.list = list.unwrap_or_default().to_string();
    row.facts = question_facts(teller, id, question);
    row.tags.extend(question.personal.map(|personal| personal_tag(teller, personal)));
    match &question.required {
        Required::Always => row.tags.push(teller.say("wajib", "required")),
        Required::Never => {}
        Required::When(when) => row.rules.push(teller.rule(teller.say("wajib jika", "required if"), when)),
    }
    row.rules.extend(teller.rule_if(
        "pilihan yang ditawarkan",
        "choices offered",
        question.choices_where.as_ref(),
    ));
    row.rules.extend(teller.rule_if("isian awal", "default", question.default.as_ref()));
    row.rules.extend(question.checks.iter().map(|check| check_rule(teller, check)));
    if question.preload {
        row.tags.push(teller.say("diisi sebelum wawancara", "filled in beforehand"));
    }
}

fn question_facts(teller: &Teller<'_>, id: ItemId, question: &Question) -> Vec<Fact> {
    let mut facts = number_facts(teller, question);
    if let Some(unit) = &question.unit {
        facts.push(teller.fact("satuan", "unit", unit.to_string()));
    }
    let allowed = reasons(teller, question.allow);
    if !allowed.is_empty() {
        facts.push(teller.fact("boleh juga", "also allowed", allowed));
    }
    if let Some(asker) = teller.numbers.opened_by(id).and_then(|id| teller.instrument.items.get(id)) {
        facts.push(teller.fact("keterangan dari", "specifies", asker.id.to_string()));
    }
    facts
}

fn number_facts(teller: &Teller<'_>, question: &Question) -> Vec<Fact> {
    let mut facts = Vec::new();
    let Some(Type::Num(bounds)) = teller.instrument.var(question.var).map(|var| &var.ty) else {
        return facts;
    };
    if bounds.scale > 0 {
        facts.push(teller.fact("desimal", "decimals", bounds.scale.to_string()));
    }
    facts
}

fn reasons(teller: &Teller<'_>, allow: Allow) -> String {
    let reasons = [
        (allow.dont_know, teller.say("tidak tahu", "don't know")),
        (allow.refused, teller.say("menolak", "refused")),
        (allow.not_applicable, teller.say("tidak berlaku", "not applicable")),
    ];
    let allowed: Vec<String> = reasons.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    allowed.join(", ")
}

fn check_rule(teller: &Teller<'_>, check: &Check) -> Rule {
    let level = match check.level {
        CheckLevel::Error => teller.say("harus", "must hold"),
        CheckLevel::Warning => teller.say("diperingatkan kecuali", "warned unless"),
    };
    let name = match check.origin {
        CheckOrigin::Min => format!("{level} (min)"),
        CheckOrigin::Max => format!("{level} (max)"),
        CheckOrigin::Author(at) => format!("{level} ({at})"),
    };
    Rule { messages: teller.said(Some(&check.message)), ..teller.rule(name, &check.require) }
}

fn describe_calc(teller: &Teller<'_>, calc: &Calc, row: &mut Row) {
    let ty = calc.value.expr.ty();
    row.kind = format!("{}: {}", teller.say("dihitung", "calculated"), type_word(teller, ty));
    let list = ty.list().and_then(|list| list_id(teller.instrument, list));
    row.list = list.unwrap_or_default().to_string();
    row.rules.push(teller.rule(teller.say("nilai", "value"), &calc.value));
    row.tags.extend(calc.personal.map(|personal| personal_tag(teller, personal)));
    if calc.show {
        row.tags.push(teller.say("ditampilkan", "shown"));
    }
}

fn describe_roster(teller: &Teller<'_>, roster: &Roster, row: &mut Row) {
    row.kind = teller.say("tabel berulang", "roster");
    row.facts.push(teller.fact("baris", "rows", format!("{}–{}", roster.min, roster.max)));
    let name = |var| teller.instrument.var(var).map(|var| var.name.to_string()).unwrap_or_default();
    if !roster.key.is_empty() {
        let key: Vec<String> = roster.key.iter().map(|var| name(*var)).collect();
        row.facts.push(teller.fact("kunci unik", "unique key", key.join(", ")));
    }
    let from = match &roster.rows {
        Rows::Free => return,
        Rows::Count(count) => {
            row.rules.push(teller.rule(teller.say("banyaknya baris", "number of rows"), count));
            return;
        }
        Rows::ForEachTicked(var) => {
            format!(
                "{} {}",
                teller.say("tiap pilihan yang dicentang pada", "each choice ticked in"),
                name(*var)
            )
        }
        Rows::ForEachChoice(list) => {
            let list = list_id(teller.instrument, *list).unwrap_or_default();
            format!("{} {list}", teller.say("tiap pilihan dalam daftar", "each choice of the list"))
        }
        Rows::Previous(roster) => {
            let info = teller.instrument.roster_info.get(roster.0 as usize);
            let id = info.map(|info| info.name.to_string()).unwrap_or_default();
            format!("{} {id}", teller.say("baris gelombang lalu dari", "each row of the previous wave's"))
        }
    };
    row.facts.push(teller.fact("satu baris untuk", "a row for", from));
}

/// The mark of personal data.
pub(super) fn personal_tag(teller: &Teller<'_>, personal: Personal) -> String {
    let id = match personal {
        Personal::Identity => "identitas",
        Personal::Contact => "kontak",
        Personal::Location => "lokasi",
        Personal::Health => "kesehatan",
        Personal::Disability => "disabilitas",
        Personal::Finance => "keuangan",
        Personal::Child => "anak",
        Personal::Belief => "keyakinan",
    };
    let word = teller.say(id, names::personal_name(personal));
    format!("{}: {word}", teller.say("data pribadi", "personal data"))
}

/// A type in words.
pub(super) fn type_word(teller: &Teller<'_>, ty: &Type) -> String {
    let (id, en) = match ty {
        Type::Bool => ("benar/salah", "true/false"),
        Type::Num(number) if number.scale == 0 => ("bilangan bulat", "whole number"),
        Type::Num(_) => ("bilangan desimal", "decimal number"),
        Type::Text | Type::Label | Type::Missing | Type::Wrong => ("teks", "text"),
        Type::Date => ("tanggal", "date"),
        Type::Time => ("jam", "time"),
        Type::DateTime => ("waktu", "moment"),
        Type::Days => ("lama (hari)", "duration in days"),
        Type::Months => ("lama (bulan)", "duration in months"),
        Type::Choice(_) => ("pilihan", "choice"),
        Type::Choices(_) => ("beberapa pilihan", "choices"),
        Type::Geo => ("titik lokasi", "place"),
        Type::File => ("berkas", "file"),
    };
    teller.say(id, en)
}
