//! A browser that is only a value: documents made of HTML, in tabs and frames, and a core that is
//! fed events and whose effects are carried out on it. Lets a whole guide be replayed natively.

#![allow(dead_code, clippy::unwrap_used)]

use super::html;
use proxuma_connect::core::effect::{Command, Effect, FillForm, Mark, Show};
use proxuma_connect::core::event::{Event, Measured, Outcome, Sender, Tab, What};
use proxuma_connect::core::session::Session;
use proxuma_connect::guide::Guide;
use proxuma_connect::page::digest::Digest;
use proxuma_connect::protocol::{PanelMsg, PanelState};
use proxuma_connect::secret::Finding;
use std::collections::{BTreeMap, VecDeque};

enum Waiting {
    What(What),
    Look((i64, i64)),
}

pub const GUIDE: &str = include_str!("../../extension/guides/autotask.json");
pub const ORIGIN: &str = "https://ww5.autotask.net";

/// One open document.
pub struct Doc {
    pub id: String,
    pub html: String,
    pub url: String,
    pub seq: u32,
    /// Element numbers stay with the `data-t` names of elements.
    numbers: BTreeMap<String, u32>,
    pub shown: Option<Show>,
    /// Elements whose value may be listed.
    reads: Vec<u32>,
    /// Whether the eyes watch the credentials' fields, and the secret they told of last.
    watches: bool,
    told: String,
}

/// The browser.
pub struct World {
    guide: &'static str,
    pub session: Session,
    pub docs: BTreeMap<(i64, i64), Doc>,
    pub now: f64,
    pub panel: Option<PanelState>,
    pub wiped: u32,
    pub filled: Vec<(i64, String)>,
    /// Every press and value the core asked for: (what, `data-t`).
    pub acts: Vec<(String, String)>,
    /// Alarms that are set, with their times.
    pub alarms: BTreeMap<&'static str, f64>,
    pub stored: (Option<Vec<u8>>, Option<Vec<u8>>),
    pub product_tabs: Vec<Tab>,
    pub destination_tabs: Vec<Tab>,
    next: u32,
    /// Events that wait until the effects of the one before are carried out, as in a browser.
    queue: VecDeque<Waiting>,
    busy: bool,
    /// What a press does to a document's HTML, by `data-t`.
    pub presses: fn(&mut String, &str),
    /// What a press does to the browser.
    pub react: fn(&mut World, (i64, i64), &str),
    /// The product behind the pages.
    pub shop: super::kits::Shop,
    /// The worker dies when it has handled this many further events, before their effects.
    pub dies_in: Option<u32>,
    /// The hands find the page changed and refuse this many commands.
    pub refuses: u32,
    /// Acts of the core on controls that were as wanted already.
    pub repeated: Vec<String>,
    /// A secret is held, and how often one was revealed.
    pub held: bool,
    pub revealed: u32,
    /// The eyes read the credentials' fields by themselves.
    pub reads_secrets: bool,
    /// What scrolling a list by a part does to a document's HTML; `false`: it has ended.
    pub scroll: fn(&mut String) -> bool,
    /// Parts that were scrolled, and lists that were put back.
    pub scrolled: (u32, u32),
}

impl World {
    pub fn new() -> Self {
        World::with(GUIDE)
    }

    /// With another guide than the one that ships.
    pub fn with(guide: &'static str) -> Self {
        let mut w = World {
            guide,
            session: Session::new(Guide::parse(guide).unwrap()),
            docs: BTreeMap::new(),
            now: 1_000.0,
            panel: None,
            wiped: 0,
            filled: Vec::new(),
            acts: Vec::new(),
            alarms: BTreeMap::new(),
            stored: (None, None),
            product_tabs: Vec::new(),
            destination_tabs: Vec::new(),
            next: 0,
            queue: VecDeque::new(),
            busy: false,
            presses: |_, _| {},
            react: |w, place, name| {
                let presses = w.presses;
                presses(&mut w.docs.get_mut(&place).unwrap().html, name);
            },
            shop: super::kits::Shop::default(),
            dies_in: None,
            refuses: 0,
            repeated: Vec::new(),
            held: false,
            revealed: 0,
            reads_secrets: false,
            scroll: |_| false,
            scrolled: (0, 0),
        };
        w.event(What::Restored {
            local: None,
            live: None,
        });
        // A first start wipes what an earlier browser may have left; only later wipes count.
        w.wiped = 0;
        w
    }

