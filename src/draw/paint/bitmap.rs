//! Scenes as PNG, by resvg, from the SVG; not in a page, which draws the SVG itself.

use std::io::Write;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;
use resvg::usvg::fontdb::{Database, Source};

use crate::draw::scene::Scene;
use crate::draw::{coverage, fonts};

use super::{PaintError, size, svg};

/// PNG dots a px of the scene.
const ENLARGEMENT: f64 = 2.0;
/// 200 dots an inch, as dots a metre.
const DOTS_PER_METRE: u32 = 7874;
/// Bytes of a chunk of picture data in a PNG.
const CHUNK: usize = 1 << 16;
/// How hard a PNG is compressed, of 9: a third of the time of the usual 6 for files a quarter larger.
const EFFORT: u8 = 2;
/// In how many parts a PNG is painted: fresh memory for the whole picture would cost as much as its letters. Each part
/// goes through all of the SVG, so there are few.
const STRIPS: u32 = 4;
/// The scene as a PNG file: RGB, two dots a px, 200 dots an inch.
///
/// Title, text alternative and meta stand in it as iTXt chunks; a box stands for a character that no typeface has.
/// The same scene gives the same bytes every time.
///
/// # Errors
///
/// As [`svg`](super::svg); and [`PaintError::Png`](super::PaintError::Png) if a name in the scene's meta is empty, longer than
/// 79 characters, or not in Latin-1.
pub fn png(scene: &Scene) -> Result<Vec<u8>, PaintError> {
    let scene = &*coverage::boxed(scene);
    let (width, height) = size(scene)?;
    let (across, down) = ((width * ENLARGEMENT) as u32, (height * ENLARGEMENT) as u32);
    let tree = tree(scene)?;
    let mut file = Vec::new();
    let mut writer = encoder(scene, &mut file, across, down)?.write_header()?;
    let mut stream = writer.stream_writer_with_size(CHUNK)?;
    let rows = down.div_ceil(STRIPS);
    let mut strip = Pixmap::new(across, rows).ok_or(PaintError::Size(width, height))?;
    for top in (0..down).step_by(rows as usize) {
        let scale = Transform::from_scale(ENLARGEMENT as f32, ENLARGEMENT as f32);
        // The ground is opaque and covers what stood here before.
        resvg::render(&tree, scale.post_translate(0.0, -(top as f32)), &mut strip.as_mut());
        let kept = rows.min(down - top) as usize;
        write_rows(&strip, kept, &mut stream).map_err(png::EncodingError::from)?;
    }
    stream.finish()?;
    writer.finish()?;
    Ok(file)
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

/// The scene's SVG as resvg reads it, letters as outlines.
fn tree(scene: &Scene) -> Result<usvg::Tree, PaintError> {
    let options = usvg::Options {
        fontdb: faces(),
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    Ok(usvg::Tree::from_str(&svg(scene)?, &options)?)
}

/// A PNG of so many dots, with what it says of itself.
fn encoder<'a>(
    scene: &Scene,
    file: &'a mut Vec<u8>,
    across: u32,
    down: u32,
) -> Result<png::Encoder<'a, &'a mut Vec<u8>>, PaintError> {
    let mut encoder = png::Encoder::new(file, across, down);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(EFFORT));
    // Flat areas repeat to the byte, which filters would hide from the compressor: a tenth less without them.
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
    Ok(encoder)
}

/// Hands over the first rows of a strip, without the fourth channel, which says nothing: the ground is opaque.
fn write_rows(strip: &Pixmap, rows: usize, out: &mut impl Write) -> std::io::Result<()> {
    let across = strip.width() as usize;
    let mut line = vec![0; 3 * across];
    for dots in strip.data().chunks_exact(4 * across).take(rows) {
        for (rgb, dot) in line.as_chunks_mut::<3>().0.iter_mut().zip(dots.as_chunks::<4>().0) {
            rgb.copy_from_slice(&dot[..3]);
        }
        out.write_all(&line)?;
    }
    Ok(())
}
