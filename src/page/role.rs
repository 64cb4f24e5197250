//! Roles: from the `role` attribute, the tag, and (last) what class names of kits say.
//!
//! Gives each *control* its role on exactly one row: the one that bears the state or takes the
//! press, not the wrapper around it. Section headings are promoted in `document`.

use super::digest::{Box2, Node, flag};
use super::document::Page;
use super::kit;
use super::opened::LARGEST;
use super::target::Role;
use super::words::{hash, letter};

/// Most rows inside a drawn control.
const MAX_CONTROL: usize = 300;

/// Roles of all rows.
pub(super) fn roles(page: &Page) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..page.len()).map(|ix| own(page, ix)).collect();
    for (ix, role) in roles.iter_mut().enumerate() {
        if echo(page, ix) {
            *role = Role::Generic;
        }
    }
    alike(page, &mut roles);
    for (ix, role) in roles.iter_mut().enumerate() {
        *role = repeated(page, ix, *role);
    }
    for ix in 0..page.len() {
        if let Some(role) = drawn(page, &roles, ix) {
            roles[ix] = role;
        }
    }
    for ix in 0..page.len() {
        roles[ix] = placed(page, &roles, ix);
        if roles[ix] == Role::Button && (labelled(page, &roles, ix) || captioned(page, ix)) {
            roles[ix] = Role::Combobox;
        }
    }
    roles
}

/// Whether a box or list only repeats, for the form that is sent, what is drawn beside it (Radix and what is
/// built on it).
fn echo(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let list = node.tag == "select" && node.rect.w <= 1.0;
    let toggle = native_toggle(node) && node.has(flag::INVISIBLE);
    let says = |at: usize| {
        let role = page.node(at).attr("role");
        match list {
            true => role == Some("combobox"),
            false => matches!(role, Some("checkbox" | "radio" | "switch")),
        }
    };
    (list || toggle)
        && node.attr("aria-hidden") == Some("true")
        && [page.previous(ix), page.next(ix)]
            .into_iter()
            .flatten()
            .any(says)
}

/// Whether a role is one that a person operates.
pub(super) fn is_control(role: Role) -> bool {
    is_field(role)
        || matches!(
            role,
            Role::Button | Role::Link | Role::MenuItem | Role::Tab | Role::Option
        )
}

/// Whether a role is one that holds a value and wants a label.
pub(super) fn is_field(role: Role) -> bool {
    matches!(
        role,
        Role::Checkbox | Role::Radio | Role::Textbox | Role::Combobox | Role::Listbox
    )
}

/// Gives what can be pressed and says nothing of itself the role that others of the same look
/// declare: kits forget it on some of their controls.
fn alike(page: &Page, roles: &mut [Role]) {
    let look = |ix: usize| {
        let node = page.node(ix);
        let class = node.attr("class").filter(|class| !class.is_empty())?;
        Some(hash(class) ^ hash(&node.tag).rotate_left(9))
    };
    let mute = |role: Role, ix: usize| {
        let node = page.node(ix);
        let bare = role == Role::Generic && node.attr("role").is_none() && presses(node);
        bare && !page
            .below(ix)
            .take(MAX_CONTROL)
            .any(|at| is_field(own(page, at)))
    };
    let mut declared: Vec<(u32, u32)> = (0..page.len())
        .filter(|&ix| is_control(roles[ix]) && page.node(ix).attr("role").is_some())
        .filter_map(|ix| Some((look(ix)?, roles[ix] as u32)))
        .collect();
    if declared.is_empty() {
        return;
    }
    declared.sort_unstable();
    declared.dedup();
    for (ix, role) in roles
        .iter_mut()
        .enumerate()
        .filter(|(ix, role)| mute(**role, *ix))
    {
        let Some(mine) = look(ix) else {
            continue;
        };
        let mut same = declared.iter().filter(|(look, _)| *look == mine);
        if let (Some(&(_, one)), None) = (same.next(), same.next())
            && let Some(&known) = Role::ALL.iter().find(|known| **known as u32 == one)
        {
            *role = known;
        }
    }
}

