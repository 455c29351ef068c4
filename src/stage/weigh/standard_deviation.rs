//! Standard-deviation weights: a column counts more the more it tells hubs apart, in the units it is normalised to.
//! Diakoulaki, Mavrotas & Papayannakis (1995), Computers & Operations Research 22, 763–770, section 2.

use crate::stage::statistics::deviation;

/// The raw weight of each column of present values: its standard deviation; 0 for fewer than two values.
#[must_use]
pub fn standard_deviation(columns: &[Vec<f64>]) -> Vec<f64> {
    columns.iter().map(|column| deviation(column).unwrap_or(0.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_and_lone_columns_have_none() {
        let columns = [
            vec![1.0, 2.0, 3.0],
            vec![1e9, 1e9 + 1.0, 1e9 + 2.0],
            vec![4.0, 4.0],
            vec![1.0],
            vec![],
        ];
        assert_eq!(standard_deviation(&columns), [1.0, 1.0, 0.0, 0.0, 0.0]);
    }
}
