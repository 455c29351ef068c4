//! Scenes as SVG and PNG: with `bitmap` below it the only file that knows plotters, resvg and png.
//!
//! plotters draws the SVG; resvg makes the PNG from that same SVG, since plotters'
//! own bitmaps space letters badly and leave Chinese characters out.

#[cfg(not(target_family = "wasm"))]
mod bitmap;

use std::fmt::Write as _;

use plotters::prelude::{
    DrawingBackend, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, SVGBackend,
    ShapeStyle, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

#[cfg(not(target_family = "wasm"))]
pub use bitmap::png;

use super::fonts;
use super::scene::{Anchor, Circle, Colour, Item, Line, Look, Polygon, Rect, Scene, Text, Weight};

/// Canvas units a px: plotters' coordinates are whole numbers, so they count eighths.
const FINENESS: f64 = 8.0;
/// What plotters divides a font size by before it writes it.
const PLOTTERS_FONT_RULE: f64 = 1.24;
/// Longest side of a picture in px. It keeps coordinates and PNG sizes far from overflow.
const MAX_SIDE: f64 = 100_000.0;

/// A point in canvas units, as plotters wants it.
type Point = (i32, i32);

/// Why a scene could not be painted.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// A place or size is infinite or no number: a fault of the chart, not of the data.
    #[error("the chart has a place or size that is no number, in {0}")]
    NotFinite(String),
    /// The picture has no area or is too large: width and height in px.
    #[error("a chart of {0} × {1} px cannot be painted")]
    Size(f64, f64),
    /// plotters could not write the SVG.
    #[error("the chart could not be written as SVG: {0}")]
    Draw(String),
    /// resvg could not read the SVG.
    #[cfg(not(target_family = "wasm"))]
    #[error("the chart's SVG could not be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The PNG could not be written, as when PNG does not take a name in the scene's meta.
    #[cfg(not(target_family = "wasm"))]
    #[error("the chart could not be written as PNG: {0}")]
    Png(#[from] png::EncodingError),
}

/// The scene as an SVG file, words as words.
///
/// Title, text alternative and meta stand in it as `<title>`, `<desc>` and `<metadata>`.
/// The same scene gives the same bytes every time.
///
/// # Errors
///
/// [`PaintError::NotFinite`] and [`PaintError::Size`] for a scene that cannot be drawn.
pub fn svg(scene: &Scene) -> Result<String, PaintError> {
    let (width, height) = size(scene)?;
    let mut file = opening(scene, width, height);
    let ground = Rect::new(0.0, 0.0, width, height).fill(Colour::WHITE);
    file.push_str(&rect(&ground)?);
    for item in &scene.items {
        check(item)?;
        file.push_str(&match item {
            Item::Rect(item) => rect(item)?,
            Item::Line(item) => line(item)?,
            Item::Circle(item) => circle(item)?,
            Item::Polygon(item) => polygon(item)?,
            Item::Text(item) => text(item)?,
        });
    }
    file.push_str("</svg>\n");
    Ok(file)
}

/// Whole px, since neither format should end inside one.
fn size(scene: &Scene) -> Result<(f64, f64), PaintError> {
    let fits = |side: f64| side > 0.0 && side <= MAX_SIDE;
    if fits(scene.width) && fits(scene.height) {
        Ok((scene.width.ceil(), scene.height.ceil()))
    } else {
        Err(PaintError::Size(scene.width, scene.height))
    }
}

/// A number that is none would silently become the canvas' edge.
fn check(item: &Item) -> Result<(), PaintError> {
    let finite = match item {
        Item::Rect(it) => all_finite(&[it.x, it.y, it.width, it.height]) && drawable(&it.look),
        Item::Circle(it) => all_finite(&[it.x, it.y, it.radius]) && drawable(&it.look),
        Item::Polygon(it) => points_finite(&it.points) && drawable(&it.look),
        Item::Line(it) => points_finite(&it.points) && all_finite(&[it.width, it.opacity]),
        Item::Text(it) => all_finite(&[it.x, it.y, it.size]),
    };
    match finite {
        true => Ok(()),
        false => Err(PaintError::NotFinite(format!("{item:?}"))),
    }
}

fn all_finite(numbers: &[f64]) -> bool {
    numbers.iter().all(|number| number.is_finite())
}

fn points_finite(points: &[(f64, f64)]) -> bool {
    points.iter().all(|&(x, y)| all_finite(&[x, y]))
}

fn drawable(look: &Look) -> bool {
    look.opacity.is_finite() && look.stroke.is_none_or(|stroke| stroke.width.is_finite())
}

/// The opening tag in px over a viewBox in canvas units, and what the picture says of itself.
fn opening(scene: &Scene, width: f64, height: f64) -> String {
    let (fine_width, fine_height) = (width * FINENESS, height * FINENESS);
    let mut file = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {fine_width} {fine_height}\" role=\"img\" stroke-linejoin=\"round\">\n"
    );
    for (tag, words) in [("title", &scene.title), ("desc", &scene.alt)] {
        if !words.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(file, "<{tag}>{}</{tag}>", escaped(words));
        }
    }
    if !scene.meta.is_empty() {
        file.push_str("<metadata>\n");
        for (name, value) in &scene.meta {
            let _ = writeln!(file, "{}: {}", escaped(name), escaped(value));
        }
        file.push_str("</metadata>\n");
    }
    file
}

