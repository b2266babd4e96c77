using System.CommandLine;
using Batchline.Cluster.Silos;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Engine.Accounts;
using Batchline.Settings;
using Batchline.Settings.Sections;
using Batchline.Start;

namespace Batchline.Commands.Serve;

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
        var mode = new Option<HostingMode?>("--mode")
        {
            Description = "Who drives the work: Worker (it works by itself), Cluster (several processes share the work), Api (only by request) or Serverless",
            HelpName = "MODE",
        };
        var command = new ProgramCommand(
            "serve",
            "Serves the API and keeps the accounts in step. Settings come from appsettings.json and from BATCHLINE_Section__Key.",
            "batchline serve",
            "batchline serve --urls http://127.0.0.1:9000",
            "BATCHLINE_Security__ApiToken=… batchline serve --urls http://0.0.0.0:8080",
            "batchline serve --mode Cluster",
            "batchline serve --mode Api")
        {
            urls, mode,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(urls), parsed.GetValue(mode), stop));
        return command;
    }

    private static async Task<int> RunAsync(string? urls, HostingMode? mode, CancellationToken stop)
    {
        var said = new Dictionary<string, string?>();
        if (urls is not null)
            said["Hosting:Urls"] = urls;
        if (mode is not null)
            said["Hosting:Mode"] = mode.ToString();
        await using var app = BatchlineServer.Build(BatchlineConfiguration.FromEnvironment(said));

        // Opened here, so that a database that cannot be used is one sentence: the host would log the exception with its stack.
        app.Services.GetRequiredService<IAccountStore>();
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception e) when (JoinFault.Of(e) is { } sentence)
        {
            throw new CouldNotException(sentence);
        }
        foreach (var url in app.Urls)
            await Console.Error.WriteLineAsync($"Batchline listens on {url}");
        await app.WaitForShutdownAsync(stop);

        // The host only logs what broke a background service, and ends as if it had been asked to.
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true } broken)
                await broken;
        }
        return ExitCodes.Success;
    }
}
