//! `dataset.toml`: title, sources, groups, indicators and auxiliaries, checked among themselves.

use std::collections::BTreeMap;

use crate::model::{Direction, Goalposts, Group, Indicator, Source, is_id};
use crate::problem::{Fault, Kind, Place, Problem, Problems};

use super::document::Document;
use super::name_or_table::name;
use super::section::{Entry, Section};
use super::tree;

/// The words of a source's confidence.
const CONFIDENCE: &[&str] = &["primary", "secondary", "derived", "disputed"];

/// An observed column that the table of observations should have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expected {
    /// The id of the column.
    pub(super) id: String,
    /// The name as it is printed.
    pub(super) name: String,
    /// The unit of the values.
    pub(super) unit: String,
    /// What the values may be.
    pub(super) range: (Option<f64>, Option<f64>),
}

/// Everything that `dataset.toml` says.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) is_default: bool,
    pub(super) sources: Vec<Source>,
    pub(super) groups: Vec<Group>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) expected: Vec<Expected>,
    /// Whether all names in it could be read, so that the other files can be checked against them.
    pub(super) is_whole: bool,
}

/// An indicator with the names in it that are not looked up yet.
struct Draft<'a> {
    indicator: Indicator,
    from: Option<Entry<'a>>,
    per: Option<Entry<'a>>,
}

/// Reads `dataset.toml`; what could be read stands beside the problems.
pub(super) fn outline(file: &str, text: &str) -> (Outline, Problems) {
    let document = Document::new(file, text, &["id", "title", "about", "default"]);
    let table = document.parse();
    let mut root = Section::new(&document, table.get_ref(), "the data set", 0..0);
    let mut outline = Outline { is_whole: !document.is_broken(), ..Outline::default() };
    let id = root.required("id", "name the data set: `id = \"my-index\"`");
    outline.id = id.and_then(|entry| checked_id(&entry)).unwrap_or_default();
    outline.title = root.text("title").unwrap_or_else(|| outline.id.clone());
    outline.about = root.text_or_empty("about");
    outline.is_default = root.boolean("default").unwrap_or(false);
    outline.sources = sources(&mut root);
    tree_and_columns(&mut root, &mut outline);
    root.finish();
    drop(table);
    (outline, document.into_problems())
}

/// Ids of one space: each may stand once.
#[derive(Default)]
struct Ids<'a> {
    first: BTreeMap<String, Entry<'a>>,
}

impl<'a> Ids<'a> {
    /// The id of a section, noted when it is no id or stands twice; none where there is none at all.
    fn claim(&mut self, section: &mut Section<'a>, kind: Kind) -> Option<(String, Entry<'a>)> {
        let entry = section.required("id", "give it an id: `id = \"…\"`")?;
        let id = checked_id(&entry)?;
        section.name = format!("{} `{id}`", kind.words());
        if id == "index" {
            entry.bad("another id: `index` is the whole");
        } else if let Some(first) = self.first.get(&id) {
            let fault = Fault::Duplicate { kind, name: id.clone(), first: in_line(&first.place()) };
            let problem = Problem::new(entry.place(), fault);
            section.document.push(problem.hint(
                "groups, indicators and auxiliaries share their ids: give one of the two another",
            ));
        } else {
            self.first.insert(id.clone(), entry.clone());
        }
        Some((id, entry))
    }
}

/// Where a place is, for "first …".
pub(super) fn in_line(place: &Place) -> String {
    match place {
        Place::Line { number, .. } => format!("in line {number}"),
        _ => "elsewhere".into(),
    }
}

/// The text of an id, noted when it is none.
fn checked_id(entry: &Entry<'_>) -> Option<String> {
    let id = entry.text()?.to_owned();
    if !is_id(&id) {
        let problem = Problem::new(entry.place(), Fault::BadId { id: id.clone() });
        entry.document.push(problem.hint(suggested_id(&id)));
    }
    Some(id)
}

