//! What a request is told that can not be answered.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::live;
use crate::problem::Problems;

/// A status, one sentence, and the problems where there are any: the texts are those of the command line.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) message: String,
    pub(super) problems: Option<Problems>,
}

impl Refusal {
    /// A refusal in one sentence.
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), problems: None }
    }
}

impl From<Problems> for Refusal {
    fn from(problems: Problems) -> Self {
        let message = live::named(&problems);
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, message, problems: Some(problems) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = live::refused(&self.message, self.problems.as_ref());
        (self.status, Json(body)).into_response()
    }
}
