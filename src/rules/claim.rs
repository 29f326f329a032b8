//! Whether somebody who is registered may still say who referred them, and since when the referral then counts.

use super::terms::Attribution;
use crate::calendar::{CalendarError, Instant, Zone, hold_end};

/// What is known of the invitee when they name somebody else, or nobody any more.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    pub registered_at: Instant,
    /// Since when the referral counts that they have in this program.
    pub bound_since: Option<Instant>,
    /// Since when the referral counted that they took back in this program.
    pub freed_since: Option<Instant>,
    /// Anything, in any program.
    pub has_paid: bool,
    pub at: Instant,
    /// When it was asked for: what is late is late by then, however long staff took.
    pub claimed_at: Instant,
    /// When they came by the link.
    pub visit: Option<Instant>,
    pub by_staff: bool,
}

/// Why a referral stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotClaimed {
    /// The terms bind nobody by hand.
    NotByStaff,
    Final,
}

/// Before the first payment, for as long as the terms say, by a visit that is young enough, or because staff approved it. Whom nobody
/// referred is new for as long as a visit counts; who takes a code back and names one again begins nothing anew.
pub fn claimed_from(
    rules: &Attribution,
    zone: Zone,
    claim: &Claim,
) -> Result<Result<Instant, NotClaimed>, CalendarError> {
    let Claim { registered_at, bound_since, freed_since, has_paid, at, claimed_at, visit, by_staff } = *claim;
    let unbound = bound_since.is_none();
    if by_staff && !rules.staff {
        return Ok(Err(NotClaimed::NotByStaff));
    }
    if let Some(since) = bound_since.filter(|_| !has_paid) {
        return Ok(Ok(since));
    }
    let late = rules.late_days.filter(|_| unbound);
    let ends = late.map(|days| hold_end(registered_at, days, zone)).transpose()?;
    // What was bought between the registration and a claim that is late counts too.
    if ends.is_some_and(|end| claimed_at <= end) {
        return Ok(Ok(registered_at));
    }
    let days = rules.existing_days.filter(|_| unbound).zip(visit);
    let visited = days.map(|(days, visit)| hold_end(visit, days, zone)).transpose()?;
    let young = visited.is_some_and(|end| claimed_at <= end);
    let new = ends.is_none() && !has_paid && claimed_at <= hold_end(registered_at, rules.window_days, zone)?;
    Ok(match freed_since {
        Some(since) if new && !by_staff => Ok(since),
        _ if young || new || (by_staff && unbound) => Ok(at),
        _ => Err(NotClaimed::Final),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// Under terms with these lines about attribution, of somebody who registered on 1 April.
    fn claimed(lines: &str, change: impl Fn(Claim) -> Claim) -> Result<Instant, NotClaimed> {
        let terms = format!(
            "program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"Europe/Berlin\"\n[attribution]\n{lines}\n\
             [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = \"10 %\"\nas = \"cash\"\n"
        );
        let terms = check(&terms).unwrap_or_else(|problems| panic!("{problems:?}"));
        let fresh = Claim {
            registered_at: at("2026-04-01T09:00:00Z"),
            bound_since: None,
            freed_since: None,
            has_paid: false,
            at: at("2026-04-05T10:00:00Z"),
            claimed_at: at("2026-04-05T10:00:00Z"),
            visit: None,
            by_staff: false,
        };
        claimed_from(&terms.attribution, terms.time_zone, &change(fresh)).unwrap()
    }

    #[test]
    fn a_code_may_be_replaced_until_the_first_payment_and_counts_since_the_registration() {
        let since = at("2026-04-01T09:00:00Z");
        let bound = |has_paid| move |claim| Claim { bound_since: Some(since), has_paid, ..claim };
        assert_eq!(claimed("", bound(false)), Ok(since));
        assert_eq!(claimed("", bound(true)), Err(NotClaimed::Final));
        assert_eq!(claimed("late_days = 30", bound(true)), Err(NotClaimed::Final), "late claims bind who has none");
    }

    #[test]
    fn who_has_none_names_somebody_from_then_on_until_the_first_payment() {
        assert_eq!(claimed("", |claim| claim), Ok(at("2026-04-05T10:00:00Z")));
        assert_eq!(claimed("", |claim| Claim { has_paid: true, ..claim }), Err(NotClaimed::Final));
    }

    /// Thirty days after 11:00 in Berlin on 1 April is 11:00 there on 1 May.
    #[test]
    fn who_registered_longer_ago_than_a_visit_counts_is_not_new() {
        let named = |when: &'static str| {
            claimed("window_days = 30", move |claim| Claim { claimed_at: at(when), at: at(when), ..claim })
        };
        assert_eq!(named("2026-05-01T09:00:00Z"), Ok(at("2026-05-01T09:00:00Z")));
        assert_eq!(named("2026-05-01T09:00:01Z"), Err(NotClaimed::Final));
        let later = at("2026-05-02T09:00:00Z");
        let bound =
            |claim: Claim| Claim { bound_since: Some(claim.registered_at), claimed_at: later, at: later, ..claim };
        assert_eq!(claimed("window_days = 30", bound), Ok(at("2026-04-01T09:00:00Z")), "until the first payment");
    }

    #[test]
    fn a_code_that_was_taken_back_and_is_typed_again_counts_since_before() {
        let since = at("2026-04-01T09:00:00Z");
        let freed = |claim| Claim { freed_since: Some(since), ..claim };
        assert_eq!(claimed("", freed), Ok(since));
        assert_eq!(claimed("", |claim| Claim { has_paid: true, ..freed(claim) }), Err(NotClaimed::Final));
        let by_staff = |claim| Claim { by_staff: true, ..freed(claim) };
        assert_eq!(claimed("", by_staff), Ok(at("2026-04-05T10:00:00Z")), "from the approval on");
    }

    /// Seven days after 11:00 in Berlin on 1 April is 11:00 there on the 8th.
    #[test]
    fn late_days_count_what_was_bought_before_and_end_to_the_instant() {
        let late = |when: &'static str| {
            claimed("late_days = 7", move |claim| Claim { has_paid: true, claimed_at: at(when), at: at(when), ..claim })
        };
        assert_eq!(late("2026-04-08T09:00:00Z"), Ok(at("2026-04-01T09:00:00Z")));
        assert_eq!(late("2026-04-08T09:00:01Z"), Err(NotClaimed::Final));
    }

    /// On the 20th staff approve what was asked for on the 8th, within the seven days, or after them.
    #[test]
    fn a_claim_that_waits_for_staff_is_judged_as_of_its_filing() {
        let decided = |filed: &'static str| {
            claimed("late_days = 7", move |claim| Claim {
                has_paid: true,
                claimed_at: at(filed),
                at: at("2026-04-20T10:00:00Z"),
                by_staff: true,
                ..claim
            })
        };
        assert_eq!(decided("2026-04-08T09:00:00Z"), Ok(at("2026-04-01T09:00:00Z")));
        assert_eq!(decided("2026-04-08T09:00:01Z"), Ok(at("2026-04-20T10:00:00Z")));
    }

    #[test]
    fn a_young_visit_refers_who_was_registered_and_paid_before() {
        let visited = |when: &'static str| {
            claimed("existing_days = 3", move |claim| Claim { has_paid: true, visit: Some(at(when)), ..claim })
        };
        assert_eq!(visited("2026-04-02T10:00:00Z"), Ok(at("2026-04-05T10:00:00Z")));
        assert_eq!(visited("2026-04-02T09:59:59Z"), Err(NotClaimed::Final));
    }

    #[test]
    fn staff_bind_who_has_none_where_the_terms_let_them() {
        let by_staff = |claim| Claim { has_paid: true, by_staff: true, ..claim };
        assert_eq!(claimed("", by_staff), Ok(at("2026-04-05T10:00:00Z")));
        assert_eq!(claimed("staff = false", by_staff), Err(NotClaimed::NotByStaff));
        let bound = |claim| Claim { bound_since: Some(at("2026-04-01T09:00:00Z")), ..by_staff(claim) };
        assert_eq!(claimed("", bound), Err(NotClaimed::Final));
    }
}
