//! Which rows can have a label's words in their names, told without working the names out: an index
//! of all words of a page. Of a page's thousands of rows a guide's targets resemble a handful; only
//! those get names.
//!
//! Errs on one side only: a row too many costs time, one too few would lose a target. What takes its
//! name from elsewhere, or could join two texts to one word, may have any words.

use super::bits::Bits;
use super::digest::Node;
use super::document::Page;
use super::role;
use super::target::Role;
use super::words::{Words, hash, near, scan, stem, wordy};

/// Most words of a page that are remembered; a page with more is no page of a product.
const MAX_WORDS: usize = 20_000;

/// The words of a page.
#[derive(Debug)]
pub(super) struct Gists {
    /// Stems with the rows whose own text or attributes have them, in order.
    index: Vec<(u32, u32)>,
    words: Vocabulary,
    /// Rows that may have any words.
    any: Bits,
}

impl Gists {
    /// Rows that may fit one of these labels as well as `least`; `None` if all may.
    pub(super) fn fitting(&self, page: &Page, labels: &[(Words, f32)], least: f32) -> Option<Bits> {
        let mut fitting = self.any.clone();
        for (label, _) in labels {
            let words = label.list.iter().filter(|w| !w.any);
            let places: Vec<(Bits, bool)> = words
                .map(|w| (self.places(page, w.stem, &w.text), w.aside || w.is_filler()))
                .collect();
            if places.is_empty() {
                return None;
            }
            let mut some = Bits::new(page.len());
            places.iter().for_each(|(rows, _)| some.add(rows));
            for ix in some.iter() {
                if !hopeless(&places, ix, least) {
                    fitting.set(ix);
                }
            }
        }
        Some(fitting)
    }

    /// Rows that have a word, or one that differs by a typing error, in or below them.
    fn places(&self, page: &Page, stem: u32, text: &str) -> Bits {
        let mut rows = Bits::new(page.len());
        let mut add = |stem: u32| {
            let from = self.index.partition_point(|&(s, _)| s < stem);
            for &(_, row) in self.index[from..].iter().take_while(|&&(s, _)| s == stem) {
                let mut at = Some(row as usize);
                while let Some(ix) = at.filter(|&ix| !rows.has(ix)) {
                    rows.set(ix);
                    at = page.parent(ix);
                }
            }
        };
        add(stem);
        self.words.near(text, &mut add);
        rows
    }
}

/// Whether a row can't fit a label as well as `least` (see [`super::words::fit`]: unless all words
/// but remarks are there, a fit is at most 0.6 times the square of the share of words that are).
/// `places` has for each word of the label the rows with it, and whether it is a remark.
fn hopeless(places: &[(Bits, bool)], ix: usize, least: f32) -> bool {
    let (mut hits, mut asides, mut bare) = (0.0f32, 0.0f32, true);
    for (rows, aside) in places {
        asides += if *aside { 1.0 } else { 0.0 };
        if rows.has(ix) {
            hits += 1.0;
        } else {
            bare &= aside;
        }
    }
    let n = places.len() as f32;
    let share = (hits + 0.6 * asides.min(n - hits)) / n;
    !bare && share < 0.999 && 0.6 * share * share < least
}

/// The longer words of a page, to find those that differ from a label's by a typing error: such
/// words have the first two letters in common or the last two.
#[derive(Debug, Default)]
struct Vocabulary {
    text: String,
    /// Where a word stands in `text`.
    places: Vec<(u32, u32)>,
    /// Words by their first two letters, and by their last two.
    heads: Vec<Vec<u16>>,
    tails: Vec<Vec<u16>>,
}

/// Slot of two letters.
fn slot(letters: Option<&[u8]>) -> usize {
    letters.map_or(0, |l| {
        l.iter().fold(0, |n, &b| n * 31 + usize::from(b)) % 256
    })
}

fn ends(word: &str) -> (usize, usize) {
    let bytes = word.as_bytes();
    (
        slot(bytes.get(..2)),
        slot(bytes.get(bytes.len().saturating_sub(2)..)),
    )
}

impl Vocabulary {
    fn add(&mut self, word: &str) {
        if word.len() < 5 || self.places.len() > MAX_WORDS {
            return;
        }
        if self.heads.is_empty() {
            self.heads.resize(256, Vec::new());
            self.tails.resize(256, Vec::new());
        }
        let (head, tail) = ends(word);
        let nth = self.places.len() as u16;
        self.heads[head].push(nth);
        self.tails[tail].push(nth);
        self.places
            .push((self.text.len() as u32, word.len() as u32));
        self.text.push_str(word);
    }

