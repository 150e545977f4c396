"""The wheel of the program, in an environment where there is nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WHEELS = Path(__file__).parents[2] / "target" / "python" / "wheels"
"""Where `run` puts them."""


def test_the_wheel_of_the_program_runs_in_a_fresh_environment(tmp_path: Path) -> None:
    (wheel,) = WHEELS.glob("copydesk_cli-*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True)

    version = subprocess.run([scripts / "copydesk", "--version"], check=True, capture_output=True, text=True)
    assert version.stdout.startswith("copydesk ")
    story = tmp_path / "fair.txt"
    story.write_text("The fair opens on Monday, 14 March 2024.\n")
    command = [str(scripts / "copydesk"), "check", "--output-format", "concise", str(story)]
    checked = subprocess.run(command, check=False, capture_output=True, text=True)
    assert checked.returncode == 1
    assert "error[dates/weekday-mismatch]" in checked.stdout
