//! The visual language: one set of colours for our pages and the overlay, and contrast that is
//! computed, not guessed (WCAG 2.2: 4.5 for text, 3 for controls and for the ring).
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../extension/tokens.css");
const OVERLAY: &str = include_str!("../extension/overlay.js");
const DARK: &str = "@media (prefers-color-scheme:dark)";

type Colours = BTreeMap<String, [u8; 3]>;

/// `--name: #hex` pairs of a piece of CSS.
fn colours(css: &str) -> Colours {
    css.split(['{', ';', '}'])
        .filter_map(|rule| rule.trim().strip_prefix("--")?.split_once(':'))
        .filter_map(|(name, value)| Some((name.to_owned(), hex(value.trim())?)))
        .collect()
}

fn hex(value: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> = value
        .strip_prefix('#')?
        .chars()
        .map(|c| c.to_digit(16).map(|d| d as u8))
        .collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [a, b, c, d, e, f] => Some([a * 16 + b, c * 16 + d, e * 16 + f]),
        _ => None,
    }
}

/// Light and dark; dark takes from light what it does not set.
fn themes(css: &str) -> [Colours; 2] {
    let css = css.replace("prefers-color-scheme: dark", "prefers-color-scheme:dark");
    let (light, dark) = css.split_once(DARK).expect("a dark theme");
    let light = colours(light);
    let mut both = light.clone();
    both.extend(colours(dark.split("\n}").next().unwrap()));
    [light, both]
}

/// Relative luminance of WCAG 2.
fn luminance(colour: [u8; 3]) -> f64 {
    let part = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_overlay_has_the_colours_of_the_tokens() {
    let css = OVERLAY
        .split('`')
        .nth(1)
        .unwrap()
        .split("@media (prefers-reduced")
        .next()
        .unwrap();
    let own = themes(&css.replace(&format!("{DARK}{{"), &format!("{DARK}{{\n"))[..]);
    for (own, tokens) in own.iter().zip(themes(TOKENS)) {
        assert!(own.len() >= 5, "{own:?}");
        for (name, colour) in own {
            assert_eq!(Some(colour), tokens.get(name), "--{name}");
        }
    }
    let [ring, _] = themes(TOKENS).map(|t| t["ring"]);
    let [r, g, b] = ring;
    for written in [
        format!("#{r:02x}{g:02x}{b:02x}"),
        format!("rgba({r},{g},{b},"),
    ] {
        assert!(OVERLAY.contains(&written), "{written}");
    }
}

#[test]
fn text_and_controls_stand_out_in_both_themes() {
    for (theme, c) in ["light", "dark"].iter().zip(themes(TOKENS)) {
        let mut pairs = vec![("accent-ink", "accent", 4.5)];
        for ground in ["paper", "card"] {
            pairs.extend(["ink", "soft", "accent", "good", "bad"].map(|t| (t, ground, 4.5)));
            pairs.extend(["focus", "line-strong", "accent"].map(|t| (t, ground, 3.0)));
        }
        for (text, ground) in [
            ("ink", "accent-soft"),
            ("bad", "bad-soft"),
            ("ink", "bad-soft"),
            ("warn", "warn-soft"),
            ("good", "good-soft"),
            ("soft", "accent-soft"),
            ("soft", "bad-soft"),
        ] {
            pairs.push((text, ground, 4.5));
        }
        for (over, under, least) in pairs {
            let is = contrast(c[over], c[under]);
            assert!(
                is >= least,
                "{theme}: --{over} on --{under} is {is:.2}, {least} needed"
            );
        }
    }
}

/// The ring is a coloured line between white edges, with a dark, translucent line around them.
#[test]
fn the_ring_is_seen_on_pages_of_any_grey() {
    assert!(OVERLAY.contains("0 0 0 2px #fff,0 0 0 4px rgba(20,12,18,.65)"));
    let [light, _] = themes(TOKENS);
    for page in ["#ffffff", "#f6f7f9", "#eef1f5", "#000000", "#14171c"].map(|p| hex(p).unwrap()) {
        let is = contrast(light["ring"], page);
        assert!(is >= 3.0, "the line itself on {page:?}: {is:.2}");
    }
    for grey in 0..=255u8 {
        let ground = [grey; 3];
        let dark = [20.0, 12.0, 18.0].map(|v| (v * 0.65 + f64::from(grey) * 0.35) as u8);
        let best = [light["ring"], [255; 3], dark]
            .map(|edge| contrast(edge, ground))
            .into_iter()
            .fold(0.0, f64::max);
        assert!(best >= 3.0, "on grey {grey}: {best:.2}");
    }
    let inside = contrast(light["ring"], [255; 3]);
    assert!(inside >= 3.0, "line against its own edges: {inside:.2}");
}
