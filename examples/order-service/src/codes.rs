//! The codes of `codes.toml`.

commsease_status::include_codes!("codes");
