//! Random terms over the whole language, and random facts: see `tests/it/model/random`.

use crate::rules;
use crate::rules::explain::{self, Arg, Catalogue, Language, Words};

#[path = "../../../tests/it/model/random/mod.rs"]
mod made;
mod plays;

use made::{Maker, Span};

/// Words of the language, as terms write them.
#[rustfmt::skip]
const VOCABULARY: [&str; 192] = [
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
    "first_months = { count =", "since = \"registration\"",
    "as = \"credit\"", "as = \"cash\"", "as = \"discount\"", "as = \"points\"", "as = \"months\"", "as = \"EUR\"",
    "of = \"base\"", "of = \"charge\"", "kinds =", "products =", "never =", "labels =", "never_labels =", "orders =",
    "tax = \"excluded\"", "base = { reward =", "base = { amount =", "\"promo_code\"", "\"promotional_line\"",
    "\"discounted_line\"", "\"term_discount\"", "by = \"invitee.class\"", "default =", "steps_by =", "slices = true",
    "hold_days = '=", "hold = {", "until = \"service_end\"", "until = \"month_end\"", "until = \"next_month_end\"",
    "release_when", "take_back", "\"refund\"", "\"canceled\"", "\"past_due\"", "\"closed\"", "\"action_reversed\"",
    "\"not_active\"", "within =", "refund = \"forfeit\"", "refund = \"keep\"", "refund = \"proportional\"", "refund = { share = ", "instalments",
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
    "payout = {", "withdraw = {", "fee =", "fee = {", "at_most = \"15", "at_most = \"40", "counts = \"kept\"", "first_minimum", "minimum_by", "convert = {", "min(", "max(", "round(", "floor(",
    "ceil(", "abs(", "percent(", "if ", "&&", "!(", "count.c0", "checked =", "starts =", "value =", " for 7", "round_to = 1\n", "||",
];

/// What the reader knows, and random terms do not say.
const NEVER: [&str; 38] = [
    "adjust",
    "applied",
    "assume",
    "available",
    "discounts",
    "earned",
    "effective_from",
    "ends",
    "example",
    "expect",
    "expired",
    "free_invoices",
    "friday",
    "given",
    "monday",
    "names",
    "on_hold",
    "paid_out",
    "payouts",
    "person.registered",
    "rate",
    "reason",
    "referrers",
    "refused",
    "repeat",
    "saturday",
    "says",
    "second_approval_over",
    "skip_inactive",
    "spent",
    "thursday",
    "times",
    "to_pay",
    "tree",
    "type",
    "unit",
    "wednesday",
    "withdrawing",
];

/// What the seeds that are played in the database do not say.
const UNPLAYED: [&str; 16] = [
    "to = \"referrer.companies\"",
    "minimum_by",
    "payment.order",
    "line.kind",
    "line.order",
    "line.has",
    "subscription.price",
    "parent.country",
    "parent.kind",
    "parent.monthly_price",
    "parent.age_months",
    "parent.paid",
    "parent.active",
    "charge.amount",
    "charge.months",
    "charge.product",
];

fn checked(seed: u64, span: Span) -> (rules::Terms, String) {
    let toml = Maker::new(seed, span).terms();
    let terms = rules::check(&toml);
    (terms.unwrap_or_else(|problems| panic!("seed {seed}: {problems:#?}\n{toml}")), toml)
}

/// What the seeds have to say: the words above, and every fact.
fn vocabulary() -> impl Iterator<Item = &'static str> {
    let facts = rules::facts::Word::all().map(rules::facts::Word::path).filter(|path| *path != "places");
    VOCABULARY.into_iter().chain(facts)
}

/// The words that are not said, each as a word of its own.
fn missed<'w>(words: impl IntoIterator<Item = &'w str>, written: &str) -> Vec<&'w str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let ends = |word: &str| word.ends_with(inside);
    let says = |word: &str| {
        let mut at = written.match_indices(word).map(|(at, _)| written[at + word.len()..].chars().next());
        at.any(|next| !ends(word) || !next.is_some_and(inside))
    };
    words.into_iter().filter(|word| !says(word)).collect()
}

#[test]
fn all_that_is_written_is_accepted_and_all_words_are_reached() {
    let written: String = (0..1500).map(|seed| checked(seed, Span::Whole).1).collect();
    let missed = missed(vocabulary(), &written);
    assert!(missed.is_empty(), "{missed:#?}");
    let read = super::documented::read_words();
    let never = super::random::missed(read.iter().map(String::as_str), &written);
    assert_eq!(never, NEVER, "the reader knows them, and the maker does not say them");
}

/// Seed after seed the one that says the most that none before it does, and what none says then.
fn cover(span: Span, mut left: Vec<&'static str>, most: usize) -> (Vec<u64>, Vec<&'static str>) {
    let written: Vec<String> = (0..1500).map(|seed| checked(seed, span).1).collect();
    let mut seeds = Vec::new();
    while seeds.len() < most {
        let left_by = written.iter().map(|written| missed(left.iter().copied(), written));
        let (seed, best) = left_by.enumerate().min_by_key(|(_, left)| left.len()).unwrap();
        if best.len() == left.len() {
            break;
        }
        seeds.push(seed as u64);
        left = best;
    }
    (seeds, left)
}

#[test]
fn the_seeds_that_the_database_plays_say_nearly_all_words() {
    let written = |seeds: &[u64], span: Span| seeds.iter().map(|seed| checked(*seed, span).1).collect::<String>();
    let written = [written(&made::WHOLE, Span::Whole), written(&made::LOGGED, Span::Logged)].concat();
    let unsaid = missed(vocabulary(), &written);
    if unsaid != UNPLAYED {
        let (whole, left) = cover(Span::Whole, vocabulary().collect(), made::WHOLE.len());
        let (logged, left) = cover(Span::Logged, left, made::LOGGED.len());
        panic!("{unsaid:?} are not said; by {whole:?} and {logged:?} it would be {left:?}");
    }
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
