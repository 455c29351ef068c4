//! First drafts of a data set and two profiles from a bare table.

/// An id made of a text: `[a-z][a-z0-9_-]*`; none where the text has no letter of a-z.
pub(super) fn id_of(text: &str) -> Option<String> {
    let mut id = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'a'..='z' => id.push(c),
            '0'..='9' if !id.is_empty() => id.push(c),
            '\'' | '’' | '.' => {}
            _ if !id.is_empty() && !id.ends_with('_') => id.push('_'),
            _ => {}
        }
    }
    let id = id.trim_end_matches('_').to_owned();
    (!id.is_empty()).then_some(id)
}
