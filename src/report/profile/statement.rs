//! How weights come about, as a profile writes it.

use std::collections::BTreeMap;

use crate::stage::Weighing;
use crate::stage::weigh::{Ahp, BestWorstModel, Priorities, RankRule};

use super::{inline, list, method, number, quoted};

/// A method's name, or the statements of a judge.
pub(super) fn weighing(own: &Weighing) -> String {
    let settings = match own {
        Weighing::Swing(said) => return method(own.name(), numbers(&said.worth)),
        Weighing::RankOrder(said) => {
            vec![("rule", quoted(word(&RankRule::ALL, said.rule))), ("order", levels(&said.order))]
        }
        Weighing::DeckOfCards(said) => vec![
            ("levels", levels(&said.levels)),
            ("cards", list(said.cards.iter().map(u32::to_string))),
            ("ratio", number(said.ratio)),
        ],
        Weighing::Ahp(said) => ahp(said),
        Weighing::BestWorst(said) => vec![
            ("best", quoted(&said.best)),
            ("worst", quoted(&said.worst)),
            ("best-to-others", inline(numbers(&said.best_to_others))),
            ("others-to-worst", inline(numbers(&said.others_to_worst))),
            ("model", quoted(word(&BestWorstModel::ALL, said.model))),
        ],
        Weighing::Pca { components } => {
            components.map(|many| ("components", many.to_string())).into_iter().collect()
        }
        _ => Vec::new(),
    };
    method(own.name(), settings.into_iter())
}

fn ahp(said: &Ahp) -> Vec<(&'static str, String)> {
    let pair = |(a, b, ratio): &(String, String, f64)| {
        list([quoted(a), quoted(b), number(*ratio)].into_iter())
    };
    let rule = word(&Priorities::ALL, said.priorities);
    vec![("pairs", list(said.pairs.iter().map(pair))), ("priorities", quoted(rule))]
}

/// The word for a choice.
fn word<T: PartialEq + Copy>(all: &[(&'static str, T)], own: T) -> &'static str {
    let found = all.iter().find(|(_, known)| *known == own);
    found.map_or("", |(word, _)| word)
}

fn numbers(own: &BTreeMap<String, f64>) -> impl Iterator<Item = (&str, String)> {
    own.iter().map(|(id, x)| (id.as_str(), number(*x)))
}

/// Names, tied ones in a list of their own.
fn levels(own: &[Vec<String>]) -> String {
    list(own.iter().map(|level| match level.as_slice() {
        [one] => quoted(one),
        tied => list(tied.iter().map(|name| quoted(name))),
    }))
}
