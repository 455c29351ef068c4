//! How weights come about: a method's name, or the statements of a judge.

use std::collections::BTreeMap;

use crate::problem::Kind;
use crate::stage::weigh::{
    Ahp, BestWorst, BestWorstModel, DeckOfCards, Priorities, RankOrder, RankRule, Swing,
};
use crate::stage::{Weighing, catalogue};
use crate::study::{Mention, MentionOf};

use super::name_or_table::{Method, method, name};
use super::outline::MOST_WEIGHT;
use super::profile::mention;
use super::section::Entry;

/// A statement under construction: which names of children it has met, and where.
struct Names<'n> {
    node: &'n str,
    mentions: Vec<Mention>,
}

impl Names<'_> {
    /// The text of an entry, which names a child of the node.
    fn child(&mut self, entry: &Entry<'_>) -> Option<String> {
        let id = entry.text()?;
        let role = MentionOf::ChildOf(self.node.to_owned());
        self.mentions.push(mention(role, id, entry.place()));
        Some(id.to_owned())
    }

    /// A list of levels, each a name or a list of names that are tied.
    fn levels(&mut self, entry: &Entry<'_>) -> Option<Vec<Vec<String>>> {
        if !entry.is_list() {
            entry.wrong("a list of names, tied ones in a list of their own");
            return None;
        }
        let levels = entry.items();
        let level = |level: &Entry<'_>| {
            let tied = level.items();
            if tied.is_empty() {
                level.bad("one name or more");
            }
            tied.iter().map(|one| self.child(one)).collect::<Option<Vec<_>>>()
        };
        levels.iter().map(level).collect()
    }

    /// A table of numbers by the names of children.
    fn numbers(&mut self, entry: &Entry<'_>) -> Option<BTreeMap<String, f64>> {
        let section = entry.section(format!("`{}`", entry.key))?;
        let mut numbers = BTreeMap::new();
        for child in section.entries() {
            let role = MentionOf::ChildOf(self.node.to_owned());
            self.mentions.push(mention(role, child.key, child.key_place()));
            numbers.insert(child.key.to_owned(), child.number()?);
        }
        Some(numbers)
    }
}

/// How the children of `node` (`index` for the root) are weighed, and every name that this speaks of.
pub(super) fn weighing(entry: &Entry<'_>, node: &str) -> Option<(Weighing, Vec<Mention>)> {
    let mut method = method(entry, catalogue::WEIGHINGS)?;
    let mut names = Names { node, mentions: Vec::new() };
    let weighing = match method.name {
        "equal" => Weighing::Equal,
        "rank-order" => rank_order(entry, &mut method, &mut names)?,
        "swing" => swing(entry, &mut method, &mut names)?,
        "deck-of-cards" => deck_of_cards(entry, &mut method, &mut names)?,
        "ahp" => ahp(entry, &mut method, &mut names)?,
        "best-worst" => best_worst(entry, &mut method, &mut names)?,
        "entropy" => Weighing::Entropy,
        "critic" => Weighing::Critic,
        "pca" => Weighing::Pca { components: components(&mut method) },
        "standard-deviation" => Weighing::StandardDeviation,
        "importance-budget" => Weighing::ImportanceBudget,
        _ => Weighing::Stated,
    };
    method.finish();
    Some((weighing, names.mentions))
}

/// A setting that has to be there.
fn needed<'a>(
    entry: &Entry<'a>,
    method: &mut Method<'a>,
    key: &'static str,
    form: &str,
) -> Option<Entry<'a>> {
    let found = method.setting(key);
    if found.is_none() {
        entry.bad(format!("`{key}` too: `{form}`"));
    }
    found
}

