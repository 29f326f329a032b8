//! The pages that are measured.

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
    private(visitor("home", Path("/"))),
    private(visitor("demo", Path("/demo"))),
    pictured(private(visitor("landing", Link("/demo", "a[href^='/r/']")))),
    visitor("register", Path("/register")),
    visitor("sign-in", Path("/sign-in")),
    private(visitor("password-forgot", Path("/password/forgot"))),
    private(visitor("password-reset", Path("/password/reset?token=x"))),
    private(visitor("email-confirm", Path("/email/confirm?token=x"))),
    private(visitor("payout-confirm", Path("/payout/confirm?token=x"))),
    pictured(visitor("terms", Path("/programs/business-bonus/terms"))),
    visitor("terms-discounts", Path("/programs/company-discounts/terms")),
    visitor("terms-hosting", Path("/programs/hosting-remuneration/terms")),
    visitor("terms-version", Path("/programs/business-bonus/terms/1")),
    visitor("terms-version-next", Path("/programs/hosting-remuneration/terms/2")),
    visitor("terms-changes", Path("/programs/hosting-remuneration/terms/2/changes")),
    pictured(of("invitee", "invitation", Path("/invitation"))),
    of("invitee", "overview-new", Path("/overview")),
    of("invitee", "share-new", Path("/share")),
    of("invitee", "invited-none", Path("/invited")),
    of("invitee", "clicks-none", Path("/clicks")),
    of("invitee", "earnings-none", Path("/earnings")),
    of("invitee", "statement-none", Path("/statement")),
    of("invitee", "companies-one", Path("/companies")),
    of("invitee", "invoice-offered", Link("/invoices", "main a[href^='/invoices/']")),
    pictured(of("referrer", "overview", Path("/overview"))),
    pictured(of("referrer", "share", Path("/share"))),
    pictured(of("referrer", "invited", Path("/invited"))),
    of("referrer", "invitee", Link("/invited", "main a[href^='/invited/']")),
    of("referrer", "clicks", Path("/clicks")),
    of("referrer", "claims", Path("/claims")),
    of("referrer", "earnings", Path("/earnings")),
    pictured(of("referrer", "receipt", Link("/earnings", "main a[href^='/earnings/']"))),
    of("referrer", "statement", Path("/statement")),
    of("referrer", "companies", Path("/companies")),
    of("referrer", "plans", Path("/plans")),
    of("referrer", "invoices", Path("/invoices")),
    of("referrer", "invoice", Link("/invoices", "main a[href^='/invoices/']")),
    of("referrer", "terms-in", Path("/programs/business-bonus/terms")),
    of("referrer", "invitation-none", Path("/invitation")),
    of("referrer", "settings", Path("/settings")),
    of("referrer", "settings-letters", Path("/settings/letters")),
    of("referrer", "settings-security", Path("/settings/security")),
    of("referrer", "settings-two-step", Path("/settings/two-step")),
    of("referrer", "settings-data", Path("/settings/data")),
    of("referrer", "settings-deletion", Path("/settings/deletion")),
    of("referrer", "settings-payout-none", Path("/settings/payout")),
    of("referrer", "withdrawals-none", Path("/withdrawals")),
    of("owner", "overview-ladder", Path("/overview?program=company-discounts")),
    pictured(of("owner", "ladder", Path("/companies?program=company-discounts"))),
    of("owner", "runs", Path("/companies/runs?program=company-discounts")),
    of("owner", "invited-ladder", Path("/invited?program=company-discounts")),
    of("owner", "invoice-discounted", Link("/invoices", "main a[href^='/invoices/']")),
    of("partner", "overview-cash", Path("/overview?program=hosting-remuneration")),
    of("partner", "terms-next", Path("/programs/hosting-remuneration/terms")),
    of("partner", "withdrawals", Path("/withdrawals?program=hosting-remuneration")),
    of("partner", "settings-payout", Path("/settings/payout")),
    of("partner", "settings-payout-iban", Path("/settings/payout/iban")),
    of("partner", "settings-payout-card", Path("/settings/payout/card")),
    of("staff", "admin", Path("/admin")),
    of("staff", "admin-withdrawals", Path("/admin/withdrawals")),
    of("staff", "admin-withdrawal", Link("/admin/withdrawals?which=all", "main a[href^='/admin/withdrawals/']")),
    of("staff", "admin-withdrawal-approved", Link("/admin/withdrawals", "main a[href^='/admin/withdrawals/']")),
    of("staff", "admin-payouts", Path("/admin/payouts")),
    of("staff", "admin-products", Path("/admin/products")),
    of("staff", "admin-product", Link("/admin/products", "main a[href^='/admin/products/']")),
    of("staff", "admin-invoices", Path("/admin/invoices")),
    of("staff", "admin-invoice", Link("/admin/invoices", "main a[href^='/admin/invoices/']")),
    of("staff", "admin-claims", Path("/admin/claims")),
    of("staff", "admin-claim", Link("/admin/claims", "main a[href^='/admin/claims/']")),
    of("staff", "admin-claim-decided", Link("/admin/claims?which=all", "main tr:last-child a[href^='/admin/claims/']")),
    of("staff", "admin-referrals", Path("/admin/referrals")),
    of("staff", "admin-people", Path("/admin/people")),
    of("staff", "admin-person", Path("/admin/people?q=bauyrzhan@dala-logistics.example")),
    of("staff", "admin-books", Path("/admin/books")),
    of("staff", "admin-jobs", Path("/admin/jobs")),
    of("staff", "admin-api-keys", Path("/admin/api-keys")),
    of("staff", "admin-deeds", Path("/admin/deeds")),
    of("staff", "admin-referral", Path("/admin/referrals?who=bauyrzhan@dala-logistics.example")),
];
