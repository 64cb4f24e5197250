//! A row that is not on the page is looked for by scrolling its list: until it is found or the list
//! ends, a bounded number of times, and once for each step of a document.

#[path = "support/mod.rs"]
mod support;

use support::pages::*;
use support::world::World;

/// A list that draws four rows of many, from `first` on; the wanted one is number 30.
fn list(first: usize) -> String {
    let row = |n: usize| {
        let (t, name) = match n {
            30 => ("row".to_owned(), "API User (system) (API-only)".to_owned()),
            n => (format!("r{n}"), format!("Level {n}")),
        };
        let icon = match n {
            30 => "options".to_owned(),
            n => format!("o{n}"),
        };
        format!(
            r#"<tr class="Display" data-t="{t}"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="{icon}"><div class="Icon"></div></div></td><td class="TextCell">{name}</td></tr>"#
        )
    };
    let rows: String = (first..first + 4).map(row).collect();
    format!(
        r#"<head><title>Security Levels</title></head><body><div class="TitleBarItem Title"><span class="Text">Security Levels</span></div><table data-first="{first}">{rows}</table></body>"#
    )
}

fn first(html: &str) -> usize {
    let at = html.find("data-first=\"").unwrap_or(0) + 12;
    html[at..]
        .split('"')
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

/// Scrolls by four rows, to number `END` at most.
fn scroll<const END: usize>(html: &mut String) -> bool {
    let next = first(html) + 4;
    if next > END {
        return false;
    }
    *html = list(next);
    true
}

fn at_list(scroll: fn(&mut String) -> bool) -> World {
    let mut w = World::guiding();
    w.scroll = scroll;
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    w.open(INNER, "/Mvc/x", &list(0));
    w
}

#[test]
fn a_row_that_is_not_drawn_yet_is_scrolled_to_and_ringed() {
    let mut w = at_list(scroll::<60>);
    w.expect(INNER, "copy-api-level", "options");
    assert_eq!(w.scrolled, (7, 0), "from row 0 to row 28, and left there");
    // Who scrolls away afterwards means it.
    w.change(INNER, |h| *h = list(0));
    assert_eq!(w.scrolled, (7, 0));
}

#[test]
fn a_list_without_the_row_is_put_back_and_not_scrolled_again() {
    let mut w = at_list(scroll::<20>);
    assert_eq!(
        w.scrolled,
        (6, 1),
        "five parts, and the one that is refused"
    );
    w.change(INNER, |h| *h = h.replace("Level 20", "Level 20a"));
    assert_eq!(w.scrolled, (6, 1));
}

#[test]
fn a_list_that_never_ends_is_given_up() {
    let w = at_list(|_| true);
    assert_eq!(w.scrolled, (60, 1));
}
