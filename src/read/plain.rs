//! Plain rows of a wide table: texts without quotes and decimals of few digits. Whatever else a row holds, or is wrong
//! with it, is left to the full way (`csv_text` and `number`), which must read plain rows alike.

/// What stands in the fields of a row.
pub(super) struct Shape {
    /// The field that names the hub.
    pub(super) hub: usize,
    /// One a field: the least and the most its number may be; none for a text.
    pub(super) fields: Vec<Option<(f64, f64)>>,
}

/// A row as it was found.
pub(super) struct Row<'b> {
    /// The name of its hub.
    pub(super) hub: &'b str,
    /// How many bytes it takes, with its line end.
    pub(super) length: usize,
}

/// The row at the head of `bytes`, if it is plain and ends there; its numbers go to `numbers`, one a field, none for
/// an empty one.
pub(super) fn row<'b>(
    bytes: &'b [u8],
    separator: u8,
    shape: &Shape,
    numbers: &mut [Option<f64>],
) -> Option<Row<'b>> {
    let mut hub = "";
    let mut at = 0;
    for (field, (range, number)) in shape.fields.iter().zip(numbers).enumerate() {
        if field > 0 {
            at += usize::from(*bytes.get(at)? == separator);
            if bytes[at - 1] != separator {
                return None;
            }
        }
        let rest = &bytes[at..];
        at += match range {
            Some((low, high)) => {
                let (value, length) = decimal(rest)?;
                if value.is_some_and(|value| value < *low || value > *high) {
                    return None;
                }
                *number = value;
                length
            }
            None => {
                let length = text(rest, separator)?;
                let text = std::str::from_utf8(&rest[..length]).ok()?;
                hub = if field == shape.hub { text } else { hub };
                length
            }
        };
    }
    at += match &bytes[at..] {
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => return None,
    };
    (!hub.is_empty() && hub.trim().len() == hub.len()).then_some(Row { hub, length: at })
}

/// How many bytes a text without quotes takes.
fn text(bytes: &[u8], separator: u8) -> Option<usize> {
    let is_end = |&byte: &u8| byte == separator || matches!(byte, b'\n' | b'\r' | b'"');
    let end = bytes.iter().position(is_end)?;
    (bytes[end] != b'"').then_some(end)
}

/// The decimal at the head of `bytes`, none for an empty field, and how many bytes it takes.
fn decimal(bytes: &[u8]) -> Option<(Option<f64>, usize)> {
    let (value, length) = match bytes.first()? {
        b'0'..=b'9' => unsigned(bytes)?,
        b'-' => {
            let (value, length) = unsigned(&bytes[1..])?;
            (-value, length + 1)
        }
        _ => return Some((None, 0)),
    };
    Some((Some(value), length))
}

/// The decimal without a sign at the head of `bytes` and how many bytes it takes; inlined with or without a sign, since
/// it runs for every field.
#[inline(always)]
fn unsigned(bytes: &[u8]) -> Option<(f64, usize)> {
    short(bytes).or_else(|| long(bytes))
}

/// The powers of ten up to the most digits that a plain decimal has behind its point.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The decimal of all these digits, of which so many stand behind the point.
///
/// Up to 15 digits are a whole number below 2⁵³, and a power of ten up to 10²² is exact too: their quotient is the
/// nearest number to the decimal (Clinger 1990, How to read floating point numbers accurately).
fn with_point(digits: u64, places: usize) -> f64 {
    digits as f64 / POWERS[places]
}

/// A decimal that ends within eight bytes, which are looked at all at once: they are one number, the first byte its
/// lowest (Lemire 2018, Quickly parsing eight digits).
#[inline(always)]
fn short(bytes: &[u8]) -> Option<(f64, usize)> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let typed = u64::from_le_bytes(*bytes.first_chunk()?);
    // A digit is its own value now, and everything else ten or more; that sets the highest bit of its byte.
    let digits = typed ^ (EACH * 0x30);
    let others = (((digits & (EACH * 0x7f)) + EACH * (0x80 - 10)) | digits) & (EACH * 0x80);
    let first = others.trailing_zeros() & !7;
    if others == 0 || first == 0 {
        return None;
    }
    if (typed >> first) as u8 != b'.' {
        return Some((eight_digits(digits << (64 - first)) as f64, first as usize / 8));
    }
    let behind = others & (others - 1);
    let end = behind.trailing_zeros() & !7;
    if behind == 0 || end == first + 8 {
        return None;
    }
    // The digits behind the point move up to those before it.
    let before = (1 << first) - 1;
    let joined = (digits & before) | ((digits >> 8) & !before);
    let whole = eight_digits(joined << (72 - end));
    let places = (end - first) as usize / 8 - 1;
    Some((with_point(whole, places), end as usize / 8))
}

