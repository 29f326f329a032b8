//! Every program that is written down, said in every language.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::*;
use crate::rules::check;
use crate::rules::expression::Expression;
use crate::rules::facts::{Answer, Argument, Group, Kind, Scope, Word};
use crate::rules::rule::Span;

fn programs() -> Vec<(PathBuf, Terms)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["programs", "tests/data/programs", "tests/data/tried"]
        .map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let files = folders.into_iter().flatten().map(|file| file.unwrap().path());
    let files =
        files.filter(|path| path.extension().is_some_and(|kind| kind == "toml") && !path.ends_with("EXAMPLES.toml"));
    let mut read: Vec<(PathBuf, Terms)> = files
        .map(|path| {
            let terms = check(&std::fs::read_to_string(&path).unwrap());
            (path.clone(), terms.unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display())))
        })
        .collect();
    read.sort_by(|(one, _), (other, _)| one.cmp(other));
    read
}

#[test]
fn every_program_is_said_in_every_language() {
    let programs = programs();
    assert!(programs.len() > 80, "only {} programs", programs.len());
    for language in Language::ALL {
        let (catalogue, english) = (Catalogue::new(language), Catalogue::new(Language::English));
        for (path, terms) in &programs {
            let said = super::terms(terms);
            for words in &said {
                let (sentence, in_english) = (catalogue.say(words), english.say(words));
                let where_ = format!("{} in {}: {sentence:?}", path.display(), language.code());
                // A formula is shown as it is written, braces and all.
                let is_whole = !sentence.contains('{') || sentence.contains('`');
                assert!(is_whole && !sentence.contains("{$") && !sentence.trim().is_empty(), "{where_}");
                assert!(!names_a_message(words, &sentence), "{where_}");
                // A case of a table is a name and an amount, a program's name its own.
                let is_bare = ["rule-case", "terms-program"].contains(&words.key);
                assert!(language == Language::English || is_bare || sentence != in_english, "{where_}");
            }
        }
    }
}

#[test]
fn every_fact_is_named_in_every_language() {
    for language in Language::ALL {
        let (catalogue, english) = (Catalogue::new(language), Catalogue::new(Language::English));
        let mut named: HashMap<(Group, String), &str> = HashMap::new();
        for word in Word::all() {
            let arguments = match word.argument() {
                Argument::Nothing => vec![None],
                Argument::Days => vec![Some(Answer::Number(90.into()))],
                Argument::MaybeDays => vec![None, Some(Answer::Number(90.into()))],
                Argument::Name => vec![Some(Answer::Text("port_in".into()))],
            };
            for argument in arguments {
                let name = fact::fact(word, argument.as_ref());
                let (said, in_english) = (catalogue.say(&name), english.say(&name));
                let where_ = format!("{} in {}: {said:?}", word.path(), language.code());
                assert!(!said.contains('{') && !said.contains(name.key), "{where_}");
                assert!(language == Language::English || said != in_english, "{where_}");
                let other = named.insert((word.group(), said), word.path());
                assert_eq!(other, None, "{where_}");
            }
        }
    }
}

