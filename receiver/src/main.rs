//! The receiver on its own: one tenant, behind a TLS proxy, asked for offers by Proxuma's server.
#![allow(clippy::multiple_crate_versions, reason = "settled by Cargo.lock")]

use clap::{Args, Parser, Subcommand};
use handoff::Tenant;
use receiver::{BearerGuard, Config, Keys, Limits, Receiver};
use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use zeroize::Zeroizing;

/// Receives Autotask credentials, sealed by Proxuma Connect, for one Proxuma tenant.
///
/// Serves plain HTTP on a loopback address: put a TLS proxy before it that keeps the Host header.
#[derive(Parser)]
#[command(name = "receiver", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answers requests until SIGINT or SIGTERM
    Serve(Serve),
    /// Prints fresh keys, to be kept in a file that only the server can read
    Keys {
        /// Name of the key that signs offers
        #[arg(long, default_value = "o1")]
        offer_kid: String,
        /// Name of the key that signs receipts
        #[arg(long, default_value = "r1")]
        receipt_kid: String,
    },
    /// Prints the public half of the offer key, to be pinned in the extension
    Pin {
        #[command(flatten)]
        keys: KeySource,
    },
}

#[derive(Args)]
struct KeySource {
    /// File of keys, as `receiver keys` prints it; else the same text in RECEIVER_KEYS
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
}

#[derive(Args)]
struct Serve {
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8440", env = "RECEIVER_LISTEN")]
    listen: SocketAddr,
    /// Database: `sqlite:FILE` or `postgres://USER@HOST/NAME`
    #[arg(
        long,
        default_value = "sqlite:receiver.db",
        env = "RECEIVER_DATABASE",
        hide_env_values = true
    )]
    database: String,
    #[command(flatten)]
    keys: KeySource,
    /// File with the bearer token that may ask for offers (32 characters or more);
    /// else RECEIVER_TOKEN
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Exact origin of the tenant, such as https://acme.proxuma.com
    #[arg(long, env = "RECEIVER_TENANT_ORIGIN")]
    tenant_origin: String,
    /// Proxuma's id of the tenant
    #[arg(long, env = "RECEIVER_TENANT_ID")]
    tenant_id: String,
    /// Name of the tenant, as the admin knows it
    #[arg(long, env = "RECEIVER_TENANT_NAME")]
    tenant_name: String,
    /// Offers an hour for one admin
    #[arg(long, default_value_t = Limits::default().offers_per_hour)]
    offers_per_hour: u32,
}

fn main() {
    if let Err(error) = run(Cli::parse().command) {
        eprintln!("receiver: {error}");
        std::process::exit(1);
    }
}

fn run(command: Command) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Keys {
            offer_kid,
            receipt_kid,
        } => print!("{}", *Keys::generate(&offer_kid, &receipt_kid)?),
        Command::Pin { keys } => {
            let key = load_keys(&keys)?.offer;
            let public = handoff::wire::encode(&key.public());
            println!(r#"{{"kid":"{}","key":"{public}"}}"#, key.kid());
        }
        Command::Serve(options) => {
            tracing_subscriber::fmt()
                .with_max_level(tracing::Level::WARN)
                .with_writer(std::io::stderr)
                .init();
            let config = configure(&options)?;
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(serve(config, options.listen))?;
        }
    }
    Ok(())
}

fn configure(options: &Serve) -> Result<Config, Box<dyn Error>> {
    let tenant = Tenant {
        id: options.tenant_id.clone(),
        name: options.tenant_name.clone(),
        origin: options.tenant_origin.clone(),
    };
    let token = match &options.token_file {
        Some(file) => read(file)?,
        None => from_environment("RECEIVER_TOKEN", "a token: --token-file FILE")?,
    };
    let guard = BearerGuard::new(tenant, token.trim()).ok_or(
        "the tenant's origin must be https://host, and the token have 32 characters or more",
    )?;
    let mut config = Config::new(&options.database, load_keys(&options.keys)?, guard);
    config.limits.offers_per_hour = options.offers_per_hour;
    Ok(config)
}

fn load_keys(source: &KeySource) -> Result<Keys, Box<dyn Error>> {
    let text = match &source.key_file {
        Some(file) => read(file)?,
        None => from_environment("RECEIVER_KEYS", "keys: --key-file FILE")?,
    };
    Ok(Keys::parse(&text)?)
}

/// Secrets come from files or the environment, never from the command line, which others can see.
fn from_environment(name: &str, instead: &str) -> Result<Zeroizing<String>, Box<dyn Error>> {
    let value = std::env::var(name);
    let value = value.map_err(|_| format!("give {instead}, or {name} in the environment"))?;
    Ok(Zeroizing::new(value))
}

fn read(file: &PathBuf) -> Result<Zeroizing<String>, Box<dyn Error>> {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(Zeroizing::new(text))
}

async fn serve(config: Config, listen: SocketAddr) -> Result<(), Box<dyn Error>> {
    let receiver = Receiver::open(config).await?;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .map_err(|error| format!("{listen}: {error}"))?;
    println!("listening on http://{}", listener.local_addr()?);
    let sweeper = tokio::spawn(sweep(receiver.clone()));
    axum::serve(listener, receiver.router())
        .with_graceful_shutdown(stopped())
        .await?;
    sweeper.abort();
    Ok(())
}

/// Keys of ended offers go within a minute, also when nobody asks for new ones.
async fn sweep(receiver: Receiver) {
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    loop {
        minute.tick().await;
        if let Err(error) = receiver.sweep().await {
            tracing::error!(code = error.code(), "cannot forget ended offers");
        }
    }
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a handler there is nothing to wait for but the process's end.
    let _ = interrupt.await;
}
