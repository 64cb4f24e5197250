//! States of controls: checked, expanded, disabled, filled, … from properties, ARIA and class names.
//!
//! Where they disagree the order is: property, ARIA, class names; for a section, what is seen.

use super::digest::flag;
use super::document::Page;
use super::kit;
use super::role;
use super::target::Role;
use super::words::{append, letter, lower_text};

/// State of a check box or radio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// On.
    On,
    /// Off.
    Off,
    /// Neither.
    Mixed,
}

/// What can be seen of a control's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Check boxes and radios; `None` for everything else and where nothing says it.
    pub checked: Option<Checked>,
    /// Sections, menus, combo boxes: whether the content is shown.
    pub expanded: Option<bool>,
    /// Can't be used.
    pub disabled: bool,
    /// A field that holds something.
    pub filled: bool,
    /// The value, if the digest lists it.
    pub value: Option<String>,
    /// Text of the selected option, if the digest shows it.
    pub selected: Option<String>,
    /// Failed validation.
    pub invalid: bool,
    /// Has the focus.
    pub focused: bool,
}

/// State of row `ix`.
pub(super) fn of(page: &Page, ix: usize) -> State {
    let node = page.node(ix);
    let role = page.role(ix);
    State {
        checked: checked(page, ix, role),
        expanded: expanded(page, ix, role),
        disabled: disabled(page, ix),
        filled: node.has(flag::FILLED)
            || node.attr("value").is_some_and(|v| !v.is_empty()) && role::is_field(role)
            || matches!(role, Role::Combobox | Role::Listbox) && selected(page, ix).is_some(),
        value: node
            .attr("value")
            .filter(|_| role::is_field(role))
            .map(str::to_owned),
        selected: selected(page, ix),
        invalid: invalid(page, ix),
        focused: node.has(flag::FOCUSED),
    }
}

/// Checked, from the property, ARIA, or the class names of the drawn box and its parts.
fn checked(page: &Page, ix: usize, role: Role) -> Option<Checked> {
    let node = page.node(ix);
    let aria = node.attr("aria-checked").or_else(|| {
        matches!(role, Role::Tab | Role::Button | Role::Checkbox)
            .then(|| node.attr("aria-pressed"))
            .flatten()
    });
    let toggle = matches!(role, Role::Checkbox | Role::Radio);
    // Some kits draw boxes as buttons.
    let native = matches!(node.attr("type"), Some("checkbox" | "radio"));
    if node.tag == "input" && native && toggle {
        return Some(if node.has(flag::MIXED) {
            Checked::Mixed
        } else if node.has(flag::CHECKED) {
            Checked::On
        } else {
            Checked::Off
        });
    }
    match aria {
        Some("true") => return Some(Checked::On),
        Some("false") => return Some(Checked::Off),
        Some("mixed") => return Some(Checked::Mixed),
        _ => {}
    }
    // Of cards that are chosen from, nothing but a look tells which one is.
    let card = || page.repeats().cards.has(ix) && page.kit(ix) & kit::SELECTED == 0;
    (toggle && !card()).then(|| drawn(page, ix))
}

/// A drawn box that nothing calls checked is not checked.
fn drawn(page: &Page, ix: usize) -> Checked {
    let up = page
        .parent(ix)
        .filter(|&p| page.kit(p) & (kit::CHECKBOX | kit::RADIO) != 0);
    let around = wraps(page, ix).filter(|&up| page.kit(up) & kit::CHECKED != 0);
    let rows = std::iter::once(ix)
        .chain(up)
        .chain(around)
        .chain(page.below(ix).take(8));
    let bits = rows.fold(0, |bits, at| bits | page.kit(at));
    if bits & kit::MIXED != 0 {
        Checked::Mixed
    } else if bits & kit::UNCHECKED != 0 {
        Checked::Off
    } else if bits & (kit::CHECKED | kit::SELECTED) != 0 || role::switch(page, ix) == Some(true) {
        Checked::On
    } else {
        Checked::Off
    }
}

