using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>Vercel's own command line, pinned in <c>test/vercel-cli</c>, without network and without Docker.</summary>
internal static class VercelCli
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<string?> Fault = new(Install);

    public static string Directory { get; } = Path.Combine(Repository.Root, "test", "vercel-cli");

    /// <summary>On CI it must be there; at home tests are skipped without.</summary>
    public static void Need()
    {
        if (Fault.Value is not { } fault)
            return;
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 } and not "false")
            throw new InvalidOperationException($"Vercel's command line is missing: {fault}. Install node and npm.");
        Assert.Skip($"Vercel's command line is missing: {fault}");
    }

    /// <param name="project">The folder with <c>vercel.json</c>.</param>
    /// <param name="state">Where the stand-in for Docker keeps what it needs.</param>
    public static Process Start(string project, string state, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Directory, "node_modules", "vercel", "dist", "index.js"), .. arguments])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Path.Combine(Directory, "bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = state;
        start.Environment["DOCKER_STUB"] = state;
        start.Environment["VERCEL_TELEMETRY_DISABLED"] = "1";
        start.Environment["NO_UPDATE_NOTIFIER"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string project, string state, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        using var process = Start(project, state, environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (process.ExitCode, await output + await error);
    }

    /// <summary>What a build needs to push an image: a token that nobody checks offline, and a registry that nobody serves.</summary>
    public static Dictionary<string, string> Offline() => new()
    {
        ["VERCEL_OIDC_TOKEN"] =
            $"{Part("""{"alg":"none"}""")}.{Part("""{"owner":"team","owner_id":"team_x","project":"proj","project_id":"prj_x","exp":4102444800}""")}.x",
        ["VERCEL_API_URL"] = "http://127.0.0.1:9",
        ["VERCEL_VCR_REGISTRY"] = "127.0.0.1:9",
    };

    private static string Part(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string? Install()
    {
        if (File.Exists(Path.Combine(Directory, "node_modules", ".package-lock.json")))
            return null;
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--silent"])
            {
                WorkingDirectory = Directory,
                RedirectStandardError = true,
            }) ?? throw new InvalidOperationException("npm did not start.");
            var error = npm.StandardError.ReadToEnd();
            return npm.WaitForExit(Patience) && npm.ExitCode == 0 ? null : $"npm install failed: {error}";
        }
        catch (Win32Exception e)
        {
            return $"npm does not start: {e.Message}";
        }
    }
}
