//! [`Portrait`]: what one element looked like at one time, ready to be compared.
//!
//! Everything that a comparison needs more than once (words, hashes, path steps) is worked out
//! here, once per element; `compare` then only reads numbers. Knows nothing of pages or scores.

use super::words::{Words, hash};

/// Most words of a text that are compared.
const MAX_WORDS: usize = 48;

/// Facts of an element as they were recorded; everything but the tag may be missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Tag name.
    pub tag: String,
    /// `id`.
    pub id: String,
    /// `name`.
    pub name: String,
    /// Class names.
    pub class: Vec<String>,
    /// `href` or `src`, absolute or not.
    pub href: String,
    /// `alt`.
    pub alt: String,
    /// `aria-label`.
    pub aria: String,
    /// `type`.
    pub kind: String,
    /// Visible text.
    pub text: String,
    /// Text of the surroundings.
    pub near: String,
    /// Absolute XPath with indices.
    pub xpath: String,
    /// XPath from the closest ancestor with an `id`.
    pub idxpath: String,
    /// Looks or acts like a button.
    pub button: bool,
    /// Left, top, width and height, CSS px from the document's top left corner.
    pub rect: [f32; 4],
}

/// Facts in comparable form.
#[derive(Debug, Clone, Default)]
pub struct Portrait {
    pub(super) tag: u32,
    pub(super) id: Option<u32>,
    /// The `id` without digits, where generated numbers differ.
    pub(super) id_stem: Option<u32>,
    pub(super) name: Option<u32>,
    /// Sorted.
    pub(super) class: Vec<u32>,
    /// Host-less address, and its path segments in order.
    pub(super) href: Option<u32>,
    pub(super) href_path: Vec<u32>,
    pub(super) alt: Option<u32>,
    pub(super) aria: Option<u32>,
    pub(super) kind: Option<u32>,
    pub(super) text: Text,
    /// Sorted word stems of the surroundings.
    pub(super) near: Vec<u32>,
    /// Steps from the element up to the root, tags only.
    pub(super) tags: Vec<u32>,
    /// The same with indices.
    pub(super) steps: Vec<u32>,
    /// Hash of the absolute path, for parents and children.
    pub(super) path: u32,
    pub(super) parent: u32,
    /// Id that the idxpath starts from, and hash of the whole.
    pub(super) anchor: Option<u32>,
    pub(super) idxpath: u32,
    /// Landmark (`header`, `nav`, `main`, `footer`, …) around it, by the path.
    pub(super) landmark: u32,
    pub(super) button: bool,
    pub(super) rect: [f32; 4],
    /// Sorted words of all attributes, wherever they stand: what was an `id` may become a class.
    pub(super) words: Vec<u32>,
    /// Sorted words of the address.
    pub(super) href_words: Vec<u32>,
    /// Sorted words of the class names.
    pub(super) class_words: Vec<u32>,
}

/// A text in comparable form.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Hash of all words; 0 if there are none.
    pub(super) hash: u32,
    /// Hash of the words without numbers; 0 if there are none.
    pub(super) letters: u32,
    /// Sorted word stems.
    pub(super) stems: Vec<u32>,
    /// First word.
    pub(super) first: u32,
    /// Pairs of neighbouring letters, as a set of 256 buckets.
    pub(super) pairs: [u64; 4],
    /// Number of words.
    pub(super) len: u32,
}

