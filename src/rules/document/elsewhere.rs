//! Words that people bring along from other programs, and shapes that they leave out.

/// What it is called elsewhere, and here.
const CALLED: [(&str, &str); 31] = [
    ("signup", "registered"),
    ("sign_up", "registered"),
    ("registration", "registered"),
    ("purchase", "payment"),
    ("sale", "payment"),
    ("invoice", "payment"),
    ("monthly", "month"),
    ("quarterly", "quarter"),
    ("yearly", "year"),
    ("annually", "year"),
    ("weekly", "week"),
    ("daily", "day"),
    ("friend", "invitee"),
    ("referee", "invitee"),
    ("customer", "invitee"),
    ("invitees", "referrals"),
    ("affiliate", "referrer"),
    ("partner", "referrer"),
    ("cookie_days", "window_days"),
    ("commission", "give"),
    ("trigger", "on"),
    ("recipient", "to"),
    ("cap", "limit"),
    ("check", "checked"),
    ("period", "over"),
    ("money", "cash"),
    ("balance", "available"),
    ("payment", "payment.succeeded"),
    ("registered", "person.registered"),
    ("refund", "refund.completed"),
    ("click", "link.clicked"),
];

/// What a table is written as.
const SHAPES: [(&str, &str); 10] = [
    ("limit", "{ count = 12 }"),
    ("hold", "{ days = 14 }"),
    ("take_back", "{ on = [\"canceled\"], within = \"90 days\" }"),
    ("instalments", "{ count = 5, every = \"month\" }"),
    ("apply", "{ to = \"subscription\" }"),
    ("base", "{ kinds = [\"plan\"] }"),
    ("payout", "{ every = \"month\" }"),
    ("withdraw", "{ methods = [\"iban\"] }"),
    ("convert", "{ to = \"credit\" }"),
    ("assume", "{ \"referrer.turnover\" = \"12000.00\" }"),
];

/// What happens and is no trigger, and what to write instead.
const INSTEAD: [(&str, &str); 9] = [
    ("first_payment", "on = \"payment\" with first_payments = 1"),
    ("payment.succeeded", "on = \"payment\""),
    ("person.registered", "on = \"registered\""),
    ("action.completed", "on = { action = \"…\" } with the action's name"),
    ("subscription.started", "on = { becomes = \"= invitee.subscriptions > 0\" }"),
    ("subscription.changed", "on = { becomes = \"= …\" } with what must have become true, such as invitee.active"),
    ("invoice.issued", "on = \"payment\", or on = \"own_invoice\" for a discount off the recipient's own"),
    ("refund.completed", "`refund` or `take_back` in the reward that it takes back"),
    ("link.clicked", "on = \"registered\": a visit alone is never rewarded"),
];

pub(in crate::rules) fn trigger_instead(given: &str) -> Option<&'static str> {
    INSTEAD.iter().find(|(word, _)| *word == given).map(|(_, instead)| *instead)
}

pub(super) fn called_here(given: &str) -> Option<&'static str> {
    let given = given.to_lowercase();
    CALLED.iter().find(|(elsewhere, _)| *elsewhere == given).map(|(_, here)| *here)
}

/// The end of "is a table".
pub(super) fn shape(word: &str) -> String {
    let shape = SHAPES.iter().find(|(table, _)| *table == word);
    shape.map_or(String::new(), |(_, shape)| format!(" such as {shape}"))
}
