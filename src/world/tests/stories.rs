use super::*;
use crate::rules::ReceiptReason;
use crate::rules::attribution::ReferralRefused;
use crate::rules::spend::NotSpent;

const PAID: &str = "2026-04-10T09:00:00Z";

fn key(id: &str) -> String {
    format!("{{'source':'crm','id':'{id}'}}")
}

fn refused(outcome: Outcome) -> Refusal {
    let Outcome::Refused { refusal } = outcome else { panic!("{outcome:?}") };
    refusal
}

#[test]
fn from_a_payment_to_bonuses_on_an_invoice_and_back() {
    let mut play = Play::bonus().couple();
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'405000','currency':'KZT'}");
    assert_eq!(play.ann(), three("40500.00", "0.00", "0.00"));
    play.passes("2026-04-24T09:00:00Z");
    assert_eq!(play.ann(), three("0.00", "40500.00", "0.00"));
    let line = "{'product':'business','kind':'plan','amount':'50000'}";
    let at = "2026-05-01T00:00:00Z";
    play.applies(
        "invoice.issued",
        at,
        &format!("{{'invoice':'i','company':'acme','currency':'KZT','due_at':'{at}','lines':[{line}]}}"),
    );
    let spend = |id: &str, amount: &str| {
        format!(
            "{{'spend':'{id}','person':{},'program':'business-bonus','invoice':{},'amount':'{amount}','currency':'KZT'}}",
            key("ann"),
            key("i")
        )
    };
    let too_much = play.happens("credit.spent", at, &spend("s0", "40500.01"));
    assert!(matches!(refused(too_much), Refusal::NotEnough { .. }));
    play.applies("credit.spent", at, &spend("s1", "30000"));
    assert_eq!(play.ann(), three("0.00", "10500.00", "30000.00"));
    assert_eq!(play.world.to_pay("crm", &"i".parse().unwrap()).unwrap().to_string(), "20000.00");
    let beyond = play.happens("credit.spent", at, &spend("s2", "20000.01"));
    assert!(matches!(refused(beyond), Refusal::NotSpent(NotSpent::MoreThanPayable(_))));
    play.applies("invoice.voided", at, "{'invoice':'i'}");
    assert_eq!(play.ann(), three("0.00", "40500.00", "0.00"));
}

#[test]
fn a_refunded_invoice_returns_bonuses_in_proportion() {
    let mut play = Play::bonus().couple();
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'405000','currency':'KZT'}");
    let at = "2026-05-01T00:00:00Z";
    let line = "{'product':'business','kind':'plan','amount':'50000'}";
    play.applies(
        "invoice.issued",
        at,
        &format!("{{'invoice':'i','company':'acme','currency':'KZT','due_at':'{at}','lines':[{line}]}}"),
    );
    let spend = format!(
        "{{'spend':'s','person':{},'program':'business-bonus','invoice':{},'amount':'30000','currency':'KZT'}}",
        key("ann"),
        key("i")
    );
    play.applies("credit.spent", at, &spend);
    play.applies(
        "payment.succeeded",
        at,
        "{'payment':'own','company':'acme','amount':'20000','currency':'KZT','invoice':'i','credit':'30000'}",
    );
    play.applies("refund.completed", at, "{'refund':'r','payment':'own','amount':'5000'}");
    assert_eq!(play.ann(), three("0.00", "18000.00", "22500.00"));
    play.applies("refund.completed", at, "{'refund':'r2','payment':'own','amount':'15000'}");
    assert_eq!(play.ann(), three("0.00", "40500.00", "0.00"));
}

