//! Generates the enum from the table of the app.

fn main() {
    commsease_status::codegen::compile("../callback-codes/codes.toml");
}
