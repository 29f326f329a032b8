//! The load generator's side of HTTP/1.1: one connection that is kept alive, one request at a time.

use crate::measure::Client;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Connection {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Connection { stream, read: Vec::with_capacity(64 * 1024) }
    }

    /// Sends a request and reads its whole answer; the status.
    pub async fn ask(&mut self, request: &[u8]) -> u16 {
        self.stream.write_all(request).await.unwrap();
        self.read.clear();
        let head = loop {
            assert!(self.stream.read_buf(&mut self.read).await.unwrap() > 0, "the server hung up");
            if let Some(end) = find(&self.read, b"\r\n\r\n") {
                break end + 4;
            }
        };
        let status = std::str::from_utf8(&self.read[9..12]).unwrap().parse().unwrap();
        let length = length(std::str::from_utf8(&self.read[..head]).unwrap());
        while !length.map_or(self.read.ends_with(b"0\r\n\r\n"), |length| self.read.len() >= head + length) {
            assert!(self.stream.read_buf(&mut self.read).await.unwrap() > 0, "the server hung up");
        }
        status
    }

    /// Bytes of the last answer.
    pub fn length(&self) -> usize {
        self.read.len()
    }

    /// The last answer, headers and all.
    pub fn answer(&self) -> String {
        String::from_utf8_lossy(&self.read).into_owned()
    }
}

/// `None` where the body comes in chunks.
fn length(head: &str) -> Option<usize> {
    let header = head.lines().find(|line| line.len() > 15 && line[..15].eq_ignore_ascii_case("content-length:"));
    header.map(|line| line[15..].trim().parse().unwrap())
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// A request with a body, or without one.
pub fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = if method == "GET" { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{headers}{length}\r\n{body}").into_bytes()
}

/// Sends what `next` makes, over one connection; every answer must have the expected status.
pub struct Asker<F> {
    pub connection: Connection,
    pub next: F,
    pub status: u16,
    /// Units in one request.
    pub units: u64,
}

impl<F: FnMut() -> Vec<u8>> Client for Asker<F> {
    async fn once(&mut self) -> u64 {
        let status = self.connection.ask(&(self.next)()).await;
        assert_eq!(status, self.status, "{}", self.connection.answer());
        self.units
    }
}
