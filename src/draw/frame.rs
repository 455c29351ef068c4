//! The furniture around every chart: title, subtitle, legend, footer, and the room they leave.

use super::measure;
use super::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use super::theme;

/// From the canvas' top to the middle of the first title line, in px.
const HEAD: f64 = 54.0;
/// From the middle of the last footer line to the canvas' bottom, in px.
const FOOT: f64 = 36.0;
/// Between title, subtitle and legend, from the middle of one line to that of the next, in px.
const TITLE_TO_SUBTITLE: f64 = 51.0;
const TO_LEGEND: f64 = 52.0;
/// Free between the furniture and the chart, in px.
const TO_AREA: f64 = 36.0;
/// Side of a legend's swatch, its distance to its label, and the distance between two keys, in px.
const SWATCH: f64 = 18.0;
const SWATCH_TO_LABEL: f64 = 8.0;
const BETWEEN_KEYS: f64 = 30.0;

/// What stands around a chart. Empty texts and legends take no room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frame {
    /// The finding or the subject, on at most two lines.
    pub title: String,
    /// What is drawn, in which unit.
    pub subtitle: String,
    /// Data, year, seed, version; lines break where it does, and where they are full.
    pub footer: String,
    /// The keys above the chart, in rows.
    pub legend: Vec<Key>,
}

/// One key of a legend.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// What the reader sees in the chart.
    pub swatch: Swatch,
    /// What it stands for.
    pub label: String,
}

impl Key {
    /// A key from its swatch and label.
    #[must_use]
    pub fn new(swatch: Swatch, label: impl Into<String>) -> Self {
        Self { swatch, label: label.into() }
    }
}

/// The sign before a legend's label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    /// An area of this colour.
    Area(Colour),
    /// A dot.
    Dot(Colour),
    /// A line.
    Line(Colour),
    /// A dashed line.
    Dashes(Colour),
    /// A hollow dot.
    Ring(Colour),
    /// A filled dot of half the size.
    SmallDot(Colour),
    /// A short upright line.
    Bar(Colour),
    /// An outlined area.
    Outline(Colour),
    /// A hollow dot on a line with ends.
    Whisker(Colour),
}

/// A rectangle to draw in, in px of the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge in px.
    pub left: f64,
    /// Top edge in px.
    pub top: f64,
    /// Width in px.
    pub width: f64,
    /// Height in px.
    pub height: f64,
}

impl Area {
    /// Right edge in px.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Bottom edge in px.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// What is left when so many px are kept free at each side, such as for labels and axes.
    #[must_use]
    pub fn inset(&self, left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            left: self.left + left,
            top: self.top + top,
            width: (self.width - left - right).max(0.0),
            height: (self.height - top - bottom).max(0.0),
        }
    }
}

impl Frame {
    /// A canvas with its furniture drawn, and the room left for the chart: at least
    /// `chart_height` px high, which makes the canvas higher than [`theme::MIN_HEIGHT`]
    /// where needed. `alt` states the finding for those who do not see the picture.
    #[must_use]
    pub fn scene(&self, alt: impl Into<String>, chart_height: f64) -> (Scene, Area) {
        self.scene_within(alt, (chart_height, f64::INFINITY))
    }

    /// As [`scene`](Self::scene), for a chart that has no use for more than the second of two heights: with few rows the
    /// canvas ends where they do.
    #[must_use]
    pub fn scene_within(&self, alt: impl Into<String>, (least, most): (f64, f64)) -> (Scene, Area) {
        let mut scene = Scene::new(theme::WIDTH, theme::MIN_HEIGHT, alt);
        scene.title.clone_from(&self.title);
        let top = self.head(&mut scene);
        let wrapped = |line| measure::wrap(line, inner_width(), theme::FOOTER, Weight::Regular);
        let footer: Vec<_> = self.footer.lines().flat_map(wrapped).collect();
        let below = foot_height(footer.len());
        let around = top + below;
        let height = theme::MIN_HEIGHT.min(most.max(least) + around).max(least + around);
        scene.height = height.ceil();
        let last = scene.height - FOOT;
        for (from_last, line) in footer.iter().rev().enumerate() {
            let y = last - from_last as f64 * theme::FOOTER * theme::LEADING;
            scene.add(grey(y, line, theme::FOOTER));
        }
        let area = Area {
            left: theme::MARGIN,
            top,
            width: inner_width(),
            height: scene.height - top - below,
        };
        (scene, area)
    }

