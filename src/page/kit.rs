//! What class names of UI kits say about an element, as bits.
//!
//! Class names are hints: a kit without ARIA says «button» or «checked» nowhere else. Only the
//! words inside class names are read (`Checkbox2`, `ant-checkbox-checked`, `panel-heading`), no
//! complete names of one product. What the bits are good for is decided in `role` and `state`.

/// Push button.
pub const BUTTON: u32 = 1;
/// Drawn check box or switch.
pub const CHECKBOX: u32 = 1 << 1;
/// Drawn radio.
pub const RADIO: u32 = 1 << 2;
/// Says that it is checked.
pub const CHECKED: u32 = 1 << 3;
/// Says that it is not checked.
pub const UNCHECKED: u32 = 1 << 4;
/// Neither on nor off.
pub const MIXED: u32 = 1 << 5;
/// Disabled.
pub const DISABLED: u32 = 1 << 6;
/// Heading of a part of the page.
pub const HEADING: u32 = 1 << 7;
/// Title of a page or dialog.
pub const TITLE: u32 = 1 << 8;
/// Part of a page with a heading.
pub const SECTION: u32 = 1 << 9;
/// What a section's heading opens and closes.
pub const CONTENT: u32 = 1 << 10;
/// Opens and closes.
pub const TOGGLE: u32 = 1 << 11;
/// Closed.
pub const COLLAPSED: u32 = 1 << 12;
/// Open.
pub const EXPANDED: u32 = 1 << 13;
/// Says that it can be opened and closed.
pub const COLLAPSIBLE: u32 = 1 << 14;
/// Menu or menu-like overlay.
pub const MENU: u32 = 1 << 15;
/// Bar of tabs.
pub const TABBAR: u32 = 1 << 16;
/// Drawn picker.
pub const SELECTOR: u32 = 1 << 17;
/// Label of a field.
pub const LABEL: u32 = 1 << 18;
/// Item of a menu, by its own class name.
pub const MENU_ITEM: u32 = 1 << 19;
/// Failed validation.
pub const INVALID: u32 = 1 << 20;
/// Validation summary, message bar, alert.
pub const ALERT: u32 = 1 << 21;
/// Dialog.
pub const DIALOG: u32 = 1 << 22;
/// Item of a list.
pub const ITEM: u32 = 1 << 23;
/// Selected or current.
pub const SELECTED: u32 = 1 << 24;
/// Active (shown).
pub const ACTIVE: u32 = 1 << 25;
/// An entry that a picker holds, drawn as a thing that can be taken out again.
pub const CHIP: u32 = 1 << 26;
/// Link.
pub const LINK: u32 = 1 << 27;
/// Drawn list of several items that can be chosen.
pub const LISTBOX: u32 = 1 << 28;
/// Shows what a picker holds.
pub const DISPLAY: u32 = 1 << 29;
/// Says that the page is still at work.
pub const BUSY: u32 = 1 << 30;

/// Bits of a whole `class` attribute.
pub fn bits(class: &str) -> u32 {
    // Utility classes with conditions («disabled:opacity-50», «[&>svg]:w-4») state nothing.
    class
        .split_ascii_whitespace()
        .filter(|t| t.len() < 80 && !t.contains([':', '[', '(', '/']))
        .map(token)
        .fold(0, |a, b| a | b)
}

fn token(name: &str) -> u32 {
    let mut buffer = String::with_capacity(name.len() + 8);
    split(name, &mut buffer);
    let mut words: [&str; 8] = [""; 8];
    let mut n = 0;
    for word in buffer.split(' ').filter(|w| !w.is_empty()) {
        if n == words.len() {
            words.rotate_left(1);
            n -= 1;
        }
        words[n] = word;
        n += 1;
    }
    if n == 0 { 0 } else { kind(&words[..n]) }
}

/// Lower-case words of a class name: split at `-`, `_`, digits and capitals.
fn split(name: &str, out: &mut String) {
    let mut lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() && lower {
            out.push(' ');
        }
        lower = c.is_ascii_lowercase();
        out.push(if c.is_ascii_alphabetic() {
            c.to_ascii_lowercase()
        } else {
            ' '
        });
    }
}

