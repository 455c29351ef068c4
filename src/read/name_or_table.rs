//! Methods as they are typed: a name, or a table with one key when they have settings.

use crate::problem::{Kind, Place, Problem};

use super::section::{Entry, Section};

/// What other tools call the methods, and what they are called here.
const ELSEWHERE: &[(&str, &str)] = &[
    ("minmax", "min-max"),
    ("min_max", "min-max"),
    ("range", "min-max"),
    ("rescale", "min-max"),
    ("zscore", "z-score"),
    ("z_score", "z-score"),
    ("standardise", "z-score"),
    ("standardize", "z-score"),
    ("prank", "percentile"),
    ("borda", "rank"),
    ("robust", "robust-z"),
    ("mad", "robust-z"),
    ("modified-z-score", "robust-z"),
    ("l2", "vector"),
    ("euclidean", "vector"),
    ("ratio", "share-of-best"),
    ("distance-to-target", "target"),
    ("piecewise-linear", "value-function"),
    ("utility", "value-function"),
    ("roc", "rank-order"),
    ("rank-sum", "rank-order"),
    ("srf", "deck-of-cards"),
    ("simos", "deck-of-cards"),
    ("bwm", "best-worst"),
    ("pairwise", "ahp"),
    ("shannon", "entropy"),
    ("std", "standard-deviation"),
    ("sd", "standard-deviation"),
    ("fa", "pca"),
    ("factor-analysis", "pca"),
    ("risk-parity", "importance-budget"),
    ("percentile-rank", "percentile"),
    ("distance", "goalposts"),
    ("none", "as-is"),
    ("raw", "as-is"),
    ("identity", "as-is"),
    ("amean", "weighted-mean"),
    ("arithmetic", "weighted-mean"),
    ("arithmetic-mean", "weighted-mean"),
    ("mean", "weighted-mean"),
    ("saw", "weighted-mean"),
    ("wsm", "weighted-mean"),
    ("linear", "weighted-mean"),
    ("gmean", "geometric-mean"),
    ("geometric", "geometric-mean"),
    ("wpm", "geometric-mean"),
    ("skip", "leave-out"),
    ("ignore", "leave-out"),
    ("omit", "leave-out"),
    ("drop", "leave-out"),
    ("refuse", "error"),
    ("average", "mean"),
    ("group", "group-mean"),
    ("winsorize", "winsorise"),
    ("winsor", "winsorise"),
    ("ln", "log"),
    ("log10", "log"),
    ("logarithm", "log"),
    ("direct", "stated"),
    ("manual", "stated"),
    ("budget", "stated"),
    ("uniform", "equal"),
    ("same", "equal"),
    ("max", "share-of-best"),
    ("max", "higher"),
    ("benefit", "higher"),
    ("high", "higher"),
    ("up", "higher"),
    ("min", "lower"),
    ("cost", "lower"),
    ("low", "lower"),
    ("down", "lower"),
    ("standard", "competition"),
    ("average", "fractional"),
];

/// A method that was named, and its settings where it has some.
pub(super) struct Method<'a> {
    /// The name, one of those that were offered.
    pub(super) name: &'static str,
    /// Its settings; none where only the name stands.
    pub(super) settings: Option<Section<'a>>,
}

impl<'a> Method<'a> {
    /// Refuses every setting that was not asked for.
    pub(super) fn finish(self) {
        if let Some(settings) = self.settings {
            settings.finish();
        }
    }

    /// A setting by its key.
    pub(super) fn setting(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.settings.as_mut()?.entry(key)
    }

    /// A number among the settings.
    pub(super) fn number(&mut self, key: &'static str) -> Option<f64> {
        self.setting(key)?.number()
    }
}

/// The method that an entry names, by name alone or as the one key of a table.
pub(super) fn method<'a>(entry: &Entry<'a>, known: &'static [&'static str]) -> Option<Method<'a>> {
    if entry.is_text() {
        let name = name(entry, Kind::Method, known)?;
        return Some(Method { name, settings: None });
    }
    if !entry.is_table() {
        entry.wrong("a method's name, or a table with its name as the one key");
        return None;
    }
    let entries = entry.section("")?.entries();
    let [one] = entries.as_slice() else {
        entry.bad("a method's name, or a table with its name as the one key");
        return None;
    };
    let name = pick(one.key, known).or_else(|| {
        let problem = unknown(one.key_place(), Kind::Method, one.key, entry.key, known);
        entry.document.push(problem);
        None
    })?;
    let settings = one.section(format!("the settings of `{name}`"))?;
    Some(Method { name, settings: Some(settings) })
}

/// One of a few words.
pub(super) fn name(
    entry: &Entry<'_>,
    kind: Kind,
    known: &'static [&'static str],
) -> Option<&'static str> {
    let text = entry.text()?;
    let found = pick(text, known);
    if found.is_none() {
        let problem = unknown(entry.place(), kind, text, entry.key, known);
        entry.document.push(problem);
    }
    found
}

/// The method of this name, where it is on offer.
pub(super) fn pick(text: &str, known: &'static [&'static str]) -> Option<&'static str> {
    known.iter().copied().find(|name| *name == text)
}

/// The problem of a method that is none of those on offer.
pub(super) fn unknown(
    place: Place,
    kind: Kind,
    text: &str,
    key: &str,
    known: &'static [&'static str],
) -> Problem {
    let within = format!("the choices of `{key}`");
    let problem = Problem::unknown(place, kind, text, within, known.iter().copied());
    let plain = text.to_lowercase().replace(' ', "-");
    let meant = ELSEWHERE
        .iter()
        .filter(|(other, _)| *other == plain)
        .find_map(|(_, ours)| pick(ours, known));
    match meant {
        Some(ours) => problem.hint(format!("did you mean `{ours}`?")),
        None => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::*;

    fn hint(text: &str) -> Option<String> {
        let document = Document::new("a.toml", text, &[]);
        let table = document.parse();
        let mut root = Section::new(&document, table.get_ref(), "the file", 0..0);
        let entry = root.entry("m")?;
        let found = method(&entry, &["min-max", "as-is", "weighted-mean"]);
        assert!(found.is_none());
        drop(root);
        let problems = document.into_problems();
        problems.iter().next()?.hint.clone()
    }

    #[test]
    fn other_tools_names_are_understood() {
        assert_eq!(hint("m = \"minmax\""), Some("did you mean `min-max`?".into()));
        assert_eq!(hint("m = \"none\""), Some("did you mean `as-is`?".into()));
        assert_eq!(hint("m = { amean = {} }"), Some("did you mean `weighted-mean`?".into()));
        assert_eq!(
            hint("m = \"topsis\""),
            Some("known are `min-max`, `as-is`, `weighted-mean`".into())
        );
    }
}
