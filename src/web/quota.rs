//! How often somebody may try: token buckets in this process. Several processes allow several times as much, which still
//! stops guessing; nothing that must be exact rests on it.

use super::Error;
use crate::app::App;
use actix_web::{HttpRequest, web};
use governor::DefaultKeyedRateLimiter;
use governor::clock::{Clock, DefaultClock};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Forgets idle keys once in so many checks.
const SWEEP: u32 = 1024;

/// One quota for one kind of deed; each key (an address, an account) has its own bucket.
pub struct Quota {
    buckets: DefaultKeyedRateLimiter<String>,
    checks: AtomicU32,
}

impl Quota {
    pub fn per_minute(times: NonZeroU32) -> Quota {
        Quota::of(governor::Quota::per_minute(times))
    }

    pub fn per_hour(times: NonZeroU32) -> Quota {
        Quota::of(governor::Quota::per_hour(times))
    }

    fn of(quota: governor::Quota) -> Quota {
        Quota { buckets: DefaultKeyedRateLimiter::keyed(quota), checks: AtomicU32::new(0) }
    }

    /// Counts one try; refuses with the time to wait when the bucket is empty.
    pub fn check(&self, key: &str) -> Result<(), Error> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.buckets.retain_recent();
        }
        self.buckets.check_key(&key.to_owned()).map_err(|refused| {
            let wait = refused.wait_time_from(DefaultClock::default().now());
            Error::TooMany(wait.max(Duration::from_secs(1)))
        })
    }
}

/// The address a request came from, or of which a trusted proxy says that it came from there. An IPv6 network counts as one.
pub fn peer(request: &HttpRequest) -> String {
    let app = request.app_data::<web::Data<App>>();
    let named = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let named: Vec<&str> = named.flat_map(|value| value.split(',')).collect();
    let visitor = |ip: IpAddr| match app {
        Some(app) => app.config.proxies.visitor(ip, named.into_iter()),
        None => ip.to_canonical(),
    };
    match request.peer_addr().map(|address| visitor(address.ip())) {
        Some(IpAddr::V6(ip)) => ip.segments()[..4].iter().map(|part| format!("{part:x}:")).collect(),
        Some(ip) => ip.to_string(),
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Quota};
    use std::num::NonZeroU32;

    #[test]
    fn a_key_that_is_used_up_waits_and_others_go_on() {
        let quota = Quota::per_hour(NonZeroU32::new(3).unwrap());
        for _ in 0..3 {
            quota.check("a").unwrap();
        }
        assert!(matches!(quota.check("a"), Err(Error::TooMany(wait)) if wait.as_secs() >= 1));
        quota.check("b").unwrap();
    }
}
