//! Charts inside HTML: the engine's own SVG, and its typefaces.

use crate::draw::scene::{Colour, Item, Rect, Scene, Text};
use crate::draw::{self, paint, theme};

use super::base64::base64;
use super::escaped;

/// A chart as a figure: its SVG, which states the finding to those who do not see it; nothing where it can not be drawn.
#[must_use]
pub fn inline(scene: &Scene) -> String {
    let Ok(svg) = paint::svg(scene) else {
        return String::new();
    };
    // A <title> would follow the pointer all over the page, and the width of a stand-alone picture is none of ours.
    let svg = without(&without(&svg, "<title>", "</title>\n"), "<metadata>", "</metadata>\n");
    let svg = without(&svg, " width=\"", "\"");
    let svg = without(&svg, " height=\"", "\"");
    let said = match scene.title.is_empty() {
        true => escaped(&scene.alt),
        false => format!("{}: {}", escaped(&scene.title), escaped(&scene.alt)),
    };
    let svg = marked(&svg, scene);
    let svg = svg.replacen("<svg ", &format!("<svg class=\"chart\" aria-label=\"{said}\" "), 1);
    let name = if scene.title.is_empty() { "Chart".into() } else { escaped(&scene.title) };
    format!(
        "<figure class=\"wide\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\">\n{svg}</figure>\n"
    )
}

/// The SVG with a class on the words that stand on a coloured ground: a dark page gives the others its own ink.
fn marked(svg: &str, scene: &Scene) -> String {
    // These take the colours of the page.
    let is_of_page = |fill: Colour| [theme::WHITE, theme::BAND, theme::GRID].contains(&fill);
    let grounds: Vec<_> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Rect(rect) if rect.look.fill.is_some_and(|fill| !is_of_page(fill)) => Some(rect),
            _ => None,
        })
        .collect();
    let is_on = |text: &Text| {
        let on = |rect: &&&Rect| {
            (rect.x..=rect.x + rect.width).contains(&text.x)
                && (rect.y..=rect.y + rect.height).contains(&text.y)
        };
        grounds.iter().any(|rect| on(&rect))
    };
    let mut texts = scene.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(is_on(text)),
        _ => None,
    });
    let mut parts = svg.split("<text ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let class = match texts.next() {
            Some(true) => "class=\"on\" ",
            _ => "",
        };
        out += &format!("<text {class}{part}");
    }
    out
}

/// The text without its first stretch from `from` to `to`.
fn without(text: &str, from: &str, to: &str) -> String {
    let Some((before, rest)) = text.split_once(from) else {
        return text.to_owned();
    };
    match rest.split_once(to) {
        Some((_, after)) => format!("{before}{after}"),
        None => text.to_owned(),
    }
}

/// `@font-face` rules that carry the typefaces of the charts.
#[must_use]
pub fn faces() -> String {
    let rule = |(family, weight, bytes): (&str, u16, &[u8])| {
        format!(
            "@font-face {{ font-family: \"{family}\"; font-weight: {weight}; src: url(data:font/ttf;base64,{}); }}\n",
            base64(bytes)
        )
    };
    draw::faces().into_iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_states_its_finding() {
        let mut scene = Scene::new(10.0, 10.0, "A < B");
        scene.title = "Hubs".into();
        let html = inline(&scene);
        assert!(html.contains("aria-label=\"Hubs: A &lt; B\""), "{html}");
        assert!(!html.contains("<title>") && !html.contains(" width=\"10\""), "{html}");
    }
}
