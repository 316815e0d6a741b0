//! The page for a small table.

use std::fs;
use std::process::Command;

#[test]
fn the_page_has_the_codes_of_the_app() {
    let directory = tempfile::tempdir().expect("a directory");
    let status = Command::new(env!("CARGO_BIN_EXE_callback-page"))
        .arg(directory.path())
        // Nothing is compiled for the browser, which would take a minute.
        .env_remove("CARGO_MANIFEST_DIR")
        .status()
        .expect("the program runs");
    assert!(status.success());
    let read = |name| fs::read_to_string(directory.path().join(name)).expect("a page");
    assert!(read("index.html").contains("<a href=\"20001.html\">20001</a>"));
    let page = read("20001.html");
    assert!(
        page.contains("<h1>20001 <span>OffDuty</span></h1>"),
        "{page}"
    );
    assert!(page.contains("The receiver is off duty"), "{page}");
    assert!(read("llms.txt").starts_with("# Callback codes\n"));
}
