//! Every URL on one screen.

use crate::admin::pages::{
    adjustments, anonymise, api_keys, batches, books, claims as claimed, companies as organisations, deeds, deliveries,
    events as facts, flags as flagged, invoices as receivables, jobs, keys, members, overview as admin, payouts,
    people as everybody, person, products, programs as drafting, referrals as referred, replays, rewards, verification,
    view_as, withdrawals as decisions,
};
use crate::app::health::{healthz, readyz};
use crate::billing::pages::{invoice, invoices, plans, spends};
use crate::claims::pages::mine as claims;
use crate::companies::pages::{list as companies, order, runs};
use crate::demo;
use crate::intake::api;
use crate::notices::pages as notices;
use crate::overview::pages as overview;
use crate::people::pages::settings::{deletion, export, letters, payout, security, two_step};
use crate::people::pages::{confirmation, password, register, second_step, settings, sign_in};
use crate::programs::pages::{changes, governed, terms};
use crate::referrals::pages::{clicks, consent, invitation, invited, landing, share, share_files, share_links};
use crate::rewards::pages::{earnings, question, receipt, statement};
use crate::web::assets;
use crate::withdrawals::pages::{adjustment, conversions, mine as withdrawals};
use actix_web::web::{FormConfig, PayloadConfig, ServiceConfig, get, post, resource};

pub fn configure(routes: &mut ServiceConfig) {
    routes
        .service(healthz)
        .service(readyz)
        .service(assets::serve)
        .app_data(PayloadConfig::new(api::MAX_BODY))
        .service(api::post_events)
        .service(api::get_openapi)
        .service(api::get_event)
        .service(resource("/register").route(get().to(register::form)).route(post().to(register::register)))
        .service(resource("/sign-in").route(get().to(sign_in::form)).route(post().to(sign_in::sign_in)))
        .service(resource("/sign-in/code").route(get().to(second_step::form)).route(post().to(second_step::check)))
        .service(resource("/sign-out").route(post().to(sign_in::sign_out)))
        .service(resource("/email/confirm").route(get().to(confirmation::ask)).route(post().to(confirmation::confirm)))
        .service(resource("/email/confirmed").route(get().to(confirmation::confirmed)))
        .service(resource("/email/confirmation").route(post().to(confirmation::send_again)))
        .service(
            resource("/password/forgot").route(get().to(password::forgot)).route(post().to(password::ask_for_letter)),
        )
        .service(resource("/password/reset").route(get().to(password::reset)).route(post().to(password::choose)))
        .service(resource("/").route(get().to(overview::home)))
        .service(resource("/overview").route(get().to(overview::show)))
        .service(resource("/r/{code}").route(get().to(landing::show)))
        .service(resource("/consent").route(post().to(consent::answer)))
        .service(resource("/share").route(get().to(share::show)))
        .service(resource("/share/links").route(post().to(share_links::add)))
        .service(resource("/share/links/{code}/label").route(post().to(share_links::rename)))
        .service(resource("/share/links/{code}/closing").route(post().to(share_links::close)))
        .service(resource("/share/links/{code}/qr.{kind}").route(get().to(share_files::qr)))
        .service(resource("/programs/{slug}/banners/{language}/{size}.svg").route(get().to(share_files::banner)))
        .service(resource("/programs/{slug}/terms").route(get().to(terms::show)))
        .service(resource("/programs/{slug}/terms/{version}").route(get().to(terms::version)))
        .service(resource("/programs/{slug}/terms/{version}/changes").route(get().to(changes::show)))
        .service(resource("/programs/{slug}/terms/{version}/acceptance").route(post().to(governed::accept)))
        .service(resource("/admin").route(get().to(admin::show)))
        .service(resource("/invitation").route(get().to(invitation::show)))
        .service(resource("/invitation/code").route(post().to(invitation::change_code)))
        .service(resource("/invitation/removal").route(post().to(invitation::remove_code)))
        .service(resource("/invitation/name").route(post().to(invitation::change_name)))
        .service(resource("/invited").route(get().to(invited::list)))
        .service(resource("/invited/{id}").route(get().to(invited::one)))
        .service(resource("/claims").route(get().to(claims::list)).route(post().to(claims::claim)))
        .service(resource("/clicks").route(get().to(clicks::list)))
        .service(resource("/clicks.csv").route(get().to(clicks::file)))
        .service(resource("/earnings").route(get().to(earnings::list)))
        .service(resource("/earnings/{id}").route(get().to(receipt::show)))
        .service(resource("/earnings.csv").route(get().to(earnings::file)))
        .service(resource("/earnings/{id}/question").route(post().to(question::ask)))
        .service(resource("/invited.csv").route(get().to(invited::file)))
        .service(resource("/statement.pdf").route(get().to(statement::paper)))
        .service(resource("/statement").route(get().to(statement::show)))
        .service(resource("/companies").route(get().to(companies::show)).route(post().to(companies::add)))
        .service(resource("/companies/order").route(post().to(order::change)))
        .service(resource("/companies/runs").route(get().to(runs::show)))
        .service(resource("/invoices").route(get().to(invoices::list)))
        .service(resource("/invoices/{id}").route(get().to(invoice::show)))
        .service(resource("/invoices/{id}/spends").route(post().to(spends::spend)))
        .service(resource("/plans").route(get().to(plans::show)))
        .service(resource("/plans/subscriptions").route(post().to(plans::choose)))
        .service(resource("/plans/subscriptions/{id}/plan").route(post().to(plans::change_plan)))
        .service(resource("/plans/subscriptions/{id}/cancellation").route(post().to(plans::cancel)))
        .service(resource("/plans/subscriptions/{id}/continuation").route(post().to(plans::resume)))
        .service(resource("/plans/subscriptions/{id}/additions").route(post().to(plans::add)))
        .service(resource("/plans/subscriptions/{id}/additions/{addition}/removal").route(post().to(plans::remove)))
        .service(resource("/withdrawals").route(get().to(withdrawals::list)).route(post().to(withdrawals::request)))
        .service(resource("/withdrawals/conversions").route(post().to(conversions::convert)))
        .service(resource("/withdrawals/{id}/cancellation").route(post().to(withdrawals::cancel)))
        .service(resource("/adjustments/{id}").route(get().to(adjustment::show)))
        .service(resource("/statement.csv").route(get().to(statement::file)))
        .configure(configure_settings)
        .configure(configure_console);
}

