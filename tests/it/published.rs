//! Every published program in a database: the facts of its worked examples go through intake, and the books are those of the world,
//! where the examples come out.

use crate::model::circles::{agree, earned, earned_in};
use crate::model::compare::{balances, held};
use crate::model::setting;
use crate::support::TestApp;
use beckon::db::Fault;
use beckon::events::Event;
use beckon::ids::{Code, ExternalId, LinkId, PersonId};
use beckon::intake::{self, Incoming};
use beckon::people::sources;
use beckon::rules::terms::Example;
use beckon::rules::{Terms, check};
use beckon::world::{Script, World, script_of_example};
use beckon::{programs, referrals};
use chrono::TimeDelta;
use std::fs;
use std::path::Path;

/// What happens inside is done by people on pages, and tested there.
fn comes_from_outside(event: &Event) -> bool {
    let inside = ["credit.", "cash.", "withdrawal.", "adjustment.", "referral."];
    !inside.iter().any(|begins| event.fact.type_name().starts_with(begins))
}

#[tokio::test]
async fn examples_of_published_programs_come_out_of_the_database() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/programs");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("EXAMPLES.toml"));
    files.sort();
    // `PUBLISHED` says how many of each program.
    let each = setting("PUBLISHED").unwrap_or(1) as usize;
    let (mut played, mut wrong) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let terms = check(&text).unwrap();
        // What a page states without its history is nothing that facts could say.
        let examples = terms.examples.iter().filter(|example| example.assume.is_empty() && example.repeat <= 5);
        for example in examples.take(each) {
            let script = script_of_example(&terms, example);
            let Ok(script) = script else { continue };
            if !script.events.iter().all(comes_from_outside) {
                continue;
            }
            played += 1;
            println!("{}: {}", terms.program, example.says);
            if let Err(words) = plays(&text, &terms, example, script).await {
                wrong.push(format!("{}: {}: {words}", file.file_stem().unwrap().display(), example.says));
            }
        }
    }
    assert!(played > 20, "only {played}");
    assert!(wrong.is_empty(), "{} of {played}:\n{}", wrong.len(), wrong.join("\n"));
}

async fn plays(text: &str, terms: &Terms, example: &Example, script: Script) -> Result<(), String> {
    let app = TestApp::start().await;
    app.app.db.write(async |tx| intake::publish(tx, text, None).await).await.map_err(|error| error.to_string())?;
    let source = app.app.db.write(async |tx| sources::find_or_create(tx, "billing").await).await.unwrap();
    let mut world = World::new([Terms { effective_from: None, ..terms.clone() }]).with_runs();
    let last = example.expect.iter().map(|expected| expected.at).max().unwrap_or(app.now());
    let mut codes = script.codes.into_iter().peekable();
    for event in script.events {
        if comes_to(&app, event.timestamp) {
            app.works_jobs().await;
        }
        let answers = intake::apply_now(&app.app.db, &[Incoming::new(source, event.clone())]).await;
        answers.into_iter().try_for_each(|answer| answer.map(drop)).map_err(|fault| fault.to_string())?;
        world.apply("billing", event, app.now());
        // Whoever has a code gets it as soon as they are there.
        let mut known =
            |(person, code): &(ExternalId, Code)| world.add_code("billing", person, &terms.program, code.clone());
        while let Some((person, code)) = codes.next_if(&mut known) {
            opens(&app, terms, &person, &code).await;
        }
    }
    comes_to(&app, last);
    app.works_jobs().await;
    world.advance_to(app.now()).unwrap();
    let books = async |conn: &beckon::db::Conn| Ok::<_, Fault>((earned(conn).await?, balances(conn, app.now()).await?));
    let (stored, has) = app.app.db.read(books).await.unwrap();
    agree(&earned_in(&world, &terms.program), &stored)?;
    let expected = held(&world);
    if expected == has { Ok(()) } else { Err(format!("the world has {expected:?}, the database {has:?}")) }
}

/// Whether the clock moved.
fn comes_to(app: &TestApp, at: beckon::calendar::Instant) -> bool {
    let time = at - app.now();
    let moves = time > TimeDelta::zero();
    if moves {
        app.app.clock.advance(time).unwrap();
    }
    moves
}

async fn opens(app: &TestApp, terms: &Terms, person: &ExternalId, code: &Code) {
    let named = crate::model::named(&app.app.db, "person", person.to_string()).await.unwrap();
    let added: Result<bool, Fault> = app
        .app
        .db
        .write(async |tx| {
            let program = programs::catalogue(tx).await?.by_slug(&terms.program).unwrap().id;
            let (id, person) = (LinkId::new(tx.now()), PersonId(named.person_id));
            let link = referrals::Link {
                id,
                person,
                program,
                code: code.clone(),
                label: String::new(),
                sub: String::new(),
                closed_at: None,
            };
            referrals::add_link(tx, &link).await
        })
        .await;
    assert!(added.unwrap());
}
