//! One integration binary: the house tests and one file a room.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod admin;
mod alone;
mod commands;
mod billing;
mod books;
mod claims;
mod companies;
mod crash;
mod demo;
mod discounts;
mod events;
mod flags;
mod hosting;
mod import;
mod jobs;
mod languages;
mod ledger;
mod letters;
mod mail;
mod migrations;
mod model;
mod overview;
mod people;
mod private_postgres;
mod process;
mod programs;
mod published;
mod reckoning;
mod receipts;
mod referrals;
mod replays;
mod rewards;
mod schema;
mod server;
mod spending;
mod subscriptions;
mod support;
mod tidy;
mod uses;
mod verification;
mod versions;
mod withdrawals;
