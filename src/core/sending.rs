//! Route (b): the sealed envelope. Proxuma's page carries an offer, the admin confirms it, the
//! credentials are sealed for it, and the envelope is delivered until a receipt holds.
//!
//! ```text
//!  panel open, credentials ready ─► ReadOffer ─► Offer: code and tenant in the panel, or why not
//!  «Send» ─► ReadOffer again ─► the very same offer? ─► Seal ─► Opened ─► envelope stored ─► Http ⇄ Answer
//!                                └ another: shown anew, nothing sent        │
//!            a receipt holds: wiped, Delivered ◄────────────────────────────┤
//!            refused, expired, unclear: the credentials stay held, the note says what to do ◄──┘
//! ```
//! What is sealed, what a receipt must say and when to try again is the crate `handoff`. The
//! envelope is in `Saved`: a killed worker or browser goes on with the very same bytes.

use super::effect::{Effect, HttpAnswer, HttpRequest};
use super::hold;
use super::policy;
use super::session::{Session, Shipment};
use crate::guide::format::OfferKey;
use crate::handoff::Hold;
use crate::protocol::{HoldState, Text};
use ::handoff::wire::ENVELOPE_TYPE;
use ::handoff::{
    Action, Advice, Check, Credentials, Delivery, Event, Failure, Offer, OfferError, Outcome, Pin,
    Problem, SealError, Secret, Seed, Source, receipt::Status, seal,
};

/// Name of the alarm that wakes a delivery.
pub const ALARM: &str = "delivery";

/// An offer that holds, as the panel shows it.
pub struct Offered {
    /// The offer itself.
    pub offer: Offer,
    /// Its key, when no pin named it: it becomes a pin only by the admin's confirmation.
    pub first: Option<Pin>,
}

/// What is known of the destination page's offer. Never stored: it is read again.
#[derive(Default)]
pub struct Desk {
    /// The last reading: nothing there, an offer, or why it is refused.
    pub found: Option<Result<Offered, OfferError>>,
    /// Code of the offer for which «Send» was pressed and that is being read once more.
    pub pressed: Option<String>,
}

fn seconds(ms: f64) -> u64 {
    (ms / 1000.0).max(0.0) as u64
}

fn millis(ms: f64) -> u64 {
    ms.max(0.0) as u64
}

fn note(s: &mut Session, id: &str) {
    s.live.hold.note = Some(Text::of(id));
}

/// Asks for the offer while there is something to send and a panel that would show it.
pub fn look(s: &mut Session, out: &mut Vec<Effect>) {
    if !s.panel_open || s.policy.no_send || !s.live.hold.usable() {
        s.desk = Desk::default();
        return;
    }
    let tab = super::destination::destination(s)
        .and_then(|origin| super::destination::tab_of(s, &origin));
    match tab {
        Some(tab) => out.push(Effect::ReadOffer { tab }),
        None => s.desk = Desk::default(),
    }
}

fn pin(key: &OfferKey) -> Option<Pin> {
    Some(Pin {
        kid: key.kid.clone(),
        key: ::handoff::wire::decode_array(&key.key)?,
        nbf: key.from,
        exp: key.until,
    })
}

/// Keys that may sign offers of an origin: the guide's, and the one confirmed for it.
fn pins(s: &Session, origin: &str) -> Vec<Pin> {
    let shipped = s.guide.destination.iter().flat_map(|d| &d.keys);
    let mut pins: Vec<Pin> = shipped.filter_map(pin).collect();
    if let Some((kid, key)) = s.saved.offer_keys.get(origin) {
        pins.push(Pin {
            kid: kid.clone(),
            key: *key,
            nbf: 0,
            exp: u64::MAX,
        });
    }
    pins
}

/// Verifies what stands in the page. A key nobody pinned is taken on the page's word, to be
/// confirmed by the admin, and only while the origin has none.
fn verify(s: &Session, origin: &str, text: &str) -> Result<Offered, OfferError> {
    let mut pins = pins(s, origin);
    let first = match pins.is_empty() {
        true => Offer::named_key(text.as_bytes()),
        false => None,
    };
    pins.extend(first.clone());
    let check = Check {
        pins: &pins,
        page_origin: origin,
        now: seconds(s.now),
        page_age: None,
    };
    let offer = Offer::verify(text.as_bytes(), &check)?;
    Ok(Offered { offer, first })
}

