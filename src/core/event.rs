//! What happens: everything that comes into the core. Time and restored storage are events too.

use crate::page::digest::Digest;
use crate::protocol::PanelMsg;

/// Where a message came from, built by the adapter from the browser's own metadata and never from
/// what the message says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Browser tab id.
    pub tab: i64,
    /// Frame id; 0 is the top frame.
    pub frame: i64,
    /// Origin of the frame's document, for example `https://app.product.example`.
    pub origin: String,
}

/// A tab the core may guide or deliver to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Browser tab id.
    pub tab: i64,
    /// Origin of its top document.
    pub origin: String,
    /// Whether it is the active tab of its window.
    pub active: bool,
}

/// How the hands fared with a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Carried out; the digest sent just before shows the settled page.
    Ok,
    /// The page differs from the digest on which the command was based; nothing was done.
    Stale,
    /// The element is gone; nothing was done.
    Gone,
    /// The element can't be operated (disabled, read-only, not on screen); nothing was done.
    Refused,
    /// The value was set but the page put another one in its place.
    Reverted,
}

/// Facts about a form field, measured by the hands just before filling.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Product of the opacities from the field up to the root, 0–1.
    pub opacity: f32,
    /// How many of the five probe points on the field hit the field itself.
    pub hits: u32,
    /// Width in CSS px.
    pub w: f32,
    /// Height in CSS px.
    pub h: f32,
    /// Read-only or disabled.
    pub locked: bool,
    /// Origin the field's form posts to; empty when it has no form or no action.
    pub action: String,
    /// Whether a CSS transform, clip or filter on an ancestor distorts it.
    pub distorted: bool,
}

/// One thing that happened, and when.
pub struct Event {
    /// Milliseconds since the epoch.
    pub at: f64,
    /// What.
    pub what: What,
}

/// What happened.
pub enum What {
    /// The worker started; what was stored comes back. Always the first event.
    Restored {
        /// From `storage.local`.
        local: Option<Vec<u8>>,
        /// From `storage.session`.
        live: Option<Vec<u8>>,
    },
    /// A frame of the product loaded (gate.js).
    Hello {
        /// Sender.
        from: Sender,
    },
    /// The facts of a frame's document.
    Digest {
        /// Sender.
        from: Sender,
        /// The content script's random id of the document.
        doc: String,
        /// Number of the digest within the document.
        seq: u32,
        /// The facts.
        digest: Box<Digest>,
    },
    /// A command was carried out or refused.
    Done {
        /// Sender.
        from: Sender,
        /// Document.
        doc: String,
        /// Number of the call.
        call: u32,
        /// How it went.
        outcome: Outcome,
    },
    /// Answer to `Measure`.
    Measured {
        /// Sender.
        from: Sender,
        /// Document.
        doc: String,
        /// Number of the call.
        call: u32,
        /// Facts of each field, in the order asked.
        fields: Vec<Measured>,
    },
    /// The admin pressed a watched element (a trusted event).
    Pressed {
        /// Sender.
        from: Sender,
        /// Document.
        doc: String,
        /// Element.
        node: u32,
    },
    /// The credentials fields changed. The secret itself went into the hold and is not here.
    Noticed {
        /// Sender.
        from: Sender,
        /// Document.
        doc: String,
        /// Value of the key field.
        id: String,
        /// What `secret::detect` says of the secret.
        secret: crate::secret::Finding,
    },
    /// A document goes away.
    Bye {
        /// Sender.
        from: Sender,
        /// Document.
        doc: String,
    },
    /// A frame did not take a command: nobody listens there any more.
    Lost {
        /// Tab.
        tab: i64,
        /// Frame.
        frame: i64,
    },
    /// A tab became active, or its window got the focus.
    Active {
        /// Tab.
        tab: i64,
    },
    /// A tab was closed.
    Closed {
        /// Tab.
        tab: i64,
    },
    /// Answer to `FindTabs`.
    Tabs {
        /// Open tabs of the product.
        product: Vec<Tab>,
        /// Open tabs of the destination.
        destination: Vec<Tab>,
    },
    /// The offer element of a destination page, or nothing.
    Offer {
        /// Tab it was read from.
        tab: i64,
        /// Browser-reported origin.
        origin: String,
        /// Text of the element.
        json: Option<String>,
    },
    /// The product's answer about a key's zone.
    Zone {
        /// The key.
        id: String,
        /// HTTP status; 0 when there was no answer.
        status: u16,
        /// Body, cut at 8 KiB.
        body: String,
    },
    /// The hold was opened for sealing.
    Opened {
        /// The secret; wiped when dropped.
        secret: ::handoff::Secret,
        /// Fresh random bytes.
        seed: [u8; 32],
    },
    /// The hold could not be opened: browser restarted, wiped or broken.
    HoldLost,
    /// A sealed envelope's HTTP answer or failure.
    Answer(crate::core::effect::HttpAnswer),
    /// An alarm went off.
    Alarm {
        /// Its name.
        name: String,
    },
    /// The admin did something in the panel.
    Panel(PanelMsg),
    /// The fleet's policy (`storage.managed`).
    Policy {
        /// JSON of the managed storage.
        json: String,
    },
}
