//! The signature of a request: the headers `AppKey`, `Nonce`, `CurTime`, and `CheckSum`.

use sha1::{Digest, Sha1};

/// Returns the header `CheckSum`: the lowercase hexadecimal SHA-1 of the AppSecret (not the AppKey),
/// `Nonce`, and `CurTime`, joined in this order.
///
/// ```
/// use commsease_status_server_api::checksum::checksum;
///
/// assert_eq!(checksum("abc", "", ""), "a9993e364706816aba3e25717850c26c9cd0d89d");
/// assert_eq!(checksum("a", "b", "c"), checksum("abc", "", ""));
/// ```
#[must_use]
pub fn checksum(app_secret: &str, nonce: &str, cur_time: &str) -> String {
    let digest = Sha1::new()
        .chain_update(app_secret)
        .chain_update(nonce)
        .chain_update(cur_time)
        .finalize();
    format!("{digest:x}")
}