impl Text {
    /// Reads a text.
    pub fn of(text: &str) -> Text {
        let words = Words::of(text);
        let mut out = Text {
            len: words.list.len() as u32,
            hash: words.hash,
            first: words.list.first().map_or(0, |w| w.hash),
            ..Text::default()
        };
        for word in words.list.iter().take(MAX_WORDS) {
            out.stems.push(word.stem);
            if !word.text.contains(|c: char| c.is_ascii_digit()) {
                out.letters = out.letters.rotate_left(5) ^ word.hash;
            }
            for pair in word.text.as_bytes().windows(2) {
                let bucket = (usize::from(pair[0]) * 31 + usize::from(pair[1])) % 256;
                out.pairs[bucket / 64] |= 1 << (bucket % 64);
            }
        }
        out.stems.sort_unstable();
        out.stems.dedup();
        out
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Portrait {
    /// Prepares facts for comparing.
    pub fn of(facts: &Facts) -> Portrait {
        let path = strip_scheme(&facts.href);
        let steps: Vec<&str> = facts.xpath.split('/').filter(|s| !s.is_empty()).collect();
        let tag_of = |step: &str| hash(&step.split('[').next().unwrap_or("").to_ascii_lowercase());
        let anchor = facts
            .idxpath
            .split_once("@id='")
            .and_then(|(_, rest)| rest.split_once('\''));
        let parent = facts.xpath.rsplit_once('/').map_or("", |(head, _)| head);
        let mut class: Vec<u32> = facts.class.iter().map(|c| hash(c)).collect();
        class.sort_unstable();
        class.dedup();
        let href_words = names(&[path]);
        let classes: Vec<&str> = facts.class.iter().map(String::as_str).collect();
        let class_words = names(&classes);
        let mut words = names(&[&facts.id, &facts.name, &facts.alt, &facts.aria, &facts.kind]);
        words.extend(class_words.iter().chain(&href_words));
        words.extend(Text::of(&facts.text).stems.iter().take(8));
        words.sort_unstable();
        words.dedup();
        Portrait {
            tag: hash(&facts.tag.to_ascii_lowercase()),
            id: some(&facts.id),
            id_stem: some(&without_digits(&facts.id)),
            name: some(&facts.name),
            class,
            href: some(path),
            href_path: path
                .split(['/', '?', '&', '#'])
                .filter(|s| !s.is_empty())
                .map(hash)
                .collect(),
            alt: some(&facts.alt),
            aria: some(&facts.aria),
            kind: some(&facts.kind),
            text: Text::of(&facts.text),
            near: Text::of(&facts.near).stems,
            tags: steps.iter().rev().map(|s| tag_of(s)).collect(),
            steps: steps.iter().rev().map(|s| hash(s)).collect(),
            path: hash(&facts.xpath),
            parent: hash(parent),
            anchor: anchor.map(|(id, _)| hash(id)),
            idxpath: hash(&facts.idxpath),
            landmark: landmark(&steps),
            button: facts.button,
            rect: facts.rect,
            words,
            href_words,
            class_words,
        }
    }
}

/// Stems of the words inside names (`headerSearch-submit2` → header, search, submit), sorted.
fn names(list: &[&str]) -> Vec<u32> {
    let mut spaced = String::new();
    for name in list {
        let mut lower = false;
        for c in name.chars() {
            if c.is_uppercase() && lower {
                spaced.push(' ');
            }
            lower = c.is_lowercase();
            spaced.push(if c.is_alphabetic() { c } else { ' ' });
        }
        spaced.push(' ');
    }
    let mut stems: Vec<u32> = Words::of(&spaced)
        .list
        .iter()
        .filter(|w| w.text.len() > 1)
        .take(MAX_WORDS)
        .map(|w| w.stem)
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn some(text: &str) -> Option<u32> {
    (!text.is_empty()).then(|| hash(text))
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// An address without scheme, host, and trailing slash.
fn strip_scheme(href: &str) -> &str {
    let rest = href.split_once("://").map_or(href, |(_, rest)| {
        rest.find('/').map_or("/", |at| &rest[at..])
    });
    rest.strip_suffix('/')
        .filter(|r| !r.is_empty())
        .unwrap_or(rest)
}

fn landmark(steps: &[&str]) -> u32 {
    steps
        .iter()
        .map(|s| s.split('[').next().unwrap_or(""))
        .rev()
        .find(|t| {
            matches!(
                *t,
                "header" | "nav" | "main" | "footer" | "aside" | "form" | "table"
            )
        })
        .map_or(0, hash)
}
