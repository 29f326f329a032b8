//! The migrations, built into the binary, and who may do what to the tables they make.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::pg::Pg;
use diesel::result::ConnectionError;
use diesel_async::async_connection_wrapper::AsyncConnectionWrapper;
use diesel_async::{AsyncConnection, AsyncPgConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Two processes that start together must not both migrate: the number is arbitrary and Beckon's own.
const LOCK: &str = "SELECT pg_advisory_lock(7301122028)";

#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error("the database cannot be reached: {0}")]
    NoConnection(#[from] ConnectionError),
    #[error("a migration failed, and nothing of it was kept: {0}")]
    Failed(Box<dyn std::error::Error + Send + Sync>),
    #[error("the database refused: {0}")]
    Database(#[from] diesel::result::Error),
    #[error("the task that migrates ended early: {0}")]
    Ended(#[from] tokio::task::JoinError),
    #[error(
        "the database was made by a newer Beckon (migration {0} is unknown here); run that version or restore a backup"
    )]
    Newer(String),
}

/// Applies what is not applied yet, one process at a time, and answers the versions it applied.
///
/// `owner_url` is a role that owns the tables. Where daily work runs as another, `role` is given its rights.
pub async fn apply(owner_url: &str, role: Option<&str>) -> Result<Vec<String>, MigrateError> {
    let connection = AsyncPgConnection::establish(owner_url).await?;
    let mut connection = AsyncConnectionWrapper::<AsyncPgConnection>::from(connection);
    let rights = role.map(rights);
    tokio::task::spawn_blocking(move || {
        connection.batch_execute(LOCK)?;
        refuse_newer(&mut connection)?;
        let applied = connection.run_pending_migrations(MIGRATIONS).map_err(MigrateError::Failed)?;
        let applied = applied.iter().map(ToString::to_string).collect();
        if let Some(rights) = rights {
            connection.batch_execute(&rights)?;
        }
        Ok(applied)
    })
    .await?
}

/// An old binary on a newer database would write rows that the newer one does not expect.
fn refuse_newer(connection: &mut impl MigrationHarness<Pg>) -> Result<(), MigrateError> {
    let known: Vec<Box<dyn Migration<Pg>>> = MIGRATIONS.migrations().map_err(MigrateError::Failed)?;
    let applied = connection.applied_migrations().map_err(MigrateError::Failed)?;
    let is_known = |version: &String| known.iter().any(|migration| migration.name().version().to_string() == *version);
    match applied.iter().map(ToString::to_string).find(|version| !is_known(version)) {
        Some(version) => Err(MigrateError::Newer(version)),
        None => Ok(()),
    }
}

/// Lets `role` read and write rows, and takes the right to change or delete them where a table is append only: that is
/// where a trigger named `TABLE_append_only` stands.
fn rights(role: &str) -> String {
    let role = role.replace('\'', "''");
    format!(
        r#"DO $rights$
           DECLARE
               role text := quote_ident('{role}');
               kept regclass;
           BEGIN
               EXECUTE 'GRANT USAGE ON SCHEMA public TO ' || role;
               EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ' || role;
               EXECUTE 'REVOKE INSERT, UPDATE, DELETE ON __diesel_schema_migrations FROM ' || role;
               FOR kept IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname LIKE '%\_append\_only' LOOP
                   EXECUTE 'REVOKE UPDATE, DELETE, TRUNCATE ON ' || kept || ' FROM ' || role;
               END LOOP;
           END $rights$"#
    )
}
