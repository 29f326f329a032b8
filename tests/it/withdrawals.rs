//! Cash on its way out, through the pages of its owner and of staff.

mod at_once;
mod bank_files;
mod batches;
mod decisions;
pub mod desk;
mod pay_to;
mod queue;
mod requests;
mod time;

use crate::support::TestApp;
use desk::{Desk, transfers};

/// What each step posts: kind, debit, credit, amount. As in the table of postings.
const REQUESTED: &str = "withdrawal_requested available withdrawing 150.00";
const RETURNED: &str = "withdrawal_returned withdrawing available 150.00";
const PAID: &str = "withdrawal_paid withdrawing paid_out 149.00";
const FEE: &str = "withdrawal_fee withdrawing fees 1.00";
const FAILED: &str = "withdrawal_failed paid_out available 149.00";

#[tokio::test]
async fn each_way_it_can_go_moves_what_the_book_says_and_nothing_else() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000.00").await;
    let ways: [(&[&str], &[&str]); 6] = [
        (&["cancellation"], &[RETURNED]),
        (&["rejection"], &[RETURNED]),
        (&["approval"], &[]),
        (&["approval", "failure"], &[RETURNED]),
        (&["approval", "payment"], &[PAID, FEE]),
        (&["approval", "payment", "failure"], &[PAID, FEE, FAILED]),
    ];
    for (steps, posted) in ways {
        let id = aigerim.asks("150").await;
        for step in steps {
            let by = if *step == "cancellation" { &aigerim } else { &dana };
            assert_eq!(by.takes(&id, step).await.status, 303, "{steps:?}: {step}");
        }
        let expected: Vec<&str> = [REQUESTED].iter().chain(posted).copied().collect();
        assert_eq!(transfers(&app, &id).await, expected, "{steps:?}");
    }
    let has = desk.has(&aigerim).await;
    assert_eq!((has.on_hold, has.available, has.withdrawing), (0.into(), 699.into(), 150.into()));
    assert_eq!((has.paid_out, has.fees), (149.into(), 2.into()), "what the bank sent back was not paid out");
    assert_eq!(has.earned(), 1000.into(), "10 % of what was paid, wherever it is");
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    let figures = &report.programs[0];
    assert_eq!((figures.withdrawing.as_str(), figures.paid_out.as_str()), ("150.00", "149.00"));
    assert!(report.ok, "{:?}", report.differences);
}

