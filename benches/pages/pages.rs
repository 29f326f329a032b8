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

/// The whole address leads straight to the page of whom it belongs to.
const A_PERSON: &str = "/admin/people?q=bauyrzhan@dala-logistics.example";
/// Of the demo's next terms.
const DRAFT: &str = "/admin/programs/drafts/0bec0000-0000-4000-8000-d4af00000001";

pub const PAGES: &[Page] = &[
    visitor("home", Path("/")),
    private(visitor("demo", Path("/demo"))),
    pictured(private(visitor("landing", Link("/demo", "a[href^='/r/']")))),
    private(visitor("landing-unknown", Path("/r/ZZZZZZZZ"))),
    visitor("register", Path("/register")),
    private(visitor("register-invited", Path("/register?code=ARBA7KZT"))),
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
    of("referrer", "adjustment", Link("/statement", "main a[href^='/adjustments/']")),
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
    of("staff", "admin-person", Path(A_PERSON)),
    of("staff", "admin-books", Path("/admin/books")),
    of("staff", "admin-jobs", Path("/admin/jobs")),
    of("staff", "admin-api-keys", Path("/admin/api-keys")),
    of("staff", "admin-deeds", Path("/admin/deeds")),
    of("staff", "admin-referral", Path("/admin/referrals?who=bauyrzhan@dala-logistics.example")),
    of("staff", "admin-view-as", Link(A_PERSON, "main a[href$='/view']")),
    of("staff", "admin-anonymise", Link(A_PERSON, "main a[href$='/anonymising']")),
    of("staff", "admin-adjust", Link(A_PERSON, "main a[href$='/adjustments']")),
    of("staff", "admin-adjustments", Path("/admin/adjustments")),
    of("staff", "admin-adjustment", Link("/admin/adjustments?state=waiting", "main a[href^='/admin/adjustments/']")),
    of("staff", "admin-rewards", Path("/admin/rewards")),
    of("staff", "admin-reward", Link("/admin/rewards", "main a[href^='/admin/rewards/']")),
    of("staff", "admin-companies", Path("/admin/companies")),
    of("staff", "admin-company", Link("/admin/companies", "main a[href^='/admin/companies/']")),
    of("staff", "admin-events", Path("/admin/events")),
    of("staff", "admin-event", Link("/admin/events?state=refused", "main a[href^='/admin/events/one']")),
    of("staff", "admin-deliveries", Path("/admin/deliveries")),
    of("staff", "admin-staff", Path("/admin/staff")),
    of("staff", "admin-keys", Path("/admin/keys")),
    of("staff", "admin-batches", Path("/admin/batches")),
    of("staff", "admin-batch", Link("/admin/batches", "main a[href^='/admin/batches/']")),
    of("staff", "admin-batch-paid", Link("/admin/batches", "main tr:last-child a[href^='/admin/batches/']")),
    of("staff", "admin-programs", Path("/admin/programs")),
    of("staff", "admin-program-new", Path("/admin/programs/new")),
    of("staff", "admin-program-wizard", Path("/admin/programs/new/business-bonus")),
    pictured(of("staff", "admin-draft", Path(DRAFT))),
    of("staff", "admin-draft-publish", Link(DRAFT, "main a[href$='/publishing']")),
    of("staff", "admin-replay", Link(DRAFT, "main a[href^='/admin/replays/']")),
    of("staff", "admin-runs", Path("/admin/verification")),
    of("staff", "admin-run-next", Path("/admin/verification/company-discounts/next")),
    of("staff", "admin-run", Link("/admin/verification", "main a[href^='/admin/verification/company-discounts/2']")),
    of("staff", "admin-flags", Path("/admin/flags")),
    pictured(of("staff", "admin-flag", Link("/admin/flags?state=open", "main a[href^='/admin/flags/']"))),
    of("staff", "admin-flag-held", Link("/admin/flags?state=held", "main a[href^='/admin/flags/']")),
];
