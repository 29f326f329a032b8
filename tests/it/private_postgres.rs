//! The private server: it keeps its data through every way of dying, and never serves two masters.

use super::support::cluster::{Scratch, options};
use super::support::process::kill;
use beckon::db::embedded::{Address, OWNER, PrivatePostgres, StartError};
use diesel::sql_types::Text;
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use std::sync::mpsc;
use std::time::Duration;

fn start(root: &Scratch) -> Result<PrivatePostgres, StartError> {
    PrivatePostgres::start(&options(&root.0))
}

#[derive(diesel::QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

fn ask(url: &str, statements: &str, question: &str) -> Result<String, Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut connection = AsyncPgConnection::establish(url).await?;
        connection.batch_execute(statements).await?;
        let query = diesel::sql_query(format!("SELECT ({question})::text AS said"));
        Ok(query.get_result::<Said>(&mut connection).await?.said)
    })
}

const KEEP: &str = "CREATE TABLE kept AS SELECT 'still here' AS word";
const KEPT: &str = "SELECT word FROM kept";

#[test]
fn data_outlives_a_stop_and_a_start() {
    let root = Scratch::new("restart");
    let postgres = start(&root).unwrap();
    assert_eq!(ask(&postgres.address().owner_url(), KEEP, KEPT).unwrap(), "still here");
    let url = postgres.address().owner_url();
    postgres.stop();
    assert!(ask(&url, "", "1").is_err());
    let postgres = start(&root).unwrap();
    assert_eq!(ask(&postgres.address().owner_url(), "", KEPT).unwrap(), "still here");
}

#[test]
fn a_killed_server_comes_back_with_its_data_while_the_app_runs() {
    let root = Scratch::new("kill");
    let mut postgres = start(&root).unwrap();
    let (url, old) = (postgres.address().owner_url(), postgres.pid());
    ask(&url, KEEP, KEPT).unwrap();
    let (say, done) = mpsc::channel();
    let work = std::thread::spawn(move || {
        kill("-KILL", old);
        let answer = (0..400).find_map(|_| {
            std::thread::sleep(Duration::from_millis(25));
            ask(&url, "", KEPT).ok()
        });
        say.send(answer).unwrap();
    });
    assert_eq!(postgres.serve_until(&done).unwrap().as_deref(), Some("still here"));
    assert_ne!(postgres.pid(), old);
    work.join().unwrap();
}

#[test]
fn a_server_that_was_killed_with_its_app_leaves_nothing_in_the_way() {
    let root = Scratch::new("both");
    let postgres = start(&root).unwrap();
    ask(&postgres.address().owner_url(), KEEP, KEPT).unwrap();
    kill("-KILL", postgres.pid());
    drop(postgres);
    assert!(root.0.join("postgres/postmaster.pid").exists(), "the killed server should have left its lock file");
    let postgres = start(&root).unwrap();
    assert_eq!(ask(&postgres.address().owner_url(), "", KEPT).unwrap(), "still here");
}

#[test]
fn a_lock_file_that_names_a_stranger_is_not_in_the_way() {
    let root = Scratch::new("stranger");
    let postgres = start(&root).unwrap();
    postgres.stop();
    let stranger = format!("{}\n{}\n", std::process::id(), root.0.join("postgres").display());
    std::fs::write(root.0.join("postgres/postmaster.pid"), stranger).unwrap();
    let postgres = start(&root).unwrap();
    assert_eq!(ask(&postgres.address().owner_url(), "", "1").unwrap(), "1");
}

#[test]
fn a_second_process_is_told_that_the_directory_is_in_use() {
    let root = Scratch::new("twice");
    let _postgres = start(&root).unwrap();
    assert!(matches!(start(&root), Err(StartError::InUse(_))));
}

#[test]
fn a_directory_with_other_files_is_left_alone() {
    let root = Scratch::new("other");
    std::fs::create_dir_all(root.0.join("postgres")).unwrap();
    std::fs::write(root.0.join("postgres/letter.txt"), "mine").unwrap();
    assert!(matches!(start(&root), Err(StartError::NotACluster(_))));
    assert_eq!(std::fs::read_to_string(root.0.join("postgres/letter.txt")).unwrap(), "mine");
}

#[test]
fn a_start_that_was_cut_off_begins_anew() {
    let root = Scratch::new("half");
    std::fs::create_dir_all(root.0.join("postgres.new/base")).unwrap();
    std::fs::write(root.0.join("postgres.new/PG_VERSION"), "15\n").unwrap();
    let postgres = start(&root).unwrap();
    assert_eq!(ask(&postgres.address().owner_url(), "", "1").unwrap(), "1");
}

#[test]
fn data_of_another_major_version_is_refused_with_what_to_do() {
    let root = Scratch::new("major");
    std::fs::create_dir_all(root.0.join("postgres")).unwrap();
    std::fs::write(root.0.join("postgres/PG_VERSION"), "9\n").unwrap();
    let error = start(&root).err().unwrap().to_string();
    assert!(error.contains("PostgreSQL 9") && error.contains("docs/OPERATIONS.md"), "{error}");
}

#[test]
fn it_listens_on_a_private_socket_only_and_the_daily_role_is_nobody_special() {
    let root = Scratch::new("private");
    let postgres = start(&root).unwrap();
    assert_eq!(ask(&postgres.address().owner_url(), "", "current_setting('listen_addresses')").unwrap(), "");
    use std::os::unix::fs::PermissionsExt;
    let socket = std::fs::metadata(root.0.join("run")).unwrap();
    assert_eq!(socket.permissions().mode() & 0o777, 0o700);
    let special = "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user";
    assert_eq!(ask(&postgres.address().url(), "", special).unwrap(), "false");
    assert_eq!(ask(&postgres.address().url_of(OWNER, "postgres"), "", special).unwrap(), "true");
}

#[test]
fn a_command_reaches_the_server_of_a_running_process() {
    let root = Scratch::new("running");
    assert_eq!(Address::of_running(&root.0).unwrap(), None);
    let postgres = start(&root).unwrap();
    let running = Address::of_running(&root.0).unwrap().unwrap();
    assert_eq!(ask(&running.url(), "", "current_user").unwrap(), "beckon");
    postgres.stop();
    assert_eq!(Address::of_running(&root.0).unwrap(), None);
}
