//! The log of deeds.

use super::{between, following, pages};
use crate::billing::{sells, staff};
use crate::support::TestApp;
use beckon::db::Fault;
use beckon::people::{self, By, Role};
use serde_json::json;
use uuid::Uuid;

/// The ids of what the listed deeds were done to.
fn subjects(shown: &crate::support::story::Shown) -> Vec<String> {
    let cells = between(shown, r#"<a class="code small" href=""#, "</a>");
    cells.iter().map(|cell| cell.rsplit('>').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_log_tells_who_did_what_to_whom_and_what_changed() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let product = sells(&admin, "plan", "Business", "90000", ("14", "10")).await;
    let log = support.opens("/admin/deeds").await;
    assert_eq!(between(&log, r#"<a class="tag" "#, "</a>").len(), 3);
    let verbs = between(&log, r#"<a class="tag" href="/admin/deeds?verb="#, "\"");
    assert_eq!(verbs, ["product-added", "staff-added", "staff-added"], "newest first");
    for told in ["Product added", "Dana Ospanova", "On the machine itself", "127.0.0.1", "Business", "support"] {
        assert!(log.has(told), "{told}: {}", log.text);
    }
    assert!(log.has(&format!(r#"href="/admin/products/{product}""#)), "a subject leads to its page");

    // Each cell leads to what has the same in it.
    let only = support.opens("/admin/deeds?verb=product-added").await;
    assert!(only.has("Product added") && !only.has("Role given") && only.has("Show all"), "{}", only.text);
    let of_boris = support.opens("/admin/deeds?about=Boris.Kim@example.kz").await;
    assert!(of_boris.has("Role given") && !of_boris.has("Product added"), "{}", of_boris.text);
    let who = between(&log, "/admin/deeds?who=", "\"")[0].to_owned();
    let by_dana = support.opens(&format!("/admin/deeds?who={who}")).await;
    assert!(by_dana.has("Product added") && !by_dana.has("Role given"), "{}", by_dana.text);
    let none = support.opens(&format!("/admin/deeds?who={who}&verb=staff-added")).await;
    assert!(none.has("No deed is found."), "filters narrow together");
    for nothing in ["about=nobody@example.kz", "about=%00", "about=x", "verb=%00x", "about='%20OR%201=1"] {
        let shown = support.opens(&format!("/admin/deeds?{nothing}")).await;
        assert_eq!((shown.status, shown.has("Product added")), (200, nothing == "about=%00"), "{nothing}");
    }
    assert_eq!(support.opens("/admin/deeds?who=nobody").await.status, 404);
}

#[tokio::test]
async fn a_long_log_is_read_page_by_page_and_as_a_file() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let nobody = By { person: people::By::OPERATOR.person, peer: None };
    let done: Result<(), Fault> = app
        .app
        .db
        .write(async |tx| {
            for n in 0..620 {
                let (verb, after) = (if n % 2 == 0 { "replay" } else { "product-closed" }, json!({"n": n}));
                people::deed(tx, &nobody, verb, &format!("program p-{n}"), None, Some(after)).await?;
            }
            Ok(())
        })
        .await;
    done.unwrap();
    let odd = pages(&support, "/admin/deeds?verb=product-closed").await;
    let lengths: Vec<usize> = odd.iter().map(|page| subjects(page).len()).collect();
    assert_eq!(lengths, [50, 50, 50, 50, 50, 50, 10]);
    let listed: Vec<String> = odd.iter().flat_map(subjects).collect();
    let expected: Vec<String> = (0..620).rev().filter(|n| n % 2 == 1).map(|n| format!("p-{n}")).collect();
    assert_eq!(listed, expected, "newest first, each once");
    assert!(odd[1].has(r#"rel="first" href="/admin/deeds?verb=product-closed""#), "{}", odd[1].text);

    let file = String::from_utf8(support.downloads("/admin/deeds.csv").await).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines.len(), 1 + 1 + 620 + 1, "more than the file's parts hold; the export itself is the newest deed");
    assert_eq!(lines[0], "\u{feff}deed,done_at,by,by_name,verb,subject,before,after,from");
    assert!(lines[1].contains(",Boris Kim,list-exported,list deeds,"), "{}", lines[1]);
    assert!(lines[2].ends_with(r#",product-closed,program p-619,,"{""n"":619}","#), "{}", lines[2]);
    let one = String::from_utf8(support.downloads("/admin/deeds.csv?about=p-7").await).unwrap();
    assert_eq!(one.lines().count(), 2, "{one}");
    let wrong = support.opens(&format!("/admin/deeds?after={}", Uuid::nil())).await;
    assert!(wrong.has("No deed is found.") && following(&wrong).is_none());
}
