//! Programs that come with a key.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::api_keys::{Keys, Scope};
use crate::app::App;
use crate::ids::SourceId;
use crate::seal::Use;
use crate::web::{Error, Problem};

/// A scope as a type: [`EventsRead`], [`EventsWrite`].
pub trait Granted: 'static {
    const SCOPE: Scope;
}

#[derive(Debug, Clone, Copy)]
pub struct EventsRead;
#[derive(Debug, Clone, Copy)]
pub struct EventsWrite;

impl Granted for EventsRead {
    const SCOPE: Scope = Scope::EventsRead;
}
impl Granted for EventsWrite {
    const SCOPE: Scope = Scope::EventsWrite;
}

/// The sender of this request: it came with `Authorization: Bearer bk_live_…`, and that key has the scope `S`. 401 without a
/// key that is in force, 403 naming the scope that the key lacks.
#[derive(Debug, Clone)]
pub struct ApiKey<S: Granted> {
    pub source: SourceId,
    scope: PhantomData<S>,
}

impl<S: Granted> FromRequest for ApiKey<S> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<ApiKey<S>, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>().cloned();
        let keys = request.app_data::<web::Data<Keys>>().cloned();
        let key = bearer(request).map(str::to_owned);
        async move {
            let (app, keys) = app.zip(keys).ok_or_else(|| Error::Broken("the app's data lacks App or Keys".into()))?;
            let key = key.ok_or(Error::Unauthorized)?;
            let hash = app.seal.hash(Use::Token, &key).map_err(|error| Error::Broken(error.to_string()))?;
            let (source, scopes) = keys.ask(hash).await?.ok_or(Error::Unauthorized)?;
            if !scopes.contains(&S::SCOPE) {
                return Err(lacks(S::SCOPE));
            }
            Ok(ApiKey { source, scope: PhantomData })
        }
        .boxed_local()
    }
}

/// The scheme's name in any case, as RFC 9110 has it.
fn bearer(request: &HttpRequest) -> Option<&str> {
    let (scheme, key) = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && key.len() <= 200).then(|| key.trim())
}

fn lacks(scope: Scope) -> Error {
    let detail = format!("Its scopes lack {}; make a key that has it", scope.word());
    Error::Problem(Problem::new(StatusCode::FORBIDDEN, "scope-missing", "This key may not do that").detail(detail))
}

#[cfg(test)]
mod tests {
    use super::bearer;
    use actix_web::test::TestRequest;

    #[test]
    fn a_key_is_found_in_its_header_only() {
        let of = |value: &'static str| {
            let request = TestRequest::default().insert_header(("authorization", value)).to_http_request();
            bearer(&request).map(str::to_owned)
        };
        assert_eq!(of("Bearer bk_live_x").as_deref(), Some("bk_live_x"));
        assert_eq!(of("bearer  bk_live_x ").as_deref(), Some("bk_live_x"));
        assert_eq!(of("Basic bk_live_x"), None);
        assert_eq!(of("bk_live_x"), None);
        assert_eq!(bearer(&TestRequest::default().uri("/?key=bk_live_x").to_http_request()), None);
    }
}
