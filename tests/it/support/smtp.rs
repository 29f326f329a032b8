//! A mail server that keeps what it is sent, or refuses it as it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server answers to a message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Accepts,
    /// 451: come again.
    Busy,
    /// 550: there is no such person.
    KnowsNobody,
    /// Closes the connection in the middle.
    HangsUp,
}

#[derive(Clone)]
pub struct SmtpSink {
    pub address: SocketAddr,
    messages: Arc<Mutex<Vec<String>>>,
}

impl SmtpSink {
    pub async fn start(mood: Mood) -> SmtpSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = SmtpSink { address: listener.local_addr().unwrap(), messages: Arc::default() };
        let messages = sink.messages.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, mood, messages.clone()));
            }
        });
        sink
    }

    /// Messages as they came over the wire, oldest first.
    pub fn messages(&self) -> Vec<String> {
        self.messages.lock().unwrap().clone()
    }
}

async fn talk(stream: TcpStream, mood: Mood, messages: Arc<Mutex<Vec<String>>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 sink\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer: &[u8] = match line.split([' ', ':']).next().unwrap_or_default() {
            "RCPT" if mood == Mood::KnowsNobody => b"550 nobody of that name\r\n",
            "RCPT" if mood == Mood::Busy => b"451 come again\r\n",
            "DATA" if mood == Mood::HangsUp => return Ok(()),
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut message = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    message.push_str(&line);
                    message.push('\n');
                }
                messages.lock().unwrap().push(message);
                b"250 kept\r\n"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await?;
    }
    Ok(())
}
