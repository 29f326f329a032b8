//! The available account, line by line: on a page, as CSV and on paper.

mod lines;

use self::lines::{Origins, Told};
use super::earnings::bounds;
use super::parts::Part;
use super::{Figures, StatementPage, UnitChoice, paper};
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::ledger::{self, Balances, Statement, StatementLine};
use crate::money::{Currency, Money, Unit};
use crate::people::{self, SignedIn};
use crate::programs::{self, Choice, Program, Version};
use crate::referrals::{self, pages::own_link};
use crate::rules::Terms;
use crate::rules::rule::Form;
use crate::web::{Error, Lang, Page, Paging, Refusals, Shell, Visit, Words, csv, format};
use crate::withdrawals;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use futures_util::stream;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::HashSet;
use std::rc::Rc;
use uuid::Uuid;

const ROWS: i64 = 50;
/// Lines of a statement on paper, some 150 pages; whoever has more takes it month by month, or as CSV.
const MOST_ON_PAPER: i64 = 5_000;

#[derive(Deserialize, Clone)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    /// As in the ledger; empty: what the program counts in first.
    unit: String,
    /// `2026-04`, by the calendar of the program's time zone; empty: from the beginning.
    month: String,
    /// What happened to it, a word of [`Part`]; empty: everything.
    part: String,
    page: String,
}

#[derive(Debug, Clone)]
pub struct StatementRow {
    pub at: Instant,
    pub words: Words,
    /// Whose payment, or which invoice.
    pub about: Option<String>,
    pub why: Option<Words>,
    /// Where that is shown.
    pub href: Option<String>,
    /// Signed: what it did to the available amount.
    pub amount: Money,
    pub balance: Money,
}

/// The account that a query asks for.
struct Asked {
    program: Program,
    /// How links name it.
    slug: String,
    programs: Vec<Choice>,
    balances: Vec<Balances>,
    units: Vec<Unit>,
    unit: Unit,
    month: Option<Month>,
    /// When the account began.
    since: Instant,
    within: Option<(Instant, Instant)>,
    part: Option<Part>,
    kinds: Vec<&'static str>,
}

impl Asked {
    fn part_word(&self) -> &'static str {
        self.part.map_or("", Part::word)
    }

    fn version(&self, app: &App) -> Result<&Version, Fault> {
        self.program.told(app.clock.now())
    }

    fn statement(&self, person: PersonId) -> Statement<'_> {
        Statement { person, program: self.program.id, unit: self.unit.name(), within: self.within, kinds: &self.kinds }
    }

    /// `statement-business-bonus-2026-04`
    fn file_name(&self) -> String {
        let month = self.month.map(|month| format!("-{month}")).unwrap_or_default();
        format!("statement-{}{month}", self.program.slug)
    }
}

impl Query {
    async fn asked(&self, app: &App, who: &SignedIn) -> Result<Asked, Error> {
        let person = who.person;
        let look = app.db.read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                ledger::balances(conn, person),
                people::find(conn, person)
            )
        });
        let (catalogue, balances, reader) = look.await?;
        let program = catalogue.chosen(&self.program, who.program.as_deref()).ok_or(Error::NotFound)?.clone();
        let (slug, programs) = (catalogue.named(&program).to_owned(), catalogue.choices(&program, app.clock.now())?);
        let now = app.clock.now();
        let units = units(&balances, &program, program.told(now)?)?;
        let unit = chosen(&units, &self.unit)?;
        let month: Option<Month> = self.month.parse().ok();
        let within = month.map(|month| bounds(&program, month, now)).transpose()?;
        let part = Part::ALL.into_iter().find(|part| part.word() == self.part);
        let kinds = part.map(Part::kinds).unwrap_or_default();
        let since = reader.map_or(now, |reader| reader.registered_at);
        Ok(Asked { program, slug, programs, balances, units, unit, month, since, within, part, kinds })
    }

    fn base(&self, path: &str, asked: &Asked) -> String {
        let month = asked.month.map(|month| month.to_string()).unwrap_or_default();
        Paging::base(
            path,
            &[("program", &asked.slug), ("unit", &self.unit), ("month", &month), ("part", asked.part_word())],
        )
    }
}

