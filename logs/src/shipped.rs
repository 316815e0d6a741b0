//! What responses look like, and how SDKs print errors: the lists that `codes.toml` will hold under
//! `[response]` and `[[log]]`. Until the generator emits them, every table has these.

use commsease_status::{LogForm, ResponseForm, Status, Vocabulary};

use super::finder::Finder;

impl<S: Status> Finder<S> {
    /// Creates a finder of the responses that the table describes.
    #[must_use]
    pub fn of_table() -> Self {
        let logs = LOGS.map(|(id, pattern, platform)| LogForm {
            id,
            pattern,
            platform: S::Platform::ALL
                .iter()
                .copied()
                .find(|it| it.id() == platform),
        });
        Self::new(&ResponseForm::SHIPPED, &logs)
    }
}

/// The id, the pattern, and the platform of each form; empty if the form does not tell it.
const LOGS: [(&str, &str, &str); 45] = [
    (
        "v10-web-error",
        r#"V2NIMError code: {code} message: "{message...}""#,
        "v10-web",
    ),
    (
        "v10-web-login",
        r#"V2NIMLoginService::login failed, times of login try: {times}, err.code: {code}, err.message: "{message...}""#,
        "v10-web",
    ),
    (
        "v10-web-send",
        "V2SendMessage end:{id}. failed:{code}",
        "v10-web",
    ),
    ("v10-web-detect", "misc::wsDetect:failed {code}", "v10-web"),
    ("v10-web-text", "V2NIMError: {message...}", "v10-web"),
    (
        "v10-web-connect",
        "clientSocketV2::connectFailed:{url}, reason:{message...}",
        "v10-web",
    ),
    (
        "v10-web-handshake",
        r#"clientSocketV2::handshake failed: "{message...}""#,
        "v10-web",
    ),
    ("web-ng-cmd-error", "cmdError, {code}, {message...}", "web"),
    (
        "web-ng-validate-error",
        "validateError, {code}, {message...}",
        "web",
    ),
    (
        "web-ng-format-error",
        "formatError, {code}, {message...}",
        "web",
    ),
    (
        "web-ng-upload-error",
        "uploadError, {code}, {message...}",
        "web",
    ),
    (
        "web-ng-custom-error",
        "customError, {code}, {message...}",
        "web",
    ),
    ("web-pending-login", "pendingLoginFailed: {code}", "web"),
    ("web-auth", "onAuthError {place} {code}", "web"),
    ("web-text", "NIMError: {message...}", "web"),
    (
        "ios-remote-error",
        r#"Error Domain=NIMRemoteErrorDomain Code={code} "{message...}""#,
        "ios",
    ),
    (
        "ios-local-error",
        r#"Error Domain=NIMLocalErrorDomain Code={code} "{message...}""#,
        "ios",
    ),
    (
        "ios-remote-error-localized",
        "(NIMRemoteErrorDomain error {code}.)",
        "ios",
    ),
    (
        "ios-remote-error-chinese",
        "“NIMRemoteErrorDomain”错误 {code}",
        "ios",
    ),
    (
        "ios-kit-login",
        "NIMRemoteErrorDomain, code: {code}, description: {message...}",
        "ios",
    ),
    (
        "android-transaction",
        "Transaction: [id: {id}, method: {method}, result: {code}]",
        "android",
    ),
    ("flutter-failed", "onFailed code = {code}", "flutter"),
    (
        "flutter-callback",
        "error, sn: {service}, mn: {method}, error_code: {code}, error_msg: {message...}, details:",
        "flutter",
    ),
    (
        "android-sample-login",
        "登录失败: {message...} (code: {code})",
        "",
    ),
    (
        "android-sample-disconnected",
        "连接断开: {message...} (code: {code})",
        "",
    ),
    (
        "android-sample-connect",
        "连接失败: {message...} (code: {code})",
        "",
    ),
    ("android-sample-error", "错误: {message...} ({code})", ""),
    (
        "android-sample-lines",
        "错误信息: {message...} • 错误代码: {code}",
        "",
    ),
    (
        "android-kit-arrow",
        "onError -->> {code} errorMsg:{message...}",
        "",
    ),
    (
        "android-kit-message",
        "onError:{code} errorMsg:{message...}",
        "",
    ),
    (
        "android-kit-glued-message",
        "onError:{code}errorMsg:{message...}",
        "",
    ),
    (
        "android-kit-glued-label",
        "onError{code} errorMsg:{message...}",
        "",
    ),
    ("android-kit-glued", "onError{code}", ""),
    ("android-kit-space", "onError: {code}{message...}", ""),
    (
        "android-kit-is",
        "error code is {code}, message is {message...}",
        "",
    ),
    (
        "flutter-kit-download",
        "Download video failed: {code} {message...}",
        "flutter",
    ),
    ("ios-demo-auto-login", "onAutoLoginFailed {code}", "ios"),
    ("ios-demo-revoke", "eror code {code}", "ios"),
    ("pc-demo-room-message", "error({code}), content:", "pc"),
    ("pc-demo-send", "callback code {code}", "pc"),
    (
        "pc-demo-enter",
        "OnChatRoomRequestEnterCallback error: error id={code}",
        "pc",
    ),
    (
        "unity-enter",
        "ChatRoomApi_LoginHandler loginStep : {step}, errorCode :{code}",
        "pc",
    ),
    (
        "php-exception",
        "Exception(code: {code}): {message...} at /",
        "",
    ),
    (
        "react-native-error",
        "[Error: {message...}] code: '{code}'",
        "",
    ),
    ("flutter-kit-failed", "Fail:{code}", "flutter"),
];
