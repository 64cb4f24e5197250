//! The session: what the core knows. `Saved` survives the browser (never anything secret or of a
//! customer), `Live` survives only the worker, the rest is looked up again from the pages.

use super::effect::{Orders, Show};
use crate::guide::Guide;
use crate::guide::view::View;
use crate::handoff::Hold;
use crate::permissions::Acting;
use crate::protocol::{Change, Check, Phase, Problem};
use crate::small::{SmallMap, SmallSet};
use serde::{Deserialize, Serialize};

/// Stored in `storage.local`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// How far the guide is.
    pub phase: Phase,
    /// The admin consented.
    pub consented: bool,
    /// The admin has an API user already.
    pub have_user: bool,
    /// Flags set by saves.
    pub flags: SmallSet<String>,
    /// Steps known to be done.
    pub done: SmallSet<String>,
    /// Steps the admin declared as not needed.
    pub declared: SmallSet<String>,
    /// Name of the level saved last.
    pub level_name: Option<String>,
    /// Pinned destination: exact origin.
    pub tenant: Option<String>,
    /// Offer keys that the admin confirmed, by exact origin: name and Ed25519 key.
    pub offer_keys: SmallMap<String, (String, [u8; 32])>,
    /// The envelope on its way. Ciphertext and public values only.
    pub delivery: Option<Shipment>,
}

/// An envelope on its way, and where its credentials came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shipment {
    /// The delivery.
    pub delivery: ::handoff::Delivery,
    /// Origin.
    pub from: String,
}

/// What is remembered of one document while its page is open.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Last known state of each step on this document.
    pub steps: SmallMap<String, bool>,
    /// What kind of page it was last.
    pub page: Option<String>,
    /// Last known state of the fields that steps want to be filled or chosen, by target.
    pub told: SmallMap<String, bool>,
    /// Sections that were set to full permission (by the target that does it): how many of their
    /// boxes stayed off right after the press.
    pub full: SmallMap<String, usize>,
    /// «Full permission» targets the admin pressed; the next digest tells the rest.
    pub full_pressed: SmallSet<String>,
    /// Targets that were set here once, and steps that were undone: nothing of these is done again
    /// unasked.
    pub acted: SmallSet<String>,
    /// When the last automatic action ended and what it had set, to notice a box that flips back.
    pub set_at: f64,
    /// Targets that were set, with whether they are on.
    pub set: SmallMap<String, bool>,
    /// The save that was pressed here: step, when, and the name then in the name field.
    pub pressed: Option<PressedSave>,
    /// Alerts that were there before the first press: what stands there whatever one does.
    pub notices: Vec<String>,
}

/// A press on a save button whose result is not known yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PressedSave {
    /// Step of the save button.
    pub step: String,
    /// Milliseconds since the epoch.
    pub at: f64,
    /// Value of the field that names what is saved.
    pub name: Option<String>,
    /// Tab and frame of the form.
    pub place: (i64, i64),
    /// Page kind of the form.
    pub page: String,
    /// Its document has gone since; the next thing seen decides.
    pub left: bool,
    /// Alerts that were in the tab already: instructions, notices, what an earlier press was refused for.
    pub alerts: Vec<String>,
    /// Since when an alert stands there that no failure is known by, milliseconds since the epoch.
    pub doubted: Option<f64>,
}

/// Stored in `storage.session`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Live {
    /// Tab that is guided.
    pub active: Option<i64>,
    /// Tab that came to the front last, of whatever site.
    pub fronted: Option<i64>,
    /// Tabs of the product, the most recently active last.
    pub recent: Vec<i64>,
    /// Memory by document.
    pub docs: SmallMap<String, Memory>,
    /// Presses whose document has gone.
    pub leaving: Vec<(String, PressedSave)>,
    /// What was changed, with what is needed to undo it.
    pub changes: Vec<Changed>,
    /// What is wrong.
    pub problem: Option<Problem>,
    /// Step whose action went wrong: the problem is over when the guide has gone past it.
    pub problem_step: Option<String>,
    /// The button the admin pressed last while nothing came of it.
    pub asked: Option<Asked>,
    /// What is waited for.
    pub overdue: Option<Overdue>,
    /// Credentials on their way (never the secret).
    pub hold: Hold,
    /// Next call number.
    pub calls: u32,
    /// Results of «Check my set-up».
    pub checks: SmallMap<String, Check>,
    /// «Check my set-up» is running.
    pub checking: bool,
}

/// A press that asks the product for a window or a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Step.
    pub step: String,
    /// Document.
    pub doc: String,
    /// Milliseconds since the epoch.
    pub at: f64,
}

/// Something that should come, and since when it has not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overdue {
    /// The problem that it becomes.
    pub code: String,
    /// Step.
    pub step: String,
    /// Milliseconds since the epoch.
    pub since: f64,
}

