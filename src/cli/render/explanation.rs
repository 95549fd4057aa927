//! Why a score is what it is, as a tree: the condition, the overrides that were tried, the parts with the answers they
//! read, the sum and the one division, and the band.

use super::tree::Node;
use crate::base::Lang;
use crate::cli::console::style;
use crate::cli::escape;
use crate::rules::{
    BandTree, Candidate, Condition, Explanation, LargestTree, MethodTree, OverrideTried, PartLine, PartsTree,
    ReadCell, Reading, RescaleLine, RuleTried, Truth, Words, show_number,
};
use crate::value::Decimal;

/// Rows shown of a column that is read over a whole roster.
const MOST_ROWS: usize = 12;

/// The tree of one score.
pub(crate) fn tree(explanation: &Explanation, lang: Lang) -> Node {
    let words = In { lang };
    let mut children = Vec::new();
    children.extend(explanation.condition.as_ref().map(|condition| words.condition("when", condition)));
    children.extend(explanation.overrides.iter().map(|tried| words.tried(tried)));
    children.extend(explanation.method.as_ref().map(|method| words.method(method)));
    let told = |band: &&BandTree| band.code.is_some() && !said_by_method(explanation, band);
    children.extend(explanation.band.as_ref().filter(told).map(|band| words.band(band)));
    Node::new(words.title(explanation), children)
}

