//! In which language the command speaks.

use crate::base::Lang;

/// The language of a locale given by the environment, in the order POSIX asks them: the first that is set decides;
/// a language the engine doesn't speak is answered in English.
pub(crate) fn language(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| {
        let value = variable(name)?;
        (!value.is_empty()).then_some(value)
    });
    set.and_then(|tag| Lang::from_tag(&tag)).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(settings: &[(&str, &str)]) -> Lang {
        language(|name| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_locale_decides_and_anything_else_is_english() {
        assert_eq!(of(&[("LANG", "id_ID.UTF-8")]), Lang::Id);
        assert_eq!(of(&[("LANG", "en_GB.UTF-8")]), Lang::En);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "id_ID"), ("LANG", "en_US")]), Lang::Id);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "id_ID")]), Lang::En);
        assert_eq!(of(&[("LANG", "tr_TR.UTF-8")]), Lang::En);
        assert_eq!(of(&[]), Lang::En);
    }
}
