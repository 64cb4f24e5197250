//! Finding an element again: which candidate of a page is the element that a portrait shows.
//!
//! Fills a row of the model's values for each candidate; the model scores them (`model`).

use super::model::{self, Feature, N, Values};
use super::portrait::{Portrait, Text};
use super::weights::{CONFIDENCE, WEIGHTS};
use crate::order;

/// The candidates of one page, with what is counted over all of them.
#[derive(Debug, Default)]
pub struct Scene {
    all: Vec<Portrait>,
    /// Number of candidates with the same text, address (per candidate).
    same_text: Vec<f32>,
    same_href: Vec<f32>,
    /// Ancestor candidate with the longest path, or none.
    parent: Vec<Option<u32>>,
    /// Whether the candidate has candidates below it.
    inner: Vec<bool>,
    /// How rare a class or word is on the page: sorted (hash, idf).
    class_idf: Vec<(u32, f32)>,
    word_idf: Vec<(u32, f32)>,
    name_idf: Vec<(u32, f32)>,
}

impl Scene {
    /// Counts what `rank` needs.
    pub fn new(all: Vec<Portrait>) -> Scene {
        let by_path = index(all.iter().map(|p| p.path));
        let parent: Vec<Option<u32>> = all
            .iter()
            .map(|p| lookup(&by_path, p.parent).filter(|&up| all[up as usize].path != p.path))
            .collect();
        let mut inner = vec![false; all.len()];
        for up in parent.iter().flatten() {
            inner[*up as usize] = true;
        }
        Scene {
            same_text: counts(all.iter().map(|p| p.text.hash)),
            same_href: counts(all.iter().map(|p| p.href.unwrap_or(0))),
            class_idf: idf(all.iter().map(|p| &p.class[..]), all.len()),
            word_idf: idf(all.iter().map(|p| &p.text.stems[..]), all.len()),
            name_idf: idf(all.iter().map(|p| &p.words[..]), all.len()),
            parent,
            inner,
            all,
        }
    }

    /// Number of candidates.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is no candidate.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether one of two candidates lies directly in the other.
    pub fn related(&self, a: usize, b: usize) -> bool {
        a == b || self.parent[a] == Some(b as u32) || self.parent[b] == Some(a as u32)
    }

    /// Feature values of every candidate against the old portrait.
    pub fn compare(&self, old: &Portrait, out: &mut Vec<Values>) {
        out.clear();
        out.extend((0..self.len()).map(|i| self.values(old, i)));
        relate(out);
    }

    fn values(&self, old: &Portrait, i: usize) -> Values {
        use Feature as F;
        let new = &self.all[i];
        let mut v = [0.0; N];
        let mut set = |f: F, value: f32| v[f as usize] = value;
        set(F::Tag, flag(old.tag == new.tag));
        set(F::TagKind, flag(clickable(old) == clickable(new)));
        match (old.id, new.id) {
            (Some(a), Some(b)) if a == b => set(F::Id, 1.0),
            (Some(_), Some(_)) if old.id_stem == new.id_stem => set(F::IdStem, 1.0),
            (Some(_), Some(_)) => set(F::IdDiffers, 1.0),
            (None, Some(_)) | (Some(_), None) => set(F::IdLost, 1.0),
            _ => {}
        }
        match (old.name, new.name) {
            (Some(a), Some(b)) if a == b => set(F::Name, 1.0),
            (Some(_), _) | (_, Some(_)) => set(F::NameDiffers, 1.0),
            _ => {}
        }
        if !old.class.is_empty() && !new.class.is_empty() {
            let value = overlap(&old.class, &new.class, &self.class_idf);
            set(F::Class, value);
            set(F::ClassDisjoint, flag(value == 0.0));
        } else {
            set(
                F::ClassLost,
                flag(old.class.is_empty() != new.class.is_empty()),
            );
        }
        match (old.href, new.href) {
            (Some(a), Some(b)) => {
                set(F::Href, flag(a == b));
                set(F::HrefUnique, flag(a == b) / self.same_href[i].max(1.0));
                set(F::HrefPath, common(&old.href_path, &new.href_path));
                let tail = old.href_path.last() == new.href_path.last();
                set(F::HrefTail, flag(tail && !old.href_path.is_empty()));
                set(F::HrefDiffers, flag(a != b));
            }
            (None, None) => {}
            _ => set(F::HrefLost, 1.0),
        }
        set(F::AllWords, overlap(&old.words, &new.words, &self.name_idf));
        set(F::AllHolds, holds(&old.words, &new.words, &self.name_idf));
        if old.href.is_some() && new.href.is_some() {
            set(
                F::HrefWords,
                overlap(&old.href_words, &new.href_words, &self.name_idf),
            );
        }
        set(
            F::ClassWords,
            overlap(&old.class_words, &new.class_words, &self.name_idf),
        );
        set(F::Alt, flag(old.alt.is_some() && old.alt == new.alt));
        set(F::Aria, flag(old.aria.is_some() && old.aria == new.aria));
        set(F::Kind, flag(old.kind.is_some() && old.kind == new.kind));
        set(F::Button, flag(old.button == new.button));
        self.texts(old, i, &mut v);
        self.places(old, i, &mut v);
        v
    }

