//! How wide words are, and how to make them fit.
//!
//! Widths add up the advances of the built-in faces. Kerning is left out, so a text is
//! drawn slightly narrower or wider than measured: leave a few px of air.

use super::fonts;
use super::scene::Weight;

const ELLIPSIS: char = '…';
/// Bytes from which on a word need not be shown from its start.
const LONG_WORD: usize = 12;

/// How wide a text is drawn, in px.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let ems: f64 = text.chars().map(|character| fonts::advance(character, weight)).sum();
    ems * size
}

/// The widest of several texts in px; 0 for none.
#[must_use]
pub fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, size: f64, weight: Weight) -> f64 {
    texts.into_iter().map(|text| width(text, size, weight)).fold(0.0, f64::max)
}

/// The text as it is if it fits into `max_width` px, else shortened and ended by "…".
///
/// Where not even "…" fits, nothing is left.
#[must_use]
pub fn fit(text: &str, max_width: f64, size: f64, weight: Weight) -> String {
    if width(text, size, weight) <= max_width {
        return text.to_owned();
    }
    shorten(text, max_width, size, weight)
}

/// Several texts, each as by [`fit`]; those that would be cut to the same words are cut in the middle instead, before
/// the word in which they begin to differ.
#[must_use]
pub fn fit_apart<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    max_width: f64,
    size: f64,
    weight: Weight,
) -> Vec<String> {
    let texts: Vec<_> = texts.into_iter().collect();
    let cut: Vec<_> = texts.iter().map(|text| fit(text, max_width, size, weight)).collect();
    let apart = |(text, own): (&&str, &String)| {
        let alike = texts.iter().zip(&cut).filter(|(other, cut)| *other != text && *cut == own);
        let shared = alike.map(|(other, _)| shared_words(text, other)).min();
        match shared {
            Some(shared) => around(text, shared, max_width, size, weight),
            None => own.clone(),
        }
    };
    texts.iter().zip(&cut).map(apart).collect()
}

/// How many bytes two texts begin with alike, back to the word in which they differ, unless it is a long one.
fn shared_words(text: &str, other: &str) -> usize {
    let differs = text.char_indices().zip(other.chars()).find(|((_, a), b)| a != b);
    let at = differs.map_or(text.len().min(other.len()), |((place, _), _)| place);
    text[..at].rfind(' ').map(|blank| blank + 1).filter(|word| at - word < LONG_WORD).unwrap_or(at)
}

/// A beginning, "…", and what follows from byte `from` on, as much of it as fits; the beginning keeps a third.
fn around(text: &str, from: usize, max_width: f64, size: f64, weight: Weight) -> String {
    let end = fit(&text[from..], max_width * 2.0 / 3.0, size, weight);
    let room = max_width - width(&end, size, weight);
    format!("{}{end}", shorten(&text[..from], room, size, weight))
}

/// The longest beginning that fits into `max_width` px together with "…".
fn shorten(text: &str, max_width: f64, size: f64, weight: Weight) -> String {
    let room = max_width - fonts::advance(ELLIPSIS, weight) * size;
    if room < 0.0 {
        return String::new();
    }
    let kept = &text[..fitting(text, room, size, weight)];
    format!("{}{ELLIPSIS}", kept.trim_end())
}

/// How many bytes of the text's beginning fit into `max_width` px.
fn fitting(text: &str, max_width: f64, size: f64, weight: Weight) -> usize {
    let mut used = 0.0;
    for (place, character) in text.char_indices() {
        used += fonts::advance(character, weight) * size;
        if used > max_width {
            return place;
        }
    }
    text.len()
}

/// The text in lines of at most `max_width` px.
///
/// Lines break at blanks (not at narrow or no-break ones) and between Chinese characters;
/// a word wider than a line is broken inside. A text without words has no lines.
#[must_use]
pub fn wrap(text: &str, max_width: f64, size: f64, weight: Weight) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let grown = match (line.is_empty(), piece.after_blank) {
            (false, true) => format!("{line} {}", piece.word),
            _ => format!("{line}{}", piece.word),
        };
        if width(&grown, size, weight) <= max_width {
            line = grown;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        line = break_inside(piece.word, max_width, size, weight, &mut lines);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// As [`wrap`], but at most `max_lines` lines, the last shortened by "…" if words are left over.
#[must_use]
pub fn wrap_at_most(
    text: &str,
    max_lines: usize,
    max_width: f64,
    size: f64,
    weight: Weight,
) -> Vec<String> {
    let mut lines = wrap(text, max_width, size, weight);
    if lines.len() > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            // One blank shows that a word, not a syllable, was cut off.
            *last = shorten(&format!("{last} "), max_width, size, weight);
        }
    }
    lines
}

