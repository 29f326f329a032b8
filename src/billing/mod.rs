//! Products, subscriptions, invoices, payments and refunds: what a person's companies are billed and pay.
//!
//! Invariants: a payment is never refunded beyond its amount; a voided invoice carries no bonuses. A row belongs to the person
//! who owns the company. A price is never changed, only followed by another.
pub mod jobs;
pub mod letters;
pub mod pages;
mod additions;
mod charges;
mod dues;
mod history;
mod invoices;
mod listed;
mod own;
mod past;
mod payments;
mod products;
mod received;
mod rates;
mod refunds;
mod repriced;
mod running;
mod subscriptions;
mod taken_off;
mod told;
mod trials;
mod unpaid;

pub use additions::{Addition, add_to, additions_of, charge_additions, take_off};
pub use charges::{Charge, charges_of};
pub use dues::{Due, blocked, blocking, set_dues};
pub use history::{Billed, History, Paid, customers_after, history_of};
pub use invoices::{
    Invoice, InvoiceState, NewInvoice, count_invoices, count_of, find as find_invoices, find_one as find_invoice,
    invoices_of, invoices_of_company, issue, lock_invoice, set_credit, void,
};
pub use listed::{Wanted, Which, looked_for, numbered};
pub use own::{OwnSubscription, due_own, lock_own, own_subscriptions, save_own};
pub use past::{PaidFor, Past, has_paid, paid_for, payments_of};
pub use payments::{
    NamedPayment, NewPayment, Payment, lock_payment, named_payment, payment_told_by, record, refunded_of_invoice,
    set_refunded,
};
pub use products::{NewPrice, NewProduct, NotSold, Product, add_product, change_price, close_product, products};
pub use rates::{payers_since, rates_into, record_rate};
pub use received::{Received, note_reference, received_on};
pub use refunds::{Refund, RefundState, refunds_of, save_refund};
pub use repriced::{reprice, to_look_at};
pub use running::{Running, running, set_running};
pub use subscriptions::{NewSubscription, StatusChange, Subscription, change, start, subscriptions_of};
pub use taken_off::{Discount, TakenOff, taken_off};
pub use told::tell_overdue;
pub use trials::tell_ending_trials;
pub use unpaid::{Unpaid, count_unpaid_of, counts_of_unpaid};
