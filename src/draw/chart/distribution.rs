//! Each indicator's values on its scale, those far outside named.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Line as Stroke, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::stage::fill::median;
use crate::study::{Audit, ColumnAudit, Outcome};

use super::axis::Axis;
use super::lines::{Layout, Line, Lines};
use super::words;

/// What the axis takes below the lines, and the names right of them, in px.
const AXIS: f64 = 48.0;
const NAMES: f64 = 330.0;
const RADIUS: f64 = 6.0;
const NAME: f64 = 16.0;

/// A strip a line: every hub's value on the common scale, the median as an upright; hubs more than 1.5 interquartile
/// ranges outside the quartiles of the observed values in vermilion and by name. None without any value.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let scene = hubrank::draw::chart::distribution(&outcome.audit(), &outcome);
/// assert!(scene.is_some_and(|scene| scene.alt.ends_with('.')));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn distribution(own: &Audit, outcome: &Outcome) -> Option<Scene> {
    let lines = Lines::of(outcome, true);
    let numbers: Vec<_> =
        lines.lines.iter().flat_map(|line| values(line, outcome)).map(|(_, value)| value).collect();
    if numbers.is_empty() {
        return None;
    }
    let frame = furniture(own, outcome, &lines);
    let height = lines.heights(AXIS);
    let (mut scene, area) = frame.scene_within(alternative(own, outcome), height);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let layout = lines.layout(&area.inset(0.0, 4.0, 0.0, AXIS));
    let axis = axis(numbers, outcome, &layout, &area);
    let ticks = axis.ticks(8).into_iter();
    let ticks: Vec<_> = ticks.map(|(number, label)| (axis.at(number), label)).collect();
    layout.grid(&mut scene, &ticks);
    lines.draw(&mut scene, &layout);
    for (line, &y) in lines.lines.iter().zip(&layout.middles) {
        let column = own.columns.iter().find(|own| Some(own.indicator) == line.indicator);
        strip(&mut scene, (axis, y), line, column, outcome);
        if let Some(column) = column {
            names(&mut scene, (area.right() - NAMES + 20.0, y), column, outcome);
        }
    }
    Some(scene)
}

/// The peers with their values on the common scale.
fn values(line: &Line, outcome: &Outcome) -> Vec<(usize, f64)> {
    let Some(j) = line.indicator else {
        return Vec::new();
    };
    let column = &outcome.normalised.columns[j];
    let peers = outcome.observed.frame.peers.iter();
    peers.filter_map(|&i| Some((i, column.get(i)?))).collect()
}

fn axis(numbers: Vec<f64>, outcome: &Outcome, layout: &Layout, area: &Area) -> Axis {
    let bounds = words::bounds(outcome).map_or([None, None], |(lo, hi)| [Some(lo), Some(hi)]);
    let numbers = numbers.into_iter().chain(bounds.into_iter().flatten());
    Axis::round(numbers, 8).onto(layout.left + 12.0, area.right() - NAMES)
}

fn strip(
    scene: &mut Scene,
    (axis, y): (Axis, f64),
    line: &Line,
    column: Option<&ColumnAudit>,
    outcome: &Outcome,
) {
    let values = values(line, outcome);
    let is_far = |hub: &usize| column.is_some_and(|column| column.outliers.contains(hub));
    let all: Vec<_> = values.iter().map(|(_, value)| *value).collect();
    if let Some(middle) = median(&all) {
        let mark = Rect::new(axis.at(middle) - 1.5, y - 11.0, 3.0, 22.0);
        scene.add(mark.fill(theme::INK));
    }
    let ends = all.iter().copied().fold(None, |ends: Option<(f64, f64)>, value| {
        Some(ends.map_or((value, value), |(lo, hi)| (lo.min(value), hi.max(value))))
    });
    if let Some((lo, hi)) = ends {
        let across = Stroke::new([(axis.at(lo), y), (axis.at(hi), y)]);
        scene.add(across.colour(theme::FAINT).width(1.0));
    }
    let (far, near): (Vec<_>, Vec<_>) = values.into_iter().partition(|(hub, _)| is_far(hub));
    for (_, value) in near {
        let dot = Circle::new(axis.at(value), y, RADIUS).fill(theme::BLUE);
        scene.add(dot.opacity(0.5));
    }
    for (_, value) in far {
        scene.add(Circle::new(axis.at(value), y, RADIUS).fill(theme::VERMILION));
    }
}

/// The hubs far outside, the farthest first.
fn names(scene: &mut Scene, (x, y): (f64, f64), column: &ColumnAudit, outcome: &Outcome) {
    let observed = &outcome.observed.columns[column.indicator];
    let peers = &outcome.observed.frame.peers;
    let Some(middle) = median(&observed.present(peers)) else {
        return;
    };
    let mut far = column.outliers.clone();
    let distance = |hub: &usize| observed.get(*hub).map_or(0.0, |value| (value - middle).abs());
    far.sort_by(|a, b| distance(b).total_cmp(&distance(a)));
    let name = |hub: &usize| outcome.dataset().hubs[*hub].name.to_string();
    let names: Vec<_> = far.iter().map(name).collect();
    let text = fitted(&names, NAMES - 24.0);
    if !text.is_empty() {
        scene.add(Text::new(x, y, text).size(NAME).colour(theme::VERMILION));
    }
}

/// As many names as fit, the rest counted.
fn fitted(names: &[String], room: f64) -> String {
    let plain = Weight::Regular;
    for shown in (1..=names.len()).rev() {
        let more = match names.len() - shown {
            0 => String::new(),
            more => format!(" +{more}"),
        };
        let text = format!("{}{more}", names[..shown].join(", "));
        if shown == 1 || measure::width(&text, NAME, plain) <= room {
            return measure::fit(&text, room, NAME, plain);
        }
    }
    String::new()
}

fn furniture(own: &Audit, outcome: &Outcome, lines: &Lines) -> Frame {
    let mut legend = vec![
        Key::new(Swatch::Dot(theme::mix(theme::WHITE, theme::BLUE, 0.5)), "hub"),
        Key::new(Swatch::Bar(theme::INK), "median"),
    ];
    let has_outliers = own.columns.iter().any(|own| !own.outliers.is_empty());
    legend.extend(has_outliers.then(|| {
        let words = "more than 1.5 interquartile ranges outside the quartiles, named at the right";
        Key::new(Swatch::Dot(theme::VERMILION), words)
    }));
    Frame {
        title: format!("How hubs spread on each indicator: {}", outcome.dataset().title),
        subtitle: format!(
            "{}, more is better; {} hubs{}",
            words::on_scale("Values on the common scale", outcome),
            outcome.observed.frame.peers.len(),
            lines.left_out_words()
        ),
        footer: words::provenance(std::slice::from_ref(outcome)),
        legend,
    }
}

/// How many indicators have hubs far outside, and who stands out most often.
fn alternative(own: &Audit, outcome: &Outcome) -> String {
    let with = own.columns.iter().filter(|own| !own.outliers.is_empty()).count();
    let count = |hub: &usize| {
        let has = |own: &&ColumnAudit| own.outliers.contains(hub);
        own.columns.iter().filter(has).count()
    };
    let peers = outcome.observed.frame.peers.iter().rev();
    let most = peers.map(|hub| (count(hub), *hub)).max_by_key(|(count, _)| *count);
    let most = most.filter(|(count, _)| *count > 0);
    let most = most.map_or(String::new(), |(count, hub)| {
        let name = &outcome.dataset().hubs[hub].name;
        format!(" {name} stands out most often, on {count}.")
    });
    format!("{with} of {} indicators have hubs far outside the others.{most}", own.columns.len())
}
