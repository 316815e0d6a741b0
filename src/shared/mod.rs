//! What the generator and the library must agree on, compiled into both.

pub(crate) mod escape;
pub(crate) mod hash;
pub(crate) mod keywords;
pub(crate) mod message;
pub(crate) mod notation;
pub(crate) mod text;
