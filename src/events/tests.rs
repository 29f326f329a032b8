use super::*;
use crate::money::MoneyError;

fn payment(data: &str) -> String {
    format!(r#"{{"id":"evt_81","type":"payment.succeeded","timestamp":"2026-04-10T09:30:00Z","data":{data}}}"#)
}

fn refusal(json: &str) -> (String, Reason) {
    let malformed = parse(json.as_bytes()).unwrap_err();
    (malformed.field.unwrap_or_default(), malformed.reason)
}

fn refused_payment(data: &str) -> (String, Reason) {
    refusal(&payment(data))
}

fn words(json: &str) -> String {
    parse(json.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_payment_is_read_whole() {
    let json = payment(
        r#"{"payment":"p1","company":"c1","amount":"405000.00","currency":"KZT","lines":[
        {"product":"business","kind":"plan","amount":"400000","discount":"45000"},
        {"product":"scan","kind":"service","amount":"50000","quantity":2,"labels":["manual"]}]}"#,
    );
    let event = parse(json.as_bytes()).unwrap();
    assert_eq!(event.id.as_str(), "evt_81");
    let Fact::PaymentSucceeded(paid) = &event.fact else { panic!("{event:?}") };
    assert_eq!(paid.amount.to_string(), "405000.00");
    let nets: Vec<_> = paid.own_lines().unwrap().iter().map(|line| line.net().to_string()).collect();
    assert_eq!(nets, ["355000.00", "50000.00"]);
    assert_eq!(event.fact.business_id().unwrap().as_str(), "p1");
}

#[test]
fn a_payment_without_invoice_and_lines_paid_for_one_unnamed_plan() {
    let json = payment(r#"{"payment":"p1","company":"c1","amount":"0","currency":"KZT"}"#);
    let Fact::PaymentSucceeded(paid) = parse(json.as_bytes()).unwrap().fact else { panic!() };
    let lines = paid.own_lines().unwrap();
    assert_eq!((lines.len(), lines[0].kind, lines[0].product.as_str()), (1, LineKind::Plan, ""));
}

#[test]
fn every_type_of_the_vocabulary_is_read_and_written_back_the_same() {
    let facts = [
        (
            "person.registered",
            r#"{"person":"p","email":"a@b.c","name":"A","program":"x","referrer":"r","country":"KZ","kind":"business","company":{"company":"c","name":"C","tax_id":"1"}}"#,
        ),
        ("person.registered", r#"{"person":"p","email":"a@b.c","code":"ABCD2345","click":"k"}"#),
        ("person.changed", r#"{"person":"p","set":{"country":"KZ","kind":"individual","labels":["verified"]}}"#),
        ("person.class_changed", r#"{"person":"p","class":"bronze"}"#),
        ("choice.made", r#"{"person":"p","scheme":"flat","order":["a","b"]}"#),
        ("company.registered", r#"{"company":"c","person":"p","name":"C"}"#),
        ("company.closed", r#"{"company":"c"}"#),
        ("link.clicked", r#"{"click":"k","code":"ABCD2345","path":"/","sub":"x","referring_host":"example.com"}"#),
        (
            "subscription.started",
            r#"{"subscription":"s","company":"c","product":"business","price":"10.5","trial_ends_at":"2026-05-01T00:00:00Z","period":"month"}"#,
        ),
        ("subscription.changed", r#"{"subscription":"s","status":"past_due"}"#),
        (
            "invoice.issued",
            r#"{"invoice":"i","company":"c","currency":"USD","lines":[{"product":"a","kind":"plan","amount":"1.00","months":12,"order":"renewal","promotional":true,"term_discount":"0.10"}],"due_at":"2026-05-01T00:00:00Z","tax":"0.90"}"#,
        ),
        ("invoice.voided", r#"{"invoice":"i"}"#),
        (
            "payment.succeeded",
            r#"{"payment":"p","company":"c","amount":"1.00","currency":"USD","invoice":"i","promo_code":"X","tax":"0.10","credit":"2.00"}"#,
        ),
        ("payment.disputed", r#"{"payment":"p","amount":"1.5"}"#),
        ("dispute.won", r#"{"payment":"p"}"#),
        ("dispute.lost", r#"{"payment":"p"}"#),
        ("refund.requested", r#"{"refund":"r","payment":"p","amount":"1.5"}"#),
        ("refund.completed", r#"{"refund":"r","payment":"p"}"#),
        ("refund.declined", r#"{"refund":"r","payment":"p"}"#),
        ("action.completed", r#"{"action":"a","name":"port-in","person":"p","labels":["x"]}"#),
        ("action.reversed", r#"{"action":"a"}"#),
    ];
    for (name, data) in facts {
        let json = format!(r#"{{"id":"e","type":"{name}","timestamp":"2026-04-10T09:30:00Z","data":{data}}}"#);
        let event = parse(json.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(event.to_json(), json);
        assert_eq!(event.fact.type_name(), name);
        // The type after the data: read by another way to the same.
        let turned = format!(r#"{{"data":{data},"timestamp":"2026-04-10T09:30:00Z","type":"{name}","id":"e"}}"#);
        assert_eq!(parse(turned.as_bytes()).unwrap(), event);
    }
}

#[test]
fn what_happens_inside_is_not_accepted_from_outside() {
    let key = r#"{"source":"crm","id":"p"}"#;
    let facts = [
        (
            "credit.spent",
            format!(r#"{{"spend":"s","person":{key},"program":"x","invoice":{key},"amount":"1.00","currency":"USD"}}"#),
        ),
        ("credit.returned", r#"{"spend":"s"}"#.into()),
        ("terms.published", r#"{"program":"x","version":1,"terms":"program = \"x\"\n"}"#.into()),
        ("terms.accepted", format!(r#"{{"person":{key},"program":"x","version":1}}"#)),
        (
            "adjustment.made",
            format!(
                r#"{{"adjustment":"a","person":{key},"program":"x","unit":"cash","direction":"add","amount":"1.00","currency":"USD","reason":"goodwill"}}"#
            ),
        ),
        (
            "adjustment.made",
            format!(
                r#"{{"adjustment":"a","person":{key},"program":"x","unit":"points","direction":"take","amount":"2.5","currency":"JPY","reason":"spent elsewhere"}}"#
            ),
        ),
        ("referral.replaced", format!(r#"{{"invitee":{key},"program":"x"}}"#)),
        ("referral.voided", format!(r#"{{"invitee":{key},"program":"x","reason":"fraud"}}"#)),
    ];
    for (name, data) in facts {
        let json = format!(r#"{{"id":"e","type":"{name}","timestamp":"2026-04-10T09:30:00Z","data":{data}}}"#);
        assert_eq!(parse_internal(json.as_bytes()).unwrap().to_json(), json);
        assert_eq!(refusal(&json), ("type".into(), Reason::InternalType(name.into())));
    }
}

#[test]
fn a_refusal_names_the_field() {
    let line = r#"{"product":"a","kind":"plan","amount":"1.00"}"#;
    let with_lines = |second: &str| {
        payment(&format!(r#"{{"payment":"p","company":"c","amount":"2","currency":"USD","lines":[{line},{second}]}}"#))
    };
    for (json, expected) in [
        (with_lines(r#"{"product":"a","kind":"plan","amount":1.00}"#), "data.lines[1].amount: invalid type"),
        (with_lines(r#"{"product":"a","kind":"plan","amount":"-1"}"#), "data.lines[1].amount: \"-1\" is not an amount"),
        (
            with_lines(r#"{"product":"a","kind":"plan","amount":"1.001"}"#),
            "data.lines[1].amount: \"1.001\" is finer than the minor unit of USD",
        ),
        (with_lines(r#"{"product":"a","kind":"gift","amount":"1"}"#), "data.lines[1].kind: unknown variant `gift`"),
        (
            with_lines(r#"{"product":"a","kind":"plan","amount":"1","colour":"red"}"#),
            "data.lines[1].colour: unknown field `colour`",
        ),
        (
            with_lines(r#"{"product":"a","kind":"plan","amount":"1","discount":"1.5"}"#),
            "data.lines[1]: the discounts are larger than the amount, by 0.50",
        ),
        (
            payment(r#"{"payment":"p","company":"c","amount":"2","currency":"USB"}"#),
            "data.currency: \"USB\" is not a currency",
        ),
        (payment(r#"{"payment":"p","company":"c","currency":"USD"}"#), "data: missing field `amount`"),
        (
            payment(r#"{"payment":"p","payment":"q","company":"c","amount":"1","currency":"USD"}"#),
            "data: duplicate field `payment`",
        ),
        (
            payment(r#"{"payment":"","company":"c","amount":"1","currency":"USD"}"#),
            "data.payment: an id has 1 to 200 characters",
        ),
        (payment("[]"), "data: invalid"),
        (payment("{}").replace("data", "date"), "date: unknown field `date`"),
        (payment("{}").replace("payment.succeeded", "payment.dreamt"), "type: unknown type \"payment.dreamt\""),
        (payment("{}").replace("2026-04-10T09:30:00Z", "10.04.2026"), "timestamp: not an instant"),
        (payment("{}").replace("2026-04-10T09:30:00Z", "1812-04-10T09:30:00Z"), "timestamp: not an instant"),
        (payment("{}")[..60].into(), "not JSON: EOF"),
        (payment("{}") + "x", "not JSON: trailing characters"),
        (String::new(), "not JSON"),
        ("null".into(), "invalid type: null"),
    ] {
        let said = words(&json);
        assert!(said.contains(expected), "{json}\n  said {said:?}\n  expected {expected:?}");
    }
}

#[test]
fn the_senders_id_is_told_back_where_it_can_be_read() {
    let json = payment(r#"{"payment":"p","company":"c","amount":"-1","currency":"USD"}"#);
    assert_eq!(parse(json.as_bytes()).unwrap_err().event_id.as_deref(), Some("evt_81"));
    assert_eq!(parse(b"{").unwrap_err().event_id, None);
}

#[test]
fn lines_add_up_with_or_without_tax_and_with_the_part_paid_by_bonuses() {
    let paid = |more: &str, line: &str| {
        payment(&format!(
            r#"{{"payment":"p","company":"c","amount":"112.00","currency":"USD",{more}"lines":[{{"product":"a","kind":"plan","amount":"{line}"}}]}}"#
        ))
    };
    for (more, line) in [
        ("", "112"),
        (r#""tax":"12","#, "112"),
        (r#""tax":"12","#, "100"),
        (r#""tax":"12","credit":"8","#, "108"),
        (r#""credit":"8","#, "120"),
    ] {
        assert!(parse(paid(more, line).as_bytes()).is_ok(), "{more} {line}");
    }
    let (field, reason) = refusal(&paid("", "100"));
    assert_eq!(field, "data.lines");
    let Reason::LinesDoNotAddUp { difference, .. } = reason else { panic!("{reason:?}") };
    assert_eq!(difference.to_string(), "-12.00");
    assert_eq!(refusal(&paid(r#""tax":"112.01","#, "112")).1, Reason::TaxOverAmount);
    assert_eq!(refusal(&paid(r#""invoice":"i","#, "112")).1, Reason::InvoiceAndLines);
}

#[test]
fn sizes_are_limited() {
    let huge = payment(&format!(r#"{{"payment":"{}"}}"#, "x".repeat(MAX_BYTES)));
    assert_eq!(parse(huge.as_bytes()).unwrap_err().reason, Reason::TooLarge);
    let lines = vec![r#"{"product":"a","kind":"plan","amount":"0"}"#; MAX_LINES + 1].join(",");
    let (field, reason) =
        refused_payment(&format!(r#"{{"payment":"p","company":"c","amount":"0","currency":"USD","lines":[{lines}]}}"#));
    assert_eq!((field.as_str(), reason), ("data.lines", Reason::LineCount { given: MAX_LINES + 1 }));
    let (field, _) = refused_payment(&format!(
        r#"{{"payment":"p","company":"c","amount":"0","currency":"USD","promo_code":"{}"}}"#,
        "x".repeat(501)
    ));
    assert_eq!(field, "data.promo_code");
    let (_, reason) =
        refused_payment(r#"{"payment":"p","company":"c","amount":"1000000000000000.01","currency":"USD"}"#);
    assert_eq!(reason, Reason::Invalid(MoneyError::TooLarge.to_string()));
    let deep = payment(&format!("{}{}", "[".repeat(500), "]".repeat(500)));
    assert!(matches!(refusal(&deep).1, Reason::Invalid(_)));
}

#[test]
fn the_order_of_keys_and_spaces_make_no_other_body() {
    let one = payment(r#"{"payment":"p","company":"c","amount":"5","currency":"USD"}"#);
    let two = r#"{ "data": {"currency":"USD", "amount":"5.00","company":"c","payment":"p"},
        "timestamp":"2026-04-10T12:30:00+03:00", "type":"payment.succeeded","id":"evt_81"}"#;
    let (one, two) = (parse(one.as_bytes()).unwrap(), parse(two.as_bytes()).unwrap());
    assert_eq!(one.body_hash(), two.body_hash());
    let other = parse(payment(r#"{"payment":"p","company":"c","amount":"5.01","currency":"USD"}"#).as_bytes()).unwrap();
    assert_ne!(one.body_hash(), other.body_hash());
    let renamed = Event { id: "evt_82".parse().unwrap(), ..one.clone() };
    assert_ne!(one.body_hash(), renamed.body_hash());
    assert_eq!(one.content_hash(), renamed.content_hash());
}

#[test]
fn a_timestamp_may_be_five_minutes_ahead() {
    let event = parse(payment(r#"{"payment":"p","company":"c","amount":"5","currency":"USD"}"#).as_bytes()).unwrap();
    assert!(event.check_timestamp("2026-04-10T09:25:00Z".parse().unwrap()).is_ok());
    let now: Instant = "2026-04-10T09:24:59Z".parse().unwrap();
    assert_eq!(event.check_timestamp(now).unwrap_err().reason, Reason::InTheFuture { now });
}

#[test]
fn spellings_of_one_mailbox_are_one() {
    let same = |a: &str, b: &str| a.parse::<Email>().unwrap().normalised() == b.parse::<Email>().unwrap().normalised();
    assert!(same("J.Doe+shop@Gmail.com", "jdoe@googlemail.com"));
    assert!(same("doe+shop@outlook.com", "DOE@outlook.com"));
    assert!(!same("j.doe@example.com", "jdoe@example.com"));
    assert!(!same("doe+shop@example.com", "doe@example.com"));
    for wrong in ["", "@", "a@", "@b", "a b@c", "a@b@c", "a@b\n", "a,b@c"] {
        assert!(wrong.parse::<Email>().is_err(), "{wrong}");
    }
}

#[test]
fn a_scheme_is_chosen_for_one_link_or_one_referral() {
    let choice = |data: &str| {
        format!(
            r#"{{"id":"e","type":"choice.made","timestamp":"2026-04-10T09:30:00Z","data":{{"person":"p",{data}}}}}"#
        )
    };
    for data in [r#""scheme":"flat","code":"ABCDEFGH""#, r#""scheme":"flat","invitee":"i""#] {
        assert!(parse(choice(data).as_bytes()).is_ok(), "{data}");
    }
    let of_one = |field: &str| (format!("data.{field}"), Reason::SchemeOfOne);
    assert_eq!(refusal(&choice(r#""scheme":"flat","code":"ABCDEFGH","invitee":"i""#)), of_one("code"));
    assert_eq!(refusal(&choice(r#""order":["c"],"code":"ABCDEFGH""#)), of_one("code"));
    assert_eq!(refusal(&choice(r#""invitee":"i""#)), of_one("invitee"));
    assert!(matches!(refusal(&choice(r#""scheme":"flat","link":"ABCDEFGH""#)).1, Reason::Invalid(_)));
}
