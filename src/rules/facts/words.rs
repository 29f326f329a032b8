//! Every fact that terms may read: the one table by which they are checked, answered and explained.

use super::{Argument, Group, Kind};

pub struct Entry {
    pub group: Group,
    pub fact: Fact,
    pub path: &'static str,
    pub kind: Kind,
    pub argument: Argument,
    /// It can change though nothing happens.
    pub by_time: bool,
    /// For the person who writes terms. Money is in the program's currency, in major units.
    pub meaning: &'static str,
}

/// What a word says of its group; the same for everybody who is a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fact {
    Amount,
    Base,
    Tax,
    Ordinal,
    Months,
    Quantity,
    Monthly,
    Order,
    Product,
    PromoCode,
    Credit,
    Cost,
    DiscountPercent,
    AgeDays,
    Has,
    Net,
    Paid,
    Kind,
    Discount,
    Name,
    Price,
    MonthlyPrice,
    Active,
    Class,
    Country,
    AgeMonths,
    Payments,
    PaidTotal,
    MonthsActive,
    InactiveDays,
    Subscriptions,
    FirstPaymentDays,
    Actions,
    ActionTotal,
    IsCustomer,
    InGoodStanding,
    PendingPayments,
    OpenInvoices,
    ActiveReferrals,
    Referrals,
    Qualified,
    Rewarded,
    Turnover,
    QualifiedOrdinal,
    Level,
    Code,
    Sub,
    Scheme,
    Late,
    Days,
    Milestone,
    Places,
    Event,
}

impl Entry {
    pub(super) fn texts(&self) -> &'static [&'static str] {
        match (self.group, self.fact) {
            (_, Fact::Order) => &["new", "renewal", "upgrade"],
            (Group::Line, Fact::Kind) => &["plan", "service"],
            (_, Fact::Kind) => &["individual", "business"],
            _ => &[],
        }
    }
}

macro_rules! words {
    ($($group:ident $fact:ident $path:literal $kind:ident $argument:ident $time:ident $meaning:literal;)*) => {
        /// In the order of the groups. A text that is not known is ""; other answers to what is not known are said here.
        pub static WORDS: &[Entry] = &[$(Entry {
            group: Group::$group,
            fact: Fact::$fact,
            path: $path,
            kind: Kind::$kind,
            argument: Argument::$argument,
            by_time: words!(@$time),
            meaning: $meaning,
        }),*];
    };
    (@Still) => { false };
    (@Moves) => { true };
}

