using System.Diagnostics;
using Batchline.Benchmarks.Reporting;

namespace Batchline.Benchmarks.Staging;

/// <summary>The program as <c>dotnet publish</c> leaves it.</summary>
internal sealed class PublishedProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(5);
    private readonly string _folder;

    private PublishedProgram(string name, string folder)
    {
        Name = name;
        _folder = folder;
    }

    public string Name { get; }

    public static PublishedProgram Publish(string name, DataFolder folder, params string[] more)
    {
        var target = Path.Combine(folder.Path, "program");
        var start = new ProcessStartInfo("dotnet", ["publish", Repository.Directory("src/Batchline"), "-c", "Release", "-v", "q", $"-p:PublishDir={target}/", .. more])
        {
            // The figures go to the standard output.
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? new PublishedProgram(name, folder.Path) : throw new InvalidOperationException($"The program could not be published: {output}");
    }

    /// <summary>Starts it as a function on an embedded database, waits for its first answer, and ends it.</summary>
    public async Task<FirstAnswer> StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}");
        var start = new ProcessStartInfo(Path.Combine(_folder, "program", "batchline"), "serve") { RedirectStandardError = true };
        start.Environment["PORT"] = $"{address.Port}";
        start.Environment["VERCEL"] = "1";
        start.Environment["CRON_SECRET"] = "secret";
        start.Environment["BATCHLINE_Store__DataDirectory"] = Path.Combine(_folder, "data");
        start.Environment["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = Path.Combine(_folder, "extracted");
        start.Environment["DOTNET_TieredPGO"] = "0";
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.BeginErrorReadLine();
        try
        {
            await AnswerAsync(process, new Uri(address, "/health/live"));
            return new FirstAnswer(Stopwatch.GetElapsedTime(begun), process.TotalProcessorTime);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task AnswerAsync(Process process, Uri address)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(address, patience.Token);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && !process.HasExited)
            {
                await Task.Delay(AskEvery, patience.Token);
            }
        }
    }
}
