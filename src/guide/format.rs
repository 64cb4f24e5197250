//! The guide's file format: what a guide may say. Reading and checking it stands in `validate`,
//! its meaning in `cond` and `progress`.
//!
//! `extension/guides/schema.json` describes the same for people who write guides.

use crate::page::target::{Label, Target};
use crate::small::SmallMap;
use serde::{Deserialize, Serialize};

/// A guide: everything the core knows of one product's pages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Path of the JSON Schema, for editors.
    #[serde(rename = "$schema", default)]
    pub schema: String,
    /// Guide id, also the file's name.
    pub id: String,
    /// Host suffixes of the product, for example `product.example`.
    pub hosts: Vec<String>,
    /// What is looked for, by target id.
    pub targets: Named<Target>,
    /// The pages it knows, the most specific first.
    pub pages: Vec<PageKind>,
    /// The steps in the order in which they are done.
    pub steps: Vec<Step>,
    /// Which two fields hold the generated credentials.
    #[serde(default)]
    pub credentials: Option<CredentialFields>,
    /// Where the credentials go.
    #[serde(default)]
    pub destination: Option<Destination>,
    /// Things that go wrong, and how they show.
    #[serde(default)]
    pub problems: Vec<Trouble>,
    /// Requirements that «Check my set-up» reads from the pages.
    #[serde(default)]
    pub checks: Vec<Requirement>,
}

/// A kind of page and the evidence for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageKind {
    /// Page id.
    pub id: String,
    /// Evidence; the points of what is seen are added up.
    pub evidence: Vec<Evidence>,
    /// Points needed.
    pub need: i32,
    /// The product asks to sign in here: after a press on a save button this is no sign of a save.
    #[serde(default)]
    pub sign_in: bool,
}

/// One piece of evidence for a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// A target that is found on the page.
    #[serde(default)]
    pub target: Option<String>,
    /// A title, title bar or heading that reads like one of these.
    #[serde(default)]
    pub title: Vec<Label>,
    /// A part of the address, lower case. A hint: addresses differ by tenant and year.
    #[serde(default)]
    pub address: Vec<String>,
    /// Points; negative speaks against the page.
    pub points: i32,
}

/// One step.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Step id.
    pub id: String,
    /// Step of the article.
    #[serde(default)]
    pub article: String,
    /// Pages on which it is shown.
    pub pages: Vec<String>,
    /// Which branch it belongs to; both if absent.
    #[serde(default)]
    pub branch: Option<Branch>,
    /// What is highlighted: the last of these that is in view, so that a target in a closed menu
    /// is reached through the thing that opens it. Empty: card only.
    #[serde(default)]
    pub show: Vec<Shown>,
    /// Shown only while this holds.
    #[serde(default)]
    pub when: Option<Cond>,
    /// What makes it done.
    pub done: Cond,
    /// What the extension does here by itself, after consent.
    #[serde(default)]
    pub automatic: Option<Automatic>,
    /// A value the panel can fill into the highlighted field.
    #[serde(default)]
    pub suggest: Named<String>,
    /// Set on the step whose button saves the page.
    #[serde(default)]
    pub saves: Option<Saves>,
    /// The admin may say that nothing is needed here.
    #[serde(default)]
    pub optional: bool,
    /// The panel may do this step when asked (opens a menu, a section, a page; changes nothing).
    #[serde(default)]
    pub may_do: bool,
    /// The panel may make this step's choice when asked: presses or sets exactly what is highlighted
    /// until the step's condition holds.
    #[serde(default)]
    pub may_choose: bool,
    /// A warning to be shown with the step on these pages (page id → message id).
    #[serde(default)]
    pub warn: Named<String>,
}

impl Step {
    /// The control whose press asks the product for something: a window, a generated value.
    pub fn asks(&self) -> Option<&str> {
        let ours = self.may_do || self.may_choose || self.automatic.is_some();
        let other = self.saves.is_some() || self.optional || !self.suggest.is_empty();
        let last = self.show.last().filter(|_| !ours && !other);
        last.map(|shown| shown.target.as_str())
    }
}

/// One candidate for the highlight: a target, if it is in view.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), serde(from = "authored::Shown"))]
pub struct Shown {
    /// Target id.
    pub target: String,
    /// Not highlighted any more when this holds.
    pub until: Option<Cond>,
}

/// Values by id, in the order of the ids; an object in the guide's file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    serde(
        from = "std::collections::BTreeMap<String, T>",
        bound(deserialize = "T: Deserialize<'de>")
    )
)]
pub struct Named<T>(pub SmallMap<String, T>);

impl<T> std::ops::Deref for Named<T> {
    type Target = SmallMap<String, T>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T> From<std::collections::BTreeMap<String, T>> for Named<T> {
    fn from(map: std::collections::BTreeMap<String, T>) -> Self {
        Named(map.into_iter().collect())
    }
}

/// How choices are written in a guide's file.
#[cfg(not(target_arch = "wasm32"))]
mod authored {
    use super::Cond;
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(untagged)]
    pub enum Shown {
        Target(String),
        Until { target: String, until: Cond },
    }

    impl From<Shown> for super::Shown {
        fn from(shown: Shown) -> Self {
            match shown {
                Shown::Target(target) => super::Shown {
                    target,
                    until: None,
                },
                Shown::Until { target, until } => super::Shown {
                    target,
                    until: Some(until),
                },
            }
        }
    }
}

/// Branch of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Branch {
    /// A new API user is made (B4–B9).
    NewUser,
    /// An API user exists (B10–B13).
    HaveUser,
}

