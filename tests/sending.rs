//! The sealed hand-over as the core drives it: which offers may get the credentials, what survives
//! a kill, and that every path ends wiped. A fake clock, a receiver made of the crate's own other
//! side, no browser.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

#[path = "support/hold.rs"]
mod hold;

use handoff::receive::{
    MadeOffer, NamedKey, OfferSpec, Received, make_offer, read_offer, sign_receipt,
};
use handoff::{Receipt, Secret, Seed, Status, Tenant};
use hold::armed;
use proxuma_connect::core::effect::{Effect, HttpAnswer, HttpRequest};
use proxuma_connect::core::event::{Event, Tab, What};
use proxuma_connect::core::session::Session;
use proxuma_connect::core::{panel, step};
use proxuma_connect::guide::Guide;
use proxuma_connect::handoff::{HOLD_MS, Hold};
use proxuma_connect::protocol::{Credentials, HoldState, PanelMsg};

const NOW: f64 = 1_795_000_000_000.0;
const ACME: &str = "https://acme.proxuma.com";
const SECRET: &[u8] = b"7f#Kp2$mQ9@xL4!nR8*sT3&vW";

/// The core with credentials ready, a panel open, and one Proxuma tab.
struct World {
    session: Session,
    now: f64,
    /// What the browser keeps.
    local: Vec<u8>,
    live: Vec<u8>,
    wiped: bool,
    sent: Vec<HttpRequest>,
    sealings: u32,
    seed: u8,
}

fn key(byte: u8) -> NamedKey {
    NamedKey::new("o1", &[byte; 32]).unwrap()
}

fn offer_by(key: &NamedKey, origin: &str, n: u8, now: f64) -> MadeOffer {
    let tenant = Tenant {
        id: "t_1".into(),
        name: "Acme MSP B.V.".into(),
        origin: origin.into(),
    };
    let spec = OfferSpec {
        tenant: &tenant,
        submit: "/api/handoff/v1/envelopes",
        now: (now / 1000.0) as u64,
        lifetime: 600,
    };
    let receipts = NamedKey::new("r1", &[9; 32]).unwrap();
    make_offer(&spec, key, &receipts, &mut Seed::new([n; 32])).unwrap_or_else(|e| panic!("{e:?}"))
}

fn offer(n: u8) -> MadeOffer {
    offer_by(&key(1), ACME, n, NOW)
}

fn session() -> Session {
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json")).unwrap();
    Session::new(guide)
}

impl World {
    fn new() -> World {
        let mut w = World {
            session: session(),
            now: NOW,
            local: Vec::new(),
            live: Vec::new(),
            wiped: false,
            sent: Vec::new(),
            sealings: 0,
            seed: 1,
        };
        w.happens(What::Restored {
            local: None,
            live: None,
        });
        w.wiped = false;
        w.session.saved.consented = true;
        w.session.live.hold = armed(NOW);
        w.press(PanelMsg::Open);
        w.tabs(&[ACME]);
        w
    }

    fn happens(&mut self, what: What) -> Vec<Effect> {
        let at = self.now;
        let effects = step(&mut self.session, Event { at, what });
        for effect in &effects {
            match effect {
                Effect::Persist { local, live } => {
                    self.local.clone_from(local);
                    self.live.clone_from(live);
                }
                Effect::Wipe => self.wiped = true,
                Effect::Http(request) => self.sent.push(request.clone()),
                Effect::Seal => self.sealings += 1,
                _ => {}
            }
        }
        effects
    }

    fn press(&mut self, msg: PanelMsg) -> Vec<Effect> {
        self.happens(What::Panel(msg))
    }

    fn send(&mut self, typed: &str) -> Vec<Effect> {
        let typed = typed.into();
        self.press(PanelMsg::Send { typed })
    }

    fn tabs(&mut self, origins: &[&str]) {
        let tab = |(i, origin): (usize, &&str)| Tab {
            tab: i as i64 + 1,
            origin: (*origin).to_owned(),
            active: i == 0,
        };
        self.happens(What::Tabs {
            product: Vec::new(),
            destination: origins.iter().enumerate().map(tab).collect(),
        });
    }

    fn read(&mut self, origin: &str, text: Option<&str>) -> Vec<Effect> {
        self.happens(What::Offer {
            tab: 1,
            origin: origin.into(),
            json: text.map(str::to_owned),
        })
    }

    fn open(&mut self) {
        self.seed += 1;
        let seed = [self.seed; 32];
        self.happens(What::Opened {
            secret: Secret::new(SECRET.to_vec()),
            seed,
        });
    }

