//! A list that names people leaves the house as a file: that is a deed.

use crate::app::App;
use crate::db::Fault;
use crate::people::{Staff, Support, deed};

/// To be called before the first line is sent. What was searched for is not kept, as it may name somebody.
pub async fn exported(app: &App, staff: &Staff<Support>, list: &'static str) -> Result<(), Fault> {
    let subject = format!("list {list}");
    app.db.write(async |tx| deed(tx, &staff.by(), "list-exported", &subject, None, None).await).await
}
