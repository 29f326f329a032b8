//! The pages that are measured: a page of each kind.

pub struct Page {
    pub name: &'static str,
    /// Whom the demo signs in; nobody for a visitor.
    pub role: Option<&'static str>,
    pub at: At,
    /// Stands in the docs as a picture.
    pub pictured: bool,
    /// May be found by search engines.
    pub public: bool,
}

pub enum At {
    Path(&'static str),
    /// The first link of this selector on that page.
    Link(&'static str, &'static str),
}

use At::{Link, Path};

const fn visitor(name: &'static str, at: At) -> Page {
    Page { name, role: None, at, pictured: false, public: true }
}

const fn of(role: &'static str, name: &'static str, at: At) -> Page {
    Page { name, role: Some(role), at, pictured: false, public: false }
}

const fn pictured(page: Page) -> Page {
    Page { pictured: true, ..page }
}

const fn private(page: Page) -> Page {
    Page { public: false, ..page }
}

pub const PAGES: &[Page] = &[
    pictured(private(visitor("landing", Link("/demo", "a[href^='/r/']")))),
    visitor("register", Path("/register")),
    visitor("sign-in", Path("/sign-in")),
    private(visitor("password-forgot", Path("/password/forgot"))),
    pictured(visitor("terms", Path("/programs/business-bonus/terms"))),
    pictured(of("invitee", "invitation", Path("/invitation"))),
    pictured(of("referrer", "overview", Path("/overview"))),
    pictured(of("referrer", "invited", Path("/invited"))),
    of("referrer", "invitee", Link("/invited", "main a[href^='/invited/']")),
    of("referrer", "clicks", Path("/clicks")),
    of("referrer", "earnings", Path("/earnings")),
    pictured(of("referrer", "receipt", Link("/earnings", "main a[href^='/earnings/']"))),
    of("referrer", "statement", Path("/statement")),
    of("referrer", "companies", Path("/companies")),
    of("referrer", "invoices", Path("/invoices")),
    of("referrer", "invoice", Link("/invoices", "main a[href^='/invoices/']")),
    of("referrer", "settings", Path("/settings")),
    of("staff", "admin", Path("/admin")),
    of("staff", "admin-withdrawals", Path("/admin/withdrawals")),
    of("staff", "admin-payouts", Path("/admin/payouts")),
];
