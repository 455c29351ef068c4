//! Everything that can go wrong, in words: one [`Fault`] a kind, one [`Place`] for where, one hint for what to do.
//!
//! All wording of refusals lives here, so that the command line, the server and the tests say the same.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

/// Where a problem was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A file or folder as a whole.
    File {
        /// The path as the user gave it.
        file: String,
    },
    /// A stretch of one line of a text file.
    Line {
        /// The path as the user gave it.
        file: String,
        /// The line, from 1.
        number: usize,
        /// The whole line, without its line end.
        text: String,
        /// The bytes of `text` that are meant.
        span: (usize, usize),
    },
    /// One value of one hub.
    Cell {
        /// The hub's id.
        hub: String,
        /// The indicator's or column's id.
        indicator: String,
    },
    /// Something typed on the command line or sent in a request.
    Argument {
        /// The text as it was typed.
        text: String,
    },
}

impl Place {
    /// The whole of a file.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self::File { file: file.into() }
    }

    /// A byte span of `text`, cut down to the one line that it starts in.
    #[must_use]
    pub fn span(file: &str, text: &str, span: Range<usize>) -> Self {
        let start = span.start.min(text.len());
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[from..].find('\n').map_or(text.len(), |at| from + at);
        let line = text[from..to].trim_end_matches('\r');
        let end = span.end.clamp(start, from + line.len()).max(start);
        Self::Line {
            file: file.to_owned(),
            number: text[..from].matches('\n').count() + 1,
            text: line.to_owned(),
            span: ((start - from).min(line.len()), (end - from).min(line.len())),
        }
    }

    /// An argument of the command line.
    #[must_use]
    pub fn argument(text: impl Into<String>) -> Self {
        Self::Argument { text: text.into() }
    }

    /// One value of one hub.
    #[must_use]
    pub fn cell(hub: &str, indicator: &str) -> Self {
        Self::Cell {
            hub: hub.to_owned(),
            indicator: indicator.to_owned(),
        }
    }
}

/// What a name should have been the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant says itself in `words`")]
pub enum Kind {
    Indicator,
    Group,
    Node,
    Hub,
    Source,
    Column,
    Key,
    Method,
    Attribute,
    Profile,
    Dataset,
    Status,
    Direction,
    Role,
    Confidence,
}

impl Kind {
    /// The kind in words, as it stands after "unknown".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Group => "group",
            Self::Node => "indicator or group",
            Self::Hub => "hub",
            Self::Source => "source",
            Self::Column => "column",
            Self::Key => "key",
            Self::Method => "method",
            Self::Attribute => "attribute",
            Self::Profile => "profile",
            Self::Dataset => "data set",
            Self::Status => "status",
            Self::Direction => "direction",
            Self::Role => "role",
            Self::Confidence => "confidence",
        }
    }
}

