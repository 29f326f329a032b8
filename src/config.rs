//! The settings of an installation, and the only reader of the environment.
//!
//! Every setting is read once, at the start, and refused there when it is wrong: the message names the variable, the
//! value and what is expected. Values that hold secrets are never shown.

use lettre::message::Mailbox;
use std::{collections::BTreeMap, ffi::OsString, net::SocketAddr, ops::RangeInclusive, path::PathBuf, str::FromStr};
use url::Url;

mod proxies;
mod table;
pub use proxies::Proxies;
pub use table::{SETTINGS, Setting, help};

/// What an installation was told.
#[derive(Clone, Debug)]
pub struct Config {
    pub database: Database,
    /// Connections that this process opens to the database at most.
    pub connections: usize,
    /// Directory of the private database, the secret and the letters that were not sent.
    pub data: PathBuf,
    /// Where pages and the API are served. Port 0 takes any free port.
    pub listen: SocketAddr,
    /// The address people see; `None` means the listening address.
    pub url: Option<Url>,
    /// Who may say in `X-Forwarded-For` whose request it is.
    pub proxies: Proxies,
    /// The key of all keys; `None` means the one that is kept under `data`.
    pub secret: Option<Secret>,
    /// The mail server; `None` writes letters as files under `data`.
    pub smtp: Option<Hidden>,
    pub mail_from: Mailbox,
    /// Who answers questions about receipts; `None`: nobody is asked.
    pub support: Option<Mailbox>,
    /// Whom papers name; none: the host of the address.
    pub issuer: Option<String>,
    /// Where Prometheus reads; `None` serves no metrics.
    pub metrics: Option<SocketAddr>,
    pub log: Log,
    /// How long requests under way may take to finish after a stop was asked for.
    pub drain_seconds: u64,
    /// Staff see their pages only with two-step sign-in.
    pub staff_two_step: bool,
    /// Whether a visit through a link leaves a cookie only after the visitor agreed.
    pub asks_consent: bool,
    /// Registrations by one link within an hour, and within a day, beyond which staff are to look.
    pub flags: (i64, i64),
    /// Where server programs of PostgreSQL are looked for.
    pub postgres_programs: Option<PathBuf>,
    /// The directories of `PATH`.
    pub program_path: Vec<PathBuf>,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub enum Database {
    /// A server that somebody else runs: `url` for daily work, `owner` (when given) for migrations.
    Given { url: Hidden, owner: Option<Hidden> },
    /// A private server that this process starts, stops and heals.
    Private,
}

/// What is logged and how.
#[derive(Clone, Debug)]
pub struct Log {
    /// Directives of `tracing_subscriber::EnvFilter`, such as `info,beckon=debug`.
    pub filter: String,
    pub format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Compact,
    Json,
}

/// A text that must not be shown: it may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(String);

impl Hidden {
    pub fn new(text: impl Into<String>) -> Hidden {
        Hidden(text.into())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(hidden)")
    }
}

/// At least 32 random bytes from which all keys are derived.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// 64 or more hexadecimal digits.
    pub fn parse(text: &str) -> Option<Secret> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok()?;
        (bytes.len() >= 32).then_some(Secret(bytes))
    }

    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(hidden)")
    }
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refused {
    #[error("{name}={value} cannot be used: expected {expected}")]
    Wrong { name: &'static str, value: String, expected: &'static str },
    #[error("{name} is not text in UTF-8")]
    NotText { name: &'static str },
    #[error("{name} is missing: {because}")]
    Missing { name: &'static str, because: &'static str },
    #[error("{name} is not a setting of Beckon; `beckon --help` lists them{}", near(.name))]
    Unknown { name: String },
}

fn near(name: &str) -> String {
    let shared = |known: &str| known.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    match SETTINGS.iter().map(|setting| setting.name).max_by_key(|known| shared(known)) {
        Some(known) if shared(known) > "BECKON_".len() => format!(" (did you mean {known}?)"),
        _ => String::new(),
    }
}

impl Config {
    /// Reads the environment of this process.
    #[allow(clippy::disallowed_methods)]
    pub fn from_environment() -> Result<Config, Refused> {
        let program_path = std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect());
        let config = Config::read(std::env::vars_os())?;
        Ok(Config { program_path: program_path.unwrap_or_default(), ..config })
    }

    /// Reads settings from pairs of name and value; names that do not concern Beckon are passed over.
    pub fn read(pairs: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Config, Refused> {
        let values = Values::collect(pairs)?;
        let database = match values.get(&table::DATABASE_URL, postgres_url)? {
            Some(url) => Database::Given { url, owner: values.get(&table::OWNER_URL, postgres_url)? },
            None => Database::Private,
        };
        let secret = values.get(&table::SECRET, Secret::parse)?;
        if secret.is_none() && matches!(database, Database::Given { .. }) {
            let because = "with DATABASE_URL several processes may share one database, and all need the same secret; \
                           make one with `openssl rand -hex 32` and keep it safe";
            return Err(Refused::Missing { name: table::SECRET.name, because });
        }
        let smtp = values.get(&table::SMTP, smtp_url)?;
        let mail_from = match values.get(&table::MAIL_FROM, |text| text.parse().ok())? {
            Some(from) => from,
            None if smtp.is_none() => local_mailbox()?,
            None => {
                let because =
                    "a mail server is set, so say whom its letters come from, like `Beckon <hello@example.com>`";
                return Err(Refused::Missing { name: table::MAIL_FROM.name, because });
            }
        };
        Ok(Config {
            database,
            connections: values.or_default(&table::CONNECTIONS, |text| within(text, 8..=200))?,
            data: values.or_default(&table::DATA, |text| Some(PathBuf::from(text)))?,
            listen: values.or_default(&table::LISTEN, |text| text.parse().ok())?,
            url: values.get(&table::URL, public_url)?,
            proxies: values.get(&table::PROXIES, Proxies::read)?.unwrap_or_default(),
            secret,
            smtp,
            mail_from,
            support: values.get(&table::SUPPORT, |text| text.parse().ok())?,
            issuer: values.get(&table::ISSUER, issuer)?,
            metrics: values.or_default(&table::METRICS_LISTEN, metrics_address)?,
            log: Log {
                filter: values.or_default(&table::LOG, log_filter)?,
                format: values.or_default(&table::LOG_FORMAT, log_format)?,
            },
            drain_seconds: values.or_default(&table::DRAIN_SECONDS, |text| within(text, 0..=600))?,
            staff_two_step: values.or_default(&table::STAFF_TWO_STEP, required)?,
            asks_consent: values.or_default(&table::CONSENT, consent)?,
            flags: values.or_default(&table::FLAGS, flags)?,
            postgres_programs: values.get(&table::POSTGRES_BIN, programs_directory)?,
            program_path: Vec::new(),
        })
    }

    /// A file or directory under the data directory.
    pub fn under_data(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// The address people see, once the port is known.
    pub fn public_url(&self, bound: SocketAddr) -> Result<Url, Refused> {
        if let Some(url) = &self.url {
            return Ok(url.clone());
        }
        let host = if bound.ip().is_unspecified() { "localhost".into() } else { host_of(bound) };
        let text = format!("http://{host}:{}", bound.port());
        Url::parse(&text).map_err(|_| table::URL.wrong(&text))
    }
}

fn issuer(text: &str) -> Option<String> {
    (text.chars().count() <= 100 && !text.chars().any(char::is_control)).then(|| text.to_owned())
}

fn host_of(address: SocketAddr) -> String {
    if address.is_ipv6() { format!("[{}]", address.ip()) } else { address.ip().to_string() }
}

struct Values(BTreeMap<&'static str, String>);

impl Values {
    /// An empty value counts as not given, as shells and container files often leave it so.
    fn collect(pairs: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Values, Refused> {
        let mut values = BTreeMap::new();
        for (name, value) in pairs {
            let Some(name) = name.to_str() else { continue };
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                if name.starts_with("BECKON_") {
                    return Err(Refused::Unknown { name: name.into() });
                }
                continue;
            };
            let Some(value) = value.to_str() else {
                return Err(Refused::NotText { name: setting.name });
            };
            if !value.trim().is_empty() {
                values.insert(setting.name, value.trim().to_string());
            }
        }
        Ok(Values(values))
    }

    fn get<T>(&self, setting: &Setting, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Refused> {
        match self.0.get(setting.name) {
            None => Ok(None),
            Some(text) => parse(text).map(Some).ok_or_else(|| setting.wrong(text)),
        }
    }

    fn or_default<T>(&self, setting: &Setting, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Refused> {
        let text = self.0.get(setting.name).map_or(setting.default, String::as_str);
        parse(text).ok_or_else(|| setting.wrong(text))
    }
}

fn postgres_url(text: &str) -> Option<Hidden> {
    let url = Url::parse(text).ok()?;
    matches!(url.scheme(), "postgres" | "postgresql").then(|| Hidden::new(text))
}

fn smtp_url(text: &str) -> Option<Hidden> {
    let url = Url::parse(text).ok()?;
    let complete = matches!(url.scheme(), "smtp" | "smtps") && url.has_host();
    complete.then(|| Hidden::new(text))
}

fn public_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && plain).then_some(url)
}

fn required(text: &str) -> Option<bool> {
    match text {
        "required" => Some(true),
        "optional" => Some(false),
        _ => None,
    }
}

/// Metrics have no sign-in, so they are served to this machine only.
fn metrics_address(text: &str) -> Option<Option<SocketAddr>> {
    if text == "off" {
        return Some(None);
    }
    let address: SocketAddr = text.parse().ok()?;
    address.ip().is_loopback().then_some(Some(address))
}

fn log_filter(text: &str) -> Option<String> {
    tracing_subscriber::EnvFilter::try_new(text).ok().map(|_| text.to_string())
}

fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "compact" => Some(LogFormat::Compact),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

fn consent(text: &str) -> Option<bool> {
    match text {
        "asked" => Some(true),
        "told" => Some(false),
        _ => None,
    }
}

fn flags(text: &str) -> Option<(i64, i64)> {
    let (hour, day) = text.split_once('/')?;
    Some((within(hour, 1..=1_000_000)?, within(day, 1..=1_000_000)?))
}

fn programs_directory(text: &str) -> Option<PathBuf> {
    let directory = PathBuf::from(text);
    (directory.join("postgres").is_file() && directory.join("initdb").is_file()).then_some(directory)
}

fn within<T: FromStr + PartialOrd>(text: &str, range: RangeInclusive<T>) -> Option<T> {
    text.parse().ok().filter(|number| range.contains(number))
}

fn local_mailbox() -> Result<Mailbox, Refused> {
    "Beckon <beckon@localhost>".parse().map_err(|_| table::MAIL_FROM.wrong("Beckon <beckon@localhost>"))
}

#[cfg(test)]
mod tests;
