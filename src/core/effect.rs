//! What is to be done: everything that leaves the core. Adapters carry it out in order.

use crate::protocol::{PanelState, Text};
use serde::Serialize;

/// State of the overlay; the value of `data-state` on its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A step is shown, with a ring unless it is card only.
    Shown,
    /// Nothing is highlighted, and the card says why.
    Unsure,
    /// Nothing is left to do on this page.
    Done,
}

/// What the overlay of one frame shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Show {
    /// Step id.
    pub step: String,
    /// State.
    pub state: Mark,
    /// Element to ring.
    pub node: Option<u32>,
    /// The page must not scroll there: the admin is typing elsewhere in it.
    pub still: bool,
    /// Card title.
    pub title: Text,
    /// Card text.
    pub body: Text,
    /// Small print: step n of m.
    pub foot: Text,
}

/// Standing orders of a frame's eyes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Orders {
    /// Elements whose value a step's condition names; only these may be listed with a value.
    pub reads: Vec<u32>,
    /// Elements whose trusted presses are reported.
    pub watch: Vec<u32>,
    /// Key field, secret field, and text that stands beside the key (`@domain`).
    pub secret: Option<SecretFields>,
}

/// The two fields to be watched for generated credentials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SecretFields {
    /// Key field.
    pub id: u32,
    /// Secret field.
    pub secret: u32,
    /// Text beside the key field that belongs to it.
    pub suffix: String,
}

/// A command to one frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Command {
    /// Send a digest, and keep these orders.
    Look {
        /// Orders.
        orders: Orders,
    },
    /// Show this.
    Show {
        /// What.
        show: Show,
    },
    /// Take the overlay away.
    Hide,
    /// Press an element as a person would (whole pointer and mouse sequence).
    Press {
        /// Call number, comes back in `Done`.
        call: u32,
        /// Element.
        node: u32,
        /// Digest the command is based on; a page that differs refuses.
        seq: u32,
    },
    /// Put a value into a field as a person would.
    Set {
        /// Call number.
        call: u32,
        /// Element.
        node: u32,
        /// Value.
        value: String,
        /// Digest the command is based on.
        seq: u32,
    },
    /// Scroll the list that a row is in by a part, or put it back where it was.
    Seek {
        /// Call number.
        call: u32,
        /// The list's last row.
        node: u32,
        /// Put it back.
        back: bool,
    },
    /// Measure form fields before filling.
    Measure {
        /// Call number.
        call: u32,
        /// Elements.
        nodes: Vec<u32>,
    },
    /// Stop and remove everything.
    Leave,
}

/// Which two fields of a destination form get the credentials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FillForm {
    /// Tab.
    pub tab: i64,
    /// Document.
    pub doc: String,
    /// Call number.
    pub call: u32,
    /// Client ID field.
    pub id: u32,
    /// Client Secret field.
    pub secret: u32,
    /// Digest the command is based on.
    pub seq: u32,
    /// The Client ID.
    pub client_id: String,
}

/// A request the adapter sends: to the pinned origin only, without cookies, redirects or cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HttpRequest {
    /// Idempotency key of the envelope; comes back with the answer.
    pub idem: String,
    /// Number of the request; comes back with the answer.
    pub request: u32,
    /// Absolute address.
    pub url: String,
    /// Content type of the body.
    pub content_type: String,
    /// Body of a `POST`; a `GET` has none. Only ciphertext ever stands here.
    pub body: String,
    /// `Proxuma-Connect-Proof`, if any.
    pub proof: String,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HttpAnswer {
    /// Idempotency key of the envelope.
    pub idem: String,
    /// Number of the request.
    pub request: u32,
    /// Status; 0 when there was no answer (offline, time-out, redirect refused).
    pub status: u16,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// Body, cut just above the 8 KiB that a receipt may have.
    pub body: String,
}

/// One effect.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Store the session before anything else.
    Persist {
        /// For `storage.local`: survives the browser.
        local: Vec<u8>,
        /// For `storage.session`: memory only.
        live: Vec<u8>,
    },
    /// Start the content script in a frame (`None`: all frames of the tab).
    Inject {
        /// Tab.
        tab: i64,
        /// Frame.
        frame: Option<i64>,
        /// With the hands that measure and fill a form (`extension/fill.js`).
        to_fill: bool,
    },
    /// Send a command to a frame.
    Send {
        /// Tab.
        tab: i64,
        /// Frame.
        frame: i64,
        /// Document the command is meant for; another one ignores it.
        doc: String,
        /// Command.
        command: Command,
    },
    /// Show this in the panel.
    Panel(Box<PanelState>),
    /// Ask for the open tabs; answered by `Event::Tabs`.
    FindTabs,
    /// Set or (with `None`) clear an alarm, in milliseconds since the epoch.
    Alarm {
        /// Name.
        name: &'static str,
        /// When.
        at: Option<f64>,
    },
    /// Open the hold and fill the form. The adapter sends the secret to that document only.
    Fill(FillForm),
    /// Open the hold and give the value to the panel that asked, for the clipboard.
    Reveal {
        /// The secret, else the Client ID.
        secret: bool,
        /// The Client ID.
        client_id: String,
    },
    /// Destroy the hold: ciphertext and key.
    Wipe,
    /// Bring a tab to the front.
    Focus {
        /// Tab.
        tab: i64,
    },
    /// Read the offer element of a destination tab; answered by `Event::Offer`.
    ReadOffer {
        /// Tab.
        tab: i64,
    },
    /// Open the hold for sealing; answered by `Event::Opened`.
    Seal,
    /// Send a request; answered by `Event::Answer`.
    Http(HttpRequest),
    /// Ask the product which zone a key belongs to; answered by `Event::Zone`.
    AskZone {
        /// The key; comes back with the answer.
        id: String,
        /// Absolute address.
        url: String,
    },
    /// Text on the toolbar icon.
    Badge(&'static str),
    /// The page report for the panel.
    Report(Box<super::report::Report>),
}
