//! The look that every chart shares: colours, sizes, axis steps, how numbers are written.

use super::scene::Colour;

/// Words and axes.
pub const INK: Colour = Colour::INK;
/// Subtitles, footers, axis numbers.
pub const GREY: Colour = Colour(0x6b, 0x72, 0x80);
/// Lines and dots that stand back behind coloured ones.
pub const FAINT: Colour = Colour(0xbc, 0xc1, 0xc9);
/// Behind every second tier.
pub const BAND: Colour = Colour(0xf1, 0xf3, 0xf6);
/// Grid lines.
pub const GRID: Colour = Colour(0xe5, 0xe7, 0xeb);
/// Words on grounds on which neither ink nor white can be read.
const BLACK: Colour = Colour(0, 0, 0);
/// The ground.
pub const WHITE: Colour = Colour::WHITE;

/// Okabe and Ito's colours (2008), told apart by the colour-blind too; their yellow and
/// black are left out, too pale and too heavy for areas, and a grey is added.
pub const PALETTE: [Colour; 7] = [
    Colour(0x00, 0x72, 0xb2),
    Colour(0x56, 0xb4, 0xe9),
    Colour(0x00, 0x9e, 0x73),
    Colour(0xe6, 0x9f, 0x00),
    Colour(0xd5, 0x5e, 0x00),
    Colour(0xcc, 0x79, 0xa7),
    Colour(0x82, 0x82, 0x82),
];
/// The colour of a rise, or of the first of two.
pub const BLUE: Colour = PALETTE[0];
/// The colour of a fall, or of the second of two.
pub const VERMILION: Colour = PALETTE[4];

/// Width of every canvas in px.
pub const WIDTH: f64 = 1600.0;
/// Least height of a canvas in px; charts with many hubs are higher.
pub const MIN_HEIGHT: f64 = 1000.0;
/// Free on each side of a canvas, in px.
pub const MARGIN: f64 = 48.0;

/// Font size of the title in px, semi-bold.
pub const TITLE: f64 = 38.0;
/// Font size of the subtitle in px, grey.
pub const SUBTITLE: f64 = 23.0;
/// Font size of labels and legends in px.
pub const LABEL: f64 = 20.0;
/// Font size of axis numbers and of figures inside bars and cells in px.
pub const SMALL: f64 = 18.0;
/// Font size of the footer in px, grey.
pub const FOOTER: f64 = 17.0;
/// Distance between the lines of a paragraph, as a multiple of its font size.
pub const LEADING: f64 = 1.32;

const MINUS: char = '\u{2212}';
const THIN_SPACE: char = '\u{2009}';

/// The colour of the `index`-th series; after the last colour the first comes again.
#[must_use]
pub fn series(index: usize) -> Colour {
    PALETTE[index % PALETTE.len()]
}

/// The shade of a heatmap cell: near white at 0, dark blue at 1.
///
/// Shares beyond 0 and 1 count as 0 and 1, NaN as 0. The stops are ColorBrewer's nine "Blues".
#[must_use]
pub fn heat(share: f64) -> Colour {
    const STOPS: [Colour; 9] = [
        Colour(0xf7, 0xfb, 0xff),
        Colour(0xde, 0xeb, 0xf7),
        Colour(0xc6, 0xdb, 0xef),
        Colour(0x9e, 0xca, 0xe1),
        Colour(0x6b, 0xae, 0xd6),
        Colour(0x42, 0x92, 0xc6),
        Colour(0x21, 0x71, 0xb5),
        Colour(0x08, 0x51, 0x9c),
        Colour(0x08, 0x30, 0x6b),
    ];
    let share = if share.is_nan() { 0.0 } else { share };
    let place = share.clamp(0.0, 1.0) * 8.0;
    let below = (place as usize).min(7);
    mix(STOPS[below], STOPS[below + 1], place - below as f64)
}

/// A colour between two: `share` 0 is `from`, 1 is `to`.
#[must_use]
pub fn mix(from: Colour, to: Colour, share: f64) -> Colour {
    let between = |a: u8, b: u8| {
        let (a, b) = (f64::from(a), f64::from(b));
        (a + (b - a) * share).round() as u8
    };
    Colour(between(from.0, to.0), between(from.1, to.1), between(from.2, to.2))
}

