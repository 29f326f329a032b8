//! The demo's first page: `/demo`; `POST /demo/session` (`role` = `referrer` | `invitee` | `staff`), `POST /demo/clock` (`days`,
//! `back`).

use crate::calendar::Instant;
use crate::web::filters;
use askama::Template;

#[derive(Template)]
#[template(path = "demo/start.html")]
pub struct StartPage {
    pub now: Instant,
    /// A link that the visitor may open as an invited stranger.
    pub link: String,
    /// Where letters lie, when they are written to files.
    pub letters: Option<String>,
}

impl StartPage {
    fn roles(&self) -> [&'static str; 3] {
        ["referrer", "invitee", "staff"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, NOW, at, show};

    #[test]
    fn the_demo_begins_with_a_choice() {
        let page =
            StartPage { now: at(NOW), link: "/r/K7QM2XWA".into(), letters: Some("/var/lib/beckon/letters".into()) };
        show("demo", "/demo", Looks::Visitor, &page);
    }
}