/// "write `xian`", for an id made of a text; empty where there is none.
pub(super) fn suggested_id(text: &str) -> String {
    match super::guess::id_of(text) {
        Some(id) => format!("write `{id}`"),
        None => String::new(),
    }
}

fn sources(root: &mut Section<'_>) -> Vec<Source> {
    let mut ids = Ids::default();
    let mut sources = Vec::new();
    for mut section in root.sections("source", "a source") {
        let id = ids.claim(&mut section, Kind::Source);
        let id = id.map(|(id, _)| id).unwrap_or_default();
        let title = section.required("title", "say what it is: `title = \"…\"`");
        let confidence = section
            .entry("confidence")
            .and_then(|entry| name(&entry, Kind::Confidence, CONFIDENCE));
        sources.push(Source {
            title: title.and_then(|entry| entry.text()).unwrap_or(&id).to_owned(),
            id,
            publisher: section.text_or_empty("publisher"),
            confidence: confidence.unwrap_or_default().to_owned(),
            location: section.text_or_empty("location"),
            licence: section.text_or_empty("licence"),
        });
        section.finish();
    }
    sources
}

fn tree_and_columns(root: &mut Section<'_>, outline: &mut Outline) {
    let mut ids = Ids::default();
    let mut links = tree::Links::default();
    groups(root, outline, &mut ids, &mut links);
    let mut drafts = Vec::new();
    for mut section in root.sections("indicator", "an indicator") {
        if let Some((id, _)) = ids.claim(&mut section, Kind::Indicator) {
            let group = section.entry("group");
            drafts.push(indicator(&mut section, id, group.as_ref()));
            links.indicator(group);
            section.finish();
        }
    }
    let auxiliaries = root.sections("auxiliary", "an auxiliary");
    let auxiliaries: Vec<_> =
        auxiliaries.into_iter().filter_map(|section| auxiliary(section, &mut ids)).collect();
    outline.expected = expected(&drafts, auxiliaries);
    outline.indicators = looked_up(drafts, &mut outline.expected);
    links.check(root.document, &outline.groups, &outline.indicators);
}

fn groups<'a>(
    root: &mut Section<'a>,
    outline: &mut Outline,
    ids: &mut Ids<'a>,
    links: &mut tree::Links<'a>,
) {
    for mut section in root.sections("group", "a group") {
        let Some((id, entry)) = ids.claim(&mut section, Kind::Group) else {
            continue;
        };
        let parent = section.entry("parent");
        let above = parent.as_ref().and_then(Entry::text);
        let group = Group {
            name: section.text("name").unwrap_or_else(|| id.clone()),
            parent: above.map(str::to_owned),
            weight: weight(&mut section, &id),
            colour: colour(&mut section),
            id,
        };
        section.text("about");
        section.finish();
        if outline.groups.iter().all(|other| other.id != group.id) {
            outline.groups.push(group);
            links.group(entry, parent);
        }
    }
}

fn indicator<'a>(section: &mut Section<'a>, id: String, group: Option<&Entry<'a>>) -> Draft<'a> {
    let hint = "say which end is good: `direction = \"higher\"` or `\"lower\"`";
    let direction = section.required("direction", hint).and_then(|entry| direction(&entry));
    let mut indicator = Indicator::new(&id, 0);
    indicator.name = section.text("name").unwrap_or(id);
    indicator.group = group.and_then(Entry::text).map(str::to_owned);
    indicator.direction = direction.unwrap_or_default();
    indicator.unit = section.text_or_empty("unit");
    indicator.scale = section.entry("scale").and_then(|entry| factor(&entry)).unwrap_or(1.0);
    let (from, per) = (section.entry("from"), section.entry("per"));
    indicator.scored_unit = match section.text("scored_unit") {
        Some(unit) => unit,
        None if per.is_none() && indicator.scale == 1.0 => indicator.unit.clone(),
        None => String::new(),
    };
    indicator.weight = weight(section, &indicator.id);
    if let Some((posts, natural)) = section.entry("goalposts").and_then(|entry| goalposts(&entry)) {
        indicator.goalposts = Some(posts);
        indicator.is_on_its_own_scale = natural;
    }
    indicator.range = range(section);
    indicator.about = section.text_or_empty("about");
    Draft { indicator, from, per }
}

