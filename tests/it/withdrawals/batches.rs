//! Many withdrawals paid with one order to a bank.

use super::desk::{Desk, Somebody, transfers};
use crate::claims::is_whole;
use crate::support::TestApp;
use crate::support::story::Shown;
use chrono::TimeDelta;

const FORM: &str = "019d76ba-15c0-7000-8000-00000000ba7c";

/// Presses the button for what is chosen; answers the path of the new batch.
pub async fn makes(staff: &Somebody<'_>, of: &str) -> String {
    let page = staff.opens("/admin/batches").await;
    let form = [("batch", page.field("batch")), ("of", of), ("cutoff", page.field("cutoff"))];
    let made = staff.sends("/admin/batches", &form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    assert_eq!(made.to, format!("/admin/batches/{}", page.field("batch")));
    made.to
}

pub async fn presses(staff: &Somebody<'_>, batch: &str, what: &str, withdrawal: &str) -> Shown {
    let form = [("withdrawal", withdrawal), ("reference", "HB-2026 77")];
    staff.sends(&format!("{batch}/{what}"), &form).await
}

/// Asked for by IBAN and approved.
pub async fn approved(staff: &Somebody<'_>, person: &Somebody<'_>, amount: &str) -> String {
    let id = person.asks_to(amount, "iban").await;
    assert_eq!(staff.takes(&id, "approval").await.status, 303);
    id
}

#[tokio::test]
async fn what_was_approved_until_the_cutoff_is_gathered_and_paid_with_one_reference() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let (aigerim, saule) = (desk.earner("Aigerim Sadykova", "10000").await, desk.earner("Saule Kim", "10000").await);
    let first = approved(&dana, &aigerim, "150").await;
    let second = approved(&dana, &saule, "200").await;
    let card = saule.asks("300").await;
    assert_eq!(dana.takes(&card, "approval").await.status, 303);
    let undecided = saule.asks_to("100", "iban").await;
    let page = dana.opens("/admin/batches").await;
    // 149.00 and 199.00 by IBAN, 299.00 by card: what is left of each after the fee of 1.00.
    assert!(page.has("2 withdrawals · ₴348.00") && page.has("1 withdrawal · ₴299.00"), "{}", page.text);
    let cutoff = page.field("cutoff").to_owned();
    app.passes(TimeDelta::minutes(2)).await;
    let late = approved(&dana, &aigerim, "400").await;
    let form = [("batch", page.field("batch")), ("of", "UAH iban"), ("cutoff", cutoff.as_str())];
    let made = dana.sends("/admin/batches", &form).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let batch = made.to;
    assert_eq!(dana.sends("/admin/batches", &form).await.status, 303, "sent twice, it is made once");
    let page = dana.opens(&batch).await;
    assert!(page.has("<dd>₴348.00</dd>") && page.has("<dd>2</dd>"), "{}", page.text);
    let (inside, outside) = page.text.split_once("id=\"out\"").unwrap();
    for (id, is_in) in [(&first, true), (&second, true), (&late, false)] {
        assert_eq!((inside.contains(id.as_str()), outside.contains(id.as_str())), (is_in, !is_in), "{id}");
    }
    assert!(!page.has(&card) && !page.has(&undecided), "paid in another way, or not approved");
    assert_eq!(presses(&dana, &batch, "inclusion", &late).await.status, 303);
    assert_eq!(presses(&dana, &batch, "exclusion", &second).await.status, 303);
    assert_eq!(presses(&dana, &batch, "exclusion", &second).await.status, 303, "pressed twice");
    assert!(dana.opens(&batch).await.has("<dd>₴548.00</dd>"), "149.00 and 399.00");
    assert_eq!(
        desk.log().await.iter().filter(|kind| *kind == "withdrawal.paid").count(),
        0,
        "nothing has happened yet"
    );
    assert_eq!(presses(&dana, &batch, "completion", "").await.status, 303);
    let page = dana.opens(&batch).await;
    assert!(page.has("0 of 2 are marked as paid") && page.has("every 2s"), "{}", page.text);
    app.works_jobs().await;
    let page = dana.opens(&batch).await;
    assert!(
        page.has(">paid<")
            && page.has("HB-2026 77")
            && !page.has("every 2s")
            && page.has("Dana Akhmetova marked it as paid")
    );
    for (id, paid) in [(&first, "149.00"), (&late, "399.00")] {
        let posted = transfers(&app, id).await;
        assert_eq!(
            posted[1..],
            [format!("withdrawal_paid withdrawing paid_out {paid}"), "withdrawal_fee withdrawing fees 1.00".into()]
        );
    }
    assert_eq!(transfers(&app, &second).await.len(), 1, "left out, it is only requested");
    assert!(aigerim.opens("/withdrawals").await.has("Reference: HB-2026 77"));
    app.passes(TimeDelta::minutes(11)).await;
    let told = app.letters().into_iter().filter(|letter| letter.text.contains("HB-2026 77")).count();
    assert_eq!(told, 1, "one letter about both");
    let deeds = desk.deeds().await;
    let verbs: Vec<&str> = deeds.iter().map(|deed| deed.verb.as_str()).filter(|verb| verb.contains("batch")).collect();
    assert_eq!(verbs, ["batch-final", "batch-changed", "batch-changed", "batch-made"]);
    let last = deeds.iter().find(|deed| deed.verb == "batch-final").unwrap();
    assert_eq!(last.after.as_ref().unwrap()["total"], "548.00");
    assert_eq!(last.before.as_ref().unwrap()["state"], "open");
    let paid = deeds.iter().find(|deed| deed.verb == "withdrawal-paid").unwrap();
    assert_eq!(paid.by(), dana.id, "paid by whoever ended the batch");
}

