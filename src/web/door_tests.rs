use super::Refusals;
use super::door::ErrorPage;
use super::gallery::{Looks, show};

#[test]
fn every_error_has_a_page() {
    for kind in ["400", "403", "404", "405", "413", "422", "429", "500", "503"] {
        let page = ErrorPage { kind, request_id: "9f2c41d07ab3e658", refusals: Refusals::none() };
        show(&format!("error-{kind}"), "/nowhere", Looks::Visitor, &page);
    }
}
