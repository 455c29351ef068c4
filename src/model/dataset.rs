//! A data set: hubs, what was observed of them, and the tree that the indicators form.

use std::sync::Arc;

use super::{Hub, Indicator, Role, Series, Tree};

/// Where values come from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// The id that observations cite.
    pub id: String,
    /// The title as it is printed.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// `primary`, `secondary`, `derived` or `disputed`.
    pub confidence: String,
    /// Where it was read.
    pub location: String,
    /// Its licence, where known.
    pub licence: String,
}

/// Everything that is known of a set of hubs; cheap to clone.
///
/// ```
/// let hubs = hubrank::Dataset::built_in()?;
/// assert_eq!(hubs.hub("xi’an").map(|i| &*hubs.hubs[i].id), Some("xian"));
/// # Ok::<(), hubrank::Problems>(())
/// ```
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The id.
    pub id: String,
    /// The title as it is printed.
    pub title: String,
    /// What a reader should know of the whole.
    pub about: String,
    /// Whether commands take this one when several are found.
    pub is_default: bool,
    /// What observations cite.
    pub sources: Arc<[Source]>,
    /// The hubs, in the order of the file.
    pub hubs: Arc<[Hub]>,
    /// The names of the hubs' further text columns.
    pub attributes: Vec<String>,
    /// The observed columns, each as long as `hubs`.
    pub series: Arc<[Series]>,
    /// The indicators made from them.
    pub indicators: Arc<[Indicator]>,
    /// The groups above the indicators.
    pub tree: Arc<Tree>,
    /// SHA-256 of its files, in hexadecimal.
    pub sha256: String,
}

impl Dataset {
    /// The position of the hub that a person called `text`.
    #[must_use]
    pub fn hub(&self, text: &str) -> Option<usize> {
        let by_id = self.hubs.iter().position(|hub| *hub.id == *text);
        by_id.or_else(|| self.hubs.iter().position(|hub| hub.is_called(text)))
    }

    /// The position of an attribute by its name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|known| known == name)
    }

    /// The position of an observed column by its id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<usize> {
        self.series.iter().position(|series| series.id == id)
    }

    /// The same data with one observation changed: that of column `series` for hub `hub`, both by position.
    #[must_use]
    pub fn with_value(&self, series: usize, hub: usize, value: f64) -> Self {
        let mut changed = self.series.to_vec();
        changed[series].column = changed[series].column.with(hub, value);
        Self { series: changed.into(), ..self.clone() }
    }

    /// The same data with only the ranked hubs whose `attribute` is `value`, and all references.
    ///
    /// Scales are then fitted on the hubs that are left.
    #[must_use]
    pub fn only(&self, attribute: usize, value: &str) -> Self {
        let is_in = |hub: &Hub| {
            let own = hub.attributes.get(attribute).and_then(Option::as_deref);
            hub.role == Role::Reference || own.is_some_and(|own| own.eq_ignore_ascii_case(value))
        };
        let rows: Vec<_> = (0..self.hubs.len()).filter(|&i| is_in(&self.hubs[i])).collect();
        self.of_hubs(&rows)
    }

    /// The same data with only the hubs at these positions, in this order.
    #[must_use]
    pub fn of_hubs(&self, rows: &[usize]) -> Self {
        let keep = |series: &Series| Series {
            column: series.column.select(rows),
            details: match series.details.is_empty() {
                true => Vec::new(),
                false => rows.iter().map(|&i| series.details[i].clone()).collect(),
            },
            ..series.clone()
        };
        Self {
            hubs: rows.iter().map(|&i| self.hubs[i].clone()).collect(),
            series: self.series.iter().map(keep).collect(),
            ..self.clone()
        }
    }
}