/// Role that repetition gives to an element that says nothing of itself.
fn repeated(page: &Page, ix: usize, role: Role) -> Role {
    let repeats = page.repeats();
    match role {
        Role::Generic if repeats.rows.has(ix) => Role::Row,
        Role::Generic | Role::Cell if repeats.bars.has(ix) => Role::Heading,
        Role::Row if repeats.entries.has(ix) && page.node(ix).attr("role").is_none() => {
            Role::MenuItem
        }
        Role::Generic if repeats.tabs.has(ix) => Role::Tab,
        Role::Generic | Role::Button if repeats.cards.has(ix) => Role::Radio,
        Role::Button if pressed_switch(page, ix) => Role::Checkbox,
        role => role,
    }
}

/// Role that the element itself declares.
fn own(page: &Page, ix: usize) -> Role {
    let node = page.node(ix);
    if node.is_text() {
        return Role::Text;
    }
    if let Some(role) = node.attr("role").and_then(|r| {
        r.split_ascii_whitespace()
            .find_map(aria)
            .filter(|&role| role != Role::Generic)
    }) {
        return match role == Role::MenuItem && holds_form(page, ix) {
            true => Role::Generic,
            false => role,
        };
    }
    match native(node) {
        // A drawn button keeps one of HTML's own inside it that nobody sees, for the keyboard.
        Some(Role::Button) if node.tag == "input" && speck(node.rect) => Role::Generic,
        role => role.unwrap_or(Role::Generic),
    }
}

/// Whether a box is too small for anything but to take the keyboard.
pub(super) fn speck(r: Box2) -> bool {
    r.w <= 2.0 || r.h <= 2.0
}

/// Whether an open entry holds a form: the part of a panel bar, whose kit calls it a menu's entry.
pub(super) fn holds_form(page: &Page, ix: usize) -> bool {
    let field = |at: usize| native_field(page.node(at));
    page.node(ix).attr("aria-expanded") == Some("true") && page.below(ix).any(field)
}

/// Whether an element is one of HTML's own check boxes or radios.
pub(super) fn native_toggle(node: &Node) -> bool {
    node.tag == "input" && matches!(node.attr("type"), Some("checkbox" | "radio"))
}

/// Whether an element is one of HTML's own fields.
pub(super) fn native_field(node: &Node) -> bool {
    matches!(node.tag.as_str(), "input" | "select" | "textarea")
}

fn aria(role: &str) -> Option<Role> {
    Some(match role {
        "button" => Role::Button,
        "link" => Role::Link,
        "menuitem" | "menuitemcheckbox" | "menuitemradio" | "treeitem" => Role::MenuItem,
        "tab" => Role::Tab,
        "checkbox" | "switch" => Role::Checkbox,
        "radio" => Role::Radio,
        "textbox" | "searchbox" | "spinbutton" => Role::Textbox,
        "combobox" => Role::Combobox,
        "option" => Role::Option,
        "heading" => Role::Heading,
        "row" => Role::Row,
        "cell" | "gridcell" | "columnheader" | "rowheader" => Role::Cell,
        "listbox" => Role::Listbox,
        "dialog" | "alertdialog" => Role::Dialog,
        "alert" => Role::Alert,
        "img" | "image" => Role::Image,
        "presentation" | "none" | "group" | "generic" | "region" => Role::Generic,
        _ => return None,
    })
}

fn native(node: &Node) -> Option<Role> {
    Some(match node.tag.as_str() {
        "button" | "summary" => Role::Button,
        "a" | "area" => Role::Link,
        "input" => input(node.attr("type").unwrap_or("text"))?,
        "textarea" => Role::Textbox,
        "select" => match node.attr("size").and_then(|s| s.parse::<u32>().ok()) {
            _ if node.attr("multiple").is_some() => Role::Listbox,
            Some(2..) => Role::Listbox,
            _ => Role::Combobox,
        },
        "option" => Role::Option,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "dialog" => Role::Dialog,
        "img" | "svg" => Role::Image,
        _ if matches!(
            node.attr("contenteditable"),
            Some("" | "true" | "plaintext-only")
        ) =>
        {
            Role::Textbox
        }
        _ => return None,
    })
}

