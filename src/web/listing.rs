//! What a list shows and in which order: all of it stands in the list's address.

use super::Paging;
use crate::db::Way;

/// An order in which a list can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// In the address: `sort=oldest`.
    pub word: &'static str,
    /// The column of the list by which it is.
    pub column: &'static str,
    pub way: Way,
}

impl Order {
    pub const NEWEST: Order = Order { word: "newest", column: "time", way: Way::Descending };
    pub const OLDEST: Order = Order { word: "oldest", column: "time", way: Way::Ascending };
    pub const BY_TIME: &[Order] = &[Order::NEWEST, Order::OLDEST];
}

#[derive(Debug, Clone)]
pub struct Listing {
    path: String,
    /// Empty ones narrow nothing.
    filters: Vec<(&'static str, String)>,
    /// The usual one first.
    orders: &'static [Order],
    order: Option<Order>,
}

impl Listing {
    /// `path` is also that of the file, with `.csv` behind.
    pub fn new<V: Into<String>>(
        path: impl Into<String>,
        filters: impl IntoIterator<Item = (&'static str, V)>,
    ) -> Listing {
        let filters = filters.into_iter().map(|(name, value)| (name, value.into())).collect();
        Listing { path: path.into(), filters, orders: &[], order: None }
    }

    /// In that of these orders which is asked for, or in the first.
    pub fn in_order(self, orders: &'static [Order], asked: &str) -> Listing {
        let order = orders.iter().find(|order| order.word == asked).or(orders.first()).copied();
        Listing { orders, order, ..self }
    }

    pub fn order(&self) -> Option<Order> {
        self.order
    }

    /// Of a list of which every order is by time, or by what else newer comes later.
    pub fn way(&self) -> Way {
        self.order.map_or(Way::Descending, |order| order.way)
    }

    pub fn path(&self) -> &str {
        &self.path
    }

    pub fn value(&self, filter: &str) -> &str {
        self.filters.iter().find(|(name, _)| *name == filter).map_or("", |(_, value)| value)
    }

    pub fn is(&self, filter: &str, value: &str) -> bool {
        self.value(filter) == value
    }

    pub fn is_narrow(&self) -> bool {
        self.filters.iter().any(|(_, value)| !value.is_empty())
    }

    /// What a search carries along: all but the text in the field `typed` and where it is looked for, `in`.
    pub fn beside(&self, typed: &str) -> impl Iterator<Item = (&str, &str)> {
        self.pairs(self.order).filter(move |(name, value)| *name != typed && *name != "in" && !value.is_empty())
    }

    fn pairs(&self, order: Option<Order>) -> impl Iterator<Item = (&str, &str)> {
        let unusual = order.filter(|order| self.orders.first() != Some(order));
        let sort = unusual.map(|order| ("sort", order.word));
        self.filters.iter().map(|(name, value)| (*name, value.as_str())).chain(sort)
    }

    /// The same list with one filter changed.
    pub fn of(&self, filter: &str, wanted: &str) -> String {
        let changed = self.pairs(self.order).map(|(name, value)| (name, if name == filter { wanted } else { value }));
        link(&self.path, changed)
    }

    /// The same list by that column, if it can be: the other way round where it is by it already.
    pub fn by(&self, column: &str) -> Option<String> {
        let mut able = self.orders.iter().filter(|order| order.column == column);
        let order = able.clone().find(|order| self.sorted(column).is_some() && Some(**order) != self.order);
        let order = order.or(able.next())?;
        Some(link(&self.path, self.pairs(Some(*order))))
    }

    /// For `aria-sort`.
    pub fn sorted(&self, column: &str) -> Option<&'static str> {
        let order = self.order.filter(|order| order.column == column)?;
        Some(match order.way {
            Way::Ascending => "ascending",
            Way::Descending => "descending",
        })
    }

    pub fn link(&self) -> String {
        link(&self.path, self.pairs(self.order))
    }

    /// Its address, ready for more of the query.
    pub fn base(&self) -> String {
        base(&self.path, self.pairs(self.order))
    }

    /// All that it shows, as a file.
    pub fn csv(&self) -> String {
        link(&format!("{}.csv", self.path), self.pairs(self.order))
    }
}

fn base<'a>(path: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    Paging::base(path, &pairs.collect::<Vec<_>>())
}

fn link<'a>(path: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    base(path, pairs).trim_end_matches(['&', '?']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERS: &[Order] =
        &[Order::NEWEST, Order::OLDEST, Order { word: "largest", column: "amount", way: Way::Descending }];

    fn listing(asked: &str) -> Listing {
        Listing::new("/list", [("q", "a b"), ("state", "")]).in_order(ORDERS, asked)
    }

    #[test]
    fn one_filter_changes_and_the_rest_is_kept() {
        let usual = listing("");
        assert_eq!(usual.of("state", "open"), "/list?q=a+b&state=open");
        assert_eq!(usual.of("q", ""), "/list");
        let oldest = listing("oldest");
        assert_eq!(oldest.of("state", "open"), "/list?q=a+b&state=open&sort=oldest");
        assert_eq!(
            (oldest.base(), oldest.csv()),
            ("/list?q=a+b&sort=oldest&".into(), "/list.csv?q=a+b&sort=oldest".into())
        );
        assert_eq!(oldest.beside("q").collect::<Vec<_>>(), [("sort", "oldest")]);
        assert!(usual.is_narrow() && !Listing::new("/list", [("q", "")]).is_narrow());
    }

    #[test]
    fn a_column_sorts_and_turns_round() {
        let link = |asked, column| listing(asked).by(column);
        assert_eq!(link("", "time").as_deref(), Some("/list?q=a+b&sort=oldest"));
        assert_eq!(link("oldest", "time").as_deref(), Some("/list?q=a+b"));
        assert_eq!(link("largest", "time").as_deref(), Some("/list?q=a+b"));
        assert_eq!(link("", "amount").as_deref(), Some("/list?q=a+b&sort=largest"));
        assert_eq!(link("largest", "amount").as_deref(), Some("/list?q=a+b&sort=largest"));
        assert_eq!(link("", "name"), None);
        let sorted = |asked| (listing(asked).sorted("time"), listing(asked).sorted("amount"));
        assert_eq!(sorted("of tomorrow"), (Some("descending"), None));
        assert_eq!(sorted("oldest"), (Some("ascending"), None));
        assert_eq!(sorted("largest"), (None, Some("descending")));
    }
}
