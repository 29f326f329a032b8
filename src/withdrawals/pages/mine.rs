//! Asking for one's cash, taking a request back. The form carries the id of the withdrawal that it makes.

use super::own::{Typed, paying, wallet};
use super::{Row, WithdrawalsPage, day, did};
use crate::app::App;
use crate::billing::pages::spends;
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{PayoutDetailsId, PersonId, WithdrawalId};
use crate::ledger;
use crate::money::{Money, MoneyError};
use crate::people::details::Details;
use crate::people::{SignedIn, payout_details};
use crate::programs::{self, Choice, Program};
use crate::rules::withdrawal::NotAllowed;
use crate::web::{Error, Page, Paging, Refusals, SeeOther, Words};
use crate::withdrawals::{self, Ask, NotDecided, NotRequested, Withdrawal};
use actix_web::{Either, web};
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    pub(super) program: String,
    page: String,
}

impl Query {
    /// The first page of a program.
    pub(super) fn of(program: &Program) -> Query {
        Query { program: program.slug.clone(), page: String::new() }
    }
}

pub async fn list(
    app: web::Data<App>,
    who: SignedIn,
    query: web::Query<Query>,
) -> Result<Page<WithdrawalsPage>, Error> {
    let screen = screen(&app, &who, &query, Typed::Nothing, Refusals::none()).await?;
    let program = screen.program.clone();
    let screen = Page::new(screen).about(&program);
    Ok(screen.block("withdrawals", |page, values| page.as_list().render_with_values(values)))
}

/// `typed`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    query: &Query,
    typed: Typed<'_>,
    errors: Refusals,
) -> Result<WithdrawalsPage, Error> {
    let (person, now, page) = (who.person, app.clock.now(), Paging::asked(&query.page));
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let paying = paying(&catalogue, now)?;
    let chosen = if query.program.is_empty() {
        // The person's own, or else the first.
        let own = paying.iter().find(|program| who.cash.contains(&program.slug));
        own.or(paying.first()).copied()
    } else {
        Some(catalogue.by_slug(&query.program).ok_or(Error::NotFound)?)
    };
    let Some(program) = chosen else {
        let (program, paging) = (String::new(), Paging::of("/withdrawals?".into(), 1, 0, ROWS));
        return Ok(WithdrawalsPage {
            program,
            choices: Vec::new(),
            wallet: None,
            pay_to: Vec::new(),
            rows: Vec::new(),
            support: None,
            paging,
            errors,
        });
    };
    let slug = catalogue.named(program);
    let (balances, count, found, payouts) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, person),
                withdrawals::count_of(conn, person, program.id),
                withdrawals::of(conn, person, program.id, (page - 1) * ROWS, ROWS),
                withdrawals::payouts_of(conn, person, program.id, ROWS)
            )
        })
        .await?;
    // Staff who look see nothing of where it goes.
    let (own, named) = if who.is_looked_at() {
        (Vec::new(), HashMap::new())
    } else {
        let asked: Vec<_> = found.iter().filter_map(|asked| Some((person, asked.details?))).collect();
        let look = app.db.read(async |conn| {
            futures_util::try_join!(
                payout_details::of(conn, &app.seal, person),
                payout_details::find_all(conn, &app.seal, &asked)
            )
        });
        look.await?
    };
    let counts = own.iter().filter(|kept| kept.confirmed_at.is_some());
    let choice = |other: &&Program| Choice::of(other, other.id == program.id, now);
    Ok(WithdrawalsPage {
        program: slug.to_owned(),
        choices: paying.iter().map(choice).collect::<Result<_, Fault>>()?,
        wallet: Some(wallet(program, &balances, &payouts, now, typed)?),
        support: app.config.support.as_ref().map(|support| support.email.to_string()),
        pay_to: counts.map(|kept| (kept.details.method(), kept.details.masked())).collect(),
        rows: found.iter().map(|withdrawal| row(withdrawal, &named, now)).collect::<Result<_, Fault>>()?,
        paging: Paging::of(Paging::base("/withdrawals", &[("program", slug)]), page, count, ROWS),
        errors,
    })
}