#[test]
fn a_full_refund_after_the_bonus_was_spent_is_owed_and_filled_by_the_next() {
    let mut play = Play::bonus().couple();
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}");
    let at = "2026-05-01T00:00:00Z";
    let line = "{'product':'business','kind':'plan','amount':'80'}";
    play.applies(
        "invoice.issued",
        at,
        &format!("{{'invoice':'i','company':'acme','currency':'KZT','due_at':'{at}','lines':[{line}]}}"),
    );
    let spend = format!(
        "{{'spend':'s','person':{},'program':'business-bonus','invoice':{},'amount':'80','currency':'KZT'}}",
        key("ann"),
        key("i")
    );
    play.applies("credit.spent", at, &spend);
    play.applies("refund.requested", at, "{'refund':'r','payment':'p'}");
    assert_eq!(play.ann(), three("20.00", "0.00", "80.00"));
    play.applies("refund.completed", at, "{'refund':'r','payment':'p'}");
    assert_eq!(play.ann(), three("0.00", "-80.00", "80.00"));
    play.applies("payment.succeeded", at, "{'payment':'p2','company':'bobs','amount':'1000','currency':'KZT'}");
    play.passes("2026-06-01T00:00:00Z");
    assert_eq!(play.ann(), three("0.00", "20.00", "80.00"));
}

#[test]
fn a_declined_refund_gives_back_what_it_froze() {
    let mut play = Play::bonus().couple();
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}");
    play.applies("refund.requested", "2026-04-11T00:00:00Z", "{'refund':'r','payment':'p','amount':'10'}");
    play.passes("2026-05-01T00:00:00Z");
    assert_eq!(play.ann(), three("100.00", "0.00", "0.00"));
    play.applies("refund.declined", "2026-05-01T00:00:00Z", "{'refund':'r','payment':'p','amount':'10'}");
    assert_eq!(play.ann(), three("0.00", "100.00", "0.00"));
}

#[test]
fn facts_that_come_early_wait_and_are_applied_by_themselves() {
    let mut play = Play::bonus();
    let waiting = play.happens("refund.completed", PAID, "{'refund':'r','payment':'p','amount':'500'}");
    assert!(matches!(waiting, Outcome::Waiting { on } if on.to_string() == "payment:p"));
    let waiting =
        play.happens("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}");
    assert!(matches!(waiting, Outcome::Waiting { on } if on.to_string() == "company:bobs"));
    assert_eq!(play.world.waiting(), 2);
    let mut play = play.couple();
    assert_eq!(play.world.waiting(), 0);
    play.passes("2026-05-01T00:00:00Z");
    assert_eq!(play.ann(), three("0.00", "50.00", "0.00"));
}

#[test]
fn the_same_order_three_times_makes_one_reward_and_another_content_is_a_conflict() {
    let mut play = Play::bonus().couple();
    let order = "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}";
    play.applies("payment.succeeded", PAID, order);
    assert_eq!(play.happens("payment.succeeded", PAID, order), Outcome::Duplicate);
    assert_eq!(play.happens("payment.succeeded", PAID, order), Outcome::Duplicate);
    assert_eq!(play.happens("payment.succeeded", PAID, &order.replace("1000", "2000")), Outcome::Conflict);
    assert_eq!(play.ann(), three("100.00", "0.00", "0.00"));
    play.made -= 2;
    assert_eq!(play.happens("payment.succeeded", PAID, &order.replace("'p'", "'q'")), Outcome::Conflict);
}

#[test]
fn nothing_is_converted() {
    let mut play = Play::bonus().couple();
    let outcome =
        play.happens("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1','currency':'USD'}");
    assert_eq!(refused(outcome), Refusal::OtherCurrency { program: "KZT".into(), payment: "USD".into() });
    assert!(play.world.receipts().is_empty());
    play.applies("payment.succeeded", PAID, "{'payment':'q','company':'acme','amount':'1','currency':'USD'}");
}

#[test]
fn a_zero_payment_has_a_receipt_and_a_payment_without_referral_has_none() {
    let mut play = Play::bonus().couple();
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'acme','amount':'1','currency':'KZT'}");
    assert!(play.world.receipts().is_empty());
    play.applies("payment.succeeded", PAID, "{'payment':'q','company':'bobs','amount':'0','currency':'KZT'}");
    let receipt = &play.world.receipts()[0].receipt;
    assert_eq!((receipt.amount.is_zero(), receipt.reason), (true, ReceiptReason::NothingPaid));
}

