//! Who may do what: every route, and what it answers to whom. Whoever adds a route adds a row.

mod adjusted;
mod billing;
mod callers;
mod digest;
mod drafts;
mod routes;
mod things;
mod viewing;

use crate::support::TestApp;
use callers::{Callers, Who};
use digest::digest;
use reqwest::header::LOCATION;
use reqwest::{Method, Response};
use std::collections::BTreeSet;

/// `in`: led to sign-in and back. `owner` is the person whose ids stand in the path; `other` is another person with the
/// same ids; `theirs` is the key of another source, `weak` a key without any scope.
const TABLE: &str = "
                                       nobody owner other support finance admin key theirs weak
GET  /healthz                          200    200   200   200     200     200   200 200    200
GET  /readyz                           200    200   200   200     200     200   200 200    200
GET  /static/{name:.*}                 200    200   200   200     200     200   200 200    200
GET  /api/v1/openapi.json              200    200   200   200     200     200   200 200    200
POST /api/v1/events                    401    401   401   401     401     401   200 200    403
GET  /api/v1/events/{id}               401    401   401   401     401     401   200 404    403
GET  /register                         200    200   200   200     200     200   200 200    200
POST /register                         200    200   200   200     200     200   200 200    200
GET  /sign-in                          200    303   303   303     303     303   200 200    200
POST /sign-in                          422    422   422   422     422     422   422 422    422
GET  /sign-in/code                     303    303   303   303     303     303   303 303    303
POST /sign-in/code                     303    303   303   303     303     303   303 303    303
POST /sign-out                         303    303   303   303     303     303   303 303    303
GET  /email/confirm                    200    200   200   200     200     200   200 200    200
POST /email/confirm                    200    200   200   200     200     200   200 200    200
GET  /email/confirmed                  200    200   200   200     200     200   200 200    200
POST /email/confirmation               303    303   303   303     303     303   303 303    303
GET  /password/forgot                  200    200   200   200     200     200   200 200    200
POST /password/forgot                  200    200   200   200     200     200   200 200    200
GET  /password/reset                   200    200   200   200     200     200   200 200    200
POST /password/reset                   200    200   200   200     200     200   200 200    200
GET  /settings                         in     200   200   200     200     200   in  in     in
POST /settings/sessions/{session}/end  in     303   404   404     404     404   in  in     in
POST /settings/profile                 in     303   303   303     303     303   in  in     in
POST /settings/letters                 in     303   303   303     303     303   in  in     in
GET  /settings/letters                 in     200   200   200     200     200   in  in     in
GET  /settings/security                in     200   200   200     200     200   in  in     in
GET  /settings/two-step                in     200   200   200     200     200   in  in     in
POST /settings/two-step                in     303   303   303     303     303   in  in     in
POST /settings/two-step/confirmation   in     422   422   422     422     422   in  in     in
POST /settings/two-step/codes          in     422   422   422     422     422   in  in     in
POST /settings/two-step/off            in     422   422   422     422     422   in  in     in
GET  /settings/data                    in     200   200   200     200     200   in  in     in
POST /settings/data/export             in     200   200   200     200     200   in  in     in
GET  /settings/deletion                in     200   200   200     200     200   in  in     in
POST /settings/deletion                in     422   422   422     422     422   in  in     in
GET  /settings/payout                  in     200   200   200     200     200   in  in     in
GET  /settings/payout/{method}         in     200   200   200     200     200   in  in     in
POST /settings/payout/{method}         in     303   303   303     303     303   in  in     in
GET  /payout/confirm                   200    200   200   200     200     200   200 200    200
POST /payout/confirm                   200    200   200   200     200     200   200 200    200
GET  /letters/{kind}/off/{token}       200    200   200   200     200     200   200 200    200
POST /letters/{kind}/off/{token}       200    200   200   200     200     200   200 200    200
POST /settings/password                in     303   303   303     303     303   in  in     in
POST /settings/sessions/end            in     303   303   303     303     303   in  in     in
GET  /                                 200    303   303   303     303     303   200 200    200
GET  /overview                         in     200   200   200     200     200   in  in     in
GET  /r/{code}                         200    200   200   200     200     200   200 200    200
GET  /invitation                       in     200   200   200     200     200   in  in     in
POST /invitation/code                  in     422   422   422     422     422   in  in     in
POST /invitation/removal               in     303   303   303     303     303   in  in     in
GET  /claims                           in     200   200   200     200     200   in  in     in
POST /claims                           in     303   303   303     303     303   in  in     in
POST /invitation/name                  in     303   303   303     303     303   in  in     in
GET  /invited                          in     200   200   200     200     200   in  in     in
GET  /invited/{id}                     in     200   404   404     404     404   in  in     in
GET  /clicks                           in     200   200   200     200     200   in  in     in
GET  /earnings                         in     200   200   200     200     200   in  in     in
GET  /earnings/{id}                    in     200   404   404     404     404   in  in     in
GET  /statement                        in     200   200   200     200     200   in  in     in
GET  /earnings.csv                     in     200   200   200     200     200   in  in     in
POST /earnings/{id}/question           in     404   404   404     404     404   in  in     in
GET  /invited.csv                      in     200   200   200     200     200   in  in     in
GET  /statement.pdf                    in     200   200   200     200     200   in  in     in
GET  /statement.csv                    in     200   200   200     200     200   in  in     in
GET  /programs/{slug}/terms            200    200   200   200     200     200   200 200    200
GET  /share                            in     200   200   200     200     200   in  in     in
POST /share/links                      in     303   303   303     303     303   in  in     in
POST /share/links/{code}/label         in     303   404   404     404     404   in  in     in
GET  /share/links/{code}/qr.{kind}     in     200   404   404     404     404   in  in     in
POST /share/links/{code}/closing       in     303   404   404     404     404   in  in     in
GET  /programs/{slug}/banners/{language}/{size}.svg 200 200 200 200 200 200 200 200 200
POST /consent                          303    303   303   303     303     303   303 303    303
GET  /clicks.csv                       in     200   200   200     200     200   in  in     in
GET  /programs/{slug}/terms/{version}  200    200   200   200     200     200   200 200    200
GET  /programs/{slug}/terms/{version}/changes 200 200 200 200     200     200   200 200    200
POST /programs/{slug}/terms/{version}/acceptance in 404 404 404   404     404   in  in     in
GET  /companies                        in     200   200   200     200     200   in  in     in
POST /companies                        in     303   303   403     403     403   in  in     in
POST /companies/order                  in     303   404   404     404     404   in  in     in
GET  /companies/runs                   in     404   404   404     404     404   in  in     in
GET  /invoices                         in     200   200   200     200     200   in  in     in
GET  /invoices/{id}                    in     200   404   404     404     404   in  in     in
POST /invoices/{id}/spends             in     303   404   404     404     404   in  in     in
GET  /plans                            in 200 200 200 200 200 in in in
POST /plans/subscriptions              in 303 404 404 404 404 in in in
POST /plans/subscriptions/{id}/plan    in 303 404 404 404 404 in in in
POST /plans/subscriptions/{id}/cancellation in 303 404 404 404 404 in in in
POST /plans/subscriptions/{id}/continuation in 303 404 404 404 404 in in in
POST /plans/subscriptions/{id}/additions in 303 404 404 404 404 in in in
POST /plans/subscriptions/{id}/additions/{addition}/removal in 303 404 404 404 404 in in in
GET  /admin/products                   in 404 404 200 200 200 in in in
GET  /admin/products.csv in 404 404 200 200 200 in in in
POST /admin/products                   in 404 404 403 403 303 in in in
GET  /admin/products/{id}              in 404 404 200 200 200 in in in
POST /admin/products/{id}/prices       in 404 404 403 403 303 in in in
POST /admin/products/{id}/closing      in 404 404 403 403 303 in in in
GET  /admin/invoices                   in 404 404 200 200 200 in in in
GET  /admin/invoices.csv in 404 404 200 200 200 in in in
GET  /admin/invoices/{id}              in 404 404 200 200 200 in in in
POST /admin/invoices/{id}/payments     in 404 404 403 303 303 in in in
POST /admin/invoices/{id}/voiding      in 404 404 403 422 422 in in in
POST /admin/invoices/{id}/refunds      in 404 404 403 303 303 in in in
POST /admin/invoices/{id}/refunds/{refund}/completion in 404 404 403 303 303 in in in
POST /admin/invoices/{id}/refunds/{refund}/refusal in 404 404 403 303 303 in in in
GET  /withdrawals                      in     200   200   200     200     200   in  in     in
POST /withdrawals                      in     303   422   422     422     422   in  in     in
POST /withdrawals/conversions          in     422   422   422     422     422   in  in     in
POST /withdrawals/{id}/cancellation    in     303   404   404     404     404   in  in     in
GET  /admin/claims                     in     404   404   200     200     200   in  in     in
GET  /admin/claims.csv in 404 404 200 200 200 in in in
GET  /admin/claims/{id}                in     404   404   200     200     200   in  in     in
POST /admin/claims/{id}/approval       in     404   404   403     422     422   in  in     in
POST /admin/claims/{id}/rejection      in     404   404   403     303     422   in  in     in
GET  /admin/flags                      in     404   404   200     200     200   in  in     in
GET  /admin/flags.csv                  in     404   404   200     200     200   in  in     in
GET  /admin/flags/{id}                 in     404   404   200     200     200   in  in     in
POST /admin/flags/{id}/holding         in     404   404   403     303     422   in  in     in
POST /admin/flags/{id}/clearing        in     404   404   403     303     422   in  in     in
POST /admin/flags/{id}/voiding         in     404   404   403     303     422   in  in     in
POST /admin/flags/{id}/ban             in     404   404   403     303     422   in  in     in
POST /admin/flags/{id}/readmission     in     404   404   403     303     422   in  in     in
GET  /admin/referrals.csv              in     404   404   200     200     200   in  in     in
GET  /admin/referrals                  in     404   404   200     200     200   in  in     in
GET  /admin/referrals/{id}             in     404   404   200     200     200   in  in     in
POST /admin/referrals/{id}/voiding     in     404   404   403     303     422   in  in     in
GET  /admin/batches                    in     404   404   200     200     200   in  in     in
GET  /admin/batches.csv in 404 404 200 200 200 in in in
POST /admin/batches                    in     404   404   403     303     303   in  in     in
GET  /admin/batches/{id}               in     404   404   200     200     200   in  in     in
POST /admin/batches/{id}/exclusion     in     404   404   403     303     303   in  in     in
POST /admin/batches/{id}/inclusion     in     404   404   403     303     303   in  in     in
POST /admin/batches/{id}/list          in     404   404   403     200     200   in  in     in
POST /admin/batches/{id}/order         in     404   404   403     200     200   in  in     in
POST /admin/batches/{id}/completion    in     404   404   403     303     422   in  in     in
POST /admin/batches/{id}/undoing       in     404   404   403     422     422   in  in     in
GET  /admin/payouts                    in     404   404   200     200     200   in  in     in
GET  /admin/payouts.csv in 404 404 200 200 200 in in in
GET  /admin/withdrawals                in     404   404   200     200     200   in  in     in
GET  /admin/withdrawals.csv            in     404   404   200     200     200   in  in     in
GET  /admin/withdrawals/{id}           in     404   404   200     200     200   in  in     in
POST /admin/withdrawals/{id}/approval  in     404   404   403     303     303   in  in     in
POST /admin/withdrawals/{id}/rejection in     404   404   403     303     422   in  in     in
POST /admin/withdrawals/{id}/details   in     404   404   403     200     200   in  in     in
POST /admin/withdrawals/{id}/payment   in     404   404   403     303     422   in  in     in
POST /admin/withdrawals/{id}/failure   in     404   404   403     303     422   in  in     in
GET  /admin/people                     in     404   404   200     200     200   in  in     in
GET  /admin/people.csv                 in     404   404   200     200     200   in  in     in
GET  /admin/people/{id}                in     404   404   200     200     200   in  in     in
GET  /admin/events                     in     404   404   200     200     200   in  in     in
GET  /admin/events.csv                 in     404   404   200     200     200   in  in     in
GET  /admin/events/one                 in     404   404   200     200     200   in  in     in
POST /admin/events/replay              in     404   404   403     303     303   in  in     in
GET  /admin/deliveries                 in     404   404   200     200     200   in  in     in
GET  /admin/deliveries.csv             in     404   404   200     200     200   in  in     in
POST /admin/deliveries/{id}/retry      in     404   404   303     303     303   in  in     in
GET  /adjustments/{id}                 in     200   404   404     404     404   in  in     in
GET  /admin/people/{id}/adjustments    in     404   404   200     200     200   in  in     in
POST /admin/people/{id}/adjustments    in     404   404   403     303     303   in  in     in
GET  /admin/people/{id}/anonymising    in     404   404   403     403     200   in  in     in
POST /admin/people/{id}/anonymising    in     404   404   403     403     422   in  in     in
GET  /admin/companies                  in     404   404   200     200     200   in  in     in
GET  /admin/companies.csv              in     404   404   200     200     200   in  in     in
GET  /admin/companies/{id}             in     404   404   200     200     200   in  in     in
GET  /admin/rewards                    in     404   404   200     200     200   in  in     in
GET  /admin/rewards.csv                in     404   404   200     200     200   in  in     in
GET  /admin/rewards/{id}               in     404   404   200     200     200   in  in     in
GET  /admin/adjustments                in     404   404   200     200     200   in  in     in
GET  /admin/adjustments.csv            in     404   404   200     200     200   in  in     in
GET  /admin/adjustments/{id}           in     404   404   200     200     200   in  in     in
POST /admin/adjustments/{id}/approval  in     404   404   403     303     422   in  in     in
POST /admin/adjustments/{id}/rejection in     404   404   403     303     422   in  in     in
POST /admin/adjustments/{id}/retraction in    404   404   403     422     303   in  in     in
GET  /admin/people/{id}/view           in     404   404   200     200     200   in  in     in
POST /admin/people/{id}/view           in     404   404   303     303     303   in  in     in
POST /admin/view/end                   in     404   404   404     404     404   in  in     in
GET  /admin/keys                       in     404   404   200     200     200   in  in     in
GET  /admin/staff                      in     404   404   200     200     200   in  in     in
GET  /admin/staff.csv in 404 404 200 200 200 in in in
POST /admin/staff                      in     404   404   403     403     303   in  in     in
POST /admin/staff/{id}/role            in     404   404   403     403     422   in  in     in
POST /admin/staff/{id}/removal         in     404   404   403     403     422   in  in     in
GET  /admin/deeds                      in     404   404   200     200     200   in  in     in
GET  /admin/deeds.csv                  in     404   404   200     200     200   in  in     in
GET  /admin                            in     404   404   200     200     200   in  in     in
GET  /admin/books                      in     404   404   200     200     200   in  in     in
POST /admin/books/audit                in     404   404   303     303     303   in  in     in
GET  /admin/api-keys                   in     404   404   200     200     200   in  in     in
GET  /admin/api-keys.csv in 404 404 200 200 200 in in in
POST /admin/api-keys                   in     404   404   403     403     200   in  in     in
POST /admin/api-keys/{id}/revocation   in     404   404   403     403     303   in  in     in
GET  /admin/jobs                       in     404   404   200     200     200   in  in     in
GET  /admin/jobs.csv in 404 404 200 200 200 in in in
POST /admin/jobs/{id}/retry            in     404   404   403     403     303   in  in     in
POST /admin/jobs/{id}/removal          in     404   404   403     403     303   in  in     in
GET  /admin/programs                   in 404 404 200 200 200 in in in
GET  /admin/programs.csv in 404 404 200 200 200 in in in
GET  /admin/programs/drafts.csv in 404 404 200 200 200 in in in
GET  /admin/programs/new               in 404 404 403 403 200 in in in
GET  /admin/programs/new/{template}    in 404 404 403 403 200 in in in
POST /admin/programs/new/{template}    in 404 404 403 403 303 in in in
POST /admin/programs/drafts            in 404 404 403 403 303 in in in
GET  /admin/programs/drafts/{id}       in 404 404 200 200 200 in in in
POST /admin/programs/drafts/{id}       in 404 404 403 403 303 in in in
POST /admin/programs/drafts/{id}/check in 404 404 403 403 200 in in in
POST /admin/programs/drafts/{id}/removal in 404 404 403 403 303 in in in
GET  /admin/programs/drafts/{id}/publishing in 404 404 403 403 200 in in in
POST /admin/programs/drafts/{id}/publishing in 404 404 403 403 422 in in in
POST /admin/programs/drafts/{id}/replays in 404 404 403 403 303 in in in
GET  /admin/replays/{id}               in 404 404 200 200 200 in in in
POST /admin/replays/{id}/cancellation  in 404 404 403 403 303 in in in
GET  /admin/verification               in 404 404 200 200 200 in in in
GET  /admin/verification.csv in 404 404 404 404 404 in in in
GET  /admin/verification/{program}/next in 404 404 404 404 404 in in in
GET  /admin/verification/{program}/next.csv in 404 404 404 404 404 in in in
GET  /admin/verification/{program}/{month} in 404 404 404 404 404 in in in
GET  /admin/verification/{program}/{month}.csv in 404 404 404 404 404 in in in
POST /admin/verification/{program}/{month}/application in 404 404 403 404 404 in in in
POST /admin/verification/{program}/{month}/recomputation in 404 404 403 404 404 in in in
GET  /demo                             404    404   404   404     404     404   404 404    404
POST /demo/session                     404    404   404   404     404     404   404 404    404
POST /demo/clock                       404    404   404   404     404     404   404 404    404
";

