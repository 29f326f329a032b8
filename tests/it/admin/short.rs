//! Lists that are read whole: narrowed by a cell and by a search, put in order, and the same as files.

use super::between;
use crate::billing::{NOTHING, sells, staff};
use crate::support::TestApp;
use crate::support::months::Months;
use crate::support::story::{Shown, Visitor};
use beckon::people::Role;

/// What the lines are of, without what stands below it.
fn names(page: &Shown) -> Vec<String> {
    let cells = between(page, r#"<td class="who">"#, "</td>");
    let name = |cell: &&str| {
        let text = cell.split("<span").next().unwrap();
        text.split('<').map(|part| part.rsplit('>').next().unwrap()).collect::<String>()
    };
    cells.iter().map(name).collect()
}

/// A list shows these lines in this order, and its file, whose column so many is what they are of, holds the same.
async fn shows(staff: &Visitor<'_>, path: &str, query: &str, column: usize, expected: &[&str]) -> Shown {
    let page = staff.opens(&format!("{path}?{query}")).await;
    assert_eq!(
        (page.status, names(&page)),
        (200, expected.iter().map(ToString::to_string).collect()),
        "{path}?{query}"
    );
    let file = String::from_utf8(staff.downloads(&format!("{path}.csv?{query}")).await).unwrap();
    let lines: Vec<&str> = file.lines().skip(1).map(|line| line.split(',').nth(column).unwrap()).collect();
    assert_eq!(lines, expected, "{path}.csv?{query}: {file}");
    page
}

#[tokio::test]
async fn products_are_narrowed_sorted_and_exported() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    sells(&admin, "plan", "start", "20000", ("14", "7")).await;
    let business = sells(&admin, "plan", "Business", "90000", ("0", "10")).await;
    sells(&admin, "service", "Archive", "5000", ("0", "7")).await;
    let page = shows(&admin, "/admin/products", "", 1, &["Archive", "Business", "start"]).await;
    for link in [
        r#"<th scope="col" aria-sort="ascending"><a href="/admin/products?sort=name-down">"#,
        r#"<th scope="col" class="n"><a href="/admin/products?sort=price">"#,
        r#"href="/admin/products?kind=service""#,
        r#"<a class="tag" href="/admin/products?state=sold">"#,
        r#"<a href="/admin/products.csv" download>"#,
    ] {
        assert!(page.has(link), "{link}: {}", page.text);
    }
    for (query, expected) in [
        ("sort=name-down", &["start", "Business", "Archive"][..]),
        ("sort=price-down", &["Business", "start", "Archive"]),
        ("sort=trial-down", &["start", "Archive", "Business"]),
        ("sort=due-down&kind=plan", &["Business", "start"]),
        ("kind=service", &["Archive"]),
        ("q=BUS", &["Business"]),
        ("q=s&kind=plan&sort=name-down", &["start", "Business"]),
        ("state=closed", &[]),
    ] {
        shows(&admin, "/admin/products", query, 1, expected).await;
    }
    assert!(admin.opens("/admin/products?q=nothing").await.has("Nothing here."));
    assert_eq!(admin.sends(&format!("/admin/products/{business}/closing"), NOTHING).await.status, 303);
    shows(&admin, "/admin/products", "state=closed", 1, &["Business"]).await;
    let log = admin.opens("/admin/deeds").await;
    let verbs = between(&log, r#"<a class="tag" href="/admin/deeds?verb="#, "\"");
    assert!(verbs.contains(&"list-exported"), "what leaves the house is a deed: {verbs:?}");
}

#[tokio::test]
async fn members_of_staff_are_narrowed_sorted_and_exported() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let support = staff(&app, "Asel Nurova", Role::Support).await;
    staff(&app, "Boris Kim", Role::Finance).await;
    let (dana, asel, boris) = ("Dana Ospanova", "Asel Nurova", "Boris Kim");
    for (query, expected) in [
        ("", &[dana, boris, asel][..]),
        ("sort=role-up", &[asel, boris, dana]),
        ("sort=name", &[asel, boris, dana]),
        ("role=finance", &[boris]),
        ("two_step=off&sort=name-down", &[dana, boris, asel]),
        ("two_step=on", &[]),
        ("q=nuro", &[asel]),
        ("q=BORIS.KIM@", &[boris]),
    ] {
        shows(&admin, "/admin/staff", query, 1, expected).await;
    }
    let page = support.opens("/admin/staff").await;
    assert!(page.has(r#"<a class="tag" href="/admin/staff?role=finance">"#), "{}", page.text);
}

#[tokio::test]
async fn keys_are_narrowed_sorted_and_exported() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let mut ids = Vec::new();
    for (source, label, write) in [("billing", "production", "yes"), ("shop", "Reader", ""), ("billing", "Old", "yes")]
    {
        let id = admin.opens("/admin/api-keys").await.field("key").to_owned();
        let form = [("key", id.as_str()), ("source", source), ("label", label), ("read", "yes"), ("write", write)];
        let made = admin.sends("/admin/api-keys", &form).await;
        assert_eq!(made.status, 200, "{}", made.text);
        app.passes(chrono::TimeDelta::minutes(1)).await;
        ids.push(id);
    }
    assert_eq!(admin.sends(&format!("/admin/api-keys/{}/revocation", ids[2]), NOTHING).await.status, 303);
    for (query, expected) in [
        ("", &["Old", "Reader", "production"][..]),
        ("sort=made-up", &["production", "Reader", "Old"]),
        ("sort=label", &["Old", "production", "Reader"]),
        ("source=shop", &["Reader"]),
        ("may=events%3Awrite", &["Old", "production"]),
        ("state=revoked", &["Old"]),
        ("state=valid&q=BILL", &["production"]),
    ] {
        shows(&admin, "/admin/api-keys", query, 1, expected).await;
    }
    let page = admin.opens("/admin/api-keys?state=valid").await;
    assert!(page.has(r#"href="/admin/api-keys?state=valid&#38;sort=label""#), "{}", page.text);
}

#[tokio::test]
async fn jobs_are_found_by_their_names_in_the_readers_language() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    app.passes(chrono::TimeDelta::days(1)).await;
    shows(&support, "/admin/jobs", "q=audit+the+BOOKS", 2, &["Audit the books"]).await;
    let page = shows(&support, "/admin/jobs", "kind=audit.nightly", 2, &["Audit the books"]).await;
    assert!(
        page.has("Show all") && page.has(r#"href="/admin/jobs?kind=audit.nightly&#38;state=well""#),
        "{}",
        page.text
    );
    let all = names(&support.opens("/admin/jobs?sort=job").await);
    assert!(all.len() > 10 && all.is_sorted_by_key(|name| name.to_lowercase()), "{all:?}");
    let mut down = names(&support.opens("/admin/jobs?sort=job-down&state=well").await);
    down.reverse();
    assert_eq!(all, down);
    assert_eq!(names(&support.opens("/admin/jobs?state=failed").await), [""; 0]);
}

#[tokio::test]
async fn programs_and_drafts_are_narrowed_sorted_and_exported() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let months = Months::of(&app, 1).await;
    months.invites(0..1).await;
    crate::support::sender::publish(&app, crate::withdrawals::desk::TERMS).await;
    let page = admin.opens("/admin/programs").await;
    let (discounts, partners) = (&names(&page)[0], &names(&page)[1]);
    for (query, expected) in [
        ("", &[discounts.as_str(), partners][..]),
        ("sort=name-down", &[partners, discounts]),
        ("sort=referrers-up", &[partners, discounts]),
        ("sort=referrers", &[discounts, partners]),
        ("q=PARTNERS", &[partners]),
        ("state=open", &[discounts, partners]),
        ("state=closed", &[]),
    ] {
        shows(&admin, "/admin/programs", query, 1, expected).await;
    }
    let begun = [("key", page.field("key")), ("program", "partners")];
    assert_eq!(admin.sends("/admin/programs/drafts", &begun).await.status, 303);
    for (query, count) in [("", 1), ("kind=version&q=partners", 1), ("kind=program", 0), ("q=discounts", 0)] {
        let file = String::from_utf8(admin.downloads(&format!("/admin/programs/drafts.csv?{query}")).await).unwrap();
        assert_eq!(file.lines().count(), count + 1, "{query}: {file}");
        let page = admin.opens(&format!("/admin/programs?{query}")).await;
        assert_eq!(page.ids("/admin/programs/drafts/").len(), count, "{query}");
    }
}
