//! After each event: which step belongs to each tab, what its overlay shows, what its eyes watch.
//!
//! Only differences leave as effects, so that a page that changes nothing costs nothing.

use super::effect::{Command, Effect, Mark, Orders, SecretFields, Show};
use super::session::{Live, Memory, PressedSave, Saved, Session};
use super::{acting, frames, overdue, saving, seeking};
use crate::guide::cond::{self, Facts, Frames, holds, section_boxes};
use crate::guide::format::{Branch, Cond, Guide, PageKind, Step, Trouble};
use crate::guide::news;
use crate::guide::progress::{self, Choice};
use crate::guide::view::{Sight, View};
use crate::page::digest::flag;
use crate::page::target::Role;
use crate::page::{Checked, locate::Doubt};
use crate::protocol::{HoldState, Phase, Text};
use crate::small::{SmallMap, SmallSet};

/// Flag of having been signed in: a sign-in page after that means that the session has ended.
const INSIDE: &str = "inside";

/// Facts of one document for the guide's conditions.
pub struct DocFacts<'a> {
    /// Session that survives the browser.
    pub saved: &'a Saved,
    /// Session that survives the worker.
    pub live: &'a Live,
    /// The document.
    pub doc: Option<&'a str>,
    /// Memory of the document.
    pub memory: Option<&'a Memory>,
}

impl Facts for DocFacts<'_> {
    fn flag(&self, flag: &str) -> bool {
        self.saved.flags.contains(flag)
    }
    fn declared(&self, step: &str) -> bool {
        self.saved.declared.contains(step)
    }
    fn step(&self, step: &str) -> Option<bool> {
        self.memory.and_then(|m| m.steps.get(step).copied())
    }
    fn told(&self, field: &str) -> Option<bool> {
        self.memory.and_then(|m| m.told.get(field).copied())
    }
    fn saved_name(&self) -> Option<&str> {
        self.saved.level_name.as_deref()
    }
    fn full(&self, target: &str) -> Option<usize> {
        self.memory.and_then(|m| m.full.get(target).copied())
    }
    fn handed_over(&self) -> bool {
        self.live.hold.handed_over
    }
    fn noticed(&self) -> bool {
        let hold = &self.live.hold;
        let kept = !matches!(hold.state, HoldState::None | HoldState::Wiped);
        kept && self.doc.is_some_and(|doc| hold.doc == doc)
    }
}

/// What is known of one tab after looking at all its frames.
pub struct TabNow {
    /// Frame ids, the one with the page first.
    pub order: Vec<i64>,
    /// Page kind.
    pub page: Option<String>,
    /// Step, its ring (frame, node index, target), and doubt.
    pub step: Option<String>,
    /// What is ringed.
    pub ring: Option<(i64, usize, String)>,
    /// Why nothing is ringed.
    pub doubt: Option<Doubt>,
    /// Branch of the page.
    pub branch: Branch,
    /// State of each step that can be told here.
    pub states: SmallMap<String, bool>,
    /// Which of the fields in view that the page's steps want are filled or chosen.
    pub told: Vec<(String, bool)>,
    /// Trouble seen on the page.
    pub trouble: Option<String>,
}

/// Runs `f` with a tab's frames sorted and its facts. `None` if no frame of it was read yet.
pub fn with_tab<R>(
    s: &Session,
    tab: i64,
    f: impl FnOnce(&Guide, &Frames, Option<&PageKind>, &[i64], &DocFacts) -> R,
) -> Option<R> {
    let (ids, views): (Vec<i64>, Vec<&View>) = s
        .frames
        .iter()
        .filter(|((t, _), _)| *t == tab)
        .filter_map(|((_, id), frame)| frame.view.as_ref().map(|v| (*id, v)))
        .unzip();
    if views.is_empty() {
        return None;
    }
    let (sorted, kind, order) = progress::frames(&s.guide, &views);
    let ids: Vec<i64> = order.iter().map(|&at| ids[at]).collect();
    let doc = ids
        .first()
        .and_then(|id| s.frames.get(&(tab, *id)))
        .map(|fr| fr.doc.as_str());
    let memory = doc.and_then(|d| s.live.docs.get(d));
    let facts = DocFacts {
        saved: &s.saved,
        live: &s.live,
        doc,
        memory,
    };
    Some(f(&s.guide, &sorted, kind, &ids, &facts))
}

