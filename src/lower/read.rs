//! Small readings of a block's keys: flags, whole numbers, words, texts.

use std::sync::Arc;

use crate::base::{Diagnostic, Message, codes};
use crate::source::{Block, Key, Scalar, Written};

use super::Lowering;

impl Lowering<'_> {
    /// A key that is `true` or `false`; `None` if it isn't there or doesn't read.
    pub(super) fn flag(&mut self, block: &Block, key: Key) -> Option<bool> {
        let scalar = block.scalar(key)?;
        scalar.as_bool(&mut self.sink)
    }

    /// Whether a key says `true`.
    pub(super) fn is_set(&mut self, block: &Block, key: Key) -> bool {
        self.flag(block, key).unwrap_or(false)
    }

    /// A whole number between two bounds, both allowed.
    pub(super) fn whole(&mut self, written: &Written, least: i128, most: i128) -> Option<i128> {
        let scalar = written.scalar()?;
        let number = i128::from(scalar.as_integer(&mut self.sink)?);
        if (least..=most).contains(&number) {
            return Some(number);
        }
        let message = Message::new(
            format!("angka ini harus {least} sampai {most}"),
            format!("this number must be {least} to {most}"),
        );
        self.sink.push(Diagnostic::new(codes::BAD_LITERAL, scalar.span, message));
        None
    }
}

/// A key's text.
pub(super) fn text(block: &Block, key: Key) -> Option<Arc<str>> {
    block.scalar(key).map(|scalar| Arc::clone(&scalar.text))
}

/// The scalars of a key that takes one or several.
pub(super) fn scalars(block: &Block, key: Key) -> impl Iterator<Item = &Scalar> {
    block.get(key).map(Written::elements).unwrap_or_default().iter().filter_map(Written::scalar)
}

/// The texts of a key that takes one or several.
pub(super) fn texts(block: &Block, key: Key) -> Vec<Arc<str>> {
    scalars(block, key).map(|scalar| Arc::clone(&scalar.text)).collect()
}

/// The meaning of a word; `None` if the key isn't there or (which was reported when it was read) has another word.
pub(super) fn word<T: Copy>(block: &Block, key: Key, words: &[(&str, T)]) -> Option<T> {
    let scalar = block.scalar(key)?;
    words.iter().find(|(word, _)| *word == &*scalar.text).map(|(_, meaning)| *meaning)
}