/// What went wrong. Each variant has its sentence in [`Fault::headline`] and its label in [`Fault::label`].
#[derive(Debug, Clone, PartialEq, PartialOrd)]
#[expect(missing_docs, reason = "the sentences below are the documentation")]
pub enum Fault {
    CannotRead {
        reason: String,
    },
    CannotWrite {
        reason: String,
    },
    NotUtf8,
    Empty {
        what: &'static str,
    },
    Syntax {
        message: String,
    },
    Unknown {
        kind: Kind,
        name: String,
        within: String,
    },
    WrongType {
        key: String,
        expected: &'static str,
        found: String,
    },
    MissingKey {
        key: String,
        within: String,
    },
    BadId {
        id: String,
    },
    Duplicate {
        kind: Kind,
        name: String,
        first: String,
    },
    BadSetting {
        setting: String,
        value: String,
        expected: String,
    },
    BadWeight {
        of: String,
        value: f64,
    },
    ZeroWeights {
        within: String,
    },
    AbsentWeights {
        within: String,
        absent: Vec<String>,
    },
    NotANumber {
        text: String,
        column: String,
    },
    NotFinite {
        text: String,
        column: String,
    },
    OutOfRange {
        value: f64,
        column: String,
        low: Option<f64>,
        high: Option<f64>,
    },
    BadBounds {
        low: f64,
        value: f64,
        high: f64,
    },
    MissingColumn {
        column: String,
    },
    RaggedRow {
        found: usize,
        expected: usize,
    },
    DuplicateObservation {
        hub: String,
        column: String,
        first: usize,
    },
    Cycle {
        ids: Vec<String>,
    },
    EmptyGroup {
        id: String,
    },
    NoIndicators,
    BadGoalposts {
        low: f64,
        high: f64,
    },
    NoGoalposts {
        indicator: String,
    },
    Gap {
        hub: String,
        indicator: String,
    },
    ZeroDenominator {
        hub: String,
        indicator: String,
        denominator: String,
    },
    NotPositive {
        hub: String,
        indicator: String,
        value: f64,
        needed_by: &'static str,
    },
    Misfit {
        aggregation: &'static str,
        problem: String,
    },
    NothingToRank {
        reason: String,
    },
    Ambiguous {
        what: String,
        choices: Vec<String>,
    },
    Exists {
        path: String,
    },
    Conflict {
        statements: Vec<String>,
    },
}

impl Fault {
    /// The first line of the message, without the place.
    #[must_use]
    pub fn headline(&self) -> String {
        match self {
            Self::CannotRead { reason } => format!("cannot read: {reason}"),
            Self::CannotWrite { reason } => format!("cannot write: {reason}"),
            Self::NotUtf8 => "the file is not UTF-8 text".into(),
            Self::Empty { what } => format!("{what} is empty"),
            Self::Syntax { message } => message.clone(),
            Self::Unknown { kind, name, .. } => format!("unknown {} `{name}`", kind.words()),
            Self::WrongType { key, expected, .. } => format!("`{key}` must be {expected}"),
            Self::MissingKey { key, within } => format!("{within} has no `{key}`"),
            Self::BadId { id } => format!("`{id}` is no id"),
            Self::Duplicate { kind, name, .. } => format!("{} `{name}` stands twice", kind.words()),
            Self::BadSetting { setting, value, .. } => format!("`{setting}` cannot be {value}"),
            Self::BadWeight { of, value } => format!("the weight of `{of}` cannot be {value}"),
            Self::ZeroWeights { within } => format!("the weights {within} sum to zero"),
            Self::AbsentWeights { within, absent } => {
                format!("the weights {within} leave out {}", quoted(absent))
            }
            Self::NotANumber { text, column } => format!("`{text}` is no number, in `{column}`"),
            Self::NotFinite { text, column } => format!("`{text}` is not finite, in `{column}`"),
            Self::OutOfRange { value, column, .. } => {
                format!("{value} is outside the range of `{column}`")
            }
            Self::BadBounds { low, value, high } if low.is_infinite() => {
                format!("the value {value} is above its upper bound {high}")
            }
            Self::BadBounds { low, value, high } if high.is_infinite() => {
                format!("the value {value} is below its lower bound {low}")
            }
            Self::BadBounds { low, value, high } => {
                format!("the value {value} is not between its bounds {low} and {high}")
            }
            Self::MissingColumn { column } => format!("there is no column `{column}`"),
            Self::RaggedRow { found, expected } => {
                format!("this row has {found} fields, the header has {expected}")
            }
            Self::DuplicateObservation { hub, column, .. } => {
                format!("`{hub}` has two values of `{column}`")
            }
            Self::Cycle { ids } => format!("groups stand in a circle: {}", ids.join(" → ")),
            Self::EmptyGroup { id } => format!("group `{id}` has no indicator"),
            Self::NoIndicators => "the data set has no indicator".into(),
            Self::BadGoalposts { low, high } => {
                format!("goalposts from {low} to {high} leave no room between them")
            }
            Self::NoGoalposts { indicator } => format!("`{indicator}` has no goalposts"),
            Self::Gap { hub, indicator } => format!("`{hub}` has no value of `{indicator}`"),
            Self::ZeroDenominator {
                hub,
                indicator,
                denominator,
            } => {
                format!("`{indicator}` of `{hub}` would be divided by a `{denominator}` of zero")
            }
            Self::NotPositive {
                hub,
                indicator,
                value,
                needed_by,
            } => format!(
                "{needed_by} needs values above zero, and `{indicator}` of `{hub}` is {value}"
            ),
            Self::Misfit {
                aggregation,
                problem,
            } => format!("`{aggregation}` {problem}"),
            Self::NothingToRank { reason } => format!("no hub can be ranked: {reason}"),
            Self::Ambiguous { what, .. } => format!("it is not clear which {what} is meant"),
            Self::Exists { path } => format!("`{path}` is there already"),
            Self::Conflict { statements } => match statements.len() {
                1 => format!("no weights meet the statement {}", quoted(statements)),
                _ => format!(
                    "no weights meet these statements together: {}",
                    quoted(statements)
                ),
            },
        }
    }

