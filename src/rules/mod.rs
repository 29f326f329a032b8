//! What is owed, and why: pure decisions over a program's terms and the facts of an event. No IO, no clock.
//!
//! [`check`] turns a terms file into [`Terms`] or into problems with line and column, [`published`] one that is in force already; [`reward::assess`] writes the receipt of one
//! payment under one reward clause, [`class`] and [`history`] what it looks back at; [`activity`], [`scale`] and [`schedule`] are the
//! monthly discount by Active Referrals; [`offer`] finds the best discount of an invoice's lines; [`attribution`] binds or refuses a
//! referral. Terms that say more are [`rule`]s: [`reckon`] makes [`earning`]s of everything dated about one referrer (a [`circle`]), and an
//! [`expression`] asks for [`facts`]. [`explain`] says terms and receipts in words that every language can render.

pub mod activity;
#[cfg(test)]
mod activity_tests;
pub mod attribution;
pub mod charging;
mod check;
#[cfg(test)]
mod check_tests;
pub mod circle;
pub mod claim;
pub mod class;
pub mod conversion;
mod document;
pub mod earning;
mod examples;
pub mod explain;
pub mod expression;
pub mod facts;
pub mod figures;
pub mod history;
pub mod loss;
mod monthly;
#[cfg(test)]
mod monthly_tests;
pub mod offer;
pub mod payout;
pub mod receipt;
pub mod reckon;
pub mod reduction;
pub mod reward;
pub mod rule;
pub mod scale;
#[cfg(test)]
mod scale_tests;
pub mod schedule;
pub mod spend;
pub mod terms;
pub mod uses;
pub mod versions;
pub mod watch;
pub mod withdrawal;

pub use check::{check, published};
pub use document::Problem;
pub use receipt::{Exclusion, Receipt, ReceiptReason};
pub use terms::Terms;
