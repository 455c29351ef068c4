//! A profile from its TOML file.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::model::Ties;
use crate::problem::{Fault, Kind, Place, Problem, Problems};
use crate::stage::Weighing;
use crate::study::{Mention, MentionOf, Profile};

use super::aggregation;
use super::built_in::PROFILES;
use super::choices;
use super::document::Document;
use super::file;
use super::name_or_table::name;
use super::overrides;
use super::section::{Entry, Section};
use super::statements;
use super::uncertainty;
use super::weighing;

/// The keys that speak of the whole profile and stand above the first table.
const TOP: [&str; 11] = [
    "name",
    "title",
    "about",
    "data",
    "wants",
    "missing",
    "treatment",
    "normalisation",
    "weighting",
    "aggregation",
    "ties",
];

impl Profile {
    /// The profile in a file.
    ///
    /// # Errors
    /// Every problem of the file at once. Names of indicators and groups are checked when the profile meets a
    /// data set.
    ///
    /// ```no_run
    /// let founder = hubrank::Profile::open("configs/founder.toml")?;
    /// assert_eq!(founder.name, "founder");
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Problems> {
        let label = file::label(path.as_ref());
        let bytes = std::fs::read(path.as_ref()).map_err(|error| {
            let problem = file::cannot_read(&label, &error);
            problem.hint("a profile is a TOML file: `name = \"…\"` and its `[weights]`")
        })?;
        Self::parse(&label, &file::text_of(&label, bytes)?)
    }

    /// The profile that a text says; `file` is what messages call it.
    ///
    /// # Errors
    /// Every problem of the text at once.
    ///
    /// ```
    /// let equal = hubrank::Profile::parse("equal.toml", "weighting = \"equal\"")?;
    /// assert_eq!(equal.name, "equal");
    /// # Ok::<(), hubrank::Problems>(())
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<Self, Problems> {
        let document = Document::new(file, text, &TOP);
        let table = document.parse();
        let mut root = Section::new(&document, table.get_ref(), "a profile", 0..0);
        let mut profile = Self::equal(stem(file));
        profile.weighting.usual = Weighing::Stated;
        profile.place = Place::file(file);
        profile.sha256 = hash(text);
        head(&mut profile, &mut root);
        stages(&mut profile, &mut root);
        overrides::tables(&mut profile, &mut root);
        statements::statements(&mut profile, &mut root);
        uncertainty::read(&mut profile, &mut root);
        root.finish();
        drop(table);
        document.into_problems().into_result(profile)
    }

    /// A profile that is built into the program, by its name.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn built_in(name: &str) -> Result<Self, Problems> {
        match PROFILES.iter().find(|(known, _)| *known == name) {
            Some((name, text)) => Self::parse(&format!("configs/{name}.toml"), text),
            None => {
                let within = "the profiles built into hubrank";
                let place = Place::argument(name);
                let known = Self::built_ins();
                Err(Problem::unknown(place, Kind::Profile, name, within, known).into())
            }
        }
    }

    /// The names of the profiles that are built into the program, in the order of the alphabet.
    pub fn built_ins() -> impl Iterator<Item = &'static str> + Clone {
        PROFILES.iter().map(|(name, _)| *name)
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn hash(text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(text.as_bytes());
    file::hexadecimal(hash)
}

/// Who it is: name, title, about, the data it is for and what it would ask for.
fn head(profile: &mut Profile, root: &mut Section<'_>) {
    if let Some(entry) = root.entry("name")
        && let Some(name) = entry.text()
    {
        if is_folder_name(name) {
            name.clone_into(&mut profile.name);
        } else {
            entry.bad(
                "a name that a folder can have: not empty, no `/`, `\\` or `:`, no leading dot",
            );
        }
    }
    profile.title = root.text("title").unwrap_or_else(|| profile.name.clone());
    profile.about = root.text_or_empty("about").trim().to_owned();
    if let Some(entry) = root.entry("data") {
        profile.places.insert("data".into(), entry.place());
        profile.data = entry.texts().into_iter().map(|(id, _)| id).collect();
    }
    if let Some(wants) = root.entry("wants").and_then(|entry| entry.section("`wants`")) {
        for entry in wants.entries() {
            if let Some(words) = entry.text() {
                profile.wants.push((entry.key.to_owned(), words.to_owned()));
            }
        }
    }
}

/// Whether a text can name a folder in `output/` on any system.
fn is_folder_name(name: &str) -> bool {
    let is_fine = |c: char| !c.is_control() && !"/\\:*?\"<>|".contains(c);
    !name.is_empty() && name.trim() == name && !name.starts_with('.') && name.chars().all(is_fine)
}

/// What it chooses at each stage.
fn stages(profile: &mut Profile, root: &mut Section<'_>) {
    if let Some(entry) = noted(profile, root, "missing")
        && let Some((missing, by)) = choices::missing(&entry, true)
    {
        profile.missing.usual = missing;
        profile.mentions.extend(by);
    }
    if let Some(entry) = noted(profile, root, "treatment")
        && let Some(treatment) = choices::treatment(&entry)
    {
        profile.treatment.usual = treatment;
    }
    if let Some(entry) = noted(profile, root, "normalisation")
        && let Some(normalisation) = choices::normalisation(&entry)
    {
        profile.normalisation.usual = normalisation;
    }
    if let Some(entry) = noted(profile, root, "weighting")
        && let Some((weighing, mentions)) = weighing::weighing(&entry, "index")
    {
        profile.mentions.extend(mentions);
        // Statements speak of what stands directly under the index; inside the groups the data set's shares hold.
        if weighing.is_statement() {
            profile.weighting.of.insert("index".into(), weighing);
        } else {
            profile.weighting.usual = weighing;
        }
    }
    if let Some(entry) = noted(profile, root, "aggregation") {
        aggregation::read(profile, &entry);
    }
    if let Some(entry) = root.entry("ties") {
        let known = &["competition", "dense", "fractional"];
        profile.ties = match name(&entry, Kind::Method, known) {
            Some("dense") => Ties::Dense,
            Some("fractional") => Ties::Fractional,
            _ => Ties::Competition,
        };
    }
}

