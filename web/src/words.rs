//! The words of the page itself, in English and Chinese. A table in another language has English ones.

use commsease_status::{FixBy, Outcome, Retry};
use commsease_status_explain::Note;

/// The words of the page in one language.
pub(crate) struct Words {
    pub(crate) is_chinese: bool,
    pub(crate) unknown: &'static str,
    pub(crate) depends: &'static str,
    pub(crate) no_entry: &'static str,
    pub(crate) in_ranges: &'static str,
    pub(crate) category: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) deprecated_since: &'static str,
    pub(crate) instead: &'static str,
    pub(crate) reserved: &'static str,
    pub(crate) other_platforms: &'static str,
    pub(crate) in_general: &'static str,
    pub(crate) message: &'static str,
    pub(crate) maybe: &'static str,
    pub(crate) fixed_text: &'static str,
    pub(crate) no_cause_matches: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) advice: &'static str,
    pub(crate) causes: &'static str,
    pub(crate) only_on: &'static str,
    pub(crate) what_happened: &'static str,
    pub(crate) what_to_do: &'static str,
    pub(crate) fix_by: &'static str,
    pub(crate) end_users: &'static str,
    pub(crate) see_also: &'static str,
    pub(crate) failed_item: &'static str,
    pub(crate) note: &'static str,
    pub(crate) others: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_help: &'static str,
    pub(crate) similar: &'static str,
    pub(crate) number: &'static str,
    pub(crate) report: &'static str,
    pub(crate) report_help: &'static str,
    pub(crate) issue: &'static str,
}

const ENGLISH: Words = Words {
    is_chinese: false,
    unknown: "unknown",
    depends: "The meaning depends on the platform.",
    no_entry: "No entry or range describes this code.",
    in_ranges: "Unknown code in:",
    category: "Category",
    outcome: "Outcome",
    retry: "Retry",
    deprecated_since: "Deprecated since",
    instead: "Use instead: ",
    reserved: "Reserved: ",
    other_platforms: "On other platforms",
    in_general: "in general",
    message: "Error message: ",
    maybe: "The message may be one of the marked causes, but does not prove one.",
    fixed_text: "SDKs give this message with the code for any cause.",
    no_cause_matches: "No documented cause matches this message.",
    reason: "Reason: ",
    advice: "What to do",
    causes: "Documented causes",
    only_on: "only on",
    what_happened: "What happened",
    what_to_do: "What to do",
    fix_by: "Fix by",
    end_users: "For end users",
    see_also: "See also: ",
    failed_item: "Failed item",
    note: "Note: ",
    others: "Also in the text",
    nothing: "Nothing found",
    nothing_help: "The text contains no response that is known, and no code matches all words. Paste the \
                   code with its message, or use fewer words.",
    similar: "A similar name exists: ",
    number: "The text contains a number that is a code: ",
    report: "Report an unknown response",
    report_help: "This text is for an issue. Fill in the rest, without account IDs, tokens, and \
                  message contents. Nothing is sent by itself.",
    issue: "Code: {code}\nError message:\nOperation:\nPlatform:\nSDK or API version:\nSource (a link, if you know one):\n",
};

const CHINESE: Words = Words {
    is_chinese: true,
    unknown: "未知",
    depends: "含义取决于平台。",
    no_entry: "没有条目或码段描述此码。",
    in_ranges: "未知的码，属于：",
    category: "类别",
    outcome: "结果",
    retry: "重试",
    deprecated_since: "自此版本起弃用：",
    instead: "改用：",
    reserved: "保留：",
    other_platforms: "在其他平台上",
    in_general: "一般情况",
    message: "错误信息：",
    maybe: "错误信息可能对应带标记的原因，但不足以证明。",
    fixed_text: "无论什么原因，SDK 都随此码给出这条信息。",
    no_cause_matches: "没有记录在案的原因与此错误信息匹配。",
    reason: "原因字段：",
    advice: "怎么办",
    causes: "记录在案的原因",
    only_on: "仅限",
    what_happened: "发生了什么",
    what_to_do: "怎么办",
    fix_by: "由谁修复",
    end_users: "给最终用户的提示",
    see_also: "另见：",
    failed_item: "失败项",
    note: "注意：",
    others: "文本中还有",
    nothing: "没有找到",
    nothing_help: "文本中没有已知的响应，也没有码匹配所有词。请粘贴码和错误信息，或减少搜索词。",
    similar: "有一个相似的名称：",
    number: "文本中有一个数字是状态码：",
    report: "报告未知的响应",
    report_help: "这段文字用于提交 issue。请补全其余内容，去掉账号 ID、Token 和消息内容。页面不会自动发送任何数据。",
    issue: "状态码：{code}\n错误信息：\n操作：\n平台：\nSDK 或 API 版本：\n来源（如有链接）：\n",
};

