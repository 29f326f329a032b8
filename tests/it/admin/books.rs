//! What every account holds.

use super::between;
use crate::billing::staff;
use crate::support::TestApp;
use crate::support::story::{Billing, Visitor, publish};
use beckon::people::Role;
use chrono::TimeDelta;

/// An account's debit, credit and balance, as the page shows them.
fn account(page: &crate::support::story::Shown, name: &str) -> Vec<String> {
    let row = between(page, &format!(r#"<td class="who">{name}</td>"#), "</tr>");
    assert_eq!(row.len(), 1, "{name}: {}", page.text);
    let cells = row[0].split("₸").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    cells.collect()
}

#[tokio::test]
async fn the_trial_balance_adds_up() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    assert!(support.opens("/admin/books").await.has("Nothing has been posted yet."));
    publish(&app).await;
    let billing = Billing::new(&app).await;
    let anna = Visitor::registered(&app, "Anna", "Anna LLP").await;
    let invited = Visitor::new(&app);
    invited.opens(&anna.link().await).await;
    invited.registers("Ivan", "Invited LLP").await;
    let company = invited.company().await;
    // A tenth of each; the first is released after its fourteen days, the second is on hold.
    billing.is_paid("pay-1", &company, "405000.00").await;
    app.passes(TimeDelta::days(10)).await;
    billing.is_paid("pay-2", &company, "1000.00").await;
    app.passes(TimeDelta::days(5)).await;
    support.signs_in("Boris Kim").await;
    let page = support.opens("/admin/books").await;
    assert_eq!(account(&page, "Granted"), ["40,600.00", "0.00", "40,600.00"], "{}", page.text);
    assert_eq!(account(&page, "On hold"), ["40,500.00", "40,600.00", "100.00"]);
    assert_eq!(account(&page, "Available"), ["0.00", "40,500.00", "40,500.00"]);
    assert!(!page.has("Debits and credits differ."));
    let total = between(&page, r#"<td class="who strong">Sum</td>"#, "</tr>");
    assert_eq!(total[0].matches("₸81,100.00").count(), 2, "{}", total[0]);
}
