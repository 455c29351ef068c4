//! From one score to another, pillar by pillar: from the mean to a hub, or from one hub to another.

use crate::draw::frame::{Area, Frame};
use crate::draw::measure;
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::model::Link;
use crate::study::Outcome;
use crate::why::{Explanation, Versus};

use super::axis::Axis;
use super::pillars::pillars;
use super::words;

/// Least and greatest height of a row in px.
const LEAST_PITCH: f64 = 48.0;
const MOST_PITCH: f64 = 104.0;
/// What the axis takes below the rows, in px.
const AXIS: f64 = 56.0;
/// What labels may take at most, in px, and what is free behind them.
const MOST_LABEL: f64 = 520.0;
const TO_CHART: f64 = 28.0;
/// Font size of the line below a label in px, and what numbers beside bars take at either end.
const DETAIL: f64 = 15.0;
const NUMBER: f64 = 92.0;

/// One step.
struct Step {
    label: String,
    /// What is in it, below the label.
    detail: String,
    colour: Colour,
    /// On the scale on which parts add up.
    part: f64,
}

/// From one score to another.
struct Fall {
    link: Link,
    /// Who stands at the beginning, and where, on the scale on which parts add up.
    from: (String, f64),
    /// Who stands at the end.
    to: String,
    steps: Vec<Step>,
}

/// From the mean of the ranked hubs to one hub's score, pillar by pillar; none where nothing adds up to the score.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let scene = hubrank::draw::chart::waterfall(&outcome, &outcome.explain("chengdu")?);
/// assert!(scene.is_some_and(|scene| scene.alt.starts_with("Chengdu")));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn waterfall(outcome: &Outcome, own: &Explanation) -> Option<Scene> {
    let against = own.against.as_ref()?;
    let hub = &outcome.dataset().hubs[own.hub];
    let rank = own.rank.map_or(String::new(), words::rank);
    let fall = Fall {
        link: against.link,
        from: (mean_of(against.link).into(), against.mean),
        to: hub.label(),
        steps: steps(outcome, against.link, &against.pillars, &against.indicators),
    };
    let frame = Frame {
        title: format!(
            "{}, {rank} of {} for {}: what lifts it and what holds it back",
            hub.label(),
            own.of,
            outcome.profile.name
        ),
        subtitle: subtitle("From the average hub to this one", outcome, fall.link),
        footer: words::provenance(std::slice::from_ref(outcome)),
        legend: Vec::new(),
    };
    let alt = fall.alternative(&hub.name, "the average hub");
    Some(fall.scene(outcome, &frame, alt))
}

/// From one hub's score to another's, pillar by pillar; none where nothing adds up to the score.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("founder")?)?;
/// let scene = outcome.versus(0, 1).and_then(|own| hubrank::draw::chart::gap_waterfall(&outcome, &own));
/// assert!(scene.is_some());
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn gap_waterfall(outcome: &Outcome, own: &Versus) -> Option<Scene> {
    let split = own.split.as_ref()?;
    let [a, b] = [own.a, own.b].map(|hub| &outcome.dataset().hubs[hub]);
    let fall = Fall {
        link: split.link,
        from: (b.label(), split.link.sum(outcome.scores.total(own.b)?)),
        to: a.label(),
        steps: steps(outcome, split.link, &split.pillars, &split.indicators),
    };
    let frame = Frame {
        title: format!("What sets {} apart from {} for {}", a.name, b.name, outcome.profile.name),
        subtitle: subtitle(&format!("From {} to {}", b.name, a.name), outcome, fall.link),
        footer: words::provenance(std::slice::from_ref(outcome)),
        legend: Vec::new(),
    };
    let alt = fall.alternative(&a.name, &b.name);
    Some(fall.scene(outcome, &frame, alt))
}

/// Which mean of the ranked hubs it is.
fn mean_of(link: Link) -> &'static str {
    match link {
        Link::Identity => "Mean of the ranked hubs",
        Link::Exp => "Geometric mean of the hubs",
        Link::Power(_) => "Power mean of the hubs",
    }
}

fn subtitle(what: &str, outcome: &Outcome, link: Link) -> String {
    let how = match link {
        Link::Identity => "the parts sum to the difference",
        Link::Exp => "the parts multiply to the ratio of the scores",
        Link::Power(_) => "each part in the order drawn",
    };
    let scale = words::on_scale("score", outcome);
    format!("{what}, pillar by pillar: {how}; {scale}; {}", words::data(outcome))
}

