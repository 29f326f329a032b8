//! Entering and one's own settings.
//!
//! Paths and the fields their forms post: `/register` (`name`, `email`, `password`, `company`, `tax_id`, `country`, `code`;
//! the button `code_change` = `remove` | `replace` shows the form again with another code, typed as `code`, or as `other_code` in place of
//! the one that is shown), `/sign-in` (`email`, `password`,
//! `next`), `/sign-out`, `/password/forgot` (`email`), `/password/reset` (`token`, `password`), `/email/confirm` (`token`), `/email/confirmation` (`token`: a
//! stale one, whose owner is sent a new letter), `/sign-in/code` (`code`), `/settings/profile` (`name`, `language`, `time_zone`, `hides_name`),
//! `/settings/password` (`current`, `password`), `/settings/letters` (`letter`, once for each kind that is wanted), `/settings/sessions/ID/end`,
//! `/settings/sessions/end`, `/settings/two-step` (`current`), `/settings/two-step/confirmation` (`code`), `/settings/two-step/codes` and
//! `/settings/two-step/off` (`current`, `code`), `/settings/payout/METHOD` (`holder`, `number`, `current`), `/payout/confirm` (`token`), `/settings/data/export`
//! (`current`), `/settings/deletion` (`current`, `sure` = `yes`, `gives_up` = `yes`).

pub mod confirmation;
mod invitation;
pub mod password;
mod quotas;
pub mod register;
pub mod second_step;
pub mod settings;
pub mod sign_in;

pub use quotas::Quotas;

use super::two_step::TwoStep;
use crate::calendar::Instant;
use crate::money::Money;
use crate::rules::terms::WithdrawalMethod;
use crate::web::pictures::Qr;
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

/// The second step of signing in.
#[derive(Template)]
#[template(path = "people/code.html")]
pub struct CodePage {
    pub errors: Refusals,
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
    /// One was chosen.
    pub has_zone: bool,
    pub hides_name: bool,
    pub errors: Refusals,
}

#[derive(Template)]
#[template(path = "people/settings_security.html")]
pub struct SecurityPage {
    pub two_step: Option<TwoStep>,
    pub sessions: Vec<SessionRow>,
    pub errors: Refusals,
}

#[derive(Template)]
#[template(path = "people/settings_letters.html")]
pub struct LettersPage {
    pub letters: Vec<LetterRow>,
    pub errors: Refusals,
}

pub enum TwoStepState {
    Off,
    /// The app is to be told the secret, and to show a first code.
    Enrolling(EnrolmentShown),
    On(TwoStep),
}

pub struct EnrolmentShown {
    pub qr: Qr,
    /// In groups of four, to be typed where there is no camera.
    pub key: String,
    /// For an app on the same phone.
    pub uri: String,
}

#[derive(Template)]
#[template(path = "people/two_step.html")]
pub struct TwoStepPage {
    pub state: TwoStepState,
    /// Staff: without it their pages stay closed.
    pub needed: bool,
    pub errors: Refusals,
}

/// A way to pay cash out.
#[derive(Debug, Clone)]
pub struct DetailsRow {
    pub method: WithdrawalMethod,
    /// Masked; what counts.
    pub current: Option<String>,
    /// Masked; what waits for the letter's link.
    pub asked: Option<String>,
}

#[derive(Template)]
#[template(path = "people/settings_payout.html")]
pub struct PayoutPage {
    /// None: no program pays cash out.
    pub rows: Vec<DetailsRow>,
    /// Until when nothing is withdrawn.
    pub locked: Option<Instant>,
}

#[derive(Template)]
#[template(path = "people/payout_details.html")]
pub struct DetailsPage {
    pub method: WithdrawalMethod,
    pub holder: String,
    /// The account, the card, or what was agreed.
    pub number: String,
    pub errors: Refusals,
}

#[derive(Template)]
#[template(path = "people/payout_confirm.html")]
pub struct PayoutConfirmPage {
    pub token: String,
    /// Masked. None: a link that was used before or is too old.
    pub details: Option<(WithdrawalMethod, String)>,
    /// Whoever looks is signed in as somebody else than asked.
    pub others: bool,
}

#[derive(Template)]
#[template(path = "people/settings_data.html")]
pub struct DataPage {
    pub errors: Refusals,
}

/// What one has in a program.
#[derive(Debug, Clone)]
pub struct MoneyRow {
    pub program: String,
    pub available: Money,
    pub on_hold: Money,
}

#[derive(Template)]
#[template(path = "people/deletion.html")]
pub struct DeletionPage {
    /// What would be given up.
    pub rows: Vec<MoneyRow>,
    /// Cash is on its way: nobody is deleted before it is there.
    pub withdrawing: bool,
    pub is_staff: bool,
    pub is_demo: bool,
    pub errors: Refusals,
}

/// Shown once.
#[derive(Template)]
#[template(path = "people/recovery_codes.html")]
pub struct RecoveryCodesPage {
    pub codes: Vec<String>,
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
#[path = "pages_tests.rs"]
mod tests;
