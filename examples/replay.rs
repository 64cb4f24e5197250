//! Shows how the core reads a page report: `cargo run --example replay -- report.json [flag…]`,
//! where flags say what is saved already (`level-saved`, `user-saved`).

use proxuma_connect::core::replay::explain;
use proxuma_connect::guide::Guide;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or("usage: replay REPORT.json [FLAG…]")?;
    let flags: Vec<String> = args.collect();
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json"))?;
    print!(
        "{}",
        explain(&guide, &std::fs::read_to_string(file)?, &flags)?
    );
    Ok(())
}
