//! Everybody's rewards, narrowed by their cells, page by page and as a file; a receipt as staff see it.

use super::{between, pages};
use crate::support::TestApp;
use crate::withdrawals::desk::Desk;
use chrono::TimeDelta;

#[tokio::test]
async fn rewards_of_everybody_are_narrowed_by_their_cells() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let saule = desk.earner("Saule Kim", "1000.00").await;
    app.passes(TimeDelta::days(31)).await;
    dana.signs_in(&dana.name).await;
    let payment = desk.pays(&aigerim, "2000.00").await;
    desk.refunds(&payment).await;
    let shown = dana.opens("/admin/rewards").await;
    let amounts = |shown: &crate::support::story::Shown| -> Vec<String> {
        between(shown, r#"<td class="n key">"#, "</td>").into_iter().map(str::to_owned).collect()
    };
    assert_eq!(amounts(&shown), ["₴0.00", "₴100.00", "₴405.00"], "the newest first: {}", shown.text);
    assert!(shown.has("Aigerim Sadykova") && shown.has("Saule Kim") && shown.has("Invited By Saule Kim"));
    for (query, found) in [
        (format!("person={}", aigerim.id), &["₴0.00", "₴405.00"][..]),
        (format!("person={}&state=available", aigerim.id), &["₴405.00"]),
        ("state=taken-back".into(), &["₴0.00"]),
        ("state=on-hold".into(), &[]),
        ("state=frozen".into(), &[]),
        ("month=2026-04".into(), &["₴100.00", "₴405.00"]),
        ("month=2026-05&program=partners".into(), &["₴0.00"]),
        ("month=2026-03".into(), &[]),
        ("unit=cash".into(), &["₴0.00", "₴100.00", "₴405.00"]),
        ("unit=credit".into(), &[]),
    ] {
        let shown = dana.opens(&format!("/admin/rewards?{query}")).await;
        assert_eq!((shown.status, amounts(&shown)), (200, found.iter().map(ToString::to_string).collect()), "{query}");
        let file = String::from_utf8(dana.downloads(&format!("/admin/rewards.csv?{query}")).await).unwrap();
        let granted: Vec<String> =
            file.lines().skip(1).map(|line| format!("₴{}", line.split(',').nth(8).unwrap())).collect();
        assert_eq!(granted, found.iter().map(ToString::to_string).collect::<Vec<_>>(), "{query}: {file}");
    }
    for wrong in ["state=gone", "person=x", "program=x", "unit=!", "month=x", "one=x"] {
        assert_eq!(dana.opens(&format!("/admin/rewards?{wrong}")).await.status, 404, "{wrong}");
    }
    let narrowed = dana.opens("/admin/rewards?state=available").await;
    assert!(narrowed.has("/admin/rewards?state=available&#38;month=2026-04"), "{}", narrowed.text);

    // An id or an address leads to what it is of.
    let receipt = shown.ids("/admin/rewards/")[0].to_owned();
    let led = async |q: &str| dana.opens(&format!("/admin/rewards?q={q}")).await.to;
    assert_eq!(led(&receipt).await, format!("/admin/rewards/{receipt}"));
    assert_eq!(led(&saule.id.to_string()).await, format!("/admin/rewards?person={}", saule.id));
    assert_eq!(led("saule.kim@example.kz").await, format!("/admin/rewards?person={}", saule.id));
    let file = String::from_utf8(dana.downloads("/admin/rewards.csv").await).unwrap();
    let reward = file.lines().nth(2).unwrap().split(',').next().unwrap();
    assert_eq!(led(reward).await, format!("/admin/rewards?one={reward}"));
    assert_eq!(amounts(&dana.opens(&format!("/admin/rewards?one={reward}")).await), ["₴100.00"]);
    for nothing in ["01981a3c-0000-7000-8000-000000000001", "nobody@example.kz", "Saule"] {
        let shown = dana.opens(&format!("/admin/rewards?q={nothing}")).await;
        assert!(shown.status == 200 && shown.has("Nothing here.") && shown.has("/admin/people?q="), "{nothing}");
    }
}

#[tokio::test]
async fn a_receipt_names_people_to_staff_and_leads_to_taking_it_back() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let boris = desk.support("Boris Kim").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let receipt = dana.opens("/admin/rewards").await.ids("/admin/rewards/")[0].to_owned();
    let own = aigerim.opens(&format!("/earnings/{receipt}")).await;
    assert!(own.status == 200 && !own.has("Invited By Aigerim") && !own.has("/admin/"), "{}", own.text);
    let seen = boris.opens(&format!("/admin/rewards/{receipt}")).await;
    assert!(seen.has("Invited By Aigerim Sadykova") && seen.has("₴405.00"), "{}", seen.text);
    assert!(!seen.has("Take it back by hand"), "support takes nothing back");
    let seen = dana.opens(&format!("/admin/rewards/{receipt}")).await;
    let form = between(&seen, r#"<a class="button quiet" href="/admin/people/"#, r#"""#)[0].replace("&#38;", "&");
    let form = dana.opens(&format!("/admin/people/{form}")).await;
    assert_eq!((form.status, form.field("amount")), (200, "405.00"), "{}", form.text);
    assert!(form.has(r#"<option value="clawback" selected>"#) && form.has(r#"<option value="take" selected>"#));
    assert!(form.has(r#"<option value="partners/cash" selected>"#) && !form.field("adjustment").is_empty());
    assert_eq!(boris.opens("/admin/rewards/01981a3c-0000-7000-8000-000000000001").await.status, 404);
    assert_eq!(boris.opens("/admin/rewards/x").await.status, 404);
    assert_eq!(aigerim.opens(&format!("/admin/rewards/{receipt}")).await.status, 404);
    for n in 0..51 {
        desk.pays(&aigerim, &format!("{}.00", 10 + n)).await;
    }
    let read = pages(&boris, "/admin/rewards").await;
    let ids: Vec<usize> = read.iter().map(|page| page.ids("/admin/rewards/").len()).collect();
    assert_eq!(ids, [50, 2]);
}
