//! Pages as rows, as content.js lists them (`src/page/digest.rs`), and what is found on them.

#![allow(dead_code, reason = "each test file uses some of it")]

use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Page, Verdict, locate};
use std::fmt::Write;

/// A pointing hand, as content.js flags it.
pub const HAND: u32 = 1024;

/// Rows inside `<html>` and `<body>`; their depth begins at 2.
pub fn page(rows: &[String]) -> Page {
    let mut json = String::from(
        r#"{"v":1,"url":"https://ww5.autotask.net/","title":"","lang":"en","w":1280,"h":900,"focused":true,"cut":false,"rows":[[0,1,"html",0,0,0,1280,900],[1,2,"body",0,0,0,1280,900]"#,
    );
    for row in rows {
        let _ = write!(json, ",{row}");
    }
    json.push_str("]}");
    Page::parse(&json).unwrap()
}

/// An element; its number is its row plus one, as the rows above have it.
pub fn el(depth: u32, tag: &str, flags: u32, rect: [i32; 4], class: &str) -> String {
    let [x, y, w, h] = rect;
    format!(r#"[{depth},9,"{tag}",{flags},{x},{y},{w},{h},{{"class":"{class}"}}]"#)
}

pub fn text(depth: u32, text: &str) -> String {
    format!(r#"[{depth},"{text}"]"#)
}

/// Rows of the page whose role this is, by name.
pub fn named(page: &Page, role: Role) -> Vec<&str> {
    page.seen_as(role)
        .into_iter()
        .map(|ix| page.name(ix))
        .collect()
}

/// An element with one attribute more than a class.
pub fn with(depth: u32, tag: &str, flags: u32, rect: [i32; 4], attr: (&str, &str)) -> String {
    let [x, y, w, h] = rect;
    let (name, value) = attr;
    format!(r#"[{depth},9,"{tag}",{flags},{x},{y},{w},{h},{{"{name}":"{value}"}}]"#)
}

pub fn found(page: &Page, target: &Target) -> Option<usize> {
    match locate(page, target, None) {
        Verdict::Found(found) => Some(found.node),
        _ => None,
    }
}

pub fn called(role: Role, name: &str) -> Target {
    Target {
        role: vec![role],
        names: vec![Label::En(name.into())],
        ..Target::default()
    }
}

/// An element with several attributes.
pub fn said(depth: u32, tag: &str, rect: [i32; 4], attrs: &str) -> String {
    let [x, y, w, h] = rect;
    format!(r#"[{depth},9,"{tag}",0,{x},{y},{w},{h},{{{attrs}}}]"#)
}