    /// Started with consent, panel open.
    pub fn guiding() -> Self {
        World::new().started()
    }

    /// The admin opens the panel, starts and consents.
    pub fn started(mut self) -> Self {
        self.panel(PanelMsg::Open);
        self.panel(PanelMsg::Start);
        self.panel(PanelMsg::Consent);
        self
    }

    /// The worker is killed and starts again with what was stored.
    pub fn kill(&mut self) {
        self.restart();
        self.run();
    }

    fn restart(&mut self) {
        self.session = Session::new(Guide::parse(self.guide).unwrap());
        let (local, live) = self.stored.clone();
        let late: Vec<Waiting> = self.queue.drain(..).collect();
        let restored = [What::Restored { local, live }, What::Panel(PanelMsg::Open)];
        self.queue.extend(restored.map(Waiting::What));
        self.queue
            .extend(self.docs.keys().copied().map(Waiting::Look));
        self.queue.extend(late);
    }

    /// The extension is updated: what only the worker knew is gone, and new eyes take over.
    pub fn update(&mut self) {
        self.stored.1 = None;
        self.held = false;
        let places: Vec<(i64, i64)> = self.docs.keys().copied().collect();
        for place in places {
            self.fresh_doc(place);
        }
        self.kill();
    }

    fn fresh_doc(&mut self, place: (i64, i64)) {
        self.next += 1;
        let id = format!("doc{}", self.next);
        let doc = self.docs.get_mut(&place).unwrap();
        (doc.id, doc.seq, doc.shown) = (id, 0, None);
        (doc.watches, doc.reads) = (false, Vec::new());
        doc.told = String::new();
        doc.numbers.clear();
    }

    /// A document goes away and another will come in its place.
    pub fn leave(&mut self, place: (i64, i64)) {
        if let Some(doc) = self.docs.get(&place).map(|d| d.id.clone()) {
            let from = self.sender(place);
            self.event(What::Bye { from, doc });
        }
    }

    /// The eyes read the credentials' fields, if they are told to and something is new there.
    pub fn read_secret(&mut self, place: (i64, i64)) {
        let reads = self.reads_secrets;
        let Some(doc) = self.docs.get_mut(&place).filter(|d| reads && d.watches) else {
            return;
        };
        let (key, secret) = (
            super::kits::value(&doc.html, "key"),
            super::kits::value(&doc.html, "secret"),
        );
        if secret == doc.told {
            return;
        }
        doc.told = secret;
        self.notice(place, &key, 25);
    }

    pub fn panel(&mut self, msg: PanelMsg) {
        self.event(What::Panel(msg));
    }

    pub fn event(&mut self, what: What) {
        self.queue.push_back(Waiting::What(what));
        self.run();
    }

    fn run(&mut self) {
        if self.busy {
            return;
        }
        self.busy = true;
        while let Some(next) = self.queue.pop_front() {
            match next {
                Waiting::What(what) => self.step(what),
                Waiting::Look(place) => {
                    if let Some(what) = self.digest_event(place) {
                        self.step(what);
                    }
                }
            }
        }
        self.busy = false;
    }

    fn step(&mut self, what: What) {
        self.now += 10.0;
        let mut effects =
            proxuma_connect::core::step(&mut self.session, Event { at: self.now, what });
        let dies = self.dies_in.as_mut().is_some_and(|left| {
            *left = left.saturating_sub(1);
            *left == 0
        });
        if dies {
            self.dies_in = None;
            effects.retain(|e| matches!(e, Effect::Persist { .. }));
        }
        let first = effects
            .iter()
            .position(|e| matches!(e, Effect::Persist { .. }));
        assert!(
            first.is_none_or(|at| at == 0),
            "what is to be stored is stored first"
        );
        for effect in effects {
            self.carry_out(effect);
        }
        if dies {
            self.restart();
        }
    }

