//! The schema keeps its own rules.

use super::support::cluster;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    found: String,
}

/// Asks a migrated database what breaks a rule; the answer must be nothing.
async fn nothing(broken_by: &str) {
    let database = cluster::fresh_database().await;
    let mut connection = AsyncPgConnection::establish(database.owner_url.as_deref().unwrap()).await.unwrap();
    let broken: Vec<Found> = diesel::sql_query(broken_by).load(&mut connection).await.unwrap();
    let broken: Vec<String> = broken.into_iter().map(|row| row.found).collect();
    drop(connection);
    cluster::drop_database(&database).await;
    assert_eq!(broken, Vec::<String>::new());
}

/// A foreign key without an index makes each delete and each join from the other side a scan.
#[tokio::test]
async fn every_foreign_key_is_indexed() {
    nothing(
        "SELECT c.conrelid::regclass || '.' || c.conname AS found FROM pg_constraint c
         WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
             SELECT FROM pg_index i WHERE i.indrelid = c.conrelid
             AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)",
    )
    .await;
}

/// A name that PostgreSQL made up says neither what is kept nor why.
#[tokio::test]
async fn every_constraint_has_a_name_of_its_own() {
    nothing(
        "SELECT c.conrelid::regclass || '.' || c.conname AS found FROM pg_constraint c
         WHERE c.connamespace = 'public'::regnamespace AND c.contype <> 'n'
         AND c.conrelid::regclass::text <> '__diesel_schema_migrations'
         AND c.conname ~ '(_pkey|_key|_fkey|_check|_excl)[0-9]*$'",
    )
    .await;
}

/// Instants have a zone, money is exact and has four places, text has no length that nobody chose.
#[tokio::test]
async fn columns_have_the_types_of_the_house() {
    nothing(
        "SELECT table_name || '.' || column_name || ' is ' || data_type AS found FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations' AND (
             data_type IN ('timestamp without time zone', 'time without time zone', 'time with time zone', 'real',
                 'double precision', 'money', 'character varying', 'character', 'json')
             OR (data_type = 'numeric' AND numeric_scale IS DISTINCT FROM 4))",
    )
    .await;
}

/// Numbers of a sequence come from one place and cannot be made on several machines.
#[tokio::test]
async fn no_table_counts_with_a_sequence() {
    nothing("SELECT sequencename::text AS found FROM pg_sequences WHERE schemaname = 'public'").await;
}

/// Every table has a primary key, and no trigger computes: triggers only refuse.
#[tokio::test]
async fn every_table_has_a_key_and_triggers_only_refuse() {
    nothing(
        "SELECT c.relname::text AS found FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
         UNION ALL
         SELECT t.tgname::text FROM pg_trigger t WHERE NOT t.tgisinternal AND t.tgfoid <> 'refuse_change'::regproc",
    )
    .await;
}

/// Time is a parameter: a default of the database would be another clock.
#[tokio::test]
async fn no_column_takes_its_instant_from_the_database() {
    nothing(
        "SELECT table_name || '.' || column_name AS found FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '__diesel_schema_migrations'
         AND column_default ~* '(now|current_|timestamp|random|uuid)'",
    )
    .await;
}
