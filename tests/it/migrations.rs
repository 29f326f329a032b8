//! Each migration is applied, reverted and applied again while the tables have rows; and an unknown one is refused.

use super::support::cluster;
use beckon::db::migrations::{MIGRATIONS, MigrateError, apply};
use diesel::migration::{Migration, MigrationConnection, MigrationSource};
use diesel::pg::Pg;
use diesel::sql_types::{BigInt, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use diesel_migrations::MigrationHarness;

type Connection = AsyncConnectionWrapper<AsyncPgConnection>;

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// A statement for each table that puts one row into it: a value of its type for each column that must have one, and
/// for a text that is one of several words, the first of them.
const ROWS: &str = r#"
    SELECT format('INSERT INTO %I (%s) VALUES (%s) ON CONFLICT DO NOTHING', c.relname,
        string_agg(quote_ident(a.attname), ', '), string_agg(CASE format_type(a.atttypid, NULL)
            WHEN 'uuid' THEN '''00000000-0000-0000-0000-000000000001'''
            WHEN 'timestamp with time zone' THEN '''2026-04-10T09:30:00Z'''
            WHEN 'date' THEN '''2026-04-10'''
            WHEN 'bytea' THEN '''word'''
            WHEN 'jsonb' THEN '''{}'''
            WHEN 'boolean' THEN 'false'
            WHEN 'text[]' THEN '''{}'''
            WHEN 'uuid[]' THEN '''{}'''
            WHEN 'text' THEN quote_literal(coalesce(
                (SELECT substring(pg_get_constraintdef(k.oid) FROM '''([^'']+)''::text') FROM pg_constraint k
                 WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]), a.attname))
            ELSE '1' END, ', ')) AS name
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '__diesel_schema_migrations'
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull AND NOT a.atthasdef
    GROUP BY c.oid, c.relname ORDER BY c.oid"#;

fn tables(connection: &mut Connection) -> Vec<String> {
    let tables = "SELECT tablename::text AS name FROM pg_tables
                  WHERE schemaname = 'public' AND tablename <> '__diesel_schema_migrations' ORDER BY 1";
    sql_query(tables).load::<Named>(connection).unwrap().into_iter().map(|table| table.name).collect()
}

fn count(connection: &mut Connection, table: &str) -> i64 {
    sql_query(format!("SELECT count(*) AS count FROM {table}")).get_result::<Counted>(connection).unwrap().count
}

/// Puts a row into each table, oldest table first, so that what the next migration does is done to data.
fn fill(connection: &mut Connection) {
    for statement in sql_query(ROWS).load::<Named>(connection).unwrap() {
        let put = sql_query(&statement.name).execute(connection);
        put.unwrap_or_else(|error| panic!("{}: {error}", statement.name));
    }
    for table in tables(connection) {
        assert!(count(connection, &table) > 0, "{table} has no row");
    }
}

/// Work that blocks, with a connection of the owner.
async fn with_connection(url: &str, work: impl FnOnce(&mut Connection) + Send + 'static) {
    let connection = AsyncPgConnection::establish(url).await.unwrap();
    let mut connection = Connection::from(connection);
    tokio::task::spawn_blocking(move || work(&mut connection)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_is_applied_reverted_and_applied_again_on_data() {
    let database = cluster::empty_database("migrations_forth_and_back").await;
    with_connection(database.owner_url.as_deref().unwrap(), |connection| {
        let mut migrations: Vec<Box<dyn Migration<Pg>>> = MIGRATIONS.migrations().unwrap();
        migrations.sort_by_key(|migration| migration.name().version().to_string());
        connection.setup().unwrap();
        for migration in &migrations {
            connection.run_migration(migration).unwrap();
            fill(connection);
            connection.revert_migration(migration).unwrap();
            connection.run_migration(migration).unwrap();
            fill(connection);
        }
        for migration in migrations.iter().rev() {
            connection.revert_migration(migration).unwrap();
        }
        assert_eq!(tables(connection), Vec::<String>::new());
    })
    .await;
    cluster::drop_database(&database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn applying_again_changes_nothing_and_a_newer_database_is_refused() {
    let database = cluster::empty_database("migrations_newer").await;
    let url = database.owner_url.clone().unwrap();
    assert!(!apply(&url, None).await.unwrap().is_empty());
    assert!(apply(&url, None).await.unwrap().is_empty());
    with_connection(&url, |connection| {
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('99991231000000')";
        sql_query(newer).execute(connection).unwrap();
    })
    .await;
    match apply(&url, None).await {
        Err(MigrateError::Newer(version)) => assert_eq!(version, "99991231000000"),
        other => panic!("{other:?}"),
    }
    cluster::drop_database(&database).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_together_migrate_once() {
    let database = cluster::empty_database("migrations_together").await;
    let starts = (0..4).map(|_| {
        let database = database.clone();
        tokio::spawn(async move { database.migrate().await.unwrap().len() })
    });
    let mut applied = Vec::new();
    for start in starts.collect::<Vec<_>>() {
        applied.push(start.await.unwrap());
    }
    applied.sort();
    assert_eq!(applied[..3], [0, 0, 0]);
    assert!(applied[3] > 0);
    cluster::drop_database(&database).await;
}
