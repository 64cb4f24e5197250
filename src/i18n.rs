//! Texts by message id, in the admin's language.
//!
//! The texts stand in `extension/_locales/<language>/messages.json`; JavaScript reads that file and
//! passes pairs of id and text. A text may refer to another by an argument `@id`.

use crate::protocol::Text;

/// The texts of one language.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    texts: Vec<(String, String)>,
}

impl Catalogue {
    /// From a flat list: id, text, id, text, …
    pub fn from_pairs(list: Vec<String>) -> Self {
        let mut texts = Vec::with_capacity(list.len() / 2);
        let mut items = list.into_iter();
        while let (Some(id), Some(text)) = (items.next(), items.next()) {
            let at = texts.partition_point(|(known, _): &(String, _)| *known < id);
            texts.insert(at, (id, text));
        }
        Catalogue { texts }
    }

    /// A text without placeholders; the id itself if there is none, so that a gap is seen.
    pub fn plain<'a>(&'a self, id: &'a str) -> &'a str {
        self.texts
            .binary_search_by(|(known, _)| known.as_str().cmp(id))
            .map_or(id, |at| &self.texts[at].1)
    }

    /// A text with its placeholders `$1` … `$9` filled in.
    pub fn text(&self, text: &Text) -> String {
        if text.id.is_empty() {
            return String::new();
        }
        let mut out = String::new();
        let mut rest = self.plain(&text.id);
        while let Some(at) = rest.find('$') {
            out.push_str(&rest[..at]);
            let digit = rest[at + 1..]
                .chars()
                .next()
                .and_then(|c| c.to_digit(10))
                .filter(|d| *d > 0);
            match digit {
                Some(d) => {
                    out.push_str(
                        self.argument(text.args.get(d as usize - 1).map_or("", String::as_str)),
                    );
                    rest = &rest[at + 2..];
                }
                None => {
                    out.push('$');
                    rest = &rest[at + 1..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    fn argument<'a>(&'a self, arg: &'a str) -> &'a str {
        match arg.strip_prefix('@') {
            Some(id) => self.plain(id),
            None => arg,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::from_pairs(
            [
                "b",
                "Step $1 of $2",
                "a",
                "Copy",
                "c",
                "At «$1» for $$",
                "d",
                "$2 then $1",
            ]
            .map(String::from)
            .to_vec(),
        )
    }

    #[test]
    fn placeholders_are_filled_in_any_order_and_refer_to_other_texts() {
        let c = catalogue();
        assert_eq!(c.text(&Text::of("b").with("3").with("9")), "Step 3 of 9");
        assert_eq!(c.text(&Text::of("d").with("x").with("y")), "y then x");
        assert_eq!(c.text(&Text::of("c").with("@a")), "At «Copy» for $$");
    }

    #[test]
    fn a_missing_text_shows_its_id_and_an_argument_is_never_expanded_again() {
        let c = catalogue();
        assert_eq!(c.text(&Text::of("nope")), "nope");
        assert_eq!(c.text(&Text::of("b").with("$2").with("")), "Step $2 of ");
    }
}
