//! Locating a target: which row of a page a guide's description means, and how sure that is.
//!
//! Every candidate gets values for each piece of evidence and the model's points for them
//! (`model`); the best one is `Found` only if it is good enough in itself *and* far enough ahead of
//! the next. A doubt is never resolved by guessing.

use super::bars::{BAR, bars, in_trail, top_bar};
use super::bits::Bits;
use super::called::{in_parts, says_menu, texts, without_context};
use super::digest::Box2;
use super::document::Page;
use super::model::{self, Feature, N, Values, Why};
use super::opened::list_around;
use super::role;
use super::row::{goes_on, row_parts, title_words};
use super::sentence::{about, in_sentence};
use super::side;
use super::target::{Label, Role, Target};
use super::weights::WEIGHTS;
use super::words::{Words, fit, letter};
use crate::order;
use std::ops::Range;

/// Name fit below which nothing is `Found`.
const GOOD_NAME: f32 = 0.84;

/// Name fit below which a candidate is not even mentioned.
const SOME_NAME: f32 = 0.45;

/// Fit of the role below which nothing is `Found`: a section's heading is no link, a radio no check
/// box, however well the name fits.
const SOME_ROLE: f32 = 0.22;

/// Lead over the second best that `Found` needs, points.
const LEAD: f32 = 0.8;

/// The same where the best has the very name that is looked for, and the second best has not.
const LEAD_EXACT: f32 = 0.4;

/// Name fit of the very name.
const EXACT: f32 = 0.99;

/// Points from which a named target can be `Found`.
const ENOUGH: f32 = 5.5;

/// Points from which a target without a name can be `Found`.
const ENOUGH_UNNAMED: f32 = 4.5;

/// Name fit by which a row's other cells are no rivals of the one that names it.
const OTHER_CELL: f32 = 0.3;

/// Lead that counts as complete, points.
const MOST: f32 = 10.0;

/// Weights of a constant, the points above what is enough, the lead (up to 3) and the name's fit
/// in the confidence of a guide's target. Set so that what is just `Found` has about 0.9.
const GUIDE_CONFIDENCE: [f32; 4] = [-3.2, 1.2, 1.5, 4.0];

/// Height up to which a thing is only a line, CSS px.
const LINE: f32 = 4.0;

/// Most matches reported with a doubt.
const BEST: usize = 4;

/// A candidate with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Row of the control itself.
    pub node: usize,
    /// Probability that this is meant, 0 to 1.
    pub confidence: f32,
    /// Points ahead of the next candidate (0 for all but the best).
    pub margin: f32,
    /// The evidence, the weightiest first.
    pub why: Vec<Why>,
}

/// Why nothing is pointed at although something resembles the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The best candidate is not like enough.
    Weak,
    /// Two candidates are about as good.
    Ambiguous,
    /// It is there but can't be seen (closed menu or section): open that first.
    Hidden,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// This one.
    Found(Match),
    /// Possibly one of these, best first.
    Unsure {
        /// Best candidates.
        best: Vec<Match>,
        /// What is in doubt.
        doubt: Doubt,
    },
    /// Nothing on the page resembles it.
    Absent,
}

impl Verdict {
    /// The match, if found.
    pub fn found(&self) -> Option<&Match> {
        match self {
            Verdict::Found(found) => Some(found),
            _ => None,
        }
    }
}

/// Looks for `target` on `page`, if `scope` is given only inside that row's element.
pub fn locate(page: &Page, target: &Target, scope: Option<usize>) -> Verdict {
    locate_outside(page, target, scope, None, &[])
}