fn configure_settings(routes: &mut ServiceConfig) {
    routes
        .service(resource("/settings").route(get().to(settings::show)))
        .service(resource("/settings/profile").route(post().to(settings::change_profile)))
        .service(resource("/settings/letters").route(get().to(letters::show)).route(post().to(letters::choose)))
        .service(resource("/settings/security").route(get().to(security::show)))
        .service(resource("/settings/password").route(post().to(security::change_password)))
        .service(resource("/settings/sessions/end").route(post().to(security::end_all_sessions)))
        .service(resource("/settings/sessions/{session}/end").route(post().to(security::end_session)))
        .service(resource("/settings/two-step").route(get().to(two_step::show)).route(post().to(two_step::begin)))
        .service(resource("/settings/two-step/confirmation").route(post().to(two_step::confirm)))
        .service(resource("/settings/two-step/codes").route(post().to(two_step::renew_codes)))
        .service(resource("/settings/two-step/off").route(post().to(two_step::turn_off)))
        .service(resource("/settings/data").route(get().to(export::show)))
        .service(resource("/settings/data/export").route(post().to(export::export)))
        .service(resource("/settings/deletion").route(get().to(deletion::show)).route(post().to(deletion::delete)))
        .service(resource("/settings/payout").route(get().to(payout::show)))
        .service(resource("/settings/payout/{method}").route(get().to(payout::form)).route(post().to(payout::ask)))
        .service(resource("/payout/confirm").route(get().to(payout::confirmation)).route(post().to(payout::confirm)))
        .service(resource("/letters/{kind}/off/{token}").route(get().to(notices::ask)).route(post().to(notices::off)));
}

