//! Guide files: each is valid and has its texts, a mistake is named with its step and field, and the
//! core knows no product's name.
#![allow(clippy::unwrap_used)]

use proxuma_connect::guide::Guide;
use std::fs;
use std::path::{Path, PathBuf};

const FILE: &str = include_str!("../extension/guides/autotask.json");

fn broken(from: &str, to: &str) -> String {
    assert!(FILE.contains(from), "{from} is not in the guide");
    Guide::parse(&FILE.replacen(from, to, 1))
        .map_or_else(|e| e.to_string(), |_| String::from("accepted"))
}

#[test]
fn the_guide_that_ships_has_every_step_of_the_article_in_both_branches() {
    let guide = Guide::parse(FILE).unwrap();
    let ids: Vec<&str> = guide.steps.iter().map(|s| s.id.as_str()).collect();
    let wanted = [
        "sign-in",
        "open-admin",
        "open-security-levels",
        "copy-api-level",
        "name-level",
        "open-other",
        "allow-webhooks",
        "open-web-services",
        "allow-api-login",
        "save-level",
        "open-users",
        "new-api-user",
        "edit-user",
        "user-details",
        "choose-level",
        "generate-key",
        "generate-secret",
        "tracking-identifier",
        "line-of-business",
        "save-user",
        "hand-off",
    ];
    assert_eq!(ids, wanted);
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every guide with the ids of its texts: the one that ships, and those of the fixtures.
fn guides() -> Vec<(Guide, Vec<String>)> {
    let ids = |path: PathBuf| -> Vec<String> {
        let texts: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        texts.as_object().unwrap().keys().cloned().collect()
    };
    let ours = ids(root().join("extension/_locales/en/messages.json"));
    let mut all = vec![(Guide::parse(FILE).unwrap(), ours.clone())];
    for entry in fs::read_dir(root().join("tests/fixtures/guides")).unwrap() {
        let dir = entry.unwrap().path();
        let json = fs::read_to_string(dir.join("guide.json")).unwrap();
        let mut texts = ids(dir.join("texts.json"));
        texts.extend(ours.clone());
        all.push((Guide::parse(&json).unwrap(), texts));
    }
    assert!(all.len() > 1, "no guide beside the one that ships");
    all
}

#[test]
fn every_guide_has_a_text_for_each_step_problem_and_check() {
    for (guide, texts) in guides() {
        let code = |id: &str| id.replace('-', "_");
        let steps = guide.steps.iter().flat_map(|s| {
            ["title", "todo", "why"].map(|part| format!("step_{}_{part}", code(&s.id)))
        });
        let problems = guide
            .problems
            .iter()
            .flat_map(|p| ["what", "next"].map(|part| format!("problem_{}_{part}", code(&p.code))));
        let checks = guide
            .checks
            .iter()
            .map(|c| format!("check_{}", code(&c.id)));
        let warnings = guide.steps.iter().flat_map(|s| s.warn.values().cloned());
        for id in steps.chain(problems).chain(checks).chain(warnings) {
            assert!(texts.contains(&id), "guide {}: no text «{id}»", guide.id);
        }
    }
}

#[test]
fn every_target_of_a_guide_is_looked_for() {
    for (guide, _) in guides() {
        let said = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            guide.problems,
            guide.checks,
            guide.pages,
            guide.steps,
            guide.credentials,
            guide.destination,
            guide.targets.0
        );
        for id in guide.targets.keys() {
            let times = said.matches(&format!("\"{id}\"")).count();
            assert!(times > 1, "guide {}: target «{id}» is never used", guide.id);
        }
    }
}

#[test]
fn the_core_names_no_product() {
    let mut open = vec![root().join("src")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else {
            let text = fs::read_to_string(&path).unwrap().to_lowercase();
            assert!(!text.contains("autotask"), "{}", shown(&path));
        }
    }
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().display().to_string()
}

#[test]
fn a_mistake_is_named_with_its_place() {
    for (from, to, says) in [
        (
            r#""show": ["level-name"]"#,
            r#""show": ["level-nam"]"#,
            "guide: step «name-level»: show: there is no target «level-nam»",
        ),
        (
            r#""done": {"filled": "key-field"}"#,
            r#""done": {"filled": "key"}"#,
            "guide: step «generate-key»: done: there is no target «key»",
        ),
        (
            r#""tick": ["can-login-api"]"#,
            r#""tick": ["login"]"#,
            "guide: step «allow-api-login»: automatic: there is no target «login»",
        ),
        (
            r#""pages": ["users"], "branch": "new-user""#,
            r#""pages": ["people"], "branch": "new-user""#,
            "guide: step «new-api-user»: pages: there is no page «people»",
        ),
        (
            r#""id": "shell", "need": 3"#,
            r#""id": "shell", "need": 99"#,
            "guide: page «shell»: need: 99 of at most 12 points",
        ),
        (
            r#""hosts": ["autotask.net"]"#,
            r#""hosts": [".autotask.net"]"#,
            "guide: hosts: needs at least one host suffix without a leading dot",
        ),
        (
            r#""within": "api-level-row""#,
            r#""within": "api-level-options""#,
            "guide: target «api-level-options»: within: runs in a circle",
        ),
    ] {
        assert_eq!(broken(from, to), says);
    }
    assert!(
        broken(r#""optional": true"#, r#""optionl": true"#).contains("unknown field `optionl`")
    );
}
