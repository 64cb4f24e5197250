//! The fleet documents against what the extension reads: every setting is in every ready policy and
//! in the table, none is invented, and the values are ones that the core takes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proxuma_connect::core::policy;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Notes on a value that is taken: said as set, or shown as the organisation's help.
const TAKEN: [&str; 2] = ["policy_set", "policy_help"];

/// Settings that take one of some words. Not in the schema: Chromium drops what a schema refuses,
/// and the panel could not name it.
const WORDS: [(&str, &[&str]); 3] = [
    ("automaticActions", &["on", "ask", "off"]),
    ("routes", &["fill", "send", "copy"]),
    ("language", &["en", "nl", "de", "es", "fr", "pt"]),
];

fn schema() -> serde_json::Map<String, Value> {
    let schema: Value = serde_json::from_str(&read("extension/managed_schema.json")).unwrap();
    schema["properties"].as_object().unwrap().clone()
}

fn keys() -> BTreeSet<String> {
    schema().keys().cloned().collect()
}

/// What the ready policies set, by file. Files that are no JSON are read line by line.
fn policies() -> Vec<(&'static str, Value)> {
    let json = |path| -> Value { serde_json::from_str(&read(path)).unwrap() };
    let only = |object: &Value| object.as_object().unwrap().values().next().unwrap().clone();
    vec![
        (
            "chromium.json",
            only(&json("docs/fleets/chromium.json")["3rdparty"]["extensions"]),
        ),
        (
            "firefox-policies.json",
            only(&json("docs/fleets/firefox-policies.json")["policies"]["3rdparty"]["Extensions"]),
        ),
        ("chrome.reg", registry("docs/fleets/chrome.reg")),
        ("edge.reg", registry("docs/fleets/edge.reg")),
    ]
}

/// A registry file's values below `…\policy`; a key below it is a list.
fn registry(path: &str) -> Value {
    let mut found = serde_json::Map::new();
    let mut list: Option<String> = None;
    let mut inside = false;
    for line in read(path).lines() {
        if let Some(key) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            let below = key.split_once("\\policy").map(|(_, below)| below);
            inside = below.is_some() && key.contains("\\3rdparty\\extensions\\");
            list = below
                .and_then(|b| b.strip_prefix('\\'))
                .map(str::to_owned)
                .filter(|_| inside);
            continue;
        }
        let Some((name, value)) = line.split_once('=').filter(|_| inside) else {
            continue;
        };
        let value = match value.strip_prefix("dword:") {
            Some(number) => Value::from(number.trim_start_matches('0') == "1"),
            None => Value::from(value.trim_matches('"')),
        };
        match &list {
            Some(key) => found
                .entry(key.clone())
                .or_insert_with(|| Value::Array(Vec::new()))
                .as_array_mut()
                .unwrap()
                .push(value),
            None => {
                found.insert(name.trim_matches('"').to_owned(), value);
            }
        }
    }
    Value::Object(found)
}

#[test]
fn every_ready_policy_sets_every_setting_and_no_other() {
    for (file, policy) in policies() {
        let own: BTreeSet<String> = policy.as_object().unwrap().keys().cloned().collect();
        assert_eq!(own, keys(), "{file}");
        assert_eq!(policy, policies()[0].1, "{file} differs from chromium.json");
    }
    for file in ["macos.mobileconfig", "intune.ps1"] {
        let text = read(&format!("docs/fleets/{file}"));
        for key in keys() {
            let times = text.matches(&key).count();
            assert!(times > 0, "{file}: no {key}");
        }
    }
}

#[test]
fn the_profile_for_macos_names_only_settings() {
    let text = read("docs/fleets/macos.mobileconfig");
    let named: BTreeSet<String> = text
        .match_indices("<key>")
        .map(|(at, tag)| text[at + tag.len()..].split('<').next().unwrap().to_owned())
        .filter(|key| !key.starts_with("Payload"))
        .collect();
    assert_eq!(named, keys());
}

#[test]
fn the_core_takes_every_value_of_the_ready_policies() {
    for (file, policy) in policies() {
        let read = policy::parse(&policy.to_string());
        assert_eq!(read.notes.len(), keys().len(), "{file}");
        for note in read.notes {
            assert!(TAKEN.contains(&&*note.id), "{file}: {:?}", note.args);
        }
    }
}

#[test]
fn the_core_takes_each_word_and_nothing_else() {
    let takes = |key: &str, value: Value| {
        let json = serde_json::json!({ key: value }).to_string();
        TAKEN.contains(&&*policy::parse(&json).notes[0].id)
    };
    let schema = schema();
    for (key, words) in WORDS {
        let list = schema[key]["type"] == "array";
        for word in words {
            let one = Value::from(*word);
            let value = if list { Value::from(vec![one]) } else { one };
            assert!(takes(key, value), "{key}: {word}");
        }
    }
    for (key, rule) in schema {
        assert!(
            rule["enum"].is_null() && rule["items"]["enum"].is_null(),
            "{key}: left to the core"
        );
        assert!(!takes(&key, Value::from(7)), "{key}: a number");
        assert!(
            !takes(&key, Value::from("no such value")),
            "{key}: nonsense"
        );
    }
}

#[test]
fn the_table_of_settings_has_every_setting_with_its_words() {
    let page = read("docs/fleets.md");
    let rows: Vec<&str> = page.lines().filter(|l| l.starts_with("| `")).collect();
    let named: BTreeSet<String> = rows
        .iter()
        .map(|row| row.split('`').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(named, keys());
    for (key, words) in WORDS {
        let row = rows
            .iter()
            .find(|r| r.contains(&format!("`{key}`")))
            .unwrap();
        for word in words {
            assert!(row.contains(&format!("\"{word}\"")), "{key}: {word}");
        }
    }
}

/// Names after `chrome.` in the shipped scripts, and what is taken out of it.
fn interfaces() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join("extension")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "js") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        for part in text
            .split("chrome.")
            .skip(1)
            .chain(text.split("chrome?.").skip(1))
        {
            let name: String = part
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            found.insert(name);
        }
        for (before, _) in text
            .match_indices("} = chrome;")
            .map(|(at, m)| text.split_at(at + m.len()))
        {
            let names = before
                .rsplit('{')
                .next()
                .unwrap()
                .split('}')
                .next()
                .unwrap();
            found.extend(names.split(',').map(|n| n.trim().to_owned()));
        }
    }
    found.retain(|name| name.chars().next().is_some_and(|c| c.is_ascii_lowercase()));
    found
}

#[test]
fn every_interface_in_use_was_looked_up_for_edge() {
    let page = read("docs/fleets.md");
    let line = page
        .lines()
        .find(|l| l.starts_with("The package uses these interfaces"))
        .unwrap();
    let listed: BTreeSet<String> = line
        .split(';')
        .next()
        .unwrap()
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|n| !["local", "session", "managed"].contains(n))
        .map(str::to_owned)
        .collect();
    assert_eq!(interfaces(), listed);
}