fn input(kind: &str) -> Option<Role> {
    Some(match kind.to_ascii_lowercase().as_str() {
        "hidden" => return None,
        "checkbox" => Role::Checkbox,
        "radio" => Role::Radio,
        "button" | "submit" | "reset" | "image" | "file" | "color" => Role::Button,
        "range" => Role::Generic,
        _ => Role::Textbox,
    })
}

/// Role that class names, focusability and a pointing hand give to an element without one.
fn drawn(page: &Page, roles: &[Role], ix: usize) -> Option<Role> {
    let node = page.node(ix);
    let bits = page.kit(ix);
    let role = roles[ix];
    if node.is_text() || !matches!(role, Role::Generic | Role::Cell | Role::Link) {
        return None;
    }
    // The only cell of a row that shows a hand is an entry of a tree or list.
    if role == Role::Cell && node.has(flag::POINTER) && only_cell(page, ix) {
        return Some(Role::MenuItem);
    }
    // A role that guides don't tell apart (slider, tree, toolbar) is still not a drawn button.
    let says = node.attr("role").unwrap_or("");
    if !matches!(
        says,
        "" | "none" | "presentation" | "generic" | "group" | "region"
    ) {
        return None;
    }
    if role == Role::Link {
        // <a class="Button"> without an address is a button.
        let button = bits & kit::BUTTON != 0 && bits & kit::LINK == 0;
        let address = node.attr("href").is_some_and(|h| !h.is_empty() && h != "#");
        return (button && !address).then_some(Role::Button);
    }
    if role == Role::Cell {
        let presses = node.attr("onclick").is_some() || node.has(flag::POINTER);
        let own = presses && !page.below(ix).any(|at| is_control(roles[at]));
        return own.then_some(Role::Link);
    }
    if bits & kit::ALERT != 0 {
        return Some(Role::Alert);
    }
    // A picture that takes the focus and is called checked or not is a check box.
    let state = bits & (kit::CHECKED | kit::UNCHECKED) != 0 && focusable(node);
    let marked = state && picture(page, ix);
    let boxed = bits & (kit::CHECKBOX | kit::RADIO) != 0 || inside_drawn(page, ix) || marked;
    let drawn = || switch(page, ix).is_some() || bits & kit::BUTTON == 0 && square(page, ix);
    if (boxed || drawn()) && draws_input(page, ix) {
        return None;
    }
    if boxed {
        return toggle(page, roles, ix);
    }
    if drawn() {
        return Some(Role::Checkbox);
    }
    if bits & kit::SELECTOR != 0 && !contains(page, roles, ix, is_picker) {
        return Some(Role::Combobox);
    }
    if bits & kit::LISTBOX != 0 && !contains(page, roles, ix, is_picker) {
        return Some(Role::Listbox);
    }
    if bits & kit::CHIP != 0 && held(page, ix) {
        return Some(Role::Combobox);
    }
    if bits & kit::DIALOG != 0 {
        return Some(Role::Dialog);
    }
    if bits & kit::MENU_ITEM != 0 || bits & kit::ITEM != 0 && under(page, ix, 6, kit::MENU) {
        return Some(Role::Option);
    }
    if bits == 0 && among_items(page, ix) {
        return Some(Role::Option);
    }
    let listed = node.tag == "li" && bits == 0 && entry(page, ix);
    if listed || page.repeats().entries.has(ix) {
        return Some(Role::MenuItem);
    }
    let pressable = focusable(node) || node.attr("onclick").is_some();
    let hand = node.has(flag::POINTER) && !labels_box(page, ix);
    let button = bits & kit::BUTTON != 0 || pressable || hand;
    if button && !contains(page, roles, ix, is_control) && !part_of_control(page, roles, ix) {
        let heading = bits & (kit::HEADING | kit::SECTION | kit::CONTENT) != 0;
        // What only shows a hand and goes across the page is what opens a part of it.
        if !pressable && bits & kit::BUTTON == 0 && across(page, ix) {
            return Some(Role::Heading);
        }
        return (bits & kit::BUTTON != 0 || !heading).then_some(Role::Button);
    }
    if bits & (kit::HEADING | kit::TITLE) != 0 {
        return Some(Role::Heading);
    }
    None
}

