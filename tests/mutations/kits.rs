//! The same control as another kit builds it: real inputs for drawn ones and the reverse, buttons,
//! sections, pickers, row menus. The element number of what a person presses stays.

use super::changes::unit;
use super::tree::{Rng, Tree};
use proxuma_connect::page::digest::{Box2, flag};

/// Rebuilds one control, a target's half of the time.
pub fn swap(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let right = *rng.pick(&tree.rights())?;
    let at = if rng.one_in(2) {
        right
    } else {
        *rng.pick(&tree.all(|t, at| part(t, at).is_some()))?
    };
    let part = part(tree, at)?;
    let id = tree.node(at).id;
    let how = match part {
        Part::Drawn => drawn_box(tree, at, rng),
        Part::Input => real_box(tree, at, rng),
        Part::Button => button(tree, at, rng),
        Part::Heading => heading(tree, at, rng),
        Part::Text => textbox(tree, at, rng),
        Part::Picker => picker(tree, at, rng),
        Part::Icon => icon(tree, at, rng),
    }?;
    Some(format!("{part:?} #{id} as {how}"))
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Drawn,
    Input,
    Button,
    Heading,
    Text,
    Picker,
    Icon,
}

/// What a part of the practice pages' two kits is; parts that were rebuilt are nothing.
fn part(tree: &Tree, at: usize) -> Option<Part> {
    let node = tree.node(at);
    let class = |name: &str| tree.class(at, name);
    let kind = node.attr("type").unwrap_or("");
    Some(if class("TabIndexHack") {
        Part::Drawn
    } else if node.tag == "input" && matches!(kind, "checkbox" | "radio") {
        Part::Input
    } else if class("Button2") || class("NoImgLink") || class("ImgLink") {
        Part::Button
    } else if class("HeadingContainer")
        || class("Heading") && node.tag == "div" && node.id != 0 && tree.items[at].kids.len() >= 3
    {
        Part::Heading
    } else if node.tag == "input" && (class("TextBox2") || class("txtBlack8Class")) {
        Part::Text
    } else if class("SingleItemSelector2") {
        Part::Picker
    } else if class("ContextMenu") {
        Part::Icon
    } else {
        return None;
    })
}

/// An id that no other element has.
fn fresh(tree: &Tree, at: usize) -> String {
    format!("part{}", tree.node(at).id)
}

fn empty(tree: &mut Tree, at: usize) {
    for kid in tree.items[at].kids.clone() {
        tree.take(kid);
    }
}

/// The element that shows a field's label.
fn label_of(tree: &Tree, at: usize) -> Option<usize> {
    let (first, count) = unit(tree, at)?;
    let (up, place) = tree.place(first)?;
    let parts: Vec<usize> = tree.items[up].kids[place..place + count]
        .iter()
        .flat_map(|&part| tree.below(part))
        .collect();
    let mine = parts.iter().position(|&part| part == at)?;
    // The last before the field; a check box's label stands after it.
    let (before, after) = parts.split_at(mine);
    before.iter().rev().chain(after).copied().find(|&part| {
        tree.items[part]
            .kids
            .iter()
            .any(|&kid| tree.node(kid).text.contains(char::is_alphabetic))
    })
}