/// A stretch of text inside which no line breaks.
struct Piece<'a> {
    word: &'a str,
    after_blank: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for word in text.split_ascii_whitespace() {
        let mut start = 0;
        let mut previous: Option<char> = None;
        for (place, character) in word.char_indices() {
            let between = previous.is_some_and(is_chinese) && !closes(character)
                || previous.is_some() && is_chinese(character);
            if between {
                pieces.push(Piece { word: &word[start..place], after_blank: start == 0 });
                start = place;
            }
            previous = Some(character);
        }
        pieces.push(Piece { word: &word[start..], after_blank: start == 0 });
    }
    pieces
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Punctuation that may not begin a line.
fn closes(character: char) -> bool {
    matches!(
        character,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '」'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '’'
            | '”'
    )
}

/// Cuts a word into full lines and returns what is left for the next.
fn break_inside(
    word: &str,
    max_width: f64,
    size: f64,
    weight: Weight,
    lines: &mut Vec<String>,
) -> String {
    let mut rest = word;
    while width(rest, size, weight) > max_width {
        // At least one character a line: else a column narrower than a letter would never end.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let cut = fitting(rest, max_width, size, weight).max(first);
        if cut >= rest.len() {
            break;
        }
        lines.push(rest[..cut].to_owned());
        rest = &rest[cut..];
    }
    rest.to_owned()
}

/// Moves places on a line apart until each is at least `min_gap` from the next, within
/// `lo..=hi`, and as near as possible to where they were (least squares). Order is kept;
/// equal places keep the order in which they are given.
///
/// Where there is no room for all gaps, the gaps shrink alike. All in one unit, such as px.
///
/// With `q_i = p_i − i·gap` the gaps become "q never falls": isotonic regression by pooling
/// adjacent violators (Ayer et al. 1955), clamped to the bounds, is the exact optimum.
pub fn spread(positions: &mut [f64], min_gap: f64, lo: f64, hi: f64) {
    let count = positions.len();
    if count == 0 {
        return;
    }
    let steps = (count - 1) as f64;
    let gap = match count {
        1 => 0.0,
        _ => min_gap.min((hi - lo).max(0.0) / steps),
    };
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| positions[a].total_cmp(&positions[b]));
    let wanted =
        order.iter().enumerate().map(|(rank, &index)| positions[index] - rank as f64 * gap);
    let highest = (hi - steps * gap).max(lo);
    let mut rank = 0;
    for (mean, members) in pooled(wanted) {
        for _ in 0..members {
            positions[order[rank]] = mean.max(lo).min(highest) + rank as f64 * gap;
            rank += 1;
        }
    }
}

