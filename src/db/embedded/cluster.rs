//! Making the cluster: roles, rights and the database, before the server's first start.

use super::{Account, DATABASE, OWNER, Options, Place, Programs, ROLE, StartError, process::command, read_if_there};
use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Output, Stdio},
};

/// The major version that made the cluster in `data`; `None` where there is no cluster yet.
pub(super) fn major(data: &Path) -> Result<Option<u32>, StartError> {
    match read_if_there(&data.join("PG_VERSION"))? {
        Some(text) => text.trim().parse().map(Some).map_err(|_| StartError::NotACluster(data.to_path_buf())),
        None => Ok(None),
    }
}

/// Makes the cluster beside its place and moves it there when it is complete: a kill in the middle leaves no half.
pub(super) fn make(
    root: &Path,
    place: &Place,
    programs: &Programs,
    account: &Account,
    options: &Options,
) -> Result<(), StartError> {
    let beside = root.join("postgres.new");
    remove_if_empty(&place.data)?;
    if beside.try_exists().map_err(StartError::at(&beside))? {
        fs::remove_dir_all(&beside).map_err(StartError::at(&beside))?;
    }
    fs::create_dir(&beside).map_err(StartError::at(&beside))?;
    fs::set_permissions(&beside, fs::Permissions::from_mode(0o700)).map_err(StartError::at(&beside))?;
    account.own(&beside)?;
    initialise(&beside, programs, account, options)?;
    let postgres = ["template1", "postgres"];
    run_single(
        &beside,
        programs,
        account,
        postgres[1],
        &format!("CREATE ROLE {ROLE} LOGIN;\n\nCREATE DATABASE {DATABASE} OWNER {OWNER};\n\n"),
    )?;
    fs::rename(&beside, &place.data).map_err(StartError::at(&place.data))
}

fn remove_if_empty(data: &Path) -> Result<(), StartError> {
    if !data.try_exists().map_err(StartError::at(data))? {
        return Ok(());
    }
    let mut entries = fs::read_dir(data).map_err(StartError::at(data))?;
    if entries.next().is_some() {
        return Err(StartError::NotACluster(data.to_path_buf()));
    }
    fs::remove_dir(data).map_err(StartError::at(data))
}

fn initialise(data: &Path, programs: &Programs, account: &Account, options: &Options) -> Result<(), StartError> {
    let program = programs.path("initdb");
    let mut initdb = command(&program, account);
    initdb.arg("-D").arg(data).args(["-U", OWNER, "--auth=trust", "-E", "UTF8", "--locale=C", "--data-checksums"]);
    if !options.durable {
        initdb.arg("--no-sync");
    }
    let output = initdb.stdin(Stdio::null()).output().map_err(StartError::at(&program))?;
    succeeded("initdb", &output)
}

/// A server on its standard input needs no client program, and not every package has one.
fn run_single(
    data: &Path,
    programs: &Programs,
    account: &Account,
    database: &str,
    sql: &str,
) -> Result<(), StartError> {
    let program = programs.path("postgres");
    let mut single = command(&program, account);
    single.args(["--single", "-j", "-D"]).arg(data).arg(database);
    single.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = single.spawn().map_err(StartError::at(&program))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(sql.as_bytes()).map_err(StartError::at(&program))?;
    }
    let output = child.wait_with_output().map_err(StartError::at(&program))?;
    succeeded("postgres --single", &output)
}

/// A single-user server goes on after an error and ends well, so what it says decides too.
fn succeeded(program: &'static str, output: &Output) -> Result<(), StartError> {
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() && !said.contains("ERROR:") && !said.contains("FATAL:") {
        return Ok(());
    }
    Err(StartError::Failed { program, output: said.trim().to_string() })
}
