use super::catalogue::{Version, catalogue};
use super::store;
use crate::db::{Fault, Tx};
use crate::ids::PersonId;
use crate::rules::terms::Applies;

#[derive(Debug, thiserror::Error)]
pub enum NotAccepted {
    #[error("there is no program {0:?}")]
    NoProgram(String),
    #[error("program {program:?} has no version {version}")]
    NoVersion { program: String, version: u32 },
    #[error("version {0} needs no acceptance: it says itself whom it governs")]
    NotOptional(u32),
    #[error("version {0} was accepted before")]
    Accepted(u32),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A referrer accepts an optional version of a program's terms: it governs what happens to their referrals from now on, for good.
/// It may be accepted before it begins.
pub async fn accept(tx: &Tx, person: PersonId, program: &str, version: u32) -> Result<(), NotAccepted> {
    tx.alone().await?;
    let catalogue = catalogue(tx).await?;
    let known = catalogue.by_slug(program).ok_or_else(|| NotAccepted::NoProgram(program.to_owned()))?;
    let missing = || NotAccepted::NoVersion { program: program.to_owned(), version };
    let Version { terms, number, .. } = known.version(version).ok_or_else(missing)?;
    if terms.applies != Applies::OptIn || *number == 1 {
        return Err(NotAccepted::NotOptional(version));
    }
    let number = i32::try_from(version).map_err(|_| missing())?;
    match store::accept(tx, person, known.id, number).await? {
        true => Ok(()),
        false => Err(NotAccepted::Accepted(version)),
    }
}
