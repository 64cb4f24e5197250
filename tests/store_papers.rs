//! The store papers against what is shipped: a reason for each permission, texts within the stores'
//! limits, a changelog for the version, pictures of the sizes asked for.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn manifest() -> Value {
    serde_json::from_str(&read("manifest.json")).unwrap()
}

#[test]
fn every_permission_has_a_reason_and_no_other_has_one() {
    let manifest = manifest();
    let asked: BTreeSet<String> = ["permissions", "host_permissions"]
        .iter()
        .flat_map(|key| manifest[key].as_array().unwrap().clone())
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    let page = read("docs/store/permissions.md");
    let reasons: Vec<(&str, &str)> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .collect();
    let given: BTreeSet<String> = reasons.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(given, asked);
    for (name, why) in reasons {
        assert!(why.split(' ').count() >= 8, "{name}: {why}");
    }
}

#[test]
fn the_privacy_answers_name_what_firefox_is_told() {
    let told = read("scripts/browsers.mjs");
    let list = told
        .split("required: [")
        .nth(1)
        .unwrap()
        .split(']')
        .next()
        .unwrap();
    let page = read("docs/store/privacy.md");
    for kind in list.split(',').map(|k| k.trim().trim_matches('\'')) {
        assert!(page.contains(&format!("`{kind}`")), "{kind}");
    }
}

#[test]
fn summaries_and_listings_fit_the_stores() {
    for language in ["en", "nl", "de", "es", "fr", "pt"] {
        let texts: Value = serde_json::from_str(&read(&format!(
            "extension/_locales/{language}/messages.json"
        )))
        .unwrap();
        let length = |id: &str| texts[id]["message"].as_str().unwrap().chars().count();
        assert!(length("extension_description") <= 132, "{language}");
        assert!(length("extension_name") <= 45, "{language}");
    }
    for language in ["en", "nl"] {
        let text = read(&format!("docs/store/listing-{language}.md"));
        assert!(
            (1_000..16_000).contains(&text.chars().count()),
            "{language}"
        );
    }
}

#[test]
fn both_listings_say_the_same_in_the_same_order() {
    let shape = |language: &str| -> Vec<usize> {
        let text = read(&format!("docs/store/listing-{language}.md"));
        text.split("\n\n")
            .map(|part| part.lines().count())
            .collect()
    };
    assert_eq!(shape("en"), shape("nl"));
}

#[test]
fn the_changelog_begins_with_the_version_of_the_manifest() {
    let version = manifest()["version"].as_str().unwrap().to_owned();
    let page = read("CHANGELOG.md");
    let first = page.lines().find_map(|l| l.strip_prefix("## ")).unwrap();
    assert_eq!(first, version);
}

/// Width and height of a PNG, from its header.
fn size(path: &PathBuf) -> (u32, u32) {
    let bytes = fs::read(path).unwrap();
    assert_eq!(&bytes[1..4], b"PNG", "{}", path.display());
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn the_stores_pictures_have_the_stores_sizes() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/store/screenshots");
    let mut wide = 0;
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let tile = path.ends_with("store-tile.png");
        assert_eq!(
            size(&path),
            if tile { (440, 280) } else { (1280, 800) },
            "{}",
            path.display()
        );
        wide += u32::from(!tile);
    }
    assert!(
        (1..=5).contains(&wide),
        "the Chrome Web Store takes one to five, not {wide}"
    );
}
