//! The program itself as a child process, for tests that kill it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// A running `beckon`. Dropping it kills it.
pub struct Process {
    child: Child,
    /// Without a path: `http://127.0.0.1:49321`.
    pub url: String,
}

/// `beckon` with a private database below `data` and the given arguments.
pub fn beckon(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beckon"));
    command.args(arguments).env("BECKON_DATA", data).env("BECKON_LISTEN", "127.0.0.1:0");
    command.env("BECKON_METRICS_LISTEN", "off").env("BECKON_LOG", "warn").env_remove("DATABASE_URL");
    command
}

impl Process {
    /// Starts `beckon serve` and waits until it says where it answers.
    pub fn serve(data: &Path) -> Process {
        Process::start(&mut beckon(data, &["serve"]))
    }

    /// The same for a command with other settings.
    pub fn start(serve: &mut Command) -> Process {
        let mut child = serve.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let url = said.trim().strip_prefix("Beckon answers at ").unwrap_or_else(|| panic!("it said {said:?}"));
        Process { child, url: url.trim_end_matches('/').to_string() }
    }

    /// The process id of its private PostgreSQL.
    pub fn postgres_pid(data: &Path) -> i32 {
        let lock = std::fs::read_to_string(data.join("postgres/postmaster.pid")).unwrap();
        lock.lines().next().unwrap().trim().parse().unwrap()
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and waits until it has.
    pub fn terminate(mut self) -> ExitStatus {
        kill("-TERM", i32::try_from(self.child.id()).unwrap());
        self.child.wait().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn kill(signal: &str, pid: i32) {
    assert!(Command::new("kill").args([signal, &pid.to_string()]).status().unwrap().success());
}

/// Asks until the answer is yes; ten seconds at most.
pub async fn eventually(mut asked: impl AsyncFnMut() -> bool) -> bool {
    for _ in 0..400 {
        if asked().await {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    false
}