/// Words safe inside an element; control characters, which XML cannot hold, are left out.
fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for character in printable(words).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            other => safe.push(other),
        }
    }
    safe
}

fn printable(words: &str) -> String {
    let kept = |&character: &char| {
        matches!(character, '\n' | '\t')
            || !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}')
    };
    words.chars().filter(kept).collect()
}

/// What plotters writes for one element. Each is drawn alone, so that what plotters cannot
/// say (dashes, semi-bold, the exact baseline) can be put into that element only.
fn element<E: std::error::Error + Send + Sync>(
    draw: impl FnOnce(&mut SVGBackend<'_>) -> Result<(), E>,
) -> Result<String, PaintError> {
    let mut file = String::new();
    let mut backend = SVGBackend::with_string(&mut file, (1, 1));
    draw(&mut backend).map_err(|error| PaintError::Draw(error.to_string()))?;
    drop(backend);
    let body = file.split_once(">\n").map_or("", |(_, body)| body);
    Ok(body.strip_suffix("</svg>\n").unwrap_or(body).to_owned())
}

fn unit(px: f64) -> i32 {
    (px * FINENESS).round() as i32
}

fn point((x, y): (f64, f64)) -> Point {
    (unit(x), unit(y))
}

fn paint_of(colour: Colour, opacity: f64) -> RGBAColor {
    RGBAColor(colour.0, colour.1, colour.2, opacity.clamp(0.0, 1.0))
}

fn stroke_of(colour: Colour, width: f64, opacity: f64) -> ShapeStyle {
    ShapeStyle {
        color: paint_of(colour, opacity),
        filled: false,
        stroke_width: unit(width).max(1).unsigned_abs(),
    }
}

fn rect(item: &Rect) -> Result<String, PaintError> {
    // Edges are rounded, not sizes, so that neighbours meet.
    let (left, top) = point((item.x, item.y));
    let (right, bottom) = point((item.x + item.width, item.y + item.height));
    let mut written = String::new();
    if let Some(fill) = item.look.fill {
        let paint = paint_of(fill, item.look.opacity);
        written = element(|on| on.draw_rect((left, top), (right, bottom), &paint, true))?;
    }
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    written.push_str(&outline(&corners, &item.look)?);
    Ok(written)
}

fn polygon(item: &Polygon) -> Result<String, PaintError> {
    let corners: Vec<Point> = item.points.iter().copied().map(point).collect();
    let mut written = String::new();
    if let Some(fill) = item.look.fill {
        let paint = paint_of(fill, item.look.opacity);
        written = element(|on| on.fill_polygon(corners.iter().copied(), &paint))?;
    }
    written.push_str(&outline(&corners, &item.look)?);
    Ok(written)
}

/// A closed line. plotters' own outline of a rectangle has no width.
fn outline(corners: &[Point], look: &Look) -> Result<String, PaintError> {
    let Some(stroke) = look.stroke else {
        return Ok(String::new());
    };
    let style = stroke_of(stroke.colour, stroke.width, look.opacity);
    // On past the first corner, so that it is joined like the others.
    let round = corners.iter().chain(corners.iter().take(2)).copied();
    element(|on| on.draw_path(round, &style))
}

fn circle(item: &Circle) -> Result<String, PaintError> {
    let centre = point((item.x, item.y));
    let radius = unit(item.radius).max(0).unsigned_abs();
    let mut written = String::new();
    if let Some(fill) = item.look.fill {
        let paint = paint_of(fill, item.look.opacity);
        written = element(|on| on.draw_circle(centre, radius, &paint, true))?;
    }
    if let Some(stroke) = item.look.stroke {
        let style = stroke_of(stroke.colour, stroke.width, item.look.opacity);
        written.push_str(&element(|on| on.draw_circle(centre, radius, &style, false))?);
    }
    Ok(written)
}

fn line(item: &Line) -> Result<String, PaintError> {
    let style = stroke_of(item.colour, item.width, item.opacity);
    let written = element(|on| on.draw_path(item.points.iter().copied().map(point), &style))?;
    if !item.dash {
        return Ok(written);
    }
    let (on, off) = (unit(item.width.max(1.0) * 4.0), unit(item.width.max(1.0) * 3.0));
    Ok(written.replacen("<polyline ", &format!("<polyline stroke-dasharray=\"{on} {off}\" "), 1))
}

fn text(item: &Text) -> Result<String, PaintError> {
    let size = item.size * FINENESS;
    let face = match item.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::SemiBold => FontStyle::Bold,
    };
    let across = match item.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let family = FontFamily::Name(fonts::CSS_FAMILIES);
    let mut font = FontDesc::new(family, size * PLOTTERS_FONT_RULE, face);
    if item.upright {
        font = font.transform(FontTransform::Rotate270);
    }
    let paint = paint_of(item.colour, 1.0);
    let style = TextStyle::from(font).color(&paint).pos(Pos::new(across, VPos::Center));
    let words = printable(&item.content);
    let written = element(|on| on.draw_text(&words, &style, point((item.x, item.y))))?;
    // Quotes in words are escaped, so these can only be attributes. The `ex` of plotters
    // means one height in resvg and another in browsers; its font size has rounding dust.
    let dust = size * PLOTTERS_FONT_RULE / PLOTTERS_FONT_RULE;
    Ok(written
        .replacen("dy=\"0.5ex\"", &format!("dy=\"{}em\"", fonts::MIDDLE_TO_BASELINE), 1)
        .replacen(&format!("font-size=\"{dust}\""), &format!("font-size=\"{size}\""), 1)
        .replacen("font-weight=\"bold\"", "font-weight=\"600\"", 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::frame::{Area, Frame, Key, Swatch};
    use crate::draw::theme;
    use resvg::usvg;

    fn framed() -> (Scene, Area) {
        let frame = Frame {
            title: "Shenzhen leads for founders <and> is \"safe\" & sound".into(),
            subtitle: "Composite score 0–100, stacked by pillar; bars end at the median of 10\u{2009}000 draws".into(),
            footer: "Synthetic demonstration data · seed 42 · hubrank 0.1.0".into(),
            legend: vec![
                Key::new(Swatch::Area(theme::BLUE), "Capital"),
                Key::new(Swatch::Area(theme::series(1)), "Talent"),
                Key::new(Swatch::Dot(theme::VERMILION), "Median"),
                Key::new(Swatch::Line(theme::INK), "Range"),
                Key::new(Swatch::Dashes(theme::GREY), "Equal weights"),
            ],
        };
        let (mut scene, area) = frame.scene("Shenzhen leads with 82.6 points & 3 < 4", 600.0);
        scene.note("seed", "42");
        (scene, area.inset(260.0, 0.0, 100.0, 60.0))
    }

    fn add_bars(scene: &mut Scene, plot: &Area) {
        let at = |value: f64| plot.left + plot.width * value / 100.0;
        let hubs = ["Shenzhen 深圳", "San Francisco Bay Area", "Łódź Ναύπλιο Київ"];
        for (row, hub) in hubs.iter().enumerate() {
            let y = plot.top + 30.0 + row as f64 * 50.0;
            scene.add(Text::new(plot.left - 10.0, y, *hub).end());
            let mut start = 0.0;
            for part in 0..7 {
                let value = 12.7 - row as f64 - part as f64 * 0.3;
                let colour = theme::series(part);
                let wide = at(value) - at(0.0) - 1.0;
                scene.add(Rect::new(at(start), y - 16.0, wide, 32.0).fill(colour));
                let figure = Text::new(at(start + value / 2.0), y, theme::number(value));
                scene.add(figure.middle().size(theme::SMALL).colour(theme::ink_on(colour)));
                start += value;
            }
            scene.add(Line::new([(at(start - 2.0), y), (at(start + 3.0), y)]));
            scene.add(Circle::new(at(start), y, 6.0).stroke(theme::INK, 2.0));
            scene.add(Text::new(at(start + 4.0), y, theme::fixed(start, 1)).bold());
        }
    }

    fn add_shapes(scene: &mut Scene, plot: &Area) {
        let (left, top) = (plot.left, plot.top + 250.0);
        let band =
            [(0.0, 40.0), (300.0, 0.0), (600.0, 60.0), (600.0, 120.0), (300.0, 70.0), (0.0, 110.0)]
                .map(|(x, y)| (left + x, top + y));
        let band = Polygon::new(band).fill(theme::BLUE).opacity(0.2);
        scene.add(band.stroke(theme::BLUE, 2.0));
        scene.add(Line::new([(left, top + 70.0), (left + 600.0, top + 90.0)]).dashed());
        scene.add(Rect::new(left + 700.0, top, 200.0, 100.0).stroke(theme::VERMILION, 3.0));
        for step in 0..10 {
            let shade = theme::heat(f64::from(step) / 9.0);
            let x = left + 700.0 + f64::from(step) * 42.0;
            scene.add(Rect::new(x, top + 130.0, 40.0, 40.0).fill(shade));
            let words = Text::new(x + 20.0, top + 150.0, step.to_string()).middle();
            scene.add(words.size(theme::SMALL).colour(theme::ink_on(shade)));
        }
        scene.add(Text::new(left - 200.0, top + 70.0, "Upright 重庆").middle().upright());
        scene.add(Text::new(left, top + 170.0, "成都 bold Chengdu −3.4 → ≥ 60 m²").bold());
        for (mark, label) in [(0.0, "0"), (plot.width, "100")] {
            let words = Text::new(left + mark, plot.bottom() + 20.0, label).middle();
            scene.add(words.size(theme::SMALL).colour(theme::GREY));
        }
    }

    /// A scene with every item.
    fn every_item() -> Scene {
        let (mut scene, plot) = framed();
        add_bars(&mut scene, &plot);
        add_shapes(&mut scene, &plot);
        scene
    }

    fn small(words: &str) -> Scene {
        let mut scene = Scene::new(200.0, 60.0, "small");
        scene.add(Text::new(10.0, 30.0, words));
        scene
    }

    /// How many dots of a PNG are not white.
    fn inked(file: &[u8]) -> usize {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG");
        let mut dots = vec![0; reader.output_buffer_size().expect("fits")];
        reader.next_frame(&mut dots).expect("a frame");
        dots.chunks(3).filter(|dot| dot != &[255, 255, 255]).count()
    }

    #[test]
    fn every_item_is_painted_the_same_twice() {
        let scene = every_item();
        let file = svg(&scene).expect("paints");
        assert_eq!(file, svg(&scene).expect("paints"));
        for wanted in [
            "width=\"1600\" height=\"1000\" viewBox=\"0 0 12800 8000\"",
            "<title>Shenzhen leads for founders &lt;and&gt; is \"safe\" &amp; sound</title>",
            "<desc>Shenzhen leads with 82.6 points &amp; 3 &lt; 4</desc>",
            "seed: 42",
            "stroke-dasharray=\"64 48\"",
            "rotate(270,",
            "font-weight=\"600\"",
            "font-family=\"Inter, Noto Sans SC, sans-serif\"",
            "font-size=\"304\"",
            "opacity=\"0.2\"",
        ] {
            assert!(file.contains(wanted), "{wanted}");
        }
        assert!(!file.contains("0.5ex") && !file.contains("bold\""));
        assert_eq!(file.matches("<svg").count(), 1);
        let picture = png(&scene).expect("paints");
        assert_eq!(picture, png(&scene).expect("paints"));
    }

    #[test]
    fn words_cannot_break_the_file() {
        let mut scene = small("a<b & \"c\" 'd' \u{1}\u{0} dy=\"0.5ex\"");
        scene.alt = "]]> </desc> & \u{8}".into();
        scene.meta.push(("a<b".into(), "</metadata>".into()));
        let file = svg(&scene).expect("paints");
        assert!(file.contains("a&lt;b &amp; &quot;c&quot; &apos;d&apos;"));
        assert!(file.contains("]]&gt; &lt;/desc&gt; &amp; "));
        assert!(!file.contains('\u{1}') && !file.contains('\u{8}'));
        let options = usvg::Options::default();
        assert!(usvg::Tree::from_str(&file, &options).is_ok());
    }

    #[test]
    fn a_png_has_its_size_density_and_words() {
        let mut scene = small("Chengdu");
        scene.note("data", "sha256 北京");
        let file = png(&scene).expect("paints");
        let reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("a PNG");
        let info = reader.info();
        assert_eq!((info.width, info.height), (400, 120));
        assert_eq!(info.color_type, png::ColorType::Rgb);
        let density = info.pixel_dims.expect("density");
        assert_eq!((density.xppu, density.yppu), (7874, 7874));
        let words: Vec<_> = info
            .utf8_text
            .iter()
            .map(|chunk| (chunk.keyword.as_str(), chunk.get_text().expect("text")))
            .collect();
        assert_eq!(
            words,
            [("Description", "small".to_owned()), ("data", "sha256 北京".to_owned())]
        );
    }

    #[test]
    fn strips_meet_and_the_last_may_be_short() {
        let mut scene = Scene::new(200.0, 61.0, "tall");
        scene.add(Rect::new(10.0, 0.0, 50.0, 61.0).fill(theme::BLUE));
        assert_eq!(inked(&png(&scene).expect("paints")), 100 * 122);
        let low = Scene::new(1.0, 0.5, "lower than its strips are many");
        assert!(png(&low).is_ok());
    }

    #[test]
    fn chinese_and_semi_bold_letters_are_drawn() {
        let ink = |scene: &Scene| inked(&png(scene).expect("paints"));
        let blank = ink(&small(""));
        assert_eq!(blank, 0);
        let (beijing, shanghai) = (png(&small("北京")), png(&small("上海")));
        let (beijing, shanghai) = (beijing.expect("paints"), shanghai.expect("paints"));
        assert!(inked(&beijing) > 300);
        // Two empty boxes would be alike.
        assert_ne!(beijing, shanghai);
        let mut bold = small("Chengdu");
        bold.items = vec![Text::new(10.0, 30.0, "Chengdu").bold().into()];
        assert!(ink(&bold) > ink(&small("Chengdu")));
    }

    #[test]
    fn what_cannot_be_drawn_is_said() {
        let mut scene = small("Chengdu");
        scene.add(Circle::new(f64::NAN, 1.0, 2.0));
        assert!(matches!(svg(&scene), Err(PaintError::NotFinite(_))));
        let nothing = Scene::new(0.0, 60.0, "");
        assert!(matches!(png(&nothing), Err(PaintError::Size(..))));
        let mut scene = small("Chengdu");
        scene.note("北京", "a name that PNG does not take");
        assert!(matches!(png(&scene), Err(PaintError::Png(_))));
        assert!(svg(&scene).is_ok());
    }
}
