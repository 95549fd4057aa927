//! What stands between the cells of a CSV file: the one rule for lists, tables and records.
//!
//! Commas, or what the header is separated by: where a comma marks decimals, as in Indonesia, Excel writes semicolons.

/// What may stand between cells.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter that Excel is told in a line of its own before the header: `sep=;`.
///
/// ```
/// use monev::base::announced_delimiter;
/// assert_eq!(announced_delimiter(b"sep=;"), Some(b';'));
/// assert_eq!(announced_delimiter(b"sep,b"), None);
/// ```
pub fn announced_delimiter(line: &[u8]) -> Option<u8> {
    let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', mark] = line else { return None };
    Some(*mark).filter(|mark| DELIMITERS.contains(mark))
}

/// The delimiter of a header: a comma, unless it has none outside of quotes but has one of the others.
///
/// ```
/// use monev::base::header_delimiter;
/// assert_eq!(header_delimiter(b"kode;nama"), b';');
/// assert_eq!(header_delimiter(b"kode,nama;gelar"), b',');
/// assert_eq!(header_delimiter(b"\"kode, lama\";nama"), b';');
/// ```
pub fn header_delimiter(line: &[u8]) -> u8 {
    let bare: Vec<u8> = line.split(|byte| *byte == b'"').step_by(2).flatten().copied().collect();
    DELIMITERS.into_iter().find(|mark| bare.contains(mark)).unwrap_or(b',')
}
