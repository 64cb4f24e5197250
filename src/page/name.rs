//! Accessible names on the digest's tree: accname 1.2 (steps 2A–2I) with HTML-AAM, and after
//! them, only where they give nothing, what kits say without ARIA (`label`).
//!
//! Own code instead of the crate `accname` (0.26): that one wants a second tree with an id index and
//! a style look-up (`display`), while the digest says what is rendered and where, but not how; it
//! sets no bound on the work for one name; and it gives roles as text. This costs a few KB of Wasm.

use super::digest::{Node, flag};
use super::document::Page;
use super::label;
use super::role;
use super::section;
use super::target::Role;
use super::words::{append, letter};

/// Most rows looked at for one name; a name is short, a page is not.
const MAX_VISITS: u32 = 3_000;

/// Most rows of an element that is named by its content.
const MAX_CONTENT: usize = 250;

/// Deepest nesting and chain of references followed for one name.
const MAX_DEPTH: usize = 64;

/// Most rows of a section's heading that are looked at.
const MAX_HEADING: usize = 200;

/// Longest name kept, in bytes (before the last word).
const MAX_NAME: usize = 400;

/// Name of a row with what kits say beyond ARIA; whitespace is single.
pub(super) fn full(page: &Page, ix: usize) -> String {
    let role = page.role(ix);
    if role == Role::Section {
        return heading(page, ix);
    }
    let name = accessible(page, ix);
    if !name.is_empty() {
        return name;
    }
    if role::is_control(role) {
        let drawn = !matches!(page.node(ix).tag.as_str(), "select" | "input");
        let captioned = || label::first_line_of(page, ix).unwrap_or_default();
        let beside = match role {
            Role::Combobox if drawn && label::two_lines(page, ix) => captioned(),
            _ => label::beside(page, ix),
        };
        return match beside.is_empty() && menu_corner(page, ix) {
            true => "Menu".to_owned(),
            false => beside,
        };
    }
    if matches!(
        role,
        Role::Generic | Role::Text | Role::Alert | Role::Dialog
    ) && page.below(ix).len() <= MAX_CONTENT
    {
        return text_of(page, ix);
    }
    name
}

/// Width and height of the corner that a page's menu button stands in, CSS px.
const CORNER: f32 = 110.0;

/// Narrowest bar at the top of an app, CSS px.
const BAR: f32 = 320.0;

/// Whether a button without a word is the page's menu: it stands in the upper left corner, and its
/// picture is called so or it says that it opens something.
pub(super) fn menu_corner(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let r = node.rect;
    // An app may keep to a column in the middle of the window.
    let low = |&up: &usize| page.node(up).rect.h <= CORNER;
    let bar = page.ancestors(ix).take_while(low).last();
    let bar = bar.map(|at| page.node(at).rect).filter(|b| b.w >= BAR);
    let x = r.x - bar.map_or(0.0, |b| b.x);
    let corner = x >= 0.0 && r.y >= 0.0 && x + r.w <= CORNER && r.y + r.h <= CORNER;
    if !corner || page.below(ix).len() > 12 || !role::is_control(page.role(ix)) {
        return false;
    }
    let opens = node.attr("aria-expanded").is_some() || node.attr("aria-haspopup").is_some();
    let drawn = |at: usize| {
        let class = page.node(at).attr("class").unwrap_or("");
        class.split_ascii_whitespace().any(|token| {
            let word = token.rsplit(['-', '_']).next().unwrap_or(token);
            let is = |name: &str| word.eq_ignore_ascii_case(name);
            ["menu", "hamburger", "burger", "bars", "navicon"]
                .into_iter()
                .any(is)
        })
    };
    // The menu of a list's row stands there too when the page is scrolled.
    if page.row_of(ix).is_some() {
        return false;
    }
    let mute = page
        .below(ix)
        .all(|at| !page.node(at).text.contains(letter));
    mute && (opens || page.below(ix).any(drawn))
}

/// The accessible name alone.
pub(super) fn accessible(page: &Page, ix: usize) -> String {
    let mut walk = Walk::new(page);
    let mut out = String::new();
    walk.name(ix, Step::Root, &mut out);
    tidy(&out)
}

