//! The square of lines in one panel, with its labels.

use crate::draw::chart::axis::Axis;
use crate::draw::chart::words;
use crate::draw::frame::Area;
use crate::draw::measure;
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::robustness::exact::Leader;
use crate::study::Outcome;

use super::curves::{Curve, Panel, Panels};
use super::sentence::percents;
use super::{MOST, OTHERS, SIZE};

/// Colours of hubs: the palette, with ink for its grey, which the other hubs have.
const COLOURS: [Colour; MOST] = [
    theme::PALETTE[0],
    theme::PALETTE[4],
    theme::PALETTE[2],
    theme::PALETTE[5],
    theme::PALETTE[3],
    theme::PALETTE[1],
    Colour::INK,
];
/// The widest that labels may be, and their least distance, in px.
const MOST_LABEL: f64 = 150.0;
const LABEL_GAP: f64 = 19.0;

/// The coloured hubs: colour and words at the end of their lines.
pub(super) struct Labels(pub(super) Vec<Label>);

pub(super) struct Label {
    hub: usize,
    pub(super) colour: Colour,
    pub(super) full: String,
    pub(super) short: String,
}

pub(super) fn labels(outcome: &Outcome, panels: &Panels) -> Labels {
    let hubs = &outcome.dataset().hubs;
    let names = panels.focus.iter().map(|&hub| &*hubs[hub].name);
    let names = measure::fit_apart(names, MOST_LABEL, SIZE, Weight::SemiBold);
    let label = |((&hub, colour), short): ((&usize, Colour), String)| Label {
        hub,
        colour,
        full: hubs[hub].label(),
        short,
    };
    Labels(panels.focus.iter().zip(COLOURS).zip(names).map(label).collect())
}

impl Labels {
    pub(super) fn of(&self, hub: usize) -> Option<&Label> {
        self.0.iter().find(|label| label.hub == hub)
    }

    pub(super) fn widest(&self) -> f64 {
        let words = self.0.iter().map(|label| label.short.as_str());
        measure::widest(words, SIZE, Weight::SemiBold)
    }
}

/// The square of lines in one panel.
pub(super) struct Plot {
    x: Axis,
    y: Axis,
    top: f64,
    bottom: f64,
}

impl Plot {
    pub(super) fn of(area: &Area, y: Axis) -> Self {
        Self {
            x: Axis { from: (0.0, 1.0), to: (area.left, area.right()) },
            // Free above, so that a crossing at the top has room for its weight.
            y: y.onto(area.bottom(), area.top + 30.0),
            top: area.top,
            bottom: area.bottom(),
        }
    }

    pub(super) fn draw(&self, scene: &mut Scene, panel: &Panel, labels: &Labels) {
        self.grid(scene);
        let others = panel.curves.iter();
        for curve in others.filter(|curve| labels.of(curve.hub).is_none()) {
            self.curve(scene, curve, OTHERS, 1.5);
        }
        self.own_weight(scene, panel.weight);
        for curve in &panel.curves {
            if let Some(label) = labels.of(curve.hub) {
                self.curve(scene, curve, label.colour, 3.0);
            }
        }
        self.crossings(scene, panel);
        self.labels(scene, panel, labels);
    }

    fn point(&self, (t, score): (f64, f64)) -> (f64, f64) {
        (self.x.at(t), self.y.at(score))
    }

    fn curve(&self, scene: &mut Scene, curve: &Curve, colour: Colour, width: f64) {
        let points = curve.points.iter().map(|&point| self.point(point));
        let points: Vec<_> = points.collect();
        scene.add(Line::new(points).colour(colour).width(width));
    }

    fn grid(&self, scene: &mut Scene) {
        let (left, right) = self.x.to;
        for (number, label) in self.y.ticks(4) {
            let y = self.y.at(number);
            let line = Line::new([(left, y), (right, y)]);
            scene.add(line.colour(theme::GRID).width(1.0));
            let label = Text::new(left - 8.0, y, label).end();
            scene.add(label.size(16.0).colour(theme::GREY));
        }
        for (share, label) in [(0.0, "0"), (0.5, "50"), (1.0, "100\u{a0}%")] {
            let x = self.x.at(share);
            let label = Text::new(x, self.bottom + 20.0, label).middle();
            scene.add(label.size(16.0).colour(theme::GREY));
        }
    }

