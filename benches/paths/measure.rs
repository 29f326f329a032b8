//! Running clients side by side for a few seconds, and what their times say.

use crate::cpu;
use std::sync::Barrier;
use std::time::{Duration, Instant};

/// How long one run lasts.
pub const RUN: Duration = Duration::from_secs(3);
/// Threads that clients are divided over.
const THREADS: usize = 2;

/// Somebody who asks for one thing after another.
pub trait Client {
    /// Does one thing; answers how many units that was: events of a batch, or one.
    async fn once(&mut self) -> u64;
}

/// What one run came to.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub units: u64,
    pub per_second: f64,
    pub p99: Duration,
}

impl Run {
    /// Of one long piece of work.
    pub fn of(units: u64, took: Duration) -> Run {
        Run { units, per_second: units as f64 / took.as_secs_f64(), p99: took }
    }
}

/// Each client on a connection of its own, as often as it can, for [`RUN`].
pub fn load<C: Client>(clients: usize, connect: impl AsyncFn(usize) -> C + Sync) -> Run {
    let connected = Barrier::new(THREADS.min(clients));
    let work = |thread: usize| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut mine = Vec::new();
            for client in (thread..clients).step_by(THREADS) {
                mine.push(connect(client).await);
            }
            connected.wait();
            let started = Instant::now();
            let worked =
                futures_util::future::join_all(mine.into_iter().map(|client| work_until(client, started + RUN)));
            let worked = worked.await;
            (started.elapsed(), worked)
        })
    };
    let worked: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS.min(clients)).map(|thread| scope.spawn(move || work(thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let took = worked.iter().map(|(took, _)| *took).max().unwrap_or(RUN);
    let units: u64 = worked.iter().flat_map(|(_, clients)| clients).map(|(units, _)| units).sum();
    let mut times: Vec<Duration> =
        worked.into_iter().flat_map(|(_, clients)| clients).flat_map(|(_, times)| times).collect();
    times.sort_unstable();
    Run { units, per_second: units as f64 / took.as_secs_f64(), p99: times[times.len() * 99 / 100] }
}

async fn work_until<C: Client>(mut client: C, end: Instant) -> (u64, Vec<Duration>) {
    let (mut units, mut times) = (0, Vec::new());
    while Instant::now() < end {
        let started = Instant::now();
        units += client.once().await;
        times.push(started.elapsed());
    }
    (units, times)
}

/// Floor and product in turn, three times: the medians of both.
pub fn in_turn(name: &str, mut floor: impl FnMut() -> Run, mut product: impl FnMut() -> Run) -> (Run, Run) {
    let (mut floors, mut products) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        floors.push(told(&format!("{name}: floor"), &mut floor));
        products.push(told(&format!("{name}: product"), &mut product));
    }
    (median(floors), median(products))
}

/// Runs, and says what came of it and what one unit cost.
fn told(name: &str, run: &mut impl FnMut() -> Run) -> Run {
    let before = cpu::spent();
    let run = run();
    let after = cpu::spent();
    let each = |of: usize| (after[of] - before[of]).as_secs_f64() * 1e6 / run.units as f64;
    let (rate, server, postgres) = (run.per_second, each(0), each(1));
    eprintln!(
        "{name} {rate:.0}/s, p99 {:.1?}, processor {server:.0} µs in the server, {postgres:.0} µs in PostgreSQL",
        run.p99
    );
    run
}

pub fn median(mut runs: Vec<Run>) -> Run {
    runs.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
    runs[runs.len() / 2]
}
