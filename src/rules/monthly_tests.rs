use super::check;
use super::terms::BlockedBy;

const DISCOUNTS: &str = include_str!("../../programs/company-discounts.toml");

#[test]
fn the_discount_program_is_read_whole() {
    let terms = check(DISCOUNTS).unwrap();
    let rule = &terms.monthly[0];
    assert_eq!((rule.id.as_str(), rule.day, rule.hour, rule.cap), ("discount", 28, 0, 20));
    assert_eq!((rule.skip_inactive, rule.blocked_by), (true, BlockedBy::Overdue));
    let steps: Vec<String> = rule.steps.iter().map(|(from, percent)| format!("{from}: {percent}")).collect();
    assert_eq!(steps, ["0: 0 %", "5: 5 %", "10: 10 %", "15: 20 %", "20: 40 %"]);
    assert!(terms.rewards.is_empty());
    let short = DISCOUNTS.replacen("hour = 0\n", "", 1).replacen("unless = \"referrer.pending_payments\"", "", 1);
    let short = check(&short.replacen(", skip_inactive = true", "", 1)).unwrap();
    let rule = &short.monthly[0];
    assert_eq!((rule.hour, rule.skip_inactive, rule.blocked_by), (0, true, BlockedBy::Nothing));
}

#[test]
fn the_programs_campaign_is_its_own() {
    let campaign = |line: &str| check(&DISCOUNTS.replacen("currency", &format!("{line}\ncurrency"), 1)).unwrap();
    let of = |line: &str| campaign(line).monthly[0].clone();
    let (before, at) = ("2026-04-30T23:59:59Z".parse().unwrap(), "2026-05-01T00:00:00Z".parse().unwrap());
    let until = of("until = \"2026-05-01T00:00:00Z\"");
    assert_eq!((until.is_on(before), until.is_on(at), until.registered_within()), (true, false, None));
    let registered = of("until = \"2026-05-01T00:00:00Z\"\nby = \"registered\"");
    assert!(registered.is_on(at) && registered.registered_within().is_some());
    let always = of("");
    assert!(always.is_on(at) && always.registered_within().is_none());
}

#[test]
fn a_wrong_word_of_the_ladder_is_named_with_line_and_column() {
    let line = |needle: &str| 1 + DISCOUNTS.lines().position(|line| line.starts_with(needle)).unwrap();
    let (give, day, cascade) = (line("give"), line("day"), line("cascade"));
    for (find, replace, expected) in [
        ("day = 28", "day = 0", format!("{day}:7: `day`: a whole number from 1 to 31")),
        ("day = 28", "day = 32", format!("{day}:7: `day`: a whole number from 1 to 31")),
        ("day = 28", "", format!("{}:1: [[reward]] needs `day`", line("[[reward]]"))),
        ("hour = 0", "hour = 24", format!("{}:8: `hour`: a whole number from 0 to 23", line("hour"))),
        ("cap = 20", "cap = 0", format!("{cascade}:19: `cap`: a whole number from 1 to 1000000")),
        ("cap = 20, ", "", format!("{cascade}:11: cascade needs `cap`")),
        ("skip_inactive", "skip_idle", format!("{cascade}:23: unknown word `skip_idle` in cascade; known here: cap")),
        ("cascade = {", "cascade = 20 #", format!("{cascade}:11: `cascade`: write it as {{ cap = 20,")),
        ("\"places\"", "\"turnover\"", format!("{give}:21: `steps_by`: \"turnover\" is unknown: \"places\"")),
        ("5 = \"5 %\"", "5 = \"101 %\"", format!("{give}:56: `steps`: 101 % is more than the whole price")),
        ("5 = \"5 %\"", "5 = \"5\"", format!("{give}:56: `steps`: \"5\" is not a percent")),
        ("5 = \"5 %\"", "5 = 5", format!("{give}:56: `steps`: write it as a text in quotes")),
        ("5 = \"5 %\"", "11 = \"5 %\"", format!("{give}:69: `steps`: 10 comes after 11: write the steps rising")),
        ("5 = \"5 %\"", "05 = \"5 %\"", format!("{give}:57: `steps`: \"05\" is no number of referrals")),
        ("5 = \"5 %\"", "5 = \"5 %\", 5 = \"6 %\"", format!("{give}:63: duplicate key")),
        ("5 = \"5 %\"", "five = \"5 %\"", format!("{give}:59: `steps`: \"five\" is no number of referrals")),
        ("20 = \"40 %\"", "21 = \"40 %\"", format!("{give}:94: `steps`: 21 is never reached, as at most 20")),
        ("{ steps_by", "\"10 %\" # ", format!("{give}:8: `give`: write it as {{ steps_by")),
        (
            "as = \"discount\"",
            "as = \"credit\"",
            format!("{}:6: `as`: \"credit\" is unknown: \"discount\"", line("as")),
        ),
        (
            "\"referrer.companies\"",
            "\"referrer\"",
            format!("{}:6: `to`: \"referrer\" is unknown: \"referrer.companies\"", line("to")),
        ),
        (
            "\"referrer.pending_payments\"",
            "\"referrer.is_rude\"",
            format!("{}:10: `unless`: \"referrer.is_rude\" is unknown: \"referrer.pending_payments\"", line("unless")),
        ),
        ("hour = 0", "hold_days = 1", format!("{}:1: unknown word `hold_days` in [[reward]]", line("hour"))),
    ] {
        assert!(DISCOUNTS.contains(find), "{find}");
        let problems = check(&DISCOUNTS.replacen(find, replace, 1)).unwrap_err();
        let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(found.iter().any(|problem| problem.starts_with(&expected)), "{expected}\n  found {found:?}");
    }
}

#[test]
fn a_month_has_one_run() {
    let reward = &DISCOUNTS[DISCOUNTS.find("[[reward]]").unwrap()..];
    let second = reward.split("[[example]]").next().unwrap().replacen("\"discount\"", "\"more\"", 1);
    let found = check(&format!("{DISCOUNTS}\n{second}")).unwrap_err();
    assert!(
        found.iter().any(|problem| problem.words.contains("a second reward to \"referrer.companies\"")),
        "{found:?}"
    );
}

#[test]
fn a_ladder_has_at_most_a_hundred_steps_and_none_gives_more_than_all() {
    let ladder = |steps: u32| {
        let steps: Vec<String> = (0..steps).map(|from| format!("{from} = \"1 %\"")).collect();
        let start = DISCOUNTS.find("steps = {").unwrap();
        let end = start + DISCOUNTS[start..].find('}').unwrap();
        let file = format!("{}steps = {{ {} {}", &DISCOUNTS[..start], steps.join(", "), &DISCOUNTS[end..]);
        check(&file.replacen("cap = 20", "cap = 200", 1))
    };
    assert_eq!(ladder(100).unwrap().monthly[0].steps.len(), 100);
    for steps in [0, 101] {
        let found = ladder(steps).unwrap_err();
        assert!(found.iter().any(|problem| problem.words.starts_with("`steps`: 1 to 100 steps")), "{steps}: {found:?}");
    }
    assert!(check(&DISCOUNTS.replacen("20 = \"40 %\"", "20 = \"100 %\"", 1)).is_ok());
}
