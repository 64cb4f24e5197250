//! A thousand random interruptions of whole flows in both kits: nothing wrong is highlighted, nothing
//! is changed twice, and every flow ends delivered. A failure prints its seed: `SOAK_SEED=… cargo
//! test --test soak` repeats it.

#![allow(clippy::unwrap_used, reason = "a test's own mistake must fail loudly")]

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::core::effect::Mark;
use proxuma_connect::core::event::{Outcome, Sender, What};
use proxuma_connect::protocol::{HoldState, PanelMsg, Phase};
use std::panic::{AssertUnwindSafe, catch_unwind};
use support::kits::{self, INNER, Kind, Shop, TOP};
use support::world::{ORIGIN, World};

/// Interruptions of each kit.
const EACH: usize = 500;
/// Interruptions of one flow, after which it is left in peace.
const PER_FLOW: usize = 25;
/// Turns of an admin within which an undisturbed flow must end.
const TURNS: usize = 120;

/// A small generator with a seed (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }
}

/// An admin who does what is highlighted, and finds back by hand when nothing is.
struct Flow {
    w: World,
    dice: Dice,
    log: Vec<String>,
    /// A digest that was sent but has not arrived.
    late: Option<((i64, i64), What)>,
    calm: usize,
}

impl Flow {
    fn new(old: bool, seed: u64) -> Self {
        let mut w = World::guiding();
        w.react = kits::react;
        w.reads_secrets = true;
        w.shop = Shop {
            old,
            ..Shop::default()
        };
        let mut flow = Flow {
            w,
            dice: Dice(seed),
            log: Vec::new(),
            late: None,
            calm: 0,
        };
        flow.start_tab();
        flow
    }

    fn note(&mut self, what: impl Into<String>) {
        self.log.push(what.into());
    }

    fn start_tab(&mut self) {
        let html = kits::html(&self.w.shop, Kind::Shell, false);
        self.w.open(TOP, kits::url(Kind::Shell, false), &html);
        let html = kits::html(&self.w.shop, Kind::Admin, false);
        self.w.open(INNER, kits::url(Kind::Admin, false), &html);
    }

    fn raise(&mut self, tab: i64) {
        self.w.event(What::Active { tab });
    }

    /// Every highlight in view must be right, whatever happened.
    fn check(&self) {
        for (place, doc) in &self.w.docs {
            let Some(show) = &doc.shown else { continue };
            let (Mark::Shown, Some(_)) = (show.state, show.node) else {
                continue;
            };
            let (step, t) = self.w.ring(*place);
            let kind = kits::kind(&doc.url);
            assert!(
                kits::right(&self.w.shop, kind, &doc.html, &step, &t),
                "wrong highlight: {t} for {step} on {kind:?}"
            );
        }
        assert!(
            self.w.repeated.is_empty(),
            "changed again: {:?}",
            self.w.repeated
        );
    }

    /// One turn of the admin. Returns whether the credentials are delivered.
    fn turn(&mut self) -> bool {
        self.w.now += 3_000.0;
        let ready = [HoldState::Armed, HoldState::Copied];
        if ready.contains(&self.w.session.live.hold.state) && self.dice.next(2) == 0 {
            self.note("copy");
            let before = self.w.revealed;
            self.w.panel(PanelMsg::Copy { secret: true });
            if self.w.revealed > before {
                self.w.panel(PanelMsg::Worked);
                return self.w.session.saved.phase == Phase::Finished;
            }
            return false;
        }
        if !self.w.docs.contains_key(&TOP) {
            self.note("open Autotask again");
            self.start_tab();
            return false;
        }
        let window = self.w.docs.keys().map(|p| p.0).filter(|t| *t > 99).max();
        self.raise(window.unwrap_or(TOP.0));
        self.w.look(INNER);
        let offer = self
            .w
            .panel
            .as_ref()
            .and_then(|p| p.step.clone())
            .and_then(|s| s.offer);
        if offer.is_some() && self.dice.next(3) > 0 {
            self.note("offer");
            self.w.panel(PanelMsg::Accept);
            return false;
        }
        let active = window.unwrap_or(TOP.0);
        let ring = (self.w.docs.keys())
            .filter(|p| p.0 == active)
            .map(|p| (*p, self.w.ring(*p)))
            .find(|(p, (_, t))| {
                !t.starts_with('(')
                    && self.w.docs[p]
                        .shown
                        .as_ref()
                        .is_some_and(|s| s.state == Mark::Shown)
            });
        match ring {
            Some((place, (step, t))) => self.follow(place, &step, &t),
            None => self.find_back(window),
        }
        false
    }

