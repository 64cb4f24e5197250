//! Which row an open menu belongs to: an item «Copy» is the right one only in the menu of the right
//! row. A menu stands in its row, or at the edge of the icon that opened it.

use super::document::Page;
use super::kit;
use super::target::Role;

/// A menu farther from every row than this stands somewhere else and tells nothing, in CSS px.
const NEAR: f32 = 40.0;

/// Another row must be this much nearer to be taken for the menu's own, in CSS px.
const CLEAR: f32 = 5.0;

/// Whether the menu around `item` may have been opened by `opener`, a control in a row. No if it
/// clearly belongs to another row.
pub fn may_be_opened_by(page: &Page, item: usize, opener: usize) -> bool {
    let Some(own) = page.row_of(opener) else {
        return true;
    };
    let sibling = |at: &usize| page.role(*at) == Role::Row && page.parent(*at) == page.parent(own);
    if let Some(inside) = page.ancestors(item).find(sibling) {
        return inside == own;
    }
    let list = (page.ancestors(item).take(6))
        .find(|&at| page.kit(at) & kit::MENU != 0 || page.node(at).attr("role") == Some("menu"))
        .or_else(|| page.parent(item))
        .unwrap_or(item);
    let menu = page.node(list).rect;
    let icon = page.node(opener).rect;
    let offset = icon.y - page.node(own).rect.y;
    // Distance of the menu from where this row's icon is: below it, above it, or beside it.
    let apart = |row: usize| {
        let top = page.node(row).rect.y + offset;
        let below = (menu.y - top - icon.h).abs();
        let above = (top - menu.y - menu.h).abs();
        below.min(above).min((menu.y - top).abs())
    };
    let nearest = (0..page.len())
        .filter(|&row| row != own && page.role(row) == Role::Row && page.visible(row))
        .filter(|&row| in_table(page, own, row) && !page.within(row, list))
        .map(apart)
        .fold(f32::INFINITY, f32::min);
    let mine = apart(own);
    mine.min(nearest) > NEAR || mine <= nearest + CLEAR
}

/// Rows of one list stand below each other. (A menu's own layout may be a table too.)
fn in_table(page: &Page, row: usize, other: usize) -> bool {
    let (a, b) = (page.node(row).rect, page.node(other).rect);
    (a.x - b.x).abs() < 2.0 && (a.w - b.w).abs() < 2.0
}

#[cfg(test)]
mod tests {
    use super::super::digest::{Box2, Digest, Node};
    use super::*;

    /// Three rows of 30 px from y = 100, each with an icon of 20 px, and a menu at `y`.
    fn page(menu: f32) -> (Page, usize) {
        let mut rows = Vec::new();
        let mut add = |parent: Option<u32>, tag: &str, attrs: &[(&str, &str)], rect: Box2| {
            let id = u32::try_from(rows.len()).unwrap() + 1;
            let attrs = attrs.iter().map(|(n, v)| ((*n).into(), (*v).into()));
            rows.push(Node {
                parent,
                id,
                tag: tag.into(),
                rect,
                attrs: attrs.collect(),
                ..Node::default()
            });
            id - 1
        };
        let at = |x: f32, y: f32, w: f32, h: f32| Box2 { x, y, w, h };
        let root = add(None, "html", &[], at(0.0, 0.0, 800.0, 600.0));
        for n in 0..3u8 {
            let y = 100.0 + 30.0 * f32::from(n);
            let row = add(Some(root), "tr", &[], at(0.0, y, 800.0, 30.0));
            let cell = add(Some(row), "td", &[], at(0.0, y, 40.0, 30.0));
            add(Some(cell), "button", &[], at(10.0, y + 5.0, 20.0, 20.0));
        }
        let list = add(
            Some(root),
            "ul",
            &[("role", "menu")],
            at(10.0, menu, 120.0, 80.0),
        );
        let item = add(
            Some(list),
            "li",
            &[("role", "menuitem")],
            at(10.0, menu, 120.0, 20.0),
        );
        let digest = Digest {
            v: crate::protocol::PROTOCOL,
            w: 800.0,
            h: 600.0,
            rows,
            ..Digest::default()
        };
        (Page::read(digest).unwrap(), item as usize)
    }

    #[test]
    fn a_menu_belongs_to_the_row_at_whose_icon_it_stands() {
        let icons = [3, 6, 9];
        // Below the icon of each row, above it, and beside it.
        for edge in [25.0, 5.0 - 80.0, 5.0] {
            for own in 0..3 {
                let y = 100.0 + 30.0 * [0.0, 1.0, 2.0][own] + edge;
                let (page, item) = page(y);
                let may: Vec<bool> = icons.map(|i| may_be_opened_by(&page, item, i)).to_vec();
                let want: Vec<bool> = (0..3).map(|n| n == own).collect();
                assert_eq!(may, want, "menu at {y}");
            }
        }
    }

    #[test]
    fn a_menu_that_stands_elsewhere_tells_nothing() {
        let (page, item) = page(400.0);
        assert!([3, 6, 9].iter().all(|&i| may_be_opened_by(&page, item, i)));
    }
}
