//! As whom the private server runs.

use super::StartError;
use std::{
    ffi::CStr,
    fs,
    os::unix::fs::{MetadataExt, chown},
    path::Path,
};

/// PostgreSQL refuses to work as root, so root hands it to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    /// The user of this process, who is not root.
    Own,
    /// Another user, to whom the files belong.
    Other { uid: u32, gid: u32 },
    /// Root in a user namespace without a mapping: there root is nobody, and the files stay root's.
    Namespace,
}

impl Account {
    /// The owner of a cluster that is there already; otherwise the first user who can reach everything.
    pub fn choose(root: &Path, data: &Path, programs: &Path) -> Account {
        if effective_uid() != 0 {
            return Account::Own;
        }
        if let Ok(cluster) = fs::metadata(data) {
            return match cluster.uid() {
                0 => Account::Namespace,
                uid => Account::Other { uid, gid: cluster.gid() },
            };
        }
        [c"postgres", c"nobody"]
            .into_iter()
            .filter_map(user)
            .find(|account| account.reaches(root) && account.reaches(programs))
            .unwrap_or(Account::Namespace)
    }

    /// The user who will own what the server owns.
    pub fn uid(self) -> u32 {
        match self {
            Account::Own => effective_uid(),
            Account::Other { uid, .. } => uid,
            Account::Namespace => 0,
        }
    }

    /// Hands `path` to the account.
    pub fn own(self, path: &Path) -> Result<(), StartError> {
        match self {
            Account::Other { uid, gid } => chown(path, Some(uid), Some(gid)).map_err(StartError::at(path)),
            Account::Own | Account::Namespace => Ok(()),
        }
    }

    /// Whether every directory down to `path` lets this user through.
    fn reaches(self, path: &Path) -> bool {
        let passes = |directory: &Path| {
            fs::metadata(directory).is_ok_and(|found| {
                found.mode() & 0o001 != 0 || (found.uid() == self.uid() && found.mode() & 0o100 != 0)
            })
        };
        path.ancestors().all(passes)
    }
}

fn effective_uid() -> u32 {
    // SAFETY: geteuid has no preconditions and cannot fail.
    unsafe { libc::geteuid() }
}

fn user(name: &CStr) -> Option<Account> {
    // SAFETY: `name` ends with NUL; the entry is read before any other call could overwrite it, on a thread that
    // starts before the others.
    let entry = unsafe { libc::getpwnam(name.as_ptr()).as_ref() }?;
    Some(Account::Other { uid: entry.pw_uid, gid: entry.pw_gid })
}
