//! «Check my set-up»: each requirement is right, wrong with what was found, or can't be told with
//! the reason, and only what it announced may be mended.

#![allow(clippy::unwrap_used, reason = "a test's own mistake must fail loudly")]

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::core::session::Automatic;
use proxuma_connect::protocol::{Check, PanelMsg, Verdict};
use support::kits::{self, Kind, Shop};
use support::pages::tick;
use support::world::{World, set_value};

const LEVEL: (i64, i64) = (2, 0);
const USER: (i64, i64) = (3, 0);

fn checking() -> World {
    let mut w = World::guiding();
    w.session.policy.automatic = Automatic::Ask;
    w.react = kits::react;
    w.panel(PanelMsg::CheckSetup);
    w
}

fn check(w: &World, id: &str) -> Check {
    let state = w.panel.clone().unwrap();
    state.checks.into_iter().find(|c| c.id == id).unwrap()
}

fn verdict(w: &World, id: &str) -> (Verdict, String) {
    let c = check(w, id);
    (c.verdict, c.detail.map(|d| d.id).unwrap_or_default())
}

/// The level's page with the fields of the requirements beside those of the article.
fn level(right: bool) -> String {
    let mut html = kits::html(&Shop::default(), Kind::Editor, false);
    for c in ["other", "services"] {
        kits::toggle(&mut html, c);
    }
    let group = "<div class=\"CheckBoxGroupLabel\"><span class=\"Label\">Resource Impersonation: CRM</span></div>";
    let expiry = tick(
        "Not required to change password (password does not expire)",
        "expiry",
        right,
    );
    let plain = "<div class=\"Normal Section\"><div class=\"CollapsibleSectionContainer\"><div class=\"HeadingContainer\"><div class=\"Heading\"><span class=\"PrimaryText\">General</span></div></div><div class=\"ContentContainer\"><div class=\"Content\">";
    let active = format!(
        "{plain}{}</div></div></div></div>",
        tick("Active", "active", right)
    );
    html = html
        .replacen("<div class=\"Row\"><div class=\"Checkbox2\"><div class=\"TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"webhooks\">", &format!("{expiry}<div class=\"Row\"><div class=\"Checkbox2\"><div class=\"TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"webhooks\">"), 1)
        .replacen("<div class=\"Normal Section\">", &format!("{active}<div class=\"Normal Section\">"), 1);
    let more = match right {
        true => group.to_owned(),
        false => tick(
            "Allow impersonation of resources with this security level",
            "allow",
            false,
        ),
    };
    html = html.replacen(
        "data-c=\"services\"><div class=\"Content\">",
        &format!("data-c=\"services\"><div class=\"Content\">{more}"),
        1,
    );
    if right {
        for t in ["webhooks", "login", "view"] {
            html = html.replacen(
                &format!("TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"{t}\""),
                &format!("TabIndexHack Checked\" tabindex=\"0\" data-t=\"{t}\""),
                1,
            );
        }
        set_value(&mut html, "maximum", "50");
    }
    html
}

fn user(right: bool) -> String {
    let html = kits::html(&Shop::default(), Kind::Form, true);
    let boxes = tick("Active", "active", right) + &tick("Locked", "locked", !right);
    let at = html.find("Email Address").unwrap();
    let start = html[..at]
        .rfind("<div class=\"EditorLabelContainer1\">")
        .unwrap();
    let html = format!("{}{boxes}{}", &html[..start], &html[start..]);
    match right {
        true => html.replace(
            "data-t=\"associated\"></select>",
            "data-t=\"associated\"><option>Managed Services</option></select><select multiple aria-label=\"Not Associated\"></select>",
        ),
        false => html
            .replace(
                "<option selected data-t=\"proxuma\">",
                "<option data-t=\"proxuma\">",
            )
            .replace("<option>Rewst", "<option selected>Rewst")
            .replace(
                "<option selected data-t=\"mine\">",
                "<option data-t=\"mine\">",
            )
            .replace(
                "<option>API User (system)",
                "<option selected>API User (system)",
            ),
    }
}

const OF_LEVEL: [&str; 9] = [
    "level-named",
    "level-own",
    "level-api-only",
    "level-active",
    "webhooks",
    "webhooks-maximum",
    "no-expiry",
    "api-login",
    "full-permission",
];
const OF_USER: [&str; 5] = [
    "user-active",
    "user-unlocked",
    "user-level",
    "vendor",
    "line-of-business",
];

