//! The changes: each leaves a page that a person would still read in the same way. One change is a
//! kind and a seed of its own, so that a list of them can be shortened and gives the same page.
//! Other kits' markup for the same control stands in `kits`, other words in `texts`.

use super::kits;
use super::texts;
use super::tree::{Rng, Tree};
use proxuma_connect::page::digest::{Box2, flag};

/// Kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every id anew, with what refers to it.
    RenameIds,
    /// Class names of another version of the kit: the same words, written in another way.
    RenameClasses,
    /// One element's class names hashed, as build tools do.
    HashClass,
    /// All of them; never one of a plan, because then only eyes can tell a drawn box.
    HashClasses,
    /// A box around an element, around a text; a box less.
    WrapElement,
    WrapText,
    Unwrap,
    /// A box around a label and its field.
    WrapField,
    /// Two siblings of one kind change places.
    Reorder,
    /// The same control as another kit builds it.
    KitPart,
    /// Another word for the same, other case and punctuation, another language.
    Synonym,
    Case,
    Translate,
    /// Something that resembles a target beside it.
    LookAlike,
    /// A copy of a target that can't be seen.
    HiddenCopy,
    /// A class name or attribute less.
    DropHint,
    /// Zoom, scrolling, a few pixels.
    Zoom,
    Scroll,
    Jitter,
    /// A notice at the top; a sentence that mentions a target; a section or row more.
    Notice,
    Mention,
    Neighbour,
    /// Required mark, icon, badge, remark beside a text.
    Mark,
    /// A text in two pieces.
    Split,
    /// A tooltip or label that says what is seen.
    Tooltip,
}

use Kind as K;

/// How often each kind is taken.
const SHARES: [(Kind, usize); 24] = [
    (K::RenameIds, 1),
    (K::RenameClasses, 1),
    (K::HashClass, 2),
    (K::WrapElement, 5),
    (K::WrapText, 3),
    (K::Unwrap, 3),
    (K::WrapField, 3),
    (K::Reorder, 5),
    (K::KitPart, 6),
    (K::Synonym, 4),
    (K::Case, 4),
    (K::Translate, 1),
    (K::LookAlike, 6),
    (K::HiddenCopy, 2),
    (K::DropHint, 4),
    (K::Zoom, 1),
    (K::Scroll, 1),
    (K::Jitter, 2),
    (K::Notice, 1),
    (K::Mention, 3),
    (K::Neighbour, 2),
    (K::Mark, 4),
    (K::Split, 2),
    (K::Tooltip, 3),
];

/// Fewest changes of a page.
const FEWEST: usize = 30;

/// Changes a page at least [`FEWEST`] times as a seed says; gives the list of changes.
pub fn change(tree: &mut Tree, seed: u64) -> Vec<(Kind, u64)> {
    let mut rng = Rng::new(seed);
    let all: usize = SHARES.iter().map(|(_, share)| share).sum();
    let mut list: Vec<(Kind, u64)> = Vec::new();
    let count = FEWEST + rng.below(12);
    while list.len() < count {
        let mut at = rng.below(all);
        for (kind, share) in SHARES {
            if at < share {
                let seed = rng.next();
                if apply(tree, kind, seed).is_some() {
                    list.push((kind, seed));
                }
                break;
            }
            at -= share;
        }
    }
    list
}

/// Makes one change; says what was done, or nothing if the page has no place for it.
pub fn apply(tree: &mut Tree, kind: Kind, seed: u64) -> Option<String> {
    let mut rng = Rng::new(seed);
    let rng = &mut rng;
    match kind {
        K::RenameIds => rename_ids(tree, rng),
        K::RenameClasses => rename_classes(tree, rng),
        K::HashClass => hash_class(tree, rng),
        K::HashClasses => hash_classes(tree),
        K::WrapElement => wrap_element(tree, rng),
        K::WrapText => wrap_text(tree, rng),
        K::Unwrap => unwrap(tree, rng),
        K::WrapField => wrap_field(tree, rng),
        K::Reorder => reorder(tree, rng),
        K::KitPart => kits::swap(tree, rng),
        K::Synonym => texts::synonym(tree, rng),
        K::Case => texts::case(tree, rng),
        K::Translate => texts::translate(tree, rng),
        K::LookAlike => look_alike(tree, rng),
        K::HiddenCopy => hidden_copy(tree, rng),
        K::DropHint => drop_hint(tree, rng),
        K::Zoom => zoom(tree, rng),
        K::Scroll => scroll(tree, rng),
        K::Jitter => jitter(tree, rng),
        K::Notice => notice(tree, rng),
        K::Mention => mention(tree, rng),
        K::Neighbour => neighbour(tree, rng),
        K::Mark => texts::mark(tree, rng),
        K::Split => texts::split(tree, rng),
        K::Tooltip => texts::tooltip(tree, rng),
    }
}

