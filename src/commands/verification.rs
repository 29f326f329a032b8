//! `beckon verification`: the monthly run, looked at, applied or reckoned again.

use super::{Outcome, on_app};
use beckon::app::App;
use beckon::calendar::{Instant, Month};
use beckon::config::Config;
use beckon::db::Fault;
use beckon::intake::{self, Name, Noun};
use beckon::verification::{Done, Question, Referrer, apply, preview, recompute};
use clap::{Args, Subcommand};
use serde_json::json;
use std::collections::HashMap;
use std::io::Write;
use uuid::Uuid;

#[derive(Subcommand)]
pub enum Verification {
    /// Show what the run of a month would give each company; writes nothing
    Preview(Asked),
    /// Apply the run of a month; one that was applied stays as it is
    Apply(Asked),
    /// Reckon an applied run again and hold it against what is stored; fails when anything differs
    Recompute(Asked),
}

#[derive(Args)]
pub struct Asked {
    /// Such as 2026-04
    month: Month,
    /// The program's slug; needed where several programs give discounts by the month
    #[arg(long, default_value = "")]
    program: String,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

pub fn run(config: Config, command: Verification) -> Outcome {
    on_app(config, async move |app| match command {
        Verification::Preview(asked) => show(&app, asked).await,
        Verification::Apply(asked) => apply_one(&app, asked).await,
        Verification::Recompute(asked) => recompute_one(&app, asked).await,
    })
}

async fn question(app: &App, asked: &Asked) -> Result<Question, beckon::verification::Refused> {
    let now = app.clock.now();
    app.db.read(async |conn| Question::find(conn, &asked.program, asked.month, now).await).await
}

async fn show(app: &App, asked: Asked) -> Outcome {
    let question = question(app, &asked).await?;
    question.may_be_previewed(app.clock.now())?;
    let mut referrers: Vec<Referrer> = Vec::new();
    let found = preview(&app.db, &question, |referrer| referrers.push(referrer.clone())).await?;
    for part in referrers.chunks(5_000) {
        tell(app, part, question.scheduled_at, asked.json).await?;
    }
    say(asked.json, &question, &found.done, "previewed");
    Ok(())
}

/// Each company's line, by the names that billing uses.
async fn tell(app: &App, referrers: &[Referrer], at: Instant, as_json: bool) -> Outcome {
    let people: Vec<Uuid> = referrers.iter().map(|referrer| referrer.person.0).collect();
    let given = || referrers.iter().flat_map(|referrer| referrer.companies.iter().map(move |given| (referrer, given)));
    let companies: Vec<Uuid> = given().map(|(_, given)| given.company.0).collect();
    let read = app.db.read(async |conn| {
        let people = intake::names_of(conn, Noun::Person, &people).await?;
        Ok::<_, Fault>((people, intake::names_of(conn, Noun::Company, &companies).await?))
    });
    let (people, companies) = read.await?;
    let mut out = std::io::stdout().lock();
    for (referrer, given) in given() {
        let (person, company) = (called(&people, referrer.person.0), called(&companies, given.company.0));
        let (places, percent, reason) =
            (given.result.places, given.result.percent.to_string(), given.result.reason.name());
        if as_json {
            let line = json!({"at": at, "person": person, "company": company, "places": places, "percent": percent,
                "reason": reason});
            writeln!(out, "{}", json!({"assignment": line}))?;
        } else {
            writeln!(out, "{person}: {company}: {places} Active Referrals, {percent} ({reason})")?;
        }
    }
    Ok(())
}

fn called(names: &HashMap<Uuid, Name>, id: Uuid) -> String {
    names.get(&id).map_or_else(|| id.to_string(), |name| name.id.to_string())
}

fn say(as_json: bool, question: &Question, done: &Done, state: &str) {
    let (slug, month, at) = (&question.program.slug, question.month, question.scheduled_at);
    let Done { referrers, blocked, companies, .. } = done;
    if as_json {
        let line = json!({"program": slug, "month": month, "scheduled_at": at, "state": state, "referrers": referrers,
            "blocked": blocked, "companies": companies, "inputs": done.inputs()});
        println!("{}", json!({"run": line}));
    } else {
        println!(
            "{slug} {month}, as of {at}: {state}; {referrers} referrers, {blocked} of them blocked, {companies} companies \
             with a discount; inputs {}",
            done.inputs()
        );
    }
}

async fn apply_one(app: &App, asked: Asked) -> Outcome {
    let question = question(app, &asked).await?;
    let applied = apply(&app.db, question.clone()).await?;
    let state = if applied.before { "was applied before" } else { "applied" };
    say(asked.json, &question.as_of(&applied.run), &applied.run.done, state);
    Ok(())
}

async fn recompute_one(app: &App, asked: Asked) -> Outcome {
    let question = question(app, &asked).await?;
    let found = recompute(&app.db, question.clone()).await?;
    for difference in &found.differences {
        println!("DIFFERENCE {difference}");
    }
    if !found.differences.is_empty() {
        return Err("the run does not come out as it was applied".into());
    }
    say(asked.json, &question.as_of(&found.run), &found.run.done, "comes out as it was applied");
    Ok(())
}
