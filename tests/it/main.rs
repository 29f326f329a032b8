//! One integration binary: the house tests and one file a room.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod companies;
mod crash;
mod jobs;
mod mail;
mod migrations;
mod people;
mod private_postgres;
mod process;
mod schema;
mod server;
mod support;
mod tidy;
