//! The whole demo in the pseudo-language: whatever stands there in plain letters and came from nobody was left in a template or in the code.

use crate::support::TestApp;
use beckon::db::{Conn, Fault, sql};
use beckon::programs::templates;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use std::collections::{BTreeSet, VecDeque};

/// Names of others, and what is written the same everywhere.
const NAMES: [&str; 13] =
    ["UTC", "Beckon", "WhatsApp", "Telegram", "CSV", "PDF", "PNG", "SVG", "QR", "HTML", "JSON", "IBAN", "curl"];
/// As terms name them without quotes.
const CLASSES: [&str; 4] = ["bronze", "silver", "gold", "platinum"];
/// Lines of terms that name what pages show: the program and its clauses, zone and products.
const NAMING: [&str; 7] = ["program ", "name ", "id ", "time_zone ", "products ", "base ", "parameters "];
/// Pages that somebody has to have met.
const KNOWN: [&str; 18] = [
    "/overview?",
    "/earnings/*?",
    "/plans?",
    "/invoices/*?",
    "/companies?",
    "/settings?",
    "/admin?",
    "/admin/withdrawals/*?",
    "/admin/claims/*?",
    "/admin/adjustments/*?",
    "/adjustments/*?",
    "/admin/rewards/*?",
    "/admin/companies/*?",
    "/admin/programs/new/business-bonus?",
    "/admin/programs/drafts/*?",
    "/admin/programs/drafts/*/publishing?",
    "/admin/verification/company-discounts/next?",
    "/programs/hosting-remuneration/terms/*/changes?",
];
/// Pages of one kind that are looked at, as each role.
const OF_A_KIND: usize = 3;

#[tokio::test]
async fn nothing_is_left_in_plain_letters() {
    let app = TestApp::start_demo().await;
    let mut seen = BTreeSet::new();
    let mut pages: Vec<(String, Vec<String>)> = Vec::new();
    for role in [None, Some("referrer"), Some("owner"), Some("partner"), Some("invitee"), Some("staff")] {
        let browser = app.browser();
        let get = async |path: &str| browser.get(format!("{}{path}", app.url)).send().await.unwrap();
        if let Some(role) = role {
            let entering = browser.post(format!("{}/demo/session", app.url)).header("sec-fetch-site", "same-origin");
            assert_eq!(entering.form(&[("role", role)]).send().await.unwrap().status(), 303);
        }
        get("/sign-in?lang=en-XA").await;
        let mut waiting: VecDeque<String> =
            ["/", "/demo", "/register", "/sign-in", "/nowhere"].map(String::from).into();
        let mut met = BTreeSet::new();
        let mut kinds: Vec<String> = Vec::new();
        while let Some(path) = waiting.pop_front() {
            let kind = kind(&path);
            if !met.insert(path.clone()) || kinds.iter().filter(|known| **known == kind).count() >= OF_A_KIND {
                continue;
            }
            kinds.push(kind.clone());
            let answer = get(&path).await;
            if let Some(next) = answer.headers().get("location") {
                waiting.push_back(next.to_str().unwrap().to_owned());
                continue;
            }
            assert!(answer.status().as_u16() < 500, "{path}: {}", answer.status());
            let html = answer.headers()["content-type"].to_str().unwrap().starts_with("text/html");
            if !html {
                continue;
            }
            let page = answer.text().await.unwrap();
            seen.insert(kind);
            let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let own =
                links.filter(|link| link.starts_with('/') && !link.starts_with("/static/") && !link.contains("lang="));
            waiting.extend(own.map(|link| link.replace("&amp;", "&").replace("&#38;", "&")));
            pages.push((path, texts(&page)));
        }
    }
    assert!(KNOWN.iter().all(|kind| seen.contains(*kind)), "only {seen:?} were seen");
    // Pages open links of their own, whose codes are known only now.
    let said = Said::of(&app).await;
    let lacks = |(path, texts): &(String, Vec<String>)| -> Vec<String> {
        said.lacks(path, texts).map(|word| format!("{path}: {word}")).collect()
    };
    let left: BTreeSet<String> = pages.iter().flat_map(lacks).collect();
    assert!(left.is_empty(), "plain letters: {left:#?}");
}

/// A path without what tells pages of one kind apart.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let part = |part: &str| if part.chars().any(|c| c.is_ascii_digit()) { "*".to_owned() } else { part.to_owned() };
    let fields = query.split('&').filter_map(|pair| pair.split('=').next()).collect::<Vec<_>>().join("&");
    format!("{}?{fields}", path.split('/').map(part).collect::<Vec<_>>().join("/"))
}

/// What people, billing systems and terms said, word by word: what is said everywhere, and what only pages of terms say.
struct Said {
    everywhere: BTreeSet<String>,
    by_terms: BTreeSet<String>,
    /// By the titles of worked examples, which are in the language of their terms.
    by_titles: BTreeSet<String>,
    /// By what programs may begin from.
    by_templates: BTreeSet<String>,
}

