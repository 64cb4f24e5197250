//! Reads HTML into a digest, as `extension/content.js` would, for tests that are easier to read as
//! HTML. Lays out by a crude model (blocks stack, inline content flows, table cells stand side by
//! side); boxes are plausible, not exact. Understands `hidden`, `display:none`,
//! `visibility:hidden`, `height:0`, `left:-9999px`, `cursor:pointer` in `style`, and declarative
//! shadow roots. No style sheets, no scripts.

#![allow(clippy::expect_used)] // A test's own HTML that is wrong must fail loudly.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proxuma_connect::page::Page;
use proxuma_connect::page::digest::{Box2, Digest, Node, flag};

const LINE: f32 = 20.0;
const CHAR: f32 = 7.0;

/// The page of an HTML text. Panics where a test's own HTML is wrong.
#[allow(dead_code)]
pub fn page(html: &str) -> Page {
    Page::read(digest(html)).expect("test HTML gives a valid digest")
}

/// The digest of an HTML text.
pub fn digest(html: &str) -> Digest {
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default())
        .from_utf8()
        .read_from(&mut html.as_bytes())
        .expect("reading from memory");
    let mut reader = Reader {
        rows: Vec::new(),
        referenced: referenced(html),
    };
    let root = find(&dom.document, "body").expect("a body");
    reader.element(&root, None, 0.0, 0.0, 1280.0, 0);
    Digest {
        focused: true,
        v: proxuma_connect::protocol::PROTOCOL,
        url: "https://ww5.autotask.net/Mvc/Test.mvc".into(),
        title: "Test".into(),
        lang: "en".into(),
        w: 1280.0,
        h: 720.0,
        cut: false,
        rows: reader.rows,
    }
}

/// The row with this `id` or `data-t`.
#[allow(dead_code)]
pub fn at(page: &Page, id: &str) -> usize {
    (0..page.len())
        .find(|&ix| {
            page.node(ix).attr("data-t") == Some(id) || page.node(ix).attr("id") == Some(id)
        })
        .unwrap_or_else(|| panic!("no element {id}"))
}

struct Reader {
    rows: Vec<Node>,
    /// Ids that something refers to: such rows are listed though not rendered.
    referenced: Vec<String>,
}

fn referenced(html: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for attr in ["aria-labelledby=\"", "for=\"", "aria-controls=\""] {
        for part in html.split(attr).skip(1) {
            let list = part.split('"').next().unwrap_or("");
            ids.extend(list.split_whitespace().map(str::to_owned));
        }
    }
    ids
}

fn find(handle: &Handle, name: &str) -> Option<Handle> {
    if tag(handle).as_deref() == Some(name) {
        return Some(handle.clone());
    }
    handle.children.borrow().iter().find_map(|c| find(c, name))
}

fn tag(handle: &Handle) -> Option<String> {
    match &handle.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

fn attrs(handle: &Handle) -> Vec<(String, String)> {
    match &handle.data {
        NodeData::Element { attrs, .. } => attrs
            .borrow()
            .iter()
            .map(|a| (a.name.local.to_string(), a.value.to_string()))
            .collect(),
        _ => Vec::new(),
    }
}

fn attr(list: &[(String, String)], name: &str) -> Option<String> {
    list.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone())
}

/// A property of an inline style.
fn style(list: &[(String, String)], name: &str) -> Option<String> {
    attr(list, "style")?
        .split(';')
        .filter_map(|d| d.split_once(':'))
        .find(|(n, _)| n.trim() == name)
        .map(|(_, v)| v.trim().to_owned())
}

fn px(list: &[(String, String)], name: &str) -> Option<f32> {
    style(list, name)?.trim_end_matches("px").parse().ok()
}

fn inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "button"
            | "em"
            | "i"
            | "img"
            | "input"
            | "label"
            | "select"
            | "small"
            | "span"
            | "strong"
            | "svg"
            | "textarea"
            | "u"
            | "slot"
    )
}

impl Reader {
    /// Appends the element and its content; returns its width and height.
    fn element(
        &mut self,
        handle: &Handle,
        parent: Option<u32>,
        x: f32,
        y: f32,
        width: f32,
        inherited: u32,
    ) -> (f32, f32) {
        let list = attrs(handle);
        let tag = tag(handle).unwrap_or_default();
        let mut flags = inherited | own_flags(&tag, &list);
        if unrendered(&tag, &list) {
            flags |= flag::HIDDEN;
        }
        let hidden = flags & flag::HIDDEN != 0;
        if hidden && inherited & flag::HIDDEN == 0 && !self.listed_below(handle) {
            return (0.0, 0.0);
        }
        let x = px(&list, "left").unwrap_or(x);
        let ix = self.rows.len() as u32;
        self.rows.push(Node {
            parent,
            id: ix + 1,
            tag: tag.clone(),
            flags: flags & !(flag::SHADOW),
            rect: Box2::default(),
            attrs: listed(&tag, &list),
            text: String::new(),
        });
        let passed = flags & (flag::HIDDEN | flag::INVISIBLE);
        let (mut w, mut h) = self.content(handle, &tag, ix, (x, y), width, passed);
        if let Some((fw, fh)) = fixed(&tag, &list) {
            (w, h) = (fw, fh);
        } else if handle.children.borrow().is_empty() && w == 0.0 && tag != "br" {
            (w, h) = (16.0, 16.0);
        }
        if !inline(&tag) && tag != "td" && tag != "th" && w < width && h > 0.0 && w != 16.0 {
            w = width;
        }
        w = px(&list, "width").unwrap_or(w);
        h = px(&list, "height").unwrap_or(h);
        if flags & flag::HIDDEN == 0 {
            self.rows[ix as usize].rect = Box2 { x, y, w, h };
        }
        if px(&list, "height") == Some(0.0) {
            for row in &mut self.rows[ix as usize + 1..] {
                row.flags |= flag::INVISIBLE;
            }
        }
        (w, h)
    }

