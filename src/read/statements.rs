//! `[statements]` of a profile: what the judge is sure of, about hubs and about weights.

use crate::problem::{Fault, Place, Problem};
use crate::study::{Judgement, MentionOf, Profile, Stated};

use super::profile::mention;
use super::section::{Entry, Section};

/// Reads `hubs = ["a > b"]` and `weights = ["a >= b"]`.
pub(super) fn statements(profile: &mut Profile, root: &mut Section<'_>) {
    let Some(entry) = root.entry("statements") else {
        return;
    };
    profile.places.insert("statements".into(), entry.key_place());
    let Some(mut section) = entry.section("`[statements]`") else {
        return;
    };
    for (key, read) in [("hubs", hubs as Read), ("weights", weights)] {
        if let Some(entry) = section.entry(key) {
            for (text, place) in entry.texts() {
                let one = One { entry: &entry, text: &text, place };
                read(profile, &one);
            }
        }
    }
    section.finish();
}

type Read = fn(&mut Profile, &One<'_, '_>);

/// One text of a list.
struct One<'e, 'a> {
    entry: &'e Entry<'a>,
    text: &'e str,
    place: Place,
}

impl One<'_, '_> {
    fn bad(&self, expected: &str, hint: &str) {
        let fault = Fault::BadSetting {
            setting: self.entry.key.to_owned(),
            value: format!("`{}`", self.text),
            expected: expected.to_owned(),
        };
        let problem = Problem::new(self.place.clone(), fault);
        self.entry.document.push(problem.hint(hint));
    }

    fn stated(&self, judgement: Judgement) -> Stated {
        Stated { judgement, text: self.text.trim().to_owned(), place: self.place.clone() }
    }
}

fn hubs(profile: &mut Profile, one: &One<'_, '_>) {
    let Some(chain) = chain(one.text) else {
        return one.bad("two hubs: `shenzhen > beijing`", "`>` says that the first is not behind");
    };
    for name in &chain {
        let mention = mention(MentionOf::Hub, name, one.place.clone());
        profile.mentions.push(mention);
    }
    profile.statements.extend(chain.windows(2).map(|pair| {
        one.stated(Judgement::Prefers { better: pair[0].to_owned(), worse: pair[1].to_owned() })
    }));
}

fn weights(profile: &mut Profile, one: &One<'_, '_>) {
    let expected = "two weights, or one and per cent: `talent >= capital`, `talent >= 20`";
    let Some(chain) = chain(one.text) else {
        return one.bad(expected, "`>=` says that the first has at least as much");
    };
    let mut found = Vec::new();
    for pair in chain.windows(2) {
        let judgement = match (percent(pair[0]), percent(pair[1])) {
            (None, None) => Judgement::Order { more: pair[0].to_owned(), less: pair[1].to_owned() },
            (None, Some(weight)) => Judgement::AtLeast { node: pair[0].to_owned(), weight },
            (Some(weight), None) => Judgement::AtMost { node: pair[1].to_owned(), weight },
            (Some(_), Some(_)) => return one.bad(expected, ""),
        };
        if let Judgement::AtLeast { weight, .. } | Judgement::AtMost { weight, .. } = judgement
            && !(0.0..=1.0).contains(&weight)
        {
            return one.bad("weights as percentages from 0 to 100", "");
        }
        found.push(one.stated(judgement));
    }
    for name in chain.iter().filter(|name| percent(name).is_none()) {
        let mention = mention(MentionOf::Node, name, one.place.clone());
        profile.mentions.push(mention);
    }
    profile.statements.extend(found);
}

/// A number as a share of one: `20`, `20 %`.
fn percent(text: &str) -> Option<f64> {
    let number = text.trim_end_matches('%').trim_end();
    let number: f64 = number.parse().ok()?;
    Some(number / 100.0)
}

/// The names of `a > b >= c`, the greatest first; `a < b` is read from the other end. None where the signs point both
/// ways, or a name is missing.
fn chain(text: &str) -> Option<Vec<&str>> {
    let points_down = text.contains(['>', '≥']);
    if points_down == text.contains(['<', '≤']) {
        return None;
    }
    let mut names: Vec<_> = text
        .split(['>', '≥', '<', '≤'])
        .enumerate()
        .map(|(at, part)| match at {
            0 => part.trim(),
            _ => part.strip_prefix('=').unwrap_or(part).trim(),
        })
        .collect();
    if !points_down {
        names.reverse();
    }
    let is_name = |name: &&str| !name.is_empty() && !name.contains('=');
    names.iter().all(is_name).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_read_from_the_greatest() {
        assert_eq!(chain("a > b >= c"), Some(vec!["a", "b", "c"]));
        assert_eq!(chain("Xi'an<=Hong Kong"), Some(vec!["Hong Kong", "Xi'an"]));
        assert_eq!(chain("a ≥ 20 %"), Some(vec!["a", "20 %"]));
        for wrong in ["a", "a > b < c", "a = b", "> b", "a >", "a => b", ""] {
            assert_eq!(chain(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn statements_become_judgements_with_their_places() {
        let text = "weighting = \"equal\"\n[statements]\nhubs = [\"a > b > c\"]\nweights = [\"x >= 20\", \"30 % >= y\", \"x >= y\"]\n";
        let profile = Profile::parse("p.toml", text).unwrap();
        let said: Vec<_> = profile.statements.iter().map(|own| own.judgement.clone()).collect();
        let name = str::to_owned;
        let prefers =
            |better, worse| Judgement::Prefers { better: name(better), worse: name(worse) };
        let expected = [
            prefers("a", "b"),
            prefers("b", "c"),
            Judgement::AtLeast { node: name("x"), weight: 0.2 },
            Judgement::AtMost { node: name("y"), weight: 0.3 },
            Judgement::Order { more: name("x"), less: name("y") },
        ];
        assert_eq!(said, expected);
        assert!(matches!(profile.statements[0].place, Place::Line { number: 3, .. }));
    }

    #[test]
    fn what_is_no_statement_is_refused() {
        for wrong in [
            "weights = [\"x >= 120\"]",
            "weights = [\"1 >= 2\"]",
            "hubs = [\"a\"]",
            "hubs = \"a > b\"",
            "hub = []",
        ] {
            let text = format!("weighting = \"equal\"\n[statements]\n{wrong}\n");
            assert!(Profile::parse("p.toml", &text).is_err(), "{wrong}");
        }
    }
}