/// An observable state of the page. Evaluates to yes, no, or unknown (the target is not in view).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cond {
    /// All hold.
    All(Vec<Cond>),
    /// One holds.
    Any(Vec<Cond>),
    /// Does not hold.
    Not(Box<Cond>),
    /// The target is in view.
    Visible(String),
    /// The target, or several alike, are in view; unknown otherwise.
    Seen(String),
    /// Nothing in view resembles the target.
    Absent(String),
    /// The control is in view and can't be changed.
    Locked(String),
    /// The document's title, a title bar or a heading in view reads like one of these.
    Titled(Vec<Label>),
    /// The whole of the picker's list is in view, and no entry reads like one of these.
    Lacks(String, Vec<Label>),
    /// The check box or radio is on.
    Checked(String),
    /// The field holds something.
    Filled(String),
    /// What the secret field holds was noticed: bullets in its place are not.
    Noticed(String),
    /// The section is open.
    Expanded(String),
    /// The field's value is exactly this.
    Value(String, String),
    /// The field holds something that does not read like one of these.
    Named(String, Vec<Label>),
    /// The picker's choice reads like one of these. `$level` stands for the level made before.
    Chosen(String, Vec<Label>),
    /// The two-list picker or list box has at least one associated item.
    Associated(String),
    /// Every check box of the section around this target is on, or was when it was set.
    Full(String),
    /// The session has this flag.
    Flag(String),
    /// The admin said that this step is not needed.
    Declared(String),
    /// That step is done on this document.
    Step(String),
    /// A page of this kind is in view in the same tab.
    Page(String),
    /// Credentials were handed over.
    HandedOver,
}

impl Cond {
    /// The target that a condition names itself, without those of the conditions inside it.
    pub fn target(&self) -> Option<&str> {
        match self {
            Cond::Visible(t)
            | Cond::Seen(t)
            | Cond::Absent(t)
            | Cond::Locked(t)
            | Cond::Lacks(t, _)
            | Cond::Checked(t)
            | Cond::Filled(t)
            | Cond::Noticed(t)
            | Cond::Expanded(t)
            | Cond::Value(t, _)
            | Cond::Named(t, _)
            | Cond::Chosen(t, _)
            | Cond::Associated(t)
            | Cond::Full(t) => Some(t),
            Cond::All(_)
            | Cond::Any(_)
            | Cond::Not(_)
            | Cond::Titled(_)
            | Cond::Flag(_)
            | Cond::Declared(_)
            | Cond::Step(_)
            | Cond::Page(_)
            | Cond::HandedOver => None,
        }
    }
}

/// What the extension does by itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Automatic {
    /// Check boxes to be on.
    #[serde(default)]
    pub tick: Vec<String>,
    /// Buttons to be pressed once while the step's condition does not hold: `[target, section]`;
    /// every check box of the section may change and is reported.
    #[serde(default)]
    pub press: Vec<String>,
    /// Fields and the values they get.
    #[serde(default)]
    pub fill: Named<String>,
}

/// How a save is noticed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saves {
    /// The button.
    pub button: String,
    /// Flag that is set when the page went away after the press without an error.
    pub flag: String,
    /// A field whose value names what was saved, for later steps (`$level`).
    #[serde(default)]
    pub names: Option<String>,
}

/// The fields in which the product shows the generated credentials.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CredentialFields {
    /// Pages on which they are.
    pub pages: Vec<String>,
    /// Target of the key (Client ID).
    pub id: String,
    /// Target of the secret.
    pub secret: String,
    /// Flag of the save after which they may be used.
    pub saved: String,
    /// Address that tells the zone of a key; the key is put at its end.
    #[serde(default)]
    pub zone: Option<String>,
}

/// The form that gets the credentials.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// Target of the Client ID field.
    pub id: String,
    /// Target of the Client Secret field.
    pub secret: String,
    /// Keys that sign the destination's offers: the current and the next one.
    #[serde(default)]
    pub keys: Vec<OfferKey>,
}

/// A key that signs offers, as the destination's owner publishes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferKey {
    /// Its name.
    pub kid: String,
    /// Ed25519 public key, base64url without padding.
    pub key: String,
    /// First Unix second at which it counts.
    pub from: u64,
    /// First Unix second at which it no longer counts.
    pub until: u64,
}

/// Something that goes wrong, and how it shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trouble {
    /// Problem code; texts are `problem_<code>_what` and `_next`.
    pub code: String,
    /// Pages on which it is looked for; all if empty.
    #[serde(default)]
    pub pages: Vec<String>,
    /// Words of an alert, dialog, message bar or title that mean it.
    #[serde(default)]
    pub says: Vec<Label>,
    /// Parts of the address that mean it, lower case.
    #[serde(default)]
    pub address: Vec<String>,
    /// Any alert means it (last resort).
    #[serde(default)]
    pub any_alert: bool,
    /// Looked for in the document's title and title bar too.
    #[serde(default)]
    pub in_title: bool,
    /// A state of the page that means it without any alert.
    #[serde(default)]
    pub holds: Option<Cond>,
    /// The page itself is the wrong one: nothing on it is highlighted.
    #[serde(default)]
    pub leave: bool,
    /// Said before something goes wrong: the step is as open as without it.
    #[serde(default)]
    pub warning: bool,
}

/// A requirement of «Check my set-up».
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Requirement id; text is `check_<id>`.
    pub id: String,
    /// Page from which it is read.
    pub page: String,
    /// What must hold there.
    pub holds: Cond,
    /// The step whose automatic action mends it.
    #[serde(default)]
    pub fix: Option<String>,
}
