//! [`Page`]: a digest that was checked, with the tree, roles, sections and visibility worked out.
//!
//! Roles are decided in `role`, names in `name`, sections in `section`, states in `state`; this
//! file holds them together and answers questions about the tree.

use super::bits::Bits;
use super::digest::{Box2, Digest, MAX_ROWS, MAX_TEXT, Node, flag};
use super::face;
use super::gist::{self, Gists};
use super::kit;
use super::ligature;
use super::name;
use super::repeat::{self, Repeats};
use super::role;
use super::section::{self, Section};
use super::shown;
use super::state::{self, State};
use super::target::Role;
use super::words::{Words, hash, letter};
use std::cell::OnceCell;
use std::fmt;

/// Stands for «none» in the index vectors.
pub(super) const NONE: u32 = u32::MAX;

/// Deepest nesting that is read; deeper rows are refused (browsers stop at 512).
const MAX_DEPTH: u32 = 2_000;

/// Coordinates beyond this are taken for a mistake, CSS px.
const MAX_PX: f32 = 5.0e6;

/// Why a digest is refused. None can be retried with the same digest; a new digest may be better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageError {
    /// Not the JSON of a digest; the text says where.
    Malformed(String),
    /// Made by another version of content.js.
    Version(u32),
    /// No rows: the document has nothing yet. Asking again later is right.
    Empty,
    /// More rows than content.js may send.
    TooMany,
    /// A row's parent is not an open element before it (cycle, forward reference, text parent).
    Parent(u32),
    /// Nested deeper than browsers nest.
    TooDeep(u32),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            PageError::Malformed(why) => write!(f, "malformed digest: {why}"),
            PageError::Version(v) => write!(f, "digest of protocol version {v}"),
            PageError::Empty => f.write_str("digest without rows"),
            PageError::TooMany => write!(f, "digest of more than {MAX_ROWS} rows"),
            PageError::Parent(row) => write!(f, "row {row} has no open parent before it"),
            PageError::TooDeep(row) => write!(f, "row {row} is nested too deep"),
        }
    }
}

impl std::error::Error for PageError {}

/// A page that can be asked.
#[derive(Debug)]
pub struct Page {
    digest: Digest,
    /// One past the last descendant of each row.
    end: Vec<u32>,
    /// Bits of the class names of each row.
    kit: Vec<u32>,
    /// Rows with an `id`, ordered by its hash.
    ids: Vec<(u32, u32)>,
    /// `label` rows with a `for`, ordered by its hash.
    fors: Vec<(u32, u32)>,
    shown: Vec<bool>,
    repeats: Repeats,
    roles: Vec<Role>,
    sections: Vec<Section>,
    /// Innermost section of each row, as index into `sections`.
    inner: Vec<u32>,
    names: Vec<OnceCell<Box<str>>>,
    words: Vec<OnceCell<Words>>,
    gists: OnceCell<Gists>,
    /// For each role the rows that have it; then those that can be seen.
    sets: OnceCell<Vec<Bits>>,
}

impl Page {
    /// Reads the JSON text that content.js made. Broken UTF-16 (a lone surrogate) is replaced, so
    /// that one bad character does not cost the page.
    ///
    /// # Errors
    /// [`PageError`] says why the digest is refused.
    pub fn parse(json: &str) -> Result<Page, PageError> {
        Page::read(Digest::parse(json).map_err(PageError::Malformed)?)
    }

