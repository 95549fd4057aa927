//! Sentences for people, in both languages the engine speaks.

use std::fmt;

/// A language in which the engine itself speaks (not a language of an instrument).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Bahasa Indonesia, the first language of the users.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag: `id` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// Reads a tag or a POSIX locale (`id`, `id_ID.UTF-8`, `in`, `en-GB`); `None` for any other language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "id" | "in" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// One sentence in Indonesian and in English, written by the place that knows the facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// The Indonesian wording.
    pub id: String,
    /// The English wording.
    pub en: String,
}

impl Message {
    /// A message from its Indonesian and English wordings.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// The wording in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}