/// Whether what shows a hand is the label of the box beside it, which it sets.
fn labels_box(page: &Page, ix: usize) -> bool {
    let toggle = |at: usize| {
        page.kit(at) & (kit::CHECKBOX | kit::RADIO) != 0 || native_toggle(page.node(at))
    };
    page.kit(ix) & kit::LABEL != 0
        && [page.previous(ix), page.next(ix)]
            .into_iter()
            .flatten()
            .any(toggle)
}

/// Whether a row goes across the page, as what opens a part of it does; an entry in a column doesn't.
pub(super) fn across(page: &Page, ix: usize) -> bool {
    let r = page.node(ix).rect;
    r.w >= 300.0 && r.w >= 8.0 * r.h && r.w >= 0.35 * page.digest().w
}

/// Whether a chip stands alone where a picker was before something was chosen: it can be taken out, and
/// nothing around it is a picker.
fn held(page: &Page, ix: usize) -> bool {
    let native = |at: usize| native_field(page.node(at));
    let mut around = page.ancestors(ix).take(3);
    let picker = around.any(|up| {
        page.kit(up) & kit::SELECTOR != 0
            || matches!(page.node(up).attr("role"), Some("combobox" | "listbox"))
            || page.below(up).len() > 24
            || page.below(up).any(native)
    });
    let out = |at: usize| page.node(at).tag == "button" || page.node(at).has(flag::POINTER);
    !picker && page.worded(ix) && page.below(ix).any(out)
}

/// Whether a row of a table has no other cell.
fn only_cell(page: &Page, ix: usize) -> bool {
    page.parent(ix)
        .is_some_and(|row| page.children(row).count() == 1)
}

/// Whether a row of a menu stands between others that are called items.
fn among_items(page: &Page, ix: usize) -> bool {
    page.parent(ix).is_some_and(|up| {
        page.kit(up) & kit::MENU != 0
            && !picture(page, ix)
            && page.children(up).any(|at| page.kit(at) & kit::ITEM != 0)
    })
}

/// Whether a list's element is an entry of a menu: the list hangs out of the box it stands in, as
/// menus do that a page opens over itself, and holds nothing but short texts.
fn entry(page: &Page, ix: usize) -> bool {
    let Some(list) = page.parent(ix) else {
        return false;
    };
    let r = page.node(list).rect;
    let small = r.w > 0.0 && r.w <= LARGEST.0 && r.h > 0.0 && r.h <= LARGEST.1;
    let hangs = page.ancestors(list).take(3).any(|up| {
        let p = page.node(up).rect;
        p.h > 0.0 && (r.y + r.h > p.y + p.h + 10.0 || r.x + r.w > p.x + p.w + 10.0)
    });
    let entries = page.children(list).filter(|&at| page.node(at).tag == "li");
    small && hangs && page.below(ix).len() <= 6 && entries.count() > 1
}

fn is_picker(role: Role) -> bool {
    matches!(role, Role::Combobox | Role::Listbox)
}

/// Whether the element takes the focus.
fn focusable(node: &Node) -> bool {
    node.attr("tabindex")
        .and_then(|t| t.trim().parse::<i32>().ok())
        .is_some_and(|t| t >= 0)
}

/// Whether the element shows that it can be pressed.
pub(super) fn presses(node: &Node) -> bool {
    focusable(node) || node.attr("onclick").is_some() || node.has(flag::POINTER)
}

/// Whether a row within is already a control of this kind.
fn contains(page: &Page, roles: &[Role], ix: usize, kind: fn(Role) -> bool) -> bool {
    // What holds this much is no control.
    page.below(ix).len() > MAX_CONTROL
        || page.below(ix).any(|at| kind(roles[at]))
        // A wrapper around another drawn control is no control itself; but what takes the focus is
        // one, and a part of it that is only called «button» (`StandardButtonIcon`) is its picture,
        // as is any such part without a text.
        || page.below(ix).any(|at| {
            let bits = page.kit(at);
            let own = focusable(page.node(at)) || !focusable(page.node(ix)) && !picture(page, at);
            (kind(Role::Button) && bits & kit::BUTTON != 0 && own)
                || (kind(Role::Checkbox) && bits & (kit::CHECKBOX | kit::RADIO) != 0)
        })
}

