//! What a request is told that can not be answered.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

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
        let first = problems.iter().next();
        let first = first.map_or(String::new(), |problem| problem.fault.headline());
        let message = match problems.len() {
            0 | 1 => first,
            many => format!("{first}, and {} more", many - 1),
        };
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, message, problems: Some(problems) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let list = self.problems.iter().flat_map(Problems::iter);
        let list: Vec<_> = list
            .map(|problem| {
                json!({
                    "message": problem.fault.headline(),
                    "hint": problem.hint,
                    "text": problem.to_string(),
                })
            })
            .collect();
        let body = json!({ "error": self.message, "problems": list });
        (self.status, Json(body)).into_response()
    }
}
