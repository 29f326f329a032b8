//! The secret of an installation that was given none: made once and kept in its data directory.

use super::random;
use crate::config::Secret;
use data_encoding::HEXLOWER;
use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// Why the kept secret cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    #[error("{} does not hold 64 or more hexadecimal digits; restore it from a backup, for without it what was sealed cannot be read", .0.display())]
    Damaged(PathBuf),
    #[error("{} may be read by others; run `chmod 600 {}`", .0.display(), .0.display())]
    Open(PathBuf),
    #[error(transparent)]
    Random(#[from] super::SealError),
}

/// Reads `directory/secret`, or makes it (64 hexadecimal digits, readable by its owner only).
pub fn kept_in(directory: &Path) -> Result<Secret, KeepError> {
    let path = directory.join("secret");
    let at = |source| KeepError::Io { path: path.clone(), source };
    if !path.try_exists().map_err(at)? {
        fs::create_dir_all(directory).map_err(at)?;
        make(directory, &path)?;
    }
    if fs::metadata(&path).map_err(at)?.mode() & 0o077 != 0 {
        return Err(KeepError::Open(path));
    }
    let text = fs::read_to_string(&path).map_err(at)?;
    Secret::parse(&text).ok_or(KeepError::Damaged(path))
}

/// Written beside and linked into place: a secret is there whole or not at all, and the first of two makers wins.
fn make(directory: &Path, path: &Path) -> Result<(), KeepError> {
    let beside = directory.join(format!("secret.{}", std::process::id()));
    let at = |source| KeepError::Io { path: path.to_path_buf(), source };
    let mut file =
        fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(at)?;
    writeln!(file, "{}", HEXLOWER.encode(&random::<32>()?)).and_then(|()| file.sync_all()).map_err(at)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside).map_err(at)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(at(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn directory(name: &str) -> PathBuf {
        let directory = std::env::temp_dir().join(format!("beckon-kept-{}-{name}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        directory
    }

    #[test]
    fn a_secret_is_made_once_and_read_by_its_owner_only() {
        let directory = directory("once");
        let first = kept_in(&directory).unwrap();
        assert_eq!(kept_in(&directory).unwrap(), first);
        assert_eq!(fs::metadata(directory.join("secret")).unwrap().mode() & 0o777, 0o600);
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_damaged_or_open_secret_is_refused() {
        let directory = directory("damaged");
        let path = directory.join("secret");
        kept_in(&directory).unwrap();
        fs::write(&path, "not hexadecimal").unwrap();
        assert!(matches!(kept_in(&directory), Err(KeepError::Damaged(_))));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(kept_in(&directory), Err(KeepError::Open(_))));
        fs::remove_dir_all(directory).unwrap();
    }
}
