//! How people write codes: `notation = "hex"`.

use toml::Spanned;

use super::vocabulary::keyword;
use crate::generator::schema::{File, Integer};
use crate::generator::sink::Sink;
use crate::shared::keywords::Notation;
use crate::shared::notation::from_bits;

/// Returns the notation of a table. In hex, a code of 32 bits is the `i32` with the same bits, which all
/// later checks see.
pub(super) fn check(file: &mut File, sink: &mut Sink) -> Notation {
    let notation = file.enumeration.get_ref().notation.as_ref();
    let notation = notation.and_then(|id| {
        let (all, id_of) = (Notation::ALL, Notation::id);
        keyword("notation", all, id_of, id, sink)
    });
    if notation == Some(Notation::Hex) {
        for code in &mut file.code {
            let code = &mut code.get_mut().0;
            as_signed(&mut code.code);
            code.see_also.iter_mut().for_each(as_signed);
        }
        for range in &mut file.range {
            let range = &mut range.get_mut().0;
            as_signed(&mut range.from);
            as_signed(&mut range.to);
        }
        for reserved in &mut file.reserved {
            reserved.get_mut().0.code.iter_mut().for_each(as_signed);
        }
        for log in &mut file.log {
            for sample in &mut log.get_mut().0.samples {
                sample.get_mut().0.code.iter_mut().for_each(as_signed);
            }
        }
    }
    notation.unwrap_or(Notation::Decimal)
}

/// Replaces an unsigned number of 32 bits by the signed one with the same bits.
fn as_signed(number: &mut Integer) {
    if let Ok(bits) = u32::try_from(*number.get_ref()) {
        *number = Spanned::new(number.span(), i64::from(from_bits(bits)));
    }
}
