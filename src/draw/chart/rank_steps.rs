//! Ranks as one weight goes from 0 to 100 %: a stepped line a hub.

use crate::draw::frame::{Area, Frame, Key, Swatch};
use crate::draw::measure;
use crate::draw::scene::{Circle, Colour, Line, Rect, Scene, Text, Weight};
use crate::draw::theme;
use crate::study::Outcome;
use crate::why::{How, OneWeight, Sensitivity};

use super::axis::Axis;
use super::stability::how;
use super::words;

/// Coloured hubs at most, hubs that are named at their lines' ends, and lines drawn at most.
const COLOURED: usize = 7;
const NAMED: usize = 60;
const MOST: usize = 120;
/// The height of a rank in px.
const LEAST_PITCH: f64 = 26.0;
/// What names may take at most, in px, and their size.
const MOST_NAME: f64 = 250.0;
const SIZE: f64 = 17.0;
/// Above the lines for two rows of weights, below them for the axis, in px.
const ABOVE: f64 = 64.0;
const BELOW: f64 = 62.0;
/// Half the width of a step's flank, as a weight.
const FLANK: f64 = 0.003;
/// The colour of the other hubs.
const OTHERS: Colour = Colour(0xd5, 0xd9, 0xdf);

/// The rank of every hub as one weight goes from 0 to 100 %, the others in proportion.
///
/// Hubs that ever lead and the first of the profile are coloured; where the first place changes hands stands the
/// weight.
///
/// ```
/// use hubrank::why::{Questions, Sensitivity};
/// let hubs = hubrank::Dataset::built_in()?;
/// let outcome = hubs.ranked_for(&hubrank::Profile::built_in("investor")?)?;
/// let questions = Questions { node: Some("talent".into()), ..Questions::default() };
/// let found = Sensitivity::of(&outcome, &questions)?;
/// let scene = hubrank::draw::chart::rank_steps(&found, &outcome).expect("one weight");
/// assert!(scene.alt.contains("Talent"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[must_use]
pub fn rank_steps(own: &Sensitivity, outcome: &Outcome) -> Option<Scene> {
    let one = own.weights.first()?;
    let lines = lines(one, outcome, own.questions.top);
    let frame = furniture(one, outcome, &lines);
    let least = lines.len().min(MOST) as f64 * LEAST_PITCH + ABOVE + BELOW;
    let (mut scene, area) = frame.scene(alternative(one, outcome), least);
    words::note_origin(&mut scene, std::slice::from_ref(outcome));
    let shown = |own: &&LineOf| lines.len() <= NAMED || own.colour.is_some();
    let named: Vec<_> = lines.iter().filter(shown).collect();
    let labels = named.iter().map(|own| own.name.as_str());
    let wide = measure::widest(labels, SIZE, Weight::SemiBold) + 46.0;
    let plot = Plot::of(&area.inset(wide, ABOVE, wide, BELOW), &lines);
    plot.grid(&mut scene);
    plot.own_weight(&mut scene, one);
    for own in lines.iter().rev() {
        plot.line(&mut scene, own);
    }
    plot.changes(&mut scene, one);
    for is_left in [true, false] {
        plot.names(&mut scene, &named, is_left);
    }
    Some(scene)
}

/// One hub's line.
struct LineOf {
    name: String,
    colour: Option<Colour>,
    /// Weights and the rank between them.
    steps: Vec<(f64, f64, f64)>,
}

/// The coloured hubs first, then the others in order of rank.
fn lines(one: &OneWeight, outcome: &Outcome, top: usize) -> Vec<LineOf> {
    let mut coloured: Vec<usize> = Vec::new();
    let leaders = one.leaders.iter().map(|own| own.hub);
    for hub in leaders.chain(outcome.ranking.order().take(top)) {
        if coloured.len() < COLOURED && !coloured.contains(&hub) {
            coloured.push(hub);
        }
    }
    let place = |hub: usize| outcome.ranking.order().position(|other| other == hub);
    coloured.sort_by_key(|&hub| place(hub).unwrap_or(usize::MAX));
    let ranked = outcome.ranking.order().take(MOST);
    let beyond = one.steps.iter().map(|own| own.0).filter(|&hub| place(hub).is_none());
    let others = ranked.chain(beyond).filter(|hub| !coloured.contains(hub));
    let all: Vec<_> = coloured.iter().copied().chain(others).collect();
    let names: Vec<_> = all.iter().map(|&hub| outcome.dataset().hubs[hub].label()).collect();
    let names = names.iter().map(String::as_str);
    let names = measure::fit_apart(names, MOST_NAME, SIZE, Weight::SemiBold);
    let line = |(index, (hub, name)): (usize, (usize, String))| {
        let steps = one.steps_of(hub).iter();
        LineOf {
            name,
            colour: (index < coloured.len()).then(|| colour(index)),
            steps: steps.map(|own| (own.from, own.to, own.rank as f64)).collect(),
        }
    };
    all.into_iter().zip(names).enumerate().map(line).collect()
}

