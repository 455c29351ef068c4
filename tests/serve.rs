//! The server over a real socket on loopback: what it answers, what it refuses and in which words, many at once.

#![cfg(feature = "serve")]
#![expect(clippy::unwrap_used, reason = "a test that gets no answer should stop")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use hubrank::live::Library;
use hubrank::model::Dataset;
use hubrank::serve::{Limits, run};
use hubrank::study::Profile;
use serde_json::{Value, json};

/// A server of the built-in data on a free port; it goes with the test.
fn server() -> SocketAddr {
    // A debug build on a busy machine paints a PNG slowly.
    server_with(Limits { time: Duration::from_secs(60), ..Limits::default() })
}

fn server_with(limits: Limits) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let profiles = || Profile::built_ins().map(|name| Profile::built_in(name).unwrap());
    let sets = Dataset::built_ins().map(|id| {
        let dataset = Dataset::built_in_named(id).unwrap();
        let fits = profiles().filter(|own| own.is_for(&dataset.id));
        let fits = fits.filter(|own| dataset.observed_for(own).is_ok()).collect();
        (dataset, fits)
    });
    let library = Library::new(sets.collect());
    std::thread::spawn(move || run(listener, "hubs.test", library, limits));
    address
}

/// Status and body of one request, sent as written.
fn exchange(to: SocketAddr, head: &str, body: &[u8]) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(to).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let length = body.len();
    // A server that refuses a body by its length may close before it is sent.
    let _ = write!(stream, "{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("no answer to {head}"));
    let status = String::from_utf8_lossy(&answer[9..12]).parse().unwrap();
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let body = &answer[end + 4..];
    match head.contains("transfer-encoding: chunked") {
        true => (status, unchunked(body)),
        false => (status, body.to_vec()),
    }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = body.windows(2).position(|two| two == b"\r\n") {
        let size = String::from_utf8_lossy(&body[..end]).into_owned();
        let size = usize::from_str_radix(&size, 16).unwrap();
        out.extend(&body[end + 2..end + 2 + size]);
        body = &body[(end + 4 + size).min(body.len())..];
    }
    out
}

fn post(to: SocketAddr, path: &str, body: &Value) -> (u16, Vec<u8>) {
    let head = format!("POST {path} HTTP/1.1\r\nHost: {to}\r\nContent-Type: application/json");
    exchange(to, &head, body.to_string().as_bytes())
}

fn asked(to: SocketAddr, path: &str, body: &Value) -> (u16, Value) {
    let (status, bytes) = post(to, path, body);
    (status, serde_json::from_slice(&bytes).unwrap())
}

/// A table that is sent.
fn brought(to: SocketAddr, name: &str, bytes: &[u8]) -> (u16, Value) {
    let head = format!(
        "POST /api/tables/{name} HTTP/1.1\r\nHost: {to}\r\nContent-Type: application/octet-stream"
    );
    let (status, bytes) = exchange(to, &head, bytes);
    (status, serde_json::from_slice(&bytes).unwrap())
}

fn order(view: &Value) -> Vec<(String, f64)> {
    let rows = view["ranking"].as_array().unwrap().iter();
    rows.map(|row| {
        let hub = row["hub"].as_str().unwrap().to_owned();
        (hub, row["score"].as_f64().unwrap())
    })
    .collect()
}

/// The same hubs in the same order; scores as far as serde_json reads digits.
fn assert_same(view: &Value, outcome: &hubrank::Outcome) {
    let found = order(view);
    assert_eq!(found.len(), outcome.ranking.len());
    for ((hub, score), own) in found.iter().zip(&outcome.ranking.standings) {
        assert_eq!(**hub, *outcome.dataset().hubs[own.hub].id);
        assert!((score - own.score).abs() < 1e-9, "{hub}: {score}");
    }
}

#[test]
fn a_view_is_what_the_library_ranks() {
    let to = server();
    let (status, view) = asked(to, "/api/view", &json!({ "profile": "founder" }));
    assert_eq!(status, 200);
    let founder = Profile::built_in("founder").unwrap();
    let outcome = Dataset::built_in().unwrap().ranked_for(&founder).unwrap();
    assert_same(&view, &outcome);
    assert!(view["charts"]["ranking"].as_str().unwrap().contains("<svg"));
    assert_eq!(view["profile"]["sha256"], founder.sha256);
    // The same answer each time, the ranges included.
    assert_eq!(view, asked(to, "/api/view", &json!({ "profile": "founder" })).1);
}

