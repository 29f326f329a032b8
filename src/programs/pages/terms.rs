//! Terms as everybody may read them: words made of the same rules that decide about money.

use super::{Example, Section, TermsPage, VersionRow};
use crate::app::App;
use crate::calendar::Instant;
use crate::money::Money;
use crate::programs::{self, Program, Version};
use crate::rules::{Terms, explain, terms};
use crate::web::{Error, Page, Value, Words};
use actix_web::web;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    version: String,
}

pub async fn show(
    app: web::Data<App>,
    slug: web::Path<String>,
    query: web::Query<Query>,
) -> Result<Page<TermsPage>, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&slug).ok_or(Error::NotFound)?;
    let current = program.told(now)?;
    let asked = match query.version.as_str() {
        "" => current,
        number => number.parse().ok().and_then(|number| program.version(number)).ok_or(Error::NotFound)?,
    };
    Ok(Page::new(TermsPage {
        slug: program.slug.clone(),
        program: asked.terms.name.clone(),
        version: asked.number,
        effective_from: asked.effective_from,
        is_old: asked.number < current.number,
        sections: sections(&asked.terms),
        examples: asked.terms.examples.iter().map(|example| told(example, &asked.terms)).collect(),
        versions: versions(program, asked),
    }))
}

fn versions(program: &Program, shown: &Version) -> Vec<VersionRow> {
    let row = |version: &Version| VersionRow {
        version: version.number,
        effective_from: version.effective_from,
        current: version.number == shown.number,
    };
    program.versions.iter().rev().map(row).collect()
}

fn sections(terms: &Terms) -> Vec<Section> {
    let offered = terms.offers.iter().flat_map(|offer| explain::invitee_offer(offer, terms));
    let section = |title: &'static str, said: Vec<explain::Words>| Section {
        title: title.into(),
        sentences: said.into_iter().map(Words::from).collect(),
    };
    let sections = [
        section("terms-you-earn", explain::rewards(terms)),
        section("terms-they-get", offered.collect()),
        section("terms-rules", explain::conditions(terms)),
    ];
    sections.into_iter().filter(|section| !section.sentences.is_empty()).collect()
}

fn told(example: &terms::Example, terms: &Terms) -> Example {
    let given = example.given.iter().map(|given| happened(given, terms));
    let expected = example.expect.iter().flat_map(|expected| {
        let amounts = [
            ("example-on-hold", expected.on_hold),
            ("example-available", expected.available),
            ("example-to-pay", expected.to_pay),
        ];
        amounts.into_iter().filter_map(|(key, amount)| Some(at(key, expected.at).with("amount", amount?)))
    });
    Example { says: example.says.clone(), steps: given.chain(expected).collect() }
}

fn at(key: &'static str, at: Instant) -> Words {
    Words::new(key).with("at", Value::Moment(at))
}

fn happened(given: &terms::Given, terms: &Terms) -> Words {
    let amount = given.data.get("amount").and_then(|amount| amount.as_str());
    let amount = amount.and_then(|amount| Money::parse(amount, terms.currency).ok());
    match (given.type_name.as_str(), amount) {
        ("payment.succeeded", Some(amount)) => at("example-payment", given.at).with("amount", amount),
        ("refund.completed", Some(amount)) => at("example-refund", given.at).with("amount", amount),
        ("invoice.issued", _) => at("example-invoice", given.at),
        (other, _) => at("example-event", given.at).with("what", other),
    }
}
