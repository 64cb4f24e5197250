//! Labels that stand beside a control without any reference to it: sibling containers of kits,
//! the left cell of a layout table, the text after a drawn check box.
//!
//! Only asked when ARIA and HTML give no name.

use super::document::Page;
use super::kit;
use super::level;
use super::name;
use super::role;
use super::target::Role;
use super::words::{append, letter};

/// How far up a label is looked for. Kits wrap an editor four or five deep.
const LEVELS: usize = 6;

/// The same with the boxes that hold nothing else.
const MAX_UP: usize = 24;

/// How many siblings away a label is looked for.
const SIBLINGS: usize = 6;

/// Longest text that can be a label, characters.
const MAX_LABEL: usize = 120;

/// Height of a line of text at least, CSS px.
const LINE: f32 = 12.0;

/// The first line of a control that says more about itself below its name (a card, an entry with a
/// description). Nothing if it has one line only.
pub(super) fn first_line(page: &Page, ix: usize) -> Option<String> {
    use Role::{Button, Link, MenuItem, Option, Radio, Section, Tab};
    let says = |role| {
        matches!(
            role,
            Button | Link | MenuItem | Option | Radio | Section | Tab
        )
    };
    // Where another control stands in it, what that is called is no description.
    let alone = || !page.below(ix).any(|at| role::is_control(page.role(at)));
    match says(page.role(ix)) && alone() {
        true => first_line_of(page, ix),
        false => None,
    }
}

/// Whether a control has a caption and one more line, each of which begins at the left.
pub(super) fn two_lines(page: &Page, ix: usize) -> bool {
    let own = page.node(ix).rect;
    let place = |at: usize| page.parent(at).map(|up| page.node(up).rect);
    // Below its box there is the list that it opened.
    let mut texts = page
        .below(ix)
        .filter(|&at| page.node(at).text.contains(letter))
        .filter_map(place)
        .filter(|r| r.y < own.y + own.h);
    let first = texts.next();
    first_line_of(page, ix).is_some()
        && first
            .is_some_and(|first| first.x - own.x <= 24.0 && texts.any(|r| r.y >= first.y + LINE))
}

/// The first line of text in an element that has more than one.
pub(super) fn first_line_of(page: &Page, ix: usize) -> Option<String> {
    let mut texts = page
        .below(ix)
        .filter(|&at| page.node(at).is_text())
        .filter_map(|at| Some((at, page.node(page.parent(at)?).rect)));
    let (first, top) = texts.next()?;
    let mut line = page.node(first).text.clone();
    let mut more = false;
    for (at, rect) in texts {
        // Its description may stand in the element of the title itself.
        let inner = page.parent(first).is_some_and(|up| page.within(at, up));
        let below = if inner { LINE } else { 0.8 * top.h };
        if rect.y >= top.y + below {
            if drawn_alike(page, first, at) {
                return None;
            }
            more = true;
        } else {
            append(&mut line, &page.node(at).text);
        }
    }
    more.then_some(line)
}

/// Whether two texts stand in neighbours that are drawn by the same classes: entries of a list, not a
/// name and what is said about it.
fn drawn_alike(page: &Page, first: usize, other: usize) -> bool {
    let Some(around) = page.ancestors(first).find(|&up| page.within(other, up)) else {
        return false;
    };
    let side = |at: usize| page.ancestors(at).take_while(|&up| up > around).last();
    let (Some(a), Some(b)) = (side(first), side(other)) else {
        return false;
    };
    let (a, b) = (page.node(a), page.node(b));
    a.tag == b.tag && a.attr("class").is_some() && a.attr("class") == b.attr("class")
}

/// Text beside the control, or nothing.
pub(super) fn beside(page: &Page, ix: usize) -> String {
    let role = page.role(ix);
    let toggle = matches!(role, Role::Checkbox | Role::Radio);
    if !role::is_field(role) {
        return icon(page, ix);
    }
    // A hidden list is called like the field that is drawn for it.
    let face = page.face(ix);
    if page.node(ix).tag == "select" && face != ix {
        return name::full(page, face);
    }
    let mut at = ix;
    let mut levels = LEVELS;
    for up in page.ancestors(ix).take(MAX_UP) {
        // A box around nothing else is no level.
        if page.end(up) == page.end(at) && at == up + 1 && page.role(up) == Role::Generic {
            at = up;
            continue;
        }
        if levels == 0 {
            break;
        }
        levels -= 1;
        let text = if toggle {
            by_box(page, ix, after(page, at, ix), || before(page, at, ix))
        } else {
            before(page, at, ix).or_else(|| after(page, at, ix).filter(|t| t.strong))
        };
        if let Some(found) = text {
            return with_column(page, ix, found.text);
        }
        if page.role(up) == Role::Row {
            let text = cell(page, up, at);
            // A table that lays out a field and its icon says nothing: its own row goes on.
            let lone = page
                .ancestors(up)
                .take(4)
                .any(|at| page.role(at) == Role::Cell)
                && !page
                    .below(up)
                    .any(|at| !page.within(at, ix) && role::is_field(page.role(at)));
            if !text.is_empty() || !lone {
                return text;
            }
        }
        // Another field beside it: a label further out would name both.
        if page
            .children(up)
            .any(|child| child != at && has_field(page, child))
        {
            break;
        }
        at = up;
    }
    level::label(page, ix, toggle)
}