#[tokio::test]
async fn undone_it_is_as_if_it_had_never_been_made() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    let id = approved(&dana, &aigerim, "150").await;
    let batch = makes(&dana, "UAH iban").await;
    let alone = dana.takes(&id, "payment").await;
    assert!(alone.status == 422 && alone.has("is in a batch and is paid with it"), "{}", alone.text);
    assert!(!dana.opens(&format!("/admin/withdrawals/{id}")).await.has("Mark as paid"));
    let (facts, letters) = (desk.log().await, app.letters().len());
    assert_eq!(presses(&dana, &batch, "undoing", "").await.status, 303);
    app.works_jobs().await;
    assert_eq!((desk.log().await, app.letters().len()), (facts, letters));
    let page = dana.opens(&batch).await;
    assert!(page.has(">undone<") && page.has("Dana Akhmetova undid it") && !page.has(&id), "{}", page.text);
    let again = presses(&dana, &batch, "completion", "").await;
    assert!(again.status == 422 && again.has("Dana Akhmetova undid it"), "{}", again.text);
    assert_eq!(dana.takes(&id, "payment").await.status, 303, "it is paid by itself");
}

#[tokio::test]
async fn nobody_pays_their_own_and_a_colleague_does() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.earner("Dana Akhmetova", "10000").await;
    desk.promotes(&dana).await;
    let marat = desk.finance("Marat Ospanov").await;
    let own = approved(&marat, &dana, "150").await;
    let page = dana.opens("/admin/batches").await;
    let form = [("batch", FORM), ("of", "UAH iban"), ("cutoff", page.field("cutoff"))];
    let refused = dana.sends("/admin/batches", &form).await;
    assert!(refused.status == 422 && refused.has("Nothing of this was approved until then"), "{}", refused.text);
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    let other = approved(&marat, &aigerim, "200").await;
    let hers = makes(&dana, "UAH iban").await;
    assert!(dana.opens(&hers).await.has("Yours: a colleague pays it"));
    let refused = presses(&dana, &hers, "inclusion", &own).await;
    assert!(refused.status == 422 && refused.has("nobody pays their own"), "{}", refused.text);
    assert_eq!(presses(&marat, &hers, "inclusion", &own).await.status, 303, "a colleague takes it in");
    for what in ["completion", "list"] {
        let refused = presses(&dana, &hers, what, "").await;
        assert!(refused.status == 422 && refused.has("nobody pays their own"), "{what}: {}", refused.text);
    }
    assert_eq!(presses(&marat, &hers, "completion", "").await.status, 303);
    app.works_jobs().await;
    for id in [own, other] {
        assert_eq!(transfers(&app, &id).await.len(), 3);
    }
}