/// The nearest never-falling sequence, as blocks of (mean, how many members).
fn pooled(values: impl Iterator<Item = f64>) -> Vec<(f64, usize)> {
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for value in values {
        let (mut mean, mut members) = (value, 1);
        while let Some(&(before, its)) = blocks.last().filter(|(before, _)| *before > mean) {
            blocks.pop();
            mean = (before * its as f64 + mean * members as f64) / (its + members) as f64;
            members += its;
        }
        blocks.push((mean, members));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Weight = Weight::Regular;

    #[test]
    fn width_grows_with_size_and_weight() {
        let at_20 = width("San Francisco Bay Area", 20.0, PLAIN);
        assert!((200.0..240.0).contains(&at_20), "{at_20}");
        assert!((width("San Francisco Bay Area", 40.0, PLAIN) - 2.0 * at_20).abs() < 1e-9);
        assert!(width("San Francisco Bay Area", 20.0, Weight::SemiBold) > at_20);
        assert_eq!(width("", 20.0, PLAIN), 0.0);
    }

    #[test]
    fn chinese_characters_are_one_em_wide() {
        assert!((width("北京", 20.0, PLAIN) - 40.0).abs() < 1e-9);
        assert!((width("北京", 20.0, Weight::SemiBold) - 40.0).abs() < 1e-9);
    }

    #[test]
    fn a_character_in_no_face_is_one_em_wide() {
        assert!((width("\u{10400}", 20.0, PLAIN) - 20.0).abs() < 1e-9);
    }

    #[test]
    fn fit_shortens_only_what_is_too_wide() {
        assert_eq!(fit("Chengdu", 500.0, 20.0, PLAIN), "Chengdu");
        let short = fit("San Francisco Bay Area", 120.0, 20.0, PLAIN);
        assert!(short.ends_with('…') && short.starts_with("San F"), "{short}");
        assert!(width(&short, 20.0, PLAIN) <= 120.0);
        assert_eq!(fit("Chengdu", 3.0, 20.0, PLAIN), "");
    }

    #[test]
    fn names_alike_at_the_start_stay_apart() {
        let name =
            |number: usize| format!("The Very Long Region of Number {number} and Surroundings");
        let names: Vec<_> = (10..40).map(name).chain(["Chengdu".into()]).collect();
        for room in [180.0, 300.0] {
            let cut = fit_apart(names.iter().map(String::as_str), room, 20.0, PLAIN);
            assert!(cut.iter().all(|own| width(own, 20.0, PLAIN) <= room + 1e-9), "{cut:?}");
            let different: std::collections::BTreeSet<_> = cut.iter().collect();
            assert_eq!(different.len(), names.len(), "{cut:?}");
        }
        let cut = fit_apart(["Greater Area of A", "Greater Area of B"], 130.0, 20.0, PLAIN);
        assert_eq!(cut, ["Greater Ar…A", "Greater Ar…B"]);
        // What is the same stays the same.
        assert_eq!(fit_apart(["Xi'an", "Xi'an"], 500.0, 20.0, PLAIN), ["Xi'an", "Xi'an"]);
    }

    #[test]
    fn wrap_keeps_every_word_and_every_line_fits() {
        let text = "Composite score by pillar, with the range over weight draws";
        let lines = wrap(text, 200.0, 20.0, PLAIN);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, 20.0, PLAIN) <= 200.0));
        assert_eq!(lines.join(" "), text);
        assert!(wrap("  ", 200.0, 20.0, PLAIN).is_empty());
    }

    #[test]
    fn wrap_breaks_chinese_anywhere_and_long_words_inside() {
        assert_eq!(wrap("北京上海", 45.0, 20.0, PLAIN), ["北京", "上海"]);
        let long = wrap("Llanfairpwllgwyngyll", 60.0, 20.0, PLAIN);
        assert!(long.len() > 2);
        assert_eq!(long.concat(), "Llanfairpwllgwyngyll");
        assert_eq!(wrap("abc", 1.0, 20.0, PLAIN), ["a", "b", "c"]);
        assert_eq!(wrap("10\u{2009}000", 70.0, 20.0, PLAIN).len(), 1);
    }

    #[test]
    fn wrap_at_most_marks_what_is_left_out() {
        let lines = wrap_at_most("one two three four five", 2, 80.0, 20.0, PLAIN);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(width(&lines[1], 20.0, PLAIN) <= 80.0);
        assert!(wrap_at_most("one", 0, 80.0, 20.0, PLAIN).is_empty());
    }

    fn spread_out(places: &[f64], gap: f64, lo: f64, hi: f64) -> Vec<f64> {
        let mut places = places.to_vec();
        spread(&mut places, gap, lo, hi);
        places
    }

    #[test]
    fn spread_leaves_alone_what_does_not_overlap() {
        assert_eq!(spread_out(&[30.0, 10.0, 50.0], 20.0, 0.0, 100.0), [30.0, 10.0, 50.0]);
        assert!(spread_out(&[], 20.0, 0.0, 100.0).is_empty());
        assert_eq!(spread_out(&[120.0], 20.0, 0.0, 100.0), [100.0]);
    }

    #[test]
    fn spread_moves_neighbours_apart_around_their_middle() {
        assert_eq!(spread_out(&[50.0, 50.0, 50.0], 10.0, 0.0, 100.0), [40.0, 50.0, 60.0]);
        assert_eq!(spread_out(&[98.0, 99.0], 10.0, 0.0, 100.0), [90.0, 100.0]);
        assert_eq!(spread_out(&[52.0, 48.0], 10.0, 0.0, 100.0), [55.0, 45.0]);
    }

    #[test]
    fn spread_shrinks_the_gaps_where_there_is_no_room() {
        assert_eq!(spread_out(&[5.0, 5.0, 5.0], 100.0, 0.0, 20.0), [0.0, 10.0, 20.0]);
        assert_eq!(spread_out(&[5.0, 6.0], 10.0, 3.0, 3.0), [3.0, 3.0]);
    }
}
