using System.CommandLine;
using Batchline.Hosting;
using Batchline.Settings;

namespace Batchline.Commands;

/// <summary><c>batchline serve</c>: the API and, unless the settings say otherwise, the worker.</summary>
internal static class ServeCommand
{
    public static Command Create(CancellationToken stop)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = "Addresses to listen on, separated by semicolons (default http://127.0.0.1:5080)",
            HelpName = "URLS",
        };
        var command = new ProgramCommand(
            "serve",
            "Serves the API and keeps the accounts in step. Settings come from appsettings.json and from BATCHLINE_Section__Key.",
            "batchline serve",
            "batchline serve --urls http://127.0.0.1:9000",
            "BATCHLINE_Security__ApiToken=… batchline serve --urls http://0.0.0.0:8080",
            "BATCHLINE_Hosting__Mode=Api batchline serve")
        {
            urls,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(urls), stop));
        return command;
    }

    private static async Task<int> RunAsync(string? urls, CancellationToken stop)
    {
        await using var app = BatchlineServer.Build(BatchlineConfiguration.FromEnvironment(urls is null ? [] : [new("Hosting:Urls", urls)]));
        await app.StartAsync(stop);
        foreach (var url in app.Urls)
            await Console.Error.WriteLineAsync($"Batchline listens on {url}");
        await app.WaitForShutdownAsync(stop);
        return ExitCodes.Success;
    }
}
