use super::*;
use crate::notices::Kind;
use crate::web::gallery::{Looks, at, show, tenge};

#[test]
fn entering_has_its_pages() {
    let offer = Words::new("offer-invitee").with("percent", "10 %").with("count", 21);
    let usable = TypedCode::Usable { code: "K7QM2XWA".into(), from: Some("Aigerim S.".into()), offer: Some(offer) };
    let page = RegisterPage { form: RegisterForm::default(), code: usable, errors: Refusals::none() };
    show("register", "/register?ref=K7QM2XWA", Looks::Visitor, &page);

    let mut errors = Refusals::one("email", "wrong-email");
    errors.add("password", Words::new("wrong-password-short").with("count", 10));
    errors.add("tax_id", "wrong-tax-id");
    let form = RegisterForm { name: "Nurlan".into(), email: "nurlan@".into(), ..RegisterForm::default() };
    let why = Words::from("code-unknown");
    let page = RegisterPage { form, code: TypedCode::Unusable { code: "WRONG234".into(), why }, errors };
    show("register-refused", "/register", Looks::Visitor, &page);
    let page = RegisterPage { form: RegisterForm::default(), code: TypedCode::None, errors: Refusals::none() };
    show("register-no-code", "/register", Looks::Visitor, &page);

    let page = SignInPage { email: String::new(), next: "/overview".into(), errors: Refusals::none() };
    show("sign-in", "/sign-in", Looks::Visitor, &page);
    let errors = Refusals::one("", "wrong-sign-in");
    let page = SignInPage { email: "a@example.kz".into(), next: String::new(), errors };
    show("sign-in-refused", "/sign-in", Looks::Visitor, &page);
}

#[test]
fn letters_and_passwords_have_their_pages() {
    for (name, purpose) in [("sent", LetterPurpose::ConfirmEmail), ("reset-sent", LetterPurpose::ResetPassword)] {
        show(name, "/register", Looks::Visitor, &LetterSentPage { email: "nurlan@example.kz".into(), purpose });
    }
    show("confirmed", "/email/confirm", Looks::Visitor, &EmailConfirmedPage { stale: None });
    show("confirm-stale", "/email/confirm", Looks::Visitor, &EmailConfirmedPage { stale: Some("t".into()) });
    show("confirm", "/email/confirm", Looks::Visitor, &EmailConfirmPage { token: "t".into() });
    let page = ForgotPage { email: String::new(), errors: Refusals::none() };
    show("forgot", "/password/forgot", Looks::Visitor, &page);
    let page = ResetPage { token: Some("t".into()), errors: Refusals::none() };
    show("reset", "/password/reset", Looks::Visitor, &page);
    let page = ResetPage { token: None, errors: Refusals::none() };
    show("reset-stale", "/password/reset", Looks::Visitor, &page);
}

#[test]
fn settings_have_their_page() {
    let session = |id: &str, agent: &str, seen_at, current| SessionRow {
        id: id.into(),
        agent: agent.into(),
        seen_at: at(seen_at),
        current,
    };
    let page = SettingsPage {
        name: "Aigerim Sadykova".into(),
        email: "aigerim@example.kz".into(),
        email_confirmed: false,
        language: Lang::Ru,
        has_zone: false,
        time_zone: "Asia/Almaty".into(),
        hides_name: false,
        errors: Refusals::none(),
    };
    show("settings", "/settings", Looks::Person, &page);
    let letters = settings::letters::rows(|kind| kind != Kind::Invited);
    show("letters", "/settings/letters", Looks::Person, &LettersPage { letters, errors: Refusals::none() });
    let page = SecurityPage {
        two_step: None,
        sessions: vec![
            session("1", "Firefox, Linux", "2026-04-15T09:29:00Z", true),
            session("2", "Safari, iPhone", "2026-04-12T17:00:00Z", false),
            session("3", "", "2026-03-01T08:00:00Z", false),
        ],
        errors: Refusals::one("current", "wrong-password-current"),
    };
    show("security", "/settings/security", Looks::Person, &page);
    let two_step = Some(TwoStep { since: at("2026-04-01T10:00:00Z"), codes_left: 2 });
    let page = SecurityPage { two_step, sessions: Vec::new(), errors: Refusals::none() };
    show("security-two-step", "/settings/security", Looks::Person, &page);
}

