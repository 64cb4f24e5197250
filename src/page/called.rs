//! What a row of a page is called, as people read it: its accessible name, the first line of a card, the
//! cell that names a row of a list, a tooltip, and a name without what it is about.
//!
//! Gives texts to compare with labels; which label is wanted is known in `locate`.

use super::document::Page;
use super::label;
use super::role;
use super::row::{cells, title_cell, title_words};
use super::target::Role;
use super::words::{Word, Words, letter};

/// Words, folded, that icon buttons for a row's or page's menu are called in kits that name them, and
/// what ties them to the row's own name («Options for …»).
const MENU_WORDS: [&str; 32] = [
    "dropdown",
    "additional",
    "further",
    "menu",
    "option",
    "options",
    "more",
    "action",
    "actions",
    "context",
    "row",
    "item",
    "show",
    "open",
    "toggle",
    "for",
    "of",
    "optionen",
    "aktionen",
    "mehr",
    "weitere",
    "kontextmenu",
    "zeile",
    "anzeigen",
    "ver",
    "fur",
    "opciones",
    "acciones",
    "mas",
    "para",
    "de",
    "the",
];

/// Words that tie a name to what it is about: «Full permission for Web Services API».
const TIES: [&str; 10] = [
    "for", "of", "in", "to", "from", "fur", "von", "de", "para", "del",
];

/// Words, folded, for what a switch is.
const STATES: [&str; 14] = [
    "enabled",
    "disabled",
    "on",
    "off",
    "yes",
    "no",
    "aktiviert",
    "deaktiviert",
    "ein",
    "aus",
    "ja",
    "nein",
    "activado",
    "desactivado",
];

/// How many rows of an entry are looked at for its own line.
const MAX_ENTRY: usize = 60;

/// How many elements may wrap all words of a bar.
const WRAPS: usize = 3;

/// A value from which no other reading of a name is asked for.
const ENOUGH: f32 = 0.95;

/// A reading of what a row is called, beside its name, and what a fit with it counts.
type Reading = (f32, fn(&Page, usize) -> Option<Words>);

const READINGS: [Reading; 10] = [
    (0.97, first_line),
    (0.96, first_part),
    (0.98, without_value),
    (0.97, own_line),
    (0.97, without_state),
    (0.98, shown_text),
    (0.96, tooltip),
    (0.98, beside),
    (0.98, before_star),
    (0.98, own_label),
];

/// Best value over the texts that a person may take for the row's name.
pub(super) fn texts(page: &Page, ix: usize, value: impl Fn(&Words) -> f32) -> f32 {
    let mut best = value(page.words(ix));
    if best < ENOUGH && page.role(ix) == Role::Row {
        best = best.max(cells_value(page, ix, &value));
    }
    for (worth, reading) in READINGS {
        if best >= ENOUGH {
            break;
        }
        if let Some(words) = reading(page, ix) {
            best = best.max(worth * value(&words));
        }
    }
    best
}

/// What a row is called stands in its first cell with words; «API User» in a column of licence types is
/// no name.
fn cells_value(page: &Page, ix: usize, value: impl Fn(&Words) -> f32) -> f32 {
    let Some(cell) = title_cell(page, ix) else {
        return 0.0;
    };
    let fits = value(page.words(cell));
    if fits >= ENOUGH {
        return fits;
    }
    // The row's own menu may be open in it, or its icon have a name.
    let line = label::first_line_of(page, cell).map(|line| Words::of(&line));
    let more = [title_words(page, ix), line];
    let more = more.iter().flatten().map(|words| 0.97 * value(words));
    more.fold(fits, f32::max)
}

/// The first line of a card, or of the label around a box.
fn first_line(page: &Page, ix: usize) -> Option<Words> {
    let label = |&up: &usize| page.node(up).tag == "label";
    let around = || page.ancestors(ix).take(4).find(label);
    let line = match role::native_toggle(page.node(ix)) {
        true => label::first_line_of(page, around()?),
        false => label::first_line(page, ix),
    };
    line.map(|line| Words::of(&line))
}

