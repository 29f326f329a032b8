//! Looking for companies, and everything about one.

use super::{between, following, pages};
use crate::billing::staff;
use crate::support::TestApp;
use crate::support::story::{Billing, Shown, publish};
use beckon::people::Role;
use serde_json::json;

fn names(shown: &Shown) -> Vec<String> {
    let cells = between(shown, r#"<td class="who"><a href="/admin/companies/"#, "</a>");
    cells.iter().map(|cell| cell.rsplit('>').next().unwrap().to_owned()).collect()
}

async fn comes(billing: &Billing<'_>, number: usize, name: &str, tax_id: &str) {
    let company = json!({"company": format!("c-{number}"), "name": name, "tax_id": tax_id});
    let told = json!({"person": format!("p-{number}"), "name": format!("Owner {number}"),
        "email": format!("owner{number}@example.com"), "company": company});
    assert_eq!(billing.reports("person.registered", told).await["status"], "applied");
}

#[tokio::test]
async fn companies_are_found_by_what_their_name_or_tax_number_begins_with() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let billing = Billing::new(&app).await;
    comes(&billing, 1, "Дала Трейд", "99 014-0001").await;
    comes(&billing, 2, "Dala_X", "990140002").await;
    comes(&billing, 3, "dala%y", "KZ7").await;
    for (query, found) in [
        ("q=DALA", &["dala%y", "Dala_X"][..]),
        ("q=%D0%B4%D0%B0%D0%BB", &["Дала Трейд"]),
        ("q=dala%25", &["dala%y"]),
        ("q=ala", &[]),
        ("q=99014&in=tax", &["Dala_X"]),
        ("q=99+0&in=tax", &["Дала Трейд"]),
        ("q=kz&in=tax", &["dala%y"]),
        ("q=990140002", &[]),
    ] {
        let shown = support.opens(&format!("/admin/companies?{query}")).await;
        assert_eq!((shown.status, names(&shown)), (200, found.iter().map(ToString::to_string).collect()), "{query}");
        assert_eq!(shown.has("No company is found."), found.is_empty(), "{query}");
    }
    let all = support.opens("/admin/companies").await;
    assert_eq!(names(&all)[..3], ["dala%y", "Dala_X", "Дала Трейд"], "the newest first: {}", all.text);
    // A whole tax number, however it is spelt, and our own id lead straight to the one.
    for (typed, name) in [("990140001", "Дала Трейд"), ("9901-40002", "Dala_X"), ("kz-7", "dala%y")] {
        let led = support.opens(&format!("/admin/companies?q={typed}&in=tax")).await;
        assert_eq!(led.status, 303, "{typed}: {}", led.text);
        let page = support.opens(&led.to).await;
        assert!(page.has(name) && page.has("Owner "), "{typed}: {}", page.text);
        let id = led.to.rsplit('/').next().unwrap();
        assert_eq!(support.opens(&format!("/admin/companies?q={id}")).await.to, led.to);
    }
    for nobody in ["01981a3c-0000-7000-8000-000000000001", "x", "%00"] {
        assert_eq!(support.opens(&format!("/admin/companies/{nobody}")).await.status, 404, "{nobody}");
    }
}

#[tokio::test]
async fn many_companies_are_read_page_by_page_and_as_a_file() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let billing = Billing::new(&app).await;
    for n in 0..120 {
        let name = if n < 70 { "Same Name".to_owned() } else { format!("Same {n:03}") };
        comes(&billing, n, &name, &format!("AB-{n:03}")).await;
    }
    for (path, count) in [
        ("/admin/companies?q=same", 120),
        ("/admin/companies?q=same+name", 70),
        ("/admin/companies?q=ab-0&in=tax", 100),
    ] {
        let found = pages(&support, path).await;
        let mut ids: Vec<&str> = found.iter().flat_map(|page| page.ids("/admin/companies/")).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((found.iter().flat_map(names).count(), ids.len()), (count, count), "{path}: each once");
        let file = String::from_utf8(support.downloads(&path.replace("companies", "companies.csv")).await).unwrap();
        assert_eq!(file.lines().count(), count + 1, "{path}");
    }
    let beyond = support.opens("/admin/companies?q=same&after=nonsense").await;
    assert!(names(&beyond).len() == 50 && following(&beyond).is_some(), "what is no mark is the beginning");
}

#[tokio::test]
async fn one_company_is_shown_with_its_owner_subscriptions_and_invoices() {
    let app = TestApp::start().await;
    publish(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let billing = Billing::new(&app).await;
    comes(&billing, 1, "Dala LLP", "990140001").await;
    billing.issues("inv-1", "c-1", "405000.00").await;
    let started = json!({"subscription": "sub-1", "company": "c-1", "product": "business", "period": "month"});
    billing.reports("subscription.started", started).await;
    let second = json!({"company": "c-2", "person": "p-1", "name": "Second LLP"});
    assert_eq!(billing.reports("company.registered", second).await["status"], "applied");
    let led = support.opens("/admin/companies?q=990140001&in=tax").await;
    let page = support.opens(&led.to).await;
    for told in
        ["Dala LLP", "Owner 1", "990140001", "c-1", "inv-1", "₸405,000.00", "sub-1", "business", "1 of 2", ">active<"]
    {
        assert!(page.has(told), "{told}: {}", page.text);
    }
    assert!(page.has("No run gave this company anything."));
    assert_eq!(page.ids("/admin/people/").len(), 1);
    assert_eq!(page.ids("/admin/invoices/").len(), 1);
    let owner = support.opens(&format!("/admin/people/{}", page.ids("/admin/people/")[0])).await;
    assert_eq!(owner.ids("/admin/companies/").len(), 2, "the owner's page leads to both: {}", owner.text);
}
