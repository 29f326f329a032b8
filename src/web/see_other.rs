//! The answer to a change that succeeded.

use super::Lang;
use actix_web::body::BoxBody;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};

pub(super) const FLASH: &str = "flash";

/// 303 to a page, with a notice that it shows once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeeOther {
    to: String,
    flash: Option<&'static str>,
}

impl SeeOther {
    /// Source: a path of ours, beginning with `/`.
    pub fn to(path: impl Into<String>) -> SeeOther {
        SeeOther { to: path.into(), flash: None }
    }

    /// To where a person came from, if that is ours: `next` of the sign-in form, for example. Other sites lead to `/`.
    pub fn back(next: &str) -> SeeOther {
        let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
        SeeOther::to(if ours { next } else { "/" })
    }

    /// A key of `locales/` that begins with `flash-`. The cookie carries the key alone, so that nobody can put words into
    /// our mouth.
    pub fn flash(mut self, key: &'static str) -> SeeOther {
        self.flash = Some(key);
        self
    }
}

/// The notice that a request carries, if it is one of ours.
pub(super) fn flash_of(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(FLASH)?;
    let key = cookie.value();
    (key.starts_with("flash-") && super::catalogue::has(Lang::En, key)).then(|| key.to_owned())
}

pub(super) fn cookie(name: &'static str, value: String, age: Duration, https: bool) -> Cookie<'static> {
    let lax = Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax);
    lax.secure(https).max_age(age).finish()
}

impl Responder for SeeOther {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let visit = super::Visit::of(request);
        let mut response = if visit.is_htmx() {
            // htmx would follow a 303 and put the page where a part belongs.
            let mut response = HttpResponse::NoContent();
            response.insert_header(("HX-Redirect", self.to));
            response
        } else {
            let mut response = HttpResponse::SeeOther();
            response.insert_header((header::LOCATION, self.to));
            response
        };
        if let Some(key) = self.flash {
            response.cookie(cookie(FLASH, key.to_owned(), Duration::minutes(2), visit.https));
        }
        response.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::SeeOther;

    #[test]
    fn only_paths_of_ours_are_gone_back_to() {
        assert_eq!(SeeOther::back("/earnings?page=2"), SeeOther::to("/earnings?page=2"));
        for foreign in
            ["https://evil.example", "//evil.example", "/\\evil.example", "", "javascript:x", "/a\r\nb", "/\t/e"]
        {
            assert_eq!(SeeOther::back(foreign), SeeOther::to("/"), "{foreign}");
        }
    }
}
