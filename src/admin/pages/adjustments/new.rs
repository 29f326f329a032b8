//! The form of a new adjustment, from its person's page.

use super::{Account, AdjustPage, Typed, found, named, row};
use crate::admin::pages::claims::read as words;
use crate::app::App;
use crate::billing::pages::spends;
use crate::calendar::Instant;
use crate::events::{Direction, Text};
use crate::ids::PersonId;
use crate::ledger::{self, Balances};
use crate::money::{Amount, Unit};
use crate::people::{self, Finance, Role, SignedIn, Staff, Support};
use crate::programs::{self, Catalogue, Program};
use crate::rewards::pages::statement::units;
use crate::web::{Error, Page, Refusals, SeeOther};
use crate::withdrawals::adjustments::{NOTE_CHARS, Reason, Wanted};
use crate::withdrawals::pages::unit_words;
use crate::withdrawals::{self, adjustments};
use crate::withdrawals::{AskAdjustment, NotAdjusted, Shift};
use actix_web::{Either, web};
use uuid::Uuid;

/// Lines of what was adjusted before.
const EARLIER: usize = 10;

/// Links of other pages fill in what they know.
pub async fn form(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
    known: web::Query<Typed>,
) -> Result<Page<AdjustPage>, Error> {
    let person = id.parse().map_err(|_| Error::NotFound)?;
    let typed = Typed { adjustment: Uuid::new_v4().to_string(), ..known.into_inner() };
    Ok(Page::new(screen(&app, &staff.who, person, typed, Refusals::none()).await?))
}

async fn screen(
    app: &App,
    who: &SignedIn,
    person: PersonId,
    typed: Typed,
    errors: Refusals,
) -> Result<AdjustPage, Error> {
    let now = app.clock.now();
    let (catalogue, balances, known) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                ledger::balances(conn, person),
                people::find(conn, person)
            )
        })
        .await?;
    let known = known.ok_or(Error::NotFound)?;
    let earlier = found(app, &Wanted { people: Some(vec![person]), ..Wanted::default() }, EARLIER).await?;
    let people = named(app, &earlier).await?;
    let note = match who.role {
        Some(role) if role >= Role::Finance => (person == who.person).then_some("adjustment-own"),
        _ => Some("adjustment-finance-asks"),
    };
    Ok(AdjustPage {
        person: (person.to_string(), known.name),
        accounts: accounts(&catalogue, &balances, now)?,
        typed,
        rows: earlier.iter().map(|one| row(one, &catalogue, &people, now)).collect::<Result<_, Error>>()?,
        note,
        errors,
    })
}

/// In each program what the person has, and what they could earn.
fn accounts(catalogue: &Catalogue, balances: &[Balances], now: Instant) -> Result<Vec<Account>, Error> {
    let mut accounts = Vec::new();
    for program in &catalogue.programs {
        let version = program.told(now)?;
        for unit in units(balances, program, version)? {
            let held = |balance: &&Balances| balance.program() == program.id && balance.unit == unit.name();
            let available = balances.iter().find(held).map(|balance| balance.available).unwrap_or_default();
            let limits = &version.terms.adjusted_by_two_over;
            accounts.push(Account {
                word: format!("{}/{unit}", program.slug),
                program: version.terms.name.clone(),
                unit: unit_words(unit),
                available: ledger::money(available, unit.currency(version.terms.currency))?,
                limit: limits.iter().find(|(of, _)| *of == unit).map(|(_, over)| *over),
            });
        }
    }
    Ok(accounts)
}

struct Wish<'a> {
    key: Uuid,
    program: &'a Program,
    shift: Shift,
    reason: Reason,
    note: Text,
}

