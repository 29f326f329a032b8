//! Beckon runs referral programs for businesses that sell subscriptions.
//!
//! The house has one rule: **a module imports only from modules declared above it.** Reading this file from
//! top to bottom is the architecture; `docs/ARCHITECTURE.md` says why. Inside a room, `pages.rs`, `api.rs`,
//! `jobs.rs` and `letters.rs` are surfaces: they rank with the surfaces below the rooms and may import any
//! room's door, and `intake`.

// Values: no IO.
pub mod calendar;
pub mod events;
pub mod ids;
pub mod money;

// Reasoning: no IO.
pub mod book;
pub mod rules;
pub mod world;

// Ground: IO, no business.
pub mod app;
pub mod clock;
pub mod config;
pub mod db;
pub mod jobs;
pub mod mail;
pub mod schema;
pub mod seal;
pub mod web;

// The ledger.
pub mod ledger;

// Rooms.
pub mod audit;
pub mod billing;
pub mod companies;
pub mod intake;
pub mod notices;
pub mod overview;
pub mod people;
pub mod programs;
pub mod referrals;
pub mod rewards;
pub mod spending;

// Staff pages.
pub mod admin;

// Top.
pub mod demo;
pub mod routes;
pub mod schedule;
pub mod server;