/// Ink or white, whichever can be read on a ground of this colour; black where neither can.
///
/// A contrast of 4.5 is what the Web Content Accessibility Guidelines 2.2 ask of small words. On every ground one of
/// white and black has it.
#[must_use]
pub fn ink_on(ground: Colour) -> Colour {
    let is_read = |with: &Colour| contrast(ground, *with) >= 4.5;
    [INK, WHITE].into_iter().find(is_read).unwrap_or(BLACK)
}

/// The contrast of two colours as the guidelines define it, 1 to 21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How bright a colour is to the eye: 0 for black, 1 for white.
fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
}

/// Round places for the numbers of an axis, all within `lo..=hi`, about as many as asked for.
///
/// They are 1, 2 or 5 times a power of ten apart. Where the ends are equal or swapped, or not
/// finite, there is no axis: the answer is `lo` alone, or nothing if that is not finite.
#[must_use]
pub fn ticks(lo: f64, hi: f64, about: usize) -> Vec<f64> {
    if !lo.is_finite() {
        return Vec::new();
    }
    if !(hi - lo).is_finite() || hi <= lo {
        return vec![lo];
    }
    let raw = (hi - lo) / about.max(1) as f64;
    let exponent = raw.log10().floor() as i32;
    let times = match raw / 10_f64.powi(exponent) {
        lead if lead < 1.5 => 1.0,
        lead if lead < 3.5 => 2.0,
        lead if lead < 7.5 => 5.0,
        _ => 10.0,
    };
    // Dividing by a whole power keeps 0.3 from becoming 0.30000000000000004.
    let at = |count: f64| {
        if exponent < 0 {
            count * times / 10_f64.powi(-exponent)
        } else {
            count * times * 10_f64.powi(exponent)
        }
    };
    let slack = 1e-9;
    let first = (lo / at(1.0) - slack).ceil();
    let last = (hi / at(1.0) + slack).floor();
    // An axis far from 0 with tiny steps has steps below what a float can tell apart.
    let count = (last - first).clamp(0.0, 1000.0) as usize;
    (0..=count).map(|index| at(first + index as f64) + 0.0).collect()
}

/// The words beside [`ticks`]: all with as many decimals as the finest of them needs, at most six.
#[must_use]
pub fn tick_labels(ticks: &[f64]) -> Vec<String> {
    let needs = |value: &f64| {
        (0..6)
            .find(|&decimals| {
                let scaled = value * 10_f64.powi(decimals);
                (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1e-3)
            })
            .unwrap_or(6) as usize
    };
    let decimals = ticks.iter().map(needs).max().unwrap_or(0);
    ticks.iter().map(|&value| fixed(value, decimals)).collect()
}

/// A number for a chart: at most three significant digits, no idle zeros.
///
/// `1234.5` is `1 230` with a thin space, `-0.04567` is `−0.0457` with a true minus,
/// `16.0` is `16`; a number that is none is a dash.
#[must_use]
pub fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return fixed(value, 0);
    }
    // Through the exponent of the rounded number: 9.996 has one digit before the point, 10 two.
    let exponent = exponent_of(value);
    let decimals = 2 - exponent;
    if decimals <= 0 {
        let unit = 10_f64.powi(-decimals);
        return fixed((value / unit).round() * unit, 0);
    }
    let written = fixed(value, decimals as usize);
    match written.contains('.') {
        true => written.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => written,
    }
}

/// A count, to its last digit: `2048` is `2 048` with a thin space.
#[must_use]
pub fn count(many: usize) -> String {
    fixed(many as f64, 0)
}