    fn own_weight(&self, scene: &mut Scene, weight: f64) {
        let x = self.x.at(weight);
        let line = Line::new([(x, self.top - 4.0), (x, self.bottom)]);
        scene.add(line.colour(theme::GREY).width(1.5).dashed());
        let words = Text::new(x, self.top - 15.0, words::percent(weight)).middle();
        scene.add(words.size(16.0).colour(theme::GREY));
    }

    /// Dots where coloured lines cross; bigger and with its weight where the first place changes hands.
    fn crossings(&self, scene: &mut Scene, panel: &Panel) {
        let changes = changes(panel);
        let is_change = |at: f64| changes.iter().any(|(change, _)| (change - at).abs() < 1e-9);
        for mark in panel.crossings.iter().filter(|mark| !is_change(mark.at)) {
            let (x, y) = self.point((mark.at, mark.score));
            scene.add(Circle::new(x, y, 3.5).fill(theme::GREY));
        }
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let weights = percents(&changes.iter().map(|(at, _)| *at).collect::<Vec<_>>());
        for (&(at, score), weight) in changes.iter().zip(weights) {
            let (x, y) = self.point((at, score));
            let dot = Circle::new(x, y, 6.5).fill(theme::INK);
            scene.add(dot.stroke(theme::WHITE, 2.0));
            let half = measure::width(&weight, 16.0, Weight::SemiBold) / 2.0 + 3.0;
            let middle = x.clamp(self.x.to.0 + half, self.x.to.1 - half);
            // Above the first line nothing is drawn; beside another label there is no room: the
            // words above the panel name the weight too.
            let y = y - 19.0;
            let is_free =
                |&(other, its_half): &(f64, f64)| (other - middle).abs() > half + its_half;
            if taken.iter().all(is_free) {
                let ground = Rect::new(middle - half + 1.0, y - 9.0, 2.0 * half - 2.0, 17.0);
                scene.add(ground.fill(theme::WHITE).opacity(0.75));
                scene.add(Text::new(middle, y, weight).middle().size(16.0).bold());
                taken.push((middle, half));
            }
        }
    }

    /// Names at the right, each beside the end of its line.
    fn labels(&self, scene: &mut Scene, panel: &Panel, labels: &Labels) {
        let end = |label: &Label| {
            let curve = panel.curves.iter().find(|curve| curve.hub == label.hub)?;
            curve.points.last().copied()
        };
        let ends = labels.0.iter().filter_map(|label| Some((label, end(label)?)));
        let ends: Vec<_> = ends.collect();
        let mut places: Vec<_> = ends.iter().map(|(_, end)| self.y.at(end.1)).collect();
        measure::spread(&mut places, LABEL_GAP, self.top + 8.0, self.bottom);
        let right = self.x.to.1;
        for ((label, end), place) in ends.iter().zip(places) {
            let (x, y) = self.point(*end);
            let line = Line::new([(x, y), (right + 18.0, place)]);
            match end.0 < 1.0 {
                // Not ranked beyond its line's end: dashed up to its name.
                true => scene.add(line.colour(label.colour).width(1.2).opacity(0.45).dashed()),
                false => scene.add(line.colour(label.colour).width(1.5)),
            }
            let words = Text::new(right + 22.0, place, &label.short).size(SIZE).bold();
            // Pale colours are hard to read as letters.
            scene.add(words.colour(theme::mix(label.colour, theme::INK, 0.3)));
        }
    }
}

/// The weights at which the first place changes hands, with the score there.
fn changes(panel: &Panel) -> Vec<(f64, f64)> {
    let change = |pair: &[Leader]| {
        let curve = |hub: usize| panel.curves.iter().find(|curve| curve.hub == hub);
        let score = |hub: usize| curve(hub)?.at(pair[0].to);
        Some((pair[0].to, score(pair[1].hub).or_else(|| score(pair[0].hub))?))
    };
    panel.leaders.windows(2).filter_map(change).collect()
}
