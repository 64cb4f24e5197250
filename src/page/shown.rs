//! Which rows of a page can be seen, or scrolled into view: what is not rendered, parked outside the
//! page, transparent or under a window is not. Whether a closed section hides them is told by `section`.

use super::digest::{Box2, flag};
use super::document::Page;
use super::face;
use super::layer;
use super::role;

/// Which rows can be seen (or scrolled into view).
pub(super) fn shown(page: &Page) -> Vec<bool> {
    let mut shown = vec![false; page.len()];
    // Rows whose whole subtree is out: not rendered, or inside a closed <details>.
    let mut gone = vec![false; page.len()];
    // Rows parked outside the page, the old way to hide menus and texts for screen readers. What is
    // scrolled away is off as well, but still lies within its parent's box.
    let mut parked = vec![false; page.len()];
    // Of a page that is scrolled the root itself begins further up.
    let root = page.node(0).rect;
    let (left, top) = (root.x.min(0.0), root.y.min(0.0));
    for ix in 0..page.len() {
        let node = page.node(ix);
        let parent = page.parent(ix);
        gone[ix] = node.has(flag::HIDDEN)
            || parent
                .is_some_and(|p| gone[p] || (closed_details(page, p) && !is_summary(page, ix)));
        // A slot has no box of its own.
        if node.is_text() || node.tag == "slot" {
            shown[ix] = parent.is_none_or(|p| shown[p]);
            parked[ix] = parent.is_some_and(|p| parked[p]);
            continue;
        }
        let r = node.rect;
        // Nothing scrolls to the left of a page's edge; upwards a list of its own may.
        let off = r.x < left && r.x + r.w <= left || r.y + r.h <= top - 900.0;
        parked[ix] = parent.is_some_and(|p| parked[p] || (off && !overlap(r, page.node(p).rect)));
        shown[ix] = !gone[ix]
            && !parked[ix]
            && (!node.has(flag::INVISIBLE) || drawn_over(page, ix))
            && r.w > 0.0
            && r.h > 0.0
            && (r.w > 1.0 || r.h > 1.0);
    }
    for ix in 0..page.len() {
        if !shown[ix] && face::stand_in(page, ix).is_some_and(|label| shown[label]) {
            shown[ix] = true;
        }
    }
    let beneath: Vec<usize> = layer::beneath(page, &shown).collect();
    for ix in beneath {
        (ix..page.end(ix)).for_each(|at| shown[at] = false);
    }
    if let Some(veil) = layer::veil(page, &shown) {
        let behind = (0..veil).filter(|&ix| !page.within(veil, ix));
        behind.for_each(|ix| shown[ix] = false);
    }
    shown
}

/// Whether a check box or radio is transparent because a picture of it is drawn in its place: beside it,
/// or behind it in a small box of its own.
fn drawn_over(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let toggle = role::native_toggle(node);
    let picture = |&at: &usize| {
        let other = page.node(at);
        let small = other.rect.w <= PICTURE && other.rect.h <= PICTURE;
        let drawn = !other.is_text() && other.tag != "slot" && !other.has(flag::INVISIBLE);
        at != ix && drawn && small
    };
    toggle
        && around(page, ix).is_some_and(|up| {
            let mut beside = page.children(up).filter(picture);
            let over = |at: usize| overlap(node.rect, page.node(at).rect);
            let behind = picture(&up) && page.below(up).len() < 4 && over(up);
            behind || beside.any(over)
        })
}

/// The box around a row: a slot has none.
fn around(page: &Page, ix: usize) -> Option<usize> {
    page.ancestors(ix).find(|&up| page.node(up).tag != "slot")
}

/// Largest picture of a check box, CSS px.
const PICTURE: f32 = 60.0;

fn overlap(a: Box2, b: Box2) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

fn closed_details(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    node.tag == "details" && !node.has(flag::OPEN) && node.attr("open").is_none()
}

fn is_summary(page: &Page, ix: usize) -> bool {
    page.node(ix).tag == "summary"
}
