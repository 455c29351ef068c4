//! Which indicators go together: correlations as a triangle of shades.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Colour, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::{Audit, Outcome, Pair};

use super::lines::{Layout, Lines};
use super::words;

/// Widest cell, and the narrowest that has a number, in px.
const MOST_WIDE: f64 = 90.0;
const WIDE_ENOUGH: f64 = 38.0;
/// The column of the numbers before the names, in px.
const NUMBER: f64 = 34.0;
/// The ramp's width and height, and its room at the right, in px.
const RAMP: f64 = 18.0;
const RAMP_HEIGHT: f64 = 240.0;
const RAMP_ROOM: f64 = 64.0;
/// Font size inside cells in px.
const INSIDE: f64 = 13.5;
/// From a number on the diagonal to its pillar's name, in px.
const TO_PILLAR: f64 = 6.0;

/// Every two indicators that count: blue where they go together, vermilion where one falls as the other rises.
///
/// Grouped by pillar. Pairs beyond 0.92 and negative ones within a pillar are outlined. None for fewer than two
/// indicators.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let scene = hubrank::draw::chart::correlation(&outcome.audit(), &outcome);
/// assert!(scene.is_some_and(|scene| scene.width == 1600.0));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn correlation(own: &Audit, outcome: &Outcome) -> Option<Scene> {
    let lines = Lines::of(outcome, false);
    if lines.lines.len() < 2 || own.pairs.is_empty() {
        return None;
    }
    let frame = furniture(own, outcome, &lines);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), lines.heights(0.0));
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = lines.layout(&area);
    lines.draw(&mut scene, &layout);
    let field = Field::of(&lines, layout, &area);
    field.numbers(&mut scene);
    field.pillars(&mut scene, &lines, outcome, area.right());
    let mut flagged = Vec::new();
    for pair in &own.pairs {
        let (row, column) = match (field.place(&lines, pair.a), field.place(&lines, pair.b)) {
            (Some(a), Some(b)) => (a.max(b), a.min(b)),
            _ => continue,
        };
        field.cell(&mut scene, row, column, pair.r);
        flagged.extend(outline(pair).map(|colour| (row, column, colour)));
    }
    for (row, column, colour) in flagged {
        let rect = field.rect(row, column);
        scene.add(rect.stroke(colour, 3.0));
    }
    ramp(&mut scene, &area);
    Some(scene)
}

/// The colour of the outline of a pair that asks for a look.
fn outline(pair: &Pair) -> Option<Colour> {
    match (pair.is_redundant(), pair.pulls_apart()) {
        (true, _) => Some(theme::INK),
        (_, true) => Some(theme::VERMILION),
        _ => None,
    }
}

/// White at 0, blue at 1, vermilion at −1.
fn shade(r: f64) -> Colour {
    let end = if r < 0.0 { theme::VERMILION } else { theme::BLUE };
    theme::mix(theme::WHITE, end, r.abs().min(1.0))
}

/// Where the cells stand.
struct Field {
    layout: Layout,
    /// The left edge of each column, in px.
    lefts: Vec<f64>,
    wide: f64,
}

impl Field {
    fn of(lines: &Lines, layout: Layout, area: &Area) -> Self {
        let count = lines.lines.len() as f64;
        let room = area.right() - RAMP_ROOM - layout.left - NUMBER;
        let first = layout.middles.first().copied().unwrap_or_default();
        let span = layout.middles.last().map_or(1.0, |last| last - first) + layout.pitch;
        let wide = (room / (span / layout.pitch)).min(MOST_WIDE).min(room / count);
        // The breaks between pillars are as wide as they are high, in cells.
        let left = |&y: &f64| layout.left + NUMBER + (y - first) / layout.pitch * wide;
        Self { lefts: layout.middles.iter().map(left).collect(), wide, layout }
    }

    /// The line of an indicator.
    fn place(&self, lines: &Lines, j: usize) -> Option<usize> {
        lines.lines.iter().position(|line| line.indicator == Some(j))
    }

    fn rect(&self, row: usize, column: usize) -> Rect {
        let pitch = self.layout.pitch;
        let y = self.layout.middles[row] - pitch / 2.0;
        Rect::new(self.lefts[column] + 1.0, y + 1.0, self.wide - 2.0, pitch - 2.0)
    }

    fn cell(&self, scene: &mut Scene, row: usize, column: usize, r: Option<f64>) {
        let ground = r.map_or(theme::GRID, shade);
        scene.add(self.rect(row, column).fill(ground));
        let text = r.map_or("–".to_owned(), |r| theme::fixed(r, 2));
        if self.wide >= WIDE_ENOUGH {
            let x = self.lefts[column] + self.wide / 2.0;
            let text = Text::new(x, self.layout.middles[row], text).middle();
            scene.add(text.size(INSIDE).colour(theme::ink_on(ground)));
        }
    }