fn wrong(error: MoneyError) -> Fault {
    Fault::contradiction(error.to_string())
}

type Named = HashMap<(PersonId, PayoutDetailsId), Details>;

fn row(withdrawal: &Withdrawal, named: &Named, now: Instant) -> Result<Row, Fault> {
    let details = withdrawal.details.and_then(|details| named.get(&(withdrawal.person, details)));
    let state = &withdrawal.state;
    let net = state.net().map_err(wrong)?.money();
    let text = |key: &'static str, text: &Option<String>| text.as_ref().map(|text| Words::new(key).with("text", text));
    let due = |key: &'static str| Words::new(key).with("due", crate::web::Value::Day(withdrawal.due_at));
    let is_overdue = withdrawal.is_overdue(now);
    let says = match state.stage {
        _ if is_overdue => late(withdrawal, now),
        WithdrawalStage::Requested => due("withdrawals-decided-by"),
        WithdrawalStage::Approved => due("withdrawals-paid-by"),
        stage => {
            let at = withdrawal.last().map_or(withdrawal.requested_at, |last| last.at);
            did(stage, who(stage), at)
        }
    };
    Ok(Row {
        id: withdrawal.id.to_string(),
        requested_at: withdrawal.requested_at,
        amount: state.amount.money(),
        net: (!state.fee.is_zero()).then_some(net),
        method: withdrawal.method,
        pay_to: details.map(Details::masked).unwrap_or_default(),
        stage: state.stage,
        is_overdue,
        due: (state.stage.is_open() && !is_overdue).then_some(withdrawal.due_at),
        says,
        note: match state.stage {
            WithdrawalStage::Paid => text("withdrawals-reference", &withdrawal.reference),
            _ => text("withdrawals-reason", &withdrawal.reason),
        },
    })
}

/// By when it should have been paid. A day that has begun counts.
pub fn late(withdrawal: &Withdrawal, now: Instant) -> Words {
    let days = (now - withdrawal.due_at).num_days() + 1;
    day("withdrawals-late", "due", withdrawal.due_at).with("count", days)
}

/// Who took the step that led there, as the person is told: staff are not named.
fn who(stage: WithdrawalStage) -> Words {
    match stage {
        WithdrawalStage::Requested | WithdrawalStage::Canceled => "withdrawals-you".into(),
        _ => "withdrawals-staff".into(),
    }
}

#[derive(Deserialize)]
pub struct Form {
    withdrawal: String,
    program: String,
    amount: String,
    #[serde(default)]
    method: String,
}

pub(super) type Answer = Result<Either<SeeOther, Page<WithdrawalsPage>>, Error>;

pub(super) fn refused_on(screen: WithdrawalsPage) -> Either<SeeOther, Page<WithdrawalsPage>> {
    let program = screen.program.clone();
    Either::Right(Page::refused(screen).about(&program))
}