fn rank_order<'a>(
    entry: &Entry<'a>,
    method: &mut Method<'a>,
    names: &mut Names<'_>,
) -> Option<Weighing> {
    let form =
        "{ rank-order = { rule = \"roc\", order = [\"most\", [\"tied\", \"tied\"], \"least\"] } }";
    let rule = match method.setting("rule") {
        None => RankRule::default(),
        Some(rule) => {
            let word = name(&rule, Kind::Method, &["roc", "rank-sum", "reciprocal", "sr"])?;
            of(&RankRule::ALL, word)?
        }
    };
    let order = names.levels(&needed(entry, method, "order", form)?)?;
    Some(Weighing::RankOrder(RankOrder { rule, order }))
}

fn swing<'a>(
    entry: &Entry<'a>,
    method: &mut Method<'a>,
    names: &mut Names<'_>,
) -> Option<Weighing> {
    let Some(section) = method.settings.take() else {
        entry.bad("the worth of each swing: `{ swing = { talent = 100, cost = 60 } }`");
        return None;
    };
    let mut worth = BTreeMap::new();
    for child in section.entries() {
        let role = MentionOf::ChildOf(names.node.to_owned());
        names.mentions.push(mention(role, child.key, child.key_place()));
        let value = child.number()?;
        if value > MOST_WEIGHT {
            child.bad("a number of at most 1e100: only the ratios count");
        }
        worth.insert(child.key.to_owned(), value);
    }
    Some(Weighing::Swing(Swing { worth }))
}

fn deck_of_cards<'a>(
    entry: &Entry<'a>,
    method: &mut Method<'a>,
    names: &mut Names<'_>,
) -> Option<Weighing> {
    let form = "{ deck-of-cards = { levels = [\"least\", \"most\"], cards = [0], ratio = 5 } }";
    let levels = names.levels(&needed(entry, method, "levels", form)?)?;
    let ratio = needed(entry, method, "ratio", form)?.number()?;
    let cards = match method.setting("cards") {
        None => vec![0; levels.len().saturating_sub(1)],
        Some(list) => list.items().iter().map(card).collect::<Option<_>>()?,
    };
    Some(Weighing::DeckOfCards(DeckOfCards { levels, cards, ratio }))
}

fn card(entry: &Entry<'_>) -> Option<u32> {
    let value = entry.number()?;
    if value.fract() != 0.0 || !(0.0..=1000.0).contains(&value) {
        entry.bad("whole numbers of white cards, zero or more");
        return None;
    }
    Some(value as u32)
}

fn ahp<'a>(entry: &Entry<'a>, method: &mut Method<'a>, names: &mut Names<'_>) -> Option<Weighing> {
    let form = "{ ahp = { pairs = [[\"talent\", \"capital\", 3]] } }";
    let list = needed(entry, method, "pairs", form)?;
    let mut pairs = Vec::new();
    for pair in list.items() {
        let parts = pair.items();
        let [a, b, ratio] = parts.as_slice() else {
            pair.bad("triples `[\"a\", \"b\", how many times a counts more than b]`");
            return None;
        };
        pairs.push((names.child(a)?, names.child(b)?, ratio.number()?));
    }
    let priorities = match method.setting("priorities") {
        None => Priorities::default(),
        Some(word) => {
            of(&Priorities::ALL, name(&word, Kind::Method, &["eigenvector", "geometric-mean"])?)?
        }
    };
    Some(Weighing::Ahp(Ahp { pairs, priorities }))
}

fn best_worst<'a>(
    entry: &Entry<'a>,
    method: &mut Method<'a>,
    names: &mut Names<'_>,
) -> Option<Weighing> {
    let form = "{ best-worst = { best = \"a\", worst = \"c\", best-to-others = { b = 2, c = 6 }, others-to-worst = { b = 3 } } }";
    let best = names.child(&needed(entry, method, "best", form)?)?;
    let worst = names.child(&needed(entry, method, "worst", form)?)?;
    let best_to_others = names.numbers(&needed(entry, method, "best-to-others", form)?)?;
    let others_to_worst = match method.setting("others-to-worst") {
        None => BTreeMap::new(),
        Some(entry) => names.numbers(&entry)?,
    };
    let model = match method.setting("model") {
        None => BestWorstModel::default(),
        Some(word) => {
            of(&BestWorstModel::ALL, name(&word, Kind::Method, &["linear", "original"])?)?
        }
    };
    Some(Weighing::BestWorst(BestWorst { best, worst, best_to_others, others_to_worst, model }))
}