    /// Tells the stems of words that differ by one typing error.
    fn near(&self, word: &str, tell: &mut dyn FnMut(u32)) {
        let (head, tail) = ends(word);
        for list in [self.heads.get(head), self.tails.get(tail)] {
            for &nth in list.into_iter().flatten() {
                if let Some(&(at, len)) = self.places.get(usize::from(nth))
                    && let Some(other) = self.text.get(at as usize..(at + len) as usize)
                    && near(word, other)
                {
                    tell(stem(other));
                }
            }
        }
    }
}

/// Collects the words of texts.
struct Reader {
    index: Vec<(u32, u32)>,
    words: Vocabulary,
    /// Hashes of words met lately: pages repeat few words.
    met: Vec<u32>,
    scratch: String,
}

impl Reader {
    /// Takes in a text of a row. Tells whether it has a word.
    fn read(&mut self, ix: usize, text: &str) -> bool {
        let before = self.index.len();
        let (index, words, met) = (&mut self.index, &mut self.words, &mut self.met);
        scan(text, false, &mut self.scratch, &mut |word, _| {
            index.push((stem(word), ix as u32));
            let hash = hash(word);
            let slot = &mut met[hash as usize % 1024];
            if *slot != hash {
                *slot = hash;
                words.add(word);
            }
        });
        self.index.len() > before
    }

    /// Takes in the attributes that are part of names.
    fn said(&mut self, ix: usize, node: &Node) -> Said {
        let mut said = Said::Nothing;
        for (name, value) in &node.attrs {
            match name.as_str() {
                "class" | "id" => {}
                "aria-owns" => return Said::Anything,
                "type" if node.tag == "input" && matches!(value.as_str(), "submit" | "reset") => {
                    return Said::Anything;
                }
                "title" | "alt" | "value" | "label" | "placeholder" | "aria-label"
                | "aria-placeholder" | "aria-valuetext" | "aria-valuenow" => {
                    if self.read(ix, value) {
                        said = Said::Words;
                    } else if value.contains(wordy) {
                        return Said::Anything;
                    }
                }
                _ => {}
            }
        }
        said
    }
}

/// What an element's attributes add to its name.
#[derive(PartialEq)]
enum Said {
    Nothing,
    Words,
    Anything,
}

/// A text within may begin or end in the middle of a word.
#[derive(Clone, Copy, Default)]
struct Edge {
    begins: bool,
    ends: bool,
}

/// Reads all words of a page.
pub(super) fn gists(page: &Page) -> Gists {
    let n = page.len();
    let mut reader = Reader {
        index: Vec::with_capacity(n),
        words: Vocabulary::default(),
        met: vec![0; 1024],
        scratch: String::with_capacity(64),
    };
    // Rows with a joint somewhere below them, where a word may stand in two rows.
    let mut joint = Bits::new(n);
    let mut edges = vec![Edge::default(); n];
    for ix in (0..n).rev() {
        let node = page.node(ix);
        if node.is_text() {
            reader.read(ix, &node.text);
            edges[ix] = Edge {
                begins: node.text.starts_with(wordy),
                ends: node.text.ends_with(wordy),
            };
            continue;
        }
        let said = reader.said(ix, node);
        let (joined, edge) = inside(page, ix, said != Said::Nothing, &joint, &edges);
        edges[ix] = edge;
        if joined || said == Said::Anything {
            joint.set(ix);
        }
    }
    let mut any = joint;
    for ix in 0..n {
        if elsewhere(page, ix) {
            any.set(ix);
            // A row may be known by any of its cells.
            if let Some(up) = page.parent(ix).filter(|&up| page.role(up) == Role::Row) {
                any.set(up);
            }
        }
    }
    if reader.words.places.len() > MAX_WORDS {
        any.fill();
    }
    let mut index = reader.index;
    index.sort_unstable();
    Gists {
        index,
        words: reader.words,
        any,
    }
}

/// Whether a word may stand in two rows somewhere in an element, and the element's edges.
fn inside(page: &Page, ix: usize, says: bool, joint: &Bits, edges: &[Edge]) -> (bool, Edge) {
    let mut joined = false;
    let mut edge = Edge::default();
    let mut open = false;
    for (nth, at) in page.children(ix).enumerate() {
        joined |= joint.has(at);
        let child = page.node(at);
        if child.is_text() || super::name::inline(&child.tag) {
            joined |= open && edges[at].begins;
            open = edges[at].ends;
            edge.begins |= nth == 0 && edges[at].begins;
        } else {
            open = false;
        }
    }
    edge.ends = open;
    // With a text of its own, or with none, it may join what stands around it.
    if says || page.end(ix) == ix + 1 || role::is_field(page.role(ix)) {
        edge = Edge {
            begins: true,
            ends: true,
        };
    }
    (joined, edge)
}

