//! Client and receiver under a network that does everything wrong, and a client that is killed
//! between any two steps: stored exactly once, or the admin is told; never lost, never doubled.
//!
//! A discrete simulation: the client's [`Delivery`] and the real router, a clock that jumps from
//! event to event, every choice drawn from the run's number.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::delivery::GRACE_MS;
use handoff::*;
use rand_core::Rng;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use support::*;

const RUNS: u64 = 2_000;
const RUNS_PER_STORE: u64 = 50;

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    None,
    DropBefore,
    DropAfter,
    Crash,
    CrashAfter,
    SlowDown,
    Unavailable,
    Slow,
    Truncated,
    Redirect,
    WrongType,
    Forged,
    Swapped,
    Repeated,
    Garbled,
}

const FAULTS: [Fault; 14] = [
    Fault::DropBefore,
    Fault::DropAfter,
    Fault::Crash,
    Fault::CrashAfter,
    Fault::SlowDown,
    Fault::Unavailable,
    Fault::Slow,
    Fault::Truncated,
    Fault::Redirect,
    Fault::WrongType,
    Fault::Forged,
    Fault::Swapped,
    Fault::Repeated,
    Fault::Garbled,
];

/// Something on its way.
enum Item {
    /// A request reaches the receiver.
    Arrive {
        action: Action,
        fault: Fault,
        life: u32,
    },
    /// An answer reaches the client: `None` for none.
    Answer {
        request: u32,
        reply: Option<Reply>,
        life: u32,
    },
    /// A wished wake-up.
    Wake { life: u32 },
    /// The killed client is started again.
    Restart,
}

struct Sim<'a> {
    world: &'a World,
    rng: Seed,
    /// Milliseconds of true time.
    now: u64,
    queue: BTreeMap<(u64, u64), Item>,
    count: u64,
    /// Local clock less true time, ms.
    local: i64,
    /// Until this time nothing reaches the receiver.
    outage: u64,
    /// What may go wrong in this run: few kinds at a time, so that every pair meets often.
    palette: Vec<Fault>,
    /// Chances out of 100.
    fault_chance: u32,
    kill_chance: u32,
    /// What the client stored; nothing before its first step.
    disk: Option<String>,
    delivery: Option<Delivery>,
    /// Which life of the client; answers to an earlier one are lost with it.
    life: u32,
    outcome: Option<Outcome>,
    bodies: Vec<String>,
    stranger: &'a str,
    faults: &'a mut BTreeMap<Fault, u32>,
}