/// Looks at one tab.
pub fn look(s: &Session, tab: i64) -> Option<TabNow> {
    with_tab(s, tab, |guide, frames, kind, ids, facts| {
        let kind = kind.or_else(|| still(guide, frames, facts));
        let pressed = saving::awaited(s, facts.memory, tab);
        let now = s.live.problem.as_ref().map(|p| p.code.as_str());
        let trouble = trouble(guide, frames, kind, facts, pressed, now);
        let kind = kind.filter(|_| !trouble.is_some_and(|t| t.leave));
        let branch = kind.map_or(Branch::NewUser, |k| {
            progress::branch_of(guide, &k.id, s.saved.have_user)
        });
        let choice = kind.and_then(|k| progress::choose(guide, frames, k, branch, facts));
        let states = guide
            .steps
            .iter()
            .filter_map(|step| {
                holds(&step.done, guide, frames, facts).map(|b| (step.id.clone(), b))
            })
            .collect();
        let here = |step: &&Step| kind.is_some_and(|k| step.pages.contains(&k.id));
        let told = guide
            .steps
            .iter()
            .filter(here)
            .flat_map(|step| cond::told(&step.done, guide, frames, facts))
            .map(|(field, so)| (field.to_owned(), so))
            .collect();
        TabNow {
            order: ids.to_vec(),
            page: kind.map(|k| k.id.clone()),
            step: choice.as_ref().map(|c| c.step.id.clone()),
            ring: choice
                .as_ref()
                .and_then(|c| c.ring)
                .map(|(at, node, t)| (ids[at], node, t.to_owned())),
            doubt: choice.as_ref().and_then(|c: &Choice| c.doubt),
            branch,
            states,
            told,
            trouble: trouble.map(|t| t.code.clone()),
        }
    })
}

/// The form that this document was before, if half of what tells it is still there: its tabs may show a
/// part that says little of it.
fn still<'g>(guide: &'g Guide, frames: &Frames, facts: &DocFacts) -> Option<&'g PageKind> {
    let before = facts.memory?.page.as_deref()?;
    let kind = guide.pages.iter().find(|kind| kind.id == before)?;
    let saves = |st: &Step| st.saves.is_some() && st.pages.contains(&kind.id);
    let view = frames.views.first()?;
    (guide.steps.iter().any(saves) && 2 * view.points(guide, kind) >= kind.need).then_some(kind)
}

/// A documented failure that shows on the page. What a form's alert says counts only after its save
/// was pressed, if it was not there before, and stays until the alert is gone.
fn trouble<'g>(
    guide: &'g Guide,
    frames: &Frames,
    kind: Option<&PageKind>,
    facts: &DocFacts,
    pressed: Option<&PressedSave>,
    now: Option<&str>,
) -> Option<&'g Trouble> {
    let all: Vec<String> = frames.views.iter().flat_map(|v| v.alerts()).collect();
    let notices = facts.memory.map_or(&[][..], |m| &m.notices);
    let before = pressed.map_or(notices, |press| &press.alerts);
    let new: Vec<String> = all.iter().filter_map(|t| news::since(t, before)).collect();
    let says = |t: &Trouble| {
        let alerts = if t.pages.is_empty() { &all } else { &new };
        let heard = |text: &str| {
            t.says
                .iter()
                .any(|l| crate::page::words::like(l.text(), text))
        };
        alerts.iter().any(|a| heard(a))
            || (t.any_alert && !alerts.is_empty())
            || (t.in_title && frames.views.iter().any(|v| v.titled(&t.says)))
            || frames.views.iter().any(|v| {
                let address = v.page().digest().url.to_ascii_lowercase();
                t.address.iter().any(|part| address.contains(part.as_str()))
            })
    };
    let holds = |c: &Cond| holds(c, guide, frames, facts) == Some(true);
    guide
        .problems
        .iter()
        .filter(|t| t.pages.is_empty() || kind.is_some_and(|k| t.pages.contains(&k.id)))
        .find(|t| {
            let heard = t.pages.is_empty() || pressed.is_some() || now == Some(t.code.as_str());
            t.holds.as_ref().is_some_and(holds) || (heard && says(t))
        })
}

/// Brings every tab up to date. Returns whether the active tab was read with its orders in force.
pub fn refresh(s: &mut Session, out: &mut Vec<Effect>) -> bool {
    let mut ready = false;
    let tabs: SmallSet<i64> = s.frames.keys().map(|(t, _)| *t).collect();
    for tab in tabs.into_vec() {
        let Some(mut now) = look(s, tab) else {
            continue;
        };
        if learn(s, tab, &now, out)
            && let Some(again) = look(s, tab)
        {
            now = again;
        }
        if s.live.active == Some(tab) {
            overdue::update(s, tab, &now, out);
        }
        let new_orders = orders(s, tab, &now, out);
        overlay(s, tab, &now, out);
        // With new orders the eyes look again: only then are the values known that a plan needs.
        if s.live.active == Some(tab) && !new_orders {
            acting::automatic(s, tab, &now, out);
            seeking::update(s, tab, &now, out);
            ready = true;
        }
    }
    ready
}

