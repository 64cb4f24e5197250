//! Sections: parts of a page that a heading names, and whether they are open.
//!
//! Understood: `<details>`, `<fieldset>`, headings and what follows them, headings of kits
//! (`.HeadingContainer` + `.ContentContainer`), ARIA toggles (`aria-expanded`), named regions.
//! A section is a range of rows and its heading; the heading is what a person presses.

use super::digest::flag;
use super::document::{NONE, Page};
use super::kit;
use super::state;
use super::target::Role;
use super::words::{Word, letter};

/// Most sections kept of one page.
const MAX_SECTIONS: usize = 4_000;

/// One part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// The heading (toggle); for named regions without heading the region itself.
    pub heading: u32,
    /// First row of the section (the heading's own content included).
    pub start: u32,
    /// First row of what the heading opens.
    pub content: u32,
    /// One past the last row.
    pub end: u32,
    /// Index of the section around it, or none.
    pub(super) parent: u32,
    /// The heading opens and closes it.
    pub collapsible: bool,
    /// Whether its content is seen; `None` if the page lists no content.
    pub open: Option<bool>,
}

/// Whether a row of this role can be promoted to [`Role::Section`].
pub(super) fn may_be_toggle(role: Role) -> bool {
    matches!(
        role,
        Role::Generic | Role::Heading | Role::Button | Role::Link | Role::Text | Role::Row
    )
}

/// The picture that opens and closes, in a line that begins with it and goes on with a title, unlike
/// the lines beside it: of the rows of a tree each may have one.
pub(super) fn expander(page: &Page, ix: usize) -> Option<usize> {
    let lead = lead(page, ix)?;
    let beside = [page.previous(ix), page.next(ix)];
    let tree = beside
        .into_iter()
        .flatten()
        .any(|at| self::lead(page, at).is_some());
    (!tree).then_some(lead)
}

fn lead(page: &Page, ix: usize) -> Option<usize> {
    if page.below(ix).len() > 40
        || !matches!(page.role(ix), Role::Row | Role::Generic | Role::Section)
    {
        return None;
    }
    let first = element_children(page, ix).next()?;
    let says = |at: &usize| state::expander(page, *at).is_some();
    let picture = std::iter::once(first).chain(page.below(first)).find(says)?;
    let letters = |at: usize| page.node(at).text.contains(letter);
    (!page.worded(first) && (page.end(first)..page.end(ix)).any(letters)).then_some(picture)
}

/// Whether a control inside a heading is the heading's title itself (a toggle around the text).
pub(super) fn may_be_title(page: &Page, heading: usize, ix: usize) -> bool {
    let node = page.node(ix);
    node.attr("aria-expanded").is_some()
        || page
            .children(heading)
            .filter(|&at| !page.node(at).is_text())
            .eq(std::iter::once(ix))
}

/// See [`Page::handle`].
pub(super) fn handle(page: &Page, ix: usize) -> usize {
    let takes = |at: usize| {
        let node = page.node(at);
        let says = ["onclick", "tabindex", "href"].map(|name| node.attr(name).is_some());
        says.contains(&true) || matches!(node.tag.as_str(), "button" | "summary")
    };
    if !matches!(page.role(ix), Role::Section | Role::Heading) || takes(ix) {
        return ix;
    }
    let hand = |at: usize| page.node(at).has(flag::POINTER);
    if let Some(picture) = expander(page, ix).filter(|&at| takes(at) || hand(at)) {
        return picture;
    }
    let mut inside = page.below(ix).filter(|&at| {
        let own = page.name(at).is_empty() || page.name(at) == page.name(ix);
        takes(at) && page.visible(at) && own
    });
    match (inside.next(), inside.next()) {
        (Some(only), None) => only,
        _ => ix,
    }
}

