//! A picture as data: what stands where, in px from the top left.
//!
//! Items are painted in the order in which they were added, on white.
//!
//! ```
//! use hubrank::draw::scene::{Colour, Rect, Scene, Text};
//!
//! let blue = Colour(0x00, 0x72, 0xb2);
//! let mut scene = Scene::new(1600.0, 1000.0, "Chengdu leads with 71 points");
//! scene.add(Rect::new(300.0, 160.0, 710.0, 30.0).fill(blue));
//! scene.add(Text::new(290.0, 175.0, "Chengdu").end());
//! scene.add(Text::new(1020.0, 175.0, "71").bold());
//! ```

mod shape;

pub use shape::{Circle, Look, Polygon, Rect, Stroke};

/// A colour as red, green and blue, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// What items are drawn in unless told otherwise: almost black.
    pub const INK: Self = Self(0x21, 0x25, 0x29);
    /// The ground of every picture.
    pub const WHITE: Self = Self(0xff, 0xff, 0xff);
}

/// A picture before it is painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Width in px.
    pub width: f64,
    /// Height in px.
    pub height: f64,
    /// A short name, shown by browsers and readers; may be empty.
    pub title: String,
    /// The text alternative: it states the finding, for those who do not see the picture.
    pub alt: String,
    /// Where the picture comes from, as names and values: data hash, profile hash, seed, version.
    /// A name is at most 79 characters of Latin-1, as PNG demands.
    pub meta: Vec<(String, String)>,
    /// What is drawn, the lowest first.
    pub items: Vec<Item>,
}

impl Scene {
    /// An empty picture of `width` by `height` px; `alt` states what it shows.
    #[must_use]
    pub fn new(width: f64, height: f64, alt: impl Into<String>) -> Self {
        Self {
            width,
            height,
            title: String::new(),
            alt: alt.into(),
            meta: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Puts an item on top of those added before.
    pub fn add(&mut self, item: impl Into<Item>) {
        self.items.push(item.into());
    }

    /// Notes where the picture comes from.
    pub fn note(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.meta.push((name.into(), value.into()));
    }
}

/// One thing in a picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A rectangle along the axes.
    Rect(Rect),
    /// A line through two or more points.
    Line(Line),
    /// A circle.
    Circle(Circle),
    /// A closed shape.
    Polygon(Polygon),
    /// Words on one line.
    Text(Text),
}

/// A line through two or more points.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The points (x, y) in px.
    pub points: Vec<(f64, f64)>,
    /// Colour.
    pub colour: Colour,
    /// Width in px.
    pub width: f64,
    /// Drawn in dashes?
    pub dash: bool,
    /// 0 is invisible, 1 covers what is below.
    pub opacity: f64,
}

impl Line {
    /// A line through points (x, y) in px; ink, 2 px wide.
    #[must_use]
    pub fn new(points: impl Into<Vec<(f64, f64)>>) -> Self {
        Self { points: points.into(), colour: Colour::INK, width: 2.0, dash: false, opacity: 1.0 }
    }

    /// Sets the colour.
    #[must_use]
    pub fn colour(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    /// Sets the width in px.
    #[must_use]
    pub fn width(mut self, width: f64) -> Self {
        self.width = width;
        self
    }

    /// Draws it in dashes.
    #[must_use]
    pub fn dashed(mut self) -> Self {
        self.dash = true;
        self
    }

    /// Lets what is below shine through: 0 is invisible, 1 covers.
    #[must_use]
    pub fn opacity(mut self, opacity: f64) -> Self {
        self.opacity = opacity;
        self
    }
}

/// Which part of a text stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// The text begins there.
    #[default]
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600. Chinese characters have no such face and stay regular.
    SemiBold,
}

/// Words on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where the anchor stands, in px from the left.
    pub x: f64,
    /// **The middle of the capital letters** in px from the top, not the baseline:
    /// a label has the y of the bar, point or line it belongs to.
    pub y: f64,
    /// Which part of the text stands at `x`.
    pub anchor: Anchor,
    /// Font size in px.
    pub size: f64,
    /// How heavy the letters are.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
    /// The words. Runs of blanks collapse to one, as SVG has it: U+2002 is a wider gap.
    pub content: String,
    /// Turned by −90° about (x, y), to be read from below?
    pub upright: bool,
}

impl Text {
    /// A text that begins at x, its capitals centred on y; ink, regular, 20 px.
    #[must_use]
    pub fn new(x: f64, y: f64, content: impl Into<String>) -> Self {
        Self {
            x,
            y,
            anchor: Anchor::Start,
            size: 20.0,
            weight: Weight::Regular,
            colour: Colour::INK,
            content: content.into(),
            upright: false,
        }
    }

    /// Centres it on x.
    #[must_use]
    pub fn middle(mut self) -> Self {
        self.anchor = Anchor::Middle;
        self
    }

    /// Lets it end at x.
    #[must_use]
    pub fn end(mut self) -> Self {
        self.anchor = Anchor::End;
        self
    }

    /// Sets the font size in px.
    #[must_use]
    pub fn size(mut self, size: f64) -> Self {
        self.size = size;
        self
    }

    /// Makes it semi-bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.weight = Weight::SemiBold;
        self
    }

    /// Sets the colour.
    #[must_use]
    pub fn colour(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    /// Turns it by −90° about (x, y).
    #[must_use]
    pub fn upright(mut self) -> Self {
        self.upright = true;
        self
    }
}

impl From<Rect> for Item {
    fn from(rect: Rect) -> Self {
        Self::Rect(rect)
    }
}

impl From<Line> for Item {
    fn from(line: Line) -> Self {
        Self::Line(line)
    }
}

impl From<Circle> for Item {
    fn from(circle: Circle) -> Self {
        Self::Circle(circle)
    }
}

impl From<Polygon> for Item {
    fn from(polygon: Polygon) -> Self {
        Self::Polygon(polygon)
    }
}

impl From<Text> for Item {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
