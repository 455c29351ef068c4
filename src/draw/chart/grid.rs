//! A field of cells beside hubs, and the ramp that says what its shades mean.

use crate::draw::frame::Area;
use crate::draw::measure;
use crate::draw::scene::{Rect, Scene, Text, Weight};
use crate::draw::theme;

use super::rows::Layout;

/// What the ramp takes at the right, and its width, in px.
const RAMP_ROOM: f64 = 96.0;
const RAMP: f64 = 18.0;
const RAMP_HEIGHT: f64 = 460.0;
/// Widest column, in px.
const MOST_WIDE: f64 = 200.0;

/// Columns of one width right of the hubs.
pub(super) struct Grid {
    left: f64,
    wide: f64,
    columns: usize,
    middles: Vec<f64>,
    pitch: f64,
}

impl Grid {
    /// So many columns beside the rows of a layout, with room for the ramp.
    pub(super) fn new(layout: &Layout, area: &Area, columns: usize) -> Self {
        let room = area.right() - RAMP_ROOM - layout.left;
        Self {
            left: layout.left,
            wide: (room / columns.max(1) as f64).min(MOST_WIDE),
            columns,
            middles: layout.middles.clone(),
            pitch: layout.pitch,
        }
    }

    /// The right edge.
    pub(super) fn right(&self) -> f64 {
        self.left + self.columns as f64 * self.wide
    }

    /// The middle of a column.
    pub(super) fn middle(&self, column: usize) -> f64 {
        self.left + (column as f64 + 0.5) * self.wide
    }

    /// Ranks above the columns, as many as there is room for.
    pub(super) fn rank_heads(
        &self,
        scene: &mut Scene,
        top: f64,
        ranks: impl IntoIterator<Item = String>,
    ) {
        let ranks: Vec<_> = ranks.into_iter().collect();
        let labels = ranks.iter().map(String::as_str).chain(["00"]);
        let every = self.every(measure::widest(labels, 16.0, Weight::Regular) + 4.0);
        for (column, rank) in ranks.into_iter().enumerate().step_by(every) {
            let head = Text::new(self.middle(column), top + 14.0, rank).middle();
            scene.add(head.size(16.0).colour(theme::GREY));
        }
    }

    /// Only every so-manieth head fits when one takes so many px.
    pub(super) fn every(&self, head: f64) -> usize {
        (head / self.wide).ceil().max(1.0) as usize
    }

    /// The font size of numbers in cells, where two digits fit: all cells have one or none has.
    pub(super) fn figures(&self) -> Option<f64> {
        let size = theme::SMALL.min((self.pitch - 2.0) * 0.6);
        let fits = measure::width("00", size, Weight::Regular) + 5.0 <= self.wide;
        fits.then_some(size)
    }

    /// One cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> Rect {
        let gap = if self.wide < 16.0 { 0.5 } else { 1.0 };
        let x = self.left + column as f64 * self.wide;
        let y = self.middles[row] - self.pitch / 2.0;
        Rect::new(x + gap, y + gap, self.wide - 2.0 * gap, self.pitch - 2.0 * gap)
    }
}

/// What the shades mean, right of the cells: words at shares of the ramp, from its foot.
pub(super) fn ramp(
    scene: &mut Scene,
    grid: &Grid,
    (top, bottom): (f64, f64),
    marks: &[(f64, &str)],
) {
    let x = grid.right() + 32.0;
    let height = (bottom - top).clamp(0.0, RAMP_HEIGHT);
    let steps = 48;
    let step = height / f64::from(steps);
    for index in 0..steps {
        let share = (f64::from(index) + 0.5) / f64::from(steps);
        let y = top + height - f64::from(index + 1) * step;
        scene.add(Rect::new(x, y, RAMP, step + 0.5).fill(theme::heat(share)));
    }
    for (share, label) in marks {
        let y = (top + height * (1.0 - share)).clamp(top + 8.0, top + height - 8.0);
        let label = Text::new(x + RAMP + 8.0, y, *label);
        scene.add(label.size(16.0).colour(theme::GREY));
    }
}