/// The boxes around a drawn check box that hold nothing else to tick.
fn wraps(page: &Page, ix: usize) -> impl Iterator<Item = usize> + '_ {
    let toggle = |at: usize| matches!(page.role(at), Role::Checkbox | Role::Radio);
    // A kit's box and what it draws it with may both be called one.
    let other =
        move |at: usize| toggle(at) && at != ix && !page.within(at, ix) && !page.within(ix, at);
    let alone = move |&up: &usize| page.below(up).len() <= 12 && !page.below(up).any(other);
    page.ancestors(ix).take(4).take_while(alone)
}

fn expanded(page: &Page, ix: usize, role: Role) -> Option<bool> {
    if let Some(section) = page.section_at(ix)
        && (role == Role::Section || section.collapsible)
    {
        return section.open.or_else(|| said(page, ix));
    }
    match role {
        Role::Section => said(page, ix),
        _ => match page.node(ix).attr("aria-expanded") {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ if role == Role::Button => sign(page, ix),
            _ => None,
        },
    }
}

/// What ARIA or class names of a heading, its toggle or its container say.
pub(super) fn said(page: &Page, ix: usize) -> Option<bool> {
    let near = std::iter::once(ix)
        .chain(page.below(ix).take(12))
        .chain(page.ancestors(ix).take(2));
    for at in near {
        match page.node(at).attr("aria-expanded") {
            Some("true") => return Some(true),
            Some("false") => return Some(false),
            _ => {}
        }
        let bits = page.kit(at);
        if bits & kit::COLLAPSED != 0 {
            return Some(false);
        }
        if bits & kit::EXPANDED != 0 {
            return Some(true);
        }
    }
    sign(page, ix)
}

/// The sign that stands first in a heading that opens something, or what its picture says.
fn sign(page: &Page, ix: usize) -> Option<bool> {
    let picture = || page.below(ix).take(8).find_map(|at| expander(page, at));
    let first = page.below(ix).take(6).find(|&at| page.node(at).is_text());
    match first.map_or("", |at| page.node(at).text.trim()) {
        "+" | "＋" | "▸" | "►" | "▶" | "⊞" => Some(false),
        "-" | "–" | "−" | "▾" | "▼" | "⊟" => Some(true),
        _ => picture(),
    }
}

/// Largest picture that opens and closes, CSS px.
const PICTURE: f32 = 32.0;

/// What a small picture is called that opens what stands beside it (`false`: it is closed now), and one
/// that closes it.
const OPENS: [&str; 8] = [
    "expand",
    "plus",
    "+",
    "erweitern",
    "aufklappen",
    "ausklappen",
    "expandir",
    "desplegar",
];
const CLOSES: [&str; 8] = [
    "collapse",
    "minus",
    "-",
    "reduzieren",
    "zuklappen",
    "einklappen",
    "contraer",
    "plegar",
];

