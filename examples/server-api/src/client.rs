//! A client of the server API.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use commsease_status::{Completion, Failure, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use ureq::Agent;

use crate::checksum::checksum;

/// The present time in seconds since 1970, UTC.
pub type Clock = fn() -> u64;

/// Calls the server API in the name of one application.
#[derive(Clone, Debug)]
pub struct Client {
    agent: Agent,
    base: String,
    app_key: String,
    app_secret: String,
    clock: Clock,
}

/// What came of a call that did not fail.
#[derive(Clone, Debug)]
#[must_use = "some of the request may not have been done"]
pub struct Answer<T> {
    /// What the service answered.
    pub value: T,
    /// The response, if only a part was done: it says what is left.
    pub left: Option<Response<'static>>,
}

/// Why a call gave no answer.
#[derive(Debug, Error)]
pub enum CallError {
    /// The service answered, and refused.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The request did not get through, or its answer did not come back.
    #[error("the service was not reached, or did not answer")]
    Transport(#[from] ureq::Error),
    /// Something answered that is not the service, such as a proxy.
    #[error("the answer is no response of the service")]
    NotAResponse(#[from] serde_json::Error),
}

/// An account, as it is created.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Account {
    /// Its name in the application. The service keeps it in lower case.
    pub accid: String,
    /// What the account logs in with.
    pub token: String,
}

impl Client {
    /// A client of the service at an address such as `https://api.netease.im`.
    pub fn new(base: &str, app_key: &str, app_secret: &str) -> Self {
        Self {
            agent: agent(Duration::from_secs(10)),
            base: String::from(base),
            app_key: String::from(app_key),
            app_secret: String::from(app_secret),
            clock: unix_time,
        }
    }

    /// The same client with another time limit for a whole call.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self {
            agent: agent(timeout),
            ..self
        }
    }

    /// The same client with another clock.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Registers an account.
    ///
    /// # Errors
    ///
    /// See [`CallError`].
    pub fn create_account(&self, accid: &str) -> Result<Answer<Account>, CallError> {
        #[derive(Deserialize)]
        struct Created {
            info: Account,
        }
        let Answer {
            value: Created { info },
            left,
        } = self.call("user/create.action", &[("accid", accid)])?;
        Ok(Answer { value: info, left })
    }

    /// Sends a text from one account to another.
    ///
    /// # Errors
    ///
    /// See [`CallError`].
    pub fn send_text(
        &self,
        from: &str,
        to: &str,
        text: &str,
    ) -> Result<Answer<serde_json::Value>, CallError> {
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

    /// The messages that were sent in a chat room before a time.
    ///
    /// # Errors
    ///
    /// See [`CallError`].
    pub fn chat_room_messages(
        &self,
        room: u64,
        accid: &str,
    ) -> Result<Answer<serde_json::Value>, CallError> {
        let (room, until) = (room.to_string(), ((self.clock)() * 1000).to_string());
        let form = [
            ("roomid", room.as_str()),
            ("accid", accid),
            ("timetag", &until),
            ("limit", "100"),
        ];
        self.call("history/queryChatroomMsg.action", &form)
    }

    /// Makes any call.
    ///
    /// # Errors
    ///
    /// See [`CallError`].
    pub fn call<T: DeserializeOwned>(
        &self,
        action: &str,
        form: &[(&str, &str)],
    ) -> Result<Answer<T>, CallError> {
        let body = self.post(action, form)?;
        let response: Response<'_> = serde_json::from_str(&body)?;
        let left = match response.into_result()? {
            Completion::Full => None,
            Completion::Partial(response) => Some(response.into_owned()),
        };
        Ok(Answer {
            value: serde_json::from_str(&body)?,
            left,
        })
    }

    /// Signs a request, sends it, and gives the body of the answer.
    fn post(&self, action: &str, form: &[(&str, &str)]) -> Result<String, ureq::Error> {
        // A nonce has to differ from request to request; it need not be secret.
        let nonce = format!("{:032x}", fastrand::u128(..));
        // Taken anew for each request, and each retry: a `CurTime` that was kept expires.
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
    // The code in the body says more than the HTTP status does.
    config.http_status_as_error(false).build().new_agent()
}

/// The time by the clock of this computer. A clock before 1970 is so wrong that the service may say so.
pub fn unix_time() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}
