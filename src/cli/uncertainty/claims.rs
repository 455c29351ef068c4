//! Claims held against what was drawn: `--expect-first`, `--expect-top`, as many as there are.

use crate::problem::{Fault, Kind, Place, Problem, Problems};
use crate::report::{number, view};
use crate::study::Outcome;
use crate::why::Uncertainty;

use super::super::args::UncertaintyArgs;
use super::super::explain::why_not_ranked;
use super::super::inputs::{self, Study};
use super::super::terminal::Terminal;

/// The exit code of a claim that does not hold.
pub(super) const FAILED: u8 = 3;

/// Hubs that are expected to be among the first `most` all at once.
pub(super) struct Claim {
    hubs: Vec<usize>,
    most: usize,
    /// Those expected that are not ranked, each with the reason: the claim can not hold.
    unranked: Vec<String>,
}

/// A hub that a claim names.
#[derive(PartialEq)]
enum Named {
    /// Its position in the data set.
    Ranked(usize),
    /// Its name and why it is not ranked.
    Unranked(String),
}

/// What is expected: every claim, or what is wrong with any of them.
pub(super) fn of(
    args: &UncertaintyArgs,
    study: &Study,
    outcome: &Outcome,
) -> Result<Vec<Claim>, Problems> {
    let first = args.expect_first.iter().map(|name| {
        let text = format!("--expect-first {name}");
        Ok(Claim::new(vec![named(study, outcome, name, &text)?], 1))
    });
    // Each `--expect-top` has two words.
    let top = args.expect_top.chunks_exact(2).map(|own| top(study, outcome, &own[0], &own[1]));
    inputs::collected(first.chain(top))
}

fn top(study: &Study, outcome: &Outcome, most: &str, names: &str) -> Result<Claim, Problems> {
    let text = format!("--expect-top {most} {names}");
    let refused = |value: String, expected: &str| {
        let fault =
            Fault::BadSetting { setting: "--expect-top".into(), value, expected: expected.into() };
        Problems::from(Problem::new(Place::argument(&text), fault))
    };
    let parsed = most.parse().ok().filter(|&most: &usize| most > 0);
    let parsed = parsed.ok_or_else(|| {
        let expected = "how many hubs are the top, then their names: `--expect-top 3 beijing,shanghai,shenzhen`";
        refused(format!("`{most}`"), expected)
    })?;
    let ranked = outcome.ranking.len();
    if parsed > ranked {
        let expected = format!("no more places than ranked hubs: {ranked}");
        return Err(refused(format!("the first {parsed}"), &expected));
    }
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<_> = names.collect();
    let hubs = inputs::collected(names.iter().map(|name| named(study, outcome, name, &text)))?;
    let is_again = |at: &usize| hubs[..*at].contains(&hubs[*at]);
    if let Some(again) = (1..hubs.len()).find(is_again) {
        return Err(refused(format!("`{}` twice", names[again]), "each hub once"));
    }
    match hubs.len() {
        0 => Err(refused("no hub".into(), "one name or more, with commas between")),
        many if many > parsed => {
            let expected = format!("no more than {parsed} names: they are to be there together");
            Err(refused(format!("{many} hubs among the first {parsed}"), &expected))
        }
        _ => Ok(Claim::new(hubs, parsed)),
    }
}

/// The hub of a name; one that `--only` leaves out is known, and not ranked.
fn named(study: &Study, outcome: &Outcome, name: &str, text: &str) -> Result<Named, Problems> {
    let dataset = outcome.dataset();
    let Some(hub) = dataset.hub(name) else {
        if let Some(own) = study.left_out(name) {
            return Ok(Named::Unranked(format!("{own} is not ranked: `--only` leaves it out")));
        }
        let known = dataset.hubs.iter().map(|hub| &*hub.name);
        let within = format!("data set `{}`", dataset.id);
        let problem = Problem::unknown(Place::argument(text), Kind::Hub, name, within, known);
        return Err(problem.into());
    };
    Ok(match outcome.ranking.of(hub) {
        Some(_) => Named::Ranked(hub),
        None => {
            let why = why_not_ranked(outcome, &outcome.explain(name)?);
            Named::Unranked(format!("{} is not ranked: {why}", dataset.hubs[hub].name))
        }
    })
}

impl Claim {
    fn new(all: Vec<Named>, most: usize) -> Self {
        let (mut hubs, mut unranked) = (Vec::new(), Vec::new());
        for own in all {
            match own {
                Named::Ranked(hub) => hubs.push(hub),
                Named::Unranked(why) => unranked.push(why),
            }
        }
        hubs.sort_unstable();
        Self { hubs, most, unranked }
    }

    /// Whether it holds with the probability `at`, in words; what does not is said with how much is lacking.
    pub(super) fn verdict(
        &self,
        at: f64,
        own: &Uncertainty,
        outcome: &Outcome,
        threads: usize,
    ) -> Result<Verdict, Problems> {
        let wanted = number::weight(at);
        if !self.unranked.is_empty() {
            let words = format!("expected at least {wanted}: {}", self.unranked.join("; "));
            return Ok(Verdict { holds: false, words });
        }
        let p = own.together(outcome, &self.hubs, self.most, threads)?;
        let found = self.in_words(p, own, outcome);
        if p >= at {
            return Ok(Verdict { holds: true, words: format!("as expected: {found}") });
        }
        let points = |share: f64| number::significant(100.0 * share, 2);
        let (short, error) = (points(at - p), points(own.joint.ranks.half_width(p)));
        let words = format!(
            "expected at least {wanted}: {found}, short by {short} points (± {error} by simulation)"
        );
        Ok(Verdict { holds: false, words })
    }

    /// "A and B are both among the first 3 at once in 61 % of the draws (A in 99 %, B in 62 %)".
    fn in_words(&self, p: f64, own: &Uncertainty, outcome: &Outcome) -> String {
        let name = |hub: &usize| outcome.dataset().hubs[*hub].name.to_string();
        let names: Vec<_> = self.hubs.iter().map(name).collect();
        let place = match self.most {
            1 => "first".into(),
            most => format!("among the first {most}"),
        };
        let share = number::weight(p);
        if let [name] = &names[..] {
            return format!("{name} is {place} in {share} of the draws");
        }
        let alone = self.hubs.iter().zip(&names).map(|(&hub, name)| {
            let p = own.row(hub).map_or(0.0, |row| own.joint.ranks.top(row, self.most));
            format!("{name} in {}", number::weight(p))
        });
        format!(
            "{} are {place} together in {share} of the draws ({})",
            view::joined(&names.iter().map(String::as_str).collect::<Vec<_>>()),
            alone.collect::<Vec<_>>().join(", ")
        )
    }
}

/// What became of a claim.
pub(super) struct Verdict {
    /// Whether it holds.
    pub(super) holds: bool,
    words: String,
}

impl Verdict {
    /// Says it; what does not hold, also to those who asked for quiet.
    pub(super) fn say(&self, terminal: &Terminal) {
        match self.holds {
            true => terminal.say(&self.words),
            false => terminal.warn(&self.words),
        }
    }
}
