//! Labels that stand in another column than their fields and share nothing with them but the height:
//! layouts with one box for all labels and one for all fields.
//!
//! The last thing that is asked; see `label` for labels that stand beside their control in the tree.

use super::digest::Box2;
use super::document::Page;
use super::name;
use super::role;

/// How far apart in the document a label and its field may stand, rows.
const ROWS: usize = 1_500;

/// How much the middle of a label's line may lie above or below its field's, CSS px.
const OFF: f32 = 10.0;

/// Widest gap between a label and the field to its right; between a box and the text after it, CSS px.
const GAP: f32 = 260.0;
const GAP_AFTER: f32 = 40.0;

/// Highest line of a label, CSS px.
const LINE: f32 = 40.0;

/// The text on the field's own height beside it, or nothing.
pub(super) fn label(page: &Page, field: usize, toggle: bool) -> String {
    let f = page.node(field).rect;
    let rows = field.saturating_sub(ROWS)..page.len().min(field + ROWS);
    let level = |r: Box2| ((r.y + r.h / 2.0) - (f.y + f.h / 2.0)).abs() <= OFF && r.h <= LINE;
    let gap = |r: Box2| match f.x - r.x - r.w {
        before if (-4.0..=GAP).contains(&before) => Some(before),
        _ if toggle => Some(r.x - f.x - f.w).filter(|after| (-4.0..=GAP_AFTER).contains(after)),
        _ => None,
    };
    let nearest = rows
        .clone()
        .filter(|&ix| page.node(ix).is_text() && page.visible(ix))
        .filter_map(|ix| {
            let up = page.parent(ix)?;
            let r = page.node(up).rect;
            let apart = gap(r).filter(|_| level(r) && !pressed(page, ix))?;
            Some((up, r, apart))
        })
        .min_by(|a, b| a.2.total_cmp(&b.2));
    let Some((text, r, _)) = nearest else {
        return String::new();
    };
    // Another field on the same height between the two is the label's own.
    let between = |ix: &usize| {
        let other = page.node(*ix).rect;
        let (from, to) = (r.x.min(f.x), r.x.max(f.x));
        *ix != field && level(other) && other.x > from && other.x < to
    };
    let mut fields = rows.filter(|&ix| role::is_field(page.role(ix)) && page.visible(ix));
    if fields.any(|ix| between(&ix)) {
        return String::new();
    }
    let line = page
        .ancestors(text)
        .take_while(|&up| page.node(up).rect.h <= LINE && !page.within(field, up))
        .last()
        .unwrap_or(text);
    let words = name::text_of(page, line);
    words.trim_matches([' ', '*', ':']).to_owned()
}

/// Whether a text is part of something to press, which it then names.
fn pressed(page: &Page, ix: usize) -> bool {
    let mut around = page.ancestors(ix).take(4);
    around.any(|up| role::is_control(page.role(up)))
}
