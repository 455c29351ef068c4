//! One panel a pillar: scores as its weight goes from 0 to 100 %.

mod curves;
mod plot;
mod sentence;

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Colour, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;

use super::axis::Axis;
use super::words;
use curves::{Curve, Panel, Panels};
use plot::{Label, Labels, Plot, labels};
use sentence::sentence;

/// How many first hubs are coloured, and how many hubs with those who ever lead.
const TOP: usize = 5;
const MOST: usize = 7;
/// Colour of the other hubs.
const OTHERS: Colour = Colour(0xd5, 0xd9, 0xdf);
/// Panels that are drawn at most, and the least height of the lines in each, in px.
const MOST_PANELS: usize = 12;
const LEAST_HEIGHT: f64 = 260.0;
/// Between panels, in px.
const GUTTER: f64 = 40.0;
const BETWEEN: f64 = 22.0;
/// Above a panel's lines: its name, who leads (a line or more), the profile's weight; in px.
const NAME: f64 = 32.0;
const WORDS: f64 = 22.0;
const OWN: f64 = 26.0;
/// Left of the lines for numbers, and below them, in px.
const NUMBERS: f64 = 42.0;
const BELOW: f64 = 34.0;
/// Font size of words and labels in panels, in px.
const SIZE: f64 = 17.0;

/// One panel a pillar: scores as its weight goes from 0 to 100 %, the other weights in proportion.
///
/// The leading hubs are coloured, the same in all panels; where the first place changes hands stands
/// the weight. Curves are exact where the ranking is linear in the weights; else the ranking is run
/// again at several weights, and the subtitle says so.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?;
/// let scene = hubrank::draw::chart::sweep(&outcome);
/// assert!(scene.alt.contains("leads"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn sweep(outcome: &Outcome) -> Scene {
    let panels = Panels::of(outcome, TOP, MOST);
    let labels = labels(outcome, &panels);
    // With one pillar there is no weight to change.
    let shown = match panels.panels.len() {
        1 => &[],
        many => &panels.panels[..many.min(MOST_PANELS)],
    };
    let grid = Grid::of(outcome, shown);
    let frame = furniture(outcome, &panels, &labels);
    let (mut scene, area) = frame.scene(alternative(outcome, &panels), grid.least_height());
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let scores = shown.iter().flat_map(|panel| &panel.curves);
    let scores = scores.flat_map(|curve| curve.points.iter().map(|point| point.1));
    let y = Axis::round(scores, 4);
    for (index, panel) in shown.iter().enumerate() {
        let place = grid.place(index, &area);
        let name = &outcome.observed.frame.tree.nodes()[panel.node].name;
        head(&mut scene, &place, name, &grid.sentences[index]);
        let label_room = labels.widest() + 26.0;
        let plot = place.inset(NUMBERS, grid.above(), label_room, BELOW);
        Plot::of(&plot, y).draw(&mut scene, panel, &labels);
    }
    scene
}

/// Panels side by side and below each other.
struct Grid {
    columns: usize,
    lines: f64,
    /// Who leads, one a panel, in lines that fit.
    sentences: Vec<Vec<String>>,
}

impl Grid {
    fn of(outcome: &Outcome, panels: &[Panel]) -> Self {
        let columns = if panels.len() <= 4 { 2 } else { 3 };
        let wide = Self::wide(columns);
        let sentences = panels.iter().map(|panel| sentence(outcome, panel));
        Self {
            columns,
            lines: panels.len().div_ceil(columns).max(1) as f64,
            sentences: sentences
                .map(|words| measure::wrap(&words, wide, SIZE, Weight::Regular))
                .collect(),
        }
    }

    /// The width of a panel.
    fn wide(columns: usize) -> f64 {
        let inner = theme::WIDTH - 2.0 * theme::MARGIN;
        (inner - GUTTER * (columns - 1) as f64) / columns as f64
    }

    /// What stands above the lines of a panel, in px: as much in all, so that plots align.
    fn above(&self) -> f64 {
        let deepest = self.sentences.iter().map(Vec::len).max().unwrap_or(1);
        NAME + deepest as f64 * WORDS + OWN
    }

    fn least_height(&self) -> f64 {
        let each = self.above() + LEAST_HEIGHT + BELOW;
        self.lines * each + (self.lines - 1.0) * BETWEEN
    }

    fn place(&self, index: usize, area: &Area) -> Area {
        let wide = Self::wide(self.columns);
        let high = (area.height - BETWEEN * (self.lines - 1.0)) / self.lines;
        let (line, column) = (index / self.columns, index % self.columns);
        Area {
            left: area.left + column as f64 * (wide + GUTTER),
            top: area.top + line as f64 * (high + BETWEEN),
            width: wide,
            height: high,
        }
    }
}

fn head(scene: &mut Scene, place: &Area, name: &str, sentence: &[String]) {
    let name = measure::fit(name, place.width, 22.0, Weight::SemiBold);
    let name = Text::new(place.left, place.top + 10.0, name);
    scene.add(name.size(22.0).bold());
    for (index, line) in sentence.iter().enumerate() {
        let y = place.top + NAME + 8.0 + index as f64 * WORDS;
        scene.add(Text::new(place.left, y, line).size(SIZE));
    }
}

fn furniture(outcome: &Outcome, panels: &Panels, labels: &Labels) -> Frame {
    let how = match panels.sampled {
        Some(steps) => format!("sampled at {steps} weights"),
        None => "exact".to_owned(),
    };
    let more = match panels.panels.len() {
        many if many > MOST_PANELS => format!("; the first {MOST_PANELS} of {many} pillars"),
        1 => "; with one pillar there is no weight to change".to_owned(),
        _ => String::new(),
    };
    Frame {
        title: format!("As weights change: {}", words::title(outcome)),
        subtitle: format!(
            "{} as one pillar’s weight goes from 0 to 100\u{a0}% and the others keep their proportions ({how}); {}{more}",
            words::on_scale("Score", outcome),
            words::data(outcome)
        ),
        footer: words::footer(outcome),
        legend: legend(panels, labels),
    }
}

fn legend(panels: &Panels, labels: &Labels) -> Vec<Key> {
    let mut legend = vec![
        Key::new(Swatch::Dashes(theme::GREY), "weight in the profile"),
        Key::new(Swatch::Dot(theme::INK), "the first place changes hands"),
        Key::new(Swatch::SmallDot(theme::GREY), "coloured hubs change places"),
        Key::new(Swatch::Line(OTHERS), "other hubs"),
    ];
    let ends_early = |curve: &Curve| {
        let is_shown = labels.of(curve.hub).is_some();
        is_shown && curve.points.last().is_some_and(|last| last.0 < 1.0)
    };
    let mut curves = panels.panels.iter().flat_map(|panel| &panel.curves);
    if curves.any(ends_early) {
        let words = "too few values to be ranked";
        legend.push(Key::new(Swatch::Dashes(theme::FAINT), words));
    }
    let is_cut = |label: &Label| !label.full.starts_with(&label.short);
    if labels.0.iter().any(is_cut) {
        let key = |label: &Label| Key::new(Swatch::Line(label.colour), &label.full);
        legend.extend(labels.0.iter().map(key));
    }
    legend
}

fn alternative(outcome: &Outcome, panels: &Panels) -> String {
    let words = panels.panels.iter().map(|panel| {
        let name = &outcome.observed.frame.tree.nodes()[panel.node].name;
        format!(" Weight of {name}: {}.", sentence(outcome, panel))
    });
    let words: String = words.collect();
    format!("{}{words}", words::finding(outcome))
}
