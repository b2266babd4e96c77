using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Batchline.IntegrationTests.Programs;
using Batchline.Simulator.Faults;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Serverless;

/// <summary>The source document's whole story through Vercel's own router, with the published program in the container's place.</summary>
public sealed class VercelDevTests : IDisposable
{
    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("batchline-vercel-");
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("batchline-docker-");
    private readonly ConcurrentQueue<string?> _said = [];

    [Fact]
    public async Task Init_ticks_progress_a_failed_batch_and_its_retry_go_through_the_router()
    {
        VercelCli.Need();

        // By itself a batch with such failures is retried for minutes before it is given up: that is not waited for here.
        await using var stage = await FunctionStage.SetAsync(
            Workiz, TimeSpan.FromSeconds(20), ("BATCH_SIZE", "5"), ("BATCHLINE_Process__AutoRetries", "0"));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var vercel = Serve(stage, address);
        using var api = new BatchlineApi(address);
        try
        {
            await Until.TrueAsync(() => AnswersAsync(api), "vercel dev serves", Said);
            (await api.SendAsync(HttpMethod.Get, "/api/cron/tick")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            api.ShowToken(FunctionStage.CronSecret);
            await api.GetAsync("/api/cron/tick");
            api.ShowToken(FunctionStage.Token);
            await stage.AddAccountsAsync(api);

            var operation = await api.InitAsync("each");
            await TickUntilEndedAsync(api, operation);
            (await api.ProgressAsync(operation)).GetProperty("status").GetString().ShouldBe("completed_with_errors");
            var failed = (await api.ProgressAsync(operation)).GetProperty("failedBatches").EnumerateArray().ToList();
            failed.ShouldNotBeEmpty();

            stage.Simulator.Apply(new FaultsEvent { Faults = new FaultProfile() });
            foreach (var batch in failed)
                (await api.PostAsync($"/api/retry-batch/{batch.GetProperty("batchId").GetString()}")).Status.ShouldBe(HttpStatusCode.Accepted);
            await TickUntilEndedAsync(api, operation);

            var books = await Books.ReadAsync(api, operation);
            books.Status.ShouldBe("completed", JsonSerializer.Serialize(books.Progress));
            books.ShouldLoseNothingAndCountNothingTwice();
        }
        finally
        {
            await StopAsync(vercel);
        }
    }

    public void Dispose()
    {
        _project.Delete(recursive: true);
        _state.Delete(recursive: true);
    }

    private static SimulatorOptions Workiz => new()
    {
        Accounts = 2,
        JobsPerAccount = 10,
        UnscheduledShare = 0,
        MinInterval = TimeSpan.FromMilliseconds(20),
        Faults = new FaultProfile { Rates = new Dictionary<FaultKind, double> { [FaultKind.WrongUuid] = 0.3 } },
    };

    private static async Task<bool> AnswersAsync(BatchlineApi api)
    {
        try
        {
            return (await api.SendAsync(HttpMethod.Get, "/health/live")).Status == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return false;
        }
    }

    private string Said() => string.Join('\n', _said);

    private Task<TimeSpan> TickUntilEndedAsync(BatchlineApi api, string operation) => Until.TrueAsync(
        async () =>
        {
            await api.GetAsync("/api/cron/tick");
            return await api.HasEndedAsync(operation);
        },
        "ticks end the operation",
        Said);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Process Serve(FunctionStage stage, Uri address)
    {
        foreach (var file in new[] { "vercel.json", "Dockerfile" })
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_project.FullName, file));
        var environment = stage.Environment.Where(pair => pair.Key is not ("PATH" or "PORT" or "VERCEL")).Append(new("DOCKER_STUB_PROGRAM", PublishedProgram.Executable));
        var vercel = VercelCli.Start(_project.FullName, _state.FullName, environment, "dev", "--local", "--listen", $"127.0.0.1:{address.Port}");
        vercel.OutputDataReceived += (_, line) => _said.Enqueue(line.Data);
        vercel.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data);
        vercel.BeginOutputReadLine();
        vercel.BeginErrorReadLine();
        return vercel;
    }

    /// <summary>It stops its container by itself; where it does not, its end is not left to chance: the container wrote down its number.</summary>
    private async Task StopAsync(Process vercel)
    {
        Signals.Send(vercel.Id, Signal.Terminate);
        var ended = vercel.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(30), CancellationToken.None));
        vercel.Kill(entireProcessTree: true);
        await ended;
        foreach (var file in _state.GetFiles("*.pid"))
        {
            try
            {
                using var container = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(file.FullName, CancellationToken.None), CultureInfo.InvariantCulture));
                container.Kill();
                await container.WaitForExitAsync(CancellationToken.None);
            }
            catch (ArgumentException)
            {
                // It has ended.
            }
        }
    }
}