/// Visible text below a row.
pub(super) fn text_of(page: &Page, ix: usize) -> String {
    let mut walk = Walk::new(page);
    let mut out = String::new();
    if page.node(ix).is_text() {
        out.push_str(&page.node(ix).text);
    } else {
        walk.content(ix, false, &mut out);
    }
    tidy(&out)
}

/// A section heading's name: its text without the links and buttons that stand in it.
fn heading(page: &Page, ix: usize) -> String {
    let own = page.node(ix).attr("aria-label").is_some()
        || page.node(ix).attr("aria-labelledby").is_some();
    // The title may take presses as well as the picture before it.
    if let Some(picture) = section::expander(page, ix) {
        let title = page
            .children(ix)
            .filter(|&at| !page.within(picture, at))
            .map(|at| text_of(page, at))
            .find(|text| text.contains(letter));
        return title.unwrap_or_default();
    }
    if !own {
        let mut out = String::new();
        plain(page, ix, &mut out);
        if !out.is_empty() {
            return tidy(&out);
        }
    }
    let name = accessible(page, ix);
    if !name.is_empty() {
        return name;
    }
    match text_of(page, ix) {
        // An icon beside the title.
        text if text.is_empty() => {
            let mut out = String::new();
            if let Some(up) = page.parent(ix).filter(|&up| page.end(up) - up < 12) {
                plain(page, up, &mut out);
            }
            tidy(&out)
        }
        text => text,
    }
}

/// Text of a row without that of the controls in it.
pub(super) fn own_text(page: &Page, ix: usize) -> String {
    let mut out = String::new();
    plain(page, ix, &mut out);
    tidy(&out)
}

/// Text below a row that is in no control.
fn plain(page: &Page, ix: usize, out: &mut String) {
    let mut at = ix + 1;
    let end = page.end(ix).min(ix + MAX_HEADING);
    while at < end {
        let node = page.node(at);
        let skip = !node.is_text()
            && (role::is_control(page.role(at)) && !super::section::may_be_title(page, ix, at)
                || hidden(page, at));
        if skip {
            at = page.end(at);
            continue;
        }
        // A bar between two links is no part of the title.
        if node.is_text() && node.text.contains(letter) {
            title(page, at, out);
        }
        at += 1;
    }
}

/// Adds a text to a title: right at the one before it where they are halves of one word, and not if
/// it is a count beside it.
fn title(page: &Page, at: usize, out: &mut String) {
    let text = page.node(at).text.as_str();
    if !out.is_empty() && text.trim().chars().all(|c| c.is_ascii_digit()) {
        return;
    }
    let before = page.previous(at).map(|before| page.node(before));
    let halves = |before: &Node| before.is_text() && !before.text.ends_with(char::is_whitespace);
    if before.is_some_and(halves) && !text.starts_with(char::is_whitespace) {
        out.push_str(text.trim_end());
    } else {
        append(out, text);
    }
}

/// Single spaces, trimmed, bounded.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_NAME));
    for word in text.split_whitespace() {
        if out.len() + word.len() > MAX_NAME {
            break;
        }
        append(&mut out, word);
    }
    out
}

/// Whether a row is not perceivable for names.
fn hidden(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    node.has(flag::HIDDEN) || node.attr("aria-hidden") == Some("true") || {
        // What can't be seen as a whole still has its name; an unseen part of it adds nothing.
        let seen = |at| !page.node(at).has(flag::INVISIBLE);
        !seen(ix) && page.parent(ix).is_some_and(seen)
    }
}

/// The number in a small box right beside a text: how many there are, no part of the name.
fn badge(page: &Page, ix: usize) -> Option<&str> {
    let node = page.node(ix);
    let text = page
        .children(ix)
        .next()
        .filter(|_| page.below(ix).len() == 1)?;
    let number = page.node(text).text.trim();
    let digits = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let beside = page
        .previous(ix)
        .is_some_and(|at| page.node(at).text.ends_with(letter));
    (digits && beside && node.rect.w > 0.0 && node.rect.h <= 24.0).then_some(number)
}

