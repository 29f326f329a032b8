//! The queue as staff look through it, and what is behind one amount.

use super::desk::{Desk, Somebody};
use crate::support::TestApp;
use chrono::TimeDelta;
use serde_json::json;

async fn shown(staff: &Somebody<'_>, query: &str) -> Vec<String> {
    let page = staff.opens(&format!("/admin/withdrawals{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.text);
    page.ids("/admin/withdrawals/").into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn the_queue_is_narrowed_by_its_cells_searched_and_sorted() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let (aigerim, saule) = (desk.earner("Aigerim Sadykova", "100000").await, desk.earner("Saule Kim", "10000").await);
    let first = aigerim.asks("6000").await;
    app.passes(TimeDelta::minutes(1)).await;
    let second = saule.asks_to("300", "iban").await;
    app.passes(TimeDelta::minutes(1)).await;
    let third = aigerim.asks("150").await;
    let rejected = saule.asks("120").await;
    dana.takes(&rejected, "rejection").await;
    dana.takes(&third, "approval").await;
    let ids = |wanted: &[&String]| wanted.iter().map(|id| (*id).clone()).collect::<Vec<_>>();
    let simple = second.replace('-', "");
    for (query, wanted) in [
        ("", ids(&[&first, &second, &third])),
        ("?sort=newest", ids(&[&third, &second, &first])),
        ("?sort=largest", ids(&[&first, &second, &third])),
        ("?which=second", ids(&[])),
        ("?which=requested", ids(&[&second, &first])),
        ("?which=approved", ids(&[&third])),
        ("?which=rejected", ids(&[&rejected])),
        ("?which=all&sort=largest", ids(&[&first, &second, &third, &rejected])),
        ("?method=iban", ids(&[&second])),
        ("?method=card&program=partners", ids(&[&first, &third])),
        ("?program=nobody", ids(&[&first, &second, &third])),
        ("?q=saule", ids(&[&second])),
        ("?which=all&q=Saule+K", ids(&[&rejected, &second])),
        ("?q=aigerim.sadykova%40example.kz", ids(&[&third, &first])),
        ("?q=nobody", ids(&[])),
        ("?q=%25", ids(&[])),
        ("?which=overdue", ids(&[])),
    ] {
        assert_eq!(shown(&dana, query).await, wanted, "{query}");
    }
    dana.takes(&first, "approval").await;
    assert_eq!(shown(&dana, "?which=second").await, ids(&[&first]), "approved by one of two");
    for id in [&second, &simple] {
        let found = dana.opens(&format!("/admin/withdrawals?q={id}")).await;
        assert_eq!(
            (found.status, found.to),
            (303, format!("/admin/withdrawals/{second}")),
            "as a bank's statement has it"
        );
    }
    let page = dana.opens("/admin/withdrawals?sort=newest&method=card").await;
    for href in ["which=approved&amp;method=card&amp;sort=newest", "which=open&amp;method=card\""] {
        assert!(
            page.has(href) || page.has(&href.replace("amp;", "")) || page.has(&href.replace("amp;", "#38;")),
            "{href}: {}",
            page.text
        );
    }
}

#[tokio::test]
async fn what_is_overdue_is_a_list_and_every_list_is_a_file() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let (aigerim, saule) = (desk.earner("Aigerim Sadykova", "100000").await, desk.earner("Saule Kim", "10000").await);
    let (first, second) = (aigerim.asks("6000").await, saule.asks_to("300", "iban").await);
    app.passes(TimeDelta::minutes(1)).await;
    aigerim.asks("150").await;
    let rejected = saule.asks("120").await;
    dana.takes(&rejected, "rejection").await;
    app.passes(TimeDelta::days(10) - TimeDelta::seconds(30)).await;
    dana.signs_in(&dana.name).await;
    let overdue = [first.clone(), second.clone()];
    assert_eq!(shown(&dana, "?which=overdue").await, overdue, "the third is due half a minute later");
    assert_eq!(shown(&dana, "?which=overdue&q=saule").await, overdue[1..]);
    let file = String::from_utf8(dana.downloads("/admin/withdrawals.csv?which=all&q=saule").await).unwrap();
    let lines: Vec<&str> = file.trim_end().split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}withdrawal,person,name,program,amount,fee,currency,method,state,"), "{file}");
    let of_saule = format!("{},Saule Kim,partners", saule.id);
    assert!(lines[1].starts_with(&format!("{rejected},{of_saule},120.00,1.00,UAH,card,rejected,")), "{file}");
    assert!(lines[2].starts_with(&format!("{second},{of_saule},300.00,1.00,UAH,iban,requested,")), "{file}");
    assert!(lines.len() == 3 && !file.contains("KZ86"), "where the money goes stands in no list");
    assert_eq!(desk.deeds().await[0].verb, "list-exported");
}

