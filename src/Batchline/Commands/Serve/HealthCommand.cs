using System.CommandLine;
using Batchline.Commands.Connecting;
using Batchline.Commands.Shell;
using Batchline.Settings;
using Batchline.Settings.Sections;

namespace Batchline.Commands.Serve;

/// <summary><c>batchline health</c>: for the health checks of containers, whose images have neither shell nor curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create(Terminal terminal)
    {
        var ready = new Option<bool>("--ready") { Description = "Ask whether its database answers, too" };
        var command = new ProgramCommand(
            "health",
            "Tells by its exit code whether the server on this machine answers: 0 it does, 1 it does not. It reads the same settings.",
            "batchline health",
            "batchline health --ready")
        {
            ready,
        };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(ready) ? "/health/ready" : "/health/live", terminal));
        return command;
    }

    private static async Task<int> RunAsync(string path, Terminal terminal)
    {
        var settings = StartupSettings.Load(terminal.Settings([]));
        var listens = BindingAddress.Parse(ListenAddresses.Of(settings.Hosting, guarded: false)[0]);
        var host = listens.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : listens.Host;
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var response = await http.GetAsync(new Uri($"{listens.Scheme}://{host}:{listens.Port}{path}"), terminal.Stop);
            if (response.IsSuccessStatusCode)
                return ExitCodes.Success;
            await terminal.Error.WriteLineAsync($"batchline: {path} was answered with {(int)response.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !terminal.Stop.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync($"batchline: {path} was not answered: {e.Message}");
        }
        return ExitCodes.SomeFailed;
    }
}
