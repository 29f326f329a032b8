//! Referrals to look at: `/admin/flags?kind=&state=&who=&sort=&after=`, the same as a file, `/admin/flags/ID`, and below it `POST holding`,
//! `clearing`, `voiding`, `ban`, `readmission` (`note`, `seen`).

mod decisions;
mod one;
mod shown;

pub use decisions::{ban, clear, hold, readmit, void};
pub use one::one;
pub use shown::{file, list};

use crate::calendar::Instant;
use crate::flags::{Kind, Stage};
use crate::money::Money;
use crate::web::{Further, Listing, Refusals, Words, filters};
use askama::Template;

pub fn kind_key(kind: &Kind) -> &'static str {
    match kind {
        Kind::SameEmail => "flag-same-email",
        Kind::SameTaxId => "flag-same-tax-id",
        Kind::SameAddress => "flag-same-address",
        Kind::DisposableMail => "flag-disposable-mail",
        Kind::Velocity => "flag-velocity",
        Kind::OwnInvitee => "flag-own-invitee",
    }
}

pub fn stage_key(stage: &Stage) -> &'static str {
    match stage {
        Stage::Open => "flag-open",
        Stage::Held => "flag-held",
        Stage::Cleared => "flag-cleared",
        Stage::Voided => "flag-voided",
        Stage::Banned => "flag-banned",
    }
}

pub fn stage_class(stage: &Stage) -> &'static str {
    match stage {
        Stage::Open | Stage::Held => "wait",
        Stage::Cleared => "",
        Stage::Voided | Stage::Banned => "bad",
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Id and name.
    pub referrer: (String, String),
    pub invitee: (String, String),
    pub program: String,
    pub kind: Kind,
    pub stage: Stage,
    pub flagged_at: Instant,
}

