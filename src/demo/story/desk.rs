//! What staff have to decide, and what they decided.

use super::{Does, Step, Story, Untold};
use crate::calendar::CalendarError;
use crate::demo::cast::guests::{OF_DOUBT, OF_NOBODY};
use crate::demo::cast::{FINANCE, STAFF};
use crate::demo::desk::{Deed, Said};
use crate::withdrawals::adjustments::Reason;
use chrono::{Days, NaiveDate};
use serde_json::json;

/// Of the company of who invited her.
const TAX_ID: &str = "38812045";

/// Registered under the tax id of a company that was known.
const BRANCH: &str = "serik@dala-branch.example";

impl Story {
    /// Of the partner's withdrawals one is paid, one waits for its payment, one for a decision.
    pub(super) fn is_withdrawn(&mut self) -> Result<(), Untold> {
        self.does(45, (11, 20), Deed::Asks { amount: "300.00", number: 2 })?;
        self.does(44, (9, 45), Deed::Approves { number: 2 })?;
        self.does(42, (15, 30), Deed::Pays { number: 2, reference: "PAY-2041" })?;
        self.does(8, (18, 5), Deed::Asks { amount: "250.00", number: 3 })?;
        self.does(6, (10, 10), Deed::Approves { number: 3 })?;
        self.does(3, (11, 40), Deed::Asks { amount: "400.00", number: 1 })
    }

    /// The referrer claims somebody whose registration was refused, and somebody who came without the link.
    pub(super) fn is_claimed(&mut self) -> Result<(), Untold> {
        let branch = Said {
            email: BRANCH.into(),
            invited_on: self.day(28)?,
            evidence: "Serik asked me which plan his branch needs, and I sent him my link.",
            number: 1,
        };
        self.does(26, (9, 15), Deed::Claims(branch))?;
        let reason = "The company has been a customer since last year: the branch has its tax id.";
        self.does(25, (14, 0), Deed::Rejects { email: BRANCH.into(), reason })?;
        for newcomer in OF_NOBODY {
            self.comes(newcomer)?;
            let said = Said {
                email: newcomer.email(),
                invited_on: self.day(7)?,
                evidence: "I showed him my QR code at the trade fair; he registered two days later on another phone.",
                number: 2,
            };
            self.does(4, (12, 25), Deed::Claims(said))?;
        }
        Ok(())
    }

    /// Of two adjustments of the referrer's account one is made, and one waits for whoever visits as staff.
    pub(super) fn is_adjusted(&mut self) -> Result<(), Untold> {
        let note = "The page was down on the day of your webinar, and guests could not register.";
        let (amount, reason) = ("5000.00", Reason::Goodwill);
        self.does(18, (16, 40), Deed::Adjusts { by: STAFF.1, amount, reason, note, number: 1 })?;
        let note = "A partner of the conference: agreed by telephone on Monday.";
        let (amount, reason) = ("120000.00", Reason::Reward);
        self.does(2, (11, 5), Deed::Adjusts { by: FINANCE.1, amount, reason, note, number: 2 })
    }

    /// New terms for partners, which begin after the demo does, and a draft of others.
    pub(super) fn is_renewed(&mut self) -> Result<(), Untold> {
        let from = self.at(-21, (0, 0))?;
        self.does(12, (17, 0), Deed::Publishes { from })?;
        self.does(2, (10, 30), Deed::Drafts)
    }

    /// Somebody looks as if she had invited herself: staff are to look.
    pub(super) fn is_doubted(&mut self) -> Result<(), Untold> {
        self.comes(&OF_DOUBT)?;
        self.pays_monthly(&OF_DOUBT)?;
        let told = json!({"company": "vyshyvanka-online", "person": OF_DOUBT.person(), "name": "ТОВ «Вишиванка Онлайн»", "tax_id": TAX_ID});
        let at = self.at(7, (16, 40))?;
        self.bills(at, "registered-vyshyvanka-online", "company.registered", told)
    }

    fn does(&mut self, days_ago: i64, time: (u32, u32), deed: Deed) -> Result<(), Untold> {
        let at = self.at(days_ago, time)?;
        self.steps.push(Step { at, does: Does::Desk(deed) });
        Ok(())
    }

    fn day(&self, days_ago: u64) -> Result<NaiveDate, Untold> {
        Ok(self.today.checked_sub_days(Days::new(days_ago)).ok_or(CalendarError::OutOfRange)?)
    }
}
