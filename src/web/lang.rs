//! The languages of the product and how one is chosen.

use super::catalogue;
use fluent::FluentArgs;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    Uk,
    Ru,
    Kk,
    Es,
    /// English in letters as wide as a whole em (`en-XA`), on demo clocks only and offered to nobody: whatever stands in plain
    /// letters on its pages was left in a template or in the code.
    Pseudo,
}

impl Lang {
    /// Those that people are offered.
    pub const ALL: [Lang; 5] = [Lang::En, Lang::Uk, Lang::Ru, Lang::Kk, Lang::Es];

    /// BCP 47, as in the `lang` attribute, the cookie and the folder under `locales/`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Uk => "uk",
            Lang::Ru => "ru",
            Lang::Kk => "kk",
            Lang::Es => "es",
            Lang::Pseudo => "en-XA",
        }
    }

    /// What its speakers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Uk => "Українська",
            Lang::Ru => "Русский",
            Lang::Kk => "Қазақша",
            Lang::Es => "Español",
            Lang::Pseudo => "Ｅｎｇｌｉｓｈ",
        }
    }

    /// By the primary subtag: `ru-KZ` is Russian.
    pub fn from_code(code: &str) -> Option<Lang> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The best of an `Accept-Language` header; `None` when it names none of ours.
    pub fn negotiate(header: &str) -> Option<Lang> {
        let mut best: Option<(Lang, f32)> = None;
        for part in header.split(',').take(32) {
            let (tag, quality) = part.split_once(';').unwrap_or((part, "q=1"));
            let quality = quality.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
            let Some(lang) = Lang::from_code(tag) else { continue };
            if quality > 0.0 && best.is_none_or(|(_, most)| quality > most) {
                best = Some((lang, quality));
            }
        }
        best.map(|(lang, _)| lang)
    }

    pub fn t(self, key: &str) -> String {
        catalogue::message(self, key, None)
    }

    pub fn t1<'a>(self, key: &str, arg: (&'a str, impl Into<fluent::FluentValue<'a>>)) -> String {
        let mut args = FluentArgs::with_capacity(1);
        args.set(arg.0, arg.1);
        catalogue::message(self, key, Some(&args))
    }

    pub(super) fn with_args(self, key: &str, args: &FluentArgs<'_>) -> String {
        catalogue::message(self, key, Some(args))
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_best_wanted_language_of_ours_is_chosen() {
        assert_eq!(Lang::negotiate("de-DE,ru-KZ;q=0.8,kk;q=0.9,en;q=0.1"), Some(Lang::Kk));
        assert_eq!(Lang::negotiate("uk"), Some(Lang::Uk));
        assert_eq!(Lang::negotiate("en;q=0, es;q=0.2"), Some(Lang::Es));
        assert_eq!(Lang::negotiate("de, fr;q=0.5, *;q=0.1"), None);
        assert_eq!(Lang::negotiate(";;;,q=,=1"), None);
    }
}
