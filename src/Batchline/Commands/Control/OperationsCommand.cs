using System.CommandLine;
using System.Globalization;
using Batchline.Api.Answers;
using Batchline.Api.Operations;
using Batchline.Api.Requests;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Operations;
using Spectre.Console;

namespace Batchline.Commands.Control;

/// <summary><c>batchline operations</c>: what ran and what runs.</summary>
internal static class OperationsCommand
{
    private static readonly Option<string?> Status = new("--status")
    {
        Description = $"Only with one of these statuses, separated by commas: {Names<OperationStatus>.All}",
        HelpName = "STATUS",
    };

    private static readonly Option<bool> Open = new("--open") { Description = "Only those under way" };
    private static readonly Option<int> Limit = LimitOption.Of(20);

    public static Command Create(Terminal terminal)
    {
        var command = new ProgramCommand(
            "operations",
            "Lists operations, newest first.",
            "batchline operations",
            "batchline operations --open",
            "batchline operations --status failed,completed_with_errors --json")
        {
            Status, Open, Limit,
        };
        command.Does(terminal, ListAsync);
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var status = parsed.GetValue(Open) ? OperationChoice.Open : parsed.GetValue(Status);
        var limit = parsed.GetValue(Limit);
        var page = await api.GetAsync<PageView<OperationView>>(
            ApiPath.With("/api/operations", ("status", status), ("limit", limit.ToString(CultureInfo.InvariantCulture))), place.Stop);
        if (place.Json)
        {
            await place.WriteJsonAsync(page.Items);
            return ExitCodes.Success;
        }

        var table = new Table().RoundedBorder().AddColumns("operation", "status", "strategy");
        table.AddColumn(new TableColumn("accounts").RightAligned()).AddColumns("begun", "ended", "why");
        foreach (var operation in page.Items)
        {
            table.AddRow(
                Cell.Of(operation.OperationId),
                Cell.Of(Shown(operation)),
                Cell.Of(operation.Strategy + (operation.Full ? ", full" : "")),
                Cell.Of(operation.Accounts.ToString(CultureInfo.InvariantCulture)),
                Cell.Of(Cell.Time(operation.StartTime)),
                Cell.Of(Cell.Time(operation.EndTime)),
                Cell.Of(operation.Error));
        }

        place.Terminal.Screen.Write(table);
        await place.Terminal.Notes.WriteLineAsync(page.NextCursor is null
            ? $"{page.Items.Count} operations."
            : $"The first {limit} operations; there are more. Narrow the list down or raise --limit.");
        return ExitCodes.Success;
    }

    /// <summary>What was asked for shows before every account has taken note.</summary>
    private static string Shown(OperationView operation) => operation switch
    {
        { Status: "planning" or "processing", Requested: "pause" } => $"{operation.Status}, pausing",
        { Status: "planning" or "processing" or "paused", Requested: "cancel" } => $"{operation.Status}, cancelling",
        _ => operation.Status,
    };
}
