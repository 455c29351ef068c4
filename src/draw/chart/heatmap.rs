//! Hubs × pillars as a field of shades.

use crate::draw::frame::{Area, Frame};
use crate::draw::measure;
use crate::draw::scene::{Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;

use super::axis::Axis;
use super::pillars::{self, Pillar, pillars};
use super::rows::{Layout, Row, Rows};
use super::words;

/// What the heads of the columns take above the cells, in px.
const HEADS: f64 = 70.0;
/// Width of the column of scores, and what is free right of it, in px.
const SCORE: f64 = 118.0;
const GAP: f64 = 14.0;
/// What the ramp takes at the right, its width, and its greatest height, in px.
const RAMP_ROOM: f64 = 104.0;
const RAMP: f64 = 18.0;
const RAMP_HEIGHT: f64 = 460.0;
/// Widest column of a pillar in px.
const MOST_WIDE: f64 = 230.0;

/// Hubs × pillars: the score of each pillar as number and shade, the overall score before them.
///
/// A pillar in which a hub has no value is hatched. References stand below a line.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let scene = hubrank::draw::chart::heatmap(&outcome);
/// assert_eq!(scene.width, 1600.0);
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn heatmap(outcome: &Outcome) -> Scene {
    let rows = Rows::of(outcome);
    let pillars = pillars(outcome);
    let (mut scene, area) = furniture(outcome, &rows, &pillars)
        .scene_within(alternative(outcome, &pillars), rows.heights(HEADS));
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, 0.0));
    let field = Field::of(outcome, &rows, &pillars, layout, &area);
    rows.draw(&mut scene, &field.layout, field.right());
    field.heads(&mut scene, &pillars);
    for (index, row) in rows.rows.iter().enumerate() {
        field.cell(&mut scene, index, None, Some(row.score));
        for (column, pillar) in pillars.iter().enumerate() {
            let score = outcome.scores.nodes[pillar.node].get(row.hub);
            field.cell(&mut scene, index, Some(column), score);
        }
    }
    field.ramp(&mut scene);
    scene
}

/// Where the cells stand and which shade a score has.
struct Field {
    layout: Layout,
    top: f64,
    wide: f64,
    columns: usize,
    /// Scores as shares of the darkest shade.
    shade: Axis,
    decimals: usize,
}

impl Field {
    fn of(outcome: &Outcome, rows: &Rows, pillars: &[Pillar], layout: Layout, area: &Area) -> Self {
        let room = area.right() - RAMP_ROOM - layout.left - SCORE - GAP;
        Self {
            top: area.top + HEADS,
            wide: (room / pillars.len().max(1) as f64).min(MOST_WIDE),
            columns: pillars.len(),
            shade: shade(outcome, rows, pillars),
            decimals: words::decimals(ranked_scores(rows, outcome, pillars)).min(2),
            layout,
        }
    }

    /// The left edge of a pillar's column, or of the scores'.
    fn left(&self, column: Option<usize>) -> f64 {
        match column {
            Some(column) => self.layout.left + SCORE + GAP + column as f64 * self.wide,
            None => self.layout.left,
        }
    }

    fn right(&self) -> f64 {
        self.left(Some(self.columns))
    }

    fn cell(&self, scene: &mut Scene, row: usize, column: Option<usize>, score: Option<f64>) {
        let wide = if column.is_some() { self.wide } else { SCORE };
        let (x, y) = (self.left(column), self.layout.middles[row]);
        let pitch = self.layout.pitch;
        let rect = Rect::new(x + 1.0, y - pitch / 2.0 + 1.0, wide - 2.0, pitch - 2.0);
        let Some(score) = score else {
            hatched(scene, &rect);
            let dash = Text::new(x + wide / 2.0, y, "–").middle();
            scene.add(dash.size(theme::LABEL).colour(theme::GREY));
            return;
        };
        let shade = theme::heat(self.shade.at(score));
        scene.add(rect.fill(shade));
        let mut value = Text::new(x + wide / 2.0, y, theme::fixed(score, self.decimals)).middle();
        if column.is_none() {
            value = value.bold();
        }
        let fits = measure::width(&value.content, theme::LABEL, Weight::SemiBold) <= wide - 6.0;
        let size = if fits { theme::LABEL } else { 14.0 };
        scene.add(value.size(size).colour(theme::ink_on(shade)));
    }

    /// Names and weights above the columns; upright where the columns are narrow.
    fn heads(&self, scene: &mut Scene, pillars: &[Pillar]) {
        let bold = Weight::SemiBold;
        let middle = self.left(None) + SCORE / 2.0;
        scene.add(Text::new(middle, self.top - 40.0, "Score").middle().bold());
        for (column, pillar) in pillars.iter().enumerate() {
            let x = self.left(Some(column)) + self.wide / 2.0;
            let room = self.wide - 10.0;
            let widest = pillar.name.split_whitespace();
            let size = match measure::widest(widest, theme::LABEL, bold) <= room {
                true => theme::LABEL,
                false => 15.0,
            };
            let lines = measure::wrap_at_most(&pillar.name, 2, room, size, bold);
            let count = lines.len();
            for (index, line) in lines.into_iter().enumerate() {
                let y = self.top - 40.0 - (count - 1 - index) as f64 * size * 1.2;
                scene.add(Text::new(x, y, line).middle().size(size).bold());
            }
            let weight = Text::new(x, self.top - 15.0, words::percent(pillar.weight));
            let weight = weight.middle().size(theme::SMALL.min(size + 1.0));
            scene.add(weight.colour(theme::GREY));
        }
    }

