//! The addresses: the page, what it may choose from, a view, downloads, tables that are brought.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::live::{self, Library};
use crate::report::html;

use super::refusal::Refusal;
use super::{Limits, brought as table, download, guard, late, receive};

/// What every answer needs.
#[derive(Clone)]
pub(super) struct Shared {
    library: Arc<Library>,
    limits: Arc<Limits>,
    /// Room for those who are worked on, for tables that arrive, and for those that are read.
    waiting: Arc<Semaphore>,
    arriving: Arc<Semaphore>,
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
        arriving: Arc::new(Semaphore::new(limits.arriving)),
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

async fn viewed(State(shared): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let state = receive::view(request, &shared.limits).await?;
    let found =
        shared.worked(move |library, limits| Ok(live::view(&state, library, limits.most())?));
    Ok(Json(found.await?).into_response())
}

async fn ranged(State(shared): State<Shared>, request: Request) -> Result<Response, Refusal> {
    let state = receive::view(request, &shared.limits).await?;
    let found = shared.worked(move |library, limits| late::ranges(&state, library, limits));
    Ok(Json(found.await?).into_response())
}

async fn downloaded(
    State(shared): State<Shared>,
    file: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Refusal> {
    let file = named(file)?;
    let state = receive::view(request, &shared.limits).await?;
    let found =
        shared.worked(move |library, limits| download::file(&file, &state, library, limits));
    let (kind, bytes) = found.await?;
    Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response())
}

async fn brought(
    State(shared): State<Shared>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, Refusal> {
    let name = named(name)?;
    let limits = &shared.limits;
    // A form of a foreign page can not send this type without asking first.
    receive::typed(request.headers(), "application/octet-stream")?;
    let place = turn(&shared.arriving, limits).await?;
    let bytes = receive::bytes(request, limits.table, limits).await?;
    let reading = turn(&shared.reading, limits).await?;
    let found = shared.worked(move |library, limits| {
        let _places = (place, reading);
        Ok(live::set(&library.keep(table::set(&name, &bytes, limits)?)))
    });
    Ok(Json(found.await?).into_response())
}

/// What stands in the address where a name belongs.
fn named(found: Result<Path<String>, PathRejection>) -> Result<String, Refusal> {
    let refused = |_| {
        let message = "the address has a name that is no text: percent-encoded bytes are UTF-8";
        Refusal::new(StatusCode::BAD_REQUEST, message)
    };
    found.map(|Path(name)| name).map_err(refused)
}

/// A place, within the time that an answer may take.
async fn turn(places: &Arc<Semaphore>, limits: &Limits) -> Result<OwnedSemaphorePermit, Refusal> {
    match timeout(limits.time, places.clone().acquire_owned()).await {
        Ok(Ok(place)) => Ok(place),
        _ => Err(busy()),
    }
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
