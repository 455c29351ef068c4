//! The probability that one hub beats another, in the order of the ranking.

use crate::draw::frame::Frame;
use crate::draw::scene::{Rect, Scene, Text};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::Uncertainty;

use super::grid::{Grid, ramp};
use super::rows::{Row, Rows};
use super::words;

/// What the ranks take above the cells, in px.
const HEADS: f64 = 34.0;

/// The probability that the hub of a row beats the hub of a column: exact where that is known, else simulated.
///
/// ```
/// use hubrank::study::Doubt;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
/// let outcome = hubs.ranked_for(&founder)?;
/// let found = hubrank::why::Uncertainty::of(&outcome, 3, 1)?;
/// assert!(hubrank::draw::chart::wins(&found, &outcome).alt.contains("beats"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn wins(own: &Uncertainty, outcome: &Outcome) -> Scene {
    let rows = Rows::of(outcome).ranked_only().told_apart();
    let is_exact = own.exact.is_ok() && !own.is_more_than_weights();
    let how = if is_exact { "exact" } else { "simulated" };
    let frame = Frame {
        title: format!("Who beats whom: {}", words::title(outcome)),
        subtitle: format!(
            "Probability that the hub of the row is ahead of the hub with the rank above the column, %; {how}; no figure below 0.5 and above 99.5{}{}",
            rows.letters_words(),
            rows.left_out_words()
        ),
        footer: words::doubt_footer(own, outcome),
        legend: rows.key().into_iter().collect(),
    };
    let height = rows.heights(HEADS);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, 0.0));
    let grid = Grid::new(&layout, &area, rows.rows.len());
    rows.draw(&mut scene, &layout, grid.right());
    grid.rank_heads(&mut scene, area.top, rows.rows.iter().filter_map(Row::rank_words));
    for (index, row) in rows.rows.iter().enumerate() {
        for (column, other) in rows.rows.iter().enumerate() {
            let p = (index != column).then(|| win(own, row.hub, other.hub, is_exact)).flatten();
            cell(&mut scene, &grid.cell(index, column), p, grid.figures());
        }
    }
    let marks = [(0.0, "0"), (0.5, "50"), (1.0, "100")];
    ramp(&mut scene, &grid, (area.top + HEADS, layout.bottom), &marks);
    scene
}

fn win(own: &Uncertainty, a: usize, b: usize, is_exact: bool) -> Option<f64> {
    match own.exact.as_ref().ok().filter(|_| is_exact) {
        Some(exact) => Some(exact.wins.p[(exact.model.row(a)?, exact.model.row(b)?)]),
        None => Some(own.joint.ranks.win(own.row(a)?, own.row(b)?)),
    }
}

fn cell(scene: &mut Scene, rect: &Rect, p: Option<f64>, size: Option<f64>) {
    let Some(p) = p else {
        scene.add(rect.clone().fill(theme::GRID));
        return;
    };
    let shade = theme::heat(p);
    scene.add(rect.clone().fill(shade));
    // What is neither sure nor out of the question is what one looks for.
    let percent = (100.0 * p).round();
    let value = theme::fixed(percent, 0);
    if let Some(size) = size.filter(|_| percent > 0.0 && percent < 100.0) {
        let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let value = Text::new(x, y, value).middle().size(size);
        scene.add(value.colour(theme::ink_on(shade)));
    }
}

fn alternative(own: &Uncertainty, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let is_exact = own.exact.is_ok() && !own.is_more_than_weights();
    match outcome.order()[..] {
        [first, second, ..] => format!(
            "{} beats {} with a probability of {}.",
            hubs[first].name,
            hubs[second].name,
            words::percent(win(own, first, second, is_exact).unwrap_or(0.5))
        ),
        _ => "One hub alone has nobody to beat.".into(),
    }
}
