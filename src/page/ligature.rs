//! Icons that are written as words: fonts draw `more_vert` or `check_box` as a picture. The word is no
//! text of the page; what it draws is said as a class name, which `kit` reads. Nor is the name of an
//! icon (`anticon-question-circle`) part of the text that it stands in, though kits tell it as its label.

use super::digest::{Digest, Node};
use super::words::letter;

/// Longest name of an icon, characters, and largest box, CSS px.
const MAX_NAME: usize = 40;
const MAX_BOX: f32 = 64.0;

/// Puts what icons draw in the place of their names.
pub(super) fn resolve(digest: &mut Digest) {
    for ix in 1..digest.rows.len() {
        if named_after_file(&digest.rows, ix) {
            digest.rows[ix]
                .attrs
                .retain(|(name, _)| name != "aria-label");
        }
        let Some(parent) = icon(&digest.rows, ix) else {
            continue;
        };
        let name = std::mem::take(&mut digest.rows[ix].text);
        let drawn = drawn(name.trim());
        let attrs = &mut digest.rows[parent].attrs;
        match attrs.iter_mut().find(|(name, _)| name == "class") {
            Some((_, class)) => {
                class.push(' ');
                class.push_str(drawn);
            }
            None => attrs.push(("class".into(), drawn.into())),
        }
    }
}

/// Whether an icon's label is only its file's name, as its class names say, where a text beside it or a
/// tooltip around it says more.
fn named_after_file(rows: &[Node], ix: usize) -> bool {
    let node = &rows[ix];
    let (Some("img"), Some(label)) = (node.attr("role"), node.attr("aria-label")) else {
        return false;
    };
    let class = node.attr("class").unwrap_or("");
    let file = |one: &str| {
        one.strip_suffix(label)
            .is_some_and(|kit| kit.ends_with('-'))
    };
    let texts = || {
        let above = node.parent.map_or(0, |up| up as usize);
        let after = rows[ix..].iter().take(NEAR);
        rows[above..ix].iter().rev().take(NEAR).chain(after)
    };
    let up = |one: &&Node| one.parent.and_then(|up| rows.get(up as usize));
    let mut around = std::iter::successors(up(&node), up).take(3);
    class.split_ascii_whitespace().any(file)
        && (texts().any(|one| one.parent == node.parent && one.text.contains(letter))
            || around.any(|one| one.attr("title").is_some()))
}

/// How many rows before and after an icon are looked at for a text beside it.
const NEAR: usize = 8;

/// The element that draws this text as an icon.
fn icon(rows: &[Node], ix: usize) -> Option<usize> {
    let node = &rows[ix];
    let name = node.text.trim();
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !node.is_text() || !(2..=MAX_NAME).contains(&name.len()) || !name.chars().all(letters) {
        return None;
    }
    let parent = node.parent? as usize;
    let up = &rows[parent];
    let alone = parent + 1 == ix
        && rows
            .get(ix + 1)
            .is_none_or(|next| next.parent != node.parent);
    let small = up.rect.w <= MAX_BOX && up.rect.h <= MAX_BOX;
    let class = up.attr("class").unwrap_or("").to_ascii_lowercase();
    let says = |word: &str| class.contains(word);
    let called = says("icon") || says("material") || says("symbol") || says("glyph");
    let tag = matches!(
        up.tag.as_str(),
        "i" | "span" | "em" | "mat-icon" | "md-icon"
    );
    (alone && small && tag && (called || name.contains('_') || up.tag.ends_with("-icon")))
        .then_some(parent)
}

/// What an icon of this name draws, as class names.
fn drawn(name: &str) -> &'static str {
    match name {
        "check_box" => "checkbox checked",
        "check_box_outline_blank" => "checkbox unchecked",
        "indeterminate_check_box" => "checkbox mixed",
        "radio_button_checked" => "radio checked",
        "radio_button_unchecked" => "radio unchecked",
        "toggle_on" => "switch checked",
        "toggle_off" => "switch unchecked",
        "expand_more"
        | "expand_less"
        | "chevron_right"
        | "keyboard_arrow_down"
        | "keyboard_arrow_right"
        | "arrow_drop_down" => "chevron",
        "menu" => "hamburger",
        _ => "",
    }
}
