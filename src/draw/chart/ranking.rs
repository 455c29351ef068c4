//! Hubs in order as bars, each split by what its pillars add.

mod bands;

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;

use super::axis::Axis;
use super::pillars::{self, Pillar, pillars};
use super::rows::{Layout, Row, Rows};
use super::words;

/// What the axis' numbers take below the bars, in px.
const AXIS: f64 = 40.0;
/// Thickness of bars: a share of the row, and at most so many px.
const SHARE: f64 = 0.72;
const MOST_THICK: f64 = 44.0;
/// Beside a value inside a segment, in px.
const AIR: f64 = 12.0;
/// A bar that is not split, and pillars beyond those with a colour of their own.
const PLAIN: Colour = Colour(0xd5, 0xd9, 0xdf);
const OTHERS: Colour = Colour(0xb4, 0xb9, 0xc1);
/// How pale references are, 0 to 1.
const PALE: f64 = 0.55;

/// Hubs in order as bars, each split by what its pillars add to the score.
///
/// Where a pillar takes away (z-scores), its part stands left of zero and the score is marked. Where
/// pillars do not add up (geometric means), the bar is the score and the dots are the pillars' scores.
/// References stand paler below a line.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?;
/// let scene = hubrank::draw::chart::ranking(&outcome);
/// assert!(scene.alt.contains("leads with"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn ranking(outcome: &Outcome) -> Scene {
    let rows = Rows::trusted(outcome);
    let pillars = pillars(outcome);
    let bars: Vec<_> = rows.rows.iter().map(|row| Bar::of(outcome, row, &pillars)).collect();
    let frame = furniture(outcome, &rows, &bars, &pillars);
    let (mut scene, area) = frame.scene_within(words::finding(outcome), rows.heights(AXIS));
    words::note_origin(&mut scene, std::slice::from_ref(outcome));

    let layout = rows.layout(&area.inset(0.0, 0.0, 0.0, AXIS));
    let decimals = words::decimals(rows.rows.iter().map(|row| row.score));
    let right = area.right() - 16.0 - score_width(&rows, decimals);
    let ends = bars.iter().flat_map(Bar::ends).chain([0.0]);
    let axis = Axis::round(ends, 6).onto(layout.left, right);
    bands::draw(&mut scene, outcome, &layout, &area);
    grid(&mut scene, axis, &area, layout.bottom);
    rows.draw(&mut scene, &layout, area.right());
    for (index, bar) in bars.iter().enumerate() {
        let place = Place::of(&layout, index, axis, decimals);
        bar.draw(&mut scene, &place);
        // Dots may stand beyond the bar's end: then the scores stand below each other at the right.
        let x = match bar.kind {
            Kind::Parts(_) => axis.at(bar.right_end().max(bar.most())) + 10.0,
            Kind::Dots(_) => right + 16.0,
        };
        let score = Text::new(x, place.y, theme::fixed(bar.score, decimals)).size(theme::LABEL);
        scene.add(score.bold());
    }
    zero_line(&mut scene, axis, &area, layout.bottom);
    scene
}

/// What the widest score takes, in px.
fn score_width(rows: &Rows, decimals: usize) -> f64 {
    let scores = rows.rows.iter().map(|row| theme::fixed(row.score, decimals));
    scores.fold(0.0, |most, score| most.max(measure::width(&score, theme::LABEL, Weight::SemiBold)))
}

/// What is drawn of one hub.
struct Bar {
    score: f64,
    /// The middle 90 % of the score over what is in doubt.
    scores: Option<(f64, f64)>,
    kind: Kind,
}

enum Kind {
    /// What each pillar adds, in order.
    Parts(Vec<(Colour, f64)>),
    /// The pillars' scores.
    Dots(Vec<(Colour, f64)>),
}

/// Where a bar stands.
struct Place {
    y: f64,
    thick: f64,
    axis: Axis,
    decimals: usize,
}

impl Place {
    fn of(layout: &Layout, index: usize, axis: Axis, decimals: usize) -> Self {
        Self {
            y: layout.middles[index],
            thick: (layout.pitch * SHARE).min(MOST_THICK),
            axis,
            decimals,
        }
    }