    /// Checks a digest and works out roles, sections and visibility.
    ///
    /// # Errors
    /// [`PageError`] says why the digest is refused.
    pub fn read(mut digest: Digest) -> Result<Page, PageError> {
        if digest.v != crate::protocol::PROTOCOL {
            return Err(PageError::Version(digest.v));
        }
        let end = check(&mut digest)?;
        ligature::resolve(&mut digest);
        let n = digest.rows.len();
        let kit = kit_bits(&digest);
        let mut page = Page {
            ids: hashed(&digest, |_| true, "id"),
            fors: hashed(&digest, |node| node.tag == "label", "for"),
            digest,
            end,
            kit,
            shown: Vec::new(),
            repeats: Repeats::default(),
            roles: Vec::new(),
            sections: Vec::new(),
            inner: vec![NONE; n],
            names: (0..n).map(|_| OnceCell::new()).collect(),
            words: (0..n).map(|_| OnceCell::new()).collect(),
            gists: OnceCell::new(),
            sets: OnceCell::new(),
        };
        page.shown = shown::shown(&page);
        page.repeats = repeat::find(&page, &page.shown);
        page.roles = role::roles(&page);
        let (sections, inner) = section::find(&page);
        for s in &sections {
            if s.collapsible && s.open == Some(false) {
                // The links for all of a part stand on its heading's line, open or not.
                for at in s.content as usize..s.end as usize {
                    page.shown[at] &= section::on_line(&page, s.heading as usize, at);
                }
            }
            if s.collapsible && section::may_be_toggle(page.roles[s.heading as usize]) {
                page.roles[s.heading as usize] = Role::Section;
            }
        }
        page.sections = sections;
        page.inner = inner;
        Ok(page)
    }

