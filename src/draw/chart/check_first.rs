//! Which cell to check first: the leader's chance of being first with a cell at its two ends.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Line, Scene, Text, Weight};
use crate::draw::theme;
use crate::robustness::Place;
use crate::robustness::sampled::{CheckFirst, Checked};
use crate::study::Outcome;
use crate::why::{Uncertainty, cell_words};

use super::axis::Axis;
use super::words;

/// The most cells that are drawn.
const MOST: usize = 12;
/// Height of a row, least and most, room for the axis below, for the change at the right, and for names at most, in px.
const PITCH: (f64, f64) = (62.0, 104.0);
const AXIS: f64 = 62.0;
const CHANGE: f64 = 130.0;
const NAMES: f64 = 520.0;
const DOT: f64 = 8.0;

/// One line a cell, from the leader's chance with the cell at its low end to that at its high end; none where no cell
/// changes it by a tenth of a point.
///
/// ```
/// use hubrank::study::Doubt;
/// let hubs = hubrank::Dataset::built_in()?;
/// let mut founder = hubrank::Profile::built_in("founder")?;
/// founder.doubt = Some(Doubt { draws: 300, ..Doubt::default() });
/// let outcome = hubs.ranked_for(&founder)?;
/// let found = hubrank::why::Uncertainty::of(&outcome, 3, 1)?;
/// assert!(hubrank::draw::chart::check_first(&found, &outcome).is_some());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn check_first(own: &Uncertainty, outcome: &Outcome) -> Option<Scene> {
    let first = own.open.first.as_ref()?;
    let cells: Vec<_> = own.open.that_matter().take(MOST).collect();
    let greatest = cells.first()?;
    let frame = furniture(own, first, outcome, cells.len());
    let heights = [PITCH.0, PITCH.1].map(|pitch| cells.len() as f64 * pitch + AXIS);
    let finding = alternative(first, greatest, outcome);
    let (mut scene, area) = frame.scene_within(finding, heights.into());
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let names = names(&cells, outcome);
    let texts = names.iter().flat_map(|(name, ends)| [name.as_str(), ends.as_str()]);
    let wide = measure::widest(texts, theme::LABEL, Weight::Regular).min(NAMES);
    let pitch = ((area.height - AXIS) / cells.len() as f64).min(PITCH.1);
    let bottom = area.top + cells.len() as f64 * pitch;
    let ends = cells.iter().flat_map(|own| [own.at_low, own.at_high]);
    let chances = ends.chain([first.chance]).map(|p| 100.0 * p);
    let axis = Axis::round(chances, 6).onto(area.left + wide + 40.0, area.right() - CHANGE);
    grid(&mut scene, axis, first, (&area, bottom));
    for (row, (cell, (name, ends))) in cells.iter().zip(&names).enumerate() {
        let y = area.top + (row as f64 + 0.5) * pitch;
        let fitted = |text: &str, size| measure::fit(text, wide, size, Weight::Regular);
        let name = Text::new(area.left, y - 12.0, fitted(name, theme::LABEL));
        scene.add(name.size(theme::LABEL));
        let ends = Text::new(area.left, y + 13.0, fitted(ends, theme::SMALL));
        scene.add(ends.size(theme::SMALL).colour(theme::GREY));
        line(&mut scene, cell, axis, y);
        let change = format!(
            "{} ± {}",
            signed(100.0 * cell.change()),
            theme::fixed((100.0 * cell.error).max(0.1), 1)
        );
        scene.add(Text::new(area.right(), y, change).end().size(theme::SMALL));
    }
    Some(scene)
}

fn line(scene: &mut Scene, cell: &Checked, axis: Axis, y: f64) {
    let (low, high) = (axis.at(100.0 * cell.at_low), axis.at(100.0 * cell.at_high));
    scene.add(Line::new([(low, y), (high, y)]).colour(theme::FAINT).width(5.0));
    let ring = Circle::new(low, y, DOT).fill(theme::WHITE);
    scene.add(ring.stroke(theme::BLUE, 3.0));
    scene.add(Circle::new(high, y, DOT).fill(theme::BLUE).stroke(theme::WHITE, 1.6));
}

