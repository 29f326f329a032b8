//! Whether a registration binds the invitee to who invited them.

use serde::{Deserialize, Serialize};

use super::terms::{Attribution, Touch};
use crate::calendar::{CalendarError, Instant, Zone, hold_end};
use crate::events::PersonKind;

/// What is known about an invitation when the invitee registers.
#[derive(Debug, Clone, Copy)]
pub struct Invitation {
    pub registered_at: Instant,
    /// How the inviting person was named; none when the named code is unknown or retired.
    pub via: Option<Via>,
    pub program_open: bool,
    /// What the inviting person was recorded as by then; none when nobody ever said.
    pub referrer_kind: Option<PersonKind>,
    /// Staff let the inviting person refer nobody.
    pub banned: bool,
    /// The inviting person is the invitee.
    pub own: bool,
    /// Another person has this e-mail address, in any spelling.
    pub email_known: bool,
    /// Another person's company has this tax id.
    pub tax_id_known: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A visit through a link.
    Click { at: Instant, paid_ad: bool },
    /// A code typed by hand or read out.
    TypedCode,
    /// The sender names the person.
    Person,
}

/// Why a referral was refused. The registration itself still succeeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferralRefused {
    UnknownCode,
    CodesNotAccepted,
    ExpiredWindow,
    OwnCode,
    EmailKnown,
    TaxIdKnown,
    ProgramClosed,
    ReferrerNotEligible,
    InviteeNotEligible,
    PaidAds,
}

impl ReferralRefused {
    pub fn name(self) -> &'static str {
        match self {
            ReferralRefused::UnknownCode => "unknown_code",
            ReferralRefused::CodesNotAccepted => "codes_not_accepted",
            ReferralRefused::ExpiredWindow => "expired_window",
            ReferralRefused::OwnCode => "own_code",
            ReferralRefused::EmailKnown => "email_known",
            ReferralRefused::TaxIdKnown => "tax_id_known",
            ReferralRefused::ProgramClosed => "program_closed",
            ReferralRefused::ReferrerNotEligible => "referrer_not_eligible",
            ReferralRefused::InviteeNotEligible => "invitee_not_eligible",
            ReferralRefused::PaidAds => "paid_ads",
        }
    }
}

/// Bound, or refused with the first reason that applies. A window covers its last instant.
pub fn decide(
    rules: &Attribution,
    zone: Zone,
    invitation: &Invitation,
) -> Result<Result<(), ReferralRefused>, CalendarError> {
    let refused = match invitation.via {
        None => Some(ReferralRefused::UnknownCode),
        Some(Via::TypedCode) if !rules.codes => Some(ReferralRefused::CodesNotAccepted),
        Some(Via::Click { at, .. }) if hold_end(at, rules.window_days, zone)? < invitation.registered_at => {
            Some(ReferralRefused::ExpiredWindow)
        }
        Some(_) if !invitation.program_open => Some(ReferralRefused::ProgramClosed),
        Some(_) if invitation.own => Some(ReferralRefused::OwnCode),
        Some(_) if invitation.email_known => Some(ReferralRefused::EmailKnown),
        Some(_) if invitation.tax_id_known => Some(ReferralRefused::TaxIdKnown),
        Some(_) if invitation.banned || !may_refer(rules, invitation.referrer_kind) => {
            Some(ReferralRefused::ReferrerNotEligible)
        }
        Some(Via::Click { paid_ad: true, .. }) if rules.excludes_paid_ads => Some(ReferralRefused::PaidAds),
        Some(_) => None,
    };
    Ok(refused.map_or(Ok(()), Err))
}

/// Somebody of whom nobody said what they are may refer.
pub fn may_refer(rules: &Attribution, kind: Option<PersonKind>) -> bool {
    rules.referrer_kind.is_none_or(|wanted| kind.is_none_or(|kind| kind == wanted))
}

/// The click ids that advertising networks add to the page which a paid advertisement opens. Source: their documentation
/// (Google Ads, Microsoft Advertising, Yandex Direct, Display & Video 360, TikTok Ads). Facebook's is added to unpaid posts too.
const AD_CLICK_IDS: [&str; 7] = ["gclid", "gbraid", "wbraid", "msclkid", "yclid", "dclid", "ttclid"];

/// `utm_medium` of paid channels. Source: the default channel groups of Google Analytics, with spellings seen beside them.
const PAID_MEDIUMS: [&str; 12] = [
    "cpc",
    "ppc",
    "cpm",
    "cpv",
    "paid",
    "paidsearch",
    "paid_search",
    "paid-search",
    "paidsocial",
    "paid_social",
    "paid-social",
    "display",
];

