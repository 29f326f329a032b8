use super::*;
use crate::web::gallery::{Looks, at, show, tenge};

fn row(invitee: &str, earned: &str, state: EarningState) -> EarningRow {
    EarningRow {
        id: "0198".into(),
        invitee: invitee.into(),
        why: Words::new("receipt-percent-of").with("percent", "10 %").with("base", tenge("405000")),
        paid_at: at("2026-04-10T09:30:00Z"),
        base: Some(tenge("405000")),
        rate: Some("10 %".parse().unwrap()),
        earned: tenge(earned),
        state,
        reverses: None,
    }
}

pub fn rows() -> Vec<EarningRow> {
    let until = at("2026-04-24T09:30:00Z");
    vec![
        row("TOO A•••• Trade", "40500", EarningState::OnHold { until }),
        row("IP S•••••v", "12000.50", EarningState::Available { since: at("2026-04-14T09:30:00Z") }),
        EarningRow { why: "nothing-promo-code".into(), ..row("TOO N••• Logistics", "0", EarningState::Nothing) },
        row("B•••• Group", "8000", EarningState::Frozen),
        row("B•••• Group", "8100", EarningState::Held),
        EarningRow {
            why: "taken-back-refund".into(),
            reverses: Some("0197".into()),
            base: None,
            rate: None,
            ..row("B•••• Group", "-8000", EarningState::TakenBack { at: Some(at("2026-04-12T10:00:00Z")) })
        },
    ]
}

fn months() -> Vec<MonthChoice> {
    let choice = |word: &str, current| MonthChoice { month: word.parse().unwrap(), word: word.into(), current };
    vec![choice("2026-04", true), choice("2026-03", false)]
}

impl Figures {
    /// Of bonuses, some of them spent; nothing at all of `0`.
    pub fn sample(available: &str) -> Figures {
        let amount = |text: &str| if available == "0" { tenge("0") } else { tenge(text) };
        let (on_hold, spent, adjusted) = (amount("40500"), amount("310000"), amount("-1500"));
        let parts = tenge(available).plus(on_hold).unwrap().plus(spent).unwrap();
        Figures {
            available: tenge(available),
            on_hold,
            withdrawing: tenge("0"),
            paid_out: tenge("0"),
            fees: tenge("0"),
            spent,
            expired: tenge("0"),
            adjusted,
            converted: tenge("0"),
            earned: parts.minus(adjusted).unwrap(),
            is_cash: false,
            others: Vec::new(),
        }
    }

    /// Of cash, some of it on its way.
    pub fn sample_of_cash() -> Figures {
        let (withdrawing, paid_out, fees) = (tenge("77000"), tenge("30000"), tenge("100"));
        let [credit, none] = [Figures::sample("128400"), Figures::sample("0")];
        let parts = credit.available.plus(credit.on_hold).unwrap().plus(withdrawing).unwrap();
        let earned = parts.plus(paid_out).unwrap().plus(fees).unwrap();
        let (available, on_hold) = (credit.available, credit.on_hold);
        Figures { available, on_hold, withdrawing, paid_out, fees, earned, is_cash: true, ..none }
    }
}

fn figures() -> Figures {
    Figures::sample("128400")
}

#[test]
fn earnings_are_listed() {
    let mut page = EarningsPage {
        program: String::new(),
        programs: Vec::new(),
        figures: figures(),
        state: String::new(),
        months: months(),
        invited: Some(("0196".into(), "TOO A•••• Trade".into())),
        is_empty: false,
        earns: true,
        csv: "/earnings.csv".into(),
        rows: rows(),
        paging: Paging { base: "/earnings?".into(), page: 1, pages: 3 },
        link: "https://bonus.example.kz/r/K7QM2XWA".into(),
    };
    show("earnings", "/earnings", Looks::Person, &page);
    page.rows.clear();
    show("earnings-none-found", "/earnings?state=available", Looks::Person, &page);
    (page.is_empty, page.figures.available) = (true, tenge("-8000"));
    show("earnings-empty", "/earnings", Looks::Person, &page);
}

