//! Beckon runs referral programs for businesses that sell subscriptions.
//!
//! The house has one rule: **a module imports only from modules declared above it.** Reading this file from
//! top to bottom is the architecture; `docs/ARCHITECTURE.md` says why. Inside a room, `pages.rs`, `api.rs`,
//! `jobs.rs` and `letters.rs` are surfaces: they rank with the surfaces below the rooms and may import any
//! room's door, and `intake`.

// Values: no IO.
pub mod money;
pub mod calendar;
pub mod ids;
pub mod events;

// Reasoning: no IO.
pub mod rules;
pub mod book;
pub mod world;

// Ground: IO, no business.
pub mod config;
pub mod clock;
pub mod db;
pub mod mail;
pub mod seal;
pub mod app;
pub mod jobs;
pub mod web;

// The ledger.
pub mod ledger;

// Rooms.
pub mod notices;
pub mod people;
pub mod companies;
pub mod programs;
pub mod referrals;
pub mod discounts;
pub mod billing;
pub mod rewards;
pub mod spending;
pub mod verification;
pub mod reckoning;
pub mod intake;
pub mod charging;
pub mod extensions;
pub mod withdrawals;
pub mod claims;
pub mod flags;
pub mod replays;
pub mod audit;
pub mod figures;
pub mod overview;

// Staff pages.
pub mod admin;

// Top.
pub mod demo;
pub mod routes;
pub mod schedule;
pub mod server;
