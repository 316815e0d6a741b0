//! The rules as the modules document them, with full backtracking.

/// What is ignored in a message, besides escapes.
const IGNORED: &str = "\"'`\\“”‘’„«»「」『』《》\u{ad}\u{200b}\u{feff}";
const BRACKETS: &str = "()[]{}<>";
const FINAL_PUNCTUATION: &str = ".!,;:";
/// Characters and escapes that are compared as another character.
const FOLDED: &[(&str, char)] = &[
    ("\\u0027", '\''),
    ("\\u002F", '/'),
    ("\\n", ' '),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&quot;", '"'),
    ("&nbsp;", ' '),
    ("&lt;", '<'),
    ("\t", ' '),
    ("\n", ' '),
    ("\r", ' '),
    ("\u{b}", ' '),
    ("\u{c}", ' '),
    ("\u{a0}", ' '),
    ("\u{3000}", ' '),
    ("：", ':'),
    ("，", ','),
    ("（", '('),
    ("）", ')'),
    ("Ａ", 'a'),
    ("１", '1'),
    ("。", '.'),
    ("…", '.'),
    ("、", ','),
    ("【", '('),
    ("】", ')'),
];

/// A character as it is compared, and the first one of how it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Char {
    folded: char,
    written: char,
    after_ignored: bool,
}

pub(crate) enum Token {
    Char(char),
    /// A space, and whether it also matches a colon.
    Space(bool),
    /// A placeholder, and what follows its name: `""`, `"..."`, `":number"`, or `":id"`.
    Placeholder(&'static str),
}

/// Splits a text into its characters as they are compared.
fn fold(mut text: &str) -> Vec<Char> {
    let mut folded = Vec::new();
    let mut after_ignored = false;
    while let Some(written) = text.chars().next() {
        let found = FOLDED.iter().find(|(from, _)| text.starts_with(from));
        let (from, c) = match found {
            Some((from, c)) => (*from, *c),
            None => (&text[..written.len_utf8()], written.to_ascii_lowercase()),
        };
        if !IGNORED.contains(c) {
            folded.push(Char {
                folded: c,
                written,
                after_ignored,
            });
        }
        after_ignored = IGNORED.contains(c);
        text = &text[from.len()..];
    }
    folded
}

fn is_in(set: &str, c: Option<&Char>) -> bool {
    c.is_some_and(|c| c.folded == ' ' || set.contains(c.folded))
}

fn trim_start(chars: &mut Vec<Char>) {
    while is_in(BRACKETS, chars.first()) {
        chars.remove(0);
    }
}

fn trim_end(chars: &mut Vec<Char>) {
    while is_in(BRACKETS, chars.last()) || is_in(FINAL_PUNCTUATION, chars.last()) {
        chars.pop();
    }
}

/// Replaces each run of spaces with one.
fn collapse(chars: &mut Vec<Char>) {
    chars.dedup_by(|next, c| next.folded == ' ' && c.folded == ' ');
}

/// Returns a message as it is compared with patterns with placeholders.
pub(crate) fn message(text: &str) -> Vec<Char> {
    let mut chars = fold(text);
    trim_start(&mut chars);
    trim_end(&mut chars);
    collapse(&mut chars);
    chars
}

/// Returns a message without the spaces that are ignored, too.
pub(crate) fn normalize(text: &str) -> String {
    unspaced(&message(text))
}

fn unspaced(chars: &[Char]) -> String {
    let text: String = chars.iter().map(|c| c.folded).collect();
    text.replace(" /", "/")
        .replace("/ ", "/")
        .replace(", ", ",")
}

/// Returns what a placeholder captures without what is around it.
fn trim_captured(chars: &[Char]) -> &[Char] {
    let is_around = |c: &Char| is_in(BRACKETS, Some(c)) || c.folded == ':';
    let Some(start) = chars.iter().position(|c| !is_around(c)) else {
        return &[];
    };
    let end = chars.iter().rposition(|c| !is_around(c)).unwrap_or(start);
    &chars[start..=end]
}

/// Returns what a placeholder captures, normalized.
pub(crate) fn normalize_captured(chars: &[Char]) -> String {
    unspaced(trim_captured(chars))
}

/// Splits a pattern into what is compared.
pub(crate) fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = pattern;
    let mut is_after = false;
    loop {
        let (literal, after) = rest.split_once('{').unwrap_or((rest, ""));
        let is_last = literal.len() == rest.len();
        let mut chars = fold(literal);
        if tokens.is_empty() && !is_after {
            trim_start(&mut chars);
        }
        if is_last {
            trim_end(&mut chars);
        }
        collapse(&mut chars);
        let text: Vec<char> = unspaced(&chars).chars().collect();
        for (at, c) in text.iter().enumerate() {
            let next = text.get(at + 1);
            tokens.push(match c {
                ' ' => Token::Space(
                    (is_after && at == 0 && next != Some(&':')) || (next.is_none() && !is_last),
                ),
                c => Token::Char(*c),
            });
        }
        let Some((inside, after)) = after.split_once('}').filter(|_| !is_last) else {
            return tokens;
        };
        let kind = ["...", ":number", ":id"]
            .into_iter()
            .find(|kind| inside.ends_with(kind));
        tokens.push(Token::Placeholder(kind.unwrap_or("")));
        (rest, is_after) = (after, true);
    }
}