pub async fn request(app: web::Data<App>, who: SignedIn, form: web::Form<Form>) -> Answer {
    let id: WithdrawalId = form.withdrawal.parse().map_err(|_| Error::malformed())?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&form.program).ok_or_else(Error::malformed)?;
    let query = Query::of(program);
    let refused = async |field: &'static str, words: Words| {
        let screen = screen(
            &app,
            &who,
            &query,
            Typed::Withdrawal { amount: &form.amount, method: &form.method },
            Refusals::one(field, words),
        )
        .await?;
        Ok(refused_on(screen))
    };
    let amount = match spends::amount(&form.amount, program.told(app.clock.now())?.terms.currency) {
        Ok(amount) => amount.money(),
        Err(words) => return refused("amount", words.into()).await,
    };
    let Ok(method) = form.method.parse() else {
        return refused("method", "wrong-withdrawal-method".into()).await;
    };
    match fulfil(&app, who.person, program, Ask { id, amount, method }).await {
        Ok(()) => {
            let path = format!("/withdrawals?program={}", program.slug);
            Ok(Either::Left(SeeOther::to(path).flash("flash-withdrawal-requested")))
        }
        Err(NotRequested::NoWithdrawals) => refused("", "wrong-withdrawal-none".into()).await,
        Err(NotRequested::AskedOtherwise) => refused("", "wrong-sent-otherwise".into()).await,
        Err(NotRequested::Locked(until)) => {
            refused("", Words::new("wrong-withdrawal-locked").with("until", until)).await
        }
        Err(NotRequested::NoDetails) => refused("method", "wrong-withdrawal-no-details".into()).await,
        Err(NotRequested::NotAllowed(why)) => {
            let (field, words) = not_allowed(why)?;
            refused(field, words).await
        }
        Err(NotRequested::Fault(fault)) => Err(fault.into()),
    }
}

async fn fulfil(app: &App, person: PersonId, program: &Program, ask: Ask) -> Result<(), NotRequested> {
    // The same form at the same time, or facts about the same money.
    let lost = |refused: &NotRequested| matches!(refused, NotRequested::Fault(fault) if fault.is_race());
    app.db
        .write_again(lost, async |tx| {
            let given = payout_details::current(tx, person, ask.method).await?.is_some();
            withdrawals::request(tx, person, program, ask).await?;
            // What the terms refuse is told first.
            if given { Ok(()) } else { Err(NotRequested::NoDetails) }
        })
        .await
}

/// The field of the form, and what would do.
fn not_allowed(why: NotAllowed) -> Result<(&'static str, Words), Error> {
    let with = |key: &'static str, name: &'static str, money: Money| Words::new(key).with(name, money);
    Ok(match why {
        NotAllowed::MethodNotOffered => ("method", "wrong-withdrawal-method".into()),
        NotAllowed::Nothing => ("amount", "wrong-spend-zero".into()),
        NotAllowed::BelowMinimum(minimum) => ("amount", with("wrong-withdrawal-minimum", "minimum", minimum)),
        NotAllowed::NotAboveFee(fee) => ("amount", with("wrong-withdrawal-fee", "fee", fee)),
        NotAllowed::Owed(owed) => ("", with("wrong-withdrawal-owed", "owed", owed)),
        NotAllowed::NotEnough(available) => ("amount", with("wrong-withdrawal-enough", "available", available)),
        NotAllowed::Money(error) => return Err(Error::Broken(error.to_string())),
    })
}

pub async fn cancel(app: web::Data<App>, who: SignedIn, id: web::Path<String>) -> Answer {
    let id: WithdrawalId = id.parse().map_err(|_| Error::NotFound)?;
    let canceled = app.db.write(async |tx| withdrawals::cancel(tx, who.person, id).await).await;
    let (catalogue, found) = app
        .db
        .read(async |conn| futures_util::try_join!(programs::catalogue(conn), withdrawals::find(conn, id)))
        .await?;
    let found = found.filter(|found| found.person == who.person).ok_or(Error::NotFound)?;
    let program = catalogue.get(found.program)?.slug.clone();
    match canceled {
        Ok(()) => {
            let path = format!("/withdrawals?program={program}");
            Ok(Either::Left(SeeOther::to(path).flash("flash-withdrawal-canceled")))
        }
        Err(NotDecided::Stage { stage, last }) => {
            let at = last.map_or(found.requested_at, |last| last.at);
            let errors = Refusals::one("", did(stage, self::who(stage), at));
            let query = Query { program, page: String::new() };
            Ok(refused_on(screen(&app, &who, &query, Typed::Nothing, errors).await?))
        }
        Err(NotDecided::Fault(fault)) => Err(fault.into()),
        Err(other) => Err(Error::Broken(format!("one's own request was not taken back: {other}"))),
    }
}