fn auxiliary<'a>(mut section: Section<'a>, ids: &mut Ids<'a>) -> Option<Expected> {
    let (id, _) = ids.claim(&mut section, Kind::Column)?;
    section.name = format!("auxiliary `{id}`");
    let expected = Expected {
        name: section.text("name").unwrap_or_else(|| id.clone()),
        unit: section.text_or_empty("unit"),
        range: range(&mut section),
        id,
    };
    section.text("about");
    section.finish();
    Some(expected)
}

/// The observed columns: one for each indicator that is made of its own, then the auxiliaries.
fn expected(drafts: &[Draft<'_>], auxiliaries: Vec<Expected>) -> Vec<Expected> {
    let own = |draft: &&Draft<'_>| {
        let from = draft.from.as_ref().and_then(Entry::text);
        from.is_none_or(|from| from == draft.indicator.id)
    };
    let column = |draft: &Draft<'_>| Expected {
        id: draft.indicator.id.clone(),
        name: draft.indicator.name.clone(),
        unit: draft.indicator.unit.clone(),
        range: (None, None),
    };
    let mut columns: Vec<_> = drafts.iter().filter(own).map(column).collect();
    columns.extend(auxiliaries);
    columns
}

/// The indicators with their columns looked up; each column takes on the ranges of what is made from it.
fn looked_up(drafts: Vec<Draft<'_>>, columns: &mut [Expected]) -> Vec<Indicator> {
    let find = |entry: &Entry<'_>, columns: &[Expected]| {
        let id = entry.text()?;
        let found = columns.iter().position(|column| column.id == id);
        if found.is_none() {
            let known = columns.iter().map(|column| column.id.as_str());
            let within = "the observed columns";
            let problem = Problem::unknown(entry.place(), Kind::Column, id, within, known);
            entry.document.push(problem);
        }
        found
    };
    let look_up = |draft: Draft<'_>| {
        let mut indicator = draft.indicator;
        indicator.from = match &draft.from {
            Some(entry) => find(entry, columns).unwrap_or(0),
            None => columns.iter().position(|column| column.id == indicator.id).unwrap_or(0),
        };
        indicator.per = draft.per.as_ref().and_then(|entry| find(entry, columns));
        if let Some(column) = columns.get_mut(indicator.from) {
            let (low, high) = indicator.range;
            let tighter = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
                (Some(a), Some(b)) => Some(pick(a, b)),
                (a, b) => a.or(b),
            };
            column.range.0 = tighter(column.range.0, low, f64::max);
            column.range.1 = tighter(column.range.1, high, f64::min);
        }
        indicator
    };
    drafts.into_iter().map(look_up).collect()
}

/// Which end is good.
pub(super) fn direction(entry: &Entry<'_>) -> Option<Direction> {
    let word = name(entry, Kind::Direction, &["higher", "lower"])?;
    Some(match word {
        "lower" => Direction::Lower,
        _ => Direction::Higher,
    })
}

/// A factor: any finite number but zero.
pub(super) fn factor(entry: &Entry<'_>) -> Option<f64> {
    let factor = entry.number()?;
    if factor <= 0.0 {
        entry.bad("a number above zero (an end that is bad is said with `direction`)");
        return None;
    }
    Some(factor)
}

/// The largest weight: a million of them still have a sum.
pub(super) const MOST_WEIGHT: f64 = 1e100;

