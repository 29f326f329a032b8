//! A receipt as staff see it: with names, and with the way to what may be done about it.

use crate::app::App;
use crate::ids::ReceiptId;
use crate::money::Money;
use crate::people::{self, Role, Staff, Support};
use crate::rewards;
use crate::rewards::everybody;
use crate::rewards::pages::receipt::{Reader, Typed, screen};
use crate::rewards::pages::{ForStaff, ReceiptPage};
use crate::web::{Error, Page, Paging, Visit};
use actix_web::{HttpRequest, web};

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<Page<ReceiptPage>, Error> {
    let id: ReceiptId = id.parse().map_err(|_| Error::NotFound)?;
    let owner = app.db.read(async |conn| everybody::beneficiary(conn, id).await).await?.ok_or(Error::NotFound)?;
    let line = app.db.read(async |conn| rewards::earned_line(conn, owner, id).await).await?.ok_or(Error::NotFound)?;
    let invitee = line.receipt.invitee.filter(|invitee| *invitee != owner);
    let ids: Vec<_> = invitee.into_iter().chain([owner]).collect();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    let named = |id| {
        let name = people.iter().find(|person| person.id == id).map(|person| person.name.clone());
        (id.to_string(), name.unwrap_or_default())
    };
    let may = staff.who.role >= Some(Role::Finance) && staff.who.person != owner;
    let account = format!("{}/{}", line.receipt.program_slug, line.receipt.receipt.unit);
    let worth = line.receipt.receipt.amount;
    let for_staff = ForStaff {
        person: named(owner),
        invitee: invitee.map(named),
        clawback: (may && worth.is_positive()).then(|| clawback(&owner.to_string(), &account, worth)),
    };
    let reader = Reader { person: owner, for_staff: Some(for_staff) };
    Ok(Page::new(screen(&app, reader, Visit::of(&request).lang, id, Typed::default()).await?).dated())
}

/// The form of an adjustment that takes back what was earned.
fn clawback(owner: &str, account: &str, worth: Money) -> String {
    let amount = worth.to_string();
    let typed = [("account", account), ("direction", "take"), ("amount", amount.as_str()), ("reason", "clawback")];
    let path = format!("/admin/people/{owner}/adjustments");
    Paging::base(&path, &typed).trim_end_matches('&').to_owned()
}