    fn content(
        &mut self,
        handle: &Handle,
        name: &str,
        ix: u32,
        (x, y): (f32, f32),
        width: f32,
        passed: u32,
    ) -> (f32, f32) {
        let row = name == "tr";
        let open = attr(&attrs(handle), "open").is_some();
        let (mut cx, mut cy, mut line, mut widest) = (x, y, 0.0f32, 0.0f32);
        for child in children(handle) {
            if name == "details" && !open && tag(&child).as_deref() != Some("summary") {
                continue;
            }
            let flows = match &child.data {
                NodeData::Text { contents } => {
                    let text = spaced(&contents.borrow());
                    let w = CHAR * text.chars().count() as f32;
                    if text.trim().is_empty() {
                        // Not listed, but it holds its neighbours apart.
                        cx += if cx > x { w } else { 0.0 };
                        continue;
                    }
                    self.rows.push(Node {
                        parent: Some(ix),
                        text,
                        ..Node::default()
                    });
                    Some((w, LINE))
                }
                NodeData::Element { .. } => {
                    let tag = tag(&child).unwrap_or_default();
                    if inline(&tag) || row {
                        Some(self.element(&child, Some(ix), cx, cy, width, passed))
                    } else {
                        if cx > x {
                            cy += line;
                        }
                        let (w, h) = self.element(&child, Some(ix), x, cy, width, passed);
                        widest = widest.max(w);
                        cy += h;
                        (cx, line) = (x, 0.0);
                        None
                    }
                }
                _ => continue,
            };
            if let Some((w, h)) = flows {
                cx += w;
                line = line.max(h);
                widest = widest.max(cx - x);
            }
        }
        (widest, cy + line - y)
    }

    fn listed_below(&self, handle: &Handle) -> bool {
        attr(&attrs(handle), "id").is_some_and(|id| self.referenced.contains(&id))
            || handle
                .children
                .borrow()
                .iter()
                .any(|c| self.listed_below(c))
    }
}

/// Single spaces, those at the ends kept, as content.js does.
fn spaced(text: &str) -> String {
    let inner = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let blank = |c: Option<char>| {
        if c.is_some_and(char::is_whitespace) {
            " "
        } else {
            ""
        }
    };
    if inner.is_empty() {
        return blank(text.chars().next()).to_owned();
    }
    format!(
        "{}{inner}{}",
        blank(text.chars().next()),
        blank(text.chars().last())
    )
}

/// Children, with a declarative shadow root in place of the host's own.
fn children(handle: &Handle) -> Vec<Handle> {
    for child in handle.children.borrow().iter() {
        if let NodeData::Element {
            template_contents, ..
        } = &child.data
            && attr(&attrs(child), "shadowrootmode").is_some()
            && let Some(contents) = template_contents.borrow().as_ref()
        {
            return contents.children.borrow().clone();
        }
    }
    handle.children.borrow().clone()
}

fn own_flags(tag: &str, list: &[(String, String)]) -> u32 {
    let kind = attr(list, "type").unwrap_or_default();
    let text =
        tag == "textarea" || tag == "input" && !matches!(kind.as_str(), "checkbox" | "radio");
    let when = |yes: bool, bit: u32| if yes { bit } else { 0 };
    let has = |name: &str| attr(list, name).is_some();
    when(has("disabled"), flag::DISABLED)
        | when(has("readonly"), flag::READONLY)
        | when(has("data-focused"), flag::FOCUSED)
        | when(has("checked"), flag::CHECKED)
        | when(
            text && attr(list, "value").is_some_and(|v| !v.is_empty()),
            flag::FILLED,
        )
        | when(tag == "option" && has("selected"), flag::SELECTED)
        | when(has("open"), flag::OPEN)
        | when(
            style(list, "visibility").as_deref() == Some("hidden"),
            flag::INVISIBLE,
        )
        | when(
            style(list, "cursor").as_deref() == Some("pointer"),
            flag::POINTER,
        )
}

fn unrendered(tag: &str, list: &[(String, String)]) -> bool {
    matches!(tag, "head" | "script" | "style" | "template" | "noscript")
        || attr(list, "hidden").is_some()
        || style(list, "display").as_deref() == Some("none")
        || tag == "input" && attr(list, "type").as_deref() == Some("hidden")
        || tag == "dialog" && attr(list, "open").is_none()
}

/// Attributes as content.js lists them: no style, and no value of a text field unless
/// `data-listed` says that a step's condition names it.
fn listed(tag: &str, list: &[(String, String)]) -> Vec<(String, String)> {
    let kind = attr(list, "type").unwrap_or_default();
    let button = matches!(kind.as_str(), "submit" | "button" | "reset" | "image");
    list.iter()
        .filter(|(name, _)| match name.as_str() {
            "style" | "data-listed" => false,
            "value" => button || tag == "option" || attr(list, "data-listed").is_some(),
            _ => true,
        })
        .cloned()
        .collect()
}

/// Sizes of replaced and form elements.
fn fixed(tag: &str, list: &[(String, String)]) -> Option<(f32, f32)> {
    let kind = attr(list, "type").unwrap_or_default();
    match (tag, kind.as_str()) {
        ("input", "checkbox" | "radio") => Some((13.0, 13.0)),
        ("input", "hidden") => Some((0.0, 0.0)),
        ("input" | "select", _) => Some((150.0, 22.0)),
        ("textarea", _) => Some((300.0, 60.0)),
        ("img" | "svg", _) => Some((16.0, 16.0)),
        _ => None,
    }
}