    /// The words at the underlined place.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Unknown { within, .. } => format!("not in {within}"),
            Self::WrongType { found, .. } => format!("this is {found}"),
            Self::BadId { .. } => "an id is a-z first, then a-z, 0-9, `_` or `-`".into(),
            Self::Duplicate { first, .. } => format!("first {first}"),
            Self::BadSetting { expected, .. } => format!("expected {expected}"),
            Self::BadWeight { .. } => "a weight is a finite number, zero or more".into(),
            Self::OutOfRange { low, high, .. } => match (low, high) {
                (Some(low), Some(high)) => format!("expected {low} to {high}"),
                (Some(low), None) => format!("expected {low} or more"),
                (None, Some(high)) => format!("expected {high} or less"),
                (None, None) => String::new(),
            },
            Self::DuplicateObservation { first, .. } => format!("the first is in line {first}"),
            Self::Ambiguous { choices, .. } => format!("there are {}", quoted(choices)),
            _ => String::new(),
        }
    }
}

/// Names in backticks, with commas: `` `a`, `b` ``.
#[must_use]
pub fn quoted(names: &[String]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The name in `known` that `typed` was most likely meant to be, if any is near.
///
/// Near is a Damerau–Levenshtein distance of at most 1 + a quarter of the length.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&typed, &name.to_lowercase()),
                name,
            )
        })
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
        Self {
            place,
            fault,
            hint: None,
        }
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
        let fault = Fault::Unknown {
            kind,
            name: name.to_owned(),
            within: within.into(),
        };
        Self::new(place, fault).hint(hint)
    }

    fn render(&self, renderer: &Renderer) -> String {
        let headline = self.fault.headline();
        let label = self.fault.label();
        let title = Level::ERROR.primary_title(headline.as_str());
        let mut group: Group<'_> = match &self.place {
            Place::Line {
                file,
                number,
                text,
                span,
            } => {
                let mark = AnnotationKind::Primary.span(span.0..span.1);
                let mark = if label.is_empty() {
                    mark
                } else {
                    mark.label(label.as_str())
                };
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
        let mut parts: Vec<_> = self
            .list
            .iter()
            .map(|problem| problem.render(renderer))
            .collect();
        if self.uncounted > 0 {
            parts.push(format!("… and {} more problems", self.uncounted));
        }
        parts.join("\n\n")
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self {
            list: vec![problem],
            uncounted: 0,
        }
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
        let Place::Line {
            number, text, span, ..
        } = place
        else {
            panic!("a line is due")
        };
        assert_eq!((number, text.as_str(), span), (2, "yy = 2", (0, 6)));
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_near() {
        assert_eq!(
            nearest("ict_employmnt", ["ict_employment", "talent"]),
            Some("ict_employment")
        );
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
        assert!(
            text.contains("error: unknown indicator `ict_employmnt`"),
            "{text}"
        );
        assert!(text.contains("configs/founder.toml:2:1"), "{text}");
        assert!(text.contains("did you mean `ict_employment`?"), "{text}");
    }
}
