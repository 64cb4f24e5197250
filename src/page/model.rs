//! The scoring model: one weight per kind of evidence, for everything that the product looks for.
//!
//! `same` compares old and new portraits of an element, `locate` compares a guide's description
//! with a page; both fill the same row of [`Values`] (0 where either side says nothing) and are
//! scored here with the same table (`weights`, written by `examples/tune.rs`). Explainable by
//! construction: points are weight times value.

use super::weights::WEIGHTS;
use crate::order;

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// One kind of evidence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Feature { $($(#[$doc])* $name),* }

        /// All features in the order of the weights.
        pub const FEATURES: &[Feature] = &[$(Feature::$name),*];
    };
}

features! {
    Tag, TagKind,
    Id, IdStem, IdDiffers, IdLost,
    Name, NameDiffers,
    Class, ClassDisjoint, ClassLost,
    Href, HrefUnique, HrefPath, HrefTail, HrefDiffers, HrefLost,
    Alt, Aria, Kind, Button,
    Text, TextUnique, TextLetters, TextWords, TextPairs, TextFirst, TextBothEmpty, TextLost, TextLength,
    TextGap, TextTail,
    Near, NearHolds, NearBoth,
    TagSuffix, TagPath, StepSuffix, Depth, Anchor, IdxPath, Landmark, LandmarkDiffers,
    X, Y, YTop, Width, Height, Area, Shape, Right, Spot,
    TextBest, HrefBest, ClassBest, NearBest, PathBest, PlaceBest,
    TextAndTag, TextAndHref, TextAndPlace, HrefAndTag, BothEmptyAndClass, BothEmptyAndShape, TinyBox,
    Leaf, Twin,
    AllWords, AllHolds, HrefWords, ClassWords, AllBest, YLog, XLeft, Center, StructureBest, IdentityBest,
    // What only a guide's description says.
    /// The name fits a label (squared fit).
    Label,
    /// The role is one of the accepted.
    Role,
    /// It lies in the section; another candidate does; none does.
    InSection, SectionElsewhere, NoSection,
    /// An expected text is close by; is not.
    Beside, NotBeside,
    /// It also resembles what it must not be.
    Alike,
    /// Hints hold: class names, attributes.
    ClassHint, AttrHint,
    /// Neither has a name (or only «menu», «options»); only the target has none.
    Nameless, NamedInstead,
    /// First of its kind from the left within the scope.
    First,
}

/// Number of features.
pub const N: usize = FEATURES.len();

/// Values of all features for one candidate.
pub type Values = [f32; N];

/// One piece of evidence and what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Why {
    /// What was compared.
    pub sign: Feature,
    /// Points for (positive) or against the candidate.
    pub points: f32,
}

/// Points of a candidate.
pub fn points(values: &Values, weights: &Values) -> f32 {
    values.iter().zip(weights).map(|(v, w)| v * w).sum()
}

/// What the points are made of, the weightiest first.
pub fn why(values: &Values) -> Vec<Why> {
    let list: Vec<Why> = FEATURES
        .iter()
        .map(|&sign| Why {
            sign,
            points: values[sign as usize] * WEIGHTS[sign as usize],
        })
        .filter(|w| w.points != 0.0)
        .collect();
    let order = order::falling(list.iter().map(|w| w.points.abs()));
    order.into_iter().map(|(at, _)| list[at]).collect()
}

/// Points ahead of the best candidate that is not the same thing, at most `most`.
pub fn lead(ranked: &[(usize, f32)], related: impl Fn(usize, usize) -> bool, most: f32) -> f32 {
    let Some(&(best, points)) = ranked.first() else {
        return 0.0;
    };
    ranked[1..]
        .iter()
        .find(|(i, _)| !related(best, *i))
        .map_or(most, |rival| (points - rival.1).min(most))
}

/// No answer is surer than this, whatever else speaks for it: with no lead over the next candidate
/// it is a toss-up.
pub fn cap(lead: f32) -> f32 {
    1.0 / (1.0 + (-3.0 * lead).exp())
}

/// Probability from signs and their weights.
pub fn probability<const S: usize>(signs: &[f32; S], weights: &[f32; S]) -> f32 {
    let z: f32 = signs.iter().zip(weights).map(|(s, w)| s * w).sum();
    1.0 / (1.0 + (-z).exp())
}
