//! The data sets and profiles that are built into the program, so that it works in an empty folder.

/// The files of one data set: each file's name and text.
pub(super) type DataFiles = &'static [(&'static str, &'static str)];

/// Each data set: its id, its folder in the project and its files; the one taken by default first.
pub(super) const DATA: [(&str, &str, DataFiles); 2] = [
    (
        "china-hubs",
        "data/china-hubs",
        &[
            ("dataset.toml", include_str!("../../data/china-hubs/dataset.toml")),
            ("hubs.csv", include_str!("../../data/china-hubs/hubs.csv")),
            ("observations.csv", include_str!("../../data/china-hubs/observations.csv")),
        ],
    ),
    (
        "articles",
        "data/articles",
        &[
            ("dataset.toml", include_str!("../../data/articles/dataset.toml")),
            ("hubs.csv", include_str!("../../data/articles/hubs.csv")),
            ("observations.csv", include_str!("../../data/articles/observations.csv")),
        ],
    ),
];

/// Each profile: its file in the project and its text, by file name.
pub(super) const PROFILES: [(&str, &str); 8] = [
    ("balanced", include_str!("../../configs/balanced.toml")),
    ("cost-conscious", include_str!("../../configs/cost-conscious.toml")),
    ("founder", include_str!("../../configs/founder.toml")),
    ("founder-per-head", include_str!("../../configs/founder-per-head.toml")),
    ("hardware-founder", include_str!("../../configs/hardware-founder.toml")),
    ("investor", include_str!("../../configs/investor.toml")),
    ("investor-per-head", include_str!("../../configs/investor-per-head.toml")),
    ("research-lab", include_str!("../../configs/research-lab.toml")),
];
