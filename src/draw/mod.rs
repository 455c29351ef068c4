//! Charts as data, and the painting of them.
//!
//! A chart takes results and returns a [`scene::Scene`]: rectangles, lines and
//! words with places in px. What a chart should look like stands in [`theme`],
//! how wide its words are in [`measure`], the furniture that every chart shares
//! in [`frame`], which of its characters no built-in typeface has in [`coverage`]. [`paint`] alone knows how a scene becomes SVG or PNG.

pub mod chart;
#[cfg(not(target_family = "wasm"))]
pub mod coverage;
mod fonts;
pub mod frame;
pub mod measure;
pub mod paint;
pub mod scene;
pub mod theme;

#[cfg(target_family = "wasm")]
pub use fonts::carry;
pub use fonts::faces;
