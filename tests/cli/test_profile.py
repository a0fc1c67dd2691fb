"""``cxscape profile``: see profiles, and get one proposed."""

from pathlib import Path

from click.testing import CliRunner, Result

from ui.cli.main import cli

TABLE = "Werkzeug;Webseite;Kategorie\nCartSaver;https://cartsaver.example.com;SEO\n"


def cxscape(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_a_proposal_goes_to_standard_output_and_its_doubts_to_standard_error(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(TABLE)
    done = cxscape("profile", "suggest", str(file))
    assert done.exit_code == 0
    assert done.stdout.startswith('title = "Tools of liste.csv"\nsource = "liste"\n')
    assert "line 2: CartSaver; homepage https://cartsaver.example.com; categories seo" in done.stderr
    assert "licence of the source is not known" in done.stderr


def test_a_proposal_put_into_the_home_is_listed_and_shown(tmp_path: Path) -> None:
    file, home = tmp_path / "liste.csv", tmp_path / "home"
    (home / "profiles").mkdir(parents=True)
    file.write_text(TABLE)
    out = home / "profiles" / "liste.toml"
    assert cxscape("profile", "suggest", str(file), "--out", str(out)).exit_code == 0
    listed = cxscape("--home", str(home), "profile", "list").stdout.splitlines()
    assert listed[0] == "liste: Tools of liste.csv (Webseite, Werkzeug, Kategorie)"
    assert any(line.startswith("landscape: ") for line in listed)
    assert cxscape("--home", str(home), "profile", "show", "liste").stdout == out.read_text()


def test_a_proposal_overwrites_no_file(tmp_path: Path) -> None:
    file, out = tmp_path / "liste.csv", tmp_path / "mine.toml"
    file.write_text(TABLE)
    out.write_text("kept")
    done = CliRunner().invoke(cli, ["profile", "suggest", str(file), "--out", str(out)])
    assert done.exit_code == 1
    assert "cannot be written: File exists" in str(done.exception)
    assert out.read_text() == "kept"
