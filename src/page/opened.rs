//! What an open menu or list belongs to. An item «Copy» is the right one only in the menu of the
//! right row, and a choice only in the list of its own field: a button elsewhere may read the same.
//! A menu stands in its row, or at the edge of the icon that opened it; a field's list in the field,
//! or at its edge.

use super::called::says_menu;
use super::digest::flag;
use super::document::Page;
use super::kit;
use super::role::is_control;
use super::target::Role;

/// A menu farther from every row than this stands somewhere else and tells nothing, in CSS px.
const NEAR: f32 = 40.0;

/// Another row must be this much nearer to be taken for the menu's own, in CSS px.
const CLEAR: f32 = 5.0;

/// Largest menu, width and height in CSS px.
pub(super) const LARGEST: (f32, f32) = (480.0, 700.0);

/// Whether the menu around `item` may have been opened by `opener`: a field with a list, or a control
/// in a row. No if it clearly belongs to something else.
pub fn may_be_opened_by(page: &Page, item: usize, opener: usize) -> bool {
    if matches!(page.role(opener), Role::Combobox | Role::Listbox) {
        return in_list_of(page, item, opener);
    }
    let Some(own) = page.row_of(opener) else {
        return true;
    };
    let sibling = |at: &usize| page.role(*at) == Role::Row && page.parent(*at) == page.parent(own);
    if let Some(inside) = page.ancestors(item).find(sibling) {
        return inside == own;
    }
    let list = list_around(page, item).unwrap_or_else(|| box_around(page, item, own));
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
    match mine.min(nearest) > NEAR {
        true => !in_toolbar(page, item),
        // A little below its icon a menu may begin where the icon of the next row does.
        false => mine <= nearest + CLEAR || mine <= NEAR && is_open(page, opener),
    }
}

/// Whether a control says that its menu is open, or has the focus since it was pressed.
fn is_open(page: &Page, opener: usize) -> bool {
    let node = page.node(opener);
    node.attr("aria-expanded") == Some("true") || node.has(flag::FOCUSED)
}

/// Whether other controls stand beside an item on its height: a bar's button, which acts on whatever is
/// chosen.
fn in_toolbar(page: &Page, item: usize) -> bool {
    let own = page.node(item).rect;
    let beside = |at: usize| {
        let r = page.node(at).rect;
        let level = (r.y - own.y).abs() <= 3.0 && (r.h - own.h).abs() <= 3.0;
        at != item && level && is_control(page.role(at)) && !page.within(at, item)
    };
    let around = page.ancestors(item).take(3).last().unwrap_or(item);
    page.below(around).filter(|&at| beside(at)).nth(1).is_some()
}

/// Widest arrow of a split button, CSS px.
const ARROW: f32 = 48.0;

/// Words, folded, that only arrows of split buttons are called.
const EXPANDS: [&str; 4] = ["expand", "dropdown", "drop", "down"];

/// Of a split button the part that opens the menu: a narrow button without a text (or one that says
/// that it opens a menu) at the right edge of the other. Pressing the other does something at once.
pub fn arrow_of(page: &Page, face: usize) -> Option<usize> {
    // What was found may be the word in the button.
    let presses = |at: usize| super::role::presses(page.node(at)) || is_control(page.role(at));
    let pressed = |&at: &usize| presses(at) && page.words(at).hash == page.words(face).hash;
    let around = || page.ancestors(face).take(3).find(pressed);
    let face = match presses(face) {
        true => face,
        false => around().unwrap_or(face),
    };
    let f = page.node(face).rect;
    let around = page.ancestors(face).nth(3).unwrap_or(0);
    let arrow = |&at: &usize| {
        let r = page.node(at).rect;
        let touches = (r.x - f.x - f.w).abs() <= 4.0;
        let level = (r.y - f.y).abs() <= 4.0 && (r.h - f.h).abs() <= 6.0;
        let presses = matches!(page.role(at), Role::Button | Role::Link | Role::MenuItem);
        // Asked last: it gives every row of a long list a name.
        let opens = || {
            let words = &page.words(at).list;
            let expands = || words.iter().all(|w| EXPANDS.contains(&&*w.text));
            let popup = page.node(at).attr("aria-haspopup").is_some();
            (says_menu(page, at, page.words(face)) || expands()) && (words.is_empty() || popup)
        };
        presses && touches && level && r.w <= ARROW && page.visible(at) && opens()
    };
    page.below(around).find(|at| *at != face && arrow(at))
}