const REFERENCES: [&str; 5] = [
    "for",
    "aria-labelledby",
    "aria-controls",
    "aria-owns",
    "aria-describedby",
];

fn rename_ids(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let base = rng.below(90_000);
    let new = |old: &str| format!("ctl{base}_{}", old.bytes().map(u32::from).sum::<u32>());
    let mut known: Vec<(String, String)> = Vec::new();
    for at in tree.all(|_, _| true) {
        if let Some(id) = tree.node(at).attr("id").map(str::to_owned) {
            let fresh = format!("{}x{}", new(&id), known.len());
            tree.set(at, "id", &fresh);
            known.push((id, fresh));
        }
    }
    for at in tree.all(|_, _| true) {
        for name in REFERENCES {
            if let Some(list) = tree.node(at).attr(name).map(str::to_owned) {
                let list: Vec<&str> = list
                    .split_ascii_whitespace()
                    .map(|id| {
                        known
                            .iter()
                            .find(|(old, _)| old == id)
                            .map_or(id, |(_, new)| new)
                    })
                    .collect();
                tree.set(at, name, &list.join(" "));
            }
        }
    }
    Some("other ids".into())
}

fn rename_classes(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let style = rng.below(3);
    let rename = |class: &str| match style {
        0 => format!("{}7", class.trim_end_matches(|c: char| c.is_ascii_digit())),
        1 => kebab(class),
        _ => format!("At{class}"),
    };
    for at in tree.all(|t, at| t.node(at).attr("class").is_some()) {
        let class = tree.node(at).attr("class").unwrap_or("").to_owned();
        let new: Vec<String> = class.split_ascii_whitespace().map(rename).collect();
        tree.set(at, "class", &new.join(" "));
    }
    Some(format!("class names in style {style}"))
}

