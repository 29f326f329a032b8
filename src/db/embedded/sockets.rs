//! The directory of the private socket.

use super::{Account, StartError};
use std::{
    fs,
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, PermissionsExt},
    },
    path::{Path, PathBuf},
};

/// The longest path of a socket that every system takes is 103 bytes; the lock file beside it adds five.
const LONGEST: usize = 98 - "/.s.PGSQL.5432".len();

/// Makes `root/run`, or, where that path is too long for a socket, a directory of the same privacy under the
/// temporary directory, named by a hash of the path.
pub(super) fn directory(root: &Path, account: &Account) -> Result<PathBuf, StartError> {
    let mut directory = root.join("run");
    if directory.as_os_str().len() > LONGEST {
        directory = std::env::temp_dir().join(format!("beckon-{}-{:016x}", account.uid(), hash(root)));
    }
    fs::create_dir_all(&directory).map_err(StartError::at(&directory))?;
    account.own(&directory)?;
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o700)).map_err(StartError::at(&directory))?;
    let found = fs::symlink_metadata(&directory).map_err(StartError::at(&directory))?;
    if !found.is_dir() || found.uid() != account.uid() {
        return Err(StartError::NotACluster(directory));
    }
    Ok(directory)
}

/// FNV-1a: the name must be the same at every start.
fn hash(path: &Path) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    path.as_os_str().as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A path as the host of a URL.
pub(super) fn percent_encoded(path: &Path) -> String {
    let encode = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(*byte).to_string(),
        other => format!("%{other:02X}"),
    };
    path.as_os_str().as_bytes().iter().map(encode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_encoded_as_a_host() {
        assert_eq!(percent_encoded(Path::new("/srv/my data/run")), "%2Fsrv%2Fmy%20data%2Frun");
    }

    #[test]
    fn a_long_path_gets_a_short_private_directory() {
        let root = std::env::temp_dir().join("x".repeat(150));
        let directory = directory(&root, &Account::Own).unwrap();
        assert!(directory.as_os_str().len() <= LONGEST);
        assert_eq!(fs::metadata(&directory).unwrap().mode() & 0o777, 0o700);
        fs::remove_dir(directory).unwrap();
    }
}
