//! A compiled instrument as bytes, for an engine that conducts interviews but does not compile: the one in the browser.
//!
//! An image is a cache, not a format: only the version of monev that wrote it reads it, and it is never kept beside the
//! instrument's source. It holds what an interview needs; where things were written, definitions, item sets,
//! indicators, modules and retired names are left out.
//!
//! **Invariant:** `read(&write(i))` conducts, checks and scores every interview as `i` does.

use crate::model::Instrument;

/// What every image begins with.
const MARK: &[u8] = concat!("monev image ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// Why bytes are not an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// They are none, or one of another version of monev.
    #[error("not an image of monev {}", env!("CARGO_PKG_VERSION"))]
    OtherVersion,
    /// They were changed or cut off.
    #[error("a damaged image")]
    Damaged,
}

/// The image of an instrument.
///
/// # Errors
/// [`ImageError::Damaged`] if a part of it can't be written; no compiled instrument has such a part.
///
/// ```
/// use monev::base::{Limits, MemoryFiles};
/// let text = "monev: 1\ninstrument: warung\nversion: 1.0.0\ntitle: Warung\nlanguages: [id]\nitems:\n  - {ask: omzet, type: money, label: Omzet}\n";
/// let compiled = monev::compile(&MemoryFiles::new().with("warung.yaml", text), "warung.yaml", &Limits::default());
/// let instrument = compiled.instrument.ok_or("the instrument has errors")?;
/// let image = monev::image::write(&instrument)?;
/// assert_eq!(monev::image::read(&image)?.items, instrument.items);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(instrument: &Instrument) -> Result<Vec<u8>, ImageError> {
    let body = postcard::to_allocvec(instrument).map_err(|_| ImageError::Damaged)?;
    let mut image = Vec::with_capacity(MARK.len() + 4 + body.len());
    image.extend_from_slice(MARK);
    image.extend_from_slice(&checksum(&body).to_le_bytes());
    image.extend_from_slice(&body);
    Ok(image)
}

/// The instrument of an image.
///
/// # Errors
/// When the bytes are no image, one of another version, or damaged.
pub fn read(image: &[u8]) -> Result<Instrument, ImageError> {
    let rest = image.strip_prefix(MARK).ok_or(ImageError::OtherVersion)?;
    let (sum, body) = rest.split_first_chunk().ok_or(ImageError::Damaged)?;
    if u32::from_le_bytes(*sum) != checksum(body) {
        return Err(ImageError::Damaged);
    }
    postcard::from_bytes(body).map_err(|_| ImageError::Damaged)
}

/// FNV-1a, enough to notice an accident.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