/// Takes what a tab shows into memory. Tells whether flags changed.
fn learn(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) -> bool {
    let Some(doc) = main_doc(s, tab, now) else {
        return false;
    };
    let before = s.saved.flags.clone();
    if now.page.as_ref().is_some_and(|p| !saving::signs_in(s, p)) {
        s.saved.flags.insert(INSIDE.into());
    }
    let trouble = now.trouble.as_deref();
    saving::swapped(s, &doc, now.page.as_deref(), trouble, out);
    saving::hidden(s, tab, now.page.as_deref(), trouble, out);
    let frame = now.order.first().copied().unwrap_or(0);
    saving::seen(s, (tab, frame), now.page.as_deref(), trouble.is_some(), out);
    let page = now.page.clone();
    let here: Vec<(String, bool)> = s
        .guide
        .steps
        .iter()
        .filter(|st| page.as_ref().is_some_and(|p| st.pages.contains(p)))
        .filter_map(|st| now.states.get(&st.id).map(|b| (st.id.clone(), *b)))
        .collect();
    let memory = s.memory(&doc);
    memory.steps.extend(here);
    memory.told.extend(now.told.clone());
    if now.page.is_some() {
        memory.page.clone_from(&now.page);
    }
    if s.live.checking && s.live.active == Some(tab) {
        super::checks::read(s, tab);
    }
    full_sections(s, tab, &doc);
    if s.live.active == Some(tab) {
        progress_rows(s, now);
        if s.live.problem_step.is_some() && s.live.problem_step != now.step && s.acting.is_none() {
            s.live.problem_step = None;
            s.live.problem = None;
        }
        let form = |p: &String| {
            let saves = |st: &Step| st.saves.is_some() && st.pages.contains(p);
            s.guide.steps.iter().any(saves)
        };
        // Opened again, as the problem says.
        if s.live
            .problem
            .as_ref()
            .is_some_and(|p| p.code == "window-closed")
            && now.page.as_ref().is_some_and(form)
        {
            s.live.problem = None;
        }
        match (&now.trouble, &s.live.problem) {
            (Some(code), p) if p.as_ref().is_none_or(|p| p.code != *code) => {
                s.live.problem = Some(frames::problem(code))
            }
            (None, Some(p)) if s.guide.problems.iter().any(|t| t.code == p.code) => {
                s.live.problem = None
            }
            _ => {}
        }
    }
    s.saved.flags != before
}

/// The document of a tab's main frame.
pub fn main_doc(s: &Session, tab: i64, now: &TabNow) -> Option<String> {
    now.order
        .first()
        .and_then(|id| s.frames.get(&(tab, *id)))
        .map(|f| f.doc.clone())
}

/// After a press on «full permission» (the guide's or the admin's): how many boxes it left off.
fn full_sections(s: &mut Session, tab: i64, doc: &str) {
    let pressed = std::mem::take(&mut s.memory(doc).full_pressed);
    for target in pressed.into_vec() {
        let off = with_tab(s, tab, |guide, frames, _, _, _| {
            let (at, sight) = frames.find(guide, &target);
            let Sight::Here(found) = sight else {
                return None;
            };
            let boxes = section_boxes(frames.views.get(at)?.page(), found.node);
            Some(boxes.iter().filter(|(_, c)| *c != Checked::On).count())
        });
        if let Some(Some(off)) = off {
            s.memory(doc).full.insert(target, off);
        }
    }
}

/// Which rows of the panel's list are done: what the page shows decides, forwards and backwards;
/// steps of earlier pages that led here are done.
fn progress_rows(s: &mut Session, now: &TabNow) {
    let Some(page) = &now.page else { return };
    let current = now
        .step
        .as_ref()
        .and_then(|id| s.guide.steps.iter().position(|st| st.id == *id));
    for (at, step) in s.guide.steps.iter().enumerate() {
        let passed = current.is_some_and(|c| at < c)
            && !step.pages.contains(page)
            && progress::in_branch(step, now.branch);
        let navigation = step.saves.is_none() && step.automatic.is_none() && only_pages(&step.done);
        match now.states.get(&step.id) {
            Some(true) => {
                s.saved.done.insert(step.id.clone());
            }
            Some(false) if passed && navigation => {
                s.saved.done.insert(step.id.clone());
            }
            Some(false) => {
                s.saved.done.remove(&step.id);
            }
            None => {}
        }
    }
    if now.branch == Branch::HaveUser && page_decides(s, page) {
        s.saved.have_user = true;
    }
    if s.saved.phase == Phase::Guiding && s.live.hold.state == HoldState::Delivered {
        s.saved.phase = Phase::Finished;
    }
}

