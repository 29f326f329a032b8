//! Journeys through the product as people see it: a real server, headless Chromium, and what stands on the page.
//!
//! Each page on the way is looked at: nothing in the console, nothing wider than the screen, one heading, a name on every
//! control, and no rule of axe broken. Its picture is kept below `target/pages/journeys`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod adjustments;
mod batches;
mod browser;
mod chromium;
mod demo;
mod flags;
mod invited;
mod ladder;
mod languages;
mod link_to_money;
mod looks;
mod plans;
mod refunds;
mod refusals;
mod spending;
mod staff;
mod stage;
// The other test binary uses the rest of it.
#[allow(dead_code)]
#[path = "../it/support/mod.rs"]
mod support;
mod terms;
mod withdrawals;
mod without_scripts;
