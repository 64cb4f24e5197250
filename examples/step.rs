//! `cargo run --profile fast --example step -- DIGEST.json [RUNS]`: how long the core takes for a
//! digest: reading the JSON, reading the page, and the whole step. Prints one JSON line, median ms.

use proxuma_connect::core::event::{Event, Sender, What};
use proxuma_connect::core::session::Session;
use proxuma_connect::guide::Guide;
use proxuma_connect::page::Page;
use proxuma_connect::page::digest::Digest;
use proxuma_connect::protocol::PanelMsg;
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("usage: step DIGEST.json [RUNS]")?;
    let runs: u32 = args.next().map_or(Ok(40), |n| n.parse())?;
    let json = std::fs::read_to_string(file)?;
    let mut s = Session::new(Guide::parse(include_str!(
        "../extension/guides/autotask.json"
    ))?);
    for msg in [PanelMsg::Start, PanelMsg::Consent] {
        proxuma_connect::core::step(
            &mut s,
            Event {
                at: 1.0,
                what: What::Panel(msg),
            },
        );
    }
    let (mut parse, mut read, mut step) = (Vec::new(), Vec::new(), Vec::new());
    for seq in 1..=runs {
        let begin = Instant::now();
        let digest = Digest::parse(&json)?;
        parse.push(begin.elapsed());
        let copy = digest.clone();
        let begin = Instant::now();
        Page::read(copy)?;
        read.push(begin.elapsed());
        let what = What::Digest {
            from: Sender {
                tab: 1,
                frame: 0,
                origin: "https://ww5.autotask.net".into(),
            },
            doc: "doc".into(),
            seq,
            digest: Box::new(digest),
        };
        let begin = Instant::now();
        let effects = proxuma_connect::core::step(&mut s, Event { at: 2.0, what });
        step.push(begin.elapsed());
        std::hint::black_box(effects);
    }
    let median = |list: &mut Vec<std::time::Duration>| {
        list.sort();
        list[list.len() / 2].as_secs_f64() * 1000.0
    };
    println!(
        r#"{{"parse":{:.2},"read":{:.2},"step":{:.2}}}"#,
        median(&mut parse),
        median(&mut read),
        median(&mut step)
    );
    Ok(())
}