#[tokio::test]
async fn of_two_at_once_one_ends_it_and_the_other_is_told() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "100000").await;
    for round in 0..6 {
        let id = approved(&dana, &aigerim, "150").await;
        let pages = (dana.opens("/admin/batches").await, marat.opens("/admin/batches").await);
        let form = |page: &Shown| {
            [
                ("batch", page.field("batch").to_owned()),
                ("of", "UAH iban".into()),
                ("cutoff", page.field("cutoff").into()),
            ]
        };
        let (one, other) = (form(&pages.0), form(&pages.1));
        let (one, other) = tokio::join!(dana.sends("/admin/batches", &one), marat.sends("/admin/batches", &other));
        let (batch, loser) = if one.status == 303 { (one.to, other) } else { (other.to, one) };
        assert!(loser.status == 422 && loser.has("a colleague has gathered it already"), "{round}: {}", loser.text);
        let (undone, ended) =
            tokio::join!(presses(&dana, &batch, "undoing", ""), presses(&marat, &batch, "completion", ""));
        let (loser, says, posted) = match (undone.status, ended.status) {
            (303, 422) => (ended, "Dana Akhmetova undid it", 1),
            (422, 303) => (undone, "Marat Ospanov marked it as paid", 3),
            other => panic!("round {round}: {other:?}"),
        };
        assert!(loser.has(says), "round {round}: {}", loser.text);
        app.works_jobs().await;
        assert_eq!(transfers(&app, &id).await.len(), posted, "round {round}");
        if posted == 1 {
            assert_eq!(dana.takes(&id, "failure").await.status, 303);
        }
    }
}

#[tokio::test]
async fn one_that_fails_is_not_paid_and_whoever_owes_is_left_out() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    let saule = desk.earner("Saule Kim", "1").await;
    let payment = desk.pays(&saule, "10000").await;
    let (fails, paid) = (approved(&dana, &aigerim, "150").await, approved(&dana, &aigerim, "200").await);
    let owed = approved(&dana, &saule, "900").await;
    let batch = makes(&dana, "UAH iban").await;
    assert_eq!(dana.takes(&fails, "failure").await.status, 303, "it cannot be paid, and the money returns");
    assert!(dana.opens(&batch).await.has("<dd>₴1,098.00</dd>"), "199.00 and 899.00");
    // A thousand were earned of it: with 100.10 left she owes 899.90.
    desk.refunds(&payment).await;
    let refused = presses(&dana, &batch, "completion", "").await;
    assert!(refused.status == 422 && refused.has("are paid nothing: Saule Kim"), "{}", refused.text);
    assert_eq!(presses(&dana, &batch, "exclusion", &owed).await.status, 303);
    let refused = presses(&dana, &batch, "inclusion", &owed).await;
    assert!(refused.status == 422 && refused.has("Saule Kim"), "{}", refused.text);
    assert_eq!(presses(&dana, &batch, "completion", "").await.status, 303);
    app.works_jobs().await;
    assert_eq!(transfers(&app, &paid).await.len(), 3);
    assert_eq!(transfers(&app, &fails).await[1..], ["withdrawal_returned withdrawing available 150.00"]);
    assert_eq!(transfers(&app, &owed).await.len(), 1);
    let refused = dana.opens("/admin/batches").await;
    let form = [("batch", FORM), ("of", "UAH iban"), ("cutoff", refused.field("cutoff"))];
    assert_eq!(dana.sends("/admin/batches", &form).await.status, 422, "who owes is not gathered");
}

#[tokio::test]
async fn whoever_comes_to_owe_when_the_bank_was_told_is_booked_as_paid_and_still_owes() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    let saule = desk.earner("Saule Kim", "1").await;
    let payment = desk.pays(&saule, "10000").await;
    let (paid, owed) = (approved(&dana, &aigerim, "150").await, approved(&dana, &saule, "900").await);
    let batch = makes(&dana, "UAH iban").await;
    assert_eq!(presses(&dana, &batch, "completion", "").await.status, 303);
    desk.refunds(&payment).await;
    app.works_jobs().await;
    let page = dana.opens(&batch).await;
    assert!(!page.has("could not be marked as paid") && page.has(&owed), "{}", page.text);
    assert_eq!((transfers(&app, &paid).await.len(), transfers(&app, &owed).await.len()), (3, 3));
    // A tenth of 1 is left of what she earned; 900 went out.
    let has = desk.has(&saule).await;
    assert_eq!((has.available, has.paid_out), ("-899.9".parse().unwrap(), "899".parse().unwrap()));
    is_whole(&app).await;
}

