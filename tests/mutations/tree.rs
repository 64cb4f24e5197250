//! A digest as a tree that can be changed, and back; and the random numbers that decide the changes.
//! What is changed stands in `changes` and `kits`.

use proxuma_connect::page::digest::{Box2, Digest, Node};
use std::collections::BTreeMap;

/// Random numbers that are the same in every run.
#[derive(Clone)]
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            rng.next();
        }
        rng
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n.max(1)
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }
}

/// One node of the tree.
#[derive(Clone)]
pub struct Item {
    pub node: Node,
    pub up: Option<usize>,
    pub kids: Vec<usize>,
}

/// A page, with the element numbers that are right for each target.
#[derive(Clone)]
pub struct Tree {
    head: Digest,
    pub items: Vec<Item>,
    pub truth: BTreeMap<String, u32>,
    next: u32,
    /// A text was cut in pieces: no dictionary knows these.
    pub pieces: bool,
}

impl Tree {
    pub fn new(mut digest: Digest, truth: BTreeMap<String, u32>) -> Tree {
        let rows = std::mem::take(&mut digest.rows);
        let mut items: Vec<Item> = Vec::with_capacity(rows.len());
        for (ix, node) in rows.into_iter().enumerate() {
            let up = node.parent.map(|p| p as usize);
            if let Some(up) = up {
                items[up].kids.push(ix);
            }
            items.push(Item {
                node,
                up,
                kids: Vec::new(),
            });
        }
        Tree {
            head: digest,
            items,
            truth,
            next: 1_000_000,
            pieces: false,
        }
    }

    /// The digest of the page as it is now.
    pub fn digest(&self) -> Digest {
        let mut rows = Vec::with_capacity(self.items.len());
        let mut stack = vec![(0usize, None)];
        while let Some((at, parent)) = stack.pop() {
            let ix = rows.len() as u32;
            rows.push(Node {
                parent,
                ..self.items[at].node.clone()
            });
            stack.extend(self.items[at].kids.iter().rev().map(|&kid| (kid, Some(ix))));
        }
        Digest {
            rows,
            ..self.head.clone()
        }
    }

    pub fn lang(&self) -> &str {
        &self.head.lang
    }

    pub fn set_lang(&mut self, lang: &str, title: Option<String>) {
        self.head.lang = lang.into();
        if let Some(title) = title {
            self.head.title = title;
        }
    }

    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// All nodes that are in the page, in order.
    pub fn order(&self) -> Vec<usize> {
        self.below(0)
    }

    /// A node and all that is in it, in order.
    pub fn below(&self, top: usize) -> Vec<usize> {
        let mut list = Vec::new();
        let mut stack = vec![top];
        while let Some(at) = stack.pop() {
            list.push(at);
            stack.extend(self.items[at].kids.iter().rev());
        }
        list
    }

    /// Elements for which a test holds.
    pub fn all(&self, test: impl Fn(&Tree, usize) -> bool) -> Vec<usize> {
        self.order()
            .into_iter()
            .filter(|&at| !self.items[at].node.is_text() && test(self, at))
            .collect()
    }

    pub fn node(&self, at: usize) -> &Node {
        &self.items[at].node
    }

    pub fn edit(&mut self, at: usize) -> &mut Node {
        &mut self.items[at].node
    }

    pub fn tag(&self, at: usize) -> &str {
        &self.items[at].node.tag
    }

    pub fn class(&self, at: usize, name: &str) -> bool {
        self.node(at)
            .attr("class")
            .is_some_and(|c| c.split_ascii_whitespace().any(|c| c == name))
    }

    pub fn set(&mut self, at: usize, name: &str, value: &str) {
        let attrs = &mut self.items[at].node.attrs;
        match attrs.iter_mut().find(|(n, _)| n == name) {
            Some((_, v)) => *v = value.into(),
            None => attrs.push((name.into(), value.into())),
        }
    }

    pub fn unset(&mut self, at: usize, name: &str) {
        self.items[at].node.attrs.retain(|(n, _)| n != name);
    }

    /// Text of a node and all in it, single spaces.
    pub fn text(&self, at: usize) -> String {
        let texts: Vec<&str> = self
            .below(at)
            .into_iter()
            .map(|at| self.items[at].node.text.trim())
            .filter(|t| !t.is_empty())
            .collect();
        texts.join(" ")
    }

    /// Whether `at` is `outer` or lies in it.
    pub fn within(&self, at: usize, outer: usize) -> bool {
        let mut up = Some(at);
        while let Some(now) = up {
            if now == outer {
                return true;
            }
            up = self.items[now].up;
        }
        false
    }

    /// The element that is right for a target.
    pub fn right(&self, target: &str) -> Option<usize> {
        let id = *self.truth.get(target)?;
        self.order()
            .into_iter()
            .find(|&at| self.items[at].node.id == id)
    }