/// Whether the row is named by something outside it.
fn elsewhere(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let role = page.role(ix);
    role == Role::Section
        || role::is_field(role)
        || super::name::labelable(node)
        || node.attr("aria-labelledby").is_some()
        // Known by what the product writes there.
        || node.attr("data-onyx-external-id").is_some()
        || super::name::menu_corner(page, ix)
        // An icon is named by the tooltip of what wraps it.
        || role::is_control(role)
            && page.parent(ix).is_some_and(|up| page.node(up).attr("title").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::digest::{Box2, Digest};

    /// What fits a row's name must be found for that row.
    fn complete(page: &Page) {
        for ix in 0..page.len() {
            let name = page.name(ix).to_owned();
            let label = [(Words::pattern(&name), 1.0)];
            if crate::page::words::fit(&label[0].0, page.words(ix)) >= 0.45 {
                let fitting = page.gists().fitting(page, &label, 0.45);
                assert!(fitting.is_none_or(|rows| rows.has(ix)), "row {ix} «{name}»");
            }
        }
    }

    /// A page from `(parent, tag, text of a text row, attribute)`.
    fn page(rows: &[(i32, &str, &str, (&str, &str))]) -> Page {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(ix, (up, tag, text, attr))| Node {
                parent: u32::try_from(*up).ok(),
                id: ix as u32 + 1,
                tag: (*tag).into(),
                rect: Box2 {
                    x: 0.0,
                    y: 0.0,
                    w: 90.0,
                    h: 20.0,
                },
                attrs: vec![(attr.0.into(), attr.1.into())],
                text: (*text).into(),
                ..Node::default()
            });
        let digest = Digest {
            v: crate::protocol::PROTOCOL,
            rows: rows.collect(),
            ..Digest::default()
        };
        Page::read(digest).unwrap()
    }

    #[test]
    fn a_label_is_hopeless_only_where_nothing_fits_it() {
        let none = ("", "");
        let texts = [
            "Generate Secret",
            "Genarate Secret",
            "Name",
            "API User (system)",
            "User",
            "(system)",
            "Company Settings & Users",
            "Settings",
            "New API User",
            "Security Levels",
            "Nmae",
            "Schlüssel",
        ];
        let mut rows = vec![(-1, "div", "", none)];
        rows.extend(texts.map(|text| (0, "", text, none)));
        let page = page(&rows);
        let mut hopeless = 0;
        let gists = page.gists();
        for label in texts.iter().chain(&[
            "* Settings & Users",
            "User (system)",
            "Secret generate",
            "Level",
        ]) {
            let label = [(Words::pattern(label), 1.0)];
            let fitting = gists.fitting(&page, &label, 0.45).unwrap();
            for ix in (1..page.len()).filter(|&ix| !fitting.has(ix)) {
                hopeless += 1;
                let fits = crate::page::words::fit(&label[0].0, page.words(ix));
                assert!(fits < 0.45, "{label:?} «{}»", page.name(ix));
            }
        }
        assert!(hopeless > 100, "{hopeless}");
    }

    #[test]
    fn a_word_in_two_elements_is_no_surprise() {
        let none = ("", "");
        for (a, b) in [("Sa", "ve"), ("Can", "'t"), ("Name", "*"), ("Ü", "ber")] {
            for tag in ["b", "div"] {
                complete(&page(&[
                    (-1, "div", "", none),
                    (0, "button", "", none),
                    (1, "", a, none),
                    (1, tag, "", none),
                    (3, "i", "", none),
                    (4, "", b, none),
                ]));
                complete(&page(&[
                    (-1, "td", "", none),
                    (0, "span", "", ("aria-label", a)),
                    (0, "", b, none),
                ]));
            }
        }
    }

    #[test]
    fn what_is_named_elsewhere_may_be_anything() {
        let named = page(&[
            (-1, "div", "", ("", "")),
            (0, "p", "", ("id", "x")),
            (1, "", "Save", ("", "")),
            (0, "a", "", ("aria-labelledby", "x")),
        ]);
        let label = [(Words::pattern("Other"), 1.0)];
        assert!(named.gists().fitting(&named, &label, 0.45).unwrap().has(3));
        complete(&named);
    }
}
