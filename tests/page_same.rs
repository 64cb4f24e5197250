//! Finding an element again by its old portrait.

use proxuma_connect::page::model::{FEATURES, why};
use proxuma_connect::page::portrait::{Facts, Portrait};
use proxuma_connect::page::same::Scene;
use proxuma_connect::page::weights::{SURE, WEIGHTS};

fn link(n: usize, text: &str, href: &str) -> Facts {
    Facts {
        tag: "A".into(),
        class: vec!["nav-link".into()],
        href: format!("https://example.com{href}"),
        text: text.into(),
        xpath: format!("/html[1]/body[1]/nav[1]/ul[1]/li[{n}]/a[1]"),
        idxpath: format!("//*[@id='nav']/ul[1]/li[{n}]/a[1]"),
        rect: [100.0 * n as f32, 20.0, 80.0, 24.0],
        ..Facts::default()
    }
}

/// A navigation whose order, classes and place are not what they were.
fn new_page() -> Vec<Facts> {
    let mut all: Vec<Facts> = [
        ("Reports", "/r"),
        ("Admin", "/a"),
        ("Contracts", "/c"),
        ("Projects", "/p"),
    ]
    .iter()
    .enumerate()
    .map(|(i, (text, href))| {
        let mut f = link(i + 1, text, href);
        f.class = vec!["side-item".into()];
        f.xpath = f.xpath.replace("/nav[1]", "/div[2]/nav[1]");
        f.rect = [10.0, 200.0 + 30.0 * i as f32, 160.0, 28.0];
        f
    })
    .collect();
    all.push(Facts {
        tag: "BUTTON".into(),
        text: "Administrate".into(),
        xpath: "/html[1]/body[1]/main[1]/button[1]".into(),
        rect: [500.0, 400.0, 120.0, 30.0],
        ..Facts::default()
    });
    all
}

fn scene(facts: &[Facts]) -> Scene {
    Scene::new(facts.iter().map(Portrait::of).collect())
}

#[test]
fn a_moved_and_restyled_element_is_found_for_sure() {
    let scene = scene(&new_page());
    let mut values = Vec::new();
    for (n, text, href, want) in [
        (1, "Contracts", "/c", 2),
        (2, "Projects", "/p", 3),
        (3, "Admin", "/a", 1),
    ] {
        let found = scene.find(&Portrait::of(&link(n, text, href)), &mut values);
        let found = found.unwrap_or_else(|| panic!("{text}: nothing"));
        assert_eq!(found.top[0], want, "{text}");
        assert!(found.confidence >= SURE, "{text}: {}", found.confidence);
    }
}

#[test]
fn twins_and_strangers_are_not_answered_for_sure() {
    let mut facts = new_page();
    let mut twin = facts[1].clone();
    twin.xpath = "/html[1]/body[1]/div[3]/nav[1]/ul[1]/li[2]/a[1]".into();
    twin.rect[0] += 3.0;
    facts.push(twin);
    let scene = scene(&facts);
    let mut values = Vec::new();
    let twins = scene.find(&Portrait::of(&link(2, "Admin", "/a")), &mut values);
    assert!(twins.is_some_and(|f| f.confidence < SURE));
    let mut stranger = link(9, "Sign out", "/logout");
    stranger.tag = "SPAN".into();
    let none = scene.find(&Portrait::of(&stranger), &mut values);
    assert!(none.is_some_and(|f| f.confidence < SURE));
}

#[test]
fn a_page_without_candidates_gives_no_answer() {
    assert_eq!(
        scene(&[]).find(&Portrait::of(&link(1, "Admin", "/a")), &mut Vec::new()),
        None
    );
}

#[test]
fn the_reasons_add_up_to_the_points() {
    let scene = scene(&new_page());
    let mut values = Vec::new();
    let old = Portrait::of(&link(3, "Admin", "/a"));
    let ranked = scene.rank(&old, &WEIGHTS, &mut values);
    let (best, points) = ranked[0];
    let reasons = why(&values[best]);
    let sum: f32 = reasons.iter().map(|w| w.points).sum();
    assert!((sum - points).abs() < 1e-3, "{sum} {points}");
    assert!(reasons.len() > 5 && reasons.len() <= FEATURES.len());
    assert!(
        reasons
            .windows(2)
            .all(|w| w[0].points.abs() >= w[1].points.abs())
    );
}
