//! One integration binary: the house tests and one file a room.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod commands;
mod companies;
mod crash;
mod demo;
mod jobs;
mod mail;
mod migrations;
mod model;
mod people;
mod private_postgres;
mod process;
mod schema;
mod server;
mod support;
mod tidy;