    /// The nodes that are right for any target.
    pub fn rights(&self) -> Vec<usize> {
        self.order()
            .into_iter()
            .filter(|&at| {
                let id = self.items[at].node.id;
                id != 0 && self.truth.values().any(|&t| t == id)
            })
            .collect()
    }

    /// A new element that is nowhere yet.
    pub fn element(&mut self, tag: &str, class: &str, rect: Box2) -> usize {
        self.next += 1;
        let attrs = match class {
            "" => Vec::new(),
            class => vec![("class".to_owned(), class.to_owned())],
        };
        self.push(Node {
            id: self.next,
            tag: tag.into(),
            rect,
            attrs,
            ..Node::default()
        })
    }

    /// A new text that is nowhere yet.
    pub fn words(&mut self, text: &str) -> usize {
        self.push(Node {
            text: text.into(),
            ..Node::default()
        })
    }

    fn push(&mut self, node: Node) -> usize {
        self.items.push(Item {
            node,
            up: None,
            kids: Vec::new(),
        });
        self.items.len() - 1
    }

    /// Puts a node that is nowhere into another one.
    pub fn put(&mut self, at: usize, into: usize, place: usize) {
        let place = place.min(self.items[into].kids.len());
        self.items[into].kids.insert(place, at);
        self.items[at].up = Some(into);
    }

    pub fn append(&mut self, at: usize, into: usize) {
        self.put(at, into, usize::MAX);
    }

    /// Takes a node out of the page.
    pub fn take(&mut self, at: usize) {
        if let Some(up) = self.items[at].up.take() {
            self.items[up].kids.retain(|&kid| kid != at);
        }
    }

    pub fn place(&self, at: usize) -> Option<(usize, usize)> {
        let up = self.items[at].up?;
        let place = self.items[up].kids.iter().position(|&kid| kid == at)?;
        Some((up, place))
    }

    /// Puts an element around consecutive siblings.
    pub fn wrap(&mut self, first: usize, count: usize, tag: &str, class: &str) -> Option<usize> {
        let (up, place) = self.place(first)?;
        let inner: Vec<usize> = self.items[up].kids[place..]
            .iter()
            .take(count)
            .copied()
            .collect();
        let boxes = inner.iter().map(|&at| self.node(at).rect);
        let mut rect = boxes
            .reduce(around)
            .filter(|r| r.w > 0.0)
            .unwrap_or(self.node(up).rect);
        if inner.iter().all(|&at| self.node(at).is_text()) {
            rect = self.node(up).rect;
        }
        let outer = self.element(tag, class, rect);
        for at in inner {
            self.take(at);
            self.append(at, outer);
        }
        self.put(outer, up, place);
        Some(outer)
    }

    /// A copy of a node and all in it, with new element numbers, nowhere yet.
    pub fn copy(&mut self, at: usize) -> usize {
        let mut node = self.node(at).clone();
        if node.id != 0 {
            self.next += 1;
            node.id = self.next;
            node.attrs.retain(|(n, _)| n != "id" && n != "for");
        }
        let new = self.push(node);
        for kid in self.items[at].kids.clone() {
            let kid = self.copy(kid);
            self.append(kid, new);
        }
        new
    }

    /// Moves everything in a node.
    pub fn shift(&mut self, at: usize, dx: f32, dy: f32) {
        for at in self.below(at) {
            let rect = &mut self.items[at].node.rect;
            rect.x += dx;
            rect.y += dy;
        }
    }

    /// What a person would see of a part of the page: one line for each node.
    pub fn outline(&self, top: usize, most: usize) -> String {
        let depth = |mut at: usize| {
            let mut n = 0;
            while let Some(up) = self.items[at].up.filter(|_| at != top) {
                at = up;
                n += 1;
            }
            n
        };
        let mut out = String::new();
        for at in self.below(top).into_iter().take(most) {
            let node = self.node(at);
            let line = if node.is_text() {
                format!("{:?}", node.text)
            } else {
                let attrs: Vec<String> = node
                    .attrs
                    .iter()
                    .map(|(n, v)| format!(" {n}={v:?}"))
                    .collect();
                let r = node.rect;
                let (id, flags) = (node.id, node.flags);
                let tag = &node.tag;
                format!(
                    "<{tag}{}> #{id} flags {flags} at {} {} {} {}",
                    attrs.concat(),
                    r.x,
                    r.y,
                    r.w,
                    r.h
                )
            };
            out.push_str(&format!("{}{line}\n", "  ".repeat(depth(at))));
        }
        out
    }
}

fn around(a: Box2, b: Box2) -> Box2 {
    if a.w == 0.0 {
        return b;
    }
    if b.w == 0.0 {
        return a;
    }
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Box2 {
        x,
        y,
        w: (a.x + a.w).max(b.x + b.w) - x,
        h: (a.y + a.h).max(b.y + b.h) - y,
    }
}