/// The entry of a choice, its place kept for the gates.
fn noted<'a>(
    profile: &mut Profile,
    root: &mut Section<'a>,
    key: &'static str,
) -> Option<Entry<'a>> {
    let entry = root.entry(key)?;
    profile.places.insert(key.into(), entry.place());
    Some(entry)
}

/// A name that a data set must know, at its place.
pub(super) fn mention(role: MentionOf, name: &str, place: Place) -> Mention {
    Mention { role, name: name.to_owned(), place }
}

/// The problem of two settings that speak against each other.
pub(super) fn contradiction(entry_place: Place, method: &str, beside: &str) -> Problem {
    let fault = Fault::BadSetting {
        setting: "weighting".into(),
        value: format!("`{method}` beside {beside}"),
        expected: "`stated`, or no weights".into(),
    };
    Problem::new(entry_place, fault)
        .hint(format!("take {beside} away, or the `weighting` for stated weights"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::{Aggregation, Filling, Mean, Normalisation, Treatment};

    fn parsed(text: &str) -> Result<Profile, Problems> {
        Profile::parse("configs/judge.toml", text)
    }

    fn headlines(text: &str) -> Vec<String> {
        match parsed(text) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|one| one.fault.headline()).collect(),
        }
    }

    #[test]
    fn defaults_are_those_of_the_contract() -> Result<(), Problems> {
        let profile = parsed("")?;
        assert_eq!((profile.name.as_str(), profile.title.as_str()), ("judge", "judge"));
        assert_eq!(profile.missing.usual.min_coverage, 0.65);
        assert_eq!(profile.weighting.usual, Weighing::Stated);
        assert_eq!(profile.normalisation.usual, Normalisation::default());
        assert_eq!(profile.aggregation, Aggregation::default());
        Ok(())
    }

    #[test]
    fn every_choice_has_its_forms() -> Result<(), Problems> {
        let text = r#"
            missing = { group-mean = { by = "region", min-coverage = 0.5 } }
            treatment = { winsorise = { skewness = 1.5, most = 3 } }
            normalisation = { min-max = { low = 1, high = 100 } }
            aggregation = { across = "geometric-mean" }
            ties = "dense"
            weighting = "equal"
            [indicator.rent]
            direction = "lower"
            treatment = { log = { shift = 0.1 } }
            normalisation = { goalposts = { low = 1, high = 2, clip = true } }
            missing = "median"
            per = "people"
            [within.cost]
            rent = 1
            [group.talent]
            aggregation = "geometric-mean"
            weighting = "stated"
            [limits]
            rent = { at-most = 90 }
        "#;
        let profile = parsed(text)?;
        assert_eq!(profile.missing.usual.filling, Filling::GroupMean("region".into()));
        assert_eq!(profile.missing.usual.min_coverage, 0.5);
        assert_eq!(*profile.treatment.get("rent"), Treatment::Log { shift: Some(0.1) });
        assert_eq!(profile.missing.get("rent").filling, Filling::Median);
        let levels = profile.aggregation.levels().cloned().unwrap_or_default();
        assert_eq!(levels.across, Mean::Geometric);
        assert_eq!(levels.of["talent"], Mean::Geometric);
        // A list of weights for one group is meant, also where the rest is equal.
        assert_eq!(profile.weighting.of["cost"], Weighing::Stated);
        assert_eq!(profile.limits[0].at_most, Some(90.0));
        let roles: Vec<_> = profile.mentions.iter().map(|one| one.name.as_str()).collect();
        for name in ["region", "rent", "people", "cost", "talent"] {
            assert!(roles.contains(&name), "{name} in {roles:?}");
        }
        Ok(())
    }

    #[test]
    fn a_key_below_a_table_is_sent_up() {
        let problems = parsed("[weights]\na = 1\naggregation = \"geometric-mean\"\n").err();
        let text = problems.map(|problems| problems.to_string()).unwrap_or_default();
        assert!(text.contains("move it above the first `[table]`"), "{text}");
    }

    #[test]
    fn all_problems_come_at_once() {
        let text = "nme = \"x\"\nmissing = \"skip\"\nnormalisation = { min-max = { low = 5, high = 1 } }\n[weights]\na = -1\nb = nan\nc = inf\nd = \"x\"\n[limits]\ne = {}\n";
        assert_eq!(headlines(text).len(), 8, "{:?}", headlines(text));
    }

    #[test]
    fn weights_beside_equal_weighting_are_refused() {
        let found = headlines("weighting = \"equal\"\n[weights]\na = 1\n");
        assert_eq!(found, ["`weighting` cannot be `equal` beside `[weights]`"]);
    }

    #[test]
    fn a_name_that_leaves_the_output_folder_is_refused() {
        for name in ["../x", "", "a/b", ".x"] {
            assert_eq!(headlines(&format!("name = \"{name}\"")).len(), 1, "{name}");
        }
    }
}