/// The innermost list or menu that holds an item.
pub(super) fn list_around(page: &Page, item: usize) -> Option<usize> {
    page.ancestors(item).take(6).find(|&at| {
        page.kit(at) & kit::MENU != 0
            || matches!(page.node(at).attr("role"), Some("menu" | "listbox"))
    })
}

/// The box that an item floats in, where nothing says that it is a menu: the outermost around it that
/// does not hold the row as well and is no larger than menus are.
fn box_around(page: &Page, item: usize, row: usize) -> usize {
    let small = |&at: &usize| {
        let rect = page.node(at).rect;
        !page.within(row, at) && rect.w <= LARGEST.0 && rect.h <= LARGEST.1
    };
    page.ancestors(item)
        .take_while(small)
        .last()
        .unwrap_or(item)
}

/// Whether an item is a choice of a field: in the field itself, or in a list at its upper or lower
/// edge. What is neither called an option nor stands in a list is no choice.
fn in_list_of(page: &Page, item: usize, field: usize) -> bool {
    if page.within(item, field) {
        return true;
    }
    let list = match (list_around(page, item), page.role(item)) {
        (Some(list), _) => list,
        (None, Role::Option) => page.parent(item).unwrap_or(item),
        (None, _) => return false,
    };
    let (list, field) = (page.node(list).rect, page.node(field).rect);
    let below = list.y - field.y - field.h;
    let above = field.y - list.y - list.h;
    let beside = list.x < field.x + field.w && field.x < list.x + list.w;
    beside && below.max(above) <= NEAR
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

    /// A field at y = 200 and a choice with `role`, in a parent with `parent_role` at `rect`.
    fn choice(role: &str, parent_role: &str, rect: Box2) -> bool {
        let at = |x: f32, y: f32, w: f32, h: f32| Box2 { x, y, w, h };
        let row = |id: u32, parent: Option<u32>, tag: &str, role: &str, rect: Box2| Node {
            parent,
            id,
            tag: tag.into(),
            rect,
            attrs: [("role", role)]
                .into_iter()
                .filter(|(_, v)| !v.is_empty())
                .map(|(n, v)| (n.into(), v.into()))
                .collect(),
            ..Node::default()
        };
        let digest = Digest {
            v: crate::protocol::PROTOCOL,
            w: 800.0,
            h: 600.0,
            rows: vec![
                row(1, None, "html", "", at(0.0, 0.0, 800.0, 600.0)),
                row(2, Some(0), "div", "combobox", at(20.0, 200.0, 300.0, 30.0)),
                row(3, Some(0), "div", parent_role, rect),
                row(4, Some(2), "div", role, at(rect.x, rect.y, rect.w, 20.0)),
            ],
            ..Digest::default()
        };
        may_be_opened_by(&Page::read(digest).unwrap(), 3, 1)
    }

    #[test]
    fn a_choice_stands_in_a_list_at_the_edge_of_its_field() {
        let at = |y: f32| Box2 {
            x: 20.0,
            y,
            w: 300.0,
            h: 120.0,
        };
        assert!(choice("option", "listbox", at(230.0)), "below");
        assert!(choice("option", "listbox", at(80.0)), "above");
        assert!(choice("option", "", at(232.0)), "a bare list");
        assert!(!choice("option", "listbox", at(400.0)), "another field's");
        assert!(!choice("button", "", at(230.0)), "a button is no choice");
        assert!(!choice("button", "toolbar", at(60.0)), "a header's button");
    }
}