    fn sender(&self, place: (i64, i64)) -> Sender {
        let url = self.docs.get(&place).map_or(ORIGIN, |d| d.url.as_str());
        Sender {
            tab: place.0,
            frame: place.1,
            origin: url.split('/').take(3).collect::<Vec<_>>().join("/"),
        }
    }

    /// Opens (or replaces) a document.
    pub fn open(&mut self, place: (i64, i64), url: &str, html: &str) {
        self.next += 1;
        let id = format!("doc{}", self.next);
        self.docs.insert(
            place,
            Doc {
                id,
                html: html.into(),
                url: if url.starts_with("https") {
                    url.into()
                } else {
                    format!("{ORIGIN}{url}")
                },
                seq: 0,
                numbers: BTreeMap::new(),
                shown: None,
                reads: Vec::new(),
                watches: false,
                told: String::new(),
            },
        );
        if !self.product_tabs.iter().any(|t| t.tab == place.0) {
            self.product_tabs.push(Tab {
                tab: place.0,
                origin: ORIGIN.into(),
                active: true,
            });
            self.event(What::Active { tab: place.0 });
        }
        self.event(What::Hello {
            from: self.sender(place),
        });
        self.look(place);
    }

    /// Changes a document in place.
    pub fn change(&mut self, place: (i64, i64), change: impl FnOnce(&mut String)) {
        change(&mut self.docs.get_mut(&place).unwrap().html);
        self.look(place);
    }

    pub fn swap(&mut self, place: (i64, i64), from: &str, to: &str) {
        let html = &self.docs[&place].html;
        assert!(html.contains(from), "no {from} in the page");
        let new = html.replacen(from, to, 1);
        self.change(place, |h| *h = new);
    }

    pub fn digest_of(&mut self, place: (i64, i64)) -> Digest {
        let doc = self.docs.get_mut(&place).unwrap();
        let mut digest = html::digest(&listing(&doc.html, &doc.reads, &doc.numbers));
        digest.url.clone_from(&doc.url);
        digest.title = title(&doc.html);
        let count = u32::try_from(doc.numbers.len()).unwrap();
        let mut fresh = 100_000 + count;
        for node in &mut digest.rows {
            if let Some(t) = node.attr("data-t").map(str::to_owned) {
                node.id = *doc.numbers.entry(t).or_insert_with(|| {
                    fresh += 1;
                    fresh
                });
            }
        }
        digest
    }

    pub fn look(&mut self, place: (i64, i64)) {
        self.queue.push_back(Waiting::Look(place));
        self.run();
    }

    pub fn digest_event(&mut self, place: (i64, i64)) -> Option<What> {
        self.docs.get(&place)?;
        let digest = Box::new(self.digest_of(place));
        let doc = self.docs.get_mut(&place)?;
        doc.seq += 1;
        let (doc, seq) = (doc.id.clone(), doc.seq);
        Some(What::Digest {
            from: self.sender(place),
            doc,
            seq,
            digest,
        })
    }

    /// Time passes; the alarms that are due go off.
    pub fn wait(&mut self, ms: f64) {
        self.now += ms;
        let due: Vec<&str> = (self.alarms.iter())
            .filter(|(_, at)| **at <= self.now)
            .map(|(name, _)| *name)
            .collect();
        for name in due {
            self.alarms.remove(name);
            self.event(What::Alarm { name: name.into() });
        }
    }

    /// Code of the problem that the panel shows.
    pub fn problem(&self) -> String {
        let problem = self.panel.as_ref().and_then(|p| p.problem.clone());
        problem.map(|p| p.code).unwrap_or_default()
    }

    /// Closes a tab, as `window.close()` does: the document says good-bye first.
    pub fn close(&mut self, tab: i64) {
        let places: Vec<(i64, i64)> = self.docs.keys().filter(|p| p.0 == tab).copied().collect();
        for place in places {
            let doc = self.docs.remove(&place).unwrap().id;
            self.event(What::Bye {
                from: self.sender(place),
                doc,
            });
        }
        self.product_tabs.retain(|t| t.tab != tab);
        self.event(What::Closed { tab });
    }

