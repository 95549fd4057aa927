//! The questionnaire's pages and blocks, from the instrument.

use super::text::{Teller, direction};
use super::view::{Answer, Block, Front, Page, Question, Sheet};
use crate::form::{spoken, without_letter};
use crate::model::{self, Formula, Item, ItemId, ItemKind, Required, Status};

/// A question with more choices than this may be broken over pages.
const LONG: usize = 16;

/// The questionnaire in one language.
pub(super) fn sheet(teller: &Teller<'_>) -> Sheet {
    let instrument = teller.instrument;
    let title = teller.runs(Some(&instrument.title));
    let lang = instrument.languages.get(teller.language).map(ToString::to_string).unwrap_or_default();
    Sheet {
        dir: direction(&lang),
        lang,
        indonesian: spoken(instrument, teller.language) == crate::base::Lang::Id,
        heading: title.iter().map(|run| run.text.as_str()).collect(),
        title,
        description: teller.runs(instrument.description.as_ref()),
        instrument: instrument.id.to_string(),
        version: instrument.version.to_string(),
        draft: instrument.status == Status::Draft,
        has_personal: any_question(teller, |question| question.personal.is_some()),
        has_preload: any_question(teller, |question| question.preload),
        words: teller.words,
        pages: pages(teller),
    }
}

fn any_question(teller: &Teller<'_>, is: fn(&model::Question) -> bool) -> bool {
    teller
        .instrument
        .items
        .values()
        .any(|item| matches!(&item.kind, ItemKind::Question(question) if is(question)))
}

fn pages(teller: &Teller<'_>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut loose: Vec<ItemId> = Vec::new();
    for id in &teller.instrument.roots {
        let Some(item) = teller.instrument.items.get(*id) else { continue };
        if let ItemKind::Section { children } = &item.kind {
            pages.extend(untitled(teller, &std::mem::take(&mut loose)));
            pages.push(section(teller, *id, item, children));
        } else {
            loose.push(*id);
        }
    }
    pages.extend(untitled(teller, &loose));
    pages
}

fn section(teller: &Teller<'_>, id: ItemId, item: &Item, children: &[ItemId]) -> Page {
    let letter = teller.numbers.get(id).unwrap_or_default().to_owned();
    let mut title = teller.runs(item.label.as_ref());
    if let Some(first) = title.first_mut() {
        first.text = without_letter(&first.text, &letter).to_owned();
    }
    Page {
        anchor: item.id.to_string(),
        letter,
        title,
        hint: teller.runs(item.hint.as_ref()),
        condition: teller.condition(item.when.as_ref()),
        blocks: blocks(teller, children),
    }
}

/// A page of items that stand in no section.
fn untitled(teller: &Teller<'_>, items: &[ItemId]) -> Option<Page> {
    (!items.is_empty()).then(|| Page {
        anchor: String::new(),
        letter: String::new(),
        title: Vec::new(),
        hint: Vec::new(),
        condition: String::new(),
        blocks: blocks(teller, items),
    })
}

/// Items as blocks; neighbours under the same condition stand under it together.
fn blocks(teller: &Teller<'_>, items: &[ItemId]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for id in items {
        let Some(item) = teller.instrument.items.get(*id) else { continue };
        let own = item_blocks(teller, *id, item);
        let shown = item.when.as_ref().filter(|when| !always(when) && !teller.skips.covers(*id));
        let condition = teller.condition(shown);
        if own.is_empty() || condition.is_empty() {
            out.extend(own);
            continue;
        }
        match out.last_mut() {
            Some(Block::Only { condition: above, blocks, .. }) if *above == condition => blocks.extend(own),
            Some(_) | None => out.push(Block::Only { condition, range: String::new(), blocks: own }),
        }
    }
    for block in &mut out {
        if let Block::Only { range, blocks, .. } = block {
            *range = numbers_of(blocks);
        }
    }
    out
}

/// `12–15`, when there is more than one number.
fn numbers_of(blocks: &[Block]) -> String {
    let mut numbers = Vec::new();
    add_numbers(blocks, &mut numbers);
    match numbers.as_slice() {
        [first, .., last] => format!("{first}–{last}"),
        [_] | [] => String::new(),
    }
}

/// The numbers of blocks, those under further conditions included.
fn add_numbers<'b>(blocks: &'b [Block], numbers: &mut Vec<&'b str>) {
    for block in blocks {
        match block {
            Block::Question(question) => numbers.push(&question.front.number),
            Block::Grid(grid) => numbers.push(&grid.front.number),
            Block::Roster(roster) => numbers.push(&roster.front.number),
            Block::Only { blocks, .. } => add_numbers(blocks, numbers),
            Block::Heading { .. } | Block::Note { .. } | Block::Calc { .. } => {}
        }
    }
}

fn item_blocks(teller: &Teller<'_>, id: ItemId, item: &Item) -> Vec<Block> {
    match &item.kind {
        ItemKind::Section { children } => {
            let title = teller.runs(item.label.as_ref());
            let heading = Block::Heading { title, hint: teller.runs(item.hint.as_ref()) };
            std::iter::once(heading).chain(blocks(teller, children)).collect()
        }
        ItemKind::Note => vec![Block::Note { text: teller.runs(item.label.as_ref()) }],
        // The line behind the choice that opens it is enough on paper.
        ItemKind::Question(_) if teller.numbers.opened_by(id).is_some() => Vec::new(),
        ItemKind::Question(question) => {
            let answer = teller.answer(id, question);
            vec![Block::Question(Box::new(Question {
                front: front(teller, id, item),
                wide: teller.is_wide(&answer),
                long: matches!(&answer, Answer::Choices { choices, .. } if choices.len() > LONG),
                answer,
                reasons: teller.reasons(id, question),
            }))]
        }
        ItemKind::Calc(calc) if calc.show => vec![Block::Calc { label: teller.runs(item.label.as_ref()) }],
        ItemKind::Calc(_) => Vec::new(),
        ItemKind::Grid { children } => vec![Block::Grid(Box::new(teller.grid(id, item, children)))],
        ItemKind::Roster(roster) => {
            let roster = teller.instrument.roster(*roster);
            roster
                .map(|roster| Block::Roster(Box::new(teller.roster(id, item, roster))))
                .into_iter()
                .collect()
        }
    }
}

/// What stands before an item: its number, text, marks and condition.
pub(super) fn front(teller: &Teller<'_>, id: ItemId, item: &Item) -> Front {
    let question = if let ItemKind::Question(question) = &item.kind { Some(question) } else { None };
    let required = question.map(|question| &question.required);
    let required_when = required.and_then(|required| match required {
        Required::When(formula) => Some(formula),
        Required::Always | Required::Never => None,
    });
    Front {
        anchor: item.id.to_string(),
        number: teller.numbers.get(id).unwrap_or_default().to_owned(),
        label: teller.runs(item.label.as_ref()),
        hint: teller.runs(item.hint.as_ref()),
        offered: teller.offered(question.map(Box::as_ref)),
        condition: teller.condition(item.when.as_ref().filter(|when: &&Formula| !always(when))),
        required: matches!(required, Some(Required::Always)),
        required_if: teller.condition(required_when),
        personal: question.is_some_and(|question| question.personal.is_some()),
        preload: question.is_some_and(|question| question.preload),
    }
}

/// A condition that is the constant true says nothing.
fn always(when: &Formula) -> bool {
    when.expr.as_constant().and_then(crate::value::Value::truth) == Some(true)
}
