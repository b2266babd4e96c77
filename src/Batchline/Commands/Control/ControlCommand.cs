using System.CommandLine;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Control;

/// <summary><c>batchline pause</c>, <c>resume</c> and <c>cancel</c>.</summary>
internal static class ControlCommand
{
    private const string Details = "Exit codes: 0 the operation took note, 2 there is no such operation or its status does not allow it.";

    public static Command Pause(Terminal terminal) => Create(
        terminal, "pause", "Pauses an operation: each account starts at most one more request.", "is pausing: each account takes note behind its job in flight");

    public static Command Resume(Terminal terminal) => Create(
        terminal, "resume", "Goes on with a paused operation, and tries blocked accounts again.", "goes on", Force());

    public static Command Cancel(Terminal terminal) => Create(
        terminal, "cancel", "Cancels an operation. What is stored stays; its open batches end as cancelled.", "is being cancelled: each account takes note behind its job in flight");

    private static Option<bool> Force() => new("--force")
    {
        Description = "Also an account that is blocked because its new key belongs to another Workiz account",
    };

    /// <param name="force">Null: this command has no such option.</param>
    private static ProgramCommand Create(Terminal terminal, string verb, string description, string meanwhile, Option<bool>? force = null)
    {
        var operation = OperationChoice.Argument("the only one under way");
        var command = new ProgramCommand(
            verb,
            description,
            $"batchline {verb}",
            $"batchline {verb} 665f1c2ab1e4c3a9d0f7e812",
            $"BATCHLINE_TOKEN=… batchline {verb} --url https://batchline.example.com")
        {
            Details = Details,
        };
        command.Arguments.Add(operation);
        if (force is not null)
            command.Options.Add(force);
        command.Does(terminal, (parsed, place) =>
        {
            var query = force is not null && parsed.GetValue(force) ? "?force=true" : "";
            return RunAsync(verb, parsed.GetValue(operation), query, meanwhile, place);
        });
        return command;
    }

    private static async Task<int> RunAsync(string verb, string? named, string query, string meanwhile, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var id = await OperationChoice.OnlyOpenAsync(named, api, place);
        var after = await api.SendAsync<OperationView>(HttpMethod.Post, $"/api/operations/{id}/{verb}{query}", null, place.Stop);
        if (place.Json)
        {
            await place.WriteJsonAsync(after);
            return ExitCodes.Success;
        }

        await place.Terminal.Output.WriteLineAsync(after.Status switch
        {
            "paused" or "cancelled" => $"The operation {id} is {after.Status}.",
            _ => $"The operation {id} {meanwhile}.",
        });
        if (verb == "resume" && api.IsLocal)
            await place.Terminal.Notes.WriteLineAsync("A running 'batchline serve' works on it; without one, 'batchline sync' does.");
        return ExitCodes.Success;
    }
}