fn grid(scene: &mut Scene, axis: Axis, first: &CheckFirst, (area, bottom): (&Area, f64)) {
    for (tick, label) in axis.ticks(6) {
        let x = axis.at(tick);
        let line = Line::new([(x, area.top), (x, bottom + 6.0)]);
        scene.add(line.colour(theme::GRID).width(1.0));
        let label = Text::new(x, bottom + 24.0, label).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
    let x = axis.at(100.0 * first.chance);
    let stands = Line::new([(x, area.top), (x, bottom + 6.0)]);
    scene.add(stands.colour(theme::INK).width(1.6).dashed());
    let middle = f64::midpoint(axis.to.0, axis.to.1);
    let words = Text::new(middle, bottom + 50.0, "share of the draws of the weights, %").middle();
    scene.add(words.size(theme::SMALL).colour(theme::GREY));
}

/// The words of each cell, hub and indicator both with what they need to be known by: where they do not fit each has
/// half of the room, or what the other leaves.
fn names(cells: &[&Checked], outcome: &Outcome) -> Vec<(String, String)> {
    let all: Vec<_> = cells.iter().map(|own| Name::of(own, outcome)).collect();
    let short = |of: fn(&Name) -> &str, room: f64| {
        measure::fit_apart(all.iter().map(of), room, theme::LABEL, Weight::Regular)
    };
    let width = |text: &str| measure::width(text, theme::LABEL, Weight::Regular);
    let room = NAMES - width(": ");
    let needed = all.iter().map(|own| width(&own.indicator)).fold(0.0, f64::max);
    let hubs = short(|own| &own.hub, (room - needed).max(room / 2.0));
    let taken = hubs.iter().map(|hub| width(hub)).fold(0.0, f64::max);
    let indicators = short(|own| &own.indicator, room - taken);
    let fits = |own: &Name| width(&own.words()) <= NAMES;
    let shorter = |((own, hub), indicator)| match fits(&own) {
        true => (own.words(), own.ends),
        false => (format!("{hub}: {indicator}"), own.ends),
    };
    all.iter().cloned().zip(hubs).zip(indicators).map(shorter).collect()
}

/// "Dongguan", "Home price to wage (gap)" and "8.68 to 39.3 (years of wage)".
#[derive(Clone)]
struct Name {
    hub: String,
    indicator: String,
    ends: String,
}

impl Name {
    fn of(own: &Checked, outcome: &Outcome) -> Self {
        let (name, unit) = cell_words(outcome, &own.cell);
        let kind = match own.cell.place {
            Place::Gap { .. } => " (gap)",
            Place::Value { .. } => "",
        };
        let ends = [own.cell.low, own.cell.high].map(theme::number).join(" to ");
        let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
        Self {
            hub: outcome.dataset().hubs[own.cell.hub].name.to_string(),
            indicator: format!("{name}{kind}"),
            ends: ends + &unit,
        }
    }

    fn words(&self) -> String {
        format!("{}: {}", self.hub, self.indicator)
    }
}

fn signed(points: f64) -> String {
    match points > 0.0 {
        true => format!("+{}", theme::fixed(points, 1)),
        false => theme::fixed(points, 1),
    }
}

fn furniture(own: &Uncertainty, first: &CheckFirst, outcome: &Outcome, shown: usize) -> Frame {
    let leader = &outcome.dataset().hubs[first.leader].name;
    let rest = own.open.data.cells.len() - shown;
    let more = match rest {
        0 => String::new(),
        _ => format!(" {rest} other cells change it by less."),
    };
    Frame {
        title: format!("Which cell to check first: {}", words::title(outcome)),
        subtitle: format!(
            "How often {leader} is first with one cell at its low and at its high end, all else as it stands; at the right the change in points"
        ),
        footer: format!(
            "Over {}; {} draws, the same for both ends, seed {}. After ±: the error of the simulation (95 %).{more}\n{}",
            own.doubted.doubt.weights.words(own.doubted.doubt.at),
            theme::count(first.draws),
            own.doubted.doubt.seed,
            words::provenance(std::slice::from_ref(outcome))
        ),
        legend: vec![
            Key::new(Swatch::Ring(theme::BLUE), "cell at its low end"),
            Key::new(Swatch::Dot(theme::BLUE), "cell at its high end"),
            Key::new(Swatch::Dashes(theme::INK), "data as they stand"),
        ],
    }
}

fn alternative(first: &CheckFirst, own: &Checked, outcome: &Outcome) -> String {
    let leader = &outcome.dataset().hubs[first.leader].name;
    let cell = Name::of(own, outcome).words();
    format!(
        "Check first {cell}: {leader} is first in {} of the draws with it at its low end, in {} at its high end.",
        words::percent(own.at_low),
        words::percent(own.at_high)
    )
}