/// Whether a row is small and has no letter.
fn picture(page: &Page, ix: usize) -> bool {
    let mut rows = page.below(ix);
    rows.len() < 8 && !rows.any(|at| page.node(at).text.contains(letter))
}

/// Whether this is a drawn check box without a word for it: an empty small square to press. What has a
/// tooltip is an icon whose picture is drawn behind it.
fn square(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let small = (9.0..=24.0).contains(&node.rect.w) && (node.rect.w - node.rect.h).abs() <= 2.0;
    // The triangle of a tree.
    let opens = page.kit(ix) & (kit::TOGGLE | kit::COLLAPSIBLE) != 0;
    let mute = node.attr("title").is_none() && page.below(ix).is_empty();
    small && presses(node) && mute && !opens
}

/// Whether a box has the form of a switch.
fn flat(r: Box2) -> bool {
    (24.0..=64.0).contains(&r.w) && (12.0..=34.0).contains(&r.h) && r.w >= 1.4 * r.h
}

/// Whether a drawn switch is on: a small flat box in which nothing but one square lies at an end.
pub(super) fn switch(page: &Page, ix: usize) -> Option<bool> {
    let mut inside = page.children(ix);
    let (Some(thumb), None) = (inside.next(), inside.next()) else {
        return None;
    };
    let (r, t) = (page.node(ix).rect, page.node(thumb).rect);
    let square = (t.w - t.h).abs() <= 2.0 && t.h >= 0.5 * r.h && t.h <= r.h;
    let mute = page.below(ix).all(|at| !page.node(at).is_text());
    let (left, right) = (t.x - r.x, r.x + r.w - t.x - t.w);
    let end = left.min(right) <= 0.15 * r.w && left.max(right) >= 0.25 * r.w;
    (flat(r) && square && mute && end && left.min(right) >= -1.0).then_some(left > right)
}

/// Whether a button that is pressed or not has no word and the form of a switch.
fn pressed_switch(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let named = ["aria-label", "title"]
        .iter()
        .any(|name| node.attr(name).is_some());
    node.attr("aria-pressed").is_some() && flat(node.rect) && !named && picture(page, ix)
}

/// Narrowest button that can be a picker, CSS px.
const PICKER: f32 = 140.0;

/// Whether a wide button stands where a field would: alone with a label above it.
fn labelled(page: &Page, roles: &[Role], ix: usize) -> bool {
    let node = page.node(ix);
    let Some(up) = page.parent(ix).filter(|_| node.rect.w >= PICKER) else {
        return false;
    };
    let mut parts = page.children(up).filter(|&at| !page.node(at).is_text());
    let (Some(label), Some(second)) = (parts.next(), parts.next()) else {
        return false;
    };
    // What is wrong with it may be said below it.
    if parts.any(|at| {
        std::iter::once(at)
            .chain(page.below(at))
            .any(|at| is_control(roles[at]))
    }) {
        return false;
    }
    let above = page.node(label).rect.y + page.node(label).rect.h <= node.rect.y + 1.0;
    let (by, id) = (node.attr("aria-labelledby"), page.node(label).attr("id"));
    let named = by
        .zip(id)
        .is_some_and(|(by, id)| by.split(' ').any(|one| one == id));
    let called = named || page.kit(label) & kit::LABEL != 0 || page.node(label).tag == "label";
    let mute = !page.below(label).any(|at| is_control(roles[at])) && !is_control(roles[label]);
    second == ix && above && called && mute
}

/// Whether a wide button has a caption, a value below it and a sign that it opens.
fn captioned(page: &Page, ix: usize) -> bool {
    let node = page.node(ix);
    let opens = page.below(ix).any(|at| page.kit(at) & kit::TOGGLE != 0);
    let states = ["aria-expanded", "aria-pressed"]
        .iter()
        .any(|name| node.attr(name).is_some());
    let field = node.rect.w >= PICKER && (30.0..=80.0).contains(&node.rect.h);
    field && opens && !states && super::label::two_lines(page, ix)
}

