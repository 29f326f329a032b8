//! Random adjustments by staff, also in units of a program's own, and also of what is not there.

use super::named;
use beckon::db::Db;
use beckon::events::Direction;
use beckon::ids::PersonId;
use beckon::money::{Amount, Money, Unit};
use beckon::programs;
use beckon::withdrawals::adjustments::Reason;
use beckon::withdrawals::{self, AskAdjustment, Shift};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Of so many persons, one, in one program.
pub async fn adjust(db: &Db, rng: &mut ChaCha8Rng, people: usize, slug: &str) {
    let (n, which, add, most) =
        (rng.random_range(0..people), rng.random_range(0..5), rng.random_bool(0.6), rng.random_range(1..12));
    let Some(person) = named(db, "person", format!("p{n}")).await else { return };
    let catalogue = db.read(async |conn| programs::catalogue(conn).await).await.unwrap();
    let program = catalogue.by_slug(slug).unwrap();
    let currency = program.told(db.now()).unwrap().terms.currency;
    let other = if currency.code() == "USD" { "EUR" } else { "USD" };
    let unit: Unit = ["credit", "cash", "points", "months", other][which].parse().unwrap();
    let parts = if matches!(unit.name(), "points" | "months") { 2 } else { 1 };
    let amount = Money::new(Decimal::new(most, 0) / Decimal::from(parts), unit.currency(currency)).unwrap();
    let direction = if add { Direction::Add } else { Direction::Take };
    let shift = Shift { unit, direction, amount: Amount::new(amount).unwrap() };
    let ask = AskAdjustment {
        key: Uuid::from_u128(rng.random()),
        person: PersonId(person.person_id),
        program,
        shift,
        reason: Reason::Other,
        note: "as a test wants it".parse().unwrap(),
    };
    let staff = super::withdrawals::finance(0).await;
    let adjusted = db.write(async |tx| withdrawals::adjust(tx, &staff, &ask).await).await;
    adjusted.unwrap_or_else(|not| panic!("p{n}, {shift:?}: {not}"));
}