    fn texts(&self, old: &Portrait, i: usize, v: &mut Values) {
        use Feature as F;
        let new = &self.all[i];
        let mut set = |f: F, value: f32| v[f as usize] = value;
        let (a, b) = (&old.text, &new.text);
        match (a.is_empty(), b.is_empty()) {
            (true, true) => set(F::TextBothEmpty, 1.0),
            (false, false) => {
                let same = a.hash == b.hash;
                set(F::Text, flag(same));
                set(F::TextUnique, flag(same) / self.same_text[i].max(1.0));
                set(
                    F::TextLetters,
                    flag(a.letters == b.letters && a.letters != 0),
                );
                set(F::TextWords, overlap(&a.stems, &b.stems, &self.word_idf));
                set(F::TextPairs, pairs(a, b));
                set(F::TextFirst, flag(a.first == b.first));
                let (l, m) = (a.len as f32, b.len as f32);
                set(F::TextLength, l.min(m) / l.max(m));
                set(F::TextGap, ((m - l) / 10.0).clamp(0.0, 1.0));
                set(F::TextTail, holds(&a.stems, &b.stems, &self.word_idf));
            }
            _ => set(F::TextLost, 1.0),
        }
        if !old.near.is_empty() && !new.near.is_empty() {
            set(F::NearBoth, 1.0);
            set(F::Near, overlap(&old.near, &new.near, &self.word_idf));
            set(F::NearHolds, holds(&old.near, &new.near, &self.word_idf));
        }
        set(F::Leaf, flag(!self.inner[i]));
        let twin = self.parent[i].is_some_and(|up| {
            let up = &self.all[up as usize];
            up.text.hash == new.text.hash && !new.text.is_empty()
        });
        set(F::Twin, flag(twin));
    }

    fn places(&self, old: &Portrait, i: usize, v: &mut Values) {
        use Feature as F;
        let new = &self.all[i];
        let mut set = |f: F, value: f32| v[f as usize] = value;
        let suffix = run(&old.tags, &new.tags);
        set(F::TagSuffix, (suffix as f32 / 8.0).min(1.0));
        set(
            F::TagPath,
            suffix as f32 / old.tags.len().max(new.tags.len()).max(1) as f32,
        );
        set(
            F::StepSuffix,
            (run(&old.steps, &new.steps) as f32 / 6.0).min(1.0),
        );
        set(
            F::Depth,
            closeness(old.tags.len() as f32 - new.tags.len() as f32, 4.0),
        );
        set(
            F::Anchor,
            flag(old.anchor.is_some() && old.anchor == new.anchor),
        );
        set(F::IdxPath, flag(old.idxpath == new.idxpath));
        let landmarks = old.landmark != 0 || new.landmark != 0;
        set(F::Landmark, flag(landmarks && old.landmark == new.landmark));
        set(
            F::LandmarkDiffers,
            flag(landmarks && old.landmark != new.landmark),
        );
        let ([ox, oy, ow, oh], [nx, ny, nw, nh]) = (old.rect, new.rect);
        set(F::X, closeness(ox - nx, 100.0));
        set(F::Right, closeness(ox + ow - nx - nw, 100.0));
        set(F::Y, closeness(oy - ny, 150.0));
        set(F::YTop, flag((oy < 150.0) == (ny < 150.0)));
        set(
            F::YLog,
            closeness((oy.max(0.0) + 50.0).ln() - (ny.max(0.0) + 50.0).ln(), 0.5),
        );
        set(F::XLeft, closeness(ox - nx, 10.0));
        set(F::Center, closeness(ox + ow / 2.0 - nx - nw / 2.0, 50.0));
        set(F::Width, ratio(ow, nw));
        set(F::Height, ratio(oh, nh));
        set(F::Area, ratio(ow * oh, nw * nh));
        set(F::Shape, ratio(ow * nh, nw * oh));
        set(F::Spot, closeness((ox - nx).hypot(oy - ny), 60.0));
        set(
            F::TinyBox,
            flag((nw <= 1.0 || nh <= 1.0) != (ow <= 1.0 || oh <= 1.0)),
        );
        let get = |v: &Values, f: F| v[f as usize];
        let text = get(v, F::Text).max(get(v, F::TextWords));
        let (tag, href) = (get(v, F::Tag), get(v, F::Href));
        let empty = get(v, F::TextBothEmpty);
        v[F::TextAndTag as usize] = text * tag;
        v[F::TextAndHref as usize] = text * href;
        v[F::TextAndPlace as usize] = text * get(v, F::X).max(get(v, F::Y));
        v[F::HrefAndTag as usize] = href * tag;
        v[F::BothEmptyAndClass as usize] = empty * get(v, F::Class);
        v[F::BothEmptyAndShape as usize] = empty * get(v, F::Width) * get(v, F::Height);
    }

