//! The codes of the service, generated from `codes.toml`.

crate::include_codes!("codes");
