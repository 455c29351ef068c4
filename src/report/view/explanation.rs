//! One hub's way from its values to its rank, as a page and as rows for machines.

use crate::model::{Cell, Status};
use crate::study::{Outcome, Trusted};
use crate::why::{Explanation, PillarLine, ValueLine};

use super::super::number;
use super::super::page::{Field, Head, Page, Part, Sheet};
use super::sentences::{disputed, drivers_and_drags, standouts};
use super::{BENCHMARK, no_preference, part_in_words, reasons, title, with_unit};

/// An explanation for a person: the pillars, then each value from its source to what it adds.
#[must_use]
pub fn explanation<'a>(own: &'a Explanation, outcome: &'a Outcome) -> Page<'a> {
    let tree = &outcome.observed.frame.tree;
    let mut cited = Vec::new();
    let mut parts = vec![Part::Sheet(pillar_sheet(own, outcome))];
    for (heading, all) in
        [("Strengths", &own.standouts.strengths), ("Weaknesses", &own.standouts.weaknesses)]
    {
        parts.push(Part::List {
            heading: format!("{heading} (after the rule of the Global Innovation Index)"),
            items: standouts(all, outcome),
        });
    }
    for pillar in &own.pillars {
        let node = &tree.nodes()[pillar.node];
        let values = own.values.iter().filter(|line| line.pillar == pillar.node);
        parts.push(Part::Steps {
            heading: format!("{}, {} of the whole", node.name, number::weight(pillar.weight)),
            entries: values.map(|line| entry(line, outcome, &mut cited)).collect(),
        });
    }
    parts.push(Part::List { heading: "Sources".into(), items: sources(&cited, outcome) });
    Page { title: title(&headline(own, outcome), outcome), lead: lead(own, outcome), parts }
}

/// "Chengdu 成都 · 6 of 17 for founder".
pub(in crate::report) fn headline(own: &Explanation, outcome: &Outcome) -> String {
    let hub = outcome.dataset().hubs[own.hub].label();
    let name = &outcome.profile.name;
    match own.rank {
        Some(rank) => format!("{hub} · rank {} of {} for {name}", number::rank(rank), own.of),
        None => format!("{hub} · not ranked for {name}"),
    }
}

/// Why the hub has no rank, in words; empty where it has one.
pub(in crate::report) fn why_not(own: &Explanation, outcome: &Outcome) -> Vec<String> {
    match own.rank.is_none() && own.reasons.is_empty() {
        true => vec![BENCHMARK.into()],
        false => reasons(outcome, &own.reasons),
    }
}

fn lead(own: &Explanation, outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    // A score that rests on next to nothing is not for comparing.
    let has_enough = own.coverage >= outcome.observed.frame.entry.floor - 1e-12;
    if let Some(score) = own.score.filter(|_| own.rank.is_some() || has_enough) {
        let score = number::significant(score, 3);
        lines.push(match outcome.scores.is_additive {
            true => format!("Score {score}: the sum of what the pillars add."),
            false => format!(
                "Score {score}: a mean that is not a plain sum, so parts do not add up to it."
            ),
        });
    }
    lines.extend(tier(own, outcome));
    let why = why_not(own, outcome);
    if !why.is_empty() {
        lines.push(format!("Not ranked: {}.", why.join("; ")));
    }
    if own.coverage < 1.0 - 1e-9 {
        let percent = number::percent(own.coverage);
        lines.push(format!("Values stand behind {percent} of the weight."));
    }
    if own.imputed > 0.0 {
        let percent = number::percent(own.imputed);
        let of_score = own.imputed_score.map_or(String::new(), |share| {
            format!(", and {} of the score", number::percent(share))
        });
        lines.push(format!("{percent} of the weight rests on imputed values{of_score}."));
    }
    lines.extend(no_preference(outcome));
    lines.extend(disputed(own, outcome));
    lines.extend(drivers_and_drags(own, outcome));
    lines
}

/// "Tier 3 of 6, rank 5 to 8 over weights in doubt by 5 points (the middle 90 % of 10,000 draws)."
fn tier(own: &Explanation, outcome: &Outcome) -> Option<String> {
    let (trust, trusted) = (outcome.trust.as_ref()?, own.trusted?);
    let all = trust.hubs.last().map_or(trusted.tier, |last| last.tier);
    let (low, high) = trusted.ranks;
    let ranks = match low == high {
        true => format!("rank {low}"),
        false => format!("rank {low} to {high}"),
    };
    Some(format!(
        "Tier {} of {all}, {ranks} over {} (the middle 90 % of {} draws); the hubs of one tier can not honestly be told apart.",
        trusted.tier,
        trust.doubt.words(trust.at),
        number::raw(trust.draws as f64)
    ))
}

