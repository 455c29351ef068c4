//! Deal-breakers: which hubs a limit keeps out of the ranks.

use crate::model::{Entry, Frame, Reason, Table};
use crate::stage::Observed;
use crate::study::profile::{Limit, Profile};

/// The table with the hubs that miss a deal-breaker marked as such; a gap passes.
pub(super) fn barred(mut table: Table<Observed>, profile: &Profile) -> Table<Observed> {
    if profile.limits.is_empty() {
        return table;
    }
    let mut barred = Vec::new();
    for limit in &profile.limits {
        let mut indicators = table.frame.indicators.iter();
        if let Some(j) = indicators.position(|own| own.id == limit.indicator) {
            barred.extend(missed(&table, limit, j));
        }
    }
    let entry = Entry { barred, ..table.frame.entry.clone() };
    table.frame = Frame { entry, ..Frame::clone(&table.frame) }.into();
    table
}

/// The hubs whose value of indicator `j` is outside the limit, each with how far.
fn missed(table: &Table<Observed>, limit: &Limit, j: usize) -> Vec<(usize, Reason)> {
    let mut missed = Vec::new();
    for &i in &table.frame.peers {
        let Some(value) = table.columns[j].get(i) else {
            continue;
        };
        let reason = |bound, at_least| Reason::Limit { indicator: j, value, bound, at_least };
        let below = limit.at_least.filter(|&bound| value < bound);
        let above = limit.at_most.filter(|&bound| value > bound);
        missed.extend(below.map(|bound| (i, reason(bound, true))));
        missed.extend(above.map(|bound| (i, reason(bound, false))));
    }
    missed
}
