//! The bar on top of every page.

use super::store;
use crate::app::App;
use crate::people::SignedIn;
use crate::web::{DemoBar, Visit};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};

/// Follows the clock that another process may have moved, and tells the page around whose eyes look at it. Belongs inside the
/// session's middleware, on demo clocks only.
pub async fn bar(
    app: web::Data<App>,
    who: Option<SignedIn>,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let found = app.db.read(async |conn| store::find(conn).await).await;
    let players = match found {
        Ok(demo) => {
            if let Some(demo) = demo {
                app.clock.set_offset(demo.ahead).map_err(|error| crate::web::Error::Broken(error.to_string()))?;
            }
            demo.and_then(|demo| demo.players)
        }
        // The page itself says that the database is away.
        Err(fault) => {
            tracing::warn!(%fault, "the demo's clock could not be read");
            None
        }
    };
    let role = who.zip(players).and_then(|(who, players)| match who.person {
        person if person == players.referrer => Some("demo-referrer"),
        person if person == players.invitee => Some("demo-invitee"),
        person if person == players.staff => Some("demo-staff"),
        person if person == players.owner => Some("demo-owner"),
        person if person == players.partner => Some("demo-partner"),
        _ => None,
    });
    let now = app.clock.now();
    if let Some(visit) = request.extensions_mut().get_mut::<Visit>() {
        visit.now = now;
    }
    request.extensions_mut().insert(DemoBar { now, role });
    next.call(request).await
}
