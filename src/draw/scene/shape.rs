//! Closed shapes: rectangle, circle, polygon, and how they are filled and outlined.

use super::Colour;

/// An outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub colour: Colour,
    /// Its width in px, half on either side of the edge.
    pub width: f64,
}

/// How a closed shape is filled and outlined. Where both are set, `opacity` acts on each alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// The inside; `None` leaves it open.
    pub fill: Option<Colour>,
    /// The outline; `None` leaves it out.
    pub stroke: Option<Stroke>,
    /// 0 is invisible, 1 covers what is below.
    pub opacity: f64,
}

impl Look {
    const BARE: Self = Self { fill: None, stroke: None, opacity: 1.0 };
}

/// A rectangle along the axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Rect {
    /// Left edge in px.
    pub x: f64,
    /// Top edge in px.
    pub y: f64,
    /// Width in px, not negative.
    pub width: f64,
    /// Height in px, not negative.
    pub height: f64,
    /// Inside and outline.
    pub look: Look,
}

impl Rect {
    /// A rectangle from its top left corner, in px; nothing is seen before it is filled or outlined.
    #[must_use]
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height, look: Look::BARE }
    }

    /// Fills the inside.
    #[must_use]
    pub fn fill(mut self, colour: Colour) -> Self {
        self.look.fill = Some(colour);
        self
    }

    /// Draws the outline, `width` px wide.
    #[must_use]
    pub fn stroke(mut self, colour: Colour, width: f64) -> Self {
        self.look.stroke = Some(Stroke { colour, width });
        self
    }

    /// Lets what is below shine through: 0 is invisible, 1 covers.
    #[must_use]
    pub fn opacity(mut self, opacity: f64) -> Self {
        self.look.opacity = opacity;
        self
    }
}

/// A circle.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// Centre in px from the left.
    pub x: f64,
    /// Centre in px from the top.
    pub y: f64,
    /// Radius in px.
    pub radius: f64,
    /// Inside and outline.
    pub look: Look,
}

impl Circle {
    /// A circle around (x, y), in px; nothing is seen before it is filled or outlined.
    #[must_use]
    pub fn new(x: f64, y: f64, radius: f64) -> Self {
        Self { x, y, radius, look: Look::BARE }
    }

    /// Fills the inside.
    #[must_use]
    pub fn fill(mut self, colour: Colour) -> Self {
        self.look.fill = Some(colour);
        self
    }

    /// Draws the outline, `width` px wide.
    #[must_use]
    pub fn stroke(mut self, colour: Colour, width: f64) -> Self {
        self.look.stroke = Some(Stroke { colour, width });
        self
    }

    /// Lets what is below shine through: 0 is invisible, 1 covers.
    #[must_use]
    pub fn opacity(mut self, opacity: f64) -> Self {
        self.look.opacity = opacity;
        self
    }
}

/// A closed shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon {
    /// The corners (x, y) in px; the last is joined to the first.
    pub points: Vec<(f64, f64)>,
    /// Inside and outline.
    pub look: Look,
}

impl Polygon {
    /// A shape from its corners (x, y), in px; nothing is seen before it is filled or outlined.
    #[must_use]
    pub fn new(points: impl Into<Vec<(f64, f64)>>) -> Self {
        Self { points: points.into(), look: Look::BARE }
    }

    /// Fills the inside.
    #[must_use]
    pub fn fill(mut self, colour: Colour) -> Self {
        self.look.fill = Some(colour);
        self
    }

    /// Draws the outline, `width` px wide.
    #[must_use]
    pub fn stroke(mut self, colour: Colour, width: f64) -> Self {
        self.look.stroke = Some(Stroke { colour, width });
        self
    }

    /// Lets what is below shine through: 0 is invisible, 1 covers.
    #[must_use]
    pub fn opacity(mut self, opacity: f64) -> Self {
        self.look.opacity = opacity;
        self
    }
}