/// The destination page was read. `origin` is the browser's own word for the tab.
pub fn offered(s: &mut Session, tab: i64, origin: &str, text: Option<&str>, out: &mut Vec<Effect>) {
    let pressed = s.desk.pressed.take();
    let ours = super::destination::destination(s).as_deref() == Some(origin)
        && s.destinations.iter().any(|d| d.tab == tab)
        && policy::is_destination(origin);
    if s.policy.no_send || !s.live.hold.usable() || !ours {
        s.desk = Desk::default();
        return;
    }
    let found = text.map(|text| verify(s, origin, text));
    let same = match (&found, &pressed) {
        (Some(Ok(o)), Some(code)) => o.offer.code() == code,
        _ => false,
    };
    s.desk.found = found;
    if same {
        note(s, "send_sealing");
        out.push(Effect::Seal);
    } else if pressed.is_some() {
        note(s, "send_offer_changed");
    }
}

/// What the admin must type before a first delivery to this tenant: the first label of its host.
/// `None` when the tenant and the key are known already.
pub fn to_confirm(s: &Session, offered: &Offered) -> Option<String> {
    let origin = &offered.offer.tenant().origin;
    let known = s.policy.tenant.as_ref() == Some(origin) || s.saved.tenant.as_ref() == Some(origin);
    if known && offered.first.is_none() {
        return None;
    }
    let label = policy::host_of(origin)?.split('.').next()?;
    Some(label.to_owned())
}

/// The admin pressed «Send», and typed this where a confirmation was asked for.
pub fn send(s: &mut Session, typed: &str, out: &mut Vec<Effect>) {
    let Some(Ok(offered)) = &s.desk.found else {
        return;
    };
    if s.policy.no_send || !s.live.hold.usable() {
        return;
    }
    if let Some(word) = to_confirm(s, offered)
        && !word.eq_ignore_ascii_case(typed.trim())
    {
        s.live.hold.note = Some(Text::of("send_confirm_wrong").with(word));
        return;
    }
    let origin = offered.offer.tenant().origin.clone();
    let code = offered.offer.code().to_owned();
    if let Some(pin) = &offered.first {
        let key = (pin.kid.clone(), pin.key);
        s.saved.offer_keys.insert(origin.clone(), key);
    }
    if s.policy.tenant.is_none() {
        s.saved.tenant = Some(origin.clone());
    }
    let Some(tab) = super::destination::tab_of(s, &origin) else {
        return note(s, "send_offer_changed");
    };
    s.live.hold.note = None;
    s.desk.pressed = Some(code);
    out.push(Effect::ReadOffer { tab });
}

/// The hold was opened for sealing: seals, and begins the delivery.
pub fn opened(s: &mut Session, secret: Secret, seed: [u8; 32], out: &mut Vec<Effect>) {
    let (Some(Ok(offered)), true) = (&s.desk.found, s.live.hold.usable()) else {
        return;
    };
    match sealed(s, &offered.offer, secret, seed) {
        Ok(sealed) => {
            let (delivery, actions) = Delivery::start(sealed, millis(s.now));
            s.saved.delivery = Some(Shipment {
                delivery,
                from: s.live.hold.from.clone(),
            });
            s.live.hold.state = HoldState::Sending;
            s.live.hold.note = None;
            s.desk = Desk::default();
            carry_out(s, actions, out);
        }
        Err(error) => note(s, seal_note(error)),
    }
}

fn sealed(
    s: &Session,
    offer: &Offer,
    secret: Secret,
    seed: [u8; 32],
) -> Result<::handoff::Sealed, SealError> {
    let client_id = Secret::new(s.live.hold.client_id.as_bytes().to_vec());
    let credentials = Credentials::new(client_id, secret).map_err(|_| SealError::BadSource)?;
    let pinned = s.policy.tenant.as_ref().or(s.saved.tenant.as_ref());
    let confirmed = pinned
        .and_then(|origin| offer.confirm(origin).ok())
        .ok_or(SealError::BadSource)?;
    let source = Source {
        origin: &s.live.hold.from,
        zone: s.live.hold.zone.as_deref().unwrap_or_default(),
        ext: env!("CARGO_PKG_VERSION"),
    };
    seal(
        confirmed,
        &credentials,
        source,
        seconds(s.now),
        &mut Seed::new(seed),
    )
}

/// A request was answered, or was not (`status` 0).
pub fn answered(s: &mut Session, answer: &HttpAnswer, out: &mut Vec<Effect>) {
    let now = millis(s.now);
    let Some(ship) = s
        .saved
        .delivery
        .as_mut()
        .filter(|d| d.delivery.sealed().idem == answer.idem)
    else {
        return;
    };
    let request = answer.request;
    let event = match answer.status {
        0 => Event::NoAnswer { request },
        status => Event::Answer {
            request,
            status,
            body: answer.body.as_bytes(),
            retry_after: answer.retry_after.map(u64::from),
        },
    };
    let actions = ship.delivery.on(event, now);
    carry_out(s, actions, out);
}