struct Found {
    /// Where it stands.
    row: usize,
    text: String,
    /// Said to be a label by its class or tag.
    strong: bool,
}

/// The label of a box: after it, unless that stands on another line and what is before it does not. In a
/// flat list of labels and boxes each box has its own label before it and the next one's after it.
fn by_box(
    page: &Page,
    control: usize,
    after: Option<Found>,
    before: impl Fn() -> Option<Found>,
) -> Option<Found> {
    let middle = |at: usize| {
        let r = page.node(at).rect;
        r.y + r.h / 2.0
    };
    let level = |one: &Found| {
        let apart = (middle(one.row) - middle(control)).abs();
        page.node(one.row).is_text() || apart <= 0.6 * page.node(control).rect.h.max(16.0)
    };
    match after {
        Some(next) if !level(&next) => Some(before().filter(level).unwrap_or(next)),
        Some(next) => Some(next),
        None => before(),
    }
}

/// The nearest label-like sibling before `at`; another field ends the search.
fn before(page: &Page, at: usize, control: usize) -> Option<Found> {
    std::iter::successors(page.previous(at), |&s| page.previous(s))
        .take(SIBLINGS)
        .map_while(|s| label_like(page, s, control))
        .find_map(|l| l)
}

/// The nearest label-like sibling after `at`.
fn after(page: &Page, at: usize, control: usize) -> Option<Found> {
    std::iter::successors(page.next(at), |&s| page.next(s))
        .take(SIBLINGS)
        .map_while(|s| label_like(page, s, control))
        .find_map(|l| l)
}

/// `None`: stop here (a field or another control). `Some(None)`: nothing to read, go on.
fn label_like(page: &Page, ix: usize, control: usize) -> Option<Option<Found>> {
    let node = page.node(ix);
    if has_field(page, ix) || page.role(ix) == Role::Section {
        return None;
    }
    // «Caption» is the title of something or the label of a field, as «title» is on the field's line.
    let title = page.role(ix) == Role::Heading && page.kit(ix) & kit::LABEL == 0;
    if title && heads_line(page, ix, control) {
        let text = first_line_of(page, ix).unwrap_or_else(|| name::text_of(page, ix));
        return Some(Some(Found {
            row: ix,
            text,
            strong: true,
        }));
    }
    if !node.is_text() && (role::is_control(page.role(ix)) || title) {
        // What a small icon without a word is for is asked of what stands around it, as is the field's name.
        let icon = !page.worded(ix) && node.rect.w <= ICON;
        return icon.then_some(None);
    }
    if !page.visible(ix) && page.visible(control) {
        return Some(None);
    }
    // An icon that explains the field is no label.
    if page.below(ix).any(|at| role::is_control(page.role(at)))
        && name::own_text(page, ix).is_empty()
    {
        return Some(None);
    }
    let text = name::text_of(page, ix);
    let letters = text.chars().filter(|&c| letter(c)).count();
    if letters == 0 {
        return Some(None);
    }
    if text.chars().count() > MAX_LABEL {
        return None;
    }
    let strong = node.tag == "label"
        || over(page, ix, control)
        || std::iter::once(ix)
            .chain(page.below(ix).take(6))
            .any(|at| page.kit(at) & kit::LABEL != 0);
    let text = whole(page, ix, primary(page, ix).unwrap_or(text));
    // Required marks and colons belong to the layout, not to the name.
    let text = text.trim_matches([' ', '*', ':']).to_owned();
    Some(Some(Found {
        row: ix,
        text,
        strong,
    }))
}

/// What a class name says of the part of a label that only explains it.
const NOTES: [&str; 8] = [
    "secondary",
    "sublabel",
    "subtext",
    "hint",
    "help",
    "descri",
    "muted",
    "note",
];

