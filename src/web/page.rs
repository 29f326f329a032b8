//! A page: plain data in an askama struct, with the shell around it added here.

use super::see_other::{FLASH, cookie};
use super::{Error, Shell, Visit};
use actix_web::body::BoxBody;
use actix_web::cookie::time::Duration;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, Responder};
use askama::{Template, Values};
use url::form_urlencoded;

type Render<T> = fn(&T, &dyn Values) -> askama::Result<String>;

/// What a handler answers: `Ok(Page::new(InvitedPage { .. }))`.
pub struct Page<T> {
    screen: T,
    status: StatusCode,
    retry_after: Option<u64>,
    program: Option<String>,
    dated: bool,
    block: Option<(&'static str, Render<T>)>,
}

impl<T: Template> Page<T> {
    pub fn new(screen: T) -> Page<T> {
        Page { screen, status: StatusCode::OK, retry_after: None, program: None, dated: false, block: None }
    }

    /// The same page with what is to be mended: 422.
    pub fn refused(screen: T) -> Page<T> {
        Page::new(screen).status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The same page for whoever tried too often: 429. Other errors stay what they are.
    pub fn refused_for_now(screen: T, error: Error) -> Result<Page<T>, Error> {
        let Error::TooMany(_) = error else { return Err(error) };
        let mut page = Page::new(screen).status(StatusCode::TOO_MANY_REQUESTS);
        page.retry_after = error.retry_after();
        Ok(page)
    }

    pub fn status(mut self, status: StatusCode) -> Page<T> {
        self.status = status;
        self
    }

    /// Which program it is about, by its slug: the menu leads to the same program's pages.
    pub fn about(mut self, program: &str) -> Page<T> {
        self.program = Some(program.to_owned());
        self
    }

    /// A document that is printed: every day stands with its year.
    pub fn dated(mut self) -> Page<T> {
        self.dated = true;
        self
    }

    /// When htmx asks for the element `id`, only that block is sent:
    /// `.block("invited", |page, values| page.as_list().render_with_values(values))`.
    pub fn block(mut self, id: &'static str, render: Render<T>) -> Page<T> {
        self.block = Some((id, render));
        self
    }

    fn html(&self, shell: &Shell, visit: &Visit) -> askama::Result<String> {
        match self.block {
            Some((id, render)) if visit.htmx.as_deref() == Some(id) => render(&self.screen, shell),
            _ => self.screen.render_with_values(shell),
        }
    }
}

impl<T: Template> Responder for Page<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let visit = Visit::of(request);
        let mut shell = Shell::of(request, &visit);
        shell.dated = self.dated;
        // A page about no program hands on the one that its address names.
        shell.program = self.program.clone().unwrap_or_else(|| named_in(request));
        let html = match self.html(&shell, &visit) {
            Ok(html) => html,
            Err(error) => return HttpResponse::from_error(Error::from(error)),
        };
        let mut response = HttpResponse::build(self.status);
        response.content_type("text/html; charset=utf-8");
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        response.insert_header((header::VARY, "HX-Request, HX-Target"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        if shell.flash.is_some() {
            response.cookie(cookie(FLASH, String::new(), Duration::ZERO, visit.https));
        }
        response.body(html)
    }
}

fn named_in(request: &HttpRequest) -> String {
    let mut pairs = form_urlencoded::parse(request.query_string().as_bytes());
    pairs.find(|(name, _)| name == "program").map(|(_, slug)| slug.into_owned()).unwrap_or_default()
}

/// Where a long list stands: `/invited?page=2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// The list's address with its filters, ready for `page=` to be added: `/invited?state=paying&`.
    pub base: String,
    /// From 1.
    pub page: i64,
    pub pages: i64,
}

impl Paging {
    /// `page` of the query; what is no page is the first.
    pub fn asked(page: &str) -> i64 {
        page.parse().ok().filter(|page| (1..=1_000_000).contains(page)).unwrap_or(1)
    }

    /// The address of a list with its filters; empty ones are left out.
    pub fn base(path: &str, filters: &[(&str, &str)]) -> String {
        let kept = filters.iter().filter(|(_, value)| !value.is_empty());
        let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
        if query.is_empty() { format!("{path}?") } else { format!("{path}?{query}&") }
    }

    pub fn of(base: String, page: i64, lines: i64, on_a_page: i64) -> Paging {
        Paging { base, page, pages: lines.max(1).div_euclid(on_a_page) + i64::from(lines.max(1) % on_a_page > 0) }
    }

    pub fn previous(&self) -> Option<i64> {
        (self.page > 1).then(|| self.page - 1)
    }

    pub fn following(&self) -> Option<i64> {
        (self.page < self.pages).then(|| self.page + 1)
    }
}

/// Where a list stands whose next page begins after the last line of this one: `/admin/deeds?after=ID`. However long it is, a
/// page costs the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Further {
    /// As [`Paging::base`].
    pub base: String,
    /// The page is not the first.
    pub is_further: bool,
    /// The mark of the last line, where more follow.
    pub next: Option<String>,
}

impl Further {
    /// Of lines of which one more than a page holds was looked up; that one is taken away.
    pub fn of<T>(
        base: String,
        after: &str,
        lines: &mut Vec<T>,
        on_a_page: usize,
        mark: impl Fn(&T) -> String,
    ) -> Further {
        let more = lines.len() > on_a_page;
        lines.truncate(on_a_page);
        let next = lines.last().filter(|_| more).map(mark);
        Further { base, is_further: !after.is_empty(), next }
    }

    /// The first page.
    pub fn first(&self) -> &str {
        self.base.trim_end_matches(['&', '?'])
    }

    /// The next one: the mark is put into the address as it must stand there.
    pub fn following(&self) -> Option<String> {
        let next = self.next.as_deref()?;
        let mark: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        Some(format!("{}after={mark}", self.base))
    }
}
