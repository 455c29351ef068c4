//! Where weights come from, in words.

use std::collections::BTreeMap;

use super::{Entry, Stage};
use crate::stage::Weighing;
use crate::stage::weigh::{
    Ahp, BestWorst, BestWorstModel, DeckOfCards, Priorities, RankOrder, RankRule, Swing,
};

/// The names in profiles.
pub const WEIGHINGS: &[&str] = &[
    "stated",
    "equal",
    "rank-order",
    "swing",
    "deck-of-cards",
    "ahp",
    "best-worst",
    "entropy",
    "critic",
    "pca",
    "standard-deviation",
    "importance-budget",
];

pub(super) fn entries() -> Vec<Entry> {
    let all = [
        Weighing::Stated,
        Weighing::Equal,
        Weighing::RankOrder(RankOrder { rule: RankRule::default(), order: Vec::new() }),
        Weighing::Swing(Swing { worth: BTreeMap::new() }),
        Weighing::DeckOfCards(DeckOfCards { levels: Vec::new(), cards: Vec::new(), ratio: 1.0 }),
        Weighing::Ahp(Ahp { pairs: Vec::new(), priorities: Priorities::default() }),
        Weighing::BestWorst(BestWorst {
            best: String::new(),
            worst: String::new(),
            best_to_others: BTreeMap::new(),
            others_to_worst: BTreeMap::new(),
            model: BestWorstModel::default(),
        }),
        Weighing::Entropy,
        Weighing::Critic,
        Weighing::Pca { components: None },
        Weighing::StandardDeviation,
        Weighing::ImportanceBudget,
    ];
    all.iter().map(entry).collect()
}

fn entry(own: &Weighing) -> Entry {
    match own {
        Weighing::Stated | Weighing::Equal | Weighing::ImportanceBudget => plain_words(own),
        Weighing::RankOrder(_)
        | Weighing::Swing(_)
        | Weighing::DeckOfCards(_)
        | Weighing::Ahp(_)
        | Weighing::BestWorst(_) => statement(own),
        Weighing::Entropy
        | Weighing::Critic
        | Weighing::Pca { .. }
        | Weighing::StandardDeviation => from_data(own),
    }
}

fn plain(own: &Weighing) -> Entry {
    Entry { is_preference: Some(own.is_preference()), ..Entry::plain(Stage::Weighting, own.name()) }
}

fn plain_words(own: &Weighing) -> Entry {
    match own {
        Weighing::Equal => Entry {
            written: "\"equal\"",
            formula: "1/k for each of k children of a node",
            assumes: "that all count alike: a choice, not the lack of one; pillars first, then what is inside",
            reference: "OECD/JRC Handbook (2008), step 6",
            ..plain(own)
        },
        Weighing::ImportanceBudget => Entry {
            also: &["budget", "risk-parity"],
            written: "\"importance-budget\", with [weights] as the importances to deliver",
            formula: "w with w_j Cov(g_j, s)/Var(s) = b_j: min ½ y'Cy − Σ b ln y, w = y/Σy",
            assumes: "that a weight is meant as a part in the differences between hubs; depends on who is ranked",
            reference: "Paruolo, Saisana & Saltelli (2013), JRSS-A 176; Spinu (2013)",
            ..plain(own)
        },
        _ => Entry {
            also: &["direct"],
            written: "\"stated\", with [weights] and [within.x]",
            formula: "shares of what stands under a node, scaled to one",
            assumes: "weights that were thought of as trades between the scales' ranges, not as importance in general",
            reference: "OECD/JRC Handbook (2008), step 6",
            ..plain(own)
        },
    }
}

