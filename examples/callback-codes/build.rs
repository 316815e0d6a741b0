//! Generates the enum from `codes.toml`.

fn main() {
    commsease_status::codegen::compile("codes.toml");
}