struct Row {
    method: Method,
    path: &'static str,
    /// In the order of [`Who::ALL`].
    expected: Vec<&'static str>,
}

fn table() -> Vec<Row> {
    let mut lines = TABLE.lines().filter(|line| !line.is_empty());
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(head, Who::ALL.map(Who::word));
    let row = |line: &'static str| {
        let mut cells = line.split_whitespace();
        let (method, path) = (cells.next().unwrap().parse().unwrap(), cells.next().unwrap());
        let expected: Vec<&str> = cells.collect();
        assert_eq!(expected.len(), head.len(), "{line}");
        Row { method, path, expected }
    };
    lines.map(row).collect()
}

/// As the table writes it.
fn said(answer: &Response) -> String {
    let to = answer.headers().get(LOCATION).map(|to| to.to_str().unwrap()).unwrap_or_default();
    if to.starts_with("/sign-in?next=") { "in".into() } else { answer.status().as_u16().to_string() }
}

/// Whether a cell of the table lets somebody in.
fn is_refusal(cell: &str) -> bool {
    ["in", "401", "403", "404"].contains(&cell)
}

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let rows: BTreeSet<String> = table().iter().map(|row| format!("{} {}", row.method, row.path)).collect();
    assert_eq!(rows.len(), table().len(), "a route has two rows");
    let routes = routes::all();
    let unlisted: Vec<_> = routes.difference(&rows).collect();
    assert!(unlisted.is_empty(), "say in the table who may: {unlisted:#?}");
    let unrouted: Vec<_> = rows.difference(&routes).collect();
    assert!(unrouted.is_empty(), "no such route any more: {unrouted:#?}");
}

