//! Accessible names: own cases from accname 1.2 and HTML-AAM, one rule each.
//!
//! The element under test has `data-t="x"`. Cases that are known to come out otherwise stand in
//! `EXPECTED_TO_DIFFER` with the reason and what comes out, so that a change either way is seen.

mod support;

use support::html::{at, page};

/// Rule, HTML, name.
const CASES: &[(&str, &str, &str)] = &[
    // 2A: hidden nodes.
    (
        "2A hidden child is left out",
        r#"<button data-t="x">Save<span hidden>secretly</span></button>"#,
        "Save",
    ),
    (
        "2A aria-hidden child is left out",
        r#"<button data-t="x">Save<span aria-hidden="true">★</span></button>"#,
        "Save",
    ),
    (
        "2A display:none child is left out",
        r#"<a href="/" data-t="x">Home<span style="display:none"> page</span></a>"#,
        "Home",
    ),
    (
        "2A a hidden label that is referenced counts",
        r#"<span id="l" hidden>Name</span><input aria-labelledby="l" data-t="x">"#,
        "Name",
    ),
    (
        "2A hidden content of a hidden reference counts",
        r#"<div id="l" style="display:none"><span>First</span> <b>name</b></div><input aria-labelledby="l" data-t="x">"#,
        "First name",
    ),
    (
        "2A hidden content of a shown reference does not count",
        r#"<div id="l">Name<i hidden>less</i></div><input aria-labelledby="l" data-t="x">"#,
        "Name",
    ),
    // 2B: aria-labelledby.
    (
        "2B one reference",
        r#"<span id="a">Amount</span><input aria-labelledby="a" data-t="x">"#,
        "Amount",
    ),
    (
        "2B several references in their order",
        r#"<i id="a">one</i><i id="b">two</i><input aria-labelledby="b a" data-t="x">"#,
        "two one",
    ),
    (
        "2B before aria-label",
        r#"<i id="a">ref</i><input aria-labelledby="a" aria-label="label" data-t="x">"#,
        "ref",
    ),
    (
        "2B before label and content",
        r#"<i id="a">ref</i><button aria-labelledby="a" data-t="x">content</button>"#,
        "ref",
    ),
    (
        "2B unknown references are passed over",
        r#"<input aria-labelledby="nowhere" aria-label="label" data-t="x">"#,
        "label",
    ),
    (
        "2B one known of two",
        r#"<i id="a">known</i><input aria-labelledby="nowhere a" data-t="x">"#,
        "known",
    ),
    (
        "2B to an empty element falls through",
        r#"<i id="a"></i><input aria-labelledby="a" title="tip" data-t="x">"#,
        "tip",
    ),
    (
        "2B is not followed from within a reference",
        r#"<i id="c">far</i><i id="a" aria-labelledby="c">near</i><input aria-labelledby="a" data-t="x">"#,
        "near",
    ),
    (
        "2B a reference's aria-label counts",
        r#"<i id="a" aria-label="spoken">shown</i><input aria-labelledby="a" data-t="x">"#,
        "spoken",
    ),
    (
        "2B to itself",
        r#"<button id="del" aria-label="Delete" aria-labelledby="del file" data-t="x">X</button><a id="file" href="/f">Report.pdf</a>"#,
        "Delete Report.pdf",
    ),
    (
        "2B in a circle ends",
        r#"<i id="a" aria-labelledby="b">A</i><i id="b" aria-labelledby="a">B</i><input aria-labelledby="a b" data-t="x">"#,
        "A B",
    ),
    (
        "2B duplicate ids: the first counts",
        r#"<i id="a">first</i><i id="a">second</i><input aria-labelledby="a" data-t="x">"#,
        "first",
    ),
    (
        "2B to an image",
        r#"<img id="a" alt="Logo"><a href="/" aria-labelledby="a" data-t="x">text</a>"#,
        "Logo",
    ),
    (
        "2B to a text field takes its value where listed",
        r#"<input id="a" value="42" data-listed><i id="b">days</i><input type="checkbox" aria-labelledby="a b" data-t="x">"#,
        "42 days",
    ),
    // 2C: embedded controls.
    (
        "2C text field within a label gives its value",
        r#"<label for="c">Flash <input value="3" data-listed aria-label="times"> times</label><input type="checkbox" id="c" data-t="x">"#,
        "Flash 3 times",
    ),
    (
        "2C select within a label gives its choice",
        r#"<label for="c">Every <select><option>hour</option><option selected>day</option></select></label><input type="checkbox" id="c" data-t="x">"#,
        "Every day",
    ),
    (
        "2C range within a label gives its value text",
        r#"<label for="c">Volume <span role="slider" aria-valuenow="7" aria-valuetext="seven" tabindex="0"></span></label><input type="checkbox" id="c" data-t="x">"#,
        "Volume seven",
    ),
    (
        "2C range without value text gives its number",
        r#"<label for="c">Volume <span role="slider" aria-valuenow="7" tabindex="0"></span></label><input type="checkbox" id="c" data-t="x">"#,
        "Volume 7",
    ),
    (
        "2C a field is not part of its own wrapping label",
        r#"<label>Name <input value="Ann" data-listed data-t="x"></label>"#,
        "Name",
    ),
    // 2D: aria-label.
    (
        "2D before content",
        r#"<button aria-label="Close" data-t="x">X</button>"#,
        "Close",
    ),
    (
        "2D before label",
        r#"<label for="c">shown</label><input id="c" aria-label="spoken" data-t="x">"#,
        "spoken",
    ),
    (
        "2D empty is no label",
        r#"<button aria-label="" data-t="x">Go</button>"#,
        "Go",
    ),
    (
        "2D blank is no label",
        r#"<button aria-label="   " data-t="x">Go</button>"#,
        "Go",
    ),
    (
        "2D of a child counts in content",
        r#"<button data-t="x">Save <span aria-label="and close">&amp;</span></button>"#,
        "Save and close",
    ),
    (
        "2D whitespace is made single",
        r#"<button aria-label="  Save   all " data-t="x">x</button>"#,
        "Save all",
    ),
    // 2E: native markup.
    (
        "2E label for",
        r#"<label for="c">Name</label><input id="c" data-t="x">"#,
        "Name",
    ),
    (
        "2E label around",
        r#"<label>Name <input data-t="x"></label>"#,
        "Name",
    ),
    (
        "2E label after",
        r#"<input type="checkbox" id="c" data-t="x"><label for="c">Active</label>"#,
        "Active",
    ),
    (
        "2E two labels in document order",
        r#"<label for="c">Start</label><input id="c" data-t="x"><label for="c">date</label>"#,
        "Start date",
    ),
    (
        "2E label around for another field does not count",
        r#"<label for="d">Other <input aria-label="mine" data-t="x"></label><input id="d">"#,
        "mine",
    ),
    (
        "2E label with markup",
        r#"<label for="c"><b>First</b> <i>name</i></label><input id="c" data-t="x">"#,
        "First name",
    ),
    (
        "2E label with an image",
        r#"<label for="c"><img alt="Search"></label><input id="c" data-t="x">"#,
        "Search",
    ),
    (
        "2E label of a button before content",
        r#"<label for="c">Label</label><button id="c" data-t="x">content</button>"#,
        "Label",
    ),
    (
        "2E label of a select",
        r#"<label for="c">Level</label><select id="c" data-t="x"><option>A</option></select>"#,
        "Level",
    ),
    (
        "2E label of a textarea",
        r#"<label for="c">Notes</label><textarea id="c" data-t="x"></textarea>"#,
        "Notes",
    ),
    ("2E alt", r#"<img alt="Logo" data-t="x">"#, "Logo"),
    (
        "2E image without alt has its title",
        r#"<img title="Logo" data-t="x">"#,
        "Logo",
    ),
    (
        "2E alt in a link",
        r#"<a href="/" data-t="x"><img alt="Home"></a>"#,
        "Home",
    ),
    (
        "2E alt and text in a link",
        r#"<a href="/" data-t="x"><img alt="Go"> home</a>"#,
        "Go home",
    ),
    (
        "2E empty alt gives nothing",
        r#"<a href="/" data-t="x"><img alt="">Home</a>"#,
        "Home",
    ),
    (
        "2E value of a button input",
        r#"<input type="button" value="Generate" data-t="x">"#,
        "Generate",
    ),
    (
        "2E value of a submit input",
        r#"<input type="submit" value="Save" data-t="x">"#,
        "Save",
    ),
    (
        "2E submit without value",
        r#"<input type="submit" data-t="x">"#,
        "Submit",
    ),
    (
        "2E reset without value",
        r#"<input type="reset" data-t="x">"#,
        "Reset",
    ),
    (
        "2E alt of an image input",
        r#"<input type="image" alt="Search" data-t="x">"#,
        "Search",
    ),
    (
        "2E image input without alt has its title",
        r#"<input type="image" title="Find" data-t="x">"#,
        "Find",
    ),
    (
        "2E legend of a fieldset",
        r#"<fieldset data-t="x"><legend>Address</legend><input></fieldset>"#,
        "Address",
    ),
    (
        "2E caption of a table",
        r#"<table data-t="x"><caption>Levels</caption><tr><td>1</td></tr></table>"#,
        "Levels",
    ),
    (
        "2E figcaption of a figure",
        r#"<figure data-t="x"><img alt="a"><figcaption>Chart</figcaption></figure>"#,
        "Chart",
    ),
    (
        "2E title element of an svg",
        r#"<svg role="img" data-t="x"><title>Menu</title></svg>"#,
        "Menu",
    ),
    (
        "2E svg title in a button",
        r#"<button data-t="x"><svg><title>Delete</title></svg></button>"#,
        "Delete",
    ),
    (
        "2E label attribute of an option",
        r#"<select><option label="Short" data-t="x">Long text</option></select>"#,
        "Short",
    ),
    (
        "2E option text",
        r#"<select><option data-t="x">Admin</option></select>"#,
        "Admin",
    ),
    (
        "2E summary",
        r#"<details open><summary data-t="x">More</summary>text</details>"#,
        "More",
    ),
    // 2F: name from content.
    ("2F button", r#"<button data-t="x">Save</button>"#, "Save"),
    ("2F link", r#"<a href="/" data-t="x">Home</a>"#, "Home"),
    ("2F heading", r#"<h2 data-t="x">Settings</h2>"#, "Settings"),
    (
        "2F inline elements join without a space",
        r#"<button data-t="x">Save<b>d</b></button>"#,
        "Saved",
    ),
    (
        "2F blocks are set apart",
        r#"<button data-t="x"><div>Save</div><div>Close</div></button>"#,
        "Save Close",
    ),
    (
        "2F br sets apart",
        r#"<button data-t="x">Save<br>all</button>"#,
        "Save all",
    ),
    (
        "2F nested",
        r#"<button data-t="x"><span><span>Deep</span></span></button>"#,
        "Deep",
    ),
    (
        "2F cell",
        r#"<table><tr><td data-t="x">42</td></tr></table>"#,
        "42",
    ),
    (
        "2F row joins cells",
        r#"<table><tr data-t="x"><td>A</td><td>B</td></tr></table>"#,
        "A B",
    ),
    (
        "2F role button",
        r#"<div role="button" data-t="x">Go</div>"#,
        "Go",
    ),
    (
        "2F role menuitem",
        r#"<ul role="menu"><li role="menuitem" data-t="x"><span>Copy</span></li></ul>"#,
        "Copy",
    ),
    (
        "2F role tab",
        r#"<div role="tablist"><div role="tab" data-t="x">General</div></div>"#,
        "General",
    ),
    (
        "2F role checkbox",
        r#"<div role="checkbox" aria-checked="false" data-t="x">Agree</div>"#,
        "Agree",
    ),
    (
        "2F role radio",
        r#"<div role="radio" aria-checked="false" data-t="x">Custom</div>"#,
        "Custom",
    ),
    (
        "2F role switch",
        r#"<div role="switch" aria-checked="true" data-t="x">Wifi</div>"#,
        "Wifi",
    ),
    (
        "2F role option",
        r#"<div role="listbox"><div role="option" data-t="x">One</div></div>"#,
        "One",
    ),
    (
        "2F role treeitem",
        r#"<div role="tree"><div role="treeitem" data-t="x">Node</div></div>"#,
        "Node",
    ),
    (
        "2F role columnheader",
        r#"<div role="grid"><div role="row"><div role="columnheader" data-t="x">Name</div></div></div>"#,
        "Name",
    ),
    (
        "2F the first known role counts",
        r#"<div role="unknown button" data-t="x">Go</div>"#,
        "Go",
    ),
    (
        "2F a text field has no name from content",
        r#"<div role="textbox" contenteditable aria-label="Notes" data-t="x">typed</div>"#,
        "Notes",
    ),
    (
        "2F a child's title counts where it has nothing else",
        r#"<button data-t="x"><i title="Refresh"></i></button>"#,
        "Refresh",
    ),
    (
        "2F a link in a heading",
        r#"<h3 data-t="x"><a href="/">Linked</a> heading</h3>"#,
        "Linked heading",
    ),
    (
        "2F text of a shadow root in place of the host's",
        r#"<button data-t="x"><x-y><template shadowrootmode="open"><b>Inside</b></template></x-y></button>"#,
        "Inside",
    ),
    (
        "2F what aria-owns names follows the content",
        r#"<button aria-owns="o" data-t="x">Save</button><i id="o">all</i>"#,
        "Save all",
    ),
    (
        "2F aria-owns in a circle ends",
        r#"<button aria-owns="o" id="b" data-t="x">Save</button><i id="o" aria-owns="b">all</i>"#,
        "Save all",
    ),
    // 2I: tooltip, placeholder.
    (
        "2I title of a field",
        r#"<input title="Search" data-t="x">"#,
        "Search",
    ),
    (
        "2I title of an empty link",
        r#"<a href="/" title="Home" data-t="x"></a>"#,
        "Home",
    ),
    (
        "2I content before title",
        r#"<a href="/" title="tip" data-t="x">Home</a>"#,
        "Home",
    ),
    (
        "2I title before placeholder",
        r#"<input title="Search" placeholder="words" data-t="x">"#,
        "Search",
    ),
    (
        "2I placeholder last",
        r#"<input placeholder="Search…" data-t="x">"#,
        "Search…",
    ),
    (
        "2I aria-placeholder",
        r#"<div role="textbox" contenteditable aria-placeholder="Write" data-t="x"></div>"#,
        "Write",
    ),
    // Whitespace.
    (
        "whitespace is single and trimmed",
        "<button data-t=\"x\">\n  Save \t all\n</button>",
        "Save all",
    ),
    (
        "no-break spaces are spaces",
        "<button data-t=\"x\">Save&nbsp;all</button>",
        "Save all",
    ),
];

/// Rule, HTML, what the specification says, what comes out, why.
const EXPECTED_TO_DIFFER: &[(&str, &str, &str, &str, &str)] = &[
    (
        "2E a hidden label still labels",
        r#"<label for="c" hidden>Name</label><input id="c" data-t="x">"#,
        "Name",
        "",
        "what is not rendered is listed only where an id refers to it, and a label has none",
    ),
    (
        "2F inline-block children are set apart",
        r#"<button data-t="x">Save<span style="display:inline-block;margin:0">all</span></button>"#,
        "Save all",
        "Saveall",
        "the digest has no computed display; asking for it on every element costs layout time",
    ),
    (
        "2C the value of a text field counts",
        r#"<label for="c">Flash <input value="3"> times</label><input type="checkbox" id="c" data-t="x">"#,
        "Flash 3 times",
        "Flash times",
        "a digest holds no field values but those a step's condition names",
    ),
    (
        "2F text of pseudo elements",
        r#"<style>.x::before{content:"New "}</style><button class="x" data-t="x">user</button>"#,
        "New user",
        "user",
        "pseudo elements are not read: it needs a computed style per element",
    ),
];

fn name_of(html: &str) -> String {
    let page = page(&format!("<body>{html}</body>"));
    page.name(at(&page, "x")).to_owned()
}

#[test]
fn every_rule_gives_its_name() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(rule, html, want)| {
            let got = name_of(html);
            (got != *want).then(|| format!("{rule}: {got:?} instead of {want:?}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn known_differences_are_as_described() {
    for (rule, html, specified, comes_out, why) in EXPECTED_TO_DIFFER {
        assert!(!why.is_empty());
        assert_ne!(specified, comes_out, "{rule}: is no difference");
        assert_eq!(name_of(html), *comes_out, "{rule}");
    }
}