#[test]
fn what_no_page_has_shown_cannot_be_told() {
    let w = checking();
    let ids: Vec<String> = w
        .panel
        .clone()
        .unwrap()
        .checks
        .into_iter()
        .map(|c| c.id)
        .collect();
    let all: Vec<&str> = OF_LEVEL.into_iter().chain(OF_USER).collect();
    assert_eq!(ids, all, "in the order of the guide");
    for id in all {
        assert_eq!(
            verdict(&w, id),
            (Verdict::CantTell, "check_not_seen".into()),
            "{id}"
        );
    }
}

#[test]
fn a_set_up_as_the_article_wants_it_is_right_in_everything() {
    let mut w = checking();
    w.open(LEVEL, "/x/editor", &level(true));
    for id in OF_LEVEL {
        assert_eq!(check(&w, id).verdict, Verdict::Right, "{id}");
    }
    w.open(USER, "/x/EditApiUser", &user(true));
    for id in OF_LEVEL.into_iter().chain(OF_USER) {
        let c = check(&w, id);
        assert_eq!(
            (c.verdict, c.detail, c.can_fix),
            (Verdict::Right, None, false),
            "{id}"
        );
    }
}

#[test]
fn what_is_wrong_says_what_was_found_and_only_announced_boxes_are_mended() {
    let mut w = checking();
    w.open(LEVEL, "/x/editor", &level(false));
    for (id, why) in [
        ("level-active", "check_off"),
        ("webhooks", "check_off"),
        ("webhooks-maximum", "check_found"),
        ("no-expiry", "check_off"),
        ("api-login", "check_off"),
        ("full-permission", ""),
    ] {
        let (says, detail) = verdict(&w, id);
        assert_eq!((says, detail.as_str()), (Verdict::Wrong, why), "{id}");
    }
    assert_eq!(check(&w, "level-api-only").verdict, Verdict::Wrong);
    assert_eq!(check(&w, "webhooks-maximum").detail.unwrap().args, ["0"]);
    let fixable: Vec<String> = (w.panel.clone().unwrap().checks.into_iter())
        .filter(|c| c.can_fix)
        .map(|c| c.id)
        .collect();
    assert_eq!(
        fixable,
        [
            "webhooks",
            "webhooks-maximum",
            "api-login",
            "full-permission"
        ]
    );
    w.panel(PanelMsg::Fix {
        id: "no-expiry".into(),
    });
    assert!(w.acts.is_empty(), "what was not announced is not mended");
    w.panel(PanelMsg::Fix {
        id: "webhooks".into(),
    });
    assert_eq!(verdict(&w, "webhooks").0, Verdict::Right);

    w.open(USER, "/x/EditApiUser", &user(false));
    for (id, why) in [
        ("user-active", "check_off"),
        ("user-unlocked", "check_on"),
        ("user-level", "check_found"),
        ("vendor", "check_found"),
        ("line-of-business", ""),
    ] {
        let (says, detail) = verdict(&w, id);
        assert_eq!((says, detail.as_str()), (Verdict::Wrong, why), "{id}");
    }
    assert_eq!(
        check(&w, "vendor").detail.unwrap().args,
        ["Rewst - Automation"]
    );
}

#[test]
fn what_a_page_hides_or_doubles_cannot_be_told_and_says_why() {
    let mut w = checking();
    let mut closed = level(true);
    kits::toggle(&mut closed, "other");
    w.open(LEVEL, "/x/editor", &closed);
    for id in ["webhooks", "webhooks-maximum", "no-expiry"] {
        assert_eq!(
            verdict(&w, id),
            (Verdict::CantTell, "check_closed".into()),
            "{id}"
        );
    }
    let plain = tick("Can create Webhooks", "webhooks", true);
    assert!(level(true).contains(&plain));
    w.open(
        LEVEL,
        "/x/editor",
        &level(true).replace(
            &plain,
            &format!(
                "{plain}{}",
                plain.replace("data-t=\"webhooks\"", "data-t=\"twin\"")
            ),
        ),
    );
    assert_eq!(
        verdict(&w, "webhooks"),
        (Verdict::CantTell, "check_unsure".into())
    );
}

#[test]
fn a_system_level_is_wrong_where_a_copy_is_wanted() {
    let mut w = checking();
    let html = level(true).replace(
        "<input type=\"text\" data-t=\"name\"",
        "<input readonly type=\"text\" data-t=\"name\"",
    );
    w.open(
        LEVEL,
        "/x/editor",
        &html.replace("Save &amp; Close", "Cancel"),
    );
    assert_eq!(check(&w, "level-own").verdict, Verdict::Wrong);
}