/// The power of ten of a number rounded to three significant digits.
fn exponent_of(value: f64) -> i32 {
    let written = format!("{value:.2e}");
    written.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// A number with a set count of decimals, a true minus, and thin spaces between thousands.
///
/// Zero never has a sign; an infinite number or NaN is a dash.
#[must_use]
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, rest) = match digits.find('.') {
        Some(point) => digits.split_at(point),
        None => (digits.as_str(), ""),
    };
    let mut written = String::new();
    if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) {
        written.push(MINUS);
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push(THIN_SPACE);
        }
        written.push(digit);
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(0.0, 1.0, 10)[3], 0.3);
        assert_eq!(ticks(-0.3, 0.3, 6)[3], 0.0);
        assert!(ticks(-0.3, 0.3, 6)[3].is_sign_positive());
        assert_eq!(ticks(12.0, 87.0, 4), [20.0, 40.0, 60.0, 80.0]);
        assert_eq!(ticks(0.0, 4e9, 4), [0.0, 1e9, 2e9, 3e9, 4e9]);
    }

    #[test]
    fn an_axis_without_length_has_one_tick_or_none() {
        assert_eq!(ticks(5.0, 5.0, 4), [5.0]);
        assert_eq!(ticks(5.0, 4.0, 4), [5.0]);
        assert_eq!(ticks(5.0, f64::NAN, 4), [5.0]);
        assert!(ticks(f64::NAN, 4.0, 4).is_empty());
        assert!(!ticks(0.0, 1.0, 0).is_empty());
    }

    #[test]
    fn tick_labels_share_their_decimals() {
        assert_eq!(tick_labels(&ticks(0.0, 1.0, 2)), ["0.0", "0.5", "1.0"]);
        assert_eq!(tick_labels(&[0.0, 0.25, 0.5]), ["0.00", "0.25", "0.50"]);
        assert_eq!(tick_labels(&[-20.0, 0.0, 12_500.0]), ["−20", "0", "12\u{2009}500"]);
        assert!(tick_labels(&[]).is_empty());
    }

    #[test]
    fn heat_runs_from_near_white_to_dark_blue() {
        assert_eq!(heat(0.0), Colour(0xf7, 0xfb, 0xff));
        assert_eq!(heat(1.0), Colour(0x08, 0x30, 0x6b));
        assert_eq!(heat(0.5), Colour(0x6b, 0xae, 0xd6));
        assert_eq!(heat(7.0), heat(1.0));
        assert_eq!(heat(-7.0), heat(0.0));
        assert_eq!(heat(f64::NAN), heat(0.0));
        let shades: Vec<f64> =
            (0..=100).map(|percent| luminance(heat(f64::from(percent) / 100.0))).collect();
        assert!(shades.windows(2).all(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn words_on_a_colour_can_be_read() {
        assert_eq!(ink_on(heat(0.2)), INK);
        assert_eq!(ink_on(heat(0.8)), WHITE);
        assert_eq!(ink_on(BLUE), WHITE);
        assert_eq!(ink_on(PALETTE[3]), INK);
        assert_eq!(ink_on(PALETTE[6]), BLACK);
        let shades = (0..=100).map(|percent| heat(f64::from(percent) / 100.0));
        for ground in PALETTE.into_iter().chain(shades) {
            assert!(contrast(ground, ink_on(ground)) >= 4.5, "{ground:?}");
        }
    }

    #[test]
    fn numbers_have_three_significant_digits() {
        for (value, written) in [
            (0.0, "0"),
            (-0.0, "0"),
            (16.0, "16"),
            (88.94, "88.9"),
            (9.996, "10"),
            (99.96, "100"),
            (999.6, "1\u{2009}000"),
            (1234.5, "1\u{2009}230"),
            (-0.04567, "−0.0457"),
            (12_345_678.0, "12\u{2009}300\u{2009}000"),
            (100.0, "100"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(number(value), written, "{value}");
        }
    }

    #[test]
    fn a_fixed_number_keeps_its_decimals_and_zero_its_lack_of_sign() {
        assert_eq!(count(2048), "2\u{2009}048");
        assert_eq!(fixed(16.0, 1), "16.0");
        assert_eq!(fixed(-0.04, 1), "0.0");
        assert_eq!(fixed(-1234.56, 1), "−1\u{2009}234.6");
        assert_eq!(fixed(f64::INFINITY, 1), "–");
    }
}
