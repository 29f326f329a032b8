//! Lists that are short enough to be read whole: narrowed, put in order and cut into pages in memory.

use super::printable;
use crate::db::Way;
use crate::web::{Error, Listing, Order, Paging, csv};
use actix_web::HttpResponse;
use futures_util::stream;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Lines on a page.
const ROWS: usize = 100;

/// What stands in the address.
pub type Asked = HashMap<String, String>;

/// Its name, and whether a line is what it asks for.
pub type Filter<R> = (&'static str, fn(&R, &str) -> bool);

pub struct Short<R: 'static> {
    pub filters: &'static [Filter<R>],
    /// What is searched.
    pub text: fn(&R) -> String,
    /// The usual one first.
    pub orders: &'static [Order],
    /// By a column, ascending.
    pub by: fn(&str, &R, &R) -> Ordering,
}

/// Both orders of a column, the usual one first: `both!(up "name", down "made")`.
macro_rules! both {
    ($($way:ident $column:literal),*) => {
        &[$($crate::admin::pages::short::first!($way $column), $crate::admin::pages::short::second!($way $column)),*]
    };
}
macro_rules! first {
    (up $column:literal) => {
        $crate::web::Order { word: $column, column: $column, way: $crate::db::Way::Ascending }
    };
    (down $column:literal) => {
        $crate::web::Order { word: $column, column: $column, way: $crate::db::Way::Descending }
    };
}
macro_rules! second {
    (up $column:literal) => {
        $crate::web::Order { word: concat!($column, "-down"), column: $column, way: $crate::db::Way::Descending }
    };
    (down $column:literal) => {
        $crate::web::Order { word: concat!($column, "-up"), column: $column, way: $crate::db::Way::Ascending }
    };
}
pub(super) use {both, first, second};

/// One page of it.
#[derive(Debug, Clone)]
pub struct Shown<R> {
    pub list: Listing,
    pub rows: Vec<R>,
    pub paging: Paging,
}

impl<R> Short<R> {
    pub fn listing(&self, path: impl Into<String>, asked: &Asked) -> Listing {
        let value = |name: &str| printable(asked.get(name).map_or("", String::as_str));
        let names = ["q"].into_iter().chain(self.filters.iter().map(|(name, _)| *name));
        let sort = asked.get("sort").map_or("", String::as_str);
        Listing::new(path, names.map(|name| (name, value(name)))).in_order(self.orders, sort)
    }

    /// Whether a line is what every filter asks for.
    pub fn keeps(&self, list: &Listing, row: &R) -> bool {
        self.filters.iter().all(|(name, is)| list.is(name, "") || is(row, list.value(name)))
    }

    /// All that the list shows, in its order.
    pub fn narrowed(&self, list: &Listing, mut rows: Vec<R>) -> Vec<R> {
        let text = list.value("q").to_lowercase();
        rows.retain(|row| self.keeps(list, row) && (self.text)(row).to_lowercase().contains(&text));
        self.sorted(list, rows)
    }

    /// In the order of the list; alike ones stay as they are.
    pub fn sorted(&self, list: &Listing, mut rows: Vec<R>) -> Vec<R> {
        if let Some(order) = list.order() {
            rows.sort_by(|a, b| match order.way {
                Way::Ascending => (self.by)(order.column, a, b),
                Way::Descending => (self.by)(order.column, b, a),
            });
        }
        rows
    }

    pub fn shown(&self, path: impl Into<String>, asked: &Asked, rows: Vec<R>) -> Shown<R> {
        let list = self.listing(path, asked);
        let rows = self.narrowed(&list, rows);
        let page = Paging::asked(asked.get("page").map_or("", String::as_str));
        let paging = Paging::of(list.base(), page, rows.len() as i64, ROWS as i64);
        let before = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(ROWS);
        Shown { list, rows: rows.into_iter().skip(before).take(ROWS).collect(), paging }
    }
}

/// In the order of their letters, whatever their case.
pub fn letters(a: &str, b: &str) -> Ordering {
    a.to_lowercase().cmp(&b.to_lowercase())
}

/// Lines that are all there already.
pub fn file(name: &str, head: &[&str], lines: impl Iterator<Item = String>) -> HttpResponse {
    let mut text = csv::line(head);
    text.extend(lines);
    csv::file(name, text, stream::empty::<Result<String, Error>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Line = (&'static str, i64);
    static LIST: Short<Line> = Short {
        filters: &[("size", |line, wanted| wanted == if line.1 > 2 { "large" } else { "small" })],
        text: |line| line.0.to_owned(),
        orders: both!(up "name", down "size"),
        by: |column, a, b| if column == "name" { letters(a.0, b.0) } else { a.1.cmp(&b.1) },
    };

    fn shown(asked: &[(&str, &str)]) -> Shown<Line> {
        let asked = asked.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        LIST.shown("/list", &asked, vec![("beta", 3), ("Alpha", 1), ("гамма", 2)])
    }

    #[test]
    fn it_is_narrowed_and_put_in_order() {
        let names = |asked: &[(&str, &str)]| shown(asked).rows.iter().map(|row| row.0).collect::<Vec<_>>();
        assert_eq!(names(&[]), ["Alpha", "beta", "гамма"]);
        assert_eq!(names(&[("sort", "name-down")]), ["гамма", "beta", "Alpha"]);
        assert_eq!(names(&[("sort", "size")]), ["beta", "гамма", "Alpha"]);
        assert_eq!(names(&[("size", "small"), ("sort", "size-up")]), ["Alpha", "гамма"]);
        assert_eq!(names(&[("q", "ГАМ")]), ["гамма"]);
        assert_eq!(names(&[("size", "middling")]), [""; 0]);
        assert_eq!(shown(&[("size", "large")]).list.csv(), "/list.csv?size=large");
    }

    #[test]
    fn it_is_cut_into_pages() {
        let rows: Vec<Line> = (0..250).map(|n| ("x", n)).collect();
        let page = |page: &str| {
            let asked = [("page".to_owned(), page.to_owned()), ("sort".to_owned(), "size-up".to_owned())].into();
            LIST.shown("/list", &asked, rows.clone())
        };
        let third = page("3");
        assert_eq!((third.rows.len(), third.rows[0].1, third.paging.pages), (50, 200, 3));
        assert_eq!(third.paging.base, "/list?sort=size-up&");
        assert_eq!((page("4").rows.len(), page("x").rows.len()), (0, 100));
    }
}
