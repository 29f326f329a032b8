//! The hosting company's remuneration (seed 002) through the real API: what is earned, what never is, and what late facts change.

use crate::support::TestApp;
use crate::support::sender::{Said, Sender, publish};
use crate::support::story::Visitor;
use beckon::intake;
use beckon::people::sources;
use chrono::TimeDelta;
use serde_json::{Value, json};

const VERSIONS: [&str; 2] = [
    include_str!("../../programs/hosting-remuneration.toml"),
    include_str!("../../programs/hosting-remuneration.2.toml"),
];

/// Olena brought Taras, a retail customer, on the first of March.
struct Hosting<'a> {
    billing: Sender<'a>,
    olena: String,
}

impl<'a> Hosting<'a> {
    async fn opens(app: &'a TestApp) -> Hosting<'a> {
        publish(app, VERSIONS[0]).await;
        let billing = Sender::named(app, "billing").await;
        let mut hosting = Hosting { billing, olena: String::new() };
        hosting.register("olena", None).await;
        hosting.register("taras", Some("olena")).await;
        let paid = hosting.pays("first", "2026-03-02T10:00:00Z", "10.00").await;
        hosting.olena = paid.receipt()["referrer"].as_str().unwrap().to_owned();
        hosting
            .says("refund.completed", "2026-03-02T10:00:00Z", json!({"refund": "first", "payment": "first"}))
            .await
            .applied();
        hosting
    }

    async fn register(&self, name: &str, referrer: Option<&str>) {
        let mut data =
            json!({"person": name, "email": format!("{name}@example.com"), "company": {"company": name, "name": name}});
        if let Some(referrer) = referrer {
            (data["program"], data["referrer"]) = ("hosting-remuneration".into(), referrer.into());
        }
        self.says("person.registered", "2026-03-01T10:00:00Z", data).await.applied();
    }

    async fn says(&self, type_name: &str, at: &str, data: Value) -> Said {
        let mut event = self.billing.event(type_name, data);
        event["timestamp"] = at.into();
        self.billing.sends(&event).await
    }

    /// Taras pays for hosting; the event is called as the payment.
    async fn pays(&self, payment: &str, at: &str, amount: &str) -> Said {
        self.pays_for(payment, at, json!([{"product": "hosting", "kind": "plan", "amount": amount}]), json!({})).await
    }

    async fn pays_for(&self, payment: &str, at: &str, lines: Value, more: Value) -> Said {
        let nets = lines.as_array().unwrap().iter().map(|line| {
            let of = |word: &str| line[word].as_str().map_or(0, |text| text.replace('.', "").parse::<i64>().unwrap());
            of("amount") - of("discount") - of("term_discount")
        });
        let minor: i64 = nets.sum();
        let mut data = json!({"payment": payment, "company": "taras", "currency": "UAH", "lines": lines,
            "amount": format!("{}.{:02}", minor / 100, minor % 100)});
        data.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let event = json!({"id": payment, "type": "payment.succeeded", "timestamp": at, "data": data});
        self.billing.sends(&event).await
    }

    async fn tells_rate(&self, since: &str, rate: &str) {
        self.says("rate.changed", since, json!({"from": "UAH", "to": "USD", "rate": rate})).await.applied();
    }

    /// (amount, reason) of a payment's receipt as it stands now.
    async fn earns(&self, payment: &str) -> (String, String) {
        let kept = self.billing.asks(payment).await;
        let receipt = &kept.body["receipts"][0];
        let word = |name: &str| receipt[name].as_str().unwrap_or_else(|| panic!("{kept:?}")).to_owned();
        (word("amount"), word("reason"))
    }

    async fn each_earns(&self, expected: &[(&str, &str)]) {
        for (payment, amount) in expected {
            assert_eq!(self.earns(payment).await.0, *amount, "{payment}");
        }
    }

    async fn olena_has(&self) -> (String, String) {
        self.billing.has_in("cash", &self.olena).await
    }
}

fn is(amount: &str, reason: &str) -> (String, String) {
    (amount.into(), reason.into())
}

#[tokio::test]
async fn what_counts_and_what_never_does() {
    let app = TestApp::start().await;
    let hosting = Hosting::opens(&app).await;
    let line = |product: &str, amount: &str| json!({"product": product, "kind": "service", "amount": amount});
    let with = |word: &str, value: Value| {
        let mut line = line("hosting", "1000.00");
        line[word] = value;
        json!([line])
    };
    for (payment, lines, more, amount, reason) in [
        ("hosting", json!([line("hosting", "1200.00")]), json!({}), "120.00", "granted"),
        ("domain", json!([line("domain", "400.00"), line("ssl", "1500.00")]), json!({}), "40.00", "granted"),
        ("licence", json!([line("license", "400.00"), line("ssl", "1.00")]), json!({}), "0.00", "nothing_counts"),
        ("other", json!([line("consulting", "400.00")]), json!({}), "0.00", "nothing_counts"),
        ("code", json!([line("hosting", "1200.00")]), json!({"promo_code": "SPRING"}), "0.00", "nothing_counts"),
        ("promotion", with("promotional", true.into()), json!({}), "0.00", "nothing_counts"),
        ("discount", with("discount", "1.00".into()), json!({}), "0.00", "nothing_counts"),
        ("term", with("term_discount", "100.00".into()), json!({}), "0.00", "nothing_counts"),
    ] {
        hosting.pays_for(payment, "2026-04-10T09:30:00Z", lines, more).await.applied();
        assert_eq!(hosting.earns(payment).await, is(amount, reason), "{payment}");
    }
    assert_eq!(hosting.olena_has().await, ("160".into(), "0".into()));
    app.passes(TimeDelta::days(30) - TimeDelta::seconds(1)).await;
    assert_eq!(hosting.olena_has().await, ("160".into(), "0".into()));
    app.passes(TimeDelta::seconds(1)).await;
    assert_eq!(hosting.olena_has().await, ("0".into(), "160".into()));
}

#[tokio::test]
async fn a_status_counts_as_of_the_payment_also_when_it_is_told_late() {
    let app = TestApp::start().await;
    let hosting = Hosting::opens(&app).await;
    hosting.tells_rate("2026-01-01T00:00:00Z", "0.025").await;
    for (payment, at) in [("a", "2026-03-10T10:00:00Z"), ("b", "2026-03-20T10:00:00Z"), ("c", "2026-04-01T10:00:00Z")] {
        hosting.pays(payment, at, "1000.00").await.applied();
    }
    hosting.each_earns(&[("a", "100.00"), ("b", "100.00"), ("c", "100.00")]).await;
    let class = |class: &str| json!({"person": "taras", "class": class});
    hosting.says("person.class_changed", "2026-03-20T10:00:00Z", class("bronze")).await.applied();
    hosting.each_earns(&[("a", "100.00"), ("b", "10.00"), ("c", "10.00")]).await;
    hosting.says("person.class_changed", "2026-04-01T09:00:00Z", class("retail")).await.applied();
    hosting.each_earns(&[("a", "100.00"), ("b", "10.00"), ("c", "100.00")]).await;
    // The first one's hold of 30 days ended yesterday.
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(hosting.olena_has().await, ("110".into(), "100".into()));

    hosting.says("person.class_changed", "2026-03-01T09:59:59Z", class("gold")).await.problem(422, "before_the_person");
    hosting.each_earns(&[("a", "100.00"), ("b", "10.00")]).await;
    let stranger = json!({"person": "petro", "class": "gold"});
    let waits = hosting.says("person.class_changed", "2026-04-01T10:00:00Z", stranger).await;
    assert_eq!((waits.status, &waits.body["waits_for"]), (202, &json!("person:petro")));
}

#[tokio::test]
async fn turnover_makes_a_status_from_the_next_day_on() {
    let app = TestApp::start().await;
    let hosting = Hosting::opens(&app).await;
    // In Kyiv the day ends at 22:00 UTC.
    hosting.pays("a", "2026-03-10T10:00:00Z", "2990.00").await.applied();
    hosting.pays("b", "2026-03-10T21:59:59Z", "100.00").await.applied();
    hosting.pays("c", "2026-03-10T22:00:00Z", "100.00").await.applied();
    assert_eq!(hosting.earns("b").await, is("10.00", "granted"));
    assert_eq!(hosting.earns("c").await, is("0.00", "class_unknown"), "no rate was given yet");

    hosting.tells_rate("2026-01-01T00:00:00Z", "0.025").await;
    assert_eq!(hosting.earns("c").await, is("1.00", "granted"), "77.25 USD");
    hosting.tells_rate("2026-03-10T20:00:00Z", "0.00001").await;
    assert_eq!(hosting.earns("c").await, is("10.00", "granted"), "74.75 USD");

    // A payment that comes late is turnover of its own day.
    hosting.pays("late", "2026-03-09T10:00:00Z", "40.00").await.applied();
    hosting.each_earns(&[("late", "4.00"), ("a", "299.00"), ("b", "10.00"), ("c", "1.00")]).await;
    // Given back before that day it is none.
    hosting.says("refund.completed", "2026-03-10T09:00:00Z", json!({"refund": "r", "payment": "late"})).await.applied();
    hosting.each_earns(&[("late", "0.00"), ("a", "299.00"), ("b", "10.00"), ("c", "10.00")]).await;
    // What is reported wins over any turnover.
    let retail = json!({"person": "taras", "class": "retail"});
    hosting.pays("d", "2026-03-11T10:00:00Z", "9000.00").await.applied();
    hosting.pays("e", "2026-03-12T22:00:00Z", "100.00").await.applied();
    hosting.each_earns(&[("d", "900.00"), ("e", "10.00")]).await;
    hosting.tells_rate("2026-03-11T00:00:00Z", "0.03").await;
    hosting.each_earns(&[("d", "900.00"), ("e", "1.00")]).await;
    hosting.says("person.class_changed", "2026-03-12T00:00:00Z", retail).await.applied();
    hosting.each_earns(&[("d", "900.00"), ("e", "10.00")]).await;
}

#[tokio::test]
async fn a_refund_freezes_what_was_earned_and_takes_it_all() {
    let app = TestApp::start().await;
    let hosting = Hosting::opens(&app).await;
    hosting.pays("a", "2026-03-10T10:00:00Z", "1000.00").await.applied();
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(hosting.olena_has().await, ("0".into(), "100".into()));
    let part = json!({"refund": "r", "payment": "a", "amount": "300.00"});
    hosting.says("refund.requested", "2026-04-10T09:00:00Z", part.clone()).await.applied();
    assert_eq!(hosting.olena_has().await, ("100".into(), "0".into()));

    let larger = json!({"refund": "r2", "payment": "a", "amount": "1000.01"});
    hosting.says("refund.completed", "2026-04-10T09:01:00Z", larger).await.problem(422, "refund_larger_than_payment");
    let unknown = json!({"refund": "r3", "payment": "nobody's"});
    let waits = hosting.says("refund.completed", "2026-04-10T09:01:00Z", unknown).await;
    assert_eq!((waits.status, &waits.body["waits_for"]), (202, &json!("payment:nobody's")));

    hosting.says("refund.declined", "2026-04-10T09:02:00Z", part.clone()).await.applied();
    assert_eq!(hosting.olena_has().await, ("0".into(), "100".into()));
    let again = json!({"refund": "r4", "payment": "a", "amount": "300.00"});
    hosting.says("refund.completed", "2026-04-10T09:03:00Z", again.clone()).await.applied();
    hosting.says("refund.completed", "2026-04-10T09:03:00Z", again).await.applied();
    assert_eq!(hosting.earns("a").await, is("0.00", "refunded"));
    assert_eq!(hosting.olena_has().await, ("0".into(), "0".into()));

    // A status that comes late now finds nothing to earn, and says what would have been earned.
    let bronze = json!({"person": "taras", "class": "bronze"});
    hosting.says("person.class_changed", "2026-03-10T00:00:00Z", bronze).await.applied();
    assert_eq!(hosting.earns("a").await, is("0.00", "refunded"));
    assert_eq!(hosting.billing.asks("a").await.body["receipts"][0]["rate"], "1 %");
}

#[tokio::test]
async fn a_late_fact_while_a_refund_is_open_stays_frozen() {
    let app = TestApp::start().await;
    let hosting = Hosting::opens(&app).await;
    hosting
        .says("person.class_changed", "2026-03-05T00:00:00Z", json!({"person": "taras", "class": "gold"}))
        .await
        .applied();
    hosting.pays("a", "2026-03-10T10:00:00Z", "1000.00").await.applied();
    hosting.says("refund.requested", "2026-03-15T10:00:00Z", json!({"refund": "r", "payment": "a"})).await.applied();
    hosting
        .says("person.class_changed", "2026-03-06T00:00:00Z", json!({"person": "taras", "class": "retail"}))
        .await
        .applied();
    app.passes(TimeDelta::days(1)).await;
    assert_eq!((hosting.earns("a").await.0, hosting.olena_has().await), ("100.00".into(), ("100".into(), "0".into())));
    hosting.says("refund.declined", "2026-04-10T10:00:00Z", json!({"refund": "r", "payment": "a"})).await.applied();
    assert_eq!(hosting.olena_has().await, ("0".into(), "100".into()));
}

#[tokio::test]
async fn version_two_governs_new_referrals_only_and_lets_persons_alone_refer() {
    let app = TestApp::start().await;
    let hosting = Hosting::opens(&app).await;
    publish(&app, VERSIONS[1]).await;
    app.passes(TimeDelta::hours(1)).await;
    let now = || app.now().to_rfc3339();
    let register = async |name: &str, referrer: Option<&str>, kind: Option<&str>| {
        let mut data =
            json!({"person": name, "email": format!("{name}@example.com"), "company": {"company": name, "name": name}});
        if let Some(referrer) = referrer {
            (data["program"], data["referrer"]) = ("hosting-remuneration".into(), referrer.into());
        }
        data.as_object_mut().unwrap().extend(kind.map(|kind| ("kind".to_owned(), kind.into())));
        hosting.says("person.registered", &now(), data).await.applied();
    };
    let pays = async |payment: &str, company: &str| {
        let line = json!({"product": "mail", "kind": "plan", "amount": "1500.00", "term_discount": "500.00"});
        let data =
            json!({"payment": payment, "company": company, "currency": "UAH", "amount": "1000.00", "lines": [line]});
        hosting.says("payment.succeeded", &now(), data).await
    };
    register("newcomer", Some("olena"), None).await;
    register("agency", None, Some("business")).await;
    register("brought", Some("agency"), None).await;
    register("grown", None, Some("individual")).await;
    hosting.says("person.changed", &now(), json!({"person": "grown", "set": {"kind": "business"}})).await.applied();
    app.passes(TimeDelta::seconds(1)).await;
    register("late", Some("grown"), None).await;

    let old = pays("old", "taras").await;
    assert_eq!((old.receipt()["reason"].as_str(), &old.receipt()["terms"]), (Some("nothing_counts"), &json!(1)));
    let new = pays("new", "newcomer").await;
    assert_eq!((new.receipt()["amount"].as_str(), &new.receipt()["terms"]), (Some("100.00"), &json!(2)));
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(hosting.olena_has().await, ("0".into(), "100".into()), "available at once");
    for company in ["brought", "late"] {
        assert_eq!(pays(company, company).await.body["receipts"], json!([]), "{company}: a business refers nobody");
    }
}

#[tokio::test]
async fn any_page_with_the_parameter_brings_a_referral_and_an_advertisement_does_not() {
    let app = TestApp::start().await;
    for version in VERSIONS {
        publish(&app, version).await;
    }
    app.passes(TimeDelta::hours(1)).await;
    let olena = Visitor::registered(&app, "Olena Shevchenko", "Olena Studio").await;
    let code = olena.link().await.replace("/r/", "");
    let beckon = sources::beckon();
    let pays = async |visitor: &Visitor<'_>, payment: &str| {
        let company = visitor.company().await;
        let data = json!({"payment": payment, "company": company, "currency": "UAH", "amount": "1000.00",
            "lines": [{"product": "hosting", "kind": "plan", "amount": "1000.00"}]});
        let event = json!({"id": payment, "type": "payment.succeeded", "timestamp": app.now(), "data": data});
        let event = beckon::events::parse(event.to_string().as_bytes()).unwrap();
        let answers = intake::apply_now(&app.app.db, &[intake::Incoming::new(beckon, event)]).await;
        let answer = answers.into_iter().next().unwrap().unwrap();
        let intake::Outcome::Applied { receipts } = answer.outcome else { panic!("{answer:?}") };
        receipts.into_iter().map(|receipt| receipt.amount).collect::<Vec<_>>()
    };
    let reads = Visitor::new(&app);
    reads.opens(&format!("/programs/hosting-remuneration/terms?page={code}")).await;
    let form = reads.opens("/register").await;
    assert_eq!((form.field("code"), form.field("click").len()), (code.as_str(), 36), "the form knows the visit");
    reads.registers("Taras Bondar", "Bondar LLC").await;
    assert_eq!(pays(&reads, "m1").await, ["100.00"]);

    let clicks = Visitor::new(&app);
    clicks.opens(&format!("/?page={code}&gclid=Cj0KCQ")).await;
    clicks.registers("Ivan Koval", "Koval LLC").await;
    assert_eq!(pays(&clicks, "m2").await, Vec::<String>::new(), "paid advertisements refer nobody");

    let both = Visitor::new(&app);
    both.opens(&format!("/?page={code}&utm_medium=cpc")).await;
    both.opens(&format!("/?page={code}")).await;
    both.registers("Maria Hnat", "Hnat LLC").await;
    assert_eq!(pays(&both, "m3").await, ["100.00"], "the first visit that counts");
}
