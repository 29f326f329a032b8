use super::{Argument, Group, Kind, Scope, WORDS, Word};

#[test]
fn every_word_is_found_by_its_path_and_no_path_is_listed_twice() {
    for (place, word) in Word::all().enumerate() {
        assert_eq!(Word::find(word.path()), Some(word));
        assert_eq!(usize::from(word.0), place);
    }
    assert_eq!(Word::all().count(), WORDS.len());
    assert_eq!(Word::find("payment.weather"), None);
}

#[test]
fn a_words_path_begins_with_its_group() {
    for word in Word::all() {
        let group = word.path().split('.').next();
        assert_eq!(group, Some(word.group().name()), "{}", word.path());
    }
}

#[test]
fn windows_are_of_numbers_and_names_of_numbers_or_flags() {
    for word in Word::all() {
        match word.argument() {
            Argument::Nothing => {}
            Argument::Days | Argument::MaybeDays => assert_eq!(word.kind(), Kind::Number, "{}", word.path()),
            Argument::Name => assert!(matches!(word.kind(), Kind::Number | Kind::Flag), "{}", word.path()),
        }
    }
}

#[test]
fn the_spec_of_some_words() {
    let spec = [
        ("payment.ordinal", Kind::Number, Argument::Nothing, false),
        ("payment.promo_code", Kind::Flag, Argument::Nothing, false),
        ("line.product", Kind::Text, Argument::Nothing, false),
        ("invitee.age_days", Kind::Number, Argument::Nothing, true),
        ("invitee.paid", Kind::Number, Argument::Days, true),
        ("referrer.turnover", Kind::Number, Argument::MaybeDays, false),
        ("parent.has", Kind::Flag, Argument::Name, false),
        ("places", Kind::Number, Argument::Nothing, true),
    ];
    for (path, kind, argument, by_time) in spec {
        let word = Word::find(path).unwrap();
        assert_eq!((word.kind(), word.argument(), word.depends_on_time()), (kind, argument, by_time), "{path}");
        assert_eq!(word.is_line(), path.starts_with("line."));
    }
}

#[test]
fn a_word_that_is_not_here_is_refused_with_what_helps() {
    let scope = Scope::new([Group::Invitee, Group::Referrer], ["same_plan".to_owned()]);
    let refused = |path: &str| scope.word(path).unwrap_err();
    assert_eq!(scope.word("invitee.country").unwrap().path(), "invitee.country");
    assert_eq!(
        refused("payment.ordinal"),
        "`payment.ordinal` cannot be read here: it is known only of a payment: in rewards on a payment, and in counts of payments"
    );
    assert_eq!(refused("invitee.contry"), "unknown word `invitee.contry` (did you mean `invitee.country`?)");
    assert_eq!(refused("customer.country"), "unknown word `customer.country` (did you mean `invitee.country`?)");
    assert_eq!(refused("weather"), "unknown word `weather`: words begin here with invitee, referrer, count");
    assert!(
        refused("invitee.weather")
            .starts_with("unknown word `invitee.weather`: of invitee are known class, country, kind")
    );
    assert_eq!(scope.count("same_plan"), Ok(0));
    assert_eq!(
        scope.count("same_plans").unwrap_err(),
        "unknown count `count.same_plans` (did you mean `count.same_plan`?)"
    );
    assert_eq!(scope.count("paid").unwrap_err(), "unknown count `count.paid`: these terms have same_plan");
    let none = Scope::new([Group::Invitee], []);
    assert_eq!(
        none.count("paid").unwrap_err(),
        "unknown count `count.paid`: these terms have none; write a table [count.paid]"
    );
}
