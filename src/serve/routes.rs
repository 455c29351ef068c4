//! The addresses: the page, what it may choose from, a view, downloads, tables that are brought.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::live::{self, Library, State as View};
use crate::report::html;

use super::refusal::Refusal;
use super::{Limits, brought as table, download, guard, late};

/// What every answer needs.
#[derive(Clone)]
pub(super) struct Shared {
    library: Arc<Library>,
    limits: Arc<Limits>,
    /// Room for those who are worked on, and for those of them who bring a table.
    waiting: Arc<Semaphore>,
    reading: Arc<Semaphore>,
    /// The name of this machine that browsers may use.
    pub(super) name: Arc<str>,
}

/// The whole server.
pub(super) fn router(library: Library, name: &str, limits: Limits) -> Router {
    let (view, table) = (limits.view, limits.table);
    let shared = Shared {
        library: Arc::new(library),
        waiting: Arc::new(Semaphore::new(limits.waiting)),
        reading: Arc::new(Semaphore::new(limits.reading)),
        limits: Arc::new(limits),
        name: name.into(),
    };
    let views = Router::new()
        .route("/api/view", post(viewed))
        .route("/api/ranges", post(ranged))
        .route("/api/download/{file}", post(downloaded))
        .layer(DefaultBodyLimit::max(view));
    let tables = Router::new()
        .route("/api/tables/{name}", post(brought))
        .layer(DefaultBodyLimit::max(table));
    Router::new()
        .route("/", get(async || asset("text/html; charset=utf-8", PAGE)))
        .route("/page.js", get(async || asset("text/javascript; charset=utf-8", &script())))
        .route("/page.css", get(async || asset("text/css; charset=utf-8", &style())))
        .route("/icon.svg", get(async || asset("image/svg+xml", ICON)))
        .route("/api/sets", get(sets))
        .merge(views)
        .merge(tables)
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND, "there is nothing at this address"))
        .method_not_allowed_fallback(async || {
            let message = "this address takes another method: see docs/HTTP.md";
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, message)
        })
        .layer(middleware::from_fn_with_state(shared.clone(), guard::guard))
        .with_state(shared)
}

const PAGE: &str = include_str!("page/index.html");
const ICON: &str = include_str!("page/icon.svg");

fn script() -> String {
    [html::SCRIPT, include_str!("page/page.js")].concat()
}

fn style() -> String {
    [html::STYLE, html::CONTROLS, include_str!("page/page.css"), &html::faces()].concat()
}

fn asset(kind: &'static str, text: &str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text.to_owned()).into_response()
}

async fn sets(State(shared): State<Shared>) -> Response {
    Json(live::sets(&shared.library)).into_response()
}

async fn viewed(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let state = read(&headers, body, shared.limits.view)?;
    let found =
        shared.worked(move |library, limits| Ok(live::view(&state, library, limits.draws)?));
    Ok(Json(found.await?).into_response())
}

async fn ranged(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let state = read(&headers, body, shared.limits.view)?;
    let found = shared.worked(move |library, limits| late::ranges(&state, library, limits));
    Ok(Json(found.await?).into_response())
}

async fn downloaded(
    State(shared): State<Shared>,
    Path(file): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let state = read(&headers, body, shared.limits.view)?;
    let found =
        shared.worked(move |library, limits| download::file(&file, &state, library, limits));
    let (kind, bytes) = found.await?;
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

async fn brought(
    State(shared): State<Shared>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    // A form of a foreign page can not send this type without asking first.
    typed(&headers, "application/octet-stream")?;
    let bytes = whole(body, shared.limits.table)?;
    let turn = timeout(shared.limits.time, shared.reading.clone().acquire_owned()).await;
    let Ok(Ok(turn)) = turn else { return Err(busy()) };
    let found = shared.worked(move |library, _| {
        let _turn = turn;
        Ok(live::set(&library.keep(table::set(&name, &bytes)?)))
    });
    Ok(Json(found.await?).into_response())
}

/// The view that a body describes.
fn read(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
    most: usize,
) -> Result<View, Refusal> {
    typed(headers, "application/json")?;
    let bytes = whole(body, most)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let message = format!("the request is no view: {error}");
        Refusal::new(StatusCode::BAD_REQUEST, message)
    })
}

fn typed(headers: &HeaderMap, kind: &str) -> Result<(), Refusal> {
    let own = headers.get(header::CONTENT_TYPE);
    let own = own.and_then(|own| own.to_str().ok()).unwrap_or_default();
    let own = own.split(';').next().unwrap_or_default().trim();
    match own.eq_ignore_ascii_case(kind) {
        true => Ok(()),
        false => {
            let message = format!("the body should be of type `{kind}`");
            Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message))
        }
    }
}

fn whole(body: Result<Bytes, BytesRejection>, most: usize) -> Result<Bytes, Refusal> {
    body.map_err(|rejection| match rejection.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            let message = format!("the request is larger than {} KB", most >> 10);
            Refusal::new(status, message)
        }
        status => Refusal::new(status, rejection.body_text()),
    })
}

impl Shared {
    /// Work on a thread of its own, so that users do not wait for each other. Who asked is told when it takes too
    /// long; its place is taken until it really ends.
    async fn worked<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Library, &Limits) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = self.waiting.clone().try_acquire_owned().map_err(|_| busy())?;
        let (library, limits) = (self.library.clone(), self.limits.clone());
        let job = tokio::task::spawn_blocking(move || {
            let _place = place;
            work(&library, &limits)
        });
        match timeout(self.limits.time, job).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => {
                let message = "the engine stopped on this request: a fault of hubrank";
                Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, message))
            }
            Err(_) => {
                let message = format!("no answer within {} s", self.limits.time.as_secs());
                Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, message))
            }
        }
    }
}

fn busy() -> Refusal {
    let message = "too many requests at once: try again in a moment";
    Refusal::new(StatusCode::SERVICE_UNAVAILABLE, message)
}