    /// Ranks the candidates, best first; `out` receives index and points.
    pub fn rank(
        &self,
        old: &Portrait,
        weights: &Values,
        values: &mut Vec<Values>,
    ) -> Vec<(usize, f32)> {
        self.compare(old, values);
        order::falling(values.iter().map(|v| model::points(v, weights)))
    }

    /// The best candidate, its probability, and the next ones.
    pub fn find(&self, old: &Portrait, values: &mut Vec<Values>) -> Option<Found> {
        let ranked = self.rank(old, &WEIGHTS, values);
        let signs = self.signs(&ranked, values)?;
        Some(Found {
            top: ranked.iter().take(3).map(|r| r.0).collect(),
            confidence: confidence(&signs, &CONFIDENCE),
        })
    }

    /// What the confidence is computed from.
    pub fn signs(&self, ranked: &[(usize, f32)], values: &[Values]) -> Option<[f32; SIGNS]> {
        let &(best, points) = ranked.first()?;
        let lead = |most| model::lead(ranked, |a, b| self.related(a, b), most);
        let all: f32 = ranked
            .iter()
            .filter(|(i, _)| !self.related(best, *i))
            .map(|(_, p)| (p - points).exp())
            .sum();
        let v = &values[best];
        let get = |f: Feature| v[f as usize];
        let text = get(Feature::Text);
        // Whether something that no other element has stayed the same. Where only the id did, it
        // was probably reused: pages number ids by position.
        let href = get(Feature::HrefUnique);
        let empty = get(Feature::TextBothEmpty);
        let kept = text.max(empty).max(if href > 0.3 { 1.0 } else { 0.0 });
        Some([
            1.0,
            lead(3.0),
            lead(12.0),
            -(1.0 + all).ln(),
            text,
            get(Feature::TextUnique),
            empty,
            href,
            get(Feature::AllBest),
            kept,
            -get(Feature::Id) * (1.0 - kept),
        ])
    }
}

/// Confidence from [`Scene::signs`].
pub fn confidence(signs: &[f32; SIGNS], weights: &[f32; SIGNS]) -> f32 {
    model::probability(signs, weights).min(model::cap(signs[1]))
}

/// Number of values the confidence is computed from.
pub const SIGNS: usize = 11;

/// Answer of [`Scene::find`].
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The three best, best first.
    pub top: Vec<usize>,
    /// Probability that the best is right.
    pub confidence: f32,
}