fn kind(w: &[&str]) -> u32 {
    let last = w[w.len() - 1];
    let before = if w.len() > 1 { w[w.len() - 2] } else { "" };
    let has = |word: &str| w.contains(&word);
    drawn(w)
        | control(w, last, before)
        | part(w, last, before, &has)
        | condition(last, before, &has)
}

/// What says whether it is checked in the middle of a name that ends in the theme's
/// (`edtCheckBoxUnchecked_Glass`).
fn drawn(w: &[&str]) -> u32 {
    let state = |word: &str| match word {
        "checked" => CHECKED,
        "unchecked" => UNCHECKED,
        "indeterminate" | "grayed" => MIXED,
        _ => 0,
    };
    let box_of = |kind: &[&str]| match *kind {
        ["check", "box"] => CHECKBOX,
        ["radio", "button"] => RADIO,
        _ => 0,
    };
    let said = w.windows(3).map(|w| (box_of(&w[..2]), state(w[2])));
    said.filter(|&(kind, state)| kind != 0 && state != 0)
        .fold(0, |bits, (kind, state)| bits | kind | state)
}

fn control(w: &[&str], last: &str, before: &str) -> u32 {
    match last {
        "button" if before == "radio" => RADIO,
        "item" if before == "button" && w.contains(&"radio") => RADIO,
        "item" if matches!(before, "menu" | "menubar") => ITEM | MENU_ITEM,
        "button" | "btn" => BUTTON,
        "icon" if before == "button" => BUTTON,
        "checkbox" | "switch" => CHECKBOX,
        "box" if before == "check" => CHECKBOX,
        "radio" => RADIO,
        "selector"
            if w.iter()
                .any(|w| matches!(*w, "single" | "multiple" | "item" | "data")) =>
        {
            SELECTOR
        }
        "combobox" | "dropdownlist" => SELECTOR,
        "box" if before == "combo" => SELECTOR,
        "list" if before == "down" => SELECTOR,
        "list" if before == "multi" => LISTBOX,
        "box" if before == "list" => LISTBOX,
        "select" if w.len() > 1 => SELECTOR,
        "link" => LINK,
        "item" | "option" => ITEM,
        "display" if w.contains(&"selection") => DISPLAY,
        "chip" | "token" | "pill" => CHIP,
        "root" if before == "chip" => CHIP,
        _ => 0,
    }
}

fn part(w: &[&str], last: &str, before: &str, has: &impl Fn(&str) -> bool) -> u32 {
    let mut bits = match last {
        "heading" | "legend" => HEADING,
        "container" if before == "heading" => HEADING,
        "header" | "head" | "title" | "trigger"
            if has("section")
                || has("part")
                || has("panel")
                || has("accordion")
                || has("collapsible")
                || has("collapse")
                || has("card")
                || has("group")
                || has("fieldset")
                || has("expander") =>
        {
            HEADING
        }
        // What a page belongs to, beside its title.
        "title" if matches!(before, "secondary" | "sub") => 0,
        "title" | "caption" => TITLE,
        "section" | "accordion" | "collapsible" | "expander" | "panel" | "card" | "fieldset" => {
            SECTION
        }
        "item" if has("accordion") => SECTION,
        "container" if has("section") || has("collapsible") => SECTION,
        "content" => CONTENT,
        "container" if before == "content" => CONTENT,
        "body" if w.len() > 1 => CONTENT,
        "toggle" | "chevron" | "caret" | "twisty" | "disclosure" => TOGGLE,
        "menu" | "popup" | "popover" => MENU,
        "set" | "overlay" | "list" | "container" if has("menu") || has("context") => MENU,
        "overlay" | "list" if has("dropdown") || (has("drop") && has("down")) => MENU,
        "tabs" | "tabbar" | "tablist" | "tabstrip" => TABBAR,
        "bar" | "list" | "strip" if before == "tab" => TABBAR,
        "summary" if has("validation") || has("error") => ALERT,
        "bar" if before == "message" => ALERT,
        "message" | "messages" | "box" | "text"
            if has("error") || has("errors") || has("validation") =>
        {
            ALERT
        }
        // The classic pages' place for errors of the whole form (`PageLevelInstructions`).
        "instructions" if has("page") => ALERT,
        "alert" | "toast" => ALERT,
        "dialog" | "modal" => DIALOG,
        _ => 0,
    };
    if has("label") || last == "caption" || last == "fieldlabels" {
        bits |= LABEL;
    }
    if has("loading") || has("spinner") || last == "busy" {
        bits |= BUSY;
    }
    if has("collapsible") || has("accordion") || has("expander") {
        bits |= COLLAPSIBLE;
    }
    bits
}

