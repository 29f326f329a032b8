use proptest::prelude::*;

use super::*;

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn money(text: &str, code: &str) -> Money {
    Money::parse(text, currency(code)).unwrap()
}

#[test]
fn a_currency_is_its_iso_code_with_its_minor_unit() {
    assert_eq!(currency("KZT").digits(), 2);
    assert_eq!(currency("JPY").digits(), 0);
    assert_eq!(currency("KWD").digits(), 3);
    for wrong in ["", "kzt", "ZZZ", "XAU", "KZTT", "₸"] {
        assert_eq!(wrong.parse::<Currency>(), Err(MoneyError::UnknownCurrency(wrong.into())));
    }
}

#[test]
fn amounts_are_read_in_major_units_and_written_with_all_digits() {
    assert_eq!(money("405000", "KZT").to_string(), "405000.00");
    assert_eq!(money("405000.5", "KZT").minor(), 40_500_050);
    assert_eq!(money("-0.01", "USD").to_string(), "-0.01");
    assert_eq!(money("1.000", "USD").to_string(), "1.00");
    assert_eq!(money("12", "JPY").to_string(), "12");
    assert_eq!(money("1000000000000000", "KWD").to_string(), "1000000000000000.000");
}

#[test]
fn what_is_not_an_amount_is_refused_with_its_reason() {
    for wrong in ["", "-", ".5", "5.", "1e3", "+1", " 1", "1_000", "1,5", "NaN", "１", "0x10", "--1"] {
        assert_eq!(Money::parse(wrong, currency("USD")), Err(MoneyError::NotAnAmount(wrong.into())), "{wrong}");
    }
    assert!(matches!(Money::parse("0.001", currency("USD")), Err(MoneyError::TooFine { digits: 2, .. })));
    assert!(matches!(Money::parse("1.5", currency("JPY")), Err(MoneyError::TooFine { digits: 0, .. })));
    assert_eq!(Money::parse("1000000000000000.01", currency("USD")), Err(MoneyError::TooLarge));
    assert_eq!(Money::parse(&"9".repeat(400), currency("USD")), Err(MoneyError::TooLarge));
}

#[test]
fn sums_stay_in_one_currency_and_within_the_limit() {
    let whole = money("1000000000000000", "USD");
    assert_eq!(whole.plus(money("0.01", "USD")), Err(MoneyError::TooLarge));
    let (usd, kzt) = (currency("USD"), currency("KZT"));
    assert_eq!(money("1", "USD").minus(money("1", "KZT")), Err(MoneyError::CurrenciesDiffer(usd, kzt)));
    assert_eq!(money("1", "USD").partial_cmp(&money("1", "KZT")), None);
    assert_eq!(Amount::new(money("0", "USD")), Err(MoneyError::NotPositive(money("0", "USD"))));
}

#[test]
fn percents_are_exact_and_rounded_once() {
    let ten: Percent = "10 %".parse().unwrap();
    assert_eq!(ten.to_string(), "10 %");
    assert_eq!("12.50%".parse::<Percent>().unwrap().to_string(), "12.5 %");
    assert_eq!(ten.of(money("405000.00", "KZT"), Rounding::HalfAway), Ok(money("40500.00", "KZT")));
    let cases =
        [("0.05", "0.01", "0.00", "0.01"), ("0.04", "0.00", "0.00", "0.01"), ("-0.05", "-0.01", "0.00", "-0.01")];
    for (base, half_away, down, up) in cases {
        let base = money(base, "USD");
        assert_eq!(ten.of(base, Rounding::HalfAway), Ok(money(half_away, "USD")));
        assert_eq!(ten.of(base, Rounding::Down), Ok(money(down, "USD")));
        assert_eq!(ten.of(base, Rounding::Up), Ok(money(up, "USD")));
    }
    for wrong in
        ["10", "%", "-1 %", "1e1 %", "1000.1 %", "0.0000001 %", ".5 %", "1_0 %", "10 % ", "9".repeat(60).as_str()]
    {
        assert!(wrong.parse::<Percent>().is_err(), "{wrong}");
    }
}

#[test]
fn a_split_gives_the_units_left_to_the_largest_remainders_first() {
    let weights = ["1", "1", "1"].map(|w| money(w, "USD"));
    let parts: Vec<_> = split(money("100.00", "USD"), &weights).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(parts, ["33.34", "33.33", "33.33"]);
    let weights = ["1", "2"].map(|w| money(w, "USD"));
    let parts: Vec<_> = split(money("0.05", "USD"), &weights).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(parts, ["0.02", "0.03"]);
    assert_eq!(split(money("0.05", "USD"), &[]), Err(MoneyError::ZeroWhole));
    assert_eq!(split(money("0", "USD"), &[]), Ok(vec![]));
}

proptest! {
    #[test]
    fn every_split_sums_to_its_whole(
        total in -1_000_000_000i128..1_000_000_000,
        weights in proptest::collection::vec(0i128..1_000_000_000, 1..40),
    ) {
        let usd = currency("USD");
        let weights: Vec<_> = weights.into_iter().map(|w| Money::from_minor(w, usd).unwrap()).collect();
        prop_assume!(weights.iter().any(|w| !w.is_zero()));
        let total = Money::from_minor(total, usd).unwrap();
        let parts = split(total, &weights).unwrap();
        prop_assert_eq!(Money::sum(usd, parts.iter().copied()).unwrap(), total);
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = proportion(total, *weight, Money::sum(usd, weights.iter().copied()).unwrap(), Rounding::Down).unwrap();
            prop_assert!((part.minor() - exact.minor()).abs() <= 1);
        }
    }

    #[test]
    fn text_and_back(minor in -100_000_000_000_000_000i128..100_000_000_000_000_000, code in "(USD|JPY|KWD|KZT)") {
        let Ok(amount) = Money::from_minor(minor, currency(&code)) else { return Ok(()) };
        prop_assert_eq!(Money::parse(&amount.to_string(), currency(&code)).unwrap(), amount);
        prop_assert_eq!(Money::new(amount.amount(), currency(&code)).unwrap(), amount);
        let json = serde_json::to_string(&amount).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), amount);
    }

    #[test]
    fn nothing_overflows_at_the_limit(percent in 0u32..=1000, part in 1i128..=LIMIT) {
        let largest = money("1000000000000000", "KWD");
        let part = Money::from_minor(part, currency("KWD")).unwrap();
        prop_assert!(proportion(largest, part, largest, Rounding::Up).is_ok());
        let share = Percent::new(percent.into()).unwrap().of(largest, Rounding::Up);
        prop_assert_eq!(share.is_ok(), percent <= 100);
    }
}
