//! Who watches a reckoning, as the trial of examples does: how much work it may be, and which questions had no answer.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::facts::Unanswered;
use crate::calendar::Instant;

#[derive(Debug)]
pub struct Watch {
    /// In facts that are asked for, and things that are gone through.
    left: AtomicU64,
    /// By rule and instant.
    causes: Mutex<HashMap<(String, Instant), String>>,
}

/// Nobody's, but where something is tried.
pub type Watched = Option<Arc<Watch>>;

impl Watch {
    pub fn new(work: u64) -> Watch {
        Watch { left: AtomicU64::new(work), causes: Mutex::default() }
    }

    /// Whether so much more may be done.
    pub fn allows(&self, work: usize) -> bool {
        let work = u64::try_from(work).unwrap_or(u64::MAX);
        let before =
            self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(work)));
        before.is_ok_and(|before| before > work)
    }

    pub fn is_over(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }

    pub(super) fn had_no_answer(&self, (rule, word): (&str, &str), at: Instant, cause: &Unanswered) {
        let mut causes = self.causes.lock().unwrap_or_else(PoisonError::into_inner);
        causes.insert((rule.to_owned(), at), format!("`{word}` of [[reward]] {rule:?} has no answer: {cause}"));
    }

    pub fn cause(&self, rule: &str, at: Instant) -> Option<String> {
        let causes = self.causes.lock().unwrap_or_else(PoisonError::into_inner);
        causes.get(&(rule.to_owned(), at)).cloned()
    }
}
