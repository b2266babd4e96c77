using System.CommandLine;
using Batchline.Api.Batches;
using Batchline.Api.Errors;
using Batchline.Api.Operations;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;

namespace Batchline.Commands.Control;

/// <summary><c>batchline retry</c>: failed batches once more.</summary>
internal static class RetryBatchCommand
{
    private const string Details = """
        Only jobs that are not done are asked for again. A batch is retried at most Process:MaxRetries times, unless by --force.
        Exit codes: 0 retried, 1 some batches were refused, 2 nothing could be retried.
        """;

    public static Command Create(Terminal terminal)
    {
        var operation = OperationChoice.Argument("the newest");
        var batch = new Option<string?>("--batch") { Description = "Only this batch", HelpName = "ID" };
        var force = new Option<bool>("--force") { Description = "Beyond the limit of retries too" };
        var command = new ProgramCommand(
            "retry",
            "Retries the failed batches of an operation, or one batch.",
            "batchline retry",
            "batchline retry 665f1c2ab1e4c3a9d0f7e812",
            "batchline retry --batch 665f1c2ab1e4c3a9d0f7e9a4 --force")
        {
            Details = Details,
        };
        command.Arguments.Add(operation);
        command.Options.Add(batch);
        command.Options.Add(force);
        command.Does(terminal, (parsed, place) => (parsed.GetValue(operation), parsed.GetValue(batch)) switch
        {
            (not null, not null) => throw new CouldNotException("Name an operation or a batch, not both."),
            (_, { } id) => OneAsync(id, parsed.GetValue(force), place),
            (var id, _) => AllAsync(id, parsed.GetValue(force), place),
        });
        return command;
    }

    private static async Task<int> OneAsync(string id, bool force, ServerChoice place)
    {
        if (!HexId.TryParse<BatchId>(id, out _))
            throw new CouldNotException($"'{Cell.Clean(id)}' is no id of a batch: these have 24 hex characters. 'batchline status' shows those that failed.");
        await using var api = await place.ConnectAsync();
        var path = ApiPath.With($"/api/retry-batch/{id}", ("force", ApiPath.Flag(force)));
        var answer = await SendAsync<RetryBatchView>(api, path);
        if (place.Json)
            await place.WriteJsonAsync(answer);
        else
            await place.Terminal.Output.WriteLineAsync($"The batch {id} is pending again (retry {answer.RetryCount}). {answer.Message}");
        await HintAsync(api, place);
        return ExitCodes.Success;
    }

    private static async Task<int> AllAsync(string? named, bool force, ServerChoice place)
    {
        await using var api = await place.ConnectAsync();
        var id = await OperationChoice.NewestAsync(named, api, place);
        var path = ApiPath.With($"/api/operations/{id}/retry", ("force", ApiPath.Flag(force)));
        var (retried, refused) = (0, 0);
        OperationRetryView answer;
        do
        {
            answer = await SendAsync<OperationRetryView>(api, path);
            retried += answer.Retried;
            refused = answer.Refused;
        }
        while (answer.More);
        if (place.Json)
            await place.WriteJsonAsync(answer with { Retried = retried, Refused = refused });
        else
            await place.Terminal.Output.WriteLineAsync($"{retried} {(retried == 1 ? "batch" : "batches")} of the operation {id} pending again, {refused} refused.");
        await HintAsync(api, place);
        return refused == 0 ? ExitCodes.Success : ExitCodes.SomeFailed;
    }

    private static async Task<T> SendAsync<T>(ApiClient api, string path)
    {
        try
        {
            return await api.SendAsync<T>(HttpMethod.Post, path, null, CancellationToken.None);
        }
        catch (ApiRefusedException e) when (e.Code == ErrorCodes.RetryLimit)
        {
            throw new CouldNotException("The limit of retries is reached. Say --force to retry once more.");
        }
    }

    private static Task HintAsync(ApiClient api, ServerChoice place) => place.Terminal.Notes.WriteLineAsync(api.IsLocal
        ? "A running 'batchline serve' works on it; without one, 'batchline sync' does."
        : $"'{place.Hint("status")} --watch' shows how it goes.");
}
