//! Weights of the model that finds elements again. Written by `examples/tune.rs`
//! (`cargo run --release --example tune -- DIR --write`); do not edit by hand.

use super::model::N;
use super::same::SIGNS;

/// Points of one unit of each feature, in the order of `FEATURES`.
#[rustfmt::skip]
pub const WEIGHTS: [f32; N] = [
    0.528, // Tag
    0.342, // TagKind
    0.032, // Id
    0.113, // IdStem
    0.000, // IdDiffers
    -0.241, // IdLost
    0.147, // Name
    -0.145, // NameDiffers
    0.082, // Class
    -0.007, // ClassDisjoint
    -0.047, // ClassLost
    0.233, // Href
    0.145, // HrefUnique
    0.183, // HrefPath
    0.193, // HrefTail
    -0.053, // HrefDiffers
    -0.160, // HrefLost
    0.000, // Alt
    0.000, // Aria
    0.000, // Kind
    0.191, // Button
    0.280, // Text
    0.124, // TextUnique
    0.280, // TextLetters
    0.359, // TextWords
    0.369, // TextPairs
    0.677, // TextFirst
    0.285, // TextBothEmpty
    -0.200, // TextLost
    0.042, // TextLength
    -0.061, // TextGap
    0.366, // TextTail
    0.138, // Near
    0.190, // NearHolds
    0.177, // NearBoth
    0.313, // TagSuffix
    0.280, // TagPath
    0.370, // StepSuffix
    0.108, // Depth
    0.091, // Anchor
    0.227, // IdxPath
    0.229, // Landmark
    -0.263, // LandmarkDiffers
    0.236, // X
    0.239, // Y
    0.496, // YTop
    0.236, // Width
    0.150, // Height
    0.197, // Area
    0.234, // Shape
    0.271, // Right
    0.269, // Spot
    0.464, // TextBest
    0.281, // HrefBest
    0.105, // ClassBest
    0.341, // NearBest
    0.618, // PathBest
    0.461, // PlaceBest
    0.426, // TextAndTag
    0.101, // TextAndHref
    0.314, // TextAndPlace
    0.233, // HrefAndTag
    0.013, // BothEmptyAndClass
    0.222, // BothEmptyAndShape
    -0.011, // TinyBox
    0.000, // Leaf
    0.000, // Twin
    0.344, // AllWords
    0.465, // AllHolds
    0.254, // HrefWords
    0.136, // ClassWords
    1.212, // AllBest
    0.319, // YLog
    0.092, // XLeft
    0.202, // Center
    0.804, // StructureBest
    1.199, // IdentityBest
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
pub const CONFIDENCE: [f32; SIGNS] = [-0.3885, 0.7541, 0.1914, 0.0867, 0.7256, 0.0245, 0.0832, 0.3274, 0.0840, 0.9826, 1.9976];

/// Confidence from which an answer is given.
pub const SURE: f32 = 0.8145;
