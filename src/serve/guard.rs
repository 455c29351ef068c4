//! Who may ask: pages of this server alone, under names that are really its own.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use super::routes::Shared;

/// Refuses foreign names and foreign pages; puts the headers on every answer that keep a page to itself.
pub(super) async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match refused(request.headers(), &shared.name) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Nothing from elsewhere: no script, style, picture or frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; img-src 'self' data: blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// A site elsewhere can have its own name point at this machine (DNS rebinding): the browser then sends that name.
fn refused(headers: &HeaderMap, own: &str) -> Option<Refusal> {
    // What is said twice, or in letters that can not be read, might be anything.
    let (Ok(host), Ok(origin)) = (only(headers, header::HOST), only(headers, header::ORIGIN))
    else {
        let message =
            "`Host` and `Origin` are said once, in ASCII, by those whom this server answers";
        return Some(Refusal::new(StatusCode::FORBIDDEN, message));
    };
    let host = host.unwrap_or_default();
    if !is_ours(name_of(host), own) {
        let message = format!(
            "this server does not answer as `{host}`: use its address, `localhost`, or say `--host`"
        );
        return Some(Refusal::new(StatusCode::MISDIRECTED_REQUEST, message));
    }
    let origin = origin?;
    let from = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    (from != host).then(|| {
        let message = format!("a page of `{origin}` may not ask this server");
        Refusal::new(StatusCode::FORBIDDEN, message)
    })
}

/// The one value of a header that may be said once; an error where it is said otherwise.
fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut all = headers.get_all(name).iter();
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some(one), None) => one.to_str().map(Some).map_err(|_| ()),
        _ => Err(()),
    }
}

/// The name without the port.
fn name_of(host: &str) -> &str {
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// Plain addresses name no foreign site; of names only `localhost` and the one that was said.
fn is_ours(name: &str, own: &str) -> bool {
    let is_address = name.parse::<IpAddr>().is_ok();
    is_address || name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_answered() {
        for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "box:80"] {
            assert!(is_ours(name_of(host), "box"), "{host}");
        }
        for host in ["", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example"] {
            assert!(!is_ours(name_of(host), "127.0.0.1"), "{host}");
        }
    }
}