impl Said {
    async fn of(app: &TestApp) -> Said {
        let values = "SELECT pair.value #>> '{}' AS text FROM events, jsonb_path_query(body, '$.**') node,
                 jsonb_each(CASE WHEN jsonb_typeof(node) = 'object' THEN node ELSE '{}' END) pair
             WHERE jsonb_typeof(pair.value) = 'string' AND pair.key NOT IN ('type', 'kind', 'status', 'period', 'terms')
             UNION SELECT name FROM persons UNION SELECT coalesce(time_zone, '') FROM persons
             UNION SELECT name FROM products UNION SELECT code FROM codes UNION SELECT label FROM api_keys UNION SELECT name FROM sources
             UNION SELECT upper(right(external_id, 4)) FROM invoices
             UNION SELECT invitee || ' ' || evidence || ' ' || coalesce(reason, '') FROM claims
             UNION SELECT note || ' ' || coalesce(why, '') FROM adjustments";
        let terms =
            rows(app, "SELECT source_text AS text FROM terms_versions UNION SELECT source_text FROM drafts").await;
        let lines = || terms.iter().flat_map(|text| text.lines());
        let names = lines().filter(|line| NAMING.iter().any(|word| line.starts_with(word)));
        let read_so =
            terms.iter().filter_map(|text| text.split("\n[names]").nth(1)?.split("\n[").next()).flat_map(quoted);
        let everywhere = rows(app, values).await.iter().flat_map(|text| words(text)).collect::<Vec<_>>().into_iter();
        Said {
            everywhere: everywhere
                .chain(names.flat_map(quoted))
                .chain(read_so)
                .chain(NAMES.map(String::from))
                .chain(CLASSES.map(String::from))
                .collect(),
            by_terms: lines().flat_map(quoted).collect(),
            by_titles: lines().filter(|line| line.starts_with("says ")).flat_map(quoted).flat_map(titled).collect(),
            by_templates: templates().iter().flat_map(|template| template.text.lines()).flat_map(unremarked).collect(),
        }
    }

    /// Words on a page that nobody said.
    fn lacks<'a>(&'a self, path: &'a str, texts: &'a [String]) -> impl Iterator<Item = String> + 'a {
        let of_templates = path.starts_with("/admin/programs/new");
        // The editor shows the text itself; the page of terms says it in the reader's language.
        let of_drafts = path.starts_with("/admin/programs/drafts/");
        let of_terms = path.starts_with("/programs/") || of_drafts;
        let said = move |word: &String| {
            let by_terms = of_drafts && self.by_terms.contains(word) || of_terms && self.by_titles.contains(word);
            self.everywhere.contains(word) || by_terms || of_templates && self.by_templates.contains(word)
        };
        texts.iter().flat_map(|text| words(text)).filter(move |word| !said(word))
    }
}

async fn rows(app: &TestApp, statement: &'static str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let look = async |conn: &Conn| -> Result<Vec<Row>, Fault> { sql(statement).load(conn).await };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.text).collect()
}

/// The words of a line of terms, but for what is remarked on it.
fn unremarked(line: &str) -> Vec<String> {
    words(line.split('#').next().unwrap()).collect()
}

/// The words of a line of terms that stand in quotes.
fn quoted(line: &str) -> Vec<String> {
    line.split('"').skip(1).step_by(2).flat_map(words).collect()
}

/// As it is written, and as a title begins.
fn titled(word: String) -> [String; 2] {
    let (first, rest) = word.split_at(1);
    let large = format!("{}{rest}", first.to_uppercase());
    [word, large]
}

fn words(text: &str) -> impl Iterator<Item = String> + use<'_> {
    let apart = text.split(|c: char| !c.is_alphanumeric());
    apart.filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic())).map(String::from)
}

/// What a page says: its text, and the attributes that are read out. Not what names itself in another language, and no lists of countries or zones.
fn texts(page: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut silent: Option<String> = None;
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if silent.as_ref().is_some_and(|silent| name == format!("/{silent}")) {
            silent = None;
        } else if silent.is_some() {
            continue;
        }
        let foreign = (tag.contains(" lang=") && name != "html") || tag.contains("class=\"code");
        let listed = name == "select" && (tag.contains("country") || tag.contains("zone"));
        if matches!(name, "script" | "style" | "code" | "pre") || foreign || listed {
            // What has no end silences nothing but itself.
            if !matches!(name, "img" | "input") {
                silent = Some(name.to_owned());
            }
            continue;
        }
        for attribute in [" aria-label=\"", " title=\"", " placeholder=\"", " alt=\""] {
            texts.extend(tag.split(attribute).nth(1).and_then(|rest| rest.split('"').next()).map(String::from));
        }
        texts.push(text.replace("&amp;", "&").replace("&#38;", "&").replace("&#39;", "'").replace("&#34;", "\""));
    }
    texts
}

#[tokio::test]
async fn where_people_work_nobody_gets_it() {
    let app = TestApp::start().await;
    let page = app.get("/sign-in?lang=en-XA").await.text().await.unwrap();
    assert!(page.contains("<html lang=\"en\">"), "{page}");
}

#[tokio::test]
async fn public_pages_describe_themselves_in_each_language() {
    let app = TestApp::start_demo().await;
    for path in ["/", "/register", "/sign-in", "/r/ARBA7KZT", "/programs/business-bonus/terms"] {
        let mut described = BTreeSet::new();
        for lang in ["en", "uk", "ru", "kk", "es"] {
            let page = app.get(&format!("{path}?lang={lang}")).await.text().await.unwrap();
            let found: Vec<&str> = page.split("<meta name=\"description\" content=\"").skip(1).collect();
            assert_eq!(found.len(), 1, "{path} in {lang}");
            described.insert(found[0].split('"').next().unwrap().to_owned());
        }
        assert!(described.len() == 5 && described.iter().all(|words| words.len() > 40), "{path}: {described:?}");
    }
}
