use chrono::TimeDelta;

/// What letters tell; each kind can be switched off by its reader. Letters that let people in are of no kind: they always come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody registered by the person's invitation.
    Invited,
    Earned,
    Available,
    /// A refund is asked for of the payment that earned it: it waits for the decision.
    Frozen,
    TakenBack,
    Expired,
    /// Paid out by itself, as the terms schedule it.
    Payout,
    /// What a monthly run gave the person's companies.
    Verification,
    /// Each step of a withdrawal.
    Withdrawal,
    /// New terms of a program in which the person invites.
    Terms,
    /// To whoever accepted an invitation.
    Welcome,
    /// What staff decided on whom the person says they invited.
    Claim,
    /// Cash that the person turned into credit.
    Converted,
    /// Of one's companies, to be paid.
    Invoice,
    /// Invoices that fell due unpaid.
    Overdue,
    /// Money received for invoices of one's companies.
    Paid,
    /// A trial of one's companies that ends soon.
    Trial,
    /// What staff added or took by hand.
    Adjusted,
}

impl Kind {
    pub const ALL: [Kind; 18] = [
        Kind::Invited,
        Kind::Earned,
        Kind::Available,
        Kind::Frozen,
        Kind::TakenBack,
        Kind::Expired,
        Kind::Payout,
        Kind::Verification,
        Kind::Withdrawal,
        Kind::Terms,
        Kind::Welcome,
        Kind::Claim,
        Kind::Converted,
        Kind::Invoice,
        Kind::Overdue,
        Kind::Paid,
        Kind::Trial,
        Kind::Adjusted,
    ];

    /// As it is kept, and as forms and addresses name it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Invited => "invited",
            Kind::Earned => "earned",
            Kind::Available => "available",
            Kind::Frozen => "frozen",
            Kind::TakenBack => "taken_back",
            Kind::Expired => "expired",
            Kind::Payout => "payout",
            Kind::Verification => "verification",
            Kind::Withdrawal => "withdrawal",
            Kind::Terms => "terms",
            Kind::Welcome => "welcome",
            Kind::Claim => "claim",
            Kind::Converted => "converted",
            Kind::Invoice => "invoice",
            Kind::Overdue => "overdue",
            Kind::Paid => "paid",
            Kind::Trial => "trial",
            Kind::Adjusted => "adjusted",
        }
    }

    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// How long the first news waits for more of its kind.
    pub(super) fn waits(self) -> TimeDelta {
        match self {
            Kind::Verification | Kind::Withdrawal | Kind::Terms | Kind::Claim | Kind::Converted | Kind::Adjusted => {
                TimeDelta::zero()
            }
            _ => TimeDelta::minutes(10),
        }
    }

    /// How long after a letter the next one of its kind is held back. Each step of a withdrawal is told when it is taken, and each
    /// decision when it is made; of cash that is turned into credit somebody may want to know at once.
    pub(super) fn rests(self) -> TimeDelta {
        match self {
            Kind::Withdrawal | Kind::Claim | Kind::Converted | Kind::Adjusted => TimeDelta::zero(),
            _ => TimeDelta::hours(6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(Kind::from_word("confirm"), None, "what lets people in is no kind");
    }
}
