//! Letters about referrals and money, as they arrive at a mail server.

mod frozen;
mod invoices;
mod money;
mod once;
mod switched;
mod told;
mod trials;
mod units;

use crate::support::TestApp;
use crate::support::smtp::{Mail, Mood, SmtpSink};
use crate::support::story::{Billing, Visitor, publish};
use chrono::TimeDelta;

/// An installation, and the mail server that its letters reach.
pub struct Post {
    pub app: TestApp,
    sink: SmtpSink,
}

impl Post {
    pub async fn open() -> Post {
        let sink = SmtpSink::start(Mood::Accepts).await;
        Post { app: TestApp::start_mailing(&sink).await, sink }
    }

    /// All letters that came to an address, those that let people in left out.
    pub fn to(&self, email: &str) -> Vec<Mail> {
        let mails = self.sink.mails().into_iter();
        mails.filter(|mail| mail.to == email && mail.unsubscribe.is_some()).collect()
    }

    pub fn subjects(&self, email: &str) -> Vec<String> {
        self.to(email).into_iter().map(|mail| mail.subject).collect()
    }

    #[track_caller]
    pub fn last(&self, email: &str) -> Mail {
        self.to(email).pop().unwrap()
    }

    /// The only letter with this subject: letters that leave at the same moment come in any order.
    #[track_caller]
    pub fn titled(&self, email: &str, subject: &str) -> Mail {
        let mut titled: Vec<Mail> = self.to(email).into_iter().filter(|mail| mail.subject == subject).collect();
        assert_eq!(titled.len(), 1, "{subject:?}: {:?}", self.subjects(email));
        titled.remove(0)
    }

    /// News wait ten minutes for more of their kind.
    pub async fn comes(&self) {
        self.app.passes(TimeDelta::minutes(10)).await;
    }
}

pub const AIGERIM: &str = "aigerim.sadykova@example.kz";
pub const NURLAN: &str = "nurlan.abenov@example.kz";

/// A referrer who reads in that language, whom they invited, and billing.
pub async fn invited<'a>(post: &'a Post, language: &str) -> (Visitor<'a>, Visitor<'a>, Billing<'a>) {
    publish(&post.app).await;
    let aigerim = Visitor::registered(&post.app, "Aigerim Sadykova", "Altyn Foods").await;
    let profile = [("name", "Aigerim Sadykova"), ("language", language), ("time_zone", "Asia/Almaty")];
    assert_eq!(aigerim.sends("/settings/profile", &profile).await.status, 303);
    let nurlan = Visitor::new(&post.app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    (aigerim, nurlan, Billing::new(&post.app).await)
}
