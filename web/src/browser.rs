//! What the page calls.

use std::process::ExitCode;
use std::sync::OnceLock;

use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the answer for a text, in a language.
type Answer = fn(&str, &str) -> String;

/// The answers of the table. Generic code cannot be exported, so `main` puts it here.
static ANSWER: OnceLock<Answer> = OnceLock::new();

/// Makes this the function that answers.
pub(crate) fn prepare(answer: Answer) -> ExitCode {
    match ANSWER.set(answer) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Returns the answer for a text, as HTML.
#[wasm_bindgen]
pub fn answer(language: &str, text: &str) -> String {
    let answer = ANSWER.get().expect("`main` ran first");
    answer(language, text)
}