/// What is shown, where something else is said or a picture has a name of its own, as the arrow of an
/// entry has.
fn shown_text(page: &Page, ix: usize) -> Option<Words> {
    let said = |at: usize| page.node(at).attr("aria-label").is_some();
    let named = |at: usize| page.role(at) == Role::Image && said(at);
    let pictured = || role::is_control(page.role(ix)) && page.below(ix).take(12).any(named);
    (said(ix) || pictured()).then(|| Words::of(&super::name::text_of(page, ix)))
}

/// What stands before the star of a field that must be filled in; a note may follow it.
fn before_star(page: &Page, ix: usize) -> Option<Words> {
    let (label, note) = page.name(ix).split_once('*')?;
    let field = role::is_field(page.role(ix)) && label.contains(letter);
    (field && note.contains(letter)).then(|| Words::of(label))
}

/// The label of a field without the note in it, or in full where something else is said: some kits'
/// pickers are called what they hold.
fn own_label(page: &Page, ix: usize) -> Option<Words> {
    let field = role::is_field(page.role(ix));
    let id = page.node(ix).attr("id").filter(|_| field)?;
    let said = page.node(ix).attr("aria-label").is_some();
    let whole = |at| said.then(|| super::name::text_of(page, at));
    let words = page
        .labels_for(id, ix)
        .find_map(|at| label::primary(page, at).or_else(|| whole(at)));
    words.map(|words| Words::of(&words))
}

/// A name that is put together from several: the first, and what it goes on with («Maximum», and the box
/// that it is of).
pub(super) fn in_parts(page: &Page, ix: usize) -> Option<(Words, Words)> {
    let (first, rest) = (page.node(ix).attr("aria-labelledby")?.trim()).split_once(' ')?;
    let words = |id| {
        let at = page.by_id(id, ix)?;
        Some((at, Words::of(&super::name::text_of(page, at))))
    };
    let (at, first) = words(first)?;
    let (_, rest) = words(rest.split_ascii_whitespace().next()?)?;
    (!page.within(at, ix)).then_some((first, rest))
}

fn tooltip(page: &Page, ix: usize) -> Option<Words> {
    page.node(ix).attr("title").map(Words::of)
}

/// A field that only a tooltip, a hint inside it or what it holds names may have its label beside it.
fn beside(page: &Page, ix: usize) -> Option<Words> {
    let has = |name| page.node(ix).attr(name).is_some();
    let itself = page.node(ix).attr("aria-labelledby").is_some_and(|ids| {
        let mut ids = ids.split_ascii_whitespace();
        ids.all(|id| page.by_id(id, ix).is_some_and(|at| page.within(at, ix)))
    });
    let hinted = (has("title") || has("placeholder")) && !has("aria-label") || itself;
    (hinted && role::is_field(page.role(ix))).then(|| Words::of(&label::beside(page, ix)))
}

/// The title of a bar across the page that goes on with what it is about, on the same line.
fn first_part(page: &Page, ix: usize) -> Option<Words> {
    let bar = matches!(page.role(ix), Role::Button | Role::Section | Role::Heading);
    if !bar || !role::across(page, ix) {
        return None;
    }
    let worded = |around: usize| {
        let parts = cells(page, around).map(|at| (at, super::name::text_of(page, at)));
        let mut parts = parts.filter(|(_, text)| text.contains(letter));
        (parts.next(), parts.next())
    };
    // What wraps all the words is no part.
    let mut parts = worded(ix);
    for _ in 0..WRAPS {
        if let (Some((only, _)), None) = parts {
            parts = worded(only);
        }
    }
    let ((first, title), (second, _)) = (parts.0?, parts.1?);
    let (a, b) = (page.node(first).rect, page.node(second).rect);
    (b.x >= a.x + a.w + 6.0).then(|| Words::of(&title))
}

