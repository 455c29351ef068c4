//! The list of cases in the program: one line a folder in `tests/published/`, sorted. A test compares the two.

/// Name and text of every case.
pub const EMBEDDED: &[(&str, &str)] = &[(
    "dezert-2020-spotis",
    include_str!("../../tests/published/dezert-2020-spotis/case.toml"),
)];