/// `CheckBoxEditor` → `ui-check-box-editor`.
fn kebab(class: &str) -> String {
    let mut out = String::from("ui");
    let mut lower = true;
    for c in class.chars() {
        if c.is_ascii_uppercase() && lower || out == "ui" {
            out.push('-');
        }
        lower = !c.is_ascii_uppercase();
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn hash_class(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let at = *rng.pick(&tree.all(|t, at| t.node(at).attr("class").is_some()))?;
    let told = format!("hash the class of #{}", tree.node(at).id);
    let new = format!("sc-{:x}", rng.below(0xff_ffff));
    tree.set(at, "class", &new);
    Some(told)
}

fn hash_classes(tree: &mut Tree) -> Option<String> {
    for at in tree.all(|t, at| t.node(at).attr("class").is_some()) {
        let class = tree.node(at).attr("class").unwrap_or("");
        let hash = class
            .bytes()
            .fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
        tree.set(at, "class", &format!("_{hash:08x}"));
    }
    Some("no class name that says anything".into())
}

/// An element near a target half of the time, anywhere otherwise.
fn somewhere(tree: &Tree, rng: &mut Rng, test: impl Fn(&Tree, usize) -> bool) -> Option<usize> {
    let all = tree.all(|t, at| at > 1 && test(t, at));
    if rng.one_in(2) {
        return rng.pick(&all).copied();
    }
    let right = *rng.pick(&tree.rights())?;
    let mut top = right;
    for _ in 0..3 {
        top = tree.items[top].up.unwrap_or(top);
    }
    let near: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&at| tree.within(at, top) && tree.within(right, at) || tree.within(at, right))
        .collect();
    rng.pick(&near).or(rng.pick(&all)).copied()
}

/// Whether HTML lets a `div` stand here.
fn flows(tree: &Tree, at: usize) -> bool {
    let inner = matches!(
        tree.tag(at),
        "tr" | "td"
            | "th"
            | "tbody"
            | "thead"
            | "option"
            | "path"
            | "body"
            | "li"
            | "summary"
            | "legend"
            | "optgroup"
            | "ul"
    );
    let up = tree.items[at].up.map_or("", |up| tree.tag(up));
    let outer = matches!(
        up,
        "tr" | "table" | "tbody" | "thead" | "select" | "svg" | "ul" | "details" | "html"
    );
    !inner && !outer && tree.items[at].up.is_some()
}

fn wrap_element(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let at = somewhere(tree, rng, flows)?;
    let class = *rng.pick(&["", "flex-row", "wrapper", "css-1x2k", "Inner"])?;
    let told = format!("wrap #{}", tree.node(at).id);
    tree.wrap(at, 1, "div", class)?;
    Some(told)
}

fn wrap_text(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let texts: Vec<usize> = tree
        .order()
        .into_iter()
        .filter(|&at| {
            tree.node(at).is_text()
                && tree.items[at]
                    .up
                    .is_some_and(|up| !matches!(tree.tag(up), "option" | "tr" | "table"))
        })
        .collect();
    let at = *rng.pick(&texts)?;
    let tag = *rng.pick(&["span", "b", "font", "div"])?;
    tree.wrap(at, 1, tag, "")?;
    Some(format!("{tag} around {:?}", tree.node(at).text))
}

fn unwrap(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let idle = |t: &Tree, at: usize| {
        matches!(t.tag(at), "div" | "span")
            && t.items[at].kids.len() == 1
            && !t.node(t.items[at].kids[0]).is_text()
            && t.node(at).attrs.iter().all(|(n, _)| n == "id")
    };
    let at = *rng.pick(&tree.all(|t, at| at > 1 && idle(t, at)))?;
    let (up, place) = tree.place(at)?;
    let kid = *tree.items[at].kids.first()?;
    let told = format!("no box #{}", tree.node(at).id);
    tree.take(kid);
    tree.take(at);
    tree.put(kid, up, place);
    Some(told)
}

/// A field and what labels it: one element that holds both, or two siblings.
pub fn unit(tree: &Tree, right: usize) -> Option<(usize, usize)> {
    let mut at = right;
    loop {
        let up = tree.items[at].up?;
        let text = tree.text(up);
        // What a field holds is not its label, nor is the domain beside it.
        if text == tree.text(right) || text.starts_with('@') {
            at = up;
            continue;
        }
        let short = text.len() < 60 && tree.below(up).len() < 30;
        return if tree.tag(at) == "td" || short {
            Some((up, 1))
        } else {
            let (up, place) = tree.place(at)?;
            let label = *tree.items[up].kids.get(place.checked_sub(1)?)?;
            let told = !tree.node(label).is_text() && !tree.text(label).trim().is_empty();
            told.then_some((label, 2))
        };
    }
}

const FIELDS: [&str; 9] = [
    "level-name",
    "can-create-webhooks",
    "maximum-webhooks",
    "can-login-api",
    "first-name",
    "last-name",
    "email",
    "key-field",
    "secret-field",
];

fn wrap_field(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let name = *rng.pick(&FIELDS)?;
    let (first, count) = unit(tree, tree.right(name)?)?;
    if !flows(tree, first) {
        return None;
    }
    let class = *rng.pick(&["", "form-field", "Field", "css-9f"])?;
    tree.wrap(first, count, "div", class)?;
    Some(format!("a box around {name} and its label"))
}

fn reorder(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let twins = |t: &Tree, at: usize| -> Option<usize> {
        let (up, place) = t.place(at)?;
        let next = *t.items[up].kids.get(place + 1)?;
        let same = t.tag(at) == t.tag(next)
            && t.node(at).attr("class") == t.node(next).attr("class")
            && t.node(at).attr("role") == t.node(next).attr("role");
        let fixed = matches!(t.tag(at), "td" | "th" | "option" | "path" | "body" | "span");
        (same && !fixed && !t.text(at).is_empty() && !t.text(next).is_empty()).then_some(next)
    };
    let at = *rng.pick(&tree.all(|t, at| twins(t, at).is_some()))?;
    let next = twins(tree, at)?;
    let (up, place) = tree.place(at)?;
    let (a, b) = (tree.node(at).rect, tree.node(next).rect);
    if (a.y - b.y).abs() < 4.0 {
        tree.shift(next, a.x - b.x, 0.0);
        tree.shift(at, b.x + b.w - a.w - a.x, 0.0);
    } else {
        tree.shift(next, 0.0, a.y - b.y);
        tree.shift(at, 0.0, b.y + b.h - a.h - a.y);
    }
    tree.take(next);
    tree.put(next, up, place);
    Some(format!(
        "#{} before #{}",
        tree.node(next).id,
        tree.node(at).id
    ))
}

/// Moves what lies below a line.
fn push_down(tree: &mut Tree, from: f32, by: f32) {
    for at in tree.all(|_, _| true) {
        let rect = &mut tree.edit(at).rect;
        if rect.y >= from {
            rect.y += by;
        }
    }
}

/// Labels that resemble a target's and mean something else.
const ALIKE: [(&str, &[&str]); 26] = [
    (
        "save-level",
        &[
            "Save",
            "Save & New",
            "Close",
            "Save & Copy",
            "Discard & Close",
        ],
    ),
    (
        "save-user",
        &[
            "Save",
            "Save & New",
            "Close",
            "Save Draft",
            "Discard & Close",
        ],
    ),
    (
        "new-button",
        &["New Resource", "New Window", "Import", "News"],
    ),
    (
        "new-api-user",
        &[
            "New Resource",
            "New User",
            "New API Key",
            "New Dashboard User",
        ],
    ),
    (
        "copy-item",
        &[
            "Copy Link",
            "Copy to Clipboard",
            "Edit",
            "Copy Name",
            "Delete",
        ],
    ),
    ("edit-item", &["Edit Columns", "Delete", "Edit View"]),
    (
        "security-levels",
        &[
            "Security",
            "Client Portal Security Levels",
            "Site Security",
            "Security Audit",
        ],
    ),
    (
        "users-link",
        &[
            "Resource Roles",
            "Inactive Resources/Users",
            "Resource Groups",
            "Users",
        ],
    ),
    (
        "settings-users",
        &[
            "Settings",
            "Users",
            "Features & Settings",
            "Billing Settings",
        ],
    ),
    (
        "admin-menu",
        &["Administrator", "Admin Reports", "Admin Help"],
    ),
    (
        "full-permission",
        &["No Permission", "Read Permission", "Custom Permission"],
    ),
    (
        "generate-key",
        &["Generate Report", "Generate Integration Code", "Copy Key"],
    ),
    (
        "generate-secret",
        &["Generate Report", "Show Secret", "Copy Secret"],
    ),
    (
        "api-level-row",
        &[
            "API User (system) Can't Read Costs (API-only)",
            "Copy of API User (system) (API-only)",
            "API Reporting User (API-only)",
            "Dashboard User (system)",
        ],
    ),
    (
        "level-name",
        &["Display Name", "Description", "Name of Approver"],
    ),
    (
        "can-create-webhooks",
        &[
            "Can create Webhooks for Contacts",
            "Can't create Webhooks",
            "Can view Webhooks",
            "Can delete Webhooks",
            "Can create Workflow Rules",
        ],
    ),
    (
        "maximum-webhooks",
        &[
            "Maximum number of attachments",
            "Maximum number of dashboards",
            "Minimum number of Webhooks",
        ],
    ),
    (
        "can-login-api",
        &[
            "Can login to Client Portal",
            "Can't login to Web Services API",
            "Can login to LiveMobile",
        ],
    ),
    (
        "first-name",
        &["Middle Name", "Preferred Name", "User Name Prefix"],
    ),
    ("last-name", &["Middle Name", "Maiden Name", "Suffix"]),
    (
        "email",
        &["Additional Email", "Email Signature", "Email Address 2"],
    ),
    ("key-field", &["Key Alias", "Tracking Identifier"]),
    ("secret-field", &["Confirm Password", "Password Hint"]),
    (
        "user-level",
        &["Portal Security Level", "License Level", "Security Group"],
    ),
    (
        "integration-vendor",
        &[
            "None",
            "Custom (Internal Integration)",
            "Integration Partner",
        ],
    ),
    (
        "vendor-option",
        &[
            "Proxima - Planning",
            "Prox Security",
            "Project Management Pro",
        ],
    ),
];

fn look_alike(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let present: Vec<_> = ALIKE
        .iter()
        .filter(|(name, _)| tree.right(name).is_some())
        .collect();
    let (name, labels) = rng.pick(&present)?;
    let label = *rng.pick(labels)?;
    let right = tree.right(name)?;
    let field = tree.text(right).is_empty() || matches!(tree.tag(right), "select");
    let (first, count) = if field || *name == "user-level" {
        unit(tree, right)?
    } else {
        (right, 1)
    };
    let (up, place) = tree.place(first)?;
    let parts: Vec<usize> = tree.items[up].kids[place..place + count].to_vec();
    let r = tree.node(first).rect;
    let whole = parts.iter().map(|&p| tree.node(p).rect.h).sum::<f32>();
    let beside = tree.text(up) != tree.text(right) && r.w < 260.0 && count == 1 && !field;
    let before = rng.one_in(2);
    if !beside {
        push_down(tree, r.y + whole, whole);
    }
    for (n, part) in parts.into_iter().enumerate() {
        let new = tree.copy(part);
        relabel(tree, new, label);
        for at in tree.below(new) {
            tree.edit(at).flags &= !(flag::FILLED | flag::FOCUSED | flag::CHECKED);
            tree.unset(at, "title");
            tree.unset(at, "aria-label");
            tree.unset(at, "placeholder");
            tree.unset(at, "data-onyx-external-id");
        }
        let put = if before { place + n } else { place + count + n };
        tree.put(new, up, put);
        // Without a reference a copied label would still name the original.
        for at in tree.below(new) {
            for name in REFERENCES {
                tree.unset(at, name);
            }
        }
        match (beside, before) {
            (true, false) => tree.shift(new, r.w + 8.0, 0.0),
            (true, true) => tree.shift(part, r.w + 8.0, 0.0),
            (false, false) => tree.shift(new, 0.0, whole),
            (false, true) => {
                tree.shift(part, 0.0, whole);
            }
        }
    }
    Some(format!("{label:?} beside {name}"))
}

/// Gives the longest text of a part another wording, and takes the others away; of a row the first
/// cell that has words.
fn relabel(tree: &mut Tree, top: usize, label: &str) {
    let texts: Vec<usize> = tree
        .below(top)
        .into_iter()
        .filter(|&at| {
            let up = tree.items[at].up.map_or("", |up| tree.tag(up));
            tree.node(at).is_text() && !matches!(up, "option" | "p")
        })
        .collect();
    let row = tree.tag(top) == "tr";
    let worded = |&at: &usize| {
        let text = &tree.node(at).text;
        text.chars().filter(|c| c.is_alphabetic()).count() > 3
    };
    let longest = match row {
        // A text in pieces is one: its cell's first.
        true => texts.iter().copied().find(worded),
        false => texts
            .iter()
            .copied()
            .max_by_key(|&at| tree.node(at).text.len()),
    };
    let cell = longest.and_then(|at| {
        let mut up = Some(at);
        while let Some(at) = up.filter(|&at| tree.tag(at) != "td") {
            up = tree.items[at].up;
        }
        up
    });
    for at in tree.below(top) {
        if tree.node(at).attr("type") == Some("button") {
            tree.set(at, "value", label);
        }
    }
    // In a row only the name changes; a text in pieces becomes one.
    for at in texts {
        let whole = !row || cell.is_some_and(|cell| tree.within(at, cell));
        if Some(at) == longest {
            tree.edit(at).text = label.into();
        } else if whole && tree.node(at).text.contains(char::is_alphabetic) {
            tree.edit(at).text = String::from(" ");
        }
    }
}

fn hidden_copy(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let right = *rng.pick(&tree.rights())?;
    let top = match tree.items[right].up {
        Some(up) if rng.one_in(2) && tree.below(up).len() < 60 => up,
        _ => right,
    };
    let body = tree.order().get(1).copied()?;
    let new = tree.copy(top);
    let way = rng.below(2);
    for at in tree.below(new) {
        let node = tree.edit(at);
        match way {
            0 => node.flags |= flag::INVISIBLE,
            _ => {
                node.rect.x -= 12_000.0;
                node.rect.y = -9_999.0;
            }
        }
    }
    let place = if rng.one_in(2) { 0 } else { usize::MAX };
    tree.put(new, body, place);
    Some(format!("a hidden copy of #{}", tree.node(top).id))
}

fn drop_hint(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let hint = |n: &str| {
        matches!(
            n,
            "class" | "tabindex" | "name" | "autocomplete" | "maxlength" | "id"
        ) || n.starts_with("data-")
    };
    let at = somewhere(tree, rng, |t, at| {
        t.node(at).attrs.iter().any(|(n, _)| hint(n))
    })?;
    let names: Vec<String> = tree
        .node(at)
        .attrs
        .iter()
        .map(|(n, _)| n.clone())
        .filter(|n| hint(n))
        .collect();
    let name = rng.pick(&names)?.clone();
    let id = tree.node(at).id;
    if name == "id" {
        let used = tree.node(at).attr("id").unwrap_or("").to_owned();
        let referred = tree.all(|t, other| {
            REFERENCES.iter().any(|r| {
                t.node(other)
                    .attr(r)
                    .is_some_and(|list| list.split(' ').any(|i| i == used))
            })
        });
        if !referred.is_empty() {
            return None;
        }
    }
    if name != "class" {
        tree.unset(at, &name);
        return Some(format!("no {name} on #{id}"));
    }
    let class = tree.node(at).attr("class").unwrap_or("").to_owned();
    let list: Vec<&str> = class.split_ascii_whitespace().collect();
    let gone = *rng.pick(&list)?;
    // Whether a drawn box is on is seen; its class name is how a digest tells it.
    if gone.contains("hecked") || gone.contains("Disabled") {
        return None;
    }
    let rest: Vec<&str> = list.into_iter().filter(|c| *c != gone).collect();
    tree.set(at, "class", &rest.join(" "));
    Some(format!("no class {gone:?} on #{id}"))
}

fn every_box(tree: &mut Tree, change: impl Fn(&mut Box2)) {
    for at in tree.all(|_, _| true) {
        change(&mut tree.edit(at).rect);
    }
}

fn zoom(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let by = *rng.pick(&[0.5, 0.67, 0.8, 1.1, 1.25, 1.5, 2.0])?;
    every_box(tree, |r| {
        (r.x, r.y, r.w, r.h) = (r.x * by, r.y * by, r.w * by, r.h * by)
    });
    Some(format!("zoom {by}"))
}

fn scroll(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    if tree.node(0).rect.y < 0.0 {
        return None;
    }
    let by = rng.below(700) as f32;
    every_box(tree, |r| r.y -= by);
    Some(format!("scrolled by {by}"))
}

fn jitter(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let most = 1 + rng.below(5);
    for at in tree.all(|_, _| true) {
        let d = rng.below(2 * most + 1) as f32 - most as f32;
        let rect = &mut tree.edit(at).rect;
        if rect.w > 12.0 && rect.h > 0.0 {
            rect.x += d;
            rect.w += d;
        }
    }
    Some(format!("boxes by {most} px"))
}

fn notice(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let text = *rng.pick(&[
        "Planned maintenance on Sunday from 02:00 to 03:00.",
        "Your session ends in 20 minutes.",
        "New: security levels can now be exported.",
    ])?;
    let body = tree.order().get(1).copied()?;
    push_down(tree, 0.0, 40.0);
    let strip = Box2 {
        x: 0.0,
        y: 0.0,
        w: 1360.0,
        h: 40.0,
    };
    let bar = tree.element("div", rng.pick(&["banner", "Notice", "css-77"])?, strip);
    let words = tree.words(text);
    tree.append(words, bar);
    let button = tree.element(
        "button",
        "",
        Box2 {
            x: 1300.0,
            y: 8.0,
            w: 50.0,
            h: 24.0,
        },
    );
    let close = tree.words("Dismiss");
    tree.append(close, button);
    tree.append(button, bar);
    tree.put(bar, body, 0);
    Some(format!("notice {text:?}"))
}

fn mention(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    let right = *rng.pick(&tree.rights())?;
    let label = tree.text(right);
    let wide = |t: &Tree, up: usize| t.items[up].kids.len() > 2 && t.node(up).rect.w > 300.0;
    let text = match (rng.below(3), label.as_str()) {
        (_, "") => "Ask your administrator which values to enter.".to_owned(),
        (0, label) => format!("See {label} for more."),
        (1, label) => format!("{label}: what this means is explained in the help."),
        (_, label) => format!("Learn about {label} and how to use it."),
    };
    let rights = tree.rights();
    let at = *rng.pick(&tree.all(|t, at| {
        let free = t.items[at]
            .up
            .is_some_and(|up| wide(t, up) && !rights.iter().any(|&r| t.within(up, r)));
        let r = t.node(at).rect;
        flows(t, at) && t.tag(at) == "div" && r.w > 300.0 && r.h > 0.0 && free
    }))?;
    let (up, place) = tree.place(at)?;
    let r = tree.node(at).rect;
    push_down(tree, r.y + r.h, 20.0);
    let line = Box2 {
        y: r.y + r.h,
        h: 20.0,
        ..r
    };
    let p = tree.element("p", "", line);
    let words = tree.words(&text);
    tree.append(words, p);
    tree.put(p, up, place + 1);
    // Between a label and its field it would be read as the label.
    let split = tree.items[up]
        .kids
        .get(place + 2)
        .is_some_and(|&next| tree.text(next).is_empty());
    if split {
        tree.take(p);
        return None;
    }
    Some(format!("mention {text:?}"))
}

/// Parts that other releases of a page may have more.
fn neighbour(tree: &mut Tree, rng: &mut Rng) -> Option<String> {
    const TITLES: [&str; 6] = [
        "Co-managed Help Desk",
        "Artificial Intelligence",
        "Mobile Access",
        "Other/Shared",
        "Data Retention",
        "Web Portal",
    ];
    let sections = [
        "section-other",
        "section-web-services",
        "resources-hr",
        "line-of-business",
    ];
    let name = *rng.pick(&sections)?;
    let heading = tree.right(name)?;
    let title = *rng.pick(&TITLES)?;
    // The section's box: what holds the heading and its content, with the boxes around it.
    let mut outer = tree.items[heading].up?;
    while let Some(up) = tree.items[outer].up
        && tree.items[up].kids.len() == 1
    {
        outer = up;
    }
    if tree.below(outer).len() > 400 || outer < 2 {
        return None;
    }
    let (up, place) = tree.place(outer)?;
    let new = tree.copy(outer);
    let copies: Vec<(usize, usize)> = tree.below(outer).into_iter().zip(tree.below(new)).collect();
    let copied = copies.iter().find(|(old, _)| *old == heading)?.1;
    relabel_title(tree, copied, title);
    for at in tree.below(new) {
        tree.unset(at, "title");
        tree.unset(at, "aria-label");
    }
    // Only the heading and one line of text are of the new part.
    let inside: Vec<usize> = tree.items[tree.items[copied].up?]
        .kids
        .iter()
        .copied()
        .filter(|&at| at != copied)
        .collect();
    for at in inside {
        for gone in tree.items[at].kids.clone() {
            tree.take(gone);
        }
        let words = tree.words("Nothing to set up here.");
        tree.append(words, at);
    }
    let h = tree.node(outer).rect.h;
    let bottom = tree.node(outer).rect.y + h;
    push_down(tree, bottom, h);
    tree.put(new, up, place + 1);
    tree.shift(new, 0.0, h);
    Some(format!("section {title:?} after {name}"))
}

/// Only the title of a heading, not the links that stand in it.
fn relabel_title(tree: &mut Tree, heading: usize, title: &str) {
    let first = tree
        .below(heading)
        .into_iter()
        .find(|&at| tree.node(at).is_text() && tree.node(at).text.contains(char::is_alphabetic));
    if let Some(at) = first {
        tree.edit(at).text = title.into();
    }
}
