//! One receipt with its revisions and everything that followed from it.

use super::earnings::{standing, told, whose};
use super::{ForStaff, Movement, QuestionForm, ReceiptLine, ReceiptPage, Revision};
use crate::app::App;
use crate::billing::{self, NamedPayment};
use crate::book::{Account, Posting};
use crate::db::{Conn, Fault};
use crate::extensions::{self, Extension};
use crate::ids::{PersonId, ReceiptId};
use crate::ledger;
use crate::money::{Currency, Rounding};
use crate::people::SignedIn;
use crate::programs;
use crate::referrals::pages::offer;
use crate::rewards::{self, StoredReceipt};
use crate::rules::{Exclusion, Receipt, ReceiptReason, Terms, explain};
use crate::web::{Error, Lang, Page, Refusals, Value, Visit, Words};
use actix_web::{HttpRequest, web};
use uuid::Uuid;

/// What stands in the form of a question, and what is to be mended there.
#[derive(Default)]
pub struct Typed {
    pub text: String,
    pub errors: Refusals,
}

pub async fn show(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<Page<ReceiptPage>, Error> {
    let id: ReceiptId = id.parse().map_err(|_| Error::NotFound)?;
    let screen = screen(&app, who.person.into(), Visit::of(&request).lang, id, Typed::default()).await?;
    let program = screen.slug.clone();
    Ok(Page::new(screen).about(&program).dated())
}

/// For whom a receipt is shown.
pub struct Reader {
    /// Whose receipt it is.
    pub person: PersonId,
    pub for_staff: Option<ForStaff>,
}

impl From<PersonId> for Reader {
    fn from(person: PersonId) -> Reader {
        Reader { person, for_staff: None }
    }
}

pub async fn screen(app: &App, who: Reader, lang: Lang, id: ReceiptId, typed: Typed) -> Result<ReceiptPage, Error> {
    let (revisions, line) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                rewards::revisions(conn, who.person, id),
                rewards::earned_line(conn, who.person, id)
            )
        })
        .await?;
    let (Some(line), Some(current)) = (line, revisions.last()) else { return Err(Error::NotFound) };
    let cause = format!("{}/{}", current.event, current.receipt.clause);
    let (catalogue, payment, movements, extended) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                payment_of(conn, current),
                ledger::movements(conn, who.person, current.program, &cause),
                extensions::extensions_of(conn, who.person, current.program, (current.event, &current.receipt.clause))
            )
        })
        .await?;
    let program = catalogue.get(current.program)?;
    let version = program.version(current.receipt.terms_version).map_or_else(|| program.told(app.clock.now()), Ok)?;
    let receipt = &current.receipt;
    let currency = receipt.amount.currency();
    let is_of_lines = current.origin.is_none() || !receipt.rate.is_zero();
    let words = |rule| explain::rule(rule, &version.terms).into_iter().map(Words::from);
    Ok(ReceiptPage {
        id: current.id.to_string(),
        sentence: sentence(current),
        invitee: whose(&line, lang),
        paid_at: current.happened_at,
        lines: lines(receipt, &version.terms),
        base: is_of_lines.then_some(receipt.base),
        rate: is_of_lines.then(|| rate(receipt)),
        facts: facts(current, payment.as_ref(), is_of_lines).into_iter().chain(extended.iter().map(put)).collect(),
        payment: payment.map(|payment| payment.name),
        earned: receipt.amount,
        state: standing(&line),
        rule: version.terms.rules.iter().filter(|rule| rule.id == receipt.clause).flat_map(words).collect(),
        program: version.terms.name.clone(),
        slug: catalogue.named(program).to_owned(),
        terms: format!("{}?version={}", offer::terms_path(&program.slug), receipt.terms_version),
        terms_version: receipt.terms_version,
        clause: version.terms.name_of(receipt.clause.as_str()),
        revisions: revisions.iter().map(revision).collect(),
        movements: movements.iter().map(|moved| movement(moved, currency)).collect::<Result<_, _>>()?,
        question: (who.for_staff.is_none() && app.config.support.is_some()).then(|| QuestionForm {
            key: Uuid::new_v4().to_string(),
            text: typed.text,
            errors: typed.errors,
        }),
        for_staff: who.for_staff,
    })
}

/// The payment that it is of, if it is of one.
async fn payment_of(conn: &Conn, of: &StoredReceipt) -> Result<Option<NamedPayment>, Fault> {
    if let (Some(invitee), Some(payment)) = (of.invitee, of.payment) {
        return billing::named_payment(conn, invitee, payment).await.map(Some);
    }
    let Some(fact) = of.origin.as_ref().and_then(|origin| origin.fact) else { return Ok(None) };
    let people: Vec<PersonId> = of.invitee.into_iter().chain([of.beneficiary]).collect();
    billing::payment_told_by(conn, &people, fact).await
}

/// Which of several it is that the rule gives, what of the payment was given back, and how it is rounded.
fn facts(stored: &StoredReceipt, payment: Option<&NamedPayment>, is_of_lines: bool) -> Vec<(Words, Words)> {
    let refunded = payment.filter(|_| stored.receipt.reason == ReceiptReason::Refunded).map(|payment| {
        let words = Words::new("receipt-refunded-of").with("refunded", payment.refunded).with("paid", payment.amount);
        ("receipt-refunded-part".into(), words)
    });
    let causes = stored.origin.iter().flat_map(|origin| explain::cause(&origin.cause));
    let rounded = is_of_lines.then(|| ("fact-rounding".into(), rounding(stored.receipt.rounding)));
    causes.map(|words| ("receipt-cause".into(), words.into())).chain(refunded).chain(rounded).collect()
}