#[test]
fn a_brief_view_is_the_ranking_alone() {
    let to = server();
    let state =
        json!({ "profile": "founder", "versus": "investor", "hub": "chengdu", "rival": "wuhan" });
    let (_, whole) = asked(to, "/api/view", &state);
    let mut state = state;
    state["brief"] = true.into();
    let (status, brief) = asked(to, "/api/view", &state);
    assert_eq!(status, 200, "{brief}");
    for key in ["data", "methods", "ranking", "ranges", "tree", "finding"] {
        assert_eq!(brief[key], whole[key], "{key}");
    }
    assert_eq!(brief["charts"]["ranking"], whole["charts"]["ranking"]);
    for key in ["why", "swap", "comparison"] {
        assert!(brief[key].is_null() && whole[key].is_object(), "{key}");
    }
    assert!(brief["charts"]["weights"].is_null() && brief["charts"]["comparison"].is_null());
    assert_eq!(whole["methods"]["missing"], "leave-out");
    let mut names = whole["data"]["profiles"].as_array().unwrap().iter();
    assert!(names.any(|own| own["name"] == "investor"));
}

#[test]
fn a_saved_profile_gives_the_same_ranks() {
    let to = server();
    for changes in [
        json!({}),
        json!({ "weights": { "talent": 41.3, "universities": 8.4, "capital": 12.6, "manufacturing": 16.8, "cost": 20.9 } }),
        json!({ "aggregation": "topsis", "missing": "median" }),
        json!({ "indicator": { "unicorns": { "direction": "lower" } }, "normalisation": "percentile" }),
    ] {
        let state = json!({ "profile": "founder", "changes": changes });
        let (_, view) = asked(to, "/api/view", &state);
        let (status, toml) = post(to, "/api/download/profile.toml", &state);
        assert_eq!(status, 200);
        let text = String::from_utf8(toml).unwrap();
        let saved = Profile::parse("saved.toml", &text).unwrap();
        let outcome = Dataset::built_in().unwrap().ranked_for(&saved).unwrap();
        assert_same(&view, &outcome);
        let is_changed = changes.as_object().is_some_and(|own| !own.is_empty());
        assert_eq!(is_changed, view["profile"]["sha256"] == saved.sha256);
    }
}

#[test]
fn problems_are_those_of_the_command_line() {
    let to = server();
    let view = |state: Value| asked(to, "/api/view", &state);
    let text = |own: &Value| own["problems"][0]["text"].as_str().unwrap_or("").to_owned();
    let (status, found) = view(json!({ "data": "china-hub" }));
    assert_eq!(status, 422);
    assert!(text(&found).contains("did you mean `china-hubs`?"), "{found}");
    let (status, found) = view(json!({ "hub": "Chengdoo" }));
    assert_eq!(status, 422);
    assert!(text(&found).contains("did you mean `Chengdu`?"), "{found}");
    let (_, found) =
        view(json!({ "profile": "founder", "changes": { "weights": { "talnt": 1 } } }));
    assert!(found["error"].as_str().unwrap().contains("talnt"), "{found}");
    let (_, found) =
        view(json!({ "profile": "founder", "changes": { "aggregation": "geometric-mean" } }));
    assert!(text(&found).contains("low = 1"), "{found}");
    let (status, found) = view(json!({ "nonsense": 1 }));
    assert_eq!(status, 400);
    assert!(found["error"].as_str().unwrap().contains("unknown field `nonsense`"), "{found}");
}

#[test]
fn a_table_is_ranked_or_refused_in_words() {
    let to = server();
    let send = |name: &str, bytes: &[u8]| brought(to, name, bytes);
    let good = b"city,rent,jobs\nBerlin,14,20\nLisbon,16,12\nOslo,22,18\n";
    let (status, set) = send("my%20cities.csv", good);
    assert_eq!(status, 200, "{set}");
    let (status, view) = asked(to, "/api/view", &json!({ "data": set["key"] }));
    assert_eq!(status, 200, "{view}");
    assert_eq!(order(&view).len(), 3);
    let (status, found) = send("bad.csv", b"city,rent\nBerlin,14,3\nBerlin\n");
    assert_eq!(status, 422);
    assert!(found["problems"][0]["text"].as_str().unwrap().contains("bad.csv:2"), "{found}");
    assert_eq!(send("words.csv", b"city,mayor\nBerlin,x\n").0, 422);
    assert_eq!(send("empty.csv", b"").0, 422);
    assert_eq!(send("no.xlsx", b"PK\x03\x04 nothing").0, 422);
    let (status, found) = send("big.csv", &vec![b'1'; (5 << 20) + 1]);
    assert_eq!(status, 413, "{found}");
}

