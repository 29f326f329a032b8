//! The file of events that the page shows, and what it says that `simulate` prints of it.

use super::{blocks, completed, page};
use crate::world::simulate;

#[test]
fn the_events_of_the_page_come_to_what_it_says() {
    let blocks = blocks(&page());
    let events = blocks.iter().position(|block| block.mark == "json events").unwrap();
    let (terms, prints) = (&blocks[events - 1], &blocks[events + 1]);
    assert_eq!((terms.mark.as_str(), prints.mark.as_str()), ("toml snippet", "json prints"));
    let mut out = Vec::new();
    simulate(&completed(&terms.text).0, blocks[events].text.as_bytes(), None, &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), prints.text);
}