impl Words {
    /// Returns the words for the language with this id.
    pub(crate) fn of(id: &str) -> &'static Self {
        match id.split('-').next() {
            Some("zh") => &CHINESE,
            _ => &ENGLISH,
        }
    }

    /// Returns how many responses there are.
    pub(crate) fn responses(&self, count: usize) -> String {
        match (self.is_chinese, count) {
            (true, _) => format!("{count} 个响应"),
            (false, 1) => String::from("1 response"),
            (false, _) => format!("{count} responses"),
        }
    }

    /// Returns how many codes match.
    pub(crate) fn matches(&self, count: usize) -> String {
        match (self.is_chinese, count) {
            (true, _) => format!("{count} 个码匹配"),
            (false, 1) => String::from("1 code matches"),
            (false, _) => format!("{count} codes match"),
        }
    }

    /// Returns that only the first so many are shown.
    pub(crate) fn first(&self, shown: usize) -> String {
        if self.is_chinese {
            format!("只显示前 {shown} 个。")
        } else {
            format!("Only the first {shown} are shown.")
        }
    }

    /// Returns that only the start of a text was read.
    pub(crate) fn is_cut(&self, bytes: usize) -> String {
        if self.is_chinese {
            format!("文本过长，只读取了前 {bytes} 字节。")
        } else {
            format!("The text is long: only its first {bytes} bytes were read.")
        }
    }

    pub(crate) fn outcome_of(&self, outcome: Outcome) -> &'static str {
        match outcome {
            _ if !self.is_chinese => outcome.description(),
            Outcome::Success => "成功",
            Outcome::Partial => "部分成功",
            Outcome::Failure => "失败",
        }
    }

    pub(crate) fn retry_when(&self, retry: Retry) -> &'static str {
        match retry {
            _ if !self.is_chinese => retry.description(),
            Retry::Never => "不要重试",
            Retry::AfterFix => "修复之后",
            Retry::Backoff => "稍后，以指数退避的方式",
            Retry::OutcomeUnknown => "仅当操作幂等时，因为请求可能已生效",
        }
    }

    pub(crate) fn fixed_by(&self, fix_by: FixBy) -> &'static str {
        match fix_by {
            _ if !self.is_chinese => fix_by.description(),
            FixBy::Caller => "调用方",
            FixBy::Admin => "应用管理员",
            FixBy::EndUser => "最终用户",
            FixBy::Service => "服务提供方",
        }
    }

    pub(crate) fn note_of(&self, note: &Note) -> String {
        match note {
            Note::TwoCodes if self.is_chinese => {
                String::from("响应中有两个码，因此忽略其错误信息。")
            }
            Note::OtherCase(name) if self.is_chinese => {
                format!("只有大小写不同：名称是 `{name}`。")
            }
            Note::Guess(code) if self.is_chinese => {
                format!("文本中没有响应；其中的 {code} 可能是状态码。")
            }
            Note::InText(message) if self.is_chinese => {
                format!("文本中的 `{message}` 可能是它的错误信息。")
            }
            Note::Implied(code) if self.is_chinese => {
                format!("文本中没有数字状态码，但其内容对应 {code}。")
            }
            note => note.to_string(),
        }
    }
}
