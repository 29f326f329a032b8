//! The part of the log that some circles read, and what those who knew all decided: who is bound to whom, what was taken off
//! invoices. What the rules give in these circles follows from it; no books are kept here.

use crate::ids::{EventId, PersonId};
use crate::rules::earning::{Earning, Reduction};

/// What a circle earned, by our own ids.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonEarning {
    /// The event that it is of in the end: also of a share, or of an instalment.
    pub event: Option<EventId>,
    /// One of its program by recipient, invitee, rule and cause; the cause names things by the senders' ids.
    pub earning: Earning<PersonId>,
}

/// What a circle earned and what is taken off invoices in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CircleReckoning {
    pub earnings: Vec<PersonEarning>,
    pub reductions: Vec<Reduction<PersonId>>,
}