    /// What the shades mean, right of the cells.
    fn ramp(&self, scene: &mut Scene) {
        let x = self.right() + 32.0;
        let height = (self.layout.bottom - self.top).clamp(0.0, RAMP_HEIGHT);
        let axis = Axis { from: self.shade.from, to: (self.top + height, self.top) };
        let steps = 48;
        let step = height / f64::from(steps);
        for index in 0..steps {
            let share = (f64::from(index) + 0.5) / f64::from(steps);
            let y = self.top + height - f64::from(index + 1) * step;
            scene.add(Rect::new(x, y, RAMP, step + 0.5).fill(theme::heat(share)));
        }
        for (number, label) in axis.ticks(4) {
            let label = Text::new(x + RAMP + 8.0, axis.at(number), label);
            scene.add(label.size(16.0).colour(theme::GREY));
        }
    }
}

/// All numbers in the rows of ranked hubs.
fn ranked_scores(rows: &Rows, outcome: &Outcome, pillars: &[Pillar]) -> Vec<f64> {
    let of_row = |row: &Row| {
        let of_pillar = |pillar: &Pillar| outcome.scores.nodes[pillar.node].get(row.hub);
        let scores: Vec<_> = pillars.iter().filter_map(of_pillar).collect();
        scores.into_iter().chain([row.score])
    };
    let ranked = rows.rows.iter().filter(|row| row.rank.is_some());
    ranked.flat_map(of_row).collect()
}

/// Between the ends of the scale, or the least and the greatest score of a ranked hub: references beyond
/// get the palest or the darkest shade, so that they do not flatten what the chart is about.
fn shade(outcome: &Outcome, rows: &Rows, pillars: &[Pillar]) -> Axis {
    let from = words::bounds(outcome).unwrap_or_else(|| {
        let scores = ranked_scores(rows, outcome, pillars).into_iter();
        scores.fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), score| {
            (lo.min(score), hi.max(score))
        })
    });
    let from = if from.0 < from.1 { from } else { (0.0, 1.0) };
    Axis { from, to: (0.0, 1.0) }
}

/// A cell without a value: no shade could be mistaken for it.
pub(super) fn hatched(scene: &mut Scene, rect: &Rect) {
    scene.add(rect.clone().stroke(theme::GRID, 1.0));
    let (w, h) = (rect.width, rect.height);
    let mut offset = 12.0;
    while offset < w + h {
        // From the lower left to the upper right, cut at the cell's edges.
        let (from, to) = ((offset - h).max(0.0), offset.min(w));
        let line = Line::new([
            (rect.x + from, rect.y + offset - from),
            (rect.x + to, rect.y + offset - to),
        ]);
        scene.add(line.colour(theme::GRID).width(1.5));
        offset += 12.0;
    }
}

fn furniture(outcome: &Outcome, rows: &Rows, pillars: &[Pillar]) -> Frame {
    let left_out = pillars::count(outcome) - pillars.len();
    let heaviest = match left_out {
        0 => String::new(),
        _ => format!("; the {} heaviest of {} pillars", pillars.len(), pillars.len() + left_out),
    };
    Frame {
        title: format!("{}, pillar by pillar", words::title(outcome)),
        subtitle: format!(
            "{}, their weights below their names; {}{}{heaviest}",
            words::on_scale("Scores of the pillars", outcome),
            words::data(outcome),
            rows.left_out_words()
        ),
        footer: words::footer(outcome),
        legend: rows.key().into_iter().collect(),
    }
}

/// The finding and where the leader is strong and weak.
fn alternative(outcome: &Outcome, pillars: &[Pillar]) -> String {
    let finding = words::finding(outcome);
    let Some(first) = outcome.ranking.standings.first() else {
        return finding;
    };
    let score = |pillar: &Pillar| outcome.scores.nodes[pillar.node].get(first.hub);
    let mut scores: Vec<_> =
        pillars.iter().filter_map(|pillar| Some((score(pillar)?, pillar.name.as_str()))).collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    let decimals = words::decimals(scores.iter().map(|(score, _)| *score));
    match scores[..] {
        [(best, strong), .., (worst, weak)] => format!(
            "{finding} {} scores highest in {strong} ({}) and lowest in {weak} ({}).",
            outcome.dataset().hubs[first.hub].name,
            theme::fixed(best, decimals),
            theme::fixed(worst, decimals)
        ),
        _ => finding,
    }
}
