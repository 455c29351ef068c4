//! How often each hub takes each rank.

use crate::draw::frame::Frame;
use crate::draw::scene::{Rect, Scene, Text};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::Uncertainty;

use super::grid::{Grid, ramp};
use super::rows::Rows;
use super::words;

/// What the ranks take above the cells, in px.
const HEADS: f64 = 34.0;
/// The share from which on a cell has the darkest shade.
const DARKEST: f64 = 0.6;
/// Beyond these, ranks are left out at the right.
const MOST_RANKS: usize = 60;

/// How often each hub takes each rank when everything in doubt varies, as a field of shades.
///
/// ```
/// use hubrank::study::Doubt;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
/// let outcome = hubs.ranked_for(&founder)?;
/// let found = hubrank::why::Uncertainty::of(&outcome, 3, 1)?;
/// let scene = hubrank::draw::chart::acceptability(&found, &outcome);
/// assert!(scene.alt.contains("is first in"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn acceptability(own: &Uncertainty, outcome: &Outcome) -> Scene {
    let rows = Rows::of(outcome).ranked_only();
    let ranks = own.joint.ranks.hubs().min(MOST_RANKS);
    let frame = furniture(own, outcome, &rows);
    let height = rows.heights(HEADS);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, 0.0));
    let grid = Grid::new(&layout, &area, ranks);
    rows.draw(&mut scene, &layout, grid.right());
    let head = Text::new(layout.left - 14.0, area.top + 14.0, "Rank").end();
    scene.add(head.size(theme::SMALL).colour(theme::GREY));
    grid.rank_heads(&mut scene, area.top, (1..=ranks).map(|rank| rank.to_string()));
    for (index, row) in rows.rows.iter().enumerate() {
        let Some(at) = own.row(row.hub) else { continue };
        for column in 0..ranks {
            let share = own.joint.ranks.share(at, column + 1);
            cell(&mut scene, &grid.cell(index, column), share, grid.figures());
        }
    }
    ramp(
        &mut scene,
        &grid,
        (area.top + HEADS, layout.bottom),
        &[(0.0, "0"), (0.5, "30"), (1.0, "≥60")],
    );
    scene
}

fn furniture(own: &Uncertainty, outcome: &Outcome, rows: &Rows) -> Frame {
    Frame {
        title: format!("How sure the ranks are: {}", words::title(outcome)),
        subtitle: format!(
            "Share of {} draws in which a hub takes each rank, %; no figure below 0.5{}",
            theme::count(own.joint.ranks.draws() as usize),
            rows.left_out_words()
        ),
        footer: words::doubt_footer(own, outcome),
        legend: rows.key().into_iter().collect(),
    }
}

fn cell(scene: &mut Scene, rect: &Rect, share: f64, size: Option<f64>) {
    let shade = theme::heat(share / DARKEST);
    scene.add(rect.clone().fill(shade));
    let percent = (100.0 * share).round();
    let value = theme::fixed(percent, 0);
    if let Some(size) = size.filter(|_| percent >= 1.0) {
        // 100 is wider than the two digits that surely fit.
        let size = if percent >= 100.0 { size.min(rect.width * 0.5) } else { size };
        let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
        let value = Text::new(x, y, value).middle().size(size);
        scene.add(value.colour(theme::ink_on(shade)));
    }
}

fn alternative(own: &Uncertainty, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let first = outcome.order().into_iter().take(3).filter_map(|hub| {
        let row = own.row(hub)?;
        let (low, high) = own.joint.ranks.range(row);
        Some(format!(
            "{} is first in {} of the draws, its ranks mostly {}",
            hubs[hub].name,
            words::percent(own.joint.ranks.first(row)),
            words::range((low.floor() as usize, high.ceil() as usize))
        ))
    });
    format!("{}.", first.collect::<Vec<_>>().join("; "))
}
