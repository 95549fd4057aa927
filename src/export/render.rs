//! Templates: the only file that names the template library.
//!
//! Escaping never depends on a file's name and can't be turned off inside a template: every value is escaped for the
//! kind of text that is made, whatever the template says. The engine's own templates are part of the program; a
//! user's template runs in a sandbox without files, with bounded work and output.

use std::io;

use minijinja::value::{Kwargs, Serde};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context,
};
use serde::Serialize;

use super::ExportError;
use super::escape::{code, html, markdown};
use crate::base::{Limits, Message};
use crate::form::FormModel;

/// How deep a user's template may nest loops and calls.
const RECURSION: usize = 200;

/// What kind of text a template makes, and so how values are escaped in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Escape {
    /// HTML: `<`, `>`, `&` and quotes.
    #[default]
    Html,
    /// Markdown: everything that Markdown or HTML would read as markup.
    Markdown,
    /// Plain text: nothing.
    Text,
}

impl Escape {
    /// What suits a file name's ending: Markdown for `.md`, plain text for `.txt` and `.csv`, HTML for all others.
    pub fn of_path(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("txt" | "csv" | "tsv") => Self::Text,
            Some(_) | None => Self::Html,
        }
    }
}

/// Renders one of the engine's own templates; `raw` names texts that are markup already and made by the engine alone.
pub(super) fn render(
    template: &'static str,
    escape: Escape,
    view: impl Serialize,
    raw: &[(&'static str, String)],
) -> Result<String, ExportError> {
    let mut env = environment(escape);
    for (name, text) in raw {
        env.add_global(*name, Value::from_safe_string(text.clone()));
    }
    env.render_str(template, Value::from(Serde(view))).map_err(|error| report(&error, template, None))
}

/// The same for a page with drawings, which are markup made by the engine: `drawings[3]`.
#[cfg(feature = "report")]
pub(super) fn render_drawn(
    template: &'static str,
    view: impl Serialize,
    raw: &[(&'static str, String)],
    drawings: &[String],
) -> Result<String, ExportError> {
    let mut env = environment(Escape::Html);
    for (name, text) in raw {
        env.add_global(*name, Value::from_safe_string(text.clone()));
    }
    let drawings = drawings.iter().map(|drawing| Value::from_safe_string(drawing.clone()));
    env.add_global("drawings", Value::from(drawings.collect::<Vec<_>>()));
    env.render_str(template, Value::from(Serde(view))).map_err(|error| report(&error, template, None))
}

/// Renders a user's template over the form model, which it sees as `form`. The filter `text` shows a label in a
/// language (the first unless named), the pipes in it as `…`: `{{ item.label|text(lang="en") }}`. The filter `code` shows
/// a text as code.
///
/// The template can't read files; it may take [`Limits::template_steps`] steps and write [`Limits::template_bytes`]
/// bytes; a name that doesn't exist is an error.
///
/// # Errors
/// When the template doesn't parse, names something that doesn't exist or passes a limit; the error tells the line, and
/// the limit.
///
/// ```
/// use monev::base::Limits;
/// use monev::export::{Escape, render_custom};
/// # fn page(form: &monev::form::FormModel) -> Result<String, monev::export::ExportError> {
/// render_custom("<h1>{{ form.instrument.title|text }}</h1>", Escape::Html, form, &Limits::default())
/// # }
/// ```
pub fn render_custom(
    template: &str,
    escape: Escape,
    form: &FormModel,
    limits: &Limits,
) -> Result<String, ExportError> {
    let failure = |error: Error| report(&error, template, Some(limits));
    let mut env = environment(escape);
    env.set_fuel(Some(limits.template_steps));
    env.set_recursion_limit(RECURSION);
    // Errors then say which name is meant, in every build.
    env.set_debug(true);
    env.add_filter("text", text_filter);
    env.add_global("languages", Value::from(Serde(&form.languages)));
    let parsed = env.template_from_str(template).map_err(failure)?;
    let mut out = Capped { bytes: Vec::new(), most: limits.template_bytes };
    parsed.render_captured_to(context! { form => Value::from(Serde(form)) }, &mut out).map_err(failure)?;
    Ok(String::from_utf8_lossy(&out.bytes).into_owned())
}

fn environment<'a>(escape: Escape) -> Environment<'a> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_formatter(move |out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value| {
        format(out, value, escape)
    });
    // A template can't declare an author's text to be markup.
    env.remove_filter("safe");
    env.remove_filter("escape");
    env.remove_filter("e");
    env.add_filter("code", move |text: &str| Value::from_safe_string(code(text, escape)));
    env
}

fn format(out: &mut Output<'_>, value: &Value, escape: Escape) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    let text = value.to_string();
    let written = match escape {
        _ if value.is_safe() => text,
        Escape::Html => html(&text),
        Escape::Markdown => markdown(&text),
        Escape::Text => text,
    };
    out.write_str(&written).map_err(Error::from)
}

fn text_filter(state: &State<'_, '_>, label: &Value, kwargs: Kwargs) -> Result<String, Error> {
    let lang: Option<String> = kwargs.get("lang")?;
    kwargs.assert_all_used()?;
    let first = || state.lookup("languages").and_then(|tags| tags.get_item_by_index(0).ok());
    let lang = lang.map(Value::from).or_else(first).unwrap_or_default();
    let parts = label.get_item(&lang)?;
    if parts.is_undefined() {
        let detail = format!("the text has no language `{lang}`");
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    let mut out = String::new();
    for part in parts.try_iter()? {
        let text = part.get_attr("text")?;
        out.push_str(text.as_str().unwrap_or("…"));
    }
    Ok(out)
}

/// Refuses to grow past the limit.
struct Capped {
    bytes: Vec<u8>,
    most: usize,
}

impl io::Write for Capped {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + part.len() > self.most {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "output too large"));
        }
        self.bytes.extend_from_slice(part);
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn report(error: &Error, template: &str, limits: Option<&Limits>) -> ExportError {
    let exceeded = limits.and_then(|limits| exceeded(error, limits));
    let (id, en) = match exceeded {
        Some((name, most)) => {
            (format!("melebihi batas `{name}`, {most}"), format!("it exceeds the limit `{name}`, {most}"))
        }
        None => reason(error),
    };
    let detail = error.detail().map(|detail| format!(" ({detail})")).filter(|_| exceeded.is_none());
    let detail = named(error, template).or(detail).unwrap_or_default();
    let message = Message::new(
        format!("templat tidak dapat dijalankan: {id}{detail}"),
        format!("the template can't be rendered: {en}{detail}"),
    );
    ExportError { message, line: error.line(), limit: exceeded.map(|(name, _)| name) }
}

/// The name of the limit that stopped a template, and its value.
#[expect(clippy::wildcard_enum_match_arm, reason = "the library's own kinds, of which two are limits")]
fn exceeded(error: &Error, limits: &Limits) -> Option<(&'static str, u64)> {
    match error.kind() {
        ErrorKind::OutOfFuel => Some(("template_steps", limits.template_steps)),
        ErrorKind::WriteFailure => {
            Some(("template_bytes", u64::try_from(limits.template_bytes).unwrap_or(u64::MAX)))
        }
        _ => None,
    }
}

/// What the template names in vain: a value as the library quotes it, else the text at that place.
fn named(error: &Error, template: &str) -> Option<String> {
    let kinds = [ErrorKind::UndefinedError, ErrorKind::UnknownFilter, ErrorKind::UnknownFunction];
    kinds.contains(&error.kind()).then_some(())?;
    let quoted = || error.detail()?.split('`').nth(1);
    let at = || template.get(error.range()?).map(str::trim);
    let text = quoted().or_else(at).filter(|text| !text.is_empty() && !text.contains('\n'))?;
    Some(format!(" (`{text}`)"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's own kinds, of which it may get more")]
fn reason(error: &Error) -> (String, String) {
    let (id, en) = match error.kind() {
        ErrorKind::SyntaxError => ("tata tulisnya salah", "its syntax is wrong"),
        ErrorKind::UndefinedError => ("nama yang tidak ada", "a name that does not exist"),
        ErrorKind::UnknownFilter => ("filter tidak dikenal", "an unknown filter"),
        ErrorKind::UnknownFunction => ("fungsi tidak dikenal", "an unknown function"),
        ErrorKind::TemplateNotFound => ("templat lain tidak dapat dibaca", "other templates can't be read"),
        ErrorKind::InvalidOperation => {
            ("langkah yang tidak bisa dilakukan", "an operation that can't be done")
        }
        other => return (format!("{other}"), format!("{other}")),
    };
    (id.to_owned(), en.to_owned())
}