fn page_decides(s: &Session, page: &str) -> bool {
    progress::branch_of(&s.guide, page, false) == Branch::HaveUser
}

/// Whether a condition is about the page in view only.
pub fn only_pages(cond: &Cond) -> bool {
    match cond {
        Cond::Page(_) | Cond::Flag(_) => true,
        Cond::Any(list) | Cond::All(list) => list.iter().all(only_pages),
        _ => false,
    }
}

/// Tells each frame's eyes what to list with a value, which presses to report, where keys appear.
/// Returns whether any order is new.
fn orders(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) -> bool {
    let mut new = false;
    let ids: Vec<i64> = s
        .frames
        .iter()
        .filter(|((t, _), _)| *t == tab)
        .map(|((_, id), _)| *id)
        .collect();
    for id in ids {
        let Some(frame) = s.frames.get(&(tab, id)) else {
            continue;
        };
        let Some(view) = &frame.view else { continue };
        let on_page = now.order.first() == Some(&id);
        let wanted = if on_page {
            wanted_orders(s, view, now, &frame.doc)
        } else {
            Orders::default()
        };
        if wanted != frame.orders {
            let doc = frame.doc.clone();
            out.push(Effect::Send {
                tab,
                frame: id,
                doc,
                command: Command::Look {
                    orders: wanted.clone(),
                },
            });
            if let Some(frame) = s.frames.get_mut(&(tab, id)) {
                frame.orders = wanted;
            }
            new = true;
        }
    }
    new
}

fn wanted_orders(s: &Session, view: &View, now: &TabNow, doc: &str) -> Orders {
    let guide = &s.guide;
    let page = now.page.as_deref().unwrap_or_default();
    let id_of = |t: &str| view.node(guide, t).map(|ix| view.page().node(ix).id);
    let mut reads = SmallSet::default();
    let mut watch = SmallSet::default();
    for step in guide
        .steps
        .iter()
        .filter(|st| st.pages.iter().any(|p| p == page))
    {
        let mut named = Vec::new();
        valued(&step.done, &mut named);
        reads.extend(named.iter().filter_map(|t| id_of(t)));
        if let Some(save) = &step.saves {
            watch.extend(id_of(&save.button));
            reads.extend(save.names.as_deref().and_then(id_of));
        }
        watch.extend(step.asks().and_then(id_of));
        if let Some(auto) = &step.automatic {
            watch.extend(auto.press.iter().filter_map(|t| id_of(t)));
        }
    }
    for check in guide.checks.iter().filter(|c| c.page == page) {
        let mut named = Vec::new();
        valued(&check.holds, &mut named);
        reads.extend(named.iter().filter_map(|t| id_of(t)));
    }
    if let Some(memory) = s.live.docs.get(doc) {
        watch.extend(memory.set.keys().filter_map(|t| id_of(t)));
    }
    Orders {
        reads: reads.into_vec(),
        watch: watch.into_vec(),
        secret: secret_fields(guide, view, page),
    }
}

/// Targets whose value a condition names.
fn valued<'c>(cond: &'c Cond, out: &mut Vec<&'c str>) {
    match cond {
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| valued(c, out)),
        Cond::Not(inner) => valued(inner, out),
        Cond::Value(t, _) | Cond::Named(t, _) | Cond::Chosen(t, _) => out.push(t),
        _ => {}
    }
}

fn secret_fields(guide: &Guide, view: &View, page: &str) -> Option<SecretFields> {
    let fields = guide
        .credentials
        .as_ref()
        .filter(|c| c.pages.iter().any(|p| p == page))?;
    let id = view.node(guide, &fields.id)?;
    let secret = view.node(guide, &fields.secret)?;
    if id == secret {
        return None;
    }
    let suffix = suffix_beside(view, id);
    Some(SecretFields {
        id: view.page().node(id).id,
        secret: view.page().node(secret).id,
        suffix,
    })
}

/// Text that begins with `@` in the same small group as the field (three levels up at most).
fn suffix_beside(view: &View, field: usize) -> String {
    let page = view.page();
    for scope in page.ancestors(field).take(3) {
        let texts = (0..page.len()).filter(|&ix| page.node(ix).is_text() && page.within(ix, scope));
        for ix in texts {
            let text = page.node(ix).text.trim();
            if text.starts_with('@') && text.len() > 1 && !text.contains(char::is_whitespace) {
                return text.to_owned();
            }
        }
    }
    String::new()
}