    /// The digest this page was read from.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.digest.rows.len()
    }

    /// Whether there is no row; never true for a page that was read.
    pub fn is_empty(&self) -> bool {
        self.digest.rows.is_empty()
    }

    /// Row `ix`; an empty text beyond the end.
    pub fn node(&self, ix: usize) -> &Node {
        static NOTHING: Node = Node {
            parent: None,
            id: 0,
            tag: String::new(),
            flags: flag::HIDDEN,
            rect: Box2 {
                x: 0.0,
                y: 0.0,
                w: 0.0,
                h: 0.0,
            },
            attrs: Vec::new(),
            text: String::new(),
        };
        self.digest.rows.get(ix).unwrap_or(&NOTHING)
    }

    /// Role: ARIA's, the tag's, or what the kit's class names say.
    pub fn role(&self, ix: usize) -> Role {
        self.roles.get(ix).copied().unwrap_or(Role::Generic)
    }

    /// Accessible name, with what kits say beyond ARIA (sibling labels, titles); whitespace is
    /// single. Empty if there is none.
    pub fn name(&self, ix: usize) -> &str {
        match self.names.get(ix) {
            Some(cell) => cell.get_or_init(|| name::full(self, ix).into_boxed_str()),
            None => "",
        }
    }

    /// Names of the enclosing sections, outermost first.
    pub fn sections(&self, ix: usize) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .section_chain(ix)
            .map(|s| self.name(s.heading as usize))
            .filter(|name| !name.is_empty())
            .collect();
        names.reverse();
        names
    }

    /// Whether there is a word in `ix`, seen or not.
    pub fn worded(&self, ix: usize) -> bool {
        let own = std::iter::once(ix);
        own.chain(self.below(ix))
            .any(|at| self.node(at).text.contains(letter))
    }

    /// Whether an entry is the chosen one of several, as ARIA or its class names say.
    pub fn chosen(&self, ix: usize) -> bool {
        let said = self.node(ix).attr("aria-selected") == Some("true");
        said || self.kit(ix) & (kit::SELECTED | kit::ACTIVE) != 0
    }

    /// Headings of the sections that `ix` lies in, the innermost first.
    pub(super) fn headings(&self, ix: usize) -> impl Iterator<Item = usize> + '_ {
        self.section_chain(ix).map(|s| s.heading as usize)
    }

    /// State of a control or section heading.
    pub fn state(&self, ix: usize) -> State {
        state::of(self, ix)
    }

    /// Rendered, with a box, not in a closed menu or section.
    pub fn visible(&self, ix: usize) -> bool {
        self.shown.get(ix).copied().unwrap_or(false)
    }

    /// Parent, grandparent, … up to the root.
    pub fn ancestors(&self, ix: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent(ix), |&at| self.parent(at))
    }

    /// Whether `ix` is `scope` or lies in it.
    pub fn within(&self, ix: usize, scope: usize) -> bool {
        ix >= scope && ix < self.end(scope)
    }

    /// The grid or table row that encloses `ix`.
    pub fn row_of(&self, ix: usize) -> Option<usize> {
        std::iter::once(ix)
            .chain(self.ancestors(ix))
            .find(|&at| self.role(at) == Role::Row)
    }

    /// Heading of the innermost section that `ix` lies in.
    pub fn section_of(&self, ix: usize) -> Option<usize> {
        self.section_chain(ix).next().map(|s| s.heading as usize)
    }

    /// Whether `ix` lies in the section that this heading opens (the heading's own links included).
    pub fn in_section(&self, ix: usize, heading: usize) -> bool {
        self.section_at(heading)
            .is_some_and(|s| (s.start as usize..s.end as usize).contains(&ix))
    }

    /// Visible text below a row, whitespace single.
    pub fn text_of(&self, ix: usize) -> String {
        name::text_of(self, ix)
    }

    /// What of a section's heading is pressed: the toggle or title in it, where only that takes
    /// presses; else the row itself.
    pub fn handle(&self, ix: usize) -> usize {
        section::handle(self, ix)
    }

    /// Where a control is seen, and pressed unless [`Page::handle`] says otherwise: the label of a box
    /// that is hidden on purpose, the switch beside a title that takes no presses.
    pub fn face(&self, ix: usize) -> usize {
        face::face(self, ix)
    }

    /// The section that this heading opens.
    pub fn section_at(&self, heading: usize) -> Option<&Section> {
        self.sections.iter().find(|s| s.heading as usize == heading)
    }

    /// Parent row.
    pub fn parent(&self, ix: usize) -> Option<usize> {
        self.node(ix).parent.map(|p| p as usize)
    }

    /// One past the last row inside `ix`.
    pub fn end(&self, ix: usize) -> usize {
        self.end.get(ix).map_or(ix, |&e| e as usize)
    }

    /// Child rows in order.
    pub fn children(&self, ix: usize) -> impl Iterator<Item = usize> + '_ {
        let stop = self.end(ix);
        let mut at = ix + 1;
        std::iter::from_fn(move || {
            (at < stop).then(|| {
                let child = at;
                at = self.end(child);
                child
            })
        })
    }

    /// Sibling before `ix`.
    pub(super) fn previous(&self, ix: usize) -> Option<usize> {
        let up = self.parent(ix)?;
        let mut at = ix.checked_sub(1).filter(|&at| at != up)?;
        while let Some(above) = self.parent(at).filter(|&above| above != up) {
            at = above;
        }
        Some(at)
    }

    /// Sibling after `ix`.
    pub(super) fn next(&self, ix: usize) -> Option<usize> {
        let up = self.parent(ix)?;
        Some(self.end(ix)).filter(|&at| at < self.end(up))
    }

    /// All rows below `ix` in order.
    pub fn below(&self, ix: usize) -> std::ops::Range<usize> {
        ix + 1..self.end(ix).max(ix + 1)
    }

    /// Whether something in view says that the page is still at work.
    pub fn busy(&self) -> bool {
        (0..self.len()).any(|ix| {
            let node = self.node(ix);
            let says = node.attr("aria-busy") == Some("true")
                || node.attr("role") == Some("progressbar")
                || node.tag == "progress"
                || self.kit(ix) & super::kit::BUSY != 0;
            says && self.visible(ix) && node.rect.w > 0.0 && node.rect.h > 0.0
        })
    }

    /// The row with this `id`, as seen `from` a row: of several, the one in the same shadow tree.
    pub fn by_id(&self, id: &str, from: usize) -> Option<usize> {
        let is = |ix: &usize| self.node(*ix).attr("id") == Some(id);
        let mut same = of_value(&self.ids, id).filter(is);
        let first = same.clone().next()?;
        let tree = self.tree(from);
        Some(same.find(|&ix| self.tree(ix) == tree).unwrap_or(first))
    }

    /// Whether two rows are in the same shadow tree, as what refers to each other by id must be.
    pub(super) fn same_tree(&self, a: usize, b: usize) -> bool {
        self.tree(a) == self.tree(b)
    }

    /// Host of the shadow tree that a row is in; row 0 for the document's own tree.
    fn tree(&self, ix: usize) -> usize {
        let mut hosts = self
            .ancestors(ix)
            .filter(|&up| self.node(up).has(flag::SHADOW));
        hosts.next().unwrap_or(0)
    }

    /// The `label` rows whose `for` is this id, in the shadow tree of the row `from`.
    pub(super) fn labels_for<'p>(
        &'p self,
        id: &'p str,
        from: usize,
    ) -> impl Iterator<Item = usize> + 'p {
        let tree = self.tree(from);
        of_value(&self.fors, id)
            .filter(move |&ix| self.node(ix).attr("for") == Some(id) && self.tree(ix) == tree)
    }

    /// What repetition tells of rows.
    pub(super) fn repeats(&self) -> &Repeats {
        &self.repeats
    }

    /// Bits of the class names of a row.
    pub(super) fn kit(&self, ix: usize) -> u32 {
        self.kit.get(ix).copied().unwrap_or(0)
    }

    /// The name's words, worked out once.
    pub(super) fn words(&self, ix: usize) -> &Words {
        static NONE: Words = Words {
            list: Vec::new(),
            hash: 0,
            mask: 0,
        };
        match self.words.get(ix) {
            Some(cell) => cell.get_or_init(|| Words::of(self.name(ix))),
            None => &NONE,
        }
    }

    /// Which words can be in the rows' names.
    pub(super) fn gists(&self) -> &Gists {
        self.gists.get_or_init(|| gist::gists(self))
    }

    /// Rows that have one of these roles (a bit each, by the role's number) and can be seen, or can't.
    pub(super) fn with_roles(&self, roles: u32, visible: bool) -> Bits {
        let sets = self.sets.get_or_init(|| sets(self));
        let mut rows = Bits::new(self.len());
        for (role, set) in sets.iter().take(Role::ALL.len()).enumerate() {
            if roles >> role & 1 != 0 {
                rows.add(set);
            }
        }
        if let Some(seen) = sets.last() {
            rows.keep(seen, !visible);
        }
        rows
    }

    /// Rows of a role that can be seen, in order.
    pub fn seen_as(&self, role: Role) -> Vec<usize> {
        self.with_roles(1 << role as u32, true).iter().collect()
    }

    fn section_chain(&self, ix: usize) -> impl Iterator<Item = &Section> + '_ {
        let first = self.inner.get(ix).copied().unwrap_or(NONE);
        std::iter::successors(self.sections.get(first as usize), |s| {
            self.sections.get(s.parent as usize)
        })
        // The section that a heading opens is not one it lies in.
        .filter(move |s| s.heading as usize != ix)
    }
}

