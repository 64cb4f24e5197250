//! The typed messages between page frames, background and panel, and what the panel shows.
//!
//! Nothing here decides anything: these are the values that cross a border. The `.d.ts` that
//! type-checks the JavaScript is generated from this file (tsify).

use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
use tsify::Tsify;

/// Version of every message. A message with another version is refused, so that a content script
/// left behind by an update can never drive a newer background.
pub const PROTOCOL: u32 = 1;

/// A text to be shown: a message id of `_locales` and the values for its placeholders, in order.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// Message id, for example `step_copy_api_level_title`.
    pub id: String,
    /// Values for `$1`, `$2`, …
    #[serde(default)]
    pub args: Vec<String>,
}

impl Text {
    /// A text without placeholders.
    pub fn of(id: impl Into<String>) -> Self {
        Text {
            id: id.into(),
            args: Vec::new(),
        }
    }

    /// The same text with one more placeholder value.
    pub fn with(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }
}

/// How far the guide as a whole is.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Not started: the panel offers `start`.
    #[default]
    Idle,
    /// `start` was pressed for the first time: the panel asks for consent and names the boxes.
    Consent,
    /// Guiding in a tab of the product.
    Guiding,
    /// The product's tab is gone or not reachable; the panel says what it needs.
    Paused,
    /// Everything was handed over.
    Finished,
}

/// State of a step in the panel's list; also the value of `data-state` there.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Not reached.
    #[default]
    Todo,
    /// The step to do now.
    Now,
    /// Its condition holds.
    Done,
    /// Belongs to the other branch.
    Skipped,
    /// Something went wrong here; see [`PanelState::problem`].
    Problem,
}

/// One row of the panel's list of steps.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    /// Step id of the guide, for example `copy-api-level`.
    pub id: String,
    /// Step of the article, for example `A5`; empty where the article has none.
    pub article: String,
    /// Short title.
    pub title: Text,
    /// State shown.
    pub state: StepState,
}

/// What to do now.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// Step id.
    pub id: String,
    /// 1-based place among the steps of this branch.
    pub number: u32,
    /// Number of steps in this branch.
    pub of: u32,
    /// Short title.
    pub title: Text,
    /// What to do, one sentence.
    pub todo: Text,
    /// Why, one sentence.
    pub why: Text,
    /// Set when nothing is highlighted: why the guide is unsure.
    pub unsure: Option<Text>,
    /// An offer the panel can carry out for the admin with one press.
    pub offer: Option<Offer>,
}

/// Something the panel can do for the admin at this step.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Offer {
    /// Fill a suggested value into the highlighted field.
    Fill {
        /// The value that will be filled.
        value: String,
    },
    /// Do this (safe) step: open the menu, expand the section, go to the page.
    Do,
    /// Confirm that nothing needs to be chosen here (line of business).
    NotNeeded,
}

/// One control that was changed, or that was to be changed.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Section as the page shows it.
    pub section: String,
    /// Control as the page shows it.
    pub label: String,
    /// Value before, for example `off`, `0`.
    pub before: String,
    /// Value read back after the page settled.
    pub after: String,
    /// Whether `after` is what was wanted.
    pub took: bool,
    /// Why it did not take.
    pub reason: Option<Text>,
    /// Whether this change was undone since.
    pub undone: bool,
}

/// Something that went wrong, with a way out.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable code, for example `did-not-take`.
    pub code: String,
    /// What is wrong, one sentence.
    pub what: Text,
    /// What to do, one sentence.
    pub next: Text,
}

/// Where the credentials are on their way.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldState {
    /// Nothing noticed.
    #[default]
    None,
    /// Noticed in the product but not saved there yet: must not be used.
    Captured,
    /// Saved in the product: may be handed over.
    Armed,
    /// Filled into the form; waiting for the admin to say that it worked.
    Filled,
    /// Sealed and on its way; waiting for a receipt.
    Sending,
    /// Delivered with a valid receipt.
    Delivered,
    /// Copied by hand.
    Copied,
    /// Wiped.
    Wiped,
}

