//! Ordinary lines, in which nothing is a status code.

use commsease_status::StatusCode;
use commsease_status_logs::{Finder, Finding};

/// Lines of other programs. `#` is a number.
const TEMPLATES: [&str; 44] = [
    // nginx
    r#"10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] "GET /a?code=# HTTP/1.1" # # "-" "curl/8.5""#,
    r#"10.0.0.1 - bob [01/Jan/2026:00:00:00 +0000] "POST /login?error=#&code=# HTTP/2.0" # 0 "https://x/y?code=#" "Mozilla/5.0""#,
    "2026/01/01 00:00:00 [error] 414#0: *# open() \"/srv/x\" failed (2: No such file or directory), client: 10.0.0.1",
    "2026/01/01 00:00:00 [error] #: *# connect() failed (111: Connection refused) while connecting to upstream",
    "2026/01/01 00:00:00 [crit] #: accept4() failed (24: Too many open files)",
    "2026/01/01 00:00:00 [warn] #: *# upstream server temporarily disabled, status: #",
    // logcat
    "01-01 00:00:00.123  # # E Volley  : [#] NetworkUtility.shouldRetryException: Unexpected response code # for https://x",
    "01-01 00:00:00.123  # # W System.err: java.io.IOException: Server returned HTTP response code: # for URL: https://x",
    "01-01 00:00:00.123  # # E OkHttp  : <-- # Not Found https://x (#ms)",
    "01-01 00:00:00.123  # # D OkHttp  : <-- HTTP FAILED: java.net.SocketTimeoutException: timeout after #ms",
    "01-01 00:00:00.123  # # I ActivityManager: Process com.x (pid #) has died: fore TOP",
    "01-01 00:00:00.123  # # E AndroidRuntime: Process: com.x, PID: #",
    "01-01 00:00:00.123  # # W ResourceType: No known package when getting value for resource number 0x#",
    "01-01 00:00:00.123  # # E Camera  : Error #",
    "01-01 00:00:00.123  # # W GooglePlayServicesUtil: statusCode=#, resolution=null",
    "01-01 00:00:00.123  # # D WebSocket: onClosed code=1000 reason=",
    "01-01 00:00:00.123  # # I chatty  : uid=#(u0_a#) identical # lines",
    // systemd and the kernel
    "Jan 01 00:00:00 host systemd[1]: nginx.service: Main process exited, code=exited, status=#/FAILURE",
    "Jan 01 00:00:00 host systemd[1]: nginx.service: Failed with result 'exit-code'.",
    "Jan 01 00:00:00 host systemd[1]: x.service: Control process exited, code=killed, status=#/TERM",
    "Jan 01 00:00:00 host kernel: [#.#] usb 1-1: device descriptor read/64, error -#",
    "Jan 01 00:00:00 host kernel: x[#]: segfault at # ip # sp # error # in libc.so",
    "Jan 01 00:00:00 host sshd[#]: Failed password for root from 10.0.0.1 port # ssh2",
    "Jan 01 00:00:00 host cron[#]: (root) CMD (exit code: #)",
    "Jan 01 00:00:00 host docker[#]: container died with exit code #",
    // Spring Boot
    "2026-01-01T00:00:00.000Z ERROR # --- [nio-#-exec-1] o.a.c.c.C.[.[.[/] : Servlet.service() threw exception: # : \"Not Found\"",
    "2026-01-01T00:00:00.000Z  INFO # --- [main] o.s.b.w.e.tomcat.TomcatWebServer : Tomcat started on port(s): # (http)",
    "2026-01-01T00:00:00.000Z  INFO # --- [main] com.x.App : Started App in #.# seconds (process running for #.#)",
    "2026-01-01T00:00:00.000Z  WARN # --- [main] o.s.w.s.m.m.a : Resolved [ResponseStatusException: # NOT_FOUND \"No route\"]",
    "2026-01-01T00:00:00.000Z DEBUG # --- [main] o.s.web.servlet.DispatcherServlet : Completed # INTERNAL_SERVER_ERROR",
    "{\"timestamp\":\"2026-01-01\",\"status\":#,\"error\":\"Not Found\",\"path\":\"/x\"}",
    "Tests run: #, Failures: #, Errors: #, Skipped: #",
    "job finished: ok: #, failed: #, skipped: #",
    "retry # of #: error # ms",
    "HTTPError: # - Server Error",
    "StatusCodeError: # - \"<html>\"",
    "AxiosError: Request failed with status code #",
    "requests.exceptions.HTTPError: # Client Error: Not Found for url: https://x",
    "Error: # Not Found",
    "status # - Bad Gateway",
    "biz:IM, endpoint: https://x, http.code: #, data: <html>",
    "decoded # bytes, encoded # codes, barcode: #, zipcode=#, xcode=#",
    "E     readText failed with error message: No such file or directory, error code: 13900002",
    "CloseEvent {isTrusted: true, wasClean: true, code: 1000, reason: ''}",
];
/// Known codes, and what HTTP and systems have.
const NUMBERS: [u32; 16] = [
    1, 2, 24, 101, 103, 200, 302, 403, 404, 408, 414, 415, 416, 500, 502, 503,
];

#[test]
fn a_million_ordinary_lines_have_no_hit() {
    let finder = Finder::<StatusCode>::of_table();
    let mut lines = String::new();
    let mut seed = 1_usize;
    for _ in 0..1_000_000 / TEMPLATES.len() / 10 {
        for template in TEMPLATES {
            for part in template.split_inclusive('#') {
                lines.push_str(part.trim_end_matches('#'));
                if part.ends_with('#') {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    lines.push_str(&NUMBERS[(seed >> 40) % NUMBERS.len()].to_string());
                }
            }
            lines.push('\n');
        }
    }
    for _ in 0..10 {
        finder.search(lines.as_bytes(), |finding| {
            let Finding::Response(response) = finding else {
                panic!("{finding:?}");
            };
            let line = lines[..response.span.start]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            let end = lines[line..]
                .find('\n')
                .map_or(lines.len(), |end| line + end);
            panic!("{response:?} in {}", &lines[line..end]);
        });
    }
}
