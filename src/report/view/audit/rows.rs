//! An audit as rows for machines: one a figure.

use crate::model::INDEX;
use crate::study::{Audit, LeftOut, Outcome};

use super::super::super::page::{Field, Head, Sheet};

/// Rows under construction.
struct Rows<'a> {
    outcome: &'a Outcome,
    rows: Vec<Vec<Field>>,
}

impl Rows<'_> {
    fn add(&mut self, table: &str, (subject, other): (&str, &str), measure: &str, value: Field) {
        let text = |text: &str| Field::Text(text.to_owned());
        let row = [table, subject, other, measure].map(text);
        self.rows.push(row.into_iter().chain([value]).collect());
    }

    fn number(&mut self, table: &str, of: (&str, &str), measure: &str, value: Option<f64>) {
        self.add(table, of, measure, Field::maybe(value, Field::Raw));
    }

    fn indicator(&self, j: usize) -> String {
        self.outcome.observed.frame.indicators[j].id.clone()
    }

    fn node(&self, node: usize) -> String {
        match node {
            INDEX => "index".into(),
            _ => self.outcome.observed.frame.tree.nodes()[node].id.clone(),
        }
    }

    fn hub(&self, hub: usize) -> String {
        self.outcome.dataset().hubs[hub].id.to_string()
    }

    fn columns(&mut self, own: &Audit) {
        for own in &own.columns {
            let id = self.indicator(own.indicator);
            let of = (id.as_str(), "");
            let flag = |is: bool| Some(f64::from(u8::from(is)));
            let figures = [
                ("coverage", Some(own.coverage)),
                ("least", own.range.map(|range| range.0)),
                ("most", own.range.map(|range| range.1)),
                ("skewness", own.skewness),
                ("kurtosis", own.kurtosis),
                ("is_outlying", flag(own.is_outlying)),
                ("is_constant", flag(own.is_constant)),
                ("first_year", own.years.map(|years| f64::from(years.0))),
                ("last_year", own.years.map(|years| f64::from(years.1))),
            ];
            for (measure, value) in figures {
                self.number("indicator", of, measure, value);
            }
            self.add("indicator", of, "unit", Field::Text(own.unit.clone()));
            for &hub in &own.outliers {
                let value = self.outcome.observed.columns[own.indicator].get(hub);
                let hub = self.hub(hub);
                self.number("indicator", (&id, &hub), "outlier", value);
            }
        }
    }

    fn structure(&mut self, own: &Audit) {
        for pair in &own.pairs {
            let (a, b) = (self.indicator(pair.a), self.indicator(pair.b));
            self.number("pair", (&a, &b), "correlation", pair.r);
            self.number("pair", (&a, &b), "hubs", Some(pair.hubs as f64));
            let inside = Some(f64::from(u8::from(pair.is_inside)));
            self.number("pair", (&a, &b), "in_one_pillar", inside);
        }
        for own in &own.structures {
            let id = self.node(own.node);
            self.number("structure", (&id, ""), "hubs", Some(own.hubs as f64));
            self.number("structure", (&id, ""), "alpha", own.alpha);
            let dimensions = Some(own.dimensions as f64);
            self.number("structure", (&id, ""), "dimensions", dimensions);
            for (k, value) in own.eigenvalues.iter().enumerate() {
                let place = (k + 1).to_string();
                self.number("structure", (&id, &place), "eigenvalue", Some(*value));
            }
            for (&j, value) in own.indicators.iter().zip(&own.inflation) {
                let other = self.indicator(j);
                self.number("structure", (&id, &other), "variance_inflation", *value);
            }
        }
    }

    fn consequences(&mut self, own: &Audit) {
        for own in &own.importances {
            let id = self.node(own.node);
            self.number("importance", (&id, ""), "weight", Some(own.weight));
            self.number("importance", (&id, ""), "share_of_variance", own.share);
            let squared = own.squared_correlation;
            self.number("importance", (&id, ""), "squared_correlation", squared);
        }
        for pair in &own.places.pairs {
            let (a, b) = (self.node(pair.a), self.node(pair.b));
            let measure = format!("{} places apart", own.places.far);
            self.number("places", (&a, &b), &measure, Some(pair.apart as f64));
            self.number("places", (&a, &b), "hubs", Some(pair.hubs as f64));
        }
        for own in &own.drops {
            let id = match own.what {
                LeftOut::Indicator(j) => self.indicator(j),
                LeftOut::Pillar(node) => self.node(node),
                LeftOut::Hub(hub) => self.hub(hub),
            };
            let changes = Some(f64::from(u8::from(own.leader_changes)));
            self.number("without", (&id, ""), "leader_changes", changes);
            for one in &own.moves {
                let hub = self.hub(one.hub);
                self.number("without", (&id, &hub), "rank_before", Some(one.before));
                self.number("without", (&id, &hub), "rank_after", one.after);
            }
        }
    }
}

/// Every figure of an audit: the table it belongs to, what it is a figure of, the measure, the value.
#[must_use]
pub fn audit_rows(own: &Audit, outcome: &Outcome) -> Sheet<'static> {
    let mut rows = Rows { outcome, rows: Vec::new() };
    rows.columns(own);
    rows.structure(own);
    rows.consequences(own);
    let rows = rows.rows;
    Sheet {
        heads: vec![
            Head::text("table"),
            Head::text("subject"),
            Head::text("other"),
            Head::text("measure"),
            Head::number("value"),
        ],
        length: rows.len(),
        rows: Box::new(rows.into_iter()),
        below: Vec::new(),
    }
}