    /// The number of each indicator behind its name, and on the diagonal above its column.
    fn numbers(&self, scene: &mut Scene) {
        for (at, &y) in self.layout.middles.iter().enumerate() {
            let number = || Text::new(0.0, y, (at + 1).to_string()).size(INSIDE + 1.0);
            let mut before = number().end().colour(theme::GREY);
            before.x = self.layout.left + NUMBER - 14.0;
            scene.add(before);
            let mut above = number().middle().colour(theme::GREY);
            above.x = self.lefts[at] + self.wide / 2.0;
            scene.add(above);
        }
    }

    /// The name of each pillar of several right of the diagonal, where its first indicator stands.
    fn pillars(&self, scene: &mut Scene, lines: &Lines, outcome: &Outcome, right: f64) {
        let tree = &outcome.observed.frame.tree;
        for (at, &y) in self.layout.middles.iter().enumerate() {
            let node = lines.lines[at].node;
            let pillar = tree.pillar_of(node);
            if !lines.lines[at].begins || pillar == node {
                continue;
            }
            let x = self.lefts[at] + self.wide + TO_PILLAR;
            let bold = Weight::SemiBold;
            let name = &tree.nodes()[pillar].name;
            let name = measure::fit(name, right - x, theme::SMALL, bold);
            if !name.is_empty() {
                scene.add(Text::new(x, y, name).size(theme::SMALL).bold());
            }
        }
    }
}

/// What the shades mean, in the upper right corner.
fn ramp(scene: &mut Scene, area: &Area) {
    let x = area.right() - 70.0;
    let steps = 48;
    let step = RAMP_HEIGHT / f64::from(steps);
    for at in 0..steps {
        let r = 1.0 - 2.0 * (f64::from(at) + 0.5) / f64::from(steps);
        let y = area.top + f64::from(at) * step;
        scene.add(Rect::new(x, y, RAMP, step + 0.5).fill(shade(r)));
    }
    for (r, label) in
        [(1.0, "1"), (0.5, "0.5"), (0.0, "0"), (-0.5, "\u{2212}0.5"), (-1.0, "\u{2212}1")]
    {
        let y = area.top + (1.0 - r) / 2.0 * RAMP_HEIGHT;
        let label = Text::new(x + RAMP + 8.0, y, label);
        scene.add(label.size(16.0).colour(theme::GREY));
    }
}

fn furniture(own: &Audit, outcome: &Outcome, lines: &Lines) -> Frame {
    let redundant = own.pairs.iter().any(Pair::is_redundant);
    let apart = own.pairs.iter().any(Pair::pulls_apart);
    let key = |is_there: bool, colour, label: &str| {
        is_there.then(|| Key::new(Swatch::Outline(colour), label))
    };
    let legend = [
        key(redundant, theme::INK, "beyond ±0.92: counted twice, or cancelling out"),
        key(apart, theme::VERMILION, "negative within a pillar"),
    ];
    Frame {
        title: format!("Which indicators go together: {}", outcome.dataset().title),
        subtitle: format!(
            "Pearson’s correlation of every two indicators on the common scales, where more is better, by pillar{}",
            lines.left_out_words()
        ),
        footer: words::provenance(std::slice::from_ref(outcome)),
        legend: legend.into_iter().flatten().collect(),
    }
}

/// How many pairs ask for a look, and the strongest of either sign.
fn alternative(own: &Audit, outcome: &Outcome) -> String {
    let name = |j: usize| outcome.observed.frame.indicators[j].name.as_str();
    let known = || own.pairs.iter().filter_map(|pair| Some((pair, pair.r?)));
    let most = known().max_by(|a, b| a.1.total_cmp(&b.1));
    let least = known().min_by(|a, b| a.1.total_cmp(&b.1));
    let words = |what: &str, found: Option<(&Pair, f64)>| {
        found.map_or(String::new(), |(pair, r)| {
            let r = theme::fixed(r, 2);
            format!(" {what}: {} with {} ({r}).", name(pair.a), name(pair.b))
        })
    };
    let redundant = own.pairs.iter().filter(|pair| pair.is_redundant()).count();
    let apart = own.pairs.iter().filter(|pair| pair.pulls_apart()).count();
    format!(
        "Of {} pairs of indicators {redundant} are correlated beyond 0.92 and {apart} are negative within a pillar.{}{}",
        own.pairs.len(),
        words("Highest", most),
        words("Lowest", least)
    )
}