    fn follow(&mut self, place: (i64, i64), step: &str, t: &str) {
        self.note(format!("{step}: {t}"));
        let text = match t {
            "name" => "Proxuma API Connection",
            "first" => "Proxuma",
            "last" => "API",
            "email" => "api@acme.example",
            "maximum" => "50",
            "lob" | "associated" => {
                self.w.panel(PanelMsg::Accept);
                return;
            }
            _ => {
                self.w.press(place, t);
                return kits::react(&mut self.w, place, t);
            }
        };
        self.w
            .change(place, |h| support::world::set_value(h, t, text));
    }

    /// Nothing is highlighted: goes on from the administration page, as the panel says in words.
    fn find_back(&mut self, window: Option<i64>) {
        if let Some(tab) = window {
            let doc = &self.w.docs[&(tab, 0)];
            self.note(format!("close {} (nothing highlighted)", doc.url));
            return self.w.close(tab);
        }
        self.note("back to Admin");
        kits::visit(&mut self.w, INNER, Kind::Admin);
    }

    fn random_doc(&mut self) -> Option<(i64, i64)> {
        let n = self.w.docs.len();
        let at = if n == 0 {
            return None;
        } else {
            self.dice.next(n)
        };
        self.w.docs.keys().nth(at).copied()
    }

    fn interrupt(&mut self) {
        let what = self.dice.next(18);
        let Some(place) = self.random_doc() else {
            return;
        };
        self.note(format!("interruption {what} at {place:?}"));
        match what {
            0 => self.w.kill(),
            1..=3 => self.w.dies_in = Some(u32::try_from(1 + self.dice.next(6)).unwrap()),
            4 => self.reload(place),
            5 => self.w.close(place.0),
            6 => {
                if let Some(tab) = self.w.docs.keys().map(|p| p.0).find(|t| *t > 99) {
                    self.w.close(tab);
                }
            }
            7 if self.w.docs.contains_key(&TOP) => kits::visit(&mut self.w, INNER, Kind::Admin),
            8 => {
                let html = kits::html(&self.w.shop, Kind::Shell, false);
                self.w.open((9, 0), kits::url(Kind::Shell, false), &html);
            }
            9 => {
                let html = kits::html(&self.w.shop, Kind::Users, false);
                self.w
                    .open((10, 0), "https://ww19.autotask.net/x/users", &html);
            }
            10 => self.twice(place),
            11 => self.late(place),
            12 => self.w.update(),
            13 => self.clock(),
            14 => {
                self.w.panel(PanelMsg::Online { yes: false });
                self.w.look(place);
                self.w.panel(PanelMsg::Online { yes: true });
            }
            15 => {
                self.w.event(What::Lost {
                    tab: place.0,
                    frame: place.1,
                });
                self.w.look(place);
            }
            16 => self.stray_done(place),
            _ => self.expired(),
        }
    }

    /// A page loads anew: what was typed or ticked in a form is gone.
    fn reload(&mut self, place: (i64, i64)) {
        let doc = &self.w.docs[&place];
        let (url, kind) = (doc.url.clone(), kits::kind(&doc.url));
        let html = kits::html(&self.w.shop, kind, url.contains("Edit"));
        self.w.leave(place);
        self.w.open(place, &url, &html);
    }

