//! Deleting one's account: what says who it was goes, what happened to money stays (docs/decisions/0011).

use actix_session::Session;
use actix_web::{Either, HttpRequest, web};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::app::App;
use crate::db::{Conn, Fault, Tx};
use crate::flags;
use crate::ids::{PersonId, ProgramId};
use crate::ledger;
use crate::money::Unit;
use crate::people::letters::{Change, tell_change};
use crate::people::pages::{DeletionPage, MoneyRow, Quotas};
use crate::people::{self, SignedIn, forget, traces};
use crate::programs;
use crate::web::{Error, Page, Refusals, SeeOther};
use crate::{claims, companies, intake, notices, referrals, withdrawals};

/// Why nobody was deleted.
#[derive(Debug)]
pub enum NotDeleted {
    /// Cash is on its way to them.
    Withdrawing,
    /// Something is theirs, and they did not give it up.
    HasMoney,
    Failed(Fault),
}

impl From<Fault> for NotDeleted {
    fn from(fault: Fault) -> NotDeleted {
        NotDeleted::Failed(fault)
    }
}

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<DeletionPage>, Error> {
    Ok(Page::new(screen(&app, &who, Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, errors: Refusals) -> Result<DeletionPage, Error> {
    let (rows, withdrawing) = held(app, who.person).await?;
    let (is_staff, is_demo) = (who.role.is_some(), app.clock.is_demo());
    Ok(DeletionPage { rows, withdrawing, is_staff, is_demo, errors })
}

/// What is theirs, and whether cash is on its way to them.
pub async fn held(app: &App, person: PersonId) -> Result<(Vec<MoneyRow>, bool), Error> {
    let now = app.clock.now();
    let (catalogue, money) = app
        .db
        .read(async |conn| {
            let catalogue = programs::catalogue(conn).await?;
            let money = money(conn, person).await?;
            Ok::<_, Fault>((catalogue, money))
        })
        .await?;
    let mut rows = Vec::new();
    for held in money.iter().filter(|held| held.has_something()) {
        let program = catalogue.get(held.program)?;
        let terms = &program.told(now)?.terms;
        let currency = held.unit.currency(terms.currency);
        rows.push(MoneyRow {
            program: terms.name.clone(),
            available: ledger::money(held.available, currency)?,
            on_hold: ledger::money(held.on_hold, currency)?,
        });
    }
    Ok((rows, money.iter().any(|held| held.withdrawing)))
}

/// What is somebody's in a program.
struct Held {
    program: ProgramId,
    unit: Unit,
    available: Decimal,
    on_hold: Decimal,
    withdrawing: bool,
}

impl Held {
    fn has_something(&self) -> bool {
        self.available.is_sign_positive() && !self.available.is_zero() || !self.on_hold.is_zero()
    }
}

async fn money(conn: &Conn, person: PersonId) -> Result<Vec<Held>, Fault> {
    let balances = ledger::balances(conn, person).await?;
    let held = balances.into_iter().map(|balance| {
        Ok(Held {
            program: balance.program(),
            unit: balance.unit.parse().map_err(Fault::contradiction)?,
            available: balance.available,
            on_hold: balance.on_hold,
            withdrawing: !balance.withdrawing.is_zero(),
        })
    });
    held.collect()
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Form {
    current: String,
    sure: String,
    gives_up: String,
}

pub async fn delete(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    session: Session,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<DeletionPage>>, Error> {
    let Form { current, sure, gives_up } = form.into_inner();
    quotas.try_own_password(&request, who.person)?;
    let mut errors = Refusals::none();
    if app.clock.is_demo() {
        errors.add("", "deletion-demo");
    } else if who.role.is_some() {
        errors.add("", "deletion-staff");
    } else {
        if !people::is_password(&app.db, who.person, current).await? {
            errors.add("current", "wrong-password-current");
        }
        if sure != "yes" {
            errors.add("sure", "wrong-deletion-sure");
        }
    }
    if errors.is_empty() {
        let lost = |refused: &NotDeleted| matches!(refused, NotDeleted::Failed(fault) if fault.is_race());
        let gone = app
            .db
            .write_again(lost, async |tx| erase(tx, &app, who.person, gives_up == "yes", Change::Deleted).await)
            .await;
        match gone {
            Ok(()) => {
                session.purge();
                return Ok(Either::Left(SeeOther::to("/").flash("flash-deleted")));
            }
            Err(NotDeleted::Failed(fault)) => return Err(fault.into()),
            Err(NotDeleted::Withdrawing) => errors.add("", "deletion-withdrawing"),
            Err(NotDeleted::HasMoney) => errors.add("gives_up", "wrong-deletion-money"),
        }
    }
    Ok(Either::Right(Page::refused(screen(&app, &who, errors).await?)))
}

/// `told`: what the last letter says.
pub async fn erase(tx: &Tx, app: &App, person: PersonId, gives_up: bool, told: Change) -> Result<(), NotDeleted> {
    let key: traces::Key =
        *tx.trace_key().ok_or_else(|| Fault::contradiction("these connections know no key of traces"))?;
    let catalogue = programs::catalogue(tx).await?;
    for held in money(tx, person).await? {
        if gives_up {
            withdrawals::give_up(tx, person, catalogue.get(held.program)?, "the account is deleted").await?;
        } else if held.has_something() {
            return Err(NotDeleted::HasMoney);
        }
    }
    // After the locks under which something was given up.
    if money(tx, person).await?.iter().any(|held| held.withdrawing) {
        return Err(NotDeleted::Withdrawing);
    }
    tell_change(tx, app, person, told).await?;
    let email = people::find(tx, person).await?.and_then(|person| person.email).unwrap_or_default();
    claims::forget(tx, person, &email).await?;
    intake::redact(tx, person, &key).await?;
    companies::forget(tx, person, &key).await?;
    referrals::forget(tx, person).await?;
    flags::forget(tx, person).await?;
    notices::forget(tx, person).await?;
    forget(tx, person, &key).await?;
    Ok(())
}
