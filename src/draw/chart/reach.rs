//! What it would take for a hub to reach a rank: each value from where it is to where it must go.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::model::Direction;
use crate::robustness::exact::{BreakEven, Verdict};
use crate::study::Outcome;
use crate::why::Reach;

use super::axis::Axis;
use super::pillars::colours;
use super::words;

/// Rows that are drawn at most, and the least and greatest height of a row in px.
const MOST: usize = 30;
const LEAST_PITCH: f64 = 58.0;
const MOST_PITCH: f64 = 96.0;
/// What names may take at most, and what is free behind them, in px.
const MOST_NAME: f64 = 420.0;
const TO_CHART: f64 = 34.0;
/// Above the rows for the ends of the range and below them, before the words on what does not do, in px.
const HEADS: f64 = 34.0;
const BELOW: f64 = 26.0;
/// The height of a line of those words, in px.
const LEADING: f64 = theme::SMALL * theme::LEADING;
/// Beyond the worst and the best hub, a row goes on for at most so many of their distances.
const FARTHEST: f64 = 1.0;
/// Thickness of the range and of the move, and the radius of its ends, in px.
const RANGE: f64 = 6.0;
const MOVE: f64 = 14.0;
const RADIUS: f64 = 8.5;
/// Font size of the values of the worst and the best hub, in px, and how far they stand below the range.
const END: f64 = 15.0;
const TO_END: f64 = 23.0;
/// Half of the uprights at the ends of the range, in px.
const TICK: f64 = 12.0;

/// The moves to a rank, each from the present value to the one needed, on the range from the worst hub to the best;
/// what does not do it alone is listed. None where nothing is needed, or nothing does it.
///
/// `moves` is what is drawn, in order, each indicator with its words: one value at a time, or where none alone does it
/// the joint move.
///
/// ```
/// use hubrank::draw::chart;
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let wuhan = hubs.hub("wuhan").ok_or(hubrank::Problems::default())?;
/// let reach = outcome.reach(wuhan, 3, &[]).ok_or(hubrank::Problems::default())?;
/// let moves = hubrank::report::view::reach_moves(&reach, &outcome);
/// assert!(chart::reach(&reach, &outcome, &moves).is_some());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn reach(own: &Reach, outcome: &Outcome, moves: &[(usize, String)]) -> Option<Scene> {
    if own.is_there || moves.is_empty() {
        return None;
    }
    let shown = &moves[..moves.len().min(MOST)];
    let below = below(own, outcome);
    let room = HEADS + BELOW + below.len() as f64 * LEADING;
    let heights = [LEAST_PITCH, MOST_PITCH].map(|pitch| shown.len() as f64 * pitch + room);
    let frame = furniture(own, outcome, moves);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome, moves), heights.into());
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let plot = plot(&area, outcome, shown);
    let pitch = ((area.height - room) / shown.len() as f64).min(MOST_PITCH);
    let rows: Vec<_> =
        shown.iter().filter_map(|(j, words)| Row::of(own, outcome, *j, words)).collect();
    let axis = axis(&rows, &plot);
    let bottom = plot.top + HEADS + pitch * rows.len() as f64;
    ends(&mut scene, axis, plot.top);
    for (index, row) in rows.iter().enumerate() {
        row.draw(&mut scene, &plot, axis, plot.top + HEADS + (index as f64 + 0.5) * pitch);
    }
    for (index, line) in below.iter().enumerate() {
        let y = bottom + BELOW + (index as f64 + 0.5) * LEADING;
        scene.add(Text::new(area.left, y, line).size(theme::SMALL).colour(theme::GREY));
    }
    Some(scene)
}

/// One move on the range of the ranked hubs: 0 is the worst of them, 1 the best.
struct Row<'a> {
    name: &'a str,
    words: &'a str,
    colour: Colour,
    /// The values of the worst hub and of the best.
    ends: (f64, f64),
    from: f64,
    to: f64,
}