/// All sections, and for each row the index of the innermost one.
pub(super) fn find(page: &Page) -> (Vec<Section>, Vec<u32>) {
    let mut found: Vec<Section> = Vec::new();
    for ix in 0..page.len() {
        if found.len() >= MAX_SECTIONS {
            break;
        }
        if page.node(ix).is_text() {
            continue;
        }
        if let Some(section) = details(page, ix)
            .or_else(|| toggle(page, ix))
            .or_else(|| heading(page, ix))
            .or_else(|| region(page, ix))
        {
            // Nearly all come in order.
            let place = |s: &Section| (s.start, u32::MAX - s.end);
            let at = found.iter().rposition(|s| place(s) <= place(&section));
            found.insert(at.map_or(0, |at| at + 1), section);
        }
    }
    let inner = nest(&mut found, page.len());
    (found, inner)
}

/// Fills in parents and returns the innermost section of each row.
fn nest(sections: &mut [Section], rows: usize) -> Vec<u32> {
    let mut inner = vec![NONE; rows];
    let mut open: Vec<u32> = Vec::new();
    let mut next = 0;
    for (row, slot) in inner.iter_mut().enumerate() {
        while open
            .last()
            .is_some_and(|&top| sections[top as usize].end as usize <= row)
        {
            open.pop();
        }
        while next < sections.len() && sections[next].start as usize <= row {
            if sections[next].end as usize > row {
                sections[next].parent = open.last().copied().unwrap_or(NONE);
                open.push(next as u32);
            }
            next += 1;
        }
        *slot = open.last().copied().unwrap_or(NONE);
    }
    inner
}

fn make(page: &Page, heading: usize, content: usize, end: usize, collapsible: bool) -> Section {
    let listed = (content..end).any(|ix| !page.node(ix).is_text());
    let said = state::said(page, heading);
    let flat = || flat(page, content, end);
    let may_close = collapsible && said != Some(true);
    let open = if collapsible && said == Some(false) && flat() {
        Some(false)
    } else if (content..end)
        .any(|ix| page.visible(ix) && !(may_close && on_line(page, heading, ix)))
    {
        Some(true)
    } else if listed || (collapsible && said.is_none()) {
        Some(false)
    } else {
        None
    };
    Section {
        heading: heading as u32,
        start: heading as u32 + 1,
        content: content as u32,
        end: end.max(page.end(heading)) as u32,
        parent: NONE,
        collapsible,
        open,
    }
}

/// How far below a heading what stands on its line may end, CSS px.
const LINE: f32 = 8.0;

/// Whether a row stands on a heading's own line, as the links for all of its part do.
pub(super) fn on_line(page: &Page, heading: usize, ix: usize) -> bool {
    // Texts and slots have no boxes of their own.
    let boxed = |&at: &usize| !page.node(at).is_text() && page.node(at).tag != "slot";
    let mut around = std::iter::once(ix).chain(page.ancestors(ix));
    let at = around.find(boxed).unwrap_or(ix);
    let (h, r) = (page.node(heading).rect, page.node(at).rect);
    r.h > 1.0 && r.y + r.h <= h.y + h.h + LINE && r.y + LINE >= h.y
}

/// Whether all boxes that hold the content have no height: closed by clipping, where what is inside
/// still has boxes of its own.
fn flat(page: &Page, content: usize, end: usize) -> bool {
    let mut at = content;
    let mut any = false;
    while at < end {
        let node = page.node(at);
        if !node.is_text() {
            if node.rect.h > 1.0 {
                return false;
            }
            any = true;
        }
        at = page.end(at).max(at + 1);
    }
    any
}

fn details(page: &Page, ix: usize) -> Option<Section> {
    let up = page.parent(ix)?;
    match (page.node(ix).tag.as_str(), page.node(up).tag.as_str()) {
        ("summary", "details") => {
            let mut section = make(page, ix, page.end(ix), page.end(up), true);
            let open = page.node(up).has(flag::OPEN) || page.node(up).attr("open").is_some();
            section.open = Some(open);
            Some(section)
        }
        ("legend", "fieldset") => Some(make(page, ix, page.end(ix), page.end(up), false)),
        _ => None,
    }
}

