//! Processor time of the server and of PostgreSQL below it: it says what a path costs even where others use the machine.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

static SERVER: AtomicU32 = AtomicU32::new(0);

/// From now on this process is the server.
pub fn watch(server: u32) {
    SERVER.store(server, Ordering::Relaxed);
}

/// Spent so far by the server, and by all processes below it, ended ones included.
pub fn spent() -> [Duration; 2] {
    let server = SERVER.load(Ordering::Relaxed);
    let processes: HashMap<u32, (u32, [u64; 2])> =
        std::fs::read_dir("/proc").unwrap().flatten().filter_map(read).collect();
    let is_below = |mut pid: u32| {
        while let Some((parent, _)) = processes.get(&pid) {
            pid = *parent;
            if pid == server {
                return true;
            }
        }
        false
    };
    let below = processes.iter().filter(|(pid, _)| is_below(**pid)).map(|(_, (_, ticks))| ticks[0] + ticks[1]).sum();
    let own = processes.get(&server).map_or(0, |(_, ticks)| ticks[0]);
    [own, below].map(|ticks: u64| Duration::from_millis(ticks * 10))
}

/// A process, its parent, its ticks and those of its children that ended.
fn read(entry: std::fs::DirEntry) -> Option<(u32, (u32, [u64; 2]))> {
    let pid = entry.file_name().to_str()?.parse().ok()?;
    let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
    let fields: Vec<u64> =
        stat.rsplit_once(')')?.1.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect();
    Some((pid, (u32::try_from(fields[1]).ok()?, [fields[11] + fields[12], fields[13] + fields[14]])))
}
