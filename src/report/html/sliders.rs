//! What a report carries so that its weights can be moved: the engine, what it ranks, and a script that asks it.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::base64::base64;

/// The engine for a page, and what it ranks there.
pub struct Sliders {
    /// The engine, as WebAssembly: what `wasm/build` makes.
    pub engine: Vec<u8>,
    /// The data set and its profiles, as the engine reads them: JSON.
    pub inputs: String,
}

impl Sliders {
    /// Whether bytes are WebAssembly.
    #[must_use]
    pub fn is_wasm(bytes: &[u8]) -> bool {
        bytes.starts_with(b"\0asm\x01\0\0\0")
    }

    /// Whether WebAssembly is the engine of this version: it says so by the name of one of its functions.
    #[must_use]
    pub fn is_engine(bytes: &[u8]) -> bool {
        let name = concat!("hubrank-", env!("CARGO_PKG_VERSION")).as_bytes();
        bytes.windows(name.len()).any(|own| own == name)
    }
}

/// The controls and the places that the script fills.
pub(super) const PLACES: &str = include_str!("sliders.html");

/// How they look; none of it goes on paper, where the ranking before stands for all.
pub(super) const LOOK: &str = concat!(
    include_str!("controls.css"),
    "#sliders .led { min-height: 3em; }\n#sliders svg.chart { min-width: 38rem; }\n@media print { #sliders { display: none; } }\n"
);

/// All that the page needs to rank, at the end of its body.
pub(super) fn scripts(own: &Sliders) -> String {
    let carried = [("engine", own.engine.as_slice()), ("inputs", own.inputs.as_bytes())];
    let carried = carried.map(|(id, bytes)| {
        format!(
            "<script type=\"application/gzip\" id=\"{id}\">{}</script>\n",
            base64(&packed(bytes))
        )
    });
    let script = [super::SCRIPT, include_str!("sliders.js")].concat();
    format!("{}<script>\n{script}</script>\n", carried.concat())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = writer.write_all(bytes);
    written.and_then(|()| writer.finish()).unwrap_or_default()
}