// `Moves`: by time alone. What takes days always does, with them.
words! {
    Payment      Amount            "payment.amount"               Number Nothing   Still "what was paid in money, with tax, without what bonuses paid";
    Payment      Base              "payment.base"                 Number Nothing   Still "what counts of it for this reward; also written `base`";
    Payment      Tax               "payment.tax"                  Number Nothing   Still "the tax in `payment.amount`: as the payment tells it, else its part of the invoice's; 0 where neither was told";
    Payment      Ordinal           "payment.ordinal"              Number Nothing   Still "1 for the first payment of the invitee that has a line which counts for this reward, 2 for the next, …";
    Payment      Months            "payment.months"               Number Nothing   Still "the longest time that one of its counted lines pays, in months; 0 where none was told";
    Payment      Quantity          "payment.quantity"             Number Nothing   Still "how many pieces its counted lines are of; a line that tells none is one";
    Payment      Monthly           "payment.monthly"              Number Nothing   Still "`payment.base` for one month: divided by `payment.months`, or as it is where none was told";
    Payment      Order             "payment.order"                Text   Nothing   Still "the order of its line, as told; else new where that product was never paid before. Of several lines the first that counts; in what is reckoned line by line, the line at hand";
    Payment      Product           "payment.product"              Text   Nothing   Still "the product of its line: of several the first that counts; in what is reckoned line by line, the line at hand";
    Payment      PromoCode         "payment.promo_code"           Flag   Nothing   Still "whether a promo code was used on the order";
    Payment      Credit            "payment.credit"               Number Nothing   Still "what bonuses paid of it, beside `payment.amount`";
    Payment      Cost              "payment.cost"                 Number Nothing   Still "what its counted lines cost the seller; 0 where none was told";
    Payment      DiscountPercent   "payment.discount_percent"     Number Nothing   Still "the discount of its counted lines, in percent of their amount: 20 for a fifth off";
    Payment      AgeDays           "payment.age_days"             Number Nothing   Still "whole days from the registration of who pays to the payment";
    Payment      Has               "payment.has"                  Flag   Name      Still "whether a counted line has this label";

    Line         Amount            "line.amount"                  Number Nothing   Still "its amount before discounts";
    Line         Net               "line.net"                     Number Nothing   Still "its amount after discounts";
    Line         Paid              "line.paid"                    Number Nothing   Still "its part of what counts: of the money received, by the rules of `base`";
    Line         Product           "line.product"                 Text   Nothing   Still "its product; \"\" where none was told";
    Line         Kind              "line.kind"                    Text   Nothing   Still "what it is";
    Line         Months            "line.months"                  Number Nothing   Still "how many months it pays; 0 where none was told";
    Line         Quantity          "line.quantity"                Number Nothing   Still "how many pieces it is; 1 where none was told";
    Line         Order             "line.order"                   Text   Nothing   Still "what was ordered, as told; else new where that product was never paid before";
    Line         Cost              "line.cost"                    Number Nothing   Still "what it costs the seller; 0 where none was told";
    Line         Discount          "line.discount"                Number Nothing   Still "what its discounts take off, in money";
    Line         Monthly           "line.monthly"                 Number Nothing   Still "`line.paid` for one month: divided by `line.months`, or as it is where none was told";
    Line         Has               "line.has"                     Flag   Name      Still "whether it has this label";

    Action       Name              "action.name"                  Text   Nothing   Still "which action it is";
    Action       Amount            "action.amount"                Number Nothing   Still "its amount; 0 where none was told";
    Action       Ordinal           "action.ordinal"               Number Nothing   Still "1 for the first action of this name of the person, 2 for the next, …; without reversed ones";
    Action       Product           "action.product"               Text   Nothing   Still "its product; \"\" where none was told";
    Action       Has               "action.has"                   Flag   Name      Still "whether it has this label";

    Subscription Product           "subscription.product"         Text   Nothing   Still "its product";
    Subscription Price             "subscription.price"           Number Nothing   Still "the price of one of its periods; 0 where none was told";
    Subscription MonthlyPrice      "subscription.monthly_price"   Number Nothing   Still "its price for one month: of a year, a twelfth; as it is where no period was told";
    Subscription Months            "subscription.months"          Number Nothing   Still "how many months one of its periods is; 0 where none was told";
    Subscription AgeDays           "subscription.age_days"        Number Nothing   Moves "whole days since it began";
    Subscription Active            "subscription.active"          Flag   Nothing   Moves "whether it is paid and running";

    Invitee      Class             "invitee.class"                Text   Nothing   Moves "the class of the invitee: as reported, else by turnover; \"\" where there is none";
    Invitee      Country           "invitee.country"              Text   Nothing   Still "the country of the invitee as two capital letters; \"\" where none was told";
    Invitee      Kind              "invitee.kind"                 Text   Nothing   Still "what the invitee is; \"\" where it was not told";
    Invitee      Product           "invitee.product"              Text   Nothing   Moves "the product of the newest running subscription of the invitee, else of the newest; \"\" without one";
    Invitee      Price             "invitee.price"                Number Nothing   Moves "the price of a period of that subscription; 0 without one";
    Invitee      MonthlyPrice      "invitee.monthly_price"        Number Nothing   Moves "what all running subscriptions of the invitee cost in one month";
    Invitee      AgeDays           "invitee.age_days"             Number Nothing   Moves "whole days since the invitee registered";
    Invitee      AgeMonths         "invitee.age_months"           Number Nothing   Moves "whole months since the invitee registered, on the program's calendar";
    Invitee      Payments          "invitee.payments"             Number Nothing   Still "how many payments of the invitee succeeded and were not refunded whole";
    Invitee      PaidTotal         "invitee.paid_total"           Number Nothing   Still "what the invitee paid in all, with tax, less refunds";
    Invitee      Paid              "invitee.paid"                 Number Days      Moves "what the invitee paid in the last so many days, less refunds: `invitee.paid(90)`";
    Invitee      Active            "invitee.active"               Flag   Nothing   Moves "whether the invitee has a subscription that is paid and running";
    Invitee      MonthsActive      "invitee.months_active"        Number Nothing   Moves "whole months for which the invitee has been active without a break; 0 when not active";
    Invitee      InactiveDays      "invitee.inactive_days"       Number Nothing   Moves "whole days since the invitee was last active; 0 while active, 1000000 when never";
    Invitee      Subscriptions     "invitee.subscriptions"        Number Nothing   Moves "how many subscriptions of the invitee are paid and running";
    Invitee      FirstPaymentDays  "invitee.first_payment_days"   Number Nothing   Still "whole days from the registration of the invitee to the first payment of money; -1 before it";
    Invitee      Has               "invitee.has"                  Flag   Name      Still "whether the invitee has this label";
    Invitee      Actions           "invitee.actions"              Number Name      Still "how many actions of this name the invitee did that were not reversed";
    Invitee      ActionTotal       "invitee.action_total"         Number Name      Still "the sum of the amounts of those actions";

    Referrer     Class             "referrer.class"               Text   Nothing   Moves "the class of who receives the reward: as reported, else by turnover; \"\" where there is none";
    Referrer     Country           "referrer.country"             Text   Nothing   Still "the country of who receives the reward as two capital letters; \"\" where none was told";
    Referrer     Kind              "referrer.kind"                Text   Nothing   Still "what who receives the reward is; \"\" where it was not told";
    Referrer     Product           "referrer.product"             Text   Nothing   Moves "the product of the newest running subscription of who receives the reward, else of the newest; \"\" without one";
    Referrer     Price             "referrer.price"               Number Nothing   Moves "the price of a period of that subscription; 0 without one";
    Referrer     MonthlyPrice      "referrer.monthly_price"       Number Nothing   Moves "what all running subscriptions of who receives the reward cost in one month";
    Referrer     AgeDays           "referrer.age_days"            Number Nothing   Moves "whole days since who receives the reward registered";
    Referrer     AgeMonths         "referrer.age_months"          Number Nothing   Moves "whole months since who receives the reward registered, on the program's calendar";
    Referrer     Payments          "referrer.payments"            Number Nothing   Still "how many payments of who receives the reward succeeded and were not refunded whole";
    Referrer     PaidTotal         "referrer.paid_total"          Number Nothing   Still "what who receives the reward paid in all, with tax, less refunds";
    Referrer     Paid              "referrer.paid"                Number Days      Moves "what who receives the reward paid in the last so many days, less refunds: `referrer.paid(90)`";
    Referrer     Active            "referrer.active"              Flag   Nothing   Moves "whether who receives the reward has a subscription that is paid and running";
    Referrer     MonthsActive      "referrer.months_active"       Number Nothing   Moves "whole months for which who receives the reward has been active without a break; 0 when not active";
    Referrer     InactiveDays      "referrer.inactive_days"      Number Nothing   Moves "whole days since who receives the reward was last active; 0 while active, 1000000 when never";
    Referrer     Subscriptions     "referrer.subscriptions"       Number Nothing   Moves "how many subscriptions of who receives the reward are paid and running";
    Referrer     FirstPaymentDays  "referrer.first_payment_days"  Number Nothing   Still "whole days from the registration of who receives the reward to the first payment of money; -1 before it";
    Referrer     Has               "referrer.has"                 Flag   Name      Still "whether who receives the reward has this label";
    Referrer     Actions           "referrer.actions"             Number Name      Still "how many actions of this name who receives the reward did that were not reversed";
    Referrer     ActionTotal       "referrer.action_total"        Number Name      Still "the sum of the amounts of those actions";
    Referrer     IsCustomer        "referrer.is_customer"         Flag   Nothing   Still "whether who receives the reward has ever paid";
    Referrer     InGoodStanding    "referrer.in_good_standing"    Flag   Nothing   Moves "no own invoice is overdue, and no subscription is past due";
    Referrer     PendingPayments   "referrer.pending_payments"    Number Nothing   Moves "how many own invoices are overdue; where true or false is asked: whether any is";
    Referrer     OpenInvoices      "referrer.open_invoices"       Number Nothing   Moves "how many own invoices are not paid yet, overdue or not; where true or false is asked: whether any is";
    Referrer     ActiveReferrals   "referrer.active_referrals"    Number Nothing   Moves "how many of the own invitees are active";
    Referrer     Referrals         "referrer.referrals"           Number MaybeDays Still "how many people came by referral; with days: how many in the last so many";
    Referrer     Qualified         "referrer.qualified"           Number MaybeDays Still "how many own referrals gave a first grant of this reward; with days: in the last so many";
    Referrer     Rewarded          "referrer.rewarded"            Number Nothing   Still "how many own referrals have a grant of this reward that was not taken back";
    Referrer     Turnover          "referrer.turnover"            Number MaybeDays Still "what all own invitees paid, less refunds; with days: in the last so many";

    Parent       Class             "parent.class"                 Text   Nothing   Moves "the class of the person between: as reported, else by turnover; \"\" where there is none";
    Parent       Country           "parent.country"               Text   Nothing   Still "the country of the person between as two capital letters; \"\" where none was told";
    Parent       Kind              "parent.kind"                  Text   Nothing   Still "what the person between is; \"\" where it was not told";
    Parent       Product           "parent.product"               Text   Nothing   Moves "the product of the newest running subscription of the person between, else of the newest; \"\" without one";
    Parent       Price             "parent.price"                 Number Nothing   Moves "the price of a period of that subscription; 0 without one";
    Parent       MonthlyPrice      "parent.monthly_price"         Number Nothing   Moves "what all running subscriptions of the person between cost in one month";
    Parent       AgeDays           "parent.age_days"              Number Nothing   Moves "whole days since the person between registered";
    Parent       AgeMonths         "parent.age_months"            Number Nothing   Moves "whole months since the person between registered, on the program's calendar";
    Parent       Payments          "parent.payments"              Number Nothing   Still "how many payments of the person between succeeded and were not refunded whole";
    Parent       PaidTotal         "parent.paid_total"            Number Nothing   Still "what the person between paid in all, with tax, less refunds";
    Parent       Paid              "parent.paid"                  Number Days      Moves "what the person between paid in the last so many days, less refunds: `parent.paid(90)`";
    Parent       Active            "parent.active"                Flag   Nothing   Moves "whether the person between has a subscription that is paid and running";
    Parent       MonthsActive      "parent.months_active"         Number Nothing   Moves "whole months for which the person between has been active without a break; 0 when not active";
    Parent       InactiveDays      "parent.inactive_days"        Number Nothing   Moves "whole days since the person between was last active; 0 while active, 1000000 when never";
    Parent       Subscriptions     "parent.subscriptions"         Number Nothing   Moves "how many subscriptions of the person between are paid and running";
    Parent       FirstPaymentDays  "parent.first_payment_days"    Number Nothing   Still "whole days from the registration of the person between to the first payment of money; -1 before it";
    Parent       Has               "parent.has"                   Flag   Name      Still "whether the person between has this label";
    Parent       Actions           "parent.actions"               Number Name      Still "how many actions of this name the person between did that were not reversed";
    Parent       ActionTotal       "parent.action_total"          Number Name      Still "the sum of the amounts of those actions";

    Referral     Ordinal           "referral.ordinal"             Number Nothing   Still "1 for the first referral of the referrer, 2 for the next, …: by registration";
    Referral     QualifiedOrdinal  "referral.qualified_ordinal"   Number Nothing   Still "1 for the referral that gave the first grant of this reward, 2 for the next, …; before it, what it would be";
    Referral     AgeDays           "referral.age_days"            Number Nothing   Moves "whole days since the referral was made";
    Referral     AgeMonths         "referral.age_months"          Number Nothing   Moves "whole months since the referral was made, on the program's calendar";
    Referral     Level             "referral.level"               Number Nothing   Still "1 for the own invitee, 2 for the invitee's invitee, …";
    Referral     Code              "referral.code"                Text   Nothing   Still "the code of the link or the code that was typed; \"\" without one";
    Referral     Sub               "referral.sub"                 Text   Nothing   Still "the sub-id of the click; \"\" without one";
    Referral     Scheme            "referral.scheme"              Text   Nothing   Still "the scheme that was chosen for it, or else the default one; \"\" without [scheme]";
    Referral     Late              "referral.late"                Flag   Nothing   Still "whether it was claimed after the registration";

    Period       Days              "period.days"                  Number Nothing   Moves "how many days the schedule's period has";
    Period       Months            "period.months"                Number Nothing   Moves "how many months it has; 0 where it is shorter than one";

    Charge       Amount            "charge.amount"                Number Nothing   Still "what the invoice says, with tax";
    Charge       Net               "charge.net"                   Number Nothing   Still "the same without tax";
    Charge       Tax               "charge.tax"                   Number Nothing   Still "its tax; 0 where none was told";
    Charge       Months            "charge.months"                Number Nothing   Still "the longest time that one of its lines pays, in months; 0 where none was told";
    Charge       Product           "charge.product"               Text   Nothing   Still "the product of its first line";

    Milestone    Milestone         "milestone"                    Number Nothing   Still "the threshold that was reached";

    Places       Places            "places"                       Number Nothing   Moves "how many Active Referrals the company has in the cascade";

    Event        Event             "event"                        Text   Nothing   Still "what made the reward be judged: \"payment\", \"registered\", … or the name of the action";
}
