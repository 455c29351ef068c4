//! What can go wrong: one sentence and one label a kind.

use super::quoted;

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
    CannotRead { reason: String },
    CannotWrite { reason: String },
    NotUtf8,
    Empty { what: &'static str },
    Syntax { message: String },
    Unknown { kind: Kind, name: String, within: String },
    WrongType { key: String, expected: &'static str, found: String },
    MissingKey { key: String, within: String },
    BadId { id: String },
    Duplicate { kind: Kind, name: String, first: String },
    BadSetting { setting: String, value: String, expected: String },
    BadWeight { of: String, value: f64 },
    ZeroWeights { within: String },
    AbsentWeights { within: String, absent: Vec<String> },
    NotANumber { text: String, column: String },
    NotFinite { text: String, column: String },
    OutOfRange { value: f64, column: String, low: Option<f64>, high: Option<f64> },
    BadBounds { low: f64, value: f64, high: f64 },
    MissingColumn { column: String },
    RaggedRow { found: usize, expected: usize },
    DuplicateObservation { hub: String, column: String, first: usize },
    Cycle { ids: Vec<String> },
    EmptyGroup { id: String },
    NoIndicators,
    BadGoalposts { low: f64, high: f64 },
    NoGoalposts { indicator: String },
    Gap { hub: String, indicator: String },
    ZeroDenominator { hub: String, indicator: String, denominator: String },
    NotPositive { hub: String, indicator: String, value: f64, needed_by: &'static str },
    Misfit { aggregation: &'static str, problem: String },
    NothingToRank { reason: String },
    Ambiguous { what: String, choices: Vec<String> },
    Exists { path: String },
    Conflict { statements: Vec<String> },
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
            Self::BadWeight { of, value } => match value.abs() < 1e15 {
                true => format!("the weight of `{of}` cannot be {value}"),
                false => format!("the weight of `{of}` cannot be {value:e}"),
            },
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
            Self::ZeroDenominator { hub, indicator, denominator } => {
                format!("`{indicator}` of `{hub}` would be divided by a `{denominator}` of zero")
            }
            Self::NotPositive { hub, indicator, value, needed_by } => format!(
                "{needed_by} needs values above zero, and `{indicator}` of `{hub}` is {value}"
            ),
            Self::Misfit { aggregation, problem } => format!("`{aggregation}` {problem}"),
            Self::NothingToRank { reason } => format!("no hub can be ranked: {reason}"),
            Self::Ambiguous { what, .. } => format!("it is not clear which {what} is meant"),
            Self::Exists { path } => format!("`{path}` is there already"),
            Self::Conflict { statements } => match statements.len() {
                1 => format!("no weights meet the statement {}", quoted(statements)),
                _ => format!("no weights meet these statements together: {}", quoted(statements)),
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
            Self::BadWeight { .. } => "a weight is a number of zero or more, at most 1e100".into(),
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
