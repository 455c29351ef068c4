//! What stands directly under the index, with one colour each, the same in every chart.

use crate::draw::scene::Colour;
use crate::draw::theme;
use crate::model::Node;
use crate::study::Outcome;

/// Beyond these a legend is longer than the chart and colours repeat: the lightest are left out.
const MOST: usize = 12;

/// One pillar that has weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pillar {
    /// Its position in the tree.
    pub(super) node: usize,
    pub(super) name: String,
    pub(super) colour: Colour,
    /// Its share of the whole, 0 to 1.
    pub(super) weight: f64,
}

/// What stands directly under the index, by node, each in its colour in every chart.
#[must_use]
pub fn colours(outcome: &Outcome) -> Vec<(usize, Colour)> {
    let tree = &outcome.observed.frame.tree;
    let nodes = tree.pillars();
    let own = coloured(nodes.iter().map(|&node| &tree.nodes()[node]));
    nodes.iter().copied().zip(own).collect()
}

/// The pillars with weight, in the order of the data set; of more than twelve the heaviest.
pub(super) fn pillars(outcome: &Outcome) -> Vec<Pillar> {
    let tree = &outcome.observed.frame.tree;
    let mut pillars: Vec<_> = colours(outcome)
        .into_iter()
        .map(|(node, colour)| Pillar {
            node,
            name: tree.nodes()[node].name.clone(),
            colour,
            weight: outcome.weights.share[node],
        })
        .filter(|pillar| pillar.weight > 0.0)
        .collect();
    if pillars.len() > MOST {
        pillars.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        pillars.truncate(MOST - 1);
        pillars.sort_by_key(|pillar| pillar.node);
    }
    pillars
}

/// How many pillars have weight, shown or not.
pub(super) fn count(outcome: &Outcome) -> usize {
    let pillars = outcome.observed.frame.tree.pillars();
    pillars.iter().filter(|&&node| outcome.weights.share[node] > 0.0).count()
}

/// A node's own colour where it states one, else the next of the palette that no sibling states.
fn coloured<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<Colour> {
    let stated: Vec<_> = nodes.map(|node| node.colour.as_deref().and_then(parsed)).collect();
    let taken = stated.clone();
    let palette = theme::PALETTE.into_iter().filter(|colour| !taken.contains(&Some(*colour)));
    let palette: Vec<_> = palette.collect();
    let mut used = 0;
    let mut next = || {
        used += 1;
        // After the last colour the first comes again, paler each time round.
        match palette.len() {
            0 => theme::GREY,
            many => theme::mix(
                palette[(used - 1) % many],
                theme::WHITE,
                (((used - 1) / many) as f64 * 0.4).min(0.8),
            ),
        }
    };
    stated.into_iter().map(|colour| colour.unwrap_or_else(&mut next)).collect()
}

/// `#rrggbb` as a colour.
fn parsed(hex: &str) -> Option<Colour> {
    let digits = hex.strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some(Colour(channel(0)?, channel(2)?, channel(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(colour: Option<&str>) -> Node {
        Node {
            id: "a".into(),
            name: "A".into(),
            parent: 0,
            children: Vec::new(),
            share: 1.0,
            colour: colour.map(str::to_owned),
            indicator: None,
        }
    }

    #[test]
    fn hexadecimal_is_read_and_nonsense_is_not() {
        assert_eq!(parsed("#56b4e9"), Some(theme::PALETTE[1]));
        assert_eq!(parsed("56b4e9"), None);
        assert_eq!(parsed("#56b4"), None);
        assert_eq!(parsed("#ä6b4e"), None);
    }

    #[test]
    fn who_states_no_colour_gets_one_that_is_free() {
        let nodes = [node(None), node(Some("#0072b2")), node(None)];
        assert_eq!(
            coloured(nodes.iter()),
            [theme::PALETTE[1], theme::PALETTE[0], theme::PALETTE[2]]
        );
    }

    #[test]
    fn many_colours_all_differ() {
        let nodes = vec![node(None); 20];
        let mut seen = coloured(nodes.iter());
        seen.sort_by_key(|colour| (colour.0, colour.1, colour.2));
        seen.dedup();
        assert_eq!(seen.len(), 20);
    }
}
