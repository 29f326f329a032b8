//! What a run gives, as lists of it are narrowed and put in order. A run has any number of lines: they are looked through from a place on, and
//! put in order only where they are few.

use super::given::Row;
use crate::admin::pages::short::{Asked, Short, first, letters, second};
use crate::db::Way;
use crate::web::{Error, Listing, Order, csv};

/// Lines on a page.
pub const ROWS: usize = 50;
/// More than this many referrers, or companies of a run, are not put in order.
const MOST: usize = 10_000;
/// Whoever counts need not count further.
pub const MANY: i64 = 10_001;
/// Looked through at once, and how often for one page.
const PART: usize = 2_000;
const PARTS: usize = 10;

/// Lines from a place on, and where to go on.
pub struct Part {
    pub rows: Vec<Row>,
    pub next: Option<String>,
}

/// As they are read.
const BY_ID: Order = Order { word: "id", column: "", way: Way::Ascending };

static LIST: Short<Row> = Short {
    filters: &[
        ("why", |row, wanted| row.reason_word() == wanted),
        ("blocked", |row, wanted| row.blocked_word() == wanted),
        ("change", |row, wanted| row.change_word() == wanted),
        ("percent", |row, wanted| row.percent_word() == wanted),
    ],
    text: |_| String::new(),
    orders: &[
        BY_ID,
        first!(up "name"),
        second!(up "name"),
        first!(down "places"),
        second!(down "places"),
        first!(down "before"),
        second!(down "before"),
        first!(down "percent"),
        second!(down "percent"),
        first!(down "change"),
        second!(down "change"),
    ],
    by: |column, a, b| match column {
        "name" => letters(&a.name, &b.name),
        "places" => a.places.cmp(&b.places),
        "before" => a.before_or_nothing().value().cmp(&b.before_or_nothing().value()),
        "percent" => a.percent.value().cmp(&b.percent.value()),
        "change" => a.difference().cmp(&b.difference()),
        _ => std::cmp::Ordering::Equal,
    },
};

/// `lines`: how many the list has, as far as is known.
pub fn listing(path: &str, asked: &Asked, lines: i64) -> Listing {
    let list = LIST.listing(path, asked);
    if usize::try_from(lines).is_ok_and(|lines| lines <= MOST) { list } else { list.in_order(&LIST.orders[..1], "") }
}

fn is_sorted(list: &Listing) -> bool {
    list.order().is_some_and(|order| order != BY_ID)
}

/// How many lines of a file are found at once: what is put in order is read whole.
pub fn lines(list: &Listing) -> usize {
    if is_sorted(list) { usize::MAX } else { csv::LINES }
}

/// What the list shows of these lines, in its order.
pub fn of(list: &Listing, mut rows: Vec<Row>) -> Vec<Row> {
    rows.retain(|row| LIST.keeps(list, row));
    LIST.sorted(list, rows)
}

/// The lines of the list from a mark on, at least as many as are wanted, where there are any: `read` answers so many from a place on,
/// and `mark` is a line's place. What has the place of another line is not torn from it.
pub async fn through(
    list: &Listing,
    after: &str,
    wanted: usize,
    read: impl AsyncFn(&str, usize) -> Result<Part, Error>,
    mark: impl Fn(&Row) -> String,
) -> Result<Part, Error> {
    if is_sorted(list) {
        // A mark is how many were shown before.
        let shown = after.parse().unwrap_or(0);
        let whole = read("", 2 * MOST).await?;
        let rows = of(list, whole.rows);
        let next = (rows.len() > wanted.saturating_add(shown)).then(|| shown.saturating_add(wanted).to_string());
        return Ok(Part { rows: rows.into_iter().skip(shown).take(wanted).collect(), next });
    }
    let is_whole = ["why", "blocked", "change", "percent"].iter().all(|filter| list.is(filter, ""));
    let (mut kept, mut place): (Vec<Row>, String) = (Vec::new(), after.to_owned());
    for _ in 0..PARTS {
        let part = read(&place, if is_whole { wanted } else { PART }).await?;
        for row in part.rows.into_iter().filter(|row| LIST.keeps(list, row)) {
            let last = kept.last().map(&mark);
            if kept.len() >= wanted && last.as_ref() != Some(&mark(&row)) {
                return Ok(Part { rows: kept, next: last });
            }
            kept.push(row);
        }
        match part.next {
            Some(next) => place = next,
            None => return Ok(Part { rows: kept, next: None }),
        }
        if kept.len() >= wanted {
            break;
        }
    }
    Ok(Part { rows: kept, next: Some(place) })
}

#[cfg(test)]
mod tests {
    use super::super::next::samples;
    use super::*;
    use crate::ids::PersonId;
    use uuid::Uuid;

    /// Three lines of each person, of which one is blocked.
    fn lines(people: u128) -> Vec<Row> {
        let sample = samples().remove(0);
        let row = |n: u128| Row {
            person: PersonId(Uuid::from_u128(n / 3 + 1)),
            blocked: n.is_multiple_of(3),
            ..sample.clone()
        };
        (0..people * 3).map(row).collect()
    }

    async fn pages(asked: &[(&str, &str)], people: u128, wanted: usize) -> Vec<usize> {
        let asked = asked.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (all, list) = (lines(people), listing("/list", &asked, 1));
        let mark = |row: &Row| row.person.to_string();
        let read = async |after: &str, limit: usize| {
            let rows: Vec<Row> = all.iter().filter(|row| mark(row).as_str() > after).cloned().collect();
            let people = limit.div_ceil(3) * 3;
            let next = (rows.len() > people).then(|| mark(&rows[people - 1]));
            Ok(Part { rows: rows.into_iter().take(people).collect(), next })
        };
        let (mut pages, mut after) = (Vec::new(), String::new());
        loop {
            let part = through(&list, &after, wanted, read, mark).await.unwrap();
            pages.push(part.rows.len());
            let Some(next) = part.next else { return pages };
            after = next;
        }
    }

    #[tokio::test]
    async fn every_line_comes_once() {
        assert_eq!(pages(&[], 5, 4).await, [6, 6, 3]);
        assert_eq!(pages(&[("blocked", "yes")], 5, 2).await, [2, 2, 1]);
        assert_eq!(pages(&[("sort", "places")], 5, 4).await, [4, 4, 4, 3]);
        assert_eq!(pages(&[("blocked", "yes"), ("sort", "places-up")], 5, 4).await, [4, 1]);
        assert_eq!(pages(&[("change", "more")], 5, 4).await, [0]);
        // So many are looked through for one page, and then the reader is asked to go on.
        let seen = pages(&[("change", "more")], 10_000, 4).await;
        assert_eq!((seen.len(), seen.iter().sum::<usize>()), (2, 0));
    }

    #[test]
    fn many_lines_are_not_put_in_order() {
        let asked: Asked = [("sort".to_owned(), "change".to_owned())].into();
        assert!(listing("/list", &asked, 10_000).sorted("change").is_some());
        let many = listing("/list", &asked, 10_001);
        assert_eq!((many.sorted("change"), many.by("change")), (None, None));
    }
}
