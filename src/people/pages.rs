//! Entering and one's own settings.
//!
//! Paths and the fields their forms post: `/register` (`name`, `email`, `password`, `company`, `tax_id`, `country`, `code`;
//! the button `code_change` = `remove` | `replace` shows the form again with another code, typed as `code`, or as `other_code` in place of
//! the one that is shown), `/sign-in` (`email`, `password`,
//! `next`), `/sign-out`, `/password/forgot` (`email`), `/password/reset` (`token`, `password`), `/email/confirm` (`token`), `/email/confirmation` (`token`: a
//! stale one, whose owner is sent a new letter), `/settings/profile` (`name`, `language`, `time_zone`, `hides_name`), `/settings/password` (`current`, `password`),
//! `/settings/letters` (`letter`, once for each kind that is wanted), `/settings/sessions/ID/end`, `/settings/sessions/end`.

pub mod confirmation;
mod invitation;
pub mod password;
mod quotas;
pub mod register;
pub mod settings;
pub mod sign_in;

pub use quotas::Quotas;

use crate::calendar::Instant;
use crate::web::{Lang, Refusals, Words, filters};
use askama::Template;

/// Names of people and companies: something that can be read, at most 200 characters, one line.
fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control)
}

/// What was typed, to be shown again; never the password.
#[derive(Debug, Clone, Default)]
pub struct RegisterForm {
    pub name: String,
    pub email: String,
    pub company: String,
    pub tax_id: String,
    pub country: String,
    /// The visit that led here, if any; it goes with the code.
    pub click: String,
}

/// What stands in the box above the form.
#[derive(Debug, Clone)]
pub enum TypedCode {
    None,
    /// Masked name of who invites, and what the invitee gets, in a sentence.
    Usable {
        code: String,
        from: Option<String>,
        offer: Option<Words>,
    },
    /// Typed, but it cannot be used; registration works all the same.
    Unusable {
        code: String,
        why: Words,
    },
}

#[derive(Template)]
#[template(path = "people/register.html", blocks = ["form"])]
pub struct RegisterPage {
    pub form: RegisterForm,
    pub code: TypedCode,
    pub errors: Refusals,
}

impl RegisterPage {
    fn chosen(&self, country: &str) -> bool {
        self.form.country == country
    }
}

#[derive(Template)]
#[template(path = "people/sign_in.html")]
pub struct SignInPage {
    pub email: String,
    pub next: String,
    pub errors: Refusals,
}

/// After registration, or when a letter was asked for again. The same for known and unknown addresses.
#[derive(Template)]
#[template(path = "people/letter_sent.html")]
pub struct LetterSentPage {
    pub email: String,
    pub purpose: LetterPurpose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPurpose {
    ConfirmEmail,
    ResetPassword,
}

impl LetterPurpose {
    fn key(self, part: &str) -> String {
        match self {
            LetterPurpose::ConfirmEmail => format!("confirm-sent-{part}"),
            LetterPurpose::ResetPassword => format!("reset-sent-{part}"),
        }
    }
}

/// Where the link of the letter leads. A button, as programs that inspect mail open links but press nothing: an address
/// must not count as confirmed because a filter looked at the letter.
#[derive(Template)]
#[template(path = "people/email_confirm.html")]
pub struct EmailConfirmPage {
    pub token: String,
}

#[derive(Template)]
#[template(path = "people/email_confirmed.html")]
pub struct EmailConfirmedPage {
    /// A link that was used before or is too old; it still says where a new one goes. None: the address is confirmed.
    pub stale: Option<String>,
}

#[derive(Template)]
#[template(path = "people/forgot.html")]
pub struct ForgotPage {
    pub email: String,
    pub errors: Refusals,
}

#[derive(Template)]
#[template(path = "people/reset.html")]
pub struct ResetPage {
    /// `None` when the link is used or too old: the page offers a new one.
    pub token: Option<String>,
    pub errors: Refusals,
}

#[derive(Debug, Clone)]
pub struct SessionRow {
    pub id: String,
    /// Browser and system in words, such as `Firefox, Android`; empty when unknown.
    pub agent: String,
    pub seen_at: Instant,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "people/settings.html")]
pub struct SettingsPage {
    pub name: String,
    pub email: String,
    pub email_confirmed: bool,
    pub language: Lang,
    /// An IANA name.
    pub time_zone: String,
    pub hides_name: bool,
    pub sessions: Vec<SessionRow>,
    pub letters: Vec<LetterRow>,
    pub errors: Refusals,
}

/// A kind of letters, and whether it comes.
#[derive(Debug, Clone)]
pub struct LetterRow {
    /// The field's value.
    pub kind: &'static str,
    pub name: String,
    pub on: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notices::Kind;
    use crate::web::gallery::{Looks, at, show};

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
            time_zone: "Asia/Almaty".into(),
            hides_name: false,
            sessions: vec![
                session("1", "Firefox, Linux", "2026-04-15T09:29:00Z", true),
                session("2", "Safari, iPhone", "2026-04-12T17:00:00Z", false),
                session("3", "", "2026-03-01T08:00:00Z", false),
            ],
            letters: settings::letters::rows(|kind| kind != Kind::Invited),
            errors: Refusals::none(),
        };
        show("settings", "/settings", Looks::Person, &page);
    }
}
