//! What is played: facts of persons out of the log, and what was decided about them.
use crate::billing::{self, Discount};
use crate::db::{Conn, Fault, sql};
use crate::events::{Fact, Text as EventText, parse_internal};
use crate::ids::{EventId, PersonId, ProgramId, SourceId};
use crate::money::Currency;
use crate::programs::Catalogue;
use crate::referrals::{self, Binding};
use crate::rules::Terms;
use crate::rules::offer::LineDiscount;
use crate::world::{Part, PartBond, PartFact};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Text)]
    body: String,
}

/// What was taken off invoices, by the sender's id of each.
type Discounts = HashMap<(SourceId, String), Vec<LineDiscount>>;

/// Everything about these persons that the rules of these programs read, as it is known now. `recent`: facts that are applied and not
/// kept yet.
pub async fn load(
    conn: &Conn,
    catalogue: &Catalogue,
    programs: &[ProgramId],
    people: &[PersonId],
    recent: Vec<PartFact>,
) -> Result<Part, Fault> {
    load_for(conn, catalogue, programs, None, people, recent).await
}

/// The same for rules of a draft too, which may count in another currency.
pub async fn part_of(
    conn: &Conn,
    catalogue: &Catalogue,
    program: ProgramId,
    draft: &Terms,
    people: &[PersonId],
) -> Result<Part, Fault> {
    load_for(conn, catalogue, &[program], Some(draft), people, Vec::new()).await
}

async fn load_for(
    conn: &Conn,
    catalogue: &Catalogue,
    programs: &[ProgramId],
    draft: Option<&Terms>,
    people: &[PersonId],
    recent: Vec<PartFact>,
) -> Result<Part, Fault> {
    let published = catalogue.programs.iter().flat_map(|p| &p.versions).map(|v| v.terms.as_ref());
    let currencies: Vec<Currency> = published.chain(draft).flat_map(counted_in).collect();
    let (facts, bindings, discounts, rates) = futures_util::try_join!(
        facts_of(conn, people),
        referrals::bindings_among(conn, programs, people),
        billing::taken_off(conn, people),
        billing::rates_into(conn, &currencies)
    )?;
    let versions = catalogue
        .programs
        .iter()
        .map(|program| program.versions.iter().map(|version| (version.terms.clone(), version.effective_from)));
    let mut part = Part::new(versions, rates);
    let mut discounts: Discounts = discounts
        .into_iter()
        .map(|taken| ((taken.source, taken.invoice), taken.discounts.into_iter().map(line_discount).collect()))
        .collect();
    for row in facts {
        tell(&mut part, row.fact(&mut discounts)?);
    }
    recent.into_iter().for_each(|fact| tell(&mut part, fact));
    for binding in bindings {
        part.bind(bond(catalogue, binding)?);
    }
    Ok(part)
}

/// What amounts are converted into.
fn counted_in(terms: &Terms) -> impl Iterator<Item = Currency> {
    terms.classes.iter().map(|classes| classes.currency).chain([terms.currency])
}

/// A fact that was applied and that the rules would refuse changes nothing for them, here as when the whole log is played.
pub(super) fn tell(part: &mut Part, fact: PartFact) {
    let id = fact.id;
    if let Err(refusal) = part.tell(fact) {
        tracing::debug!(event = %id, %refusal, "a fact that no circle reads");
    }
}

/// As the rules read it.
pub fn line_discount(discount: Discount) -> LineDiscount {
    let Discount { line, source, percent, amount, lost: _, until, instead } = discount;
    let instead = instead.map(|instead| Box::new(line_discount(*instead)));
    LineDiscount { line, source, percent, amount, lost: Vec::new(), until, instead }
}

async fn facts_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<Row>, Fault> {
    // Clicks are many, and no rule reads them.
    sql("SELECT e.source_id, s.name AS source, e.event_id, e.person_id, e.body::text AS body
         FROM events e JOIN sources s ON s.source_id = e.source_id
         WHERE e.person_id = ANY(?) AND e.applied_order IS NOT NULL AND e.state IN ('applied', 'recorded')
           AND e.type <> 'link.clicked'
         ORDER BY e.applied_order")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await
}

impl Row {
    fn fact(self, discounts: &mut Discounts) -> Result<PartFact, Fault> {
        let event = parse_internal(self.body.as_bytes())
            .map_err(|e| Fault::contradiction(format!("a kept event does not read: {e}")))?;
        let discounts = match &event.fact {
            Fact::InvoiceIssued(issued) => {
                discounts.remove(&(SourceId(self.source_id), issued.invoice.to_string())).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let (id, person) = (EventId(self.event_id), PersonId(self.person_id));
        Ok(PartFact { id, source: self.source, person, event, discounts })
    }
}

fn bond(catalogue: &Catalogue, binding: Binding) -> Result<PartBond, Fault> {
    let text = |text: Option<String>| text.map(|text| text.parse::<EventText>()).transpose();
    let wrong = |e: &str| Fault::contradiction(format!("a stored referral: {e}"));
    Ok(PartBond {
        program: catalogue.get(binding.program())?.slug.clone(),
        referrer: binding.referrer(),
        invitee: binding.invitee(),
        registered_at: binding.registered_at,
        voided_at: binding.voided_at,
        click: binding.clicked_at.zip(binding.clicked_code.clone()),
        sub: text(binding.sub).map_err(wrong)?,
        code: text(binding.code).map_err(wrong)?,
        late: binding.late,
    })
}