impl<'a> Row<'a> {
    fn of(own: &Reach, outcome: &'a Outcome, j: usize, words: &'a str) -> Option<Self> {
        let (from, to) = (outcome.observed.columns[j].get(own.hub)?, needed(own, j)?);
        let frame = &outcome.observed.frame;
        let present = outcome.observed.columns[j].present(&outcome.scores.ranked);
        let low = present.iter().copied().fold(f64::INFINITY, f64::min);
        let high = present.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (worst, best) = match frame.indicators[j].direction {
            Direction::Higher => (low, high),
            Direction::Lower => (high, low),
        };
        let share = |x: f64| if worst == best { 0.5 } else { (x - worst) / (best - worst) };
        let leaf = frame.tree.leaf(j);
        let is_above = |node: usize| node == leaf || frame.tree.leaves_below(node).contains(&j);
        let colour = colours(outcome).into_iter().find(|&(node, _)| is_above(node));
        Some(Self {
            name: &frame.indicators[j].name,
            words,
            colour: colour.map_or(theme::GREY, |own| own.1),
            ends: (worst, best),
            from: share(from),
            to: share(to),
        })
    }

    fn draw(&self, scene: &mut Scene, plot: &Area, axis: Axis, y: f64) {
        let name = measure::fit(self.name, MOST_NAME, theme::LABEL, Weight::Regular);
        scene.add(Text::new(plot.left - TO_CHART, y, name).end().size(theme::LABEL));
        scene.add(Text::new(plot.right() + TO_CHART, y, self.words).size(theme::LABEL));
        let (worst, best) = (axis.at(0.0), axis.at(1.0));
        let range = Rect::new(worst, y - RANGE / 2.0, best - worst, RANGE);
        scene.add(range.fill(theme::GRID));
        for (x, value) in [(worst, self.ends.0), (best, self.ends.1)] {
            let end = Line::new([(x, y - TICK), (x, y + TICK)]);
            scene.add(end.colour(theme::FAINT).width(1.5));
            let value = Text::new(x, y + TO_END, theme::number(value)).middle().size(END);
            scene.add(value.colour(theme::GREY));
        }
        let (least, most) = axis.from;
        let (from, to) = (self.from.clamp(least, most), self.to.clamp(least, most));
        let (a, b) = (axis.at(from.min(to)), axis.at(from.max(to)));
        scene.add(Rect::new(a, y - MOVE / 2.0, b - a, MOVE).fill(self.colour));
        if to == self.to {
            scene.add(Circle::new(axis.at(to), y, RADIUS).fill(self.colour));
        } else {
            chevron(scene, (axis.at(to), y), (self.to - self.from).signum(), self.colour);
        }
        let ring = Circle::new(axis.at(from), y, RADIUS).fill(theme::WHITE);
        scene.add(ring.stroke(theme::INK, 2.0));
    }
}

/// The sign of a move that goes on beyond the picture.
fn chevron(scene: &mut Scene, (x, y): (f64, f64), sign: f64, colour: Colour) {
    for offset in [4.0, 12.0] {
        let tip = x + sign * (offset + 8.0);
        let points = [(tip - sign * 8.0, y - 9.0), (tip, y), (tip - sign * 8.0, y + 9.0)];
        scene.add(Line::new(points).colour(colour).width(3.0));
    }
}

/// Between the names and the words of the moves.
fn plot(area: &Area, outcome: &Outcome, shown: &[(usize, String)]) -> Area {
    let plain = Weight::Regular;
    let name = |own: &(usize, String)| outcome.observed.frame.indicators[own.0].name.as_str();
    let names = measure::widest(shown.iter().map(name), theme::LABEL, plain).min(MOST_NAME);
    let words = shown.iter().map(|own| own.1.as_str());
    let words = measure::widest(words, theme::LABEL, plain);
    area.inset(names + TO_CHART, 0.0, words + TO_CHART, 0.0)
}