/// The same, but never in the bar that row `within_bar` lies in, nor in rows that are `barred`.
pub fn locate_outside(
    page: &Page,
    target: &Target,
    scope: Option<usize>,
    within_bar: Option<usize>,
    barred: &[Range<usize>],
) -> Verdict {
    let mut sought = Sought::new(page, target);
    let own = within_bar.map_or(Vec::new(), |ix| bars(page, ix));
    sought.barred = [own.as_slice(), barred].concat();
    let look = |sought: &Sought| {
        let mut seen = candidates(page, sought, scope, true);
        // A trail leads back; and what a menu offers and a bar as well is meant in the menu.
        prefer(&mut seen, |one| !in_trail(page, one.node));
        if sought.target.opened_by.is_some() {
            prefer(&mut seen, |one| list_around(page, one.node).is_some());
        }
        place(page, sought, &mut seen);
        narrow(page, sought, &mut seen);
        decide(page, sought, &seen)
    };
    let mut verdict = look(&sought);
    let ambiguous = |v: &Verdict| {
        matches!(
            v,
            Verdict::Unsure {
                doubt: Doubt::Ambiguous,
                ..
            }
        )
    };
    // Where nothing says which bar is the product's, the topmost one decides between two.
    if target.not_in_bar_of.is_some() && within_bar.is_none() && ambiguous(&verdict) {
        sought.barred.extend(top_bar(page).map(|at| page.below(at)));
        verdict = look(&sought);
    }
    if matches!(verdict, Verdict::Found(_)) {
        return verdict;
    }
    let mut hidden = candidates(page, &sought, scope, false);
    place(page, &sought, &mut hidden);
    match decide(page, &sought, &hidden) {
        Verdict::Found(found) if !sought.names.is_empty() => Verdict::Unsure {
            best: vec![found],
            doubt: Doubt::Hidden,
        },
        _ => verdict,
    }
}

/// Keeps only candidates of a kind, if one of them fits as well as any.
fn prefer(seen: &mut Vec<Seen>, kind: impl Fn(&Seen) -> bool) {
    let best = seen.iter().map(|one| one.fit).fold(0.0, f32::max);
    if seen.len() > 1 && seen.iter().any(|one| one.fit >= best && kind(one)) {
        seen.retain(kind);
    }
}

/// A target's texts as words, made once per search.
struct Sought<'t> {
    target: &'t Target,
    names: Vec<(Words, f32)>,
    not: Vec<Words>,
    section: Vec<Words>,
    near: Vec<Words>,
    /// Roles that a candidate can have, a bit each.
    roles: u32,
    /// Rows that may fit the names; `None`: all.
    fitting: Option<Bits>,
    /// Rows that can't be meant.
    barred: Vec<Range<usize>>,
}

impl<'t> Sought<'t> {
    fn new(page: &Page, target: &'t Target) -> Self {
        let words = |labels: &[Label]| -> Vec<Words> {
            labels.iter().map(|l| Words::pattern(l.text())).collect()
        };
        let sure = |l: &Label| match l {
            Label::In { sure, .. } if sure == "guess" => 0.97,
            // Words that mean the same lose against the words that are known.
            Label::In { sure, .. } if sure == "reworded" => 0.9,
            _ => 1.0,
        };
        let names: Vec<(Words, f32)> = target
            .names
            .iter()
            .map(|l| (Words::pattern(l.text()), sure(l)))
            .collect();
        let fitting = match names.is_empty() {
            true => None,
            false => page.gists().fitting(page, &names, SOME_NAME),
        };
        Sought {
            target,
            fitting,
            barred: Vec::new(),
            names,
            not: words(&target.not),
            section: words(&target.section),
            near: words(&target.near),
            roles: roles(&target.role),
        }
    }

    /// How well a text fits any of the names.
    fn name_fit(&self, text: &Words) -> f32 {
        self.names
            .iter()
            .map(|(words, sure)| fit(words, text) * sure)
            .fold(0.0, f32::max)
    }
}

fn best_fit(labels: &[Words], text: &Words) -> f32 {
    labels.iter().map(|l| fit(l, text)).fold(0.0, f32::max)
}

struct Seen {
    node: usize,
    /// Name fit, 0 to 1; 1 for a target without names.
    fit: f32,
    /// Fit of its sections to the target's.
    section: f32,
    values: Values,
}