/// The credentials card. Never holds the secret.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Credentials {
    /// State of the hand-over.
    pub state: HoldState,
    /// Host of the product that the credentials come from, for example `app.product.example`.
    pub from: String,
    /// Client ID = Username (Key), shown in full.
    pub client_id: String,
    /// Length of the secret in characters; shown as bullets.
    pub secret_len: u32,
    /// Milliseconds since the epoch at which the secret is wiped.
    pub expires_at: f64,
    /// Destination: exact origin, for example `https://acme.proxuma.com`; `None` = none open.
    pub to: Option<String>,
    /// Whether the admin has pinned `to`.
    pub pinned: bool,
    /// Origins of open Proxuma tabs, when there is more than one to choose from.
    pub choices: Vec<String>,
    /// Verification code of a sealed hand-off, `XXXX-XXXX`.
    pub code: Option<String>,
    /// Zone of the product that the key belongs to, with its host.
    pub zone: Option<String>,
    /// Name of the tenant that the offer is for.
    pub tenant: Option<String>,
    /// What must be typed before `send`: a first delivery to this tenant.
    pub confirm: Option<String>,
    /// When it was delivered, milliseconds since the epoch; 0 while it is not.
    pub delivered_at: f64,
    /// `fill` can be pressed.
    pub can_fill: bool,
    /// `send` can be pressed (the destination page carries a valid offer).
    pub can_send: bool,
    /// `copy-id` and `copy-secret` can be pressed.
    pub can_copy: bool,
    /// One sentence about what happened or what is missing.
    pub note: Option<Text>,
}

/// Everything the panel shows. A pure function of the session.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PanelState {
    /// Protocol version.
    pub v: u32,
    /// How far the guide is.
    pub phase: Phase,
    /// Host of the tab that is guided; empty if none.
    pub host: String,
    /// The step to do now.
    pub step: Option<StepView>,
    /// All steps in the order of the article.
    pub steps: Vec<StepRow>,
    /// `true` when the admin said that an API user exists (branch B10–B13).
    pub have_user: bool,
    /// What was changed on the page, oldest first.
    pub changes: Vec<Change>,
    /// `undo` can be pressed.
    pub can_undo: bool,
    /// What is wrong now.
    pub problem: Option<Problem>,
    /// The credentials card.
    pub credentials: Credentials,
    /// Names of the boxes that will be ticked, for the consent text.
    pub announces: Vec<String>,
    /// Settings enforced by the fleet's policy, one sentence each.
    pub policy: Vec<Text>,
    /// Results of `check-setup`.
    pub checks: Vec<Check>,
    /// Whether `check-setup` is running (the guide leads through the pages to be read).
    pub checking: bool,
}

/// One verdict of «Check my set-up».
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Check {
    /// Requirement id, for example `webhooks`.
    pub id: String,
    /// What is required.
    pub what: Text,
    /// Verdict.
    pub verdict: Verdict,
    /// What was seen, or why it can't be told.
    pub detail: Option<Text>,
    /// Whether «fix it» can be pressed.
    pub can_fix: bool,
}

/// Verdict on one requirement.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As required.
    Right,
    /// Not as required.
    Wrong,
    /// Not seen, or not sure.
    #[default]
    CantTell,
}

/// What the admin does in the panel.
#[cfg_attr(target_arch = "wasm32", derive(Tsify))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum PanelMsg {
    /// The panel was opened and wants the state.
    Open,
    /// `start`.
    Start,
    /// `consent` accepted.
    Consent,
    /// Consent refused.
    Refuse,
    /// `have-user` switched.
    HaveUser {
        /// New value.
        yes: bool,
    },
    /// The step's offer was accepted.
    Accept,
    /// `undo`.
    Undo,
    /// The guide was stopped.
    Stop,
    /// Pin this origin as destination.
    Pin {
        /// Exact origin.
        origin: String,
    },
    /// `fill`.
    Fill,
    /// `send`.
    Send {
        /// What the admin typed to confirm the tenant; empty where nothing was asked.
        typed: String,
    },
    /// The panel wants to know whether an offer has appeared.
    Look,
    /// `copy-id` or `copy-secret`: the panel asks for the value and writes it to the clipboard.
    Copy {
        /// `true` for the secret.
        secret: bool,
    },
    /// «It worked»: wipe.
    Worked,
    /// `discard`: wipe.
    Discard,
    /// `check-setup`.
    CheckSetup,
    /// «fix it» of one check.
    Fix {
        /// Requirement id.
        id: String,
    },
    /// `page-report`.
    PageReport,
    /// The panel's computer went online or offline.
    Online {
        /// Connected.
        yes: bool,
    },
}