/// From the worst hub to the best, and beyond where a move goes there.
fn axis(rows: &[Row], plot: &Area) -> Axis {
    let all = || rows.iter().flat_map(|row| [row.from, row.to]);
    let least = all().fold(0.0, f64::min).max(-FARTHEST);
    let most = all().fold(1.0, f64::max).min(1.0 + FARTHEST);
    // Room for half a value below the range at either end, and for the sign that a move goes on.
    Axis { from: (least, most), to: (plot.left + 34.0, plot.right() - 34.0) }
}

/// What the ends of the ranges are.
fn ends(scene: &mut Scene, axis: Axis, top: f64) {
    for (share, name) in [(0.0, "worst hub"), (1.0, "best hub")] {
        let name = Text::new(axis.at(share), top + HEADS / 2.0, name).middle();
        scene.add(name.size(theme::SMALL).colour(theme::GREY));
    }
}

/// The value at which an indicator does it alone, or its part of the joint move.
fn needed(own: &Reach, j: usize) -> Option<f64> {
    let alone = own.alone.iter().find_map(|one| match one.verdict {
        Verdict::At(found) if one.indicator == j => Some(found.value),
        _ => None,
    });
    let joint = || own.together.as_ref()?.values.iter().find(|own| own.0 == j).map(|own| own.1);
    alone.or_else(joint)
}

/// Whether what is drawn are the values of the joint move.
fn is_joint(own: &Reach) -> bool {
    !own.alone.iter().any(|own| matches!(own.verdict, Verdict::At(_)))
}

/// What does not do it alone, and where no value counts, in lines.
fn below(own: &Reach, outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let names = |verdict: Verdict| -> Vec<String> {
        let such = own.alone.iter().filter(|own| own.verdict == verdict);
        such.map(|own: &BreakEven| frame.indicators[own.indicator].name.clone()).collect()
    };
    let alone = match (is_joint(own), names(Verdict::NotAlone)) {
        (true, _) => vec!["No indicator does it alone.".to_owned()],
        (false, names) if names.is_empty() => Vec::new(),
        (false, names) => vec![format!("Not on this indicator alone: {}.", names.join(", "))],
    };
    let without = names(Verdict::NoValue);
    let without = (!without.is_empty())
        .then(|| format!("No value that counts: {}.", words::listed(&without, 12)));
    let width = theme::WIDTH - 2.0 * theme::MARGIN;
    let lines = alone.into_iter().chain(without);
    lines.flat_map(|line| measure::wrap(&line, width, theme::SMALL, Weight::Regular)).collect()
}

fn furniture(own: &Reach, outcome: &Outcome, moves: &[(usize, String)]) -> Frame {
    let hub = &outcome.dataset().hubs[own.hub];
    let how = match is_joint(own) {
        true => "All of these together",
        false => "One value at a time, smallest move first, all else equal",
    };
    let more = match moves.len() {
        many if many > MOST => format!("; the first {MOST} of {many}"),
        _ => String::new(),
    };
    Frame {
        title: format!(
            "What would take {} from rank {} to rank {} for {}",
            hub.label(),
            words::rank(own.rank),
            own.goal,
            outcome.profile.name
        ),
        subtitle: format!("{how}; better is to the right; {}{more}", words::data(outcome)),
        footer: words::provenance(std::slice::from_ref(outcome)),
        legend: vec![
            Key::new(Swatch::Ring(theme::INK), "now"),
            Key::new(Swatch::Dot(theme::GREY), "needed, in the colour of the pillar"),
        ],
    }
}

fn alternative(own: &Reach, outcome: &Outcome, moves: &[(usize, String)]) -> String {
    let frame = &outcome.observed.frame;
    let name = &outcome.dataset().hubs[own.hub].name;
    let of = |(j, words): &(usize, String)| format!("{} {words}", frame.indicators[*j].name);
    let all: Vec<_> = moves.iter().map(of).collect();
    let how = match is_joint(own) {
        true => "with all of",
        false => "with any one of",
    };
    format!("{name} reaches rank {} {how}: {}.", own.goal, words::listed(&all, 4))
}