fn condition(last: &str, before: &str, has: &impl Fn(&str) -> bool) -> u32 {
    let negated = matches!(before, "not" | "un" | "non" | "no");
    match last {
        "checked" | "on" if negated => UNCHECKED,
        "checked" => CHECKED,
        "unchecked" | "deselected" => UNCHECKED,
        "indeterminate" | "mixed" => MIXED,
        "disabled" if !negated => DISABLED,
        "state" if before == "disabled" => DISABLED,
        "selected" if negated => UNCHECKED,
        "selected" => SELECTED,
        "state" if before == "selected" => SELECTED,
        "collapsed" | "closed" => COLLAPSED | COLLAPSIBLE,
        "expanded" | "open" | "opened" => EXPANDED | COLLAPSIBLE,
        "invalid" | "error" if !has("label") => INVALID,
        "active" if !negated => ACTIVE,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_class_names_tell_the_kind() {
        for (class, want) in [
            ("Checkbox2", CHECKBOX),
            ("CheckBox", CHECKBOX),
            ("RadioButton", RADIO),
            ("RadioButtonItem", RADIO),
            ("Button2", BUTTON),
            ("ButtonIcon2", BUTTON),
            ("DropDownButton2", BUTTON),
            ("DropDownList2", SELECTOR),
            ("SingleDataSelector2", SELECTOR),
            ("HeadingContainer", HEADING),
            ("ant-checkbox-checked", CHECKED),
            ("Unchecked", UNCHECKED),
            ("web_edtCheckBoxUnchecked_Glass", CHECKBOX | UNCHECKED),
            ("edtRadioButtonChecked_Soft", RADIO | CHECKED),
            ("Disabled2", DISABLED),
            ("SelectedState", SELECTED),
            ("TabBar", TABBAR),
            ("ValidationSummary", ALERT),
            ("LoadingIndicator", BUSY),
            ("nav-menu-item", MENU_ITEM),
            ("Chip", CHIP),
            ("MuiChip-root", CHIP),
        ] {
            assert_eq!(bits(class) & want, want, "{class}");
        }
    }

    #[test]
    fn one_bit_never_means_two_things() {
        let all = [
            BUTTON,
            CHECKBOX,
            RADIO,
            CHECKED,
            UNCHECKED,
            MIXED,
            DISABLED,
            HEADING,
            TITLE,
            SECTION,
            CONTENT,
            TOGGLE,
            COLLAPSED,
            EXPANDED,
            COLLAPSIBLE,
            MENU,
            TABBAR,
            SELECTOR,
            LABEL,
            MENU_ITEM,
            INVALID,
            ALERT,
            DIALOG,
            ITEM,
            SELECTED,
            ACTIVE,
            CHIP,
            LINK,
            LISTBOX,
            DISPLAY,
            BUSY,
        ];
        let together = all.iter().fold(0u32, |bits, one| bits | one);
        assert_eq!(together.count_ones() as usize, all.len());
    }

    #[test]
    fn containers_are_not_what_they_contain() {
        for class in [
            "ButtonContainer",
            "CheckBoxGroupContainer",
            "ButtonGroup",
            "ChipList",
        ] {
            assert_eq!(bits(class) & (BUTTON | CHECKBOX | CHIP), 0, "{class}");
        }
        assert_eq!(bits("disabled:opacity-50 hover:open"), 0);
    }
}