    /// Draws title, subtitle and legend; returns where the chart may begin, in px.
    fn head(&self, scene: &mut Scene) -> f64 {
        let mut y = HEAD;
        let (bold, plain) = (Weight::SemiBold, Weight::Regular);
        let title = measure::wrap_at_most(&self.title, 2, inner_width(), theme::TITLE, bold);
        for (index, line) in title.iter().enumerate() {
            if index > 0 {
                y += theme::TITLE * 1.2;
            }
            scene.add(Text::new(theme::MARGIN, y, line).size(theme::TITLE).bold());
        }
        let subtitle = measure::wrap(&self.subtitle, inner_width(), theme::SUBTITLE, plain);
        for (index, line) in subtitle.iter().enumerate() {
            y += match index {
                0 => TITLE_TO_SUBTITLE,
                _ => theme::SUBTITLE * theme::LEADING,
            };
            scene.add(grey(y, line, theme::SUBTITLE));
        }
        if !self.legend.is_empty() {
            y = self.keys(scene, y + TO_LEGEND);
        }
        y + TO_AREA
    }

    /// Draws the legend from the row at `y` px on; returns the y of its last row.
    fn keys(&self, scene: &mut Scene, mut y: f64) -> f64 {
        let plain = Weight::Regular;
        let right = theme::MARGIN + inner_width();
        let mut x = theme::MARGIN;
        for key in &self.legend {
            let before = key.swatch.width() + SWATCH_TO_LABEL;
            let label = measure::fit(&key.label, inner_width() - before, theme::LABEL, plain);
            let width = before + measure::width(&label, theme::LABEL, plain);
            if x > theme::MARGIN && x + width > right {
                x = theme::MARGIN;
                y += theme::LABEL * 1.6;
            }
            key.swatch.draw(scene, x, y);
            scene.add(Text::new(x + before, y, label).size(theme::LABEL));
            x += width + BETWEEN_KEYS;
        }
        y
    }
}

impl Swatch {
    /// Its width in px.
    fn width(self) -> f64 {
        match self {
            Self::Area(_) | Self::Outline(_) => SWATCH,
            Self::Dot(_) => 14.0,
            Self::Ring(_) => 10.0,
            Self::SmallDot(_) => 7.0,
            Self::Bar(_) => 4.0,
            Self::Line(_) | Self::Dashes(_) | Self::Whisker(_) => 34.0,
        }
    }

    /// Draws it from `x` px on, centred on `y` px.
    fn draw(self, scene: &mut Scene, x: f64, y: f64) {
        let half = self.width() / 2.0;
        let across = [(x, y), (x + self.width(), y)];
        match self {
            Self::Area(colour) => {
                scene.add(Rect::new(x, y - half, SWATCH, SWATCH).fill(colour));
            }
            Self::Outline(colour) => {
                scene.add(Rect::new(x, y - half, SWATCH, SWATCH).stroke(colour, 3.0));
            }
            Self::Dot(colour) => scene.add(Circle::new(x + half, y, half).fill(colour)),
            Self::SmallDot(colour) => scene.add(Circle::new(x + half, y, half).fill(colour)),
            Self::Ring(colour) => {
                scene.add(Circle::new(x + half, y, half).stroke(colour, 1.6));
            }
            Self::Bar(colour) => {
                let height = SWATCH;
                scene.add(Rect::new(x, y - height / 2.0, 4.0, height).fill(colour));
            }
            Self::Whisker(colour) => {
                scene.add(Line::new(across).colour(colour).width(1.8));
                for x in [x, x + self.width()] {
                    let end = Line::new([(x, y - 6.0), (x, y + 6.0)]);
                    scene.add(end.colour(colour).width(1.8));
                }
                scene.add(Circle::new(x + half, y, 5.5).stroke(colour, 1.8));
            }
            Self::Line(colour) => scene.add(Line::new(across).colour(colour).width(3.0)),
            Self::Dashes(colour) => {
                scene.add(Line::new(across).colour(colour).width(2.0).dashed());
            }
        }
    }
}