/// Whether a landing path with its query says that a paid advertisement led there.
pub fn is_paid_ad(path: &str) -> bool {
    let page = path.split('#').next().unwrap_or_default();
    let Some((_, query)) = page.split_once('?') else { return false };
    url::form_urlencoded::parse(query.as_bytes()).any(|(name, value)| {
        let is = |words: &[&str], text: &str| words.iter().any(|word| word.eq_ignore_ascii_case(text));
        let medium = name.eq_ignore_ascii_case("utm_medium") && is(&PAID_MEDIUMS, value.trim());
        medium || (is(&AD_CLICK_IDS, &name) && !value.is_empty())
    })
}

/// The same of clicks each of which was through another link.
pub fn chosen_click(
    rules: &Attribution,
    zone: Zone,
    clicks: &[Instant],
    at: Instant,
) -> Result<Option<usize>, CalendarError> {
    let visits: Vec<(Instant, usize)> = clicks.iter().copied().zip(0..).collect();
    chosen_visit(rules, zone, &visits, at)
}

/// Which of a visitor's clicks (when, through which link) invites them, by index: the first or the last whose window still holds at
/// `at`. Under `first` a click holds until its window ends, then the next one after that is first; where the terms renew, each
/// visit through the same link begins its window anew. Clicks that the terms do not count are left out by the caller.
pub fn chosen_visit<L: PartialEq>(
    rules: &Attribution,
    zone: Zone,
    visits: &[(Instant, L)],
    at: Instant,
) -> Result<Option<usize>, CalendarError> {
    let mut order: Vec<usize> = (0..visits.len()).filter(|&n| visits[n].0 <= at).collect();
    order.sort_by_key(|&n| visits[n].0);
    let mut held: Option<(usize, Instant)> = None;
    for n in order {
        let (clicked, link) = &visits[n];
        let ends = hold_end(*clicked, rules.window_days, zone)?;
        held = match held {
            Some((first, end)) if rules.touch == Touch::First && end >= *clicked => {
                let again = rules.renews && visits[first].1 == *link;
                Some(if again { (n, ends) } else { (first, end) })
            }
            _ => Some((n, ends)),
        };
    }
    Ok(held.filter(|(_, end)| *end >= at).map(|(n, _)| n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn rules(touch: Touch) -> Attribution {
        Attribution {
            parameters: vec!["ref".into()],
            codes: true,
            touch,
            window_days: 30,
            referrer_kind: None,
            excludes_paid_ads: false,
            renews: false,
            late_days: None,
            existing_days: None,
            staff: true,
            referrer_when: None,
            invitee_when: None,
        }
    }

    fn invited(via: Option<Via>) -> Invitation {
        let registered_at = at("2026-04-10T09:00:00Z");
        let (banned, own, email_known, tax_id_known) = (false, false, false, false);
        Invitation {
            registered_at,
            via,
            program_open: true,
            referrer_kind: None,
            banned,
            own,
            email_known,
            tax_id_known,
        }
    }

    fn decided(invitation: Invitation) -> Result<(), ReferralRefused> {
        decide(&rules(Touch::First), Zone::UTC, &invitation).unwrap()
    }

    #[test]
    fn every_refusal_has_its_reason() {
        let fine = invited(Some(Via::Person));
        assert_eq!(decided(fine), Ok(()));
        assert_eq!(decided(invited(None)), Err(ReferralRefused::UnknownCode));
        assert_eq!(decided(Invitation { own: true, ..fine }), Err(ReferralRefused::OwnCode));
        assert_eq!(decided(Invitation { email_known: true, ..fine }), Err(ReferralRefused::EmailKnown));
        assert_eq!(decided(Invitation { tax_id_known: true, ..fine }), Err(ReferralRefused::TaxIdKnown));
        assert_eq!(decided(Invitation { banned: true, ..fine }), Err(ReferralRefused::ReferrerNotEligible));
        assert_eq!(decided(Invitation { program_open: false, ..fine }), Err(ReferralRefused::ProgramClosed));
        let closed = Attribution { codes: false, ..rules(Touch::First) };
        let typed = decide(&closed, Zone::UTC, &invited(Some(Via::TypedCode))).unwrap();
        assert_eq!(typed, Err(ReferralRefused::CodesNotAccepted));
    }

    /// It is kept by its name, and the simulation prints it as JSON: both are the same word.
    #[test]
    fn a_refusal_is_printed_as_it_is_kept() {
        use ReferralRefused::*;
        let all = [
            (UnknownCode, "unknown_code"),
            (CodesNotAccepted, "codes_not_accepted"),
            (ExpiredWindow, "expired_window"),
            (OwnCode, "own_code"),
            (EmailKnown, "email_known"),
            (TaxIdKnown, "tax_id_known"),
            (ProgramClosed, "program_closed"),
            (ReferrerNotEligible, "referrer_not_eligible"),
            (PaidAds, "paid_ads"),
        ];
        for (refused, name) in all {
            assert_eq!((refused.name(), serde_json::to_value(refused).unwrap()), (name, name.into()));
        }
    }

    #[test]
    fn a_click_holds_for_its_window_and_not_longer() {
        let clicked = |text| decided(invited(Some(Via::Click { at: at(text), paid_ad: true })));
        assert_eq!(clicked("2026-03-11T09:00:00Z"), Ok(()));
        assert_eq!(clicked("2026-03-11T08:59:59Z"), Err(ReferralRefused::ExpiredWindow));
    }

    #[test]
    fn only_the_wanted_kind_of_person_refers() {
        let refused = |wanted, kind| {
            let rules = Attribution { referrer_kind: wanted, ..rules(Touch::First) };
            let invitation = Invitation { referrer_kind: kind, ..invited(Some(Via::Person)) };
            decide(&rules, Zone::UTC, &invitation).unwrap().err()
        };
        let (person, business) = (Some(PersonKind::Individual), Some(PersonKind::Business));
        assert_eq!(refused(person, business), Some(ReferralRefused::ReferrerNotEligible));
        assert_eq!(refused(business, person), Some(ReferralRefused::ReferrerNotEligible));
        for (wanted, kind) in [(person, person), (person, None), (business, business), (None, business)] {
            assert_eq!(refused(wanted, kind), None, "{wanted:?} {kind:?}");
        }
    }

    #[test]
    fn a_paid_advertisement_refers_nobody_where_the_terms_say_so() {
        let rules = Attribution { excludes_paid_ads: true, ..rules(Touch::First) };
        let click = |paid_ad| invited(Some(Via::Click { at: at("2026-04-09T09:00:00Z"), paid_ad }));
        let decided = |paid_ad| decide(&rules, Zone::UTC, &click(paid_ad)).unwrap();
        assert_eq!((decided(true), decided(false)), (Err(ReferralRefused::PaidAds), Ok(())));
    }

    #[test]
    fn a_paid_advertisement_is_known_by_the_page_that_it_opens() {
        for (path, paid) in [
            ("/domains?page=12345", false),
            ("/?page=12345&gclid=Cj0KCQ", true),
            ("/?GCLID=x", true),
            ("https://example.com/?wbraid=x&page=12345", true),
            ("/?gclid=", false),
            ("/?fbclid=IwAR0", false),
            ("/gclid=x", false),
            ("/?page=1#gclid=x", false),
            ("/?utm_medium=cpc", true),
            ("/?utm_source=google&utm_medium=CPC", true),
            ("/?utm_medium=paid%5Fsearch", true),
            ("/?utm_medium=email", false),
            ("/?utm_medium=cpcx", false),
            ("/?utm_campaign=cpc", false),
            ("", false),
        ] {
            assert_eq!(is_paid_ad(path), paid, "{path}");
        }
    }

    #[test]
    fn the_first_click_holds_until_its_window_ends() {
        let clicks = ["2026-01-01T00:00:00Z", "2026-01-20T00:00:00Z", "2026-02-02T00:00:00Z"].map(at);
        let chosen = |touch, when| chosen_click(&rules(touch), Zone::UTC, &clicks, at(when)).unwrap();
        assert_eq!(chosen(Touch::First, "2026-01-25T00:00:00Z"), Some(0));
        // the window of the first ended on 31 January; the second fell within it, so the third is first then
        assert_eq!(chosen(Touch::First, "2026-02-03T00:00:00Z"), Some(2));
        assert_eq!(chosen(Touch::Last, "2026-01-25T00:00:00Z"), Some(1));
        assert_eq!(chosen(Touch::Last, "2026-06-01T00:00:00Z"), None);
        assert_eq!(chosen(Touch::First, "2025-12-31T00:00:00Z"), None);
    }
}
