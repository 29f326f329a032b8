//! A next charge that was moved ahead by what somebody earned.
use crate::billing;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{PersonId, SubscriptionId};
use crate::rules::charging::Rhythm;

/// Of those subscriptions that Beckon itself bills and that have not ended; the days of later charges follow the new one.
pub async fn postpone(tx: &Tx, moved: &[(PersonId, SubscriptionId, Instant)]) -> Result<(), Fault> {
    let ids: Vec<_> = moved.iter().map(|(person, id, _)| (*person, *id)).collect();
    let mut owns = billing::lock_own(tx, &ids).await?;
    owns.dedup_by_key(|own| own.id);
    for own in &mut owns {
        let to = moved.iter().filter(|(_, id, _)| *id == own.id).map(|(.., to)| *to).max();
        if let Some((to, next)) = to.zip(own.next_charge_at)
            && to > next
        {
            own.rhythm = Rhythm { anchor_at: to, months: 0 };
            own.next_charge_at = Some(to);
        }
    }
    billing::save_own(tx, &owns).await
}