pub async fn show(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<StatementPage>, Error> {
    let lang = Visit::of(&request).lang;
    let asked = query.asked(&app, &who).await?;
    let (program, version, unit) = (&asked.program, asked.version(&app)?, asked.unit);
    let page = Paging::asked(&query.page);
    let (links, ends, heads, rows) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                referrals::links_of(conn, who.person),
                ledger::ends(conn, asked.statement(who.person)),
                ledger::heads(conn, who.person, program.id, unit.name()),
                rows(conn, who.person, &asked, (version, lang), page)
            )
        })
        .await?;
    let head = heads.iter().find(|(account, _)| account == "available").map(|(_, head)| HEXLOWER.encode(head));
    let currency = unit.currency(version.terms.currency);
    let between = (ledger::money(ends.before, currency)?, ledger::money(ends.after, currency)?);
    let screen = StatementPage {
        slug: asked.slug.clone(),
        programs: asked.programs.clone(),
        unit: query.unit.clone(),
        program: version.terms.name.clone(),
        figures: Figures::of(&asked.balances, program.id, &version.terms)?,
        units: choices(&asked.units, unit, &asked.slug),
        earns: earns(&version.terms),
        rows,
        months: super::earnings::choices(program, asked.month, (asked.since, app.clock.now()))?,
        between: asked.month.filter(|_| asked.part.is_none()).map(|_| between),
        part: asked.part_word(),
        total: ledger::money(ends.after - ends.before, currency)?,
        paging: Paging::of(query.base("/statement", &asked), page, ends.lines, ROWS),
        csv: query.base("/statement.csv", &asked),
        pdf: query.base("/statement.pdf", &asked),
        withdrawals: withdrawals::pages::path(&program.slug, &version.terms),
        head: head.unwrap_or_default(),
        link: own_link::address(&app, &who, program.id, &links).await?,
    };
    Ok(Page::new(screen)
        .about(&asked.slug)
        .block("statement", |page, values| page.as_list().render_with_values(values)))
}

/// What terms give, as they name it.
pub(super) fn units_of(terms: &Terms) -> impl Iterator<Item = Unit> {
    let rules = terms.rules.iter().filter_map(|rule| match rule.form {
        Form::Unit(unit, _) => Some(unit),
        Form::Discount { .. } => None,
    });
    terms.rewards.iter().map(|clause| clause.unit).chain(rules)
}

/// Whether they give anything that stands on an account, and not discounts alone.
pub fn earns(terms: &Terms) -> bool {
    units_of(terms).next().is_some()
}

/// What a person has, or could earn, is counted in: what the terms name first comes first.
pub fn units(balances: &[Balances], program: &Program, version: &Version) -> Result<Vec<Unit>, Fault> {
    let mut units: Vec<Unit> = units_of(&version.terms).collect();
    for balance in balances.iter().filter(|balance| balance.program() == program.id) {
        units.push(balance.unit.parse().map_err(Fault::contradiction)?);
    }
    let mut known = HashSet::new();
    units.retain(|unit| known.insert(*unit));
    Ok(units)
}

fn chosen(units: &[Unit], asked: &str) -> Result<Unit, Error> {
    if asked.is_empty() {
        return Ok(units.first().copied().unwrap_or(Unit::Credit));
    }
    units.iter().copied().find(|unit| unit.name() == asked).ok_or(Error::NotFound)
}

fn choices(units: &[Unit], current: Unit, program: &str) -> Vec<UnitChoice> {
    let several = if units.len() > 1 { units } else { &[] };
    let choice = |unit: &Unit| UnitChoice {
        words: Words::new("part-label").with("unit", unit.name()),
        href: Paging::base("/statement", &[("program", program), ("unit", unit.name())]),
        current: *unit == current,
    };
    several.iter().map(choice).collect()
}

async fn rows(
    conn: &Conn,
    person: PersonId,
    asked: &Asked,
    (version, lang): (&Version, Lang),
    page: i64,
) -> Result<Vec<StatementRow>, Fault> {
    let lines = ledger::statement(conn, asked.statement(person), (page - 1) * ROWS, ROWS).await?;
    let origins = Origins::of(conn, person, (&asked.program, version), lang, &lines).await?;
    let currency = asked.unit.currency(version.terms.currency);
    let row = |line: &StatementLine| {
        let Told { words, about, why, href } = origins.told(line)?;
        let (amount, balance) = (ledger::money(line.moved, currency)?, ledger::money(line.available, currency)?);
        Ok(StatementRow { at: line.effective_at, words, about, why, href, amount, balance })
    };
    lines.iter().map(row).collect()
}

/// Oldest first; amounts are decimal strings in major units, instants in UTC, `what` is in the reader's language.
pub async fn file(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let shell = Shell::speaking(Visit::of(&request).lang, who.zone, app.clock.now());
    let asked = Rc::new(query.asked(&app, &who).await?);
    let currency = asked.unit.currency(asked.version(&app)?.terms.currency);
    let ends = app.db.read(async |conn| ledger::ends(conn, asked.statement(who.person)).await).await?;
    let (name, first) = (asked.file_name(), (Uuid::nil(), ends.before));
    let head =
        csv::line(&["effective_at", "recorded_at", "kind", "what", "about", "cause", "amount", "balance", "currency"]);
    let part = move |after: Option<(Uuid, Decimal)>| {
        let (app, asked, shell) = (app.clone(), asked.clone(), shell.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let of = asked.statement(who.person);
            let version = asked.version(&app)?;
            let (lines, origins) = app
                .db
                .read(async |conn| {
                    let lines = ledger::statement_after(conn, of, after, csv::PART).await?;
                    let of = (&asked.program, version);
                    let origins = Origins::of(conn, who.person, of, shell.lang, &lines).await?;
                    Ok::<_, Fault>((lines, origins))
                })
                .await?;
            let text = lines
                .iter()
                .map(|line| written(line, &origins.told(line)?, (currency, asked.part.is_none()), &shell))
                .collect::<Result<String, Fault>>()?;
            Ok::<_, Error>(Some((text, lines.last().map(|line| (line.id, line.available)))))
        }
    };
    Ok(csv::file(&name, head, stream::try_unfold(Some(first), part)))
}