/// A label without the note that goes on after it («Email Address used for notifications») or that its icon
/// has as a tooltip, if it has one.
pub(super) fn primary(page: &Page, label: usize) -> Option<String> {
    let note = |at: &usize| {
        let node = page.node(*at);
        let class = node.attr("class").unwrap_or("").to_ascii_lowercase();
        let said = node.tag == "small" || NOTES.iter().any(|word| class.contains(word));
        let tip = || node.attr("title").is_some() && !page.worded(*at);
        !node.is_text() && (said && page.worded(*at) || tip())
    };
    let at = page.below(label).take(12).find(note)?;
    let texts = (label..at).map(|row| page.node(row).text.trim());
    let words: Vec<&str> = texts.filter(|text| text.contains(letter)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Widest icon beside a field, CSS px.
const ICON: f32 = 32.0;

/// Whether what only its class name calls a title is that of the line that a control stands in.
fn heads_line(page: &Page, ix: usize, control: usize) -> bool {
    let (t, c) = (page.node(ix).rect, page.node(page.face(control)).rect);
    let middle = c.y + c.h / 2.0;
    let tag = page.node(ix).tag.as_str();
    let named = matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || page.node(ix).attr("role").is_some();
    !named && t.h <= MAX_TITLE && (t.y..=t.y + t.h).contains(&middle) && page.worded(ix)
}

/// Highest title of a line, CSS px.
const MAX_TITLE: f32 = 64.0;

/// A label that was cut («Can login to Web Serv…») in full, as its tooltip has it.
fn whole(page: &Page, ix: usize, text: String) -> String {
    let Some(begin) = text.strip_suffix('…').or_else(|| text.strip_suffix("...")) else {
        return text;
    };
    let mut around = std::iter::once(ix).chain(page.ancestors(ix).take(2));
    let title = around.find_map(|at| {
        page.node(at)
            .attr("title")
            .filter(|t| t.starts_with(begin.trim()))
    });
    title.map_or(text.clone(), str::to_owned)
}

/// Whether a text lies in the box of a field: a label that moves up when something is typed.
fn over(page: &Page, text: usize, field: usize) -> bool {
    let (t, f) = (page.node(text).rect, page.node(field).rect);
    t.h > 0.0
        && t.w < f.w
        && t.x >= f.x
        && t.x + t.w <= f.x + f.w
        && t.y >= f.y - 12.0
        && t.y + t.h <= f.y + f.h
}

/// Whether a row is a field or has one in it. One that is hidden behind what is drawn for it is none.
fn has_field(page: &Page, ix: usize) -> bool {
    let field = |at: usize| role::is_field(page.role(at)) && !role::speck(page.node(at).rect);
    std::iter::once(ix)
        .chain(page.below(ix).take(60))
        .any(field)
}

/// Name of the field in a table's cell: what its row begins with and what its column is headed.
fn cell(page: &Page, row: usize, cell: usize) -> String {
    let first = page
        .children(row)
        .find(|&c| !page.node(c).is_text())
        .filter(|&c| c != cell && !has_field(page, c))
        .map(|c| name::text_of(page, c));
    let mut text = first.unwrap_or_default();
    if let Some(heading) = column_heading(page, row, cell) {
        append(&mut text, &heading);
    }
    text
}

/// In a grid of fields the row's text is not enough: the column's heading is added.
fn with_column(page: &Page, ix: usize, text: String) -> String {
    let Some(row) = page.row_of(ix) else {
        return text;
    };
    let fields = page
        .below(row)
        .filter(|&at| role::is_field(page.role(at)))
        .count();
    let cell = page.children(row).find(|&c| page.within(ix, c));
    match cell.and_then(|c| column_heading(page, row, c)) {
        Some(heading) if fields > 1 => format!("{text} {heading}"),
        _ => text,
    }
}

/// Text of the cell above, in the first row of the same table.
fn column_heading(page: &Page, row: usize, cell: usize) -> Option<String> {
    let column = page
        .children(row)
        .filter(|&c| !page.node(c).is_text())
        .position(|c| c == cell)?;
    let table = page
        .ancestors(row)
        .take(4)
        .find(|&at| page.node(at).tag == "table" || page.node(at).attr("role") == Some("grid"))?;
    let head = page
        .below(table)
        .find(|&at| page.role(at) == Role::Row)
        .filter(|&head| head != row && !has_field(page, head))?;
    let above = page
        .children(head)
        .filter(|&c| !page.node(c).is_text())
        .nth(column)?;
    Some(name::text_of(page, above)).filter(|t| !t.is_empty())
}

/// Name of an icon button: the tooltip of the icon, of its wrapper, or the use of an `svg`.
fn icon(page: &Page, ix: usize) -> String {
    let titled = std::iter::once(ix)
        .chain(page.below(ix).take(6))
        .find_map(|at| page.node(at).attr("title").or(page.node(at).attr("alt")))
        .or_else(|| {
            let up = page.parent(ix)?;
            let alone = page.end(up) == page.end(ix);
            alone.then(|| page.node(up).attr("title")).flatten()
        });
    titled.map(|t| t.trim().to_owned()).unwrap_or_default()
}
