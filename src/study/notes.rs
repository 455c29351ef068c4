//! What a reader of a ranking should know: found by looking at every stage, not written by hand.

mod method;
mod weighing;

use std::fmt;

use crate::model::{Cell, Status};
use crate::stage::treat::Change;

use super::Outcome;
pub use weighing::from_the_data;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Values that are not there.
    Gaps,
    /// Values that were filled in.
    Imputed,
    /// Values that are kept and not scored.
    Disputed,
    /// Indicators that can not tell hubs apart.
    Dropped,
    /// Columns that were treated before scaling.
    Treated,
    /// Values put on a goalpost.
    Clipped,
    /// How weights came about, and that some are no preference.
    Weights,
    /// What the way scores come about leaves aside, and what it found beside them.
    Method,
    /// Values of several years in one ranking.
    Years,
    /// Totals that reward size.
    Size,
    /// Deal-breakers that a gap could not be held against.
    Limits,
    /// How far the sources can be trusted.
    Sources,
    /// What this perspective would ask for and the data lack.
    Lacking,
    /// How far the ranks can be trusted.
    Trust,
}

/// One thing that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub topic: Topic,
    /// One sentence or two.
    pub text: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// All notes of a ranking, by topic.
pub(super) fn notes(outcome: &Outcome) -> Vec<Note> {
    let texts = [
        (Topic::Gaps, cells(outcome, Cell::Gap, "no value of")),
        (Topic::Imputed, cells(outcome, Cell::Imputed, "an imputed value of")),
        (Topic::Imputed, rests_on_imputed(outcome).into_iter().collect()),
        (Topic::Disputed, disputed(outcome)),
        (Topic::Dropped, dropped(outcome)),
        (Topic::Treated, treated(outcome)),
        (Topic::Clipped, clipped(outcome)),
        (Topic::Weights, weighing::weighing(outcome)),
        (Topic::Method, method::method(outcome)),
        (Topic::Years, years(outcome)),
        (Topic::Size, size(outcome)),
        (Topic::Limits, limits(outcome)),
        (Topic::Sources, sources(outcome)),
        (Topic::Lacking, lacking(outcome)),
    ];
    let note = |(topic, texts): (Topic, Vec<String>)| {
        texts.into_iter().map(move |text| Note { topic, text })
    };
    texts.into_iter().flat_map(note).collect()
}

/// The indicators that count, by position.
fn scored(outcome: &Outcome) -> Vec<usize> {
    let frame = &outcome.observed.frame;
    (0..frame.indicators.len())
        .filter(|&j| outcome.weights.effective[frame.tree.leaf(j)] > 0.0)
        .collect()
}

/// "A, B and C"; beyond `most` the rest is counted.
#[must_use]
pub(crate) fn listed(names: &[&str], most: usize) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] if names.len() <= most => format!("{} and {last}", all.join(", ")),
        _ => format!("{} and {} more", names[..most].join(", "), names.len() - most),
    }
}

fn cells(outcome: &Outcome, kind: Cell, words: &str) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let mut texts = Vec::new();
    for j in scored(outcome) {
        if outcome.filled.columns[j].as_observed().is_some() {
            continue;
        }
        let hubs = peers(outcome, |i| outcome.filled.columns[j].cell(i) == kind);
        if !hubs.is_empty() {
            texts.push(format!("{} {words} {}.", has(&hubs, 4), frame.indicators[j].name));
        }
    }
    texts
}

/// How much of which scores rests on imputed values, most first; none where nothing was imputed.
#[must_use]
pub fn rests_on_imputed(outcome: &Outcome) -> Option<String> {
    let share = |&i: &usize| (outcome.scores.imputed[i], i);
    let shares = outcome.scores.ranked.iter().map(share);
    let mut shares: Vec<_> = shares.filter(|(share, _)| *share > 0.0).collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let words = |&(share, i): &(f64, usize)| {
        let percent = (100.0 * share).round().max(1.0);
        format!("{percent} % of the score of {}", outcome.dataset().hubs[i].name)
    };
    let words: Vec<_> = shares.iter().map(words).collect();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    match shares.len() {
        0 => None,
        1 => Some(format!("{} rests on imputed values.", words[0])),
        _ => Some(format!("{} rest on imputed values.", listed(&words, 4))),
    }
}

/// "X has" or "X and Y have".
fn has(names: &[&str], most: usize) -> String {
    format!("{} {}", listed(names, most), if names.len() == 1 { "has" } else { "have" })
}

fn disputed(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let mut texts = Vec::new();
    for j in scored(outcome) {
        if outcome.observed.columns[j].as_observed().is_some() {
            continue;
        }
        for &i in &frame.peers {
            if outcome.observed.columns[j].cell(i) == Cell::Disputed {
                let hub = &frame.dataset.hubs[i].name;
                texts.push(format!(
                    "{} of {hub} is disputed: kept, not scored.",
                    frame.indicators[j].name
                ));
            }
        }
    }
    texts
}

fn dropped(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let without_scale =
        (0..frame.indicators.len()).filter(|&j| outcome.normalised.stage.scales[j].is_none());
    let text = |j: usize| {
        format!(
            "{} is left out: it can not tell the hubs apart, so its weight goes to its siblings.",
            frame.indicators[j].name
        )
    };
    without_scale.map(text).collect()
}

fn treated(outcome: &Outcome) -> Vec<String> {
    let mut texts = Vec::new();
    for j in scored(outcome) {
        let name = &outcome.observed.frame.indicators[j].name;
        match &outcome.treated.stage.changes[j] {
            Change::None => {}
            Change::Log { .. } | Change::MirroredLog { .. } => {
                texts.push(format!("{name} is scored on a logarithmic scale."));
            }
            Change::Winsorised(_) => texts.extend(pulled_in(outcome, j)),
        }
    }
    texts
}

