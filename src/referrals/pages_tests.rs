use super::*;
use crate::web::gallery::{Looks, at, show, tenge};

const LINK: &str = "https://bonus.example.kz/r/K7QM2XWA";

#[test]
fn the_landing_page_has_an_offer_or_says_why_not() {
    let offered = Offered {
        code: "K7QM2XWA".into(),
        click: "019d76ba-15c0-7000-8000-000000000001".into(),
        asks: false,
        from: Some("Aigerim S.".into()),
        program: "Documentolog Business".into(),
        takes_codes: true,
        gives: true,
        headline: Words::new("offer-headline").with("percent", "10 %").with("count", 21),
        conditions: vec![
            Words::new("offer-products").with("products", "Business, Start+"),
            Words::new("offer-window").with("count", 21),
            Words::new("offer-invoices").with("count", 1),
        ],
        valid_until: at("2026-07-14T09:30:00Z"),
        kept_days: 90,
        terms: "/programs/business-bonus/terms".into(),
    };
    let asking = Offered { asks: true, ..offered.clone() };
    let plain = Offered { takes_codes: false, gives: false, conditions: Vec::new(), ..offered.clone() };
    show("landing-plain", "/r/K7QM2XWA", Looks::Visitor, &LandingPage { invitation: Ok(plain) });
    show("landing", "/r/K7QM2XWA", Looks::Visitor, &LandingPage { invitation: Ok(offered) });
    show("landing-asking", "/r/K7QM2XWA", Looks::Visitor, &LandingPage { invitation: Ok(asking) });
    for reason in
        [NoOffer::UnknownCode, NoOffer::Expired, NoOffer::OwnCode, NoOffer::Closed, NoOffer::Registered, NoOffer::New]
    {
        show(reason.key(), "/r/WRONG234", Looks::Visitor, &LandingPage { invitation: Err(reason) });
    }
}

#[test]
fn an_invitee_sees_who_invited_and_who_sees_what() {
    let price =
        |product: &str, without, with| PriceRow { product: product.into(), without: tenge(without), with: tenge(with) };
    let invited = InvitedBy {
        slug: "business-bonus".into(),
        from: Some("Aigerim S.".into()),
        program: "Documentolog Business".into(),
        terms: "/programs/business-bonus/terms".into(),
        registered_at: at("2026-04-08T07:00:00Z"),
        code: Some("K7QM2XWA".into()),
        state: InvitationState::Open,
        offer: Some(Words::new("offer-invitee").with("percent", "10 %").with("count", 21)),
        offer_until: Some(at("2026-04-29T07:00:00Z")),
        prices: vec![price("Business", "405000", "364500"), price("Start+", "120000", "108000")],
        bills: vec![
            invitation::Bill {
                id: "0198".into(),
                number: "2026-04-10-0A1B".into(),
                until: Some((at("2026-05-01T05:00:00Z"), tenge("405000"))),
                repriced_at: None,
            },
            invitation::Bill {
                id: "0199".into(),
                number: "2026-03-10-0A1C".into(),
                until: None,
                repriced_at: Some(at("2026-04-01T05:00:00Z")),
            },
        ],
        referrer_sees: vec!["sees-masked-name".into(), "sees-registered".into(), "sees-payments".into()],
        hides_name: false,
    };
    let code = |typed: &str| Some(CodeForm { typed: typed.into() });
    let choice = |name: &str, current| Choice { slug: "business-bonus".into(), name: name.into(), current };
    let mut page = InvitationPage {
        choices: Vec::new(),
        invited: Some(invited.clone()),
        code: code(""),
        errors: Refusals::none(),
    };
    show("invitation", "/invitation", Looks::Person, &page);
    (page.code, page.errors) = (code("WRONG234"), Refusals::one("code", "code-unknown"));
    show("invitation-refused", "/invitation", Looks::Person, &page);
    let is_final = InvitedBy { state: InvitationState::Final, offer_until: None, hides_name: true, ..invited.clone() };
    page = InvitationPage {
        choices: vec![choice("Documentolog Business", true), choice("Partners", false)],
        invited: Some(is_final),
        code: None,
        errors: Refusals::none(),
    };
    show("invitation-final", "/invitation", Looks::Person, &page);
    page.invited = Some(InvitedBy { state: InvitationState::Ended, code: None, ..invited });
    show("invitation-ended", "/invitation", Looks::Person, &page);
    (page.invited, page.choices, page.code) = (None, Vec::new(), code("K7QM2XWA"));
    show("invitation-none", "/invitation", Looks::Person, &page);
    page.code = None;
    show("invitation-never", "/invitation", Looks::Person, &page);
}

fn invited(name: &str, state: ReferralState, earned: &str) -> InvitedRow {
    InvitedRow {
        id: "0198".into(),
        name: name.into(),
        source: "Newsletter · april".into(),
        registered_at: at("2026-03-02T10:00:00Z"),
        state,
        last_payment_at: Some(at("2026-04-10T09:30:00Z")),
        earned: vec![tenge(earned)],
        reason: None,
        standing: None,
    }
}