/// Whether the row is only the icon or text of a control around it.
fn part_of_control(page: &Page, roles: &[Role], ix: usize) -> bool {
    page.ancestors(ix).take(4).any(|at| {
        is_control(roles[at]) && roles[at] != Role::Option
            || page.kit(at) & (kit::CHECKBOX | kit::RADIO | kit::SELECTOR) != 0
    })
}

fn under(page: &Page, ix: usize, levels: usize, bits: u32) -> bool {
    page.ancestors(ix)
        .take(levels)
        .any(|at| page.kit(at) & bits != 0)
}

/// Whether this is only what lies around a real box, or the picture of one that lies over it.
fn draws_input(page: &Page, ix: usize) -> bool {
    let r = page.node(ix).rect;
    let (x, y) = (r.x + r.w / 2.0, r.y + r.h / 2.0);
    let over = |at: usize| {
        let node = page.node(at);
        let b = node.rect;
        native_toggle(node) && b.x <= x && x <= b.x + b.w && b.y <= y && y <= b.y + b.h
    };
    // Some kits say of what is inside that it is the box, and press nothing else.
    let said = |at: usize| {
        let role = page.node(at).attr("role");
        matches!(role, Some("checkbox" | "radio" | "switch")) && page.node(at).tag == "input"
    };
    page.below(ix).take(3).any(said)
        || page
            .parent(ix)
            .is_some_and(|up| page.children(up).any(|at| at != ix && over(at)))
}

/// Whether this is the bearing element inside a drawn check box (`.Checkbox2 > .TabIndexHack`).
fn inside_drawn(page: &Page, ix: usize) -> bool {
    bears(page, ix) && under(page, ix, 2, kit::CHECKBOX | kit::RADIO)
}

/// Whether a row bears the state of a drawn check box or takes its focus.
fn bears(page: &Page, ix: usize) -> bool {
    let states = kit::CHECKED | kit::UNCHECKED | kit::MIXED;
    page.kit(ix) & states != 0
        || focusable(page.node(ix))
        || page.node(ix).attr("aria-checked").is_some()
}

/// Check box or radio without ARIA: on the bearing row, or on the drawn box if there is none.
fn toggle(page: &Page, roles: &[Role], ix: usize) -> Option<Role> {
    let mut bits = page.kit(ix);
    for up in page.ancestors(ix).take(2) {
        bits |= page.kit(up) & (kit::CHECKBOX | kit::RADIO);
    }
    let role = if bits & kit::RADIO != 0 {
        Role::Radio
    } else {
        Role::Checkbox
    };
    let inner = page.below(ix).len() > MAX_CONTROL
        || page.below(ix).any(|at| {
            matches!(roles[at], Role::Checkbox | Role::Radio)
                || bears(page, at) && !page.node(at).is_text() && !speck(page.node(at).rect)
                || page.kit(at) & (kit::CHECKBOX | kit::RADIO) != 0
        });
    // The parent already is the control: this is its picture.
    let outer = page
        .parent(ix)
        .is_some_and(|p| matches!(roles[p], Role::Checkbox | Role::Radio));
    let labelled = page.below(ix).any(|at| page.kit(at) & kit::LABEL != 0);
    (!inner && !outer && !labelled).then_some(role)
}

/// Role given by the place: items of menus, buttons of tab bars.
fn placed(page: &Page, roles: &[Role], ix: usize) -> Role {
    let role = roles[ix];
    if !matches!(role, Role::Button | Role::Link) || page.node(ix).attr("role").is_some() {
        return role;
    }
    for up in page.ancestors(ix).take(5) {
        let bits = page.kit(up);
        let declared = page.node(up).attr("role");
        if bits & kit::TABBAR != 0 || declared == Some("tablist") {
            return Role::Tab;
        }
        if bits & kit::MENU != 0 || matches!(declared, Some("menu" | "menubar")) {
            return Role::MenuItem;
        }
        if matches!(roles[up], Role::Row | Role::Cell | Role::Dialog) {
            break;
        }
    }
    role
}
