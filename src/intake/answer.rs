use crate::rewards::ReceiptSummary;
use serde::Serialize;

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that it changes is done; these receipts say what it earned, also when nothing.
    Applied { receipts: Vec<ReceiptSummary> },
    /// Accepted, and applied by itself when what it waits for arrives: `noun:id`.
    Waiting { waits_for: String },
    /// Kept for a later use; nothing changes by it today.
    Recorded,
    /// Kept, but nothing follows from it, and this is why.
    Refused { reason: String, detail: String },
    /// The same id, or the same business id, with another content: nothing was kept or changed.
    Conflict { detail: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Answer {
    /// The sender's id of the event.
    pub id: String,
    /// It was received before: this is its current result.
    pub duplicate: bool,
    #[serde(flatten)]
    pub outcome: Outcome,
}
