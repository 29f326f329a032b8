//! Sentences that were misread once: each says what it is of, and reads as one.

use super::*;
use crate::rules::check;

/// Every sentence of a file with these tables, in a language.
pub(super) fn all_said(tables: &str, language: Language) -> Vec<String> {
    let file = format!("program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n{tables}");
    let catalogue = Catalogue::new(language);
    super::terms(&check(&file).unwrap()).iter().map(|words| catalogue.say(words)).collect()
}

#[track_caller]
pub(super) fn says(tables: &str, sentences: &[&str]) {
    let said = all_said(tables, Language::English);
    for sentence in sentences {
        assert!(said.iter().any(|one| one == sentence), "{sentence}\n{said:#?}");
    }
}

pub(super) const POINTS: &str = "[[reward]]\non = \"registered\"\ngive = 5\nas = \"points\"\n";

#[test]
fn an_offer_says_of_which_lines_it_is() {
    let offer = |words: &str| format!("[[offer]]\n{words}\n{POINTS}");
    says(
        &offer("percent = \"30 %\"\nkinds = [\"plan\"]\nfirst_invoices = 1"),
        &["Invited customers get 30 % off plans.", "This offer is for the first invoice."],
    );
    says(
        &offer("price = \"9.00\"\nkinds = [\"service\"]"),
        &["Invited customers pay 9.00 EUR for additional services."],
    );
    says(&offer("percent = \"30 %\"\nkinds = [\"service\", \"plan\"]"), &["Invited customers get 30 % off."]);
    says(
        &offer("percent = \"30 %\"\nkinds = [\"plan\"]\nproducts = [\"vps\"]"),
        &["Invited customers get 30 % off vps.", "This offer is for plans, not for additional services."],
    );
}

#[test]
fn a_discount_says_whose_invoice_it_is_off_and_that_several_add_up() {
    let of = |on: &str| all_said(&format!("[[reward]]\n{on}\nas = \"discount\"\n"), Language::English)[1..4].join(" ");
    let add = "Those for several invited persons add up, at most to the whole of the invoice.";
    assert_eq!(
        of("on = \"payment\"\nfirst_payments = 1\ngive = \"15 %\"\nlimit = { count = 3 }"),
        format!(
            "For the first payment of an invited person, the person who invites gets 15 % off their own next invoice. {add} \
             It is given at most 3 times to one person, in all."
        )
    );
    for alone in ["on = \"own_invoice\"\ngive = \"15 %\"", "on = \"month\"\neach = \"referral\"\ngive = \"15 %\""] {
        assert!(!of(alone).contains("add up"), "{}", of(alone));
    }
}

#[test]
fn a_number_that_is_too_long_for_its_sentence_has_one_of_its_own() {
    says(
        "[count.guests]\nof = \"referrals\"\n[[reward]]\non = { milestone = '= if referrer.action_total(\"deposit\") >= 25 { count.guests } else { 0 }', at = [5, 10] }\n\
         give = \"25.00\"\nas = \"credit\"\n",
        &[
            "Once each, when the number named below first reaches 5 or 10, the person who invites gets 25.00 EUR as bonuses.",
            "That number is “guests” if the sum of the amounts of the actions “deposit” of the person who invites is at least 25.00 EUR, otherwise 0.",
        ],
    );
    says(
        "[count.guests]\nof = \"referrals\"\n[[reward]]\non = { milestone = \"count.guests\", every = 2 }\ngive = \"25.00\"\nas = \"credit\"\n",
        &["Each time when “guests” grows by another 2, the person who invites gets 25.00 EUR as bonuses."],
    );
}

#[test]
fn a_percent_that_is_reckoned_from_nothing_else_is_that_percent() {
    let of = |give: &str| {
        let reward = format!("[[reward]]\non = \"payment\"\ngive = \"{give}\"\nas = \"cash\"\n");
        all_said(&reward, Language::English)[1].clone()
    };
    let given =
        |what: &str| format!("For every payment of an invited person, the person who invites gets {what} as money.");
    assert_eq!(of("= percent(40 * 0.5)"), given("20 % of it"));
    assert_eq!(of("= percent(min(30 + 2 * floor(referrer.active_referrals / 5), 50))"), given("a percent of it"));
    says(
        "[[reward]]\non = \"payment\"\ngive = \"= percent(min(30 + 2 * floor(referrer.active_referrals / 5), 50))\"\nas = \"cash\"\n",
        &[
            "That percent is the smallest of (30 + (2 × rounded down (the number of active invited persons of the person who invites ÷ 5)); 50).",
        ],
    );
}

#[test]
fn the_time_of_a_schedule_and_of_a_count_is_said_as_people_say_it() {
    says(
        "[count.fresh]\nof = \"payments\"\nover = \"month\"\n[count.lately]\nof = \"payments\"\nover = \"1 month\"\n[count.half]\nof = \"payments\"\n\
         over = \"180 days\"\n[count.left]\nvalue = \"= count.left + count.fresh\"\nchecked = \"month\"\nhour = 6\n\
         [[reward]]\nid = \"last\"\non = \"month\"\nday = 31\nhour = 23\ngive = 5\nas = \"points\"\n\
         [[reward]]\nid = \"deep\"\nto = \"level 3\"\non = \"payment\"\ngive = 5\nas = \"points\"\nwhen = \"= invitee.months_active >= 2\"\n",
        &[
            "“fresh” is the number of payments of all invited persons, since the last time.",
            "“lately” is the number of payments of all invited persons, in the last month.",
            "“half” is the number of payments of all invited persons, in the last 180 days.",
            "Every month on day 1 at 6:00, “left” becomes “left” + “fresh”; before the first time it is 0.",
            "Every month on day 31 (or on the last day of the month) at 23:00, the person who invites gets 5 points.",
            "A person of level 3 is 3 invitations away.",
            "It is given only if the invited person has been active for at least 2 months without a break.",
        ],
    );
}

