//! All settings in one table: what `beckon --help` prints and `docs/OPERATIONS.md` explains.

use super::Refused;

/// One environment variable.
#[derive(Debug)]
pub struct Setting {
    pub name: &'static str,
    /// The value that is used when none is given; empty when there is none.
    pub default: &'static str,
    /// What a value looks like.
    pub expected: &'static str,
    pub meaning: &'static str,
    /// Whether the value must not be shown.
    pub hidden: bool,
}

impl Setting {
    pub(super) fn wrong(&self, value: &str) -> Refused {
        let value = if self.hidden { "(not shown)".into() } else { format!("{value:?}") };
        Refused::Wrong { name: self.name, value, expected: self.expected }
    }
}

pub(super) const DATABASE_URL: Setting = Setting {
    name: "DATABASE_URL",
    default: "",
    expected: "postgres://user:password@host:5432/name",
    meaning: "PostgreSQL 14 or newer; without it a private one is kept under BECKON_DATA",
    hidden: true,
};

pub(super) const OWNER_URL: Setting = Setting {
    name: "BECKON_OWNER_URL",
    default: "",
    expected: "postgres://owner:password@host:5432/name",
    meaning: "the same database as its owner, for migrations; DATABASE_URL then needs no right to alter tables",
    hidden: true,
};

pub(super) const CONNECTIONS: Setting = Setting {
    name: "BECKON_CONNECTIONS",
    default: "12",
    expected: "a whole number from 8 to 200",
    meaning: "connections to the database at most",
    hidden: false,
};

pub(super) const DATA: Setting = Setting {
    name: "BECKON_DATA",
    default: "./data",
    expected: "a directory",
    meaning: "directory of the private database, the secret and unsent letters",
    hidden: false,
};

pub(super) const LISTEN: Setting = Setting {
    name: "BECKON_LISTEN",
    default: "127.0.0.1:8080",
    expected: "an address and port like 127.0.0.1:8080",
    meaning: "where pages and the API are served",
    hidden: false,
};

pub(super) const URL: Setting = Setting {
    name: "BECKON_URL",
    default: "",
    expected: "an address without a path, like https://bonus.example.com",
    meaning: "the address people see; without it the listening address",
    hidden: false,
};

pub(super) const PROXIES: Setting = Setting {
    name: "BECKON_PROXIES",
    default: "",
    expected: "addresses or networks of reverse proxies, like 127.0.0.1, 10.0.0.0/8",
    meaning: "addresses or networks of reverse proxies whose X-Forwarded-For is believed; without it none is",
    hidden: false,
};

pub(super) const SECRET: Setting = Setting {
    name: "BECKON_SECRET",
    default: "",
    expected: "64 or more hexadecimal digits; `openssl rand -hex 32` makes them",
    meaning: "64 or more hexadecimal digits, the key of all keys; without DATABASE_URL it is made and kept under BECKON_DATA",
    hidden: true,
};

pub(super) const SMTP: Setting = Setting {
    name: "BECKON_SMTP",
    default: "",
    expected: "smtp://user:password@host:25, the same with ?tls=required, or smtps://user:password@host",
    meaning: "mail server, smtp://user:password@host:port or smtps://…; without it letters are files under BECKON_DATA/mail",
    hidden: true,
};

pub(super) const MAIL_FROM: Setting = Setting {
    name: "BECKON_MAIL_FROM",
    default: "",
    expected: "an address like `Beckon <hello@example.com>`",
    meaning: "whom letters come from; required with BECKON_SMTP",
    hidden: false,
};

pub(super) const SUPPORT: Setting = Setting {
    name: "BECKON_SUPPORT",
    default: "",
    expected: "an address like `help@example.com`",
    meaning: "where questions about receipts are sent; without it nobody can ask them",
    hidden: false,
};

pub(super) const ISSUER: Setting = Setting {
    name: "BECKON_ISSUER",
    default: "",
    expected: "one line of at most 100 characters",
    meaning: "whom invoices, receipts and statements name as their issuer; without it the host of BECKON_URL",
    hidden: false,
};

pub(super) const METRICS_LISTEN: Setting = Setting {
    name: "BECKON_METRICS_LISTEN",
    default: "127.0.0.1:9464",
    expected: "a loopback address like 127.0.0.1:9464, or `off`",
    meaning: "loopback address where Prometheus reads, or `off`",
    hidden: false,
};

pub(super) const LOG: Setting = Setting {
    name: "BECKON_LOG",
    default: "info,actix_server=warn",
    expected: "a level (error, warn, info, debug, trace) or directives like `info,beckon=debug`",
    meaning: "level or directives of the log",
    hidden: false,
};

pub(super) const LOG_FORMAT: Setting = Setting {
    name: "BECKON_LOG_FORMAT",
    default: "compact",
    expected: "`compact` or `json`",
    meaning: "`compact` for people, `json` for machines",
    hidden: false,
};

pub(super) const DRAIN_SECONDS: Setting = Setting {
    name: "BECKON_DRAIN_SECONDS",
    default: "30",
    expected: "a whole number of seconds from 0 to 600",
    meaning: "how long requests under way may take to finish at a stop",
    hidden: false,
};

pub(super) const STAFF_TWO_STEP: Setting = Setting {
    name: "BECKON_STAFF_TWO_STEP",
    default: "required",
    expected: "`required` or `optional`",
    meaning: "whether staff need two-step sign-in for their pages; never in a demo",
    hidden: false,
};

pub(super) const POSTGRES_BIN: Setting = Setting {
    name: "BECKON_POSTGRES_BIN",
    default: "",
    expected: "the directory that holds `postgres` and `initdb`",
    meaning: "directory of `postgres` and `initdb` for the private database; without it the usual places are searched",
    hidden: false,
};

pub(super) const CONSENT: Setting = Setting {
    name: "BECKON_CONSENT",
    default: "told",
    expected: "`told` or `asked`",
    meaning: "`asked` keeps no cookie of a visit through a link before the visitor agrees; `told` says what is kept",
    hidden: false,
};

pub(super) const FLAGS: Setting = Setting {
    name: "BECKON_FLAG_RUSH",
    default: "10/30",
    expected: "two whole numbers like 10/30",
    meaning: "more registrations by one link within an hour / a day are flagged for staff to look at",
    hidden: false,
};

/// Every setting, in the order in which help lists them.
pub const SETTINGS: &[Setting] = &[
    DATABASE_URL,
    OWNER_URL,
    CONNECTIONS,
    DATA,
    LISTEN,
    URL,
    PROXIES,
    SECRET,
    SMTP,
    MAIL_FROM,
    SUPPORT,
    ISSUER,
    METRICS_LISTEN,
    LOG,
    LOG_FORMAT,
    DRAIN_SECONDS,
    STAFF_TWO_STEP,
    CONSENT,
    FLAGS,
    POSTGRES_BIN,
];

/// The settings as `beckon --help` prints them.
pub fn help() -> String {
    let mut text = String::from("Settings (environment variables):\n");
    for setting in SETTINGS {
        text.push_str(&format!("  {:<22} {}", setting.name, setting.meaning));
        if !setting.default.is_empty() {
            text.push_str(&format!(" [default: {}]", setting.default));
        }
        text.push('\n');
    }
    text
}