#[tokio::test]
async fn a_long_queue_goes_on_from_its_last_line() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "1000000").await;
    let mut asked = Vec::new();
    for n in 0..53 {
        asked.push(aigerim.asks(&format!("{}", 100 + n)).await);
    }
    for (sort, first, last) in
        [("due", &asked[0], &asked[52]), ("newest", &asked[52], &asked[0]), ("largest", &asked[52], &asked[0])]
    {
        let page = dana.opens(&format!("/admin/withdrawals?sort={sort}")).await;
        let ids = page.ids("/admin/withdrawals/");
        assert_eq!((ids.len(), ids[0]), (50, first.as_str()), "{sort}");
        let rest = shown(&dana, &format!("?sort={sort}&after={}", ids[49])).await;
        assert_eq!((rest.len(), rest.last()), (3, Some(last)), "{sort}");
    }
    let file = String::from_utf8(dana.downloads("/admin/withdrawals.csv").await).unwrap();
    assert_eq!(file.lines().count(), 54);
}

/// 10 % of what is paid is hers at once: 100, 200 and 300 in this order.
#[tokio::test]
async fn the_rewards_behind_an_amount_are_those_that_came_first() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "1000").await;
    let refunded = desk.pays(&aigerim, "2000").await;
    desk.pays(&aigerim, "3000").await;
    let behind = async |id: &str| -> Vec<String> {
        let page = dana.opens(&format!("/admin/withdrawals/{id}")).await;
        let Some((_, part)) = page.text.split_once("id=\"behind\"") else { return Vec::new() };
        let rows = part.split("</table>").next().unwrap().split("<tr>").skip(2);
        rows.map(|row| row.split("class=\"n key\">").nth(1).unwrap().split('<').next().unwrap().to_owned()).collect()
    };
    let first = aigerim.asks("150").await;
    let second = aigerim.asks("250").await;
    assert_eq!(behind(&first).await, ["₴100.00", "₴50.00"], "all of the first, a part of the second");
    assert_eq!(behind(&second).await, ["₴150.00", "₴100.00"], "the rest of the second, a part of the third");
    let page = dana.opens(&format!("/admin/withdrawals/{first}")).await;
    assert!(
        page.has("10 % of ₴1,000.00") || page.has("10\u{a0}% of ₴1,000.00") || page.has("10% of ₴1,000.00"),
        "{}",
        page.text
    );
    assert!(
        page.has(&format!("/admin/people/{}", aigerim.id)) && page.has("Invited By Aigerim Sadykova"),
        "{}",
        page.text
    );
    dana.takes(&second, "rejection").await;
    desk.refunds(&refunded).await;
    let third = aigerim.asks("200").await;
    assert_eq!(behind(&third).await, ["₴200.00"], "of the second nothing is left, so it is out of the third");
    assert_eq!(behind(&second).await, ["₴150.00", "₴100.00"], "what was behind it then");
}

/// Somebody came by her link with an address of a few minutes. Once it is cleared, nothing is to be seen of it.
#[tokio::test]
async fn a_flag_of_whoever_asks_stands_beside_the_amount_until_it_is_cleared() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    let asked = format!("/admin/withdrawals/{}", aigerim.asks("150").await);
    assert!(!dana.opens(&asked).await.has("Throwaway mail"));
    let code = aigerim.link().await.trim_start_matches("/r/").to_owned();
    let data = json!({"person": "eve", "name": "Eve Sim", "email": "eve@mailinator.com", "code": code});
    desk.reports("person.registered", data).await;
    app.passes(TimeDelta::minutes(1)).await;
    let page = dana.opens(&asked).await;
    assert!(page.has("Throwaway mail"), "{}", page.text);
    let flag = page.ids("/admin/flags/")[0].to_owned();
    let cleared = dana.sends(&format!("/admin/flags/{flag}/clearing"), &[("note", "A tester"), ("seen", "0")]).await;
    assert_eq!(cleared.status, 303, "{}", cleared.text);
    assert!(!dana.opens(&asked).await.has("Throwaway mail"));
}
