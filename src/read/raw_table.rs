//! A table of which nothing is known yet.

/// A table of text: the names of its columns and its rows, each as long as the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawTable {
    /// The names of the columns, as they stand.
    pub header: Vec<String>,
    /// The rows; an empty text where there is nothing.
    pub rows: Vec<Vec<String>>,
}
