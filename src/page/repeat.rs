//! What elements are that say nothing of themselves, told by how they are repeated: rows of a list
//! drawn with plain boxes, entries of a menu that floats over the page, bars that open the parts of a
//! page, a list at the side that chooses one, cards one of which is chosen. Only elements without a role of their own are looked at here (`role` asks).

use super::bits::Bits;
use super::document::Page;
use super::opened::LARGEST;
use super::role;
use super::words::{hash, letter};

/// Fewest rows of a list, and fewest bars.
const FEW: usize = 3;

/// Narrowest list, and narrowest bar, CSS px: menus are narrower.
const WIDE: f32 = 360.0;

/// Heights of rows, of entries, and of bars, CSS px.
const ROW: std::ops::RangeInclusive<f32> = 16.0..=140.0;
const ENTRY: std::ops::RangeInclusive<f32> = 16.0..=60.0;
const BAR: std::ops::RangeInclusive<f32> = 20.0..=72.0;

/// Width of a list at the side, CSS px.
const SIDE: std::ops::RangeInclusive<f32> = 120.0..=340.0;

/// Size of the mark in a card that is chosen, CSS px.
const MARK: std::ops::RangeInclusive<f32> = 12.0..=26.0;

/// Largest picture in a bar, CSS px.
const PICTURE: f32 = 28.0;

/// Most rows of the digest in one row of a list.
const LARGE: usize = 300;

/// What repetition tells of a page's rows.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// Rows of lists.
    pub(super) rows: Bits,
    /// Entries of floating menus.
    pub(super) entries: Bits,
    /// Headings that open and close something.
    pub(super) bars: Bits,
    /// Entries of a list at the side, one of which is chosen.
    pub(super) tabs: Bits,
    /// Cards, one of which is chosen.
    pub(super) cards: Bits,
}

/// Looks for what is repeated among the rows that `shown` tells to be in view.
pub(super) fn find(page: &Page, shown: &[bool]) -> Repeats {
    let mut found = Repeats {
        rows: Bits::new(page.len()),
        entries: Bits::new(page.len()),
        bars: Bits::new(page.len()),
        tabs: Bits::new(page.len()),
        cards: Bits::new(page.len()),
    };
    for up in 0..page.len() {
        if shown[up] && !page.node(up).is_text() {
            series(page, shown, up, &mut found);
            cards(page, shown, up, &mut found.cards);
            tiles(page, shown, up, &mut found.rows);
        }
    }
    for line in toggled(page, shown) {
        found.bars.set(line);
    }
    for group in pressed(page, shown) {
        let kind = match () {
            () if bars(page, &group) => &mut found.bars,
            () if tabs(page, &group) => &mut found.tabs,
            () => continue,
        };
        group.iter().for_each(|&ix| kind.set(ix));
    }
    found
}

/// Rows in groups of one key.
fn groups(mut keyed: Vec<(u32, u32)>) -> Vec<Vec<usize>> {
    keyed.sort_unstable();
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| group.iter().map(|&(_, ix)| ix as usize).collect())
        .collect()
}

/// What rows that look alike have in common: tag, width and left edge.
fn key(page: &Page, ix: usize) -> u32 {
    let node = page.node(ix);
    let (x, w) = (node.rect.x as u32, node.rect.w as u32);
    // Not the class names: the row under the pointer, a selected one, every other one differ.
    hash(&node.tag) ^ x.rotate_left(20) ^ w.rotate_left(7)
}

/// Children of one element that are alike and stand below each other.
fn series(page: &Page, shown: &[bool], up: usize, found: &mut Repeats) {
    // A line between entries is none of them.
    let boxes =
        |at: &usize| shown[*at] && !page.node(*at).is_text() && page.node(*at).rect.h >= 12.0;
    let children = || page.children(up).filter(boxes);
    if children().nth(1).is_none() {
        return;
    }
    for group in groups(children().map(|at| (key(page, at), at as u32)).collect()) {
        let width = page.node(group[0]).rect.w;
        let set = if group.len() >= FEW && width >= WIDE && list(page, shown, &group) {
            &mut found.rows
        } else if group.len() > 1 && width <= LARGEST.0 && menu(page, shown, &group, up) {
            &mut found.entries
        } else {
            continue;
        };
        group.iter().for_each(|&at| set.set(at));
    }
}