#[test]
fn a_referral_is_refused_with_its_reason_and_the_registration_stands() {
    let mut play = Play::bonus().couple();
    let invited = "'program':'business-bonus','referrer':'ann'";
    let register = |id: &str, email: &str, more: &str| format!("{{'person':'{id}','email':'{email}',{more}}}");
    for (id, email, more, reason) in [
        ("c", "BOB@example.com", invited.to_owned(), ReferralRefused::EmailKnown),
        ("h", "Ann@example.com", invited.to_owned(), ReferralRefused::OwnCode),
        (
            "d",
            "d@example.com",
            format!("{invited},'company':{{'company':'dd','name':'D','tax_id':'1-2 3'}}"),
            ReferralRefused::TaxIdKnown,
        ),
        ("e", "e@example.com", "'program':'business-bonus','referrer':'e'".into(), ReferralRefused::OwnCode),
        ("f", "f@example.com", "'code':'ABCD2345'".into(), ReferralRefused::UnknownCode),
        ("g", "g@example.com", "'program':'closed','referrer':'ann'".into(), ReferralRefused::UnknownCode),
    ] {
        play.applies("person.registered", PAID, &register(id, email, &more));
        assert_eq!(play.world.referral_refused("crm", &id.parse().unwrap()), Some(reason), "{id}");
        assert_eq!(play.world.referrer("crm", &id.parse().unwrap(), "business-bonus"), None);
    }
}

#[test]
fn a_code_or_a_click_binds_within_its_window() {
    let mut play = Play::bonus().couple();
    assert!(play.world.add_code("crm", &"ann".parse().unwrap(), "business-bonus", "ABCD2345".parse().unwrap()));
    play.applies("link.clicked", "2026-04-02T00:00:00Z", "{'click':'k','code':'ABCD2345'}");
    play.applies(
        "person.registered",
        "2026-04-03T00:00:00Z",
        "{'person':'c','email':'c@example.com','code':'abcd-2345'}",
    );
    play.applies("person.registered", "2026-04-03T00:00:00Z", "{'person':'d','email':'d@example.com','click':'k'}");
    play.applies("person.registered", "2026-07-02T00:00:00Z", "{'person':'e','email':'e@example.com','click':'k'}");
    let referrer =
        |id: &str| play.world.referrer("crm", &id.parse().unwrap(), "business-bonus").map(ToString::to_string);
    assert_eq!((referrer("c"), referrer("d"), referrer("e")), (Some("ann".into()), Some("ann".into()), None));
    assert_eq!(play.world.referral_refused("crm", &"e".parse().unwrap()), Some(ReferralRefused::ExpiredWindow));
}

#[test]
fn a_referral_may_be_replaced_until_the_first_payment_and_ended_at_any_time() {
    let mut play = Play::bonus().couple();
    play.applies("person.registered", PAID, "{'person':'eve','email':'eve@example.com'}");
    let replaced = format!("{{'invitee':{},'program':'business-bonus','referrer':{}}}", key("bob"), key("eve"));
    play.applies("referral.replaced", PAID, &replaced);
    assert_eq!(play.world.referrer("crm", &"bob".parse().unwrap(), "business-bonus").unwrap().as_str(), "eve");
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}");
    assert_eq!(refused(play.happens("referral.replaced", PAID, &replaced)), Refusal::ReferralFinal);
    play.applies(
        "referral.voided",
        "2026-04-11T00:00:00Z",
        &format!("{{'invitee':{},'program':'business-bonus','reason':'x'}}", key("bob")),
    );
    play.applies(
        "payment.succeeded",
        "2026-04-12T00:00:00Z",
        "{'payment':'q','company':'bobs','amount':'1000','currency':'KZT'}",
    );
    assert_eq!(play.world.receipts().len(), 1);
}

#[test]
fn a_payment_of_an_invoice_counts_its_lines_after_the_offer() {
    let mut play = Play::bonus().couple();
    let lines =
        "[{'product':'business','kind':'plan','amount':'1000'},{'product':'scan','kind':'service','amount':'100'}]";
    play.applies(
        "invoice.issued",
        PAID,
        &format!("{{'invoice':'i','company':'bobs','currency':'KZT','due_at':'{PAID}','lines':{lines}}}"),
    );
    assert_eq!(play.world.to_pay("crm", &"i".parse().unwrap()).unwrap().to_string(), "1000.00");
    play.applies(
        "payment.succeeded",
        PAID,
        "{'payment':'p','company':'bobs','amount':'500','currency':'KZT','invoice':'i'}",
    );
    let receipt = &play.world.receipts()[0].receipt;
    let counted: Vec<String> = receipt.counted.iter().map(|line| format!("{} {}", line.product, line.paid)).collect();
    assert_eq!(
        (counted.as_slice(), receipt.amount.to_string()),
        (["business 450.00".to_owned(), "scan 50.00".into()].as_slice(), "50.00".into())
    );
    let other = play.happens(
        "payment.succeeded",
        PAID,
        "{'payment':'q','company':'acme','amount':'5','currency':'KZT','invoice':'i'}",
    );
    assert_eq!(refused(other), Refusal::OtherInvoice);
}

