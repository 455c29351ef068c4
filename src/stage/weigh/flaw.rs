//! What can be wrong with a judge's statements, in terms of the children they speak of.

/// One thing that is wrong; `study` gives it its place and its words.
///
/// ```
/// use hubrank::stage::{Weighing, weigh::{Flaw, RankOrder, RankRule}};
/// let order = vec![vec!["talent".to_owned()]];
/// let weighing = Weighing::RankOrder(RankOrder { rule: RankRule::Sum, order });
/// assert_eq!(weighing.flaws(&["talent", "cost"]), [Flaw::Absent(vec!["cost".into()])]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Flaw {
    /// Children, or pairs of them, of which nothing is said.
    Absent(Vec<String>),
    /// A child, or a pair, of which something is said twice.
    Twice(String),
    /// A value that can not be.
    Value {
        /// Of what.
        setting: String,
        /// What was written.
        value: String,
        /// What could be, after "expected".
        expected: String,
    },
}

impl Flaw {
    pub(super) fn value(setting: &str, value: f64, expected: &str) -> Self {
        Self::text(setting, &value.to_string(), expected)
    }

    pub(super) fn text(setting: &str, value: &str, expected: &str) -> Self {
        Self::Value {
            setting: setting.to_owned(),
            value: value.to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// Children that are named twice or not at all. Names of no child are found where the profile meets the data.
pub(super) fn named_once<'a>(names: impl Iterator<Item = &'a str>, children: &[&str]) -> Vec<Flaw> {
    let mut times = vec![0usize; children.len()];
    for name in names {
        if let Some(at) = children.iter().position(|child| *child == name) {
            times[at] += 1;
        }
    }
    let of = |count: fn(usize) -> bool| {
        let pairs = children.iter().zip(&times).filter(move |(_, times)| count(**times));
        pairs.map(|(child, _)| (*child).to_owned())
    };
    let mut flaws: Vec<_> = of(|times| times > 1).map(Flaw::Twice).collect();
    let absent: Vec<_> = of(|times| times == 0).collect();
    if !absent.is_empty() {
        flaws.push(Flaw::Absent(absent));
    }
    flaws
}
