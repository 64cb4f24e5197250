//! What lies under a window that a page draws over itself: it is seen at most through a veil, and
//! can't be pressed. What ARIA and HTML call a dialog keeps the page unless it covers most of it,
//! because a notice may stand beside the work.

use super::digest::{Box2, flag};
use super::document::Page;
use super::role;
use super::words::letter;

/// Share of the viewport's width and height that a veil covers at least; a rail of icons or a bar may
/// stay outside.
const VEIL: f32 = 0.9;

/// Widest window over a veil, as a share of the viewport.
const WINDOW: f32 = 0.92;

/// Narrowest and lowest window, CSS px.
const LEAST: (f32, f32) = (240.0, 100.0);

/// So many texts of the page must lie under the window: where nothing lies under it, it is no window
/// but the page's own middle column.
const UNDER: usize = 3;

/// The last veil with a window over the page: its row. `shown` tells which rows have a box in view.
pub(super) fn veil(page: &Page, shown: &[bool]) -> Option<usize> {
    let digest = page.digest();
    let (wide, high) = (digest.w, digest.h);
    (1..page.len()).rev().find_map(|ix| {
        let r = page.node(ix).rect;
        let covers = r.w >= VEIL * wide && r.h >= VEIL * high;
        let ends = r.x + r.w >= wide - 1.0 && r.y + r.h >= high - 1.0 && r.h <= high + 2.0;
        let veil = shown[ix] && covers && ends;
        let over = shown[ix]
            && (veil && window(page, shown, ix, wide)
                || sheet(page, ix)
                || stacked(page, shown, ix));
        // A box without a word only blocks the window while it works.
        let mute = veil && page.next(ix).is_none_or(|at| !page.worded(at));
        if veil
            && (!over || mute)
            && let Some(dialog) = before(page, shown, ix)
        {
            return Some(dialog);
        }
        over.then_some(ix)
    })
}

/// Most that the boxes of two pages in one place differ by, CSS px.
const SAME: f32 = 2.0;

/// Share of its width and height that the words of a page at least go over; a menu that lies somewhere in
/// a clear sheet covers nothing.
const SPAN: (f32, f32) = (0.5, 0.6);

/// Whether a row is a page drawn over another one of the very same place: the earlier sibling is still
/// in the document, as apps for small screens keep it to go back to.
fn stacked(page: &Page, shown: &[bool], ix: usize) -> bool {
    let r = page.node(ix).rect;
    if page.node(ix).is_text() || r.h < VEIL * page.digest().h || r.w < LEAST.0 {
        return false;
    }
    let words = |at: &usize| shown[*at] && page.node(*at).text.contains(letter);
    let same = |at: &usize| {
        let o = page.node(*at).rect;
        let off = [o.x - r.x, o.y - r.y, o.w - r.w, o.h - r.h];
        shown[*at] && off.iter().all(|d| d.abs() <= SAME)
    };
    let Some(up) = page.parent(ix) else {
        return false;
    };
    let mut earlier = page.children(up).take_while(|&at| at != ix).filter(same);
    earlier.any(|at| page.below(at).filter(words).nth(UNDER - 1).is_some()) && {
        let lines = page
            .below(ix)
            .filter(words)
            .filter_map(|at| page.parent(at));
        let none = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        let [left, top, right, bottom] = lines.fold(none, |span, at| {
            let o = page.node(at).rect;
            let [left, top, right, bottom] = span;
            [
                left.min(o.x),
                top.min(o.y),
                right.max(o.x + o.w),
                bottom.max(o.y + o.h),
            ]
        });
        right - left >= SPAN.0 * r.w && bottom - top >= SPAN.1 * r.h
    }
}

/// Share of the viewport's area that pages in layers have at least.
const LAYER: f32 = 0.35;

/// How far apart the first lines of pages in layers are at most, CSS px.
const BEGIN: f32 = 60.0;

/// Most pages in layers.
const LAYERS: usize = 12;

/// Pages in layers, each but the last: boxes of one kind in the very same place. An application that opens
/// each page over the one before keeps them all.
pub(super) fn beneath<'p>(page: &'p Page, shown: &'p [bool]) -> impl Iterator<Item = usize> + 'p {
    let (wide, high) = (page.digest().w, page.digest().h);
    let large = move |&ix: &usize| {
        let r = page.node(ix).rect;
        shown[ix] && !page.node(ix).is_text() && r.w * r.h >= LAYER * wide * high
    };
    let kind = |ix: usize| page.node(ix).attr("class")?.split(' ').next();
    let over = move |ix: usize, other: usize| {
        let (a, b) = (page.node(ix), page.node(other));
        let (r, o) = (a.rect, b.rect);
        let off = [o.x - r.x, o.y - r.y, o.w - r.w, o.h - r.h];
        let alike = a.tag == b.tag && kind(ix).is_some() && kind(ix) == kind(other);
        let words = |at: &usize| shown[*at] && page.node(*at).text.contains(letter);
        let page_like = || page.below(other).filter(words).nth(UNDER - 1).is_some();
        // Parts of a form whose boxes nobody knows begin below each other.
        let top = |at: usize| {
            let first = page.below(at).find(words)?;
            Some(page.node(page.parent(first)?).rect.y)
        };
        let begin =
            || matches!((top(ix), top(other)), (Some(a), Some(b)) if (a - b).abs() <= BEGIN);
        shown[other] && alike && off.iter().all(|d| d.abs() <= SAME) && page_like() && begin()
    };
    (1..page.len()).filter(large).filter(move |&ix| {
        let mut later = std::iter::successors(page.next(ix), |&at| page.next(at)).take(LAYERS);
        later.any(|other| over(ix, other))
    })
}