/// The palette in an order in which neighbours differ; ink for its grey, which the other hubs have.
fn colour(index: usize) -> Colour {
    let order = [0, 4, 2, 5, 3, 1];
    order.get(index).map_or(theme::INK, |&at| theme::PALETTE[at])
}

/// Weights to the right, ranks down.
struct Plot {
    x: Axis,
    y: Axis,
    last: f64,
}

impl Plot {
    fn of(area: &Area, lines: &[LineOf]) -> Self {
        let steps = lines.iter().flat_map(|own| &own.steps);
        let last = steps.map(|step| step.2).fold(2.0, f64::max);
        Self {
            x: Axis { from: (0.0, 1.0), to: (area.left, area.right()) },
            y: Axis { from: (1.0, last), to: (area.top + 10.0, area.bottom()) },
            last,
        }
    }

    fn grid(&self, scene: &mut Scene) {
        let bottom = self.y.to.1;
        for step in 0..=5 {
            let share = f64::from(step) / 5.0;
            let x = self.x.at(share);
            let line = Line::new([(x, self.y.to.0 - 10.0), (x, bottom + 10.0)]);
            scene.add(line.colour(theme::GRID).width(1.0));
            let label = Text::new(x, bottom + 28.0, words::percent(share)).middle();
            scene.add(label.size(theme::SMALL).colour(theme::GREY));
        }
        let middle = f64::midpoint(self.x.to.0, self.x.to.1);
        let words = Text::new(middle, bottom + 54.0, "weight").middle();
        scene.add(words.size(theme::SMALL).colour(theme::GREY));
    }

    fn own_weight(&self, scene: &mut Scene, one: &OneWeight) {
        let x = self.x.at(one.weight);
        let line = Line::new([(x, self.y.to.0 - 48.0), (x, self.y.to.1 + 10.0)]);
        scene.add(line.colour(theme::GREY).width(1.5).dashed());
        let words = format!("now {}", words::percent(one.weight));
        let half = measure::width(&words, 16.0, Weight::Regular) / 2.0;
        let x = x.clamp(self.x.to.0 - 40.0 + half, self.x.to.1 + 40.0 - half);
        let words = Text::new(x, self.y.to.0 - 60.0, words).middle();
        scene.add(words.size(16.0).colour(theme::GREY));
    }

    fn line(&self, scene: &mut Scene, own: &LineOf) {
        let (colour, width) = match own.colour {
            Some(colour) => (colour, 3.0),
            None => (OTHERS, 1.6),
        };
        let mut run: Vec<(f64, f64)> = Vec::new();
        let mut before: Option<f64> = None;
        for &(from, to, rank) in &own.steps {
            if before.is_none_or(|end| (end - from).abs() > 1e-12) {
                // Not ranked in between: a new line.
                self.add(scene, &mut run, colour, width);
            }
            // A flank never reaches beyond the middle of its step.
            let flank = FLANK.min((to - from) / 2.0);
            let is_first = run.is_empty();
            let start = if is_first { from } else { from + flank };
            let end = if to >= 1.0 { to } else { to - flank };
            let y = self.y.at(rank);
            run.push((self.x.at(start), y));
            run.push((self.x.at(end.max(start)), y));
            before = Some(to);
        }
        self.add(scene, &mut run, colour, width);
    }

    fn add(&self, scene: &mut Scene, run: &mut Vec<(f64, f64)>, colour: Colour, width: f64) {
        if run.len() > 1 {
            let line = Line::new(std::mem::take(run));
            scene.add(line.colour(colour).width(width));
        }
        run.clear();
    }

    /// A dot and the weight where the first place changes hands.
    fn changes(&self, scene: &mut Scene, one: &OneWeight) {
        let y = self.y.at(1.0);
        let changes = one.leaders.windows(2).map(|pair| pair[1].from);
        let mut free = self.x.to.0 - 40.0;
        for at in changes {
            let x = self.x.at(at);
            let dot = Circle::new(x, y, 6.5).fill(theme::INK);
            scene.add(dot.stroke(theme::WHITE, 2.0));
            let words = weight_words(at, (one.weight, one.how));
            let half = measure::width(&words, 16.0, Weight::SemiBold) / 2.0 + 4.0;
            // Where there is no room beside another the words of the subtitle have the weight.
            if x - half >= free {
                let ground = Rect::new(x - half, y - 36.0, 2.0 * half, 18.0);
                scene.add(ground.fill(theme::WHITE).opacity(0.85));
                scene.add(Text::new(x, y - 27.0, words).middle().size(16.0).bold());
                free = x + half;
            }
        }
    }

