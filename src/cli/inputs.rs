//! Finding what is to be read: data sets and profiles by folder or by name, the built-in ones where there are none.

mod vary;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Dataset;
use crate::problem::{Fault, Kind, Place, Problem, Problems};
use crate::study::{Outcome, Profile};

use super::args::{Inputs, Variation};
use super::terminal::Terminal;

use vary::seeded;
use vary::suffix;
pub(super) use vary::{only, reweighed};

/// Where data sets are looked for.
const DATA: &str = "data";
/// Where profiles are looked for, unless another folder is said.
const CONFIGS: &str = "configs";

/// A data set and the profiles that rank it.
pub(super) struct Study {
    /// The data set, with only the hubs that were asked for.
    pub(super) dataset: Dataset,
    /// The profiles, with the weights that were asked for.
    pub(super) profiles: Vec<Profile>,
    /// What was changed for once, for the names of files: `-talent-40-region-east`.
    pub(super) suffix: String,
    /// On how many threads is worked.
    pub(super) threads: usize,
    /// The data set with all its hubs, where `--only` leaves some out.
    whole: Option<Dataset>,
}

impl Study {
    /// Reads what a command names; every profile that fits where it names none.
    pub(super) fn read(
        inputs: &Inputs,
        names: &[String],
        variation: &Variation,
        terminal: &Terminal,
    ) -> Result<Self, Problems> {
        say_what_is_built_in(inputs, terminal);
        let dataset = dataset(inputs);
        let profiles = match names {
            [] => all_profiles(inputs),
            _ => collected(names.iter().map(|name| profile(inputs, name))),
        };
        let (dataset, mut profiles) = both(dataset, profiles)?;
        if names.is_empty() {
            profiles.retain(|own| fits(inputs, own, &dataset));
        }
        if profiles.is_empty() {
            return Err(no_profile(inputs, &dataset.id));
        }
        // A hub that `--only` leaves out is none that the data lack.
        profiles.iter_mut().for_each(|own| own.forget_hubs_of(&dataset));
        let whole = (!variation.only.is_empty()).then(|| dataset.clone());
        let dataset = only(dataset, &variation.only)?;
        let varied = |own| seeded(reweighed(own, &variation.weights), variation.seed);
        let profiles = profiles.into_iter().map(varied);
        Ok(Self {
            dataset,
            profiles: profiles.collect(),
            suffix: suffix(variation),
            threads: variation.threads.count(),
            whole,
        })
    }

    /// The name of the hub that `--only` leaves out and a person called `text`.
    pub(super) fn left_out(&self, text: &str) -> Option<&str> {
        let whole = self.whole.as_ref()?;
        Some(&whole.hubs[whole.hub(text)?].name)
    }

    /// Every ranking, or every problem of all of them.
    pub(super) fn outcomes(&self) -> Result<Vec<Outcome>, Problems> {
        collected(self.profiles.iter().map(|own| self.dataset.ranked_for(own)))
    }

    /// The same with tier and range of every rank.
    pub(super) fn trusted_outcomes(&self) -> Result<Vec<Outcome>, Problems> {
        let outcome = |own| self.dataset.ranked_for(own).and_then(Outcome::with_trust);
        collected(self.profiles.iter().map(outcome))
    }

    /// The folder of a profile's results below the folder of all results.
    pub(super) fn place(&self, out: &Path, name: &str) -> PathBuf {
        out.join(file_name(&self.dataset.id)).join(format!("{}{}", file_name(name), self.suffix))
    }
}

/// Whether a profile that nobody named ranks a data set: what is made for other data does not, and a built-in one
/// does not where the data have other pillars than it weighs.
pub(super) fn fits(inputs: &Inputs, profile: &Profile, dataset: &Dataset) -> bool {
    let may_fail = profiles_are_built_in(inputs);
    profile.is_for(&dataset.id) && (!may_fail || dataset.observed_for(profile).is_ok())
}

/// The two views that are compared first where both are there.
const LEAD: [&str; 2] = ["investor", "founder"];

/// The place of a profile among several: the lead ones first.
pub(super) fn lead(own: &Profile) -> usize {
    let found = LEAD.iter().position(|name| *name == own.name);
    found.unwrap_or(LEAD.len())
}

/// That nothing ranks a data set.
pub(super) fn no_profile(inputs: &Inputs, dataset: &str) -> Problems {
    let reason = format!("no profile is made for `{dataset}`");
    let place = Place::file(folder(inputs).display().to_string());
    let hint = "write one, or see what `hubrank new FOLDER` writes";
    Problem::new(place, Fault::NothingToRank { reason }).hint(hint).into()
}