impl Seen {
    fn set(&mut self, feature: Feature, value: f32) {
        self.values[feature as usize] = value;
    }
}

/// Everything that resembles the target by role and name.
fn candidates(page: &Page, sought: &Sought, scope: Option<usize>, visible: bool) -> Vec<Seen> {
    let parts: Vec<usize> = scope.map_or(Vec::new(), |row| row_parts(page, row).collect());
    let inside =
        |ix: usize| parts.is_empty() || parts.iter().any(|&at| page.below(at).contains(&ix));
    let mut seen = Vec::new();
    let mut rows = page.with_roles(sought.roles, visible);
    if let Some(fitting) = &sought.fitting {
        rows.keep(fitting, false);
    }
    let barred = |ix: &usize| sought.barred.iter().any(|b| b.contains(ix));
    for ix in rows.iter().filter(|ix| inside(*ix) && !barred(ix)) {
        let role = role_fit(&sought.target.role, page, ix);
        // A line between a menu's entries is none of them.
        let line = page.node(ix).rect.h <= LINE && sought.names.is_empty() && visible;
        if role <= 0.0 || line {
            continue;
        }
        let fit = if sought.names.is_empty() {
            1.0
        } else {
            name_fit(page, ix, sought)
        };
        if fit < SOME_NAME || goes_on(page, ix) || in_sentence(page, ix) || about(page, ix) {
            continue;
        }
        let mut one = Seen {
            node: ix,
            fit,
            section: 0.0,
            values: [0.0; N],
        };
        if sought.names.is_empty() {
            one.set(nameless(page, ix), 1.0);
        } else {
            one.set(Feature::Label, fit * fit);
        }
        one.set(Feature::Role, role);
        if alike(page, ix, sought, &mut one) {
            seen.push(one);
        }
    }
    seen
}

/// Whether the candidate survives the names that must lose.
fn alike(page: &Page, ix: usize, sought: &Sought, one: &mut Seen) -> bool {
    // Of a row only the text that gave it its fit counts: what stands in another column is no name.
    let row = page.role(ix) == Role::Row;
    let not = texts(page, ix, |words| {
        match row && sought.name_fit(words) + OTHER_CELL < one.fit {
            true => 0.0,
            false => best_fit(&sought.not, words),
        }
    });
    if not >= one.fit || (sought.names.is_empty() && not > 0.8) {
        return false;
    }
    if sought.target.section_only && elsewhere(page, ix, sought) {
        return false;
    }
    // What is called like the section that the target lies in, rather than like the target, is the
    // section's heading.
    let exact = one.fit > 0.99 || sought.section.is_empty();
    if !exact && texts(page, ix, |words| best_fit(&sought.section, words)) > one.fit {
        return false;
    }
    if not > 0.8 {
        one.set(Feature::Alike, 1.0);
    }
    true
}

/// How well a heading fits the sections that the target can lie in, without what it says of them.
fn section_fit(page: &Page, heading: usize, sought: &Sought) -> f32 {
    texts(page, heading, |words| best_fit(&sought.section, words))
}

/// Whether a row lies in none of the sections that the target can lie in, and in no line that begins
/// with the name of one.
fn elsewhere(page: &Page, ix: usize, sought: &Sought) -> bool {
    let fits = |words: &Words| best_fit(&sought.section, words) > 0.8;
    let named = page
        .headings(ix)
        .any(|at| section_fit(page, at, sought) > 0.8);
    let leads = |up: usize| {
        let first = page
            .below(up)
            .find(|&at| page.node(at).text.contains(letter));
        first.is_some_and(|at| at < ix && fits(page.words(at)))
    };
    let low = |&up: &usize| page.node(up).rect.h <= BAR;
    let before = || page.ancestors(ix).take(3).take_while(low).any(leads);
    let beside = |&at: &usize| on_line_before(page, at, ix) || in_title_bar(page, at);
    let titled = || {
        (0..page.len())
            .filter(beside)
            .any(|at| fits(page.words(at)))
    };
    !named && !before() && !titled()
}

