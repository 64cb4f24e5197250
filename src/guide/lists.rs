//! The list of a picker: whether it is known as a whole, and whether it lacks an entry.
//!
//! A native list is in the document. A drawn one stands near its picker while it is open, and may
//! show only some of its entries: then it proves nothing.

use crate::page::target::{Label, Role};
use crate::page::{Page, words};

/// How far a drawn list may stand from its picker (a search box lies between), in CSS px.
const NEAR: f32 = 120.0;

/// A drawn list of fewer entries is hardly a list of vendors.
const FEW: usize = 4;

/// Whether the picker's list has no entry like these. `None` while the list is not known as a whole.
pub fn lacks(page: &Page, picker: usize, labels: &[Label]) -> Option<bool> {
    let option = |ix: &usize| page.role(*ix) == Role::Option;
    let own: Vec<usize> = page.below(picker).filter(option).collect();
    let native = page.node(picker).tag == "select";
    let list = if native {
        own
    } else if opened(page, picker) {
        let in_column = (0..page.len())
            .filter(option)
            .filter(|&ix| page.node(ix).tag != "option" && page.visible(ix))
            .filter(|&ix| across(page, picker, ix) && !of_another(page, ix));
        in_column.collect()
    } else {
        return None;
    };
    let stands = native || list.iter().any(|&ix| apart(page, picker, ix) <= NEAR);
    let names: Vec<String> = list
        .into_iter()
        .map(|ix| lower(&page.text_of(ix)))
        .filter(|name| !name.trim().is_empty())
        .collect();
    let like = |name: &String| labels.iter().any(|l| words::like(l.text(), name));
    if names.iter().any(like) {
        return Some(false);
    }
    let whole = match native {
        true => names.len() > 1,
        false => stands && names.len() >= FEW && labels.iter().all(|l| passed(&names, l)),
    };
    (whole && !page.digest().cut).then_some(true)
}

fn lower(text: &str) -> String {
    text.chars().map(words::lower).collect()
}

/// A drawn list in alphabetical order that begins before the entry and goes on after it.
fn passed(names: &[String], label: &Label) -> bool {
    let entry = lower(label.text().trim_matches(['*', ' ']));
    names.is_sorted()
        && names.first().is_some_and(|n| *n < entry)
        && names.last().is_some_and(|n| *n > entry)
}

/// Whether the list was opened, and no search box narrows it.
fn opened(page: &Page, picker: usize) -> bool {
    let state = page.state(picker);
    let mut open = state.focused || state.expanded == Some(true);
    for ix in (0..page.len()).filter(|&ix| page.role(ix) == Role::Textbox && page.visible(ix)) {
        let search = page.state(ix);
        if search.focused && search.filled {
            return false;
        }
        open |= search.focused;
    }
    open
}

/// Whether an entry stands in the picker's column.
fn across(page: &Page, picker: usize, option: usize) -> bool {
    let (p, o) = (page.node(picker).rect, page.node(option).rect);
    o.x < p.x + p.w && p.x < o.x + o.w
}

/// CSS px between the picker and an entry above or below it.
fn apart(page: &Page, picker: usize, option: usize) -> f32 {
    let (p, o) = (page.node(picker).rect, page.node(option).rect);
    (o.y - p.y - p.h).max(p.y - o.y - o.h)
}

/// Entries of a list that has a name of its own (two lists side by side) are not the picker's.
fn of_another(page: &Page, option: usize) -> bool {
    page.ancestors(option)
        .take(4)
        .any(|at| page.role(at) == Role::Listbox && !page.name(at).is_empty())
}