/// A control with `aria-expanded` that is no menu button.
fn toggle(page: &Page, ix: usize) -> Option<Section> {
    let node = page.node(ix);
    node.attr("aria-expanded")?;
    if node.attr("aria-haspopup").is_some_and(|v| v != "false")
        || !matches!(page.role(ix), Role::Button | Role::Link | Role::Generic)
        || super::name::menu_corner(page, ix)
        || titled_by(page, ix).is_some()
    {
        return None;
    }
    // An icon in a heading: the heading is the thing to name and to press.
    if super::name::text_of(page, ix).is_empty()
        && page
            .ancestors(ix)
            .take(3)
            .any(|up| level(page, up).is_some())
    {
        return None;
    }
    if let Some(content) = node.attr("aria-controls").and_then(|id| page.by_id(id, ix))
        && page.node(content).attr("role") != Some("menu")
        && content > ix
        && page.same_tree(content, ix)
    {
        return Some(Section {
            start: content as u32,
            ..make(page, ix, content, page.end(content), true)
        });
    }
    let top = wrapper(page, ix);
    let mut after = following(page, top);
    let first = after.next()?;
    let is_content = |at: usize| page.role(at) == Role::Generic && !starts_with_toggle(page, at);
    let said = page.node(first).attr("role");
    if matches!(said, Some("menu" | "tooltip")) || page.kit(first) & kit::MENU != 0 {
        return None;
    }
    let main = page.node(first).tag == "main" || page.node(first).attr("role") == Some("main");
    if main || !is_content(first) {
        return None;
    }
    let end = after
        .take_while(|&at| is_content(at))
        .last()
        .unwrap_or(first);
    Some(make(page, ix, first, page.end(end), true))
}

fn starts_with_toggle(page: &Page, ix: usize) -> bool {
    std::iter::once(ix)
        .chain(page.below(ix).take(4))
        .any(|at| page.node(at).attr("aria-expanded").is_some())
}

/// Highest bar that holds a heading and icons, CSS px.
const TITLE_BAR: f32 = 64.0;

/// Whether a low bar holds nothing with a word but the heading, or only a line that describes its part.
fn titled(page: &Page, bar: usize, heading: usize) -> bool {
    let mute = |at: usize| page.within(at, heading) || !page.node(at).text.contains(letter);
    let low = page.node(bar).rect.h <= TITLE_BAR && page.below(bar).len() < 40;
    low && (page.below(bar).all(mute) || described(page, bar, heading))
}

/// Whether a bar holds a heading and a text under it, and nothing to press or fill.
fn described(page: &Page, bar: usize, heading: usize) -> bool {
    let under = || page.next(heading).is_some_and(|at| page.worded(at));
    let first = element_children(page, bar).next() == Some(heading);
    let real = page.node(heading).tag.len() == 2 && level(page, heading).is_some_and(|l| l < 7);
    let pressed = |at: usize| super::role::is_control(page.role(at));
    first && real && under() && !page.below(bar).any(pressed) && page.next(bar).is_some()
}

/// Words, folded, of toggles that show no word, beside the name of what they open.
const FOLDS: [&str; 11] = [
    "expand", "collapse", "toggle", "show", "hide", "open", "close", "or", "section", "panel",
    "details",
];

/// The heading in whose bar a toggle without a word stands, which only says that it opens that part.
fn titled_by(page: &Page, toggle: usize) -> Option<usize> {
    if page.node(toggle).attr("aria-expanded").is_none() || page.worded(toggle) {
        return None;
    }
    let mut bars = page.ancestors(toggle).take(2);
    let heading = bars.find_map(|bar| {
        let low = page.node(bar).rect.h <= TITLE_BAR;
        let mut before = page
            .below(bar)
            .take_while(|&at| low && at < toggle)
            .take(12);
        before.find(|&at| matches!(page.node(at).tag.as_str(), "h2" | "h3" | "h4" | "h5" | "h6"))
    })?;
    let title = page.words(heading);
    let said = |word: &Word| {
        FOLDS.contains(&&*word.text) || title.list.iter().any(|own| own.stem == word.stem)
    };
    page.words(toggle).list.iter().all(said).then_some(heading)
}