#[derive(Template)]
#[template(path = "admin/flags.html", blocks = ["list"])]
pub struct FlagsPage {
    /// Of each kind, how many wait for a decision.
    pub counts: Vec<(Kind, i64)>,
    pub listing: Listing,
    /// Whom nobody knows was looked for.
    pub nobody: bool,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl FlagsPage {
    /// Those that wait for a decision, of one kind.
    fn waiting(&self, kind: &Kind) -> String {
        Listing::new("/admin/flags", [("kind", kind.name()), ("state", Stage::Open.name())]).link()
    }

    fn is_of(&self, kind: &Kind) -> bool {
        self.listing.is("kind", kind.name()) && self.listing.is("state", Stage::Open.name())
    }
}

/// One of the two whom a flag is about.
#[derive(Debug, Clone)]
pub struct Side {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub country: Option<String>,
    pub registered_at: Instant,
    /// Of their companies.
    pub tax_ids: Vec<String>,
    pub companies: Vec<String>,
    pub banned: bool,
}

/// What happened, and when.
#[derive(Debug, Clone)]
pub struct Happened {
    pub at: Instant,
    pub words: Words,
}

#[derive(Debug, Clone)]
pub struct Concerned {
    pub unit: Words,
    pub on_hold: Money,
    pub available: Money,
}

#[derive(Template)]
#[template(path = "admin/flag.html")]
pub struct FlagPage {
    pub row: Row,
    /// What was found, in a sentence.
    pub found: Words,
    pub referrer: Side,
    pub invitee: Side,
    /// Others whom the referrer invited and who have the same: id and name.
    pub others: Vec<(String, String)>,
    /// Other flags of the same referral: id, kind and stage.
    pub beside: Vec<(String, Kind, Stage)>,
    pub timeline: Vec<Happened>,
    pub money: Vec<Concerned>,
    /// Who decided last and when, and why.
    pub decided: Option<(Words, String)>,
    pub seen: i32,
    /// The referral stands and was not ended.
    pub stands: bool,
    pub may_decide: bool,
    /// Why this member of staff may not.
    pub why_not: Option<&'static str>,
    /// What was typed into the form that was refused.
    pub typed: String,
    pub errors: Refusals,
}

impl FlagPage {
    fn is_at(&self, stage: &str) -> bool {
        self.row.stage.name() == stage
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    fn row(kind: Kind, stage: Stage) -> Row {
        Row {
            id: "0198d5c2".into(),
            referrer: ("0198".into(), "Aigerim Sadykova".into()),
            invitee: ("0199".into(), "Sadykova Aigerim".into()),
            program: "Documentolog Business".into(),
            kind,
            stage,
            flagged_at: at("2026-04-12T05:00:00Z"),
        }
    }

    #[test]
    fn staff_have_referrals_to_look_at() {
        let mut page = FlagsPage {
            counts: Kind::ALL.into_iter().map(|kind| (kind, 2)).collect(),
            listing: Listing::new("/admin/flags", [("state", "open")]),
            nobody: false,
            rows: Kind::ALL
                .into_iter()
                .zip(Stage::ALL.into_iter().cycle())
                .map(|(kind, stage)| row(kind, stage))
                .collect(),
            further: Further { base: "/admin/flags?".into(), is_further: true, next: Some("0198".into()) },
        };
        show("admin-flags", "/admin/flags", Looks::Staff, &page);
        page.rows.clear();
        (page.listing, page.nobody) = (Listing::new("/admin/flags", [("who", "nobody@example.kz")]), true);
        show("admin-flags-empty", "/admin/flags", Looks::Staff, &page);
    }

    fn side(name: &str, email: &str) -> Side {
        Side {
            id: "0198".into(),
            name: name.into(),
            email: Some(email.into()),
            country: Some("KZ".into()),
            registered_at: at("2026-04-03T05:00:00Z"),
            tax_ids: vec!["120340000017".into()],
            companies: vec!["Dala LLP".into()],
            banned: true,
        }
    }

    #[test]
    fn one_flag_shows_both_sides() {
        let name = |name: &str| Words::new("withdrawal-name").with("name", name);
        let money = |text: &str| Money::parse(text, "KZT".parse().unwrap()).unwrap();
        let happened = |words: &'static str| Happened { at: at("2026-04-03T05:00:00Z"), words: words.into() };
        let rush = |words: &'static str| Words::new(words).with("count", 12).with("code", "K7QM2XWA");
        let mut page = FlagPage {
            row: row(Kind::OwnInvitee, Stage::Held),
            found: "flag-found-own-invitee".into(),
            referrer: side("Aigerim Sadykova", "aigerim@dala.example"),
            invitee: Side { banned: false, ..side("Sadykova Aigerim", "a.sadykova@mail.example") },
            others: vec![("0197".into(), "Saule Kim".into())],
            beside: vec![("0196".into(), Kind::SameEmail, Stage::Open)],
            timeline: ["flag-at-visit", "flag-at-registration", "flag-at-payment", "flag-at-flag"].map(happened).into(),
            money: vec![Concerned { unit: "unit-credit".into(), on_hold: money("40500"), available: money("0") }],
            decided: None,
            seen: 0,
            stands: true,
            may_decide: true,
            why_not: None,
            typed: String::new(),
            errors: Refusals::none(),
        };
        show("admin-flag", "/admin/flags/0198", Looks::Staff, &page);
        page.errors = Refusals::one("note", "wrong-admin-claim-reason");
        show("admin-flag-refused", "/admin/flags/0198", Looks::Staff, &page);
        (page.errors, page.may_decide, page.why_not) = (Refusals::none(), false, Some("flag-finance"));
        (page.money, page.others, page.beside, page.stands) = (Vec::new(), Vec::new(), Vec::new(), false);
        let words = Words::new("flag-decided").with("name", crate::web::Value::Words(Box::new(name("Dana Akhmetova"))));
        let day = crate::web::Value::Moment(at("2026-04-14T05:00:00Z"));
        page.decided = Some((words.with("day", day).with("state", "held"), "They are one person".into()));
        for (kind, found) in [
            (Kind::SameEmail, Words::new("flag-found-same-email")),
            (Kind::SameTaxId, Words::new("flag-found-same-tax-id")),
            (Kind::SameAddress, Words::new("flag-found-same-address").with("hash", "a1b2c3")),
            (Kind::DisposableMail, Words::new("flag-found-disposable-mail").with("domain", "mailinator.com")),
            (Kind::Velocity, rush("flag-found-velocity-hour")),
            (Kind::Velocity, rush("flag-found-velocity-day")),
        ] {
            (page.row.kind, page.found) = (kind, found);
            show("admin-flag-found", "/admin/flags/0198", Looks::Staff, &page);
        }
    }
}
