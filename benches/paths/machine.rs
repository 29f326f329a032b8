//! The machine that figures belong to.

use beckon::clock::Clock;

/// One paragraph: date, processor, memory, kernel, and how busy others kept the machine.
pub fn words() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory =
        field("/proc/meminfo", "MemTotal").split(' ').next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0);
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "Measured {} on {cores} cores of {}, {} GiB, Linux {}; server, PostgreSQL and load generator share them. \
         Load average when it began: {}.",
        Clock::System.now().format("%Y-%m-%d"),
        field("/proc/cpuinfo", "model name"),
        memory / 1024 / 1024,
        kernel.trim(),
        load(),
    )
}

/// Of the last minute.
pub fn load() -> String {
    static AT_START: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let read =
        || std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').next().unwrap_or_default().into();
    AT_START.get_or_init(read).clone()
}

fn field(file: &str, name: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_once(':').map_or("", |(_, value)| value.trim()).to_string()
}
