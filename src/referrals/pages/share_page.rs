//! What the share kit shows.

use crate::calendar::Instant;
use crate::programs::Choice;
use crate::referrals::Counted;
use crate::web::pictures::Qr;
use crate::web::{Lang, Refusals, Words, filters};
use askama::Template;

/// One of one's links in the table.
#[derive(Debug, Clone)]
pub struct LinkRow {
    pub code: String,
    pub label: String,
    /// The name that was typed and cannot be.
    pub typed: Option<String>,
    pub sub: String,
    pub closed_at: Option<Instant>,
    /// The one that the rest of the page carries.
    pub shared: bool,
    pub may_close: bool,
    pub href: String,
    pub clicks_href: String,
    pub counted: Counted,
}

/// A way to tell somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Mail,
    WhatsApp,
    Telegram,
    Sms,
    Post,
}

impl Way {
    fn id(self) -> &'static str {
        match self {
            Way::Mail => "mail",
            Way::WhatsApp => "whatsapp",
            Way::Telegram => "telegram",
            Way::Sms => "sms",
            Way::Post => "post",
        }
    }

    pub(crate) fn key(self) -> &'static str {
        match self {
            Way::Mail => "share-email",
            Way::WhatsApp => "share-whatsapp",
            Way::Telegram => "share-telegram",
            Way::Sms => "share-sms",
            Way::Post => "share-post",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Channel {
    pub way: Way,
    /// Of a letter; empty elsewhere.
    pub subject: String,
    pub text: String,
    /// Without the address, where that goes along by itself.
    pub lead: String,
}

/// The link that the page carries.
#[derive(Debug, Clone)]
pub struct ShareLink {
    pub code: String,
    pub label: String,
    pub address: String,
    pub qr: Option<Qr>,
    pub channels: Vec<Channel>,
}

#[derive(Debug, Clone)]
pub struct BannerRow {
    pub name: &'static str,
    pub path: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
    /// To be copied into another site's page.
    pub html: String,
}

/// What was typed, to be shown again.
#[derive(Debug, Clone, Default)]
pub struct LinkForm {
    /// The id of the link that it makes.
    pub link: String,
    pub label: String,
    pub sub: String,
}

#[derive(Template)]
#[template(path = "referrals/share.html")]
pub struct SharePage {
    /// More than one shows a switch.
    pub programs: Vec<Choice>,
    pub program: String,
    /// Otherwise it takes nobody any more.
    pub is_open: bool,
    /// Whether codes may be typed too.
    pub takes_codes: bool,
    pub they_get: Option<Words>,
    pub shared: ShareLink,
    /// Of texts and banners.
    pub lang: Lang,
    pub banners: Vec<BannerRow>,
    pub links: Vec<LinkRow>,
    pub may_add: bool,
    pub form: LinkForm,
    pub errors: Refusals,
}

impl SharePage {
    /// How links name the program.
    pub(super) fn named(&self) -> String {
        if self.programs.len() > 1 { self.program.clone() } else { String::new() }
    }

    /// The same page with texts in another language.
    fn in_language(&self, lang: &Lang) -> String {
        format!("/share?program={}&link={}&in={}#texts", self.program, self.shared.code, lang.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn the_share_kit_carries_one_link_everywhere() {
        let link = "https://bonus.example.kz/r/K7QM2XWA";
        let row = |code: &str, label: &str, sub: &str, closed: Option<&str>| LinkRow {
            code: code.into(),
            label: label.into(),
            typed: None,
            sub: sub.into(),
            closed_at: closed.map(at),
            shared: code == "K7QM2XWA",
            may_close: closed.is_none(),
            href: format!("/share?link={code}"),
            clicks_href: format!("/clicks?link={code}"),
            counted: Counted { clicks: 1840, registered: 42, paying: 13 },
        };
        let text = format!("I use Documentolog Business. You get 10 % off for 21 days. Register here: {link}");
        let channel = |way| Channel { way, subject: String::new(), text: text.clone(), lead: text.clone() };
        let path = "/programs/business-bonus/banners/en/300x250.svg";
        let mut page = SharePage {
            programs: Vec::new(),
            program: "business-bonus".into(),
            is_open: true,
            takes_codes: true,
            they_get: Some(Words::new("offer-them").with("percent", "10 %").with("count", 21)),
            shared: ShareLink {
                code: "K7QM2XWA".into(),
                label: "Letters".into(),
                address: link.into(),
                qr: Qr::of(link),
                channels: [Way::Mail, Way::WhatsApp, Way::Telegram, Way::Sms, Way::Post].map(channel).to_vec(),
            },
            lang: Lang::En,
            banners: vec![BannerRow {
                name: "300x250",
                path: path.into(),
                width: 300,
                height: 250,
                alt: "Documentolog Business".into(),
                html: format!("<a href=\"{link}\"><img src=\"{path}\"></a>"),
            }],
            links: vec![
                row("K7QM2XWA", "", "", None),
                row("H3XXW9TR", "Conference in Almaty, spring", "conference-26", None),
                row("ZZ42PQRS", "Old flyer", "flyer", Some("2026-03-02T08:00:00Z")),
            ],
            may_add: true,
            form: LinkForm::default(),
            errors: Refusals::none(),
        };
        show("share", "/share", Looks::Person, &page);
        page.errors = Refusals::one("sub", Words::new("wrong-link-sub").with("count", 50));
        page.form.sub = "два слова".into();
        page.links.truncate(1);
        page.is_open = false;
        show("share-refused", "/share", Looks::Person, &page);
    }
}