    /// From the offer on show to the first request.
    fn deliver(&mut self, made: &MadeOffer) {
        self.read(ACME, Some(&made.page_text));
        self.send("acme");
        self.read(ACME, Some(&made.page_text));
        assert_eq!(self.sealings, 1);
        self.open();
        assert_eq!(self.sent.len(), 1);
    }

    fn answer(&mut self, status: u16, body: &str) {
        let request = self.sent.last().expect("a request").clone();
        self.happens(What::Answer(HttpAnswer {
            idem: request.idem,
            request: request.request,
            status,
            retry_after: None,
            body: body.into(),
        }));
    }

    /// What the receiver, which keeps the offer's private key, makes of the last envelope.
    fn receipt(&self, made: &MadeOffer) -> String {
        let request = self.sent.iter().rfind(|r| !r.body.is_empty()).unwrap();
        let received = Received::parse(request.body.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
        let offer = read_offer(made.bytes.expose()).unwrap_or_else(|e| panic!("{e:?}"));
        let credentials = received
            .open(&offer, &made.kem_sk)
            .unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!(credentials.client_secret().expose(), SECRET);
        let receipts = NamedKey::new("r1", &[9; 32]).unwrap();
        let at = (self.now / 1000.0) as u64;
        let done = Receipt {
            status: Status::Stored,
            at,
        };
        sign_receipt(&receipts, &offer, &received, &credentials, &done)
    }

    fn shown(&self) -> Credentials {
        panel::state(&self.session).credentials
    }

    fn note(&self) -> String {
        self.shown().note.map(|n| n.id).unwrap_or_default()
    }

    fn state(&self) -> HoldState {
        self.session.live.hold.state
    }

    /// The worker is started again with what was stored; with the browser closed, only `local`.
    fn restart(&mut self, browser_too: bool) {
        self.session = session();
        let local = Some(self.local.clone());
        let live = (!browser_too).then(|| self.live.clone());
        self.happens(What::Restored { local, live });
        self.press(PanelMsg::Open);
        self.tabs(&[ACME]);
    }
}

fn asks_to_read(effects: &[Effect]) -> bool {
    effects
        .iter()
        .any(|e| matches!(e, Effect::ReadOffer { .. }))
}

#[test]
fn a_first_delivery_asks_for_the_sites_name_and_a_second_does_not() {
    let mut w = World::new();
    let made = offer(1);
    w.read(ACME, Some(&made.page_text));
    let shown = w.shown();
    assert_eq!(shown.code.as_deref(), Some(made.code.as_str()));
    assert_eq!(shown.tenant.as_deref(), Some("Acme MSP B.V."));
    assert_eq!(shown.confirm.as_deref(), Some("acme"));
    w.send("acme.proxuma");
    assert_eq!(w.note(), "send_confirm_wrong");
    assert!(asks_to_read(&w.send(" ACME ")));
    w.read(ACME, Some(&made.page_text));
    w.open();
    let receipt = w.receipt(&made);
    w.answer(201, &receipt);
    assert_eq!((w.state(), w.wiped), (HoldState::Delivered, true));
    assert_eq!(w.shown().delivered_at, w.now);

    w.session.live.hold.state = HoldState::Armed;
    w.session.live.hold.secret_len = 25;
    w.session.live.hold.expires_at = w.now + HOLD_MS;
    w.session.live.hold.note = None;
    w.press(PanelMsg::Look);
    w.read(ACME, Some(&offer(2).page_text));
    assert_eq!(w.shown().confirm, None, "tenant and key are known");
}

#[test]
fn another_offer_at_the_second_reading_gets_nothing() {
    let mut w = World::new();
    w.read(ACME, Some(&offer(1).page_text));
    w.send("acme");
    w.read(ACME, Some(&offer(2).page_text));
    assert_eq!((w.sealings, w.sent.len()), (0, 0));
    assert_eq!(w.note(), "send_offer_changed");
    assert_eq!(w.shown().code.as_deref(), Some(offer(2).code.as_str()));
}

#[test]
fn no_offer_at_the_second_reading_gets_nothing() {
    for text in [None, Some("{}")] {
        let mut w = World::new();
        w.read(ACME, Some(&offer(1).page_text));
        w.send("acme");
        w.read(ACME, text);
        assert_eq!((w.sealings, w.state()), (0, HoldState::Armed));
        assert_eq!(w.note(), "send_offer_changed");
    }
}

#[test]
fn only_the_tab_of_the_pinned_origin_is_believed() {
    let others = [
        "https://evil.proxuma.com",
        "https://acme.proxuma.com.evil.example",
        "http://acme.proxuma.com",
        "https://acme.proxuma.com:8443",
        "null",
        "",
    ];
    for origin in others {
        for made in [
            offer(1),
            offer_by(&key(1), "https://evil.proxuma.com", 1, NOW),
        ] {
            let mut w = World::new();
            w.session.saved.tenant = Some(ACME.into());
            w.read(origin, Some(&made.page_text));
            assert!(!w.shown().can_send, "{origin}");
            w.send("acme");
            w.send("evil");
            assert_eq!((w.sealings, w.sent.len()), (0, 0), "{origin}");
        }
    }
}

#[test]
fn an_offer_for_another_site_is_refused_in_words_whatever_is_pinned() {
    for pinned in [None, Some(ACME.to_owned())] {
        let mut w = World::new();
        w.session.saved.tenant = pinned;
        let made = offer_by(&key(1), "https://evil.proxuma.com", 1, NOW);
        w.read(ACME, Some(&made.page_text));
        assert!(!w.shown().can_send);
        assert_eq!(w.note(), "send_wrong_tenant");
    }
}

#[test]
fn a_site_whose_key_changed_is_refused() {
    let mut w = World::new();
    let made = offer(1);
    w.deliver(&made);
    let receipt = w.receipt(&made);
    w.answer(201, &receipt);
    w.session.live.hold = Hold {
        state: HoldState::Armed,
        secret_len: 25,
        expires_at: w.now + HOLD_MS,
        from: "https://ww5.autotask.net".into(),
        client_id: "a@b".into(),
        ..Hold::default()
    };
    let other = offer_by(&key(2), ACME, 3, NOW);
    w.read(ACME, Some(&other.page_text));
    assert!(!w.shown().can_send);
    assert_eq!(w.note(), "hold_offer_bad_signature", "same name, other key");
}

#[test]
fn retries_are_byte_identical_and_a_receipt_for_any_of_them_counts() {
    let mut w = World::new();
    let made = offer(1);
    w.deliver(&made);
    for status in [0, 500, 503, 302] {
        w.answer(status, "");
        w.now += 40_000.0;
        w.happens(What::Alarm {
            name: "delivery".into(),
        });
    }
    assert_eq!(w.sent.len(), 5);
    assert!(w.sent.iter().all(|r| r.body == w.sent[0].body));
    assert_eq!(w.note(), "hold_offline_waiting");
    let receipt = w.receipt(&made);
    w.answer(200, &receipt);
    assert_eq!((w.state(), w.wiped), (HoldState::Delivered, true));
    assert!(w.session.saved.delivery.is_none());
}

#[test]
fn a_receipt_that_does_not_hold_is_never_delivered() {
    let made = offer(1);
    let mut other = World::new();
    other.seed = 100;
    other.deliver(&made);
    let foreign = other.receipt(&made);
    let mut w = World::new();
    w.deliver(&made);
    let good = w.receipt(&made);
    let bad = [
        foreign,
        good.replacen("\"kid\":\"r1\"", "\"kid\":\"r2\"", 1),
        "{}".into(),
        good[..good.len() / 2].into(),
        good.replacen("\"sig\":\"", "\"sig\":\"A", 1),
    ];
    for body in bad {
        w.answer(201, &body);
        assert_eq!(w.state(), HoldState::Sending, "{body}");
        assert!(!w.wiped);
        w.now += 40_000.0;
        w.happens(What::Alarm {
            name: "delivery".into(),
        });
    }
}

#[test]
fn a_refusal_keeps_the_credentials_and_says_what_to_do() {
    let cases = [
        (422, "envelope_rejected", "send_refused"),
        (404, "unknown_offer", "send_refused"),
        (421, "wrong_tenant", "send_wrong_tenant"),
        (400, "unsupported_version", "send_update"),
        (400, "malformed", "send_unreadable"),
        (413, "too_large", "send_unreadable"),
    ];
    for (status, code, note) in cases {
        let mut w = World::new();
        w.deliver(&offer(1));
        w.answer(status, &format!("{{\"code\":\"{code}\"}}"));
        if w.sent.len() == 2 {
            // An offer that is gone may have been used by this very envelope: the receipt is asked for.
            w.answer(404, "{\"code\":\"unknown_offer\"}");
        }
        assert_eq!((w.state(), w.wiped), (HoldState::Armed, false), "{code}");
        assert_eq!(w.note(), note);
        assert!(w.shown().can_copy, "another route is open");
    }
}

#[test]
fn a_killed_worker_goes_on_with_the_same_bytes() {
    let mut w = World::new();
    let made = offer(1);
    w.deliver(&made);
    let body = w.sent[0].body.clone();
    w.restart(false);
    assert_eq!(w.state(), HoldState::Sending);
    w.now += 40_000.0;
    w.happens(What::Alarm {
        name: "delivery".into(),
    });
    assert_eq!(w.sent.len(), 2);
    assert_eq!(w.sent[1].body, body);
    let receipt = w.receipt(&made);
    w.answer(200, &receipt);
    assert_eq!(w.state(), HoldState::Delivered);
}

#[test]
fn a_closed_browser_goes_on_with_the_same_bytes_and_without_the_secret() {
    let mut w = World::new();
    let made = offer(1);
    w.deliver(&made);
    assert!(!w.local.windows(SECRET.len()).any(|part| part == SECRET));
    w.restart(true);
    assert!(w.wiped, "the key of a hold that is gone goes too");
    assert_eq!((w.state(), w.shown().secret_len), (HoldState::Sending, 0));
    w.now += 40_000.0;
    w.happens(What::Alarm {
        name: "delivery".into(),
    });
    let receipt = w.receipt(&made);
    w.answer(200, &receipt);
    assert_eq!(w.state(), HoldState::Delivered);
    assert!(w.session.saved.delivery.is_none());
}

#[test]
fn the_secret_is_wiped_after_ten_minutes_though_the_envelope_goes_on() {
    let mut w = World::new();
    let made = offer_by(&key(1), ACME, 1, NOW + 300_000.0);
    w.now = NOW + 300_000.0;
    w.deliver(&made);
    w.answer(0, "");
    w.now = NOW + HOLD_MS;
    w.happens(What::Alarm {
        name: "hold".into(),
    });
    assert!(w.wiped);
    assert_eq!((w.state(), w.shown().secret_len), (HoldState::Sending, 0));
    w.answer(422, "{\"code\":\"envelope_rejected\"}");
    w.now += 800_000.0;
    w.happens(What::Alarm {
        name: "delivery".into(),
    });
    for _ in 0..20 {
        w.answer(0, "");
        w.now += 60_000.0;
        w.happens(What::Alarm {
            name: "delivery".into(),
        });
    }
    assert_eq!(w.state(), HoldState::Wiped, "nothing is left to send anew");
    assert!(!w.note().is_empty());
}

#[test]
fn discarding_on_the_way_wipes_and_says_that_it_may_have_arrived() {
    let mut w = World::new();
    let made = offer(1);
    w.deliver(&made);
    w.press(PanelMsg::Discard);
    assert_eq!((w.state(), w.wiped), (HoldState::Wiped, true));
    assert_eq!(w.note(), "send_unclear");
    let receipt = w.receipt(&made);
    w.answer(201, &receipt);
    assert_eq!(w.state(), HoldState::Wiped, "a late answer changes nothing");
}

#[test]
fn a_policy_without_the_sealed_route_neither_reads_nor_sends() {
    let mut w = World::new();
    w.happens(What::Policy {
        json: r#"{"routes":["fill","copy"]}"#.into(),
    });
    assert!(!asks_to_read(&w.press(PanelMsg::Look)));
    w.read(ACME, Some(&offer(1).page_text));
    w.send("acme");
    assert_eq!((w.shown().can_send, w.sealings), (false, 0));
}

#[test]
fn what_is_not_saved_in_autotask_is_never_offered_for_sending() {
    let mut w = World::new();
    w.session.live.hold.state = HoldState::Captured;
    assert!(!asks_to_read(&w.press(PanelMsg::Look)));
    w.read(ACME, Some(&offer(1).page_text));
    w.send("acme");
    w.open();
    assert_eq!((w.sealings, w.sent.len()), (0, 0));
}

#[test]
fn an_answer_or_an_opened_hold_that_nobody_waits_for_changes_nothing() {
    let mut w = World::new();
    let before = (w.local.clone(), w.live.clone());
    w.open();
    w.happens(What::Answer(HttpAnswer {
        idem: "x".into(),
        request: 1,
        status: 201,
        retry_after: None,
        body: "{}".into(),
    }));
    w.happens(What::Alarm {
        name: "delivery".into(),
    });
    assert_eq!((w.local, w.live, w.sent.len()), (before.0, before.1, 0));
}
