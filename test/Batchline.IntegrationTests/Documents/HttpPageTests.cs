using System.Globalization;
using Batchline.IntegrationTests.InProcess;
using Batchline.Simulator.Worlds;

namespace Batchline.IntegrationTests.Documents;

/// <summary>Sends every request of the documents, in their order, to a server.</summary>
public sealed class HttpPageTests
{
    [Fact]
    public async Task The_requests_of_the_page_about_the_API_are_answered_as_it_says()
    {
        var requests = DocBlock.Of("docs/api.md").Where(block => block.Language == "http").Select(block => DocRequest.Parse(block.Text)).ToList();
        await using var server = await StartAsync("Worker");

        await SendAllAsync(server, requests, untilEnded: true);

        requests.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task The_requests_for_editors_are_answered_from_top_to_bottom()
    {
        var requests = File.ReadAllText(CheckedIn.PathOf("docs/requests.http")).Split("\n### ").Skip(1)
            .Select(part => DocRequest.Parse(part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim())).ToList();
        await using var server = await StartAsync("Api");

        await SendAllAsync(server, requests, untilEnded: false);

        requests.Count.ShouldBeGreaterThan(20);
    }

    private static async Task<ApiServer> StartAsync(string mode)
    {
        var server = await ApiServer.StartAsync(
            new SimulatorOptions { Accounts = 1, JobsPerAccount = 25, MinInterval = TimeSpan.Zero }, ("Hosting:Mode", mode));
        var account = await server.AddAccountAsync();
        await StoredJobs.AddAsync(server, account, [.. server.Simulator.Truth(server.Simulator.Tokens[0]).Select(job => job.Uuid)]);
        return server;
    }

    private static async Task SendAllAsync(ApiServer server, IReadOnlyList<DocRequest> requests, bool untilEnded)
    {
        foreach (var request in requests)
        {
            var answer = await server.SendAsync(
                new HttpMethod(request.Method), await FillAsync(server, request.Target), request.Body,
                [.. request.Headers.Where(header => header.Name is not "Content-Type")]);

            if (request.Refusal is { } refusal)
                string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status} {answer.Code}").ShouldBe(refusal, request.Target);
            else
                ((int)answer.Status).ShouldBeInRange(200, 299, $"{request.Method} {request.Target}: {answer.Text}");
            if (untilEnded && request.Target.EndsWith("init-batch-update", StringComparison.Ordinal))
                await server.ProgressAsync(answer["operationId"].GetString()!, "completed");
        }
    }

    private static async Task<string> FillAsync(ApiServer server, string target)
    {
        target = target.Replace("{{host}}", "", StringComparison.Ordinal);
        if (!target.Contains('_', StringComparison.Ordinal) && !target.Contains("{{", StringComparison.Ordinal) && !target.Contains("UUID", StringComparison.Ordinal))
            return target;
        var operation = await FirstAsync(server, "/api/operations?limit=1", "operationId");
        var batch = operation.Length == 0 ? "" : await FirstAsync(server, $"/api/operations/{operation}/batches?limit=1", "batchId");
        return target
            .Replace("{{accountId}}", "ACCOUNT_ID", StringComparison.Ordinal).Replace("{{operationId}}", "OPERATION_ID", StringComparison.Ordinal)
            .Replace("{{batchId}}", "BATCH_ID", StringComparison.Ordinal).Replace("{{uuid}}", "UUID", StringComparison.Ordinal)
            .Replace("ACCOUNT_ID", await FirstAsync(server, "/api/accounts?limit=1", "id"), StringComparison.Ordinal)
            .Replace("OPERATION_ID", operation, StringComparison.Ordinal)
            .Replace("BATCH_ID", batch, StringComparison.Ordinal)
            .Replace("UUID", await FirstAsync(server, "/api/jobs?limit=1", "uuid"), StringComparison.Ordinal);
    }

    private static async Task<string> FirstAsync(ApiServer server, string list, string field)
    {
        var items = (await server.GetAsync(list))["items"].EnumerateArray().ToList();
        return items.Count == 0 ? "" : items[0].GetProperty(field).GetString()!;
    }
}
