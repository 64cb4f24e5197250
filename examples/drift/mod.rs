//! Reads element-drift files: pages as lists of candidates, and targets recorded on older pages.

use proxuma_connect::page::portrait::{Facts, Portrait};
use proxuma_connect::page::same::Scene;
use serde_json::Value;
use std::path::Path;

/// One old element and where it is on the new page.
pub struct Pair {
    /// The element as it was.
    pub old: Portrait,
    /// Index of the candidate that is the same element.
    pub answer: usize,
    /// Parents and children of the answer that count for the tolerant score.
    pub near: Vec<usize>,
}

/// One site.
pub struct Site {
    /// Name, for messages.
    #[allow(dead_code)] // Only `tune` tells of single sites and pairs.
    pub name: String,
    /// The new page.
    pub scene: Scene,
    /// Its targets.
    pub pairs: Vec<Pair>,
    /// Texts for messages: per candidate, then per pair.
    #[allow(dead_code)]
    pub told: Vec<String>,
    /// The same of the targets.
    #[allow(dead_code)]
    pub old_told: Vec<String>,
}

/// Reads all sites of a directory in order of their names.
///
/// # Errors
/// A text that names the file and what is wrong with it.
pub fn read(dir: &str) -> Result<Vec<Site>, String> {
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .map_err(|e| format!("{dir}: {e}"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let sites: Result<Vec<_>, _> = files.iter().map(|path| site(path)).collect();
    sites.and_then(|sites| {
        if sites.is_empty() {
            return Err(format!("{dir}: no .json file"));
        }
        Ok(sites)
    })
}

fn site(path: &Path) -> Result<Site, String> {
    let wrong = |why: &str| format!("{}: {why}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| wrong(&e.to_string()))?;
    let file: Value = serde_json::from_str(&text).map_err(|e| wrong(&e.to_string()))?;
    let list = |key: &str| file[key].as_array().ok_or_else(|| wrong(key));
    let candidates = list("candidates")?;
    let pairs = list("pairs")?;
    let index = |v: &Value| {
        v.as_u64()
            .map(|n| n as usize)
            .filter(|&n| n < candidates.len())
            .ok_or_else(|| wrong("an index that is no candidate"))
    };
    let mut read = Vec::new();
    for pair in pairs {
        read.push(Pair {
            old: Portrait::of(&facts(&pair["target"])),
            answer: index(&pair["answer"])?,
            near: pair["near"]
                .as_array()
                .map_or(Ok(Vec::new()), |near| near.iter().map(index).collect())?,
        });
    }
    Ok(Site {
        name: path
            .file_stem()
            .map_or_else(String::new, |s| s.to_string_lossy().into_owned()),
        scene: Scene::new(candidates.iter().map(|c| Portrait::of(&facts(c))).collect()),
        pairs: read,
        told: candidates.iter().map(tell).collect(),
        old_told: pairs.iter().map(|p| tell(&p["target"])).collect(),
    })
}

fn tell(v: &Value) -> String {
    let f = facts(v);
    let short = |s: &str, n: usize| s.chars().take(n).collect::<String>();
    format!(
        "{} text={:?} id={} name={} href={} class={} rect={:?} near={:?} xpath={}",
        f.tag,
        short(&f.text, 50),
        f.id,
        f.name,
        short(&f.href, 60),
        short(&f.class.join("."), 50),
        f.rect,
        short(&f.near, 60),
        f.xpath
    )
}

fn facts(v: &Value) -> Facts {
    let text = |key: &str| v[key].as_str().unwrap_or("").to_owned();
    let number = |key: &str| v["location"][key].as_f64().unwrap_or(0.0) as f32;
    Facts {
        tag: text("tag"),
        id: text("id"),
        name: text("name"),
        class: v["classList"].as_array().map_or_else(Vec::new, |list| {
            list.iter()
                .filter_map(|c| c.as_str().map(str::to_owned))
                .collect()
        }),
        href: text("href"),
        alt: text("alt"),
        aria: text("ariaLabel"),
        kind: text("type"),
        text: text("visibleText"),
        near: text("neighborText"),
        xpath: text("xpath"),
        idxpath: text("idxpath"),
        button: v["isButton"].as_bool().unwrap_or(false),
        rect: [number("x"), number("y"), number("width"), number("height")],
    }
}