/// The delivery's alarm went off.
pub fn wake(s: &mut Session, out: &mut Vec<Effect>) {
    let now = millis(s.now);
    if let Some(ship) = s.saved.delivery.as_mut() {
        let actions = ship.delivery.on(Event::Wake, now);
        carry_out(s, actions, out);
    }
}

/// The worker, or the browser, was started again in the middle of a delivery.
pub fn resume(s: &mut Session, out: &mut Vec<Effect>) {
    let now = millis(s.now);
    let Some(ship) = s.saved.delivery.as_mut() else {
        return;
    };
    if s.live.hold.state != HoldState::Sending {
        s.live.hold = Hold {
            state: HoldState::Sending,
            from: ship.from.clone(),
            ..Hold::default()
        };
    }
    let actions = ship.delivery.resume(now);
    carry_out(s, actions, out);
}

/// Gives up a delivery under way; the receiver may have stored it all the same.
pub fn cancel(s: &mut Session, out: &mut Vec<Effect>) -> bool {
    let begun = s.saved.delivery.take().is_some();
    if begun {
        out.push(Effect::Alarm {
            name: ALARM,
            at: None,
        });
    }
    begun
}

fn carry_out(s: &mut Session, actions: Vec<Action>, out: &mut Vec<Effect>) {
    let Some(idem) = s
        .saved
        .delivery
        .as_ref()
        .map(|d| d.delivery.sealed().idem.clone())
    else {
        return;
    };
    for action in actions {
        match action {
            Action::Post { request, url, body } => out.push(Effect::Http(HttpRequest {
                idem: idem.clone(),
                request,
                url,
                content_type: ENVELOPE_TYPE.to_owned(),
                body,
                proof: String::new(),
            })),
            Action::Get {
                request,
                url,
                proof,
            } => out.push(Effect::Http(HttpRequest {
                idem: idem.clone(),
                request,
                url,
                content_type: String::new(),
                body: String::new(),
                proof,
            })),
            Action::WakeAt(at) => out.push(Effect::Alarm {
                name: ALARM,
                at: Some(at as f64),
            }),
            Action::Finished(outcome) => finished(s, &outcome, out),
        }
    }
    progress(s);
}

/// Says how a delivery under way is going.
fn progress(s: &mut Session) {
    let Some(ship) = &s.saved.delivery else {
        return;
    };
    s.live.hold.note = match (ship.delivery.proof_wrong(), ship.delivery.requests()) {
        (true, _) => Some(Text::of("send_proof_wrong")),
        (false, 0 | 1) => None,
        _ => Some(Text::of("hold_offline_waiting")),
    };
}

fn finished(s: &mut Session, outcome: &Outcome, out: &mut Vec<Effect>) {
    cancel(s, out);
    match outcome {
        Outcome::Done {
            status: Status::Rejected(_),
            ..
        } => hold::end(s, HoldState::Wiped, "hold_rejected", false, out),
        Outcome::Done { .. } => {
            hold::end(s, HoldState::Delivered, "send_delivered", true, out);
            s.live.hold.expires_at = s.now;
            s.saved.phase = crate::protocol::Phase::Finished;
        }
        Outcome::Failed(failure) => {
            let why = failure_note(*failure);
            // Nothing is lost by an error: what is still held can take another route.
            if s.live.hold.holds_secret() {
                s.live.hold.state = HoldState::Armed;
                note(s, why);
            } else {
                hold::end(s, HoldState::Wiped, why, false, out);
            }
        }
    }
}

/// The sentence for an offer that is refused.
pub fn offer_note(error: OfferError) -> &'static str {
    match (error, error.advice()) {
        (OfferError::BadSignature, _) => "hold_offer_bad_signature",
        (OfferError::UnknownKey | OfferError::KeyNotInDate, _) => "send_unknown_key",
        (_, Advice::Warn) => "send_wrong_tenant",
        (_, Advice::NewOffer) => "hold_offer_expired",
        (_, Advice::Update) => "send_update",
        _ => "send_unreadable",
    }
}

fn seal_note(error: SealError) -> &'static str {
    match error {
        SealError::Expired => "hold_offer_expired",
        SealError::TooLong => "send_too_long",
        SealError::BadSource | SealError::BadReceiverKey => "send_unreadable",
    }
}

fn failure_note(failure: Failure) -> &'static str {
    match failure {
        Failure::Refused(Problem::OfferUsed) => "hold_offer_used",
        Failure::Refused(Problem::OfferExpired) | Failure::Expired => "hold_offer_expired",
        Failure::Refused(Problem::WrongTenant) => "send_wrong_tenant",
        Failure::Refused(problem) => match problem.advice() {
            Advice::Update => "send_update",
            Advice::NewOffer => "send_refused",
            _ => "send_unreadable",
        },
        Failure::ProofWrong => "hold_receipt_invalid",
        Failure::Unclear | Failure::Cancelled => "send_unclear",
    }
}
