//! The digest: the facts of one document as `extension/content.js` lists them.
//!
//! This file parses and bounds a digest; it draws no conclusion from it (see `role`, `name`,
//! `section`, `locate`). JSON form, produced by content.js:
//!
//! ```json
//! {"v":1,"url":"https://…","title":"…","lang":"en","w":1280,"h":720,"cut":false,
//!  "rows":[[depth,"text"], [depth,id,"tag",flags,x,y,w,h,{"class":"…"}], …]}
//! ```
//!
//! Rows are in document order (open shadow roots in place of their host's children, slotted
//! content at its slot); `depth` is 0 for the root, and the parent of a deeper row is the last
//! element before it that is one less deep. A row of two items is a text node. `x` and `y` are CSS
//! px from the parent's box, the root's from the frame's viewport. Nothing in a row depends on what
//! stands elsewhere, so that a change there leaves its text as it is.

use crate::json::{Read, Reader};

/// Most rows a digest may have; content.js cuts there and says so, and a longer one is refused.
pub const MAX_ROWS: usize = 40_000;

/// Most characters of one text or attribute; content.js cuts there.
pub const MAX_TEXT: usize = 300;

/// Longest digest, bytes: what browsers carry in one message.
pub const MAX_BYTES: usize = 64 << 20;

/// Most attributes kept of one row.
const MAX_ATTRS: usize = 64;

/// Bits of [`Node::flags`]. The same numbers stand in content.js.
pub mod flag {
    /// Not rendered; listed only because something refers to it (`aria-labelledby`, `for`).
    pub const HIDDEN: u32 = 1;
    /// `disabled` property.
    pub const DISABLED: u32 = 2;
    /// `checked` property of a check box or radio.
    pub const CHECKED: u32 = 4;
    /// `indeterminate` property.
    pub const MIXED: u32 = 8;
    /// A field that holds something (the digest does not say what).
    pub const FILLED: u32 = 16;
    /// Has the focus.
    pub const FOCUSED: u32 = 32;
    /// Selected `<option>`; only in selects whose value a step's condition names.
    pub const SELECTED: u32 = 64;
    /// `open` of `<details>` and `<dialog>`, or `:popover-open`.
    pub const OPEN: u32 = 128;
    /// `visibility: hidden`, opacity 0, or scrolled out of a clipping ancestor of size 0.
    pub const INVISIBLE: u32 = 256;
    /// Root of an open shadow tree.
    pub const SHADOW: u32 = 512;
    /// Shows a pointing hand where what is around it does not (asked only of small elements whose tag
    /// says nothing).
    pub const POINTER: u32 = 1024;
    /// `:invalid` or `aria-invalid` is not listed here; read the attribute.
    pub const READONLY: u32 = 2048;
    /// Content of a pseudo element (`::before`, `::after`) as the text of this row.
    pub const GENERATED: u32 = 4096;
}

/// Position and size in CSS px, relative to the frame's viewport.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Box2 {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// One element or text node.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// Index of the parent row; `None` for the root.
    pub parent: Option<u32>,
    /// The content script's stable number of this element in its document; 0 for text.
    pub id: u32,
    /// Lower-case tag name; empty for text.
    pub tag: String,
    /// See [`flag`].
    pub flags: u32,
    /// Position and size.
    pub rect: Box2,
    /// Listed attributes, in the page's order.
    pub attrs: Vec<(String, String)>,
    /// Text of a text node; empty for elements.
    pub text: String,
}

impl Node {
    /// Value of an attribute.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attrs
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Whether a [`flag`] is set.
    pub fn has(&self, bit: u32) -> bool {
        self.flags & bit != 0
    }

    /// Whether this is a text node.
    pub fn is_text(&self) -> bool {
        self.tag.is_empty()
    }
}

/// The facts of one document.
#[derive(Debug, Clone, Default)]
pub struct Digest {
    /// Protocol version.
    pub v: u32,
    /// Address of the document without query values and hash.
    pub url: String,
    /// `document.title`.
    pub title: String,
    /// `lang` of the document element.
    pub lang: String,
    /// Viewport width, CSS px.
    pub w: f32,
    /// Viewport height, CSS px.
    pub h: f32,
    /// Whether the document has the focus.
    pub focused: bool,
    /// Whether content.js cut the list at [`MAX_ROWS`].
    pub cut: bool,
    /// Elements and text nodes in document order.
    pub rows: Vec<Node>,
}