/// All values, or all problems, each once.
pub(super) fn collected<T>(
    results: impl Iterator<Item = Result<T, Problems>>,
) -> Result<Vec<T>, Problems> {
    let mut values = Vec::new();
    let mut problems = Problems::default();
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(found) => extend_with_new(&mut problems, found),
        }
    }
    problems.into_result(values)
}

/// Adds the problems that are not there yet: one file read for two reasons has one set of problems.
pub(super) fn extend_with_new(problems: &mut Problems, found: Problems) {
    for problem in found.iter() {
        if problems.iter().all(|known| known != problem) {
            problems.push(problem.clone());
        }
    }
}

/// Two values, or the problems of both.
pub(super) fn both<A, B>(
    a: Result<A, Problems>,
    b: Result<B, Problems>,
) -> Result<(A, B), Problems> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            extend_with_new(&mut a, b);
            Err(a)
        }
        (Err(problems), _) | (_, Err(problems)) => Err(problems),
    }
}

/// Says on stderr what comes from the program itself.
pub(super) fn say_what_is_built_in(inputs: &Inputs, terminal: &Terminal) {
    let no_data = inputs.data.is_none() && !Path::new(DATA).is_dir();
    let no_profiles = inputs.profiles.is_none() && !Path::new(CONFIGS).is_dir();
    match (no_data, no_profiles) {
        (true, true) => terminal.say(&format!("No `{DATA}` or `{CONFIGS}` here: using the built-in data and profiles. `hubrank new FOLDER` starts your own.")),
        (true, false) => terminal.say(&format!("No `{DATA}` here: using the built-in data.")),
        (false, true) => terminal.say(&format!("No `{CONFIGS}` here: using the built-in profiles.")),
        (false, false) => {}
    }
}

/// Every data set that is meant: the one that was named, else all.
pub(super) fn datasets(inputs: &Inputs) -> Result<Vec<Result<Dataset, Problems>>, Problems> {
    if let Some(name) = &inputs.data {
        return Ok(vec![named_dataset(name)]);
    }
    if !Path::new(DATA).is_dir() {
        return Ok(Dataset::built_ins().map(Dataset::built_in_named).collect());
    }
    let names = dataset_names()?;
    if names.is_empty() {
        return Err(nothing_in(Path::new(DATA), "no data set (a folder with a `dataset.toml`)"));
    }
    let open = |name: &String| Dataset::open(Path::new(DATA).join(name));
    Ok(names.iter().map(open).collect())
}

/// The one data set that a command takes: that named, else the only one, else the default one.
fn dataset(inputs: &Inputs) -> Result<Dataset, Problems> {
    let mut all = collected(datasets(inputs)?.into_iter())?;
    if all.len() == 1 {
        return Ok(all.swap_remove(0));
    }
    let ids: Vec<_> = all.iter().map(|own| own.id.clone()).collect();
    let mut defaults: Vec<_> = all.into_iter().filter(|own| own.is_default).collect();
    if defaults.len() == 1 {
        return Ok(defaults.swap_remove(0));
    }
    let choices = match defaults.is_empty() {
        true => ids,
        false => defaults.iter().map(|own| own.id.clone()).collect(),
    };
    let hint = "say `--data NAME`, or write `default = true` in one `dataset.toml`";
    let what = "data set".into();
    let fault = Fault::Ambiguous { what, choices };
    Err(Problem::new(Place::file(DATA), fault).hint(hint).into())
}

fn named_dataset(name: &str) -> Result<Dataset, Problems> {
    let path = Path::new(name);
    if path.is_dir() {
        return Dataset::open(path);
    }
    let inside = Path::new(DATA).join(name);
    if inside.is_dir() {
        return Dataset::open(inside);
    }
    let (known, within) = match Path::new(DATA).is_dir() {
        true => (dataset_names()?, format!("`{DATA}`")),
        false => (owned(Dataset::built_ins()), "the built-in data sets".to_owned()),
    };
    if !Path::new(DATA).is_dir() && known.iter().any(|own| own == name) {
        return Dataset::built_in_named(name);
    }
    let place = Place::argument(format!("--data {name}"));
    let known = known.iter().map(String::as_str);
    Err(Problem::unknown(place, Kind::Dataset, name, within, known).into())
}

/// The folders that the data set which is meant may stand in.
#[cfg(feature = "charts")]
pub(super) fn places(inputs: &Inputs) -> Result<Vec<PathBuf>, Problems> {
    let own = inputs.data.iter().map(PathBuf::from).collect::<Vec<_>>();
    let inside = |name: String| Path::new(DATA).join(name);
    let known = if Path::new(DATA).is_dir() { dataset_names()? } else { Vec::new() };
    Ok(own.into_iter().chain(known.into_iter().map(inside)).filter(|own| own.is_dir()).collect())
}