/// Sizes of a tile, CSS px.
const TILE: (std::ops::RangeInclusive<f32>, std::ops::RangeInclusive<f32>) =
    (160.0..=520.0, 60.0..=320.0);

/// Boxes of one width in columns, each with a title, facts and an icon of its own: a list drawn as tiles.
fn tiles(page: &Page, shown: &[bool], up: usize, found: &mut Bits) {
    let boxes = || boxes(page, shown, up);
    let Some(first) = boxes().next().map(|at| page.node(at).rect) else {
        return;
    };
    let tile = |at: usize| {
        let node = page.node(at);
        (node.rect.w - first.w).abs() <= 2.0
            && TILE.1.contains(&node.rect.h)
            && page.below(at).len() <= 60
            && page
                .below(at)
                .filter(|&at| page.node(at).text.contains(letter))
                .nth(1)
                .is_some()
            && page.below(at).any(|at| icon(page, at))
    };
    let beside = || {
        boxes()
            .skip(1)
            .any(|at| (page.node(at).rect.y - first.y).abs() <= 2.0)
    };
    if TILE.0.contains(&first.w) && boxes().nth(FEW).is_some() && beside() && boxes().all(tile) {
        boxes().for_each(|at| found.set(at));
    }
}

/// Boxes in an element that are in view.
fn boxes<'p>(page: &'p Page, shown: &'p [bool], up: usize) -> impl Iterator<Item = usize> + 'p {
    let seen = |&at: &usize| shown[at] && !page.node(at).is_text();
    page.children(up).filter(seen)
}

/// Whether an element is pressed and has nothing but a picture.
fn icon(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let pressed =
        node.tag == "button" || node.attr("role") == Some("button") || role::presses(node);
    !node.is_text() && pressed && node.rect.w <= 60.0 && !page.worded(ix)
}

/// Two to six boxes that are pressed, in each of them a round or square mark before its title.
fn cards(page: &Page, shown: &[bool], up: usize, found: &mut Bits) {
    let boxes = || boxes(page, shown, up);
    let Some(first) = boxes().next() else {
        return;
    };
    let wide = page.node(first).rect.w;
    let card = |at: usize| {
        let node = page.node(at);
        let mute =
            node.attr("role").is_none() && !matches!(node.tag.as_str(), "tr" | "td" | "label");
        mute && role::presses(node) && (node.rect.w - wide).abs() <= 0.3 * wide && mark(page, at)
    };
    let many = boxes().take(7).count();
    if (2..=6).contains(&many) && boxes().all(card) {
        boxes().for_each(|at| found.set(at));
    }
}

/// Whether an empty small square stands before the words of a card.
fn mark(page: &Page, card: usize) -> bool {
    let Some(first) = page.children(card).next() else {
        return false;
    };
    let r = page.node(first).rect;
    let square = MARK.contains(&r.w) && (r.w - r.h).abs() <= 2.0;
    let empty = page.below(first).len() <= 1
        && std::iter::once(first).chain(page.below(first)).all(|at| {
            let node = page.node(at);
            !matches!(node.tag.as_str(), "" | "svg" | "img" | "i" | "input")
        });
    let words = (page.end(first)..page.end(card)).any(|at| page.node(at).text.contains(letter));
    square && empty && words && page.below(card).len() <= 30
}

fn list(page: &Page, shown: &[bool], group: &[usize]) -> bool {
    let row = |at| {
        let many = || cells(page, shown, at) > 1 || card(page, at);
        ROW.contains(&page.node(at).rect.h) && many()
    };
    group.iter().all(|&at| page.below(at).len() <= LARGE)
        && stacked(page, group, 16.0)
        && most(group, row)
}

/// Whether a box has a link for its title, more words, and a button without words for its menu.
fn card(page: &Page, ix: usize) -> bool {
    let words = |&at: &usize| page.node(at).text.contains(letter);
    let kebab = |at: usize| {
        let opens = page.node(at).attr("aria-expanded").is_some();
        page.node(at).tag == "button" && icon(page, at) && !opens
    };
    let title = |at: usize| page.node(at).tag == "a" && page.worded(at);
    let mut rows = page.below(ix);
    rows.clone().filter(words).nth(1).is_some() && rows.clone().any(title) && rows.any(kebab)
}