#[test]
fn foreign_names_and_pages_are_refused() {
    let to = server();
    let get = |host: &str, more: &str| {
        exchange(to, &format!("GET /api/sets HTTP/1.1\r\nHost: {host}{more}"), b"").0
    };
    for host in ["localhost", "127.0.0.1:99", "hubs.test", "[::1]"] {
        assert_eq!(get(host, ""), 200, "{host}");
    }
    assert_eq!(get("evil.example", ""), 421);
    assert_eq!(get("localhost", "\r\nOrigin: https://evil.example"), 403);
    assert_eq!(get("localhost", "\r\nOrigin: http://localhost"), 200);
    // What might be read in two ways is refused.
    assert_eq!(get("localhost", "\r\nHost: evil.example"), 403);
    assert_eq!(
        get("localhost", "\r\nOrigin: http://localhost\r\nOrigin: https://evil.example"),
        403
    );
    assert_eq!(get("localhost", "\r\nOrigin: https://évil.example"), 403);
    // A form of a foreign page can send no JSON.
    let head = format!("POST /api/view HTTP/1.1\r\nHost: {to}\r\nContent-Type: text/plain");
    assert_eq!(exchange(to, &head, b"{}").0, 415);
}

#[test]
fn addresses_sizes_and_methods_have_their_limits() {
    let to = server();
    let get = |path: &str| exchange(to, &format!("GET {path} HTTP/1.1\r\nHost: {to}"), b"").0;
    assert_eq!((get("/"), get("/page.js"), get("/page.css")), (200, 200, 200));
    for path in ["/etc/passwd", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/api/nothing"] {
        assert_eq!(get(path), 404, "{path}");
    }
    assert_eq!(get("/api/view"), 405);
    let large = json!({ "hub": "x".repeat(70_000) });
    assert_eq!(post(to, "/api/view", &large).0, 413);
    assert_eq!(post(to, "/api/download/nothing.txt", &json!({})).0, 404);
    for file in ["ranking.csv", "ranking.json", "ranking.svg", "weights.svg"] {
        let (status, bytes) = post(to, &format!("/api/download/{file}"), &json!({}));
        assert!(status == 200 && !bytes.is_empty(), "{file}");
    }
    let (_, png) = post(to, "/api/download/ranking.png", &json!({}));
    assert!(png.starts_with(b"\x89PNG"));
    for draws in [0, 10_001] {
        let (status, found) = asked(to, "/api/view", &json!({ "draws": draws }));
        assert_eq!(status, 422, "{found}");
        let text = found["problems"][0]["text"].as_str().unwrap();
        assert!(text.contains("from 1 to 10,000"), "{text}");
    }
    let (status, view) = asked(to, "/api/ranges", &json!({ "draws": 1 }));
    assert_eq!((status, &view["ranges"]["draws"]), (200, &json!(1)));
}

