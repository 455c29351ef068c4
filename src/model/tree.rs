//! The tree of groups above the indicators.

use super::Indicator;

/// The position of the index itself, the root of every tree.
pub const INDEX: usize = 0;

/// A group as a data set states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The id.
    pub id: String,
    /// The name as it is printed.
    pub name: String,
    /// The group it stands in; none directly under the index (then it is a pillar).
    pub parent: Option<String>,
    /// The default share among its siblings.
    pub weight: f64,
    /// Its colour in charts, `#rrggbb`.
    pub colour: Option<String>,
}

/// One node: the index, a group or an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The id; `index` for the root.
    pub id: String,
    /// The name as it is printed.
    pub name: String,
    /// The node above; the root is its own.
    pub parent: usize,
    /// The nodes below, in the order of the file: groups, then indicators.
    pub children: Vec<usize>,
    /// The default share among its siblings.
    pub share: f64,
    /// Its colour in charts.
    pub colour: Option<String>,
    /// Which indicator it is, where it is one.
    pub indicator: Option<usize>,
}

/// Groups and indicators in one tree, each parent before its children.
///
/// ```
/// use hubrank::model::{Group, INDEX, Indicator, Tree};
/// let talent = Group { id: "talent".into(), name: "Talent".into(), parent: None, weight: 1.0, colour: None };
/// let mut jobs = Indicator::new("jobs", 0);
/// jobs.group = Some("talent".into());
/// let tree = Tree::new(&[talent], &[jobs]);
/// assert_eq!(tree.pillars(), [1]);
/// assert_eq!(tree.leaves_below(1), [0]);
/// assert_eq!(tree.node("jobs"), Some(2));
/// assert_eq!(tree.nodes()[2].parent, 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    nodes: Vec<Node>,
    /// The node of each indicator.
    leaves: Vec<usize>,
}

impl Tree {
    /// The tree of groups and indicators whose parents all exist and form no circle.
    ///
    /// A group whose parent is not found is left out, and so is what stands below it.
    #[must_use]
    pub fn new(groups: &[Group], indicators: &[Indicator]) -> Self {
        let root = Node {
            id: "index".into(),
            name: "Index".into(),
            parent: INDEX,
            children: Vec::new(),
            share: 1.0,
            colour: None,
            indicator: None,
        };
        let mut tree = Self { nodes: vec![root], leaves: vec![INDEX; indicators.len()] };
        tree.hang(INDEX, None, groups, indicators);
        tree
    }

    fn hang(&mut self, at: usize, id: Option<&str>, groups: &[Group], indicators: &[Indicator]) {
        for group in groups.iter().filter(|group| group.parent.as_deref() == id) {
            let node = Node {
                id: group.id.clone(),
                name: group.name.clone(),
                parent: at,
                children: Vec::new(),
                share: group.weight,
                colour: group.colour.clone(),
                indicator: None,
            };
            let child = self.add(at, node);
            self.hang(child, Some(&group.id), groups, indicators);
        }
        for (j, indicator) in indicators.iter().enumerate() {
            if indicator.group.as_deref() == id {
                let node = Node {
                    id: indicator.id.clone(),
                    name: indicator.name.clone(),
                    parent: at,
                    children: Vec::new(),
                    share: indicator.weight,
                    colour: None,
                    indicator: Some(j),
                };
                self.leaves[j] = self.add(at, node);
            }
        }
    }

    fn add(&mut self, parent: usize, node: Node) -> usize {
        self.nodes.push(node);
        let child = self.nodes.len() - 1;
        self.nodes[parent].children.push(child);
        child
    }

    /// All nodes, the index first, each parent before its children.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The nodes directly under the index.
    #[must_use]
    pub fn pillars(&self) -> &[usize] {
        &self.nodes[INDEX].children
    }

    /// The node of indicator `j`.
    #[must_use]
    pub fn leaf(&self, j: usize) -> usize {
        self.leaves[j]
    }

    /// The position of a node by its id; the index has none.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<usize> {
        (1..self.nodes.len()).find(|&node| self.nodes[node].id == id)
    }

    /// The indicators at or below a node, in order.
    #[must_use]
    pub fn leaves_below(&self, node: usize) -> Vec<usize> {
        match self.nodes[node].indicator {
            Some(j) => vec![j],
            None => self.nodes[node]
                .children
                .iter()
                .flat_map(|&child| self.leaves_below(child))
                .collect(),
        }
    }

    /// The pillar that a node stands in; the node itself where it is one.
    #[must_use]
    pub fn pillar_of(&self, node: usize) -> usize {
        let mut at = node;
        while self.nodes[at].parent != INDEX {
            at = self.nodes[at].parent;
        }
        at
    }
}
