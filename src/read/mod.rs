//! The only door in: files become data sets and profiles here, or every problem is told at once.
//!
//! Nothing behind this room opens a file, and nothing behind it fails for what a file said.

mod aggregation;
mod built_in;
mod choices;
mod csv_scan;
mod csv_text;
mod dataset;
mod document;
mod draft;
mod file;
mod guess;
mod hub_names;
mod hubs;
mod left_out;
mod name_or_table;
mod number;
mod observations;
mod outline;
mod overrides;
mod plain;
mod profile;
mod raw_table;
mod record;
mod section;
mod statements;
mod texts;
mod tidy;
mod tidy_draft;
mod tree;
mod uncertainty;
#[cfg(not(target_family = "wasm"))]
mod unpacked;
mod weighing;
mod wide;
#[cfg(not(target_family = "wasm"))]
mod workbook;

pub use draft::{Draft, draft};
pub use raw_table::RawTable;
pub use texts::Texts;
pub use uncertainty::MOST_DRAWS;
#[cfg(not(target_family = "wasm"))]
pub use workbook::{table, table_in};
