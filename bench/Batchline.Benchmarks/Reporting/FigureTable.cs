using Spectre.Console;

namespace Batchline.Benchmarks.Reporting;

internal static class FigureTable
{
    public static Table Of(IEnumerable<Figure> figures)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("figure", "measured", "aim", "verdict");
        foreach (var figure in figures)
        {
            table.AddRow(
                Markup.Escape(figure.Name),
                Markup.Escape(figure.Measured),
                Markup.Escape(figure.Aim),
                figure.Ok switch { true => "[green]met[/]", false => "[red]short[/]", null => "-" });
        }
        return table;
    }
}