/// Removes the first form that a message starts with.
fn strip<'m>(message: &'m [Char], forms: &[&str]) -> Option<&'m [Char]> {
    let starts = |form: &&&str| {
        let folded = message.iter().map(|c| c.folded);
        form.chars().count() <= message.len() && folded.zip(form.chars()).all(|(c, it)| c == it)
    };
    let form = forms.iter().find(starts)?;
    Some(&message[form.chars().count()..])
}

/// Returns how many characters a placeholder can stand for at the start of a message.
fn lengths(kind: &str, message: &[Char]) -> Vec<usize> {
    let is_allowed = |c: &Char| match kind {
        ":number" => c.written.is_ascii_digit(),
        _ => c.written.is_ascii_alphanumeric() || "_@.-".contains(c.written),
    };
    let longest = match kind {
        "..." => message.len(),
        _ => message.iter().take_while(|c| c.folded != ' ').count(),
    };
    let mut lengths: Vec<usize> = (1..=longest)
        .filter(|len| !trim_captured(&message[..*len]).is_empty())
        .collect();
    if kind.starts_with(':') {
        lengths.retain(|len| {
            let captured = trim_captured(&message[..*len]);
            let is_run = captured.iter().skip(1).all(|c| !c.after_ignored);
            let next = message
                .get(*len)
                .filter(|c| is_allowed(c) && !c.after_ignored);
            let ends = next.is_none() || !is_allowed(&message[*len - 1]);
            captured.iter().all(is_allowed) && captured.len() <= 32 && is_run && ends
        });
    }
    lengths
}

/// Returns what the placeholders capture, each as little as possible, or `None` if the message does
/// not match.
pub(crate) fn captures(tokens: &[Token], message: &[Char]) -> Option<Vec<Vec<Char>>> {
    let [token, tokens @ ..] = tokens else {
        return message.is_empty().then(Vec::new);
    };
    match token {
        Token::Char('/') => {
            let rest = strip(message, &[" / ", " /", "/ ", "/"])?;
            captures(tokens, rest)
        }
        Token::Char(',') => captures(tokens, strip(message, &[", ", ","])?),
        Token::Char(wanted) => {
            let (c, rest) = message.split_first()?;
            captures(tokens, rest).filter(|_| c.folded == *wanted)
        }
        Token::Space(matches_colon) => {
            let forms: &[&str] = if *matches_colon {
                &[" : ", ": ", " :", ":", " "]
            } else {
                &[" "]
            };
            captures(tokens, strip(message, forms)?)
        }
        Token::Placeholder(kind) => lengths(kind, message).into_iter().find_map(|len| {
            let mut captured = captures(tokens, &message[len..])?;
            captured.insert(0, message[..len].to_vec());
            Some(captured)
        }),
    }
}
