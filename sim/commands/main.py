"""The command line: ``metrosim VERB``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import (
    attribute,
    browse,
    calibrate,
    compare,
    discover,
    folders,
    forecast,
    lists,
    optimise,
    report_verb,
    run,
    scenario_verbs,
    sensitivity,
    sweep,
    trace,
    validate,
)
from sim.commands.failing import guarded, refuse
from sim.commands.words import asked_language, word
from sim.plugins import PluginError, use

app = typer.Typer(
    name="metrosim",
    help="Innovation policy in the Shenyang metropolitan circle: run, compare, show. 沈阳都市圈创新政策仿真。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run", epilog=run.EXAMPLES)(run.run)
app.command("compare", epilog=compare.EXAMPLES)(compare.compare)
app.command("attribute", epilog=attribute.EXAMPLES)(attribute.attribute)
app.command("sweep", epilog=sweep.EXAMPLES)(sweep.sweep)
app.command("sensitivity", epilog=sensitivity.EXAMPLES)(sensitivity.sensitivity)
app.command("optimise", epilog=optimise.EXAMPLES)(optimise.optimise)
app.command("discover", epilog=discover.EXAMPLES)(discover.discover)
app.command("forecast", epilog=forecast.EXAMPLES)(forecast.forecast)
app.command("trace", epilog=trace.EXAMPLES)(trace.trace)
app.command("status", epilog=folders.EXAMPLES)(folders.status)
app.command("resume", epilog=folders.EXAMPLES)(folders.resume)
app.command("browse", epilog=browse.EXAMPLES)(browse.browse)
app.command("show", epilog=scenario_verbs.SHOW_EXAMPLES)(scenario_verbs.show)
app.command("check", epilog=scenario_verbs.CHECK_EXAMPLES)(scenario_verbs.check)
app.command("new", epilog=scenario_verbs.NEW_EXAMPLES)(scenario_verbs.new)
app.command("scenarios", epilog="Example: metrosim scenarios --lang zh")(lists.scenarios)
app.command("levers", epilog=lists.EXAMPLES)(lists.levers)
app.command("systems", epilog="Example: metrosim systems --lang zh")(lists.systems)
app.command("indicators", epilog="Example: metrosim indicators --json")(lists.indicators)
app.command("parameters", epilog=lists.EXAMPLES)(lists.parameters)
app.command("calibrate", epilog=calibrate.EXAMPLES)(calibrate.calibrate)
app.command("validate", epilog=validate.EXAMPLES)(validate.validate)
app.command("report", epilog=report_verb.EXAMPLES)(report_verb.report)
app.command("schema", epilog="Example: metrosim schema > scenario.json")(scenario_verbs.schema)


@app.callback()
def before(
    plugin: Annotated[
        list[Path] | None, typer.Option("--plugin", help="A file with levers or processes of your own; may be given several times.")
    ] = None,
) -> None:
    """Load plug-ins before the verb reads its registers."""
    try:
        use(plugin or [])
    except PluginError as error:
        refuse(word("bad_plugin", asked_language(), path=error.path, reason=error.reason))


def main() -> None:
    """Carry out the command of the user's line and end with its status."""
    sys.exit(guarded(lambda: app(standalone_mode=True)))


if __name__ == "__main__":
    main()