impl Digest {
    /// Reads the JSON form. Lone surrogates (which JavaScript strings may hold and JSON text may
    /// escape) become U+FFFD instead of costing the whole page.
    ///
    /// # Errors
    /// The reason and place, for a log; the digest can't be used.
    pub fn parse(json: &str) -> Result<Digest, String> {
        if json.len() > MAX_BYTES {
            return Err("too long".to_owned());
        }
        let mut digest = Digest::default();
        read(&mut Reader::new(json), &mut digest)
            .map(|()| digest)
            .map_err(|flaw| [flaw.what, " at byte ", &flaw.at.to_string()].concat())
    }
}

fn read(json: &mut Reader, digest: &mut Digest) -> Read<()> {
    let mut versioned = false;
    json.enter(b'{')?;
    let mut first = true;
    while json.more(first, b'}')? {
        first = false;
        match &*json.key()? {
            "v" => {
                digest.v = json.whole()?;
                versioned = true;
            }
            "url" => digest.url = json.string()?.into_owned(),
            "title" => digest.title = json.string()?.into_owned(),
            "lang" => digest.lang = json.string()?.into_owned(),
            "w" => digest.w = json.number_or_null()? as f32,
            "h" => digest.h = json.number_or_null()? as f32,
            "focused" => digest.focused = json.yes()?,
            "cut" => digest.cut = json.yes()?,
            "rows" => rows(json, &mut digest.rows)?,
            _ => drop(json.skip()?),
        }
    }
    json.end()?;
    if versioned {
        Ok(())
    } else {
        json.flaw("no version")
    }
}

/// Rows, refused as soon as there are too many: a huge list is never held in memory.
fn rows(json: &mut Reader, rows: &mut Vec<Node>) -> Read<()> {
    rows.clear();
    let mut open = Vec::new();
    json.enter(b'[')?;
    while json.more(rows.is_empty(), b']')? {
        if rows.len() == MAX_ROWS {
            return json.flaw("too many rows");
        }
        let mut node = Node::default();
        let depth = row(json, &mut node)?;
        place(&mut node, depth, rows.len() as u32, &mut open);
        rows.push(node);
    }
    Ok(())
}

/// An element that is open at the row being read: its row, left and top.
type Open = (u32, f32, f32);

/// Finds the parent in the list of open elements, one for each depth, and adds its place.
fn place(node: &mut Node, depth: usize, ix: u32, open: &mut Vec<Open>) {
    let orphan = depth > open.len();
    open.truncate(depth);
    let parent = open.last().copied();
    // A number beyond all rows can't be a parent: refused with the tree.
    node.parent = if orphan {
        Some(u32::MAX)
    } else {
        parent.map(|(up, ..)| up)
    };
    if !node.is_text() {
        let (_, x, y) = parent.unwrap_or_default();
        node.rect.x += x;
        node.rect.y += y;
        // An absurd box is «no box», but says nothing of the boxes inside.
        let sane = |own: f32, up: f32| if own.is_finite() { own } else { up };
        open.push((ix, sane(node.rect.x, x), sane(node.rect.y, y)));
    }
}

/// `[depth, text]` or `[depth, id, tag, flags, x, y, w, h, attrs]`; what follows is left out.
/// Returns the depth.
fn row(json: &mut Reader, node: &mut Node) -> Read<usize> {
    json.enter(b'[')?;
    let depth = json.number()?;
    if depth.fract() != 0.0 || depth < 0.0 {
        return json.flaw("a depth expected");
    }
    next(json)?;
    if json.peek() == b'"' {
        node.text = json.string()?.into_owned();
    } else {
        node.id = json.whole()?;
        next(json)?;
        node.tag = json.string()?.into_owned();
        next(json)?;
        node.flags = json.whole()?;
        let r = &mut node.rect;
        for side in [&mut r.x, &mut r.y, &mut r.w, &mut r.h] {
            next(json)?;
            *side = json.number_or_null()? as f32;
        }
        if json.more(false, b']')? {
            attrs(json, &mut node.attrs)?;
        } else {
            return Ok(depth as usize);
        }
    }
    while json.more(false, b']')? {
        json.skip()?;
    }
    Ok(depth as usize)
}

/// Steps to the next item of a row, which must be there.
fn next(json: &mut Reader) -> Read<()> {
    if json.more(false, b']')? {
        Ok(())
    } else {
        json.flaw("row too short")
    }
}

fn attrs(json: &mut Reader, list: &mut Vec<(String, String)>) -> Read<()> {
    json.enter(b'{')?;
    let mut first = true;
    while json.more(first, b'}')? {
        first = false;
        let name = json.key()?;
        let value = json.string()?;
        if list.len() < MAX_ATTRS && name.len() <= MAX_TEXT {
            list.push((name.into_owned(), value.into_owned()));
        }
    }
    Ok(())
}