/// Where it went.
fn put(extended: &Extension) -> (Words, Words) {
    let words = Words::new("receipt-applied-to").with("amount", extended.amount);
    let words = words.with("product", extended.product.clone()).with("company", extended.company.clone());
    ("receipt-applied".into(), words.with("charge", Value::Day(extended.next_charge_at)))
}

fn sentence(current: &StoredReceipt) -> Words {
    let receipt = &current.receipt;
    if receipt.reason == ReceiptReason::Granted && current.origin.is_none() {
        return Words::new("receipt-sentence").with("earned", receipt.amount).with("payment", receipt.base);
    }
    told(receipt)
}

fn rate(receipt: &Receipt) -> Words {
    match &receipt.class {
        Some(class) => Words::new("rate-percent-class").with("percent", receipt.rate).with("class", class.to_string()),
        None => Words::new("rate-percent").with("percent", receipt.rate),
    }
}

fn lines(receipt: &Receipt, terms: &Terms) -> Vec<ReceiptLine> {
    let named = |product: &str| if product.is_empty() { "—".to_owned() } else { terms.name_of(product) };
    let counted = receipt.counted.iter().map(|line| (line, None));
    let excluded = receipt.excluded.iter().map(|excluded| (&excluded.line, Some(not_counted(excluded.why))));
    let line = |(line, why): (&crate::rules::receipt::ReceiptLine, _)| ReceiptLine {
        product: named(&line.product),
        paid: line.paid,
        not_counted: why,
    };
    counted.chain(excluded).map(line).collect()
}

fn not_counted(why: Exclusion) -> Words {
    match why {
        Exclusion::Kind => "not-counted-kind",
        Exclusion::ProductNotListed => "not-counted-product-not-listed",
        Exclusion::ProductNever => "not-counted-product-never",
        Exclusion::PromoCode => "not-counted-promo-code",
        Exclusion::Promotional => "not-counted-promotional",
        Exclusion::Discounted => "not-counted-discounted",
        Exclusion::TermDiscounted => "not-counted-term-discounted",
        Exclusion::Label => "not-counted-label",
        Exclusion::Order => "not-counted-order",
    }
    .into()
}

fn rounding(rounding: Rounding) -> Words {
    match rounding {
        Rounding::HalfAway => "rounding-half-away",
        Rounding::Down => "rounding-down",
        Rounding::Up => "rounding-up",
    }
    .into()
}

fn revision(stored: &StoredReceipt) -> Revision {
    let why = match (stored.revision, stored.receipt.reason) {
        (1, _) => "revision-first",
        (_, ReceiptReason::Refunded) => return revised(stored, told(&stored.receipt)),
        _ => "revision-late-fact",
    };
    revised(stored, why.into())
}

fn revised(stored: &StoredReceipt, why: Words) -> Revision {
    Revision {
        number: u32::try_from(stored.revision).unwrap_or(u32::MAX),
        recorded_at: stored.recorded_at,
        why,
        earned: stored.receipt.amount,
    }
}

/// What came to the person is positive, wherever among their accounts; what was taken back, or cannot be used for now, is negative as
/// in the statement.
fn movement(moved: &ledger::Movement, currency: Currency) -> Result<Movement, Fault> {
    let posting: Posting = moved.kind.parse().map_err(Fault::contradiction)?;
    let amount = ledger::money(moved.amount, currency)?;
    let taken = posting == Posting::RewardCanceled || posting.debit() == Account::Available;
    let amount = if taken { amount.negated() } else { amount };
    // A reward by itself is used on nothing else.
    let words = if posting == Posting::CreditSpent { "posting-applied".into() } else { said(posting) };
    Ok(Movement { at: moved.effective_at, words, amount })
}

/// A posting as its owner reads it.
pub fn said(posting: Posting) -> Words {
    match posting {
        Posting::RewardGranted => "posting-granted",
        Posting::RewardReleased => "posting-released",
        Posting::RewardCanceled => "posting-canceled",
        Posting::RewardClawedBack => "posting-taken-back",
        Posting::RewardRestored => "posting-restored",
        Posting::RewardFrozen => "posting-frozen",
        Posting::RewardUnfrozen => "posting-unfrozen",
        Posting::CreditSpent => "posting-spent",
        Posting::CreditReturned => "posting-returned",
        Posting::WithdrawalRequested | Posting::WithdrawalPaid | Posting::WithdrawalFee => {
            "posting-withdrawal-requested"
        }
        Posting::WithdrawalReturned | Posting::WithdrawalFailed => "posting-withdrawal-returned",
        Posting::ConvertedOut | Posting::ConvertedIn => "posting-converted",
        Posting::CreditExpired => "posting-expired",
        Posting::ExpiryCanceled => "posting-expiry-canceled",
        Posting::AdjustedUp | Posting::AdjustedDown => "posting-adjusted",
    }
    .into()
}
