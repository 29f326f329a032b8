//! A report as people read it.

use beckon::ids::PersonId;
use beckon::intake::Name;
use beckon::money::Money;
use beckon::replays::Listed;
use beckon::world::whatif::{Changes, Cost, Flip, Occasions, Report, Role, Said};
use std::collections::HashMap;
use uuid::Uuid;

type Names = HashMap<Uuid, Name>;

pub fn line(listed: &Listed) -> String {
    let Listed { id, program, from, until, state, done, of, .. } = listed;
    let at = listed.asked_at.format("%Y-%m-%d %H:%M");
    format!("{id}  {at}  {program}  {from} to {until}  {}, {done} of {of} referrers", state.word())
}

pub fn said(report: &Report, names: &Names) -> String {
    let Report { program, from, until, referrers, .. } = report;
    let mut said = format!("{program}, {from} to {until}: the circles of {referrers} referrers\n");
    if report.costs.is_empty() {
        said.push_str("\nNothing was given, and nothing would be.\n");
    }
    said.extend(report.costs.iter().map(|cost| of_cost(cost, names)));
    said.push_str(&of_occasions(&report.occasions, names));
    said
}

fn of_cost(cost: &Cost, names: &Names) -> String {
    let currency = cost.before.currency();
    let unit = cost.given_as.to_string();
    let title = if unit == currency.to_string() { unit } else { format!("{unit}, {currency}") };
    let mut said = format!("\n{title}\n{:10}{:>20}{:>20}{:>20}\n", "", "before", "after", "difference");
    said.extend(cost.months.iter().map(|one| row(&one.month.to_string(), one.before, one.after)));
    said.push_str(&row("all", cost.before, cost.after));
    let (winners, losers) = (&cost.winners, &cost.losers);
    said.push_str(&format!("{} gain, {} lose, {} get the same\n", winners.count, losers.count, cost.unchanged));
    [said, named("gain most", winners, names), named("lose most", losers, names)].concat()
}

fn row(name: &str, before: Money, after: Money) -> String {
    format!("{name:10}{:>20}{:>20}{:>20}\n", before.to_string(), after.to_string(), difference(before, after))
}

fn difference(before: Money, after: Money) -> String {
    let sign = if after.minor() > before.minor() { "+" } else { "" };
    after.minus(before).map_or_else(|error| error.to_string(), |difference| format!("{sign}{difference}"))
}

fn named(title: &str, changes: &Changes, names: &Names) -> String {
    if changes.named.is_empty() {
        return String::new();
    }
    let changes = changes.named.iter().map(|change| {
        let role = match change.role {
            Role::Referrer => "refers",
            Role::Invitee => "was referred",
        };
        let (who, before, after) = (called(names, change.person), change.before, change.after);
        format!("    {who} ({role}): {before} -> {after}, {}\n", difference(before, after))
    });
    format!("  {title}:\n{}", changes.collect::<String>())
}

fn of_occasions(occasions: &Occasions, names: &Names) -> String {
    let Occasions { same, changed, lost, gained, flips } = occasions;
    let counts = format!(
        "\nPayments and other occasions: {same} earn the same, {changed} another amount, {lost} nothing any more, {gained} something now\n"
    );
    [counts].into_iter().chain(flips.iter().map(|flip| of_flip(flip, names))).collect()
}

fn of_flip(flip: &Flip, names: &Names) -> String {
    let invitee = flip.invitee.filter(|invitee| *invitee != flip.person);
    let invitee = invitee.map_or(String::new(), |invitee| format!(", by {}", called(names, invitee)));
    let (at, of, person) = (flip.at.to_rfc3339(), &flip.of, called(names, flip.person));
    format!("  {at}  {of}, for {person}{invitee}: {} -> {}\n", answers(&flip.before), answers(&flip.after))
}

fn answers(said: &[Said]) -> String {
    if said.is_empty() {
        return "no reward for it".to_owned();
    }
    let one = |said: &Said| format!("{} {} {} ({})", said.reward, said.amount, said.unit, said.reason.name());
    said.iter().map(one).collect::<Vec<_>>().join(" and ")
}

/// As the sender calls them.
fn called(names: &Names, person: PersonId) -> String {
    let name = names.get(&person.0);
    name.map_or_else(|| person.to_string(), |name| format!("{} {}", name.source_name, name.id))
}