/// Sends the overlay to the frame that has the target, and hides it in the others.
fn overlay(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) {
    let ids: Vec<i64> = s
        .frames
        .iter()
        .filter(|((t, _), _)| *t == tab)
        .map(|((_, id), _)| *id)
        .collect();
    let place = now
        .ring
        .as_ref()
        .map(|r| r.0)
        .or_else(|| now.order.first().copied());
    for id in ids {
        let wanted = if Some(id) == place {
            Some(show(s, tab, now))
        } else {
            None
        };
        let Some(frame) = s.frames.get_mut(&(tab, id)) else {
            continue;
        };
        if frame.shown == wanted {
            continue;
        }
        let command = wanted
            .clone()
            .map_or(Command::Hide, |show| Command::Show { show });
        out.push(Effect::Send {
            tab,
            frame: id,
            doc: frame.doc.clone(),
            command,
        });
        frame.shown = wanted;
    }
}

fn show(s: &Session, tab: i64, now: &TabNow) -> Show {
    let step = now
        .step
        .as_ref()
        .and_then(|id| s.guide.steps.iter().find(|st| st.id == *id));
    let node = now.ring.as_ref().and_then(|(frame, ix, _)| {
        s.frames
            .get(&(tab, *frame))?
            .view
            .as_ref()
            .map(|v| v.page().node(v.page().face(*ix)).id)
    });
    let Some(step) = step else {
        let (state, body) = match &now.page {
            Some(_) => (Mark::Done, "card_page_done"),
            None => (Mark::Unsure, "unsure_no_page"),
        };
        let last = s.guide.steps.last().filter(|_| state == Mark::Done);
        return Show {
            step: last.map_or_else(String::new, |step| step.id.clone()),
            state,
            node: None,
            still: false,
            title: Text::of(format!("{body}_title")),
            body: Text::of(body),
            foot: Text::default(),
        };
    };
    let key = step.id.replace('-', "_");
    let (number, of) = number(s, step, now.branch);
    let foot = Text::of("card_foot")
        .with(number.to_string())
        .with(of.to_string());
    let title = Text::of(format!("step_{key}_title"));
    if node.is_none() && !step.show.is_empty() {
        return Show {
            step: step.id.clone(),
            state: Mark::Unsure,
            node: None,
            still: false,
            title,
            body: doubt_text(now.doubt, step),
            foot,
        };
    }
    let body = match (&now.page, now.ring.as_ref()) {
        (Some(page), _) if step.warn.contains_key(page) => {
            Text::of(step.warn.get(page).cloned().unwrap_or_default())
        }
        _ => Text::of(format!("step_{key}_todo")),
    };
    Show {
        step: step.id.clone(),
        state: Mark::Shown,
        node,
        still: now.ring.as_ref().is_some_and(|ring| typing(s, tab, ring.0)),
        title,
        body,
        foot,
    }
}

/// Whether a text field of a frame that holds something has the focus. The first letter of a name ends its
/// step: a page that scrolled to the next target then would carry the field off under the admin's hands.
fn typing(s: &Session, tab: i64, frame: i64) -> bool {
    let view = s.frames.get(&(tab, frame)).and_then(|f| f.view.as_ref());
    view.is_some_and(|view| {
        let page = view.page();
        let focused = (0..page.len()).find(|&ix| page.node(ix).has(flag::FOCUSED));
        focused.is_some_and(|ix| page.role(ix) == Role::Textbox && page.state(ix).filled)
    })
}

/// Place of a step in its branch: number and count.
pub fn number(s: &Session, step: &Step, branch: Branch) -> (usize, usize) {
    let in_branch: Vec<&Step> = s
        .guide
        .steps
        .iter()
        .filter(|st| progress::in_branch(st, branch))
        .collect();
    let number = in_branch
        .iter()
        .position(|st| st.id == step.id)
        .map_or(0, |at| at + 1);
    (number, in_branch.len())
}

/// Why nothing is highlighted, in words.
pub fn doubt_text(doubt: Option<Doubt>, step: &Step) -> Text {
    let key = format!("step_{}_title", step.id.replace('-', "_"));
    let id = match doubt {
        Some(Doubt::Ambiguous) => "unsure_ambiguous",
        Some(Doubt::Weak) => "unsure_weak",
        Some(Doubt::Hidden) | None => "unsure_not_visible",
    };
    Text::of(id).with(format!("@{key}"))
}

/// Targets a step highlights.
pub fn targets(step: &Step) -> impl Iterator<Item = &str> {
    step.show.iter().map(|s| s.target.as_str())
}