fn menu(page: &Page, shown: &[bool], group: &[usize], up: usize) -> bool {
    let one = |at| ENTRY.contains(&page.node(at).rect.h) && entry(page, at);
    // The picture and the word of one button are no entries.
    let part = || {
        page.ancestors(group[0])
            .take(3)
            .any(|at| role::presses(page.node(at)))
    };
    stacked(page, group, 64.0)
        && most(group, one)
        && !part()
        && !form(page, up)
        && floats(page, shown, up)
}

/// Whether a box holds fields, more than one to search in: labels of a form lie over other texts when
/// the page is scrolled under its title.
fn form(page: &Page, ix: usize) -> bool {
    let field = |&at: &usize| role::native_field(page.node(at));
    page.below(ix).filter(field).nth(1).is_some()
}

/// Whether nine in ten are so.
fn most(group: &[usize], so: impl Fn(usize) -> bool) -> bool {
    group.iter().filter(|&&at| so(at)).count() * 10 >= group.len() * 9
}

/// Whether boxes of one left edge stand below each other, with gaps of `most` CSS px at most.
fn stacked(page: &Page, group: &[usize], most: f32) -> bool {
    // Lists that draw only what is in view place their rows in any order.
    let top = |ix: usize| (page.node(ix).rect.y + 1.0e6) as u32;
    let mut order: Vec<(u32, u32)> = group.iter().map(|&ix| (top(ix), ix as u32)).collect();
    order.sort_unstable();
    order.windows(2).all(|pair| {
        let [a, b] = [pair[0].1, pair[1].1].map(|ix| page.node(ix as usize).rect);
        (-2.0..=most).contains(&(b.y - a.y - a.h))
    })
}

/// Number of boxes with words beside each other in a row.
fn cells(page: &Page, shown: &[bool], row: usize) -> usize {
    let mut right = f32::NEG_INFINITY;
    let mut count = 0;
    for at in page
        .below(row)
        .filter(|&at| page.node(at).is_text() && shown[at])
    {
        let Some(up) = page
            .parent(at)
            .filter(|_| page.node(at).text.contains(letter))
        else {
            continue;
        };
        let r = page.node(up).rect;
        if r.x >= right - 1.0 {
            count += 1;
            right = r.x + r.w;
        }
    }
    count
}

/// Whether a box holds a short text and nothing that takes a value.
fn entry(page: &Page, ix: usize) -> bool {
    let mut length = 0;
    for at in page.below(ix) {
        let node = page.node(at);
        let field = matches!(
            node.tag.as_str(),
            "input" | "select" | "textarea" | "button" | "a"
        );
        if field || at > ix + 12 {
            return false;
        }
        length += node.text.chars().count();
    }
    (1..=60).contains(&length)
}

/// Whether the box around a list, the outermost that is no wider than menus are, lies over other
/// texts of the page.
fn floats(page: &Page, shown: &[bool], list: usize) -> bool {
    let small = |&at: &usize| page.node(at).rect.w <= LARGEST.0;
    let Some(top) = std::iter::once(list)
        .chain(page.ancestors(list))
        .take_while(small)
        .last()
    else {
        return false;
    };
    let menu = page.node(top).rect;
    (0..page.len())
        .filter(|&at| shown[at] && page.node(at).is_text() && !page.within(at, top))
        .filter_map(|at| page.parent(at))
        .any(|up| {
            let r = page.node(up).rect;
            let (x, y) = (r.x + r.w / 2.0, r.y + r.h / 2.0);
            menu.x < x && x < menu.x + menu.w && menu.y < y && y < menu.y + menu.h
        })
}

/// What is pressed and holds a short text, in groups that look alike.
fn pressed(page: &Page, shown: &[bool]) -> Vec<Vec<usize>> {
    let bar = |ix: usize| {
        let node = page.node(ix);
        role::presses(node) && BAR.contains(&node.rect.h) && entry(page, ix)
    };
    let all = (0..page.len()).filter(|&ix| shown[ix] && bar(ix));
    let mut found = groups(all.map(|ix| (key(page, ix), ix as u32)).collect());
    found.retain(|group| group.len() >= FEW);
    found
}

