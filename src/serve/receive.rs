//! What a request brings: bytes of the right type, in time and not too many, and the view that they describe.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::time::timeout;

use crate::live::State;

use super::Limits;
use super::refusal::Refusal;

/// No view is nested as deep as this.
const DEEPEST: usize = 16;

/// The view that a body describes.
pub(super) async fn view(request: Request, limits: &Limits) -> Result<State, Refusal> {
    typed(request.headers(), "application/json")?;
    let bytes = bytes(request, limits.view, limits).await?;
    read(&bytes).map_err(|why| {
        Refusal::new(StatusCode::BAD_REQUEST, format!("the request is no view: {why}"))
    })
}

/// The whole body.
pub(super) async fn bytes(
    request: Request,
    most: usize,
    limits: &Limits,
) -> Result<Bytes, Refusal> {
    let Ok(body) = timeout(limits.arrival, Bytes::from_request(request, &())).await else {
        let message = format!("the body did not arrive within {} s", limits.arrival.as_secs_f64());
        return Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, message));
    };
    body.map_err(|rejection: BytesRejection| match rejection.status() {
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            let message = format!("the request is larger than {} KB", most >> 10);
            Refusal::new(status, message)
        }
        status => Refusal::new(status, rejection.body_text()),
    })
}

/// Refuses a body of another type than this.
pub(super) fn typed(headers: &HeaderMap, kind: &str) -> Result<(), Refusal> {
    let own = headers.get(header::CONTENT_TYPE);
    let own = own.and_then(|own| own.to_str().ok()).unwrap_or_default();
    let mut parts = own.split(';').map(str::trim);
    let is_kind = parts.next().is_some_and(|own| own.eq_ignore_ascii_case(kind));
    let is_utf8 = parts.all(|own| match own.split_once('=') {
        Some((key, value)) if key.trim().eq_ignore_ascii_case("charset") => {
            value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    });
    match is_kind && is_utf8 {
        true => Ok(()),
        false => {
            let message = format!("the body should be of type `{kind}`, a text in UTF-8");
            Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message))
        }
    }
}

/// A view, or why the bytes are none.
fn read(bytes: &[u8]) -> Result<State, String> {
    let too_deep = || format!("it is nested deeper than {DEEPEST} levels");
    let map: Map<String, Value> = serde_json::from_slice(bytes).map_err(|error| {
        let error = error.to_string();
        if error.contains("recursion limit") { too_deep() } else { error }
    })?;
    let whole = Value::Object(map);
    if depth(&whole) > DEEPEST {
        return Err(too_deep());
    }
    State::deserialize(whole).map_err(|error| error.to_string())
}

/// How many levels of lists and tables there are.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Value::Object(table) => 1 + table.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_object_is_a_view() {
        assert!(read(b"{}").is_ok());
        for none in ["[]", "1", "null", "\"x\"", "", "{\"draws\": -1}", "{\"no\": 1}"] {
            assert!(read(none.as_bytes()).is_err(), "{none}");
        }
        for levels in [20, 200] {
            let deep = format!("{{\"changes\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
            let said = read(deep.as_bytes()).err().unwrap_or_default();
            assert!(said.contains("nested deeper"), "{said}");
        }
    }

    #[test]
    fn a_type_has_no_other_letters_than_utf_8() {
        let of = |kind: &'static str| {
            let own = (header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
            typed(&HeaderMap::from_iter([own]), "application/json").is_ok()
        };
        assert!(of("application/json") && of("Application/JSON; charset=\"UTF-8\""));
        assert!(!of("application/json; charset=utf-16") && !of("text/plain"));
    }
}
