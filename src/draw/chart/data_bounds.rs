//! The scores that each hub can have, whatever the data are within what they leave open.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text};
use crate::draw::theme;
use crate::robustness::exact::{DataBounds, HubBounds};
use crate::study::Outcome;
use crate::why::Uncertainty;

use super::axis::Axis;
use super::rows::{Layout, Rows};
use super::words;

/// Above the bars for the head of the ranks and below them for the axis, in px.
const HEADS: f64 = 30.0;
const AXIS: f64 = 62.0;
/// The room of the ranks at the right, in px.
const RANKS: f64 = 136.0;
/// Thickness of a bar as a share of its row, and at most; its least length; the radius of the score's dot, in px.
const SHARE: f64 = 0.5;
const MOST_THICK: f64 = 28.0;
const LEAST_LONG: f64 = 3.0;
const DOT: f64 = 6.0;
const BAR: Colour = theme::PALETTE[1];

/// One bar a hub, from its lowest to its highest score, its score in the ranking as a dot, the ranks that it can have
/// beside it; hollow where the bounds may be wider than they need be. None where nothing is open or guaranteed.
///
/// ```
/// use hubrank::study::Doubt;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
/// let outcome = hubs.ranked_for(&founder)?;
/// let found = hubrank::why::Uncertainty::of(&outcome, 3, 1)?;
/// let scene = hubrank::draw::chart::data_bounds(&found, &outcome);
/// assert!(scene.is_some_and(|scene| scene.alt.contains("can be first")));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn data_bounds(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    let bounds = own.open.bounds.as_ref().ok().filter(|_| !own.open.is_settled())?;
    let rows = Rows::of(outcome).ranked_only();
    let heights = rows.heights(HEADS + AXIS);
    let frame = furniture(own, bounds, outcome, &rows);
    let (mut scene, area) = frame.scene_within(alternative(bounds, outcome), heights);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = rows.layout(&area.inset(0.0, HEADS, 0.0, AXIS));
    let shown = rows.rows.iter().filter_map(|row| bounds.hub(row.hub));
    let scores = shown.flat_map(|own| [own.score.0, own.score.1]);
    let scores = scores.chain(rows.rows.iter().map(|row| row.score));
    let right = area.right() - RANKS;
    let axis = Axis::round(scores, 8).onto(layout.left + 10.0, right - 10.0);
    grid(&mut scene, axis, &area, &layout);
    rows.draw(&mut scene, &layout, area.right());
    let head = Text::new(area.right(), area.top + HEADS - 14.0, "ranks").end();
    scene.add(head.size(theme::SMALL).colour(theme::GREY));
    for (row, &y) in rows.rows.iter().zip(&layout.middles) {
        let Some(own) = bounds.hub(row.hub) else {
            continue;
        };
        bar(&mut scene, own, axis, (y, (layout.pitch * SHARE).min(MOST_THICK)));
        let dot = Circle::new(axis.at(row.score), y, DOT).fill(theme::INK);
        scene.add(dot.stroke(theme::WHITE, 1.6));
        let ranks = words::range((own.best.limit, own.worst.limit));
        let mark = if own.is_rank_exact() { "" } else { "at most " };
        scene.add(Text::new(area.right(), y, format!("{mark}{ranks}")).end().size(theme::SMALL));
    }
    Some(scene)
}

fn bar(scene: &mut Scene, own: &HubBounds, axis: Axis, (y, thick): (f64, f64)) {
    let (low, high) = (axis.at(own.score.0), axis.at(own.score.1));
    let long = (high - low).max(LEAST_LONG);
    let rect = Rect::new(f64::midpoint(low, high) - long / 2.0, y - thick / 2.0, long, thick);
    scene.add(match own.is_score_exact {
        true => rect.fill(BAR),
        false => rect.fill(theme::WHITE).stroke(BAR, 1.8),
    });
}

fn grid(scene: &mut Scene, axis: Axis, area: &Area, layout: &Layout) {
    for (tick, label) in axis.ticks(8) {
        let x = axis.at(tick);
        let line = Line::new([(x, area.top + HEADS), (x, layout.bottom + 6.0)]);
        scene.add(line.colour(theme::GRID).width(1.0));
        let label = Text::new(x, layout.bottom + 24.0, label).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
    let middle = f64::midpoint(axis.to.0, axis.to.1);
    let words = Text::new(middle, layout.bottom + 50.0, "score").middle();
    scene.add(words.size(theme::SMALL).colour(theme::GREY));
}

fn furniture(own: &Uncertainty, bounds: &DataBounds, outcome: &Outcome, rows: &Rows) -> Frame {
    let (values, gaps) = own.open.data.counts();
    let mut legend = Vec::new();
    let (exact, at_most): (Vec<&HubBounds>, Vec<_>) =
        bounds.hubs.iter().partition(|own| own.is_score_exact);
    if !exact.is_empty() {
        legend.push(Key::new(Swatch::Area(BAR), "lowest to highest score, some data reach both"));
    }
    if !at_most.is_empty() {
        legend.push(Key::new(Swatch::Outline(BAR), "at most from here to there"));
    }
    legend.push(Key::new(Swatch::Dot(theme::INK), "score in the ranking"));
    legend.extend(rows.key());
    let mut footer = String::from(
        "Weights and choices as in the profile. A gap may be anything between the worst and the best hub (a rating: anything on its scale), a value anything between its bounds.",
    );
    if bounds.hubs.iter().any(|own| !own.is_rank_exact()) {
        footer += " At most: no rank beyond these; the true range may be narrower.";
    }
    Frame {
        title: format!("Scores that the data can give: {}", words::title(outcome)),
        subtitle: format!(
            "Lowest and highest score of each hub over what the data leave open ({}, {}); {}{}",
            counted(values, "value", " with bounds"),
            counted(gaps, "gap", ""),
            words::data(outcome),
            rows.left_out_words()
        ),
        footer: format!("{footer}\n{}", words::footer(outcome)),
        legend,
    }
}

/// "1 gap", "51 values with bounds".
fn counted(many: usize, one: &str, more: &str) -> String {
    let plural = if many == 1 { "" } else { "s" };
    format!("{many} {one}{plural}{more}")
}

fn alternative(bounds: &DataBounds, outcome: &Outcome) -> String {
    let hubs = &outcome.dataset().hubs;
    let first = bounds.hubs.iter().filter(|own| own.best.limit == 1);
    let names: Vec<_> = first.map(|own| hubs[own.hub].name.to_string()).collect();
    format!(
        "{} Whatever the data are within their bounds, only {} can be first.",
        words::finding(outcome),
        words::listed(&names, 6)
    )
}