#[test]
fn invited_people_are_listed() {
    let promo = Words::from("nothing-no-payment");
    let rows = vec![
        invited("TOO A•••• Trade", ReferralState::Active, "40500"),
        InvitedRow { source: String::new(), ..invited("IP S•••••v", ReferralState::Paying, "12000") },
        InvitedRow {
            last_payment_at: None,
            reason: Some(promo),
            ..invited("TOO N••• Logistics", ReferralState::Trial, "0")
        },
        InvitedRow { last_payment_at: None, ..invited("B•••• Group", ReferralState::Registered, "0") },
        invited("TOO Q•••• Service", ReferralState::Canceled, "8400.50"),
        InvitedRow {
            reason: Some("refused-tax-id".into()), ..invited("TOO Z••••", ReferralState::Refused, "0")
        },
    ];
    let paging = Paging { base: "/invited?".into(), page: 2, pages: 7 };
    let mut page = InvitedPage {
        program: String::new(),
        programs: Vec::new(),
        query: String::new(),
        state: None,
        source: String::new(),
        sort: Sort::Registered,
        csv: "/invited.csv".into(),
        registered: 127,
        refused: 1,
        earns: true,
        rows,
        paging,
        link: LINK.into(),
    };
    assert_eq!(page.of_source("Newsletter · april"), "/invited?source=Newsletter+%C2%B7+april");
    assert_eq!(page.by_payment(), "/invited?sort=payment");
    show("invited", "/invited", Looks::Person, &page);
    page.rows.clear();
    (page.paging.pages, page.query) = (1, "zzz".into());
    show("invited-none-found", "/invited?q=zzz", Looks::Person, &page);
    show("invited-empty", "/invited", Looks::Person, &page);
}

#[test]
fn one_invitee_has_a_timeline() {
    let entry = |when, mood, words: &'static str| TimelineEntry {
        at: at(when),
        mood,
        words: words.into(),
        why: None,
        earned: None,
        receipt: None,
    };
    let paid = Words::new("happened-paid").with("amount", tenge("405000"));
    let why = Words::new("receipt-percent-of").with("percent", "10 %").with("base", tenge("405000"));
    let earned = TimelineEntry {
        words: paid,
        why: Some(why),
        earned: Some(tenge("40500")),
        receipt: Some("0198".into()),
        ..entry("2026-04-10T09:30:00Z", Mood::Good, "happened-registered")
    };
    let page = InviteePage {
        id: "0198".into(),
        standing: None,
        name: "TOO A•••• Trade".into(),
        source: "Newsletter · april".into(),
        registered_at: at("2026-03-02T10:00:00Z"),
        state: ReferralState::Active,
        last_payment_at: Some(at("2026-04-10T09:30:00Z")),
        earns: true,
        earned: vec![tenge("40500")],
        reason: None,
        timeline: vec![
            earned,
            entry("2026-03-20T12:00:00Z", Mood::Wait, "happened-trial"),
            entry("2026-03-02T10:00:00Z", Mood::Plain, "happened-registered"),
            entry("2026-03-02T09:56:00Z", Mood::Plain, "happened-clicked"),
        ],
    };
    show("invitee", "/invited/0198", Looks::Person, &page);
}

#[test]
fn clicks_are_listed() {
    let source = |name: &str, clicks, registered, paying| {
        let href = "/clicks?link=K7QM2XWA".into();
        SourceRow { name: name.into(), href, clicks, registered, paying }
    };
    let click = |when, path: &str, from: &str, registered: Option<&str>| ClickRow {
        at: at(when),
        path: path.into(),
        from: from.into(),
        source: "Newsletter".into(),
        registered: registered.map(Into::into),
    };
    let mut page = ClicksPage {
        total: 1840,
        program: String::new(),
        programs: Vec::new(),
        choices: vec![LinkChoice { code: "K7QM2XWA".into(), name: "Newsletter (K7QM2XWA)".into(), current: true }],
        sub: String::new(),
        is_filtered: true,
        csv: "/clicks.csv?link=K7QM2XWA&".into(),
        sources: vec![source("Newsletter", 1200, 34, 12), source("Telegram", 640, 8, 1)],
        rows: vec![
            click(
                "2026-04-15T08:12:00Z",
                "/pricing?utm_source=mail&utm_campaign=april",
                "mail.example.com",
                Some("0198"),
            ),
            click("2026-04-14T18:40:00Z", "/", "", None),
        ],
        paging: Paging { base: "/clicks?".into(), page: 1, pages: 92 },
        link: LINK.into(),
    };
    show("clicks", "/clicks", Looks::Person, &page);
    page.rows.clear();
    show("clicks-none-found", "/clicks?sub=zzz", Looks::Person, &page);
    page.sources.clear();
    show("clicks-empty", "/clicks", Looks::Person, &page);
}
