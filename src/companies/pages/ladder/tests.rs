//! Samples of the ladder, for this page and for the overview.

use super::*;
use crate::web::gallery::at;

fn dollars(amount: &str) -> Money {
    Money::parse(amount, "USD".parse().unwrap()).unwrap()
}

pub fn rung(place: usize, name: &str, percent: &str, filled: usize, notes: Vec<Words>) -> Rung {
    let cells = (0..20).map(|cell| cell < filled).collect();
    let (id, percent) = (format!("c-{place}"), percent.parse().unwrap());
    Rung { id, place, name: name.into(), percent, won: Vec::new(), cells, notes }
}

pub fn places(places: u32) -> Words {
    Words::new("ladder-places").with("places", places).with("cap", 20)
}

/// The ladder of the look: 23 Active Referrals, the third company without a subscription.
pub fn ladder() -> Ladder {
    let saves = Words::new("ladder-saves-on").with("amount", dollars("36"));
    let saves = saves.with("day", Value::Day(at("2026-05-03T00:00:00Z")));
    let percent = |text: &str| text.parse::<crate::money::Percent>().unwrap();
    let won = Words::new("ladder-won-on").with("percent", percent("40 %"));
    let won = won.with("day", Value::Day(at("2026-04-16T00:00:00Z")));
    let lift = Words::new("ladder-lift").with("count", 2).with("from", percent("0 %")).with("to", percent("5 %"));
    let passed = CompanyResult { places: 0, percent: percent("0 %"), reason: PlacesReason::NoActiveSubscription };
    Ladder {
        program: "company-discounts".into(),
        at: at("2026-04-28T00:00:00Z"),
        today: 24,
        active: 23,
        unused: 0,
        pending: None,
        rungs: vec![
            Rung { won: vec![won], ..rung(1, "Altyn Foods", "40 %", 20, vec![places(20), saves]) },
            rung(2, "Steppe Trade", "0 %", 3, vec![places(3), lift]),
            rung(3, "Bright Harbour Accounting and Payroll", "0 %", 0, vec![explain::company_result(&passed).into()]),
        ],
        saves: Some(dollars("36")),
        best: Some(Best { order: "c-2 c-1 c-3".into(), saves: dollars("96"), more: dollars("60") }),
    }
}