#[tokio::test]
async fn a_person_sees_it_from_the_request_to_the_payment() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    assert!(aigerim.opens("/overview").await.has("/withdrawals?program=partners"));
    let page = aigerim.opens("/withdrawals").await;
    for words in ["₴405.00", "₴100.00", "₴1.00", "10 days", "Bank card", "Bank account (IBAN)", "•••• 1111"]
    {
        assert!(page.has(words), "{words}");
    }
    assert!(!page.has("By agreement"), "a way that is not offered");
    let id = aigerim.asks("150,00").await;
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has("The amount is reserved") && page.has(">requested<") && page.has("₴255.00"));
    assert!(page.has("You receive ₴149.00.") && page.has("Decided and paid by") && page.has(">Cancel<"));
    assert!(page.has("in 10 days"), "the due date's clock");
    let overview = aigerim.opens("/overview").await;
    for part in ["Available</span><b>₴255.00<", "Being withdrawn</span><b>₴150.00<", "Paid out</span><b>₴0.00<"] {
        assert!(overview.has(part), "{part}: {}", overview.text);
    }
    assert!(
        overview.has("Earned in all</a></dt><dd>₴405.00<") && overview.has("Your money") && !overview.has(">Spent<")
    );
    let queue = dana.opens("/admin/withdrawals").await;
    assert!(queue.has("Aigerim Sadykova") && queue.has("₴150.00") && queue.ids("/admin/withdrawals/").contains(&&*id));
    assert!(dana.opens("/admin").await.has("Withdrawals to decide or pay"));
    let one = dana.opens(&format!("/admin/withdrawals/{id}")).await;
    assert!(one.has("Aigerim Sadykova requested it") && one.has("₴149.00") && !one.has("Mark as paid"));
    assert_eq!(dana.takes(&id, "approval").await.status, 303);
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has(">approved<") && !page.has(">Cancel<") && !page.has("Dana"), "staff are not named");
    assert_eq!(dana.takes(&id, "payment").await.status, 303);
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has(">paid<") && page.has("Our staff paid it") && page.has("Reference: INV-9"));
    let one = dana.opens(&format!("/admin/withdrawals/{id}")).await;
    assert!(one.has("Dana Akhmetova approved it") && one.has("Dana Akhmetova paid it") && one.has("INV-9"));
    assert!(!dana.opens("/admin/withdrawals").await.has("Aigerim"), "nothing is left to do");
    assert!(dana.opens("/admin/withdrawals?which=all").await.has("Aigerim"));
    let statement = aigerim.opens("/statement").await;
    assert!(statement.has("Withdrawal requested") && statement.has(&format!("#w-{id}")) && statement.has("₴255.00"));
    let overview = aigerim.opens("/overview").await;
    for part in ["Being withdrawn</span><b>₴0.00<", "Paid out</span><b>₴149.00<", "Fee</span><b>₴1.00<"] {
        assert!(overview.has(part), "{part}: {}", overview.text);
    }
    let withdrawn = aigerim.opens("/statement?part=withdrawn").await;
    assert!(withdrawn.has("In all</dt><dd>−₴150.00<") && !withdrawn.has(">Balance<"), "{}", withdrawn.text);
    assert!(!withdrawn.has("Bonus became available") && statement.has("Bonus became available"));
    let file = String::from_utf8(aigerim.downloads("/statement.csv?part=withdrawn").await).unwrap();
    let lines: Vec<&str> = file.trim_end().lines().collect();
    assert!(
        lines.len() == 2
            && lines[1].ends_with(&format!("withdrawal_requested,Withdrawal requested,,{id},-150.00,,UAH")),
        "{file}"
    );
    let deeds = desk.deeds().await;
    let of = format!("withdrawal {id}");
    let told: Vec<_> = deeds.iter().filter(|deed| deed.subject == of).map(|deed| deed.verb.as_str()).collect();
    assert_eq!(told, ["withdrawal-paid", "withdrawal-approved"]);
    let paid = deeds.iter().find(|deed| deed.verb == "withdrawal-paid").unwrap();
    let (before, after) = (paid.before.clone().unwrap(), paid.after.clone().unwrap());
    assert_eq!(
        (&before["state"], &after["state"], &after["reference"]),
        (&"approved".into(), &"paid".into(), &"INV-9".into())
    );
    let log = desk.log().await;
    assert_eq!(log, ["withdrawal.requested", "withdrawal.approved", "withdrawal.paid"]);
}

#[tokio::test]
async fn a_rejection_and_a_failure_say_why() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let id = aigerim.asks("150").await;
    for (step, field) in [("rejection", "reason"), ("failure", "reason"), ("payment", "reference")] {
        let long = "x".repeat(501);
        for typed in ["", "   ", "two\nlines", &long] {
            let refused = dana.sends(&format!("/admin/withdrawals/{id}/{step}"), &[(field, typed)]).await;
            assert_eq!(refused.status, 422, "{step} {typed:?}");
            assert!(refused.has("up to 500 characters"), "{step} {typed:?}");
        }
    }
    assert_eq!(dana.takes(&id, "rejection").await.status, 303);
    assert!(aigerim.opens("/withdrawals").await.has("Reason: as a test wants it"));
    let id = aigerim.asks("150").await;
    dana.takes(&id, "approval").await;
    assert_eq!(dana.takes(&id, "failure").await.status, 303);
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has(">returned<") && page.has("Our staff returned the money"));
    let log = desk.log().await;
    assert_eq!(log[1..], ["withdrawal.rejected", "withdrawal.requested", "withdrawal.approved", "withdrawal.failed"]);
}