/// Those who are refused come first: what the owner may change is still there while the others try.
#[tokio::test]
async fn everybody_gets_what_the_table_says_and_who_is_refused_changes_nothing() {
    let app = TestApp::start().await;
    let mut callers = Callers::new(&app).await;
    let mut wrong = Vec::new();
    for row in table() {
        let mut cells: Vec<(Who, &str)> = Who::ALL.into_iter().zip(row.expected).collect();
        cells.sort_by_key(|(_, expected)| !is_refusal(expected));
        for (who, expected) in cells {
            let changes = row.method != Method::GET;
            let before = if changes && is_refusal(expected) { Some(digest(&app).await) } else { None };
            let request = callers.request(who, &row.method, row.path).header("sec-fetch-site", "same-origin");
            let answer = said(&request.send().await.unwrap());
            if answer != expected {
                wrong.push(format!("{} {} answers {answer} to {}, not {expected}", row.method, row.path, who.word()));
            }
            if let Some(before) = before
                && digest(&app).await != before
            {
                wrong.push(format!("{} {} changed something for {}", row.method, row.path, who.word()));
            }
            if changes {
                callers.sign_in_again(who).await;
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    app.works_jobs().await;
}

/// A browser always tells the origin of a form; what tells none, or another, is not one of our pages. The API knows
/// nobody by cookies, so there the origin is of no use to a stranger.
#[tokio::test]
async fn forms_of_other_sites_and_of_nowhere_change_nothing() {
    const ORIGINS: [Option<(&str, &str)>; 5] = [
        None,
        Some(("sec-fetch-site", "cross-site")),
        Some(("sec-fetch-site", "same-site")),
        Some(("origin", "https://evil.example")),
        Some(("origin", "null")),
    ];
    let app = TestApp::start().await;
    let callers = Callers::new(&app).await;
    let before = digest(&app).await;
    let mut wrong = Vec::new();
    for row in table().into_iter().filter(|row| row.method != Method::GET) {
        for who in Who::ALL {
            let api = row.path.starts_with("/api/");
            // The token in the address is what lets in there.
            if (api && !who.has_cookie()) || row.path.starts_with("/letters/") {
                continue;
            }
            let expected = if api { "401" } else { "403" };
            for origin in ORIGINS {
                let mut request = callers.request(who, &row.method, row.path);
                if let Some((name, value)) = origin {
                    request = request.header(name, value);
                }
                let answer = said(&request.send().await.unwrap());
                if answer != expected {
                    let who = who.word();
                    wrong.push(format!("{} {} answers {answer} to {who} from {origin:?}", row.method, row.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(digest(&app).await, before);
    let path = "/settings/profile";
    let honest = callers.request(Who::Owner, &Method::POST, path).header("sec-fetch-site", "same-origin");
    assert_eq!(honest.send().await.unwrap().status(), 303);
    assert_ne!(digest(&app).await, before, "an honest form changes something, and the digest shows it");
}
