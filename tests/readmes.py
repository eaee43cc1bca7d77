"""What the tests of generated READMEs share: the programs in them, and an Api of somebody else."""

from __future__ import annotations

import re
from typing import Final

import yaml

from generator.model import Api
from generator.openapi import load

_FOREIGN: Final = """
openapi: 3.1.0
info: {title: Shop, version: '2'}
paths:
  /ping: {get: {operationId: ping, deprecated: true, responses: {'204': {description: fine}}}}
  /items/{id}:
    get:
      operationId: getItem
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer, minimum: 7}}
        - {name: kind, in: query, required: true, schema: {type: string, enum: [small, large]}}
      responses: {'200': {description: it, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}}
  /items:
    post:
      operationId: putItem
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
      responses: {'200': {description: it, content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}}
components:
  schemas:
    Item: {type: object, required: [size], properties: {size: {type: integer}, note: {type: string}}}
"""
_SERVER: Final = "servers: [{url: 'https://shop.example'}]\n"
_BEARER: Final = (
    "    \n  securitySchemes: {token: {type: http, scheme: bearer}}\nsecurity: [{token: []}]\n"
)
_PATHS: Final = "openapi: 3.1.0\ninfo: {title: Empty, version: '1'}\npaths: {}\n"
FOREIGN: Final = {
    "no pages, no security, no server": _FOREIGN,
    "a server": _FOREIGN + _SERVER,
    "a token": _FOREIGN + _BEARER,
    "no operations": _PATHS,
}


def foreign(name: str) -> list[Api]:
    """An Api without pages of documentation."""
    return [load(yaml.safe_load(FOREIGN[name]), client="shop", file="shop.yaml")[0]]


def programs(readme: str, language: str) -> list[str]:
    """The programs of a README, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
