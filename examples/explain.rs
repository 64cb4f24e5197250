//! Shows how the core reads a digest: `cargo run --example explain -- digest.json [target…]`.
//! Prints, for each target of the guide, where it is and why, or what is in doubt.

use proxuma_connect::guide::Guide;
use proxuma_connect::page::{Page, Verdict, locate};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("usage: explain DIGEST.json [TARGET…]")?;
    let wanted: Vec<String> = args.collect();
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json"))?;
    let page = Page::parse(&std::fs::read_to_string(file)?)?;
    for (id, target) in guide
        .targets
        .iter()
        .filter(|(id, _)| wanted.is_empty() || wanted.contains(id))
    {
        match locate(&page, target, None) {
            Verdict::Found(m) => println!(
                "{id}: row {} «{}» {:.2} (+{:.1}) {:?}",
                m.node,
                page.name(m.node),
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