fn configure_console(routes: &mut ServiceConfig) {
    routes.configure(configure_staff).configure(configure_programs).configure(configure_verification);
}

fn configure_staff(routes: &mut ServiceConfig) {
    routes
        .service(resource("/admin/products.csv").route(get().to(products::file)))
        .service(resource("/admin/products").route(get().to(products::list)).route(post().to(products::add)))
        .service(resource("/admin/products/{id}").route(get().to(products::one)))
        .service(resource("/admin/products/{id}/prices").route(post().to(products::change_price)))
        .service(resource("/admin/products/{id}/closing").route(post().to(products::close)))
        .service(resource("/admin/invoices").route(get().to(receivables::list)))
        .service(resource("/admin/invoices.csv").route(get().to(receivables::file)))
        .service(resource("/admin/invoices/{id}").route(get().to(receivables::one)))
        .service(resource("/admin/invoices/{id}/payments").route(post().to(receivables::receive)))
        .service(resource("/admin/invoices/{id}/voiding").route(post().to(receivables::void)))
        .service(resource("/admin/invoices/{id}/refunds").route(post().to(receivables::request_refund)))
        .service(
            resource("/admin/invoices/{id}/refunds/{refund}/completion").route(post().to(receivables::complete_refund)),
        )
        .service(resource("/admin/invoices/{id}/refunds/{refund}/refusal").route(post().to(receivables::refuse_refund)))
        .service(resource("/admin/people").route(get().to(everybody::list)))
        .service(resource("/admin/people.csv").route(get().to(everybody::file)))
        .service(resource("/admin/people/{id}").route(get().to(person::one)))
        .service(
            resource("/admin/people/{id}/adjustments")
                .route(get().to(adjustments::form))
                .route(post().to(adjustments::ask)),
        )
        .service(
            resource("/admin/people/{id}/anonymising")
                .route(get().to(anonymise::form))
                .route(post().to(anonymise::anonymise)),
        )
        .service(resource("/admin/companies").route(get().to(organisations::list)))
        .service(resource("/admin/companies.csv").route(get().to(organisations::file)))
        .service(resource("/admin/companies/{id}").route(get().to(organisations::one)))
        .service(resource("/admin/rewards").route(get().to(rewards::list)))
        .service(resource("/admin/rewards.csv").route(get().to(rewards::file)))
        .service(resource("/admin/rewards/{id}").route(get().to(rewards::one)))
        .service(resource("/admin/adjustments").route(get().to(adjustments::list)))
        .service(resource("/admin/adjustments.csv").route(get().to(adjustments::file)))
        .service(resource("/admin/adjustments/{id}").route(get().to(adjustments::one)))
        .service(resource("/admin/adjustments/{id}/approval").route(post().to(adjustments::approve)))
        .service(resource("/admin/adjustments/{id}/rejection").route(post().to(adjustments::reject)))
        .service(resource("/admin/adjustments/{id}/retraction").route(post().to(adjustments::retract)))
        .service(resource("/admin/batches").route(get().to(batches::list)).route(post().to(batches::make)))
        .service(resource("/admin/batches.csv").route(get().to(batches::file)))
        .service(resource("/admin/batches/{id}").route(get().to(batches::one)))
        .service(resource("/admin/batches/{id}/exclusion").route(post().to(batches::exclude)))
        .service(resource("/admin/batches/{id}/inclusion").route(post().to(batches::include)))
        .service(resource("/admin/batches/{id}/list").route(post().to(batches::csv)))
        .service(resource("/admin/batches/{id}/order").route(post().to(batches::order)))
        .service(resource("/admin/batches/{id}/completion").route(post().to(batches::finish)))
        .service(resource("/admin/batches/{id}/undoing").route(post().to(batches::undo)))
        .service(resource("/admin/payouts").route(get().to(payouts::list)))
        .service(resource("/admin/payouts.csv").route(get().to(payouts::file)))
        .service(resource("/admin/withdrawals").route(get().to(decisions::list)))
        .service(resource("/admin/withdrawals.csv").route(get().to(decisions::file)))
        .service(resource("/admin/withdrawals/{id}").route(get().to(decisions::one)))
        .service(resource("/admin/withdrawals/{id}/approval").route(post().to(decisions::approve)))
        .service(resource("/admin/withdrawals/{id}/rejection").route(post().to(decisions::reject)))
        .service(resource("/admin/withdrawals/{id}/details").route(post().to(decisions::show_pay_to)))
        .service(resource("/admin/withdrawals/{id}/payment").route(post().to(decisions::pay)))
        .service(resource("/admin/withdrawals/{id}/failure").route(post().to(decisions::fail)))
        .configure(configure_referrals)
        .configure(configure_house);
}