fn pillar_sheet<'a>(own: &'a Explanation, outcome: &'a Outcome) -> Sheet<'a> {
    let tree = &outcome.observed.frame.tree;
    let is_additive = outcome.scores.is_additive;
    let mut heads = vec![
        Head::text("Pillar"),
        Head::number("Weight"),
        Head::number("Score"),
        Head::number("Mean of ranked"),
    ];
    heads.extend(is_additive.then(|| Head::number("Adds")));
    let link = own.against.as_ref().map(|own| own.link);
    heads.extend(link.map(|_| Head::number("Against the mean")));
    let row = move |line: &PillarLine| {
        let mut fields = vec![
            Field::Text(tree.nodes()[line.node].name.clone()),
            Field::Weight(line.weight),
            Field::maybe(line.score, Field::Score),
            Field::maybe(line.average, Field::Score),
        ];
        fields.extend(is_additive.then(|| Field::maybe(line.contribution, Field::Score)));
        fields.extend(link.map(|link| {
            let part = line.against_mean;
            part.map_or(Field::Absent, |part| part_in_words(link, part))
        }));
        fields
    };
    Sheet {
        heads,
        rows: Box::new(own.pillars.iter().map(row)),
        length: own.pillars.len(),
        below: Vec::new(),
    }
}

/// One indicator: its name, then what was observed, what became of it, and where it was read.
fn entry(line: &ValueLine, outcome: &Outcome, cited: &mut Vec<usize>) -> (String, Vec<String>) {
    let frame = &outcome.observed.frame;
    let indicator = &frame.indicators[line.indicator];
    let place = line.place.map_or(String::new(), |(place, of)| format!(", {place} of {of}"));
    let name = format!("{}{place}", indicator.name);
    let mut lines = vec![observed(line, outcome)];
    lines.extend(scaled(line));
    lines.extend(origin(line, cited));
    lines.extend(line.quote.as_ref().map(|quote| format!("“{quote}”")));
    lines.extend(line.note.as_ref().map(|note| format!("note: {note}")));
    (name, lines)
}

/// "86 10k persons ÷ 21,893,095 persons = 392.818 per 10,000 residents".
fn observed(line: &ValueLine, outcome: &Outcome) -> String {
    let frame = &outcome.observed.frame;
    let indicator = &frame.indicators[line.indicator];
    let Some(observation) = line.observation else {
        return match line.value {
            Some(value) => {
                format!("no value; imputed {}", with_unit(value, &indicator.scored_unit))
            }
            None => "no value: left out, its weight goes to the others".into(),
        };
    };
    let mut text = with_unit(observation, &indicator.unit);
    if let (Some(per), Some(by)) = (indicator.per, line.denominator) {
        text += &format!(" ÷ {}", with_unit(by, &frame.dataset.series[per].unit));
    }
    if let Some(value) = line.value.filter(|_| indicator.is_derived()) {
        text += &format!(" = {}", with_unit(value, &indicator.scored_unit));
    }
    match line.cell {
        Cell::Disputed => text + ": disputed, not scored",
        Cell::Imputed => text + " (imputed)",
        Cell::Gap => text + ": not scored, what it is divided by is missing",
        Cell::Observed => text,
    }
}

/// "→ 100 on the scale (0.4 → 0, 392.818 → 100), × 8.3 % adds 8.33".
fn scaled(line: &ValueLine) -> Option<String> {
    let normalised = number::significant(line.normalised?, 3);
    let scale = separated(line.scale.as_deref().unwrap_or_default());
    let weight = number::weight(line.weight);
    let adds = line
        .contribution
        .map_or(String::new(), |adds| format!(", adds {}", number::significant(adds, 3)));
    Some(format!("scaled to {normalised} ({scale}), weight {weight}{adds}"))
}

