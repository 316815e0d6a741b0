fn main() {
    commsease_status::codegen::compile("codes.toml");
}
