//! Billing systems that send what they have to tell until it is answered, whatever happens to whoever should answer.

use super::history::History;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::watch;

/// How long a sender waits before it sends again: short, so that it is there again when the crash is over.
const AGAIN: Duration = Duration::from_millis(20);
/// Whoever waits longer than this waits for ever.
const STUCK: Duration = Duration::from_secs(120);
const LARGEST_BATCH: usize = 12;

pub struct Load<'a> {
    history: &'a History,
    key: String,
    url: Mutex<String>,
    to_send: Mutex<VecDeque<usize>>,
    /// The first answer of success to each event.
    answers: Mutex<BTreeMap<usize, Value>>,
    answered: watch::Sender<usize>,
    /// Events whose answer was lost or a request to come again.
    interrupted: Mutex<usize>,
    done: watch::Sender<bool>,
}

enum Answer {
    Kept(Value),
    Lost,
}

impl<'a> Load<'a> {
    pub fn new(history: &'a History, url: &str, key: String) -> Load<'a> {
        Load {
            history,
            key,
            url: Mutex::new(url.to_string()),
            to_send: Mutex::default(),
            answers: Mutex::default(),
            answered: watch::Sender::new(0),
            interrupted: Mutex::default(),
            done: watch::Sender::new(false),
        }
    }

    pub fn moved_to(&self, url: &str) {
        *self.url.lock().unwrap() = url.to_string();
    }

    /// More of the history is to be sent from now on.
    pub fn more(&self, events: std::ops::Range<usize>) {
        self.to_send.lock().unwrap().extend(events);
    }

    pub fn answered(&self) -> usize {
        *self.answered.borrow()
    }

    /// Until this many events were answered with success.
    pub async fn until_answered(&self, events: usize) {
        let mut answered = self.answered.subscribe();
        let enough = answered.wait_for(|answered| *answered >= events);
        tokio::time::timeout(STUCK, enough).await.unwrap_or_else(|_| panic!("stuck at {}", self.answered())).unwrap();
    }

    pub fn finish(&self) {
        self.done.send_replace(true);
    }

    /// The first answers, and how many sendings were in vain.
    pub fn told(self) -> (BTreeMap<usize, Value>, usize) {
        (self.answers.into_inner().unwrap(), self.interrupted.into_inner().unwrap())
    }

    /// One sender with connections of its own, until the load is finished.
    pub async fn send(&self, seed: u64) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let client = reqwest::Client::new();
        while !*self.done.borrow() {
            let alone = random.random_bool(0.7);
            let events = self.take(if alone { 1 } else { random.random_range(2..=LARGEST_BATCH) });
            let answers = match events[..] {
                [] => Vec::new(),
                [event] if alone => vec![self.one(&client, event).await],
                _ => self.many(&client, &events).await,
            };
            if !self.note(&events, answers) {
                tokio::time::sleep(AGAIN).await;
            }
        }
    }

    /// Sends all of the history once more; every event must be known by now.
    pub async fn everything_again(&self) -> Vec<Value> {
        let client = reqwest::Client::new();
        let all: Vec<usize> = (0..self.history.events.len()).collect();
        let mut answers = Vec::with_capacity(all.len());
        for events in all.chunks(500) {
            for answer in self.many(&client, events).await {
                let Answer::Kept(answer) = answer else { panic!("an event could not be sent again") };
                assert!(answer["duplicate"] == true && answer["status"] == "applied", "{answer}");
                answers.push(answer);
            }
        }
        answers
    }

    fn take(&self, most: usize) -> Vec<usize> {
        let mut to_send = self.to_send.lock().unwrap();
        let most = most.min(to_send.len());
        to_send.drain(..most).collect()
    }

    /// Answers whether everything was answered with success.
    fn note(&self, events: &[usize], answers: Vec<Answer>) -> bool {
        let mut lost = Vec::new();
        for (event, answer) in events.iter().zip(answers) {
            match answer {
                Answer::Kept(answer) => {
                    let before = self.answers.lock().unwrap().insert(*event, answer);
                    assert!(before.is_none(), "event {event} was answered twice");
                }
                Answer::Lost => lost.push(*event),
            }
        }
        let kept = events.len() - lost.len();
        self.answered.send_modify(|answered| *answered += kept);
        *self.interrupted.lock().unwrap() += lost.len();
        let all = !events.is_empty() && lost.is_empty();
        self.to_send.lock().unwrap().extend(lost);
        all
    }

    fn request(&self, client: &reqwest::Client, kind: &str, body: String) -> reqwest::RequestBuilder {
        let url = format!("{}/api/v1/events", self.url.lock().unwrap());
        client.post(url).bearer_auth(&self.key).header("content-type", kind).body(body)
    }

    async fn one(&self, client: &reqwest::Client, event: usize) -> Answer {
        let sent = self.request(client, "application/json", self.history.events[event].clone());
        let Some((200 | 202, text)) = answer_to(sent).await else { return Answer::Lost };
        let answer = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        kept(event, answer)
    }

    /// Answers in the order of the events; what a broken answer leaves out is lost.
    async fn many(&self, client: &reqwest::Client, events: &[usize]) -> Vec<Answer> {
        let lines: Vec<&str> = events.iter().map(|event| self.history.events[*event].as_str()).collect();
        let sent = self.request(client, "application/x-ndjson", lines.join("\n"));
        let Some((200, text)) = answer_to(sent).await else { return events.iter().map(|_| Answer::Lost).collect() };
        let answers: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), events.len(), "{text}");
        events.iter().zip(answers).map(|(event, answer)| kept(*event, answer)).collect()
    }
}

/// A status and body; nothing where the connection broke or the sender was asked to come again. Nothing else may happen.
async fn answer_to(request: reqwest::RequestBuilder) -> Option<(u16, String)> {
    let response = request.send().await.ok()?;
    let status = response.status().as_u16();
    let again = response.headers().get("retry-after").cloned();
    let text = response.text().await.ok()?;
    match status {
        200 | 202 => Some((status, text)),
        503 if again.is_some() => None,
        _ => panic!("{status}, Retry-After {again:?}: {text}"),
    }
}

fn kept(event: usize, answer: Value) -> Answer {
    if answer["problem"]["status"] == 503 {
        return Answer::Lost;
    }
    let state = answer["status"].as_str().unwrap_or_default();
    let id = event.to_string();
    assert!(matches!(state, "applied" | "waiting") && answer["id"] == id, "{answer}");
    Answer::Kept(answer)
}