/// Whether a text stands before a row on its line: a part's links may stand beside the part.
fn on_line_before(page: &Page, at: usize, ix: usize) -> bool {
    let own = page.node(ix).rect;
    let middle = |r: Box2| r.y + r.h / 2.0;
    line_of(page, at).is_some_and(|r| {
        r.h <= BAR && r.x + r.w <= own.x && (middle(r) - middle(own)).abs() <= LEVEL
    })
}

/// Whether a text stands in the bar at the top: a page may show one part at a time, under its title.
fn in_title_bar(page: &Page, at: usize) -> bool {
    let top = |r: Box2| r.y >= 0.0 && r.y + r.h <= TITLE;
    let pressed = |up| role::is_control(page.role(up));
    line_of(page, at).is_some_and(top) && !page.ancestors(at).take(3).any(pressed)
}

/// Box of the element that a text in view stands in.
fn line_of(page: &Page, at: usize) -> Option<Box2> {
    let up = page.parent(at)?;
    let seen = page.node(at).is_text() && page.visible(at);
    Some(page.node(up).rect).filter(|r| seen && r.h > 0.0)
}

/// How far down the bar with a page's title goes, CSS px.
const TITLE: f32 = 72.0;

/// How far the middles of what stands on one line are apart at most, CSS px.
const LEVEL: f32 = 12.0;

fn name_fit(page: &Page, ix: usize, sought: &Sought) -> f32 {
    if page.words(ix).is_empty() && hinted(page, ix, sought.target) {
        return 1.0;
    }
    let fit = texts(page, ix, |words| sought.name_fit(words)).max(joined_fit(page, ix, sought));
    if !(0.5..GOOD_NAME).contains(&fit) || !role::is_control(page.role(ix)) {
        return fit;
    }
    let free = without_context(page, ix, sought.target.opened_by.is_some());
    free.map_or(fit, |words| fit.max(TIED * sought.name_fit(&words)))
}

/// What a name counts that goes on with what the control is about.
const TIED: f32 = 0.97;

/// What a name counts that goes on with something else than what is wanted to stand beside it.
const TIED_ELSEWHERE: f32 = 0.85;

/// How well a name that is put together from several begins as the target is called.
fn joined_fit(page: &Page, ix: usize, sought: &Sought) -> f32 {
    let parts = in_parts(page, ix).filter(|_| role::is_field(page.role(ix)));
    let Some((first, rest)) = parts else {
        return 0.0;
    };
    let near = &sought.near;
    let meant = near.is_empty() || near.iter().any(|text| fit(text, &rest) > 0.85);
    let tied = if meant { TIED } else { TIED_ELSEWHERE };
    tied * sought.name_fit(&first)
}

/// Whether the candidate has no name (or one that only says «menu»), as the target has none.
fn nameless(page: &Page, ix: usize) -> Feature {
    let words = page.words(ix);
    let row = page.row_of(ix).and_then(|row| title_words(page, row));
    let row = row.unwrap_or_default();
    // A name that only repeats the row's is no menu's.
    let repeats = !words.is_empty() && words.list.iter().all(|w| row.list.contains(w));
    if says_menu(page, ix, &row) && !repeats {
        Feature::Nameless
    } else {
        Feature::NamedInstead
    }
}

