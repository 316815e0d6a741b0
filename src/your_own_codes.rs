//! Your own codes: from nothing to the first typed code in five minutes.
//!
//! Whatever this crate knows of the service's codes, its generator can know of yours: names, sentences, causes that are
//! told apart by the text, what to do about each. You write a table; a build script of three lines makes Rust of it.
//!
//! # A crate with a table
//!
//! ```console
//! $ cargo new callback
//! $ cd callback
//! $ cargo add commsease-status
//! $ cargo add --build commsease-status --features codegen
//! ```
//!
//! The dependency is what generated code stands on: no further dependency, no `std`. The build dependency is the
//! generator, which does not get into your program.
//!
//! The table, `codes.toml`:
//!
//! ```toml
//! [enum]
//! name = "CallbackCode"
//! doc = "Why our callback refused a message."
//!
//! [source.house-rules]
//! title = "The rules of the house"
//!
//! [category.duty]
//! summary = "The receiver is not there for messages now."
//!
//! [area.chat]
//! summary = "Messages between two people."
//!
//! [[code]]
//! code = 20001
//! name = "OffDuty"
//! summary = "The receiver is off duty and gets no messages."
//! category = "duty"
//! area = "chat"
//! outcome = "failure"
//! retry = "backoff"
//! sources = ["house-rules"]
//!
//! [[code.cause]]
//! id = "back-later"
//! when = "The receiver is off duty until {time}."
//! fix = "Send it again after {time}."
//! fixer = "end-user"
//! area = "chat"
//! texts = ["off duty until {time}"]
//! samples = ['{"code":20001,"desc":"off duty until 8:30"}']
//! sources = ["house-rules"]
//! ```
//!
//! The build script, `build.rs`:
//!
//! ```ignore
//! fn main() {
//!     commsease_status::codegen::compile("codes.toml");
//! }
//! ```
//!
//! The program, `src/main.rs`:
//!
//! ```ignore
//! mod codes {
//!     commsease_status::include_codes!("codes");
//! }
//!
//! use codes::CallbackCode;
//! use commsease_status::Status;
//!
//! fn main() {
//!     let diagnosis = CallbackCode::diagnose(20001, Some("Off duty until 8:30."));
//!     if diagnosis.status() == Some(CallbackCode::OffDuty) {
//!         println!("{}", diagnosis.fix().unwrap());
//!     }
//!     println!("{diagnosis}");
//! }
//! ```
//!
//! That is all:
//!
//! ```console
//! $ cargo run
//! Send it again after 8:30.
//! 20001 OffDuty (back-later): The receiver is off duty until 8:30. Send it again after 8:30.
//! ```
//!
//! `cargo doc --open` shows the enum with everything that the table says of each code.
//!
//! # The next code, and a slip
//!
//! No line of Rust changes for a new code. At the end of `codes.toml`:
//!
//! ```toml
//!
//! [[code]]
//! code = 20002
//! name = "ForbiddenWord"
//! summary = "The message has a word that the rules forbid."
//! category = "content"
//! area = "chat"
//! outcome = "failure"
//! retry = "after-fix"
//! sources = ["house-rules"]
//! ```
//!
//! The category was never declared, and the build says so, with everything else that is wrong (Cargo puts the name of
//! your package before each line):
//!
//! ```console
//! $ cargo build
//! error: undeclared category `content`
//!   --> codes.toml:38:12
//!    |
//! 38 | category = "content"
//!    |            ^^^^^^^^^
//!    |
//!    = help: declare it under `[category.content]`
//! ```
//!
//! Once it is declared, at the end of `codes.toml` or wherever it reads best, the code is there:
//!
//! ```toml
//!
//! [category.content]
//! summary = "The message says something that the rules forbid."
//! ```
//!
//! ```console
//! $ cargo build
//! ```
//!
//! # What may stand in a table
//!
//! | key | what it says |
//! | --- | --- |
//! | `[enum]` | `name` and `doc` of the enum; `path`, its module as its users write it, for the examples in its documentation; `extends` |
//! | `[category.ID]`, `[area.ID]` | kinds of reasons, parts of the service: `summary` |
//! | `[platform.ID]` | where a code may mean something else: `summary`, and `within` a wider platform |
//! | `[source.ID]` | where it is documented: `title`, `date` |
//! | `[[code]]` | what you have seen; also `sdk` (identifiers that lead to the code), `shared_sdk` (that lead elsewhere), `see_also`, `deprecated = { since, note, replaced_by }` |
//! | `[[code.cause]]` | a reason, with the `texts` that tell it from the others and `samples` that prove it; `retry` if it differs |
//! | `[[code.sense]]` | what the code means on a `platform` |
//! | `[[range]]` | what a number without an entry still tells: `from`, `to`, `ending`, `name`, `summary`, `category`, `outcome`, `retry` |
//! | `[[reserved]]` | a `code` or `name` that may never come (back), with a `note` |
//!
//! Outcomes are those of [`Outcome`](crate::Outcome), retries those of [`Retry`](crate::Retry), fixers those of
//! [`Fixer`](crate::Fixer), each by its id. The largest example is the table of this crate itself.
//!
//! # What the enum can do
//!
//! All that [`StatusCode`](crate::StatusCode) can: it has the same methods, and the types of this crate take it as a
//! parameter. `Code<CallbackCode>` keeps any number, `Diagnosis<CallbackCode>` has causes of your areas and sources;
//! with the feature `serde`, a code is a number in any format, and a response is checked by
//! `response.into_result_in::<CallbackCode>()`, which fails with a `Failure<CallbackCode>`.
//!
//! [`Status`](crate::Status) is the trait for generic code, [`Explanation`](crate::Explanation) the one for `dyn`.
//!
//! # Your codes and the service's in one log
//!
//! With `extends = "commsease_status::StatusCode"` under `[enum]`, a number that the service has already is an error of
//! the build; the numbers that it leaves to applications, 20000 to 20099, are yours. Then
//! `Extended::<CallbackCode>::new(code, text)` answers for both: see [`Extended`](crate::Extended).
//!
//! # Modules and names
//!
//! - Two tables stand in two modules, as each brings its own `Category`, `Area`, `Platform` and `Source`.
//! - In a module that others can reach, everything generated is public and documented.
//! - A crate that has the dependency under another name adds one line to its root:
//!   `extern crate other_name as commsease_status;`
//! - Generated code needs edition 2021 or later, and passes `clippy` and `#![deny(missing_docs)]`.
//! - [`try_compile`] and [`generate`] are for whoever wants the code somewhere else than in a build script.
//!
//! [`try_compile`]: https://docs.rs/commsease-status/latest/commsease_status/codegen/fn.try_compile.html
//! [`generate`]: https://docs.rs/commsease-status/latest/commsease_status/codegen/fn.generate.html