#[test]
fn payout_details_have_their_pages() {
    let row = |method, current: Option<&str>, asked: Option<&str>| DetailsRow {
        method,
        current: current.map(str::to_owned),
        asked: asked.map(str::to_owned),
    };
    let rows = vec![
        row(WithdrawalMethod::Card, None, None),
        row(WithdrawalMethod::Iban, Some("KZ86 •••• 0100"), Some("KZ75 •••• 6789")),
    ];
    let page = PayoutPage { rows, locked: Some(at("2026-04-16T09:30:00Z")) };
    show("payout", "/settings/payout", Looks::Person, &page);
    show("payout-none", "/settings/payout", Looks::Person, &PayoutPage { rows: Vec::new(), locked: None });
    for (method, number) in [
        (WithdrawalMethod::Card, "4111 1111 1111 1112"),
        (WithdrawalMethod::Iban, "KZ86 125K"),
        (WithdrawalMethod::Custom, ""),
    ] {
        let errors = Refusals::one("number", "wrong-payout-iban");
        let page = DetailsPage { method, holder: "Aigerim Sadykova".into(), number: number.into(), errors };
        show(&format!("payout-{}", method.name()), "/settings/payout/iban", Looks::Person, &page);
    }
    let details = Some((WithdrawalMethod::Iban, "KZ75 •••• 6789".to_owned()));
    show(
        "payout-confirm",
        "/payout/confirm",
        Looks::Visitor,
        &PayoutConfirmPage { token: "t".into(), details, others: false },
    );
    let stale = PayoutConfirmPage { token: "t".into(), details: None, others: false };
    show("payout-confirm-stale", "/payout/confirm", Looks::Visitor, &stale);
}

#[test]
fn ones_data_have_their_pages() {
    show("data", "/settings/data", Looks::Person, &DataPage { errors: Refusals::none() });
    let rows =
        vec![MoneyRow { program: "Business bonus".into(), available: tenge("4200.00"), on_hold: tenge("810.00") }];
    let page = |rows: &[MoneyRow], withdrawing, is_staff, is_demo, errors| DeletionPage {
        rows: rows.to_vec(),
        withdrawing,
        is_staff,
        is_demo,
        errors,
    };
    let mut errors = Refusals::one("gives_up", "wrong-deletion-money");
    errors.add("sure", "wrong-deletion-sure");
    show("deletion", "/settings/deletion", Looks::Person, &page(&rows, false, false, false, errors));
    show("deletion-waits", "/settings/deletion", Looks::Person, &page(&rows, true, false, false, Refusals::none()));
    show("deletion-staff", "/settings/deletion", Looks::Person, &page(&[], false, true, false, Refusals::none()));
    show("deletion-demo", "/settings/deletion", Looks::Person, &page(&[], false, false, true, Refusals::none()));
}

#[test]
fn two_step_sign_in_has_its_pages() {
    let shown = |name: &str, state, needed, errors| {
        show(name, "/settings/two-step", Looks::Person, &TwoStepPage { state, needed, errors });
    };
    shown("two-step-off", TwoStepState::Off, true, Refusals::none());
    let uri = "otpauth://totp/bonus.example.com:anna%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".into();
    let enrolling = EnrolmentShown { qr: Qr::draw(uri).unwrap(), key, uri: uri.into() };
    let errors = Refusals::one("code", "wrong-code-first");
    shown("two-step-enrolling", TwoStepState::Enrolling(enrolling), false, errors);
    let on = TwoStep { since: at("2026-04-01T10:00:00Z"), codes_left: 1 };
    shown("two-step-on", TwoStepState::On(on), false, Refusals::one("code", "wrong-code-step"));
    let codes = (0..10).map(|n| format!("k7qm-2xwa-bcd{n}-efgh")).collect();
    show("recovery-codes", "/settings/two-step", Looks::Person, &RecoveryCodesPage { codes });
    show("code", "/sign-in/code", Looks::Visitor, &CodePage { errors: Refusals::one("code", "wrong-code-step") });
}
