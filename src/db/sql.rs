//! Set-based statements in plain SQL, prepared once a connection.
//!
//! Diesel's own `sql_query` is prepared again at every call, which costs more than the statement. Here the text is constant, so
//! the connection's statement cache keeps it. Each `?` of the text takes the next bound value.
use super::{Conn, Fault};
use diesel::deserialize::FromSqlRow;
use diesel::expression::QueryMetadata;
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::CompatibleType;
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use std::borrow::Cow;
use std::marker::PhantomData;

/// Which way a list is read: from the newest, unless somebody asks for another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    Ascending,
    #[default]
    Descending,
}

pub struct Sql<'a> {
    text: Cow<'static, str>,
    binds: Vec<Box<dyn QueryFragment<Pg> + Send + 'a>>,
}

/// Starts a statement.
pub fn sql(text: &'static str) -> Sql<'static> {
    Sql { text: Cow::Borrowed(text), binds: Vec::new() }
}

struct Bind<ST, V>(V, PhantomData<fn() -> ST>);

impl<ST, V> QueryFragment<Pg> for Bind<ST, V>
where
    Pg: HasSqlType<ST>,
    V: ToSql<ST, Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_bind_param_with_type::<ST, V>(&self.0)
    }
}

/// `push_bind_param` infers the SQL type from the value; a statement in plain SQL names it instead.
trait PushTyped<'b> {
    fn push_bind_param_with_type<ST, V>(&mut self, value: &'b V) -> QueryResult<()>
    where
        Pg: HasSqlType<ST>,
        V: ToSql<ST, Pg>;
}

impl<'b> PushTyped<'b> for AstPass<'_, 'b, Pg> {
    fn push_bind_param_with_type<ST, V>(&mut self, value: &'b V) -> QueryResult<()>
    where
        Pg: HasSqlType<ST>,
        V: ToSql<ST, Pg>,
    {
        self.push_bind_param::<ST, V>(value)
    }
}

impl<'a> Sql<'a> {
    pub fn bind<ST, V>(mut self, value: V) -> Sql<'a>
    where
        ST: 'a,
        Pg: HasSqlType<ST>,
        V: ToSql<ST, Pg> + Send + 'a,
    {
        self.binds.push(Box::new(Bind::<ST, V>(value, PhantomData)));
        self
    }

    /// Of a list that can be read either way: `{>}` is what comes after a mark, `{<=}` what does not go beyond one, `{ASC}` the order,
    /// `{greatest}` the later of two, and `'{end}'` before everything; `{<}` and `{DESC}` are the other way. Each way is one text, and
    /// prepared once.
    pub fn along(self, way: Way) -> Sql<'a> {
        let words = match way {
            Way::Ascending => [">", "<", "<=", "ASC", "DESC", "greatest", "-infinity"],
            Way::Descending => ["<", ">", ">=", "DESC", "ASC", "least", "infinity"],
        };
        let signs = ["{>}", "{<}", "{<=}", "{ASC}", "{DESC}", "{greatest}", "{end}"];
        let text =
            signs.into_iter().zip(words).fold(self.text.into_owned(), |text, (sign, word)| text.replace(sign, word));
        Sql { text: text.into(), ..self }
    }

    pub async fn load<T>(self, conn: &Conn) -> Result<Vec<T>, Fault>
    where
        Untyped: CompatibleType<T, Pg>,
        T: FromSqlRow<<Untyped as CompatibleType<T, Pg>>::SqlType, Pg> + Send + 'static,
        Pg: QueryMetadata<Untyped>,
        <Untyped as CompatibleType<T, Pg>>::SqlType: 'static,
    {
        let mut shared = conn;
        Ok(RunQueryDsl::load::<T>(self, &mut shared).await?)
    }

    /// The only row, or nothing.
    pub async fn optional<T>(self, conn: &Conn) -> Result<Option<T>, Fault>
    where
        Untyped: CompatibleType<T, Pg>,
        T: FromSqlRow<<Untyped as CompatibleType<T, Pg>>::SqlType, Pg> + Send + 'static,
        Pg: QueryMetadata<Untyped>,
        <Untyped as CompatibleType<T, Pg>>::SqlType: 'static,
    {
        Ok(self.load::<T>(conn).await?.into_iter().next())
    }

    /// The one row that must be there.
    pub async fn one<T>(self, conn: &Conn) -> Result<T, Fault>
    where
        Untyped: CompatibleType<T, Pg>,
        T: FromSqlRow<<Untyped as CompatibleType<T, Pg>>::SqlType, Pg> + Send + 'static,
        Pg: QueryMetadata<Untyped>,
        <Untyped as CompatibleType<T, Pg>>::SqlType: 'static,
    {
        self.optional(conn).await?.ok_or(Fault::Database(diesel::result::Error::NotFound))
    }

    /// Rows inserted, changed or deleted.
    pub async fn execute(self, conn: &Conn) -> Result<usize, Fault> {
        let mut shared = conn;
        Ok(RunQueryDsl::execute(self, &mut shared).await?)
    }

    /// Without preparing: for commands such as BEGIN.
    pub(super) async fn simple(self, conn: &Conn) -> Result<(), Fault> {
        let mut shared = conn;
        Ok(shared.batch_execute(&self.text).await?)
    }
}

impl QueryFragment<Pg> for Sql<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let mut binds = self.binds.iter();
        for (i, part) in self.text.split('?').enumerate() {
            if i > 0 {
                let Some(bind) = binds.next() else {
                    return Err(diesel::result::Error::QueryBuilderError("a ? without a bound value".into()));
                };
                bind.walk_ast(out.reborrow())?;
            }
            out.push_sql(part);
        }
        match binds.next() {
            None => Ok(()),
            Some(_) => Err(diesel::result::Error::QueryBuilderError("a bound value without a ?".into())),
        }
    }
}

impl QueryId for Sql<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Sql<'_> {
    type SqlType = Untyped;
}
