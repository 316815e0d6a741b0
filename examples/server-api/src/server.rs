//! A server on loopback that behaves as the service is documented to: it checks the signature, the clock and the
//! parameters, and answers with the documented bodies.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, Read};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};
use tiny_http::{Header, Request, Response, Server};

use crate::checksum::checksum;
use crate::client::unix_time;

/// How many seconds `CurTime` may be away from the present time.
const WINDOW: u64 = 5 * 60;
/// A longer body is none of the calls that are understood here.
const LONGEST_BODY: u64 = 64 * 1024;

/// What the server knows.
#[derive(Clone, Debug, Default)]
pub struct Application {
    /// Who calls.
    pub app_key: String,
    /// What they sign with.
    pub app_secret: String,
    /// How many accounts there may be.
    pub account_limit: usize,
    /// The accounts there are.
    pub accounts: BTreeSet<String>,
    /// The chat rooms there are, and whether they are open.
    pub rooms: BTreeMap<u64, bool>,
    /// The messages that were sent.
    pub messages: Vec<String>,
    /// What happens to the next requests instead of the ordinary.
    pub mishaps: VecDeque<Mishap>,
}

/// What can go wrong that is not the request's fault.
#[derive(Clone, Debug)]
pub enum Mishap {
    /// The request is refused with this code.
    Refused(i32),
    /// The request is carried out, and nobody hears of it.
    AnswerLost,
}

/// A server that runs until it is dropped.
pub struct Loopback {
    server: Arc<Server>,
    application: Arc<Mutex<Application>>,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Starts a server at a free port of the loopback address.
    ///
    /// # Errors
    ///
    /// No port can be opened.
    pub fn start(application: Application) -> io::Result<Self> {
        let server = Arc::new(Server::http("127.0.0.1:0").map_err(io::Error::other)?);
        let address = server
            .server_addr()
            .to_ip()
            .ok_or_else(|| io::Error::other("no IP address"))?;
        let application = Arc::new(Mutex::new(application));
        let thread = thread::spawn({
            let (server, application) = (Arc::clone(&server), Arc::clone(&application));
            move || serve(&server, &application)
        });
        Ok(Self {
            server,
            application,
            address,
            thread: Some(thread),
        })
    }

