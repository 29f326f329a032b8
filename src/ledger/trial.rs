use crate::db::{Conn, Fault, sql};
use crate::ids::ProgramId;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Numeric, Text, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One account of one program and unit, over all persons: the sums of what was debited to it and credited to it.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Trial {
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = Text)]
    pub account: String,
    #[diesel(sql_type = Numeric)]
    pub debit: Decimal,
    #[diesel(sql_type = Numeric)]
    pub credit: Decimal,
}

impl Trial {
    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }
}

/// The trial balance, of every transfer there is; those of one program and unit follow each other.
pub async fn trial_balance(conn: &Conn) -> Result<Vec<Trial>, Fault> {
    sql("WITH moved AS (
             SELECT program_id, unit, debit, credit, sum(amount) AS amount FROM transfers GROUP BY program_id, unit, debit, credit
         )
         SELECT program_id, unit, account, sum(debit) AS debit, sum(credit) AS credit FROM (
             SELECT program_id, unit, debit AS account, amount AS debit, 0::numeric AS credit FROM moved
             UNION ALL SELECT program_id, unit, credit, 0, amount FROM moved) legs
         GROUP BY program_id, unit, account ORDER BY program_id, unit, account")
    .load(conn)
    .await
}
