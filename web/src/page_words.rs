//! The words that only the pages have, not the answers.

/// The words of the pages in one language.
pub(crate) struct PageWords {
    is_chinese: bool,
    pub(crate) heading: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) examples: &'static str,
    pub(crate) no_script: &'static str,
    pub(crate) no_module: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) link: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) languages: &'static str,
    pub(crate) codes: &'static str,
    pub(crate) ranges: &'static str,
    pub(crate) for_machines: &'static str,
    pub(crate) area: &'static str,
    pub(crate) sdk_names: &'static str,
    pub(crate) texts: &'static str,
    pub(crate) sources: &'static str,
}

const ENGLISH: PageWords = PageWords {
    is_chinese: false,
    heading: "status codes",
    intro: "Paste what you got, and read what to do. Everything stays on your device: the page works \
            offline and sends nothing.",
    label: "A code, an error message, a response body, lines of a log, or words to search for",
    hint: "The answer appears below while you type.",
    examples: "Examples:",
    no_script: "The box needs JavaScript. Without it, every code has a page below.",
    no_module: "This copy of the page was built without the box. Every code has a page below.",
    loading: "The answers are loading.",
    failed: "The answers could not be loaded. Every code has a page below.",
    link: "Link to this answer",
    copy: "Copy the link",
    copied: "Copied.",
    skip: "Skip to the content",
    languages: "Language",
    codes: "Codes",
    ranges: "Ranges of codes",
    for_machines: "As Markdown",
    area: "Area",
    sdk_names: "SDK identifiers",
    texts: "Fixed messages of SDKs",
    sources: "Sources",
};

const CHINESE: PageWords = PageWords {
    is_chinese: true,
    heading: "状态码",
    intro: "粘贴收到的内容，查看解决办法。所有内容都留在你的设备上：页面离线可用，不发送任何数据。",
    label: "错误码、错误信息、响应内容、几行日志，或要搜索的词",
    hint: "答案随输入显示在下方。",
    examples: "示例：",
    no_script: "输入框需要 JavaScript。没有它，也可以从下方打开每个码的页面。",
    no_module: "此页面构建时没有包含输入框的功能。可以从下方打开每个码的页面。",
    loading: "正在加载答案。",
    failed: "答案加载失败。可以从下方打开每个码的页面。",
    link: "此答案的链接",
    copy: "复制链接",
    copied: "已复制。",
    skip: "跳到正文",
    languages: "语言",
    codes: "状态码",
    ranges: "码段",
    for_machines: "Markdown 版本",
    area: "模块",
    sdk_names: "SDK 标识符",
    texts: "SDK 的固定信息",
    sources: "来源",
};

impl PageWords {
    /// Returns the words for the language with this id.
    pub(crate) fn of(id: &str) -> &'static Self {
        match id.split('-').next() {
            Some("zh") => &CHINESE,
            _ => &ENGLISH,
        }
    }

    /// Returns the codes from the first to the last.
    pub(crate) fn span(&self, first: i64, last: i64) -> String {
        if self.is_chinese {
            format!("{first} 至 {last}")
        } else {
            format!("{first} to {last}")
        }
    }
}
