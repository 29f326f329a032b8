mod counts;
mod discounts;
mod direct;
mod kept;
mod levels;
mod payments;
mod random;
mod schedules;
mod stories;
mod taken;
mod windows;
mod words;

use rust_decimal::Decimal;

use super::{Reckoned, Reckoning, reckon};
use crate::calendar::Instant;
use crate::events::{LineKind, SubscriptionStatus};
use crate::ids::ExternalId;
use crate::money::{Money, Rounding, Unit};
use crate::rules::activity::{PaidAt, SubscriptionFacts};
use crate::rules::check;
use crate::rules::circle::{Bond, Circle, Member, MemberAction, MemberLine, MemberPayment, MemberSubscription, Place};
use crate::rules::expression::Expression;
use crate::rules::facts::{Group, Kind, Scope};
use crate::rules::rule::{Condition, Days, FirstMonths, Form, Give, Hold, Recipient, Rule, RuleBase, Start, Trigger};
use crate::rules::terms::{Applies, Base, RefundRule, Terms};
use crate::rules::versions::Published;

fn at(text: &str) -> Instant {
    let text = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    text.parse().unwrap()
}

fn id(text: &str) -> ExternalId {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, "USD".parse().unwrap()).unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// US dollars in UTC, with these rules.
fn terms(rules: impl Into<Vec<Rule>>) -> Terms {
    let file = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"credit\"\n";
    Terms { rules: rules.into(), rewards: Vec::new(), ..check(file).unwrap() }
}

fn scope(counts: &[&str]) -> Scope {
    let groups = [
        Group::Payment,
        Group::Line,
        Group::Action,
        Group::Subscription,
        Group::Invitee,
        Group::Referrer,
        Group::Parent,
        Group::Referral,
        Group::Period,
        Group::Charge,
        Group::Milestone,
        Group::Event,
    ];
    Scope::new(groups, counts.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
}

fn written(source: &str) -> Expression {
    let kinds = [Kind::Number, Kind::Rate, Kind::Flag, Kind::Text];
    Expression::check(source, &kinds, &scope(&["one", "two"])).unwrap()
}

fn when(source: &str) -> Condition {
    Condition { expression: written(source), holds: true }
}

fn percent(text: &str) -> Give {
    Give::Percent(text.parse().unwrap())
}

fn amount(text: &str) -> Give {
    Give::Amount(usd(text))
}

fn steps(by: &str, steps: &[(&str, Give)], slices: bool) -> Give {
    let steps = steps.iter().map(|(from, give)| (decimal(from), give.clone())).collect();
    Give::Steps { by: written(by), steps, slices }
}

fn by(fact: &str, default: Option<Give>, cases: &[(&str, Give)]) -> Give {
    let fact = crate::rules::facts::Word::find(fact).unwrap();
    let cases = cases.iter().map(|(key, give)| ((*key).to_owned(), give.clone())).collect();
    Give::By { fact, default: default.map(Box::new), cases }
}

fn lines_base() -> RuleBase {
    let kinds = vec![LineKind::Plan, LineKind::Service];
    let base = Base { kinds, products: Vec::new(), never: Vec::new(), tax_counts: true };
    RuleBase::Lines { base, labels: Vec::new(), never_labels: Vec::new(), orders: Vec::new() }
}

/// Credit in dollars, available at once.
fn rule(on: Trigger, give: Give) -> Rule {
    Rule {
        id: "r".into(),
        on,
        to: Recipient::Level(1),
        give,
        base: lines_base(),
        exclude: Vec::new(),
        form: Form::Unit(Unit::Credit, "USD".parse().unwrap()),
        rounding: Rounding::HalfAway,
        step: None,
        carry: false,
        when: Vec::new(),
        scheme: None,
        campaign: None,
        first_payments: None,
        first_months: None,
        limits: Vec::new(),
        hold: Hold::default(),
        release_when: None,
        take_back: None,
        refund: RefundRule::Proportional,
        refund_within: None,
        instalments: None,
        expires: None,
        apply: None,
    }
}

fn held(days: u32) -> Hold {
    Hold { days: Some(Days::Fixed(days)), ..Hold::default() }
}

/// "referrer", who registered with the year 2026, and their invitees "a", "b", ….
fn circle() -> Circle {
    Circle { people: vec![member("referrer", "2026-01-01")], ..Circle::default() }
}

fn member(name: &str, registered: &str) -> Member {
    Member {
        id: id(name),
        registered_at: at(registered),
        kinds: Vec::new(),
        countries: Vec::new(),
        labels: Vec::new(),
        classes: Vec::new(),
        schemes: Vec::new(),
        payments: Vec::new(),
        actions: Vec::new(),
        subscriptions: Vec::new(),
        invoices: Vec::new(),
        closed: Vec::new(),
        accepted: Vec::new(),
    }
}

/// Somebody's invitee.
fn invite(circle: &mut Circle, referrer: Place, name: &str, registered: &str) -> Place {
    let invitee = circle.people.len();
    circle.people.push(member(name, registered));
    circle.referrals.push(Bond {
        referrer,
        invitee,
        registered_at: at(registered),
        voided_at: None,
        code: None,
        sub: None,
        schemes: Vec::new(),
        typed: false,
        late: false,
    });
    invitee
}

fn line(product: &str, net: &str) -> MemberLine {
    MemberLine {
        product: product.into(),
        kind: LineKind::Plan,
        amount: usd(net),
        net: usd(net),
        quantity: None,
        months: None,
        order: None,
        service_until: None,
        cost: None,
        labels: Vec::new(),
        promotional: false,
        discounted: false,
        term_discounted: false,
    }
}

/// A payment for these lines; its id is made of the person's and its number.
fn pay<'c>(circle: &'c mut Circle, who: Place, when: &str, lines: &[MemberLine]) -> &'c mut MemberPayment {
    let member = &mut circle.people[who];
    let name = format!("{}-{:03}", member.id, member.payments.len() + 1);
    let currency = "USD".parse().unwrap();
    member.payments.push(MemberPayment {
        id: id(&name),
        event: id(&name),
        at: at(when),
        amount: Money::sum(currency, lines.iter().map(|line| line.net)).unwrap(),
        tax: None,
        credit: None,
        promo_code: false,
        lines: lines.to_vec(),
        refunds: Vec::new(),
        asked: Vec::new(),
    });
    member.payments.last_mut().unwrap()
}

