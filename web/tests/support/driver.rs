//! Drives Chromium by the protocol `WebDriver`.

#![allow(dead_code, reason = "each test file uses some of this")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// How long a page may take until it shows what the test waits for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one page.
pub(crate) struct Browser {
    driver: Child,
    session: String,
}

impl Browser {
    /// Starts a browser. Without its driver, says so and returns `None`.
    pub(crate) fn start(language: &str) -> Option<Self> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = driver else {
            println!("skipped: there is no `chromedriver`, the driver of Chromium");
            return None;
        };
        let output = BufReader::new(driver.stdout.take().expect("the output is a pipe"));
        let port = output.lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            Some(port.trim_end_matches('.').to_owned())
        });
        let server = format!("http://127.0.0.1:{}/session", port.expect("the port"));
        // Chromium refuses to run as root in its sandbox, as CI does. The page is our own.
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
        ];
        let capabilities = json!({
            "goog:chromeOptions": { "args": arguments, "prefs": { "intl.accept_languages": language } },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let request = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = post(&server, &request);
        let id = answer["sessionId"].as_str().expect("a session");
        let session = format!("{server}/{id}");
        Some(Self { driver, session })
    }

    pub(crate) fn open(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    /// Runs a function body in the page, and returns what it returns.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.post(
            "execute/sync",
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// Runs a function body that calls its last argument with the result.
    pub(crate) fn run_async(&self, script: &str) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Waits until a script returns something else than `null` or `false`.
    #[track_caller]
    pub(crate) fn wait(&self, script: &str) -> Value {
        let start = Instant::now();
        loop {
            let value = self.run(script, &[]);
            if !value.is_null() && value != json!(false) {
                return value;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain: {script}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses a key, given as `WebDriver` writes it.
    pub(crate) fn press(&self, key: char) {
        let actions =
            json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let source = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("actions", &json!({ "actions": [source] }));
    }

    /// Calls a method of the browser's own protocol.
    pub(crate) fn command(&self, method: &str, parameters: &Value) -> Value {
        let request = json!({ "cmd": method, "params": parameters });
        self.post("goog/cdp/execute", &request)
    }

    /// Returns the new entries of a log.
    pub(crate) fn log(&self, name: &str) -> Vec<String> {
        let entries = self.post("se/log", &json!({ "type": name }));
        let entries = entries.as_array().expect("a list").iter();
        let message = |entry: &Value| entry["message"].as_str().map(String::from);
        entries.filter_map(message).collect()
    }

    /// Returns what the page is asked for, since the last call.
    pub(crate) fn requests(&self) -> Vec<String> {
        let entries = self.log("performance").into_iter();
        let url = |entry: String| {
            let event: Value = serde_json::from_str(&entry).expect("JSON");
            let is_request = event["message"]["method"] == "Network.requestWillBeSent";
            let url = event["message"]["params"]["request"]["url"].as_str();
            url.filter(|_| is_request).map(String::from)
        };
        entries.filter_map(url).collect()
    }

    /// Writes a picture of what is visible of the page.
    pub(crate) fn picture(&self, path: &Path) {
        let picture = self.command("Page.captureScreenshot", &json!({}));
        let data = picture["data"].as_str().expect("a picture");
        let bytes = STANDARD.decode(data).expect("Base64");
        std::fs::write(path, bytes).expect("the picture is written");
    }

    fn post(&self, path: &str, request: &Value) -> Value {
        post(&format!("{}/{path}", self.session), request)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn post(address: &str, request: &Value) -> Value {
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build();
    let agent = ureq::Agent::from(agent);
    let mut response = agent
        .post(address)
        .send_json(request)
        .expect("the driver answers");
    // A picture has more than the default limit.
    let body = response.body_mut().with_config().limit(1 << 28);
    let answer: Value = body.read_json().expect("JSON");
    let value = answer["value"].clone();
    assert!(value["error"].is_null(), "{address}: {value}");
    value
}
