//! Indicators below each other, grouped by pillar: names, colours, how high a line is.

use crate::draw::frame::Area;
use crate::draw::measure;
use crate::draw::scene::{Colour, Line as Stroke, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;

use super::pillars::pillars;
use super::words;

/// Beyond these a picture is longer than anyone reads: the heaviest indicators are shown.
pub(super) const MOST: usize = 60;
/// Least and greatest height of a line in px.
const LEAST_PITCH: f64 = 27.0;
const MOST_PITCH: f64 = 58.0;
/// Widest names in px.
const MOST_NAME: f64 = 420.0;
/// The strip of the pillar's colour, and what is free behind it, in px.
const STRIP: f64 = 5.0;
const TO_NAME: f64 = 12.0;
const TO_CHART: f64 = 18.0;
/// Above the first line of a pillar, in lines.
const BREAK: f64 = 0.3;

/// One line: a pillar's head or an indicator.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its node.
    pub(super) node: usize,
    /// The indicator; none for a head.
    pub(super) indicator: Option<usize>,
    pub(super) name: String,
    pub(super) colour: Colour,
    /// Whether a pillar begins here.
    pub(super) begins: bool,
}

/// The lines of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// How many indicators are shown, and how many there are.
    pub(super) shown: (usize, usize),
}

/// Where lines stand, in px.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// The middle of each line.
    pub(super) middles: Vec<f64>,
    pub(super) pitch: f64,
    /// Where the names end and the chart may begin.
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    strip: f64,
}

impl Lines {
    /// The indicators that count, in the order of the tree; a head above each pillar of several, where asked for.
    pub(super) fn of(outcome: &Outcome, with_heads: bool) -> Self {
        let tree = &outcome.observed.frame.tree;
        let colours = pillars(outcome);
        let colour = |node: usize| {
            let found = colours.iter().find(|pillar| pillar.node == node);
            found.map_or(theme::GREY, |pillar| pillar.colour)
        };
        let (kept, all) = heaviest(outcome);
        let mut lines = Vec::new();
        for &pillar in tree.pillars() {
            let below = tree.leaves_below(pillar).into_iter();
            let below: Vec<_> = below.filter(|j| kept.contains(j)).collect();
            let is_group = tree.nodes()[pillar].indicator.is_none();
            let line = |node: usize, indicator, begins| Line {
                node,
                indicator,
                name: tree.nodes()[node].name.clone(),
                colour: colour(pillar),
                begins,
            };
            let has_head = with_heads && is_group && !below.is_empty();
            if has_head {
                lines.push(line(pillar, None, true));
            }
            for (at, j) in below.into_iter().enumerate() {
                lines.push(line(tree.leaf(j), Some(j), at == 0 && !has_head));
            }
        }
        let names = lines.iter().map(|line| line.name.as_str());
        let names = measure::fit_apart(names, MOST_NAME, theme::SMALL, Weight::SemiBold);
        for (line, name) in lines.iter_mut().zip(names) {
            line.name = name;
        }
        Self { lines, shown: (kept.len(), all) }
    }

    fn slots(&self) -> f64 {
        let breaks = self.lines.iter().skip(1).filter(|line| line.begins);
        self.lines.len() as f64 + BREAK * breaks.count() as f64
    }

    /// The least and the greatest height in px, with so much for heads and axes.
    pub(super) fn heights(&self, around: f64) -> (f64, f64) {
        (self.slots() * LEAST_PITCH + around, self.slots() * MOST_PITCH + around)
    }

    /// "; the 60 heaviest of 80" where not all are shown.
    pub(super) fn left_out_words(&self) -> String {
        match self.shown {
            (shown, all) if shown < all => format!("; the {shown} heaviest of {all} indicators"),
            _ => String::new(),
        }
    }

    /// Where everything stands in an area.
    pub(super) fn layout(&self, area: &Area) -> Layout {
        let pitch = (area.height / self.slots().max(1.0)).clamp(LEAST_PITCH, MOST_PITCH);
        let mut y = area.top;
        let mut middles = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            y += if at > 0 && line.begins { BREAK * pitch } else { 0.0 };
            middles.push(y + pitch / 2.0);
            y += pitch;
        }
        let names = self.lines.iter().map(|line| line.name.as_str());
        let names = measure::widest(names, theme::SMALL, Weight::SemiBold);
        Layout {
            middles,
            pitch,
            left: area.left + STRIP + TO_NAME + names + TO_CHART,
            top: area.top,
            bottom: y,
            strip: area.left,
        }
    }

    /// Draws the names and the strips of the pillars' colours; heads in bold.
    pub(super) fn draw(&self, scene: &mut Scene, layout: &Layout) {
        for (line, &y) in self.lines.iter().zip(&layout.middles) {
            let strip = Rect::new(layout.strip, y - layout.pitch / 2.0, STRIP, layout.pitch);
            scene.add(strip.fill(line.colour));
            let weight = match line.indicator {
                None => Weight::SemiBold,
                Some(_) => Weight::Regular,
            };
            let mut name =
                Text::new(layout.left - TO_CHART, y, &line.name).end().size(theme::SMALL);
            name.weight = weight;
            scene.add(name);
        }
    }
}

impl Layout {
    /// Grid lines with their numbers below, at these places in px.
    pub(super) fn grid(&self, scene: &mut Scene, ticks: &[(f64, String)]) {
        for (x, label) in ticks {
            let line = Stroke::new([(*x, self.top - 4.0), (*x, self.bottom + 6.0)]);
            scene.add(line.colour(theme::GRID).width(1.0));
            let label = Text::new(*x, self.bottom + 22.0, label.clone()).middle();
            scene.add(label.size(theme::SMALL).colour(theme::GREY));
        }
    }
}

/// The indicators that are shown and how many count.
fn heaviest(outcome: &Outcome) -> (Vec<usize>, usize) {
    let tree = &outcome.observed.frame.tree;
    let mut scored = words::scored(outcome);
    let all = scored.len();
    let weight = |j: &usize| outcome.weights.effective[tree.leaf(*j)];
    // Stable: of equal weights the first stay.
    scored.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    scored.truncate(MOST);
    (scored, all)
}