/// The pillars' parts, what lifts first; pillars beyond those that have a colour stand in one step.
fn steps(
    outcome: &Outcome,
    link: Link,
    parts: &[(usize, f64)],
    indicators: &[(usize, f64)],
) -> Vec<Step> {
    let shown = pillars(outcome);
    let decimals = words::decimals(parts.iter().map(|part| part.1));
    let mut steps = Vec::new();
    let mut rest = 0.0;
    for &(node, part) in parts {
        match shown.iter().find(|pillar| pillar.node == node) {
            Some(pillar) => steps.push(Step {
                label: pillar.name.clone(),
                detail: detail(outcome, link, (node, part), indicators, decimals),
                colour: pillar.colour,
                part,
            }),
            None => rest += part,
        }
    }
    steps.sort_by(|a, b| b.part.total_cmp(&a.part));
    if rest != 0.0 {
        steps.push(Step {
            label: "Other pillars".into(),
            detail: String::new(),
            colour: theme::GREY,
            part: rest,
        });
    }
    steps
}

/// The two indicators that do most of a pillar's part: "Rent for housing +2.1, Average wage +1.9".
fn detail(
    outcome: &Outcome,
    link: Link,
    (node, part): (usize, f64),
    indicators: &[(usize, f64)],
    decimals: usize,
) -> String {
    let frame = &outcome.observed.frame;
    if frame.tree.nodes()[node].indicator.is_some() {
        return String::new();
    }
    let inside = frame.tree.leaves_below(node);
    let sign = part.signum();
    let mut own: Vec<_> =
        indicators.iter().filter(|(j, part)| inside.contains(j) && sign * part > 0.0).collect();
    own.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let words = |(j, part): &&(usize, f64)| {
        let part = in_words(link, *part, *part, decimals);
        format!("{} {part}", frame.indicators[*j].name)
    };
    let both: Vec<_> = own.iter().take(2).map(words).collect();
    let fits = measure::width(&both.join(", "), DETAIL, Weight::Regular) <= MOST_LABEL;
    both[..both.len().min(if fits { 2 } else { 1 })].join(", ")
}

/// A part as it is written beside its bar; `step` is what it does to the score in the order drawn.
fn in_words(link: Link, part: f64, step: f64, decimals: usize) -> String {
    let signed = |x: f64| {
        let written = theme::fixed(x, decimals);
        match x > 0.0 && written.contains(|c: char| ('1'..='9').contains(&c)) {
            true => format!("+{written}"),
            false => written,
        }
    };
    match link {
        Link::Identity => signed(part),
        Link::Exp => format!("×{}", theme::fixed(part.exp(), 2)),
        Link::Power(_) => signed(step),
    }
}

impl Fall {
    fn decimals(&self) -> usize {
        words::decimals(self.steps.iter().map(|step| step.part))
    }

    /// The scores before and after each step: one more than there are steps.
    fn scores(&self) -> Vec<f64> {
        let mut sum = self.from.1;
        let mut scores = vec![self.link.score(sum)];
        for step in &self.steps {
            sum += step.part;
            scores.push(self.link.score(sum));
        }
        scores
    }

    fn alternative(&self, hub: &str, other: &str) -> String {
        let scores = self.scores();
        let ends = (scores[0], scores[self.steps.len()]);
        let words = match ends.1 >= ends.0 {
            true => "above",
            false => "below",
        };
        let gap = theme::number((ends.1 - ends.0).abs());
        let of = |step: Option<&Step>| match step {
            Some(step) => format!(
                "{} ({})",
                step.label,
                in_words(self.link, step.part, step.part, self.decimals())
            ),
            None => "nothing".into(),
        };
        let lifts = of(self.steps.iter().find(|step| step.part > 0.0));
        let drags = of(self.steps.iter().rev().find(|step| step.part < 0.0));
        format!(
            "{hub} is {gap} {words} {other}. It gains most through {lifts} and loses most through {drags}."
        )
    }

    fn scene(&self, outcome: &Outcome, frame: &Frame, alt: String) -> Scene {
        let rows = self.steps.len() + 2;
        let heights = [LEAST_PITCH, MOST_PITCH].map(|pitch| rows as f64 * pitch + AXIS);
        let (mut scene, area) = frame.scene_within(alt, heights.into());
        words::note_origin(&mut scene, std::slice::from_ref(outcome));
        let pitch = ((area.height - AXIS) / rows as f64).clamp(LEAST_PITCH, MOST_PITCH);
        let left = area.left + self.label_room() + TO_CHART;
        let rows_area =
            Area { left, top: area.top, width: area.right() - left, height: rows as f64 * pitch };
        let scores = self.scores();
        let axis = Axis::round(scores.iter().copied(), 6);
        let axis = axis.onto(rows_area.left + NUMBER, rows_area.right() - NUMBER);
        grid(&mut scene, &rows_area, axis);
        self.draw(&mut scene, &rows_area, axis, pitch, &scores);
        scene
    }

