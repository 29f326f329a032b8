//! A referrer's circle as the rules read it: gathered anew from all that is known, so that the order of coming does not matter.

use super::bills::Invoice;
use super::people::Person;
use super::{Refusal, World};
use crate::events::{Line, Text};
use crate::money::{Money, MoneyError};
use crate::rules::activity::Due;
use crate::rules::circle::{
    Bond, Circle, Member, MemberAction, MemberInvoice, MemberLine, MemberPayment, MemberSubscription, Place,
};
use crate::rules::rule::Chosen;

use super::names::HashMap;

/// A circle, and who of the world is at which place.
pub(super) struct Gathered {
    pub(super) circle: Circle,
    pub(super) people: Vec<usize>,
}

impl Gathered {
    /// (recipient, invitee), as the world knows them.
    pub(super) fn named(&self, recipient: Place, invitee: Option<Place>) -> (usize, Option<usize>) {
        (self.people[recipient], invitee.map(|invitee| self.people[invitee]))
    }
}

impl World {
    /// The referrer, whom they invited, whom those invited, and so on for `depth` levels.
    pub(super) fn gather(&self, program: usize, referrer: usize, depth: u32) -> Result<Gathered, Refusal> {
        let mut people = vec![referrer];
        let mut places: HashMap<usize, Place> = HashMap::default();
        places.insert(referrer, 0);
        let mut referrals = Vec::new();
        let mut level = 0..1;
        for _ in 0..depth {
            for place in level.clone() {
                for &referral in self.reckoned.referrals_of(program, people[place]) {
                    let invitee = self.referrals[referral].invitee;
                    let holds = self.people[invitee].invited.contains(&referral);
                    if !holds || places.contains_key(&invitee) {
                        continue;
                    }
                    places.insert(invitee, people.len());
                    referrals.push(self.bond(referral, place, people.len()));
                    people.push(invitee);
                }
            }
            level = level.end..people.len();
        }
        let members = people.iter().map(|&person| self.member(program, person));
        let members = members.collect::<Result<Vec<Member>, Refusal>>()?;
        referrals.sort_by(|one, other| {
            let key = |bond: &Bond| (bond.registered_at, members[bond.invitee].id.clone());
            key(one).cmp(&key(other))
        });
        let circle = Circle { people: members, referrals, rates: self.rates.clone(), watch: self.watch.clone() };
        Ok(Gathered { circle, people })
    }

    fn bond(&self, referral: usize, referrer: Place, invitee: Place) -> Bond {
        let known = &self.referrals[referral];
        let click = known.through.click.map(|click| &self.clicks[click]);
        let code = known.through.code.as_ref().map(Text::to_string).or(click.map(|click| click.code.clone()));
        let schemes = self.programs[known.program].newest().schemes.as_ref().map_or(Vec::new(), |schemes| {
            let recorded = &self.people[known.referrer].recorded;
            let since = known.registered_at;
            let first = match schemes.chosen {
                // A link is of the scheme that holds when it is followed.
                Chosen::PerLink => {
                    let followed = click.map_or(since, |click| click.at);
                    recorded.scheme_of_link(code.as_deref(), followed)
                }
                Chosen::PerReferral => recorded.scheme_at(since),
                // Read of the referrer, when it is judged.
                Chosen::PerReferrer => None,
            };
            let own = recorded.schemes_of_referral(&self.people[known.invitee].id, since);
            first.map(|scheme| (since, scheme.to_owned())).into_iter().chain(own).collect()
        });
        Bond {
            referrer,
            invitee,
            registered_at: known.registered_at,
            voided_at: known.voided_at,
            code,
            sub: click.and_then(|click| click.sub.as_ref()).map(Text::to_string),
            schemes,
            typed: known.through.click.is_none() && known.through.code.is_some(),
            late: known.through.late,
        }
    }

    fn member(&self, program: usize, person: usize) -> Result<Member, Refusal> {
        let known = &self.people[person];
        let mut payments = self.member_payments(known)?;
        payments.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let mut received = self.received(person);
        let invoices = known.invoices.iter().map(|&place| {
            let due = self.due_of(place, received.remove(&place).unwrap_or_default())?;
            self.member_invoice(place, due)
        });
        let mut invoices = invoices.collect::<Result<Vec<_>, Refusal>>()?;
        invoices.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let mut actions: Vec<MemberAction> = known.actions.iter().map(|&place| self.member_action(place)).collect();
        actions.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let mut kinds: Vec<_> = known.kinds.iter().collect();
        kinds.sort_by_key(|(since, event, _)| (*since, event.clone()));
        let mut classes: Vec<_> = known.classes.iter().collect();
        classes.sort_by_key(|report| (report.at, report.event.clone()));
        Ok(Member {
            id: known.id.clone(),
            registered_at: known.registered_at,
            kinds: kinds.into_iter().map(|(since, _, kind)| (*since, *kind)).collect(),
            countries: known.recorded.countries(),
            labels: known.recorded.labels(),
            classes: classes.into_iter().map(|report| (report.at, report.class.to_string())).collect(),
            schemes: known.recorded.schemes(),
            payments,
            actions,
            subscriptions: self.member_subscriptions(person)?,
            invoices,
            closed: known.companies.iter().filter_map(|&company| self.companies[company].closed_at).collect(),
            accepted: self.programs[program].accepted_by(person),
        })
    }