fn act<'c>(circle: &'c mut Circle, who: Place, when: &str, name: &str) -> &'c mut MemberAction {
    let member = &mut circle.people[who];
    let event = format!("{}-{name}-{}", member.id, member.actions.len() + 1);
    member.actions.push(MemberAction {
        id: id(&event),
        event: id(&event),
        at: at(when),
        name: name.into(),
        product: None,
        amount: None,
        labels: Vec::new(),
        reversed_at: None,
    });
    member.actions.last_mut().unwrap()
}

/// A subscription that is paid for at its start.
fn subscribe<'c>(
    circle: &'c mut Circle,
    who: Place,
    from: &str,
    product: &str,
    price: &str,
) -> &'c mut SubscriptionFacts {
    let member = &mut circle.people[who];
    let name = format!("{}-s{}", member.id, member.subscriptions.len() + 1);
    member.subscriptions.push(MemberSubscription {
        id: id(&name),
        company: id(&name),
        product: product.into(),
        price: Some(decimal(price)),
        period: Some(crate::events::Period::Month),
        next_charges: Vec::new(),
        facts: SubscriptionFacts {
            started_at: at(from),
            trial_ends_at: None,
            statuses: Vec::new(),
            closed_at: None,
            payments: vec![PaidAt { at: at(from), refunded_whole_at: None }],
            dues: Vec::new(),
        },
        payments: Vec::new(),
    });
    &mut member.subscriptions.last_mut().unwrap().facts
}

fn cancel(facts: &mut SubscriptionFacts, when: &str) {
    facts.statuses.push((at(when), SubscriptionStatus::Canceled));
}

fn reckoned(terms: &Terms, circle: &Circle, until: &str) -> Reckoning {
    let first = Published { version: 1, effective_from: None, applies: Applies::NewReferrals };
    reckon(&Reckoned { versions: &[(first, terms)], assumed: &[] }, circle, at(until)).unwrap()
}

/// Of each earning: its day, what was earned, what is left, why.
fn told(terms: &Terms, circle: &Circle, until: &str) -> Vec<String> {
    let earnings = reckoned(terms, circle, until).earnings;
    let told = earnings.iter().map(|earning| {
        let receipt = &earning.receipt;
        let day = earning.at.format("%m-%d");
        let left = if receipt.amount == receipt.earned { String::new() } else { format!(" left {}", receipt.amount) };
        format!("{day} {}{left} {}", receipt.earned, receipt.reason.name())
    });
    told.collect()
}
