//! What a page needs to rank by itself: the texts of a data set and of its profiles, as they were read.

use serde::{Deserialize, Serialize};

use crate::model::Dataset;
use crate::problem::Problems;
use crate::study::Profile;

use super::library::Library;

/// A data set and profiles as texts, with what was changed for once.
///
/// ```
/// use hubrank::live::{Inputs, Most, State, view};
/// let outline = "id = \"a\"\n[[indicator]]\nid = \"rent\"\ndirection = \"lower\"\n";
/// let files = [("dataset.toml", outline), ("observations.csv", "hub,rent\nberlin,14\nlisbon,16\n")];
/// let dataset = hubrank::Dataset::parse("a", &files)?;
/// let equal = hubrank::Profile::parse("equal.toml", "weighting = \"equal\"")?;
/// let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
/// let inputs = Inputs::of(&dataset, "a", files.into(), [&equal]);
/// let answer = view(&State::default(), &inputs.library()?, Most::default())?;
/// assert_eq!(answer["ranking"][0]["hub"], "berlin");
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Inputs {
    /// What messages call the place of the files.
    folder: String,
    /// Each file of the data set: its name and text.
    files: Vec<(String, String)>,
    /// The title, which may say that some hubs were left out.
    title: String,
    /// The hubs that take part, by id, in order.
    hubs: Vec<String>,
    /// The profiles, in order.
    profiles: Vec<Own>,
}

/// One profile.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Own {
    /// What messages call it.
    file: String,
    /// All that it says.
    text: String,
    /// The shares that were set for once, by node; as texts, since they are to come back to the last digit.
    moved: Vec<(String, String)>,
    /// The hash of the file that it was read from.
    sha256: String,
}

impl Inputs {
    /// What was read: the texts are those of the whole data set, of which some hubs may have been left out.
    #[must_use]
    pub fn of<'a>(
        dataset: &Dataset,
        folder: &str,
        files: Vec<(String, String)>,
        profiles: impl IntoIterator<Item = &'a Profile>,
    ) -> Self {
        let own = |profile: &Profile| Own {
            file: format!("{}.toml", profile.name),
            text: crate::report::profile::toml(profile),
            moved: {
                let moved = profile.weighting.moved.iter();
                moved.map(|(node, share)| (node.clone(), share.to_string())).collect()
            },
            sha256: profile.sha256.clone(),
        };
        Self {
            folder: folder.to_owned(),
            files,
            title: dataset.title.clone(),
            hubs: dataset.hubs.iter().map(|hub| hub.id.to_string()).collect(),
            profiles: profiles.into_iter().map(own).collect(),
        }
    }

    /// The data set and profiles, read like any other.
    ///
    /// # Errors
    /// Every problem of the texts at once: none where they were read before.
    pub fn library(&self) -> Result<Library, Problems> {
        let files: Vec<_> =
            self.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let whole = Dataset::parse(&self.folder, &files)?;
        let mut profiles = Vec::new();
        for own in &self.profiles {
            let mut profile = Profile::parse(&own.file, &own.text)?;
            for (node, share) in &own.moved {
                profile = profile.with_share(node, share.parse().unwrap_or_default());
            }
            profile.sha256.clone_from(&own.sha256);
            // A hub that was left out is none that the data lack.
            profile.forget_hubs_of(&whole);
            profiles.push(profile);
        }
        let rows: Vec<_> = self.hubs.iter().filter_map(|id| whole.hub(id)).collect();
        let mut dataset = whole.of_hubs(&rows);
        dataset.title.clone_from(&self.title);
        Ok(Library::new(vec![(dataset, profiles)]))
    }
}
