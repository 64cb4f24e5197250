//! The binary: serves, refuses unsafe settings, and stops when told to.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

const TOKEN: &str = "a-token-of-more-than-thirty-two-characters";

fn receiver(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    command.args(arguments).env_clear();
    command
}

fn output(arguments: &[&str]) -> Output {
    receiver(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Stops the server however the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn it_serves_offers_with_keys_from_a_file_and_stops_on_sigterm() {
    let dir = tempfile::tempdir().unwrap();
    let (keys, token) = (dir.path().join("keys"), dir.path().join("token"));
    std::fs::write(&keys, output(&["keys"]).stdout).unwrap();
    std::fs::write(&token, format!("{TOKEN}\n")).unwrap();
    let database = format!("sqlite:{}", dir.path().join("r.db").display());
    let (keys, token) = (keys.to_str().unwrap(), token.to_str().unwrap());
    let serve = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database",
        &database,
        "--key-file",
        keys,
        "--token-file",
        token,
        "--tenant-origin",
        "https://acme.proxuma.example",
        "--tenant-id",
        "t_123",
        "--tenant-name",
        "Acme MSP B.V.",
    ];
    let child = receiver(&serve).stdout(Stdio::piped()).spawn().unwrap();
    let mut running = Running(child);
    let mut line = String::new();
    let stdout = running.0.stdout.take().unwrap();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap();
    let head = "POST /api/handoff/v1/offers HTTP/1.1\r\nHost: acme.proxuma.example\r\n\
                Connection: close\r\nContent-Length: 0\r\n";
    let made = ask(
        address,
        &format!("{head}Authorization: Bearer {TOKEN}\r\n\r\n"),
    );
    assert!(made.starts_with("HTTP/1.1 201"), "{made}");
    assert!(made.contains("proxuma-connect-offer"));
    let refused = ask(address, &format!("{head}\r\n"));
    assert!(refused.starts_with("HTTP/1.1 401"), "{refused}");
    let told = Command::new("kill")
        .arg(running.0.id().to_string())
        .status();
    assert!(told.unwrap().success());
    assert!(running.0.wait().unwrap().success(), "a polite stop");
}

#[test]
fn the_pin_is_the_public_half_of_the_offer_key() {
    let keys = text(&output(&["keys", "--offer-kid", "o7"]).stdout);
    let pin = receiver(&["pin"])
        .env("RECEIVER_KEYS", &keys)
        .output()
        .unwrap();
    let pin: serde_json::Value = serde_json::from_slice(&pin.stdout).unwrap();
    let keys = receiver::Keys::parse(&keys).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(pin["kid"], "o7");
    assert_eq!(pin["key"], handoff::wire::encode(&keys.offer.public()));
}

#[test]
fn unusable_settings_are_refused_in_one_line() {
    let keys = text(&output(&["keys"]).stdout);
    let with = |origin: &str, token: &str, database: &str, keys: &str| {
        let arguments = ["serve", "--tenant-origin", origin, "--database", database];
        let rest = [
            "--tenant-id",
            "t",
            "--tenant-name",
            "T",
            "--listen",
            "127.0.0.1:0",
        ];
        let all = [&arguments[..], &rest[..]].concat();
        let run = receiver(&all)
            .env("RECEIVER_TOKEN", token)
            .env("RECEIVER_KEYS", keys)
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(1));
        let message = text(&run.stderr);
        assert_eq!(message.lines().count(), 1, "{message}");
        assert!(!message.contains(keys.lines().next().unwrap_or("none")));
        message
    };
    let (origin, memory) = ("https://acme.proxuma.example", "sqlite::memory:");
    assert!(with("http://acme.proxuma.example", TOKEN, memory, &keys).contains("https"));
    assert!(with(origin, "short", memory, &keys).contains("32 characters"));
    assert!(with(origin, TOKEN, "mysql://x", &keys).contains("sqlite: or postgres:"));
    assert!(with(origin, TOKEN, memory, "storage_key = x").contains("storage_key"));
    let none = output(&[
        "serve",
        "--tenant-origin",
        origin,
        "--tenant-id",
        "t",
        "--tenant-name",
        "T",
    ]);
    assert!(text(&none.stderr).contains("RECEIVER_TOKEN"));
}

#[test]
fn help_names_every_command() {
    let help = text(&output(&["--help"]).stdout);
    for command in ["serve", "keys", "pin"] {
        assert!(help.contains(command), "{help}");
    }
}
