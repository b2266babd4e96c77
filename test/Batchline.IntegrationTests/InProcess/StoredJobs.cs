using System.Text.Json;
using Batchline.Engine.Heads;
using Batchline.Engine.Ids;
using Batchline.Engine.Records;

namespace Batchline.IntegrationTests.InProcess;

/// <summary>Puts jobs into the database as an earlier sync would have.</summary>
internal static class StoredJobs
{
    /// <summary>A UUID that no address can hold: asking for it always fails.</summary>
    public const string Hopeless = "..";

    public static Task AddAsync(ApiServer server, string account, params string[] uuids) =>
        AddDocumentsAsync(server, account, [.. uuids.Select(uuid => new JobDocument(uuid, JsonSerializer.Serialize(new { UUID = uuid })))]);

    public static async Task AddDocumentsAsync(ApiServer server, string account, params JobDocument[] documents)
    {
        var heads = server.Service<IHeadStore>();
        var id = new AccountId(account);
        var head = await heads.AcquireAsync(id, "a test", TimeSpan.FromSeconds(30), leader: null, CancellationToken.None)
            ?? throw new InvalidOperationException("The account is held.");
        await heads.CommitAsync(
            new Checkpoint
            {
                AccountId = id,
                Jobs = [.. documents.Select(document => new JobWrite
                {
                    Uuid = document.Uuid,
                    Kind = JobWriteKind.Replace,
                    Document = document,
                    Hash = "",
                    At = head.StoreNow,
                })],
                Head = new HeadWrite
                {
                    Fence = head.Fence,
                    Seq = head.Seq,
                    WriteId = Guid.NewGuid().ToString(),
                    Body = head.Body with { ListedAt = head.StoreNow },
                    Lease = TimeSpan.Zero,
                    Wait = TimeSpan.Zero,
                    Reserve = TimeSpan.Zero,
                    DueIn = null,
                },
            },
            CancellationToken.None);
    }
}