/// The toggle beside a heading that opens its part.
fn toggle_beside(page: &Page, heading: usize) -> Option<usize> {
    let mut bars = page.ancestors(heading).take(2);
    bars.find_map(|bar| {
        let mut after = page.below(bar).take(40).filter(|&at| at > heading);
        after.find(|&at| titled_by(page, at) == Some(heading))
    })
}

/// Climbs out of wrappers that hold nothing but this heading.
fn wrapper(page: &Page, ix: usize) -> usize {
    let mut top = ix;
    for up in page.ancestors(ix).take(4) {
        let only = element_children(page, up).nth(1).is_none();
        let headed = page.kit(up) & kit::HEADING != 0 || page.node(up).tag == "header";
        if !(only || headed || titled(page, up, top))
            || page.kit(up) & (kit::SECTION | kit::CONTENT) != 0
        {
            break;
        }
        top = up;
    }
    top
}

fn element_children(page: &Page, ix: usize) -> impl Iterator<Item = usize> + '_ {
    page.children(ix).filter(|&at| !page.node(at).is_text())
}

/// Element siblings after `ix`.
fn following(page: &Page, ix: usize) -> impl Iterator<Item = usize> + '_ {
    let stop = page.parent(ix).map_or(page.end(ix), |p| page.end(p));
    let mut at = page.end(ix);
    std::iter::from_fn(move || {
        while at < stop {
            let this = at;
            at = page.end(this);
            if !page.node(this).is_text() {
                return Some(this);
            }
        }
        None
    })
}

/// Level of a heading; kits' headings rank below all of HTML's.
fn level(page: &Page, ix: usize) -> Option<u32> {
    let node = page.node(ix);
    let tag = node.tag.as_bytes();
    if tag.len() == 2 && tag[0] == b'h' && (b'1'..=b'6').contains(&tag[1]) {
        return Some(u32::from(tag[1] - b'0'));
    }
    if page.role(ix) == Role::Heading && node.attr("role") == Some("heading") {
        return node
            .attr("aria-level")
            .and_then(|l| l.parse().ok())
            .or(Some(2));
    }
    let drawn = page.kit(ix) & kit::HEADING != 0
        || bar(page, ix)
        || panel_head(page, ix)
        || page.repeats().bars.has(ix)
        || expander(page, ix).is_some();
    (drawn && !super::role::is_control(page.role(ix))).then_some(7)
}

/// The first line of an open part of a panel bar, whose kit calls the part a menu's entry.
fn panel_head(page: &Page, ix: usize) -> bool {
    page.parent(ix).is_some_and(|up| {
        let part = page.node(up).attr("role").is_some() && page.role(up) == Role::Generic;
        ix == up + 1 && part && super::role::holds_form(page, up) && page.worded(ix)
    })
}

/// A bar with a drawn toggle and a text at the start of a section: a heading that no class name
/// calls so.
fn bar(page: &Page, ix: usize) -> bool {
    let starts = page
        .parent(ix)
        .is_some_and(|up| page.kit(up) & kit::SECTION != 0 && ix == up + 1);
    starts
        && page.kit(ix) & (kit::CONTENT | kit::SECTION) == 0
        && page.below(ix).len() < 40
        && element_children(page, ix).any(|at| page.kit(at) & kit::TOGGLE != 0)
}

