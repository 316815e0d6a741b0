//! Your own codes.