    fn label_room(&self) -> f64 {
        let labels = self.steps.iter().map(|step| step.label.as_str());
        let labels = labels.chain([self.from.0.as_str(), self.to.as_str()]);
        let details = self.steps.iter().map(|step| step.detail.as_str());
        let labels = measure::widest(labels, theme::LABEL, Weight::SemiBold);
        let details = measure::widest(details, DETAIL, Weight::Regular);
        labels.max(details).min(MOST_LABEL)
    }

    fn draw(&self, scene: &mut Scene, area: &Area, axis: Axis, pitch: f64, scores: &[f64]) {
        let middle = |row: usize| area.top + (row as f64 + 0.5) * pitch;
        for (row, &score) in scores.iter().enumerate() {
            // Where one row ends the next begins.
            let (x, from) = (axis.at(score), middle(row));
            let line = Line::new([(x, from), (x, middle(row + 1))]);
            scene.add(line.colour(theme::FAINT).width(1.5));
        }
        let decimals = words::decimals([scores[0], scores[scores.len() - 1]]);
        let end =
            |row: usize, score: f64| (axis.at(score), middle(row), theme::fixed(score, decimals));
        let names = [self.from.0.as_str(), self.to.as_str()];
        let names = measure::fit_apart(names, MOST_LABEL, theme::LABEL, Weight::SemiBold);
        draw_end(scene, area, &names[0], end(0, scores[0]));
        for (at, step) in self.steps.iter().enumerate() {
            step.draw(
                scene,
                area,
                (axis.at(scores[at]), axis.at(scores[at + 1])),
                middle(at + 1),
                pitch,
            );
            let change = scores[at + 1] - scores[at];
            let words = in_words(self.link, step.part, change, self.decimals());
            let (x, y) = (axis.at(scores[at + 1]), middle(at + 1));
            let words = match step.part >= 0.0 {
                true => Text::new(x.max(axis.at(scores[at])) + 12.0, y, words),
                false => Text::new(x.min(axis.at(scores[at])) - 12.0, y, words).end(),
            };
            scene.add(words.size(theme::SMALL));
        }
        let last = self.steps.len();
        draw_end(scene, area, &names[1], end(last + 1, scores[last]));
    }
}

/// Who stands at an end, with a dot at the score.
fn draw_end(scene: &mut Scene, area: &Area, label: &str, (x, y, score): (f64, f64, String)) {
    let right = area.left - TO_CHART;
    scene.add(Text::new(right, y, label).end().size(theme::LABEL).bold());
    scene.add(Circle::new(x, y, 8.0).fill(theme::INK));
    let number = Text::new(x + 18.0, y, score);
    scene.add(number.size(theme::LABEL).bold());
}

impl Step {
    fn draw(&self, scene: &mut Scene, area: &Area, (from, to): (f64, f64), y: f64, pitch: f64) {
        let right = area.left - TO_CHART;
        let up = if self.detail.is_empty() { 0.0 } else { 11.0 };
        let label = measure::fit(&self.label, MOST_LABEL, theme::LABEL, Weight::Regular);
        scene.add(Text::new(right, y - up, label).end().size(theme::LABEL));
        if up > 0.0 {
            let detail = measure::fit(&self.detail, MOST_LABEL, DETAIL, Weight::Regular);
            let detail = Text::new(right, y + 13.0, detail).end().size(DETAIL);
            scene.add(detail.colour(theme::GREY));
        }
        let height = (pitch * 0.5).min(40.0);
        let wide = (to - from).abs().max(1.5);
        let bar = Rect::new(from.min(to), y - height / 2.0, wide, height);
        scene.add(bar.fill(self.colour));
    }
}

/// Faint lines at round scores and their numbers below.
fn grid(scene: &mut Scene, area: &Area, axis: Axis) {
    for (number, label) in axis.ticks(6) {
        let x = axis.at(number);
        let line = Line::new([(x, area.top), (x, area.bottom())]);
        scene.add(line.colour(theme::GRID).width(1.0));
        let label = Text::new(x, area.bottom() + 20.0, label).middle();
        scene.add(label.size(theme::SMALL).colour(theme::GREY));
    }
}