fn heading(page: &Page, ix: usize) -> Option<Section> {
    let level = level(page, ix)?;
    let up = page.parent(ix)?;
    // Of nested heading boxes the outermost counts; a toggle inside is found by `toggle`.
    if page.kit(up) & kit::HEADING != 0 {
        return None;
    }
    if page.below(ix).take(12).any(|at| toggle(page, at).is_some()) {
        return None;
    }
    let top = wrapper(page, ix);
    // A box like the one around this heading, with a heading at its start, is the next part.
    let depth = page.ancestors(ix).position(|up| up == top);
    let begins = |at: usize| {
        depth.is_some_and(|depth| {
            std::iter::successors(element_children(page, at).next(), |&at| {
                element_children(page, at).next()
            })
            .nth(depth)
            .is_some_and(|at| self::level(page, at).is_some_and(|l| l <= level))
        })
    };
    let rival = |at: usize| self::level(page, at).is_some_and(|l| l <= level) || begins(at);
    // A heading in a closed menu or beside the page names nothing that is seen.
    let r = page.node(ix).rect;
    let unseen = !page.visible(ix) && r.w > 1.0 && r.h > 1.0;
    let last = following(page, top)
        .take_while(|&at| !(rival(at) || unseen && page.visible(at)))
        .last();
    let own = page.end(top);
    let end = last.map_or(own, |at| page.end(at));
    let around = page.ancestors(ix).take(2);
    let collapsible = page.kit(up) & kit::COLLAPSIBLE != 0
        || around
            .filter(|&at| page.kit(at) & kit::SECTION != 0)
            .any(|at| page.kit(at) & (kit::COLLAPSIBLE | kit::COLLAPSED | kit::EXPANDED) != 0)
        || std::iter::once(ix)
            .chain(page.below(ix).take(12))
            .any(|at| opens(page, at))
        || toggle_beside(page, ix).is_some();
    if last.is_none() && !collapsible {
        return None;
    }
    // A toggle around the title is the thing to press, not the box around it.
    let inner = page.below(ix).take(12).find(|&at| {
        page.node(at).attr("aria-expanded").is_some()
            && matches!(page.role(at), Role::Button | Role::Link)
            && !super::name::text_of(page, at).is_empty()
    });
    // Of a bar with a way back in it the heading names the part.
    let real = |&at: &usize| page.role(at) == Role::Heading && page.kit(at) & kit::HEADING == 0;
    let title = match collapsible {
        true => None,
        false => page.below(ix).take(12).find(real),
    };
    Some(Section {
        start: ix as u32 + 1,
        ..make(page, inner.or(title).unwrap_or(ix), own, end, collapsible)
    })
}

/// Whether a row in a heading shows that the heading opens and closes something.
fn opens(page: &Page, ix: usize) -> bool {
    let bits = page.kit(ix);
    bits & (kit::TOGGLE | kit::COLLAPSED | kit::EXPANDED) != 0
        || panel_head(page, ix)
        || page.repeats().bars.has(ix)
        || page.node(ix).attr("aria-expanded").is_some()
        || state::expander(page, ix).is_some()
}

/// A region that ARIA names.
fn region(page: &Page, ix: usize) -> Option<Section> {
    let node = page.node(ix);
    let part = matches!(
        node.attr("role"),
        Some("region" | "group" | "radiogroup" | "tabpanel" | "dialog" | "form" | "grid" | "table")
    ) || matches!(
        node.tag.as_str(),
        "section" | "fieldset" | "form" | "dialog" | "nav" | "aside" | "table"
    );
    if !part {
        return None;
    }
    let by = node.attr("aria-labelledby").and_then(|ids| {
        ids.split_ascii_whitespace()
            .find_map(|id| page.by_id(id, ix))
    });
    if by.is_none() && node.attr("aria-label").is_none_or(|l| l.trim().is_empty()) {
        return None;
    }
    let heading = by.unwrap_or(ix);
    Some(Section {
        heading: heading as u32,
        start: ix as u32 + 1,
        ..make(page, ix, ix + 1, page.end(ix), false)
    })
}