/// Points of section, neighbours, hints and order; needs all candidates at once.
fn place(page: &Page, sought: &Sought, seen: &mut [Seen]) {
    let target = sought.target;
    if !sought.section.is_empty() {
        for one in seen.iter_mut() {
            one.section = page
                .headings(one.node)
                .map(|heading| section_fit(page, heading, sought))
                .fold(0.0, f32::max);
        }
        let any = seen.iter().any(|s| s.section > 0.8);
        for one in seen.iter_mut() {
            let (feature, value) = match one.section > 0.8 {
                true => (Feature::InSection, one.section),
                false if any => (Feature::SectionElsewhere, 1.0),
                false => (Feature::NoSection, 1.0),
            };
            one.set(feature, value);
        }
    }
    let first = leftmost(page, seen);
    for (i, one) in seen.iter_mut().enumerate() {
        let beside = sought
            .near
            .iter()
            .filter(|text| near(page, one.node, text))
            .count();
        one.set(Feature::Beside, beside as f32);
        one.set(Feature::NotBeside, (sought.near.len() - beside) as f32);
        one.set(Feature::ClassHint, hints(page, one.node, &target.class));
        let known = hinted(page, one.node, target);
        one.set(Feature::AttrHint, f32::from(u8::from(known)));
        if (sought.names.is_empty() || target.leftmost) && first == Some(i) {
            one.set(Feature::First, 1.0);
        }
    }
}

/// Whether an attribute has a value that the product is known to write there: an icon of the folded menu
/// has nothing else that names it.
fn hinted(page: &Page, ix: usize, target: &Target) -> bool {
    let has = |(name, value)| page.node(ix).attr(name) == Some(value);
    let mut hints = target.attr.iter().filter_map(|hint| hint.split_once('='));
    hints.any(has)
}

/// Gap between the icons of a group at most, CSS px.
const TOUCH: f32 = 12.0;

/// Widest icon that can be pressed, CSS px.
const WIDEST_ICON: f32 = 48.0;

/// Of the candidates with the best name the one that begins furthest to the left (ties: the first in the
/// document), unless it begins a group of icons: there the place says nothing.
fn leftmost(page: &Page, seen: &[Seen]) -> Option<usize> {
    let best = seen.iter().map(|one| one.fit).fold(0.0, f32::max);
    let best = (0..seen.len()).filter(|&i| seen[i].fit >= best);
    let first = best.min_by(|&a, &b| {
        let x = |i: usize| page.node(seen[i].node).rect.x;
        x(a).total_cmp(&x(b))
    })?;
    let own = seen[first].node;
    let r = page.node(own).rect;
    let touches = |one: &Seen| {
        let other = page.node(one.node).rect;
        let gap = other.x - r.x - r.w;
        let level = (other.y - r.y).abs() <= TOUCH;
        let icon = other.w <= WIDEST_ICON;
        level && icon && other.x > r.x && gap <= TOUCH && !page.within(one.node, own)
    };
    (!seen.iter().any(touches)).then_some(first)
}

/// Points for class names of the row, its parts or its closest ancestors.
fn hints(page: &Page, ix: usize, classes: &[String]) -> f32 {
    let has = |at: usize, class: &str| {
        page.node(at)
            .attr("class")
            .is_some_and(|list| list.split_ascii_whitespace().any(|c| c == class))
    };
    let points = classes
        .iter()
        .map(|class| {
            if has(ix, class) || page.below(ix).take(4).any(|at| has(at, class)) {
                1.0
            } else if page.ancestors(ix).take(3).any(|at| has(at, class)) {
                0.4
            } else {
                0.0
            }
        })
        .fold(0.0, |a: f32, b| a + b);
    points.min(1.5)
}

/// Whether a text stands close by: in the same row, or in the surroundings up to four levels.
fn near(page: &Page, ix: usize, text: &Words) -> bool {
    page.ancestors(ix).take(5).any(|up| {
        page.end(up) - up < 120
            && page
                .below(up)
                .filter(|&at| page.node(at).is_text() && !page.within(at, ix))
                .any(|at| fit(text, page.words(at)) > 0.85)
    })
}

