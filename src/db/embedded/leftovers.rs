//! What an earlier server left behind when it, or the process that owned it, was killed.
//!
//! PostgreSQL judges an old lock file by whether its process id exists, and then refuses to start beside a zombie or a
//! stranger with the same number. The lock on the root already says that no other Beckon works here, so this module
//! ends what is left of the old server, waits until nobody works in the cluster, and removes its lock files.

use super::{Place, StartError, read_if_there};
use std::{
    fs,
    io::{self, ErrorKind},
    path::Path,
    time::Duration,
};

const TICK: Duration = Duration::from_millis(20);
/// After this many ticks of patience the remaining processes are told to quit at once.
const PATIENCE: u32 = 500;

pub(super) fn clear(place: &Place) -> Result<(), StartError> {
    let Some(lock) = read_if_there(&place.data.join("postmaster.pid"))? else { return Ok(()) };
    let old: Option<i32> = lock.lines().next().and_then(|line| line.trim().parse().ok());
    let data = fs::canonicalize(&place.data).map_err(StartError::at(&place.data))?;
    if let Some(pid) = old.filter(|pid| works_in(*pid, &data)) {
        signal(pid, libc::SIGINT);
    }
    let mut waited = 0;
    loop {
        let busy = working_in(&data, old)?;
        if busy.is_empty() {
            break;
        }
        if waited == PATIENCE {
            busy.iter().for_each(|pid| signal(*pid, libc::SIGQUIT));
        }
        if waited == 2 * PATIENCE {
            return Err(StartError::Leftover { pids: busy, data });
        }
        waited += 1;
        std::thread::sleep(TICK);
    }
    for stale in
        [data.join("postmaster.pid"), place.socket.join(".s.PGSQL.5432"), place.socket.join(".s.PGSQL.5432.lock")]
    {
        match fs::remove_file(&stale) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(StartError::at(&stale)(error)),
            _ => {}
        }
    }
    Ok(())
}

/// The processes that work in the cluster. A server works in its own data directory, and so do its children.
#[cfg(target_os = "linux")]
fn working_in(data: &Path, _old: Option<i32>) -> Result<Vec<i32>, StartError> {
    let processes = fs::read_dir("/proc").map_err(StartError::at(Path::new("/proc")))?;
    let pids = processes.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    Ok(pids.filter(|pid| works_in(*pid, data)).collect())
}

/// Where no `/proc` tells, the old server's own number has to do.
#[cfg(not(target_os = "linux"))]
fn working_in(data: &Path, old: Option<i32>) -> Result<Vec<i32>, StartError> {
    Ok(old.into_iter().filter(|pid| works_in(*pid, data)).collect())
}

/// A process that this one may not look at is told by its command line, which anybody may read.
#[cfg(target_os = "linux")]
fn works_in(pid: i32, data: &Path) -> bool {
    match fs::read_link(format!("/proc/{pid}/cwd")) {
        Ok(directory) => directory == data,
        Err(error) if error.kind() == ErrorKind::PermissionDenied => fs::read(format!("/proc/{pid}/cmdline"))
            .is_ok_and(|line| {
                let mut words = line.split(|byte| *byte == 0);
                words.any(|word| word == data.as_os_str().as_encoded_bytes())
            }),
        Err(_) => false,
    }
}

#[cfg(not(target_os = "linux"))]
fn works_in(pid: i32, _data: &Path) -> bool {
    exists(pid)
}

#[cfg(not(target_os = "linux"))]
fn exists(pid: i32) -> bool {
    // SAFETY: signal 0 only asks whether the process exists.
    let sent = unsafe { libc::kill(pid, 0) };
    sent == 0 || io::Error::last_os_error().kind() == ErrorKind::PermissionDenied
}

/// A process that is gone needs no signal, so the answer is not looked at.
pub(super) fn signal(pid: i32, signal: i32) {
    // SAFETY: kill only sends a signal; `pid` is one process and never a group (it is positive).
    if pid > 0 && unsafe { libc::kill(pid, signal) } != 0 {
        tracing::debug!(pid, error = %io::Error::last_os_error(), "a signal was not delivered");
    }
}
