//! Everything that can go wrong, in words: one [`Fault`] a kind, one [`Place`] for where, one hint for what to do.
//!
//! All wording of refusals lives here, so that the command line, the server and the tests say the same.

mod fault;
mod place;

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

pub use fault::{Fault, Kind};
pub use place::Place;

/// Names in backticks, with commas: `` `a`, `b` ``.
#[must_use]
pub fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The name in `known` that `typed` was most likely meant to be, if any is near.
///
/// Near is a Damerau–Levenshtein distance of at most 1 + a quarter of the length.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= 1 + typed.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// One thing that is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub struct Problem {
    /// Where it was found.
    pub place: Place,
    /// What is wrong.
    pub fault: Fault,
    /// What would mend it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    #[must_use]
    pub fn new(place: Place, fault: Fault) -> Self {
        Self { place, fault, hint: None }
    }

    /// The same problem with a hint; an empty hint is none.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self
    }

    /// An unknown name, with the nearest known one as the hint.
    #[must_use]
    pub fn unknown<'a>(
        place: Place,
        kind: Kind,
        name: &str,
        within: impl Into<String>,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Self {
        let hint = match nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<_> = known.into_iter().map(str::to_owned).collect();
                if all.is_empty() || all.len() > 24 {
                    String::new()
                } else {
                    format!("known are {}", quoted(&all))
                }
            }
        };
        let fault = Fault::Unknown { kind, name: name.to_owned(), within: within.into() };
        Self::new(place, fault).hint(hint)
    }

    fn render(&self, renderer: &Renderer) -> String {
        let headline = self.fault.headline();
        let label = self.fault.label();
        let title = Level::ERROR.primary_title(headline.as_str());
        let mut group: Group<'_> = match &self.place {
            Place::Line { file, number, text, span } => {
                let mark = AnnotationKind::Primary.span(span.0..span.1);
                let mark = if label.is_empty() { mark } else { mark.label(label.as_str()) };
                title.element(
                    Snippet::source(text.as_str())
                        .path(file.as_str())
                        .line_start(*number)
                        .annotation(mark),
                )
            }
            Place::File { file } => title
                .element(Level::NOTE.message(format!("in {file}")))
                .elements((!label.is_empty()).then(|| Level::NOTE.message(label.clone()))),
            Place::Cell { hub, indicator } => {
                title.element(Level::NOTE.message(format!("hub `{hub}`, indicator `{indicator}`")))
            }
            Place::Argument { text } => title
                .element(Level::NOTE.message(format!("in `{text}`")))
                .elements((!label.is_empty()).then(|| Level::NOTE.message(label.clone()))),
        };
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&Renderer::plain().decor_style(DecorStyle::Unicode)))
    }
}

/// How many problems are kept; the rest are only counted.
const KEPT: usize = 200;

/// All problems of one reading, at once.
///
/// ```
/// use hubrank::problem::{Fault, Place, Problem, Problems};
/// let mut found = Problems::default();
/// found.push(Problem::new(Place::file("a.toml"), Fault::NotUtf8).hint("save it as UTF-8"));
/// assert!(found.into_result(()).unwrap_err().to_string().contains("not UTF-8"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems {
    list: Vec<Problem>,
    uncounted: usize,
}

impl Problems {
    /// Adds one problem.
    pub fn push(&mut self, problem: Problem) {
        if self.list.len() < KEPT {
            self.list.push(problem);
        } else {
            self.uncounted += 1;
        }
    }

    /// Adds one problem, which is only put in words where it is kept.
    pub fn push_with(&mut self, problem: impl FnOnce() -> Problem) {
        if self.list.len() < KEPT {
            self.list.push(problem());
        } else {
            self.uncounted += 1;
        }
    }

    /// Adds all problems of another reading.
    pub fn extend(&mut self, others: Self) {
        self.uncounted += others.uncounted;
        for problem in others.list {
            self.push(problem);
        }
    }

    /// Whether nothing was wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems that were kept, in order of place.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// How many there are, those not kept included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len() + self.uncounted
    }

    /// `Ok` with the value when nothing was wrong, else all problems in order of place.
    ///
    /// # Errors
    /// Itself, sorted, when it holds a problem.
    pub fn into_result<T>(mut self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            return Ok(value);
        }
        self.list.sort_by(|a, b| a.place.cmp(&b.place));
        Err(self)
    }

    /// The whole text for a terminal, with colours.
    #[must_use]
    pub fn styled(&self) -> String {
        self.text(&Renderer::styled().decor_style(DecorStyle::Unicode))
    }

    fn text(&self, renderer: &Renderer) -> String {
        let mut parts: Vec<_> = self.list.iter().map(|problem| problem.render(renderer)).collect();
        if self.uncounted > 0 {
            parts.push(format!("… and {} more problems", self.uncounted));
        }
        parts.join("\n\n")
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { list: vec![problem], uncounted: 0 }
    }
}

impl From<Box<Problem>> for Problems {
    fn from(problem: Box<Problem>) -> Self {
        Self::from(*problem)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(&Renderer::plain().decor_style(DecorStyle::Unicode)))
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_cut_to_its_line() {
        let place = Place::span("a.toml", "x = 1\nyy = 2\r\nz = 3", 6..20);
        let Place::Line { number, text, span, .. } = place else { panic!("a line is due") };
        assert_eq!((number, text.as_str(), span), (2, "yy = 2", (0, 6)));
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_near() {
        assert_eq!(nearest("ict_employmnt", ["ict_employment", "talent"]), Some("ict_employment"));
        assert_eq!(nearest("qqq", ["ict_employment", "talent"]), None);
    }

    #[test]
    fn the_message_names_place_and_hint() {
        let place = Place::span("configs/founder.toml", "a = 1\nict_employmnt = 2\n", 6..19);
        let problem = Problem::unknown(
            place,
            Kind::Indicator,
            "ict_employmnt",
            "data set `china-hubs`",
            ["ict_employment"],
        );
        let text = problem.to_string();
        assert!(text.contains("error: unknown indicator `ict_employmnt`"), "{text}");
        assert!(text.contains("configs/founder.toml:2:1"), "{text}");
        assert!(text.contains("did you mean `ict_employment`?"), "{text}");
    }
}
