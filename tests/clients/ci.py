"""Runs action.yml and .pre-commit-hooks.yaml on letters that are clean, faulty and missing.

`scripts/test-ci` starts it with pre-commit's own Python, which has a reader of YAML, and with imrlint on the path.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLEAN = ROOT / "examples/clean/2017-sections.imr"
FAULTY = ROOT / "examples/broken/a-hurried-draft.imr"
passed = 0


def check(name, holds, told=""):
    global passed
    if not holds:
        sys.exit(f"{name}: failed\n{told}")
    passed += 1


def folder_with(work, name, *letters):
    folder = work / name
    folder.mkdir()
    for letter in letters:
        shutil.copy(letter, folder)
    return folder


def run_action(folder, inputs):
    """The steps of action.yml with GitHub's expressions filled in; what was printed, and the outputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    values = {"github.action_path": str(ROOT)}
    values |= {f"inputs.{name}": inputs.get(name, given["default"]) for name, given in action["inputs"].items()}
    outputs = folder / ".outputs"
    printed, code = "", 0
    for step in action["runs"]["steps"]:
        env = dict(os.environ, GITHUB_OUTPUT=str(outputs))
        for name, value in step["env"].items():
            env[name] = values[value.removeprefix("${{ ").removesuffix(" }}")]
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        step_run = subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True)
        printed += step_run.stdout + step_run.stderr
        code = step_run.returncode
        if code:
            break
    return code, printed, outputs.read_text() if outputs.exists() else ""


def sarif_inputs():
    """What docs/ci.md hands to the action for code scanning, but for the folder."""
    page = (ROOT / "docs/ci.md").read_text()
    block = next(block.split("```")[0] for block in page.split("```yaml\n")[1:] if "sarif" in block.split("```")[0])
    given = next(step["with"] for step in yaml.safe_load(block) if "imrlint/imrlint" in step["uses"])
    return {**given, "paths": "."}


def action(work):
    cases = [
        ("a clean letter", [CLEAN], {}, 0, ""),
        ("a faulty letter", [CLEAN, FAULTY], {}, 1, "::error title=imrlint"),
        ("no letter", [], {}, 2, "nothing was checked"),
        ("arguments", [FAULTY], {"args": "--fail-on\nerror\n--select\nS005"}, 0, "::warning title=imrlint S005"),
        ("paths with blanks", [CLEAN], {"paths": "a letter.imr\nb.imr"}, 0, ""),
        ("the block for code scanning", [FAULTY], sarif_inputs(), 0, ""),
    ]
    for name, letters, inputs, expected, told in cases:
        folder = folder_with(work, f"action {name}", *letters)
        if "blanks" in name:
            shutil.copy(CLEAN, folder / "b.imr")
            (folder / CLEAN.name).rename(folder / "a letter.imr")
        code, printed, outputs = run_action(folder, inputs)
        check(f"action, {name}", code == expected and told in printed, printed)
        check(f"action, {name}: output", outputs == f"exit-code={expected}\n", outputs)
        if "scanning" in name:
            report = json.loads((folder / "imrlint.sarif").read_text())
            check("action, the report", len(report["runs"][0]["results"]) > 3, report)


def git(folder, *args):
    subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *args], cwd=folder, check=True,
                   capture_output=True)


def pre_commit(work, hook, env):
    """A repository of letters that uses the hook: a faulty letter is refused, a clean one passes."""
    folder = folder_with(work, hook, CLEAN)
    source = work / "imrlint-source"
    if not source.exists():
        # The hooks of what is here now, committed or not.
        files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, text=True,
                               capture_output=True).stdout.splitlines()
        for name in files:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_file():
                shutil.copy(ROOT / name, source / name)
        git(source, "init", "--quiet")
        git(source, "add", "--all")
        git(source, "commit", "--quiet", "--message", "as it is")
    rev = subprocess.run(["git", "rev-parse", "HEAD"], cwd=source, check=True, text=True, capture_output=True).stdout
    settings = {"repos": [{"repo": str(source), "rev": rev.strip(), "hooks": [{"id": hook}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings))
    (folder / "notes.md").write_text("No letter.\n")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")

    def run():
        command = [str(pathlib.Path(sys.executable).parent / "pre-commit"), "run", "--all-files"]
        done = subprocess.run(command, cwd=folder, env=env, text=True, capture_output=True)
        return done.returncode, done.stdout + done.stderr

    code, printed = run()
    check(f"pre-commit {hook}, clean", code == 0 and "Passed" in printed, printed)
    shutil.copy(FAULTY, folder)
    git(folder, "add", "--all")
    code, printed = run()
    check(f"pre-commit {hook}, faulty", code == 1 and "S005" in printed, printed)


def main():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        action(work)
        env = dict(os.environ, PRE_COMMIT_HOME=str(work / "home"))
        pre_commit(work, "imrlint-system", env)
        if "--all" in sys.argv:
            # As a user's machine would build it, but without optimisation.
            target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
            pre_commit(work, "imrlint", dict(env, MATURIN_PEP517_ARGS="--profile=dev", CARGO_TARGET_DIR=target))
    print(f"ci: {passed} passed, 0 failed")


main()
