//! What staff have to decide, and what they decided.

use super::{Does, Step, Story, Untold};
use crate::calendar::CalendarError;
use crate::demo::cast::guests::{OF_DOUBT, OF_NOBODY, OF_ONE_COMPANY};
use crate::demo::cast::{AMINA, FINANCE, PARTNER, SECOND_PARTNER, STAFF};
use crate::demo::desk::{Deed, Said};
use crate::flags::{Kind, Step as Decision};
use crate::rules::terms::WithdrawalMethod::{Card, Iban};
use crate::withdrawals::adjustments::Reason;
use chrono::{Days, NaiveDate};
use serde_json::json;

/// Of the company of who invited her.
const TAX_ID: &str = "38812045";

/// Of another company whose owner Iryna invited.
const HOUSE_TAX_ID: &str = "2988417603";

/// The mailbox of somebody who is invited already.
const CAFE: &str = "george+cafe@green-line.example";

/// Registered under the tax id of a company that was known.
const BRANCH: &str = "serik@dala-branch.example";

impl Story {
    /// Of the partner's withdrawals one is paid with a batch, one waits for its payment, one for a decision; one is in a batch with
    /// another partner's, which the bank has not been told yet.
    pub(super) fn is_withdrawn(&mut self) -> Result<(), Untold> {
        self.does(45, (11, 20), Deed::Asks { company: PARTNER, method: Card, amount: "300.00", number: 2 })?;
        self.does(44, (9, 45), Deed::Approves { number: 2 })?;
        self.does(42, (15, 20), Deed::Gathers { method: Card, number: 1 })?;
        self.does(42, (15, 30), Deed::Finishes { number: 1, reference: "PAY-2041" })?;
        self.does(8, (18, 5), Deed::Asks { company: PARTNER, method: Card, amount: "250.00", number: 3 })?;
        self.does(7, (9, 15), Deed::Asks { company: PARTNER, method: Iban, amount: "120.00", number: 4 })?;
        self.does(6, (10, 10), Deed::Approves { number: 3 })?;
        self.does(6, (10, 15), Deed::Approves { number: 4 })?;
        self.does(5, (13, 50), Deed::Asks { company: SECOND_PARTNER, method: Iban, amount: "640.00", number: 5 })?;
        self.does(4, (15, 25), Deed::Approves { number: 5 })?;
        self.does(3, (11, 40), Deed::Asks { company: PARTNER, method: Card, amount: "400.00", number: 1 })?;
        self.does(2, (9, 5), Deed::Gathers { method: Iban, number: 2 })
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

    /// Two mailboxes that are one, which is all right; two companies that are one, about which staff asked; and somebody who looks as if
    /// she had invited herself: staff are to look.
    pub(super) fn is_doubted(&mut self) -> Result<(), Untold> {
        let cafe = json!({
            "person": "george.green-line-cafe", "email": CAFE, "name": "George Hill", "country": "GB", "kind": "business", "code": AMINA,
            "company": {"company": "green-line-cafe", "name": "Green Line Café Ltd", "tax_id": "GB 377 5120 41"},
        });
        let at = self.at(18, (10, 15))?;
        self.bills(at, "registered-green-line-cafe", "person.registered", cafe)?;
        self.comes(&OF_ONE_COMPANY)?;
        self.pays_monthly(&OF_ONE_COMPANY)?;
        let told = json!({"company": "borscht-events", "person": OF_ONE_COMPANY.person(), "name": "«Борщ: події»", "tax_id": HOUSE_TAX_ID});
        let at = self.at(16, (12, 30))?;
        self.bills(at, "registered-borscht-events", "company.registered", told)?;
        self.does(16, (12, 31), Deed::Looks)?;
        let note = "George runs a café beside the office, with a tax id of its own. Both are customers.";
        self.does(
            15,
            (11, 10),
            Deed::Decides { email: CAFE.into(), kind: Kind::SameEmail, step: Decision::Clear, note },
        )?;
        let note = "Both companies have one tax id. Asked Iryna which of the two is the customer.";
        let (email, kind) = (OF_ONE_COMPANY.email(), Kind::SameTaxId);
        self.does(15, (11, 25), Deed::Decides { email, kind, step: Decision::Hold, note })?;
        self.comes(&OF_DOUBT)?;
        self.pays_monthly(&OF_DOUBT)?;
        let told = json!({"company": "vyshyvanka-online", "person": OF_DOUBT.person(), "name": "ТОВ «Вишиванка Онлайн»", "tax_id": TAX_ID});
        let at = self.at(7, (16, 40))?;
        self.bills(at, "registered-vyshyvanka-online", "company.registered", told)?;
        self.does(7, (16, 41), Deed::Looks)
    }

    /// Somebody whom billing reported registers once more; her address is mistyped, so the letter about it comes back.
    pub(super) fn is_registered_twice(&mut self) -> Result<(), Untold> {
        self.does(1, (10, 40), Deed::RegistersAgain { email: "sabina.@kerbez.example" })
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