/// How a row came to be part of a name.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    /// The name is asked of this row.
    Root,
    /// Named by `aria-labelledby` or `label` of the root.
    Reference,
    /// Part of the content of another row.
    Content,
    /// Made part of the content by `aria-owns`.
    Owned,
}

struct Walk<'p> {
    page: &'p Page,
    visits: u32,
    /// Rows being named: a row is used once, so that references can't run in a circle.
    path: Vec<usize>,
    /// Those of the path that were not reached by going down.
    entries: Vec<usize>,
    /// The directly referenced row was hidden: its hidden content counts.
    see_hidden: bool,
    /// The root asked for; a control inside its own label is not its name.
    root: usize,
}

impl<'p> Walk<'p> {
    fn new(page: &'p Page) -> Self {
        Walk {
            page,
            visits: 0,
            path: Vec::new(),
            entries: Vec::new(),
            see_hidden: false,
            root: usize::MAX,
        }
    }

    /// Steps 2A to 2I for one row; appends to `out`, says whether it added something.
    fn name(&mut self, ix: usize, step: Step, out: &mut String) -> bool {
        self.visits += 1;
        // Going down a tree meets only rows that a reference has jumped out of or into.
        let met = match step {
            Step::Content => self.entries.contains(&ix),
            _ => self.path.contains(&ix),
        };
        if met || self.visits > MAX_VISITS || self.path.len() > MAX_DEPTH {
            return false;
        }
        if step == Step::Root {
            self.root = ix;
        }
        let page = self.page;
        let node = page.node(ix);
        // 2A: hidden and not directly referenced.
        if matches!(step, Step::Content | Step::Owned) && hidden(page, ix) && !self.see_hidden {
            return false;
        }
        if node.is_text() {
            out.push_str(&node.text);
            return !node.text.trim().is_empty();
        }
        if step == Step::Content
            && let Some(count) = badge(page, ix).filter(|_| !out.trim().is_empty())
        {
            out.push_str(&[" (", count, ")"].concat());
            return true;
        }
        self.path.push(ix);
        if step != Step::Content {
            self.entries.push(ix);
        }
        let before = out.len();
        let done = self.steps(ix, node, step, out);
        self.path.pop();
        if step != Step::Content {
            self.entries.pop();
        }
        done || out[before..].trim() != ""
    }

    fn steps(&mut self, ix: usize, node: &Node, step: Step, out: &mut String) -> bool {
        // 2B: aria-labelledby, not followed from within another one.
        if step == Step::Root
            && let Some(ids) = node.attr("aria-labelledby")
            && self.referenced(ids, ix, out)
        {
            return true;
        }
        // 2C: embedded control inside a label or other content: its value.
        if step != Step::Root && self.embedded(ix, node, out) {
            return true;
        }
        // 2D: aria-label.
        if let Some(label) = node.attr("aria-label").filter(|l| !l.trim().is_empty()) {
            out.push_str(label);
            return true;
        }
        // 2E: the host language.
        if self.native(ix, node, step, out) {
            return true;
        }
        // 2F: content, where the role allows it or the row is already part of a name.
        let small = self.page.below(ix).len() <= MAX_CONTENT;
        if (step != Step::Root || small && from_content(self.page, ix))
            && self.content(ix, true, out)
        {
            return true;
        }
        // 2I: tooltip.
        if let Some(title) = node.attr("title").filter(|t| !t.trim().is_empty()) {
            out.push_str(title);
            return true;
        }
        step == Step::Root && placeholder(node, out)
    }

    fn referenced(&mut self, ids: &str, from: usize, out: &mut String) -> bool {
        let mut any = false;
        for id in ids.split_ascii_whitespace() {
            if let Some(at) = self.page.by_id(id, from) {
                out.push(' ');
                any |= self.refer(at, out);
            }
        }
        any
    }

    /// Follows a direct reference: a hidden row counts, with all of its hidden content.
    fn refer(&mut self, at: usize, out: &mut String) -> bool {
        let see = hidden(self.page, at) || self.page.ancestors(at).any(|up| hidden(self.page, up));
        let before = std::mem::replace(&mut self.see_hidden, see);
        // A row may refer to itself («Delete» + «Documentation.pdf»).
        let path = std::mem::take(&mut self.path);
        let any = if path.contains(&at) && at != self.root {
            false
        } else {
            self.path = path.iter().copied().filter(|&p| p != at).collect();
            self.name(at, Step::Reference, out)
        };
        self.path = path;
        self.see_hidden = before;
        any
    }

