//! Characters that no built-in typeface has: a PNG shows a box for them, an SVG the reader's own typefaces.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::fonts::covers;
use super::scene::{Item, Scene, Text};

/// What stands for a character that no face has.
const BOX: &str = "□";

/// The characters of a picture that no built-in typeface has.
///
/// ```
/// use hubrank::draw::{coverage, scene::{Scene, Text}};
/// let mut scene = Scene::new(100.0, 50.0, "A hub.");
/// scene.add(Text::new(0.0, 20.0, "Xi'an ዐ"));
/// assert_eq!(coverage::missing(&scene).into_iter().collect::<String>(), "ዐ");
/// ```
#[must_use]
pub fn missing(scene: &Scene) -> BTreeSet<char> {
    let texts = scene.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.content.chars()),
        _ => None,
    });
    texts.flatten().filter(|&character| !covers(character)).collect()
}

/// The picture with a box for each of these, as a PNG has to show it: the PNG's painter would leave them out.
#[must_use]
pub(super) fn boxed(scene: &Scene) -> Cow<'_, Scene> {
    let missing = missing(scene);
    if missing.is_empty() {
        return Cow::Borrowed(scene);
    }
    let mut own = scene.clone();
    for item in &mut own.items {
        if let Item::Text(Text { content, .. }) = item {
            *content = content.replace(|character| missing.contains(&character), BOX);
        }
    }
    Cow::Owned(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_face_has_becomes_a_box() {
        let mut scene = Scene::new(100.0, 50.0, "");
        scene.add(Text::new(0.0, 20.0, "北京 Łódź\u{200d}"));
        assert!(missing(&scene).is_empty());
        assert!(matches!(boxed(&scene), Cow::Borrowed(_)));
        scene.add(Text::new(0.0, 40.0, "龘 A\u{10400}"));
        let boxed = boxed(&scene).into_owned();
        assert!(matches!(&boxed.items[1], Item::Text(text) if text.content == "□ A□"));
        assert!(missing(&boxed).is_empty());
    }
}
