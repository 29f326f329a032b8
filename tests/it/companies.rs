//! Companies: whose they are, in which order, under which tax id.

mod ladder;

use crate::support::TestApp;
use beckon::companies::{self, Company, NewCompany, NotAnOrder};
use beckon::db::Fault;
use beckon::ids::{CompanyId, PersonId};
use beckon::people::{self, NewPerson};
use chrono::TimeDelta;

async fn person(app: &TestApp) -> PersonId {
    let id = PersonId::new(app.now());
    let new = NewPerson {
        id,
        name: "Nurlan".into(),
        email: None,
        claims_email: false,
        country: None,
        kind: None,
        registered_at: app.now(),
    };
    let done: Result<(), Fault> = app.app.db.write(async |tx| people::register(tx, &[new]).await).await;
    done.unwrap();
    id
}

fn company(app: &TestApp, person: PersonId, name: &str, tax_id: Option<&str>) -> NewCompany {
    let (id, tax_id) = (CompanyId::new(app.now()), tax_id.map(str::to_owned));
    NewCompany { person, id, name: name.into(), tax_id, claims_tax_id: true, registered_at: app.now() }
}

async fn register(app: &TestApp, companies: &[NewCompany]) -> Result<(), Fault> {
    app.app.db.write(async |tx| companies::register(tx, companies).await).await
}

async fn of(app: &TestApp, person: PersonId) -> Vec<Company> {
    let companies: Result<_, Fault> = app.app.db.read(async |conn| companies::of(conn, person).await).await;
    companies.unwrap()
}

async fn names(app: &TestApp, person: PersonId) -> String {
    of(app, person).await.iter().map(|company| company.name.as_str()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_new_company_comes_last_in_its_persons_order() {
    let app = TestApp::start().await;
    let (one, other) = (person(&app).await, person(&app).await);
    let batch = [company(&app, one, "A", None), company(&app, other, "X", None), company(&app, one, "B", None)];
    register(&app, &batch).await.unwrap();
    register(&app, &[company(&app, one, "C", None)]).await.unwrap();
    assert_eq!((names(&app, one).await.as_str(), names(&app, other).await.as_str()), ("A B C", "X"));
}

#[tokio::test]
async fn one_moves_companies_to_places_and_into_a_whole_new_order() {
    let app = TestApp::start().await;
    let one = person(&app).await;
    let all = ["A", "B", "C"].map(|name| company(&app, one, name, None));
    register(&app, &all).await.unwrap();
    let [a, b, c] = all.map(|company| company.id);
    let moves = async |company, place| {
        let moved: Result<_, NotAnOrder> =
            app.app.db.write(async |tx| companies::move_to(tx, one, company, place, "move").await).await;
        moved.unwrap();
        names(&app, one).await
    };
    assert_eq!(moves(c, 2).await, "A C B");
    assert_eq!(moves(c, 2).await, "A C B", "twice is once");
    assert_eq!(moves(a, 2).await, "C A B");
    assert_eq!(moves(c, 1).await, "C A B", "the first stays first");
    assert_eq!(moves(b, 4).await, "C A B", "the last stays last");
    let ordered: Result<(), NotAnOrder> =
        app.app.db.write(async |tx| companies::reorder(tx, one, &[b, a, c], "order").await).await;
    ordered.unwrap();
    assert_eq!(names(&app, one).await, "B A C");
}

#[tokio::test]
async fn an_order_names_each_open_company_once_and_nobody_elses() {
    let app = TestApp::start().await;
    let (one, other) = (person(&app).await, person(&app).await);
    let own = ["A", "B"].map(|name| company(&app, one, name, None));
    let foreign = company(&app, other, "X", None);
    register(&app, &own).await.unwrap();
    register(&app, std::slice::from_ref(&foreign)).await.unwrap();
    let [a, b] = own.map(|company| company.id);
    for wrong in [vec![a], vec![a, b, b], vec![a, b, foreign.id], vec![]] {
        let refused: Result<(), NotAnOrder> =
            app.app.db.write(async |tx| companies::reorder(tx, one, &wrong, "order").await).await;
        assert!(matches!(refused, Err(NotAnOrder::Changed)), "{wrong:?}");
    }
    let refused: Result<_, NotAnOrder> =
        app.app.db.write(async |tx| companies::move_to(tx, one, foreign.id, 1, "move").await).await;
    assert!(matches!(refused, Err(NotAnOrder::NoSuchCompany)));
    let found: Result<_, Fault> = app.app.db.read(async |conn| companies::find(conn, one, foreign.id).await).await;
    assert_eq!(found.unwrap(), None, "somebody else's company is not found");
    assert_eq!((names(&app, one).await.as_str(), names(&app, other).await.as_str()), ("A B", "X"));
}

#[tokio::test]
async fn a_closed_company_leaves_the_order_at_the_earliest_instant_that_was_told() {
    let app = TestApp::start().await;
    let one = person(&app).await;
    let all = ["A", "B"].map(|name| company(&app, one, name, None));
    register(&app, &all).await.unwrap();
    let [a, b] = all.map(|company| company.id);
    let (early, late) = (app.now() - TimeDelta::days(2), app.now());
    for told in [vec![(one, a, late)], vec![(one, a, early), (one, a, late)], vec![(one, a, late)]] {
        let closed: Result<(), Fault> = app.app.db.write(async |tx| companies::close(tx, &told).await).await;
        closed.unwrap();
    }
    let closed: Vec<_> = of(&app, one).await.into_iter().map(|company| (company.id, company.closed_at)).collect();
    assert!(closed.contains(&(a, Some(early))) && closed.contains(&(b, None)), "{closed:?}");
    let ordered: Result<(), NotAnOrder> =
        app.app.db.write(async |tx| companies::reorder(tx, one, &[b], "order").await).await;
    ordered.unwrap();
}

#[tokio::test]
async fn a_tax_id_belongs_to_one_company_however_it_is_written() {
    let app = TestApp::start().await;
    let (one, other) = (person(&app).await, person(&app).await);
    let first = company(&app, one, "A", Some("KZ 060-340"));
    register(&app, std::slice::from_ref(&first)).await.unwrap();
    let raced = register(&app, &[company(&app, other, "X", Some("kz060340"))]).await;
    assert!(raced.is_err_and(|fault| fault.is_race()));
    assert_eq!(names(&app, other).await, "", "nothing of it was kept");
    let again = NewCompany { claims_tax_id: false, ..company(&app, other, "X", Some("kz060340")) };
    register(&app, &[again]).await.unwrap();
    let keys = ["KZ060340".to_string()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| companies::known_tax_ids(conn, &keys).await).await;
    assert_eq!(known.unwrap().get("KZ060340"), Some(&(one, first.id)));
}
