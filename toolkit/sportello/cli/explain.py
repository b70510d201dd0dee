"""`sportello explain`: what a code of a finding means, and what to do about it."""

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a CODE that a finding shows, such as M011; without one, list them all.

    Exit status: 0, or 2 for a code that there is not.
    """
    from sportello.findings.registry import all_rules, unknown_code

    try:
        rules = all_rules()
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if code is None:
        for each in rules.values():
            click.echo(f"{each.rule.code}  {each.rule.severity:7}  {each.title}")
        return
    found = rules.get(code.upper())
    if found is None:
        raise click.UsageError(str(unknown_code(code)))
    click.secho(f"{found.rule.code} ({found.rule.severity}): {found.title}", bold=True)
    click.echo(f"In Italian: {found.title_it}\n\n{found.page}")
