//! A hub: the unit that is ranked.

use std::sync::Arc;

/// Whether a hub takes part in the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Ranked.
    #[default]
    Ranked,
    /// A benchmark: shown, carried through the fitted scales, outside ranks, fits, imputation and sampling.
    Reference,
}

/// One place. A person may type its id or its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Hub {
    /// The id, `[a-z][a-z0-9_-]*` in shipped data; any text in a bare table.
    pub id: Arc<str>,
    /// The name as it is printed.
    pub name: Arc<str>,
    /// The name in the local script.
    pub local_name: Option<Box<str>>,
    /// Latitude and longitude in degrees.
    pub position: Option<(f64, f64)>,
    /// Ranked or reference.
    pub role: Role,
    /// The further text columns of the table of hubs, in the order of `Dataset::attributes`.
    pub attributes: Box<[Option<Box<str>>]>,
}

impl Hub {
    /// A ranked hub of which only id and name are known.
    ///
    /// ```
    /// use hubrank::model::Hub;
    /// assert!(Hub::new("xian", "Xi'an").is_called("Xi’an"));
    /// ```
    #[must_use]
    pub fn new(id: &str, name: &str) -> Self {
        Self { name: name.into(), ..Self::named(id.into()) }
    }

    /// A ranked hub of which only the name is known: it is the id too, and kept once.
    #[must_use]
    pub fn named(name: Arc<str>) -> Self {
        Self {
            id: Arc::clone(&name),
            name,
            local_name: None,
            position: None,
            role: Role::Ranked,
            attributes: Box::new([]),
        }
    }

    /// Whether a person who typed `text` meant this hub: its id, its name in any case, its local name, ’ for '.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let plain = |text: &str| text.trim().replace('’', "'").to_lowercase();
        *self.id == *text
            || plain(&self.name) == plain(text)
            || self.local_name.as_deref().is_some_and(|local| local == text)
    }

    /// The name with the local name behind it, where there is one: "Beijing 北京".
    #[must_use]
    pub fn label(&self) -> String {
        match &self.local_name {
            Some(local) => format!("{} {local}", self.name),
            None => self.name.to_string(),
        }
    }
}