/// The value of an entry as a weight of `of`: zero or more, and not so large that a sum might overflow.
pub(super) fn weight_of(entry: &Entry<'_>, of: &str) -> Option<f64> {
    let value = entry.any_number()?;
    if !(0.0..=MOST_WEIGHT).contains(&value) {
        let of = of.to_owned();
        let problem = Problem::new(entry.place(), Fault::BadWeight { of, value });
        let hint = match value > 0.0 {
            true => "only the ratios of weights count: write smaller numbers, 100 for all of it",
            false => "write 0 to leave it out",
        };
        entry.document.push(problem.hint(hint));
        return None;
    }
    // A weight of -0.0 is zero.
    Some(value.abs())
}

fn weight(section: &mut Section<'_>, id: &str) -> f64 {
    let entry = section.entry("weight");
    entry.and_then(|entry| weight_of(&entry, id)).unwrap_or(1.0)
}

/// `{ low = …, high = … }` with low below high, and whether they are `natural`: the ends of the indicator's own scale.
fn goalposts(entry: &Entry<'_>) -> Option<(Goalposts, bool)> {
    let mut section = entry.section("`goalposts`")?;
    let hint = "goalposts are two: `{ low = 0, high = 100 }`";
    let low = section.required("low", hint);
    let high = section.required("high", hint);
    let natural = section.entry("natural").and_then(|entry| entry.boolean());
    section.finish();
    let (low, high) = (low?.number()?, high?.number()?);
    if low >= high {
        bad_goalposts(entry, low, high);
        return None;
    }
    Some((Goalposts { low, high }, natural.unwrap_or(false)))
}

/// Notes that goalposts are not in order.
pub(super) fn bad_goalposts(entry: &Entry<'_>, low: f64, high: f64) {
    let problem = Problem::new(entry.place(), Fault::BadGoalposts { low, high });
    let hint = "`low` is the smaller number; which end is good is said with `direction`";
    entry.document.push(problem.hint(hint));
}

fn range(section: &mut Section<'_>) -> (Option<f64>, Option<f64>) {
    let Some(entry) = section.entry("range") else {
        return (None, None);
    };
    let Some(mut bounds) = entry.section("`range`") else {
        return (None, None);
    };
    let (low, high) = (bounds.number("low"), bounds.number("high"));
    bounds.finish();
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        entry.bad("`low` to be no more than `high`");
        return (None, None);
    }
    (low, high)
}

fn colour(section: &mut Section<'_>) -> Option<String> {
    let entry = section.entry("colour")?;
    let text = entry.text()?;
    let digits = text.strip_prefix('#').unwrap_or("");
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        entry.bad("a colour as in `\"#0072b2\"`");
        return None;
    }
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headlines(text: &str) -> Vec<String> {
        let (_, problems) = outline("dataset.toml", text);
        problems.iter().map(|one| one.fault.headline()).collect()
    }

    const JOBS: &str = "[[indicator]]\nid = \"jobs\"\ndirection = \"higher\"\n";

    #[test]
    fn columns_are_the_indicators_own_and_the_auxiliaries() {
        let text = format!(
            "id = \"a\"\n{JOBS}[[indicator]]\nid = \"density\"\ndirection = \"lower\"\nfrom = \"people\"\nrange = {{ low = 1 }}\n[[auxiliary]]\nid = \"people\"\n"
        );
        let (outline, problems) = outline("dataset.toml", &text);
        assert!(problems.is_empty(), "{problems}");
        let ids: Vec<_> = outline.expected.iter().map(|column| column.id.as_str()).collect();
        assert_eq!(ids, ["jobs", "people"]);
        assert_eq!(outline.indicators[1].from, 1);
        assert_eq!(outline.expected[1].range, (Some(1.0), None));
    }

    #[test]
    fn a_direction_is_not_guessed() {
        let found = headlines("id = \"a\"\n[[indicator]]\nid = \"jobs\"\n");
        assert_eq!(found, ["indicator `jobs` has no `direction`"]);
    }

    #[test]
    fn ids_are_one_space() {
        let text = format!("id = \"a\"\n{JOBS}[[auxiliary]]\nid = \"jobs\"\n");
        assert_eq!(headlines(&text), ["column `jobs` stands twice"]);
    }
}
