//! Earnings and the statement with their filters, and the same as files.

use super::invited;
use crate::support::TestApp;
use crate::support::story::Visitor;
use serde_json::json;

fn cells(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

/// Paid in April and in May, the first one paid back by half in May.
async fn two_months<'a>(app: &'a TestApp) -> (Visitor<'a>, Visitor<'a>) {
    let (aigerim, nurlan, billing) = invited(app).await;
    let company = nurlan.company().await;
    billing.is_paid("pay_1", &company, "405000.00").await;
    app.passes_days(25).await;
    billing.is_paid("pay_2", &company, "1000.00").await;
    let refund = json!({"refund": "ref_1", "payment": "pay_1", "amount": "202500.00"});
    assert_eq!(billing.reports("refund.completed", refund).await["status"], "applied");
    aigerim.signs_in("Aigerim Sadykova").await;
    nurlan.signs_in("Nurlan Abenov").await;
    (aigerim, nurlan)
}

#[tokio::test]
async fn earnings_show_base_rate_and_date_and_are_filtered() {
    let app = TestApp::start().await;
    let (aigerim, nurlan) = two_months(&app).await;
    let all = aigerim.opens("/earnings").await;
    assert!(all.has("₸405,000.00") && all.has("10%") && all.has("₸1,000.00"), "{}", all.text);
    assert!(all.has("taken back on 5 May") && all.has("available since 24 April") && all.has("on hold until 19 May"));
    assert_eq!(all.ids("/earnings/").len(), 4, "three lines, one of which names another");
    let may = aigerim.opens("/earnings?month=2026-05").await;
    assert!(may.has("₸100.00") && !may.has("₸40,500.00"), "{}", may.text);
    assert!(aigerim.opens("/earnings?month=2026-03").await.has("Nothing here now."));
    assert!(aigerim.opens("/earnings?month=nonsense").await.has("₸40,500.00"));
    let referral = aigerim.opens("/invited").await.ids("/invited/")[0].to_owned();
    let theirs = aigerim.opens(&format!("/earnings?invited={referral}")).await;
    assert!(theirs.has("Only what came of") && theirs.has("₸40,500.00"));
    assert_eq!(nurlan.opens(&format!("/earnings?invited={referral}")).await.status, 404, "another's referral");
    assert_eq!(aigerim.opens("/earnings?invited=x").await.status, 404);
}

#[tokio::test]
async fn earnings_as_a_file_are_what_is_shown() {
    let app = TestApp::start().await;
    let (aigerim, _) = two_months(&app).await;
    let file = aigerim.opens("/earnings.csv").await.text;
    let lines: Vec<Vec<&str>> = file.lines().map(cells).collect();
    assert_eq!(lines[0][..5], ["\u{feff}receipt", "happened_at", "recorded_at", "invitee", "base"]);
    let earned: Vec<&str> = lines[1..].iter().map(|line| line[7]).collect();
    assert_eq!(earned, ["100.00", "-20250.00", "40500.00"], "newest first");
    assert_eq!(lines[1][4..7], ["1000.00", "KZT", "10"]);
    let from_the_end = lines[0].len() - 11;
    assert_eq!(lines[2][lines[2].len() - from_the_end], lines[3][0], "the line that it reverses");
    let may = aigerim.opens("/earnings.csv?month=2026-05").await.text;
    assert_eq!(may.lines().count(), 2);
    assert_eq!(aigerim.opens("/earnings.csv?month=2026-03").await.text.lines().count(), 1, "the first line alone");
}

#[tokio::test]
async fn a_month_of_the_statement_begins_where_the_one_before_ended() {
    let app = TestApp::start().await;
    let (aigerim, _) = two_months(&app).await;
    let may = aigerim.opens("/statement?month=2026-05").await;
    assert!(may.has("Available before") && may.has("₸40,500.00") && may.has("−₸20,250.00"), "{}", may.text);
    assert!(!may.has("Bonus became available"), "that was in April");
    let april = aigerim.opens("/statement?month=2026-04").await;
    assert!(april.has("Bonus became available") && !april.has("Bonus taken back"));
    assert!(aigerim.opens("/statement?month=2026-03").await.has("Nothing moved in this month."));
    let file = |month: &str| format!("/statement.csv?month={month}");
    let april = aigerim.opens(&file("2026-04")).await.text;
    let may = aigerim.opens(&file("2026-05")).await.text;
    let whole = aigerim.opens("/statement.csv").await.text;
    let rest = |text: &str| text.lines().skip(1).map(ToOwned::to_owned).collect::<Vec<_>>();
    assert_eq!([rest(&april), rest(&may)].concat(), rest(&whole), "the months add up to the whole");
    assert_eq!(rest(&may).iter().map(|line| cells(line)[7].to_owned()).collect::<Vec<_>>(), ["20250.00"]);
}

#[tokio::test]
async fn the_statement_on_paper_says_the_same_in_the_readers_language() {
    let app = TestApp::start().await;
    let (aigerim, nurlan) = two_months(&app).await;
    for (lang, said) in [("en", "₸40,500.00"), ("kk", "40500,00₸"), ("uk", "40500,00₸")] {
        let pdf = aigerim.downloads(&format!("/statement.pdf?lang={lang}")).await;
        let text: String = pdf_extract::extract_text_from_mem(&pdf).unwrap().split_whitespace().collect();
        assert!(text.contains(said) && text.contains("AigerimSadykova"), "{lang}: {text}");
        assert!(text.contains("DocumentologBusiness") && text.contains("20"), "{lang}: {text}");
    }
    let whole = aigerim.downloads("/statement.pdf?lang=en").await;
    let text: String = pdf_extract::extract_text_from_mem(&whole).unwrap().split_whitespace().collect();
    assert!(text.contains("24April2026") && text.contains("Issuedby127.0.0.1"), "days have their year: {text}");
    let april = aigerim.downloads("/statement.pdf?lang=en&month=2026-04").await;
    let text: String = pdf_extract::extract_text_from_mem(&april).unwrap().split_whitespace().collect();
    assert!(
        text.contains("April2026") && text.contains("Bonusbecameavailable") && !text.contains("Bonustakenback"),
        "{text}"
    );
    let nothing = nurlan.downloads("/statement.pdf?lang=en").await;
    assert!(pdf_extract::extract_text_from_mem(&nothing).unwrap().contains("Statement"));
}