/// Which cells winsorising changed, from what to what.
fn pulled_in(outcome: &Outcome, j: usize) -> Option<String> {
    let frame = &outcome.observed.frame;
    let moved: Vec<_> = frame
        .peers
        .iter()
        .filter_map(|&i| {
            let (from, to) =
                (outcome.filled.columns[j].get(i)?, outcome.treated.columns[j].get(i)?);
            (from != to).then(|| format!("{} from {from} to {to}", frame.dataset.hubs[i].name))
        })
        .collect();
    let unit = &frame.indicators[j].scored_unit;
    let moved: Vec<_> = moved.iter().map(String::as_str).collect();
    (!moved.is_empty()).then(|| {
        format!("{} is winsorised: {} ({unit}).", frame.indicators[j].name, listed(&moved, 6))
    })
}

/// The names of the peers of which something is true.
fn peers(outcome: &Outcome, is_so: impl Fn(usize) -> bool) -> Vec<&str> {
    let frame = &outcome.observed.frame;
    let found = frame.peers.iter().filter(|&&i| is_so(i));
    found.map(|&i| &*frame.dataset.hubs[i].name).collect()
}

fn clipped(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let mut texts = Vec::new();
    for j in scored(outcome) {
        let scale = outcome.normalised.stage.scales[j].as_ref();
        let Some(scale) = scale.filter(|scale| scale.is_clipped()) else {
            continue;
        };
        let clips = |i| outcome.treated.columns[j].get(i).is_some_and(|x| scale.clips(x));
        let hubs = peers(outcome, clips);
        if !hubs.is_empty() {
            texts.push(format!(
                "{}: {} lie beyond a goalpost and are put on it.",
                frame.indicators[j].name,
                listed(&hubs, 4)
            ));
        }
    }
    texts
}

fn years(outcome: &Outcome) -> Vec<String> {
    match (outcome.years(), outcome.main_year()) {
        (Some((first, last)), Some(main)) if first != last => {
            vec![format!(
                "Years are mixed: the values are of {first} to {last}, most of them of {main}."
            )]
        }
        _ => Vec::new(),
    }
}

fn size(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let has_denominators = frame.dataset.series.len() > frame.indicators.len();
    let is_total = |&j: &usize| {
        let indicator = &frame.indicators[j];
        let unit = indicator.unit.to_lowercase();
        let counts = ["persons", "count", "cny", "usd", "eur", "people"];
        indicator.per.is_none() && counts.iter().any(|word| unit.ends_with(word))
    };
    let totals: Vec<_> = scored(outcome).into_iter().filter(is_total).collect();
    let weight: f64 = totals.iter().map(|&j| outcome.weights.effective[frame.tree.leaf(j)]).sum();
    if totals.is_empty() || !has_denominators {
        return Vec::new();
    }
    let percent = (100.0 * weight).round();
    let count = match totals.len() {
        1 => "one indicator".to_owned(),
        many => format!("{many} indicators"),
    };
    vec![format!(
        "{percent} % of the weight is on totals ({count}), which reward the size of a hub."
    )]
}

fn limits(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let mut texts = Vec::new();
    for limit in &outcome.profile.limits {
        let Some(j) = frame.indicators.iter().position(|own| own.id == limit.indicator) else {
            continue;
        };
        let hubs = peers(outcome, |i| outcome.observed.columns[j].get(i).is_none());
        if !hubs.is_empty() {
            texts.push(format!(
                "The limit on {} could not be checked for {}: no value.",
                frame.indicators[j].name,
                listed(&hubs, 4)
            ));
        }
    }
    texts
}

fn sources(outcome: &Outcome) -> Vec<String> {
    let frame = &outcome.observed.frame;
    let (mut all, mut secondary, mut soft) = (0usize, 0usize, 0usize);
    for j in scored(outcome) {
        if !frame.has_details(j) {
            all += frame.of_peers(&outcome.observed.columns[j]).len();
            continue;
        }
        for &i in &frame.peers {
            if outcome.observed.columns[j].get(i).is_none() {
                continue;
            }
            all += 1;
            let Some(detail) = frame.detail(i, j) else {
                continue;
            };
            let source = detail.source.map(|at| &frame.dataset.sources[at]);
            secondary += usize::from(source.is_some_and(|source| source.confidence == "secondary"));
            soft += usize::from(detail.status == Status::Estimated);
        }
    }
    let percent = |part: usize| (100.0 * part as f64 / all.max(1) as f64).round();
    let mut texts = Vec::new();
    if secondary > 0 {
        texts.push(format!(
            "{} % of the values are secondary: read from compilations, not from their publisher.",
            percent(secondary)
        ));
    }
    if soft > 0 {
        texts.push(format!("{} % of the values are estimates.", percent(soft)));
    }
    texts
}

fn lacking(outcome: &Outcome) -> Vec<String> {
    let dataset = outcome.dataset();
    let is_absent = |id: &str| dataset.column(id).is_none() && dataset.tree.node(id).is_none();
    let wants = outcome.profile.wants.iter().filter(|(id, _)| is_absent(id));
    let words: Vec<_> = wants.map(|(_, words)| words.as_str()).collect();
    match words.is_empty() {
        true => Vec::new(),
        false => vec![format!(
            "The data lack what this perspective would ask for: {}.",
            words.join("; ")
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(listed(&["A"], 3), "A");
        assert_eq!(listed(&["A", "B", "C"], 3), "A, B and C");
        assert_eq!(listed(&["A", "B", "C", "D"], 2), "A, B and 2 more");
    }
}
