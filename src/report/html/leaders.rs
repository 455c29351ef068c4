//! The front of the report: who leads, for whom, by how much and how surely.

use crate::report::page::{Field, Head, Sheet};
use crate::report::view;
use crate::robustness::sampled::{Acceptability, Settings};
use crate::robustness::sampler;
use crate::study::Outcome;

use super::{sheet, words};

/// One row a ranking.
pub(super) fn write(outcomes: &[Outcome]) -> String {
    let heads = vec![
        Head::text("For"),
        Head::text("Leads"),
        Head::number("Score"),
        Head::number("First in"),
        Head::number("Range"),
        Head::text("Tier 1"),
        Head::text("Next"),
        Head::number("Score"),
    ];
    let rows = outcomes.iter().map(row).collect();
    let mut out = sheet(Sheet::of(heads, rows), "Who leads, for whom");
    let mut said: Vec<_> =
        outcomes.iter().filter_map(|own| own.trust.as_ref()).map(view::trust).collect();
    said.dedup();
    match said.as_slice() {
        [] => {}
        [one] => out += &quiet(&format!("First in: the share of draws. {one}")),
        _ => {
            out += &quiet(
                "First in, range and tier are over the weights that each profile holds for possible: see its ranking.",
            )
        }
    }
    out
}

fn quiet(text: &str) -> String {
    format!("<p class=\"quiet\">{}</p>\n", words(text))
}

fn row(outcome: &Outcome) -> Vec<Field> {
    let mut fields = vec![Field::Text(outcome.profile.title.clone())];
    let label = |hub: usize| Field::Text(outcome.dataset().hubs[hub].label());
    let Some(first) = outcome.ranking.standings.first() else {
        fields.push(Field::Text(view::nobody(outcome)));
        fields.resize(8, Field::Absent);
        return fields;
    };
    let own = outcome.trust.as_ref().and_then(|trust| Some((trust, trust.of(first.hub)?)));
    let range = own.map(|(_, own)| Field::Text(view::range(own.ranks)));
    let tier = own.map(|(trust, own)| {
        Field::Text(match trust.hubs.iter().filter(|other| other.tier == own.tier).count() {
            0 | 1 => "alone".into(),
            2 => "with 1 other".into(),
            all => format!("with {} others", all - 1),
        })
    });
    fields.extend([label(first.hub), Field::Score(first.score)]);
    fields.push(Field::maybe(share_of_firsts(outcome, first.hub), Field::Share));
    fields.extend([range.unwrap_or(Field::Absent), tier.unwrap_or(Field::Absent)]);
    match outcome.ranking.standings.get(1) {
        Some(next) => fields.extend([label(next.hub), Field::Score(next.score)]),
        None => fields.extend([Field::Absent, Field::Absent]),
    }
    fields
}

/// In how many of the draws on which its range rests a hub is first; none where scores are not linear in the weights.
fn share_of_firsts(outcome: &Outcome, hub: usize) -> Option<f64> {
    let trust = outcome.trust.as_ref()?;
    let model = outcome.linear_model_at(trust.at)?;
    let sampler = sampler(outcome, &model, &trust.doubt).ok()?;
    let settings = Settings { draws: trust.draws, seed: trust.seed, pairs: false, threads: 1 };
    let at = model.hubs.iter().position(|&own| own == hub)?;
    Some(Acceptability::of(&model, &sampler, &settings).ranks.first(at))
}
