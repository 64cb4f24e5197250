//! Where a control is seen and pressed, if that is not the element that bears its state: the label of a
//! native box that is hidden on purpose, a picture laid over it, the button that stands for a hidden
//! list, the switch beside a title that takes no presses itself, the line of an entry whose branch is open.

use super::bars::BAR;
use super::digest::{Box2, Node, flag};
use super::document::Page;
use super::role;
use super::state;
use super::target::Role;

/// Largest box of a control that is hidden on purpose, CSS px.
const SPECK: f32 = 2.0;

/// The row to mark and to press for a control.
pub(super) fn face(page: &Page, ix: usize) -> usize {
    stand_in(page, ix)
        .map(|at| {
            if page.within(ix, at) {
                at
            } else {
                inner_field(page, at)
            }
        })
        .or_else(|| cover(page, ix))
        .or_else(|| switch(page, ix))
        .or_else(|| line(page, ix))
        .unwrap_or(ix)
}

/// What people see and press in place of a native control that is hidden on purpose: the label of a box,
/// the button or field drawn beside a list.
pub(super) fn stand_in(page: &Page, ix: usize) -> Option<usize> {
    let node = page.node(ix);
    let r = node.rect;
    let away = node.has(flag::HIDDEN) || r.w <= SPECK && r.h <= SPECK || r.x + r.w <= 0.0;
    if role::native_toggle(node) && away {
        let around = page.ancestors(ix).take(4);
        let label = around.filter(|&up| page.node(up).tag == "label");
        let id = node.attr("id").unwrap_or("");
        let labels = page.labels_for(id, ix).chain(label);
        let switch = |at: usize| matches!(page.node(at).attr("role"), Some("switch" | "checkbox"));
        let drawn = drawn_box(page, ix).or_else(|| beside_label(page, ix, switch));
        let mut all = drawn.into_iter().chain(labels);
        return all.find(|&at| seen(page, at));
    }
    if node.tag == "select" && (away || node.has(flag::INVISIBLE)) {
        // One that is not rendered is listed away from what stands beside it.
        if node.has(flag::HIDDEN) {
            let field = |at: usize| {
                let node = page.node(at);
                let pressed = node.attr("tabindex").is_some() || role::is_control(page.role(at));
                pressed && node.rect.w >= FIELD && node.rect.h <= BAR
            };
            return beside_label(page, ix, field);
        }
        let both = [page.next(ix), page.previous(ix)];
        let field = |at: &usize| page.node(*at).rect.w >= FIELD && seen(page, *at);
        return both.into_iter().flatten().find(field);
    }
    // Some kits keep what has the focus and says the value out of sight, within what they draw.
    let said =
        !node.is_text() && node.attr("role") == Some("combobox") && (away || r.y + r.h <= 0.0);
    page.parent(ix).filter(|&up| {
        let field = page.node(up).rect;
        said && field.w >= FIELD
            && field.h <= BAR
            && page.children(up).count() > 1
            && seen(page, up)
    })
}

/// What is drawn beside the label of a control that is not rendered: of such a one nothing but its label's
/// reference to it tells where it belongs.
fn beside_label(page: &Page, ix: usize, drawn: impl Fn(usize) -> bool) -> Option<usize> {
    let node = page.node(ix);
    let id = node.attr("id").filter(|_| node.has(flag::HIDDEN))?;
    let mut labels = page.labels_for(id, ix).filter_map(|label| page.next(label));
    labels.find_map(|at| {
        let mut inside = std::iter::once(at).chain(page.below(at).take(12));
        inside.find(|&at| drawn(at) && seen(page, at))
    })
}

/// The small box without words that is drawn beside a hidden one, or beside what hides it.
fn drawn_box(page: &Page, ix: usize) -> Option<usize> {
    let small = |&at: &usize| {
        let r = page.node(at).rect;
        let square = (10.0..=40.0).contains(&r.w) && (10.0..=40.0).contains(&r.h);
        square && !page.node(at).is_text() && !page.worded(at)
    };
    let hidden = |&up: &usize| page.node(up).rect.w <= SPECK && page.below(up).len() == 1;
    let around = std::iter::once(ix).chain(page.parent(ix).filter(hidden));
    around.filter_map(|at| page.next(at)).find(small)
}

/// Narrowest field that is drawn for a list, CSS px.
const FIELD: f32 = 80.0;

fn seen(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let large = node.rect.w > 8.0 && node.rect.h > 8.0;
    !node.is_text() && large && !node.has(flag::HIDDEN) && !node.has(flag::INVISIBLE)
}

/// The field inside what wraps it.
fn inner_field(page: &Page, ix: usize) -> usize {
    let field = |at: &usize| page.node(*at).attr("role") == Some("combobox");
    page.below(ix).take(6).find(field).unwrap_or(ix)
}

/// The transparent element that a kit lays over a transparent box, to catch its presses.
fn cover(page: &Page, ix: usize) -> Option<usize> {
    let node = page.node(ix);
    if !role::native_toggle(node) || !node.has(flag::INVISIBLE) {
        return None;
    }
    let covers = |&at: &usize| {
        let over = page.node(at);
        !over.is_text() && over.has(flag::INVISIBLE) && holds(over.rect, node.rect)
    };
    page.next(ix).filter(covers)
}

/// Whether a box holds another, give or take what a frame is thick.
fn holds(outer: Box2, inner: Box2) -> bool {
    const FRAME: f32 = 8.0;
    outer.x <= inner.x + FRAME
        && outer.y <= inner.y + FRAME
        && outer.x + outer.w + FRAME >= inner.x + inner.w
        && outer.y + outer.h + FRAME >= inner.y + inner.h
}

/// The one button in a title's bar that opens and closes what the title stands over, where the title
/// itself takes no presses.
fn switch(page: &Page, ix: usize) -> Option<usize> {
    if !matches!(page.role(ix), Role::Section | Role::Heading) || page.handle(ix) != ix {
        return None;
    }
    let mut around = std::iter::once(ix).chain(page.ancestors(ix)).take(3);
    if around.any(|at| role::presses(page.node(at)) || page.role(at) == Role::Button) {
        return None;
    }
    let bar = page.parent(ix).filter(|&up| page.node(up).rect.h <= BAR)?;
    let mut opens = page
        .below(bar)
        .filter(|&at| matches!(page.role(at), Role::Button | Role::Section))
        .filter(|&at| page.visible(at) && !page.within(at, ix))
        .filter(|&at| state::expander(page, at).is_some() || opens_only(page.node(at)));
    opens.next().filter(|_| opens.next().is_none())
}

/// Whether a button is small and says that it opens and closes something.
fn opens_only(node: &Node) -> bool {
    node.attr("aria-expanded").is_some() && node.rect.w <= 48.0
}

/// The line of an entry that holds the entries of its branch as well.
fn line(page: &Page, ix: usize) -> Option<usize> {
    if page.role(ix) != Role::MenuItem {
        return None;
    }
    let entry = |at: usize| page.role(at) == Role::MenuItem || page.node(at).tag == "a";
    let mut parts = page.children(ix).filter(|&at| !page.node(at).is_text());
    let (first, second) = (parts.next()?, parts.next()?);
    let branch = page.below(second).any(entry) && !page.below(first).any(entry);
    (branch && page.worded(first) && page.visible(first)).then_some(first)
}
