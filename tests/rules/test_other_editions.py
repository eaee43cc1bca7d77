"""Java, Go, PHP and C# samples: the client and the method's name, where a grammar is installed."""

from __future__ import annotations

import pytest

from generator.pages.read import read_page
from generator.rules.code import parser

from .test_reading import HEAD, TAIL
from .test_rules import findings

SAMPLES = {
    "java": """class Sample {
  public static void main(String[] words) {
    ManagementClient client = new ManagementClient(options);
    System.out.println(client.startOven(request));
  }
}""",
    "go": """package main

func main() {
	client, err := management.NewManagementClient(options)
	fmt.Println(client.StartOven(request), err)
}""",
    "php": """<?php
$client = new Identity\\ManagementClient(array("accessKeyId" => "ACCESS_KEY_ID"));
print_r($client->startOven(array("ovenId" => "o-17")));""",
    "csharp": """class Sample {
  static async Task Main() {
    ManagementClient client = new ManagementClient(options);
    var result = await client.StartOven(request);
  }
}""",
}


def found(edition: str, source: str) -> list[str]:
    """The codes and what was seen, of a sample on a page of its edition."""
    if parser(edition) is None:
        pytest.skip(f"no grammar for {edition}")
    path = f"en/{edition}/management/ovens/start-oven.md"
    head = HEAD.replace("startOven", "StartOven") if edition in {"go", "csharp"} else HEAD
    page = read_page(f"{head}```{edition}\n{source}\n```{TAIL}".encode(), path)
    lines = findings([page]).splitlines()
    return [f"{line.split()[0]} {line.split('`')[1] if '`' in line else ''}" for line in lines]


@pytest.mark.parametrize("edition", SAMPLES)
def test_findings(edition: str) -> None:
    sample = SAMPLES[edition]
    assert found(edition, sample) == []
    assert found(edition, sample.replace("ManagementClient", "OtherClient")) == ["S006 OtherClient"]
    renamed = sample.replace("startOven", "stopOven").replace("StartOven", "StopOven")
    stop = "StopOven" if edition in {"go", "csharp"} else "stopOven"
    assert found(edition, renamed) == [f"S004 {stop}"]
    assert found(edition, sample + "\n)(") == ["S002 "]


@pytest.mark.parametrize("edition", SAMPLES)
def test_without_a_grammar_nothing_is_said(edition: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.rules.languages.walk", lambda *_: None)
    path = f"en/{edition}/management/ovens/start-oven.md"
    page = read_page(f"{HEAD}```{edition}\nno code\n```{TAIL}".encode(), path)
    assert findings([page]) == ""
