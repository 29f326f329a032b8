//! What a visitor, an invitee and a referrer see of a referral.
//!
//! Paths: `/r/CODE` (landing; any page with a program's parameter records a visit as well), `/consent` (`code`, `click`, `answer` = `with` |
//! `without` | `none`), `/invitation?program=` (posts `/name` with `hides_name`, `/code` with `code`, `/removal` with `program` below it),
//! `/invited?q=&state=&page=`, `/invited/ID`, `/clicks?program=&link=&sub=&page=`, `/clicks.csv`, `/share?program=&link=&in=`, `/share/links`
//! (`link`, `program`, `label`, `sub`), `/share/links/CODE` with `/label` (`label`), `/closing`, `/qr.svg|png`, `/programs/SLUG/banners/LANGUAGE/SIZE.svg`.

pub mod arrival;
mod banner;
pub mod clicks;
pub mod consent;
pub mod invitation;
pub mod invited;
pub mod landing;
pub mod offer;
pub mod own_link;
pub mod prices;
pub mod share;
pub mod share_files;
pub mod share_links;
mod share_page;
mod visited;

pub use share_page::{Channel, Way};
pub use visited::Visited;

use crate::calendar::Instant;
use crate::money::Money;
use crate::programs;
use crate::referrals::Sort;
use crate::web::{Paging, Refusals, Words, filters};
use askama::Template;

/// What a link shows to whoever opens it.
#[derive(Template)]
#[template(path = "referrals/landing.html")]
pub struct LandingPage {
    pub invitation: Result<Offered, NoOffer>,
}

#[derive(Debug, Clone)]
pub struct Offered {
    pub code: String,
    /// The visit that is recorded with the code; empty for one that counts as none.
    pub click: String,
    /// What is kept about the visit waits for an answer; otherwise it may be taken back.
    pub asks: bool,
    /// Masked; `None` when the person wants no name shown.
    pub from: Option<String>,
    pub program: String,
    /// Whether the code may be typed too.
    pub takes_codes: bool,
    /// Whether the invitee gets anything.
    pub gives: bool,
    /// The offer in one short sentence.
    pub headline: Words,
    pub conditions: Vec<Words>,
    /// Whoever registers by then came by this invitation.
    pub valid_until: Instant,
    /// How long the visit is remembered.
    pub kept_days: u32,
    /// Path of the terms page.
    pub terms: String,
}

impl Offered {
    fn lead(&self) -> &'static str {
        if self.gives { "landing-lead" } else { "landing-lead-plain" }
    }
}

/// Why there is no offer; whoever comes may register all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOffer {
    UnknownCode,
    Expired,
    OwnCode,
    Closed,
    /// Whoever looks has an account: nobody can be invited twice.
    Registered,
    New, // has an account, and may still name a code
}

impl NoOffer {
    /// Of somebody with an account.
    fn is_signed_in(self) -> bool {
        matches!(self, NoOffer::OwnCode | NoOffer::Registered)
    }

    fn key(self) -> &'static str {
        match self {
            NoOffer::UnknownCode => "landing-unknown",
            NoOffer::Expired => "landing-expired",
            NoOffer::OwnCode => "landing-own",
            NoOffer::Closed => "landing-closed",
            NoOffer::Registered => "landing-registered",
            NoOffer::New => "landing-new",
        }
    }
}

/// Who invited a person, in one program; or where they say so.
#[derive(Template)]
#[template(path = "referrals/invitation.html")]
pub struct InvitationPage {
    /// More than one shows a switch.
    pub choices: Vec<Choice>,
    pub invited: Option<InvitedBy>,
    /// While another code may still be named.
    pub code: Option<CodeForm>,
    pub errors: Refusals,
}

/// A program by whose invitation the person came.
#[derive(Debug, Clone)]
pub struct Choice {
    pub slug: String,
    pub name: String,
    pub current: bool,
}

#[derive(Debug, Clone)]
pub struct CodeForm {
    /// What was refused, or the code of a link that they followed.
    pub typed: String,
}

/// What an invitee sees about who invited them.
#[derive(Debug, Clone)]
pub struct InvitedBy {
    pub slug: String,
    pub from: Option<String>,
    pub program: String,
    pub terms: String,
    pub registered_at: Instant,
    pub code: Option<String>,
    pub state: InvitationState,
    pub offer: Option<Words>,
    /// The end of the offer, while it lasts.
    pub offer_until: Option<Instant>,
    pub prices: Vec<PriceRow>,
    pub bills: Vec<invitation::Bill>,
    /// What the referrer sees about this person, each a sentence.
    pub referrer_sees: Vec<Words>,
    pub hides_name: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// Until the first payment another code may take its place.
    Open,
    Final,
    /// By staff.
    Ended,
}

#[derive(Debug, Clone)]
pub struct PriceRow {
    pub product: String,
    pub without: Money,
    pub with: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferralState {
    Registered,
    Trial,
    Paying,
    Active,
    Canceled,
    Refused,
}

impl ReferralState {
    pub const ALL: [ReferralState; 6] = [
        ReferralState::Registered,
        ReferralState::Trial,
        ReferralState::Paying,
        ReferralState::Active,
        ReferralState::Canceled,
        ReferralState::Refused,
    ];

    /// As in the query: `?state=paying`.
    pub fn word(self) -> &'static str {
        match self {
            ReferralState::Registered => "registered",
            ReferralState::Trial => "trial",
            ReferralState::Paying => "paying",
            ReferralState::Active => "active",
            ReferralState::Canceled => "canceled",
            ReferralState::Refused => "refused",
        }
    }