#[tokio::test]
async fn what_the_bank_paid_to_somebody_who_owes_is_booked_when_staff_say_so() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let saule = desk.earner("Saule Kim", "1").await;
    let payment = desk.pays(&saule, "20000").await;
    let (alone, owed) = (approved(&dana, &saule, "500").await, approved(&dana, &saule, "900").await);
    let batch = makes(&dana, "UAH iban").await;
    assert_eq!(presses(&dana, &batch, "exclusion", &alone).await.status, 303);
    desk.refunds(&payment).await;
    let before = desk.has(&saule).await.available;
    assert_eq!(before, "-1399.9".parse().unwrap());
    let refused = presses(&dana, &batch, "completion", "").await;
    assert!(refused.status == 422 && refused.has("The bank has paid it already"), "{}", refused.text);
    let ended = [("reference", "HB 8"), ("paid", "yes")];
    let done = dana.sends(&format!("{batch}/completion"), &ended).await;
    assert_eq!(done.status, 303, "{}", done.text);
    app.works_jobs().await;
    assert_eq!(transfers(&app, &owed).await.len(), 3);
    let path = format!("/admin/withdrawals/{alone}");
    let page = dana.opens(&path).await;
    assert!(page.has("The bank has paid it already: book it"), "{}", page.text);
    let refused = dana.sends(&format!("{path}/payment"), &[("reference", "HB 9")]).await;
    assert!(
        refused.status == 422 && refused.has("The person owes ₴1,399.90") && refused.has("HB 9"),
        "{}",
        refused.text
    );
    let paid = dana.sends(&format!("{path}/payment"), &[("reference", "HB 9"), ("paid", "yes")]).await;
    assert_eq!(paid.status, 303, "{}", paid.text);
    let has = desk.has(&saule).await;
    assert_eq!((has.available, has.paid_out), (before, "1398".parse().unwrap()), "the debt stays");
    is_whole(&app).await;
}

#[tokio::test]
async fn what_is_typed_wrong_is_said_on_the_same_page() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let saule = desk.support("Saule Kim").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    approved(&dana, &aigerim, "150").await;
    let now = app.now().format("%Y-%m-%dT%H:%M").to_string();
    let later = (app.now() + TimeDelta::minutes(1)).format("%Y-%m-%dT%H:%M").to_string();
    for (of, cutoff, says) in [
        ("", now.as_str(), "Choose what is to be paid."),
        ("UAH cash", &now, "Choose what is to be paid."),
        ("UAH iban", "", "not in the future"),
        ("UAH iban", "soon", "not in the future"),
        ("UAH iban", &later, "not in the future"),
        ("EUR iban", &now, "Nothing of this was approved until then"),
    ] {
        let form = [("batch", FORM), ("of", of), ("cutoff", cutoff)];
        let refused = dana.sends("/admin/batches", &form).await;
        assert!(refused.status == 422 && refused.has(says), "{of} {cutoff}: {}", refused.text);
        assert!(refused.field("cutoff") == cutoff && refused.field("batch") == FORM, "what was typed stays");
    }
    let form = [("batch", FORM), ("of", "UAH iban"), ("cutoff", now.as_str())];
    assert_eq!(saule.sends("/admin/batches", &form).await.status, 403);
    assert!(!saule.opens("/admin/batches").await.has("Make the batch"));
    let batch = makes(&dana, "UAH iban").await;
    let refused = dana.sends(&format!("{batch}/completion"), &[("reference", " ")]).await;
    assert!(refused.status == 422 && refused.has("reference, up to 500 characters"), "{}", refused.text);
    let page = saule.opens(&batch).await;
    assert!(page.status == 200 && !page.has("Mark all as paid") && !page.has("CSV"), "{}", page.text);
    assert_eq!(dana.opens(&format!("/admin/batches/{FORM}")).await.status, 404);
    assert_eq!(dana.sends(&format!("/admin/batches/{FORM}/undoing"), &[("x", "")]).await.status, 404);
}