/// Whether a row is a picture that opens and closes something, and whether that is open.
pub(super) fn expander(page: &Page, ix: usize) -> Option<bool> {
    let node = page.node(ix);
    if node.is_text() || node.rect.w > PICTURE || node.rect.h > PICTURE || node.rect.w < 1.0 {
        return None;
    }
    let said = ["alt", "title", "aria-label"].map(|name| node.attr(name).unwrap_or(""));
    let text = said.into_iter().find(|text| !text.is_empty())?;
    let first = lower_text(text.split_whitespace().next()?);
    let is = |list: [&str; 8]| list.contains(&first.as_str());
    match (is(OPENS), is(CLOSES)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

fn disabled(page: &Page, ix: usize) -> bool {
    let own = |at: usize| {
        let node = page.node(at);
        node.has(flag::DISABLED)
            || node.attr("aria-disabled") == Some("true")
            || page.kit(at) & kit::DISABLED != 0
    };
    if own(ix) {
        return true;
    }
    let toggle = matches!(page.role(ix), Role::Checkbox | Role::Radio);
    let drawn = toggle && page.node(ix).tag != "input";
    page.ancestors(ix).take(6).enumerate().any(|(level, at)| {
        (page.node(at).tag == "fieldset" && page.node(at).has(flag::DISABLED))
            || page.node(at).attr("aria-disabled") == Some("true")
            || drawn && level == 0 && own(at)
            || page.node(at).tag == "li" && level == 0 && page.kit(at) & kit::DISABLED != 0
    })
}

/// Text of what a select or drawn picker shows as chosen; an empty default is nothing.
fn selected(page: &Page, ix: usize) -> Option<String> {
    if !matches!(page.role(ix), Role::Combobox | Role::Listbox) {
        return None;
    }
    for at in page.below(ix) {
        let node = page.node(at);
        let option = page.role(at) == Role::Option || page.kit(at) & kit::ITEM != 0;
        let chosen = node.has(flag::SELECTED)
            || node.attr("aria-selected") == Some("true")
            || page.kit(at) & kit::SELECTED != 0;
        let shown = page
            .ancestors(at)
            .take(2)
            .any(|up| page.kit(up) & kit::DISPLAY != 0);
        if option && (chosen || shown) && node.attr("data-item-type") != Some("Default") {
            return Some(super::name::text_of(page, at)).filter(|t| !t.is_empty());
        }
    }
    chip(page, ix).or_else(|| shown_value(page, ix))
}

/// Signs that take a chosen entry out again.
const CROSSES: [&str; 5] = ["×", "✕", "✖", "⨯", "✗"];

/// Text of an entry that a drawn picker holds as a chip: its class name says so, or a cross follows.
fn chip(page: &Page, ix: usize) -> Option<String> {
    let text = |at: &usize| page.node(*at).is_text() && page.visible(*at);
    let mut texts = page.below(ix).filter(text).peekable();
    while let Some(at) = texts.next() {
        let words = &page.node(at).text;
        let next = texts.peek().map_or("", |&at| page.node(at).text.trim());
        let mut around = page.ancestors(at).take_while(|&up| up >= ix);
        if words.contains(letter)
            && (CROSSES.contains(&next) || around.any(|up| page.kit(up) & kit::CHIP != 0))
        {
            return Some(words.trim().to_owned());
        }
    }
    None
}

/// What a combo box that opens a list shows in itself (ARIA: its content is its value); its label, if
/// it stands inside, is none.
fn shown_value(page: &Page, ix: usize) -> Option<String> {
    let node = page.node(ix);
    // A button drawn as a field: its text, without its caption.
    if node.tag == "button" || node.attr("role") == Some("button") {
        let text = super::name::text_of(page, ix);
        return Some(text).filter(|t| !t.is_empty() && t != page.name(ix));
    }
    let listbox = || node.attr("role") == Some("listbox") && node.attr("aria-haspopup").is_some();
    if node.attr("role") != Some("combobox") && !listbox() {
        return None;
    }
    let labels = node.attr("aria-labelledby").unwrap_or("");
    // Called by nothing but what it shows, it has its label elsewhere.
    let mut named = labels.split_ascii_whitespace();
    let outside = named.any(|id| page.by_id(id, ix).is_some_and(|at| !page.within(at, ix)));
    let label = |at: &usize| {
        outside
            && page.ancestors(*at).take_while(|&up| up > ix).any(|up| {
                let id = page.node(up).attr("id");
                id.is_some_and(|id| labels.split_ascii_whitespace().any(|l| l == id))
            })
    };
    // What says the value may be out of sight, and what is drawn for it not in it.
    let away = page.face(ix) != ix;
    let words = |at: &usize| page.node(*at).is_text() && (away || page.visible(*at));
    let said = |all: bool| {
        let mut text = String::new();
        for at in page.below(ix).filter(words).filter(|at| all || !label(at)) {
            append(&mut text, &page.node(at).text);
        }
        text
    };
    // Called by a label elsewhere and by its own text: that one is what it holds.
    let text = Some(said(false)).filter(|text| !text.is_empty());
    let text = text.unwrap_or_else(|| said(outside));
    let said = |id| node.attr("aria-label").is_some() && page.labels_for(id, ix).next().is_some();
    let by_itself = !labels.is_empty() && !outside || node.attr("id").is_some_and(said);
    Some(text).filter(|t| !t.is_empty() && (by_itself || t != page.name(ix)))
}

fn invalid(page: &Page, ix: usize) -> bool {
    matches!(page.node(ix).attr("aria-invalid"), Some(v) if v != "false" && !v.is_empty())
        || page.kit(ix) & kit::INVALID != 0
        || page
            .parent(ix)
            .is_some_and(|p| page.kit(p) & kit::INVALID != 0 && page.role(p) != Role::Alert)
}