#[test]
fn a_receipt_says_everything() {
    let line =
        |product: &str, paid, not_counted| ReceiptLine { product: product.into(), paid: tenge(paid), not_counted };
    let movement =
        |when, words: &'static str, amount| Movement { at: at(when), words: words.into(), amount: tenge(amount) };
    let mut page = ReceiptPage {
        id: "0198d5c2".into(),
        sentence: Words::new("receipt-sentence").with("earned", tenge("40500")).with("payment", tenge("405000")),
        invitee: "TOO A•••• Trade".into(),
        paid_at: at("2026-04-10T09:30:00Z"),
        payment: Some("pay_81".into()),
        lines: vec![
            line("Business, 12 months", "355000", None),
            line("E-signature", "50000", None),
            line("SMS pack", "9000", Some("not-counted-promotional".into())),
        ],
        base: Some(tenge("405000")),
        rate: Some(Words::new("rate-percent").with("percent", "10 %")),
        facts: vec![(Words::from("fact-rounding"), Words::from("rounding-half-away"))],
        earned: tenge("40500"),
        state: EarningState::OnHold { until: at("2026-04-24T09:30:00Z") },
        rule: Vec::new(),
        program: "Documentolog Business".into(),
        slug: String::new(),
        terms: "/programs/business-bonus/terms".into(),
        terms_version: 2,
        clause: "bonus".into(),
        revisions: vec![
            Revision {
                number: 1,
                recorded_at: at("2026-04-10T09:31:00Z"),
                why: "revision-first".into(),
                earned: tenge("41400"),
            },
            Revision {
                number: 2,
                recorded_at: at("2026-04-11T07:00:00Z"),
                why: "revision-late-fact".into(),
                earned: tenge("40500"),
            },
        ],
        movements: vec![
            movement("2026-04-10T09:30:00Z", "posting-granted", "41400"),
            movement("2026-04-10T09:30:00Z", "posting-canceled", "-900"),
        ],
        question: Some(QuestionForm { key: String::from("0199"), text: String::new(), errors: Refusals::none() }),
        for_staff: None,
    };
    show("receipt", "/earnings/0198d5c2", Looks::Person, &page);
    page.revisions.truncate(1);
    page.movements.clear();
    page.sentence = "nothing-promo-code".into();
    (page.state, page.earned, page.base) = (EarningState::Nothing, tenge("0"), Some(tenge("0")));
    page.question = Some(QuestionForm {
        key: String::from("0199"),
        text: " ".into(),
        errors: Refusals::one("question", "wrong-question-empty"),
    });
    show("receipt-zero", "/earnings/0198d5c3", Looks::Person, &page);
}

#[test]
fn a_statement_has_a_running_balance() {
    let row = |when, words: &'static str, amount, balance| StatementRow {
        about: None,
        at: at(when),
        words: words.into(),
        why: None,
        href: Some("/invoices/0198".into()),
        amount: tenge(amount),
        balance: tenge(balance),
    };
    let mut page = StatementPage {
        slug: "business-bonus".into(),
        programs: Vec::new(),
        unit: String::new(),
        months: months(),
        between: Some((tenge("0"), tenge("128400"))),
        pdf: "/statement.pdf".into(),
        program: "Documentolog Business".into(),
        figures: figures(),
        units: Vec::new(),
        part: "",
        total: tenge("128400"),
        earns: true,
        rows: vec![
            row("2026-04-12T06:00:00Z", "posting-returned", "15000", "128400"),
            row("2026-04-11T06:00:00Z", "posting-spent", "-15000", "113400"),
            row("2026-04-01T09:30:00Z", "posting-released", "128400", "128400"),
        ],
        paging: Paging { base: "/statement?".into(), page: 1, pages: 1 },
        csv: "/statement.csv".into(),
        withdrawals: Some("/withdrawals?program=hosting".into()),
        head: "9f2c41d07ab3e658c1aa0f3e5d7b8842f60d1b9a7c2e4d5f8899aabbccddeeff".into(),
        link: "https://bonus.example.kz/r/K7QM2XWA".into(),
    };
    show("statement", "/statement", Looks::Person, &page);
    page.part = "spent";
    show("statement-part", "/statement?part=spent", Looks::Person, &page);
    page.part = "";
    page.rows.clear();
    show("statement-none", "/statement?month=2026-04", Looks::Person, &page);
    page.between = None;
    show("statement-empty", "/statement", Looks::Person, &page);
}
