//! Why ranks changed from one edition to the next: the places that each hub gained and lost, by cause.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{Editions, Part, Revised};

use super::axis::Axis;
use super::words;

/// Rows that are drawn at most, and the least and greatest height of a row in px.
const MOST: usize = 60;
const LEAST_PITCH: f64 = 34.0;
const MOST_PITCH: f64 = 78.0;
/// What names may take at most, what is free behind them, and the room for "12 → 9" before them, in px.
const MOST_NAME: f64 = 380.0;
const TO_CHART: f64 = 28.0;
const RANKS: f64 = 124.0;
/// Right of the bars for the whole change, and below them for the axis, in px.
const TOTAL: f64 = 84.0;
const AXIS: f64 = 66.0;
/// The thickness of a bar as a share of its row, and at most, in px.
const SHARE: f64 = 0.62;
const MOST_THICK: f64 = 40.0;
/// Parts smaller than this, in places, are none.
const NONE: f64 = 1e-9;

/// Places gained to the right and lost to the left, stacked by cause, the whole change marked; hubs whose rank did
/// not change and in which nothing cancels out have no bar. None where no hub is in both editions.
///
/// ```
/// use hubrank::{Dataset, Profile, draw::chart, why::Editions};
/// let hubs = Dataset::built_in()?;
/// let old = hubs.ranked_for(&Profile::built_in("investor")?)?;
/// let new = hubs.ranked_for(&Profile::built_in("founder")?)?;
/// let scene = chart::editions(&Editions::between(&old, &new), &new);
/// assert!(scene.is_some_and(|scene| scene.alt.contains("gains most")));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn editions(own: &Editions, new: &Outcome) -> Option<Scene> {
    let shown = shown(own);
    if shown.is_empty() {
        return None;
    }
    let frame = furniture(own, new, shown.len());
    let heights = [LEAST_PITCH, MOST_PITCH].map(|pitch| shown.len() as f64 * pitch + AXIS);
    let (mut scene, area) = frame.scene_within(alternative(own, new), heights.into());
    words::note_origin(&mut scene, std::slice::from_ref(new));
    let labels: Vec<_> = shown.iter().map(|own| new.dataset().hubs[own.hub].label()).collect();
    let labels = labels.iter().map(String::as_str);
    let labels = measure::fit_apart(labels, MOST_NAME, theme::LABEL, Weight::Regular);
    let wide = measure::widest(labels.iter().map(String::as_str), theme::LABEL, Weight::Regular);
    let plot = area.inset(RANKS + wide + TO_CHART, 0.0, TOTAL, AXIS);
    let pitch = (plot.height / shown.len() as f64).min(MOST_PITCH);
    let axis = axis(&shown, &plot);
    grid(&mut scene, axis, &Area { height: pitch * shown.len() as f64, ..plot });
    for (index, (row, label)) in shown.iter().zip(&labels).enumerate() {
        let y = plot.top + (index as f64 + 0.5) * pitch;
        names(&mut scene, row, label, (area.left, plot.left, y));
        bars(&mut scene, row, &own.groups, axis, (y, (pitch * SHARE).min(MOST_THICK)));
        let change = Text::new(area.right(), y, signed(row.before - row.after)).end();
        scene.add(change.size(theme::LABEL).bold());
    }
    Some(scene)
}

/// Those that moved most, in the order of the result; where there is room, all.
fn shown(own: &Editions) -> Vec<&Revised> {
    let moves = |row: &&Revised| row.parts.iter().any(|part| part.abs() > NONE);
    match own.hubs.len() <= MOST {
        true => own.hubs.iter().collect(),
        false => own.hubs.iter().filter(moves).take(MOST).collect(),
    }
}

/// The sums of what a hub gained and of what it lost.
fn ends(row: &Revised) -> (f64, f64) {
    let sum = |sign: f64| row.parts.iter().map(|part| (sign * part).max(0.0)).sum::<f64>();
    (-sum(-1.0), sum(1.0))
}

/// As far to the left as to the right where both are needed.
fn axis(shown: &[&Revised], plot: &Area) -> Axis {
    let all = shown.iter().flat_map(|row| [ends(row).0, ends(row).1]);
    let axis = Axis::round(all.chain([-1.0, 1.0]), 8);
    axis.onto(plot.left, plot.right())
}

