//! Everything about one person on one page: `/admin/people/ID`. Of each list the newest lines; payout details are never among them.

mod gathered;

pub use gathered::one;

use super::deeds;
use crate::billing::pages::InvoiceRow;
use crate::calendar::Instant;
use crate::companies::Company;
use crate::events::PersonKind;
use crate::money::Money;
use crate::people::Person;
use crate::people::two_step::TwoStep;
use crate::referrals::pages::ReferralState;
use crate::rewards::pages::EarningState;
use crate::web::{Words, filters};
use crate::withdrawals::adjustments::State;
use askama::Template;

/// By whom somebody was invited in one program.
#[derive(Debug, Clone)]
pub struct InvitedBy {
    pub program: String,
    /// Id and name.
    pub referrer: (String, String),
    pub since: Instant,
    pub first_payment_at: Option<Instant>,
    pub ended_at: Option<Instant>,
}

/// What there is of one unit, by where it is.
#[derive(Debug, Clone)]
pub struct Held {
    pub unit: Words,
    pub on_hold: Money,
    pub available: Money,
    pub withdrawing: Money,
    pub spent: Money,
    pub paid_out: Money,
}

#[derive(Debug, Clone)]
pub struct Earned {
    /// Id and name; none where it is of nobody's deed but one's own.
    pub invitee: Option<(String, String)>,
    pub why: Words,
    pub at: Instant,
    pub amount: Money,
    pub state: EarningState,
}

#[derive(Debug, Clone)]
pub struct Invitee {
    pub id: String,
    pub name: String,
    pub state: ReferralState,
    pub registered_at: Instant,
}

#[derive(Debug, Clone)]
pub struct Withdrawn {
    pub id: String,
    pub amount: Money,
    pub requested_at: Instant,
    pub state: Words,
    pub class: &'static str,
}

#[derive(Debug, Clone)]
pub struct Adjusted {
    pub id: String,
    pub reason: &'static str,
    pub note: String,
    /// Signed.
    pub amount: Money,
    pub asked_at: Instant,
    pub state: State,
}

/// What somebody has and did in one program.
#[derive(Debug, Clone)]
pub struct InProgram {
    pub slug: String,
    pub name: String,
    pub held: Vec<Held>,
    pub earned: Vec<Earned>,
    pub invited: i64,
    pub invitees: Vec<Invitee>,
    pub withdrawn: Vec<Withdrawn>,
}

impl InProgram {
    fn is_empty(&self) -> bool {
        self.held.is_empty() && self.earned.is_empty() && self.invited == 0 && self.withdrawn.is_empty()
    }
}

#[derive(Template)]
#[template(path = "admin/person.html")]
pub struct PersonPage {
    /// Whoever looks may anonymise.
    pub is_admin: bool,
    pub person: Person,
    pub two_step: Option<TwoStep>,
    /// What a billing system calls them, and which one.
    pub known_as: Option<(String, String)>,
    pub invited_by: Vec<InvitedBy>,
    pub programs: Vec<InProgram>,
    pub companies: Vec<Company>,
    pub invoices: Vec<InvoiceRow>,
    pub adjusted: Vec<Adjusted>,
    /// Done to them, and to what of theirs is shown here.
    pub deeds: Vec<deeds::Row>,
}

