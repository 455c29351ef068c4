//! `hubrank serve`: the rankings in a browser, with sliders.
//!
//! The page sends what its controls say and swaps in what comes back: every figure and every chart is the engine's.
//! A request names data and profiles that were read before the server began, or a table that it brought itself; none
//! makes the server open a file. docs/HTTP.md is the contract.

mod brought;
mod download;
mod guard;
mod late;
mod refusal;
mod routes;

use std::io;
use std::net::TcpListener;
use std::time::Duration;

use crate::live::{self, Library};

/// What the server allows.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The most bytes of a request that describes a view.
    pub view: usize,
    /// The most bytes of a table.
    pub table: usize,
    /// The most draws of a simulation.
    pub draws: usize,
    /// The longest that an answer may take.
    pub time: Duration,
    /// The most answers that are worked on at once, each on a thread of its own.
    pub waiting: usize,
    /// The most tables that are read at once: one may take much memory.
    pub reading: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            view: 64 << 10,
            table: 5 << 20,
            draws: live::DRAWS,
            time: Duration::from_secs(10),
            waiting: 64,
            reading: 2,
        }
    }
}

/// Answers requests until the process is told to stop (Ctrl-C); what was begun is finished first.
///
/// `name` is a name of this machine that browsers may use beside `localhost` and plain addresses.
///
/// # Errors
/// What the system says of the socket.
pub fn run(listener: TcpListener, name: &str, library: Library, limits: Limits) -> io::Result<()> {
    // A thread for each that may be worked on: the system shares the machine among them, so a slow one stops nobody.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(limits.waiting.max(1))
        .build()?;
    listener.set_nonblocking(true)?;
    let result = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = routes::router(library, name, limits);
        axum::serve(listener, router).with_graceful_shutdown(stopped()).await
    });
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

/// Waits for Ctrl-C; forever where the system has no such thing.
async fn stopped() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
