//! What a judge is sure of and what is in doubt, as TOML.

use crate::model::Level;
use crate::study::{DataDoubt, Doubt, Judgement, Spread, Stated, WeightDoubt};

use super::{aggregation, inline, list, method, missing, normalisation, number, quoted, treatment};

/// `[statements]`, as they were written.
pub(super) fn statements(own: &[Stated]) -> String {
    let is_of_hubs = |one: &&Stated| matches!(one.judgement, Judgement::Prefers { .. });
    let (hubs, weights): (Vec<_>, Vec<_>) = own.iter().partition(is_of_hubs);
    let line = |key: &str, some: Vec<&Stated>| match some.is_empty() {
        true => String::new(),
        // A chain was taken apart into its links, each with the whole text.
        false => {
            let mut texts: Vec<_> = some.iter().map(|one| quoted(&one.text)).collect();
            texts.dedup();
            format!("{key} = {}\n", list(texts.into_iter()))
        }
    };
    match own.is_empty() {
        true => String::new(),
        false => format!("\n[statements]\n{}{}", line("hubs", hubs), line("weights", weights)),
    }
}

/// `[uncertainty]`, where the profile has it.
pub(super) fn uncertainty(own: Option<&Doubt>, says_weights: bool) -> String {
    let Some(own) = own else { return String::new() };
    let mut lines = Vec::new();
    if says_weights || own.weights != Doubt::default().weights {
        lines.push(("weights", weights(&own.weights)));
    }
    lines.extend((own.at == Level::Leaves).then(|| ("at", quoted("leaves"))));
    lines.extend(own.data.map(|doubt| ("data", data(doubt))));
    let mut choices = |key, items: Vec<String>| {
        if !items.is_empty() {
            lines.push((key, list(items.into_iter())));
        }
    };
    choices("missing", own.missing.iter().map(|one| missing(one, false)).collect());
    choices("treatment", own.treatment.iter().map(treatment).collect());
    choices("normalisation", own.normalisation.iter().map(normalisation).collect());
    choices("aggregation", own.aggregation.iter().map(aggregation).collect());
    lines.push(("draws", own.draws.to_string()));
    lines.push(("seed", own.seed.to_string()));
    let lines = lines.into_iter().map(|(key, value)| format!("{key} = {value}\n"));
    format!("\n[uncertainty]\n{}", lines.collect::<String>())
}

fn weights(own: &WeightDoubt) -> String {
    match own {
        WeightDoubt::None => quoted("none"),
        WeightDoubt::Uniform => quoted("uniform"),
        WeightDoubt::Ordered => quoted("ordered"),
        WeightDoubt::Statements(_) => quoted("statements"),
        WeightDoubt::Dirichlet { points } => {
            method("dirichlet", [("points", number(*points))].into_iter())
        }
        WeightDoubt::PlusMinus { percent } => {
            inline([("plus-minus", number(*percent))].into_iter())
        }
        WeightDoubt::Box(bounds) => {
            let hundredths = |share: f64| number((share * 1e8).round() / 1e6);
            let pair =
                |(low, high): &(f64, f64)| format!("[{}, {}]", hundredths(*low), hundredths(*high));
            let bounds = bounds.iter().map(|(id, own)| (id.as_str(), pair(own)));
            inline([("box", inline(bounds))].into_iter())
        }
    }
}

fn data(own: DataDoubt) -> String {
    let shape = match own.spread {
        Spread::Triangular => "triangular",
        Spread::Uniform => "uniform",
    };
    let errors = own.errors;
    let parts = [
        ("observed", errors.observed),
        ("derived", errors.derived),
        ("estimated", errors.estimated),
    ];
    let parts =
        parts.into_iter().filter(|(_, part)| *part > 0.0).map(|(key, part)| (key, number(part)));
    inline([("shape", quoted(shape)), ("gaps", own.gaps.to_string())].into_iter().chain(parts))
}