fn grey(y: f64, line: &str, size: f64) -> Text {
    Text::new(theme::MARGIN, y, line).size(size).colour(theme::GREY)
}

/// What is between the margins, in px.
fn inner_width() -> f64 {
    theme::WIDTH - 2.0 * theme::MARGIN
}

/// From the chart's end to the canvas' bottom, in px.
fn foot_height(lines: usize) -> f64 {
    match lines {
        0 => TO_AREA,
        _ => FOOT + (lines - 1) as f64 * theme::FOOTER * theme::LEADING + TO_AREA,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::scene::Item;

    fn full() -> Frame {
        Frame {
            title: "Startup hubs ranked for an early-stage investor".into(),
            subtitle: "Composite score 0–100, stacked by pillar contribution".into(),
            footer: "Synthetic demonstration data".into(),
            legend: vec![
                Key::new(Swatch::Area(theme::BLUE), "Capital"),
                Key::new(Swatch::Dot(theme::INK), "Median"),
            ],
        }
    }

    fn texts(scene: &Scene) -> Vec<&Text> {
        scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text(text) => Some(text),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn the_area_lies_between_legend_and_footer() {
        let (scene, area) = full().scene("", 100.0);
        assert_eq!(scene.height, theme::MIN_HEIGHT);
        let words = texts(&scene);
        assert_eq!(words.len(), 5);
        let footer = words.last().expect("footer");
        assert!(words[..4].iter().all(|text| text.y + 10.0 < area.top));
        assert!(area.bottom() + 10.0 < footer.y && footer.y < scene.height);
        assert_eq!(area.right(), theme::WIDTH - theme::MARGIN);
    }

    #[test]
    fn the_canvas_grows_with_the_chart() {
        let (scene, area) = full().scene("", 2400.0);
        assert!(scene.height > 2500.0);
        assert!(area.height >= 2400.0);
        let footer = texts(&scene).pop().expect("footer");
        assert_eq!(footer.y, scene.height - FOOT);
    }

    #[test]
    fn the_canvas_shrinks_to_few_rows() {
        let (scene, area) = full().scene_within("", (60.0, 180.0));
        assert!(scene.height < 500.0 && (180.0..181.0).contains(&area.height), "{area:?}");
        let (scene, _) = full().scene_within("", (60.0, 5000.0));
        assert_eq!(scene.height, theme::MIN_HEIGHT);
    }

    #[test]
    fn long_texts_wrap_and_stay_between_the_margins() {
        let words = "a rather long sentence that goes on ".repeat(12);
        let mut frame = full();
        frame.title.clone_from(&words);
        frame.subtitle.clone_from(&words);
        frame.footer.clone_from(&words);
        frame.legend = (0..30)
            .map(|number| Key::new(Swatch::Dashes(theme::GREY), format!("Pillar {number}")))
            .collect();
        let (scene, area) = frame.scene("", 500.0);
        let words = texts(&scene);
        for text in &words {
            let right = text.x + measure::width(&text.content, text.size, text.weight);
            assert!(right <= theme::WIDTH - theme::MARGIN + 1e-9, "{text:?}");
        }
        assert!(area.height >= 500.0);
        let titles = words.iter().filter(|text| text.size == theme::TITLE);
        assert_eq!(titles.count(), 2);
    }

    #[test]
    fn an_inset_never_turns_inside_out() {
        let (_, area) = full().scene("", 100.0);
        let inner = area.inset(250.0, 0.0, 60.0, 40.0);
        assert_eq!(inner.left, area.left + 250.0);
        assert_eq!(inner.right(), area.right() - 60.0);
        assert_eq!(area.inset(5000.0, 0.0, 0.0, 0.0).width, 0.0);
    }
}
