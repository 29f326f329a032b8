//! Everything that happens by itself, and when, on one screen.

use crate::audit::jobs::{Asked, Nightly};
use crate::billing::jobs::{TellOverdue, TellTrials};
use crate::charging::jobs::PassTime;
use crate::extensions::jobs::ExtendDue;
use crate::figures::jobs::CountFigures;
use crate::flags::jobs::LookAtNew;
use crate::intake::jobs::WakeOverlooked;
use crate::jobs::{Every, Handlers};
use crate::notices::SendLetter;
use crate::notices::jobs::TellNews;
use crate::people::jobs::Sweep;
use crate::people::letters::EntryLetter;
use crate::people::views::EndView;
use crate::reckoning::jobs::SweepDue;
use crate::referrals::jobs::CountClicks;
use crate::replays::jobs::Work;
use crate::rewards::jobs::{CountEarned, ReleaseDue};
use crate::verification::jobs::ApplyDue;
use crate::withdrawals::jobs::{PayBatch, PayOutDue};

/// Every kind of job. Times of day are UTC, in minutes.
pub fn handlers() -> Result<Handlers, serde_json::Error> {
    let handlers = Handlers::default()
        // On request.
        .with::<SendLetter>()
        .with::<EntryLetter>()
        .with::<EndView>()
        .with::<Work>()
        .with::<PayBatch>()
        .with::<Asked>()
        // By themselves.
        .every::<SweepDue>(Every::Minute)?
        .every::<ReleaseDue>(Every::Minute)?
        .every::<ExtendDue>(Every::Minute)?
        .every::<WakeOverlooked>(Every::Minute)?
        .every::<LookAtNew>(Every::Minute)?
        .every::<TellNews>(Every::Minute)?
        // At the instants that terms say; whatever was missed is made up for.
        .every::<PayOutDue>(Every::Minute)?
        // Each program chooses day, hour and time zone; whatever was missed is made up for.
        .every::<ApplyDue>(Every::Minute)?
        // Each subscription has its own instants; whatever was missed is made up for, between the runs.
        .every::<PassTime>(Every::Minute)?
        .every::<TellOverdue>(Every::Hour)?
        .every::<TellTrials>(Every::Hour)?
        // What pages would otherwise count again each time.
        .every::<CountClicks>(Every::Hour)?
        .every::<CountFigures>(Every::Hour)?
        .every::<CountEarned>(Every::Day { minute: 95 })?
        .every::<Nightly>(Every::Day { minute: 180 })?
        .every::<Sweep>(Every::Day { minute: 200 })?;
    Ok(handlers)
}
