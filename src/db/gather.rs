//! Questions that many requests ask at the same moment, answered together: one statement for all that wait.
//!
//! Nothing is remembered: every answer is read after it was asked for, so that what was changed or revoked is seen at once.
use super::{Conn, Db, Fault};
use futures_util::future::BoxFuture;
use std::collections::HashMap;
use std::hash::Hash;
use tokio::sync::{mpsc, oneshot};

/// Questions answered by one statement at most.
const TOGETHER: usize = 200;

/// Answers several questions; those without an answer are left out.
pub type Look<K, V> = for<'a> fn(&'a Conn, &'a Db, &'a [K]) -> BoxFuture<'a, Result<HashMap<K, V>, Fault>>;

type Asked<K, V> = (K, oneshot::Sender<Result<Option<V>, Fault>>);

/// Clones share it.
#[derive(Clone)]
pub struct Gather<K, V> {
    ask: mpsc::UnboundedSender<Asked<K, V>>,
}

impl<K, V> Gather<K, V>
where
    K: Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// Begins to answer, on the runtime of whoever calls. It ends when all clones are gone.
    pub fn start(db: Db, look: Look<K, V>) -> Gather<K, V> {
        let (ask, mut asked) = mpsc::unbounded_channel::<Asked<K, V>>();
        tokio::spawn(async move {
            let mut together = Vec::new();
            while asked.recv_many(&mut together, TOGETHER).await > 0 {
                let (keys, waiting): (Vec<K>, Vec<_>) = together.drain(..).unzip();
                let found = match db.connection().await {
                    Ok(conn) => look(&conn, &db, &keys).await,
                    Err(fault) => Err(fault),
                };
                for (key, answer) in keys.iter().zip(waiting) {
                    let told = match &found {
                        Ok(found) => Ok(found.get(key).cloned()),
                        Err(fault) => Err(fault.again()),
                    };
                    // Nobody listens any more when the client went away.
                    answer.send(told).ok();
                }
            }
        });
        Gather { ask }
    }

    pub async fn ask(&self, key: K) -> Result<Option<V>, Fault> {
        let stopped = || Fault::NoConnection("the server is stopping".into());
        let (answer, answered) = oneshot::channel();
        self.ask.send((key, answer)).map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }
}