#[test]
fn conditions_are_said_in_words_as_far_as_they_are_simple() {
    let terms = check(include_str!("../../../programs/milestones.toml")).unwrap();
    let groups = [Group::Invitee, Group::Referrer, Group::Payment, Group::Referral];
    let scope = Scope::new(groups, ["paying".to_owned()]);
    let said = |source: &str| {
        let condition = Expression::check(source, &[Kind::Flag], &scope).unwrap();
        english(&words("rule-when", [("condition", Reader::of(&terms).condition(&condition))]))
    };
    for (source, expected) in [
        ("invitee.payments >= 2", "the invited person has made at least 2 payments"),
        ("invitee.payments > 0", "the invited person has made at least one payment"),
        ("invitee.payments == 0", "the invited person has made no payment"),
        ("2 <= invitee.payments", "the invited person has made at least 2 payments"),
        ("!(invitee.payments < 2)", "the invited person has made at least 2 payments"),
        ("invitee.payments != 2", "the number of payments of the invited person is not 2"),
        ("payment.amount >= 20", "the amount of the payment is at least 20.00 EUR"),
        (
            "referrer.turnover(90) > 1000.5",
            "what all invited persons paid in the last 90 days is more than 1,000.50 EUR",
        ),
        ("!invitee.has(\"under_18\")", "the invited person does not have the label “under 18”"),
        ("referrer.pending_payments > 0", "the person who invites has an overdue invoice"),
        ("payment.order == \"new\"", "the kind of order is a new order"),
        ("invitee.country != \"US\"", "the country of the invited person is not “US”"),
        ("invitee.country == \"\"", "the country of the invited person is not known"),
        (
            "invitee.product == referrer.product",
            "the product of the invited person is the product of the person who invites",
        ),
        ("count.paying >= 3", "“paying” is at least 3"),
        (
            "invitee.active && !(payment.promo_code || referral.late)",
            "the invited person is active and no promo code was used on the order and the referral was not claimed after the registration",
        ),
        (
            "invitee.active || payment.promo_code && referral.late",
            "the invited person is active or (a promo code was used on the order and the referral was claimed after the registration)",
        ),
        ("payment.amount / 10 >= abs(payment.tax)", "this holds: `payment.amount / 10 >= abs(payment.tax)`"),
        ("invitee.active == referral.late", "this holds: `invitee.active == referral.late`"),
    ] {
        assert_eq!(said(source), format!("It is given only if {expected}."), "{source}");
    }
}

#[test]
fn a_reward_for_both_reads_as_a_person_would_say_it() {
    assert_eq!(
        said("programs/two-sided-credit.toml"),
        [
            "Refer a friend",
            "Reward “referrer”:",
            "For the first payment of an invited person, the person who invites gets 10.00 EUR as bonuses.",
            "It is given only if the amount of the payment is at least 20.00 EUR.",
            "It is given at most 12 times to one person, in a calendar year.",
            "It is available at once.",
            "A refund takes back the same part of it.",
            "Reward “friend”:",
            "For the first payment of an invited person, the invited person gets 10.00 EUR as bonuses.",
            "It is given only if the amount of the payment is at least 20.00 EUR.",
            "It is available at once.",
            "A refund takes back the same part of it.",
            "A link is any page of the site with ?ref= and the referrer's code.",
            "A visit through a link counts for 90 days.",
            "Of several links the one that was followed first counts; when its time is over, the next one.",
            "The invitation code may also be typed.",
            "Inviting oneself does not count, and neither does a new registration with an e-mail address or tax number that is known already.",
            "Bonuses pay for plans and additional services here, up to the whole invoice. They cannot be withdrawn or transferred.",
            "Bonuses: the next invoice takes what it can by itself.",
            "Amounts are in EUR; days end by the clock of Europe/Berlin.",
            "Referrals keep the terms under which they registered.",
        ]
    );
}

#[test]
fn parts_schedules_and_payouts_read_as_a_person_would_say_them() {
    assert_eq!(
        said("programs/instalments-and-payouts.toml")[..18],
        [
            "Six times ten",
            "Reward “premium”:",
            "Once for each invited person, as soon as the invited person has made at least 2 payments and the sum of all payments of the invited person is at least 100.00 USD, the person who invites gets 60.00 USD as money that is paid out.",
            "It is given in 6 equal parts: the first at once, each next one 1 month later.",
            "A part is given only while the invited person is active; after a part that is not given come no more.",
            "It is available at once.",
            "Reward “loyalty”:",
            "Every 3 months on day 1 (months 1, 4, 7, 10), for each invited person, the person who invites gets 5.00 USD as money that is paid out.",
            "It is given only if the invited person is active.",
            "It is given only if the number of months since the referral is at least 12.",
            "It is available at once.",
            "A person is active who has a subscription that runs and is paid: its trial is over, it was paid after it, and nothing of it is overdue.",
            "A link is any page of the site with ?ref= and the referrer's code.",
            "A visit through a link counts for 90 days.",
            "Of several links the one that was followed first counts; when its time is over, the next one.",
            "The invitation code may also be typed.",
            "Inviting oneself does not count, and neither does a new registration with an e-mail address or tax number that is known already.",
            "Every Friday, what is available is paid out (money).",
        ]
    );
}