    /// A bar between two numbers.
    fn rect(&self, from: f64, to: f64) -> Rect {
        let (a, b) = (self.axis.at(from), self.axis.at(to));
        Rect::new(a.min(b), self.y - self.thick / 2.0, (a - b).abs(), self.thick)
    }
}

impl Bar {
    fn of(outcome: &Outcome, row: &Row, pillars: &[Pillar]) -> Self {
        let pale = |colour: Colour| match row.rank {
            Some(_) => colour,
            None => theme::mix(colour, theme::WHITE, PALE),
        };
        let kind = match outcome.pillar_contributions(row.hub) {
            Some(parts) => {
                let of = |pillar: &Pillar| parts.iter().find(|(node, _)| *node == pillar.node);
                let mut shown: Vec<_> = pillars
                    .iter()
                    .filter_map(|pillar| Some((pale(pillar.colour), of(pillar)?.1)))
                    .collect();
                let is_other = |node: usize| pillars.iter().all(|pillar| pillar.node != node);
                let others = parts.iter().filter(|(node, _)| is_other(*node));
                let others: f64 = others.map(|(_, part)| part).sum();
                if others != 0.0 {
                    shown.push((pale(OTHERS), others));
                }
                Kind::Parts(shown)
            }
            None => {
                let score = |pillar: &Pillar| outcome.scores.nodes[pillar.node].get(row.hub);
                let dot = |pillar: &Pillar| Some((pale(pillar.colour), score(pillar)?));
                Kind::Dots(pillars.iter().filter_map(dot).collect())
            }
        };
        let trusted = outcome.trust.as_ref().and_then(|trust| trust.of(row.hub));
        Self { score: row.score, scores: trusted.and_then(|own| own.scores), kind }
    }

    /// The numbers that the axis must reach.
    fn ends(&self) -> Vec<f64> {
        match &self.kind {
            Kind::Parts(_) => vec![self.left_end(), self.right_end(), self.most()],
            Kind::Dots(dots) => {
                let dots = dots.iter().map(|(_, score)| *score);
                dots.chain([self.score, self.most()]).collect()
            }
        }
    }

    /// The greatest number that a mark of the score reaches.
    fn most(&self) -> f64 {
        self.scores.map_or(self.score, |(_, high)| high)
    }

    /// What the marks of the score cover, in px; none where the bar's end says it all.
    fn marked(&self, axis: Axis) -> Option<(f64, f64)> {
        match self.scores {
            Some((low, high)) => Some((axis.at(low), axis.at(high))),
            None if self.has_negative() => Some((axis.at(self.score), axis.at(self.score))),
            None => None,
        }
    }

    fn right_end(&self) -> f64 {
        self.side(|part| part > 0.0).max(0.0)
    }

    fn left_end(&self) -> f64 {
        self.side(|part| part < 0.0).min(0.0)
    }

    fn side(&self, is_there: impl Fn(f64) -> bool) -> f64 {
        match &self.kind {
            Kind::Parts(parts) => {
                parts.iter().map(|(_, part)| *part).filter(|part| is_there(*part)).sum()
            }
            Kind::Dots(_) => self.score,
        }
    }

    fn has_negative(&self) -> bool {
        matches!(&self.kind, Kind::Parts(parts) if parts.iter().any(|(_, part)| *part < 0.0))
    }

    fn draw(&self, scene: &mut Scene, place: &Place) {
        match &self.kind {
            Kind::Parts(parts) => {
                let (mut left, mut right) = (0.0, 0.0);
                for &(colour, part) in parts {
                    let start = if part < 0.0 { &mut left } else { &mut right };
                    let hidden = self.marked(place.axis);
                    segment(scene, place, (*start, *start + part), colour, hidden);
                    *start += part;
                }
                if self.has_negative() && self.scores.is_none() {
                    mark(scene, place, self.score);
                }
            }
            Kind::Dots(dots) => {
                scene.add(place.rect(0.0, self.score).fill(PLAIN));
                for &(colour, score) in dots {
                    let dot = Circle::new(place.axis.at(score), place.y, 7.5);
                    scene.add(dot.fill(colour).stroke(theme::WHITE, 1.5));
                }
                mark(scene, place, self.score);
            }
        }
        if let Some(scores) = self.scores {
            bands::whisker(scene, place, self.score, scores);
        }
    }
}

