//! Every label of every language in the guide: drawn on a page of its own, written in the ways that
//! tenants and releases write it, beside everything that must lose, it is found and nothing else is.

#![allow(clippy::unwrap_used)]

mod support;

use proxuma_connect::guide::Guide;
use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Verdict, locate};
use support::html::page;

const GUIDE: &str = include_str!("../extension/guides/autotask.json");

/// A control of a role that is called so, with its mark.
fn drawn(role: Role, name: &str, mark: &str) -> String {
    let name = name.replace('&', "&amp;");
    let t = format!("data-t=\"{mark}\"");
    match role {
        Role::Button => format!("<div><button {t}>{name}</button></div>"),
        Role::Link => format!("<div><a href=\"/x\" {t}>{name}</a></div>"),
        Role::MenuItem => format!("<ul role=\"menu\"><li role=\"menuitem\" {t}>{name}</li></ul>"),
        Role::Tab => format!("<div role=\"tablist\"><a role=\"tab\" {t}>{name}</a></div>"),
        Role::Checkbox => format!("<div><label><input type=\"checkbox\" {t}> {name}</label></div>"),
        Role::Radio => format!("<div><label><input type=\"radio\" {t}> {name}</label></div>"),
        Role::Textbox => {
            format!("<div><label for=\"{mark}\">{name}</label><input id=\"{mark}\" {t}></div>")
        }
        Role::Combobox => format!(
            "<div><label for=\"{mark}\">{name}</label><select id=\"{mark}\" {t}><option>a</option></select></div>"
        ),
        Role::Listbox => format!(
            "<div><label for=\"{mark}\">{name}</label><select multiple id=\"{mark}\" {t}></select></div>"
        ),
        Role::Option => {
            format!("<div role=\"listbox\"><div role=\"option\" {t}>{name}</div></div>")
        }
        Role::Row => format!("<table><tr {t}><td>{name}</td><td>Yes</td></tr></table>"),
        Role::Section => format!(
            "<div><h3><button aria-expanded=\"true\" {t}>{name}</button></h3><div><p>text</p></div></div>"
        ),
        Role::Heading => format!("<div><h3 {t}>{name}</h3><p>text</p></div>"),
        other => panic!("no drawing of {other:?}"),
    }
}

/// The ways a label is written; the tenant's own word where it is open.
fn ways(label: &str) -> Vec<String> {
    let text = label.replace('*', "Business Unit");
    vec![
        text.to_uppercase(),
        text.to_lowercase(),
        format!("{text}:"),
        text.replace('&', "and"),
        text.replace(' ', "\u{a0}"),
        plain(&text),
        text,
    ]
}

fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' => 'u',
            'ñ' => 'n',
            'ü' => 'u',
            'ä' => 'a',
            'ö' => 'o',
            c => c,
        })
        .collect()
}

/// A page in the label's language with the target as `name` and everything that must lose.
fn scene(target: &Target, name: &str, lang: &str) -> String {
    let role = target.role[0];
    let of = |label: &&Label| match label {
        Label::En(_) => lang == "en",
        Label::In { lang: l, .. } => l == lang,
    };
    let mut body: String = target
        .not
        .iter()
        .enumerate()
        .map(|(n, not)| drawn(role, &not.text().replace('*', "2"), &format!("not{n}")))
        .collect();
    body += &drawn(role, name, "right");
    // In its section, if the guide knows what that is called in this language.
    match target.section.iter().find(of) {
        Some(section) => {
            let title = section.text().replace('&', "&amp;");
            format!("<body><section><h2>{title}</h2><div>{body}</div></section></body>")
        }
        None => format!("<body>{body}</body>"),
    }
}

#[test]
fn every_label_of_every_language_is_found_beside_what_must_lose() {
    let guide = Guide::parse(GUIDE).unwrap();
    let (mut found, mut all, mut wrong) = (0, 0, Vec::new());
    let mut missed = Vec::new();
    for id in guide.targets.keys() {
        let target = guide.targets.get(id).unwrap();
        for label in &target.names {
            let lang = match label {
                Label::En(_) => "en",
                Label::In { lang, .. } => lang,
            };
            for name in ways(label.text()) {
                let page = page(&scene(target, &name, lang));
                all += 1;
                match locate(&page, target, None) {
                    Verdict::Found(m) if page.node(m.node).attr("data-t") == Some("right") => {
                        found += 1
                    }
                    Verdict::Found(m) => {
                        wrong.push(format!("{id} {name:?}: {:?}", page.name(m.node)))
                    }
                    _ => missed.push(format!("{id} {name:?}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(missed.len() * 100 <= all, "{found} of {all}: {missed:#?}");
}

#[test]
fn without_the_target_nothing_that_must_lose_is_found() {
    let guide = Guide::parse(GUIDE).unwrap();
    for id in guide.targets.keys() {
        let target = guide.targets.get(id).unwrap();
        for (n, not) in target.not.iter().enumerate() {
            for name in ways(not.text()) {
                for role in &target.role {
                    let page = page(&format!(
                        "<body>{}</body>",
                        drawn(*role, &name, &format!("not{n}"))
                    ));
                    let verdict = locate(&page, target, None);
                    assert!(
                        verdict.found().is_none(),
                        "{id} taken for {name:?} as {role:?}"
                    );
                }
            }
        }
    }
}

/// Labels say how sure they are: what a vendor prints counts as much as what the maker documents,
/// a translator's guess a little less.
#[test]
fn a_guess_is_believed_a_little_less() {
    let guide = Guide::parse(GUIDE).unwrap();
    for id in guide.targets.keys() {
        for label in &guide.targets.get(id).unwrap().names {
            if let Label::In { text, lang, sure } = label {
                let known = match sure.as_str() {
                    "documented" | "vendor" | "guess" => ["de", "es", "nl", "fr", "pt"].as_slice(),
                    "reworded" => &["en"],
                    _ => &[],
                };
                assert!(known.contains(&lang.as_str()), "{id} {text:?}");
            }
        }
    }
    let label = |sure: &str| Target {
        role: vec![Role::Button],
        names: vec![Label::In {
            text: "Guardar y cerrar".into(),
            lang: "es".into(),
            sure: sure.into(),
        }],
        ..Target::default()
    };
    let page = page("<body><button>Guardar y cerrar</button></body>");
    let sure = |target: &Target| locate(&page, target, None).found().unwrap().confidence;
    assert!(sure(&label("guess")) < sure(&label("vendor")));
    assert!(sure(&label("reworded")) < sure(&label("guess")));
}