/// How well a row's role suits the accepted ones; 0 excludes it.
fn role_fit(wanted: &[Role], page: &Page, ix: usize) -> f32 {
    let node = page.node(ix);
    let opens = |attr: &str| attr == "aria-expanded" && node.tag == "summary";
    let has = |attr: &str| node.attr(attr).is_some() || opens(attr);
    let fit = suits(wanted, page.role(ix), &has);
    // A drawn button that goes across the page is what opens a part of it, if anything is.
    let across = role::across(page, ix);
    let bar = page.role(ix) == Role::Button && across;
    // A heading across the page that opens a part of it is no entry of a menu.
    if page.role(ix) == Role::Section && across && wanted.contains(&Role::MenuItem) {
        return 0.0;
    }
    if bar && wanted.contains(&Role::Section) {
        return fit.max(BAR_AS_SECTION);
    }
    fit
}

/// How well a button across the page suits where a section's heading is looked for.
const BAR_AS_SECTION: f32 = 0.6;

/// Roles that can suit, a bit each.
fn roles(wanted: &[Role]) -> u32 {
    let bar = |role| role == Role::Button && wanted.contains(&Role::Section);
    let suit = |&&role: &&Role| suits(wanted, role, &|_| true) > 0.0 || bar(role);
    let bits = Role::ALL.iter().filter(suit);
    bits.fold(0, |bits, &role| bits | 1 << role as u32)
}

fn suits(wanted: &[Role], role: Role, has: &dyn Fn(&str) -> bool) -> f32 {
    if wanted.is_empty() {
        return if role::is_control(role) || role == Role::Section {
            0.5
        } else {
            0.0
        };
    }
    wanted
        .iter()
        .enumerate()
        .map(|(i, &want)| compatible(want, role, has) - 0.05 * i.min(4) as f32)
        .fold(0.0, f32::max)
}

/// `has` tells whether the row has an attribute.
fn compatible(want: Role, role: Role, has: &dyn Fn(&str) -> bool) -> f32 {
    use Role::{
        Button, Cell, Checkbox, Combobox, Dialog, Generic, Heading, Link, Listbox, MenuItem,
        Option, Radio, Row, Section, Tab, Text, Textbox,
    };
    if want == role {
        return 1.0;
    }
    match (want, role) {
        (Button | Link | MenuItem | Tab, Button | Link | MenuItem | Tab) => 0.7,
        (MenuItem | Link | Tab, Option) => 0.5,
        (Option, MenuItem | Link | Button) => 0.5,
        (Section, Button | Link | MenuItem) if has("aria-expanded") => 0.85,
        (Section, Heading) => 0.6,
        (Section, Tab) => 0.3,
        (Button | Link, Section) if has("aria-expanded") => 0.6,
        (Button | Link, Section) => 0.2,
        (Heading, Section) => 0.7,
        (Heading, Text | Generic) => 0.3,
        (Textbox, Combobox) | (Combobox, Textbox) => 0.4,
        (Combobox, Listbox) | (Listbox, Combobox) => 0.6,
        (Combobox, Button) if has("aria-haspopup") => 0.6,
        (Checkbox, Radio) | (Radio, Checkbox) => 0.2,
        (Checkbox, Button) if has("aria-pressed") => 0.7,
        (Radio, Option | Tab) => 0.3,
        // A choice of a field is no row.
        (Row, Option) if !has("aria-selected") => 0.4,
        (Text, Heading | Cell) => 0.6,
        (Dialog, Generic) => 0.0,
        _ => 0.0,
    }
}

/// Most things of one name between which the fields around them decide.
const RIVALS: usize = 8;

/// Points that those differ by at most which are called the same.
const TIE: f32 = 0.3;

/// Of those that score alike, leaves out what lies beside the form that is meant.
fn narrow(page: &Page, sought: &Sought, seen: &mut Vec<Seen>) {
    let points = |one: &Seen| model::points(&one.values, &WEIGHTS);
    let best = seen.iter().map(points).fold(f32::MIN, f32::max);
    let close = |one: &&Seen| points(one) > best - TIE;
    let rivals: Vec<usize> = seen.iter().filter(close).map(|one| one.node).collect();
    if !(2..=RIVALS).contains(&rivals.len()) || sought.names.is_empty() {
        return;
    }
    let kept = match sought.target.repeated {
        true => side::of_forms(page, &rivals),
        false => side::in_use(page, &rivals),
    };
    seen.retain(|one| !rivals.contains(&one.node) || kept.contains(&one.node));
}

