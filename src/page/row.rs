//! What a row of a list consists of: the cell that names it, its other cells, and its parts in lists
//! that are drawn side by side.

use super::document::Page;
use super::role;
use super::target::Role;
use super::words::{Words, letter};

/// Widest button that is an icon, CSS px.
const ICON: f32 = 60.0;

/// Widest gap between the parts of a row, CSS px.
const TOUCH: f32 = 6.0;

/// The cell that names a row: its heading, else the first with words of its own.
pub(super) fn title_cell(page: &Page, row: usize) -> Option<usize> {
    heading_cell(page, row).or_else(|| cells(page, row).find(|&cell| says(page, cell)))
}

/// Words of the cell that names a row, without those of its icons.
pub(super) fn title_words(page: &Page, row: usize) -> Option<Words> {
    let cell = title_cell(page, row)?;
    let texts: Vec<&str> = own_texts(page, cell)
        .map(|at| page.node(at).text.trim())
        .collect();
    Some(Words::of(&texts.join(" ")))
}

/// The one cell that is marked as the row's heading.
pub(super) fn heading_cell(page: &Page, row: usize) -> Option<usize> {
    let heads = |cell: &usize| {
        let node = page.node(*cell);
        node.tag == "th" || node.attr("role") == Some("rowheader")
    };
    let mut all = cells(page, row).filter(heads);
    match (all.next(), all.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// How many boxes may lie around all cells of a row.
const WRAPS: usize = 3;

/// Elements in a row, those that web components put into a slot of it included.
pub(super) fn cells(page: &Page, row: usize) -> impl Iterator<Item = usize> + '_ {
    let wrap = |&at: &usize| {
        let mut parts = page.children(at);
        let only = parts.next().filter(|_| parts.next().is_none())?;
        let boxes = page.children(only).any(|at| !page.node(at).is_text());
        let rows = matches!(page.node(only).tag.as_str(), "tbody" | "tr");
        Some(only).filter(|_| boxes && !rows)
    };
    let inner = std::iter::successors(Some(row), wrap).take(WRAPS + 1);
    let row = inner.last().unwrap_or(row);
    let inside = |at: usize| {
        let slot = page.node(at).tag == "slot";
        let put = slot.then(|| page.children(at)).into_iter().flatten();
        (!slot).then_some(at).into_iter().chain(put)
    };
    page.children(row)
        .flat_map(inside)
        .filter(|&cell| !page.node(cell).is_text())
}

/// Whether a cell has words that are not only those of its icons. What stands in a field is no name.
pub(super) fn says(page: &Page, cell: usize) -> bool {
    let value = |at| role::is_field(page.role(at)) && page.role(at) != Role::Checkbox;
    !page.below(cell).any(value) && own_texts(page, cell).next().is_some()
}

/// Rows of a cell's texts, without those of its icons.
pub(super) fn own_texts(page: &Page, cell: usize) -> impl Iterator<Item = usize> + '_ {
    let icon = |at: usize| page.role(at) == Role::Button && page.node(at).rect.w <= ICON;
    let own = move |&at: &usize| {
        let mut around = page.ancestors(at).take_while(|&up| up >= cell);
        // The row's menu may be open in it.
        !around.any(|up| icon(up) || page.role(up) == Role::MenuItem)
    };
    let texts = page.below(cell);
    texts
        .filter(|&at| page.node(at).text.contains(letter) && page.visible(at))
        .filter(own)
}

/// A row and what belongs to it in other parts of its list.
pub(super) fn row_parts(page: &Page, row: usize) -> impl Iterator<Item = usize> {
    let twins: Vec<usize> = match page.role(row) {
        Role::Row => twins(page, row).collect(),
        _ => Vec::new(),
    };
    std::iter::once(row).chain(twins)
}

/// The rest of a row: grids draw columns that stay in place as lists of their own, row beside row.
fn twins(page: &Page, row: usize) -> impl Iterator<Item = usize> + '_ {
    let own = page.node(row).rect;
    let rows = page.seen_as(Role::Row).into_iter();
    // A column of buttons may consist of cells alone.
    let cells = page.seen_as(Role::Cell).into_iter();
    let lone = cells.filter(|&at| page.row_of(at).is_none());
    rows.chain(lone).filter(move |&at| {
        let r = page.node(at).rect;
        let level = (r.y - own.y).abs() <= 1.0 && (r.h - own.h).abs() <= 2.0;
        let beside = r.x >= own.x + own.w - 1.0 || r.x + r.w <= own.x + 1.0;
        level && beside && page.parent(at) != page.parent(row)
    })
}

/// Whether a row only goes on with one right before it, and has no name of its own.
pub(super) fn goes_on(page: &Page, ix: usize) -> bool {
    let x = page.node(ix).rect.x;
    let touches = |at: usize| {
        let r = page.node(at).rect;
        r.x < x && (x - r.x - r.w).abs() <= TOUCH && title_cell(page, at).is_some()
    };
    page.role(ix) == Role::Row && twins(page, ix).any(touches)
}