    fn embedded(&mut self, ix: usize, node: &Node, out: &mut String) -> bool {
        if ix == self.root {
            // Its own value is not part of its own label.
            return self.path.len() > 1 && role::is_field(self.page.role(ix));
        }
        match self.page.role(ix) {
            Role::Textbox => {
                let value = ["value", "aria-valuetext", "aria-valuenow"];
                if let Some(value) = value.iter().find_map(|name| node.attr(name)) {
                    out.push_str(value);
                    return true;
                }
                node.tag == "input" || node.tag == "textarea"
            }
            Role::Combobox | Role::Listbox => {
                if let Some(text) = self.chosen(ix, node) {
                    out.push_str(&text);
                }
                true
            }
            // What a menu offers is no part of the sentence that it stands in.
            Role::Generic if node.attr("role") == Some("menu") => true,
            // A button that nobody sees says once more what the one around it says.
            Role::Generic if matches!(node.attr("type"), Some("button" | "submit")) => true,
            Role::Generic => {
                let range = matches!(node.attr("role"), Some("slider" | "progressbar"))
                    || node.attr("type") == Some("range");
                let value = node.attr("aria-valuetext").or(node.attr("aria-valuenow"));
                range
                    && value.or(node.attr("value")).is_some_and(|v| {
                        out.push_str(v);
                        true
                    })
            }
            _ => false,
        }
    }

    /// What an embedded picker holds: its own choice, that of a list it owns, or its text.
    fn chosen(&self, ix: usize, node: &Node) -> Option<String> {
        let page = self.page;
        let owned = || {
            let ids = node.attr("aria-owns").or(node.attr("aria-controls"))?;
            let mut lists = ids
                .split_ascii_whitespace()
                .filter_map(|id| page.by_id(id, ix));
            lists.find_map(|at| page.state(at).selected)
        };
        let held = || node.attr("value").map(str::to_owned);
        page.state(ix).selected.or_else(owned).or_else(held)
    }

    /// HTML-AAM: labels, alternative texts, captions, values of buttons.
    fn native(&mut self, ix: usize, node: &Node, step: Step, out: &mut String) -> bool {
        let page = self.page;
        if step == Step::Root && labelable(node) && self.labels(ix, node, out) {
            return true;
        }
        let attr = |name: &str, out: &mut String| {
            node.attr(name)
                .filter(|v| !v.trim().is_empty())
                .is_some_and(|v| {
                    out.push_str(v);
                    true
                })
        };
        match node.tag.as_str() {
            "input" => match node.attr("type").unwrap_or("text") {
                "submit" => {
                    attr("value", out) || attr("title", out) || {
                        out.push_str("Submit");
                        true
                    }
                }
                "reset" => {
                    attr("value", out) || attr("title", out) || {
                        out.push_str("Reset");
                        true
                    }
                }
                "button" => attr("value", out),
                "image" => attr("alt", out) || attr("value", out) || attr("title", out),
                _ => false,
            },
            "img" | "area" => attr("alt", out),
            "fieldset" => self.first(ix, "legend", out),
            "table" => self.first(ix, "caption", out),
            "figure" => self.first(ix, "figcaption", out),
            "svg" => self.first(ix, "title", out),
            "details" if step == Step::Root => self.first(ix, "summary", out),
            "optgroup" | "option" | "track" => attr("label", out),
            _ => {
                let _ = page;
                false
            }
        }
    }

    fn labels(&mut self, ix: usize, node: &Node, out: &mut String) -> bool {
        let page = self.page;
        let mut any = false;
        let around = page
            .ancestors(ix)
            .find(|&up| page.node(up).tag == "label")
            .filter(|&up| {
                page.node(up)
                    .attr("for")
                    .is_none_or(|f| node.attr("id") == Some(f))
            });
        let id = node.attr("id").unwrap_or("");
        let mut list: Vec<usize> = if id.is_empty() || page.by_id(id, ix) != Some(ix) {
            Vec::new()
        } else {
            page.labels_for(id, ix).collect()
        };
        if let Some(up) = around
            && !list.contains(&up)
        {
            list.insert(list.partition_point(|&at| at < up), up);
        }
        for at in list {
            out.push(' ');
            any |= self.refer(at, out);
        }
        any
    }