/// The folders under `data/` that hold a data set, in order.
fn dataset_names() -> Result<Vec<String>, Problems> {
    let names = entries(Path::new(DATA))?;
    let is_dataset = |name: &String| Path::new(DATA).join(name).join("dataset.toml").is_file();
    Ok(names.into_iter().filter(is_dataset).collect())
}

/// The folder in which profiles are looked for.
fn folder(inputs: &Inputs) -> &Path {
    inputs.profiles.as_deref().unwrap_or(Path::new(CONFIGS))
}

/// Whether the built-in profiles are used: no folder was said and there is none here.
fn profiles_are_built_in(inputs: &Inputs) -> bool {
    inputs.profiles.is_none() && !Path::new(CONFIGS).is_dir()
}

/// Every profile of the folder, each read or with its problems.
pub(super) fn profiles(inputs: &Inputs) -> Result<Vec<Result<Profile, Problems>>, Problems> {
    if profiles_are_built_in(inputs) {
        return Ok(Profile::built_ins().map(Profile::built_in).collect());
    }
    let folder = folder(inputs);
    let names = profile_names(folder)?;
    if names.is_empty() {
        return Err(nothing_in(folder, "no profile (a `.toml` file)"));
    }
    let open = |name: &String| Profile::open(folder.join(format!("{name}.toml")));
    Ok(names.iter().map(open).collect())
}

fn all_profiles(inputs: &Inputs) -> Result<Vec<Profile>, Problems> {
    collected(profiles(inputs)?.into_iter())
}

/// A profile by its path, or by its name in the folder of profiles.
fn profile(inputs: &Inputs, name: &str) -> Result<Profile, Problems> {
    if name.contains('/') || name.ends_with(".toml") {
        return Profile::open(name);
    }
    let built_in = profiles_are_built_in(inputs);
    let (known, within) = match built_in {
        true => (owned(Profile::built_ins()), "the built-in profiles".to_owned()),
        false => {
            let folder = folder(inputs);
            (profile_names(folder)?, format!("`{}`", folder.display()))
        }
    };
    if !known.iter().any(|own| own == name) {
        let known = known.iter().map(String::as_str);
        let place = Place::argument(name);
        return Err(Problem::unknown(place, Kind::Profile, name, within, known).into());
    }
    match built_in {
        true => Profile::built_in(name),
        false => Profile::open(folder(inputs).join(format!("{name}.toml"))),
    }
}

/// The profile of one hub's explanation where none was named: `balanced`, else the first that fits.
pub(super) fn usual_profile(inputs: &Inputs) -> Result<Vec<String>, Problems> {
    let known = match profiles_are_built_in(inputs) {
        true => owned(Profile::built_ins()),
        false => profile_names(folder(inputs))?,
    };
    let balanced = known.into_iter().find(|name| name == "balanced");
    Ok(balanced.into_iter().collect())
}

fn owned(names: impl Iterator<Item = &'static str>) -> Vec<String> {
    names.map(str::to_owned).collect()
}

fn profile_names(folder: &Path) -> Result<Vec<String>, Problems> {
    let names = entries(folder)?.into_iter();
    Ok(names.filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned())).collect())
}

/// The names in a folder, in order, hidden ones left out.
fn entries(folder: &Path) -> Result<Vec<String>, Problems> {
    let unreadable = |error: std::io::Error| {
        let reason = error.to_string();
        let place = Place::file(folder.display().to_string());
        Problems::from(Problem::new(place, Fault::CannotRead { reason }))
    };
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        names.insert(name.to_string_lossy().into_owned());
    }
    names.retain(|name| !name.starts_with('.'));
    Ok(names.into_iter().collect())
}

fn nothing_in(folder: &Path, what: &str) -> Problems {
    let reason = format!("the folder holds {what}");
    let place = Place::file(folder.display().to_string());
    let hint = "start one with `hubrank new FOLDER`";
    Problem::new(place, Fault::NothingToRank { reason }).hint(hint).into()
}

/// A name as a file may have it: nothing that leads out of its folder.
pub(super) fn file_name(name: &str) -> String {
    let plain = |c: char| match c {
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => c.to_lowercase().to_string(),
        _ => "-".into(),
    };
    name.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_not_leave_its_folder() {
        assert_eq!(file_name("../../etc"), "------etc");
        assert_eq!(file_name("Hong Kong"), "hong-kong");
    }
}
