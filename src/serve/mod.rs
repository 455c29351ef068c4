//! `hubrank serve`: the rankings in a browser, with sliders.
//!
//! The page sends what its controls say and swaps in what comes back: every figure and every chart is the engine's.
//! A request names data and profiles that were read before the server began, or a table that it brought itself; none
//! makes the server open a file. docs/HTTP.md is the contract.

mod brought;
mod connections;
mod download;
mod guard;
mod late;
mod receive;
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
    /// The most hubs of a table that is brought.
    pub hubs: usize,
    /// The most cells of a table that is brought.
    pub cells: usize,
    /// The most rows that an answer lists.
    pub rows: usize,
    /// The most draws of a simulation.
    pub draws: usize,
    /// The longest that an answer may take.
    pub time: Duration,
    /// The longest that the head of a request may take to arrive, and then its body.
    pub arrival: Duration,
    /// The longest that what was begun may take once the server is told to stop.
    pub end: Duration,
    /// The most connections at once; others wait until one closes.
    pub connections: usize,
    /// The most answers that are worked on at once, each on a thread of its own.
    pub waiting: usize,
    /// The most tables that arrive at once, each in memory until it is read.
    pub arriving: usize,
    /// The most tables that are read at once: one may take much memory.
    pub reading: usize,
}

impl Limits {
    /// What an answer may hold.
    fn most(&self) -> live::Most {
        live::Most { draws: self.draws, rows: self.rows }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            view: 64 << 10,
            table: 5 << 20,
            hubs: 5_000,
            cells: 100_000,
            rows: live::Most::default().rows,
            draws: live::Most::default().draws,
            time: Duration::from_secs(10),
            arrival: Duration::from_secs(10),
            end: Duration::from_secs(3),
            connections: 256,
            waiting: 64,
            arriving: 8,
            reading: 2,
        }
    }
}

/// Answers requests until the process is told to stop (Ctrl-C, SIGTERM). What was begun is finished first, within a limit
/// that a second Ctrl-C cuts short.
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
        let router = routes::router(library, name, limits.clone());
        connections::answer(listener, router, &limits).await;
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_millis(200));
    result
}