/// What a client may get wrong is said in the form of every refusal.
#[test]
fn odd_requests_are_refused_in_words() {
    let to = server();
    let send = |path: &str, kind: &str, body: &[u8]| {
        let head = format!("POST {path} HTTP/1.1\r\nHost: {to}\r\nContent-Type: {kind}");
        let (status, bytes) = exchange(to, &head, body);
        let found: Value = serde_json::from_slice(&bytes).unwrap();
        (status, found["error"].as_str().unwrap().to_owned())
    };
    let json = "application/json";
    assert_eq!(send("/api/download/%ff.csv", json, b"{}").0, 400);
    assert_eq!(send("/api/tables/%ff.csv", "application/octet-stream", b"a,b\nx,1\n").0, 400);
    for body in ["[]", "3", "", "null"] {
        assert_eq!(send("/api/view", json, body.as_bytes()).0, 400, "{body}");
    }
    for levels in [30, 1000] {
        let deep = format!("{{\"changes\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
        let (status, said) = send("/api/view", json, deep.as_bytes());
        assert_eq!(status, 400);
        assert!(said.contains("nested deeper than 16 levels"), "{said}");
    }
    assert_eq!(send("/api/view", "application/json; charset=utf-16", b"{}").0, 415);
    let benchmarks = json!({ "hub": "Hong Kong", "rival": "San Francisco Bay Area" });
    let (_, view) = asked(to, "/api/view", &benchmarks);
    let swap = view["swap"]["html"].as_str().unwrap_or_default();
    assert!(swap.contains("There is nothing to swap: neither is ranked."), "{view}");
    let twice = json!({ "hub": "wuhan", "rival": "Wuhan" }).to_string();
    let (status, said) = send("/api/view", json, twice.as_bytes());
    assert!(status == 422 && said.contains("`rival` cannot be `Wuhan`"), "{said}");
}

/// The ranges of a view and of what is downloaded from it rest on the same draws; more than the limit are refused.
#[test]
fn draws_hold_for_downloads_too() {
    let to = server();
    let state = json!({ "profile": "founder", "draws": 3 });
    let (_, view) = asked(to, "/api/view", &state);
    assert_eq!(view["ranges"]["draws"], 3);
    let (_, csv) = post(to, "/api/download/ranking.csv", &state);
    let csv = String::from_utf8(csv).unwrap();
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heads = lines.next().unwrap();
    let [low, high, id] = ["rank_low", "rank_high", "hub"]
        .map(|own| heads.iter().position(|head| *head == own).unwrap());
    for line in lines.filter(|line| !line[low].is_empty()) {
        let range = &view["ranges"]["hubs"][line[id]];
        assert_eq!((line[low], line[high]), (&*range[0].to_string(), &*range[1].to_string()));
    }
    let many = json!({ "changes": { "uncertainty": { "draws": 100_000_000 } } });
    for path in ["/api/view", "/api/ranges", "/api/download/ranking.csv"] {
        let (status, found) = asked(to, path, &many);
        assert_eq!(status, 422, "{found}");
        assert!(found["error"].as_str().unwrap().contains("100000000"), "{found}");
    }
}

/// What was guessed of a table and left out of it is said; what can not be ranked says why.
#[test]
fn a_table_brings_notes_and_has_a_limit() {
    let small = Limits { hubs: 20, cells: 100, rows: 5, ..Limits::default() };
    let to = server_with(Limits { time: Duration::from_secs(60), ..small });
    let (_, set) =
        brought(to, "a.csv", b"city,year,rent,mayor\nA,2020,1,x\nB,2021,2,y\nC,2022,4,z\n");
    let notes: Vec<_> =
        set["notes"].as_array().unwrap().iter().map(|own| own.as_str().unwrap()).collect();
    assert!(notes[0].contains("guesses") && notes[0].contains("rent"), "{notes:?}");
    assert!(notes[1].contains("`year` is left out"), "{notes:?}");
    assert!(notes[2].contains("`mayor`"), "{notes:?}");
    let (_, set) = brought(to, "same.csv", b"city,a,b\nA,1,5\nB,1,5\nC,1,5\n");
    if let Some(key) = set["key"].as_str() {
        let (_, view) = asked(to, "/api/view", &json!({ "data": key }));
        assert!(view["finding"].as_str().unwrap().contains("tells the hubs apart"), "{view}");
    }
    let rows = |n: usize| (0..n).map(|i| format!("h{i},{i}\n")).collect::<String>();
    for (n, what) in [(30, "30 hubs are more than the 20"), (60, "120 cells are more than the 100")]
    {
        let (status, found) = brought(to, "many.csv", format!("city,jobs\n{}", rows(n)).as_bytes());
        assert_eq!(status, 422);
        let text = found["problems"][0]["text"].as_str().unwrap();
        assert!(text.contains(what) && text.contains("hubrank new"), "{text}");
    }
    let (_, set) = brought(to, "some.csv", format!("city,jobs\n{}", rows(12)).as_bytes());
    let (_, view) = asked(to, "/api/view", &json!({ "data": set["key"] }));
    assert_eq!((order(&view).len(), &view["ranked"]), (5, &json!(12)));
}

/// The status line of what comes back from a connection, once the other side closes it; empty where nothing came.
fn until_closed(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

/// Whoever sends half a head or half a body is waited for, but not for long, and keeps nobody out for good.
#[test]
fn slow_clients_are_not_waited_for() {
    let short = Limits {
        arrival: Duration::from_millis(400),
        connections: 4,
        arriving: 1,
        ..Limits::default()
    };
    let to = server_with(Limits { time: Duration::from_secs(60), ..short });
    let since = Instant::now();
    let half = |text: &str| {
        let mut stream = TcpStream::connect(to).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    };
    let head = |path: &str, kind: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nHost: {to}\r\nContent-Type: {kind}\r\nContent-Length: 90\r\n\r\n{{"
        )
    };
    let mut view = half(&head("/api/view", "application/json"));
    let mut table = half(&head("/api/tables/a.csv", "application/octet-stream"));
    let mut heads: Vec<_> = (0..8).map(|_| half("GET / HTTP/1.1\r\nHo")).collect();
    let good = b"city,rent,jobs\nBerlin,14,20\nLisbon,16,12\n";
    assert_eq!(brought(to, "b.csv", good).0, 200);
    assert!(until_closed(&mut view).contains("408"), "half a view");
    assert!(until_closed(&mut table).contains("408"), "half a table");
    for stream in &mut heads {
        let said = until_closed(stream);
        assert!(said.is_empty() || said.contains("408"), "{said}");
    }
    assert!(since.elapsed() < Duration::from_secs(30), "{:?}", since.elapsed());
}

/// Ctrl-C and SIGTERM end the program though a client sends the second half of nothing.
#[cfg(unix)]
#[test]
fn a_signal_ends_the_server_whoever_is_slow() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    for signals in [&["-INT"][..], &["-TERM"], &["-INT", "-INT"]] {
        let mut server = Command::new(env!("CARGO_BIN_EXE_hubrank"))
            .args(["serve", "--port", "0"])
            .current_dir(std::env::temp_dir())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let to = line.trim().trim_start_matches("http://");
        let mut slow = TcpStream::connect(to).unwrap();
        write!(slow, "GET / HTTP/1.1\r\nHost: {to}\r\n\r\n").unwrap();
        slow.read_exact(&mut [0; 9]).unwrap();
        let mut slow = TcpStream::connect(to).unwrap();
        slow.write_all(b"GET / HT").unwrap();
        std::thread::sleep(Duration::from_millis(300));
        let since = Instant::now();
        for signal in signals {
            Command::new("kill").arg(signal).arg(server.id().to_string()).status().unwrap();
            std::thread::sleep(Duration::from_millis(300));
        }
        assert!(server.wait().unwrap().success());
        let most = if signals.len() > 1 { 3 } else { 8 };
        assert!(since.elapsed() < Duration::from_secs(most), "{signals:?}: {:?}", since.elapsed());
    }
}

/// What could not be answered in time is refused at once, and those who work long stop nobody.
#[test]
fn a_slow_method_does_not_block_the_others() {
    let to = server();
    let changes = json!({ "aggregation": "kemeny", "missing": "mean" });
    let slow = json!({ "profile": "founder", "changes": changes });
    let since = Instant::now();
    let (status, found) = asked(to, "/api/ranges", &slow);
    assert_eq!(status, 200, "{found}");
    // A release build on a fast machine has the time.
    if found["weights"].is_null() {
        assert!(
            found["weights_words"].as_str().unwrap().contains("the limit for it is 20 s"),
            "{found}"
        );
        assert!(since.elapsed() < Duration::from_secs(60), "{:?}", since.elapsed());
    }
    assert!(found["ranking"].as_str().unwrap().contains("<svg"), "{found}");
    std::thread::scope(|scope| {
        let long: Vec<_> =
            (0..6).map(|_| scope.spawn(|| asked(to, "/api/view", &slow).0)).collect();
        let quick = asked(to, "/api/view", &json!({ "draws": 100 })).0;
        let working = long.iter().filter(|own| !own.is_finished()).count();
        assert_eq!(quick, 200);
        assert!(working > 0, "the quick one came last");
        assert!(long.into_iter().all(|own| own.join().unwrap() == 200));
    });
}

/// A few kilobytes that unpack to 40 MB are refused before they are read.
#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let to = server();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..40 {
        writer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    let (status, found) = brought(to, "bomb.xlsx", &bytes);
    assert_eq!(status, 422, "{found}");
    let text = found["problems"][0]["text"].as_str().unwrap();
    assert!(text.contains("unpacks to more than 32 MB"), "{text}");
}