    /// The same digest arrives twice, and an older one after a newer.
    fn twice(&mut self, place: (i64, i64)) {
        let old = self.w.digest_event(place);
        let new = self.w.digest_event(place);
        for what in [new, old].into_iter().flatten() {
            self.w.event(what);
        }
        self.w.look(place);
    }

    fn late(&mut self, place: (i64, i64)) {
        if let Some((_, what)) = self.late.take() {
            self.w.event(what);
            for place in self.w.docs.keys().copied().collect::<Vec<_>>() {
                self.w.look(place);
            }
        }
        self.late = self.w.digest_event(place).map(|what| (place, what));
    }

    fn clock(&mut self) {
        let jumps = [-3_600_000.0, 60_000.0, 700_000.0, 86_400_000.0];
        let by = jumps[self.dice.next(jumps.len())];
        self.w.wait(by);
    }

    fn stray_done(&mut self, place: (i64, i64)) {
        let doc = self.w.docs[&place].id.clone();
        let from = Sender {
            tab: place.0,
            frame: place.1,
            origin: ORIGIN.into(),
        };
        let call = u32::try_from(self.dice.next(40)).unwrap();
        let outcome = [
            Outcome::Ok,
            Outcome::Stale,
            Outcome::Gone,
            Outcome::Reverted,
        ][self.dice.next(4)];
        self.w.event(What::Done {
            from,
            doc,
            call,
            outcome,
        });
    }

    /// The session ends, and the admin signs in again.
    fn expired(&mut self) {
        if !self.w.docs.contains_key(&TOP) {
            return;
        }
        kits::visit(&mut self.w, INNER, Kind::SignIn);
        self.check();
        kits::visit(&mut self.w, INNER, Kind::Admin);
    }

    /// Until delivered; interruptions come at random until there were enough.
    fn run(&mut self) -> usize {
        let mut done = 0;
        while self.calm < TURNS {
            if done < PER_FLOW && self.dice.next(2) == 0 {
                self.interrupt();
                self.check();
                done += 1;
            }
            if self.turn() {
                self.check();
                assert!(
                    self.w.shop.levels.iter().all(|m| m == "50"),
                    "{:?}",
                    self.w.shop.levels
                );
                return done;
            }
            self.check();
            if done == PER_FLOW {
                self.calm += 1;
            }
        }
        panic!("stuck");
    }
}

fn soak(old: bool, base: u64) {
    let fixed = std::env::var("SOAK_SEED")
        .ok()
        .map(|s| s.parse::<u64>().unwrap());
    let (mut interruptions, mut flows) = (0, 0);
    while interruptions < EACH {
        let seed = fixed.unwrap_or(base + flows);
        let mut flow = Flow::new(old, seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let run = catch_unwind(AssertUnwindSafe(|| flow.run()));
        match run {
            Ok(n) => interruptions += n,
            Err(why) => {
                let why = why
                    .downcast_ref::<String>()
                    .cloned()
                    .unwrap_or_else(|| "stuck".into());
                let panel = flow.w.panel.as_ref().map(|p| {
                    (
                        p.step.clone().map(|s| s.id),
                        p.problem.clone().map(|p| p.code),
                        p.credentials.state,
                    )
                });
                panic!(
                    "SOAK_SEED={seed} old={old}: {why}\n{panel:?}\n{}",
                    flow.log[flow.log.len().saturating_sub(60)..].join("\n")
                );
            }
        }
        flows += 1;
        if fixed.is_some() {
            break;
        }
    }
    println!("old={old}: {interruptions} interruptions in {flows} flows");
    assert!(fixed.is_some() || interruptions >= EACH);
}

#[test]
fn five_hundred_interruptions_in_kit_2026() {
    soak(false, 20_261_124);
}

#[test]
fn five_hundred_interruptions_in_kit_2017() {
    soak(true, 7_000_000);
}
