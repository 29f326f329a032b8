//! Every published program in a database: the facts of a worked example go through intake, what it expects comes out, and the books are
//! those of the world.

mod expected;

use crate::model::circles::{agree, earned, earned_in};
use crate::model::compare::{balances, held};
use crate::model::setting;
use crate::support::TestApp;
use beckon::db::Fault;
use beckon::events::Event;
use beckon::ids::{Code, ExternalId, LinkId, PersonId};
use beckon::intake::{self, Incoming};
use beckon::people::sources;
use beckon::rules::terms::{Example, Expected};
use beckon::rules::{Terms, check};
use beckon::world::{Script, World, script_of_example};
use beckon::{extensions, programs, reckoning, referrals};
use chrono::TimeDelta;
use std::fs;
use std::path::Path;

/// What is done by people on pages is tested there.
fn comes_from_outside(event: &Event) -> bool {
    let inside = ["credit.", "cash.", "withdrawal.", "adjustment.", "referral."];
    !inside.iter().any(|begins| event.fact.type_name().starts_with(begins))
}

/// What a page states without its history is nothing that facts could say.
fn suits(terms: &Terms, example: &Example) -> Option<Script> {
    let script = script_of_example(terms, example).ok()?;
    let outside = script.events.iter().all(comes_from_outside) && script.events.len() <= LONGEST;
    Some(script).filter(|_| outside && example.assume.is_empty())
}

/// A hundred invitees say nothing here that five do not.
const LONGEST: usize = 30;

#[tokio::test]
async fn examples_of_published_programs_come_out_of_the_database() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/programs");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("EXAMPLES.toml"));
    files.sort();
    // `PUBLISHED` says how many of each program.
    let each = setting("PUBLISHED").unwrap_or(1) as usize;
    let (mut played, mut asked, mut wrong, mut without) = (0, 0, Vec::new(), Vec::new());
    for file in files {
        let name = file.file_stem().unwrap().display().to_string();
        let text = fs::read_to_string(&file).unwrap();
        let terms = check(&text).unwrap();
        let suitable = terms.examples.iter().filter_map(|example| Some((example, suits(&terms, example)?)));
        let mut suitable: Vec<_> = suitable.collect();
        // The shortest first of which the database can be asked something.
        suitable.sort_by_key(|(example, script)| (expected::asked(example) == 0, script.events.len()));
        if suitable.is_empty() {
            without.push(name.clone());
        }
        for (example, script) in suitable.into_iter().take(each) {
            (played, asked) = (played + 1, asked + expected::asked(example));
            println!("{name}: {}", example.says);
            if let Err(words) = plays(&text, &terms, example, script).await {
                wrong.push(format!("{name}: {}: {words}", example.says));
            }
        }
    }
    println!("{played} played, {asked} expectations asked of the database; none of {without:?}");
    assert!(wrong.is_empty(), "{} of {played}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(played >= 73 && asked >= 100, "only {played} with {asked} expectations; none of {without:?}");
}

async fn plays(text: &str, terms: &Terms, example: &Example, script: Script) -> Result<(), String> {
    let first = script.events.iter().map(|event| event.timestamp).min().unwrap();
    let app = TestApp::start_from(first).await;
    app.app.db.write(async |tx| intake::publish(tx, text, None).await).await.map_err(|error| error.to_string())?;
    let source = app.app.db.write(async |tx| sources::find_or_create(tx, "billing").await).await.unwrap();
    let mut world = World::new([Terms { effective_from: None, ..terms.clone() }]).with_runs();
    let mut expect: Vec<&Expected> = example.expect.iter().collect();
    expect.sort_by_key(|expected| expected.at);
    let mut expect = expect.into_iter().peekable();
    let mut codes = script.codes.into_iter().peekable();
    for event in script.events {
        while let Some(expected) = expect.next_if(|expected| expected.at < event.timestamp) {
            comes_out(&app, &mut world, terms, expected).await?;
        }
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
    for expected in expect {
        comes_out(&app, &mut world, terms, expected).await?;
    }
    Ok(())
}

async fn comes_out(app: &TestApp, world: &mut World, terms: &Terms, expected: &Expected) -> Result<(), String> {
    comes_to(app, expected.at);
    app.works_jobs().await;
    // Now, and not in the next minute or after midnight.
    reckoning::sweep_all(&app.app.db).await.unwrap();
    extensions::extend_due(&app.app.db).await.unwrap();
    world.advance_to(app.now()).unwrap();
    expected::compare(app, terms, expected).await?;
    let books = async |conn: &beckon::db::Conn| Ok::<_, Fault>((earned(conn).await?, balances(conn, app.now()).await?));
    let (stored, has) = app.app.db.read(books).await.unwrap();
    agree(&earned_in(world, &terms.program), &stored)?;
    let held = held(world);
    if held == has { Ok(()) } else { Err(format!("the world has {held:?}, the database {has:?}")) }
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
