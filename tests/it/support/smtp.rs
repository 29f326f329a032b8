//! A mail server that keeps what it is sent, or refuses it as it is told.

use beckon::mail::Letter;
use mail_parser::MessageParser;
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
    /// 535: the password is wrong.
    KnowsNoSender,
    /// 554 instead of a greeting.
    Closed,
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

    /// The same, read as a mail program reads them.
    pub fn mails(&self) -> Vec<Mail> {
        self.messages().iter().map(|message| Mail::of(message)).collect()
    }

    /// Messages as they came over the wire, oldest first.
    pub fn messages(&self) -> Vec<String> {
        self.messages.lock().unwrap().clone()
    }
}

async fn talk(stream: TcpStream, mood: Mood, messages: Arc<Mutex<Vec<String>>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(if mood == Mood::Closed { b"554 no service here\r\n" as &[u8] } else { b"220 sink\r\n" }).await?;
    while let Some(line) = lines.next_line().await? {
        let answer: &[u8] = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" if mood == Mood::KnowsNoSender => b"250-sink\r\n250 AUTH PLAIN\r\n",
            "AUTH" => b"535 wrong name or password\r\n",
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

/// A letter as its reader sees it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// `List-Unsubscribe` and `List-Unsubscribe-Post`.
    pub unsubscribe: Option<(String, String)>,
}

impl Mail {
    fn of(message: &str) -> Mail {
        // A line that begins with a dot has one more on the wire (RFC 5321).
        let plain = message.lines().map(|line| format!("{}\r\n", line.strip_prefix('.').unwrap_or(line)));
        let plain: String = plain.collect();
        let mail = MessageParser::default().parse(plain.as_bytes()).unwrap();
        let raw = |name| mail.header_raw(name).map(|value| value.split_whitespace().collect::<String>());
        Mail {
            to: mail.to().unwrap().first().unwrap().address().unwrap().to_owned(),
            subject: mail.subject().unwrap().to_owned(),
            text: mail.body_text(0).unwrap().replace("\r\n", "\n"),
            html: mail.body_html(0).unwrap().into_owned(),
            unsubscribe: raw("List-Unsubscribe").zip(raw("List-Unsubscribe-Post")),
        }
    }

    pub fn letter(self) -> Letter {
        let (id, written_at) = (uuid::Uuid::nil(), super::START.parse().unwrap());
        Letter {
            id,
            to: self.to,
            subject: self.subject,
            text: self.text,
            html: self.html,
            written_at,
            unsubscribe: None,
            reply_to: None,
        }
    }

    /// The address in its header.
    pub fn switch(&self) -> &str {
        let (address, post) = self.unsubscribe.as_ref().unwrap();
        assert_eq!(post, "List-Unsubscribe=One-Click");
        address.strip_prefix('<').unwrap().strip_suffix('>').unwrap()
    }

    /// Everything that it has to say, as text and as HTML.
    #[track_caller]
    pub fn says(&self, parts: &[&str]) {
        for part in parts {
            assert!(self.text.contains(part), "{part:?} is not in {}", self.text);
            let html = part.replace('"', "&#34;").replace('\'', "&#39;");
            assert!(self.html.contains(&html), "{html:?} is not in {}", self.html);
        }
    }
}