fn read<'a>(
    form: &Typed,
    catalogue: &'a Catalogue,
    balances: &[Balances],
    now: Instant,
) -> Result<Result<Wish<'a>, Refusals>, Error> {
    let mut errors = Refusals::none();
    let key = form.adjustment.parse::<Uuid>().ok();
    if key.is_none() {
        errors.add("", "error-400-text");
    }
    let account = account(&form.account, catalogue, balances, now)?;
    if account.is_none() {
        errors.add("account", "wrong-adjustment-account");
    }
    let direction = match form.direction.as_str() {
        "add" => Some(Direction::Add),
        "take" => Some(Direction::Take),
        _ => None,
    };
    if direction.is_none() {
        errors.add("direction", "wrong-adjustment-direction");
    }
    let amount = match account {
        Some((program, unit)) => {
            spends::amount(&form.amount, unit.currency(program.told(now)?.terms.currency)).map(Some)
        }
        // Which amounts there are hangs on the account; what is no number never does.
        None => Ok(None),
    };
    let amount: Option<Amount> = amount.unwrap_or_else(|words| {
        errors.add("amount", words);
        None
    });
    let reason = Reason::named(&form.reason);
    match (reason, direction) {
        (None, _) => errors.add("reason", "wrong-adjustment-reason"),
        (Some(reason), Some(direction)) if !reason.fits(direction) => {
            errors.add("reason", "wrong-adjustment-reason-other");
        }
        _ => {}
    }
    let note = words(&form.note).filter(|note| note.as_str().chars().count() <= NOTE_CHARS);
    if note.is_none() {
        errors.add("note", "wrong-adjustment-note");
    }
    Ok(match (key, account, direction, amount, reason, note) {
        (Some(key), Some((program, unit)), Some(direction), Some(amount), Some(reason), Some(note))
            if errors.is_empty() =>
        {
            Ok(Wish { key, program, shift: Shift { unit, direction, amount }, reason, note })
        }
        _ => Err(errors),
    })
}

fn account<'a>(
    typed: &str,
    catalogue: &'a Catalogue,
    balances: &[Balances],
    now: Instant,
) -> Result<Option<(&'a Program, Unit)>, Error> {
    let Some((slug, unit)) = typed.split_once('/') else { return Ok(None) };
    let Some(program) = catalogue.by_slug(slug) else { return Ok(None) };
    let units = units(balances, program, program.told(now)?)?;
    Ok(units.into_iter().find(|known| known.name() == unit).map(|unit| (program, unit)))
}

pub async fn ask(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Typed>,
) -> Result<Either<SeeOther, Page<AdjustPage>>, Error> {
    let (person, form, now) = (id.parse().map_err(|_| Error::NotFound)?, form.into_inner(), app.clock.now());
    let (catalogue, balances, known) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                ledger::balances(conn, person),
                people::find(conn, person)
            )
        })
        .await?;
    known.ok_or(Error::NotFound)?;
    let refused =
        async |errors| Ok(Either::Right(Page::refused(screen(&app, &staff.who, person, form.clone(), errors).await?)));
    let wish = match read(&form, &catalogue, &balances, now)? {
        Ok(wish) => wish,
        Err(errors) => return refused(errors).await,
    };
    let Wish { key, program, shift, reason, note } = wish;
    let wish = AskAdjustment { key, person, program, shift, reason, note };
    let lost = |not: &NotAdjusted| matches!(not, NotAdjusted::Fault(fault) if fault.is_race());
    let asked = app
        .db
        .write_again(lost, async |tx| {
            let id = withdrawals::adjust(tx, &staff, &wish).await?;
            adjustments::find(tx, id).await?.ok_or(NotAdjusted::NoAdjustment)
        })
        .await;
    match asked {
        Ok(adjustment) => {
            let flash = match adjustment.state {
                adjustments::State::Made => "flash-adjustment-made",
                _ => "flash-adjustment-waits",
            };
            Ok(Either::Left(SeeOther::to(format!("/admin/adjustments/{}", adjustment.id)).flash(flash)))
        }
        Err(NotAdjusted::Fault(fault)) => Err(fault.into()),
        Err(NotAdjusted::OwnAccount) => refused(Refusals::one("", "adjustment-own")).await,
        Err(NotAdjusted::NoAccount) => refused(Refusals::one("", "adjustment-no-account")).await,
        Err(other) => Err(Error::Broken(other.to_string())),
    }
}
