//! Reads a page report back: pages with the roles, names, sections, states and boxes it lists, and
//! in words how the core reads them. For developers; not in the Wasm.

use super::refresh::DocFacts;
use super::session::{Live, Saved};
use crate::guide::Guide;
use crate::guide::progress;
use crate::guide::view::View;
use crate::page::digest::{Box2, Digest, Node, flag};
use crate::page::locate::Match;
use crate::page::{Page, Verdict, locate};
use crate::protocol::PROTOCOL;
use serde_json::Value;
use std::fmt::Write;

/// The pages of a report, in its order.
///
/// # Errors
/// What is wrong with the report.
pub fn views(report: &str) -> Result<Vec<View>, String> {
    let report: Value = serde_json::from_str(report).map_err(|e| e.to_string())?;
    let frames = report["frames"].as_array().ok_or("no frames in it")?;
    (frames.iter())
        .map(|frame| {
            let page = Page::read(digest(frame)).map_err(|e| format!("{e:?}"))?;
            Ok(View::new(page))
        })
        .collect()
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

fn digest(frame: &Value) -> Digest {
    let mut list = Builder::default();
    list.add(None, "html", "", &[]);
    let none = Vec::new();
    for element in frame["elements"].as_array().unwrap_or(&none) {
        list.element(element);
    }
    Digest {
        v: PROTOCOL,
        url: text(frame, "url").into(),
        title: text(frame, "title").into(),
        w: 1280.0,
        h: 800.0,
        focused: true,
        rows: list.rows,
        ..Digest::default()
    }
}

#[derive(Default)]
struct Builder {
    rows: Vec<Node>,
    /// Content rows of the sections seen so far: path from the outermost, row.
    sections: Vec<(Vec<String>, u32)>,
    /// The table row seen last.
    row: Option<(u32, Box2)>,
}

impl Builder {
    fn add(&mut self, parent: Option<u32>, tag: &str, role: &str, attrs: &[(&str, &str)]) -> u32 {
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let role = (!role.is_empty()).then_some(("role", role));
        self.rows.push(Node {
            parent,
            id: at + 1,
            tag: tag.into(),
            rect: WHOLE,
            attrs: (role.iter().chain(attrs))
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
                .collect(),
            ..Node::default()
        });
        at
    }

    fn say(&mut self, parent: u32, text: &str) {
        if !text.is_empty() {
            self.rows.push(Node {
                parent: Some(parent),
                text: text.into(),
                ..Node::default()
            });
        }
    }

    /// The content row of a section, made if its heading was not listed.
    fn content(&mut self, path: &[String]) -> u32 {
        let Some((name, outer)) = path.split_last() else {
            return 0;
        };
        let known = self.sections.iter().rev().find(|(p, _)| p == path);
        if let Some((_, row)) = known {
            return *row;
        }
        let parent = self.content(outer);
        self.section(parent, path, name, &[], WHOLE)
    }

    fn section(
        &mut self,
        parent: u32,
        path: &[String],
        name: &str,
        attrs: &[(&str, &str)],
        rect: Box2,
    ) -> u32 {
        let around = self.add(Some(parent), "div", "", &[("class", "Section")]);
        let attrs = [&[("class", "Heading")], attrs].concat();
        let heading = self.add(Some(around), "div", "", &attrs);
        self.rows[heading as usize].rect = rect;
        self.say(heading, name);
        let content = self.add(Some(around), "div", "", &[("class", "Content")]);
        self.sections.push((path.to_vec(), content));
        content
    }

    fn element(&mut self, e: &Value) {
        let states: Vec<&str> = (e["states"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        let says = |word: &str| states.contains(&word);
        let side = |at: usize| e["box"][at].as_f64().unwrap_or(0.0) as f32;
        let rect = Box2 {
            x: side(0),
            y: side(1),
            w: side(2),
            h: side(3),
        };
        let (name, role) = (text(e, "name"), text(e, "role"));
        let mut path: Vec<String> = (text(e, "section").split(" > "))
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        let mut attrs: Vec<(&str, &str)> = Vec::new();
        for (word, attr) in [
            ("checked", ("aria-checked", "true")),
            ("unchecked", ("aria-checked", "false")),
            ("mixed", ("aria-checked", "mixed")),
            ("expanded", ("aria-expanded", "true")),
            ("collapsed", ("aria-expanded", "false")),
            ("disabled", ("aria-disabled", "true")),
            ("invalid", ("aria-invalid", "true")),
        ] {
            if says(word) {
                attrs.push(attr);
            }
        }
        if role == "section" {
            let parent = self.content(&path);
            path.push(name.to_owned());
            self.section(parent, &path, name, &attrs, rect);
            return;
        }
        let inside = self.row.filter(|(_, r)| covers(r, &rect)).map(|(at, _)| at);
        let parent = match inside {
            Some(row) if role != "row" => self.add(Some(row), "td", "", &[]),
            _ => self.content(&path),
        };
        if matches!(role, "textbox" | "combobox" | "listbox") {
            self.say(parent, name);
        }
        let word = match role {
            "row" => "",
            "menuitem" | "button" | "link" | "tab" | "checkbox" | "radio" | "textbox"
            | "combobox" | "option" | "heading" | "listbox" | "dialog" | "alert" => role,
            _ => "generic",
        };
        if !name.is_empty() && !matches!(role, "row" | "alert") {
            attrs.push(("aria-label", name));
        }
        let tag = if role == "row" { "tr" } else { text(e, "tag") };
        let at = self.add(Some(parent), tag, word, &attrs);
        let flags = [
            ("checked", flag::CHECKED),
            ("filled", flag::FILLED),
            ("focused", flag::FOCUSED),
        ];
        let node = &mut self.rows[at as usize];
        node.rect = rect;
        node.flags = (flags.iter())
            .filter(|(w, _)| says(w))
            .fold(0, |all, (_, f)| all | f);
        match role {
            "row" => {
                self.row = Some((at, rect));
                let cell = self.add(Some(at), "td", "", &[]);
                self.say(cell, name);
            }
            "alert" => self.say(at, name),
            _ => {}
        }
    }
}

/// Box of what a report gives no box for: lower than the page, so that it is never taken to cover it.
const WHOLE: Box2 = Box2 {
    x: 0.0,
    y: 0.0,
    w: 1280.0,
    h: 600.0,
};

fn covers(outer: &Box2, inner: &Box2) -> bool {
    let (x, y) = (inner.x + inner.w / 2.0, inner.y + inner.h / 2.0);
    (outer.x..=outer.x + outer.w).contains(&x) && (outer.y..=outer.y + outer.h).contains(&y)
}

/// How the core reads a report: of each frame the pages it may be, of the tab the step that is
/// believed, and where each of its targets is and why, or what is in doubt. `flags` are those of
/// saves that are done (`level-saved`).
///
/// # Errors
/// What is wrong with the report.
pub fn explain(guide: &Guide, report: &str, flags: &[String]) -> Result<String, String> {
    let views = views(report)?;
    let all: Vec<&View> = views.iter().collect();
    let mut saved = Saved::default();
    saved.flags.extend(flags.iter().cloned());
    let live = Live::default();
    let facts = DocFacts {
        saved: &saved,
        live: &live,
        doc: None,
        memory: None,
    };
    let mut out = String::new();
    for (n, view) in all.iter().enumerate() {
        let digest = view.page().digest();
        let _ = writeln!(
            out,
            "frame {n}: {} «{}», {} rows",
            digest.url,
            digest.title,
            view.page().len()
        );
        for kind in &guide.pages {
            let points = view.points(guide, kind);
            if points > 0 {
                let yes = if points >= kind.need { "is" } else { "is not" };
                let _ = writeln!(out, "  {yes} {}: {points} of {} points", kind.id, kind.need);
            }
        }
    }
    let (frames, kind, order) = progress::frames(guide, &all);
    let Some(kind) = kind else {
        out.push_str("no page of the guide\n");
        return Ok(out);
    };
    let branch = progress::branch_of(guide, &kind.id, false);
    let choice = progress::choose(guide, &frames, kind, branch, &facts);
    let step = choice
        .as_ref()
        .map_or("nothing left to do", |c| c.step.id.as_str());
    let _ = writeln!(
        out,
        "page {} in frame {}, step: {step}",
        kind.id,
        order.first().unwrap_or(&0)
    );
    match choice.as_ref().map(|c| (c.ring, c.doubt)) {
        Some((Some((at, _, target)), _)) => {
            let _ = writeln!(out, "  highlights {target} in frame {}", order[at]);
        }
        Some((None, doubt)) => {
            let _ = writeln!(out, "  highlights nothing: {doubt:?}");
        }
        None => {}
    }
    let mut told = Vec::new();
    for step in guide.steps.iter().filter(|s| s.pages.contains(&kind.id)) {
        for shown in &step.show {
            if told.contains(&shown.target.as_str()) {
                continue;
            }
            told.push(&shown.target);
            let _ = writeln!(out, "{} ({})", shown.target, step.id);
            for (at, view) in frames.views.iter().enumerate() {
                target(guide, view, order[at], &shown.target, &mut out);
            }
        }
    }
    Ok(out)
}

fn target(guide: &Guide, view: &View, frame: usize, id: &str, out: &mut String) {
    let Some(wanted) = guide.targets.get(id) else {
        return;
    };
    let page = view.page();
    let scope = match &wanted.within {
        Some(outer) => match view.node(guide, outer) {
            Some(node) => Some(node),
            None => return,
        },
        None => None,
    };
    let line = |m: &Match| {
        let why: Vec<String> = (m.why.iter().take(5))
            .map(|w| format!("{:?} {:+.1}", w.sign, w.points))
            .collect();
        format!(
            "{:?} «{}» {:.2}, lead {:.1} ({})",
            page.role(m.node),
            page.name(m.node),
            m.confidence,
            m.margin,
            why.join(", ")
        )
    };
    match locate(page, wanted, scope) {
        Verdict::Found(m) => {
            let _ = writeln!(out, "  frame {frame}: {}", line(&m));
        }
        Verdict::Unsure { best, doubt } => {
            let _ = writeln!(out, "  frame {frame}: unsure, {doubt:?}");
            for m in &best {
                let _ = writeln!(out, "    {}", line(m));
            }
        }
        Verdict::Absent => {}
    }
}
