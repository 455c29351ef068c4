//! Scenes as PNG, by resvg, from the SVG; not in a page, which draws the SVG itself.

use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;
use resvg::usvg::fontdb::{Database, Source};

use super::super::fonts;
use super::super::scene::Scene;
use super::{PaintError, size, svg};

/// PNG dots a px of the scene.
const ENLARGEMENT: f64 = 2.0;
/// 200 dots an inch, as dots a metre.
const DOTS_PER_METRE: u32 = 7874;
/// Bytes of a chunk of picture data in a PNG.
const CHUNK: usize = 1 << 16;

/// The scene as a PNG file: RGB, two dots a px, 200 dots an inch.
///
/// Title, text alternative and meta stand in it as iTXt chunks.
/// The same scene gives the same bytes every time.
///
/// # Errors
///
/// As [`svg`]; and [`PaintError::Png`] if a name in the scene's meta is empty, longer than
/// 79 characters, or not in Latin-1.
pub fn png(scene: &Scene) -> Result<Vec<u8>, PaintError> {
    encode(scene, &raster(scene)?)
}

/// The built-in faces as resvg wants them, parsed once and shared between all pictures.
fn faces() -> Arc<Database> {
    static FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let shared = FACES.get_or_init(|| {
        let mut database = Database::new();
        for file in fonts::files() {
            database.load_font_source(Source::Binary(Arc::new(file)));
        }
        database.set_sans_serif_family("Inter");
        Arc::new(database)
    });
    Arc::clone(shared)
}

fn raster(scene: &Scene) -> Result<Pixmap, PaintError> {
    let (width, height) = size(scene)?;
    let options = usvg::Options {
        fontdb: faces(),
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(&svg(scene)?, &options)?;
    let mut pixmap = Pixmap::new((width * ENLARGEMENT) as u32, (height * ENLARGEMENT) as u32)
        .ok_or(PaintError::Size(width, height))?;
    pixmap.fill(Color::WHITE);
    let scale = ENLARGEMENT as f32;
    let mut canvas = pixmap.as_mut();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas);
    Ok(pixmap)
}

fn encode(scene: &Scene, pixmap: &Pixmap) -> Result<Vec<u8>, PaintError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat areas repeat to the byte, which filters would hide from the compressor: a quarter less without them.
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: DOTS_PER_METRE,
        yppu: DOTS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    for (name, words) in [("Title", &scene.title), ("Description", &scene.alt)] {
        if !words.is_empty() {
            encoder.add_itxt_chunk(name.to_owned(), words.clone())?;
        }
    }
    for (name, value) in &scene.meta {
        encoder.add_itxt_chunk(name.clone(), value.clone())?;
    }
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer_with_size(CHUNK)?;
    let width = pixmap.width() as usize;
    let mut line = vec![0; 3 * width];
    // Line by line: a second copy of the whole picture would cost more than its conversion.
    for dots in pixmap.data().chunks_exact(4 * width) {
        // The ground is opaque, so the fourth channel says nothing.
        for (rgb, dot) in line.as_chunks_mut::<3>().0.iter_mut().zip(dots.as_chunks::<4>().0) {
            rgb.copy_from_slice(&dot[..3]);
        }
        stream.write_all(&line).map_err(png::EncodingError::from)?;
    }
    stream.finish()?;
    writer.finish()?;
    Ok(file)
}