/// The number of eight digits, one a byte, the first the lowest byte: neighbours are joined to pairs, fours, eight.
fn eight_digits(digits: u64) -> u64 {
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}

/// A decimal of any length, one byte after the other.
fn long(bytes: &[u8]) -> Option<(f64, usize)> {
    let (mut whole, mut digits, mut point) = (0u64, 0, None);
    for (at, byte) in bytes.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            whole = whole.wrapping_mul(10).wrapping_add(u64::from(digit));
            digits += 1;
        } else if *byte == b'.' && point.is_none() {
            point = Some(digits);
        } else {
            let places = digits - point.unwrap_or(digits);
            let is_plain = digits > places && (point.is_none() || places > 0) && digits <= 15;
            return is_plain.then(|| (with_point(whole, places), at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::number;

    #[test]
    fn decimals_are_read_as_the_full_way_reads_them() {
        let mut state = 1u64;
        for case in 0..200_000u64 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(case);
            let whole = (state >> 11) % 10u64.pow(1 + (case % 14) as u32);
            let places = (case / 14 % 14) as usize;
            let mut typed = format!("{whole:0width$}", width = places + 1);
            if places > 0 {
                typed.insert(typed.len() - places, '.');
            }
            let sign = if case % 3 == 0 { "-" } else { "" };
            let typed = format!("{sign}{typed}");
            let plain = decimal(format!("{typed},").as_bytes());
            let full = number::number(&typed);
            // Whether there are eight bytes to look at or not.
            assert_eq!(plain, decimal(format!("{typed},\u{1f600}b,1.234567,").as_bytes()));
            if let Some((plain, length)) = plain {
                assert_eq!(plain.map(f64::to_bits), full.map(f64::to_bits), "{typed}");
                assert_eq!(length, typed.len());
            } else {
                assert!(places + 1 > 15 || typed.len() > 15, "{typed}");
            }
        }
    }

    #[test]
    fn any_byte_but_a_digit_ends_a_decimal() {
        for end in (0..=255).filter(|end: &u8| !end.is_ascii_digit() && *end != b'.') {
            for (typed, value) in [("7", 7.0), ("1.5", 1.5), ("123456", 123456.0)] {
                let bytes = [typed.as_bytes(), &[end, b'9', end, b'.', b'8', b'1', b'2']].concat();
                assert_eq!(decimal(&bytes), Some((Some(value), typed.len())), "{typed} {end}");
            }
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_full_way() {
        for typed in ["1e3,", "+1,", " 1,", "1 ,", ".5,", "5.,", "-,", "1.2.3,", "\"1\",", "nan,"] {
            for typed in [typed.to_owned(), format!("{typed}12,34,56")] {
                let found = decimal(typed.as_bytes());
                assert!(found.is_none_or(|(_, at)| typed.as_bytes()[at] != b','), "{typed}");
            }
        }
        assert!(decimal(b"1234567890123456,").is_none() && decimal(b"12").is_none());
        assert_eq!(decimal(b",1"), Some((None, 0)));
    }

    #[test]
    fn a_row_ends_with_its_line() {
        let shape = Shape { hub: 0, fields: vec![None, Some((0.0, 9.0)), None] };
        let read = |typed: &str| {
            let mut numbers = [None; 3];
            let row = row(typed.as_bytes(), b',', &shape, &mut numbers)?;
            Some((row.hub.to_owned(), numbers[1], row.length))
        };
        assert_eq!(read("北京,1.5,note\nx"), Some(("北京".into(), Some(1.5), 16)));
        assert_eq!(read("a,,\r\n"), Some(("a".into(), None, 5)));
        for typed in ["a,10,\n", "a,1\n", "a,1,2,3\n", "a,1,2", " a,1,\n", ",1,\n", "\"a\",1,\n"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