impl Sim<'_> {
    fn draw(&mut self, below: u64) -> u64 {
        self.rng.next_u64() % below.max(1)
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.draw(100) < u64::from(percent)
    }

    fn local_now(&self) -> u64 {
        self.now.saturating_add_signed(self.local)
    }

    fn later(&mut self, delay: u64, item: Item) {
        self.count += 1;
        self.queue.insert((self.now + delay, self.count), item);
    }

    /// One step of the client: store first, then act; killed between any two of these.
    fn act(&mut self, delivery: Delivery, actions: Vec<Action>) {
        if self.killed() {
            return;
        }
        self.disk = Some(serde_json::to_string(&delivery).unwrap());
        self.delivery = Some(delivery);
        for action in actions {
            if self.killed() {
                return;
            }
            self.carry_out(action);
        }
    }

    fn killed(&mut self) -> bool {
        if !self.chance(self.kill_chance) {
            return false;
        }
        self.life += 1;
        self.delivery = None;
        let away = self.draw(90_000);
        self.later(away, Item::Restart);
        true
    }

    fn carry_out(&mut self, action: Action) {
        let life = self.life;
        match action {
            Action::WakeAt(at) => {
                let delay = at.saturating_sub(self.local_now());
                self.later(delay, Item::Wake { life });
            }
            Action::Finished(outcome) => self.outcome = Some(outcome),
            Action::Post { ref body, .. } => {
                self.bodies.push(body.clone());
                self.send(action);
            }
            Action::Get { .. } => self.send(action),
        }
    }

    fn send(&mut self, action: Action) {
        let pick = self.draw(self.palette.len() as u64) as usize;
        let fault = match self.chance(self.fault_chance) {
            _ if self.now < self.outage => Fault::DropBefore,
            true => self.palette[pick],
            false => Fault::None,
        };
        *self.faults.entry(fault).or_default() += 1;
        let life = self.life;
        let delay = match fault {
            Fault::Slow => self.draw(60_000),
            _ => self.draw(300),
        };
        if fault == Fault::Repeated {
            let (action, more) = (action.clone(), self.draw(30_000));
            self.later(
                delay + more,
                Item::Arrive {
                    action,
                    fault,
                    life,
                },
            );
        }
        self.later(
            delay,
            Item::Arrive {
                action,
                fault,
                life,
            },
        );
    }

    /// The receiver's end of a request, and what the network makes of its answer.
    async fn arrive(&mut self, action: Action, fault: Fault, life: u32) {
        let request = match &action {
            Action::Post { request, .. } | Action::Get { request, .. } => *request,
            _ => unreachable!("only requests travel"),
        };
        let made_up = |status, body: &str| Reply {
            status,
            body: body.to_owned(),
            kind: String::new(),
            retry_after: None,
        };
        let reply = match fault {
            Fault::DropBefore => None,
            Fault::Crash => Some(made_up(500, "<h1>oops</h1>")),
            Fault::SlowDown => Some(Reply {
                retry_after: Some(self.draw(40)),
                ..made_up(429, r#"{"code":"slow_down"}"#)
            }),
            Fault::Unavailable => Some(made_up(503, r#"{"code":"unavailable"}"#)),
            _ => {
                let real = self.receive(&action, fault).await;
                match fault {
                    Fault::DropAfter | Fault::Redirect => None,
                    Fault::CrashAfter => Some(made_up(500, "")),
                    Fault::WrongType => Some(made_up(200, "<html>Sign in</html>")),
                    Fault::Forged => Some(made_up(200, &forged(&real.body))),
                    Fault::Swapped => Some(made_up(200, self.stranger)),
                    Fault::Truncated => {
                        let cut = self.draw(real.body.len() as u64) as usize;
                        Some(made_up(real.status, &real.body[..cut]))
                    }
                    _ => Some(real),
                }
            }
        };
        let delay = match fault {
            Fault::Slow => self.draw(60_000),
            _ => self.draw(300),
        };
        // Half of what is dropped is noticed at once, the rest only when its time is up.
        if reply.is_some() || self.chance(50) {
            self.later(
                delay,
                Item::Answer {
                    request,
                    reply,
                    life,
                },
            );
        }
    }

    async fn receive(&mut self, action: &Action, fault: Fault) -> Reply {
        self.world.clock.store(self.now / 1000, Ordering::SeqCst);
        match action {
            Action::Post { body, .. } => {
                let sent = match fault {
                    Fault::Garbled => &body[..self.draw(body.len() as u64) as usize],
                    _ => body,
                };
                self.world.post(sent).await
            }
            Action::Get { url, proof, .. } => {
                let idem = url.rsplit('/').next().unwrap();
                self.world.recover(idem, proof).await
            }
            _ => unreachable!("only requests travel"),
        }
    }

    async fn run(&mut self) {
        while let Some(((at, _), item)) = self.queue.pop_first() {
            self.now = at;
            let now = self.local_now();
            match item {
                Item::Arrive {
                    action,
                    fault,
                    life,
                } => self.arrive(action, fault, life).await,
                Item::Restart => {
                    if let Some(disk) = self.disk.clone() {
                        let mut delivery: Delivery = serde_json::from_str(&disk).unwrap();
                        let actions = delivery.resume(now);
                        self.act(delivery, actions);
                    }
                }
                Item::Wake { life } | Item::Answer { life, .. } if life != self.life => {}
                Item::Wake { .. } => self.event(Event::Wake, now),
                Item::Answer {
                    request,
                    reply: None,
                    ..
                } => {
                    self.event(Event::NoAnswer { request }, now);
                }
                Item::Answer {
                    request,
                    reply: Some(reply),
                    ..
                } => {
                    let event = Event::Answer {
                        request,
                        status: reply.status,
                        body: reply.body.as_bytes(),
                        retry_after: reply.retry_after,
                    };
                    self.event(event, now);
                }
            }
        }
    }

    fn event(&mut self, event: Event<'_>, now: u64) {
        let Some(mut delivery) = self.delivery.take() else {
            return;
        };
        let actions = delivery.on(event, now);
        self.act(delivery, actions);
    }
}

/// The answer with a receipt signed by nobody we know, if it holds one.
fn forged(body: &str) -> String {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(body) else {
        return body.to_owned();
    };
    match value["sig"].as_str() {
        Some(sig) => body.replace(sig, &wire::encode(&[7; 64])),
        None => body.to_owned(),
    }
}

#[derive(Default, Debug)]
struct Tally {
    done: u32,
    told: BTreeMap<&'static str, u32>,
    never_sent: u32,
    stored: u32,
    requests: usize,
    faults: BTreeMap<Fault, u32>,
}

/// One hand-off; panics where a promise is broken.
async fn one(world: &World, seed: u64, stranger: &str, tally: &mut Tally) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    let mut rng = Seed::new(bytes);
    let hour = 3_600_000i64;
    // Some admins are slow: seconds are left when they press Deliver.
    let page_age = match rng.next_u64() % 3 {
        0 => 570 + rng.next_u64() % 26,
        _ => rng.next_u64() % 570,
    };
    let local = (rng.next_u64() % 48) as i64 * hour - 24 * hour;
    let made_at = world.now();
    let secret = format!("secret of run {seed}");
    let page = world.receiver.offer_for(&admin(&secret)).await;
    let page = page.unwrap_or_else(|e| panic!("{e:?}"));
    // The page's age is known to two seconds either way.
    let known_age = (page_age + rng.next_u64() % 5).saturating_sub(2);
    let now = (made_at + page_age) * 1000;
    let local_now = now.saturating_add_signed(local);
    let check = Check {
        pins: &[world.receiver.pin(0, u64::MAX)],
        page_origin: ORIGIN,
        now: local_now / 1000,
        page_age: Some(known_age),
    };
    let offer = Offer::verify(page.page_text.as_bytes(), &check);
    let offer = offer.unwrap_or_else(|e| panic!("{e:?}"));
    let sealed = world.seal_pair_at(&offer, CLIENT_ID, &secret, local_now / 1000);
    let (body, exp) = (sealed.body.clone(), sealed.exp);
    let mut sim = Sim {
        world,
        now,
        queue: BTreeMap::new(),
        count: 0,
        local,
        outage: match rng.next_u64() % 8 {
            0 => now + rng.next_u64() % 700_000,
            _ => 0,
        },
        palette: (0..=rng.next_u64() % 3)
            .map(|_| FAULTS[(rng.next_u64() % FAULTS.len() as u64) as usize])
            .collect(),
        fault_chance: (rng.next_u64() % 101) as u32,
        kill_chance: (rng.next_u64() % 30) as u32,
        disk: None,
        delivery: None,
        life: 0,
        outcome: None,
        bodies: Vec::new(),
        stranger,
        faults: &mut tally.faults,
        rng,
    };
    let (delivery, actions) = Delivery::start(sealed, local_now);
    sim.act(delivery, actions);
    sim.run().await;
    let (outcome, disk, end) = (sim.outcome.take(), sim.disk.take(), sim.now);
    tally.requests += sim.bodies.len();
    assert!(
        sim.bodies.iter().all(|sent| *sent == body),
        "seed {seed}: other bytes sent"
    );
    let stored = world.stored().await;
    let count = stored.iter().filter(|s| **s == secret).count() as u32;
    tally.stored += count;
    assert!(count <= 1, "seed {seed}: doubled");
    match outcome {
        Some(Outcome::Done { status, .. }) => {
            assert_eq!(
                (count, status),
                (1, Status::Stored),
                "seed {seed}: not stored"
            );
            tally.done += 1;
        }
        Some(Outcome::Failed(why)) => {
            assert!(
                count == 0 || why.maybe_stored(),
                "seed {seed}: lost ({why:?})"
            );
            *tally.told.entry(why.code()).or_default() += 1;
        }
        // Killed before its first step: nothing was sent, and the secret is still held.
        None => {
            assert!(disk.is_none(), "seed {seed}: never ended");
            assert_eq!(count, 0);
            tally.never_sent += 1;
        }
    }
    let latest = exp * 1000 + GRACE_MS + 20 * 90_000;
    assert!(end <= latest, "seed {seed}: went on for too long");
    world.clock.store(end.max(now) / 1000 + 1, Ordering::SeqCst);
}

#[tokio::test]
async fn stored_exactly_once_or_the_admin_is_told() {
    let mut tally = Tally::default();
    for batch in 0..RUNS / RUNS_PER_STORE {
        let world = World::new().await;
        let stranger = world
            .post(&world.seal(&world.offer().await).body)
            .await
            .body;
        for run in 0..RUNS_PER_STORE {
            one(&world, batch * RUNS_PER_STORE + run, &stranger, &mut tally).await;
        }
    }
    println!("{tally:#?}");
    let told: u32 = tally.told.values().sum();
    assert_eq!(u64::from(tally.done + told + tally.never_sent), RUNS);
    assert!(tally.done > told, "most arrive in the end");
    assert!(
        FAULTS.iter().all(|fault| tally.faults[fault] > 50),
        "every fault was met"
    );
    assert!(tally.told.len() >= 4, "and several ends: {:?}", tally.told);
}
