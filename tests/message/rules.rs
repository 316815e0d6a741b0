//! The rules as the module documents them, with full backtracking.

const QUOTES: &str = "\"'`“”‘’";
const FINAL_PUNCTUATION: &str = ".!,;:。";
const WHITESPACE: &str = " \t\n\r\x0c";

pub(crate) enum Token {
    Char(char),
    /// A space, and whether it also matches a colon.
    Space(bool),
    /// A placeholder, and whether it is for one word.
    Placeholder(bool),
}

/// Removes surrounding whitespace and quotes and final punctuation, converts ASCII letters to
/// lowercase, and replaces each run of whitespace with a space.
pub(crate) fn normalize(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().collect();
    let is_in = |set: &str, c: Option<&char>| c.is_some_and(|c| set.contains(*c));
    while is_in(WHITESPACE, chars.first()) || is_in(QUOTES, chars.first()) {
        chars.remove(0);
    }
    while is_in(WHITESPACE, chars.last())
        || is_in(QUOTES, chars.last())
        || is_in(FINAL_PUNCTUATION, chars.last())
    {
        chars.pop();
    }
    let mut normalized = Vec::new();
    for c in chars {
        if !WHITESPACE.contains(c) {
            normalized.push(c.to_ascii_lowercase());
        } else if normalized.last() != Some(&' ') {
            normalized.push(' ');
        }
    }
    normalized
}

/// Splits a pattern into what is compared.
pub(crate) fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let chars = normalize(pattern);
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '{' => {
                let len = chars[at..].iter().position(|c| *c == '}').expect("closed");
                tokens.push(Token::Placeholder(chars[at + len - 1] != '.'));
                at += len;
            }
            ' ' => {
                let is_after = at > 0 && chars[at - 1] == '}';
                let next = chars.get(at + 1);
                let matches_colon = (is_after && next != Some(&':')) || next == Some(&'{');
                tokens.push(Token::Space(matches_colon));
            }
            c => tokens.push(Token::Char(c)),
        }
        at += 1;
    }
    tokens
}

fn starts_with(message: &[char], start: &str) -> bool {
    message.starts_with(&start.chars().collect::<Vec<_>>())
}

/// Returns what the placeholders capture, each as little as possible, or `None` if the normalized
/// message does not match.
pub(crate) fn captures(tokens: &[Token], message: &[char]) -> Option<Vec<String>> {
    let [token, tokens @ ..] = tokens else {
        return message.is_empty().then(Vec::new);
    };
    match token {
        Token::Char(wanted) => {
            let (c, rest) = message.split_first()?;
            captures(tokens, rest).filter(|_| c == wanted)
        }
        Token::Space(matches_colon) => {
            let forms: &[&str] = if *matches_colon {
                &[" : ", ": ", " :", ":", " "]
            } else {
                &[" "]
            };
            let form = forms.iter().find(|form| starts_with(message, form))?;
            captures(tokens, &message[form.len()..])
        }
        Token::Placeholder(is_word) => {
            let longest = if *is_word {
                message.iter().take_while(|c| **c != ' ').count()
            } else {
                message.len()
            };
            (1..=longest).find_map(|len| {
                let mut captured = captures(tokens, &message[len..])?;
                captured.insert(0, message[..len].iter().collect());
                Some(captured)
            })
        }
    }
}
