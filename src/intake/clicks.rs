use super::batch::Batch;
use super::known::{Known, Noun};
use crate::db::Fault;
use crate::events::{Fact, LinkClicked};
use crate::ids::{ClickId, Code};
use crate::people::sources::beckon;
use crate::referrals::{self, Click};

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let clicks: Vec<(usize, &LinkClicked)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::LinkClicked(fact) => Some((n, fact.as_ref())),
            _ => None,
        })
        .collect();
    if clicks.is_empty() {
        return Ok(());
    }
    let codes: Vec<Code> = clicks.iter().filter_map(|(_, fact)| fact.code.as_str().parse().ok()).collect();
    let links = referrals::every_by_codes(batch.tx, &codes).await?;
    let mut visits = Vec::with_capacity(clicks.len());
    for (n, fact) in clicks {
        let link = fact.code.as_str().parse().ok().and_then(|code: Code| links.get(&code));
        let Some(link) = link.filter(|link| link.was_open(batch.items[n].event.timestamp)) else {
            batch.refuse(n, None, "unknown_code");
            continue;
        };
        let (source, at) = (batch.items[n].source, batch.items[n].event.timestamp);
        let id = match fact.click.as_str().parse::<ClickId>() {
            Ok(own) if source == beckon() => own,
            _ => ClickId::new(batch.tx.now()),
        };
        let visitor = batch.items[n].visitor;
        let content_hash = Some(batch.items[n].event.content_hash().to_vec());
        batch.known.make(
            source,
            Noun::Click,
            fact.click.as_str(),
            Known { id: id.0, person: link.person, content_hash },
        );
        visits.push(Click {
            id,
            person: link.person,
            link: link.id,
            at,
            path: fact.path.as_ref().map(ToString::to_string),
            referring_host: fact.referring_host.as_ref().map(ToString::to_string),
            sub: fact.sub.as_ref().map(ToString::to_string),
            device: visitor.map(|visitor| visitor.device.to_owned()),
            visitor_hash: visitor.map(|visitor| visitor.hash.clone()),
        });
        batch.applied(n, link.person, Vec::new());
    }
    referrals::record_clicks(batch.tx, &visits, batch.tx.now()).await
}
