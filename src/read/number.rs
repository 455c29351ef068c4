//! Numbers as they are typed in tables.

use crate::problem::{Fault, Place, Problem};

/// The finite number that a text is.
///
/// `None` where it is no number, or not a finite one: [`problem`] then says what it is.
pub(super) fn number(text: &str) -> Option<f64> {
    fast_float2::parse::<f64, _>(text).ok().filter(|value| value.is_finite())
}

/// What is wrong with a text for which [`number`] found none.
pub(super) fn problem(place: Place, text: &str, column: &str) -> Problem {
    let (text, column) = (text.to_owned(), column.to_owned());
    let is_number = fast_float2::parse::<f64, _>(&text).is_ok();
    let hint = hint(&text, is_number);
    let fault = if is_number {
        Fault::NotFinite { text, column }
    } else {
        Fault::NotANumber { text, column }
    };
    Problem::new(place, fault).hint(hint)
}

fn hint(text: &str, is_number: bool) -> String {
    let plain = text.to_lowercase();
    let says_gap =
        ["na", "n/a", "n.a.", "nan", "null", "none", "-", "–", "—", "…", "..", "...", "?", "x"];
    if says_gap.contains(&plain.as_str()) {
        return "leave the cell empty where there is no value".into();
    }
    if is_number {
        return "write a finite number, or leave the cell empty".into();
    }
    match mended(text).as_slice() {
        [one] => format!("write `{one}`; the unit stands in `dataset.toml`"),
        [whole, part] => format!("write `{whole}` or `{part}`, whichever is meant"),
        _ => "write a number such as `1234.5`, or leave the cell empty".into(),
    }
}

/// What a text may be as a number: without blanks, marks of thousands and signs, with a decimal point.
fn mended(text: &str) -> Vec<String> {
    let is_kept = |c: &char| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '%');
    let plain: String = text.replace('\u{2212}', "-").chars().filter(is_kept).collect();
    let parts: Vec<_> = plain.split(',').collect();
    let is_triple = |part: &&str| part.split('.').next().is_some_and(|whole| whole.len() == 3);
    let has_thousands = parts.len() > 1 && parts[1..].iter().all(is_triple);
    let choices = match (parts.len() - 1, plain.contains('.')) {
        (0, _) => vec![plain],
        // "12,345" may be either: it is left to the reader.
        (1, false) if has_thousands => vec![plain.replace(',', ""), plain.replace(',', ".")],
        (1, false) => vec![plain.replace(',', ".")],
        _ if has_thousands => vec![plain.replace(',', "")],
        _ => vec![plain.replace('.', "").replace(',', ".")],
    };
    choices.into_iter().filter(|one| number(one).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        problem(Place::file("a.csv"), text, "rent").hint.unwrap_or_default()
    }

    #[test]
    fn only_finite_numbers_are_numbers() {
        assert_eq!(number("1e3"), Some(1000.0));
        for text in ["nan", "inf", "-infinity", "1e999", "", "12a", "0x10", "1 2"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn hints_say_what_to_write() {
        assert!(said("3,5").contains("`3.5`"), "{}", said("3,5"));
        assert!(said("1.234,5").contains("`1234.5`"), "{}", said("1.234,5"));
        assert!(said("1,234.5").contains("`1234.5`"), "{}", said("1,234.5"));
        assert!(said("45 %").contains("`45`"), "{}", said("45 %"));
        assert!(said("1,234").contains("`1234`"), "{}", said("1,234"));
        assert!(said("n/a").contains("empty"));
        assert!(said("nan").contains("empty"));
    }
}