fn components(method: &mut Method<'_>) -> Option<usize> {
    let entry = method.setting("components")?;
    let value = entry.number()?;
    if value.fract() != 0.0 || !(1.0..=1000.0).contains(&value) {
        entry.bad("a whole number of one or more");
        return None;
    }
    Some(value as usize)
}

/// What a word stands for.
fn of<T: Copy>(all: &[(&'static str, T)], word: &str) -> Option<T> {
    all.iter().find(|(known, _)| *known == word).map(|(_, meant)| *meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Problems, Profile};

    fn index(text: &str) -> Result<Weighing, Problems> {
        let profile = Profile::parse("configs/judge.toml", text)?;
        Ok(profile.weighting.at("index").clone())
    }

    #[test]
    fn every_statement_has_its_form() -> Result<(), Problems> {
        let order = index(
            "weighting = { rank-order = { rule = \"rank-sum\", order = [\"a\", [\"b\", \"c\"]] } }",
        )?;
        assert!(
            matches!(order, Weighing::RankOrder(said) if said.rule == RankRule::Sum && said.order[1].len() == 2)
        );
        assert_eq!(index("weighting = { swing = { a = 100, b = 60 } }")?.name(), "swing");
        let deck = index(
            "weighting = { deck-of-cards = { levels = [\"a\", [\"b\"]], cards = [2], ratio = 6.5 } }",
        )?;
        assert_eq!(deck.name(), "deck-of-cards");
        let ahp = index(
            "weighting = { ahp = { pairs = [[\"a\", \"b\", 3]], priorities = \"geometric-mean\" } }",
        )?;
        assert!(matches!(ahp, Weighing::Ahp(ahp) if ahp.priorities == Priorities::GeometricMean));
        let best = "weighting = { best-worst = { best = \"a\", worst = \"b\", best-to-others = { b = 3 }, model = \"original\" } }";
        assert!(
            matches!(index(best)?, Weighing::BestWorst(said) if said.model == BestWorstModel::Original)
        );
        assert_eq!(
            index("weighting = { pca = { components = 4 } }")?,
            Weighing::Pca { components: Some(4) }
        );
        assert_eq!(index("weighting = \"critic\"")?, Weighing::Critic);
        Ok(())
    }

    #[test]
    fn statements_hold_at_their_node_alone() -> Result<(), Problems> {
        let text = "weighting = { swing = { talent = 2, cost = 1 } }\n[group.talent]\nweighting = \"entropy\"\n";
        let profile = Profile::parse("configs/judge.toml", text)?;
        assert_eq!(profile.weighting.usual, Weighing::Stated);
        assert_eq!(*profile.weighting.at("talent"), Weighing::Entropy);
        assert_eq!(*profile.weighting.at("cost"), Weighing::Stated);
        let children =
            profile.mentions.iter().filter(|one| one.role == MentionOf::ChildOf("index".into()));
        assert_eq!(children.count(), 2);
        Ok(())
    }

    #[test]
    fn what_is_missing_is_said() {
        for text in [
            "weighting = \"ahp\"",
            "weighting = \"swing\"",
            "weighting = { rank-order = { rule = \"roc\" } }",
            "weighting = { ahp = { pairs = [[\"a\", \"b\"]] } }",
            "weighting = { best-worst = { best = \"a\" } }",
            "weighting = { pca = { components = 0.5 } }",
            "weighting = { deck-of-cards = { levels = [\"a\", \"b\"], cards = [-1], ratio = 2 } }",
            "weighting = \"entropy\"\n[weights]\na = 1",
            "weighting = \"roc\"",
        ] {
            assert!(index(text).is_err(), "{text}");
        }
        assert!(index("weighting = \"importance-budget\"\n[weights]\na = 1").is_ok());
    }
}