/// Adds the features that compare a candidate with the best of all.
fn relate(all: &mut [Values]) {
    use Feature as F;
    let pairs: [(F, &[F]); 9] = [
        (F::TextBest, &[F::TextWords, F::TextPairs, F::Text]),
        (F::HrefBest, &[F::HrefPath, F::Href]),
        (F::ClassBest, &[F::Class]),
        (F::NearBest, &[F::Near, F::NearHolds]),
        (F::PathBest, &[F::TagPath, F::StepSuffix]),
        (F::PlaceBest, &[F::X, F::Y, F::Width, F::Height]),
        (F::AllBest, &[F::AllWords, F::AllHolds]),
        (
            F::StructureBest,
            &[
                F::Tag,
                F::Class,
                F::TagPath,
                F::StepSuffix,
                F::X,
                F::Y,
                F::Width,
                F::Height,
            ],
        ),
        (
            F::IdentityBest,
            &[
                F::Id,
                F::Name,
                F::Href,
                F::Text,
                F::TextWords,
                F::TextLetters,
                F::AllWords,
            ],
        ),
    ];
    for (best, of) in pairs {
        let sum = |v: &Values| of.iter().map(|&f| v[f as usize]).sum::<f32>();
        let max = all.iter().map(sum).fold(0.0, f32::max);
        if max < 0.05 {
            continue;
        }
        for v in all.iter_mut() {
            let rel = sum(v) / max;
            v[best as usize] = rel * rel * rel * rel;
        }
    }
}

fn flag(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

fn clickable(p: &Portrait) -> bool {
    p.button || p.href.is_some()
}

/// 1 for no difference, falling to 0; `half` is where it is one half.
fn closeness(difference: f32, half: f32) -> f32 {
    half / (half + difference.abs())
}

fn ratio(a: f32, b: f32) -> f32 {
    let (a, b) = (a.abs() + 1.0, b.abs() + 1.0);
    a.min(b) / a.max(b)
}

/// Common run from the start.
fn run(a: &[u32], b: &[u32]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Share of the segments of two addresses that agree from the start.
fn common(a: &[u32], b: &[u32]) -> f32 {
    run(a, b) as f32 / a.len().max(b.len()).max(1) as f32
}

fn pairs(a: &Text, b: &Text) -> f32 {
    let (mut both, mut sum) = (0, 0);
    for (x, y) in a.pairs.iter().zip(&b.pairs) {
        both += (x & y).count_ones();
        sum += x.count_ones() + y.count_ones();
    }
    if sum == 0 {
        0.0
    } else {
        2.0 * both as f32 / sum as f32
    }
}

/// Weighted Jaccard of two sorted sets.
fn overlap(a: &[u32], b: &[u32], idf: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut both, mut any) = (0, 0, 0.0, 0.0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        let w = weight(idf, x.min(y));
        any += w;
        if x == y {
            both += w;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    for &x in a[i..].iter().chain(&b[j..]) {
        any += weight(idf, x);
    }
    if any == 0.0 { 0.0 } else { both / any }
}

/// Share of the words of `a` that `b` has, rare ones counting more.
fn holds(a: &[u32], b: &[u32], idf: &[(u32, f32)]) -> f32 {
    let (mut both, mut any) = (0.0, 0.0);
    for x in a {
        let w = weight(idf, *x);
        any += w;
        if b.binary_search(x).is_ok() {
            both += w;
        }
    }
    if any == 0.0 { 0.0 } else { both / any }
}

/// Words that the page does not have are as rare as can be.
fn weight(idf: &[(u32, f32)], word: u32) -> f32 {
    match idf.binary_search_by_key(&word, |e| e.0) {
        Ok(at) => idf[at].1,
        Err(_) => 1.0,
    }
}

fn idf<'a>(sets: impl Iterator<Item = &'a [u32]>, n: usize) -> Vec<(u32, f32)> {
    let mut all: Vec<u32> = sets.flatten().copied().collect();
    all.sort_unstable();
    let scale = (n as f32 + 1.0).ln();
    all.chunk_by(|a, b| a == b)
        .map(|same| {
            let rare = 1.0 - (same.len() as f32).ln() / scale;
            (same[0], rare.max(0.05))
        })
        .collect()
}

fn counts(keys: impl Iterator<Item = u32>) -> Vec<f32> {
    let keys: Vec<u32> = keys.collect();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    keys.iter()
        .map(|k| {
            let from = sorted.partition_point(|s| s < k);
            let to = sorted.partition_point(|s| s <= k);
            (to - from) as f32
        })
        .collect()
}

fn index(keys: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut list: Vec<(u32, u32)> = keys.zip(0u32..).collect();
    list.sort_unstable();
    list
}

fn lookup(index: &[(u32, u32)], key: u32) -> Option<u32> {
    let at = index.partition_point(|e| e.0 < key);
    index.get(at).filter(|e| e.0 == key).map(|e| e.1)
}
