//! The point that parts thousands in Indonesia and decimals here: `500.000` is five hundred.

use super::codes;
use super::diagnostic::Diagnostic;
use super::message::Message;
use super::span::Span;

/// What is known of the place where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Whole numbers: rupiah, people, days.
    Whole,
    /// Numbers of any kind.
    Any,
}

/// The warning about a number whose point looks like one between thousands: one to three digits before it and three
/// behind, beside a whole number; or three zeros behind it anywhere, for nobody writes decimals so.
///
/// ```
/// use monev::base::{Beside, Span, looks_like_thousands};
/// let warns = |text, beside| looks_like_thousands(text, Span::default(), beside).is_some();
/// assert!(warns("1.500", Beside::Whole) && warns("1.000", Beside::Any));
/// assert!(!warns("1.234", Beside::Any) && !warns("0.500", Beside::Whole) && !warns("1.50", Beside::Whole));
/// ```
pub fn looks_like_thousands(written: &str, span: Span, beside: Beside) -> Option<Diagnostic> {
    let (sign, digits) = written.strip_prefix('-').map_or(("", written), |rest| ("-", rest));
    let (whole, rest) = digits.split_once('.')?;
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    if !grouped || !plain(whole) || !plain(rest) {
        return None;
    }
    let message = match (rest, beside) {
        ("000", _) => Message::new(
            format!("`{written}` dibaca {sign}{whole}, bukan {sign}{whole} ribu"),
            format!("`{written}` is read as {sign}{whole}, not as {sign}{whole} thousand"),
        ),
        (_, Beside::Whole) => Message::new(
            format!("`{written}` dibaca {sign}{whole} koma {rest}, padahal di sini tempat bilangan bulat"),
            format!("`{written}` is read as {sign}{whole} and {rest} thousandths, where whole numbers stand"),
        ),
        (_, Beside::Any) => return None,
    };
    let (bare, short) = (format!("{sign}{whole}{rest}"), format!("{sign}{whole}"));
    let hint = match rest {
        "000" => Message::new(
            format!("titik memisahkan desimal; tulis `{bare}` untuk ribuan, atau `{short}` saja"),
            format!("the point separates decimals; write `{bare}` for thousands, or only `{short}`"),
        ),
        _ => Message::new(
            format!("titik memisahkan desimal; untuk ribuan tulis `{bare}`"),
            format!("the point separates decimals; for thousands write `{bare}`"),
        ),
    };
    Some(Diagnostic::new(codes::THOUSANDS, span, message).hint(hint))
}
