//! Our own words in every language: none missing, none unused, none that a store or a value breaks.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const LANGUAGES: [&str; 6] = ["en", "nl", "de", "es", "fr", "pt"];

/// Families whose members stand for states of the hand-over.
const BY_CODE: [&str; 1] = ["hold_"];

type Messages = BTreeMap<String, String>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn messages(language: &str) -> Messages {
    let path = root()
        .join("extension/_locales")
        .join(language)
        .join("messages.json");
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    json.as_object()
        .unwrap()
        .iter()
        .map(|(id, entry)| (id.clone(), entry["message"].as_str().unwrap().to_owned()))
        .collect()
}

fn places(text: &str) -> BTreeSet<char> {
    text.match_indices('$')
        .filter_map(|(at, _)| text[at + 1..].chars().next())
        .collect()
}

fn sources(dir: &Path, into: &mut String) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("_locales") && !path.ends_with("wasm") {
            sources(&path, into);
        } else if path
            .extension()
            .is_some_and(|e| ["rs", "js", "html", "json"].iter().any(|k| e == *k))
        {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

/// Everything that can name a message: the code, the pages, the guide, the manifest.
fn code() -> String {
    let mut all = fs::read_to_string(root().join("manifest.json")).unwrap();
    sources(&root().join("src"), &mut all);
    sources(&root().join("extension"), &mut all);
    all
}

#[test]
fn every_language_has_every_message_with_the_same_values() {
    let english = messages("en");
    for language in LANGUAGES {
        let own = messages(language);
        assert!(
            own.keys().eq(english.keys()),
            "{language}: {:?}",
            english
                .keys()
                .filter(|k| !own.contains_key(*k))
                .collect::<Vec<_>>()
        );
        for (id, text) in &own {
            assert_eq!(places(text), places(&english[id]), "{language}: {id}");
            assert!(!text.trim().is_empty(), "{language}: {id} is empty");
        }
    }
}

/// Ids in the order of the file, so that two languages can be read side by side.
fn order(language: &str) -> Vec<String> {
    let path = root()
        .join("extension/_locales")
        .join(language)
        .join("messages.json");
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("  \"")?.strip_suffix("\": {"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_language_keeps_the_order_of_english() {
    let english = order("en");
    assert_eq!(
        english.len(),
        messages("en").len(),
        "one id a line, each once"
    );
    for language in LANGUAGES {
        assert_eq!(order(language), english, "{language}");
    }
}

#[test]
fn no_text_outgrows_its_place() {
    let english = messages("en");
    for language in LANGUAGES {
        for (id, text) in messages(language) {
            let (own, most) = (
                text.chars().count(),
                english[&id].chars().count() * 19 / 10 + 12,
            );
            assert!(
                own <= most,
                "{language}: {id} has {own} characters, at most {most} fit: {text}"
            );
        }
    }
}

/// Names that the admin looks for on a page or in the store: they read the same in every language.
#[test]
fn names_stay_as_the_page_shows_them() {
    let names = [
        "Proxuma",
        "Autotask",
        "Client ID",
        "Can create Webhooks",
        "Can login to Web Services API",
        "Web Services API",
        "Resources/Users",
        "Security Levels",
        "Settings & Users",
        "Full Permission",
        "Generate Key",
        "Generate Secret",
        "New API User",
        "API User (system) (API-only)",
        "Proxuma - Resource Planning & Project Management",
        "Proxuma API Connection",
    ];
    let english = messages("en");
    for language in LANGUAGES {
        let own = messages(language);
        for (id, text) in &english {
            for name in names.iter().filter(|n| text.contains(**n)) {
                assert!(
                    own[id].contains(name),
                    "{language}: {id} lacks «{name}»: {}",
                    own[id]
                );
            }
        }
    }
}

#[test]
fn a_text_that_quotes_a_button_quotes_its_words() {
    let quotes = [
        ("problem_page_keeps_changing_next", "ui_offer_do"),
        ("hold_filled", "ui_worked"),
        ("hold_copied", "ui_worked"),
        ("help_a9", "ui_page_report"),
    ];
    for language in LANGUAGES {
        let own = messages(language);
        for (text, button) in quotes {
            assert!(
                own[text].contains(own[button].as_str()),
                "{language}: {text} does not say «{}»",
                own[button]
            );
        }
    }
}

/// Whether the code names the problem that this text belongs to.
fn raised_in(code: &str, id: &str) -> bool {
    let name = id.strip_prefix("problem_");
    let name = name.and_then(|n| n.strip_suffix("_what").or(n.strip_suffix("_next")));
    name.is_some_and(|n| code.contains(&format!("\"{}\"", n.replace('_', "-"))))
}

/// Ids that are put together from ids and codes of the guide and the core.
fn made() -> BTreeSet<String> {
    let guide = guide();
    let list = |field: &str, id: &str| -> Vec<String> {
        let entries = guide[field].as_array().unwrap().iter();
        entries.map(|e| key(&e[id])).collect()
    };
    let mut ids = BTreeSet::new();
    for step in list("steps", "id") {
        ids.extend(["title", "todo", "why"].map(|part| format!("step_{step}_{part}")));
    }
    ids.extend(list("checks", "id").iter().map(|id| format!("check_{id}")));
    for code in list("problems", "code").into_iter().chain(raised()) {
        ids.extend(["what", "next"].map(|part| format!("problem_{code}_{part}")));
        ids.insert(format!("change_{code}"));
    }
    ids
}

#[test]
fn every_message_is_used() {
    let (code, made) = (code(), made());
    let unused: Vec<String> = messages("en")
        .into_keys()
        .filter(|id| !BY_CODE.iter().any(|family| id.starts_with(family)))
        .filter(|id| !made.contains(id) && !raised_in(&code, id))
        .filter(|id| !code.contains(id.as_str()) && !code.contains(id.trim_end_matches("_title")))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_message_that_is_named_exists() {
    let (code, english) = (code(), messages("en"));
    let families = [
        "ui_", "hold_", "policy_", "change_", "unsure_", "card_", "welcome_", "help_", "warn_",
    ];
    let mut missing = BTreeSet::new();
    for quoted in code.split(['"', '\'', '`']) {
        let plain = quoted
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let named = families
            .iter()
            .any(|f| quoted.starts_with(f) && quoted.len() > f.len());
        if plain && named && !quoted.ends_with('_') && !english.contains_key(quoted) {
            missing.insert(quoted.to_owned());
        }
    }
    missing.remove("hold_lost");
    assert!(missing.is_empty(), "{missing:?}");
}

fn guide() -> serde_json::Value {
    let file = root().join("extension/guides/autotask.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// An id of the guide as it stands in message ids.
fn key(id: &serde_json::Value) -> String {
    id.as_str().unwrap().replace('-', "_")
}

/// Codes of the problems that the core raises by name, as they stand in message ids.
fn raised() -> Vec<String> {
    let code = code();
    let mut codes = Vec::new();
    for (call, end) in [
        ("problem(\"", "\""),
        ("give_up(s, a, &act, \"", "\""),
        ("const BLOCKED: &str = \"", "\""),
        ("const SLOW: &str = \"", "\""),
        ("const MISSING: &str = \"", "\""),
        ("const OFFLINE: &str = \"", "\""),
        ("notice('problem_", "_what'"),
    ] {
        let before = codes.len();
        let named = code
            .split(call)
            .skip(1)
            .filter_map(|rest| rest.split(end).next());
        codes.extend(named.map(|code| code.replace('-', "_")));
        assert!(
            codes.len() > before,
            "nothing calls {call}…: the search is out of date"
        );
    }
    codes
}

#[test]
fn every_step_and_sign_of_the_guide_has_its_texts() {
    let english = messages("en");
    let guide = guide();
    for step in guide["steps"].as_array().unwrap() {
        for part in ["title", "todo", "why"] {
            let id = format!("step_{}_{part}", key(&step["id"]));
            assert!(english.contains_key(&id), "{id}");
        }
    }
    for check in guide["checks"].as_array().unwrap() {
        assert!(
            english.contains_key(&format!("check_{}", key(&check["id"]))),
            "{check}"
        );
    }
    for step in guide["steps"].as_array().unwrap() {
        for warning in step["warn"]
            .as_object()
            .into_iter()
            .flat_map(|w| w.values())
        {
            assert!(english.contains_key(warning.as_str().unwrap()), "{warning}");
        }
    }
    let signs = guide["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| key(&p["code"]));
    for code in signs.chain(raised()) {
        for part in ["what", "next"] {
            let id = format!("problem_{code}_{part}");
            assert!(english.contains_key(&id), "{id}");
        }
    }
    let ids: BTreeSet<&str> = english
        .keys()
        .filter_map(|id| id.strip_prefix("problem_"))
        .collect();
    for code in ids.iter().filter_map(|id| id.strip_suffix("_what")) {
        assert!(
            ids.contains(format!("{code}_next").as_str()),
            "{code} has no way out"
        );
    }
}

#[test]
fn names_and_descriptions_fit_the_stores() {
    for language in LANGUAGES {
        let own = messages(language);
        assert!(own["extension_name"].chars().count() <= 45, "{language}");
        assert!(
            own["extension_description"].chars().count() <= 132,
            "{language}"
        );
    }
}

#[test]
fn buttons_stay_short_enough_for_a_narrow_panel() {
    let buttons = [
        "ui_start",
        "ui_consent",
        "ui_refuse",
        "ui_offer_do",
        "ui_worked",
        "ui_copy_id",
        "ui_copy_secret",
        "ui_discard",
        "ui_undo",
        "ui_check_setup",
        "ui_page_report",
        "ui_stop",
        "ui_send",
    ];
    for language in LANGUAGES {
        let own = messages(language);
        for id in buttons {
            assert!(
                own[id].chars().count() <= 30,
                "{language}: {id}: {}",
                own[id]
            );
        }
    }
}