/// The line of an entry that holds others as well: without the button that opens its branch, and what
/// the branch holds.
fn own_line(page: &Page, ix: usize) -> Option<Words> {
    let inner = |at: usize| role::is_control(page.role(at)) && page.worded(at);
    if page.role(ix) != Role::MenuItem || !page.below(ix).any(inner) {
        return None;
    }
    let own = |at: &usize| {
        let mut around = page.ancestors(*at).take_while(|&up| up > ix);
        page.node(*at).text.contains(letter)
            && page.visible(*at)
            && !around.any(|up| role::is_control(page.role(up)))
    };
    let level = |at: usize| page.node(page.parent(at).unwrap_or(at)).rect;
    let mut texts = page.below(ix).take(MAX_ENTRY).filter(own);
    let first = texts.next()?;
    let line = level(first);
    let beside =
        texts.filter(|&at| level(at).y < line.y + line.h && line.y < level(at).y + level(at).h);
    let words: Vec<&str> = std::iter::once(first)
        .chain(beside)
        .map(|at| page.node(at).text.trim())
        .collect();
    Some(Words::of(&words.join(" ")))
}

/// A box's name without the word for its state that switches show behind it.
fn without_state(page: &Page, ix: usize) -> Option<Words> {
    let list = &page.words(ix).list;
    let toggle = matches!(page.role(ix), Role::Checkbox | Role::Radio);
    let last = list.last().filter(|_| toggle && list.len() > 1)?;
    STATES
        .contains(&&*last.text)
        .then(|| Words::from_list(list[..list.len() - 1].to_vec()))
}

/// A picker's label, where its name goes on with what is chosen (it refers to itself as well).
fn without_value(page: &Page, ix: usize) -> Option<Words> {
    let named = page.node(ix).attr("aria-labelledby");
    let ids = named.filter(|_| role::is_field(page.role(ix)))?;
    let rows = || {
        ids.split_ascii_whitespace()
            .filter_map(|id| page.by_id(id, ix))
    };
    rows().any(|at| page.within(at, ix)).then(|| {
        let labels = rows().filter(|&at| !page.within(at, ix));
        let texts: Vec<String> = labels.map(|at| super::name::text_of(page, at)).collect();
        match texts.is_empty() {
            true => Words::of(&label::beside(page, ix)),
            false => Words::of(&texts.join(" ")),
        }
    })
}

/// A control's name without the name of the row or section that it ends with: «Copy API User (system)»
/// in a row's menu, «Full permission for Web Services API» in a section.
pub(super) fn without_context(page: &Page, ix: usize, in_menu: bool) -> Option<Words> {
    let name = page.words(ix);
    let tie = |w: &Word| TIES.contains(&&*w.text);
    let before = |about: &Words, must_tie: bool| {
        let about: Vec<&Word> = about
            .list
            .iter()
            .filter(|w| !must_tie || !w.aside)
            .collect();
        let end = name
            .list
            .len()
            .checked_sub(about.len())
            .filter(|_| !about.is_empty())?;
        let tied = !must_tie || end > 0 && tie(&name.list[end - 1]);
        let same = name.list[end..]
            .iter()
            .zip(about)
            .all(|(a, b)| a.stem == b.stem);
        (tied && same).then_some(end)
    };
    // A menu may be drawn anywhere: any row can be the one it belongs to.
    let rows = match in_menu {
        true => page.seen_as(Role::Row),
        false => Vec::new(),
    };
    let mut titles = rows.into_iter().filter_map(|row| title_cell(page, row));
    let end = titles
        .find_map(|cell| before(page.words(cell), false))
        .or_else(|| {
            page.headings(ix)
                .find_map(|heading| before(page.words(heading), true))
        })?;
    let kept = name.list[..end].iter().rposition(|w| !tie(w))? + 1;
    Some(Words::from_list(name.list[..kept].to_vec()))
}

/// Whether a control's name, if it has one, only says that it is the menu of a thing of this name.
pub(super) fn says_menu(page: &Page, ix: usize, about: &Words) -> bool {
    // Some kits write a class name where nothing is to be read.
    let class = page.node(ix).attr("class").unwrap_or("");
    let placeholder = class
        .split_ascii_whitespace()
        .any(|one| one == page.name(ix));
    let known = |w: &Word| {
        MENU_WORDS.contains(&&*w.text) || about.list.iter().any(|own| own.stem == w.stem)
    };
    placeholder || page.words(ix).list.iter().all(known)
}
