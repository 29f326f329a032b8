//! The API key of the demo's billing system, so that its visitor can be the billing system.

use super::NotPrepared;
use super::cast::INVITEE;
use super::world::BILLING;
use crate::app::App;
use crate::people::api_keys::{self, Fresh, Scope};
use crate::people::{By, sources};
use crate::seal::SealError;
use url::Url;

/// It follows from the installation's secret, so that each start can tell it again.
pub struct BillingKey(Fresh);

impl BillingKey {
    pub(super) fn new(app: &App) -> Result<BillingKey, SealError> {
        Fresh::derived(&app.seal, app.clock.now(), "the demo's billing system").map(BillingKey)
    }

    /// Makes the key work, if it does not yet.
    pub(super) async fn keep(app: &App) -> Result<BillingKey, NotPrepared> {
        let key = BillingKey::new(app)?;
        app.db
            .write(async |tx| {
                let source = sources::find_or_create(tx, BILLING).await?;
                api_keys::keep(tx, &By::OPERATOR, source, "demo", &Scope::ALL, &key.0).await
            })
            .await?;
        Ok(key)
    }

    /// The command that reports a payment of the invitee's company; `timestamp` and `number` are put into it as they are.
    pub fn curl(&self, url: &Url, timestamp: &str, number: &str) -> String {
        format!(
            "curl -sS {url}api/v1/events -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' \\\n  \
             -d '{{\"id\":\"try-{number}\",\"type\":\"payment.succeeded\",\"timestamp\":\"{timestamp}\",\
             \"data\":{{\"payment\":\"try-{number}\",\"company\":\"{INVITEE}\",\"invoice\":\"silk-road-media-1\",\"amount\":\"405000.00\",\
             \"currency\":\"KZT\"}}}}'",
            key = self.0.text(),
        )
    }
}