/// The verdict over scored candidates.
fn decide(page: &Page, sought: &Sought, seen: &[Seen]) -> Verdict {
    let points = seen.iter().map(|s| model::points(&s.values, &WEIGHTS));
    let mut ranked = order::falling(points);
    // Of a heading and the chosen tab that shows it the tab is pressed.
    let best = ranked.first().map(|one| one.0);
    let tab = ranked
        .iter()
        .skip(1)
        .position(|&(i, _)| best.is_some_and(|best| shows(page, seen[i].node, seen[best].node)));
    if let Some(at) = tab {
        ranked[..=at + 1].rotate_right(1);
    }
    let Some(&(first, points)) = ranked.first() else {
        return Verdict::Absent;
    };
    let twins = |a: usize, b: usize| {
        let (a, b) = (seen[a].node, seen[b].node);
        sought.target.repeated && page.words(a).hash == page.words(b).hash
    };
    let related =
        |a: usize, b: usize| same_control(page, seen[a].node, seen[b].node) || twins(a, b);
    let margin = model::lead(&ranked, related, MOST);
    let fit = seen[first].fit;
    let enough = if sought.names.is_empty() {
        ENOUGH_UNNAMED
    } else {
        ENOUGH
    };
    let signs = [1.0, points - enough, margin.min(3.0), fit];
    let mut best: Vec<Match> = ranked
        .iter()
        .take(BEST)
        .map(|&(i, _)| Match {
            node: control(page, seen[i].node),
            confidence: 0.0,
            margin: 0.0,
            why: model::why(&seen[i].values),
        })
        .collect();
    best[0].confidence = model::probability(&signs, &GUIDE_CONFIDENCE);
    best[0].margin = margin;
    let role = seen[first].values[Feature::Role as usize];
    let good = fit >= GOOD_NAME && points >= enough && role >= SOME_ROLE;
    // «Others» is another part than «Other», where both are there.
    let exact = fit > EXACT && ranked.get(1).is_some_and(|&(i, _)| seen[i].fit <= EXACT);
    let lead = if exact { LEAD_EXACT } else { LEAD };
    if good && margin >= lead {
        return Verdict::Found(best.swap_remove(0));
    }
    let doubt = if good { Doubt::Ambiguous } else { Doubt::Weak };
    Verdict::Unsure { best, doubt }
}

/// Whether a row is the chosen one of some tabs, and the other the heading of what it shows.
fn shows(page: &Page, tab: usize, heading: usize) -> bool {
    page.role(tab) == Role::Tab
        && page.chosen(tab)
        && matches!(page.role(heading), Role::Heading | Role::Section)
        && page.words(tab).hash == page.words(heading).hash
}

/// Whether two rows are one control for a person: nested, with nothing but each other, or the title in
/// what is pressed.
fn same_control(page: &Page, a: usize, b: usize) -> bool {
    let (outer, inner) = if page.within(b, a) { (a, b) } else { (b, a) };
    let title = || {
        let pressed = role::is_control(page.role(outer)) || page.role(outer) == Role::Section;
        pressed && matches!(page.role(inner), Role::Heading | Role::Text | Role::Generic)
    };
    if shows(page, a, b) || shows(page, b, a) || page.face(a) == page.face(b) {
        return true;
    }
    // The box of a picker that is typed into.
    let typed = page.role(outer) == Role::Combobox && page.role(inner) == Role::Textbox;
    let said = page.words(outer).hash == page.words(inner).hash;
    page.within(inner, outer) && (typed || said || title())
}

/// The element of a match: the parent of a text row, otherwise the row itself.
fn control(page: &Page, ix: usize) -> usize {
    if page.node(ix).is_text() {
        page.parent(ix).unwrap_or(ix)
    } else {
        ix
    }
}