    fn member_payments(&self, person: &Person) -> Result<Vec<MemberPayment>, Refusal> {
        let mut payments = Vec::with_capacity(person.payments.len());
        for &place in &person.payments {
            let payment = &self.payments[place];
            let lines = match payment.invoice {
                Some(invoice) => lines_of(&self.invoices[invoice])?,
                None => payment.lines.iter().map(|line| member_line(line, line.net(), false)).collect(),
            };
            let used = payment.invoice.map(|invoice| self.used_bonuses(invoice)).transpose()?;
            payments.push(MemberPayment {
                id: payment.id.clone(),
                event: payment.event.clone(),
                at: payment.at,
                amount: payment.amount,
                tax: payment.tax,
                credit: payment.credit.or(used.filter(|used| used.is_positive())),
                promo_code: self.has_promo_code(payment),
                lines,
                refunds: payment.settled_refunds().to_vec(),
                asked: payment.asked_refunds(),
            });
        }
        Ok(payments)
    }

    fn member_action(&self, place: usize) -> MemberAction {
        let action = &self.actions[place];
        MemberAction {
            id: action.fact.action.clone(),
            event: action.event.clone(),
            at: action.at,
            name: action.fact.name.to_string(),
            product: action.fact.product.as_ref().map(Text::to_string),
            amount: action.fact.amount.map(|amount| amount.value()),
            labels: action.fact.labels.iter().map(Text::to_string).collect(),
            reversed_at: action.reversed_at,
        }
    }

    fn member_subscriptions(&self, person: usize) -> Result<Vec<MemberSubscription>, Refusal> {
        let mut subscriptions: Vec<MemberSubscription> = Vec::new();
        let all = self.subscription_facts(person)?;
        let mut paid = if all.len() > 1 { self.paid_for(person) } else { HashMap::default() };
        for (place, facts) in all {
            let known = &self.subscriptions[place];
            let told = known.fact.next_charge_at.map(|next| (known.started_at, next));
            let changed = known.next_charges.iter().map(|(since, _, next)| (*since, *next));
            subscriptions.push(MemberSubscription {
                id: known.fact.subscription.clone(),
                company: self.companies[known.company].id.clone(),
                product: known.fact.product.to_string(),
                price: known.fact.price.map(|price| price.value()),
                period: known.fact.period,
                next_charges: told.into_iter().chain(changed).collect(),
                facts,
                payments: paid.remove(&place).unwrap_or_default(),
            });
        }
        subscriptions.sort_by(|one, other| {
            let key = |one: &MemberSubscription| (one.facts.started_at, one.id.clone());
            key(one).cmp(&key(other))
        });
        Ok(subscriptions)
    }

    fn member_invoice(&self, place: usize, due: Due) -> Result<MemberInvoice, Refusal> {
        let invoice = &self.invoices[place];
        let named = self.subscription_of_invoice(invoice);
        Ok(MemberInvoice {
            id: invoice.issued.invoice.clone(),
            event: invoice.event.clone(),
            at: invoice.at,
            subscription: named.map(|place| self.subscriptions[place].fact.subscription.clone()),
            due_at: invoice.issued.due_at,
            lines: lines_of(invoice)?,
            total: invoice.total()?,
            tax: invoice.issued.tax,
            settled_at: due.settled_at,
            voided_at: invoice.voided_at,
        })
    }
}

fn lines_of(invoice: &Invoice) -> Result<Vec<MemberLine>, MoneyError> {
    let lines = invoice.issued.lines.iter().zip(invoice.nets()?).enumerate();
    let off = invoice.off();
    let offered = |n: usize| off.iter().any(|discount| discount.line == n);
    Ok(lines.map(|(n, (line, net))| member_line(line, net, offered(n))).collect())
}

pub(super) fn member_line(line: &Line, net: Money, offered: bool) -> MemberLine {
    MemberLine {
        product: line.product.to_string(),
        kind: line.kind,
        amount: line.amount,
        net,
        quantity: line.quantity,
        months: line.months,
        order: line.order,
        service_until: line.service_until,
        cost: line.cost,
        labels: line.labels.iter().map(Text::to_string).collect(),
        promotional: line.promotional,
        discounted: offered || line.discount.is_some_and(Money::is_positive),
        term_discounted: line.term_discount.is_some_and(Money::is_positive),
    }
}