/// From what a judge states.
fn statement(own: &Weighing) -> Entry {
    match own {
        Weighing::RankOrder(_) => Entry {
            also: &["roc", "rank-sum", "smarter"],
            written: "{ rank-order = { rule = \"roc\", order = [\"most\", [\"tied\", \"tied\"], \"least\"] } }; rule roc, rank-sum, reciprocal or sr",
            formula: "roc: w_k = (1/n) Σ_{i≥k} 1/i; rank-sum: 2(n + 1 − k)/(n(n + 1)); reciprocal: (1/k)/Σ 1/i; ties averaged",
            assumes: "an order of importance and no more",
            reference: "Barron & Barrett (1996), Management Science 42; Danielson & Ekenberg (2014)",
            ..plain(own)
        },
        Weighing::Swing(_) => Entry {
            also: &["smarts"],
            written: "{ swing = { talent = 100, cost = 60, capital = 40 } }",
            formula: "worth of the step from worst to best, scaled to one",
            assumes: "that each step was judged over the range in the data: see the ranges of `hubrank audit`",
            reference: "von Winterfeldt & Edwards (1986)",
            ..plain(own)
        },
        Weighing::DeckOfCards(_) => Entry {
            also: &["srf", "simos"],
            written: "{ deck-of-cards = { levels = [\"least\", [\"tied\", \"tied\"]], cards = [1], ratio = 6.5 } }",
            formula: "k(r) = 1 + u Σ_{t<r} (cards_t + 1), u = (ratio − 1)/Σ (cards + 1)",
            assumes: "that white cards stand for equal steps",
            reference: "Figueira & Roy (2002), EJOR 139",
            ..plain(own)
        },
        _ => compared(own),
    }
}

/// From comparisons, pair by pair.
fn compared(own: &Weighing) -> Entry {
    match own {
        Weighing::Ahp(_) => Entry {
            also: &["analytic-hierarchy-process"],
            written: "{ ahp = { pairs = [[\"talent\", \"capital\", 3], …], priorities = \"eigenvector\" } }; or \"geometric-mean\"",
            formula: "principal eigenvector of the table of ratios; CR = (λ − n)/(n − 1)/RI",
            assumes: "ratios of importance that hardly contradict each other: a ratio above 0.1 names the worst triple",
            reference: "Saaty (1980); Crawford & Williams (1985)",
            ..plain(own)
        },
        _ => Entry {
            also: &["bwm"],
            written: "{ best-worst = { best = \"talent\", worst = \"cost\", best-to-others = { … }, others-to-worst = { … }, model = \"linear\" } }; or \"original\"",
            formula: "min ξ: |w_B − a_Bj w_j| ≤ ξ, |w_j − a_jW w_W| ≤ ξ",
            assumes: "a clear best and a clear worst; the original model may leave intervals, their middles are taken",
            reference: "Rezaei (2015), Omega 53; Rezaei (2016), Omega 64",
            ..plain(own)
        },
    }
}

/// From the data alone: not a preference.
fn from_data(own: &Weighing) -> Entry {
    match own {
        Weighing::Entropy => Entry {
            also: &["shannon"],
            written: "\"entropy\"",
            formula: "w ~ 1 + Σ p ln p/ln m, p = x/Σx",
            assumes: "values of one sign with a true zero; rewards what is unevenly spread",
            reference: "Zeleny (1982); Zavadskas & Podvezko (2016), IJITDM 15",
            ..plain(own)
        },
        Weighing::Critic => Entry {
            written: "\"critic\"",
            formula: "w ~ s_j Σ_k (1 − r_jk) on min-max columns, direction adjusted",
            assumes: "rewards spread and disagreement with the others; an indicator of noise scores high",
            reference: "Diakoulaki, Mavrotas & Papayannakis (1995), Computers & OR 22",
            ..plain(own)
        },
        Weighing::Pca { .. } => Entry {
            also: &["factor-analysis"],
            written: "\"pca\", or { pca = { components = 4 } }; else those of eigenvalue one or more",
            formula: "varimax loadings; w ~ largest squared loading times the variance of its component",
            assumes: "many more hubs than indicators; rewards what goes with the others",
            reference: "Nicoletti, Scarpetta & Boylaud (2000); OECD/JRC Handbook (2008), step 6",
            ..plain(own)
        },
        _ => Entry {
            also: &["sd"],
            written: "\"standard-deviation\"",
            formula: "w ~ s_j of the normalised columns",
            assumes: "rewards spread; says nothing on z-scores, where all are alike",
            reference: "Diakoulaki, Mavrotas & Papayannakis (1995), Computers & OR 22",
            ..plain(own)
        },
    }
}