#[test]
fn tables_in_tables_read_case_by_case() {
    assert_eq!(
        said("programs/by-product.toml")[..15],
        [
            "Reseller share",
            "For every payment of an invited person, the person who invites gets a reward as bonuses.",
            "How much depends on: the product, the kind of order.",
            "hosting, a renewal: 10 %.",
            "hosting, anything else: 20 %.",
            "server, a renewal: 5 %.",
            "server, anything else: 10 %.",
            "domain: 15.00 CZK.",
            "anything else: 2 %.",
            "Each percent is of what counts of the payment.",
            "Each line of the payment is reckoned by itself, then they are added up.",
            "Plans and additional services count.",
            "These products never count: ssl.",
            "What has one of these labels never counts: “manual”.",
            "The amount is rounded to the smallest coin, a half of it upwards.",
        ]
    );
}

#[test]
fn what_is_given_is_said_as_what_it_is() {
    let said = |reward: &str| {
        let file =
            format!("program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n[[reward]]\n{reward}");
        english(&super::terms(&check(&file).unwrap())[1])
    };
    for (reward, end) in [
        ("on = \"own_invoice\"\ngive = \"10 %\"\nas = \"discount\"", " off that invoice."),
        ("on = \"payment\"\ngive = \"10 %\"\nas = \"discount\"", " off their own next invoice."),
        ("on = \"registered\"\ngive = \"5.00\"\nas = \"credit\"", " gets 5.00 EUR as bonuses."),
        ("on = \"registered\"\ngive = \"5.00\"\nas = \"cash\"", " gets 5.00 EUR as money."),
        ("on = \"registered\"\ngive = 1\nas = \"months\"", " gets 1 month free."),
        ("on = \"registered\"\ngive = 5\nas = \"points\"", " gets 5 points."),
        ("on = \"registered\"\ngive = 1\nas = \"weeks\"", " gets 1 week."),
        ("on = \"registered\"\ngive = 2\nas = \"weeks\"", " gets 2 weeks."),
        ("on = \"registered\"\ngive = 1\nas = \"lessons\"", " gets 1 × lessons."),
        ("on = \"registered\"\ngive = 2\nas = \"lessons\"", " gets 2 lessons."),
    ] {
        assert!(said(reward).ends_with(end), "{}", said(reward));
    }
}

#[test]
fn what_has_a_name_is_read_by_it_and_what_has_none_without_underscores() {
    let said = |names: &str| {
        let file = format!(
            "program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n{names}\
             [count.best_month]\nof = \"payments\"\n\
             [[offer]]\npercent = \"10 %\"\nproducts = [\"ssl\", \"start-plus\", \"web_shop\"]\n\
             [[reward]]\non = {{ action = \"port_in\" }}\ngive = \"5.00\"\nas = \"cash\"\nwhen = \"= count.best_month >= 2\"\n"
        );
        let said: Vec<String> = super::terms(&check(&file).unwrap()).iter().map(english).collect();
        said.join("\n")
    };
    let named = said(
        "[names]\nssl = \"SSL\"\nstart-plus = \"Start+\"\nbest_month = \"Best month\"\nport_in = \"a number moved to us\"\n",
    );
    for sentence in [
        "Invited customers get 10 % off SSL, Start+ and web shop.",
        "For the action “a number moved to us” of an invited person,",
        "It is given only if “Best month” is at least 2.",
        "“Best month” is the number of payments of all invited persons, so far.",
    ] {
        assert!(named.contains(sentence), "{sentence}\n{named}");
    }
    let bare = said("");
    for sentence in ["10 % off ssl, start-plus and web shop.", "the action “port in”", "“best month” is at least 2."]
    {
        assert!(bare.contains(sentence), "{sentence}\n{bare}");
    }
}

#[test]
fn a_name_is_a_text_of_one_line() {
    let refused = |names: &str| {
        let file = format!(
            "program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n{names}\n[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n"
        );
        check(&file).err().map(|problems| (problems[0].line, problems[0].words.clone()))
    };
    assert_eq!(refused("[names]\nssl = \"SSL\""), None);
    for wrong in ["[names]\nssl = \" SSL\"", "[names]\nssl = \"S\\nL\"", "[names]\nssl = 7", "[names]\nssl = \"\""] {
        let (line, words) = refused(wrong).unwrap();
        assert!(line == 6 && words.starts_with("`ssl`: "), "{line}: {words}");
    }
    let (line, words) = refused("names = \"SSL\"").unwrap();
    assert!(line == 5 && !words.is_empty(), "{line}: {words}");
}

