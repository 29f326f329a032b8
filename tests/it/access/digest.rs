use crate::support::TestApp;
use diesel::QueryableByName;
use diesel::sql_types::{Nullable, Text};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Hashed {
    #[diesel(sql_type = Nullable<Text>)]
    content: Option<String>,
}

/// The content of every table, hashed: two are equal where nothing changed, but that a key was used.
pub async fn digest(app: &TestApp) -> Vec<(String, Option<String>)> {
    let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
    let tables = "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
    let tables: Vec<Named> = diesel::sql_query(tables).load(&mut owner).await.unwrap();
    let mut digest = Vec::new();
    for Named { name } in tables {
        let row = "(to_jsonb(t) - 'last_used_at')::text";
        let hash = format!("SELECT md5(string_agg({row}, chr(10) ORDER BY {row})) AS content FROM {name} t");
        let hashed: Hashed = diesel::sql_query(hash).get_result(&mut owner).await.unwrap();
        digest.push((name, hashed.content));
    }
    assert!(digest.iter().any(|(table, content)| table == "persons" && content.is_some()));
    digest
}