fn configure_referrals(routes: &mut ServiceConfig) {
    routes
        .service(resource("/admin/claims").route(get().to(claimed::list)))
        .service(resource("/admin/claims.csv").route(get().to(claimed::file)))
        .service(resource("/admin/claims/{id}").route(get().to(claimed::one)))
        .service(resource("/admin/claims/{id}/approval").route(post().to(claimed::approve)))
        .service(resource("/admin/claims/{id}/rejection").route(post().to(claimed::reject)))
        .service(resource("/admin/flags").route(get().to(flagged::list)))
        .service(resource("/admin/flags.csv").route(get().to(flagged::file)))
        .service(resource("/admin/flags/{id}").route(get().to(flagged::one)))
        .service(resource("/admin/flags/{id}/holding").route(post().to(flagged::hold)))
        .service(resource("/admin/flags/{id}/clearing").route(post().to(flagged::clear)))
        .service(resource("/admin/flags/{id}/voiding").route(post().to(flagged::void)))
        .service(resource("/admin/flags/{id}/ban").route(post().to(flagged::ban)))
        .service(resource("/admin/flags/{id}/readmission").route(post().to(flagged::readmit)))
        .service(resource("/admin/referrals").route(get().to(referred::list)))
        .service(resource("/admin/referrals.csv").route(get().to(referred::file)))
        .service(resource("/admin/referrals/{id}").route(get().to(referred::one)))
        .service(resource("/admin/referrals/{id}/voiding").route(post().to(referred::end)));
}

/// What runs the house itself: who works here, what arrives and leaves, and what is kept of it.
fn configure_house(routes: &mut ServiceConfig) {
    routes
        .service(resource("/admin/people/{id}/view").route(get().to(view_as::form)).route(post().to(view_as::begin)))
        .service(resource("/admin/view/end").route(post().to(view_as::end)))
        .service(resource("/admin/keys").route(get().to(keys::show)))
        .service(resource("/admin/staff").route(get().to(members::list)).route(post().to(members::invite)))
        .service(resource("/admin/staff.csv").route(get().to(members::file)))
        .service(resource("/admin/staff/{id}/role").route(post().to(members::change_role)))
        .service(resource("/admin/staff/{id}/removal").route(post().to(members::remove)))
        .service(resource("/admin/events").route(get().to(facts::list)))
        .service(resource("/admin/events.csv").route(get().to(facts::file)))
        .service(resource("/admin/events/one").route(get().to(facts::one)))
        .service(resource("/admin/events/replay").route(post().to(facts::replay)))
        .service(resource("/admin/deliveries").route(get().to(deliveries::list)))
        .service(resource("/admin/deliveries.csv").route(get().to(deliveries::file)))
        .service(resource("/admin/deliveries/{id}/retry").route(post().to(deliveries::retry)))
        .service(resource("/admin/deeds").route(get().to(deeds::list)))
        .service(resource("/admin/deeds.csv").route(get().to(deeds::file)))
        .service(resource("/admin/jobs").route(get().to(jobs::show)))
        .service(resource("/admin/jobs.csv").route(get().to(jobs::file)))
        .service(resource("/admin/jobs/{id}/retry").route(post().to(jobs::retry)))
        .service(resource("/admin/jobs/{id}/removal").route(post().to(jobs::remove)))
        .service(resource("/admin/books").route(get().to(books::show)))
        .service(resource("/admin/books/audit").route(post().to(books::audit_now)))
        .service(resource("/admin/api-keys").route(get().to(api_keys::list)).route(post().to(api_keys::make)))
        .service(resource("/admin/api-keys.csv").route(get().to(api_keys::file)))
        .service(resource("/admin/api-keys/{id}/revocation").route(post().to(api_keys::revoke)));
}

