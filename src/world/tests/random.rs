//! Random terms over the whole language, and random facts: see `tests/it/model/random`.

use crate::rules;
use crate::rules::explain::{self, Arg, Catalogue, Language, Words};

#[path = "../../../tests/it/model/random/mod.rs"]
mod made;
mod plays;

use made::{Maker, Span};

/// Words of the language, as terms write them.
#[rustfmt::skip]
const VOCABULARY: [&str; 185] = [
    "rounding = \"half_away\"", "rounding = \"down\"", "rounding = \"up\"", "round_to =", "carry = true",
    "applies = \"opt_in\"", "applies = \"all_from_date\"", "applies = \"new_referrals\"", "from =", "until =",
    "by = \"registered\"", "by = \"event\"", "parameters =", "codes = false", "touch = \"last\"", "touch = \"first\"",
    "window_days", "renew = true", "late_days", "existing_days", "staff = false", "referrer_kind", "exclude_sources",
    "referrer_when", "invitee_when", "on = \"payment\"", "on = \"registered\"", "on = \"joined\"", "on = \"own_payment\"",
    "on = \"own_invoice\"", "{ action =", "{ own_action =", "tenure_days", "tenure_months", "since = \"first_payment\"",
    "since = \"port_in\"", "becomes =", "milestone =", "at = [", "every = 2", "on = \"day\"", "on = \"week\"",
    "on = \"month\"", "on = \"quarter\"", "on = \"half_year\"", "on = \"year\"", "every_days", "weekday", "day = 31",
    "month = 2", "hour =", "each = \"referral\"", "each = \"subscription\"", "to = \"invitee\"", "to = \"level 2\"",
    "to = \"level 3\"", "to = \"referrer.companies\"", "when = [", "unless =", "scheme =", "first_payments", "first_months",
    "as = \"credit\"", "as = \"cash\"", "as = \"discount\"", "as = \"points\"", "as = \"months\"", "as = \"EUR\"",
    "of = \"base\"", "of = \"charge\"", "kinds =", "products =", "never =", "labels =", "never_labels =", "orders =",
    "tax = \"excluded\"", "base = { reward =", "base = { amount =", "\"promo_code\"", "\"promotional_line\"",
    "\"discounted_line\"", "\"term_discount\"", "by = \"invitee.class\"", "default =", "steps_by =", "slices = true",
    "hold_days = '=", "hold = {", "until = \"service_end\"", "until = \"month_end\"", "until = \"next_month_end\"",
    "release_when", "take_back", "\"refund\"", "\"canceled\"", "\"past_due\"", "\"closed\"", "\"action_reversed\"",
    "\"not_active\"", "within =", "refund = \"forfeit\"", "refund = \"keep\"", "refund = \"proportional\"", "instalments",
    "while =", "expires =", "apply = { to = \"subscription\"", "apply = { to = \"invoice\"", "order = \"soonest_end\"",
    "order = \"oldest\"", "order = \"chosen\"", "order = \"from_link\"", "count = 1", "amount = \"", "per = \"recipient\"",
    "per = \"referrer\"", "per = \"invitee\"", "per = \"payment\"", "over = \"calendar_month\"",
    "over = \"calendar_quarter\"", "over = \"calendar_year\"", "over = \"campaign\"", "over = \"12 months\"", "[[offer]]",
    "percent =", "price =", "first_invoices", "invoices =", "codes = true", "[classes]", "[scheme]", "chosen = \"per_link\"",
    "chosen = \"per_referrer\"", "chosen = \"per_referral\"", "[count.c2]", "of = \"referrals\"", "of = \"payments\"",
    "of = \"actions\"", "of = \"subscriptions\"", "of = \"invitee.payments\"", "of = \"invitee.actions\"",
    "of = \"invitee.subscriptions\"", "of = \"own.payments\"", "of = \"own.actions\"", "of = \"own.subscriptions\"",
    "where =", "sum =", "over = \"month\"", "over = \"90 days\"", "[use.credit]", "[use.cash]", "[use.points]",
    "[use.months]", "pays =", "worth =", "minimum =", "auto =", "never_below =", "alone =", "forfeit_on =", "spend = true",
    "payout = {", "withdraw = {", "fee =", "first_minimum", "minimum_by", "convert = {", "min(", "max(", "round(", "floor(",
    "ceil(", "abs(", "percent(", "if ", "&&", "!(", "count.c0", "checked =", "starts =", "value =", " for 7", "round_to = 1\n", "||",
];

fn checked(seed: u64, span: Span) -> (rules::Terms, String) {
    let toml = Maker::new(seed, span).terms();
    let terms = rules::check(&toml);
    (terms.unwrap_or_else(|problems| panic!("seed {seed}: {problems:#?}\n{toml}")), toml)
}

#[test]
fn all_that_is_written_is_accepted_and_all_words_are_reached() {
    let mut written = String::new();
    for seed in 0..1500 {
        written += &checked(seed, Span::Whole).1;
    }
    let facts = rules::facts::Word::all().map(rules::facts::Word::path).filter(|path| *path != "places");
    let words = VOCABULARY.into_iter().chain(facts);
    let missed: Vec<&str> = words.filter(|word| !written.contains(word)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Whether a key stands where its message should, or a message without what fills it.
fn is_unsaid(words: &Words, sentence: &str) -> bool {
    let below = words.args.iter().any(|(_, arg)| matches!(arg, Arg::Words(words) if is_unsaid(words, sentence)));
    sentence.contains(words.key) || sentence.contains("{$") || sentence.trim().is_empty() || below
}

#[test]
fn all_terms_are_said_in_every_language() {
    let catalogues = Language::ALL.map(|language| (language, Catalogue::new(language)));
    for seed in 0..300 {
        let (terms, toml) = checked(seed, Span::Whole);
        for words in explain::terms(&terms) {
            for (language, catalogue) in &catalogues {
                let sentence = catalogue.say(&words);
                assert!(!is_unsaid(&words, &sentence), "seed {seed}, {}: {sentence}\n{toml}", language.code());
            }
        }
    }
}
