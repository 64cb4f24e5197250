//! Shows how the core reads a digest:
//! `cargo run --example explain -- [--guide guide.json] digest.json [target…]`.
//! Prints which of the guide's pages it is and, for each target, where it is and why, or what is in
//! doubt. `#153` in place of a target tells what row 153 is taken for. Without `--guide` it takes the
//! guide that ships.

use proxuma_connect::guide::Guide;
use proxuma_connect::guide::view::View;
use proxuma_connect::page::{Page, Verdict};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: explain [--guide GUIDE.json] DIGEST.json [TARGET…]";
    let mut args = std::env::args().skip(1).peekable();
    let guide = match args.next_if(|a| a == "--guide") {
        Some(_) => std::fs::read_to_string(args.next().ok_or(usage)?)?,
        None => include_str!("../extension/guides/autotask.json").to_owned(),
    };
    let guide = Guide::parse(&guide)?;
    let file = args.next().ok_or(usage)?;
    let wanted: Vec<String> = args.collect();
    let view = View::new(Page::parse(&std::fs::read_to_string(file)?)?);
    for kind in &guide.pages {
        let points = view.points(&guide, kind);
        let reached = if points >= kind.need {
            "reached"
        } else {
            "not reached"
        };
        println!(
            "page {}: {points} of {} points, {reached}",
            kind.id, kind.need
        );
    }
    let page = view.page();
    for row in wanted
        .iter()
        .filter_map(|w| w.strip_prefix('#')?.parse().ok())
    {
        println!(
            "row {row}: {:?} «{}» in «{}», visible {}",
            page.role(row),
            page.name(row),
            page.sections(row).join(" > "),
            page.visible(row)
        );
    }
    for (id, target) in guide
        .targets
        .iter()
        .filter(|(id, _)| wanted.is_empty() || wanted.contains(id))
    {
        let Ok(verdict) = view.verdict(&guide, target) else {
            println!("{id}: what it lies in is not found");
            continue;
        };
        match verdict {
            Verdict::Found(m) => println!(
                "{id}: row {} {:?} «{}» in «{}», {:?}, {:.2} (+{:.1}) {:?}",
                m.node,
                page.role(m.node),
                page.name(m.node),
                page.sections(m.node).join(" > "),
                page.state(m.node),
                m.confidence,
                m.margin,
                m.why
            ),
            Verdict::Unsure { best, doubt } => {
                println!("{id}: unsure, {doubt:?}");
                for m in best {
                    println!(
                        "    row {} {:?} «{}» {:.2} (+{:.1}) {:?}",
                        m.node,
                        page.role(m.node),
                        page.name(m.node),
                        m.confidence,
                        m.margin,
                        m.why
                    );
                }
            }
            Verdict::Absent => println!("{id}: absent"),
        }
    }
    Ok(())
}
