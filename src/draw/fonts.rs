//! The typefaces built into the program.
//!
//! Only these are ever used, never the system's, so that a chart is the same
//! picture on every machine. Parsed on first use: a run that draws nothing pays
//! nothing.

use std::sync::OnceLock;

use ttf_parser::{Face, GlyphId};

use super::scene::Weight;

/// The files, for whoever draws the letters: Inter, Inter semi-bold, Noto Sans SC.
#[cfg(not(target_family = "wasm"))]
pub(super) fn files() -> [&'static [u8]; 3] {
    [
        include_bytes!("../../assets/fonts/inter/Inter-Regular.ttf"),
        include_bytes!("../../assets/fonts/inter/Inter-SemiBold.ttf"),
        include_bytes!("../../assets/fonts/noto-sans-sc/NotoSansSC-Regular.ttf"),
    ]
}

/// The files that the page carries anyway; nothing is measured before it has handed them over.
#[cfg(target_family = "wasm")]
static CARRIED: OnceLock<[Vec<u8>; 3]> = OnceLock::new();

/// Takes the files from the page, in the order of [`faces`].
#[cfg(target_family = "wasm")]
pub fn carry(files: [Vec<u8>; 3]) {
    CARRIED.get_or_init(|| files);
}

#[cfg(target_family = "wasm")]
fn files() -> [&'static [u8]; 3] {
    CARRIED.get().map_or([&[]; 3], |files| [&files[0], &files[1], &files[2]])
}

/// Family, weight and TrueType file of every face, for pages that carry their own.
#[must_use]
pub fn faces() -> [(&'static str, u16, &'static [u8]); 3] {
    let [regular, semibold, chinese] = files();
    [("Inter", 400, regular), ("Inter", 600, semibold), ("Noto Sans SC", 400, chinese)]
}

/// The families in the order in which a glyph is looked for, as CSS writes them.
pub(super) const CSS_FAMILIES: &str = "Inter, Noto Sans SC, sans-serif";

/// How far below the middle of the capital letters the baseline lies, as a share
/// of the font size: half of Inter's capital height, 1490 of 2048 units.
pub(super) const MIDDLE_TO_BASELINE: f64 = 0.364;

/// The faces for measuring; `None` where a file would not parse, which a test rules out.
struct Faces {
    regular: Option<Face<'static>>,
    semibold: Option<Face<'static>>,
    chinese: Option<Face<'static>>,
}

fn parsed() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(|| {
        let [regular, semibold, chinese] = files().map(|file| Face::parse(file, 0).ok());
        Faces { regular, semibold, chinese }
    })
}

/// Whether a character is drawn from a face, or has nothing to draw.
#[cfg(not(target_family = "wasm"))]
pub(super) fn covers(character: char) -> bool {
    // Joiners, marks of direction and variation selectors only change their neighbours.
    let is_unseen = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let faces = parsed();
    let has = |face: &Option<Face<'_>>| {
        face.as_ref().is_some_and(|face| face.glyph_index(character).is_some())
    };
    character.is_whitespace()
        || character.is_control()
        || is_unseen
        || has(&faces.regular)
        || has(&faces.chinese)
}

/// How far one character moves the pen, as a share of the font size.
pub(super) fn advance(character: char, weight: Weight) -> f64 {
    let faces = parsed();
    let inter = match weight {
        Weight::Regular => faces.regular.as_ref(),
        Weight::SemiBold => faces.semibold.as_ref(),
    };
    let found = inter.and_then(|face| share(face, face.glyph_index(character)?)).or_else(|| {
        let face = faces.chinese.as_ref()?;
        share(face, face.glyph_index(character)?)
    });
    // Of a character in neither face nobody knows the width; most such are Chinese.
    found.unwrap_or(1.0)
}

fn share(face: &Face<'_>, glyph: GlyphId) -> Option<f64> {
    let advance = face.glyph_hor_advance(glyph)?;
    Some(f64::from(advance) / f64::from(face.units_per_em()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_parses() {
        let faces = parsed();
        assert!(faces.regular.is_some() && faces.semibold.is_some() && faces.chinese.is_some());
    }

    #[test]
    fn the_middle_is_half_the_capital_height() {
        let face = parsed().regular.as_ref().expect("parses");
        let capital = f64::from(face.capital_height().expect("has one"));
        assert!((capital / 2.0 / f64::from(face.units_per_em()) - MIDDLE_TO_BASELINE).abs() < 1e-3);
    }

    #[test]
    fn the_listed_chinese_characters_are_in_the_face() {
        let face = parsed().chinese.as_ref().expect("parses");
        let listed = include_str!("../../assets/fonts/noto-sans-sc/characters.txt");
        let missing: String = listed
            .chars()
            .filter(|&character| character != '\n' && face.glyph_index(character).is_none())
            .collect();
        assert_eq!(missing, "");
    }
}