impl PersonPage {
    fn kind(&self) -> Option<&'static str> {
        self.person.kind.map(|kind| match kind {
            PersonKind::Individual => "person-individual",
            PersonKind::Business => "person-business",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::pages::InvoiceState;
    use crate::people::Role;
    use crate::web::gallery::{Looks, at, show, tenge};

    fn person() -> Person {
        Person {
            id: "01981a3c-0000-7000-8000-000000000001".parse().unwrap(),
            name: "Aigerim Sadykova".into(),
            email: Some("aigerim.sadykova@dala-logistics.example".into()),
            country: Some("KZ".into()),
            kind: Some(PersonKind::Business),
            language: Some("kk".into()),
            time_zone: Some("Asia/Almaty".into()),
            hides_name: true,
            role: Some(Role::Support),
            has_password: true,
            email_confirmed_at: Some(at("2026-04-03T05:10:00Z")),
            registered_at: at("2026-04-03T05:00:00Z"),
            deleted_at: None,
        }
    }

    fn program() -> InProgram {
        let held = |unit: &'static str, available| Held {
            unit: unit.into(),
            on_hold: tenge("40500"),
            available: tenge(available),
            withdrawing: tenge("0"),
            spent: tenge("310000"),
            paid_out: tenge("12000.50"),
        };
        InProgram {
            slug: "business-bonus".into(),
            name: "Business bonus".into(),
            held: vec![held("unit-credit", "128400"), held("unit-cash", "-8000")],
            earned: vec![
                Earned {
                    invitee: Some(("0190".into(), "Nurlan Abenov".into())),
                    why: Words::new("receipt-percent-of").with("percent", "10 %").with("base", tenge("405000")),
                    at: at("2026-04-10T09:30:00Z"),
                    amount: tenge("40500"),
                    state: EarningState::OnHold { until: at("2026-04-24T09:30:00Z") },
                },
                Earned {
                    invitee: None,
                    why: "nothing-promo-code".into(),
                    at: at("2026-04-09T09:30:00Z"),
                    amount: tenge("0"),
                    state: EarningState::Nothing,
                },
            ],
            invited: 29,
            invitees: vec![Invitee {
                id: "0190".into(),
                name: "Nurlan Abenov".into(),
                state: ReferralState::Active,
                registered_at: at("2026-04-04T05:00:00Z"),
            }],
            withdrawn: vec![Withdrawn {
                id: "0197".into(),
                amount: tenge("15000"),
                requested_at: at("2026-04-05T05:00:00Z"),
                state: "withdrawal-half-approved".into(),
                class: "wait",
            }],
        }
    }

    #[test]
    fn one_person_is_shown_whole() {
        let person = person();
        let company = |name: &str, closed_at| Company {
            person: person.id,
            id: "01981a3c-0000-7000-8000-000000000002".parse().unwrap(),
            name: name.into(),
            tax_id: Some("990140000123".into()),
            position: 1,
            registered_at: at("2026-04-03T05:00:00Z"),
            closed_at,
        };
        let invoice = InvoiceRow {
            id: "0198".into(),
            number: "2026-04-03-A1B2".into(),
            company: "Dala Logistics LLP".into(),
            issued_at: at("2026-04-03T05:00:00Z"),
            due_at: at("2026-04-13T05:00:00Z"),
            total: tenge("90000"),
            left: tenge("90000"),
            state: InvoiceState::Overdue,
        };
        let companies = vec![company("Dala Logistics LLP", None), company("Old LLP", Some(at("2026-04-10T05:00:00Z")))];
        let mut page = PersonPage {
            is_admin: true,
            two_step: Some(TwoStep { since: at("2026-04-03T06:00:00Z"), codes_left: 8 }),
            known_as: Some(("billing".into(), "p_77".into())),
            invited_by: vec![InvitedBy {
                program: "Business bonus".into(),
                referrer: ("0190".into(), "Saule Kim".into()),
                since: at("2026-04-03T05:00:00Z"),
                first_payment_at: Some(at("2026-04-10T05:00:00Z")),
                ended_at: Some(at("2026-04-14T05:00:00Z")),
            }],
            programs: vec![program()],
            companies,
            invoices: vec![invoice],
            adjusted: vec![Adjusted {
                id: "0197".into(),
                reason: "adjustment-goodwill",
                note: "For the wait".into(),
                amount: tenge("-5000"),
                asked_at: at("2026-04-05T05:00:00Z"),
                state: State::Waiting,
            }],
            deeds: vec![deeds::sample()],
            person,
        };
        show("admin-person", "/admin/people/0198", Looks::Staff, &page);
        (page.two_step, page.known_as, page.person.deleted_at) = (None, None, Some(at("2026-04-14T05:00:00Z")));
        (page.person.name, page.person.email, page.person.role) = (String::new(), None, None);
        (page.person.kind, page.person.hides_name) = (Some(PersonKind::Individual), false);
        (page.invited_by, page.programs, page.companies) = (Vec::new(), Vec::new(), Vec::new());
        (page.invoices, page.deeds, page.adjusted) = (Vec::new(), Vec::new(), Vec::new());
        show("admin-person-deleted", "/admin/people/0198", Looks::Staff, &page);
    }
}
