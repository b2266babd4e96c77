using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Batchline.Simulator;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Documents;

/// <summary>Runs every command of a page, in its order, in one shell, with a simulated Workiz behind it.</summary>
public sealed class ShellPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>A server or simulator of a page runs until its end; the next line waits until it answers.</summary>
    private const string Prelude = """
        set -euo pipefail
        batchline() { dotnet "$PROGRAM" "$@"; }
        field() { sed -nE "s/.*\"$1\": ?\"([^\"]+)\".*/\1/p" | head -n 1; }
        operation() { curl -fsS "$SERVER/api/operations?limit=1" | field operationId; }
        uuid() { batchline jobs list --limit 1 --json | tr ',' '\n' | field uuid; }
        start_simulator() {
          if [ "$*" = --faults ]; then batchline simulate --faults; return; fi
          if [ -n "${simulator:-}" ]; then kill $simulator; wait $simulator || true; fi
          dotnet "$PROGRAM" simulate --port "$PORT" "$@" >simulate.log 2>&1 & simulator=$!
          trap 'kill $simulator; wait $simulator || true' EXIT
          until curl -fs "http://127.0.0.1:$PORT/control/report" >/dev/null; do kill -0 $simulator || { cat simulate.log; exit 1; }; done
        }
        start_server() {
          dotnet "$PROGRAM" serve "$@" >serve.log 2>&1 & server=$!
          trap 'kill $server; wait $server || true' EXIT
          until curl -fs "$SERVER/health/ready" >/dev/null; do kill -0 $server || { cat serve.log; exit 1; }; done
        }

        """;

    [Theory]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/simulator.md")]
    [InlineData("docs/cluster.md")]
    public async Task The_commands_of_a_page_do_what_it_says(string page)
    {
        await using var simulator = await WorkizSimulator.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 20, MinInterval = TimeSpan.Zero }, cancellationToken: TestContext.Current.CancellationToken);
        var directory = Directory.CreateTempSubdirectory("batchline-docs-");
        try
        {
            var port = FreePort();
            var script = Prelude + string.Concat(DocBlock.Of(page).Where(IsRun).SelectMany(block => Lines(block, port)));

            var (code, output) = await RunAsync(script, directory.FullName, port, simulator);

            code.ShouldBe(0, $"{page}:\n{output}");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static bool IsRun(DocBlock block) => block.Language == "sh" && (block.Needs.Length == 0
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, block.Needs))));

    private static IEnumerable<string> Lines(DocBlock block, int port) =>
        from line in block.Text.Replace("127.0.0.1:5080", $"127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("127.0.0.1:5090", $"127.0.0.1:{port}", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        let filled = line.Replace("OPERATION_ID", "$(operation)", StringComparison.Ordinal).Replace("UUID", "\"$(uuid)\"", StringComparison.Ordinal)
        let started = InBackground(InBackground(filled, "serve", "start_server"), "simulate", "start_simulator")
        select started + "\n";

    private static string InBackground(string line, string command, string function) =>
        line.StartsWith($"batchline {command}", StringComparison.Ordinal) ? function + line[$"batchline {command}".Length..] : line;

    private static async Task<(int Code, string Output)> RunAsync(string script, string directory, int port, WorkizSimulator simulator)
    {
        var start = new ProcessStartInfo("bash", "-s")
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("BATCHLINE_", StringComparison.Ordinal)))
            start.Environment.Remove(name);
        start.Environment["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "batchline.dll");
        start.Environment["PORT"] = $"{port}";
        start.Environment["SERVER"] = $"http://127.0.0.1:{port}";
        start.Environment["WORKIZ_API_KEY"] = simulator.Tokens[0];
        start.Environment["BATCHLINE_Workiz__BaseUrl"] = simulator.BaseUrl.ToString();
        start.Environment["BATCHLINE_Workiz__MinInterval"] = "00:00:00";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start");
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // In a file of its own, bash would not read what a command of the script reads from its input.
        await process.StandardInput.WriteAsync($"cat > script.sh <<'END_OF_PAGE'\n{script}\nEND_OF_PAGE\nexec bash script.sh < /dev/null\n");
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            lock (output)
                throw new TimeoutException($"The page did not end within {Patience}:\n{output}");
        }

        lock (output)
            return (process.ExitCode, output.ToString());

        void Add(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
