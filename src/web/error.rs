//! The one type of error that leaves a handler.

use super::{Problem, Refusals};
use crate::db::Fault;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is nothing here")]
    NotFound,
    #[error("this is not allowed")]
    Forbidden,
    /// A page leads to sign-in and back; the API answers 401.
    #[error("nobody is signed in")]
    Unauthorized,
    /// Staff without two-step sign-in: a page leads to where it is turned on.
    #[error("two-step sign-in is needed")]
    TwoStepNeeded,
    /// A member of staff looks at somebody's account: nothing changes, and much is closed.
    #[error("whoever looks at somebody's account may not do this")]
    OnlyLooks,
    /// A form without a page of its own; one with a page answers that page through `Page::refused`.
    #[error("the input was refused")]
    Refused(Refusals),
    #[error("too many tries; the next one is possible in {0:?}")]
    TooMany(Duration),
    /// For the API, which names its problems itself.
    #[error("{}", .0.title)]
    Problem(Problem),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error("a page could not be rendered: {0}")]
    Unrendered(#[from] askama::Error),
    /// Something of ours failed that is no fault of the database: a letter, a hash, a file.
    #[error("{0}")]
    Broken(String),
}

impl Error {
    /// What no form of ours sends.
    pub fn malformed() -> Error {
        Error::Refused(Refusals::one("", "error-400-text"))
    }

    /// How long a client should wait before it tries again.
    pub(super) fn retry_after(&self) -> Option<u64> {
        match self {
            Error::TooMany(wait) => Some(wait.as_secs().max(1)),
            Error::Fault(fault) if fault.is_outage() => Some(2),
            _ => None,
        }
    }

    pub(super) fn problem(&self) -> Problem {
        let status = self.status_code();
        let plain = |slug, title| Problem::new(status, slug, title);
        match self {
            Error::NotFound => plain("not-found", "There is nothing here"),
            Error::Forbidden | Error::TwoStepNeeded | Error::OnlyLooks => plain("forbidden", "This is not allowed"),
            Error::Unauthorized => plain("unauthorized", "A valid key is needed")
                .detail("Send an API key that has not been revoked: Authorization: Bearer KEY"),
            Error::Refused(refusals) => {
                let lang = super::Lang::En;
                refusals.iter().fold(plain("refused", "The input was refused"), |problem, refusal| {
                    problem.error(format!("/{}", refusal.field), lang.t(&refusal.words.key))
                })
            }
            Error::TooMany(_) => plain("too-many", "Too many requests").detail("Wait as long as Retry-After says"),
            Error::Problem(problem) => problem.clone(),
            Error::Fault(fault) if fault.is_outage() => {
                plain("unavailable", "The database cannot be reached").detail("Try again in a moment")
            }
            Error::Fault(_) | Error::Unrendered(_) | Error::Broken(_) => {
                plain("fault", "Something of ours failed").detail("It was logged under the id in X-Request-Id")
            }
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Forbidden | Error::TwoStepNeeded | Error::OnlyLooks => StatusCode::FORBIDDEN,
            Error::Unauthorized => StatusCode::UNAUTHORIZED,
            Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Problem(problem) => problem.status(),
            Error::Fault(fault) if fault.is_outage() => StatusCode::SERVICE_UNAVAILABLE,
            Error::Fault(_) | Error::Unrendered(_) | Error::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare: the door dresses it, as it knows the path and the language.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(seconds) = self.retry_after() {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        if matches!(self, Error::Unauthorized) {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.finish()
    }
}
