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

/// Rows for every table, each as the migration that makes the table expects it: `-- TABLE` and a statement.
const ROWS: &str = include_str!("../data/migrations/rows.sql");

fn rows() -> Vec<(&'static str, &'static str)> {
    ROWS.split("-- table ").skip(1).map(|part| part.split_once('\n').unwrap()).collect()
}

fn tables(connection: &mut Connection) -> Vec<String> {
    let tables = "SELECT tablename::text AS name FROM pg_tables
                  WHERE schemaname = 'public' AND tablename <> '__diesel_schema_migrations' ORDER BY 1";
    sql_query(tables).load::<Named>(connection).unwrap().into_iter().map(|table| table.name).collect()
}

fn count(connection: &mut Connection, table: &str) -> i64 {
    sql_query(format!("SELECT count(*) AS count FROM {table}")).get_result::<Counted>(connection).unwrap().count
}

/// Puts a row into each table that is empty, so that what the next migration does is done to data.
fn fill(connection: &mut Connection) {
    for table in tables(connection) {
        let (_, statement) = rows()
            .into_iter()
            .find(|(name, _)| *name == table)
            .unwrap_or_else(|| panic!("tests/data/migrations/rows.sql has no {table}"));
        if count(connection, &table) == 0 {
            sql_query(statement).execute(connection).unwrap_or_else(|error| panic!("{table}: {error}"));
        }
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
        for table in tables(connection) {
            assert!(count(connection, &table) > 0, "{table} has no row");
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
