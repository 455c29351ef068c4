//! Rank confidence sets: one bar a hub over the ranks that errors of the data leave open.

use crate::draw::frame::{Frame, Key, Swatch};
use crate::draw::scene::{Circle, Scene};
use crate::draw::theme;
use crate::robustness::sampled::{COVERAGE, RankSets};
use crate::study::Outcome;

use super::rank_axis::{self, RankAxis};
use super::rows::Rows;
use super::words;

/// One bar a hub: dark for the set by differences of scores, light for the one by joint intervals, the rank as a dot;
/// hubs without a standard error have none.
///
/// ```
/// # fn of(outcome: &hubrank::study::Outcome) -> Result<(), Box<dyn std::error::Error>> {
/// use hubrank::robustness::sampled::RankSets;
/// let sets = RankSets::of(outcome, &hubrank::study::Doubt::default())?;
/// assert!(hubrank::draw::chart::rank_sets(&sets, outcome).alt.contains("rank"));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn rank_sets(own: &RankSets, outcome: &Outcome) -> Scene {
    let rows = Rows::of(outcome).ranked_only();
    let frame = furniture(own, outcome, &rows);
    let height = rows.heights(rank_axis::HEIGHT);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, 0.0, 0.0, rank_axis::HEIGHT));
    let axis = RankAxis::new(own.scores.hubs.len(), &layout, area.right() - 10.0);
    axis.grid(&mut scene, &area, layout.bottom);
    rows.draw(&mut scene, &layout, area.right());
    for (row, &y) in rows.rows.iter().zip(&layout.middles) {
        if let Some(at) = own.row(row.hub) {
            for (kind, sets) in [&own.by_intervals, &own.by_differences].into_iter().enumerate() {
                let bar = axis.bar((sets[at].low, sets[at].high), kind, y);
                scene.add(bar.fill(shade(kind)));
            }
        }
        if let Some(rank) = row.rank {
            let dot = Circle::new(axis.at(rank), y, 6.0).fill(theme::INK);
            scene.add(dot.stroke(theme::WHITE, 2.0));
        }
    }
    scene
}

fn shade(kind: usize) -> crate::draw::scene::Colour {
    theme::heat([0.25, 0.7][kind])
}

fn furniture(own: &RankSets, outcome: &Outcome, rows: &Rows) -> Frame {
    let mut legend = vec![
        Key::new(Swatch::Area(shade(1)), "by differences of scores (Mogstad and others 2023)"),
        Key::new(Swatch::Area(shade(0)), "by joint intervals (Klein and others 2020)"),
        Key::new(Swatch::Dot(theme::INK), "rank"),
    ];
    legend.extend(rows.key());
    let scores = &own.scores;
    Frame {
        title: format!("Ranks that errors of the data leave open: {}", words::title(outcome)),
        subtitle: format!(
            "Rank confidence sets, {} for all at once; data errors only, weights held fixed; {} of {} values have a standard error{}",
            words::percent(COVERAGE),
            theme::count(scores.stated),
            theme::count(scores.values),
            rows.left_out_words()
        ),
        footer: words::footer(outcome),
        legend,
    }
}

fn alternative(own: &RankSets, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let first = outcome.order().into_iter().take(3).filter_map(|hub| {
        let set = own.by_differences[own.row(hub)?];
        let ranks = words::range((set.low, set.high));
        Some(format!("{} can have rank {ranks}", hubs[hub].name))
    });
    format!("{}.", first.collect::<Vec<_>>().join("; "))
}