fn grid(scene: &mut Scene, axis: Axis, plot: &Area) {
    for (number, _) in axis.ticks(8).into_iter().filter(|tick| tick.0.fract() == 0.0) {
        let x = axis.at(number);
        let line = Line::new([(x, plot.top), (x, plot.bottom() + 6.0)]);
        let (colour, width) = if number == 0.0 { (theme::GREY, 1.6) } else { (theme::GRID, 1.0) };
        scene.add(line.colour(colour).width(width));
        let label = Text::new(x, plot.bottom() + 24.0, signed(number)).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
    let middle = f64::midpoint(plot.left, plot.right());
    let words = Text::new(middle, plot.bottom() + 52.0, "places lost (−) and gained (+)");
    scene.add(words.middle().size(theme::SMALL).colour(theme::GREY));
}

/// "12 → 9  Chengdu 成都"
fn names(scene: &mut Scene, row: &Revised, label: &str, (left, plot, y): (f64, f64, f64)) {
    let ranks = format!("{} → {}", words::rank(row.before), words::rank(row.after));
    let ranks = Text::new(left + RANKS - TO_CHART, y, ranks).end();
    scene.add(ranks.size(theme::SMALL).colour(theme::GREY));
    scene.add(Text::new(plot - TO_CHART, y, label).end().size(theme::LABEL));
}

/// The gains stacked to the right of zero, the losses to the left, and a mark at their sum.
fn bars(
    scene: &mut Scene,
    row: &Revised,
    groups: &[Vec<Part>],
    axis: Axis,
    (y, thick): (f64, f64),
) {
    let (mut left, mut right) = (0.0, 0.0);
    for (part, group) in row.parts.iter().zip(groups).filter(|own| own.0.abs() > NONE) {
        let from = if *part > 0.0 { &mut right } else { &mut left };
        let (a, b) = (axis.at(*from), axis.at(*from + part));
        *from += part;
        let bar = Rect::new(a.min(b), y - thick / 2.0, (b - a).abs(), thick);
        scene.add(bar.fill(colour(group)).stroke(theme::WHITE, 1.0));
    }
    let moved = row.parts.iter().any(|part| part.abs() > NONE);
    if moved {
        let x = axis.at(row.before - row.after);
        let half = thick / 2.0 + 5.0;
        scene.add(Line::new([(x, y - half), (x, y + half)]).colour(theme::WHITE).width(7.0));
        scene.add(Line::new([(x, y - half), (x, y + half)]).width(3.5));
    }
}

/// One colour a part; of parts that can not be told apart, the first's.
fn colour(group: &[Part]) -> Colour {
    let part = group.first().copied().unwrap_or(Part::Data);
    match part {
        Part::Data => theme::PALETTE[0],
        Part::Weights => theme::PALETTE[3],
        Part::Method => theme::PALETTE[2],
        Part::Hubs => theme::PALETTE[5],
    }
}

/// "+3", "−2", "0"; half places with their half.
fn signed(places: f64) -> String {
    let written = theme::fixed(places, usize::from(places.fract().abs() > NONE));
    if places > NONE { format!("+{written}") } else { written }
}

/// What a group of parts is.
fn cause(group: &[Part]) -> String {
    let name = |part: &Part| match part {
        Part::Data => "data revised",
        Part::Weights => "weights",
        Part::Method => "method",
        Part::Hubs => "hubs that entered or left",
    };
    group.iter().map(name).collect::<Vec<_>>().join(" and ")
}

fn furniture(own: &Editions, new: &Outcome, shown: usize) -> Frame {
    let key = |group: &Vec<Part>| Key::new(Swatch::Area(colour(group)), cause(group));
    let mut legend: Vec<_> = own.groups.iter().map(key).collect();
    legend.push(Key::new(Swatch::Bar(theme::INK), "whole change"));
    let more = match own.hubs.len() {
        all if all > shown => format!("; the {shown} that moved most of {all} hubs"),
        _ => String::new(),
    };
    Frame {
        title: format!("Why ranks changed since the edition before: {}", words::title(new)),
        subtitle: format!(
            "Places gained through each cause (Shapley values: they sum to the change); {}{more}",
            words::data(new)
        ),
        footer: footer(own, new),
        legend,
    }
}

/// Who entered, who left, and where everything comes from.
fn footer(own: &Editions, new: &Outcome) -> String {
    let hubs = &new.dataset().hubs;
    let entered: Vec<_> = own.entered.iter().map(|&hub| hubs[hub].name.to_string()).collect();
    let line = |what: &str, names: &[String]| match names.is_empty() {
        true => String::new(),
        false => format!("{what}: {}.\n", words::listed(names, 12)),
    };
    let entered = line("Ranked only now", &entered);
    let left = line("Ranked only before", &own.left);
    format!("{entered}{left}{}", words::provenance(std::slice::from_ref(new)))
}

fn alternative(own: &Editions, new: &Outcome) -> String {
    let change = |own: &&Revised| own.before - own.after;
    let by_change = |a: &&Revised, b: &&Revised| change(a).total_cmp(&change(b));
    let words = |row: &Revised, verb: &str| {
        let largest = row.parts.iter().zip(&own.groups);
        let cause_of = largest.max_by(|a, b| {
            let along = |part: f64| part * (row.before - row.after).signum();
            along(*a.0).total_cmp(&along(*b.0))
        });
        let through = cause_of.map_or(String::new(), |(_, group)| cause(group));
        let places = signed(row.before - row.after);
        let name = &new.dataset().hubs[row.hub].name;
        format!("{name} {verb} most ({places}), above all through {through}.")
    };
    let most = own.hubs.iter().max_by(by_change).filter(|own| change(own) > 0.0);
    let least = own.hubs.iter().min_by(by_change).filter(|own| change(own) < 0.0);
    let all: Vec<_> = [most.map(|own| words(own, "gains")), least.map(|own| words(own, "loses"))]
        .into_iter()
        .flatten()
        .collect();
    match all.is_empty() {
        true => "No rank changed.".into(),
        false => all.join(" "),
    }
}