/// `is_whole`: no line is left out, so that there is a running balance.
fn written(
    line: &StatementLine,
    told: &Told,
    (currency, is_whole): (Currency, bool),
    shell: &Shell,
) -> Result<String, Fault> {
    let (what, about) = (shell.say(&told.words), told.about.as_deref().unwrap_or_default());
    let (amount, balance) = (ledger::money(line.moved, currency)?, ledger::money(line.available, currency)?);
    let (effective, recorded) = (csv::at(line.effective_at), csv::at(line.recorded_at));
    let (amount, balance) = (amount.to_string(), if is_whole { balance.to_string() } else { String::new() });
    Ok(csv::line(&[&effective, &recorded, &line.kind, &what, about, &line.cause, &amount, &balance, currency.code()]))
}

/// The same on paper, oldest first, in the reader's language and time zone.
pub async fn paper(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    // On paper stands every line: each with the balance after it.
    let query = Query { part: String::new(), ..query.into_inner() };
    let asked = query.asked(&app, &who).await?;
    let version = asked.version(&app)?;
    let currency = asked.unit.currency(version.terms.currency);
    let of = asked.statement(who.person);
    let ends = app.db.read(async |conn| ledger::ends(conn, of).await).await?;
    if ends.lines > MOST_ON_PAPER {
        return Err(Error::Refused(Refusals::one("", Words::new("statement-too-long").with("most", MOST_ON_PAPER))));
    }
    let shell = Shell { dated: true, ..Shell::speaking(Visit::of(&request).lang, who.zone, app.clock.now()) };
    let (heads, lines, origins) = app
        .db
        .read(async |conn| {
            let (heads, lines) = futures_util::try_join!(
                ledger::heads(conn, who.person, asked.program.id, asked.unit.name()),
                ledger::statement_after(conn, of, (Uuid::nil(), ends.before), MOST_ON_PAPER)
            )?;
            let of = (&asked.program, version);
            let origins = Origins::of(conn, who.person, of, shell.lang, &lines).await?;
            Ok::<_, Fault>((heads, lines, origins))
        })
        .await?;
    let money = |amount: Decimal| Ok::<_, Fault>(format::money(shell.lang, ledger::money(amount, currency)?));
    let line = |line: &StatementLine| {
        let Told { words, about, why, .. } = origins.told(line)?;
        let cells = [shell.day(line.effective_at), shell.say(&words), money(line.moved)?, money(line.available)?];
        let notes: Vec<String> = about.into_iter().chain(why.map(|words| shell.say(&words))).collect();
        Ok::<_, Fault>(paper::Row { cells, note: (!notes.is_empty()).then(|| notes.join(" · ")) })
    };
    let period = asked.month.map_or_else(|| shell.lang.t("earnings-all-months"), |month| shell.month(month));
    let head = heads.iter().find(|(account, _)| account == "available").map(|(_, head)| HEXLOWER.encode(head));
    let sheet = paper::Sheet {
        lang: shell.lang,
        title: shell.lang.t("nav-statement"),
        facts: vec![
            (shell.lang.t("statement-program"), version.terms.name.clone()),
            (shell.lang.t("statement-person"), who.name.clone()),
            (shell.lang.t("statement-period"), period),
            (shell.lang.t("statement-made"), shell.moment(shell.now)),
            (shell.lang.t("paper-issuer"), app.issuer().to_owned()),
            (shell.lang.t("statement-before"), money(ends.before)?),
            (shell.lang.t("statement-after"), money(ends.after)?),
        ],
        columns: ["statement-when", "statement-what", "statement-amount", "statement-balance"]
            .map(|key| shell.lang.t(key)),
        rows: lines.iter().map(line).collect::<Result<_, _>>()?,
        seal: head.map(|head| (shell.lang.t("statement-chain"), head)),
    };
    let drawn = web::block(move || sheet.draw()).await.map_err(|error| Error::Broken(error.to_string()))?;
    let name = format!("attachment; filename=\"{}.pdf\"", asked.file_name());
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(drawn.map_err(|error| Error::Broken(format!("a statement could not be drawn: {error}")))?))
}
