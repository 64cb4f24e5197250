//! Weights of the model that finds elements again. Written by `examples/tune.rs`
//! (`cargo run --release --example tune -- DIR --write`); do not edit by hand.

use super::model::N;
use super::same::SIGNS;

/// Points of one unit of each feature, in the order of `FEATURES`.
#[rustfmt::skip]
#[allow(
    clippy::approx_constant,
    reason = "fitted; likeness to a constant is chance"
)]
pub const WEIGHTS: [f32; N] = [
    0.529, // Tag
    0.341, // TagKind
    0.032, // Id
    0.114, // IdStem
    0.000, // IdDiffers
    -0.243, // IdLost
    0.147, // Name
    -0.144, // NameDiffers
    0.082, // Class
    -0.007, // ClassDisjoint
    -0.048, // ClassLost
    0.233, // Href
    0.145, // HrefUnique
    0.183, // HrefPath
    0.193, // HrefTail
    -0.052, // HrefDiffers
    -0.160, // HrefLost
    0.000, // Alt
    0.000, // Aria
    0.000, // Kind
    0.191, // Button
    0.280, // Text
    0.125, // TextUnique
    0.280, // TextLetters
    0.359, // TextWords
    0.368, // TextPairs
    0.673, // TextFirst
    0.285, // TextBothEmpty
    -0.200, // TextLost
    0.041, // TextLength
    -0.060, // TextGap
    0.367, // TextTail
    0.140, // Near
    0.192, // NearHolds
    0.177, // NearBoth
    0.313, // TagSuffix
    0.279, // TagPath
    0.368, // StepSuffix
    0.108, // Depth
    0.091, // Anchor
    0.227, // IdxPath
    0.229, // Landmark
    -0.263, // LandmarkDiffers
    0.236, // X
    0.238, // Y
    0.496, // YTop
    0.235, // Width
    0.150, // Height
    0.196, // Area
    0.233, // Shape
    0.270, // Right
    0.268, // Spot
    0.461, // TextBest
    0.281, // HrefBest
    0.105, // ClassBest
    0.339, // NearBest
    0.616, // PathBest
    0.459, // PlaceBest
    0.427, // TextAndTag
    0.101, // TextAndHref
    0.313, // TextAndPlace
    0.233, // HrefAndTag
    0.013, // BothEmptyAndClass
    0.222, // BothEmptyAndShape
    -0.011, // TinyBox
    0.000, // Leaf
    0.000, // Twin
    0.343, // AllWords
    0.466, // AllHolds
    0.255, // HrefWords
    0.137, // ClassWords
    1.213, // AllBest
    0.318, // YLog
    0.092, // XLeft
    0.202, // Center
    0.804, // StructureBest
    1.200, // IdentityBest
    6.000, // Label
    2.000, // Role
    1.500, // InSection
    -3.000, // SectionElsewhere
    -0.500, // NoSection
    0.800, // Beside
    -0.200, // NotBeside
    -1.000, // Alike
    1.000, // ClassHint
    0.800, // AttrHint
    3.000, // Nameless
    -2.000, // NamedInstead
    1.000, // First
];

/// Weights of what the confidence is computed from.
#[rustfmt::skip]
pub const CONFIDENCE: [f32; SIGNS] = [-0.3868, 0.7496, 0.1938, 0.0862, 0.7252, 0.0238, 0.0832, 0.3266, 0.0823, 0.9817, 1.9975];

/// Confidence from which an answer is given.
pub const SURE: f32 = 0.8834;
