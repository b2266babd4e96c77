using System.Globalization;
using System.Text;
using System.Text.Json;
using Batchline.Simulator.Judge;
using Batchline.Simulator.Reports;
using Batchline.Simulator.Worlds;
using Microsoft.AspNetCore.Http;

namespace Batchline.Simulator.Control;

/// <summary>What the simulation looks like. Each answers false when the account asked about does not exist.</summary>
internal sealed class ControlReads(World world, HttpResponse response, CancellationToken cancellationToken)
{
    private const int MostRecords = 10_000;

    /// <summary>NDJSON: up to <c>limit</c> requests after the sequence <c>after</c>.</summary>
    public async Task<bool> LogAsync(IQueryCollection query)
    {
        var after = query["after"] is [{ } from] ? long.Parse(from, CultureInfo.InvariantCulture) : 0;
        var limit = query["limit"] is [{ } most] ? int.Parse(most, CultureInfo.InvariantCulture) : MostRecords;
        await LinesAsync(world.Log.Read(after, limit)
            .Select(record => JsonSerializer.Serialize(record, RequestRecordJson.Default.RequestRecord)));
        return true;
    }

    public async Task<bool> ReportAsync()
    {
        await response.WriteAsJsonAsync(Reporter.Report(world), SimulatorReportJson.Default.SimulatorReport, null, cancellationToken);
        return true;
    }

    /// <summary><c>[{account, token}…]</c></summary>
    public async Task<bool> AccountsAsync()
    {
        await response.WriteAsJsonAsync(world.Accounts.Select(account => new { account = account.Number, token = account.Token }), cancellationToken);
        return true;
    }

    /// <summary>NDJSON: every job of the account as it stands.</summary>
    public async Task<bool> TruthAsync(Account? account)
    {
        if (account is null)
            return false;
        await LinesAsync(TruthWriter.Read(world, account).Select(job => job.Json));
        return true;
    }

    /// <summary><c>{uuid: count…}</c>: how often job/get was asked for each job.</summary>
    public Task<bool> RequestsAsync(Account? account) =>
        AboutJobsAsync(account, asked => AccountFacts.JobRequests(world, asked));

    /// <summary><c>{uuid: fault…}</c>: jobs that job/get never answers rightly.</summary>
    public Task<bool> BadJobsAsync(Account? account) =>
        AboutJobsAsync(account, asked => AccountFacts.BadJobs(world, asked));

    private async Task<bool> AboutJobsAsync<T>(Account? account, Func<Account, Dictionary<string, T>> facts)
    {
        if (account is null)
            return false;
        await response.WriteAsJsonAsync(facts(account), cancellationToken);
        return true;
    }

    private async Task LinesAsync(IEnumerable<string> lines)
    {
        response.ContentType = "application/x-ndjson";
        foreach (var chunk in lines.Chunk(100))
            await response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', chunk) + "\n"), cancellationToken);
    }
}