    /// Where it listens, as a client needs it.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Looks at what the server knows, or changes it.
    pub fn application<T>(&self, look: impl FnOnce(&mut Application) -> T) -> T {
        look(
            &mut self
                .application
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Waits until somebody stops the process.
    pub fn wait(mut self) {
        // A thread that panicked has nothing more to say.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.server.unblock();
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Answers requests until the server is unblocked.
fn serve(server: &Server, application: &Mutex<Application>) {
    // Kept open, so that the client waits for an answer that does not come.
    let mut unanswered = Vec::new();
    for mut request in server.incoming_requests() {
        let mut application = application.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = application.answer(&mut request);
        match answer {
            Some(body) => {
                // A client that went away needs no answer.
                let _ = request.respond(json_response(&body));
            }
            None => unanswered.push(request),
        }
    }
}

fn json_response(body: &Value) -> Response<io::Cursor<Vec<u8>>> {
    let response = Response::from_string(body.to_string());
    match Header::from_bytes("Content-Type", "application/json;charset=utf-8") {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    }
}

/// A refusal as the service words it.
struct Refusal(i32, String);

impl Refusal {
    fn parameter(text: impl Into<String>) -> Self {
        Self(414, text.into())
    }
}

impl Application {
    /// The body of the answer, or nothing if it gets lost.
    fn answer(&mut self, request: &mut Request) -> Option<Value> {
        let mishap = self.mishaps.pop_front();
        if let Some(Mishap::Refused(code)) = mishap {
            return Some(json!({ "code": code }));
        }
        let answer = self.carry_out(request);
        if let Some(Mishap::AnswerLost) = mishap {
            return None;
        }
        // In a failure the text stands before the code, in a success the code is the first member.
        Some(answer.unwrap_or_else(|Refusal(code, text)| json!({ "desc": text, "code": code })))
    }

    fn carry_out(&mut self, request: &mut Request) -> Result<Value, Refusal> {
        self.check_signature(request)?;
        let form = form(request)?;
        match request.url().strip_prefix("/nimserver/") {
            Some("user/create.action") => self.create_account(&form),
            Some("msg/sendMsg.action") => self.send_message(&form),
            Some("history/queryChatroomMsg.action") => self.chat_room_messages(&form),
            _ => Err(Refusal(404, String::from("no such action"))),
        }
    }

    fn check_signature(&self, request: &Request) -> Result<(), Refusal> {
        let headers = ["AppKey", "Nonce", "CurTime", "CheckSum"].map(|name| header(request, name));
        let [Some(app_key), Some(nonce), Some(cur_time), Some(sum)] = headers else {
            return Err(Refusal::parameter("bad http headers"));
        };
        if app_key != self.app_key || sum != checksum(&self.app_secret, nonce, cur_time) {
            return Err(Refusal::parameter("bad http headers"));
        }
        let cur_time: u64 = cur_time
            .parse()
            .map_err(|_| Refusal::parameter("CurTime is illegal"))?;
        if cur_time.abs_diff(unix_time()) > WINDOW {
            return Err(Refusal::parameter("CurTime is expired"));
        }
        Ok(())
    }

    fn create_account(&mut self, form: &Form) -> Result<Value, Refusal> {
        let accid = parameter(form, "accid")?.to_lowercase();
        if self.accounts.contains(&accid) {
            return Err(Refusal::parameter("already register"));
        }
        if self.accounts.len() >= self.account_limit {
            return Err(Refusal::parameter(format!(
                "Exceed the maximum account {}",
                self.account_limit
            )));
        }
        let token = checksum(&self.app_secret, &accid, "");
        let info = json!({ "accid": accid, "token": token, "name": "" });
        self.accounts.insert(accid);
        Ok(json!({ "code": 200, "info": info }))
    }

    fn send_message(&mut self, form: &Form) -> Result<Value, Refusal> {
        for name in ["from", "to"] {
            self.check_account(parameter(form, name)?)?;
        }
        let body = parameter(form, "body")?;
        let body: Value =
            serde_json::from_str(body).map_err(|_| Refusal::parameter("body not json"))?;
        self.messages.push(body.to_string());
        Ok(json!({ "code": 200, "data": { "msgid": self.messages.len() } }))
    }

    fn chat_room_messages(&self, form: &Form) -> Result<Value, Refusal> {
        let room = parameter(form, "roomid")?.parse::<u64>();
        let room = room.map_err(|_| Refusal::parameter("parameter roomid must be of long type"))?;
        self.check_account(parameter(form, "accid")?)?;
        match self.rooms.get(&room) {
            Some(true) => Ok(json!({ "code": 200, "size": 0, "msgs": [] })),
            Some(false) | None => Err(Refusal::parameter("check roomid")),
        }
    }

    fn check_account(&self, accid: &str) -> Result<(), Refusal> {
        if self.accounts.contains(&accid.to_lowercase()) {
            return Ok(());
        }
        Err(Refusal::parameter(format!("{accid} not register")))
    }
}

/// The parameters of a request.
type Form = BTreeMap<String, String>;

fn form(request: &mut Request) -> Result<Form, Refusal> {
    let mut body = Vec::new();
    let read = request
        .as_reader()
        .take(LONGEST_BODY)
        .read_to_end(&mut body);
    read.map_err(|error| Refusal(500, error.to_string()))?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    request
        .headers()
        .iter()
        .find(|header| header.field.equiv(name))
        .map(|header| header.value.as_str())
}

fn parameter<'f>(form: &'f Form, name: &str) -> Result<&'f str, Refusal> {
    let value = form.get(name).filter(|value| !value.is_empty());
    value
        .map(String::as_str)
        .ok_or_else(|| Refusal::parameter(format!("{name} is required")))
}