/// The rows of each role, then those that can be seen.
fn sets(page: &Page) -> Vec<Bits> {
    let mut sets = vec![Bits::new(page.len()); Role::ALL.len() + 1];
    for ix in 0..page.len() {
        sets[page.role(ix) as usize].set(ix);
        if page.visible(ix) {
            sets[Role::ALL.len()].set(ix);
        }
    }
    sets
}

/// Class bits of all rows. Pages repeat few class lists, so the last ones read are remembered.
fn kit_bits(digest: &Digest) -> Vec<u32> {
    let mut known: [(&str, u32); 64] = [("", 0); 64];
    let mut bits = Vec::with_capacity(digest.rows.len());
    for node in &digest.rows {
        let class = node.attr("class").unwrap_or("");
        let slot = &mut known[hash(class) as usize % 64];
        if slot.0 != class {
            *slot = (class, kit::bits(class));
        }
        bits.push(slot.1);
    }
    bits
}

/// Checks order, depth and boxes; returns one past the last descendant of each row.
fn check(digest: &mut Digest) -> Result<Vec<u32>, PageError> {
    let n = digest.rows.len();
    if n == 0 {
        return Err(PageError::Empty);
    }
    if n > MAX_ROWS {
        return Err(PageError::TooMany);
    }
    cut(&mut digest.title);
    cut(&mut digest.lang);
    let mut end = vec![n as u32; n];
    let mut open: Vec<u32> = Vec::new();
    for ix in 0..n {
        let node = &digest.rows[ix];
        let row = ix as u32;
        while open.last().is_some_and(|&top| Some(top) != node.parent) {
            if let Some(top) = open.pop() {
                end[top as usize] = row;
            }
        }
        if node.parent.is_some() && open.is_empty() {
            return Err(PageError::Parent(row));
        }
        if open.len() as u32 > MAX_DEPTH {
            return Err(PageError::TooDeep(row));
        }
        if node.is_text() {
            end[ix] = row + 1;
        } else {
            open.push(row);
        }
        tame(&mut digest.rows[ix]);
        tooltip(&mut digest.rows[ix]);
    }
    Ok(end)
}