fn drawn_box(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    let on = tree.class(at, "Checked");
    let radio = tree.truth.get("integration-vendor").is_some_and(|&id| {
        let up = tree.items[at].up.map_or(0, |up| tree.node(up).id);
        id == tree.node(at).id || id == up
    });
    let label = label_of(tree, at);
    match rng.below(4) {
        0 => {
            empty(tree, at);
            let id = fresh(tree, at);
            let node = tree.edit(at);
            node.tag = "input".into();
            node.attrs = vec![(
                "type".into(),
                if radio { "radio" } else { "checkbox" }.into(),
            )];
            node.flags = if on { flag::CHECKED } else { 0 };
            if let Some(label) = label
                && rng.one_in(2)
            {
                tree.set(at, "id", &id);
                tree.edit(label).tag = "label".into();
                tree.set(label, "for", &id);
            }
            Some("input")
        }
        1 => {
            let name = tree.text(label?);
            tree.edit(at).attrs.clear();
            tree.set(at, "role", if radio { "radio" } else { "checkbox" });
            tree.set(at, "aria-checked", if on { "true" } else { "false" });
            tree.set(at, "aria-label", &name);
            tree.set(at, "tabindex", "0");
            Some("role checkbox with aria-label")
        }
        2 if !radio => {
            tree.edit(at).attrs.clear();
            tree.set(at, "role", "switch");
            tree.set(at, "aria-checked", if on { "true" } else { "false" });
            let id = fresh(tree, at);
            tree.set(at, "aria-labelledby", &id);
            tree.set(label?, "id", &id);
            Some("switch with aria-labelledby")
        }
        _ => {
            let state = match (radio, on) {
                (true, true) => "mat-radio mat-radio-checked",
                (true, false) => "mat-radio",
                (false, true) => "mat-checkbox mat-checkbox-checked",
                (false, false) => "mat-checkbox",
            };
            tree.edit(at).attrs = vec![
                ("class".into(), state.into()),
                ("tabindex".into(), "0".into()),
            ];
            Some("mat-checkbox")
        }
    }
}

fn real_box(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    let radio = tree.node(at).attr("type") == Some("radio");
    let on = tree.node(at).has(flag::CHECKED);
    match rng.below(3) {
        0 => {
            let node = tree.edit(at);
            node.tag = "div".into();
            node.flags = 0;
            let class = match (radio, on) {
                (true, true) => "RadioButton Checked",
                (true, false) => "RadioButton",
                (false, true) => "Checkbox2 Checked",
                (false, false) => "Checkbox2 Unchecked",
            };
            node.attrs = vec![
                ("class".into(), class.into()),
                ("tabindex".into(), "0".into()),
            ];
            Some("drawn box")
        }
        1 => {
            let node = tree.edit(at);
            node.tag = "button".into();
            node.flags = 0;
            node.attrs = vec![
                (
                    "role".into(),
                    if radio { "radio" } else { "checkbox" }.into(),
                ),
                (
                    "aria-checked".into(),
                    if on { "true" } else { "false" }.into(),
                ),
            ];
            Some("button with a role")
        }
        _ => {
            let label = label_of(tree, at)?;
            let id = fresh(tree, at);
            tree.set(at, "aria-labelledby", &id);
            tree.set(label, "id", &id);
            Some("input with aria-labelledby")
        }
    }
}

fn button(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    let text = tree.text(at);
    if text.is_empty() {
        return None;
    }
    let id = tree.node(at).attr("id").map(str::to_owned);
    let way = rng.below(4);
    let node = tree.edit(at);
    node.attrs.clear();
    let how = match way {
        0 => {
            node.tag = "button".into();
            "button"
        }
        1 => {
            node.tag = "a".into();
            node.attrs.push(("role".into(), "button".into()));
            "a with role button"
        }
        2 => {
            node.tag = "div".into();
            node.attrs.push(("class".into(), "btn btn-default".into()));
            node.flags |= flag::POINTER;
            "btn"
        }
        _ => {
            node.tag = "input".into();
            node.attrs.push(("type".into(), "button".into()));
            node.attrs.push(("value".into(), text));
            empty(tree, at);
            "input"
        }
    };
    if let Some(id) = id {
        tree.set(at, "id", &id);
    }
    Some(how)
}

/// The title inside a section's heading.
fn title_of(tree: &Tree, at: usize) -> Option<usize> {
    let kids = tree.items[at].kids.clone();
    kids.into_iter().find(|&kid| {
        !tree.text(kid).is_empty() && !tree.below(kid).iter().any(|&t| tree.tag(t) == "a")
    })
}