#[test]
fn a_late_payment_takes_its_place_among_the_first_and_revises_the_later() {
    let terms =
        include_str!("../../../programs/cdnow.toml").replace("hold_days = 14", "hold_days = 14\nfirst_payments = 1");
    let mut play = Play::under(&terms).couple();
    play.applies(
        "payment.succeeded",
        "2026-04-20T00:00:00Z",
        "{'payment':'p','company':'bobs','amount':'100','currency':'USD'}",
    );
    assert_eq!(play.ann(), three("10.00", "0.00", "0.00"));
    play.applies("payment.succeeded", PAID, "{'payment':'q','company':'bobs','amount':'30','currency':'USD'}");
    assert_eq!(play.ann(), three("3.00", "0.00", "0.00"));
    let revised = &play.world.receipts()[0];
    assert_eq!((revised.revision, revised.receipt.reason), (2, ReceiptReason::AfterFirstPayments));
}

#[test]
fn refunds_never_exceed_their_payment() {
    let mut play = Play::bonus().couple();
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}");
    play.applies("refund.completed", PAID, "{'refund':'r','payment':'p','amount':'600'}");
    let outcome = play.happens("refund.completed", PAID, "{'refund':'s','payment':'p','amount':'400.01'}");
    assert!(matches!(refused(outcome), Refusal::MoreThanPaid { .. }));
    play.applies("dispute.lost", PAID, "{'payment':'p','amount':'400'}");
    assert_eq!(play.ann(), three("0.00", "0.00", "0.00"));
}

#[test]
fn the_ready_programs_examples_come_out_and_a_wrong_one_is_named_with_its_place() {
    let bonus = include_str!("../../../programs/business-bonus.toml");
    for program in [bonus, include_str!("../../../programs/cdnow.toml")] {
        assert_eq!(check_terms(program).map(|_| ()), Ok(()));
    }
    let problems = check_terms(&bonus.replace("to_pay = \"155000.00\"", "to_pay = \"155000.01\"")).unwrap_err();
    let line = 1 + bonus.lines().position(|line| line.contains("155000.00")).unwrap();
    assert_eq!((problems.len(), problems[0].line), (1, line));
    assert!(problems[0].words.contains("to_pay is 155000.00, not 155000.01; issued: 170000.00 at "), "{}", problems[0]);
}

#[test]
fn a_payment_told_after_its_hold_is_available_at_once_as_of_the_holds_end() {
    let mut play = Play::bonus().couple();
    play.passes("2026-06-01T00:00:00Z");
    play.applies("payment.succeeded", PAID, "{'payment':'p','company':'bobs','amount':'1000','currency':'KZT'}");
    assert_eq!(play.ann(), three("0.00", "100.00", "0.00"));
    let as_of = |at: &str| {
        let totals = play.world.as_of("business-bonus", at.parse().unwrap()).unwrap().unwrap();
        (totals.on_hold.to_string(), totals.available.to_string())
    };
    assert_eq!(as_of("2026-04-10T08:59:59Z"), ("0.00".into(), "0.00".into()));
    assert_eq!(as_of("2026-04-24T08:59:59Z"), ("100.00".into(), "0.00".into()));
    assert_eq!(as_of("2026-04-24T09:00:00Z"), ("0.00".into(), "100.00".into()));
}

#[test]
fn a_payment_before_the_referral_earns_nothing() {
    let mut play = Play::bonus().couple();
    play.applies(
        "payment.succeeded",
        "2026-04-01T00:30:00Z",
        "{'payment':'p','company':'bobs','amount':'1','currency':'KZT'}",
    );
    assert!(play.world.receipts().is_empty());
}
