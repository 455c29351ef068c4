//! Reports: results as rows ready to print, and one format a file.
//!
//! Nothing here opens files or prints; a report is text that `cli` and `serve` hand on.

pub mod csv;
pub mod front;
pub mod html;
pub mod json;
pub mod markdown;
pub mod number;
pub mod page;
pub mod profile;
pub mod section;
#[cfg(not(target_family = "wasm"))]
pub mod table;
pub mod view;
