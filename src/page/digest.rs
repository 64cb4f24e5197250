//! The digest: the facts of one document as `extension/content.js` lists them.
//!
//! This file parses and bounds a digest; it draws no conclusion from it (see `role`, `name`,
//! `section`, `locate`). JSON form, produced by content.js:
//!
//! ```json
//! {"v":1,"url":"https://…","title":"…","lang":"en","w":1280,"h":720,"cut":false,
//!  "rows":[[parent,"text"], [parent,id,"tag",flags,x,y,w,h,{"class":"…"}], …]}
//! ```
//!
//! Rows are in document order (open shadow roots in place of their host's children, slotted
//! content at its slot); `parent` is the index of an earlier row, −1 for the root. A row of two
//! items is a text node. Boxes are CSS px relative to the frame's viewport.

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use std::fmt;

/// Most rows a digest may have; content.js cuts there and says so, and a longer one is refused.
pub const MAX_ROWS: usize = 40_000;

/// Most characters of one text or attribute; content.js cuts there.
pub const MAX_TEXT: usize = 300;

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
    /// Computed `cursor: pointer` (asked only of elements that have own text or no children).
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
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Digest {
    /// Protocol version.
    pub v: u32,
    /// Address of the document without query values and hash.
    #[serde(default)]
    pub url: String,
    /// `document.title`.
    #[serde(default)]
    pub title: String,
    /// `lang` of the document element.
    #[serde(default)]
    pub lang: String,
    /// Viewport width, CSS px.
    #[serde(default)]
    pub w: f32,
    /// Viewport height, CSS px.
    #[serde(default)]
    pub h: f32,
    /// Whether the document has the focus.
    #[serde(default)]
    pub focused: bool,
    /// Whether content.js cut the list at [`MAX_ROWS`].
    #[serde(default)]
    pub cut: bool,
    /// Elements and text nodes in document order.
    #[serde(default, deserialize_with = "rows")]
    pub rows: Vec<Node>,
}

impl Digest {
    /// Reads the JSON form. Lone surrogates (which JavaScript strings may hold and JSON text may
    /// escape) become U+FFFD instead of costing the whole page.
    ///
    /// # Errors
    /// The reason and place, for a log; the digest can't be used.
    pub fn parse(json: &str) -> Result<Digest, String> {
        let mended = mend(json);
        serde_json::from_str(mended.as_deref().unwrap_or(json)).map_err(|e| e.to_string())
    }
}

/// The text with every unpaired `\uD800`–`\uDFFF` escape replaced; `None` if there is none.
fn mend(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut out: Option<Vec<u8>> = None;
    let mut at = 0;
    while at + 1 < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        let Some(unit) = escape(bytes, at) else {
            at += 2;
            continue;
        };
        let pair = (0xd800..0xdc00).contains(&unit)
            && escape(bytes, at + 6).is_some_and(|low| (0xdc00..0xe000).contains(&low));
        if pair {
            at += 12;
            continue;
        }
        if (0xd800..0xe000).contains(&unit) {
            out.get_or_insert_with(|| bytes.to_vec())[at + 2..at + 6].copy_from_slice(b"FFFD");
        }
        at += 6;
    }
    // Only ASCII was replaced by ASCII.
    out.and_then(|bytes| String::from_utf8(bytes).ok())
}

/// The UTF-16 unit of a `\uXXXX` escape at `at`.
fn escape(bytes: &[u8], at: usize) -> Option<u32> {
    let text = bytes.get(at..at + 6)?;
    let hex = text.strip_prefix(b"\\u")?;
    u32::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

/// Rows, refused as soon as there are too many: a huge list is never held in memory.
fn rows<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Node>, D::Error> {
    struct Rows;
    impl<'de> Visitor<'de> for Rows {
        type Value = Vec<Node>;
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            write!(f, "at most {MAX_ROWS} rows")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Node>, A::Error> {
            let mut rows = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(MAX_ROWS));
            while let Some(row) = seq.next_element()? {
                if rows.len() == MAX_ROWS {
                    return Err(de::Error::custom("too many rows"));
                }
                rows.push(row);
            }
            Ok(rows)
        }
    }
    d.deserialize_seq(Rows)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Row;
        impl<'de> Visitor<'de> for Row {
            type Value = Node;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("[parent, text] or [parent, id, tag, flags, x, y, w, h, attrs]")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
                use de::Error;
                let missing = || A::Error::custom("row too short");
                let parent: i64 = seq.next_element()?.ok_or_else(missing)?;
                let mut node = Node {
                    parent: u32::try_from(parent).ok(),
                    ..Node::default()
                };
                match seq.next_element::<TextOrId>()?.ok_or_else(missing)? {
                    TextOrId::Text(text) => node.text = text,
                    TextOrId::Id(id) => {
                        node.id = id;
                        node.tag = seq.next_element()?.ok_or_else(missing)?;
                        node.flags = seq.next_element()?.ok_or_else(missing)?;
                        for side in [
                            &mut node.rect.x,
                            &mut node.rect.y,
                            &mut node.rect.w,
                            &mut node.rect.h,
                        ] {
                            *side = seq
                                .next_element::<Option<f32>>()?
                                .ok_or_else(missing)?
                                .unwrap_or(0.0);
                        }
                        if let Some(Attrs(attrs)) = seq.next_element()? {
                            node.attrs = attrs;
                        }
                    }
                }
                while seq.next_element::<de::IgnoredAny>()?.is_some() {}
                Ok(node)
            }
        }
        d.deserialize_seq(Row)
    }
}

enum TextOrId {
    Text(String),
    Id(u32),
}

impl<'de> Deserialize<'de> for TextOrId {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl Visitor<'_> for V {
            type Value = TextOrId;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text or an element number")
            }
            fn visit_str<E: de::Error>(self, s: &str) -> Result<TextOrId, E> {
                Ok(TextOrId::Text(s.to_owned()))
            }
            fn visit_string<E: de::Error>(self, s: String) -> Result<TextOrId, E> {
                Ok(TextOrId::Text(s))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<TextOrId, E> {
                u32::try_from(n).map(TextOrId::Id).map_err(E::custom)
            }
        }
        d.deserialize_any(V)
    }
}

struct Attrs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Attrs {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = Attrs;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object of attributes")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Attrs, A::Error> {
                let mut list = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    list.push(pair);
                }
                Ok(Attrs(list))
            }
        }
        d.deserialize_map(V)
    }
}