/// A change and what undoes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// Shown in the panel.
    pub change: Change,
    /// Document.
    pub doc: String,
    /// Element.
    pub node: u32,
    /// Step that made it.
    pub step: String,
}

/// A document the eyes look at.
pub struct Frame {
    /// The content script's id of the document.
    pub doc: String,
    /// Origin of the frame.
    pub origin: String,
    /// Number of the last digest.
    pub seq: u32,
    /// The page as read, if a digest came.
    pub view: Option<View>,
    /// What was last sent to the overlay.
    pub shown: Option<Show>,
    /// Orders last sent to the eyes.
    pub orders: Orders,
}

/// «Do this step»: opens menus, sections and pages up to the next step that is the admin's own.
#[derive(Debug, Clone, Default)]
pub struct Travel {
    /// Step whose choice is made; `None` when it only opens things.
    pub choosing: Option<String>,
    /// It ends then, milliseconds since the epoch.
    pub until: f64,
    /// What it has pressed: document, element. Nothing is pressed twice.
    pub pressed: Vec<(String, u32)>,
}

/// Fleet policy.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policy {
    /// Automatic actions.
    pub automatic: Automatic,
    /// Tenant that must be used.
    pub tenant: Option<String>,
    /// Routes that are forbidden.
    pub no_fill: bool,
    /// Sealed route forbidden.
    pub no_send: bool,
    /// Guarded copy forbidden.
    pub no_copy: bool,
    /// Zone check forbidden.
    pub no_zone: bool,
    /// Notes for the panel: what is set, and which values were ignored.
    pub notes: Vec<crate::protocol::Text>,
}

/// Whether the extension may tick by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Automatic {
    /// After consent.
    #[default]
    On,
    /// Only when asked in the panel, each time.
    Ask,
    /// Never.
    Off,
}

/// Everything the core knows.
pub struct Session {
    /// The guide that runs.
    pub guide: Guide,
    /// Survives the browser.
    pub saved: Saved,
    /// Survives the worker.
    pub live: Live,
    /// Documents in view, by tab and frame.
    pub frames: SmallMap<(i64, i64), Frame>,
    /// An automatic action under way.
    pub acting: Option<Acting>,
    /// A row that is looked for in a list.
    pub seeking: Option<super::seeking::Seeking>,
    /// The panel wants to fill: document of the destination under examination.
    pub filling: Option<super::destination::Filling>,
    /// The offer of the destination page.
    pub desk: super::sending::Desk,
    /// Policy.
    pub policy: Policy,
    /// Open destination tabs, as last seen.
    pub destinations: Vec<super::event::Tab>,
    /// Milliseconds since the epoch, as of the event being handled.
    pub now: f64,
    /// «Do this step» under way.
    pub travel: Option<Travel>,
    /// A press in the panel that needs the page, while none has been read since the worker started.
    pub waiting: Option<crate::protocol::PanelMsg>,
    /// Whether a panel is open.
    pub panel_open: bool,
    /// Last stored bytes, to store only what changed.
    pub stored: (Vec<u8>, Vec<u8>),
    /// Last state sent to the panel.
    pub panel_sent: Option<crate::protocol::PanelState>,
}

impl Session {
    /// A session that knows nothing yet.
    pub fn new(guide: Guide) -> Self {
        Session {
            guide,
            saved: Saved::default(),
            live: Live::default(),
            frames: SmallMap::default(),
            acting: None,
            seeking: None,
            filling: None,
            desk: Default::default(),
            policy: Policy::default(),
            destinations: Vec::new(),
            now: 0.0,
            travel: None,
            waiting: None,
            panel_open: false,
            stored: Default::default(),
            panel_sent: None,
        }
    }

    /// Whether frames are to be looked at.
    pub fn running(&self) -> bool {
        matches!(
            self.saved.phase,
            Phase::Guiding | Phase::Paused | Phase::Finished
        ) && self.saved.consented
    }

    /// A new call number.
    pub fn call(&mut self) -> u32 {
        self.live.calls = self.live.calls.wrapping_add(1);
        self.live.calls
    }

    /// Memory of a document.
    pub fn memory(&mut self, doc: &str) -> &mut Memory {
        self.live.docs.or_default(doc.to_owned())
    }
}

/// Version of the stored form; it changes whenever a stored type changes.
const STORED: u8 = 7;

/// Stored form: a version byte, then postcard (a third of JSON's code in Wasm, and its size).
pub fn pack<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    let mut bytes = vec![STORED];
    bytes.extend(postcard::to_allocvec(value).ok()?);
    Some(bytes)
}

/// Reads the stored form; `None` for another version or broken bytes.
pub fn unpack<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match bytes.split_first() {
        Some((&STORED, rest)) => postcard::from_bytes(rest).ok(),
        _ => None,
    }
}
