//! Who else is listed: how many places each hub gains or loses among the others when one of them leaves.

use crate::draw::frame::{Frame, Key, Swatch};
use crate::draw::scene::{Colour, Rect, Scene, Text};
use crate::draw::theme;
use crate::robustness::{Change, Consequence, RankReversal};
use crate::study::Outcome;

use super::grid::Grid;
use super::rows::{Row, Rows};
use super::words;

/// What the ranks take above the cells, in px.
const HEADS: f64 = 34.0;
/// Places from which on a cell has the darkest shade.
const DARKEST: f64 = 4.0;

/// Hubs against hubs left out: the places that the hub of the row gains (blue) or loses (vermilion) among those that
/// stay. None where nothing changes.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let found = hubrank::robustness::RankReversal::of(&outcome).expect("few enough hubs");
/// let scene = hubrank::draw::chart::others(&found, &outcome).expect("some order turns");
/// assert!(scene.alt.contains("Without"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn others(own: &RankReversal, outcome: &Outcome) -> Option<Scene> {
    let rows = Rows::of(outcome).ranked_only().told_apart();
    let left_out = |hub: usize| own.without.iter().find(|own| own.change == Change::Without(hub));
    own.without.iter().find(|own| !own.swaps.is_empty())?;
    let frame = furniture(outcome, &rows);
    let height = rows.heights(HEADS);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, 0.0));
    let grid = Grid::new(&layout, &area, rows.rows.len());
    rows.draw(&mut scene, &layout, grid.right());
    grid.rank_heads(&mut scene, area.top, rows.rows.iter().filter_map(Row::rank_words));
    for (column, other) in rows.rows.iter().enumerate() {
        let gone = left_out(other.hub);
        for (index, row) in rows.rows.iter().enumerate() {
            let gain = gone.filter(|_| index != column).map(|own| gain(own, row.hub));
            cell(&mut scene, &grid.cell(index, column), gain, grid.figures());
        }
    }
    Some(scene)
}

/// The places that a hub gains among the others.
fn gain(own: &Consequence, hub: usize) -> f64 {
    let passes = own.swaps.iter().filter(|swap| swap.behind == hub).count();
    let is_passed = own.swaps.iter().filter(|swap| swap.ahead == hub).count();
    passes as f64 - is_passed as f64
}

fn colour(gain: f64) -> Colour {
    let end = if gain > 0.0 { theme::BLUE } else { theme::VERMILION };
    let share = if gain == 0.0 { 0.0 } else { 0.3 + 0.7 * (gain.abs() / DARKEST).min(1.0) };
    theme::mix(theme::WHITE, end, share)
}

fn cell(scene: &mut Scene, rect: &Rect, gain: Option<f64>, size: Option<f64>) {
    let Some(gain) = gain else {
        scene.add(rect.clone().fill(theme::GRID));
        return;
    };
    let shade = colour(gain);
    scene.add(rect.clone().fill(shade).stroke(theme::GRID, 1.0));
    if let Some(size) = size.filter(|_| gain != 0.0) {
        let sign = if gain > 0.0 { "+" } else { "\u{2212}" };
        let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let value = Text::new(x, y, format!("{sign}{}", theme::fixed(gain.abs(), 0))).middle();
        scene.add(value.size(size).colour(theme::ink_on(shade)));
    }
}

fn furniture(outcome: &Outcome, rows: &Rows) -> Frame {
    let mut legend = vec![
        Key::new(Swatch::Area(colour(2.0)), "gains places"),
        Key::new(Swatch::Area(colour(-2.0)), "loses places"),
        Key::new(Swatch::Area(theme::GRID), "the hub itself"),
    ];
    legend.extend(rows.key());
    Frame {
        title: format!("Who else is listed: {}", words::title(outcome)),
        subtitle: format!(
            "Places that the hub of the row gains or loses among the others when the hub with the rank above the column is left out{}{}",
            rows.letters_words(),
            rows.left_out_words()
        ),
        footer: words::footer(outcome),
        legend,
    }
}

fn alternative(own: &RankReversal, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let most = own.without.iter().max_by_key(|own| own.swaps.len());
    match most.map(|own| (&own.change, own.swaps.len())) {
        Some((Change::Without(hub), pairs)) => {
            let pairs = if pairs == 1 { "1 pair".into() } else { format!("{pairs} pairs") };
            format!(
                "Without {} {pairs} of other hubs turn, more than without any other.",
                hubs[*hub].name
            )
        }
        _ => "No order turns.".into(),
    }
}
