//! A client of the server API.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use commsease_status::{Completion, Failure, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use ureq::Agent;

use crate::checksum::checksum;

/// A function that returns the current UTC time, in seconds since 1970.
pub type Clock = fn() -> u64;

/// A client of the server API for one app.
#[derive(Clone, Debug)]
pub struct Client {
    agent: Agent,
    base: String,
    app_key: String,
    app_secret: String,
    clock: Clock,
}

/// The result of a request that did not fail.
#[derive(Clone, Debug)]
#[must_use = "part of the request may have failed"]
pub struct Reply<T> {
    /// The body of the response.
    pub value: T,
    /// The response, if only part of the request succeeded. It lists what failed.
    pub partial: Option<Response>,
}

/// The error returned when a request has no reply.
#[derive(Debug, Error)]
pub enum CallError {
    /// The service responded with a failure.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The request did not reach the service, or the response was lost.
    #[error("failed to reach the service or to receive its response")]
    Transport(#[from] ureq::Error),
    /// The body is not a response of the service. It may come from a proxy.
    #[error("the body is not a response of the service")]
    NotAResponse(#[from] serde_json::Error),
}

/// A new account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// The account ID. The service stores it in lowercase.
    pub accid: String,
    /// The token with which the account logs in.
    pub token: String,
}

impl Client {
    /// Creates a client of the service at `base`, such as `https://api.netease.im`.
    #[must_use]
    pub fn new(base: &str, app_key: &str, app_secret: &str) -> Self {
        Self {
            agent: agent(Duration::from_secs(10)),
            base: String::from(base),
            app_key: String::from(app_key),
            app_secret: String::from(app_secret),
            clock: unix_time,
        }
    }

    /// Sets the timeout of a whole request.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self {
            agent: agent(timeout),
            ..self
        }
    }

    /// Sets the clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Registers an account.
    ///
    /// # Errors
    ///
    /// Returns a [`CallError`] if the request has no reply.
    pub fn create_account(&self, accid: &str) -> Result<Reply<Account>, CallError> {
        #[derive(Deserialize)]
        struct Created {
            info: Account,
        }
        let Reply {
            value: Created { info },
            partial,
        } = self.call("user/create.action", &[("accid", accid)])?;
        Ok(Reply {
            value: info,
            partial,
        })
    }

    /// Sends a text message from one account to another.
    ///
    /// # Errors
    ///
    /// Returns a [`CallError`] if the request has no reply.
    pub fn send_text(
        &self,
        from: &str,
        to: &str,
        text: &str,
    ) -> Result<Reply<serde_json::Value>, CallError> {
        let body = serde_json::json!({ "msg": text }).to_string();
        let form = [
            ("from", from),
            ("ope", "0"),
            ("to", to),
            ("type", "0"),
            ("body", &body),
        ];
        self.call("msg/sendMsg.action", &form)
    }

    /// Returns the latest messages of a chat room.
    ///
    /// # Errors
    ///
    /// Returns a [`CallError`] if the request has no reply.
    pub fn chat_room_messages(
        &self,
        room: u64,
        accid: &str,
    ) -> Result<Reply<serde_json::Value>, CallError> {
        let (room, until) = (room.to_string(), ((self.clock)() * 1000).to_string());
        let form = [
            ("roomid", room.as_str()),
            ("accid", accid),
            ("timetag", &until),
            ("limit", "100"),
        ];
        self.call("history/queryChatroomMsg.action", &form)
    }

    /// Sends any request.
    ///
    /// # Errors
    ///
    /// Returns a [`CallError`] if the request has no reply.
    pub fn call<T: DeserializeOwned>(
        &self,
        action: &str,
        form: &[(&str, &str)],
    ) -> Result<Reply<T>, CallError> {
        let body = self.post(action, form)?;
        let response: Response = serde_json::from_str(&body)?;
        let partial = match response.into_result()? {
            Completion::Full => None,
            Completion::Partial(response) => Some(response),
        };
        Ok(Reply {
            value: serde_json::from_str(&body)?,
            partial,
        })
    }

    /// Signs and sends a request, and returns the body of the response.
    fn post(&self, action: &str, form: &[(&str, &str)]) -> Result<String, ureq::Error> {
        // A nonce must be unique; it need not be secret.
        let nonce = format!("{:032x}", fastrand::u128(..));
        // Each request and each retry needs the current time: an old `CurTime` expires.
        let cur_time = (self.clock)().to_string();
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        self.agent
            .post(format!("{}/nimserver/{action}", self.base))
            .header("AppKey", &self.app_key)
            .header("Nonce", &nonce)
            .header("CurTime", &cur_time)
            .header("CheckSum", checksum(&self.app_secret, &nonce, &cur_time))
            .header(
                "Content-Type",
                "application/x-www-form-urlencoded;charset=utf-8",
            )
            .send(body)?
            .body_mut()
            .read_to_string()
    }
}

fn agent(timeout: Duration) -> Agent {
    let config = Agent::config_builder().timeout_global(Some(timeout));
    // The code in the body is more specific than the HTTP status.
    config.http_status_as_error(false).build().new_agent()
}

/// Returns the time of the system clock. If it is before 1970, the service rejects the request.
#[must_use]
pub fn unix_time() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}
