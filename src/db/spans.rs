//! Rows that tell what was known when: one is never changed, only replaced by another as of the instant of a transaction.
use std::collections::HashMap;
use std::hash::Hash;
use uuid::Uuid;

/// What must be replaced, and what takes its place.
pub struct Differing<T> {
    /// The ids of rows that no longer hold.
    pub old: Vec<Uuid>,
    pub new: Vec<T>,
}

/// Holds what should be known against what is, whatever the order of either.
pub fn differing<T: Eq + Hash>(
    known: impl IntoIterator<Item = (Uuid, T)>,
    wanted: impl IntoIterator<Item = T>,
) -> Differing<T> {
    let mut known: HashMap<T, Uuid> = known.into_iter().map(|(id, row)| (row, id)).collect();
    let new = wanted.into_iter().filter(|row| known.remove(row).is_none()).collect();
    Differing { old: known.into_values().collect(), new }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_replaced() {
        let [one, two] = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let found = differing([(one, "a"), (two, "b")], ["b", "c"]);
        assert_eq!((found.old, found.new), (vec![one], vec!["c"]));
        let same = differing([(one, "a")], ["a"]);
        assert!(same.old.is_empty() && same.new.is_empty());
    }
}