/// Dates of the program's own zone, and the whole of the last day.
#[test]
fn a_campaign_is_said_in_the_days_of_its_program() {
    let said = |dates: &str| {
        let file = format!(
            "program = \"p\"\nname = \"P\"\ncurrency = \"KZT\"\ntime_zone = \"Asia/Almaty\"\n[[reward]]\n\
             on = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n{dates}"
        );
        let said: Vec<String> = super::terms(&check(&file).unwrap()).iter().map(english).collect();
        said.into_iter().find(|said| said.starts_with("Only what happens")).unwrap()
    };
    assert_eq!(
        said("from = \"2026-03-01\"\nuntil = \"2026-08-31\""),
        "Only what happens from 2026-03-01 until 2026-08-31 counts."
    );
    // What ends within a day is said with its time, by the clock of Almaty: five hours before UTC.
    assert_eq!(
        said("from = \"2026-03-01T09:00:00Z\"\nuntil = \"2026-08-31T09:30:00Z\""),
        "Only what happens from 2026-03-01 14:00 until 2026-08-31 14:30 counts."
    );
}

#[test]
fn a_day_that_some_months_lack_is_said_with_what_stands_for_it() {
    let said = |day: u32| {
        let file = format!(
            "program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n[[reward]]\n\
             on = \"month\"\nday = {day}\ngive = \"5.00\"\nas = \"cash\"\n"
        );
        english(&super::terms(&check(&file).unwrap())[1])
    };
    assert!(said(31).starts_with("Every month on day 31 (or on the last day of the month), "), "{}", said(31));
    assert!(said(28).starts_with("Every month on day 28, "), "{}", said(28));
}

/// Sentences that count things take the form that the count asks for.
#[test]
fn counts_take_their_plural_form() {
    let said = |language, count| {
        let parts = words("rule-instalments", [("count", number(count)), ("span", part::span(Span::Months(count)))]);
        Catalogue::new(language).say(&parts)
    };
    assert_eq!(said(Language::Russian, 2), "Даётся 2 равными частями: первая сразу, каждая следующая через 2 месяца.");
    assert_eq!(said(Language::Russian, 5), "Даётся 5 равными частями: первая сразу, каждая следующая через 5 месяцев.");
    assert_eq!(
        said(Language::Ukrainian, 3),
        "Надається 3 рівними частинами: перша одразу, кожна наступна через 3 місяці."
    );
    assert_eq!(
        said(Language::Spanish, 6),
        "Se da en 6 partes iguales: la primera en el acto, cada una de las demás 6 meses después."
    );
    let weeks = |language, count: u32| {
        let weeks = Money::parse(&count.to_string(), "weeks".parse().unwrap()).unwrap();
        Catalogue::new(language).say(&words("part-bracket", [("one", part::amount(weeks))]))
    };
    assert_eq!([1, 2, 5].map(|count| weeks(Language::Ukrainian, count)), ["(1 тиждень)", "(2 тижні)", "(5 тижнів)"]);
    assert_eq!([1, 2, 5].map(|count| weeks(Language::Russian, count)), ["(1 неделю)", "(2 недели)", "(5 недель)"]);
    assert_eq!([1, 2].map(|count| weeks(Language::Spanish, count)), ["(1 semana)", "(2 semanas)"]);
    assert_eq!(said(Language::Kazakh, 4), "4 тең бөлікпен беріледі: біріншісі бірден, келесілері 4 ай сайын.");
}

fn said(file: &str) -> Vec<String> {
    let found = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    super::terms(&check(&found).unwrap()).iter().map(english).collect()
}

/// Whether a key stands where its message should.
fn names_a_message(words: &Words, sentence: &str) -> bool {
    let below = words.args.iter().any(|(_, arg)| matches!(arg, Arg::Words(words) if names_a_message(words, sentence)));
    sentence.contains(words.key) || below
}
