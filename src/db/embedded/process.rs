//! The server as a child process that never runs as root and never outlives this process.

use super::{Account, Options, Place, Programs, StartError, leftovers::signal, read_if_there};
use std::{
    fs,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// The settings of the private server, for a small machine shared with Beckon.
///
/// `jit`, `max_parallel_workers_per_gather` and `random_page_cost`: short statements of many on solid-state storage, none of which is to
/// have the other processors too. `log_error_verbosity` and
/// `log_min_error_statement`: no values of rows, which may be personal, in the log.
const SETTINGS: &[(&str, &str)] = &[
    ("listen_addresses", ""),
    ("port", "5432"),
    ("unix_socket_permissions", "0700"),
    ("shared_buffers", "256MB"),
    ("work_mem", "16MB"),
    ("maintenance_work_mem", "128MB"),
    ("effective_cache_size", "1GB"),
    ("random_page_cost", "1.1"),
    ("jit", "off"),
    ("max_parallel_workers_per_gather", "0"),
    ("max_wal_size", "2GB"),
    ("checkpoint_timeout", "15min"),
    ("wal_compression", "on"),
    ("full_page_writes", "on"),
    ("synchronous_commit", "on"),
    ("idle_in_transaction_session_timeout", "60s"),
    ("timezone", "UTC"),
    ("log_timezone", "UTC"),
    ("logging_collector", "on"),
    ("log_directory", "log"),
    ("log_filename", "postgres-%a.log"),
    ("log_rotation_age", "1d"),
    ("log_truncate_on_rotation", "on"),
    ("log_error_verbosity", "terse"),
    ("log_min_error_statement", "panic"),
    ("log_line_prefix", "%m [%p] "),
];

const TICK: Duration = Duration::from_millis(5);
const START_SECONDS: u64 = 300;
const STOP_SECONDS: u64 = 60;

/// A running server.
pub(super) struct Server {
    child: Child,
}

impl Server {
    /// Starts the server and waits until it answers. Recovery after a crash may take minutes on large data.
    pub fn start(
        place: &Place,
        programs: &Programs,
        account: &Account,
        options: &Options,
    ) -> Result<Server, StartError> {
        let log = fs::File::create(&place.start_log).map_err(StartError::at(&place.start_log))?;
        let error_log = log.try_clone().map_err(StartError::at(&place.start_log))?;
        let mut command = command(&programs.path("postgres"), account);
        command.arg("-D").arg(&place.data).arg("-k").arg(&place.socket);
        let fsync = if options.durable { "on" } else { "off" };
        let chosen = [format!("fsync={fsync}"), format!("max_connections={}", options.max_connections)];
        // One call for the file system instead of one for each file: recovery in a second instead of many.
        let recovery = cfg!(target_os = "linux").then(|| "recovery_init_sync_method=syncfs".to_string());
        for setting in SETTINGS.iter().map(|(name, value)| format!("{name}={value}")).chain(chosen).chain(recovery) {
            command.arg("-c").arg(setting);
        }
        command.stdin(Stdio::null()).stdout(log).stderr(error_log);
        let program = programs.path("postgres");
        let mut server = Server { child: command.spawn().map_err(StartError::at(&program))? };
        server.wait_until_ready(place)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, place: &Place) -> Result<(), StartError> {
        let ticks = START_SECONDS * 1_000 / TICK.as_millis() as u64;
        for _ in 0..ticks {
            if !self.is_running() {
                let output = read_if_there(&place.start_log)?.unwrap_or_default();
                return Err(StartError::Failed { program: "postgres", output: with_last_log(&output, &place.data) });
            }
            if ready(&place.data, self.pid())? {
                return Ok(());
            }
            std::thread::sleep(TICK);
        }
        Err(StartError::Slow { program: "postgres", seconds: START_SECONDS, log: place.data.join("log") })
    }

    pub fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap_or(i32::MAX)
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Fast shutdown; one that takes longer than a minute becomes an immediate one, which the next start recovers from.
    pub fn stop(&mut self) {
        if !self.is_running() {
            return;
        }
        signal(self.pid(), libc::SIGINT);
        let ticks = STOP_SECONDS * 1_000 / TICK.as_millis() as u64;
        for _ in 0..ticks {
            if !self.is_running() {
                return;
            }
            std::thread::sleep(TICK);
        }
        signal(self.pid(), libc::SIGQUIT);
        if let Err(error) = self.child.wait() {
            tracing::error!(%error, "the private PostgreSQL did not stop");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// `postmaster.pid` holds the process id in its first line and the state in its eighth.
fn ready(data: &Path, pid: i32) -> Result<bool, StartError> {
    let Some(lock) = read_if_there(&data.join("postmaster.pid"))? else { return Ok(false) };
    let lines: Vec<&str> = lock.lines().map(str::trim).collect();
    Ok(lines.first() == Some(&pid.to_string().as_str()) && lines.get(7) == Some(&"ready"))
}

/// What the server said at the start, and the end of its own log, where it says why it stopped.
fn with_last_log(output: &str, data: &Path) -> String {
    let logs = fs::read_dir(data.join("log")).into_iter().flatten().flatten();
    let newest = logs.max_by_key(|log| log.metadata().and_then(|found| found.modified()).ok());
    let text = newest.and_then(|log| fs::read_to_string(log.path()).ok()).unwrap_or_default();
    let tail: Vec<&str> = text.lines().rev().take(10).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    format!("{}\n{}", output.trim(), tail.join("\n")).trim().to_string()
}

/// A command that runs as `account`, in a process group of its own (Ctrl-C in a terminal reaches only this process),
/// and that the kernel ends when the calling thread ends.
pub(super) fn command(program: &Path, account: &Account) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("LC_ALL", "C").current_dir("/").process_group(0);
    match *account {
        Account::Own => {}
        Account::Other { uid, gid, enters: false } => {
            command.uid(uid).gid(gid);
        }
        Account::Other { uid, gid, enters: true } => become_keeping_entry(&mut command, uid, gid),
    }
    end_with_parent(&mut command);
    command
}

/// Changes the user and keeps the capability to enter directories that let only root through.
#[cfg(target_os = "linux")]
fn become_keeping_entry(command: &mut Command, uid: u32, gid: u32) {
    const DAC_OVERRIDE: libc::c_ulong = 1;
    const VERSION_3: u32 = 0x2008_0522;
    let done = |outcome: libc::c_long| if outcome == 0 { Ok(()) } else { Err(std::io::Error::last_os_error()) };
    // SAFETY: between fork and exec only system calls are made, on values of this stack frame. The layout of the two
    // arrays is the kernel's: version and process; then effective, permitted and inheritable sets, low and high words.
    let become_it = move || unsafe {
        done(libc::prctl(libc::PR_SET_KEEPCAPS, 1).into())?;
        done(libc::setgroups(0, std::ptr::null()).into())?;
        done(libc::setgid(gid).into())?;
        done(libc::setuid(uid).into())?;
        let header: [u32; 2] = [VERSION_3, 0];
        let kept = 1_u32 << DAC_OVERRIDE;
        let sets: [u32; 6] = [kept, kept, kept, 0, 0, 0];
        done(libc::syscall(libc::SYS_capset, header.as_ptr(), sets.as_ptr()))?;
        done(libc::prctl(libc::PR_CAP_AMBIENT, libc::PR_CAP_AMBIENT_RAISE, DAC_OVERRIDE, 0, 0).into())
    };
    // SAFETY: the closure allocates nothing and takes no lock.
    unsafe { command.pre_exec(become_it) };
}

/// Elsewhere the user has to reach the directory by itself.
#[cfg(not(target_os = "linux"))]
fn become_keeping_entry(command: &mut Command, uid: u32, gid: u32) {
    command.uid(uid).gid(gid);
}

/// After the change of user, which would clear the request. SIGINT asks PostgreSQL for a fast shutdown.
#[cfg(target_os = "linux")]
fn end_with_parent(command: &mut Command) {
    let parent = std::process::id();
    let ask = move || {
        // SAFETY: prctl, getppid and _exit are safe after a fork; no memory is touched.
        unsafe {
            if libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGINT) != 0 {
                return Err(std::io::Error::last_os_error());
            }
            if libc::getppid() as u32 != parent {
                libc::_exit(1);
            }
        }
        Ok(())
    };
    // SAFETY: the closure allocates nothing and takes no lock.
    unsafe { command.pre_exec(ask) };
}

/// Elsewhere a server that outlives its process is stopped by the next start.
#[cfg(not(target_os = "linux"))]
fn end_with_parent(_command: &mut Command) {}
