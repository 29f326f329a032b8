//! The only reader of the clock.
use crate::calendar::Instant;

#[derive(Clone)]
pub struct Clock;
impl Clock {
    pub fn now(&self) -> Instant {
        chrono::DateTime::UNIX_EPOCH
    }
}