    fn first(&mut self, ix: usize, tag: &str, out: &mut String) -> bool {
        let page = self.page;
        match page.children(ix).find(|&at| page.node(at).tag == tag) {
            Some(at) => self.name(at, Step::Content, out),
            None => false,
        }
    }

    /// Text of the children, with spaces around block-like ones.
    fn content(&mut self, ix: usize, named: bool, out: &mut String) -> bool {
        let page = self.page;
        let before = out.len();
        let mut last: Option<usize> = None;
        for at in page.children(ix) {
            if out.len() > before + 2 * MAX_NAME || self.visits > MAX_VISITS {
                break;
            }
            let node = page.node(at);
            let block = !node.is_text() && (!inline(&node.tag) || new_line(page, ix, at));
            if block || last.is_some_and(|last| apart(page, last, at)) {
                out.push(' ');
            }
            last = (!node.is_text()).then_some(at);
            if named || node.is_text() {
                self.name(at, Step::Content, out);
            } else if !hidden(page, at) {
                self.visits += 1;
                self.content(at, false, out);
            }
            if block {
                out.push(' ');
            }
        }
        // What ARIA says belongs here although it stands elsewhere.
        for id in page
            .node(ix)
            .attr("aria-owns")
            .unwrap_or("")
            .split_ascii_whitespace()
        {
            if let Some(at) = page.by_id(id, ix).filter(|_| named) {
                out.push(' ');
                self.name(at, Step::Owned, out);
                out.push(' ');
            }
        }
        !out[before..].trim().is_empty()
    }
}

/// Whether an element begins at the left edge although a text comes before it: it is drawn as a block.
fn new_line(page: &Page, around: usize, at: usize) -> bool {
    let text = |before: usize| page.node(before).text.trim().chars().count() >= 4;
    let after_text = page.previous(at).is_some_and(text);
    let (r, o) = (page.node(at).rect, page.node(around).rect);
    after_text && r.w > 0.0 && r.x <= o.x + LEFT
}

/// How far from the left edge a line of text begins at most, CSS px.
const LEFT: f32 = 24.0;

/// Whether two neighbouring elements are drawn apart, or nothing says that they are not: the blank
/// between inline elements is no row of the digest.
fn apart(page: &Page, a: usize, b: usize) -> bool {
    if page.node(b).is_text() {
        return false;
    }
    let (a, b) = (page.node(a).rect, page.node(b).rect);
    a.w == 0.0 || b.w == 0.0 || b.x >= a.x + a.w + 2.0 || b.y >= a.y + a.h / 2.0
}

/// Tags whose box does not break the line.
pub(super) fn inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
            | "slot"
    )
}

/// Elements that `<label>` can label.
pub(super) fn labelable(node: &Node) -> bool {
    match node.tag.as_str() {
        "input" => node.attr("type") != Some("hidden"),
        "button" | "meter" | "output" | "progress" | "select" | "textarea" => true,
        tag => tag.contains('-'),
    }
}

fn placeholder(node: &Node, out: &mut String) -> bool {
    let text = node.attr("placeholder").or(node.attr("aria-placeholder"));
    text.filter(|t| !t.trim().is_empty()).is_some_and(|t| {
        out.push_str(t);
        true
    })
}

/// Whether the role takes its name from content.
fn from_content(page: &Page, ix: usize) -> bool {
    match page.role(ix) {
        Role::Button
        | Role::Link
        | Role::MenuItem
        | Role::Tab
        | Role::Option
        | Role::Heading
        | Role::Row
        | Role::Cell
        | Role::Section => true,
        Role::Checkbox | Role::Radio => page.node(ix).tag != "input",
        _ => {
            matches!(
                page.node(ix).tag.as_str(),
                "legend" | "caption" | "label" | "summary"
            ) || page.node(ix).attr("role") == Some("tooltip")
        }
    }
}