/// What forms with whole terms may send, of which letters beyond the Latin ones take six bytes and more each.
const MAX_TERMS: usize = 2 * 1024 * 1024;

fn configure_programs(routes: &mut ServiceConfig) {
    let large = || FormConfig::default().limit(MAX_TERMS);
    routes
        .service(resource("/admin/programs").route(get().to(drafting::list)))
        .service(resource("/admin/programs.csv").route(get().to(drafting::file)))
        .service(resource("/admin/programs/drafts.csv").route(get().to(drafting::drafts_file)))
        .service(resource("/admin/programs/new").route(get().to(drafting::wizard::choose)))
        .service(
            resource("/admin/programs/new/{template}")
                .route(get().to(drafting::wizard::form))
                .route(post().to(drafting::wizard::make)),
        )
        .service(resource("/admin/programs/drafts").route(post().to(drafting::begin)))
        .service(
            resource("/admin/programs/drafts/{id}")
                .app_data(large())
                .route(get().to(drafting::editor::show))
                .route(post().to(drafting::editor::save)),
        )
        .service(
            resource("/admin/programs/drafts/{id}/check").app_data(large()).route(post().to(drafting::editor::check)),
        )
        .service(resource("/admin/programs/drafts/{id}/removal").route(post().to(drafting::editor::remove)))
        .service(
            resource("/admin/programs/drafts/{id}/publishing")
                .route(get().to(drafting::publishing::ask))
                .route(post().to(drafting::publishing::publish)),
        )
        .service(resource("/admin/programs/drafts/{id}/replays").route(post().to(drafting::replay::ask)))
        .service(resource("/admin/replays/{id}").route(get().to(replays::show)))
        .service(resource("/admin/replays/{id}/cancellation").route(post().to(replays::cancel)));
}

fn configure_verification(routes: &mut ServiceConfig) {
    routes
        .service(resource("/admin/verification").route(get().to(verification::list)))
        .service(resource("/admin/verification.csv").route(get().to(verification::file)))
        .service(resource("/admin/verification/{program}/next").route(get().to(verification::next::show)))
        .service(resource("/admin/verification/{program}/next.csv").route(get().to(verification::next::file)))
        .service(resource("/admin/verification/{program}/{month}.csv").route(get().to(verification::run::file)))
        .service(resource("/admin/verification/{program}/{month}").route(get().to(verification::run::show)))
        .service(
            resource("/admin/verification/{program}/{month}/application")
                .route(post().to(verification::decisions::apply)),
        )
        .service(
            resource("/admin/verification/{program}/{month}/recomputation")
                .route(post().to(verification::decisions::recompute)),
        );
}

/// On demo clocks only.
pub fn configure_demo(routes: &mut ServiceConfig) {
    routes
        .service(resource("/demo").route(get().to(demo::pages::start)))
        .service(resource("/demo/session").route(post().to(demo::pages::sign_in)))
        .service(resource("/demo/clock").route(post().to(demo::pages::turn)));
}
