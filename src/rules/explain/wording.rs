//! What the page of terms left out once, or said of what it does not hold for.

use super::sentences::{POINTS, all_said, says};
use super::*;

const CASH: &str = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";

#[test]
fn money_is_said_to_go_out_as_it_does() {
    let gets = |more: &str| {
        let said = all_said(&format!("{CASH}{more}"), Language::English);
        let no_way = said.iter().any(|one| one == "These terms do not say how money is paid out.");
        (said[1].rsplit_once(", ").map(|(_, end)| end.to_owned()).unwrap_or_default(), no_way)
    };
    let (withdraw, payout) = ("withdraw = { methods = [\"iban\"] }", "payout = { every = \"month\" }");
    for (uses, end, no_way) in [
        ("".to_owned(), "as money.", true),
        (format!("[use.cash]\n{withdraw}"), "as money that can be withdrawn.", false),
        (format!("[use.cash]\n{payout}"), "as money that is paid out.", false),
        (format!("[use.cash]\n{payout}\n{withdraw}"), "as money that can be withdrawn.", false),
        ("[use.cash]\nspend = true".to_owned(), "as money.", false),
        ("[use.cash]\nconvert = { to = \"credit\" }".to_owned(), "as money.", false),
    ] {
        assert_eq!(gets(&uses), (end.to_owned(), no_way), "{uses}");
        let limited = gets(&format!("limit = {{ count = 1 }}\n{uses}"));
        assert!(limited.0.ends_with(end.trim_start_matches("as ")) && limited.1 == no_way, "{limited:?}");
    }
}

#[test]
fn of_several_discounts_it_is_said_that_the_best_is_used() {
    let best = |tables: &str| {
        let said = all_said(tables, Language::English);
        said.into_iter()
            .find_map(|one| one.strip_prefix("Discounts on one line of an invoice do not add up, ").map(str::to_owned))
    };
    let offer = "[[offer]]\npercent = \"10 %\"\n";
    let off = "[[reward]]\non = \"registered\"\nto = \"invitee\"\ngive = \"5.00\"\nas = \"discount\"\n";
    assert_eq!(best(&format!("{offer}{POINTS}")), None);
    assert_eq!(best(off), None);
    assert_eq!(best(&format!("{offer}{offer}{POINTS}")).as_deref(), Some("the best is used: its own or one offer."));
    assert_eq!(
        best(&format!("{offer}{off}")).as_deref(),
        Some("the best is used: its own, one offer, or what all rewards take off together.")
    );
}

#[test]
fn first_months_say_of_whom_they_are() {
    let months = |reward: &str, months: &str| {
        let reward = format!("[[reward]]\n{reward}\ngive = \"5.00\"\nas = \"credit\"\nfirst_months = {months}\n");
        all_said(&format!("[count.paying]\nof = \"referrals\"\n{reward}"), Language::English)[2].clone()
    };
    let paid = "{ count = 3, since = \"first_payment\" }";
    for (reward, counted, expected) in [
        (
            "on = { action = \"a\" }",
            "12",
            "It is given only in the first 12 months after the registration of the invited person.",
        ),
        (
            "on = { action = \"a\" }",
            paid,
            "It is given only in the first 3 months from the first payment of the invited person on.",
        ),
        ("on = \"month\"", "1", "It is given only in the first month after the registration of whoever gets it."),
        (
            "on = \"own_payment\"",
            paid,
            "It is given only in the first 3 months from the first payment of whoever gets it on.",
        ),
        (
            "on = { milestone = \"count.paying\", at = [1] }",
            "2",
            "It is given only in the first 2 months after the registration of whoever gets it.",
        ),
        ("on = \"payment\"", "2", "Payments count for the first 2 months after registration."),
    ] {
        assert_eq!(months(reward, counted), expected, "{reward}");
    }
}

#[test]
fn who_is_active_is_said_where_it_matters() {
    let begins = "A person is active who has a subscription that runs and is paid: ";
    let is_said =
        |more: &str| all_said(&format!("{POINTS}{more}"), Language::English).iter().any(|one| one.starts_with(begins));
    for (more, expected) in [
        ("", false),
        ("when = \"invitee.active\"", true),
        ("take_back = { on = \"not_active\" }", true),
        ("when = \"= referrer.active_referrals >= 3\"", true),
        ("[attribution]\nreferrer_when = \"referrer.active\"", true),
        ("[[offer]]\npercent = \"5 %\"\nwhen = \"referrer.active\"", true),
    ] {
        assert_eq!(is_said(more), expected, "{more}");
    }
}

#[test]
fn what_is_released_or_lost_is_not_said_twice_and_otherwise() {
    let all = |tables: &str| all_said(tables, Language::English);
    let release = all(&format!("{POINTS}release_when = \"invitee.active\""));
    assert!(release.contains(
        &"It is available at once, but only if the invited person is active; otherwise it is taken back.".to_owned()
    ));
    assert!(
        !release.iter().any(|one| one == "It is available at once." || one.starts_with("When the hold ends")),
        "{release:#?}"
    );
    let lost = |own: &str, more: &str| {
        let reward = "[[reward]]\nid = \"a\"\non = \"payment\"\ngive = \"5.00\"\nas = \"credit\"\n";
        let said = all(&format!("{reward}{own}{more}[use.credit]\nexpires = \"30 days\"\n"));
        said.into_iter().filter(|one| one.contains("is lost")).collect::<Vec<_>>()
    };
    let other = "[[reward]]\nid = \"b\"\non = \"registered\"\ngive = \"5.00\"\nas = \"credit\"\n";
    let (own, unit) = (
        "What is not used 60 days after it became available is lost.",
        "Bonuses: what is not used 30 days after it became available is lost",
    );
    assert_eq!(lost("", ""), [format!("{unit}.")]);
    assert_eq!(lost("expires = \"60 days\"\n", ""), [own]);
    assert_eq!(
        lost("expires = \"60 days\"\n", other),
        [own.to_owned(), format!("{unit}, unless its reward says otherwise.")]
    );
}