fn heading(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    let title = title_of(tree, at)?;
    if tree.node(title).is_text() {
        return None;
    }
    let (up, place) = tree.place(at)?;
    let content = tree.items[up].kids.get(place + 1).copied();
    let open = content.is_some_and(|c| tree.node(c).rect.h > 0.0 && !tree.items[c].kids.is_empty());
    let said = if open { "true" } else { "false" };
    match rng.below(3) {
        0 => {
            let node = tree.edit(title);
            node.tag = "button".into();
            node.attrs = vec![("aria-expanded".into(), said.into())];
            Some("aria-expanded button in a heading")
        }
        1 => {
            let node = tree.edit(title);
            node.tag = "h3".into();
            node.attrs.clear();
            let node = tree.edit(at);
            node.attrs = vec![
                ("class".into(), "accordion-header".into()),
                ("aria-expanded".into(), said.into()),
            ];
            Some("h3 in an accordion-header")
        }
        _ => {
            let text = tree.edit(at);
            text.attrs = vec![
                ("class".into(), "panel-heading".into()),
                ("role".into(), "button".into()),
                ("aria-expanded".into(), said.into()),
                ("tabindex".into(), "0".into()),
            ];
            // A button holds no links: those stand beside it then.
            let links: Vec<usize> = tree.items[at]
                .kids
                .iter()
                .copied()
                .filter(|&kid| kid != title && !tree.text(kid).is_empty())
                .collect();
            if !links.is_empty() {
                let rect = tree.node(at).rect;
                let row = tree.element("div", "panel-top", rect);
                tree.take(at);
                tree.put(row, up, place);
                tree.append(at, row);
                for link in links {
                    tree.take(link);
                    tree.append(link, row);
                }
            }
            Some("panel-heading with role button")
        }
    }
}

fn textbox(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    let label = label_of(tree, at)?;
    match rng.below(4) {
        0 => {
            let id = fresh(tree, at);
            tree.set(at, "id", &id);
            tree.edit(label).tag = "label".into();
            tree.set(label, "for", &id);
            tree.set(at, "class", "form-control");
            Some("form-control with a label")
        }
        1 => {
            let name = tree.text(label);
            tree.set(at, "aria-label", &name);
            tree.unset(at, "class");
            Some("aria-label")
        }
        2 => {
            // The text in the field says the same as the label beside it.
            let name = tree.text(label);
            tree.set(at, "placeholder", &name);
            Some("placeholder")
        }
        _ => {
            tree.unset(at, "class");
            tree.unset(at, "name");
            tree.unset(at, "type");
            Some("bare input")
        }
    }
}

fn picker(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    match rng.below(2) {
        0 => {
            let node = tree.edit(at);
            node.tag = "button".into();
            node.attrs = vec![
                ("role".into(), "combobox".into()),
                ("aria-haspopup".into(), "listbox".into()),
                ("aria-expanded".into(), "false".into()),
            ];
            Some("button with role combobox")
        }
        _ => {
            let chosen = tree.text(at);
            empty(tree, at);
            let node = tree.edit(at);
            node.tag = "select".into();
            node.attrs.clear();
            let option = tree.element("option", "", Box2::default());
            let words = tree.words(&chosen);
            tree.append(words, option);
            tree.append(option, at);
            Some("select")
        }
    }
}

fn icon(tree: &mut Tree, at: usize, rng: &mut Rng) -> Option<&'static str> {
    empty(tree, at);
    let way = rng.below(4);
    let node = tree.edit(at);
    node.tag = "button".into();
    node.attrs.clear();
    let how = match way {
        0 => {
            node.attrs.push(("aria-label".into(), "Options".into()));
            "button «Options»"
        }
        1 => {
            node.attrs.push(("title".into(), "More actions".into()));
            "button with a tooltip"
        }
        2 => {
            node.attrs.push(("aria-haspopup".into(), "menu".into()));
            node.attrs.push(("class".into(), "kebab".into()));
            "kebab"
        }
        _ => "bare button",
    };
    let rect = node.rect;
    let svg = tree.element("svg", "", rect);
    tree.append(svg, at);
    Some(how)
}
