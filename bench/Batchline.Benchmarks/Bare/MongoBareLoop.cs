using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Batchline.Benchmarks.Bare;

/// <summary>The bare loop on MongoDB: for each account, job after job, get it and upsert it by the driver's bulkWrite.</summary>
internal static class MongoBareLoop
{
    public static async Task RunAsync(Uri workiz, IMongoCollection<BsonDocument> jobs, IReadOnlyList<BareAccount> accounts)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = workiz };
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        await using var writer = new MongoBareWriter(jobs);
        await Task.WhenAll(accounts.Select(account => Task.Run(() => RunAsync(http, writer, account))));
    }

    private static async Task RunAsync(HttpClient http, MongoBareWriter writer, BareAccount account)
    {
        var id = ObjectId.Parse(account.Id);
        foreach (var uuid in account.Uuids)
        {
            var body = await http.GetByteArrayAsync(new Uri($"{account.Token}/job/get/{uuid}/", UriKind.Relative));
            using var answer = JsonDocument.Parse(body);
            await writer.WriteAsync(id, uuid, answer.RootElement.GetProperty("data")[0].GetRawText());
        }
    }
}
