//! The guide's file: the one that ships is valid, and a mistake is named with its step and field.

use proxuma_connect::guide::Guide;

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
