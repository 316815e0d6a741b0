//! A loopback server that behaves as the service is documented to: it checks the signature, the clock,
//! and the parameters, and responds with the documented bodies.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, Read};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use serde_json::{Value, json};
use tiny_http::{Header, Request, Response, Server};

use crate::checksum::checksum;
use crate::client::unix_time;

/// The maximum difference between `CurTime` and the current time, in seconds.
const WINDOW: u64 = 5 * 60;
/// No request that this server supports has a longer body.
const MAX_BODY_LEN: u64 = 64 * 1024;

/// The state of the server.
#[derive(Clone, Debug, Default)]
pub struct Application {
    /// The AppKey of the app.
    pub app_key: String,
    /// The AppSecret, with which requests are signed.
    pub app_secret: String,
    /// The maximum number of accounts.
    pub account_limit: usize,
    /// The registered accounts.
    pub accounts: BTreeSet<String>,
    /// The chat rooms, and whether they are open.
    pub rooms: BTreeMap<u64, bool>,
    /// All messages that were sent.
    pub messages: Vec<String>,
    /// The faults to inject into the next requests.
    pub faults: VecDeque<Fault>,
}

/// A fault that the request did not cause.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The server rejects the request with this code.
    Rejected(i32),
    /// The request takes effect, but the response is lost.
    ResponseLost,
}

/// A server that runs until it is dropped.
pub struct Loopback {
    server: Arc<Server>,
    application: Arc<Mutex<Application>>,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Starts a server on a free port of the loopback address.
    ///
    /// # Errors
    ///
    /// Returns an error if no port can be opened.
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

    /// Returns the address of the server, for a client.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Reads or changes the state of the server.
    pub fn application<T>(&self, look: impl FnOnce(&mut Application) -> T) -> T {
        look(
            &mut self
                .application
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Runs until the process is stopped.
    pub fn wait(mut self) {
        // If the thread panicked, it has printed why.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.server.unblock();
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Responds to requests until the server is unblocked.
fn serve(server: &Server, application: &Mutex<Application>) {
    // Kept open, so that the client waits for a response until its timeout.
    let mut unanswered = Vec::new();
    for mut request in server.incoming_requests() {
        let mut application = application.lock().unwrap_or_else(PoisonError::into_inner);
        let response = application.respond(&mut request);
        match response {
            Some(body) => {
                // The client may have closed the connection.
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

/// A rejection, with the error message of the service.
struct Rejection(i32, String);

impl Rejection {
    fn parameter(message: impl Into<String>) -> Self {
        Self(414, message.into())
    }
}

impl Application {
    /// Returns the body of the response, or `None` if it is lost.
    fn respond(&mut self, request: &mut Request) -> Option<Value> {
        let fault = self.faults.pop_front();
        if let Some(Fault::Rejected(code)) = fault {
            return Some(json!({ "code": code }));
        }
        let result = self.execute(request);
        if let Some(Fault::ResponseLost) = fault {
            return None;
        }
        // In a failure, the error message comes first; in a success, the code does.
        Some(
            result.unwrap_or_else(
                |Rejection(code, message)| json!({ "desc": message, "code": code }),
            ),
        )
    }

    fn execute(&mut self, request: &mut Request) -> Result<Value, Rejection> {
        self.check_signature(request)?;
        let form = form(request)?;
        match request.url().strip_prefix("/nimserver/") {
            Some("user/create.action") => self.create_account(&form),
            Some("msg/sendMsg.action") => self.send_message(&form),
            Some("history/queryChatroomMsg.action") => self.chat_room_messages(&form),
            _ => Err(Rejection(404, String::from("no such action"))),
        }
    }

    fn check_signature(&self, request: &Request) -> Result<(), Rejection> {
        let headers = ["AppKey", "Nonce", "CurTime", "CheckSum"].map(|name| header(request, name));
        let [Some(app_key), Some(nonce), Some(cur_time), Some(sum)] = headers else {
            return Err(Rejection::parameter("bad http headers"));
        };
        if app_key != self.app_key || sum != checksum(&self.app_secret, nonce, cur_time) {
            return Err(Rejection::parameter("bad http headers"));
        }
        let cur_time: u64 = cur_time
            .parse()
            .map_err(|_| Rejection::parameter("CurTime is illegal"))?;
        if cur_time.abs_diff(unix_time()) > WINDOW {
            return Err(Rejection::parameter("CurTime is expired"));
        }
        Ok(())
    }

    fn create_account(&mut self, form: &Form) -> Result<Value, Rejection> {
        let accid = parameter(form, "accid")?.to_lowercase();
        if self.accounts.contains(&accid) {
            return Err(Rejection::parameter("already register"));
        }
        if self.accounts.len() >= self.account_limit {
            return Err(Rejection::parameter(format!(
                "Exceed the maximum account {}",
                self.account_limit
            )));
        }
        let token = checksum(&self.app_secret, &accid, "");
        let info = json!({ "accid": accid, "token": token, "name": "" });
        self.accounts.insert(accid);
        Ok(json!({ "code": 200, "info": info }))
    }

    fn send_message(&mut self, form: &Form) -> Result<Value, Rejection> {
        for name in ["from", "to"] {
            self.check_account(parameter(form, name)?)?;
        }
        let body = parameter(form, "body")?;
        let body: Value =
            serde_json::from_str(body).map_err(|_| Rejection::parameter("body not json"))?;
        self.messages.push(body.to_string());
        Ok(json!({ "code": 200, "data": { "msgid": self.messages.len() } }))
    }

    fn chat_room_messages(&self, form: &Form) -> Result<Value, Rejection> {
        let room = parameter(form, "roomid")?.parse::<u64>();
        let room =
            room.map_err(|_| Rejection::parameter("parameter roomid must be of long type"))?;
        self.check_account(parameter(form, "accid")?)?;
        match self.rooms.get(&room) {
            Some(true) => Ok(json!({ "code": 200, "size": 0, "msgs": [] })),
            Some(false) | None => Err(Rejection::parameter("check roomid")),
        }
    }

    fn check_account(&self, accid: &str) -> Result<(), Rejection> {
        if self.accounts.contains(&accid.to_lowercase()) {
            return Ok(());
        }
        Err(Rejection::parameter(format!("{accid} not register")))
    }
}

/// The parameters of a request.
type Form = BTreeMap<String, String>;

fn form(request: &mut Request) -> Result<Form, Rejection> {
    let mut body = Vec::new();
    let read = request
        .as_reader()
        .take(MAX_BODY_LEN)
        .read_to_end(&mut body);
    read.map_err(|error| Rejection(500, error.to_string()))?;
    Ok(form_urlencoded::parse(&body).into_owned().collect())
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    request
        .headers()
        .iter()
        .find(|header| header.field.equiv(name))
        .map(|header| header.value.as_str())
}

fn parameter<'f>(form: &'f Form, name: &str) -> Result<&'f str, Rejection> {
    let value = form.get(name).filter(|value| !value.is_empty());
    value
        .map(String::as_str)
        .ok_or_else(|| Rejection::parameter(format!("{name} is required")))
}