/// The same in the languages that bend their words.
#[test]
fn long_sentences_are_whole_in_other_languages() {
    let program = "[[offer]]\npercent = \"30 %\"\nkinds = [\"plan\"]\n[count.m]\nof = \"own.actions\"\nover = \"1 month\"\n\
                   [[reward]]\nid = \"a\"\nto = \"level 3\"\non = \"payment\"\ngive = \"= percent(2 * floor(count.m / 5))\"\nas = \"cash\"\n\
                   take_back = { on = [\"canceled\", \"refund\"], within = \"90 days\" }\n";
    for (language, sentences) in [
        (
            Language::Russian,
            [
                "Приглашённым клиентам скидка 30 % на тарифы.",
                "«m» — число собственных действий за последний месяц.",
                "До человека уровня 3 — 3 приглашения.",
                "За каждый платёж приглашённого уровня 3 пригласивший получает процент от его суммы деньгами.",
                "Этот процент: 2 × округлённое вниз («m» ÷ 5).",
                "Отзывается целиком, если в течение срока (90 дней после начисления) подписка приглашённого отменена или этот платёж \
                 возвращён.",
                "При более позднем возврате денег отзывается та же доля начисления.",
            ],
        ),
        (
            Language::Spanish,
            [
                "Los clientes invitados tienen 30 % de descuento en planes.",
                "«m» es el número de acciones propias, en el último mes.",
                "Una persona de nivel 3 está a 3 invitaciones.",
                "Por cada pago de una persona de nivel 3, quien invita recibe un porcentaje de su importe en dinero.",
                "Ese porcentaje es 2 × redondeado hacia abajo («m» ÷ 5).",
                "Se anula entera si, en el plazo de 90 días desde que se dio, se cancela una suscripción de la persona invitada o se devuelve \
                 dinero de ese pago.",
                "Una devolución posterior anula la misma parte.",
            ],
        ),
    ] {
        let said = all_said(program, language);
        for sentence in sentences {
            assert!(said.iter().any(|one| one == sentence), "{sentence}\n{said:#?}");
        }
    }
}

#[test]
fn several_holds_are_one_sentence_and_what_expires_is_said_once() {
    let said = all_said(
        "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\nhold = { days = 14, until = \"month_end\" }\n[use.cash]\nexpires = \"3 months\"\n",
        Language::English,
    );
    let held: Vec<&String> = said.iter().filter(|one| one.contains("hold") || one.contains("lost")).collect();
    assert_eq!(
        held,
        [
            "It is on hold until the latest of these, then it is available: 14 days after it was earned; the end of the month.",
            "Money: what is not used 3 months after it became available is lost.",
        ]
    );
}

#[test]
fn numbers_of_several_facts_say_which_they_are_of() {
    says(
        "[attribution]\nparameters = [\"a\", \"b\"]\nexisting_days = 30\n[[offer]]\namount = \"5.00\"\n[[reward]]\non = \"payment\"\nas = \"cash\"\n\
         when = \"= payment.ordinal == 1\"\ngive = { by = \"payment.product\", vps = { steps_by = \"payment.months\", steps = { 1 = \"5 %\", 6 = \"10 %\" } } }\n",
        &[
            "vps, 1 to 5 (the number of months that the payment is for): 5 %.",
            "vps, 6 or more (the number of months that the payment is for): 10 %.",
            "It is given only if the payment is the first one.",
            "Invited customers get 5.00 EUR off each line of an invoice.",
            "A link is any page of the site with ?a= or ?b= and the referrer's code.",
            "Who is registered already and was invited by nobody can still be invited, by a link that was followed within the last 30 days.",
        ],
    );
}

#[test]
fn what_a_refund_does_is_said_unless_a_refund_takes_all_back() {
    let said = |more: &str| {
        let file = "program = \"p\"\nname = \"P\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"payment\"\nround_to = \"1.00\"\n\
                    give = \"10 %\"\nas = \"cash\"\n";
        let said = super::terms(&check(&format!("{file}{more}")).unwrap()).iter().map(english).collect::<Vec<_>>();
        let said = said.into_iter().filter(|one| one.contains("refund") || one.contains("taken back"));
        said.collect::<Vec<_>>().join(" ")
    };
    let (same, kept) = ("A refund takes back the same part of it.", "A refund does not change it.");
    let canceled = "It is taken back as a whole if a subscription of the invited person is canceled.";
    let whole = "It is taken back as a whole if the payment is refunded.";
    let within = "It is taken back as a whole if, within 3 months after it was given, the payment is refunded.";
    assert_eq!(said(""), same);
    assert_eq!(said("refund = \"keep\""), kept);
    assert_eq!(said("refund = \"keep\"\ntake_back = { on = [\"canceled\"] }"), format!("{canceled} {kept}"));
    assert_eq!(said("take_back = { on = [\"refund\"] }"), whole);
    assert_eq!(said("refund = \"keep\"\ntake_back = { on = [\"refund\"] }"), whole);
    for (refund, later) in [
        ("proportional", "takes back the same part of it."),
        ("forfeit", "takes all of it back too."),
        ("keep", "does not change it."),
    ] {
        assert_eq!(
            said(&format!("refund = \"{refund}\"\ntake_back = {{ on = [\"refund\"], within = \"3 months\" }}")),
            format!("{within} A later refund {later}")
        );
    }
}
