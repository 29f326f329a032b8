use super::*;
use crate::web::Value;
use crate::web::gallery::{Looks, at, show, tenge};

fn sample(amount: &str, state: State, reason: Reason) -> Row {
    Row {
        id: "0198d5c2".into(),
        person: ("0190".into(), "Aigerim Sadykova".into()),
        program: ("business-bonus".into(), "Documentolog Business".into()),
        unit: (Unit::Credit, unit_words(Unit::Credit)),
        amount: tenge(amount),
        reason,
        note: "The payment of 3 April was counted for another company".into(),
        state,
        by: ("0191".into(), "Dana Akhmetova".into()),
        asked_at: at("2026-04-14T05:00:00Z"),
    }
}

#[test]
fn adjustments_are_listed() {
    let mut rows = vec![Row { person: ("0190".into(), String::new()), ..sample("-1", State::Made, Reason::Other) }];
    rows.extend(State::ALL.map(|state| sample("-40500", state, Reason::Clawback)));
    rows.extend(Reason::ALL.map(|reason| sample("150000", State::Waiting, reason)));
    let further = Further { base: "/admin/adjustments?".into(), is_further: true, next: Some("0198".into()) };
    let mut page = AdjustmentsPage { listing: Query::default().listing(), waiting: 6, rows, further };
    show("admin-adjustments", "/admin/adjustments", Looks::Staff, &page);
    page.rows.clear();
    let query = Query { state: "waiting".into(), person: "0190".into(), ..Query::default() };
    page.listing = query.listing();
    show("admin-adjustments-none", "/admin/adjustments", Looks::Staff, &page);
    assert_eq!(page.listing.of("reason", "clawback"), "/admin/adjustments?state=waiting&person=0190&reason=clawback");
    assert_eq!(page.listing.of("state", ""), "/admin/adjustments?person=0190");
}

#[test]
fn one_adjustment_is_decided() {
    let did = |key: &'static str, who: &str| {
        let who = Words::new("withdrawal-name").with("name", who);
        Words::new(key).with("who", who).with("at", Value::Moment(at("2026-04-14T05:00:00Z")))
    };
    let mut page = AdjustmentPage {
        row: sample("150000", State::Waiting, Reason::Reward),
        available: tenge("12000"),
        why: None,
        history: vec![did("adjustment-did-ask", "Dana Akhmetova")],
        may: May { approve: true, retract: false },
        note: None,
        typed: String::new(),
        errors: Refusals::none(),
    };
    show("admin-adjustment", "/admin/adjustments/0198", Looks::Staff, &page);
    page.errors = Refusals::one("why", "wrong-withdrawal-reason");
    show("admin-adjustment-refused", "/admin/adjustments/0198", Looks::Staff, &page);
    page.errors = Refusals::one("", did("adjustment-did-approve", "Marat Ospanov"));
    for note in ["adjustment-finance", "adjustment-own", "adjustment-yours"] {
        (page.may, page.note) = (May { approve: false, retract: note == "adjustment-yours" }, Some(note));
        show(note, "/admin/adjustments/0198", Looks::Staff, &page);
    }
    page.errors = Refusals::one("", "adjustment-for-another");
    (page.row, page.may, page.note) = (sample("-40500", State::Rejected, Reason::Clawback), May::default(), None);
    page.history.extend(["adjustment-did-reject", "adjustment-did-retract"].map(|key| did(key, "Marat Ospanov")));
    page.why = Some("It was counted right".into());
    show("admin-adjustment-rejected", "/admin/adjustments/0198", Looks::Staff, &page);
}

#[test]
fn an_account_is_adjusted() {
    let account = |unit: Unit, limit: Option<&str>| Account {
        word: format!("business-bonus/{unit}"),
        program: "Documentolog Business".into(),
        unit: unit_words(unit),
        available: tenge("-8000"),
        limit: limit.map(tenge),
    };
    let mut page = AdjustPage {
        person: ("0190".into(), "Aigerim Sadykova".into()),
        accounts: vec![account(Unit::Credit, Some("100000")), account(Unit::Cash, None)],
        typed: Typed { adjustment: "0198".into(), ..Typed::default() },
        rows: vec![sample("150000", State::Waiting, Reason::Reward)],
        note: None,
        errors: Refusals::none(),
    };
    show("admin-adjust", "/admin/people/0190/adjustments", Looks::Staff, &page);
    for (field, words) in [
        ("account", "wrong-adjustment-account"),
        ("direction", "wrong-adjustment-direction"),
        ("amount", "wrong-spend-amount"),
        ("reason", "wrong-adjustment-reason"),
        ("note", "wrong-adjustment-note"),
        ("", "adjustment-no-account"),
    ] {
        page.errors.add(field, words);
    }
    page.typed.direction = "take".into();
    show("admin-adjust-refused", "/admin/people/0190/adjustments", Looks::Staff, &page);
    page.errors = Refusals::one("reason", "wrong-adjustment-reason-other");
    (page.note, page.rows) = (Some("adjustment-finance-asks"), Vec::new());
    show("admin-adjust-support", "/admin/people/0190/adjustments", Looks::Staff, &page);
}
