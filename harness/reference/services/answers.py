"""JSON in and out: bodies that are checked on the way in, refusals with a reason on the way out."""

from __future__ import annotations

import logging
from typing import TypeVar

from flask import Flask, Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import HTTPException

Model = TypeVar("Model", bound=BaseModel)
_LOG = logging.getLogger(__name__)


class Refusal(BaseModel):
    """Why a request was not carried out."""

    status: str
    reason: str


class RefusedError(Exception):
    """A request is answered with this status and reason. `word` is for programs, `reason` for people."""

    def __init__(self, code: int, word: str, reason: str) -> None:
        super().__init__(reason)
        self.code, self.word, self.reason = code, word, reason


def answer(code: int, body: BaseModel) -> Response:
    """A JSON response."""
    return Response(body.model_dump_json(), status=code, mimetype="application/json")


def no_content() -> Response:
    """204: done, and nothing to say."""
    response = Response(status=204)
    response.headers.pop("Content-Type", None)
    return response


def body_of(model: type[Model]) -> Model:
    """The present request's JSON object. A request without a body is an empty object.

    Raises:
        RefusedError: 400; it is no JSON, or not as the model wants it.
    """
    return parsed(model, request.get_data() or b"{}", "body")


def query_of(model: type[Model]) -> Model:
    """The present request's query, each name once.

    Raises:
        RefusedError: 400.
    """
    return validated(model, request.args.to_dict(), "query")


def parsed(model: type[Model], data: bytes, what: str) -> Model:
    """As `validated`, from JSON."""
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise RefusedError(400, "bad_request", f"{what}: {reasons(error)}") from None


def validated(model: type[Model], values: object, what: str) -> Model:
    """The model of these values.

    Raises:
        RefusedError: 400, with every reason.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise RefusedError(400, "bad_request", f"{what}: {reasons(error)}") from None


def reasons(error: ValidationError) -> str:
    """What is wrong, each with its place and without the value."""
    return "; ".join(
        f"{'.'.join(map(str, problem['loc'])) or 'it'}: {problem['msg'].removeprefix('Value error, ')}"
        for problem in error.errors(include_input=False, include_url=False)
    )


def refuse_in_json(app: Flask) -> None:
    """Every error of the app becomes a Refusal; one that nobody foresaw is logged whole and answered 500."""

    def refused(error: RefusedError) -> Response:
        return answer(error.code, Refusal(status=error.word, reason=error.reason))

    def http(error: HTTPException) -> Response:
        response = answer(error.code or 500, Refusal(status=error.name.lower().replace(" ", "_"), reason=error.name))
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers[name] = value
        return response

    def unforeseen(error: Exception) -> Response:
        _LOG.error("%s %s failed", request.method, request.path, exc_info=error)
        return answer(500, Refusal(status="error", reason=f"{type(error).__name__}; the log has the rest"))

    app.register_error_handler(RefusedError, refused)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unforeseen)