/// "2019, source 1, estimated".
fn origin(line: &ValueLine, cited: &mut Vec<usize>) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(line.year.map(|year| year.to_string()));
    if let Some(source) = line.source {
        if !cited.contains(&source) {
            cited.push(source);
        }
        let number = cited.iter().position(|&own| own == source).unwrap_or(0) + 1;
        parts.push(format!("source {number}"));
    }
    let is_plain = line.status == Status::Observed;
    parts.extend((!is_plain).then(|| line.status.word().to_owned()));
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn sources(cited: &[usize], outcome: &Outcome) -> Vec<String> {
    let line = |(at, &source): (usize, &usize)| {
        let own = &outcome.dataset().sources[source];
        let title = if own.title.is_empty() { &own.id } else { &own.title };
        let mut text = format!("{}: {title}", at + 1);
        for more in [&own.publisher, &own.confidence] {
            if !more.is_empty() {
                text += &format!(", {more}");
            }
        }
        text
    };
    cited.iter().enumerate().map(line).collect()
}

/// The columns of [`explanation_rows`], and those of them that hold words.
const COLUMNS: [&str; 24] = [
    "hub",
    "pillar",
    "indicator",
    "observation",
    "unit",
    "denominator",
    "value",
    "scored_unit",
    "cell",
    "normalised",
    "weight",
    "contribution",
    "against_mean",
    "standout",
    "place",
    "year",
    "source",
    "status",
    "quote",
    "note",
    "hub_rank",
    "hub_tier",
    "hub_rank_low",
    "hub_rank_high",
];
const WORDS: [&str; 7] = ["hub", "pillar", "indicator", "unit", "scored_unit", "cell", "standout"];

/// An explanation, every digit: one row an indicator.
#[must_use]
pub fn explanation_rows<'a>(own: &'a Explanation, outcome: &'a Outcome) -> Sheet<'a> {
    let head = |name: &str| match WORDS.contains(&name) {
        true => Head::text(name),
        false => Head::number(name),
    };
    Sheet {
        heads: COLUMNS.map(head).into(),
        rows: Box::new(own.values.iter().map(move |line| exact_row(line, own, outcome))),
        length: own.values.len(),
        below: Vec::new(),
    }
}

fn exact_row(line: &ValueLine, own: &Explanation, outcome: &Outcome) -> Vec<Field> {
    let frame = &outcome.observed.frame;
    let indicator = &frame.indicators[line.indicator];
    let text = |text: &str| Field::Text(text.to_owned());
    let source = line.source.map(|at| frame.dataset.sources[at].id.as_str());
    let of_hub = |read: fn(&Trusted) -> usize| {
        Field::maybe(own.trusted.as_ref().map(|own| read(own) as f64), Field::Rank)
    };
    vec![
        text(&frame.dataset.hubs[own.hub].id),
        text(&frame.tree.nodes()[line.pillar].id),
        text(&indicator.id),
        Field::maybe(line.observation, Field::Raw),
        text(&indicator.unit),
        Field::maybe(line.denominator, Field::Raw),
        Field::maybe(line.value, Field::Raw),
        text(&indicator.scored_unit),
        text(cell(line.cell)),
        Field::maybe(line.normalised, Field::Score),
        Field::Weight(line.weight),
        Field::maybe(line.contribution, Field::Score),
        Field::maybe(own.indicator_against_mean(line.indicator), Field::Score),
        Field::words(own.standouts.word(line.indicator)),
        Field::maybe(line.place.map(|(place, _)| place as f64), Field::Rank),
        Field::maybe(line.year.map(f64::from), Field::Raw),
        Field::words(source),
        text(line.status.word()),
        Field::words(line.quote.as_deref()),
        Field::words(line.note.as_deref()),
        Field::maybe(own.rank, Field::Rank),
        of_hub(|own| own.tier),
        of_hub(|own| own.ranks.0),
        of_hub(|own| own.ranks.1),
    ]
}

/// What stands behind a value, in a word.
pub(in crate::report) fn cell(cell: Cell) -> &'static str {
    match cell {
        Cell::Observed => "observed",
        Cell::Imputed => "imputed",
        Cell::Gap => "gap",
        Cell::Disputed => "disputed",
    }
}

/// The scale with its numbers as the values have them: thousands separated.
fn separated(scale: &str) -> String {
    let word = |word: &str| {
        let (number, comma) = word.strip_suffix(',').map_or((word, ""), |number| (number, ","));
        number.parse().map_or(word.to_owned(), |x| number::raw(x) + comma)
    };
    scale.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_scale_are_separated() {
        assert_eq!(separated("124439 → 0, 1152990 → 100"), "124,439 → 0, 1,152,990 → 100");
        assert_eq!(separated("place among 17 values"), "place among 17 values");
    }
}
