//! Answers: receipts and problems as HTTP. No body is ever logged.

use crate::guard::GuardError;
use crate::store::StoreError;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use handoff::Problem;
use handoff::wire::RECEIPT_TYPE;

/// Seconds after which to try again when the store is not there.
const STORE_PAUSE: u64 = 2;

/// Why a request is not fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A row of the protocol's table.
    Problem(Problem),
    /// [`Problem::SlowDown`], and after how many seconds to try again.
    SlowDown(u64),
    /// The guard lets nobody in.
    Guard(GuardError),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Refusal {
        Refusal::Problem(problem)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Refusal {
        tracing::error!(code = error.code(), "the store failed");
        Refusal::Problem(Problem::Unavailable)
    }
}

impl From<GuardError> for Refusal {
    fn from(error: GuardError) -> Refusal {
        Refusal::Guard(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        let (status, code, wait) = match self {
            Refusal::Problem(Problem::Unavailable) => {
                let row = Problem::Unavailable;
                (row.status(), row.code(), Some(STORE_PAUSE))
            }
            Refusal::Problem(row) => (row.status(), row.code(), None),
            Refusal::SlowDown(wait) => {
                let row = Problem::SlowDown;
                (row.status(), row.code(), Some(wait))
            }
            Refusal::Guard(GuardError::NotLoggedIn) => (401, "not_logged_in", None),
            Refusal::Guard(GuardError::Forbidden) => (403, "forbidden", None),
        };
        let supported = match self {
            Refusal::Problem(Problem::UnsupportedVersion) => r#","supported":[1]"#,
            _ => "",
        };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let title = status.canonical_reason().unwrap_or("Refused");
        let body = format!(
            r#"{{"type":"about:blank","title":"{title}","status":{},"code":"{code}"{supported}}}"#,
            status.as_u16()
        );
        let mut response = answer(status, "application/problem+json", body);
        if let Some(wait) = wait {
            response.headers_mut().insert(RETRY_AFTER, wait.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

/// A receipt: 201 the first time, 200 for every repeat, the same words.
pub(crate) fn receipt(first: bool, body: String) -> Response<Body> {
    let status = match first {
        true => StatusCode::CREATED,
        false => StatusCode::OK,
    };
    answer(status, RECEIPT_TYPE, body)
}

/// Any answer of ours: typed, never cached, never sniffed.
pub(crate) fn answer(status: StatusCode, kind: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        "x-content-type-options",
        HeaderValue::from_static("nosniff"),
    );
    response
}
