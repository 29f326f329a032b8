//! Every URL on one screen.

use crate::app::health::{healthz, readyz};
use actix_web::web::ServiceConfig;

pub fn configure(routes: &mut ServiceConfig) {
    routes.service(healthz).service(readyz);
}
