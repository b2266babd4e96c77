using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Telemetry;

public sealed class JsonLogTests
{
    [Fact]
    public async Task S8_a_line_within_a_slice_is_an_object_that_names_account_and_operation_and_no_key()
    {
        const string Stranger = "api_nobody_knows_me";
        await using var stage = await Stage.SetAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 1, MinInterval = TimeSpan.Zero }, ("Log:Format", "Json"));
        var process = stage.Start();
        var api = await process.ReadyAsync();
        var account = await api.AddAccountAsync(Stranger);
        var operation = await api.InitAsync("each");

        await Until.TrueAsync(() => process.TimesSaid("is blocked until") > 0, "the account is blocked", () => process.Output);

        var line = process.Output.Split('\n').First(line => line.Contains("is blocked until", StringComparison.Ordinal));
        var scopes = JsonSerializer.Deserialize<JsonElement>(line).GetProperty("Scopes").EnumerateArray().ToList();
        scopes.ShouldContain(scope => scope.GetProperty("Account").GetString() == account && scope.GetProperty("Operation").GetString() == operation);
        process.Output.ShouldNotContain(Stranger);
    }
}