/// 200 requests, 8 at a time: all are answered, none takes long.
#[test]
#[expect(clippy::print_stdout, reason = "the figures of a load test")]
fn many_users_at_once_are_all_answered() {
    let to = server();
    let since = Instant::now();
    let user = |k: usize| {
        let mut slowest = Duration::ZERO;
        for i in 0..25 {
            let since = Instant::now();
            let talent = ((k * 25 + i) % 99) as f64;
            let rest = (100.0 - talent) / 4.0;
            let weights = json!({ "talent": talent, "universities": rest, "capital": rest, "manufacturing": rest, "cost": rest });
            let state =
                json!({ "profile": "founder", "changes": { "weights": weights }, "draws": 500 });
            let (status, view) = asked(to, "/api/view", &state);
            assert_eq!(status, 200, "{view}");
            slowest = slowest.max(since.elapsed());
        }
        slowest
    };
    let slowest = std::thread::scope(|scope| {
        let users: Vec<_> = (0..8).map(|k| scope.spawn(move || user(k))).collect();
        let slowest = users.into_iter().map(|own| own.join().unwrap());
        slowest.max().unwrap()
    });
    println!("200 views in {:?}, the slowest {slowest:?}", since.elapsed());
    assert!(slowest < Duration::from_secs(60), "{slowest:?}");
}
