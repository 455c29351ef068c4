//! What holds of groups and indicators together: parents that are there, no circles, no empty group.

use std::collections::BTreeSet;

use crate::model::{Group, INDEX, Indicator, Tree};
use crate::problem::{Fault, Kind, Place, Problem};

use super::document::Document;
use super::section::Entry;

/// Where each group and indicator says what it stands in.
#[derive(Default)]
pub(super) struct Links<'a> {
    /// One a group: its id and, where it has one, its parent.
    groups: Vec<(Entry<'a>, Option<Entry<'a>>)>,
    /// One an indicator: its group, where it has one.
    indicators: Vec<Option<Entry<'a>>>,
}

impl<'a> Links<'a> {
    /// Remembers where a group's id and parent stand.
    pub(super) fn group(&mut self, id: Entry<'a>, parent: Option<Entry<'a>>) {
        self.groups.push((id, parent));
    }

    /// Remembers where an indicator's group stands.
    pub(super) fn indicator(&mut self, group: Option<Entry<'a>>) {
        self.indicators.push(group);
    }

    /// Notes every fault of the tree.
    pub(super) fn check(
        &self,
        document: &Document<'_>,
        groups: &[Group],
        indicators: &[Indicator],
    ) {
        let parents = self.groups.iter().filter_map(|(_, parent)| parent.as_ref());
        for entry in parents.chain(self.indicators.iter().flatten()) {
            check_name(entry, groups);
        }
        let circle = self.check_circles(document, groups);
        if indicators.is_empty() {
            let problem = Problem::new(Place::file(document.file), Fault::NoIndicators);
            document.push(problem.hint("add `[[indicator]]` with `id` and `direction`"));
            return;
        }
        let filled = filled(groups, indicators);
        for (group, (id, _)) in groups.iter().zip(&self.groups) {
            if !filled.contains(group.id.as_str()) && !circle.contains(group.id.as_str()) {
                let fault = Fault::EmptyGroup { id: group.id.clone() };
                let hint =
                    format!("give an indicator `group = \"{}\"`, or take the group out", group.id);
                document.push(Problem::new(id.place(), fault).hint(hint));
            }
        }
        self.check_weights(document, groups, indicators);
    }

    /// Notes each circle once; returns the groups in one.
    fn check_circles<'g>(&self, document: &Document<'_>, groups: &'g [Group]) -> BTreeSet<&'g str> {
        let mut seen = BTreeSet::new();
        for (group, (id, parent)) in groups.iter().zip(&self.groups) {
            let mut way = vec![group.id.as_str()];
            let mut at = group;
            while let Some(above) = parent_of(at, groups) {
                if above.id == group.id {
                    if seen.insert(group.id.as_str()) {
                        seen.extend(way.iter().copied());
                        let mut ids: Vec<_> = way.iter().map(|id| (*id).to_owned()).collect();
                        ids.push(group.id.clone());
                        let place = parent.as_ref().unwrap_or(id).place();
                        let problem = Problem::new(place, Fault::Cycle { ids });
                        document.push(problem.hint("take `parent` away from one of them"));
                    }
                    break;
                }
                if way.contains(&above.id.as_str()) {
                    break;
                }
                way.push(&above.id);
                at = above;
            }
        }
        seen
    }

    /// Notes siblings whose default weights are all zero.
    fn check_weights(&self, document: &Document<'_>, groups: &[Group], indicators: &[Indicator]) {
        let tree = Tree::new(groups, indicators);
        for (at, node) in tree.nodes().iter().enumerate() {
            let sum: f64 = node.children.iter().map(|&child| tree.nodes()[child].share).sum();
            if node.children.is_empty() || sum > 0.0 {
                continue;
            }
            let own = groups.iter().position(|group| group.id == node.id);
            let place = own.and_then(|at| self.groups.get(at));
            let place = place.map_or_else(|| Place::file(document.file), |(id, _)| id.place());
            let within = match at {
                INDEX => "directly under the index".into(),
                _ => format!("in group `{}`", node.id),
            };
            let problem = Problem::new(place, Fault::ZeroWeights { within });
            document.push(problem.hint("give at least one a weight above zero"));
        }
    }
}

fn check_name(entry: &Entry<'_>, groups: &[Group]) {
    if let Some(id) = entry.text()
        && !groups.iter().any(|group| group.id == id)
    {
        let known = groups.iter().map(|group| group.id.as_str());
        let problem = Problem::unknown(entry.place(), Kind::Group, id, "this data set", known);
        let problem = match problem.hint {
            None => problem.hint(format!("add `[[group]]` with `id = \"{id}\"`")),
            Some(_) => problem,
        };
        entry.document.push(problem);
    }
}

fn parent_of<'g>(group: &Group, groups: &'g [Group]) -> Option<&'g Group> {
    let parent = group.parent.as_deref()?;
    groups.iter().find(|other| other.id == parent)
}

/// The groups with an indicator below them.
fn filled<'g>(groups: &'g [Group], indicators: &[Indicator]) -> BTreeSet<&'g str> {
    let mut filled = BTreeSet::new();
    for indicator in indicators {
        let own = indicator.group.as_deref();
        let mut at = groups.iter().find(|group| Some(group.id.as_str()) == own);
        while let Some(group) = at {
            if !filled.insert(group.id.as_str()) {
                break;
            }
            at = parent_of(group, groups);
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::super::outline::outline;

    fn messages(groups: &str) -> String {
        let text = format!(
            "id = \"a\"\n{groups}\n[[indicator]]\nid = \"jobs\"\ngroup = \"talent\"\ndirection = \"higher\"\n"
        );
        outline("dataset.toml", &text).1.to_string()
    }

    #[test]
    fn a_circle_is_told_once() {
        let groups = "[[group]]\nid = \"talent\"\nparent = \"b\"\n[[group]]\nid = \"b\"\nparent = \"talent\"\n[[group]]\nid = \"c\"\nparent = \"b\"\n";
        let text = messages(groups);
        assert_eq!(text.matches("circle").count(), 1, "{text}");
        assert!(text.contains("talent → b → talent"), "{text}");
    }

    #[test]
    fn orphans_and_empty_groups() {
        let text = messages("[[group]]\nid = \"talnt\"\n");
        assert!(text.contains("did you mean `talnt`?"), "{text}");
        assert!(text.contains("group `talnt` has no indicator"), "{text}");
    }
}
