//! Charts as SVG, without scripts: bars of bands, bars of counts, lines over waves.
//!
//! The only place that names the charting library: `plotters` (MIT) with its SVG backend alone, which adds three small
//! crates, reads no fonts and writes the same bytes everywhere. `charming` draws better by default, but by running
//! ECharts: in the page as a script, or here in V8.
//!
//! Text is set by the browser; its width is estimated here, generously,
//! so that nothing overlaps whatever the font. Everything is drawn at twice its size, for whole pixels are too coarse.

mod bars;
mod pen;
mod stacked;
mod trend;

pub(super) use bars::{Bar, bars};
pub(super) use stacked::{Stack, stacked};
pub(super) use trend::{Point, Trend, trend};

/// How wide a chart is: for a page, or for a telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// The text of an A4 page.
    Page,
    /// A telephone held upright.
    Phone,
}

impl Width {
    /// In halves of a pixel.
    fn units(self) -> i32 {
        match self {
            Self::Page => 1360,
            Self::Phone => 680,
        }
    }
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

impl Colour {
    /// As CSS writes it.
    pub(super) fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Whether text on it should be white.
    fn is_dark(self) -> bool {
        u32::from(self.0) * 299 + u32::from(self.1) * 587 + u32::from(self.2) * 114 < 140_000
    }
}

/// The colour of plain bars and lines.
pub(super) const BAR: Colour = Colour(0x2b, 0x6a, 0x82);
/// What may not be shown.
pub(super) const HIDDEN: Colour = Colour(0xd5, 0xda, 0xde);
const INK: Colour = Colour(0x16, 0x19, 0x1d);
const QUIET: Colour = Colour(0x5a, 0x63, 0x6d);
const RULE: Colour = Colour(0xd9, 0xdf, 0xe3);

/// Colours from the lowest band to the highest: an order from light to dark, told apart in print. None of them says
/// "good" or "bad": of some scores a high band is bad news.
pub(super) fn scale(count: usize) -> Vec<Colour> {
    const LOW: Colour = Colour(0xf3, 0xe0, 0xae);
    const FAIR: Colour = Colour(0xa8, 0xd2, 0xb4);
    const MIDDLE: Colour = Colour(0x5c, 0xac, 0xb3);
    const GOOD: Colour = Colour(0x2b, 0x7a, 0x96);
    const HIGH: Colour = Colour(0x1b, 0x43, 0x5c);
    match count {
        0 => Vec::new(),
        1 => vec![GOOD],
        2 => vec![LOW, GOOD],
        3 => vec![LOW, MIDDLE, HIGH],
        4 => vec![LOW, FAIR, GOOD, HIGH],
        5 => vec![LOW, FAIR, MIDDLE, GOOD, HIGH],
        more => (0..more).map(|at| between(LOW, MIDDLE, HIGH, (at, more - 1))).collect(),
    }
}

/// A colour `at / last` of the way from the first over the second to the third.
fn between(low: Colour, middle: Colour, high: Colour, (at, last): (usize, usize)) -> Colour {
    let (from, to, step) = if 2 * at <= last { (low, middle, 2 * at) } else { (middle, high, 2 * at - last) };
    let mix = |a: u8, b: u8| {
        let sum = usize::from(a) * (last - step) + usize::from(b) * step;
        u8::try_from(sum / last.max(1)).unwrap_or(b)
    };
    Colour(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// More lines than this no label has.
const MOST_LINES: usize = 3;

/// The most lines a label of several takes.
fn most_lines<'t>(labels: impl Iterator<Item = &'t str>, most: usize) -> i32 {
    labels
        .map(|label| lines(label, most).len())
        .max()
        .and_then(|count| i32::try_from(count).ok())
        .unwrap_or(1)
}

/// Text in lines of at most so many characters, three at most; what doesn't fit ends in `…`.
fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    let left_out = lines.len() > MOST_LINES;
    lines.truncate(MOST_LINES);
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter_mut().enumerate() {
        let cut = line.chars().count() > most;
        if cut || (left_out && at == last) {
            let kept: String = line.chars().take(most.saturating_sub(1)).collect();
            *line = format!("{}…", kept.trim_end());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_into_three_lines_at_most() {
        assert_eq!(lines("Kabupaten Bulungan", 20), ["Kabupaten Bulungan"]);
        assert_eq!(lines("Kabupaten Tana Tidung", 14), ["Kabupaten Tana", "Tidung"]);
        assert_eq!(lines("Perlu telaah lebih lanjut lagi", 12), ["Perlu telaah", "lebih lanjut", "lagi"]);
        assert_eq!(lines("Perlu telaah lebih lanjut lagi nanti", 7), ["Perlu", "telaah", "lebih…"]);
        assert_eq!(lines("Kesejahteraan", 8), ["Kesejah…"]);
        assert_eq!(lines("", 8), Vec::<String>::new());
    }

    #[test]
    fn every_number_of_bands_has_its_colours() {
        for count in 0..12 {
            let colours = scale(count);
            assert_eq!(colours.len(), count);
            let distinct = colours.iter().enumerate().all(|(at, one)| !colours[..at].contains(one));
            assert!(distinct, "{count}: {colours:?}");
        }
    }
}
