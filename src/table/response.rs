//! What responses look like, in bodies and in logs.

use crate::vocabulary::Schema;

/// What a response looks like: `[response]`.
#[derive(Clone, Copy, Debug)]
pub struct ResponseForm {
    /// The keys of the code, in order of precedence.
    pub codes: &'static [&'static str],
    /// The keys of the error message, in order of precedence.
    pub messages: &'static [&'static str],
    /// Words before a code in plain text, besides the keys.
    pub labels: &'static [&'static str],
    /// Words after which a number is no status code.
    pub not_after: &'static [&'static str],
}

impl ResponseForm {
    /// The form of a table that declares none.
    pub const DEFAULT: Self = Self {
        codes: &["code", "errCode", "errcode", "errorCode", "error_code"],
        messages: &[
            "desc",
            "msg",
            "errmsg",
            "message",
            "errorDetails",
            "error_msg",
        ],
        labels: &[],
        not_after: &["exit", "http"],
    };

    /// The form of the service's responses, until tables declare it.
    #[doc(hidden)]
    pub const SHIPPED: Self = Self {
        codes: &[
            "code",
            "errCode",
            "errcode",
            "errorCode",
            "error_code",
            "err_code",
            "rescode",
            "Code",
        ],
        messages: &[
            "desc",
            "msg",
            "errmsg",
            "message",
            "errorDetails",
            "error_msg",
            "errMsg",
            "errorMsg",
            "Desc",
            "Msg",
            "Message",
            "description",
            "error",
            "reason",
            "错误信息",
            "错误描述",
        ],
        labels: &[
            "错误码",
            "错误代码",
            "状态码",
            "返回码",
            "失败",
            "错误",
            "error",
            "Error",
            "failed",
            "Failed",
        ],
        not_after: &[
            "exit",
            "http",
            "http status",
            "http response",
            "http.code",
            "unexpected response",
            "status",
            "statusCode",
            "StatusCode",
            "HttpCode",
            "curl",
            "errno",
            "os",
            "verification",
            "WebSocket",
            "socket",
            "onSocketClose",
            "onclose",
            "onClosed",
            "onClosing",
            "CloseEvent",
            "close",
            "closed",
            "HTTP 状态",
        ],
    };
}

/// How an SDK prints an error: `[[log]]`.
#[derive(Clone, Copy, Debug)]
pub struct LogForm<S: Schema> {
    /// The id.
    pub id: &'static str,
    /// Literal text with `{code}`, `{message...}`, and other placeholders.
    pub pattern: &'static str,
    /// The platform, if the form tells it.
    pub platform: Option<S::Platform>,
}