#[test]
fn a_share_is_lost_with_what_it_is_of_and_a_schedule_says_who_paid() {
    let lost = "When that reward is reduced or taken back, so is this one, in the same part.";
    let direct = "[[reward]]\nid = \"direct\"\non = \"payment\"\ngive = \"10 %\"\nas = \"credit\"\n";
    says(
        &format!(
            "{direct}[[reward]]\nid = \"over\"\nbase = {{ reward = \"direct\" }}\ngive = \"10 %\"\nas = \"credit\"\n"
        ),
        &[lost],
    );
    let of = |more: &str| {
        let said = all_said(
            &format!("[[reward]]\non = \"month\"\n{more}give = \"0.5 %\"\nas = \"credit\"\n"),
            Language::English,
        );
        said[1].split_once(" gets ").map(|(_, what)| what.to_owned()).unwrap_or_default()
    };
    assert_eq!(of(""), "0.5 % of what all invited persons paid since the last time as bonuses.");
    assert_eq!(of("to = \"level 2\"\n"), "0.5 % of what all persons of level 2 paid since the last time as bonuses.");
    assert_eq!(of("each = \"referral\"\n"), "0.5 % of what the invited person paid since the last time as bonuses.");
    assert_eq!(of("to = \"invitee\"\n"), "0.5 % of what the invited person paid since the last time as bonuses.");
    assert_eq!(
        of("each = \"subscription\"\n"),
        "0.5 % of what was paid for that subscription since the last time as bonuses."
    );
}

#[test]
fn what_is_reckoned_says_of_what_and_what_is_fixed_says_no_more() {
    let fixed = all_said(
        "[[reward]]\non = \"payment\"\ngive = '= if referrer.has(\"texas\") { 25 } else { 50 }'\nas = \"credit\"\n",
        Language::English,
    );
    assert!(!fixed.iter().any(|one| one.contains("rounded") || one.starts_with("Plans and")), "{fixed:#?}");
    says(
        "[[reward]]\non = \"own_invoice\"\ngive = '= if line.product == \"energy\" { line.net } else { 0 }'\nas = \"discount\"\n",
        &["Each line of the invoice is reckoned by itself, then they are added up."],
    );
    says(
        "[names]\njoint = \"joint membership\"\n[[reward]]\non = \"payment\"\nas = \"credit\"\n\
         give = { by = \"invitee.product\", joint = { by = \"referrer.product\", default = \"50 %\", joint = \"100 %\" } }\n",
        &[
            "joint membership (the product of the invited person), joint membership (the product of the person who invites): 100 %.",
            "joint membership (the product of the invited person), anything else (the product of the person who invites): 50 %.",
        ],
    );
    says(
        &format!(
            "[[offer]]\npercent = \"5 %\"\ninvoices = [2]\n[[offer]]\npercent = \"5 %\"\ninvoices = [3, 5]\n{POINTS}"
        ),
        &[
            "This offer is only for invoice number 2, counted from the first.",
            "This offer is only for invoices number 3, 5, counted from the first.",
        ],
    );
    let months = |to: &str| {
        format!("[[reward]]\non = \"registered\"\ngive = 3\nas = \"months\"\napply = {{ to = \"{to}\", each = 1 }}\n")
    };
    says(&months("invoice"), &["The most for one invoice: 1 month."]);
    says(&months("subscription"), &["The most for one subscription: 1 month."]);
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    let tables = "[[reward]]\non = \"payment\"\ngive = \"2.5 %\"\nas = \"credit\"\nlimit = { amount = \"100000.00\" }\n\
                  when = [\"= payment.amount >= 1000\", \"= payment.months * 1.5 >= 2500\"]\n";
    for (language, percent, limit, least, reckoned) in [
        (Language::English, "2.5 %", "100,000.00 EUR", "1,000.00 EUR", ["1.5", "2,500"]),
        (Language::Russian, "2,5 %", "100\u{a0}000,00 EUR", "1\u{a0}000,00 EUR", ["1,5", "2\u{a0}500"]),
        (Language::Ukrainian, "2,5 %", "100\u{a0}000,00 EUR", "1\u{a0}000,00 EUR", ["1,5", "2\u{a0}500"]),
        (Language::Kazakh, "2,5 %", "100\u{a0}000,00 EUR", "1\u{a0}000,00 EUR", ["1,5", "2\u{a0}500"]),
        (Language::Spanish, "2,5 %", "100.000,00 EUR", "1000,00 EUR", ["1,5", "2500"]),
    ] {
        let said = all_said(tables, language).join("\n");
        for number in [percent, limit, least, reckoned[0], reckoned[1]] {
            assert!(said.contains(number), "{number}\n{said}");
        }
    }
}

#[test]
fn a_choice_is_said_where_it_changes_something() {
    let chosen = |more: &str| {
        let reward =
            "[scheme]\noptions = [\"a\", \"b\"]\n[[reward]]\non = \"payment\"\ngive = \"10.00\"\nas = \"credit\"\n";
        all_said(&format!("{reward}{more}"), Language::English).iter().any(|one| one == "Without a choice it is “a”.")
    };
    assert!(!chosen(""));
    for asked in [
        "scheme = \"a\"",
        "when = '= referral.scheme == \"b\"'",
        "[[offer]]\npercent = \"5 %\"\nscheme = \"b\"",
        "[[offer]]\npercent = \"5 %\"\nwhen = '= referral.scheme == \"b\"'",
    ] {
        assert!(chosen(asked), "{asked}");
    }
}
