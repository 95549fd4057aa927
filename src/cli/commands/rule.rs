//! `monev rule`: a diagnostic code's page of the book, in the terminal.

use std::fmt::Write;

use crate::base::{Code, Lang, Message, Severity, codes, nearest};
use crate::cli::console::{Console, style};
use crate::cli::exit::{Exit, Failure, Outcome};

/// Print the page of a diagnostic's code.
#[derive(Debug, clap::Args)]
pub(crate) struct Rule {
    /// The code, as in error[unknown-code]; without it, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

impl Rule {
    /// Prints the page, or the list of codes.
    pub(crate) fn run(self, console: &Console) -> Outcome {
        let text = match self.code {
            None => list(console.lang),
            Some(wanted) => page(find(&wanted)?, console.lang),
        };
        console.print(&text)?;
        Ok(Exit::Ok)
    }
}

/// The code of a name; `error[unknown-code]` pasted whole is understood.
fn find(wanted: &str) -> Result<Code, Failure> {
    let name = wanted.split_once('[').map_or(wanted, |(_, rest)| rest).trim_end_matches(']');
    Code::from_id(name).ok_or_else(|| {
        let failure = Failure::usage(Message::new(
            format!("tidak ada kode `{name}`"),
            format!("there is no code `{name}`"),
        ));
        match nearest(name, codes::all().iter().map(|code| code.id())) {
            Some(near) => failure
                .hint(Message::new(format!("maksud Anda `{near}`?"), format!("did you mean `{near}`?"))),
            None => failure.hint(Message::new(
                "`monev rule` tanpa kode menampilkan semuanya",
                "`monev rule` without a code lists them all",
            )),
        }
    })
}

/// Every code with the first sentence of its page.
fn list(lang: Lang) -> String {
    let width = codes::all().iter().map(|code| code.id().len()).max().unwrap_or(0);
    let mut out = String::new();
    for code in codes::all() {
        let severity = match code.severity() {
            Severity::Error => style::BAD,
            Severity::Warning => style::WARN,
            Severity::Info => style::DIM,
        };
        let _ = writeln!(out, "{severity}{:<width$}{severity:#}  {}", code.id(), summary(*code, lang));
    }
    out
}

/// The first sentence of a page's explanation in a language.
fn summary(code: Code, lang: Lang) -> String {
    let page = ordered(code.page(), lang);
    let paragraph =
        page.iter().skip(1).skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    let text = paragraph.copied().collect::<Vec<_>>().join(" ");
    let text = text.strip_prefix("**Indonesia:** ").unwrap_or(&text);
    let end = [". ", ": "].iter().filter_map(|stop| text.find(stop)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches('.').to_owned()
}

/// Markdown as it is, headings and code set off by style; of the two explanations the one in the reader's language
/// comes first.
fn page(code: Code, lang: Lang) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in ordered(code.page(), lang) {
        let fence = line.starts_with("```");
        fenced ^= fence;
        let style = match (fence, fenced, line.starts_with('#')) {
            (true, _, _) => style::DIM,
            (_, false, true) => style::HEAD,
            (_, true, _) | (_, false, false) => anstyle::Style::new(),
        };
        let _ = writeln!(out, "{style}{line}{style:#}");
    }
    out
}

/// The lines of a page, its Indonesian paragraph before the English one if that is the reader's language.
fn ordered(page: &str, lang: Lang) -> Vec<&str> {
    let lines: Vec<&str> = page.lines().collect();
    let start = lines.iter().position(|line| line.starts_with("**Indonesia:**"));
    let (Lang::Id, Some(start)) = (lang, start) else { return lines };
    let length = lines.iter().skip(start).take_while(|line| !line.is_empty()).count();
    let (heading, rest) = lines.split_at(lines.iter().position(|line| line.is_empty()).unwrap_or(0));
    let own = rest.iter().skip(start - heading.len()).take(length);
    let others = rest.iter().enumerate().filter(|(at, _)| {
        let line = at + heading.len();
        !(start..start + length + 1).contains(&line)
    });
    let blank = [""];
    heading.iter().chain(&blank).chain(own).chain(others.map(|(_, line)| line)).copied().collect()
}
