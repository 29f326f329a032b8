//! The keys of the staff pages, listed: `/admin/keys`. What they do is in `static/keys.js`; each also has a link.

use crate::people::{Staff, Support};
use crate::web::{Page, filters};
use askama::Template;

#[derive(Template)]
#[template(path = "admin/keys.html")]
pub struct KeysPage;

/// After a `g`: the letter, where it leads and what that page is called.
const PLACES: [(char, &str, &str); 21] = [
    ('o', "/admin", "nav-admin"),
    ('w', "/admin/withdrawals", "admin-withdrawals"),
    ('p', "/admin/people", "admin-people"),
    ('c', "/admin/claims", "admin-claims"),
    ('i', "/admin/invoices", "admin-invoices"),
    ('e', "/admin/events", "admin-events"),
    ('m', "/admin/deliveries", "admin-deliveries"),
    ('j', "/admin/jobs", "admin-jobs"),
    ('b', "/admin/books", "admin-books"),
    ('l', "/admin/deeds", "admin-deeds"),
    ('r', "/admin/products", "admin-products"),
    ('a', "/admin/api-keys", "admin-api-keys"),
    ('s', "/admin/staff", "admin-staff"),
    ('f', "/admin/flags", "admin-flags"),
    ('n', "/admin/referrals", "admin-referrals"),
    ('u', "/admin/companies", "admin-companies"),
    ('z', "/admin/rewards", "admin-rewards"),
    ('d', "/admin/adjustments", "admin-adjustments"),
    ('h', "/admin/batches", "admin-batches"),
    ('t', "/admin/programs", "admin-programs"),
    ('v', "/admin/verification", "admin-verification"),
];

/// The others and what they do.
const OTHERS: [(&str, &str); 4] =
    [("?", "keys-list"), ("/", "keys-search"), ("j", "keys-next"), ("k", "keys-previous")];

impl KeysPage {
    fn places(&self) -> [(char, &'static str, &'static str); 21] {
        PLACES
    }

    fn others(&self) -> [(&'static str, &'static str); 4] {
        OTHERS
    }
}

pub async fn show(_staff: Staff<Support>) -> Page<KeysPage> {
    Page::new(KeysPage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, show};

    #[test]
    fn the_list_says_what_the_script_does() {
        show("admin-keys", "/admin/keys", Looks::Staff, &KeysPage);
        let script = include_str!("../../../static/keys.js");
        let listed = script.lines().skip_while(|line| !line.starts_with("const PLACES")).skip(1);
        let listed: Vec<&str> = listed.take_while(|line| *line != "};").map(str::trim).collect();
        let told: Vec<String> = PLACES.iter().map(|(letter, href, _)| format!("{letter}: \"{href}\",")).collect();
        assert_eq!(listed, told);
        for (key, _) in OTHERS {
            assert!(script.contains(&format!("key === \"{key}\"")), "{key}");
        }
    }
}