    /// The admin presses an element (trusted).
    pub fn press(&mut self, place: (i64, i64), name: &str) {
        let doc = &self.docs[&place];
        let node = doc.numbers[name];
        self.event(What::Pressed {
            from: self.sender(place),
            doc: doc.id.clone(),
            node,
        });
    }

    /// The eyes read the two credential fields.
    pub fn notice(&mut self, place: (i64, i64), id: &str, len: u32) {
        let doc = self.docs[&place].id.clone();
        self.held = true;
        self.event(What::Noticed {
            from: self.sender(place),
            doc,
            id: id.into(),
            secret: Finding::Secret { len },
        });
    }

    /// Both credential fields are found empty, or gone.
    pub fn notice_nothing(&mut self, place: (i64, i64)) {
        self.event(What::Noticed {
            from: self.sender(place),
            doc: self.docs[&place].id.clone(),
            id: String::new(),
            secret: Finding::Empty,
        });
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Persist { local, live } => self.stored = (Some(local), Some(live)),
            Effect::Panel(state) => self.panel = Some(*state),
            Effect::Alarm { name, at: Some(at) } => {
                self.alarms.insert(name, at);
            }
            Effect::Alarm { name, at: None } => {
                self.alarms.remove(name);
            }
            Effect::Wipe => {
                self.wiped += 1;
                self.held = false;
            }
            Effect::Reveal { secret: true, .. } if !self.held => self.event(What::HoldLost),
            Effect::Reveal { secret: true, .. } => self.revealed += 1,
            Effect::Inject {
                tab, to_fill: true, ..
            } => self.look((tab, 0)),
            Effect::Fill(form) => self.fill(form),
            Effect::FindTabs => {
                let (product, destination) =
                    (self.product_tabs.clone(), self.destination_tabs.clone());
                self.event(What::Tabs {
                    product,
                    destination,
                });
            }
            Effect::Send {
                tab,
                frame,
                doc,
                command,
            } => self.command((tab, frame), &doc, command),
            _ => {}
        }
    }

    fn command(&mut self, place: (i64, i64), doc: &str, command: Command) {
        let Some(open) = self.docs.get_mut(&place).filter(|d| d.id == doc) else {
            return;
        };
        match command {
            Command::Look { orders } => {
                open.reads = orders.reads;
                open.watches = orders.secret.is_some();
                self.look(place);
                self.read_secret(place);
            }
            Command::Show { show } => open.shown = Some(show),
            Command::Hide => open.shown = None,
            Command::Press { call, node, .. } => self.act(place, call, node, None),
            Command::Set {
                call, node, value, ..
            } => self.act(place, call, node, Some(value)),
            Command::Seek { back: true, .. } => self.scrolled.1 += 1,
            Command::Seek { call, .. } => self.seek(place, call),
            Command::Measure { call, nodes } => self.measure(place, call, nodes.len()),
            _ => {}
        }
    }

    /// Fields that nothing covers or hides.
    fn measure(&mut self, place: (i64, i64), call: u32, fields: usize) {
        let field = Measured {
            opacity: 1.0,
            hits: 5,
            w: 300.0,
            h: 36.0,
            locked: false,
            action: String::new(),
            distorted: false,
        };
        let (from, doc) = (self.sender(place), self.docs[&place].id.clone());
        self.event(What::Measured {
            from,
            doc,
            call,
            fields: vec![field; fields],
        });
    }

    fn fill(&mut self, form: FillForm) {
        let outcome = if self.refuses > 0 {
            self.refuses -= 1;
            Outcome::Stale
        } else {
            self.filled.push((form.tab, form.client_id));
            Outcome::Ok
        };
        let from = self.sender((form.tab, 0));
        self.event(What::Done {
            from,
            doc: form.doc,
            call: form.call,
            outcome,
        });
    }

    fn seek(&mut self, place: (i64, i64), call: u32) {
        let scroll = self.scroll;
        let doc = self.docs.get_mut(&place).unwrap();
        let more = scroll(&mut doc.html);
        let doc = doc.id.clone();
        self.scrolled.0 += 1;
        self.look(place);
        let outcome = if more { Outcome::Ok } else { Outcome::Refused };
        let from = self.sender(place);
        self.event(What::Done {
            from,
            doc,
            call,
            outcome,
        });
    }

    fn act(&mut self, place: (i64, i64), call: u32, node: u32, value: Option<String>) {
        if self.refuses > 0 {
            self.refuses -= 1;
            self.look(place);
            let (from, doc) = (self.sender(place), self.docs[&place].id.clone());
            let outcome = Outcome::Stale;
            return self.event(What::Done {
                from,
                doc,
                call,
                outcome,
            });
        }
        let doc = self.docs.get_mut(&place).unwrap();
        let name = doc
            .numbers
            .iter()
            .find(|(_, n)| **n == node)
            .map(|(t, _)| t.clone())
            .unwrap_or_default();
        self.acts.push((
            value.clone().unwrap_or_else(|| "press".into()),
            name.clone(),
        ));
        let was = doc.html.clone();
        match &value {
            Some(value) if super::kits::pick(&mut doc.html, &name, value) => {}
            Some(value) => set_value(&mut doc.html, &name, value),
            None => (self.react)(self, place, &name),
        }
        let box_on = |html: &str| {
            let known = ["webhooks", "login"].contains(&name.as_str());
            known && super::kits::on(html, &name)
        };
        if box_on(&was) || value.is_some_and(|v| super::kits::value(&was, &name) == v) {
            self.repeated.push(name);
        }
        self.look(place);
        let Some(doc) = self.docs.get(&place).map(|d| d.id.clone()) else {
            return;
        };
        let from = self.sender(place);
        self.event(What::Done {
            from,
            doc,
            call,
            outcome: Outcome::Ok,
        });
    }

    /// `data-t` of the ringed element of a document, and the step.
    pub fn ring(&self, place: (i64, i64)) -> (String, String) {
        let doc = &self.docs[&place];
        let Some(show) = &doc.shown else {
            return ("(nothing shown)".into(), String::new());
        };
        let name = show
            .node
            .and_then(|n| doc.numbers.iter().find(|(_, m)| **m == n))
            .map(|(t, _)| t.clone());
        let state = if show.state == Mark::Shown {
            ""
        } else {
            "unsure: "
        };
        (
            format!("{state}{}", show.step),
            name.unwrap_or_else(|| {
                if show.node.is_some() {
                    "(another element)".into()
                } else {
                    "(card)".into()
                }
            }),
        )
    }

    #[track_caller]
    pub fn expect(&self, place: (i64, i64), step: &str, ring: &str) {
        assert_eq!(
            self.ring(place),
            (step.to_owned(), ring.to_owned()),
            "page {}",
            self.docs[&place].url
        );
    }
}

/// The HTML with the fields marked whose value the eyes may list.
fn listing(html: &str, reads: &[u32], numbers: &BTreeMap<String, u32>) -> String {
    let mut html = html.to_owned();
    for (name, _) in numbers.iter().filter(|(_, n)| reads.contains(n)) {
        let mark = format!("data-t=\"{name}\"");
        html = html.replacen(&mark, &format!("{mark} data-listed"), 1);
    }
    html
}

/// Sets the `value` attribute of the input with this `data-t`.
pub fn set_value(html: &mut String, name: &str, value: &str) {
    let at = html.find(&format!("data-t=\"{name}\"")).unwrap();
    let start = html[..at].rfind('<').unwrap();
    let end = start + html[start..].find('>').unwrap();
    let mut tag = html[start..end].to_owned();
    if let Some(v) = tag.find(" value=\"") {
        let close = v + 8 + tag[v + 8..].find('"').unwrap();
        tag.replace_range(v..=close, "");
    }
    html.replace_range(start..end, &format!("{tag} value=\"{value}\""));
}

fn title(html: &str) -> String {
    let inner = html.split_once("<title>").map_or("", |(_, rest)| rest);
    inner
        .split_once("</title>")
        .map_or("", |(title, _)| title)
        .to_owned()
}