/// The dialog that an empty veil was put behind, though it comes after it in the document.
fn before(page: &Page, shown: &[bool], veil: usize) -> Option<usize> {
    let dialog = |&at: &usize| {
        let r = page.node(at).rect;
        let large = r.w >= LEAST.0 && r.h >= LEAST.1;
        large && shown[at] && page.node(at).attr("role") == Some("dialog")
    };
    let empty = page.below(veil).is_empty();
    (0..veil).rev().find(dialog).filter(|_| empty)
}

/// Width and height of a dialog that leaves nothing of the page to work with, as shares of the viewport.
const SHEET: (f32, f32) = (0.6, 0.75);

/// Whether a row is an open dialog over most of the page.
fn sheet(page: &Page, ix: usize) -> bool {
    let (node, digest) = (page.node(ix), page.digest());
    let r = node.rect;
    let dialog = node.tag == "dialog" && node.has(flag::OPEN)
        || node.attr("role") == Some("dialog") && node.attr("aria-modal") == Some("true");
    let over = r.x >= -1.0 && r.y >= -1.0 && r.y <= 0.25 * digest.h;
    dialog && over && r.w >= SHEET.0 * digest.w && r.h >= SHEET.1 * digest.h
}

fn window(page: &Page, shown: &[bool], veil: usize, wide: f32) -> bool {
    let seen = |at: &usize| !page.node(*at).is_text() && shown[*at];
    let mut boxes = page.children(veil).filter(seen);
    // The window lies in the veil, or the veil is empty and the window comes after it.
    let only = match (boxes.next(), boxes.next()) {
        (Some(only), None) => Some(only),
        (None, _) => page.next(veil).filter(seen),
        _ => None,
    };
    let Some(only) = only else {
        return false;
    };
    let w = page.node(only).rect;
    // A column of the page itself begins at its top, under a bar that stays; a window may be scrolled up
    // within its veil. A drawer keeps to one side, from top to bottom.
    let v = page.node(veil).rect;
    let (left, right) = (w.x - v.x, wide - w.x - w.w);
    let inset = left >= 12.0 && right >= 12.0 && (w.y >= 8.0 || w.y < 0.0);
    let drawer = left.min(right).abs() <= 1.0 && left.max(right) >= 60.0 && w.h >= v.h - 2.0;
    (inset || drawer)
        && w.w <= WINDOW * wide
        && w.w >= LEAST.0
        && w.h >= LEAST.1
        && !menu(page, only)
        && under(page, shown, veil, w)
}

/// Most texts of a menu, and the longest, characters.
const ENTRIES: (usize, usize) = (16, 60);

/// Whether a window is only a menu: nothing to fill in, few words, and most of them to be pressed. The
/// page under it is still the one that it belongs to.
fn menu(page: &Page, window: usize) -> bool {
    let (mut texts, mut pressed) = (0, 0);
    for at in page.below(window) {
        let node = page.node(at);
        if matches!(
            node.tag.as_str(),
            "input" | "select" | "textarea" | "iframe"
        ) || node.text.chars().count() > ENTRIES.1
        {
            return false;
        }
        if node.text.contains(letter) {
            let takes = |up: usize| role::presses(page.node(up)) || page.node(up).tag == "button";
            let mut around = page.ancestors(at).take_while(|&up| up != window);
            texts += 1;
            pressed += usize::from(around.any(takes));
        }
    }
    texts <= ENTRIES.0 && pressed > 1 && pressed * 5 >= texts * 3
}

/// Whether texts that come before the veil lie within the window's box.
fn under(page: &Page, shown: &[bool], veil: usize, window: Box2) -> bool {
    (0..veil)
        .filter(|&ix| page.node(ix).is_text() && shown[ix])
        .filter_map(|ix| page.parent(ix))
        .filter(|&up| !page.within(veil, up))
        .filter(|&up| {
            let r = page.node(up).rect;
            let (x, y) = (r.x + r.w / 2.0, r.y + r.h / 2.0);
            let across = window.x < x && x < window.x + window.w;
            across && window.y < y && y < window.y + window.h
        })
        .nth(UNDER - 1)
        .is_some()
}