/// Cuts long texts and takes absurd boxes for «no box».
fn tame(node: &mut Node) {
    let r = &mut node.rect;
    let sane = [r.x, r.y, r.w, r.h]
        .iter()
        .all(|v| v.is_finite() && v.abs() < MAX_PX);
    if !sane || r.w < 0.0 || r.h < 0.0 {
        *r = Box2::default();
    }
    cut(&mut node.text);
    for (_, value) in &mut node.attrs {
        cut(value);
    }
}

/// Kits that draw tooltips themselves keep the text in an attribute of their own (`data-qtip`,
/// `data-original-title`): it is the `title`. (`data-title` often is a column's, in lists for phones.)
fn tooltip(node: &mut Node) {
    let drawn = |(name, text): &(String, String)| {
        let tip = name.ends_with("tip") || name.ends_with("l-title");
        tip && name.starts_with("data-") && text.contains(char::is_alphabetic)
    };
    let own = node.attr("title").is_some_and(|text| !text.is_empty());
    if let Some(at) = node.attrs.iter().position(drawn)
        && !own
    {
        let (_, text) = node.attrs.swap_remove(at);
        node.attrs.retain(|(name, _)| name != "title");
        node.attrs.push(("title".into(), text));
    }
}

fn cut(text: &mut String) {
    if text.len() > MAX_TEXT
        && let Some((at, _)) = text.char_indices().nth(MAX_TEXT)
    {
        text.truncate(at);
    }
}

/// Rows with an attribute, by the hash of its value.
fn hashed(digest: &Digest, take: impl Fn(&Node) -> bool, attr: &str) -> Vec<(u32, u32)> {
    let rows = (0..).zip(&digest.rows).filter(|(_, node)| take(node));
    let value = |node: &Node| node.attr(attr).filter(|v| !v.is_empty()).map(hash);
    // Of several rows with one id the first counts, as in browsers.
    let mut list: Vec<(u32, u32)> = rows
        .filter_map(|(ix, node)| Some((value(node)?, ix)))
        .collect();
    list.sort_unstable();
    list
}

/// Rows of such a list whose value may be this one: another can have the same hash.
fn of_value<'p>(list: &'p [(u32, u32)], value: &str) -> impl Iterator<Item = usize> + Clone + 'p {
    let hash = hash(value);
    let from = list.partition_point(|&(known, _)| known < hash);
    let same = list[from..].iter().take_while(move |one| one.0 == hash);
    same.map(|&(_, ix)| ix as usize)
}
