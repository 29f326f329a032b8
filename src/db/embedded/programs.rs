//! The server programs of PostgreSQL on this machine.

use super::Options;
use std::{
    cmp::Reverse,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The oldest PostgreSQL that runs Beckon's statements.
const OLDEST: u32 = 14;

/// A directory with `postgres` and `initdb`.
#[derive(Debug)]
pub(super) struct Programs {
    pub directory: PathBuf,
}

impl Programs {
    pub fn path(&self, program: &str) -> PathBuf {
        self.directory.join(program)
    }
}

/// No fitting server programs.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    #[error(
        "no server programs of PostgreSQL {OLDEST} or newer were found. Install them (Debian and Ubuntu: `apt-get install \
         postgresql`; Fedora: `dnf install postgresql-server`; Alpine: `apk add postgresql`; macOS: `brew install \
         postgresql@17`), or say where they are with BECKON_POSTGRES_BIN, or set DATABASE_URL"
    )]
    Any,
    #[error(
        "the data was made by PostgreSQL {0}, and no server programs of that version were found. Install PostgreSQL {0}, \
         or say where it is with BECKON_POSTGRES_BIN, or move the data to a newer one as docs/OPERATIONS.md says"
    )]
    Major(u32),
}

/// The newest programs that are new enough; of the major version `wanted` when the cluster was already made by one.
pub(super) fn find(options: &Options, wanted: Option<u32>) -> Result<Programs, NotFound> {
    candidates(options)
        .into_iter()
        .filter_map(|directory| examine(&directory))
        .find(|(_, major)| wanted.map_or(*major >= OLDEST, |wanted| wanted == *major))
        .map(|(programs, _)| programs)
        .ok_or(wanted.map_or(NotFound::Any, NotFound::Major))
}

/// A directory that was named is the only one that is tried.
fn candidates(options: &Options) -> Vec<PathBuf> {
    if let Some(directory) = &options.programs {
        return vec![directory.clone()];
    }
    let mut directories = versioned("/usr/lib/postgresql"); // Debian, Ubuntu
    directories.extend(versioned("/usr/libexec")); // Alpine
    directories.extend(versioned("/usr/pgsql")); // upstream's packages for Fedora
    directories.extend(versioned("/opt/homebrew/opt"));
    directories.extend(versioned("/usr/local/opt"));
    directories.extend(["/usr/local/pgsql/bin", "/usr/bin"].map(PathBuf::from));
    directories.extend(options.program_path.iter().cloned());
    directories
}

/// The `bin` directories of `base/17`, `base/postgresql17`, `base-17` and the like, newest first.
fn versioned(base: &str) -> Vec<PathBuf> {
    let base = Path::new(base);
    let beside = base.parent().into_iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path());
    let prefix = format!("{}-", base.display());
    let beside = beside.filter(|path| path.to_string_lossy().starts_with(&prefix));
    let inside = fs::read_dir(base).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<(u32, PathBuf)> =
        inside.chain(beside).filter_map(|path| Some((trailing_number(&path)?, path.join("bin")))).collect();
    found.sort_by_key(|(number, _)| Reverse(*number));
    found.into_iter().map(|(_, path)| path).collect()
}

fn trailing_number(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// The programs in `directory` and their major version; links are followed, as the programs look beside themselves.
fn examine(directory: &Path) -> Option<(Programs, u32)> {
    let postgres = fs::canonicalize(directory.join("postgres")).ok()?;
    let directory = postgres.parent()?.to_path_buf();
    if !directory.join("initdb").is_file() {
        return None;
    }
    let version = program_version(&postgres)?;
    let major = version.split('.').next()?.parse().ok()?;
    Some((Programs { directory }, major))
}

/// The version that a server program says it has, such as `17.2`.
pub fn program_version(postgres: &Path) -> Option<String> {
    let said = Command::new(postgres).arg("--version").stdin(Stdio::null()).output().ok()?;
    parse_version(&String::from_utf8_lossy(&said.stdout))
}

/// `postgres (PostgreSQL) 17.2 (Debian 17.2-1)` says `17.2`.
fn parse_version(said: &str) -> Option<String> {
    let word = said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(word.trim_end_matches(|c: char| !c.is_ascii_digit()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_what_distributions_say() {
        assert_eq!(parse_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n").as_deref(), Some("15.18"));
        assert_eq!(parse_version("postgres (PostgreSQL) 18.4\n").as_deref(), Some("18.4"));
        assert_eq!(parse_version("nothing of the kind"), None);
    }

    #[test]
    fn a_named_directory_is_the_only_one_tried() {
        let options = Options {
            root: PathBuf::from("/nonexistent"),
            programs: Some(PathBuf::from("/nonexistent")),
            program_path: vec![PathBuf::from("/usr/bin")],
            max_connections: 10,
            durable: true,
        };
        assert!(matches!(find(&options, None), Err(NotFound::Any)));
        assert!(matches!(find(&options, Some(9)), Err(NotFound::Major(9))));
    }

    #[test]
    fn versions_are_told_by_the_end_of_a_name() {
        assert_eq!(trailing_number(Path::new("/usr/lib/postgresql/17")), Some(17));
        assert_eq!(trailing_number(Path::new("/usr/libexec/postgresql16")), Some(16));
        assert_eq!(trailing_number(Path::new("/usr/pgsql-18")), Some(18));
        assert_eq!(trailing_number(Path::new("/usr/libexec/sudo")), None);
    }
}