/// Whether the method's own line says already why it is this class.
fn said_by_method(explanation: &Explanation, band: &BandTree) -> bool {
    match &explanation.method {
        Some(MethodTree::Largest(largest)) => largest.words == band.words,
        Some(MethodTree::Classify(_)) => true,
        Some(MethodTree::Parts(_) | MethodTree::Formula(_)) | None => false,
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
struct In {
    lang: Lang,
}

impl In {
    fn pick(self, id: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    fn say(self, words: &Words) -> String {
        let text = match self.lang {
            Lang::Id => &words.id,
            Lang::En => &words.en,
        };
        escape::line(text).into_owned()
    }

    fn number(self, number: Decimal) -> String {
        show_number(number, self.lang)
    }

    /// `score.sku  Business Success Score: 88.75, berhasil (Successful)`.
    fn title(self, explanation: &Explanation) -> String {
        let head = style::HEAD;
        let name = escape::line(&explanation.score);
        let label =
            explanation.label.as_ref().map(|label| format!("  {}", self.say(label))).unwrap_or_default();
        let number = explanation.number.map(|number| self.number(number));
        let band = explanation
            .band
            .as_ref()
            .and_then(|band| Some(self.coded(band.code.as_deref()?, band.label.as_ref())));
        let result: Vec<String> = number.into_iter().chain(band).collect();
        match result.is_empty() {
            true => format!("{head}{name}{head:#}{label}: {}", self.say(&explanation.summary)),
            false => format!("{head}{name}{head:#}{label}: {head}{}{head:#}", result.join(", ")),
        }
    }

    /// `berhasil (Successful)`.
    fn coded(self, code: &str, label: Option<&Words>) -> String {
        let code = escape::line(code);
        match label.map(|label| self.say(label)).filter(|label| *label != code) {
            Some(label) => format!("{code} ({label})"),
            None => code.into_owned(),
        }
    }

    fn truth(self, truth: Truth) -> String {
        let (style, word) = match truth {
            Truth::True => (style::GOOD, self.pick("benar", "true")),
            Truth::False => (style::DIM, self.pick("salah", "false")),
            Truth::Unknown => (style::WARN, self.pick("tidak diketahui", "unknown")),
        };
        format!("{style}{word}{style:#}")
    }

    fn condition(self, what: &str, condition: &Condition) -> Node {
        let text = format!("{what} {}: {}", formula(&condition.formula), self.truth(condition.result));
        Node::new(text, self.readings(&condition.reads))
    }

    fn tried(self, tried: &OverrideTried) -> Node {
        let mut node = self.condition("override", &tried.condition);
        if tried.applied {
            let value = tried
                .value
                .map_or_else(|| self.pick("tanpa skor", "no score").to_owned(), |v| self.number(v));
            let reason =
                tried.reason.as_ref().map(|reason| format!(", {}", self.say(reason))).unwrap_or_default();
            node.text.push_str(&format!(" → {value}{reason}"));
        }
        node
    }

    fn method(self, method: &MethodTree) -> Node {
        match method {
            MethodTree::Parts(parts) => self.parts(parts),
            MethodTree::Largest(largest) => self.largest(largest),
            MethodTree::Classify(classes) => {
                Node::new("classify", classes.rules.iter().map(|rule| self.rule(rule)).collect())
            }
            MethodTree::Formula(tree) => {
                Node::new("formula", self.readings(&tree.reads)).detailed(escape::line(&tree.formula))
            }
        }
    }

    fn parts(self, tree: &PartsTree) -> Node {
        let weighs = tree.method == "weighted";
        let mut children: Vec<Node> = tree.parts.iter().map(|part| self.part(part, weighs)).collect();
        if !tree.need.met || tree.need.present < tree.need.of {
            children.push(Node::leaf(self.say(&tree.need.rule)));
        }
        children.extend(tree.rescale.as_ref().map(|rescale| Node::leaf(self.carried(rescale))));
        let bold = style::HEAD;
        children.push(Node::leaf(format!("= {bold}{}{bold:#}", self.say(&tree.words))));
        Node::new(tree.method, children)
    }

    /// `carried from 1–5 to 0–100`.
    fn carried(self, rescale: &RescaleLine) -> String {
        let ends = |(low, high): (Decimal, Decimal)| format!("{}–{}", self.number(low), self.number(high));
        let (from, to) = (ends(rescale.from), ends(rescale.to));
        match self.lang {
            Lang::Id => format!("dari skala {from} ke {to}"),
            Lang::En => format!("carried from {from} to {to}"),
        }
    }

    fn part(self, part: &PartLine, weighs: bool) -> Node {
        let name = self.coded(&part.part, part.label.as_ref());
        let value = self.value(part.value, part.missing.as_ref());
        let weight = if weighs { format!(" × {}", self.number(part.weight)) } else { String::new() };
        let reversed = if part.reverse { self.pick(" (dibalik)", " (reversed)") } else { "" };
        let text = format!("{name}: {value}{weight}{reversed}");
        Node::new(text, self.readings(&part.reads)).detailed(detail(&part.formula, &part.reads))
    }

    fn value(self, value: Option<Decimal>, missing: Option<&Words>) -> String {
        let warn = style::WARN;
        match (value, missing) {
            (Some(value), _) => self.number(value),
            (None, Some(why)) => {
                format!("{warn}{}{warn:#} ({})", self.pick("kosong", "missing"), self.say(why))
            }
            (None, None) => format!("{warn}{}{warn:#}", self.pick("kosong", "missing")),
        }
    }

    fn largest(self, tree: &LargestTree) -> Node {
        let mut children: Vec<Node> = tree.candidates.iter().map(|one| self.candidate(one)).collect();
        let bold = style::HEAD;
        children.push(Node::leaf(format!("= {bold}{}{bold:#}", self.say(&tree.words))));
        Node::new("largest", children)
    }

    fn candidate(self, candidate: &Candidate) -> Node {
        let name = candidate
            .class
            .as_deref()
            .map_or_else(|| "–".to_owned(), |c| self.coded(c, candidate.label.as_ref()));
        let row = row(&candidate.row);
        let value = self.value(candidate.value, candidate.missing.as_ref());
        let good = style::GOOD;
        let mark = if candidate.greatest { format!(" {good}◀{good:#}") } else { String::new() };
        let text = format!("{name}{row}: {value}{mark}");
        Node::new(text, self.readings(&candidate.reads))
            .detailed(detail(&candidate.formula, &candidate.reads))
    }

    fn rule(self, rule: &RuleTried) -> Node {
        let name = self.coded(&rule.class, rule.label.as_ref());
        self.condition(&name, &rule.condition)
    }

    fn band(self, band: &BandTree) -> Node {
        Node::leaf(format!("{} {}", self.pick("kategori", "band"), self.say(&band.words)))
    }

    fn readings(self, reads: &[Reading]) -> Vec<Node> {
        reads.iter().map(|reading| self.reading(reading)).collect()
    }

    /// `pembukuan = Rutin`, or the values of its rows; a calculation with its formula.
    fn reading(self, reading: &Reading) -> Node {
        let name = escape::line(&reading.name);
        let node = match reading.cells.as_slice() {
            [] => Node::leaf(format!("{name}: {}", self.pick("tidak ada baris", "no rows"))),
            [cell] if cell.row.is_empty() => Node::leaf(format!("{name} = {}", self.cell(cell))),
            cells => {
                let one = |cell: &ReadCell| {
                    Node::leaf(format!("{} = {}", row(&cell.row).trim_start(), self.cell(cell)))
                };
                let mut rows: Vec<Node> = cells.iter().take(MOST_ROWS).map(one).collect();
                if cells.len() > MOST_ROWS {
                    rows.push(Node::leaf(format!("… {}", cells.len() - MOST_ROWS)));
                }
                Node::new(name.into_owned(), rows)
            }
        };
        node.detailed(escape::line(reading.formula.as_deref().unwrap_or_default()))
    }

    fn cell(self, cell: &ReadCell) -> String {
        let warn = style::WARN;
        match (&cell.value, &cell.missing) {
            (Some(_), _) => self.say(&cell.shown),
            (None, Some(why)) => format!("{warn}{}{warn:#}", self.say(why)),
            (None, None) => format!("{warn}{}{warn:#}", self.pick("kosong", "missing")),
        }
    }
}

/// What an author wrote, set apart.
fn formula(text: &str) -> String {
    let dim = style::DIM;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{dim}{}{dim:#}", escape::line(&text))
}

/// The formula of a part, unless it is just the one thing it reads, or that question's score.
fn detail(formula: &str, reads: &[Reading]) -> String {
    let plain = |reading: &Reading| {
        let name = reading.name.as_str();
        [name.to_owned(), format!("score({name})"), format!("reverse({name})")]
            .contains(&formula.trim().to_owned())
    };
    if reads.iter().any(plain) { String::new() } else { escape::line(formula).into_owned() }
}

/// ` [2]`, or nothing outside rosters.
fn row(numbers: &[u32]) -> String {
    let numbers: String = numbers.iter().map(|number| format!("[{number}]")).collect();
    if numbers.is_empty() { numbers } else { format!(" {numbers}") }
}
