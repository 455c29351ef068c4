//! Numbers as people read them. Rounding is for display only; files for machines carry every digit.

/// The true minus, as wide as a plus.
const MINUS: char = '\u{2212}';

/// A number at `digits` significant digits, with at most four decimals: a score, as tables show it.
///
/// ```
/// use hubrank::report::number::significant;
/// assert_eq!(significant(71.2345, 3), "71.2");
/// assert_eq!(significant(-0.00001, 3), "0");
/// assert_eq!(significant(-1.5, 3), "\u{2212}1.50");
/// ```
#[must_use]
pub fn significant(x: f64, digits: u32) -> String {
    if !x.is_finite() {
        return "–".into();
    }
    let rounded = rounded(x, digits);
    if rounded.abs() < 0.5e-4 {
        return "0".into();
    }
    let decimals = (digits as i32 - 1 - exponent(rounded)).clamp(0, 4);
    fixed(rounded, decimals as usize)
}

/// A value as it was observed: thousands separated, up to six significant digits of a fraction.
///
/// ```
/// use hubrank::report::number::raw;
/// assert_eq!(raw(21_893_095.0), "21,893,095");
/// assert_eq!(raw(392.81788), "392.818");
/// assert_eq!(raw(-0.0), "0");
/// ```
#[must_use]
pub fn raw(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return if x == 0.0 { "0".into() } else { "–".into() };
    }
    let decimals = (5 - exponent(x)).clamp(0, 9) as usize;
    let text = fixed(x, decimals);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A share, 0 to 1, as a whole percentage; what is short of all is never shown as 100 %.
///
/// ```
/// use hubrank::report::number::percent;
/// assert_eq!(percent(0.25), "25 %");
/// assert_eq!(percent(0.999), "99 %");
/// ```
#[must_use]
pub fn percent(share: f64) -> String {
    let hundredths = (100.0 * share).round();
    // Coverage sums weights that sum to one but for rounding, so "all" has a little room.
    let is_short = hundredths >= 100.0 && share < 1.0 - 1e-9;
    format!("{} %", if is_short { 99.0 } else { hundredths })
}

/// A weight, 0 to 1, as a percentage with one decimal where it has one.
///
/// ```
/// use hubrank::report::number::weight;
/// assert_eq!(weight(0.0833), "8.3 %");
/// assert_eq!(weight(0.4), "40 %");
/// ```
#[must_use]
pub fn weight(share: f64) -> String {
    let tenths = (1000.0 * share).round() / 10.0;
    format!("{tenths} %")
}

/// A difference of two shares in hundredths, to a tenth, with its sign.
///
/// ```
/// use hubrank::report::number::points;
/// assert_eq!((points(0.055), points(-0.0035)), ("+5.5".into(), "\u{2212}0.4".into()));
/// ```
#[must_use]
pub fn points(difference: f64) -> String {
    format!("{:+.1}", (1000.0 * difference).round() / 10.0).replace('-', "\u{2212}")
}

/// A rank: whole, or with a half where ties share places.
#[must_use]
pub fn rank(rank: f64) -> String {
    format!("{rank}")
}

/// A gain of places: "+3", "−2", "=".
///
/// ```
/// use hubrank::report::number::shift;
/// assert_eq!((shift(3.0), shift(-2.0), shift(0.0)), ("+3".into(), "\u{2212}2".into(), "=".into()));
/// ```
#[must_use]
pub fn shift(gain: f64) -> String {
    if gain == 0.0 {
        "=".into()
    } else if gain > 0.0 {
        format!("+{gain}")
    } else {
        format!("{MINUS}{}", -gain)
    }
}

/// A difference with its sign: three significant digits and at most two decimals, one digit of what is smaller.
///
/// ```
/// use hubrank::report::number::signed;
/// assert_eq!((signed(4.6321), signed(-12.0), signed(1e-9)), ("+4.63".into(), "\u{2212}12.0".into(), "0".into()));
/// assert_eq!((signed(0.0693), signed(-0.00213)), ("+0.07".into(), "\u{2212}0.002".into()));
/// ```
#[must_use]
pub fn signed(x: f64) -> String {
    let digits = match x.abs() {
        size if size > 0.0 && size.is_finite() => (exponent(x) + 3).clamp(1, 3),
        _ => 3,
    };
    let text = significant(x, digits as u32);
    match x > 0.0 && text != "0" {
        true => format!("+{text}"),
        false => text,
    }
}

/// A value that something must move to from another: as many digits as show the move, three at least, six at most,
/// whole where `is_whole`; rounded away from where it comes, so that what is shown is far enough.
///
/// ```
/// use hubrank::report::number::moved;
/// assert_eq!(moved(97_519.0, 81_372.7, false), "81,300");
/// assert_eq!(moved(97_519.0, 97_112.7, false), "97,110");
/// assert_eq!(moved(4.0, 9.1, true), "10");
/// ```
#[must_use]
pub fn moved(from: f64, to: f64, is_whole: bool) -> String {
    let distance = (to - from).abs();
    if distance == 0.0 || to == 0.0 || !to.is_finite() {
        return raw(to);
    }
    let digits = (exponent(to) - exponent(distance) + 2).clamp(3, 6);
    let decimals = digits - 1 - exponent(to);
    let unit = 10_f64.powi(-if is_whole { decimals.min(0) } else { decimals });
    // What is a whole number of units but for rounding stays there.
    let count = to / unit;
    let near = (count.round() - count).abs() < 1e-6;
    let count = match (near, to > from) {
        (true, _) => count.round(),
        (false, true) => count.ceil(),
        (false, false) => count.floor(),
    };
    raw(count * unit)
}

/// Every digit, as a file for machines has it; no negative zero.
///
/// ```
/// assert_eq!(hubrank::report::number::exact(-0.0), "0");
/// ```
#[must_use]
pub fn exact(x: f64) -> String {
    if x == 0.0 { "0".into() } else { format!("{x}") }
}

/// The power of ten of the first digit.
fn exponent(x: f64) -> i32 {
    x.abs().log10().floor() as i32
}

/// Rounded to a number of significant digits, through text, so that halves fall as decimal rounding has them.
pub(in crate::report) fn rounded(x: f64, digits: u32) -> f64 {
    let places = digits.saturating_sub(1) as usize;
    format!("{x:.places$e}").parse().unwrap_or(x)
}

/// With so many decimals, thousands separated by commas, and a true minus.
fn fixed(x: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", x.abs());
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut out = String::new();
    if x < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push(MINUS);
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_have_at_most_three_digits() {
        let cases = [
            (100.0, "100"),
            (99.96, "100"),
            (71.0, "71.0"),
            (9.996, "10.0"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.012_345, "0.0123"),
            (-2.346, "\u{2212}2.35"),
            (12_345.0, "12,300"),
            (1e-12, "0"),
        ];
        for (x, text) in cases {
            assert_eq!(significant(x, 3), text, "{x}");
        }
    }

    #[test]
    fn raw_values_keep_their_digits() {
        let cases = [
            (1234.5, "1,234.5"),
            (0.345, "0.345"),
            (-1000.0, "\u{2212}1,000"),
            (88.7, "88.7"),
            (0.1 + 0.2, "0.3"),
            (999_999.6, "1,000,000"),
        ];
        for (x, text) in cases {
            assert_eq!(raw(x), text, "{x}");
        }
    }

    #[test]
    fn nothing_is_rounded_to_complete() {
        assert_eq!(percent(1.0 - 1e-12), "100 %");
        assert_eq!(percent(0.9951), "99 %");
        assert_eq!(percent(0.0), "0 %");
    }
}