/// Gap between the closed parts of a page at least, CSS px: rows of a list touch.
const PARTS: f32 = 3.0;

/// Lines across the page that each begin with a picture to press, in boxes of their own with gaps
/// between them: headings of parts, of which only the picture opens and closes.
fn toggled(page: &Page, shown: &[bool]) -> Vec<usize> {
    let mute = |ix: usize| {
        let node = page.node(ix);
        let small = (8.0..=PICTURE).contains(&node.rect.w) && node.rect.h <= PICTURE;
        let presses = role::presses(node) || matches!(node.tag.as_str(), "a" | "button");
        small && presses && !page.worded(ix) && page.below(ix).len() <= 6
    };
    let all = (0..page.len()).filter(|&ix| shown[ix] && !page.node(ix).is_text() && mute(ix));
    let mut lines = Vec::new();
    for group in groups(all.map(|ix| (key(page, ix), ix as u32)).collect()) {
        let found: Option<Vec<usize>> = group.iter().map(|&ix| line_of(page, ix)).collect();
        let Some(found) = found.filter(|found| found.len() >= FEW) else {
            continue;
        };
        let apart = |two: &[usize]| {
            let [a, b] = [two[0], two[1]].map(|at| page.node(at).rect);
            page.parent(two[0]) != page.parent(two[1]) && b.y - a.y - a.h >= PARTS
        };
        if found.windows(2).all(apart) {
            lines.extend(found);
        }
    }
    lines
}

/// The low line across the page that begins with this picture and goes on with words.
fn line_of(page: &Page, picture: usize) -> Option<usize> {
    let line = page
        .ancestors(picture)
        .take(4)
        .find(|&up| page.worded(up))?;
    let r = page.node(line).rect;
    let before = (line + 1..picture).any(|at| page.node(at).is_text());
    (r.w >= WIDE && BAR.contains(&r.h) && !before && page.below(line).len() <= 40).then_some(line)
}

/// Class names of a row.
fn class(page: &Page, ix: usize) -> &str {
    page.node(ix).attr("class").unwrap_or("")
}

/// Bars of one look across the page, each at the start of a part of its own, each with a text and
/// a picture.
fn bars(page: &Page, group: &[usize]) -> bool {
    let (first, rest) = (group[0], &group[1..]);
    page.node(first).rect.w >= WIDE
        && rest.iter().all(|&ix| class(page, ix) == class(page, first))
        && group
            .windows(2)
            .all(|two| page.parent(two[0]) != page.parent(two[1]))
        && group
            .iter()
            .all(|&ix| pictured(page, ix) && leads(page, ix))
}

/// Whether nothing comes before an element in its parent; a field has its label there.
fn leads(page: &Page, ix: usize) -> bool {
    page.previous(ix).is_none_or(|at| page.node(at).is_text())
}

/// Entries of a list at the side that chooses what the rest of the page shows: one of them, and only
/// one, has a class name more than the others.
fn tabs(page: &Page, group: &[usize]) -> bool {
    let usual = match class(page, group[0]) == class(page, group[1]) {
        true => class(page, group[0]),
        false => class(page, group[2]),
    };
    let names = |list: &str| list.split_ascii_whitespace().count();
    let more = |list: &str| {
        let has = |name| list.split_ascii_whitespace().any(|own| own == name);
        names(list) == names(usual) + 1 && usual.split_ascii_whitespace().all(has)
    };
    let mut others = group
        .iter()
        .map(|&ix| class(page, ix))
        .filter(|list| list.trim() != usual.trim());
    SIDE.contains(&page.node(group[0]).rect.w)
        && others.next().is_some_and(more)
        && others.next().is_none()
        && stacked(page, group, 16.0)
}

/// Whether the first or last box in a bar is a picture.
fn pictured(page: &Page, ix: usize) -> bool {
    let picture = |at: usize| {
        let node = page.node(at);
        let mute = !page.below(at).any(|at| page.node(at).text.contains(letter));
        !node.is_text() && mute && (6.0..=PICTURE).contains(&node.rect.w)
    };
    let first = page.children(ix).find(|&at| !page.node(at).is_text());
    let last = page
        .children(ix)
        .filter(|&at| !page.node(at).is_text())
        .last();
    first.is_some_and(picture) || last.is_some_and(picture)
}
