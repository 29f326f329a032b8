//! As whom the private server runs.

use super::StartError;
use std::{
    ffi::CStr,
    fs,
    os::unix::fs::{MetadataExt, lchown},
    path::Path,
};

/// PostgreSQL refuses to work as root, so root hands it to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// The user of this process, who is not root.
    Own,
    /// Another user, to whom the cluster belongs. Where a directory above it lets nobody through but root, as `/root` does,
    /// the server keeps one right of root's: to enter it.
    Other { uid: u32, gid: u32, enters: bool },
}

impl Account {
    /// The owner of a cluster that is there already; otherwise `postgres` or `nobody`, whoever can reach everything.
    pub fn choose(root: &Path, data: &Path, programs: &Path) -> Result<Account, StartError> {
        if effective_uid() != 0 {
            return Ok(Account::Own);
        }
        let owner = fs::metadata(data).ok().filter(|cluster| cluster.uid() != 0);
        let users: Vec<(u32, u32)> = match owner {
            Some(cluster) => vec![(cluster.uid(), cluster.gid())],
            None => [c"postgres", c"nobody"].into_iter().filter_map(user).collect(),
        };
        let free = users.iter().find(|(uid, _)| reaches(*uid, root) && reaches(*uid, programs));
        match (free, users.first()) {
            (Some((uid, gid)), _) => Ok(Account::Other { uid: *uid, gid: *gid, enters: false }),
            (None, Some((uid, gid))) => Ok(Account::Other { uid: *uid, gid: *gid, enters: true }),
            (None, None) => Err(StartError::Nobody),
        }
    }

    /// The user who owns what the server owns.
    pub fn uid(self) -> u32 {
        match self {
            Account::Own => effective_uid(),
            Account::Other { uid, .. } => uid,
        }
    }

    /// Hands `path`, and what a directory holds, to the account.
    pub fn own(self, path: &Path) -> Result<(), StartError> {
        let Account::Other { uid, gid, .. } = self else { return Ok(()) };
        lchown(path, Some(uid), Some(gid)).map_err(StartError::at(path))?;
        if fs::symlink_metadata(path).map_err(StartError::at(path))?.is_dir() {
            for entry in fs::read_dir(path).map_err(StartError::at(path))? {
                self.own(&entry.map_err(StartError::at(path))?.path())?;
            }
        }
        Ok(())
    }
}

/// Whether every directory down to `path` lets the user through.
fn reaches(uid: u32, path: &Path) -> bool {
    let passes = |directory: &Path| {
        fs::metadata(directory)
            .is_ok_and(|found| found.mode() & 0o001 != 0 || (found.uid() == uid && found.mode() & 0o100 != 0))
    };
    path.ancestors().all(passes)
}

fn effective_uid() -> u32 {
    // SAFETY: geteuid has no preconditions and cannot fail.
    unsafe { libc::geteuid() }
}

fn user(name: &CStr) -> Option<(u32, u32)> {
    // SAFETY: `name` ends with NUL; the entry is read before any other call could overwrite it, on a thread that
    // starts before the others.
    let entry = unsafe { libc::getpwnam(name.as_ptr()).as_ref() }?;
    Some((entry.pw_uid, entry.pw_gid))
}