    /// Rank and name where a line begins or ends, for those that are ranked there.
    fn names(&self, scene: &mut Scene, named: &[&LineOf], is_left: bool) {
        let ends = named.iter().filter_map(|own| Some((own, own.end(is_left)?)));
        let ends: Vec<_> = ends.collect();
        let mut places: Vec<_> = ends.iter().map(|(_, rank)| self.y.at(*rank)).collect();
        let gap = ((self.y.to.1 - self.y.to.0) / (self.last - 1.0)).clamp(18.0, 24.0);
        measure::spread(&mut places, gap, self.y.to.0, self.y.to.1);
        let (x, sign) = match is_left {
            true => (self.x.to.0, -1.0),
            false => (self.x.to.1, 1.0),
        };
        for ((own, rank), y) in ends.into_iter().zip(places) {
            let colour = own.colour.unwrap_or(theme::FAINT);
            let line = Line::new([(x, self.y.at(rank)), (x + sign * 12.0, y)]);
            scene.add(line.colour(colour).width(1.2));
            let number = Text::new(x + sign * 26.0, y, words::rank(rank)).middle();
            scene.add(number.size(SIZE).colour(theme::GREY));
            let words = Text::new(x + sign * 42.0, y, &own.name).size(SIZE);
            let words = if is_left { words.end() } else { words };
            scene.add(match own.colour {
                Some(colour) => words.bold().colour(theme::mix(colour, theme::INK, 0.3)),
                None => words.colour(theme::GREY),
            });
        }
    }
}

impl LineOf {
    /// The rank at weight 0 or 1, if it has one there.
    fn end(&self, is_left: bool) -> Option<f64> {
        let (step, is_there) = match is_left {
            true => self.steps.first().map(|step| (step, step.0 <= 0.0))?,
            false => self.steps.last().map(|step| (step, step.1 >= 1.0))?,
        };
        is_there.then_some(step.2)
    }
}

/// At most one decimal; "≈" where it was not found exactly, "just under" where it would read as the stated weight.
fn weight_words(at: f64, (stated, how): (f64, How)) -> String {
    let tenths = |weight: f64| (1000.0 * weight).round() / 10.0;
    let percent = tenths(at);
    let side = match percent == tenths(stated) {
        true if at < stated => "just under ",
        true if at > stated => "just over ",
        _ if how != How::Exact => "≈ ",
        _ => "",
    };
    let decimals = usize::from(percent.fract() != 0.0);
    format!("{side}{}\u{a0}%", theme::fixed(percent, decimals))
}

fn furniture(one: &OneWeight, outcome: &Outcome, lines: &[LineOf]) -> Frame {
    let tree = &outcome.observed.frame.tree;
    let node = &tree.nodes()[one.node];
    let whole = match node.parent {
        crate::model::INDEX => "weight".to_owned(),
        parent => format!("share of {}", tree.nodes()[parent].name),
    };
    let more = match lines.iter().filter(|own| own.colour.is_none()).count() {
        others if lines.len() > NAMED => format!("; {others} hubs are not named"),
        _ => String::new(),
    };
    Frame {
        title: format!("{} from 0 to 100\u{a0}%: {}", node.name, words::title(outcome)),
        subtitle: format!(
            "Ranks as its {whole} changes and its siblings’ keep their proportions ({}); {}; {}{more}",
            how(std::slice::from_ref(one)),
            sentence(one, outcome),
            words::data(outcome)
        ),
        footer: words::footer(outcome),
        legend: legend(lines),
    }
}

fn legend(lines: &[LineOf]) -> Vec<Key> {
    let is_broken = |own: &LineOf| own.end(true).is_none() || own.end(false).is_none();
    let others = match lines.iter().any(is_broken) {
        true => "other hubs; a line ends where the values are too few for a rank",
        false => "other hubs",
    };
    vec![
        Key::new(Swatch::Dashes(theme::GREY), "weight in the profile"),
        Key::new(Swatch::Dot(theme::INK), "the first place changes hands"),
        Key::new(Swatch::Line(OTHERS), others),
    ]
}

/// "Beijing leads up to 62 %, then Shenzhen"
fn sentence(one: &OneWeight, outcome: &Outcome) -> String {
    let last = one.leaders.len().saturating_sub(1);
    let words = one.leaders.iter().enumerate().map(|(at, own)| {
        let name = &outcome.dataset().hubs[own.hub].name;
        let to = weight_words(own.to, (one.weight, one.how));
        match (at == 0, at == last) {
            (true, true) => format!("{name} leads at every weight"),
            (true, false) => format!("{name} leads up to {to}"),
            (false, true) => format!("then {name}"),
            (false, false) => format!("{name} up to {to}"),
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

fn alternative(one: &OneWeight, outcome: &Outcome) -> String {
    let name = &outcome.observed.frame.tree.nodes()[one.node].name;
    format!("{} Weight of {name}: {}.", words::finding(outcome), sentence(one, outcome))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_say_how_sure_they_are() {
        let exact = (0.2, How::Exact);
        assert_eq!(weight_words(0.3456, exact), "34.6\u{a0}%");
        assert_eq!(weight_words(0.2001, exact), "just over 20\u{a0}%");
        let sampled = (0.2, How::Sampled(201));
        assert_eq!(weight_words(0.3, sampled), "≈ 30\u{a0}%");
    }

    #[test]
    fn neighbours_have_different_colours() {
        let all: Vec<_> = (0..COLOURED).map(colour).collect();
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one));
        }
    }
}