    pub fn from_word(word: &str) -> Option<ReferralState> {
        ReferralState::ALL.into_iter().find(|state| state.word() == word)
    }

    pub fn key(self) -> String {
        format!("referral-{}", self.word())
    }

    pub fn class(self) -> &'static str {
        match self {
            ReferralState::Paying | ReferralState::Active => "",
            ReferralState::Trial => "wait",
            ReferralState::Registered | ReferralState::Canceled => "none",
            ReferralState::Refused => "bad",
        }
    }
}

#[derive(Debug, Clone)]
pub struct InvitedRow {
    pub id: String,
    /// Masked as the terms and the invitee allow.
    pub name: String,
    /// The link's label and sub-id; empty for a typed code without either.
    pub source: String,
    pub registered_at: Instant,
    pub state: ReferralState,
    pub last_payment_at: Option<Instant>,
    /// Of each unit once.
    pub earned: Vec<Money>,
    /// Why nothing was earned.
    pub reason: Option<Words>,
    /// Since when it counts as active, or since when and why not; only where a program asks for it.
    pub standing: Option<Words>,
}

#[derive(Template)]
#[template(path = "referrals/invited.html", blocks = ["list"])]
pub struct InvitedPage {
    /// How links name the program; empty where there is no other.
    pub program: String,
    pub programs: Vec<programs::Choice>,
    pub query: String,
    pub state: Option<ReferralState>,
    /// A source that was clicked; empty: all.
    pub source: String,
    pub sort: Sort,
    /// The same as a file.
    pub csv: String,
    /// Without filters: those that count, and those that do not.
    pub registered: i64,
    pub refused: i64,
    /// Whether the program gives anything that could be earned.
    pub earns: bool,
    pub rows: Vec<InvitedRow>,
    pub paging: Paging,
    pub link: String,
}

impl InvitedPage {
    /// Decides between the empty state and "nothing found".
    fn is_empty(&self) -> bool {
        self.registered + self.refused == 0
    }

    /// This list with other filters: what a cell leads to.
    fn with(&self, state: Option<ReferralState>, source: &str, sort: Sort) -> String {
        let state = state.map_or("", ReferralState::word);
        let filters = [
            ("program", self.program.as_str()),
            ("q", self.query.as_str()),
            ("state", state),
            ("source", source),
            ("sort", sort.word()),
        ];
        Paging::base("/invited", &filters).trim_end_matches(['&', '?']).to_owned()
    }

    fn of_state(&self, state: &ReferralState) -> String {
        self.with(Some(*state), &self.source, self.sort)
    }

    fn of_source(&self, source: &str) -> String {
        self.with(self.state, source, self.sort)
    }

    fn by_registration(&self) -> String {
        self.with(self.state, &self.source, Sort::Registered)
    }

    fn by_payment(&self) -> String {
        self.with(self.state, &self.source, Sort::Payment)
    }

    fn is_by_payment(&self) -> bool {
        self.sort == Sort::Payment
    }

    fn is_narrow(&self) -> bool {
        !self.query.is_empty() || self.state.is_some() || !self.source.is_empty()
    }

    fn is_on(&self, state: &ReferralState) -> bool {
        self.state == Some(*state)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Plain,
    Good,
    Wait,
    Bad,
}

impl Mood {
    pub fn class(self) -> &'static str {
        match self {
            Mood::Plain => "",
            Mood::Good => "good",
            Mood::Wait => "wait",
            Mood::Bad => "bad",
        }
    }
}

#[derive(Debug, Clone)]
pub struct TimelineEntry {
    pub at: Instant,
    pub mood: Mood,
    pub words: Words,
    pub why: Option<Words>,
    pub earned: Option<Money>,
    /// The id of the receipt.
    pub receipt: Option<String>,
}

#[derive(Template)]
#[template(path = "referrals/invitee.html")]
pub struct InviteePage {
    pub id: String,
    pub name: String,
    pub source: String,
    pub registered_at: Instant,
    pub state: ReferralState,
    pub last_payment_at: Option<Instant>,
    pub earns: bool,
    pub earned: Vec<Money>,
    pub reason: Option<Words>,
    pub standing: Option<Words>,
    /// Newest first.
    pub timeline: Vec<TimelineEntry>,
}

/// One link or sub-id.
#[derive(Debug, Clone)]
pub struct SourceRow {
    pub name: String,
    /// Its visits alone.
    pub href: String,
    pub clicks: i64,
    pub registered: i64,
    pub paying: i64,
}

#[derive(Debug, Clone)]
pub struct ClickRow {
    pub at: Instant,
    pub path: String,
    /// The referring host; empty when the browser named none.
    pub from: String,
    pub source: String,
    /// The referral that came of it.
    pub registered: Option<String>,
}

/// A link to filter by.
#[derive(Debug, Clone)]
pub struct LinkChoice {
    pub code: String,
    pub name: String,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "referrals/clicks.html", blocks = ["list"])]
pub struct ClicksPage {
    /// Without filters.
    pub total: i64,
    /// How links name the program; empty where there is no other.
    pub program: String,
    pub programs: Vec<programs::Choice>,
    pub choices: Vec<LinkChoice>,
    pub sub: String,
    pub is_filtered: bool,
    pub csv: String,
    pub sources: Vec<SourceRow>,
    pub rows: Vec<ClickRow>,
    pub paging: Paging,
    pub link: String,
}

#[cfg(test)]
#[path = "pages_tests.rs"]
mod tests;