/// One pillar's part, with its value where that fits and no mark covers it between the two `hidden` px.
fn segment(
    scene: &mut Scene,
    place: &Place,
    (from, to): (f64, f64),
    colour: Colour,
    hidden: Option<(f64, f64)>,
) {
    let rect = place.rect(from, to);
    let (middle, width) = (rect.x + rect.width / 2.0, rect.width);
    // Below half a px there is nothing to see, and its white edge would eat the neighbours.
    if width < 0.5 {
        return;
    }
    scene.add(rect.fill(colour).stroke(theme::WHITE, 1.0));
    let value = theme::fixed(to - from, place.decimals);
    let size = theme::SMALL.min(place.thick * 0.72);
    let wide = measure::width(&value, size, Weight::Regular);
    let near = wide / 2.0 + 8.0;
    let is_clear = hidden.is_none_or(|(from, to)| middle + near < from || to < middle - near);
    if wide + AIR <= width && is_clear {
        let value = Text::new(middle, place.y, value).middle().size(size);
        scene.add(value.colour(theme::ink_on(colour)));
    }
}

/// Where the score stands on a bar that does not end there.
fn mark(scene: &mut Scene, place: &Place, score: f64) {
    let x = place.axis.at(score);
    let half = place.thick / 2.0 + 3.0;
    let line = |width| Line::new([(x, place.y - half), (x, place.y + half)]).width(width);
    scene.add(line(8.0).colour(theme::WHITE));
    scene.add(line(4.0));
}

fn furniture(outcome: &Outcome, rows: &Rows, bars: &[Bar], pillars: &[Pillar]) -> Frame {
    let additive = outcome.scores.is_additive;
    let has_negative = bars.iter().any(Bar::has_negative);
    let kind = match (additive, has_negative) {
        (true, false) => "each bar split by what the pillars add",
        (true, true) => "what the pillars add (right of zero) and take away (left)",
        (false, _) => "dots are the scores of the pillars, which do not add up to it",
    };
    let swatch = |colour| match additive {
        true => Swatch::Area(colour),
        false => Swatch::Dot(colour),
    };
    let mut legend: Vec<_> =
        pillars.iter().map(|pillar| Key::new(swatch(pillar.colour), &pillar.name)).collect();
    let others = pillars::count(outcome) - pillars.len();
    if others > 0 && additive {
        legend.push(Key::new(Swatch::Area(OTHERS), format!("{others} others")));
    }
    legend.extend(score_key(bars, has_negative || !additive));
    legend.extend(rows.key());
    Frame {
        title: words::title(outcome),
        subtitle: format!(
            "{}, {kind}; {}{}",
            words::on_scale("Score", outcome),
            words::data(outcome),
            rows.left_out_words()
        ),
        footer: words::footer_with(outcome, true),
        legend,
    }
}

/// What marks the score, where the bar's end does not say it all.
fn score_key(bars: &[Bar], is_marked: bool) -> Option<Key> {
    if bars.iter().any(|bar| bar.scores.is_some()) {
        let words = "score, and its middle 90\u{a0}% over plausible weights";
        return Some(Key::new(Swatch::Whisker(theme::INK), words));
    }
    is_marked.then(|| Key::new(Swatch::Bar(theme::INK), "score"))
}

/// Grid lines behind the bars, their numbers below.
fn grid(scene: &mut Scene, axis: Axis, area: &Area, bottom: f64) {
    for (number, label) in axis.ticks(6) {
        let x = axis.at(number);
        let line = Line::new([(x, area.top), (x, bottom + 6.0)]);
        scene.add(line.colour(theme::GRID).width(1.0));
        let label = Text::new(x, bottom + 24.0, label).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
}

fn zero_line(scene: &mut Scene, axis: Axis, area: &Area, bottom: f64) {
    let x = axis.at(0.0);
    let line = Line::new([(x, area.top), (x, bottom + 6.0)]);
    scene.add(line.colour(theme::GREY).width(1.0));
}
