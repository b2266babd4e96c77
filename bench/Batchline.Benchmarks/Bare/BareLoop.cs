using System.Text.Json;
using Batchline.Benchmarks.Reporting;
using Batchline.Engine.Records;
using Batchline.Stores.Rules;

namespace Batchline.Benchmarks.Bare;

/// <summary>
/// What anybody would write: for each account, job after job, get it and upsert it. No pace, no checkpoint, no
/// comparison with what is stored, no word about what failed.
/// </summary>
internal static class BareLoop
{
    public static async Task RunAsync(Uri workiz, DataFolder data, IReadOnlyList<BareAccount> accounts)
    {
        await using var writer = new BareWriter(data);
        await RunAsync(workiz, writer.WriteAsync, accounts);
    }

    /// <param name="workiz">The simulator.</param>
    /// <param name="write">Ends when the job is committed.</param>
    /// <param name="accounts">All at once, each one job after another.</param>
    public static async Task RunAsync(Uri workiz, Func<BareJob, Task> write, IReadOnlyList<BareAccount> accounts)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = workiz };
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        await Task.WhenAll(accounts.Select(account => Task.Run(() => RunAsync(http, write, account))));
    }

    private static async Task RunAsync(HttpClient http, Func<BareJob, Task> write, BareAccount account)
    {
        foreach (var uuid in account.Uuids)
        {
            var body = await http.GetByteArrayAsync(new Uri($"{account.Token}/job/get/{uuid}/", UriKind.Relative));
            using var answer = JsonDocument.Parse(body);
            var job = answer.RootElement.GetProperty("data")[0];
            var text = job.GetRawText();
            await write(new BareJob(account.Id, uuid, JobFacts.Of(new JobDocument(uuid, text, job)), text));
        }
    }
}
